"""What the record says differently at two times, and because of which reports and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.answer import CREDIT, Asked
from onrecord.model.pages import ChangeLine


class Reason(StrEnum):
    """What made the difference: a report that came, one that took its word back, a person's decision."""

    REPORT = "report"
    WITHDRAWN = "withdrawn"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One report or decision between the two times that speaks of what changed."""

    kind: Reason
    id: str
    told: str
    day: date
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One thing said differently; `because` is empty where it follows from elsewhere."""

    change: ChangeLine
    because: tuple[Because, ...]


class Fate(StrEnum):
    """What became of an incident's id."""

    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """An incident id that another took up (`merged`), or from which another parted (`split`)."""

    fate: Fate
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAnswer:
    """What is said differently at `after` than at `before`; `lineage` follows the ids of incidents."""

    before: Asked
    after: Asked
    changes: tuple[Changed, ...]
    lineage: tuple[Lineage, ...]
    credit: str = CREDIT
