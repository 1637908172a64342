"""Who holds a place, since when, according to whom, and how sure that is.

Probabilities are integer millionths, so that both stores keep them alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

MILLION = 1_000_000


class Status(StrEnum):
    """Published status of a place (RESOLUTION 4.3)."""

    HELD = "held"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    LIKELY = "likely"
    UNKNOWN = "unknown"


class Holding(StrEnum):
    """What a lane says of a place."""

    HOLDS = "holds"
    CONTESTED = "contested"
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Probability, in millionths, that a side holds the place; state '' is contested."""

    side: str
    millionths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlInterval:
    """A stretch of valid time with one status. `side` is '' for contested and unknown.

    `over` is the likeliest state beneath a claim ('' = contested). `begins` and `ends` are each the window in
    which the change lies. `assumed` marks a declared baseline, `pinned` a person's decision. `last_told` is
    the public time of the newest claim it rests on.
    """

    start: datetime
    end: datetime
    status: Status
    side: str
    over: str = ""
    chances: tuple[Chance, ...] = ()
    begins: tuple[datetime, datetime] | None = None
    ends: tuple[datetime, datetime] | None = None
    supporting: tuple[str, ...] = ()
    contradicting: tuple[str, ...] = ()
    refreshed: tuple[str, ...] = ()
    n_origins: int = 0
    n_gatekeepers: int = 0
    last_told: datetime | None = None
    assumed: str = ""  # citation
    pinned: str = ""  # judgement id

    def chance(self, side: str) -> float:
        """Probability of a side, or of '' for contested."""
        return sum(c.millionths for c in self.chances if c.side == side) / MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneSpan:
    """What one origin says of a place from `start` up to its next word or the last public day."""

    start: datetime
    end: datetime
    holding: Holding
    side: str
    claims: tuple[str, ...]
    public_at: datetime
    partial: float | None = None
    hedged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The timeline of a place according to one origin."""

    origin: str
    name: str
    side: str
    disinterested: bool
    spans: tuple[LaneSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many changes told by others an origin told too; silence weighs by it, and is no report."""

    origin: str
    told: int
    of: int
    millionths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStatus:
    """Status at the end of one day, in the place's zone."""

    day: date
    status: Status
    side: str
    over: str
    chances: tuple[Chance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTimeline:
    """Control of one place over valid time, as the public could know it by `known_on`."""

    place: str
    name: str
    conflict: str
    sides: tuple[str, ...]
    known_on: datetime
    intervals: tuple[ControlInterval, ...]
    days: tuple[DayStatus, ...] = ()
    lanes: tuple[Lane, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    zone: str = "UTC"

    def at(self, instant: datetime) -> ControlInterval | None:
        """The interval that holds at an instant; None outside what is covered."""
        return next((i for i in self.intervals if i.start <= instant < i.end), None)
