"""The day a text says of itself it was published, in a date line or a dateline near its top.

A whole date only (day, month, year): one without its year, or whose weekday is not that day's, says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord import lexicon
from onrecord.model.values import Span

# Lines with words in them that count as the top, and how much of a line is looked at.
_LINES = 12
_WIDTH = 400

_CLOCK = re.compile(
    r"\b(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\d{1,2}(?=\s*[ap]\.?m\b))(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?"
    r"|\b[ap]\.?m\b\.?|\b\d{4}(?=\s*(?:GMT|UTC|hrs|hours))|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
_T = re.compile(r"^T(?=\d\d:)")
_ZONE = re.compile(r"\b(?:[A-Z]{1,3}T|GMT|UTC|CEST|AEST|AEDT|Z|hrs|hours|local time)\b(?:[+-]\d{1,2})?")
_STOPS = re.compile(r"[\s,.;:|•·/()\[\]–—-]+")
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
_PLACE = re.compile(
    rf"{_CAPITAL}(?:(?:[ /]|, ?)(?:{_CAPITAL}|de|al|el|ez|as|of|the)){{0,5}}"
    r",?\s?(?:\([^()]{2,40}\))?\s?[,:|•·–—-]{0,2}\s*"
)
_NAME = re.compile(rf"{_CAPITAL}(?: {_CAPITAL}){{0,3}}")
_AFTER = re.compile(r"\s*(?:$|[-–—:|•·(/])")


@dataclass(frozen=True, slots=True)
class _Words:
    date: re.Pattern[str]
    weekday: re.Pattern[str]
    leads: re.Pattern[str]
    later: re.Pattern[str]
    by: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]


@cache
def _words() -> _Words:
    tables = lexicon.load("times").tables
    months, weekdays = tables["class"]["MONTH"], tables["class"]["WEEKDAY"]
    month = "|".join(sorted(months, key=len, reverse=True))
    wide = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    pattern = (
        r"(?<![\w/.-])(?:"
        rf"{wide.format('d1')}[ -](?:of )?(?P<m1>{month})\.?,?[ -](?P<y1>\d{{4}})"
        rf"|(?P<m2>{month})\.?[ -]{wide.format('d2')},?[ -](?P<y2>\d{{4}})"
        r"|(?P<y3>\d{4})(?P<s3>[-/.])(?P<m3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})"
        r"|(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4})"
        r")(?!\d|[-/.]\d)"
    )

    def any_of(words: list[str]) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")\b", re.IGNORECASE)

    said = tables["dateline"]
    return _Words(
        re.compile(pattern, re.IGNORECASE),
        re.compile(r"\b(" + "|".join(sorted(weekdays, key=len, reverse=True)) + r")\b\.?", re.IGNORECASE),
        any_of([*said["leads"], *said["later"]]),
        any_of(said["later"]),
        any_of(said["names"]),
        months,
        weekdays,
    )


def dateline(text: str) -> tuple[date, Span] | None:
    """The day of publication that stands near the top of `text`, and where; None where none is certain.

    A date of a later edition ("Updated ...") counts only where there is no other.
    """
    later: tuple[date, Span] | None = None
    start, seen = 0, 0
    while start < len(text) and seen < _LINES:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        line = text[start : min(stop, start + _WIDTH)]
        found = _in_line(line) if line.strip() else None
        seen += bool(line.strip())
        if found is not None:
            day, match, updated = found
            place = Span(start=start + match.start(), end=start + match.end())
            if not updated:
                return day, place
            later = later or (day, place)
        start = stop + 1
    return later


def _in_line(line: str) -> tuple[date, re.Match[str], bool] | None:
    """A date that makes this line a date line or a dateline, and whether it is a later edition's."""
    words = _words()
    later = None
    for match in words.date.finditer(line):
        before, after = line[: match.start()], _T.sub(" ", line[match.end() :])
        day = _day(match)
        if day is None or not _fits_weekday(day, before) or not _is_head(before, after):
            continue
        told = list(words.leads.finditer(before))
        updated = any(words.later.fullmatch(lead[0]) for lead in told[-1:])
        if not updated:
            return day, match, False
        later = later or (day, match, True)
    return later


def _day(match: re.Match[str]) -> date | None:
    """The day written; None where there is no such day, or day and month could be either."""
    words, part = _words(), match.groupdict()
    for n in ("1", "2"):
        if part["m" + n]:
            return _date(part["y" + n], words.months[part["m" + n].lower()], part["d" + n])
    if part["y3"]:
        return _date(part["y3"], part["m3"], part["d3"])
    a, b = int(part["a4"]), int(part["b4"])
    if part["s4"] == "." or a > 12 or a == b:
        return _date(part["y4"], b, a)
    return _date(part["y4"], a, b) if b > 12 else None


def _date(year: str, month: int | str, day: int | str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _fits_weekday(day: date, before: str) -> bool:
    told = _words().weekday.findall(before[-14:])
    return not told or day.weekday() == _words().weekdays[told[-1].lower()]


def _is_head(before: str, after: str) -> bool:
    """True if nothing but a place, an agency, a name or a clock time stands beside the date."""
    words = _words()
    rest_before, rest_after = _rest(before), _rest(after)
    led = words.leads.search(before) is not None
    if not rest_after or words.date.search(after):
        if not rest_before:
            return True
        if led or any(mark in before for mark in "|•·") or words.by.match(before.strip()):
            return _NAME.fullmatch(words.by.sub(" ", rest_before).strip()) is not None
    if not rest_before and (led or after.lstrip()[:1] in ("|", "•", "·", "-", "–", "—", ",")):
        named = words.by.sub(" ", rest_after).strip()
        return not named or _NAME.fullmatch(named) is not None
    place = words.weekday.sub("", before).strip()
    return bool(_PLACE.fullmatch(place + " ")) and _AFTER.match(_CLOCK.sub("", after)) is not None


def _rest(part: str) -> str:
    """What is left of a part of a line without clock times, zones, weekdays, lead words, dates and marks."""
    words = _words()
    for pattern in (words.date, _CLOCK, _ZONE, words.weekday, words.leads):
        part = pattern.sub(" ", part)
    return _STOPS.sub(" ", part).strip()
