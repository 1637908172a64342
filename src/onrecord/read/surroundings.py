"""What stands around an event word: figures, captives, crowds, weapons, the verb that carries a noun."""

from __future__ import annotations

from functools import cache

from onrecord import lexicon
from onrecord.read import counts, quantities
from onrecord.read.clauses import heart, subject
from onrecord.read.page import Page
from onrecord.read.parse import Token

_SEIZED = frozenset(lexicon.load("nouns").tables["captivity"]["lemmas"])
ARMED = frozenset({"force", "fighter", "aircraft", "artillery", "missile", "bomb"})
_BESIDE = 7  # words from "set" to "on fire"
_CROWD = 20  # people; fewer who leave a place are travellers


def seized(modifier: Token) -> bool:
    """ "a [kidnapped] engineer", "three men [taken] hostage"."""
    return modifier.dep_ in {"amod", "acl"} and modifier.lemma_.lower() in _SEIZED


def counted(page: Page, token: Token, wanted: bool) -> bool:
    """A figure is bound to the word of harm, or stands close by."""
    del wanted
    bound = (counts.count_of(kind, noun, page, rule) for kind, noun, rule in counts.harmed(token, page))
    return any(c is not None for c in bound) or _number_near(token)


def counted_noun(token: Token) -> bool:
    """The noun has a number, or is one."""
    return (
        token.pos_ == "NUM"
        or any(c.dep_ == "nummod" for c in token.children)
        or token.lemma_.lower() in _mass()
    )


def _number_near(token: Token) -> bool:
    return any(
        t.pos_ == "NUM" or t.lower_ in _mass()
        for t in token.sent
        if abs(t.i - token.i) <= 5 and t.ent_type_ != "DATE"
    )


@cache
def _mass() -> frozenset[str]:
    return frozenset(lexicon.load("counts").tables["quantities"]) | {"dozen", "hundred", "thousand", "score"}


def hostage(page: Page, token: Token, wanted: bool) -> bool:
    """A word for a captive stands close by."""
    del page, wanted
    near = [t.lemma_.lower() for t in token.subtree if abs(t.i - token.i) <= 8]
    return any(w in {"hostage", "captive", "prisoner"} for w in near)


def beside(page: Page, token: Token, wanted: list[str]) -> bool:
    """One of these words stands below the trigger, and close by."""
    del page
    return any(abs(t.i - token.i) <= _BESIDE and t.lower_ in wanted for t in token.subtree)


def captive_word(page: Page, token: Token, wanted: list[str]) -> bool:
    """ "took nine rebels prisoner": the word for a captive tells what became of them."""
    found = (n for _, n, rule in counts.harmed(token, page) if rule == "idiom.taken_captive")
    return any(n.lower_ not in wanted for n in found) and beside(page, token, wanted)


def captive_near(page: Page, token: Token, wanted: bool) -> bool:
    """The sentence tells of captivity ("kidnapped", "hostages", "prisoners")."""
    del wanted
    return any("captive" in page.classes(t) or t.lemma_.lower() in _SEIZED for t in token.sent)


def idiom(page: Page, token: Token, wanted: bool) -> bool:
    """ "claimed nine lives", "hacked to death": the verb harms by the words that stand with it."""
    del wanted
    return any(rule.startswith("idiom.") for _, _, rule in counts.harmed(token, page))


def refugees(page: Page, token: Token, wanted: bool) -> bool:
    """Those who move are refugees by name."""
    del wanted
    found = subject(token)
    return found is not None and "refugee" in page.classes(heart(found))


def crowd(page: Page, token: Token, wanted: bool) -> bool:
    """Many people, no fighters, who go: "4,000 villagers left", "hundreds were bused out"."""
    del wanted
    found = subject(token)
    if found is None or page.classes(heart(found)) & {"fighter", "force"}:
        return False
    number = quantities.number_of(counts.quantity_over(found))
    people = page.classes(heart(found)) & {"person", "refugee"} or found.pos_ in {"NUM", "NOUN"}
    people = people or found.ent_type_ == "NORP" or found.tag_ == "NNPS"
    return number is not None and (number.low or 0) >= _CROWD and bool(people)


def with_verb(page: Page, token: Token, wanted: list[str]) -> bool:
    """Subject or object of one of these verbs."""
    del page
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and token.head.lemma_.lower() in wanted


@cache
def _carrying() -> frozenset[str]:
    return frozenset(lexicon.load("stance").tables["light"]["verbs"])


def launched(page: Page, token: Token, wanted: bool) -> bool:
    """The object of a verb that carries an event noun: "launched an operation"."""
    del page, wanted
    return token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in _carrying()


def launched_or(page: Page, token: Token, wanted: list[str]) -> bool:
    """Object or subject of one of these verbs, or what the sentence is about."""
    del page
    return token.dep_ in {"dobj", "nsubjpass", "nsubj"} and token.head.lemma_.lower() in wanted


def bomb_word(page: Page, token: Token, wanted: bool) -> bool:
    """A bomb stands in the sentence."""
    del wanted
    return any(
        "bomb" in page.classes(t) or "bomb" in t.lower_ for t in token.sent if t.pos_ in {"NOUN", "PROPN"}
    )


def armed(page: Page, token: Token, wanted: bool) -> bool:
    """An armed body stands in the sentence."""
    del wanted
    return bool(page.sentence_classes(token.sent) & ARMED)


def toward_verb(page: Page, token: Token, wanted: list[str]) -> bool:
    """One of these verbs says what they were made to do: "forced to [flee]"."""
    del page
    return any(
        c.lemma_.lower() in wanted for c in token.children if c.dep_ in {"xcomp", "ccomp", "advcl"}
    ) or any(c.lemma_.lower() in wanted for t in token.children if t.dep_ == "dobj" for c in t.children)
