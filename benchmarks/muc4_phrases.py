"""Words, noun phrases and names as MUC writes them: no articles, no figures, the longest form of a name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.actor import ActorKind, ActorRef
from onrecord.model.claim import Count, VictimClass
from onrecord.model.values import Span
from onrecord.read.clauses import prepositions
from onrecord.read.page import Page
from onrecord.read.parse import Token, TokenSpan

Row = dict[str, Any]
BODIES = frozenset({ActorKind.MILITARY, ActorKind.POLICE, ActorKind.ARMED_GROUP, ActorKind.COALITION})
_PARTICLES = frozenset({"de", "la", "del", "los", "y", "da", "dos", "von"})
_WHOSE = frozenset({"his", "her", "their", "its", "our", "my"})
_FIGURES = frozenset({"several", "many", "some", "other"})
_FIGHTERS = frozenset({VictimClass.COMBATANTS, VictimClass.POLICE})


@cache
def _table() -> dict[str, Any]:
    with Path(__file__).with_name("muc4.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(table: str, key: str = "lemmas") -> frozenset[str]:
    """One list of muc4.toml."""
    return frozenset(_table()[table][key])


@cache
def weights() -> dict[str, int]:
    """The whole numbers by which a claim is weighed (muc4.toml)."""
    return dict(_table()["weight"])


@cache
def frames() -> dict[str, tuple[Row, ...]]:
    """Lemma -> the frames of muc4.toml it stands in."""
    rows = _table()["frame"]
    lemmas = {lemma for row in rows for lemma in row["lemmas"]}
    return {lemma: tuple(r for r in rows if lemma in r["lemmas"]) for lemma in lemmas}


def tokens_of(page: Page, span: Span | None) -> TokenSpan | None:
    """The tokens that a span of characters covers."""
    if span is None or not len(span):
        return None
    found: TokenSpan | None = page.doc.char_span(span.start, span.end, alignment_mode="expand")
    return found


def root_of(page: Page, span: Span | None) -> Token | None:
    """The head word of a phrase."""
    found = tokens_of(page, span)
    return None if found is None else found.root


def root_lemma(page: Page, span: Span) -> str:
    """The head word's lemma, lower case."""
    root = root_of(page, span)
    return "" if root is None else root.lemma_.lower()


def phrase(page: Page, head: Token, *, numbers: bool = True) -> str:
    """The noun phrase up to its head, without articles and doubts; `numbers` False cuts figures too."""
    doc, left = page.doc, head.left_edge
    while left.i < head.i and (
        (
            left.pos_ in {"DET", "PUNCT", "CCONJ", "SCONJ", "ADP", "ADV", "SPACE"}
            and left.lower_ not in {"another"}
        )
        or left.lower_ in words("plain", "doubts")
        or (not numbers and left.lower_ in _WHOSE and head.lemma_.lower() not in words("plain", "kin"))
        or (not numbers and (left.like_num or left.lower_ in _FIGURES | words("plain", "about")))
    ):
        left = doc[left.i + 1]
    return " ".join(page.text[left.idx : head.idx + len(head.text)].split()).lower()


def whole(token: Token) -> Token:
    """ "the front of the building": the building."""
    if token.lemma_.lower() not in words("plain", "part"):
        return token
    return next((n for w, n in prepositions(token) if w == "of"), token)


def plain(name: str) -> str:
    """A name without the articles, figures and doubts before it."""
    parts = name.split()
    while len(parts) > 1 and (
        parts[0].lower()
        in {"the", "a", "an", "of", "some"} | words("plain", "doubts") | words("plain", "numbers")
        or parts[0].isdigit()
    ):
        parts = parts[1:]
    return " ".join(parts)


def full_name(page: Page, root: Token) -> str:
    """The longest way in which the text writes the name that a token stands in, titles cut."""
    best = _bare(_name_around(root))
    last = best.rpartition(" ")[2]
    for token in page.doc:
        if token.lower_ == last and token.i != root.i:
            other = _bare(_name_around(token))
            if len(other) > len(best) and set(best.split()) <= set(other.split()):
                best = other
    return best


def _name_around(token: Token) -> list[str]:
    """The run of proper nouns and particles that a token stands in."""
    doc, first, last = token.doc, token.i, token.i
    while first > token.sent.start and _of_name(doc[first - 1]):
        first -= 1
    while last + 1 < token.sent.end and _of_name(doc[last + 1]):
        last += 1
    found = [t.text for t in doc[first : last + 1]]
    while found and found[0].lower() in _PARTICLES:
        found = found[1:]
    while found and found[-1].lower() in _PARTICLES:
        found = found[:-1]
    return found


def _of_name(token: Token) -> bool:
    if token.ent_type_ in {"NORP", "GPE", "ORG"} or not token.text[0].isalpha():
        return False
    return token.tag_ == "NNP" or token.ent_type_ == "PERSON" or token.lower_ in _PARTICLES


def _bare(name: list[str]) -> str:
    parts = [w.lower() for w in name]
    last = max((n for n, w in enumerate(parts[:-1]) if w.rstrip(".") in words("plain", "titles")), default=-1)
    return re.sub(r"'s$", "", " ".join(parts[last + 1 :]))


def armed(ref: ActorRef, page: Page) -> bool:
    """True for soldiers, police and guerrillas."""
    if ref.kind in BODIES:
        return True
    root = root_of(page, ref.span)
    return root is not None and root.lemma_.lower() in words("armed")


def armed_count(count: Count) -> bool:
    """True for a figure of fighters or police."""
    return (
        count.victims in _FIGHTERS
        or bool(count.side_actor)
        or count.who.lower().rstrip("s") in words("armed")
    )
