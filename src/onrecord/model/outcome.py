"""What a command says it did: the JSON of `add`, `judge`, `backup`, `export`, `doctor` ..."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.answer import CREDIT, IncidentsAnswer, ProblemLine, TimelineAnswer
from onrecord.model.audience import Audience
from onrecord.model.whatif import WhatIfAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAnswer:
    """What became of the inputs: `unchanged` were on record already, `passed_over` are no reports at all.

    `refused` gave no report or could not be read; the problems say why.
    """

    home: str
    new_reports: int
    new_editions: int
    read_anew: int
    unchanged: int
    refused: int
    passed_over: int
    claims: int
    problems: tuple[ProblemLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeAnswer:
    """A decision as it was put on record."""

    judgement: str
    kind: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupAnswer:
    """A copy of the whole record."""

    file: str
    archived: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAnswer:
    """An export as it was written; `withheld` rows wait for their 72 hours."""

    audience: Audience
    files: tuple[str, ...]
    rows: int
    withheld: int
    notes: tuple[str, ...]
    credit: str = CREDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesAnswer:
    """What became of files of places; `changed` says whether reports may be read differently now.

    `united` rows are places that are known by another id, or that the gazetteer has: their names are added.
    """

    files: tuple[str, ...]
    new: int
    known: int
    united: int
    refused: int
    changed: bool
    gazetteer_hash: str
    problems: tuple[ProblemLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadAnswer:
    """Reports read anew with the rules and places of today; `changed` of them gave another reading."""

    reports: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How well one thing was read: `right` of `read`, and of `coded`."""

    name: str
    precision: float
    recall: float
    f1: float
    right: int
    read: int
    coded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedLine:
    """A coded claim that was not `found`, or was read with fields that are `wrong`."""

    id: str
    type: str
    evidence: str
    found: bool
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A claim that was read and that the coder does not have."""

    type: str
    trigger: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScore:
    """One coded report: its claims found, and where the reading differs."""

    id: str
    title: str
    right: int
    read: int
    coded: int
    differences: tuple[CodedLine, ...]
    extra: tuple[ReadLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateAnswer:
    """The machine reader scored on coded reports; fields are counted over the claims that were found."""

    files: tuple[str, ...]
    measures: tuple[Measure, ...]
    reports: tuple[ReportScore, ...]
    problems: tuple[ProblemLine, ...]


class Health(StrEnum):
    """What a check found."""

    OK = "ok"
    PROBLEM = "problem"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing the doctor looked at, what was found, and what to do about it."""

    name: str
    health: Health
    found: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorAnswer:
    """Versions, the model and the gazetteer with their hashes, and the state of the record."""

    home: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAnswer:
    """The small war of the examples, as read on this machine; everything in it is a demonstration."""

    home: str
    added: AddAnswer
    timeline: TimelineAnswer
    incidents: IncidentsAnswer
    without: WhatIfAnswer
    first_day: date | None
    last_day: date | None
    demo: bool = True
