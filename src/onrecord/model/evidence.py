"""Narrow records of what was said: all that grouping and assessing need of a claim.

The derivation makes them from stored claims, the yardstick from synthetic wars, so that one algorithm serves
both. Times are UTC instants; text is kept only as the words of the evidence, to find copies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.claim import (
    FAMILY_OF,
    Count,
    EventType,
    Extent,
    Facet,
    Family,
    Modality,
    Polarity,
)
from onrecord.model.place import PlaceKind
from onrecord.model.source import SourceType


class Interest(StrEnum):
    """What a speaker has to gain from a claim; computed from dated sides, never by hand (RESOLUTION 0)."""

    OWN_GAIN = "own_gain"
    OWN_LOSS = "own_loss"
    NEUTRAL = "neutral"
    THIRD_PARTY = "third_party"
    DENIAL_OWN = "denial_own"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker of one claim. `key` = origin key (RESOLUTION 2), `type` None = the outlet itself.

    `gatekeeper` is the agency or outlet through which it reached us. `identified` is False for unattributed
    narration: nobody is named, so copies of it cannot be told from independent statements.
    """

    key: str
    name: str
    type: SourceType | None = None
    side: str = ""
    interest: Interest = Interest.UNKNOWN
    gatekeeper: str = ""
    identified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Place of a claim: id, footprint radius, and the areas that contain it."""

    id: str
    name: str = ""
    kind: PlaceKind = PlaceKind.TOWN
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 0.0
    within: tuple[str, ...] = ()
    relation: str = ""
    country: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim in narrow columns. `start` and `end` None = no time told; `copy_of` = a known copy group.

    `agents` and `targets` are actor ids, `agent_sides` and `target_sides` their sides on that day.
    """

    id: str
    report: str
    outlet: str
    public_at: datetime
    event_type: EventType
    extent: Extent
    voices: tuple[Voice, ...]
    withdrawn_at: datetime | None = None
    agency: str = ""
    outlet_side: str = ""
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    hedge_on: tuple[Facet, ...] = ()
    partial: float | None = None
    place: Where | None = None
    places_also: tuple[Where, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    cumulative: bool = False
    agents: tuple[str, ...] = ()
    agent_sides: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    target_sides: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    names: tuple[str, ...] = ()  # proper names of victims, facilities, units, folded
    named_dead: int = 0  # how many of the dead the claim names
    object_kind: str = ""
    words: str = ""
    headline: bool = False
    background: bool = False
    copy_of: str = ""

    @property
    def family(self) -> Family:
        """Coarse group of the event type."""
        return FAMILY_OF[self.event_type]
