"""How a derived value came about, step by step, down to the words of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.answer import CREDIT, Asked


class Derived(StrEnum):
    """What may be asked about: of a place, of an incident, and (some of them) of a claim."""

    STATUS = "status"
    TYPE = "type"
    PLACE = "place"
    TIME = "time"
    AGENT = "agent"
    TARGET = "target"
    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    SURRENDERED = "surrendered"
    RELEASED = "released"
    CASUALTIES = "casualties"
    GRADE = "grade"
    ORIGINS = "origins"
    MEMBERS = "members"
    STANCE = "stance"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of a report that a step rests on."""

    claim: str
    words: str
    by: str
    outlet: str
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what is concluded, by which rule, from which words."""

    told: str
    rule: str
    words: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAnswer:
    """A value of an incident, a claim or a place, and the steps that lead to it, the last one first."""

    asked: Asked
    subject: str
    subject_name: str
    field: Derived
    value: str
    steps: tuple[Step, ...]
    credit: str = CREDIT
