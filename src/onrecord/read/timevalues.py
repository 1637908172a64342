"""What a time expression stands for: a TIMEX3 value and a window of calendar days, with their arithmetic."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from onrecord.model.values import Basis, Interval, Precision

# Minutes of the day (RESOLUTION leaves them open; ours, wide enough for both seasons): start, end.
PART_OF_DAY = {
    "dawn": (4 * 60, 7 * 60),
    "morning": (5 * 60, 12 * 60),
    "noon": (11 * 60, 14 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (17 * 60, 24 * 60),
    "dusk": (17 * 60, 21 * 60),
    "night": (18 * 60, 30 * 60),
    "midnight": (23 * 60, 25 * 60),
    "early": (0, 6 * 60),
    "late": (18 * 60, 24 * 60),
}
PART_CODE = {
    "dawn": "TMO",
    "morning": "TMO",
    "noon": "T12:00",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
    "night": "TNI",
    "midnight": "T24:00",
}
_UNIT_DAYS = {"W": 7, "F": 14}
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DAY_MINUTES = 24 * 60


class Kind(StrEnum):
    """TIMEX3 types, and our own for "third day of", which TIMEX3 has no value for."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"
    NTH_DAY = "NTH_DAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What an expression stands for. `first` and `last` are whole days, narrowed by minutes of these days.

    `cumulative` marks a running total, `n` is the ordinal of an NTH_DAY, `zone` the one a clock time names.
    """

    kind: Kind
    value: str
    first: date | None = None
    last: date | None = None
    from_minute: int = 0
    to_minute: int = DAY_MINUTES
    precision: Precision = Precision.DAY
    basis: Basis = Basis.STATED
    cumulative: bool = False
    n: int = 0
    zone: str = ""

    @property
    def is_day(self) -> bool:
        """True for one calendar day or a part of it."""
        return self.first is not None and self.precision in (
            Precision.DAY,
            Precision.PART_OF_DAY,
            Precision.MINUTE,
        )

    def interval(self, zone: str) -> Interval | None:
        """The window as instants, its days cut in `zone`; None where it stands for no window."""
        if (
            self.first is None
            or self.last is None
            or not date.min < self.first <= self.last < date(9998, 1, 1)
        ):
            return None
        start = instant(self.first, self.from_minute, self.zone or zone)
        end = instant(self.last, self.to_minute, self.zone or zone)
        if end < start:
            return None
        return Interval(start=start, end=end, precision=self.precision, basis=self.basis, zone=zone)


@dataclass(frozen=True, slots=True)
class Mention:
    """One expression as TIMEX3 marks it; `link` joins it to the next, `sentence` is where that starts."""

    start: int
    end: int
    when: When
    rule: str
    link: str
    sentence: int


def instant(day: date, minute: int, zone: str) -> datetime:
    """The instant `minute` minutes of wall-clock time after midnight of `day` in `zone`, in UTC."""
    days, minute = divmod(minute, DAY_MINUTES)
    wall = datetime.combine(day + timedelta(days=days), time(minute // 60, minute % 60), ZoneInfo(zone))
    return wall.astimezone(UTC)


def on_day(day: date) -> When:
    """One calendar day."""
    return When(kind=Kind.DATE, value=day.isoformat(), first=day, last=day)


def part_of(day: date, part: str) -> When:
    """A named part of a day; a night runs into the next morning."""
    start, end = PART_OF_DAY[part]
    return When(
        kind=Kind.TIME,
        value=day.isoformat() + PART_CODE.get(part, ""),
        first=day,
        last=day,
        from_minute=start,
        to_minute=end,
        precision=Precision.PART_OF_DAY,
    )


def in_month(year: int, month: int, edge: str = "") -> When:
    """A month, or its days 1-10 (START), 11-20 (MID) or 21-end (END)."""
    length = calendar.monthrange(year, month)[1]
    first, last = {"START": (1, 10), "MID": (11, 20), "END": (21, length)}.get(edge, (1, length))
    return When(
        kind=Kind.DATE,
        value=f"{year:04d}-{month:02d}",
        first=date(year, month, first),
        last=date(year, month, last),
        precision=Precision.MONTH,
    )


def in_year(year: int, edge: str = "") -> When:
    """A year, or its first quarter (START), middle four months (MID) or last quarter (END)."""
    first, last = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}.get(edge, (1, 12))
    return When(
        kind=Kind.DATE,
        value=f"{year:04d}",
        first=date(year, first, 1),
        last=date(year, last, calendar.monthrange(year, last)[1]),
        precision=Precision.YEAR if not edge else Precision.SEASON,
    )


def in_years(value: str, first: int, last: int) -> When:
    """A decade or a century."""
    return When(
        kind=Kind.DATE,
        value=value,
        first=date(max(first, 1), 1, 1),
        last=date(min(last, 9990), 12, 31),
        precision=Precision.VAGUE,
    )


def in_season(year: int, season: str, edge: str = "") -> When:
    """A season of the north; a winter belongs to the year it starts in."""
    month = _SEASON_MONTHS[season]
    first, last = {"START": (0, 0), "MID": (1, 1), "END": (2, 2)}.get(edge, (0, 2))
    y1, m1 = shifted_month(year, month, first)
    y2, m2 = shifted_month(year, month, last)
    return When(
        kind=Kind.DATE,
        value=f"{year:04d}-{season}",
        first=date(y1, m1, 1),
        last=date(y2, m2, calendar.monthrange(y2, m2)[1]),
        precision=Precision.SEASON,
    )


def in_quarter(year: int, quarter: int) -> When:
    """A quarter of a calendar year."""
    month = 3 * quarter - 2
    return When(
        kind=Kind.DATE,
        value=f"{year:04d}-Q{quarter}",
        first=date(year, month, 1),
        last=date(year, month + 2, calendar.monthrange(year, month + 2)[1]),
        precision=Precision.SEASON,
    )


def in_half(year: int, half: int) -> When:
    """A half of a calendar year."""
    first, last = (
        (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
    )
    return When(
        kind=Kind.DATE, value=f"{year:04d}-H{half}", first=first, last=last, precision=Precision.SEASON
    )


def in_week(day: date) -> When:
    """The week, Monday to Sunday, that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return When(
        kind=Kind.DATE,
        value=week_value(day),
        first=monday,
        last=monday + timedelta(days=6),
        precision=Precision.WEEK,
    )


