"""Figures bound to a noun, and the noun to one argument of one event; never added across a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.model.claim import Count, HarmKind, Unit, VictimClass
from onrecord.model.values import Span
from onrecord.read import numbered
from onrecord.read.clauses import heart, is_passive, patient, prepositions, subject
from onrecord.read.page import Page, entries_of
from onrecord.read.parse import Token
from onrecord.read.quantities import Number, number_of

_STATE_REACH = 8  # words from "took" to "hostage"
_JOINS = frozenset({"and", "or", ",", ";", "while", "but"})
_MASS = frozenset({"dozens", "scores", "hundreds", "thousands"})
_WORDED = frozenset(lexicon.load("counts").tables["before_number"]["words"])
_OTHERS = frozenset({"others", "more"})
_NO_PEOPLE = frozenset({"DATE", "TIME", "PERCENT", "MONEY"})
_STATES = frozenset({"VBN", "VBD", "JJ"})
_WHERE_FELL = frozenset({"in", "at", "near", "during", "on", "around", "outside", "while", "as"})
_DONE_TO_PEOPLE = frozenset({HarmKind.KILLED, HarmKind.INJURED, HarmKind.CAPTURED, HarmKind.RELEASED})
_ONE_PERSON = frozenset({"person", "fighter", "captive", "refugee"})
_THINGS = frozenset({"aircraft", "vehicle", "object", "artillery", "missile", "bomb"})
_PEOPLE = frozenset({"person", "fighter", "force", "captive", "refugee"})

Harmed = tuple[HarmKind, Token, str]  # what happened, the noun counted, the rule


@cache
def harm_words() -> dict[tuple[str, str], tuple[HarmKind, str]]:
    """(lemma, role) -> (kind, rule id)."""
    found = {}
    for entry in lexicon.load("counts").entries:
        if entry.id.startswith("harm."):
            for lemma in entry.lemmas:
                found[lemma, entry.more["role"]] = (HarmKind(entry.gives), entry.id)
    return found


def harmed(trigger: Token, page: Page) -> tuple[Harmed, ...]:
    """(kind, noun counted, rule) for one word of harm: its object, subject, own number or state."""
    words = harm_words()
    if trigger.pos_ in {"VERB", "AUX"}:
        found = [*_idioms(trigger, page), *_by_verb(trigger, page)]
    elif trigger.pos_ in {"NOUN", "PROPN"} and (trigger.lemma_.lower(), "noun") in words:
        found = _by_noun(trigger)
    elif trigger.pos_ == "NOUN":
        found = numbered.harmed(trigger, words)
    else:
        found = []
    hit = words.get((trigger.lower_, "state"))
    if not found and hit is not None:
        return tuple((hit[0], noun, hit[1]) for noun in _in_state(trigger, page))
    return tuple(found)


def by_nature(harm: Token) -> bool:
    """ "a landslide killed nine", "two died of cholera": no deed of war did it."""
    causes = [n for w, n in prepositions(harm) if w in {"by", "of", "from", "in"}]
    doer = subject(harm) if harm.pos_ == "VERB" and not is_passive(harm) else None
    words = lexicon.load("counts").tables["nature"]["lemmas"]
    return any(n.lemma_.lower() in words for n in (*causes, *([doer] if doer is not None else ())))


def _hits(verb: Token, role: str) -> tuple[HarmKind, str] | None:
    words = harm_words()
    return words.get((verb.lemma_.lower(), role)) or words.get((verb.lower_, role))


def _by_verb(verb: Token, page: Page) -> list[Harmed]:
    """ "killed three men", "three men died"; without an object the number that stands below the verb."""
    found: list[Harmed] = []
    before = _number_before(verb)
    hit, undergoer = _hits(verb, "object"), patient(verb)
    if hit is not None:
        nouns = _counted_nouns(undergoer, verb, page) if undergoer is not None else _loose_numbers(verb)
        found.extend((hit[0], noun, hit[1]) for noun in ([before] if before is not None else nouns))
    hit, doer = _hits(verb, "subject"), before or subject(verb)
    if hit is not None and doer is not None and not is_passive(verb):
        nouns = [before] if before is not None else _counted_nouns(doer, verb, page)
        found.extend((hit[0], noun, hit[1]) for noun in nouns)
    return found


def _idioms(verb: Token, page: Page) -> Iterator[Harmed]:
    """ "lost their lives", "claimed four lives", "sustained injuries", "hacked to death", "taken hostage"."""
    for entry in _idiom_entries().get(verb.lemma_.lower(), ()):
        thing, kind = patient(verb), HarmKind(entry.gives)
        word = entry.more.get("with", [])
        if entry.more["role"] == "to":
            if any(w == "to" and n.lemma_.lower() in word for w, n in prepositions(verb)):
                beside = (c for c in verb.children if c.dep_ == "npadvmod" and c.i > verb.i and number_of(c))
                who = patient(verb) or next(beside, None) or subject(verb)
                yield from ((kind, n, entry.id) for n in (_counted_nouns(who, verb, page) if who else ()))
        elif entry.more["role"] == "alone":
            yield from ((kind, noun, entry.id) for noun in _fallen(verb, page))
        elif entry.more["role"] == "under":
            if any(w == "under" and n.lemma_.lower() in word for w, n in prepositions(verb)):
                who = subject(verb)
                yield from ((kind, n, entry.id) for n in (_counted_nouns(who, verb, page) if who else ()))
        elif entry.more["role"] == "with":
            if any(c.lower_ in word and abs(c.i - verb.i) <= _STATE_REACH for c in verb.subtree):
                who = patient(verb)
                yield from ((kind, n, entry.id) for n in (_counted_nouns(who, verb, page) if who else ()))
        elif entry.more["role"] == "as":
            yield from ((kind, noun, entry.id) for noun in _taken_as(verb, word, page))
        elif thing is not None and thing.lemma_.lower() in word and _described_as(thing, entry):
            if entry.more["role"] == "own":
                who = subject(verb)
                nouns = _counted_nouns(who, verb, page) if who is not None else []
            else:
                of = [n for w, n in prepositions(thing) if w == "of"]
                nouns = [thing] if number_of(thing) else of
            yield from ((kind, noun, entry.id) for noun in nouns)


def _described_as(thing: Token, entry: lexicon.Entry) -> bool:
    """ "the [supreme] price": a word of two meanings needs one of these before it."""
    wanted = entry.more.get("modified")
    return not wanted or any(c.lower_ in wanted for c in thing.children)


def _fallen(verb: Token, page: Page) -> list[Token]:
    """ "three rebels fell in the valley": fighters, and a verb that nothing else is said with."""
    who = subject(verb)
    alone = not any(
        c.dep_ in {"dobj", "prt", "acomp", "oprd", "attr", "advmod", "xcomp"}
        or (c.dep_ == "prep" and c.lower_ not in _WHERE_FELL)
        for c in verb.children
    )
    if who is None or not alone or "fighter" not in page.classes(heart(who)):
        return []
    return _counted_nouns(who, verb, page)


def _taken_as(verb: Token, word: list[str], page: Page) -> list[Token]:
    """Whom one takes "hostage" or "prisoner"; the parser makes "27 soldiers prisoner" one noun."""
    named = next((c for c in verb.subtree if c.lower_ in word and abs(c.i - verb.i) <= _STATE_REACH), None)
    if named is None:
        return []
    who = patient(verb)
    if who is None or who.i == named.i:
        who = next((c for c in named.children if c.dep_ in {"compound", "nmod"} and c.tag_ == "NNS"), who)
    return _counted_nouns(who, verb, page) if who is not None and who.lower_ not in word else []


@cache
def _idiom_entries() -> dict[str, tuple[lexicon.Entry, ...]]:
    table: dict[str, list[lexicon.Entry]] = {}
    for entry in lexicon.load("counts").entries:
        for lemma in entry.lemmas if entry.id.startswith("idiom.") else ():
            table.setdefault(lemma, []).append(entry)
    return {lemma: tuple(entries) for lemma, entries in table.items()}


def _by_noun(noun: Token) -> list[Harmed]:
    """ "the deaths of four farmers", "28 deaths", "the toll rose to 43"."""
    kind, rule = harm_words()[noun.lemma_.lower(), "noun"]
    counted = [noun] if number_of(quantity_over(noun)) else [n for w, n in prepositions(noun) if w == "of"]
    return [(kind, n, rule) for n in counted or _loose_numbers(noun)]


def _in_state(trigger: Token, page: Page) -> list[Token]:
    """ "left nine people dead", "a man lay dead", "among the dead were two nurses"."""
    verb = trigger.head.head
    if trigger.dep_ == "pobj" and trigger.head.lower_ in {"among", "amongst"} and verb.lemma_ == "be":
        noun = subject(verb) or next((c for c in verb.children if c.dep_ == "attr"), None)
        return _counted_nouns(noun, trigger, page) if noun is not None else []
    before = _number_before(trigger)
    if before is not None:
        return [before]
    noun = subject(trigger) or trigger.head
    return _counted_nouns(noun, trigger, page) if number_of(noun) else _before_state(trigger)


def _counted_nouns(noun: Token, harm: Token, page: Page) -> list[Token]:
    """The coordinated nouns; a quantity word gives way to what it counts in `count_of`."""
    together = sorted({noun, *noun.conjuncts, *_misplaced(noun, harm)}, key=lambda t: t.i)
    return [
        t
        for t in together
        if (t.i == noun.i or page.classes(t) & _PEOPLE or number_of(t)) and not _of_another(t, harm)
    ]


def _misplaced(noun: Token, verb: Token) -> Iterator[Token]:
    """ "killed an elder and two of his sons": the parser joins the number to the verb."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "NUM" and child.i > noun.i > verb.i:
            yield child


