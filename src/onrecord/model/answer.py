"""Answers of the read side: what the command line prints, `--json` writes and the pages show.

Flat on purpose: names beside ids, figures beside their words, so that a script needs no second question.
Instants are ISO 8601 in UTC, days are days of the place's zone; coordinates have two decimals at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onrecord.model.claim import EventType, Extent, HarmKind, Stance, Unit, VictimClass
from onrecord.model.control import Holding, Status
from onrecord.model.evidence import Interest
from onrecord.model.incident import GradeName
from onrecord.model.reading import ReaderKind
from onrecord.model.report import EditionKind
from onrecord.model.source import SourceType

CREDIT = "Place names and positions: GeoNames (geonames.org), CC BY 4.0."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The three times of a question (HOUSE, Times), each an answer's own; None = not limited."""

    on: date | None = None
    known_on: date | None = None
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something with an id and the name we print for it; `id` is '' where no table knows it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place of the record; `listed` False = no gazetteer we have knows it."""

    id: str
    name: str
    country: str
    lat: float | None = None
    lon: float | None = None
    listed: bool = True
    n_claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One source of a claim with the chain it came by, nearest to the source first."""

    name: str
    type: SourceType
    party: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of people as one report words it; `low` None = no lower bound, `high` None = open."""

    kind: HarmKind
    victims: VictimClass
    unit: Unit
    low: int | None
    high: int | None
    as_written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim, as lists show it: as people corrected it, and `changed` says what they made of it."""

    id: str
    report: str
    outlet: str
    agency: str
    title: str
    url: str
    published: date | None
    public_at: datetime
    withdrawn_at: datetime | None
    event_type: EventType
    extent: Extent
    stance: Stance
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    place: PlaceLine | None
    when: str
    first_day: date | None
    last_day: date | None
    figures: tuple[Figure, ...]
    sources: tuple[Said, ...]
    evidence: str
    reader: str
    reader_kind: ReaderKind
    edition_kind: EditionKind
    demo: bool
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """Who held a place at the end of `day`, as the public could know it by the end of `known_on`.

    `side` is the holder or claimant, `over` the likeliest state beneath a claim; `chance` is the probability
    of `side` (of "contested" where the status is that). `by` and `against` name origins.
    """

    day: date
    known_on: date
    status: Status
    side: str
    over: str
    chance: float
    n_origins: int
    n_gatekeepers: int
    by: tuple[str, ...]
    against: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneDay:
    """What one origin had last said of a place, from `since` to `until`."""

    since: date
    until: date
    holding: Holding
    side: str
    hedged: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneLine:
    """The timeline according to one origin."""

    origin: str
    name: str
    side: str
    disinterested: bool
    days: tuple[LaneDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceLine:
    """A source is said to have made no mention of something; told beside what it did say."""

    source: str
    topic: str
    sentence: str
    outlet: str
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineAnswer:
    """Control of one place. `then` True: each day as it was known that day, else all as known at the end."""

    place: PlaceLine
    asked: Asked
    then: bool
    sides: tuple[Named, ...]
    days: tuple[DayRow, ...]
    lanes: tuple[LaneLine, ...]
    silences: tuple[SilenceLine, ...]
    last_public_day: date | None
    demo: bool
    credit: str = CREDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One origin's word on a toll, and what became of it (RESOLUTION 3.2)."""

    origin: str
    claim: str
    low: int
    high: int | None
    as_written: str
    standing: str
    public_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TollLine:
    """Reported harm of one kind to one class: a range, never a count of what happened."""

    kind: HarmKind
    victims: VictimClass
    low: int | None
    best: int | None
    high: int | None
    open: bool
    n_origins: int
    contested: bool
    statements: tuple[StatementLine, ...]
    side: str = ""  # of the fighters counted
    label: str = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLine:
    """A class of speakers that are not independent, with those through whom it reached us."""

    names: tuple[str, ...]
    type: SourceType | None
    side: str
    interest: Interest
    gatekeepers: tuple[str, ...]
    claims: tuple[str, ...]
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """One incident, series, period total or state, as lists show it. `totals` count nothing twice.

    `changed` says what judgements made of the claims it rests on.
    """

    id: str
    extent: Extent
    event_type: EventType
    place: PlaceLine | None
    first_day: date | None
    last_day: date | None
    bounds: str
    agents: tuple[str, ...]
    headline: str
    tolls: tuple[TollLine, ...]
    totals: tuple[TollLine, ...]
    grade: GradeName | None
    grade_rule: str
    grade_proposed: bool
    n_origins: int
    n_gatekeepers: int
    copies: int
    origins: tuple[OriginLine, ...]
    claims: tuple[str, ...]
    denied_by: tuple[str, ...]
    demo: bool
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementLine:
    """Two groups of claims that cannot both hold, side by side, from the day `on` to the day `until`."""

    about: str
    subject: str
    subject_name: str
    first_says: str
    second_says: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    on: date | None
    until: date | None = None
    first_by: tuple[str, ...] = ()
    second_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsAnswer:
    """Incidents that fit the filters, with the disagreements about them."""

    asked: Asked
    incidents: tuple[IncidentLine, ...]
    disagreements: tuple[DisagreementLine, ...]
    credit: str = CREDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch of a sentence that carries a part of a claim; offsets into that sentence."""

    what: str  # trigger, evidence, source, cue, place, time, count, agent, target, hedge
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer:
    """One claim in its sentence, how it reached the page, and what speaks for and against it."""

    claim: ClaimLine
    sentence: str
    marks: tuple[Marked, ...]
    chains: tuple[tuple[str, ...], ...]
    incident: str
    why: tuple[str, ...]
    agrees: tuple[ClaimLine, ...]
    contradicts: tuple[ClaimLine, ...]
    copies: tuple[ClaimLine, ...]
    rules: tuple[str, ...]
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentAnswer:
    """One incident with its claims in full."""

    incident: IncidentLine
    claims: tuple[ClaimLine, ...]
    disagreements: tuple[DisagreementLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowAnswer:
    """What `show` found under an id: a claim, or an incident.

    `taken_up` is the id asked for, where the incident of that id was joined with the one shown.
    """

    claim: ClaimAnswer | None = None
    incident: IncidentAnswer | None = None
    taken_up: str = ""
    credit: str = CREDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One edition of a report, as lists show it."""

    report: str
    edition: str
    outlet: str
    agency: str
    title: str
    url: str
    published: date | None
    public_at: datetime
    kind: EditionKind
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """Claims whose words fit, and reports that hold the words elsewhere."""

    words: str
    claims: tuple[ClaimLine, ...]
    reports: tuple[ReportLine, ...]
    credit: str = CREDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source over the whole record, under all its wordings."""

    key: str
    names: tuple[str, ...]
    type: SourceType
    party: str
    private: bool
    n_claims: int
    n_reports: int
    via: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesAnswer:
    """Who speaks in the record, the most cited first, and who is said to have been silent."""

    sources: tuple[SourceLine, ...]
    silences: tuple[SilenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLine:
    """What a person should know about the data."""

    code: str
    message: str
    where: str
    edition: str
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsAnswer:
    """All problems on record, the newest last."""

    problems: tuple[ProblemLine, ...]
