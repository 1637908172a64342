"""What an event rule may ask of the words around its trigger; one function for each key of events.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from onrecord.model.place import PlaceKind
from onrecord.read import companions, surroundings
from onrecord.read.clauses import direct_object, heart, is_passive, patient, prepositions, subject
from onrecord.read.page import Page
from onrecord.read.parse import Token

_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION})  # nobody "captures" these in a relative clause


def _fits(page: Page, token: Token | None, wanted: list[str]) -> bool:
    if token is None:
        return "none" in wanted
    return bool(page.classes(heart(token)) & set(wanted))


def _undergoer(token: Token) -> Token | None:
    return patient(token)


def _object(page: Page, token: Token, wanted: list[str]) -> bool:
    before = place_before_which(page, token)
    if before is not None and page.classes(before) & set(wanted) & {"place", "settlement"}:
        return True
    thing = _undergoer(token)
    if "place" in wanted and thing is not None and _named_place(page, thing):
        return True
    if "captive" in wanted and thing is not None and any(surroundings.seized(c) for c in thing.children):
        return True
    return _fits(page, thing, wanted)


def _named_place(page: Page, noun: Token) -> bool:
    """ "the oil hub of Latra": a noun that no list holds, and the name of a place after "of"."""
    if page.classes(noun):
        return False
    return any(word == "of" and n.i in page.place_at for word, n in prepositions(noun))


def place_before_which(page: Page, token: Token) -> Token | None:
    """ "the town, from troops and militias, which they captured": the place that "which" may lead back to."""
    clause = token if token.dep_ == "relcl" else token.head
    if clause.dep_ != "relcl":
        return _place_before_saying(page, token)
    which = next((t for t in clause.subtree if t.lower_ == "which" and t.i <= token.i), None)
    if which is None or which.dep_ in {"nsubj", "nsubjpass"}:
        return None
    before = [
        t
        for t in token.sent
        if t.i < which.i and "place" in page.classes(t) and t.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}
    ]
    towns = [t for t in before if t.i not in page.place_at or page.place_at[t.i].kind not in _WIDE]
    return (towns or before)[-1] if before else None


def _place_before_saying(page: Page, token: Token) -> Token | None:
    """ "the town they said they had taken": no word joins the clause to the place that stands before it."""
    saying = token.head
    if token.dep_ != "ccomp" or direct_object(token) is not None or saying.pos_ != "VERB":
        return None
    who = next((c for c in saying.children if c.dep_ == "nsubj" and c.i < saying.i), None)
    before = (
        token.doc[who.left_edge.i - 1] if who is not None and who.left_edge.i > token.sent.start else None
    )
    return before if before is not None and "settlement" in page.classes(before) else None


def _not_reduced(page: Page, token: Token, wanted: bool) -> bool:
    del page, wanted
    return token.dep_ != "acl" or any(c.dep_ == "dobj" for c in token.children)


def _not_object(page: Page, token: Token, unwanted: list[str]) -> bool:
    if place_before_which(page, token) is not None:
        return True
    found = _undergoer(token)
    if found is None:
        return True
    classes = page.classes(found)
    return "place" in classes or not classes & set(unwanted)


def _doer(token: Token) -> Token | None:
    if is_passive(token):
        return next((noun for word, noun in prepositions(token) if word == "by"), None)
    return subject(token)


def _subject(page: Page, token: Token, wanted: list[str]) -> bool:
    return _fits(page, _doer(token), wanted)


def _not_subject(page: Page, token: Token, unwanted: list[str]) -> bool:
    found = subject(token)
    return found is None or not page.classes(found) & set(unwanted) or surroundings.counted_noun(found)


def _not_subject_place(page: Page, token: Token, wanted: bool) -> bool:
    del wanted
    found = subject(token)
    return found is not None and "place" not in page.classes(heart(found))


def _subject_or_object(page: Page, token: Token, wanted: list[str]) -> bool:
    return any(_fits(page, t, wanted) for t in (subject(token), _undergoer(token)))


def _object_lemmas(page: Page, token: Token, wanted: list[str]) -> bool:
    del page
    found = _undergoer(token) or direct_object(token)
    return found is not None and found.lemma_.lower() in wanted


def _particles(page: Page, token: Token, wanted: list[str]) -> bool:
    del page
    return any(c.lower_ in wanted and c.dep_ in {"prt", "advmod", "prep"} for c in token.children)


def _particles_or_none(page: Page, token: Token, wanted: list[str]) -> bool:
    del page
    found = [c.lower_ for c in token.children if c.dep_ == "prt"]
    if token.lemma_ in {"go", "blow", "set", "cut", "seal"}:
        return any(p in wanted for p in found)
    return not found or any(p in wanted for p in found)


def _with_noun(words: tuple[str, ...]) -> Callable[[Page, Token, list[str]], bool]:
    """A check that one of the prepositions `words` leads to a noun of a wanted class or lemma."""

    def check(page: Page, token: Token, wanted: list[str]) -> bool:
        for word, noun in prepositions(token):
            if word.split()[0] in words and (
                page.classes(heart(noun)) & set(wanted) or noun.lemma_.lower() in wanted
            ):
                return True
        return False

    return check


def _of(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "the capture of X", "X's capture", "the capture by them of X"."""
    for word, noun in prepositions(token):
        if word.split()[0] in {"of", "over", "by"} and page.classes(heart(noun)) & set(wanted):
            return True
    owners = (c for c in token.children if c.dep_ in {"poss", "compound", "amod"})
    return any(page.classes(owner) & set(wanted) for owner in owners)


def _modifiers(page: Page, token: Token, wanted: list[str]) -> bool:
    del page
    return any(t.lower_ in wanted or t.lemma_.lower() in wanted for t in _before(token))


