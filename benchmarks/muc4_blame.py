"""Who is blamed or answers for a deed in a sentence that names none of its own ("he blamed the army")."""

from __future__ import annotations

from benchmarks.muc4_phrases import words
from onrecord.model.actor import ActorKind
from onrecord.read.clauses import actor, conjuncts, patient, prepositions, subject
from onrecord.read.page import Page
from onrecord.read.parse import Token

_BELONG = frozenset({"compound", "poss", "nmod", "appos"})
_STEPS = 3


def label(page: Page, body: Token) -> str:
    """MUC's word for how a body is tied to a deed by the words around it; '' where it is not."""
    for noun in _bearers(body):
        verb = noun.head
        lemma = verb.lemma_.lower()
        if lemma in words("cue", "accusing") and noun.i in _ids(patient(verb)):
            return _accused(page, actor(verb))
        if lemma in words("cue", "putting") and noun.i in {
            n.i for w, n in prepositions(verb) if w in {"on", "to"}
        }:
            return _accused(page, actor(verb))
        if noun.dep_ == "nsubj" and lemma == "responsible":
            return _accused(page, subject(verb.head))
        if lemma in words("cue", "claimed") and noun.i in _ids(subject(verb)):
            answers = any(
                c.lemma_ in {"responsibility", "credit"} and c.dep_ == "dobj" for c in verb.children
            )
            if answers and not any(c.dep_ in {"neg", "preconj"} for c in verb.children):
                return "CLAIMED OR ADMITTED"
        if any(c.lower_ in words("plain", "doubts") and c.dep_ == "amod" for c in noun.children):
            return "SUSPECTED OR ACCUSED"
    return ""


def _bearers(body: Token) -> list[Token]:
    """The body's noun and those above it that are its people: "members of the FMLN", "FMLN guerrillas"."""
    found, at = [body], body
    for _ in range(_STEPS):
        above = at.head
        if at.dep_ == "pobj" and above.lower_ in {"of", "from"}:
            above = above.head
        elif at.dep_ not in _BELONG:
            break
        if above.pos_ not in {"NOUN", "PROPN"}:
            break
        found.append(above)
        at = above
    return found


def _ids(noun: Token | None) -> set[int]:
    return set() if noun is None else {t.i for t in conjuncts(noun)}


def _accused(page: Page, by: Token | None) -> str:
    ref = page.actor_at.get(by.i) if by is not None else None
    told = by is not None and (
        "government" in page.classes(by) or by.lemma_.lower() in words("cue", "officials")
    )
    official = told or (
        ref is not None and ref.kind in {ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT}
    )
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"
