"""Pronouns that stand for a party: "it" and "they" where the grammar leaves one reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.model.actor import ActorRef
from onrecord.read.parse import Doc, Token, span_of

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PRONOUNS = frozenset({"it", "they"})
_OWNERS = frozenset({"its", "their"})
# From the verb of a clause to the one it depends on.
_UP = frozenset({"ccomp", "xcomp", "advcl", "conj", "relcl", "acl", "parataxis", "pcomp"})
_CLIMB = 4


def find(doc: Doc, parties: Iterable[ActorRef]) -> Iterator[ActorRef]:
    """A reference for each subject pronoun that the clause above it, or the sentence before, gives a party.

    "The army said it had lost two men"; "Rebels took the bridge. They burned it." A pronoun is left alone
    where another subject that is no party stands nearer.
    """
    at = {i: ref for ref in parties for i in _tokens(doc, ref)}
    sentences = list(doc.sents)
    for n, sentence in enumerate(sentences):
        for token in sentence:
            if token.lower_ not in _PRONOUNS | _OWNERS or _is_empty(token):
                continue
            if token.lower_ in _PRONOUNS and token.dep_ not in _SUBJECTS:
                continue
            found, rule = _in_clause(token, at), "actors.pronoun.clause"
            if found is None and n and _opens(token, sentence.start) and token.lower_ in _PRONOUNS:
                found, rule = _subject_of(sentences[n - 1].root, at), "actors.pronoun.sentence"
            if found is not None:
                here = replace(found, as_written=token.text, span=span_of(token), rule=rule)
                yield replace(here, antecedent=found.antecedent or found.span)


def _tokens(doc: Doc, ref: ActorRef) -> Iterator[int]:
    if ref.span is not None:
        span = doc.char_span(ref.span.start, ref.span.end, alignment_mode="expand")
        yield from range(span.start, span.end) if span is not None else ()


def _is_empty(token: Token) -> bool:
    """ "It was not clear", "it is the third raid": the pronoun stands for nothing."""
    return (
        token.lower_ == "it"
        and token.head.lemma_ in {"be", "seem", "appear", "take"}
        and token.dep_ in _SUBJECTS
    )


def _opens(token: Token, start: int) -> bool:
    return all(t.is_punct or t.is_space for t in token.doc[start : token.i])


def _in_clause(token: Token, at: dict[int, ActorRef]) -> ActorRef | None:
    """The party that is subject of the nearest clause above the pronoun's own."""
    verb = token.head
    if token.lower_ in _OWNERS:  # "the army lost its base": the own clause counts
        while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
            verb = verb.head
        own = _subject(verb)
        if own is not None and own.i < token.i:
            return at.get(own.i)
        before = (_subject(c) for c in verb.children if c.dep_ == "ccomp" and c.i < token.i)
        told = next((s for s in before if s is not None), None)
        if told is not None:  # "Syldavia closed the border, its army said"
            return at.get(told.i)
    for _ in range(_CLIMB):
        if verb.dep_ not in _UP or verb.head.i == verb.i:
            return None
        over = verb.head
        if verb.dep_ in {"relcl", "acl"}:
            return None
        verb = over
        subject = _subject(verb)
        if subject is not None and subject.i != token.i:
            return at.get(subject.i) if subject.i < token.i else None
    return None


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in _SUBJECTS), None)


def _subject_of(root: Token, at: dict[int, ActorRef]) -> ActorRef | None:
    subject = _subject(root)
    return at.get(subject.i) if subject is not None else None
