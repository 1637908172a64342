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


def full_name(page: Page, name: str) -> str:
    """The longest way in which the text writes a person's name, titles cut."""
    parts = [p for p in name.split() if p.lower().rstrip(".") not in words("plain", "titles")]
    if not parts:
        return name.lower()
    best = " ".join(parts)
    for ent in page.doc.ents:
        if ent.label_ == "PERSON" and parts[-1].lower() in {w.lower() for w in ent.text.split()}:
            other = " ".join(
                p for p in ent.text.split() if p.lower().rstrip(".") not in words("plain", "titles")
            )
            if len(other) > len(best) and all(p.lower() in other.lower() for p in parts):
                best = other
    return re.sub(r"'s$", "", best).lower()


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