def _number_before(harm: Token) -> Token | None:
    """ "23 killed and more than [100] wounded": a bare number right before a participle."""
    doc, at = harm.doc, harm.i - 1
    while at > harm.sent.start and (doc[at].pos_ in {"ADV", "AUX"} or doc[at].lower_ in _OTHERS):
        at -= 1
    token = doc[at]
    if at <= harm.sent.start or harm.tag_ not in _STATES:
        return None
    first = at - 1
    while first > harm.sent.start and doc[first].lower_ in _WORDED:
        first -= 1
    joined = doc[first].lower_ in _JOINS
    number = (token.pos_ == "NUM" or token.lower_ in _MASS) and token.ent_type_ not in _NO_PEOPLE
    return token if joined and (number or _ordinal(token)) and token.dep_ != "nummod" else None


def _of_another(token: Token, harm: Token) -> bool:
    """True for a number that the next word of harm counts ("and [100] wounded")."""
    doc = token.doc
    after = next((t for t in doc[token.i + 1 : token.i + 4] if t.pos_ not in {"ADV", "AUX"}), None)
    if after is None or after.i == harm.i or token.pos_ != "NUM" or token.i < harm.i < after.i:
        return False
    return after.tag_ in _STATES and bool(_hits(after, "object") or _hits(after, "state"))


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
    of_so_many = _family_of(noun) if number is None or number.high == 1 else None
    number = of_so_many or number
    if number is None and what.i == noun.i:
        number = _single(noun, kind, page)
    if number is None:
        return None
    classes = page.classes(what)
    if classes & _THINGS and not classes & _ONE_PERSON:
        return None
    entry = next((e for e in entries_of(what) if "victims" in e.more), None)
    if not classes & _PEOPLE and entry is None and what.i != noun.i:
        what, entry = noun, None
    if entry is None and classes and not classes & _PEOPLE and not _of_a_nation(what):
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
        unit=Unit(entry.more.get("unit", "persons")) if entry and not of_so_many else Unit.PERSONS,
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


