"""What the rules for calendar dates mean: functions from a match and its frame to TIMEX3 values and windows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from onrecord import lexicon
from onrecord.model.values import Precision
from onrecord.read import timevalues as values
from onrecord.read.timevalues import Kind, When
from onrecord.read.timewords import Fit, Word, grammar

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
    story_day: date | None = None  # the date told before, as a narrative goes on from it
    story_month: int = 0  # its month, 0 if only a year was told

    @property
    def base(self) -> date | None:
        """The day that "yesterday" is counted from: publication, or the story's own day in a narrative."""
        if not self.narrative:
            return self.published
        return self.previous.last if self.previous and self.previous.is_day else None

    def tell(self, found: Found, rule: str) -> None:
        """Remember what the next relative expression is told from."""
        when = found.when
        if when.first is None or when.kind not in (Kind.DATE, Kind.TIME):
            return
        self.previous, self.previous_at, self.previous_rule = when, found.start, rule
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

    def value(self, name: str, default: Any = None) -> Any:
        """What the part's last word stands for."""
        return self.words[self.fit.parts[name][1] - 1].value if self.has(name) else default

    def at(self, name: str) -> tuple[int, int]:
        """Characters of the part."""
        first, last = self.fit.parts[name]
        return self.words[first].start, self.words[last - 1].end

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
        if not _exists(year, month, day):
            continue
        ahead = (date(year, month, day) - now).days
        if ahead <= 0 or year < now.year:
            return year + (ahead < -120 and year == now.year and f.future(start))
        if f.future(start) or (ahead <= _AHEAD_DAYS and not f.past(start)):
            return year
    raise ValueError(f"no such day: {month}-{day}")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day(f: Frame, month: int, day: int, year: int | None, start: int, weekday: int | None = None) -> When:
    """A day of a month, its year told or inferred. Raises ValueError where there is no such day."""
    if year is None and weekday is not None and f.published and not f.narrative:
        near = range(f.published.year - 5, f.published.year + 2)
        fitting = [d for y in near if _exists(y, month, day) and (d := date(y, month, day)).weekday() == weekday]
        if fitting:
            now = f.published
            year = min(fitting, key=lambda d: abs((d - now).days)).year
    if year is None:
        year = year_of_day(f, month, day, start)
    if year is None:
        date(2000, month, day)
        return values.bare(f"XXXX-{month:02d}-{day:02d}")
    return values.on_day(date(year, month, day))


def month_day(m: Match, f: Frame) -> tuple[Found, ...]:
    """April 9, 9 April 2031, dawn on 9 April."""
    month = m.value("m") or m.value("n")
    day = m.value("d") or m.value("k")
    when = _day(f, month, day, m.value("y"), m.start, m.value("w"))
    if m.has("p") and when.first:
        when = values.part_of(when.first, m.value("p"))
    return m.all(when)


def month_days(m: Match, f: Frame) -> tuple[Found, ...]:
    """April 9 and 10; 9-10 April: two expressions, linked."""
    month, year = m.value("m"), m.value("y")
    first = _day(f, month, m.value("d"), year, m.start)
    last = _day(f, month, m.value("e"), first.first.year if first.first else year, m.start)
    return Found(m.start, m.at("d")[1], first, _link(m, f)), Found(m.at("e")[0], m.end, last)


def _link(m: Match, f: Frame) -> str:
    start, end = m.at("l")
    return "and" if f.lower[start:end].strip() in ("and", "or") else "to"


def two_days(m: Match, f: Frame) -> tuple[Found, ...]:
    """28 April to 3 May 2031: the year told once holds for both, unless the first would come after."""
    year = m.value("y")
    last = _day(f, m.value("n"), m.value("e"), year, m.start)
    if last.first:
        year = last.first.year - (m.value("m") > m.value("n"))
    first = _day(f, m.value("m"), m.value("d"), year, m.start)
    cut = m.at("l")
    return Found(m.start, cut[0], first, _link(m, f)), Found(cut[1], m.end, last)


def two_months(m: Match, _f: Frame) -> tuple[Found, ...]:
    """April to June 2031."""
    year = m.value("y")
    first = values.in_month(year - (m.value("m") > m.value("n")), m.value("m"), m.value("f", ""))
    last = values.in_month(year, m.value("n"), m.value("g", ""))
    cut = m.at("l")
    return Found(m.start, cut[0], first, _link(m, _f)), Found(cut[1], m.end, last)


def iso(m: Match, _f: Frame) -> tuple[Found, ...]:
    """2031-04-09, with or without a clock time."""
    told = m.value("x")
    day = date.fromisoformat(told[:10])
    when = values.on_day(day)
    if len(told) > 10:
        minute = int(told[11:13]) * 60 + int(told[14:16])
        when = replace(
            when, kind=Kind.TIME, value=told[:16].upper(), from_minute=minute, to_minute=minute + 1,
            precision=Precision.MINUTE,
        )  # fmt: skip
    return m.all(when)


