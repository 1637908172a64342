"""The parties that nouns of a sentence stand for: as found, by modifiers, led back to, or as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.model.actor import ActorRef
from onrecord.model.source import SourceType
from onrecord.read.clauses import conjuncts, core_span
from onrecord.read.page import Page, quoted_or_said
from onrecord.read.parse import Token, span_of

DOERS = frozenset({"force", "fighter", "organisation"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_PRONOUNS = frozenset({"it", "they", "he", "them", "we", "she"})
_PARTY_TYPES = frozenset(
    {SourceType.MILITARY, SourceType.GOVERNMENT, SourceType.ARMED_GROUP, SourceType.OPPOSITION}
)


def of(tokens: Iterable[Token], page: Page, wanted: frozenset[str]) -> tuple[ActorRef, ...]:
    """The parties of these nouns, once each; `wanted` are the classes of noun that may be one."""
    found: dict[str, ActorRef] = {}
    for token in tokens:
        for ref in _ref_of(token, page, wanted):
            found.setdefault(ref.id or ref.name or ref.as_written, ref)
    known = {key: ref for key, ref in found.items() if ref.id}
    return tuple((known or found).values()) if wanted is DOERS else tuple(found.values())


def _ref_of(token: Token, page: Page, wanted: frozenset[str]) -> Iterator[ActorRef]:
    """The party a noun stands for: as found, by its modifiers, led back to, or as written."""
    if token.pos_ == "PRON":
        ref = led_back(token, page) or page.actor_at.get(token.i)
        if ref is not None:
            yield ref
        return
    modifiers = [c for c in token.children if c.dep_ in _MODIFIERS]
    inside = [page.actor_at[t.i] for c in modifiers for t in conjuncts(c) if t.i in page.actor_at]
    ref = page.actor_at.get(token.i)
    if ref is not None:
        yield ref
        if any(c.conjuncts for c in modifiers):  # "Ruritanian and Syldavian forces"
            yield from inside
        return
    classes = page.classes(token) | ({"force"} if inside and "aircraft" in page.classes(token) else set())
    if (
        not classes & wanted
        or ("place" in classes and token.i in page.place_at)
        or token.pos_ in {"NUM", "DET"}
    ):
        return
    if inside and classes & {"force", "fighter", "organisation"}:
        yield from inside
        return
    span = core_span(token)
    yield ActorRef(as_written=span.of(page.text), span=span, name=span.of(page.text))


def led_back(pronoun: Token, page: Page) -> ActorRef | None:
    """The party that "it" or "they" stands for: the speaker if it is one, else the last subject."""
    if pronoun.lower_ not in _PRONOUNS:
        return None
    for saying in reversed(quoted_or_said(page, pronoun)):
        for source in saying.sources:
            name = source.actor or source.party
            if name and (source.type in _PARTY_TYPES):
                return ActorRef(
                    as_written=pronoun.text,
                    span=span_of(pronoun),
                    id=name,
                    name=source.party_text or source.as_written,
                    antecedent=source.span,
                    rule="pronoun.speaker",
                )
    doc = pronoun.doc
    first = doc[max(0, pronoun.sent.start - 1)].sent.start
    for i in range(pronoun.i - 1, first - 1, -1):
        token = doc[i]
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.pos_ == "PRON":
            continue
        ref = page.actor_at.get(i)
        if ref is not None:
            return replace(
                ref,
                as_written=pronoun.text,
                span=span_of(pronoun),
                antecedent=ref.span,
                rule="pronoun.subject",
            )
        if page.classes(token) & {"person", "place"}:
            return None
    return None
