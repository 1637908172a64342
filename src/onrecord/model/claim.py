"""A claim: one attributed statement in one report, with the very words.

Field meanings follow the annotation guidelines of the gold set and HOUSE (Types).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.actor import ActorRef
from onrecord.model.place import PlaceRef
from onrecord.model.source import Source
from onrecord.model.values import Interval, Phrase, Span


class EventType(StrEnum):
    """The 18 event types; codebook types are export maps."""

    CONTROL_GAINED = "control_gained"
    CONTROL_LOST = "control_lost"
    CONTROL_HELD = "control_held"
    WITHDRAWAL = "withdrawal"
    SIEGE = "siege"
    CLASH = "clash"
    GROUND_ASSAULT = "ground_assault"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    ARMED_ATTACK = "armed_attack"
    MASSACRE = "massacre"
    ABDUCTION = "abduction"
    DETENTION = "detention"
    SURRENDER = "surrender"
    DISPLACEMENT = "displacement"
    CEASEFIRE = "ceasefire"
    OTHER = "other"


class Family(StrEnum):
    """Coarse groups of event types, used to block and to compare."""

    CONTROL = "control"
    FIGHT = "fight"
    REMOTE = "remote"
    CUSTODY = "custody"
    MOVE = "move"
    TRUCE = "truce"
    OTHER = "other"


_FAMILY = {
    Family.CONTROL: ("control_gained", "control_lost", "control_held", "withdrawal", "siege"),
    Family.FIGHT: ("clash", "ground_assault", "armed_attack", "massacre"),
    Family.REMOTE: ("airstrike", "shelling", "bombing"),
    Family.CUSTODY: ("abduction", "detention", "surrender"),
    Family.MOVE: ("displacement",),
    Family.TRUCE: ("ceasefire",),
    Family.OTHER: ("other",),
}
FAMILY_OF: dict[EventType, Family] = {EventType(t): f for f, types in _FAMILY.items() for t in types}


class Extent(StrEnum):
    """One happening, repeated ones, a total over a time and place, or a lasting state (RESOLUTION 1.1)."""

    INCIDENT = "incident"
    SERIES = "series"
    PERIOD = "period"
    STATE = "state"


class Polarity(StrEnum):
    """Whether the statement says that it happened or that it did not."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Modality(StrEnum):
    """Whether it is told as fact, with a doubt, or as a plan."""

    ACTUAL = "actual"
    HEDGED = "hedged"
    PLANNED = "planned"


class Facet(StrEnum):
    """The part of a claim that a hedge is on."""

    EVENT = "event"
    AGENT = "agent"
    COUNT = "count"
    PLACE = "place"
    TIME = "time"


class Stance(StrEnum):
    """Computed: planned > denied > hedged > claimed > asserted."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"
    HEDGED = "hedged"
    DENIED = "denied"
    PLANNED = "planned"


class HarmKind(StrEnum):
    """What happened to those counted; `casualties` bounds killed + injured and is never summed."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    SURRENDERED = "surrendered"
    RELEASED = "released"
    CASUALTIES = "casualties"


class Unit(StrEnum):
    """What is counted; only persons enter tolls."""

    PERSONS = "persons"
    FAMILIES = "families"
    HOUSEHOLDS = "households"


class VictimClass(StrEnum):
    """Classes of the harm lattice (RESOLUTION 3.1); `people` where the report does not say."""

    PEOPLE = "people"
    CIVILIANS = "civilians"
    WOMEN = "women"
    CHILDREN = "children"
    WOMEN_AND_CHILDREN = "women_and_children"  # told together, as in "mostly women and children"
    MEN = "men"
    MEDICS = "medics"
    JOURNALISTS = "journalists"
    AID_WORKERS = "aid_workers"
    COMBATANTS = "combatants"
    POLICE = "police"
    OFFICIALS = "officials"
    PRISONERS = "prisoners"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people harmed, worded as the report worded it.

    low None = no lower bound; high None = open above. `who` is the noun as written, `victims` its class.
    `of_whom` marks a part of another count of the same claim ("including 5 children", "mostly women").
    `increment` marks "another 12 died". `side_actor` is the actor id of the fighters counted.
    """

    kind: HarmKind
    unit: Unit = Unit.PERSONS
    who: str = ""
    victims: VictimClass = VictimClass.PEOPLE
    low: int | None = None
    high: int | None = None
    approx: bool = False
    increment: bool = False
    of_whom: bool = False
    class_inferred: bool = False
    side_actor: str = ""
    as_written: str = ""
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError(f"a count cannot end below its start: {self.low}-{self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A victim the report names. Private in every output until a person decides otherwise."""

    name: str
    span: Span | None = None
    age: int | None = None
    sex: str = ""
    role: str = ""
    kin: str = ""
    harm: HarmKind = HarmKind.KILLED


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRef:
    """When it happened, as written and as an interval; `interval` None where it cannot be resolved.

    `cumulative` marks a running total ("since Friday"): its harm belongs to the whole interval.
    """

    as_written: str
    span: Span | None = None
    interval: Interval | None = None
    value: str = ""  # TIMEX3 value
    cumulative: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement in one edition. `id` = hash(edition, reader kind, trigger span, ordinal)."""

    id: str
    edition: str
    reading: str
    ordinal: int
    event_type: EventType
    extent: Extent
    evidence: Span
    evidence_text: str
    trigger: Span
    trigger_text: str
    agents: tuple[ActorRef, ...] = ()
    targets: tuple[ActorRef, ...] = ()
    place: PlaceRef | None = None
    places_also: tuple[PlaceRef, ...] = ()
    time: TimeRef | None = None
    counts: tuple[Count, ...] = ()
    persons: tuple[Person, ...] = ()
    object: Phrase | None = None
    object_kind: str = ""
    means: Phrase | None = None
    sources: tuple[Source, ...] = ()
    cue: Phrase | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    hedge_on: tuple[Facet, ...] = ()
    hedge: Phrase | None = None
    headline: bool = False
    background: bool = False
    partial: float | None = None  # share of the place held or taken, where told (0-1)
    rules: tuple[str, ...] = ()

    @property
    def family(self) -> Family:
        """Coarse group of the event type."""
        return FAMILY_OF[self.event_type]

    @property
    def stance(self) -> Stance:
        """The one word for how firmly it is said (HOUSE, Types)."""
        if self.modality is Modality.PLANNED:
            return Stance.PLANNED
        if self.polarity is Polarity.DENIED:
            return Stance.DENIED
        if self.modality is Modality.HEDGED:
            return Stance.HEDGED
        return Stance.CLAIMED if self.sources else Stance.ASSERTED
