"""Whether a mention of an event says enough to be a claim: a bare mention or an idle plan does not."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.actor import ActorRef
from onrecord.model.claim import (
    FAMILY_OF,
    Claim,
    Count,
    EventType,
    Family,
    Modality,
    Person,
    Polarity,
    TimeRef,
)
from onrecord.model.place import PlaceRef
from onrecord.model.source import Attribution
from onrecord.model.values import Phrase, Span
from onrecord.read import arguments, blame
from onrecord.read.clauses import heart, is_passive, patient, subject
from onrecord.read.events import Trigger
from onrecord.read.page import Page
from onrecord.read.parse import Token
from onrecord.read.stance import Standing

_PLACELESS = frozenset(
    {"held.in_control", "withdraw.pull", "withdraw.verb", "withdraw.flee", "siege.besieged"}
)
_OF_IT = frozenset({"gain.it", "gain.it_overrun"})  # the place was told before
_LENGTHS = frozenset({"hour", "night", "day", "week", "month"})
_TALK_ABOUT = frozenset({"about", "regarding", "concerning"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a clause itself tells of an event, before anything is carried over."""

    kind: EventType
    rules: tuple[str, ...]
    means: Phrase | None
    how: Standing
    told_by: tuple[Attribution, ...]
    evidence: Span
    doers: tuple[ActorRef, ...]
    hit: tuple[ActorRef, ...]
    where: tuple[PlaceRef, ...]
    when: TimeRef | None
    figures: tuple[Count, ...]
    people: tuple[Person, ...]
    back: Claim | None
    own_word: bool = False  # the doers say it of themselves


def says_enough(page: Page, trigger: Trigger, said: Said) -> bool:
    """A bare mention ("the war", "attacks", "the raid") tells nothing new."""
    token = trigger.token
    if said.figures or trigger.speaker is not None:
        return True
    if trigger.nominal and _remarked_on(token):
        return False
    if trigger.type is EventType.SIEGE and not trigger.nominal and _people_kept(page, token):
        return True
    if trigger.type is None:
        return bool(said.hit) and token.pos_ == "VERB"
    if trigger.rule in _OF_IT or trigger.entry.more.get("place_told"):
        return True
    if FAMILY_OF[trigger.type] is Family.CONTROL and not said.where and not _names_place(page, trigger):
        if said.doers and not trigger.nominal and _told_apart(page, token):
            return True
        # "his men were in control": of the place told of, if a party holds it or leaves it
        return bool(said.doers) and trigger.rule in _PLACELESS
    if trigger.type is EventType.DISPLACEMENT and token.dep_ in {"acl", "amod"}:
        return False
    if token.dep_ == "pobj" and token.head.lower_ in _TALK_ABOUT:
        return False
    if trigger.nominal and said.told_by and said.how.polarity is Polarity.DENIED:
        return True
    if not trigger.nominal:
        return bool(said.doers or said.hit or said.where or is_passive(token) or subject(token) is not None)
    own = {t.i for t in token.subtree}
    inside = any(_within(page, r, own) for r in said.where)
    verb = arguments.verb_over(token)
    happening = verb is not None and token.dep_ in {"nsubj", "nsubjpass", "dobj"}
    if said.back is not None and not said.hit:
        new_doer = {d.id or d.name for d in said.doers} - {d.id or d.name for d in said.back.agents}
        return bool(new_doer or inside or said.when or _answered_for(token))
    return bool(said.doers or said.hit or inside or happening or said.when or _for_a_time(token))


def _answered_for(noun: Token) -> bool:
    """ "the agency was behind the strike": who did it is news, also where the body is not known."""
    return any(True for _ in blame.accused(noun))


def _for_a_time(noun: Token) -> bool:
    """ "fell after a night of shelling": the length of time is told of this event alone."""
    above = noun.head
    if noun.dep_ != "pobj" or above.lower_ != "of" or above.head.lemma_.lower() not in _LENGTHS:
        return False
    return above.head.dep_ == "pobj" and above.head.head.lower_ in {"after", "following", "amid"}


def _told_apart(page: Page, verb: Token) -> bool:
    """ "hold the road linking two towns", "controls the gold mines": a thing held that says which it is."""
    thing = patient(verb)
    if thing is None or "place" not in page.classes(heart(thing)):
        return False
    return any(c.dep_ in {"acl", "compound", "prep", "relcl"} for c in heart(thing).children)


def _people_kept(page: Page, verb: Token) -> bool:
    """ "families have been cut off from aid": of the place told of."""
    who = patient(verb)
    return who is not None and bool(page.classes(heart(who)) & {"civilian", "refugee"})


def _remarked_on(noun: Token) -> bool:
    """ "it was the third bombing in a week", "the raid is the worst of the year": said of what was told."""
    verb = noun.head
    if verb.lemma_ != "be" or noun.dep_ not in {"attr", "nsubj"}:
        return False
    other = next((c for c in verb.children if c.dep_ in {"attr", "nsubj"} and c.i != noun.i), None)
    if other is None:
        return False
    ranked = noun if noun.dep_ == "attr" else other
    pointing = noun.dep_ == "nsubj" or other.lower_ in {"it", "this", "that"}
    return pointing and (_ranked(ranked) or any(_ranked(c) for c in ranked.children))


def _ranked(word: Token) -> bool:
    return word.tag_ == "JJS" or word.ent_type_ == "ORDINAL" or word.lower_ in {"latest", "such"}


def _names_place(page: Page, trigger: Trigger) -> bool:
    """A place noun in the sentence ("the base"), even where no name is known."""
    return any("settlement" in page.classes(t) for t in trigger.token.sent if t.pos_ in {"NOUN", "PROPN"})


def idle_plan(page: Page, trigger: Trigger, said: Said) -> bool:
    """A plan without a place or day of its own ("we will continue the campaign") is talk."""
    if said.how.modality is not Modality.PLANNED or trigger.type is EventType.DISPLACEMENT:
        return False  # an order to leave is news wherever it holds
    narrow = any(r.kind.value in {"town", "area", "feature"} and _in_sentence(r, trigger) for r in said.where)
    return not (narrow or said.figures) or any(t.lower_ in {"we", "i"} for t in trigger.token.sent)


def _in_sentence(ref: PlaceRef, trigger: Trigger) -> bool:
    sentence = trigger.token.sent
    return ref.span is not None and sentence.start_char <= ref.span.start < sentence.end_char


def _within(page: Page, ref: PlaceRef, tokens: set[int]) -> bool:
    return any(page.place_at.get(i) is ref for i in tokens)
