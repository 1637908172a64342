"""What an expression is read against (publication, the text and the date told before it), and its parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord import lexicon
from onrecord.model.values import Precision
from onrecord.read.timevalues import PART_CODE, Kind, When
from onrecord.read.timewords import Fit, Word

# Units that can be counted from a single day alone.
_DAILY = frozenset(("D", "NI", "TH", "TM", "TS", *PART_CODE))
# How far back of an expression a cue for the future may stand: measured on weekdays, 12 of 15 within 60.
_CUE_REACH = 60
# A day of the year that lies ahead without any cue is next week's meeting more often than last year's raid.
_AHEAD_DAYS = 40
# In a narrative a month this much earlier in the year than the one before it belongs to the next year.
_NEW_YEAR = 8


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: its characters, its meaning, and the word that links it to the next ("and", "to")."""

    start: int
    end: int
    when: When
    link: str = ""


@dataclass(slots=True)
class Frame:
    """What an expression is read against: publication, the text, and the date told before it."""

    lower: str
    text: str
    published: date | None
    narrative: bool
    sentence: int = 0
    previous: When | None = None
    previous_at: int = -1
    previous_rule: str = ""
    told_day: date | None = None  # the last single day told
    story_day: date | None = None  # the date told before, as a narrative goes on from it
    story_month: int = 0  # its month, 0 if only a year was told

    @property
    def base(self) -> date | None:
        """The day that "yesterday" is counted from: publication, or the story's own day in a narrative."""
        if not self.narrative:
            return self.published
        return self.previous.last if self.previous and self.previous.is_day else None

    @property
    def told(self) -> date | None:
        """First day of the date told before."""
        return self.previous.first if self.previous else None

    def told_for(self, unit: str) -> date | None:
        """What `unit` is told from: a day only from a day, a longer one from any date before."""
        return self.told_day if unit in _DAILY else self.told

    def tell(self, found: Found, rule: str) -> None:
        """Remember what the next relative expression is told from."""
        when = found.when
        if when.first is None or when.kind not in (Kind.DATE, Kind.TIME):
            return
        self.previous, self.previous_at, self.previous_rule = when, found.start, rule
        if when.is_day:
            self.told_day = when.first
        if when.precision in (Precision.YEAR, Precision.VAGUE):
            # A bare year says nothing of the month; the month told before holds within the same year.
            if self.story_day is None or self.story_day.year != when.first.year:
                self.story_day, self.story_month = when.first, 0
        else:
            self.story_day, self.story_month = when.first, when.first.month

    def before(self, start: int, reach: int = _CUE_REACH) -> str:
        """The words of the sentence just before `start`, in lower case."""
        return self.lower[max(self.sentence, start - reach) : start]

    def future(self, start: int) -> bool:
        """True if the words before say that something is still to come."""
        before = self.before(start)
        told = list(cue("cue.future").finditer(before))
        return bool(told) and not cue("cue.past").search(before, told[-1].end())

    def past(self, start: int) -> bool:
        """True if the words before tell of something done."""
        return cue("cue.past").search(self.before(start)) is not None

    def timely(self, start: int) -> bool:
        """True if the word before is one that only a time follows."""
        return cue("cue.before_time").search(self.before(start, 16)) is not None


@cache
def cue(name: str) -> re.Pattern[str]:
    """A cue of the lexicon: a regular expression over text."""
    return next(e for e in lexicon.load("times").entries if e.id == name).compiled()


class Match:
    """A rule's fit over the words of a run, with its named parts."""

    __slots__ = ("end", "fit", "start", "words")

    def __init__(self, fit: Fit, words: list[Word]) -> None:
        self.fit = fit
        self.words = words
        self.start = words[fit.start].start
        self.end = words[fit.end - 1].end

    def has(self, name: str) -> bool:
        """True if the part is there and not empty."""
        span = self.fit.parts.get(name)
        return span is not None and span[1] > span[0]

    def name(self, part: str) -> str:
        """Class of the part's last word, "" where the part is missing."""
        return self.words[self.fit.parts[part][1] - 1].name if self.has(part) else ""

    def holds(self, name: str) -> bool:
        """True if any word of the match is of that class."""
        return any(word.name == name for word in self.words[self.fit.start : self.fit.end])

    def value(self, name: str, default: Any = None) -> Any:
        """What the part's last word stands for."""
        return self.words[self.fit.parts[name][1] - 1].value if self.has(name) else default

    def at(self, name: str) -> tuple[int, int]:
        """Characters of the part."""
        first, last = self.fit.parts[name]
        return self.words[first].start, self.words[last - 1].end

    def written(self, name: str, lower: str) -> str:
        """The part as it stands in the text."""
        start, end = self.at(name)
        return lower[start:end]

    def number(self, name: str) -> float | str:
        """The number a part tells; "X" for several."""
        first, last = self.fit.parts[name]
        total: float = 0
        for word in self.words[first:last]:
            if isinstance(word.value, str):
                return "X"
            if word.value is not None:
                total = total * word.value if total and word.value >= 100 else total + word.value
        return int(total) if total == int(total) else total

    def halves(self, link: str, first: When, last: When) -> tuple[Found, Found]:
        """Two expressions on either side of the part that links them."""
        a, b = self.fit.parts[link]
        word = "and" if self.name(link) == "AND" else "to"
        left = Found(self.start, self.words[a - 1].end, first, word)
        return left, Found(self.words[b].start, self.end, last)

    def all(self, when: When | None) -> tuple[Found, ...]:
        """The whole match, standing for `when`."""
        return (Found(self.start, self.end, when),) if when else ()

    def since(self, name: str, when: When | None) -> tuple[Found, ...]:
        """The match from a part to its end, standing for `when`."""
        return (Found(self.at(name)[0], self.end, when),) if when else ()


# What a rule means here: expressions; () for none, so that a shorter rule may try; None for none at all.
Meaning = Callable[[Match, Frame], tuple[Found, ...] | None]


def year_of_month(f: Frame, month: int, start: int) -> int | None:
    """The year meant by a bare month: the latest one up to publication, later only after a future cue."""
    if f.narrative:
        return _year_in_story(f, month)
    if f.published is None:
        return None
    year, now = f.published.year, f.published.month
    if month == now:
        return year
    if f.future(start):
        return year if month > now else year + (now - month >= 3)
    return year if month < now else year - 1


def _year_in_story(f: Frame, month: int) -> int | None:
    """The year of a month in a narrative: the one told before, or the next when the months start anew."""
    if f.story_day is None:
        return None
    return f.story_day.year + (month - f.story_month <= -_NEW_YEAR)


def year_of_day(f: Frame, month: int, day: int, start: int) -> int | None:
    """The year meant by a bare day of a month. Raises ValueError where no year has that day."""
    if f.narrative:
        return _year_in_story(f, month)
    if f.published is None:
        return None
    now = f.published
    for year in (now.year, now.year - 1, now.year + 1, now.year - 2, now.year - 3, now.year - 4):
        if not exists(year, month, day):
            continue
        ahead = (date(year, month, day) - now).days
        if ahead <= 0 or year < now.year:
            return year + (ahead < -120 and year == now.year and f.future(start))
        if f.future(start) or (ahead <= _AHEAD_DAYS and not f.past(start)):
            return year
    raise ValueError(f"no such day: {month}-{day}")


def exists(year: int, month: int, day: int) -> bool:
    """True if the calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
