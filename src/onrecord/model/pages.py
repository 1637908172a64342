"""Answers that only the pages ask for: a report with its marks, a day on the map, what is to be decided.

As in `answer`: flat, names beside ids, coordinates with two decimals at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onrecord.model.answer import (
    CREDIT,
    Asked,
    ClaimLine,
    DayRow,
    DisagreementLine,
    IncidentLine,
    Named,
    PlaceLine,
    ProblemLine,
    ReportLine,
    SourceLine,
    TimelineAnswer,
)
from onrecord.model.control import Status
from onrecord.model.judgement import JudgementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWindow:
    """A change of status of a place and the days in which it lies; equal days where one day is told."""

    first: date
    last: date
    status: Status
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """One place: its days as known then and as we say now, its lanes, its incidents, its disagreements.

    `then_whole` False: too many days to work out each as it was known; `then` has the day asked for.
    `incidents` are the first of its `n_incidents`, `disagreements` the first of its `n_disagreements`.
    """

    now: TimelineAnswer
    then: TimelineAnswer
    then_whole: bool
    windows: tuple[ChangeWindow, ...]
    incidents: tuple[IncidentLine, ...]
    n_incidents: int
    disagreements: tuple[DisagreementLine, ...]
    n_disagreements: int
    zone: str
    parents: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDay:
    """A place as it stood on the day of a map; `last_told` is the newest public word on it."""

    place: PlaceLine
    row: DayRow | None
    last_told: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """What a map shows of one day: places by status, incidents by reported harm. Nothing between places."""

    asked: Asked
    on: date | None
    first: date | None
    last: date | None
    places: tuple[PlacedDay, ...]
    incidents: tuple[IncidentLine, ...]
    days: tuple[tuple[date, int], ...]  # incidents begun by day, for the slider
    credit: str = CREDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyLinked:
    """Why one claim is in an incident: what admitted it, the parts of the weight, the nearest rejection."""

    claim: str
    how: str
    admitted_by: str
    bits: float
    parts: tuple[tuple[str, str, float], ...]  # feature, level, bits
    rejected: str
    rejected_bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """One incident with its claims, the reasons it holds together, and what stands against it."""

    line: IncidentLine
    claims: tuple[ClaimLine, ...]
    why: tuple[WhyLinked, ...]
    bridges: tuple[str, ...]
    disagreements: tuple[DisagreementLine, ...]
    against: tuple[ClaimLine, ...]  # claims of the disagreements that are not its own
    nearby: tuple[IncidentLine, ...]  # of the same episode
    log: tuple[LogLine, ...]
    n_people: int  # named victims, a number only
    known_on: datetime | None
    version: str
    credit: str = CREDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """A stretch of a report's text that carries a part of a claim."""

    what: str
    start: int
    end: int
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A stretch of text that two editions share, or that only one of them has: same, added, removed."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One edition of a report with what was read in it; `blob` is the SHA-256 of the archived original."""

    line: ReportLine
    text: str
    language: str
    blob: str
    taken_in: datetime
    furniture: tuple[tuple[int, int], ...]
    marks: tuple[TextMark, ...]
    claims: tuple[ClaimLine, ...]
    incidents: tuple[tuple[str, str], ...]  # (claim id, incident id)
    editions: tuple[ReportLine, ...]
    problems: tuple[ProblemLine, ...]
    credit: str = CREDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """How often another origin says the same as a source, or the contrary, of what can be compared."""

    name: str
    agrees: int
    contradicts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSpell:
    """An actor on a side, from day to day, as a cited row has it, or as the judgement `decided` has it."""

    conflict: str
    side: str
    since: date | None
    until: date | None
    citation: str
    decided: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """What one organisation said, and what others say of the same. Never made for a private person.

    `claims` are a stretch of its `n_claims`.
    """

    line: SourceLine
    claims: tuple[ClaimLine, ...]
    n_claims: int
    comparable: int
    borne_out: int
    company: tuple[Company, ...]
    interests: tuple[tuple[str, int], ...]
    sides: tuple[SideSpell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """An armed or political body: what is told of it, its names, its sides over time.

    `incidents` are a stretch of its `n_incidents`.
    """

    id: str
    name: str
    kind: str
    country: str
    aliases: tuple[str, ...]
    part_of: Named | None
    parts: tuple[Named, ...]
    sides: tuple[SideSpell, ...]
    incidents: tuple[IncidentLine, ...]
    n_incidents: int
    speaks: SourceLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """What a search found: claims first, then reports that hold the words elsewhere, places and actors.

    `claims` are a stretch of its `n_claims`.
    """

    typed: str
    claims: tuple[ClaimLine, ...]
    n_claims: int
    reports: tuple[ReportLine, ...]
    places: tuple[Named, ...]
    actors: tuple[Named, ...]
    credit: str = CREDIT


class Matter(StrEnum):
    """What a review item asks a person to decide."""

    LINK = "link"
    TOLL = "toll"
    GRADE = "grade"
    HOLDER = "holder"
    PLACE = "place"
    AGENT = "agent"
    BRIDGE = "bridge"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One question for a person. `weight` is the expected change, in millionths of a figure or status.

    `options` are the kinds of judgement that answer it. `seen` names the newest judgement about its claims,
    so that a stale answer is noticed. `values` are offers: (value, what it means).
    """

    key: str
    matter: Matter
    question: str
    because: str
    weight: int
    claims: tuple[ClaimLine, ...]
    subject: str
    subject_name: str
    options: tuple[JudgementKind, ...]
    values: tuple[tuple[str, str], ...]
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One difference between two pictures of the record; '' before = new, '' after = gone."""

    what: str  # incident, toll, grade, status
    subject: str
    subject_name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One judgement as it was put on record; `undone_by` names the one that took it back."""

    id: str
    kind: JudgementKind
    author: str
    at: datetime
    reason: str
    field: str
    value: str
    subject: str
    subject_name: str
    claims: tuple[ClaimLine, ...]
    undone_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A note or a saved link on something: `kind` claim, incident, place, report, actor or source."""

    id: str
    author: str
    at: datetime
    note: str
    link: str
    kind: str
    about: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A victim a report names. For the team only, until a decision makes the name public."""

    name: str
    age: int | None
    sex: str
    role: str
    harm: str
    claim: str
    report: str
    outlet: str
    public: bool
