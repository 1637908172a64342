"""Figures bound to a noun, and the noun to one argument of one event; never added across a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.model.claim import Count, HarmKind, Person, Unit, VictimClass
from onrecord.model.values import Span
from onrecord.read.clauses import heart, is_passive, patient, prepositions, subject
from onrecord.read.page import Page, entries_of
from onrecord.read.parse import Token

_DIGITS = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d[\d,]*)\s*(?:-|–|to|or)\s*(\d[\d,]*)")
_TWO = re.compile(r"(?i)\bbetween (\d[\d,]*) and (\d[\d,]*)$")
_ARTICLE = re.compile(r"\ban?\s+$")
_PEOPLE = frozenset({"person", "fighter", "force", "captive", "refugee"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as worded: low None = no lower bound, high None = open above."""

    low: int | None
    high: int | None
    approx: bool = False
    increment: bool = False
    start: int = 0  # first character of the wording


@cache
def _tables() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    tables = lexicon.load("counts").tables
    return tables["numbers"], tables["multipliers"], tables["quantities"]


@cache
def harm_words() -> dict[tuple[str, str], tuple[HarmKind, str]]:
    """(lemma, role) -> (kind, rule id)."""
    found = {}
    for entry in lexicon.load("counts").entries:
        if entry.id.startswith("harm."):
            for lemma in entry.lemmas:
                found[lemma, entry.more["role"]] = (HarmKind(entry.gives), entry.id)
    return found


def value_of(text: str) -> int | None:
    """The integer that a run of number words or digits stands for; None if it is none."""
    numbers, multipliers, _ = _tables()
    total, group, seen = 0, 0.0, False
    for word in re.findall(r"[a-z]+|\d[\d,.]*", text.lower().replace("-", " ")):
        if word[0].isdigit():
            digits = _DIGITS.match(word)
            if digits is None:
                return None
            raw = digits.group()
            plain = (
                raw.replace(",", "")
                if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", raw) is None
                else re.sub("[,.]", "", raw)
            )
            group, seen = group + float(plain), True
        elif word in numbers:
            group, seen = group + numbers[word], True
        elif word in multipliers:
            group = (group or 1) * multipliers[word]
            seen = True
            if multipliers[word] >= 1000:
                total, group = total + int(group), 0
        elif word not in {"and", "a", "an"}:
            return None
    return total + int(group) if seen else None


def number_of(head: Token) -> Number | None:
    """The number said of a noun, or that the token itself is; None where there is none."""
    doc = head.doc
    if head.pos_ == "NUM" or head.lemma_.lower() in {"dozen", "score", "hundred", "thousand", "million"}:
        return _worded(head, head)
    for child in head.children:
        if child.dep_ == "nummod" or (child.pos_ == "NUM" and child.i < head.i and child.dep_ != "appos"):
            return _worded(child, head)
    for child in head.children:  # "dozens of" is sometimes parsed the other way round
        if child.i < head.i and child.lemma_.lower() in {"dozen", "hundred", "thousand", "score"}:
            return _worded(child, head)
    left = doc[head.left_edge.i : head.i + (head.pos_ in {"ADJ", "DET", "PRON"})].text.lower()
    if re.search(r"\b(?:no|not a single)\b", left):
        return Number(0, 0, start=head.left_edge.idx)
    if heart(head).pos_ != "PRON" and any(re.search(rf"\b{re.escape(w)}\b", left) for w in _vague()):
        return Number(None, None, start=head.left_edge.idx)
    return None


@cache
def _vague() -> tuple[str, ...]:
    return next(e.words for e in lexicon.load("counts").entries if e.id == "count.vague")


