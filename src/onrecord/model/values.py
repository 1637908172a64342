"""Spans of text and intervals of time: the two measures everything else is kept in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of characters in an edition's canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True if `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """Number of characters the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words as they were written, and where; `span` is None in a coder's note."""

    text: str
    span: Span | None = None


class Precision(StrEnum):
    """How finely a time was told."""

    MINUTE = "minute"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    VAGUE = "vague"


class Basis(StrEnum):
    """Where a time comes from: the text says it, the context implies it, or we assume it."""

    STATED = "stated"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Half-open range of instants in UTC; `zone` (IANA name) is the one its days were cut in."""

    start: datetime
    end: datetime
    precision: Precision = Precision.DAY
    basis: Basis = Basis.STATED
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("an interval needs instants with a time zone")
        if self.end < self.start:
            raise ValueError(f"an interval cannot end before it starts: {self.start} - {self.end}")

    @staticmethod
    def of_days(
        first: date,
        last: date | None = None,
        *,
        precision: Precision = Precision.DAY,
        basis: Basis = Basis.STATED,
        zone: str = "UTC",
    ) -> Interval:
        """The days from `first` to `last`, both included, cut in `zone`."""
        tz = ZoneInfo(zone)
        start = datetime.combine(first, time(), tz).astimezone(UTC)
        end = datetime.combine((last or first) + timedelta(days=1), time(), tz).astimezone(UTC)
        return Interval(start=start, end=end, precision=precision, basis=basis, zone=zone)

    @property
    def first_day(self) -> date:
        """First calendar day touched, in the interval's zone."""
        return self.start.astimezone(ZoneInfo(self.zone)).date()

    @property
    def last_day(self) -> date:
        """Last calendar day touched, in the interval's zone."""
        last = self.end - timedelta(microseconds=1) if self.end > self.start else self.end
        return last.astimezone(ZoneInfo(self.zone)).date()

    @property
    def days(self) -> float:
        """Length in days."""
        return (self.end - self.start).total_seconds() / 86400

    def overlaps(self, other: Interval) -> bool:
        """True if the two share an instant (a point counts as sharing what it lies in)."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        """True if `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end