def slashed(m: Match, _f: Frame) -> tuple[Found, ...]:
    """19/04/2031, 4/19/31, 2031/04/19: unknown where day and month cannot be told apart."""
    a, b, c = (int(part) for part in re.split(r"[/.]", m.value("x")))
    if a > 31:
        return m.all(values.on_day(date(a, b, c)))
    year = c if c > 99 else c + (1900 if c > 50 else 2000)
    if "." in m.value("x") or a > 12:
        return m.all(values.on_day(date(year, b, a)))
    if b > 12 or a == b:
        return m.all(values.on_day(date(year, a, b)))
    return m.all(values.bare(f"{year}-XX-XX"))


def month(m: Match, f: Frame) -> tuple[Found, ...]:
    """April 2031, late April, the end of April."""
    start = m.at("m")[0]
    year, edge = m.value("y"), m.value("f") or m.value("mid", "")
    if year is None:
        name = f.lower[slice(*m.at("m"))]
        if name in grammar().doubtful and not (m.has("f") or f.timely(start)):
            return ()
        if len(name) <= 3 and name != "may" and f.lower[m.end : m.end + 1] != ".":
            return ()
        year = year_of_month(f, m.value("m"), m.start)
        if year is None:
            return m.all(values.bare(f"XXXX-{m.value('m'):02d}"))
    return m.all(values.in_month(year, m.value("m"), edge))


def month_of_year(m: Match, f: Frame) -> tuple[Found, ...]:
    """April last year, April of that year, April 9 this year."""
    if m.value("u") != "Y":
        return ()
    year = related_year(m, f, "r")
    if year is None:
        return ()
    if m.has("d"):
        return m.all(values.on_day(date(year, m.value("m"), m.value("d"))))
    return m.all(values.in_month(year, m.value("m"), m.value("f", "")))


def related_year(m: Match, f: Frame, part: str) -> int | None:
    """The year that "last", "this", "next", "that" or "the following" year means here."""
    first = f.lower[slice(*m.at(part))]
    told = f.previous.first if f.previous else None
    if first.endswith(("that", "same")):
        return told.year if told else None
    if first.endswith(("following", "previous", "preceding", "prior")):
        return told.year + int(m.value(part)) if told else None
    base = f.base or (told if f.narrative else None)
    return base.year + int(m.value(part)) if base else None


def related_month(m: Match, f: Frame) -> tuple[Found, ...]:
    """Last April (the last one that is over), next April, this April."""
    base, month_, by = f.base, m.value("m"), m.value("r")
    if base is None:
        return ()
    year = base.year
    if by < 0:
        year -= month_ >= base.month
    elif by > 0:
        year += month_ <= base.month
    return m.all(values.in_month(year, month_))


def year(m: Match, f: Frame) -> tuple[Found, ...]:
    """2031, early 2031, the end of 2031; not a number of things."""
    start, end = m.at("y")
    before = f.lower[max(0, start - 1) : start]
    after = f.lower[end : end + 24]
    if (before in ("-", "/", ",", ".", "+", "#", "&") and start == m.start) or cue("cue.counted").match(after):
        return ()
    told = m.value("y")
    if not 1500 <= told and not f.timely(start):
        return ()
    return m.all(values.in_year(told, m.value("f") or m.value("g", "")))


def year_to(m: Match, f: Frame) -> tuple[Found, ...]:
    """2031-33, 2031-2035."""
    first, last = m.value("y"), m.value("e")
    if last < 100:
        last += first // 100 * 100
    if not first < last < first + 120:
        return ()
    cut = m.at("l")
    return Found(m.start, cut[0], values.in_year(first), "to"), Found(cut[1], m.end, values.in_year(last))


def spoken_year(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Nineteen ninety-six, January nineteen ninety."""
    c, t, n = m.value("c"), m.value("t"), m.value("n", 0)
    if c not in (17, 18, 19, 20) or not (10 <= t <= 90) or (n and (t < 20 or n > 9)):
        return ()
    told = c * 100 + t + n
    if m.has("m"):
        return m.all(values.in_month(told, m.value("m")))
    if m.has("s"):
        return m.all(values.in_season(told, m.value("s")))
    return m.all(values.in_year(told))


def decade(m: Match, f: Frame) -> tuple[Found, ...]:
    """The 1990s, the late '90s."""
    digits = re.sub(r"\D", "", m.value("x"))
    if len(digits) == 2:
        if m.value("x")[0] != "'" and not re.search(r"(?:the|early|late|mid)[ -]$", f.before(m.at("x")[0], 8)):
            return ()
        if digits < "20":
            return ()
        digits = "19" + digits
    if len(digits) != 4:
        return ()
    first = int(digits)
    low, high = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}.get(m.value("f", ""), (0, 9))
    return m.all(values.in_years(digits[:3], first + low, first + high))


