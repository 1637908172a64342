"""Incidents, series and period totals as derived from claims, with the reasons for each member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.claim import EventType, Extent
from onrecord.model.evidence import Interest, Where
from onrecord.model.harm import Toll
from onrecord.model.source import SourceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A class of speakers that are not independent, as far as it asserts something (RESOLUTION 2).

    `keys` are the origin keys joined in it, `names` the wordings of its speakers, `gatekeepers` the agencies
    and outlets through which it reached us, `copies` how many further reports repeat it.
    """

    id: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    type: SourceType | None
    side: str = ""
    interest: Interest = Interest.UNKNOWN
    gatekeepers: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One feature's share in a match weight. `millibits` is 1000 times the weight in bits."""

    feature: str
    level: str
    millibits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Why one claim belongs: the edge that admitted it, and the best alternative that was rejected.

    `admitted_by` is '' for the first member; `how` is 'first', 'copy', 'link' or 'judgement'.
    """

    claim: str
    how: str
    admitted_by: str = ""
    millibits: int = 0
    waterfall: tuple[Part, ...] = ()
    rejected: str = ""  # claim id of the nearest alternative
    rejected_millibits: int = 0


class GradeName(StrEnum):
    """How sure the harm of an incident is, after Airwars' five grades (RESOLUTION 3.5)."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade with the rule that gave it; `proposed` until a person takes it, `judged` if one did."""

    name: GradeName
    rule: str
    proposed: bool = False
    judged: str = ""  # judgement id


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening, series, period total or state, with all that is told of it.

    `start` and `end` bound when it was; None if nothing tells it. `bounds` says where they come from:
    'stated', or 'inferred' from opposing claims and the day of speaking. `bridges` are claims whose removal
    would split it: they go first to review.
    """

    id: str
    extent: Extent
    event_type: EventType
    place: Where | None
    start: datetime | None
    end: datetime | None
    bounds: str
    public_at: datetime
    agents: tuple[str, ...] = ()
    agent_sides: tuple[str, ...] = ()
    target_sides: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    origins: tuple[Origin, ...] = ()
    n_origins: int = 0
    n_gatekeepers: int = 0
    copies: int = 0
    denied_by: tuple[str, ...] = ()  # claim ids
    tolls: tuple[Toll, ...] = ()
    grade: Grade | None = None
    bridges: tuple[str, ...] = ()
    episode: str = ""


class ConflictOf(StrEnum):
    """What two statements disagree about."""

    HOLDER = "holder"
    EVENT = "event"
    TOLL = "toll"
    PERPETRATOR = "perpetrator"
    JUDGEMENTS = "judgements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two groups of claims that cannot both hold; kept side by side, never settled by us."""

    about: ConflictOf
    subject: str  # incident or place id
    first: tuple[str, ...]  # claim or judgement ids
    second: tuple[str, ...]
    first_says: str
    second_says: str
    at: datetime | None = None
