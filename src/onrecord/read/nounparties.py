"""The parties that nouns of a sentence stand for: as found, by modifiers, led back to, or as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from onrecord import lexicon
from onrecord.model.actor import ActorRef
from onrecord.model.source import SourceType
from onrecord.read.clauses import conjuncts, core_span, prepositions
from onrecord.read.page import Page, entries_of, quoted_or_said
from onrecord.read.parse import Token, span_of

DOERS = frozenset({"force", "fighter", "organisation"})
_FIGURES = frozenset({"several", "some", "many", "dozens", "hundreds", "scores", "thousands", "of"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_PRONOUNS = frozenset({"it", "they", "he", "them", "we", "she", "its", "their", "his", "her", "our"})
_PARTY_TYPES = frozenset(
    {SourceType.MILITARY, SourceType.GOVERNMENT, SourceType.ARMED_GROUP, SourceType.OPPOSITION}
)


def of(
    tokens: Iterable[Token], page: Page, wanted: frozenset[str], *, sure: frozenset[int] = frozenset()
) -> tuple[ActorRef, ...]:
    """The parties of these nouns, once each; `wanted` are the classes of noun that may be one.

    Nouns of no class that we know count where they are among the `sure` ones, by number of token.
    """
    found: dict[str, ActorRef] = {}
    loose: set[str] = set()
    for token in tokens:
        for ref in _ref_of(token, page, wanted, sure=token.i in sure):
            key = ref.id or ref.name or ref.as_written
            found.setdefault(key, ref)
            if not ref.id and token.dep_ not in {"conj", "pobj"}:
                loose.add(key)
    if wanted is DOERS and any(ref.id for ref in found.values()):
        return tuple(ref for key, ref in found.items() if key not in loose)
    return tuple(found.values())


@cache
def _members() -> frozenset[str]:
    """ "Members of X", "dissidents of X": lemmas of nouns for people who are their body."""
    return frozenset(lexicon.load("actors").tables["members"]["lemmas"])


def joined(token: Token, page: Page) -> Iterator[Token]:
    """The noun, and a party after "and" whose words the parser took for verbs ("troops and allied men")."""
    yield token
    ref, doc = page.actor_at.get(token.i), token.doc
    end = token.i + 1
    while ref is not None and end < len(doc) and page.actor_at.get(end) is ref:
        end += 1
    if ref is None or end + 1 >= len(doc) or doc[end].lower_ != "and":
        return
    after = page.actor_at.get(end + 1)
    if after is None or after is ref:
        return
    words = [t for t in doc[end + 1 : token.sent.end] if page.actor_at.get(t.i) is after]
    if all(t.head.i in {w.i for w in words} or t.dep_ == "conj" for t in words if t.i != words[0].i):
        yield words[-1]


def _ref_of(token: Token, page: Page, wanted: frozenset[str], *, sure: bool) -> Iterator[ActorRef]:
    """The party a noun stands for: as found, by its modifiers, led back to, or as written."""
    if token.pos_ == "PRON":
        found, spoken = page.actor_at.get(token.i), led_back(token, page)
        ref = (found or spoken) if token.dep_ == "poss" else (spoken or found)
        if ref is not None:
            yield ref
        return
    modifiers = [c for c in token.children if c.dep_ in _MODIFIERS]
    inside = [page.actor_at[t.i] for c in modifiers for t in conjuncts(c) if t.i in page.actor_at]
    ref = page.actor_at.get(token.i)
    if ref is not None:
        ends = ref.span is not None and ref.span.end == token.idx + len(token.text)
        yield replace(ref, name=described(token, page)) if ends and not ref.id else ref
        if any(c.conjuncts for c in modifiers):  # "Ruritanian and Syldavian forces"
            yield from inside
        return
    if token.lemma_.lower() in _members():
        belonging = [n for w, n in prepositions(token) if w in {"of", "from"}]
        owners = [page.actor_at[n.i] for n in belonging if n.i in page.actor_at and page.actor_at[n.i].id]
        if owners:
            yield from owners
            return
    classes = set(page.classes(token))
    if inside and "aircraft" in classes:
        classes.add("force")
    if sure:
        classes |= wanted
    if (
        not classes & wanted
        or ("place" in classes and token.i in page.place_at)
        or token.pos_ in {"NUM", "DET"}
    ):
        return
    armed = any(e.more.get("object") == "military site" for e in entries_of(token))
    if inside and (armed or classes & DOERS):  # who is hit in "the militia's trenches" is the militia
        yield from inside
        return
    span = core_span(token)
    yield ActorRef(as_written=span.of(page.text), span=span, name=described(token, page))


def _joined_on(figure: Token) -> bool:
    """ "a 60-year-old man": the figure is no count."""
    return figure.i + 1 < len(figure.doc) and figure.doc[figure.i + 1].text == "-"


def described(noun: Token, page: Page) -> str:
    """The noun with what tells of it, and no figure: "at least 15 displaced women" are displaced women."""
    span = core_span(noun)
    before = [t for t in noun.doc[noun.left_edge.i : noun.i] if t.idx >= span.start]
    loose = [t.i for t in before if t.dep_ in {"npadvmod", "advmod"} and t.head.i == noun.i]  # "hours later"
    figures = [t.i for t in before if (t.pos_ == "NUM" or t.lower_ in _FIGURES) and not _joined_on(t)] + loose
    first = next((t for t in before if t.i > max(figures, default=-1) and not t.is_punct), noun)
    text = page.text[first.idx : span.end]
    if first.is_sent_start and first.pos_ != "PROPN" and text[1:2].islower():
        return text[0].lower() + text[1:]
    return text


def led_back(pronoun: Token, page: Page) -> ActorRef | None:
    """The party that "it" or "they" stands for: the speaker if it is one, else the last subject."""
    if pronoun.lower_ not in _PRONOUNS:
        return None
    around = quoted_or_said(page, pronoun)
    for saying in reversed(around):
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
        if around and any(s.contains(span_of(token)) for a in page.attributions for s in a.source_spans):
            continue  # who else speaks is nobody of whom this speaker tells
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