def _not_modifiers(page: Page, token: Token, unwanted: list[str]) -> bool:
    return not _modifiers(page, token, unwanted)


def _before(token: Token) -> Iterator[Token]:
    """Modifiers before a noun, and what modifies them ("Saudi-led air", "rocket-propelled")."""
    for child in token.children:
        if child.dep_ in {"compound", "amod", "nmod", "poss"} and child.i < token.i:
            yield child
            yield from _before(child)
    if token.i >= 2 and token.doc[token.i - 1].text in _HYPHENS:  # "counter-attack", however it is parsed
        yield token.doc[token.i - 2]


def _passive(page: Page, token: Token, wanted: bool) -> bool:
    del page
    return is_passive(token) is wanted


def _predicate(page: Page, token: Token, wanted: bool) -> bool:
    """ "X is, or became, the stronghold of Y": said of a place, not told in passing."""
    del page, wanted
    if token.dep_ == "pobj" and token.head.lower_ == "of":  # "one of the last strongholds"
        return token.head.head.dep_ == "attr"
    return token.dep_ in {"attr", "oprd"}


def _possessed(page: Page, token: Token, wanted: bool) -> bool:
    del wanted
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    return owner is not None and bool(page.classes(owner) & {"force", "fighter", "person"})


_HYPHENS = frozenset({"-", "–"})


def _object_it(page: Page, token: Token, wanted: bool) -> bool:
    """ "it was overrun": the place is told before, and "it" stands for it."""
    del page, wanted
    thing = _undergoer(token)
    if token.dep_ == "attr" and token.head.lemma_ == "be":  # the parser takes "overrun" for a noun
        thing = subject(token.head)
    return thing is not None and thing.lower_ == "it"


def _named_doer(page: Page, token: Token, wanted: bool) -> bool:
    del page, wanted
    doer = _doer(token)
    return doer is not None and doer.pos_ in {"NOUN", "PROPN"}


def _named_object(page: Page, token: Token, wanted: bool) -> bool:
    del page, wanted
    thing = _undergoer(token)
    return thing is not None and heart(thing).pos_ in {"NOUN", "PROPN"}


def _not_civilian(page: Page, token: Token, wanted: bool) -> bool:
    """Residents who leave a town do not lose it."""
    del wanted
    found = subject(token)
    return found is None or not page.classes(heart(found)) & {"civilian", "refugee"}


def _predicate_state(page: Page, token: Token, wanted: bool) -> bool:
    """ "are missing", "were left homeless"; not "two missing pages"."""
    del page, wanted
    return token.dep_ != "amod"


def _not_object_lemmas(page: Page, token: Token, unwanted: list[str]) -> bool:
    return not _object_lemmas(page, token, unwanted)


def _not_in(page: Page, token: Token, unwanted: list[str]) -> bool:
    del page
    return not any(w in {"in", "during"} and n.lemma_.lower() in unwanted for w, n in prepositions(token))


def _out_of(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "its men out of the town": the preposition may hang on the object."""
    both = (token, thing) if (thing := direct_object(token)) is not None else (token,)
    pairs = (pair for t in both for pair in prepositions(t))
    return any(
        w.split()[0] in {"from", "out", "of"} and page.classes(heart(n)) & set(wanted) for w, n in pairs
    )


def _named_subject(page: Page, token: Token, wanted: bool) -> bool:
    """The subject says that they are armed; a pronoun or a number does not."""
    del page, wanted
    found = subject(token)
    return found is not None and found.pos_ in {"NOUN", "PROPN"}


def _not_complement(page: Page, token: Token, wanted: bool) -> bool:
    """ "claimed to have taken it": the verb only reports."""
    del page, wanted
    return not any(c.dep_ in {"xcomp", "ccomp"} for c in token.children)


CONDITIONS: dict[str, Callable[[Page, Token, Any], bool]] = {
    **companions.CONDITIONS,
    "object": _object,
    "not_object": _not_object,
    "subject": _subject,
    "not_subject": _not_subject,
    "subject_or_object": _subject_or_object,
    "object_lemmas": _object_lemmas,
    "particles": _particles,
    "particles_or_none": _particles_or_none,
    "under": _with_noun(("under",)),
    "in_phrase": _with_noun(("in", "into")),
    "through": _with_noun(("through", "across", "into")),
    "from": _with_noun(("from", "out", "of")),
    "from_lemmas": _with_noun(("from", "out", "of")),
    "toward": _with_noun(("toward", "towards", "on", "into", "to", "in", "deeper")),
    "of": _of,
    "toward_verb": surroundings.toward_verb,
    "modifiers": _modifiers,
    "not_modifiers": _not_modifiers,
    "with_verb": surroundings.with_verb,
    "launched": surroundings.launched,
    "not_complement": _not_complement,
    "not_reduced": _not_reduced,
    "passive": _passive,
    "predicate": _predicate,
    "possessed": _possessed,
    "counted": surroundings.counted,
    "hostage": surroundings.hostage,
    "beside": surroundings.beside,
    "captive_word": surroundings.captive_word,
    "captive_near": surroundings.captive_near,
    "idiom": surroundings.idiom,
    "object_it": _object_it,
    "named_doer": _named_doer,
    "not_in": _not_in,
    "not_object_lemmas": _not_object_lemmas,
    "out_of": _out_of,
    "named_object": _named_object,
    "named_subject": _named_subject,
    "not_civilian": _not_civilian,
    "predicate_state": _predicate_state,
    "not_subject_place": _not_subject_place,
    "launched_or": surroundings.launched_or,
    "into": _with_noun(("into", "in", "on", "onto", "through")),
    "refugees": surroundings.refugees,
    "crowd": surroundings.crowd,
    "bomb_word": surroundings.bomb_word,
    "armed": surroundings.armed,
}
