"""What a rule of phrases.toml may ask of the words around its trigger; one function for each key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onrecord.read import counts, numbered
from onrecord.read.clauses import by_agent, direct_object, heart, patient, prepositions, subject
from onrecord.read.page import Page
from onrecord.read.parse import Token

_TEMPORAL = frozenset({"after", "before", "since", "until", "as"})
_TREATED = frozenset({"idiom.treated", "idiom.in_treatment"})
Check = Callable[[Page, Token, Any], bool]


def after(*words: str) -> Check:
    """A check that one of the prepositions leads to a noun of a wanted class, or to a wanted word."""

    def check(page: Page, token: Token, wanted: list[str]) -> bool:
        return any(
            word.split()[0] in words and _is(page, heart(noun), wanted) for word, noun in prepositions(token)
        )

    return check


def _is(page: Page, noun: Token, wanted: list[str]) -> bool:
    return bool(page.classes(noun) & set(wanted)) or noun.lemma_.lower() in wanted or noun.lower_ in wanted


def _beyond(*words: str) -> Check:
    """The same, where the preposition may hang on the object ("restored order to the town")."""
    mine = after(*words)

    def check(page: Page, token: Token, wanted: list[str]) -> bool:
        below = [direct_object(token), *(c for c in token.children if c.dep_ in {"nsubjpass", "dobj"})]
        return mine(page, token, wanted) or any(mine(page, t, wanted) for t in below if t is not None)

    return check


def _subject_lemmas(page: Page, token: Token, wanted: list[str]) -> bool:
    del page
    found = subject(token)
    return found is not None and found.lemma_.lower() in wanted


def _object_inside(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "showed its men inside the village": the object is an armed body, and said to be in a place."""
    who = _shown(page, token)
    if who is None:
        return False
    where = after("inside", "in", "within", "at")
    return where(page, who, wanted) or where(page, token, wanted)


def _shown(page: Page, token: Token) -> Token | None:
    """The armed body that is the object, however the parser ties it to the verb."""
    below = (c for c in token.children if c.dep_ in {"dobj", "nsubj", "ccomp"} and c.i > token.i)
    return next((c for c in below if page.classes(c) & {"force", "fighter"} or _its_men(c)), None)


def _its_men(noun: Token) -> bool:
    return noun.lemma_.lower() in {"man", "member"} and any(c.dep_ == "poss" for c in noun.children)


def _mover(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "the convoy left", "a column rolled on": the one who goes, by a noun; nothing undergoes the verb.

    The parser may take the verb for a participle that describes a noun left without a verb.
    """
    kinds = {c.dep_ for c in token.children}
    who = subject(token)
    if who is None or who.pos_ not in {"NOUN", "PROPN"} or kinds & {"dobj", "auxpass", "agent", "oprd"}:
        return False
    root = who.sent.root
    if token.dep_ == "acl" and who.dep_ == "pobj" and who.head.lower_ in _TEMPORAL:
        return bool(page.classes(heart(who)) & set(wanted))  # "after the column left", misread as "after it"
    if token.dep_ in {"acl", "amod"} and not (root.pos_ in {"NOUN", "PROPN"} and root.left_edge.i <= who.i):
        return False
    return bool(page.classes(heart(who)) & set(wanted))


def _sort(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "clearing operations": a modifier, or the verb that the parser takes it for."""
    del page
    before = (t for c in token.children if c.i < token.i for t in (c, *c.children))
    over = token.dep_ == "dobj" and token.head.tag_ == "VBG" and token.head.i == token.i - 1
    return any(t.lower_ in wanted for t in before) or (over and token.head.lower_ in wanted)


def _told_with(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "operations were launched", "operations are to be extended", "announced operations"."""
    del page
    if token.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return False
    verb = token.head
    led = (c for c in verb.children if c.dep_ in {"xcomp", "ccomp"})
    return any(v.lemma_.lower() in wanted for v in (verb, *led))


def _flown(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "sorties over the valley": the words may hang on the verb."""
    mine = after("against", "over", "on", "in", "across")
    return mine(page, token, wanted) or mine(page, token.head, wanted)


def _against(page: Page, token: Token, wanted: list[str]) -> bool:
    mine = after("against")
    return any(mine(page, t, wanted) for t in (token, token.head, *token.subtree))


def _with_place(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "declared the town free": a place stands below the verb, as object or as subject."""
    return any(
        page.classes(t) & set(wanted) for t in token.subtree if t.dep_ in {"nsubj", "dobj", "nsubjpass"}
    )


def _had_to(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "had to run", "were forced to leave"."""
    del page
    forced = token.dep_ in {"xcomp", "ccomp"} and token.head.lemma_.lower() in wanted
    return forced and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _named_thing(page: Page, token: Token, wanted: bool) -> bool:
    """ "invaded Gurun Daji": a name nobody lists is no person where one invades it."""
    del wanted
    thing = direct_object(token)
    return thing is not None and thing.pos_ == "PROPN" and thing.i not in page.actor_at


def _number_of(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "the number of [dead]", "the number of those [kidnapped]"."""
    del page
    return numbered.what(token) in wanted


def _reinforcement(page: Page, token: Token, wanted: list[str]) -> bool:
    del page
    return any(t is not None and t.lemma_.lower() in wanted for t in (subject(token), patient(token)))


def _treated(page: Page, token: Token, wanted: bool) -> bool:
    """ "61 people remained under treatment", "nine were treated": the wounded, by their number."""
    del wanted
    return any(
        rule in _TREATED and counts.count_of(kind, noun, page, rule) is not None
        for kind, noun, rule in counts.harmed(token, page)
    )


def _out(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "ordered troops out of the village": "out" hangs on the verb or on the troops."""
    thing = direct_object(token)
    below = [*token.children, *(thing.children if thing is not None else ())]
    gone = any(c.lower_ in {"out", "back"} for c in below)
    return gone and _beyond("out", "from", "of")(page, token, wanted)


def _upon(page: Page, token: Token, wanted: list[str]) -> bool:
    return by_agent(token) is None and after("on", "upon")(page, token, wanted)


CONDITIONS: dict[str, Check] = {
    "subject_lemmas": _subject_lemmas,
    "toward_place": _beyond("to", "over", "in", "across", "on", "throughout"),
    "with_place": _with_place,
    "inside": after("inside", "in", "within"),
    "over": after("over", "above", "at", "on", "from", "in"),
    "against": _against,
    "mover": _mover,
    "sort": _sort,
    "told_with": _told_with,
    "within_wild": after("in", "into", "inside"),
    "within": after("inside", "within"),
    "of_whom": _beyond("of", "from"),
    "against_or_over": _flown,
    "onto": after("on", "over", "onto", "into", "upon"),
    "upon": _upon,
    "to": after("to"),
    "through_toward": after("toward", "towards", "into", "to", "through", "on"),
    "with_words": after("with"),
    "object_inside": _object_inside,
    "out": _out,
    "had_to": _had_to,
    "named_thing": _named_thing,
    "number_of": _number_of,
    "reinforcement": _reinforcement,
    "treated": _treated,
}
