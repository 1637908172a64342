"""What a claim says of who holds a place: sets of states at anchor times (RESOLUTION 4.2).

Times are days since 1970 (UTC, floats): the chain runs on them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# "Not yet" is said of the time just before the earliest possible moment of a change.
JUST_BEFORE = 0.3  # days, as in the worked example
BEFORE_SHARE = 0.5  # of the weight


class Kind(StrEnum):
    """What is asserted: a change to a side, a state, a fight, or that a side does not hold the place."""

    GAIN = "gain"
    HOLD = "hold"
    FIGHT = "fight"
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One claim's word on one place by one origin component.

    `side` is '' for a fight. A gain lies in [`start`, `end`] and still held at `told`; a hold and a fight
    hold at `start` and `end`. `weight` is ln LR. `full` is False for a part of a place and for hedged words.
    `block` is the side whose own word it is, '' for others. `lost_by` is who held it before, where told.
    """

    claim: str
    component: str
    kind: Kind
    side: str
    start: float
    end: float
    told: float
    public: float
    weight: float
    disinterested: bool
    lost_by: str = ""
    block: str = ""
    full: bool = True
    partial: float | None = None
    narration: bool = False
    gatekeeper: str = ""
    name: str = ""

    def states(self, sides: tuple[str, ...]) -> tuple[int, ...]:
        """Indices of the states asserted; the last index is contested."""
        everything = range(len(sides) + 1)
        if self.kind is Kind.FIGHT:
            return (len(sides),)
        if self.kind is Kind.NOT:
            return tuple(n for n in everything if n == len(sides) or sides[n] != self.side)
        return (sides.index(self.side),)

    def anchors(self, sides: tuple[str, ...]) -> tuple[tuple[float, tuple[int, ...], float], ...]:
        """(time, states asserted, weight) of each anchor."""
        states = self.states(sides)
        if self.kind is Kind.NOT:
            return ((self.end, states, self.weight),)
        if self.kind is not Kind.GAIN:
            first = ((self.start, states, self.weight),)
            return first if self.end <= self.start else (*first, (self.end, states, self.weight))
        before: tuple[int, ...] = tuple(n for n in range(len(sides) + 1) if n != states[0])
        if self.lost_by and self.lost_by in sides:
            before = tuple(sorted((sides.index(self.lost_by), len(sides))))
        out = (
            (self.start - JUST_BEFORE, before, BEFORE_SHARE * self.weight),
            (self.end, states, self.weight),
        )
        return (*out, (self.told, states, self.weight)) if self.told > self.end else out


def days(instant: datetime) -> float:
    """Days since 1970 of an instant."""
    return (instant - _EPOCH).total_seconds() / 86400


def instant(day: float) -> datetime:
    """The instant that lies so many days after 1970, to the second."""
    return _EPOCH + timedelta(seconds=math.floor(day * 86400 + 0.5))
