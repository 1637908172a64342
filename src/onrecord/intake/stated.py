"""Times as a file, a page or a person states them: a day, or an instant with its zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from onrecord.intake.dateline import dateline
from onrecord.model.values import Basis, Interval, Precision

_CLOCK = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2})(?::\d{2}(?:[.,]\d+)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_EARLIEST = 1900  # a year before this is a broken date, not an old report
_MINUTE = timedelta(minutes=1)


def published(value: str, zone: str = "UTC") -> Interval | None:
    """The day or, with a clock time and an offset, the minute that `value` states; None if it states none.

    A clock time without a zone is cut to its day: it could be hours off. A day is cut in `zone`.
    """
    found = instant(value)
    if found is not None:
        return _minute(found)
    day = _day(value)
    if day is None or day.year < _EARLIEST:
        return None
    return Interval.of_days(day, basis=Basis.STATED, zone=zone)


def instant(value: str) -> datetime | None:
    """The instant that `value` states with its offset from UTC, or None."""
    match = _CLOCK.search(value)
    if not match:
        return None
    day, clock, offset = match.groups()
    offset = "+00:00" if offset.upper() in ("Z", "UTC", "GMT") else offset
    try:
        moment = datetime.fromisoformat(f"{day}T{clock.zfill(5)}:00{offset}")
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= _EARLIEST else None


def _minute(moment: datetime) -> Interval:
    start = moment.astimezone(UTC)
    return Interval(start=start, end=start + _MINUTE, precision=Precision.MINUTE, zone=_zone_of(moment))


def _zone_of(moment: datetime) -> str:
    """A zone name for an offset of whole hours, so that the day is the one the outlet wrote."""
    hours, rest = divmod((moment.utcoffset() or timedelta()).total_seconds(), 3600)
    if rest or not hours or not -12 <= hours <= 14:
        return "UTC"
    return f"Etc/GMT{-int(hours):+d}"


def _day(value: str) -> date | None:
    match = _DAY.match(value.strip())
    if match:
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    found = dateline(value)
    return found[0] if found else None
