"""Reported harm: ranges, the statements behind them, and the scopes they hold for.

Every number here is what was reported, never an estimate of what happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.claim import HarmKind, VictimClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Reported low, best and high; `open` = at least one live statement has no upper bound."""

    low: int
    best: int
    high: int
    open: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.best <= self.high:
            raise ValueError(f"not a range: {self.low}-{self.best}-{self.high}")

    def __str__(self) -> str:
        return f"{self.low}-{self.best}-{self.high}{'+' if self.open else ''}"


class Standing(StrEnum):
    """What became of a statement when the range was made (RESOLUTION 3.2)."""

    LIVE = "live"
    SUPERSEDED = "superseded"
    ABSORBED = "absorbed"
    LANE = "lane"  # a party that minimises harm it is accused of, or a discounted claim
    INCREMENT = "increment"  # added to its origin's previous total


@dataclass(frozen=True, slots=True, kw_only=True)
class TollStatement:
    """One origin's word on a toll: at least `low`, at most `high` (None = open)."""

    claim: str
    count: int  # index in the claim's counts
    origin: str
    low: int
    high: int | None
    rank: int
    public_at: datetime
    standing: Standing = Standing.LIVE
    as_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """The reported range of one kind of harm to one class of people in one scope."""

    kind: HarmKind
    victims: VictimClass
    range: Range | None  # None: only lanes speak, so no range is set
    statements: tuple[TollStatement, ...]
    n_origins: int
    side: str = ""  # side of the fighters counted
    contested: bool = False  # exact figures contradict each other
    class_inferred: bool = False

    @property
    def label(self) -> str:
        """The figure as it must be shown: always 'reported'."""
        return f"{self.range if self.range else 'no figure'} {self.victims} {self.kind} (reported)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopePart:
    """A narrower scope whose harm lies, or may lie, in a wider one; `share` in millionths: all = inside."""

    scope: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeTotal:
    """Reported harm of a scope with its parts, nothing counted twice (RESOLUTION 3.3).

    `scope` is an incident id (an incident, series or period). `own` is what was said of the scope itself.
    """

    scope: str
    place: str
    start: datetime | None
    end: datetime | None
    kind: HarmKind
    victims: VictimClass
    own: Range | None
    total: Range
    parts: tuple[ScopePart, ...] = ()
    n_origins: int = 0
