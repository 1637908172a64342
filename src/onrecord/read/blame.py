"""Who is named as the doer by a word over the deed: "accused X of it", "X denied a hand in it"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.read.clauses import conjuncts, direct_object, own_subject, patient, prepositions, subject
from onrecord.read.parse import Token

_STEPS = 8
_UP = frozenset({"pobj", "pcomp", "prep", "dobj", "conj", "nsubjpass"})


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("stance").tables["blame"][kind])


@cache
def _light() -> frozenset[str]:
    return frozenset(lexicon.load("stance").tables["light"]["verbs"]) | _words("deeds")


def accused(deed: Token) -> Iterator[Token]:
    """The nouns that words over the deed name as its doers, whoever says so and however sure."""
    yield from _told_after(deed)
    for word, below in _over(deed):
        lemma = word.lemma_.lower()
        if word.pos_ == "VERB" and lemma in _words("accusing"):
            yield from _blamed(word, below)
        elif lemma == "responsible":
            yield from _some(own_subject(word) or _bearer(word))
        elif word.lower_ == "behind" and word.pos_ in {"ADP", "ADV"}:
            yield from _some(_bearer(word))
        elif lemma in _words("part"):
            yield from (c for c in word.children if c.dep_ == "poss")
            yield from (n for w, n in prepositions(word) if w in {"of", "by"})
            if word.dep_ == "dobj" and word.head.lemma_.lower() in _words("answering"):
                yield from _some(subject(word.head))


def _over(deed: Token) -> Iterator[tuple[Token, Token]]:
    """The words over a deed and what each is reached from, up to the verb whose own doer is somebody else."""
    at = deed
    for _ in range(_STEPS):
        above = at.head
        if above.i == at.i or at.dep_ not in _UP:
            return
        yield above, at
        if above.pos_ in {"VERB", "AUX"}:
            if above.lemma_.lower() not in _light() or own_subject(above) is not None:
                return
        elif above.pos_ in {"NOUN", "PROPN"} and above.lemma_.lower() not in _words("part") | _words("rows"):
            if above.dep_ == "dobj":  # "accused X of it", where the parser hangs "of" on X
                yield above.head, at
            return
        at = above


def _told_after(deed: Token) -> Iterator[Token]:
    """ "a raid the army blamed on X", "a raid for which X is held responsible"."""
    for clause in (c for c in deed.children if c.dep_ == "relcl"):
        if clause.lemma_.lower() in _words("putting"):
            yield from (n for w, n in prepositions(clause) if w == _preposition(clause))
        elif clause.lemma_.lower() == "hold":
            held = (t for t in clause.children if t.lemma_ == "responsible")
            yield from (doer for t in held for doer in _some(own_subject(t) or patient(clause)))


def _blamed(verb: Token, below: Token) -> Iterator[Token]:
    """ "accused X of it", "X is suspected of it"; "blamed it on X", where it is the object itself."""
    if below.dep_ in {"dobj", "nsubjpass"}:
        if verb.lemma_.lower() in _words("putting"):
            # The parser may hang "on" on a noun in between; the last one is the blame's.
            after = (t for t in verb.subtree if t.i == verb.i or t.i > below.i)
            nouns = [n for t in after for w, n in prepositions(t) if w == _preposition(verb)]
            yield from sorted(nouns, key=lambda t: t.i)[-1:]
    elif below.lower_ in {"of", "for", "in", "with", "to"}:
        yield from _some(patient(verb) or direct_object(verb))


def _preposition(verb: Token) -> str:
    """ "blame it on", "attribute it to"."""
    return "on" if verb.lemma_.lower() in {"blame", "pin"} else "to"


def _bearer(word: Token) -> Token | None:
    """ "X was behind it", "X, responsible for it"."""
    above = word.head
    if above.pos_ in {"VERB", "AUX"}:
        return subject(above) if above.lemma_.lower() == "be" else None
    return above if above.pos_ in {"NOUN", "PROPN"} else None


def _some(token: Token | None) -> tuple[Token, ...]:
    return () if token is None else conjuncts(token)
