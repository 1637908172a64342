"""Tolls given out as a number of something: "put the number of dead at six"."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord import lexicon
from onrecord.model.claim import HarmKind
from onrecord.read.clauses import prepositions
from onrecord.read.parse import Token

_NUMBERS = lexicon.words("tally")
_OF_THOSE = lexicon.words("those")
_GIVES_OUT = lexicon.words("gives_out")
_STATES = frozenset({"VBN", "VBD", "JJ"})
_NO_PEOPLE = frozenset({"DATE", "TIME", "PERCENT", "MONEY"})
_WORDED = frozenset(lexicon.load("counts").tables["before_number"]["words"]) - {"to"}

Harmed = tuple[HarmKind, Token, str]  # what happened, the noun counted, the rule


def what(noun: Token) -> str:
    """What "the number of dead", "the number of those kidnapped" counts: the word for it, or ''."""
    of = next((n for word, n in prepositions(noun) if word == "of"), None)
    if of is None:
        return ""
    if of.lower_ not in _OF_THOSE:
        return of.lemma_.lower()
    done = next((c for c in of.children if c.dep_ in {"acl", "amod"} and c.tag_ in _STATES), None)
    return (done or of).lower_


def harmed(noun: Token, words: Mapping[tuple[str, str], tuple[HarmKind, str]]) -> list[Harmed]:
    """ "put the number of dead at six", "gave the figure of the wounded as 34"."""
    named = what(noun) if noun.lemma_.lower() in _NUMBERS else ""
    roles = ((named, "noun"), (named, "state"), (_participle(noun, named), "object"))
    kind = next((words[role] for role in roles if role in words), None)
    told = (t for t in noun.sent if t.i > noun.i and t.pos_ == "NUM" and not _of_a_day(t))
    figure = next((t for t in told if _leads_to(t)), None)
    return [(kind[0], figure, kind[1])] if kind is not None and figure is not None else []


def _of_a_day(number: Token) -> bool:
    """ "at 6 pm", "in May 2031"; a bare number that the parser takes for a time of day is none."""
    if number.ent_type_ not in _NO_PEOPLE:
        return False
    beside = [number.doc[i] for i in (number.i - 1, number.i + 1) if i < len(number.doc)]
    return any(t.ent_type_ == number.ent_type_ and t.is_alpha and t.lower_ not in _GIVES_OUT for t in beside)


def _participle(noun: Token, word: str) -> str:
    """The verb of "those [kidnapped]"."""
    return next((t.lemma_.lower() for t in noun.subtree if t.lower_ == word), "")


def _leads_to(number: Token) -> bool:
    """ "at six", "to at least 40", "as 34", "was nine": the word before a number gives it out."""
    at = number.i - 1
    while at > number.sent.start and number.doc[at].lower_ in _WORDED - _GIVES_OUT:
        at -= 1
    return number.doc[at].lower_ in _GIVES_OUT