def _family_of(noun: Token) -> Number | None:
    """ "a family of six": six people."""
    if noun.lemma_.lower() not in {"family", "couple", "household"} or noun.tag_ != "NN":
        return None
    size = next((n for w, n in prepositions(noun) if w == "of" and n.pos_ == "NUM"), None)
    return number_of(size) if size is not None else None


def _of_a_nation(noun: Token) -> bool:
    """ "four Ruritanians": a plural that names people by nation, tribe or creed."""
    return noun.ent_type_ in {"NORP", "GPE", "ORG"} and noun.tag_ in {"NNPS", "NNS"}


def _ordinal(noun: Token) -> bool:
    """ "a third", "another": one more of those just counted."""
    if noun.lower_ == "another":
        return True
    return noun.ent_type_ == "ORDINAL" and any(c.lower_ in {"a", "an"} for c in noun.children)


def _known_one(noun: Token, determiner: str, classes: frozenset[str]) -> bool:
    """ "the mayor", "his wife", "the village chief", "the head of the council": there is one of them."""
    if any(c.dep_ == "poss" for c in noun.children):
        return bool(classes & _ONE_PERSON)
    if determiner != "the":
        return False
    placed = any(c.dep_ == "compound" or (c.dep_ == "prep" and c.lower_ == "of") for c in noun.children)
    office = any(e.more.get("victims") == "officials" for e in entries_of(noun))
    return office or (placed and bool(classes & _ONE_PERSON))


def _single(noun: Token, kind: HarmKind, page: Page) -> Number | None:
    """ "a 12-year-old boy", "a beekeeper", "a third", a named person: one."""
    classes = page.classes(noun)
    before = noun.doc[noun.left_edge.i : noun.i]
    determiner = next((c.lower_ for c in noun.children if c.dep_ == "det"), "") or next(
        (t.lower_ for t in before if t.lower_ in {"a", "an"}), ""
    )  # "BAGHDAD - A foreign soldier": the parser loses the article
    one = _ordinal(noun) or (noun.tag_ in {"NN", "NNP"} and noun.ent_type_ == "PERSON")
    # A noun that no list holds is a person where it is what was killed, wounded or seized.
    person = classes & _ONE_PERSON or (not classes and kind in _DONE_TO_PEOPLE)
    if noun.tag_ == "NN" and person and determiner in {"a", "an", "one", "another"}:
        one = True
    if noun.tag_ == "NN" and kind in _DONE_TO_PEOPLE and _known_one(noun, determiner, classes):
        one = True
    return Number(1, 1, start=noun.left_edge.idx) if one else None