def century(m: Match, _f: Frame) -> tuple[Found, ...]:
    """The 19th century."""
    n = m.value("n")
    return m.all(values.in_years(f"{n - 1:02d}", (n - 1) * 100, n * 100 - 1)) if 1 <= n <= 22 else ()


def before_christ(m: Match, f: Frame) -> tuple[Found, ...]:
    """493 BC: a value only, the calendar does not reach it."""
    told = int(m.number("y"))
    season_or_month = ""
    if m.has("m"):
        season_or_month = f"-{m.value('m'):02d}" if isinstance(m.value("m"), int) else f"-{m.value('m')}"
    found = Found(m.start, m.end, values.bare(f"BC{told:04d}{season_or_month}"))
    if not m.has("z"):
        return (found,)
    cut = m.at("l")
    first = int(m.number("z"))
    return Found(m.start, cut[0], values.bare(f"BC{first:04d}"), "to"), Found(cut[1], m.end, found.when)


def season(m: Match, f: Frame) -> tuple[Found, ...]:
    """Summer 2031, last summer, the summer."""
    name, told = m.value("s"), m.value("y")
    edge = m.value("f") or m.value("g", "")
    if told is not None:
        return m.all(values.in_season(told, name, edge))
    word = f.lower[slice(*m.at("s"))]
    if not m.has("r") and word in ("fall", "spring"):
        if not re.search(r"\b(?:in|since|during|by|until|this|late|early|through|into|for) (?:the )?$", f.before(m.at("s")[0], 16)):
            return ()
        if re.match(r" (?:of|in|to|from)\b", f.lower[m.end : m.end + 8]):
            return ()
    base = f.story_day if f.narrative else f.base
    if base is None:
        return m.all(values.bare(f"XXXX-{name}"))
    return m.all(values.in_season(_season_year(m, f, base, name), name, edge))


def _season_year(m: Match, f: Frame, base: date, name: str) -> int:
    starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    if f.narrative:
        return base.year - (name == "WI" and base.month <= 2)
    by = m.value("r", 0)
    if by > 0:
        return base.year + (base.month >= starts)
    if by < 0:
        return base.year - (base.month < min(starts + 3, 13))
    if name == "WI" and base.month <= 3:
        return base.year - 1
    if m.has("r") or f.future(m.start):
        return base.year
    return base.year - (base.month < starts)


def quarter(m: Match, f: Frame) -> tuple[Found, ...]:
    """The third quarter, the first half of 2031, this year's second quarter."""
    n, unit = m.value("n"), m.value("q")
    if not 1 <= n <= (4 if unit == "Q" else 2):
        return ()
    told = m.value("y") or m.value("p")
    base = f.base or f.story_day
    if told is None:
        if base is None:
            return ()
        ahead = unit == "Q" and n > (base.month - 1) // 3 + 1
        told = base.year - (ahead and not f.future(m.start))
        for part in ("r", "s"):
            if m.has(part):
                told = base.year + m.value(part)
        if "ago" in f.lower[m.start : m.end] or "earlier" in f.lower[m.start : m.end]:
            told -= 1
    return m.all(values.in_quarter(told, n) if unit == "Q" else values.in_half(told, n))


def feast(m: Match, f: Frame) -> tuple[Found, ...]:
    """Christmas, New Year's Eve."""
    told = m.value("x")
    if told.startswith("thanksgiving"):
        base = f.base or f.story_day
        first = date(base.year, 11, 1) if base else None
        if base is None or first is None:
            return ()
        day_ = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        if day_ > base and not f.future(m.start):
            first = date(base.year - 1, 11, 1)
            day_ = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        return m.all(values.on_day(day_))
    month_, day = (int(part) for part in told.split("-"))
    return m.all(_day(f, month_, day, m.value("y"), m.start))


MEANINGS: dict[str, Meaning] = {
    "month_day": month_day,
    "month_days": month_days,
    "two_days": two_days,
    "two_months": two_months,
    "iso": iso,
    "slashed": slashed,
    "month": month,
    "month_of_year": month_of_year,
    "related_month": related_month,
    "year": year,
    "year_to": year_to,
    "spoken_year": spoken_year,
    "decade": decade,
    "century": century,
    "before_christ": before_christ,
    "season": season,
    "quarter": quarter,
    "feast": feast,
}
