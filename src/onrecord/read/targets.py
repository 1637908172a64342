"""Who or what was hit: the targets of one trigger."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.actor import ActorRef
from onrecord.model.claim import FAMILY_OF, EventType, Family
from onrecord.model.values import Phrase
from onrecord.read import nounparties
from onrecord.read.arguments import suffers, verb_over
from onrecord.read.clauses import (
    conjuncts,
    core_span,
    direct_object,
    heart,
    is_passive,
    patient,
    prepositions,
    subject,
)
from onrecord.read.events import Trigger
from onrecord.read.page import Page, entries_of
from onrecord.read.parse import Token

_HIT = frozenset({"force", "fighter", "person", "object", "captive", "vehicle", "refugee", "organisation"})
_TARGET_WORDS = frozenset({"on", "against", "at", "upon", "targeting"})
_COUNTS_ONLY = frozenset({"dozen", "score", "hundred", "thousand", "million", "ten"})
_NO_TARGET = frozenset(
    {"people", "person", "other", "life", "death", "body", "casualty", "victim", "toll", "injury"}
)


def find(trigger: Trigger, page: Page, doers: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """The people, bodies, buildings and vehicles hit, where the report says more than "people"."""
    kept = []
    control = trigger.type is not None and FAMILY_OF[trigger.type] is Family.CONTROL
    for token in _hit_tokens(trigger, page):
        lemma = token.lemma_.lower()
        if lemma in _NO_TARGET or token.i in page.place_at or token.pos_ in {"NUM", "PRON"}:
            continue
        if _names_its_place(token, page):
            continue
        if lemma in _COUNTS_ONLY or (control and not page.classes(token) & nounparties.DOERS):
            continue
        kept.append(token)
    taken = {d.id or d.name for d in doers}
    return tuple(r for r in nounparties.of(kept, page, _HIT) if (r.id or r.name) not in taken)


def _names_its_place(noun: Token, page: Page) -> bool:
    """ "the port of Latra": the place itself, not a thing in it."""
    named = any(w == "of" and n.i in page.place_at for w, n in prepositions(noun))
    return named and bool(page.classes(noun) & {"place", "settlement"})


def object_hit(trigger: Trigger, page: Page) -> tuple[Phrase | None, str]:
    """The thing hit (hospital, school, boat ...) with its kind from nouns.toml."""
    for token in _hit_tokens(trigger, page):
        for entry in entries_of(token):
            if "object" in entry.more:
                span = core_span(token)
                return Phrase(text=span.of(page.text), span=span), str(entry.more["object"])
    return None, ""


def _hit_tokens(trigger: Trigger, page: Page) -> Iterator[Token]:
    yield from (heart(t) for t in _undergoers(trigger, page))


def _undergoers(trigger: Trigger, page: Page) -> Iterator[Token]:
    token, role = trigger.token, trigger.entry.more.get("target", "object")
    if role == "subject":
        yield from _with_partners(subject(token))
    elif role == "with":
        yield from _with_partners(direct_object(token))
        yield from (n for w, n in prepositions(token) if w in {"with", "against"})
    elif role == "none":
        return
    elif role == "people":
        yield from _with_partners(subject(token))
        yield from _with_partners(patient(token))
    elif not trigger.nominal:
        yield from _with_partners(patient(token))
        yield from (n for w, n in prepositions(token) if w in _TARGET_WORDS)
        if trigger.type in {EventType.CONTROL_GAINED, EventType.CONTROL_LOST}:
            thing = direct_object(token)
            both = (token, thing) if thing is not None else (token,)
            yield from (n for t in both for w, n in prepositions(t) if w in {"from", "to", "over", "against"})
    else:
        yield from _after(token)
        for word, noun in prepositions(token):
            if word in _TARGET_WORDS or (
                word in {"of", "from", "over", "to"} and "place" not in page.classes(noun)
            ):
                yield noun
        verb = verb_over(token)
        if verb is not None and token.dep_ in {"nsubj", "nsubjpass"} and not is_passive(verb):
            yield from _with_partners(direct_object(verb))
    for harm in trigger.harm:
        if harm.pos_ == "VERB":
            yield from _with_partners(subject(harm) if suffers(harm) else patient(harm))


def _after(trigger: Token) -> Iterator[Token]:
    """ "strikes on homes", where the parser hangs "on homes" on another word."""
    doc = trigger.doc
    if trigger.i + 1 < len(doc) and doc[trigger.i + 1].lower_ in _TARGET_WORDS:
        for noun in doc[trigger.i + 1].children:
            if noun.dep_ == "pobj":
                yield from conjuncts(noun)


def _with_partners(token: Token | None) -> tuple[Token, ...]:
    return () if token is None else conjuncts(token)