def _worded(number: Token, head: Token) -> Number | None:
    """Read the wording around a number token: modifiers before it, ranges, plural quantity words."""
    doc = number.doc
    sentence, base = number.sent.text, number.sent.start_char
    quantities = _tables()[2]
    left = number
    while left.i > number.sent.start and (
        doc[left.i - 1].pos_ == "NUM"
        or (
            doc[left.i - 1].lower_ in {"-", "–", "to", "of"}
            and left.i - 2 >= 0
            and _is_number(doc[left.i - 2])
        )
    ):
        left = doc[left.i - 1]
    right = number
    while right.i + 1 < head.i and _is_number(doc[right.i + 1]):
        right = doc[right.i + 1]
    if doc[left.i - 1].lower_ == "tens" and left.i:
        left = doc[left.i - 1]
    start, end = left.idx, right.idx + len(right.text)
    words = sentence[start - base : end - base].lower()
    before = _ARTICLE.sub("", sentence[max(0, start - base - 32) : start - base])  # "more than a million"
    rules = {e.gives: e for e in lexicon.load("counts").entries if e.id.startswith("count.") and e.pattern}
    approx = bool(rules["about"].compiled().search(before))
    increment = (
        bool(rules["increment"].compiled().search(before)) or head.lower_ == "more" or _more_after(right)
    )
    plural = max((q for q in quantities if re.search(rf"\b{q}\b", words)), key=len, default="")
    if not plural and words in {"dozens", "scores", "hundreds", "thousands"}:
        plural = words
    if plural:
        return Number(quantities[plural], None, approx=approx, increment=increment, start=start)
    span = _RANGE.fullmatch(words) or _TWO.search(sentence[max(0, start - base - 24) : end - base])
    values = [value_of(v) for v in span.groups()] if span else []
    if len(values) == 2 and None not in values and (values[0] or 0) < (values[1] or 0):
        return Number(values[0], values[1], approx=approx, start=start)
    value = value_of(words)
    if value is None:
        return None
    if rules["at_least"].compiled().search(before):
        return Number(value, None, increment=increment, start=start)
    if rules["at_most"].compiled().search(before):
        return Number(None, value, increment=increment, start=start)
    return Number(value, value, approx=approx, increment=increment, start=start)


def _is_number(token: Token) -> bool:
    numbers, multipliers, quantities = _tables()
    word = token.lower_
    return (
        token.pos_ == "NUM" or word in numbers or word in multipliers or word in quantities or word == "tens"
    )


def _more_after(token: Token) -> bool:
    doc = token.doc
    return token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "more"


def harmed(trigger: Token, page: Page) -> tuple[tuple[HarmKind, Token, str], ...]:
    """(kind, noun counted, rule) for one word of harm: its object, subject, own number or state."""
    words = harm_words()
    lemma = trigger.lemma_.lower()
    found: list[tuple[HarmKind, Token, str]] = []

    def take(role: str, nouns: list[Token]) -> None:
        hit = words.get((lemma, role)) or words.get((trigger.lower_, role))
        if hit:
            found.extend((hit[0], noun, hit[1]) for noun in nouns)

    if trigger.pos_ in {"VERB", "AUX"}:
        undergoer = patient(trigger)
        if undergoer is not None:
            take("object", _counted_nouns(undergoer, page))
        elif (lemma, "object") in words:
            take("object", _loose_numbers(trigger))
        doer = subject(trigger)
        if doer is not None and not is_passive(trigger):
            if undergoer is not None and undergoer.lemma_.lower() == "life":  # "lost their lives"
                take("object", _counted_nouns(doer, page))
            take("subject", _counted_nouns(doer, page))
    elif trigger.pos_ in {"NOUN", "PROPN"} and (lemma, "noun") in words:
        own = (
            [trigger]
            if number_of(quantity_over(trigger))
            else [n for w, n in prepositions(trigger) if w == "of"]
        )
        take("noun", own or _loose_numbers(trigger))
    if not found and (trigger.lower_, "state") in words:
        noun = subject(trigger) or trigger.head
        take("state", _counted_nouns(noun, page) if number_of(noun) else _before_state(trigger))
    return tuple(found)


def _counted_nouns(noun: Token, page: Page) -> list[Token]:
    """The coordinated nouns; a quantity word gives way to what it counts in `count_of`."""
    together = sorted({noun, *noun.conjuncts}, key=lambda t: t.i)
    return [t for t in together if t.i == noun.i or page.classes(t) & _PEOPLE or number_of(t)]


def quantity_over(noun: Token) -> Token:
    """ "hundreds of [families]": the word of quantity that a noun stands under, else the noun."""
    above = noun.head
    if (
        noun.dep_ == "pobj"
        and above.lower_ == "of"
        and heart(above.head).i != above.head.i
        and number_of(above.head)
    ):
        return above.head
    return noun


def _before_state(trigger: Token) -> list[Token]:
    """ "left nine people dead": the numbered noun just before the adjective."""
    near = [
        t
        for t in trigger.sent
        if 0 < trigger.i - t.i <= 5 and number_of(t) and t.ent_type_ not in {"DATE", "TIME"}
    ]
    return near[-1:]


