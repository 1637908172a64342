"""Runs rules on sentences: whether one does on its examples what it says, and which fire on a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from onrecord import lexicon, parties
from onrecord.lexicon import Entry
from onrecord.model.actor import ActorRef
from onrecord.model.claim import TimeRef
from onrecord.read import actors, attribution, counts, events, ownership, relevance, times
from onrecord.read.page import Page, entries_of
from onrecord.read.parse import Doc, parse

# What "the following day" and "that month" of an example are told from, and the day it is read on.
_BEFORE, _DAY = "The bridge fell on 12 March 2031. ", date(2031, 4, 7)
_EDGE = 80  # characters beside a word in which such a rule is tried
_PARTIES_ON = date(2017, 11, 20)
_BESIDE = frozenset({"act", "backing_word", "holding_word", "belief", "naming"})
_HARM = ("harm.", "idiom.")  # rules of counts.toml that the parse decides
_ANY_CASE = ("toll.", "registry.")
_NO_PARTY = frozenset({"nobody", "media"})


def fires(name: str, entry: Entry, text: str, *, wanted: bool) -> bool:
    """Whether a rule of a lexicon fires on a text; `wanted` says that it should.

    A word of two meanings is tried in a report of war where it should fire, and in none where it should not.
    """
    return _TRIALS.get(name, _by_pattern)(entry, text, wanted)


def _by_pattern(entry: Entry, text: str, _wanted: bool) -> bool:
    return _in_words(entry, text, parse(text) if _by_lemma(entry) else None)


def _by_lemma(entry: Entry) -> bool:
    return not (entry.pattern or entry.words)


def _in_words(entry: Entry, text: str, doc: Doc | None) -> bool:
    """Whether a pattern, a word or a lemma of the rule stands in the text."""
    if _by_lemma(entry):
        return any(t.lemma_.lower() in entry.lemmas or t.lower_ in entry.lemmas for t in doc or ())
    never = entry.more.get("not") or entry.more.get("unless")
    return bool(entry.compiled(_flags(entry)).search(text)) and not (never and re.search(never, text))


def _flags(entry: Entry) -> int:
    """Words, relations, tolls and registers are matched in any case; other patterns say it themselves."""
    loose = bool(entry.words) or entry.gives in {"relation", "relation_after"}
    loose = loose or entry.id.startswith(_ANY_CASE)
    return re.IGNORECASE if loose else 0


def _source(entry: Entry, text: str, wanted: bool) -> bool:
    return _by_pattern(entry, text if _by_lemma(entry) else text.lower(), wanted)


def _event(entry: Entry, text: str, wanted: bool) -> bool:
    page = Page.of(parse(text), armed=relevance.STRONG if wanted else 0.0)
    return any(t.rule == entry.id for s in page.doc.sents for t in events.triggers(page, s))


def _count(entry: Entry, text: str, wanted: bool) -> bool:
    if not entry.id.startswith(_HARM):
        return _by_pattern(entry, text, wanted)
    page = Page.of(parse(text))
    found = [(kind, rule) for token in page.doc for kind, _, rule in counts.harmed(token, page)]
    return any(rule == entry.id or (wanted and kind == entry.gives) for kind, rule in found)


def _cue(entry: Entry, text: str, wanted: bool) -> bool:
    if entry.pattern:
        return _by_pattern(entry, text, wanted)
    return any(a.rule == entry.id for a in attribution.find(parse(text)))


def _noun(entry: Entry, text: str, _wanted: bool) -> bool:
    doc = parse(text)
    return any(e.id == entry.id for t in doc for e in entries_of(t)) or (
        bool(entry.words) and bool(entry.compiled().search(text))
    )


def _time(entry: Entry, text: str, _wanted: bool) -> bool:
    if entry.gives.startswith("cue."):
        return bool(re.search(entry.pattern, text))
    found = times.mentions(_BEFORE + text, _DAY)
    return any(m.rule == entry.id and m.start >= len(_BEFORE) for m in found)


def parties_of(text: str, day: date, votes: Mapping[str, float] | None = None) -> tuple[ActorRef, ...]:
    """The parties of a text that stands alone, with those whose men "its men" are."""
    doc, book = parse(text), parties.load()
    found = actors.find(doc, book, country_votes=votes, day=day)
    return ownership.settled(doc, attribution.find(doc), found, book)[1]


def _party(entry: Entry, text: str, _wanted: bool) -> bool:
    """Whether a word of the entry is part of a party, or stands right beside one, or hinders one."""
    refs = parties_of(text, _PARTIES_ON)
    if entry.gives == "state_acts":
        return any(r.rule == "actors.state" for r in refs)
    spans = [r.span for r in refs if r.span is not None]
    matches = list(entry.compiled(re.IGNORECASE).finditer(text))
    if entry.gives in _NO_PARTY:
        return any(not any(s.start < m.end() and m.start() < s.end for s in spans) for m in matches)
    near = 2 if entry.gives in _BESIDE else 0
    return any(s.start < m.end() + near and m.start() - near < s.end for m in matches for s in spans)


# By name of the lexicon; in the others a rule fires where its pattern, words or lemmas stand.
_TRIALS: Mapping[str, Callable[[Entry, str, bool], bool]] = {
    "actors": _party,
    "counts": _count,
    "cues": _cue,
    "events": _event,
    "nouns": _noun,
    "phrases": _event,
    "sources": _source,
    "times": _time,
}


def fired(page: Page, when: tuple[TimeRef, ...]) -> frozenset[str]:
    """Ids of all rules that fire somewhere on a page, word lists that have a word on it included."""
    found = {t.rule for s in page.doc.sents for t in events.triggers(page, s)}
    found |= {a.rule for a in page.attributions} | {s.rule for s in page.silences}
    found |= {w.rule for w in when} | {r.rule for r in page.actors}
    for token in page.doc:
        found |= {rule for _, _, rule in counts.harmed(token, page)}
        found |= {e.id for e in entries_of(token)}
    decided = {"events", "nouns", "phrases"}
    for name in lexicon.names():
        for entry in lexicon.load(name).entries if name not in decided else ():
            asked = entry.id.startswith(_HARM) or (name == "cues" and not entry.pattern)
            asked = asked or (name == "times" and not entry.gives.startswith("cue."))
            text = page.text.lower() if name == "sources" else page.text
            if asked or entry.id in found:
                continue
            if _in_words(entry, text, page.doc) or _at_an_edge(entry, page):
                found.add(entry.id)
    return frozenset(found)


def _at_an_edge(entry: Entry, page: Page) -> bool:
    """Whether a pattern that is tied to where a text begins or ends fits before or behind one of the words.

    Such rules are applied to what stands beside a number, a place or a day; lines of furniture to a line.
    """
    first, last = (
        re.search(r"^(?:\(\?\w+\))?(?:\^|\\A)", entry.pattern),
        re.search(r"(?:\$|\\Z)\)*$", entry.pattern),
    )
    pattern, text = entry.compiled(_flags(entry)), page.text
    if first and last:
        return any(pattern.search(line.strip()) for line in text.splitlines())
    places = [t.idx for t in page.doc] if first or last else []
    if first:
        return any(pattern.search(text[at : at + _EDGE]) for at in places)
    before = (text[max(0, at - _EDGE) : at] for at in places)
    return any(pattern.search(words) or pattern.search(words.rstrip()) for words in before)