def on_weekend(day: date) -> When:
    """The Saturday and Sunday of the week that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return When(
        kind=Kind.DATE,
        value=week_value(day) + "-WE",
        first=monday + timedelta(days=5),
        last=monday + timedelta(days=6),
    )


def week_value(day: date) -> str:
    """TIMEX3 value of the week that holds `day`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month `by` months later. Raises ValueError outside of the calendar."""
    total = year * 12 + month - 1 + by
    if not 12 <= total < 9999 * 12:
        raise ValueError(f"no such month: {by} from {year}-{month}")
    return total // 12, total % 12 + 1


def moved(day: date, unit: str, by: int) -> When | None:
    """The day, week, month, year ... `by` units from `day`. Raises ValueError outside of the calendar."""
    if unit in ("D", "NI"):
        return on_day(day + timedelta(days=by))
    if unit in ("W", "F"):
        return in_week(day + timedelta(days=by * _UNIT_DAYS[unit]))
    if unit == "WE":
        return on_weekend(day + timedelta(days=7 * by))
    if unit == "M":
        return in_month(*shifted_month(day.year, day.month, by))
    if unit == "Q":
        total = day.year * 4 + (day.month - 1) // 3 + by
        return in_quarter(total // 4, total % 4 + 1)
    if unit == "Y":
        return in_year(day.year + by)
    if unit == "E":
        first = (day.year // 10 + by) * 10
        return in_years(f"{first // 10:03d}", first, first + 9)
    if unit == "C":
        first = (day.year // 100 + by) * 100
        return in_years(f"{first // 100:02d}", first, first + 99)
    if unit in PART_CODE:
        return part_of(day + timedelta(days=by), unit)
    if unit in ("SP", "SU", "FA", "WI"):
        return in_season(day.year + by, unit)
    return None


def period_value(n: float | str, unit: str) -> str:
    """TIMEX3 value of a duration; `n` may be "X" (several)."""
    if unit == "F":
        n, unit = (2 * n if isinstance(n, (int, float)) else n), "W"
    if unit == "NI":
        unit = "D"
    if unit in ("E", "C"):
        years = {"E": 10, "C": 100}[unit]
        return f"P{n * years:g}Y" if isinstance(n, (int, float)) else f"PX{unit}"
    shown = f"{n:g}" if isinstance(n, (int, float)) else n
    return f"PT{shown}{unit[1]}" if unit.startswith("T") and len(unit) == 2 else f"P{shown}{unit}"


def period(n: float | str, unit: str) -> When:
    """A length of time that stands for no window by itself."""
    return When(kind=Kind.DURATION, value=period_value(n, unit))


def bare(value: str, kind: Kind = Kind.DATE) -> When:
    """A value without a window, e.g. PRESENT_REF."""
    return When(kind=kind, value=value)