def _loose_numbers(trigger: Token) -> list[Token]:
    """A number in the clause of "the toll rose to 43", "280 deaths"."""
    below = [
        t
        for t in trigger.subtree
        if t.pos_ == "NUM" and t.ent_type_ not in {"DATE", "TIME", "PERCENT", "MONEY"}
    ]
    if below:
        return below[:1]
    verb = trigger.head
    near = [
        n
        for w, n in prepositions(verb)
        if w in {"to", "at"} and n.pos_ == "NUM" and n.ent_type_ not in {"DATE", "TIME"}
    ]
    own = [c for c in verb.children if c.pos_ == "NUM" and c.dep_ in {"dobj", "attr", "npadvmod"}]
    return (near + own)[:1]


def count_of(kind: HarmKind, noun: Token, page: Page, rule: str) -> Count | None:
    """The count that stands with one noun, in the wording of the report; None where it names no number."""
    del rule
    noun = quantity_over(noun)
    number = number_of(noun)
    what = heart(noun)
    if number is None:
        number = _single(noun, page)
    if number is None:
        return None
    classes = page.classes(what)
    entry = next((e for e in entries_of(what) if "victims" in e.more), None)
    if not classes & _PEOPLE and entry is None and what.i != noun.i:
        what, entry = noun, None
    if entry is None and classes and not classes & _PEOPLE:
        return None
    victims = VictimClass(entry.more["victims"]) if entry else VictimClass.PEOPLE
    if victims is VictimClass.PEOPLE:
        victims = _described(what)
    if entry is None and "force" in classes and what.i in page.actor_at:
        victims = VictimClass.COMBATANTS
    end = what.idx + len(what.text)
    start = min(number.start or noun.left_edge.idx, noun.idx, what.idx)
    span = Span(start=start, end=max(end, noun.idx + len(noun.text)))
    ref = page.actor_at.get(what.i)
    return Count(
        kind=kind,
        unit=Unit(entry.more.get("unit", "persons")) if entry else Unit.PERSONS,
        who=what.text if what.pos_ != "NUM" else "",
        victims=victims,
        low=number.low,
        high=number.high,
        approx=number.approx,
        increment=number.increment,
        side_actor=ref.id if ref is not None else "",
        as_written=span.of(page.text),
        span=span,
    )


def _described(noun: Token) -> VictimClass:
    """ "civilian deaths", "Israeli soldiers' bodies": a class told by a modifier."""
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "poss"}:
            entry = next((e for e in entries_of(child) if "victims" in e.more), None)
            if entry is not None:
                return VictimClass(entry.more["victims"])
    return VictimClass.PEOPLE


def _single(noun: Token, page: Page) -> Number | None:
    """ "a 12-year-old boy", "an aid worker", "the mayor", a named person: one."""
    classes = page.classes(noun)
    determiner = next((c.lower_ for c in noun.children if c.dep_ == "det"), "")
    if noun.tag_ in {"NN", "NNP"} and noun.ent_type_ == "PERSON":
        return Number(1, 1, start=noun.left_edge.idx)
    if (
        noun.tag_ == "NN"
        and classes & {"person", "fighter", "captive"}
        and determiner in {"a", "an", "one", "another"}
    ):
        return Number(1, 1, start=noun.left_edge.idx)
    return None


def persons(noun: Token, kind: HarmKind, page: Page) -> tuple[Person, ...]:
    """Victims named where a count's noun is a person's name or has one in apposition."""
    found = []
    for token in (noun, *(c for c in noun.children if c.dep_ in {"appos", "compound"})):
        ent = page.person_at.get(token.i)
        if ent is not None and not any(i in page.actor_at for i in range(ent.start, ent.end)):
            age = next(
                (
                    int(t.text)
                    for t in noun.subtree
                    if t.text.isdigit()
                    and 0 < int(t.text) < 110
                    and t.dep_ in {"appos", "nummod"}
                    and t.i > ent.end - 1
                ),
                None,
            )
            found.append(
                Person(
                    name=ent.text,
                    span=Span(start=ent.start_char, end=ent.end_char),
                    age=age,
                    role=noun.text if noun.i != token.i else "",
                    harm=kind,
                )
            )
    return tuple({p.name: p for p in found}.values())
