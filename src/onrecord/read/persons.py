"""Victims by their names: a name alone, behind what its bearer is, in a list, or behind "identified as"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import lexicon
from onrecord.model.claim import HarmKind, Person
from onrecord.model.values import Span
from onrecord.read.casewords import lists
from onrecord.read.clauses import conjuncts, prepositions
from onrecord.read.page import Page
from onrecord.read.parse import Token
from onrecord.read.quantities import number_of

_BESIDE = frozenset({"appos", "compound", "nmod"})
_NAMING = lexicon.words("naming")
_PARTICLES = frozenset(
    {"de", "del", "la", "los", "las", "y", "al", "el", "bin", "ibn", "abu", "van", "von", "da", "dos"}
)
_COMMAS = frozenset({",", ";", ":", "and", "&"})
_ELDEST = 110


def of(noun: Token, kind: HarmKind, page: Page) -> tuple[Person, ...]:
    """The people whom a report names as the victims that a noun stands for."""
    names: list[tuple[Token, Token]] = []
    for token in _named(noun):
        name = _name(token, page)
        while name is not None and name not in names:
            names.append(name)
            name = _next_in_list(name[1], noun, page)
    names += _rest_of(names, noun, page)
    found: dict[str, Person] = {}
    for first, last in names:
        span = Span(start=first.idx, end=last.idx + len(last.text))
        role = noun.text if not first.i <= noun.i <= last.i and noun.pos_ == "NOUN" else ""
        person = Person(name=span.of(page.text), span=span, age=_age(noun, last), role=role, harm=kind)
        found.setdefault(person.name, person)
    return tuple(found.values())


def _next_in_list(last: Token, noun: Token, page: Page) -> tuple[Token, Token] | None:
    """ "A, B and C", where the parser breaks the list; not "A, B said"."""
    doc, end = last.doc, last.sent.end
    at = last.i + 1
    while at < end and doc[at].lower_ in _COMMAS:
        at += 1
    if at >= end or at == last.i + 1:
        return None
    name = _name(doc[at], page, listed=doc[at].i not in page.place_at)
    if name is None:
        return None
    verb = next((t.head for t in doc[name[0].i : name[1].i + 1] if t.dep_ == "nsubj"), None)
    after = doc[min(name[1].i + 1, end - 1)]
    others = [
        v for v in (verb, after if after.pos_ == "VERB" else None) if v is not None and v.i != noun.head.i
    ]
    return None if others else name


def _rest_of(names: list[tuple[Token, Token]], noun: Token, page: Page) -> list[tuple[Token, Token]]:
    """ "three nurses: A, who worked there, B, a mother of two, and C": as many as there are said to be."""
    number = number_of(noun)
    if not names or number is None or number.low is None or number.low <= len(names):
        return []
    doc = noun.doc
    found: list[tuple[Token, Token]] = []
    for at in range(max(last.i for _, last in names) + 1, noun.sent.end):
        if doc[at - 1].lower_ not in _COMMAS or len(names) + len(found) >= number.low:
            continue
        name = _name(doc[at], page)
        if name is not None and not any(t.dep_ == "nsubj" for t in doc[name[0].i : name[1].i + 1]):
            found.append(name)
    return found


def _named(noun: Token) -> Iterator[Token]:
    """The tokens that may be names: the noun, those beside it, and what is coordinated with either."""
    seen = set()
    todo = [*conjuncts(noun)]
    while todo:
        token = todo.pop(0)
        if token.i in seen:
            continue
        seen.add(token.i)
        yield token
        for child in token.children:
            if child.dep_ in _BESIDE:
                todo += conjuncts(child)
            elif child.dep_ == "acl" and child.lemma_ in _NAMING:
                todo += [n for word, n in prepositions(child) if word == "as"]
                todo += [
                    n for c in child.children if c.dep_ in {"oprd", "dobj", "attr"} for n in conjuncts(c)
                ]


def _name(token: Token, page: Page, *, listed: bool = False) -> tuple[Token, Token] | None:
    """First and last token of the whole name that a token stands in; None where it is none of a person."""
    entity = page.person_at.get(token.i)
    if entity is not None:
        start, end = entity.start, entity.end
    elif listed and _full(token):
        start, end = token.i, token.i + 2
    else:
        return None
    if any(i in page.actor_at for i in range(start, end)):
        return None
    doc = token.doc
    sentence = token.sent
    while start > sentence.start and _goes_on(doc[start - 1], page):
        start -= 1
    while end < sentence.end and _goes_on(doc[end], page):
        end += 1
    while start < end - 1 and (
        _is_title(doc[start]) or doc[start].lower_ in _PARTICLES - {"abu", "al", "el", "bin"}
    ):
        start += 1
    while end - 1 > start and (doc[end - 1].lower_ in _PARTICLES or not doc[end - 1].text[0].isalpha()):
        end -= 1
    return doc[start], doc[end - 1]


def _full(token: Token) -> bool:
    """Two proper nouns, whatever the model takes them for: enough in a list of people."""
    doc = token.doc
    return token.tag_ == "NNP" and token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "NNP"


def _goes_on(token: Token, page: Page) -> bool:
    """True for a further part of a name: "Fede Elizabeth [Velasquez]", "Norma Girola [de] Herrera"."""
    if (
        token.i in page.actor_at
        or token.ent_type_ in {"NORP", "ORG", "GPE", "DATE"}
        or not token.text[0].isalpha()
    ):
        return False
    return token.tag_ == "NNP" or token.lower_ in _PARTICLES


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in lists()["title"] | lists()["before_title"]


def _age(noun: Token, last: Token) -> int | None:
    """ "A. Nemo, 34": the figure behind the name."""
    after = (t for t in noun.subtree if t.i > last.i and t.text.isdigit() and t.dep_ in {"appos", "nummod"})
    return next((age for t in after if 0 < (age := int(t.text)) < _ELDEST), None)
