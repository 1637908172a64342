"""Agencies and media that a statement reached the outlet through ("told Reuters", "quoted by AFP")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.read import sourcetypes, speakers
from onrecord.read.layout import Layout
from onrecord.read.parse import Token
from onrecord.read.speakers import Speaker

_TO = frozenset({"to", "with", "via", "through", "by", "on"})
_IN = frozenset({"in", "during", "at", "according"})
_TALK = frozenset({"speak", "talk", "interview"})


def of_verb(layout: Layout, verb: Token, speaker: Speaker) -> tuple[str, ...]:
    """Outlets named as hearer of the verb, in its "in an interview with", or quoting its speaker."""
    found = [*_heard(verb), *_quoting(layout, verb)]
    names = [n for head in found if (n := _name(layout, head))]
    return tuple(dict.fromkeys([*names, *of_clauses(layout, speaker.heads)]))


def of_clauses(layout: Layout, heads: Iterable[Token]) -> tuple[str, ...]:
    """Outlets in a relative clause on the source: "residents who spoke to Reuters on Monday"."""
    out: list[str] = []
    for head in heads:
        for clause in head.children:
            if clause.dep_ not in ("relcl", "acl") or clause.lemma_.lower() not in _TALK:
                continue
            out += [n for hearer in _heard(clause) if (n := _name(layout, hearer))]
    return tuple(dict.fromkeys(out))


def _heard(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.i > verb.i:
            yield from _pobj(child) if child.pos_ == "ADP" else (child,)
        elif child.dep_ in ("prep", "agent"):
            for thing in _pobj(child):
                if child.lower_ in _TO:
                    yield thing
                if child.lower_ in _IN or child.lower_ == "on":
                    yield from _inner(thing)


def _inner(thing: Token) -> Iterator[Token]:
    """ "an interview with X", "remarks carried by X"."""
    for child in thing.children:
        if child.dep_ == "prep" and child.lower_ in _TO:
            yield from _pobj(child)
        if child.dep_ == "acl":
            for by in child.children:
                if by.dep_ in ("agent", "prep") and by.lower_ in _TO:
                    yield from _pobj(by)


def _pobj(prep: Token) -> Iterator[Token]:
    return (c for c in prep.children if c.dep_ == "pobj")


def _quoting(layout: Layout, verb: Token) -> Iterator[Token]:
    """The agency in "X was quoted by AGENCY as saying" and "AGENCY quoted X as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return
    above = verb.head.head
    for child in above.children:
        if child.dep_ == "nsubj":
            yield child
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            yield from _pobj(child)


def _name(layout: Layout, head: Token) -> str:
    """The outlet's name; '' for a listener that is no outlet, and for unnamed reporters."""
    words = layout.words(speakers.phrase(layout, head))
    lower = words.lower()
    found = sourcetypes.pattern("phrase.media").search(lower)
    if found is None or sourcetypes.pattern("phrase.listeners").search(lower):
        return ""
    name = words[found.start() : found.end()]
    if name[:1].isupper():
        return name
    if head.text[:1].isupper():  # "the news agency AFP": the name beside the noun
        return " ".join(t.text for t in layout.tokens[head.i - 2 : head.i + 1] if t.text[:1].isupper())
    return words.removeprefix("the ").removeprefix("The ")
