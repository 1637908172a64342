"""What a report has told so far, for words that lead back to it: "the attack", "22 were wounded"."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from onrecord.model.claim import FAMILY_OF, Claim, EventType, Family
from onrecord.model.place import PlaceKind, PlaceRef
from onrecord.model.values import Span
from onrecord.read import setting
from onrecord.read.events import Trigger
from onrecord.read.page import Page
from onrecord.read.parse import Token, TokenSpan
from onrecord.read.placeframes import aside

_SHORT_BACK = 3  # sentences an event stays in mind for "the attack", "22 were wounded"


_NEAR_BACK = 2  # sentences a place stays in mind


VIOLENT = frozenset({Family.FIGHT, Family.REMOTE})


@dataclass(slots=True)
class Memory:
    """What the report has told so far, for words that lead back to it."""

    published: date | None = None
    claims: list[Claim] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    place: PlaceRef | None = None
    place_sentence: int = -99

    def recent(self, sentence: int, back: int = _NEAR_BACK) -> list[Claim]:
        """The claims of the last sentences, two unless told, in the order told."""
        return [c for c, at in zip(self.claims, self.sentence_of, strict=True) if sentence - at <= back]

    def main_event(self) -> Claim | None:
        """The first fight or strike told of: what "the attack" is where nothing nearer fits."""
        return next((c for c in self.claims if c.family in VIOLENT and not c.background), None)

    def last_event(self, sentence: int, family: set[Family] | None = None) -> Claim | None:
        """The latest claim of the last few sentences, of one of the families where given."""
        for claim, at in zip(reversed(self.claims), reversed(self.sentence_of), strict=True):
            if sentence - at > _SHORT_BACK:
                return None
            if claim.background:
                continue
            if family is None or claim.family in family:
                return claim
        return None


def antecedent(trigger: Trigger, memory: Memory, number: int) -> Claim | None:
    """The claim that "the attack", or harm without a form, leads back to.

    "struck", "hit" and "bombed" take up the report's main event only if that was from a distance.
    """
    token = trigger.token
    definite = trigger.nominal and any(_points(c) for c in token.children)
    told = [memory.main_event()]
    if trigger.type is EventType.ARMED_ATTACK:
        told.append(memory.last_event(number, set(VIOLENT)))
    struck = (
        trigger.entry.more.get("means")
        and not trigger.nominal
        and any(event is not None and event.family is Family.REMOTE for event in told)
    )
    if trigger.type is None or struck:
        return memory.last_event(number, set(VIOLENT)) or memory.main_event()
    if not definite:
        return None
    family = FAMILY_OF[trigger.type]
    if family in VIOLENT:
        same = [c for c in memory.claims if c.trigger_text.lower() == token.lower_]
        return memory.last_event(number, set(VIOLENT)) or (same[-1] if same else memory.main_event())
    return memory.last_event(number, {family})


def _points(child: Token) -> bool:
    """ "[the] attack", "[Monday's] attack": one that was told before."""
    if child.dep_ == "det":
        return child.lower_ in {"the", "this", "that"}
    return child.dep_ == "poss" and child.ent_type_ in {"DATE", "TIME"}


def same_spot(where: PlaceRef, memory: Memory) -> Claim | None:
    """The latest violent event told of this place, of one within it or of one around it."""
    for claim in reversed(memory.claims):
        told = claim.place
        if claim.family not in VIOLENT or claim.background or told is None or _wide(told) or _wide(where):
            continue
        if where.id == told.id or where.id in told.within or told.id in where.within:
            return claim
    return None


def _wide(place: PlaceRef) -> bool:
    return place.kind in {PlaceKind.COUNTRY, PlaceKind.REGION}


def place_of(back: Claim | None, memory: Memory, number: int) -> PlaceRef | None:
    """The place of the event led back to, else of the last claim, the main event, the last place."""
    recent = memory.claims[-1:] if memory.claims and number - memory.sentence_of[-1] <= _NEAR_BACK else []
    main = memory.main_event()
    for claim in (*([back] if back else ()), *recent, *([main] if main else ()), *memory.claims[:1]):
        if claim.place is not None:
            return setting.inherited(claim.place, claim.trigger)
    return setting.inherited(memory.place, None) if memory.place is not None else None


def vaguer(here: PlaceRef, before: PlaceRef, evidence: Span) -> bool:
    """A country or region outside the clause tells less than the place of the event led back to."""
    wide = here.kind in {PlaceKind.COUNTRY, PlaceKind.REGION}
    inside = here.span is not None and evidence.contains(here.span)
    if inside and here.kind is PlaceKind.REGION:
        return False
    return wide and (before.kind not in {PlaceKind.COUNTRY, PlaceKind.REGION} or not inside)


def remember_place(page: Page, sentence: TokenSpan, memory: Memory, number: int) -> None:
    """Keep the last town, area or feature that a sentence names, for sentences that name none.

    Not the one from where somebody speaks, nor one that only says where another lies, nor what holds it.
    """
    kept: PlaceRef | None = None
    for i in range(sentence.start, sentence.end):
        ref = page.place_at.get(i)
        if ref is None or ref.span is None or ref.kind.value not in {"town", "area", "feature"}:
            continue
        around = kept is not None and ref.id in kept.within
        if not around and not aside(page.text, ref.span.start, ref.relation):
            kept = ref
    if kept is not None:
        memory.place, memory.place_sentence = kept, number
