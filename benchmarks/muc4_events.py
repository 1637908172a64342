"""Happenings beyond our claims: named on the way, and what damage, bombs and fire were done to."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.muc4_phrases import frames
from benchmarks.muc4_relevance import VIOLENT
from onrecord import lexicon
from onrecord.model.actor import ActorRef
from onrecord.model.claim import Claim, EventType, Extent, TimeRef
from onrecord.model.values import Span
from onrecord.read import arguments, counts, events, persons, setting, targets
from onrecord.read.clauses import actor, clause_span, conjuncts, core_span, heart, patient, prepositions
from onrecord.read.page import Page, quoted_or_said
from onrecord.read.parse import Token, span_of
from onrecord.read.stance import standing

_STATES = frozenset(EventType) - VIOLENT
# Why the reader makes no claim of a happening that is none the less taken for granted: people react to it.
_GRANTED = ("reaction", "silence")
_NOT_HIT = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "CARDINAL", "QUANTITY"})


def mentioned(page: Page, when: tuple[TimeRef, ...], taken: set[Span]) -> Iterator[Claim]:
    """Happenings named on the way ("talks on the murder of the priests"): no claims, but MUC wants them."""
    for sentence in page.doc.sents:
        for trigger in events.find(page, sentence):
            at = span_of(trigger.token)
            if at in taken or trigger.type in _STATES:
                continue
            told_by = quoted_or_said(page, trigger.token)
            evidence = clause_span(trigger.token)
            how = standing(trigger.token, evidence, told_by, page.text)
            if not how.told and not how.why.startswith(_GRANTED):
                continue
            doers = arguments.agents(trigger, page)
            hit = targets.find(trigger, page, doers)
            harm = [
                (kind, noun, rule)
                for word in dict.fromkeys((*trigger.harm, trigger.token, *trigger.also))
                for kind, noun, rule in counts.harmed(word, page)
            ]
            figures = tuple(c for k, n, r in harm if (c := counts.count_of(k, n, page, r)) is not None)
            people = tuple(p for k, n, _ in harm for p in persons.of(n, k, page))
            thing, thing_kind = targets.object_hit(trigger, page)
            if not (hit or figures or people or thing):
                continue
            where = setting.places(trigger, page, evidence)
            yield Claim(
                id="",
                edition="",
                reading="muc4",
                ordinal=0,
                event_type=trigger.type or EventType.ARMED_ATTACK,
                extent=Extent.INCIDENT,
                evidence=evidence,
                evidence_text=evidence.of(page.text),
                trigger=at,
                trigger_text=at.of(page.text),
                agents=doers,
                targets=hit,
                place=where[0] if where else None,
                time=setting.time(trigger, page, when, evidence),
                counts=figures,
                persons=people,
                object=thing,
                object_kind=thing_kind,
                means=arguments.means(trigger, evidence, page.text)[0],
                sources=told_by[-1].sources if told_by else (),
                polarity=how.polarity,
                modality=how.modality,
                hedge_on=how.hedge_on,
                rules=("mention", how.why),
            )


def framed(page: Page, when: tuple[TimeRef, ...]) -> Iterator[Claim]:
    """What damage, bombs and fire were done to, by the frames of muc4.toml."""
    for token in page.doc:
        if token.pos_ not in {"VERB", "NOUN"} or token.lemma_.lower() not in frames():
            continue
        told_by = quoted_or_said(page, token)
        evidence = clause_span(token)
        how = standing(token, evidence, told_by, page.text)
        if not how.told and not how.why.startswith(_GRANTED):
            continue
        near = {t.lemma_.lower() for t in token.subtree}
        for frame in frames()[token.lemma_.lower()]:
            if "needs" in frame and not near & set(frame["needs"]):
                continue
            hit = tuple(_ref(page, t) for t in _standing_at(token, frame["hit"]) if _thing(page, t))
            doers = tuple(_ref(page, t) for t in _standing_at(token, frame["doer"]) if _body(page, t))
            if not hit and not (doers and "needs" in frame):
                continue
            at = span_of(token)
            trigger = events.Trigger(token=token, entry=lexicon.load("events").entries[0], type=None)
            where = setting.places(trigger, page, evidence)
            bombed = frame.get("type") == "BOMBING"
            yield Claim(
                id="",
                edition="",
                reading="muc4",
                ordinal=0,
                event_type=EventType.BOMBING if bombed else EventType.ARMED_ATTACK,
                extent=Extent.INCIDENT,
                evidence=evidence,
                evidence_text=evidence.of(page.text),
                trigger=at,
                trigger_text=at.of(page.text),
                agents=doers,
                targets=hit,
                place=where[0] if where else None,
                time=setting.time(trigger, page, when, evidence),
                sources=told_by[-1].sources if told_by else (),
                polarity=how.polarity,
                modality=how.modality,
                hedge_on=how.hedge_on,
                rules=("frame", frame.get("type", "")),
            )


def _standing_at(token: Token, roles: list[str]) -> Iterator[Token]:
    """The nouns that stand in these roles to a word, coordinated ones too."""
    for role in roles:
        if role == "object" and token.dep_ == "amod":
            yield token.head  # "the murdered judge"
            continue
        noun = patient(token) if role == "object" else actor(token) if role == "subject" else None
        if noun is not None:
            yield from (heart(t) for t in conjuncts(noun))
        elif role not in {"object", "subject"}:
            for word, other in prepositions(token):
                if word == role:
                    yield from (heart(t) for t in conjuncts(other))


def _thing(page: Page, token: Token) -> bool:
    return (
        token.pos_ in {"NOUN", "PROPN"} and token.i not in page.place_at and token.ent_type_ not in _NOT_HIT
    )


def _body(page: Page, token: Token) -> bool:
    if token.pos_ not in {"NOUN", "PROPN"} or token.i in page.place_at:
        return False
    return bool(page.classes(token) & {"force", "fighter", "person"})


def _ref(page: Page, token: Token) -> ActorRef:
    known = page.actor_at.get(token.i)
    if known is not None:
        return known
    span = core_span(token)
    return ActorRef(as_written=span.of(page.text), span=span, name=span.of(page.text))
