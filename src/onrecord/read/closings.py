"""Reporting clauses that end a sentence ("..., residents and two doctors said"), read word by word.

News puts most of its sources there, and a long sentence in front makes the parse lose them.
"""

from __future__ import annotations

from onrecord.read import lists, sourcetypes
from onrecord.read.layout import Layout, Run
from onrecord.read.parse import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AFTER = 14  # tokens of hearer, day and manner behind the verb ("told reporters in Tarvo on Monday")
_LONGEST = 40  # tokens of the sources
_SKIPPED = frozenset({"aux", "auxpass", "advmod", "neg"})


def of(layout: Layout, verb: Token) -> tuple[tuple[Token, ...], Run] | None:
    """Heads of the sources and the run of what they say; None where no such clause ends the sentence."""
    first, last = layout.sentence_of[verb.i]
    verb = _quoting(verb)
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or layout.quote_of[verb.i] >= 0:
        return None
    behind = layout.tokens[verb.i + 1 : last]
    if len(behind) > _AFTER or any(t.tag_ in _FINITE or t.dep_ == "ccomp" for t in behind):
        return None
    end = verb.i
    while end > first and layout.tokens[end - 1].dep_ in _SKIPPED:
        end -= 1
    start = _start(layout, first, end)
    if start is None:
        return None
    heads = lists.heads(layout, start, end)
    if not heads or heads[0].pos_ == "PRON" or not any(_can_speak(h) for h in heads):
        return None
    said = layout.trimmed((first, start))
    if said is None or not any(t.tag_ in _FINITE for t in layout.tokens[said[0] : said[1]]):
        return None
    return heads, said


def _quoting(verb: Token) -> Token:
    """ "was quoted as saying": the clause is that of the quoting."""
    above = verb.head
    return above.head if verb.dep_ == "pcomp" and above.lower_ == "as" else verb


def _can_speak(head: Token) -> bool:
    return head.ent_type_ == "PERSON" or sourcetypes.speaks(head)


def _start(layout: Layout, first: int, end: int) -> int | None:
    """Where the sources begin: behind a comma, before their relative clauses, appositions and partners."""
    apposed = layout.tokens[end - 1].text == ","
    end -= apposed
    at = _comma(layout, first, _past_relative(layout, first, end))
    if at is not None and apposed:
        at = _comma(layout, first, at)
    if at is None or not _names(layout, at + 1):
        return None
    if not apposed and any(t.lower_ in {"and", "or"} for t in layout.tokens[at + 1 : end]):
        while (before := _comma(layout, first, at)) is not None and _is_phrase(layout, before + 1, at):
            at = before
    return at + 1 if end - at <= _LONGEST else None


def _past_relative(layout: Layout, first: int, end: int) -> int:
    """ "a guard who asked not to be named": up to the "who"."""
    for i in range(end - 1, max(first, end - _LONGEST), -1):
        token = layout.tokens[i]
        if token.text == ",":
            break
        if token.tag_ == "WP" and i > first:
            return i
    return end


def _comma(layout: Layout, first: int, end: int) -> int | None:
    """The comma before a stretch without a verb; None where a verb comes first."""
    for i in range(end - 1, first, -1):
        token = layout.tokens[i]
        if token.text == ",":
            return i
        if (
            token.tag_ in _FINITE
            or layout.quote_of[i] >= 0
            or (token.pos_ == "VERB" and token.dep_ != "amod")
        ):
            return None
    return None


def _names(layout: Layout, i: int) -> bool:
    """Whether a noun phrase can begin here."""
    return layout.tokens[i].pos_ in {"DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON"}


def _is_phrase(layout: Layout, start: int, end: int) -> bool:
    """One more source of a list: a noun phrase that can speak, and nothing else."""
    words = layout.tokens[start:end]
    if not words or not _names(layout, start) or any(t.pos_ in {"VERB", "AUX", "SCONJ"} for t in words):
        return False
    heads = lists.heads(layout, start, end)
    return len(heads) == 1 and _can_speak(heads[0]) and heads[0].ent_type_ not in {"GPE", "LOC", "NORP"}
