"""People's decisions about the evidence: append-only, signed, replaced but never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.place import Place
from onrecord.model.values import Interval, Span


class JudgementKind(StrEnum):
    """What was decided. `undo` takes an earlier judgement back."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    REJECT = "reject"
    CORRECT = "correct"
    PLACE = "place"
    ACTOR = "actor"
    INTEREST = "interest"
    SIDE = "side"
    GRADE = "grade"
    PIN = "pin"
    PUBLISH_PERSON = "publish_person"
    NOTE = "note"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A claim as the judge saw it, so that a better reading can find it again (HOUSE, Types: Ids)."""

    claim: str
    edition: str
    trigger: Span
    evidence: Span
    evidence_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision. `subject` names an incident, place, actor or judgement; `anchors` the claims it is about.

    `field` and `value` say what a claim's field should be (CORRECT), its place (PLACE, with the `place` as
    the gazetteer had it), an actor in the role `field` (ACTOR), what a speaker gains (INTEREST), which victim
    may be named (PUBLISH_PERSON), which grade (GRADE), which side holds (PIN) or which side of the conflict
    `field` an actor is on (SIDE), both over `interval`. `value` is text; numbers and intervals as ISO text.
    A NOTE without a field accepts claims as they stand; with one it is a remark on a thing of that sort.
    """

    id: str
    kind: JudgementKind
    author: str
    at: datetime
    reason: str
    anchors: tuple[Anchor, ...] = ()
    subject: str = ""
    field: str = ""
    value: str = ""
    interval: Interval | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        if not self.author.strip():
            raise ValueError("a judgement is signed by its maker")

    @property
    def is_remark(self) -> bool:
        """True for a note or a saved link (`value`) that hangs on something and decides nothing."""
        return self.kind is JudgementKind.NOTE and bool(self.field)
