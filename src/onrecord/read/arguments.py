"""Who did it, with what, and who says so: the arguments of one trigger; `targets` has to whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.model.actor import ActorRef
from onrecord.model.claim import EventType, HarmKind
from onrecord.model.source import Attribution
from onrecord.model.values import Phrase, Span
from onrecord.read import blame, counts, nounparties
from onrecord.read.clauses import (
    actor,
    by_agent,
    conjuncts,
    heart,
    patient,
    prepositions,
    subject,
)
from onrecord.read.events import Trigger, rules_of
from onrecord.read.page import Page
from onrecord.read.parse import Token

_BANDS = frozenset({"person", "gathering"})
_BY_PEOPLE = frozenset(
    {
        EventType.ARMED_ATTACK,
        EventType.MASSACRE,
        EventType.ABDUCTION,
        EventType.CLASH,
        EventType.GROUND_ASSAULT,
    }
)
_NOBODY = lexicon.words("dead_alone")
# "the surrender of X", "the withdrawal of X": the noun after "of" is who does it.
_OWN_OF = frozenset(
    {
        EventType.SURRENDER,
        EventType.WITHDRAWAL,
        EventType.CONTROL_LOST,
        EventType.CONTROL_HELD,
        EventType.CLASH,
    }
)
_BELIEF_REACH = 25  # characters from "believed to be" to the name
_BELIEF_FAR = 120  # characters from the event word to "believed"
_OWN_LOSS = frozenset({"lose"})  # who loses men is not who killed them


@cache
def _verbs(table: str) -> frozenset[str]:
    return frozenset(lexicon.load("actors").tables[table]["verbs"])


@cache
def _reactions() -> frozenset[str]:
    return frozenset(lexicon.load("stance").tables["governors"]["reaction"])


@cache
def _light() -> frozenset[str]:
    return frozenset(lexicon.load("stance").tables["light"]["verbs"])


def verb_over(token: Token) -> Token | None:
    """The verb an event noun stands with as subject, object or "in" phrase."""
    at = token
    for _ in range(4):
        if at.pos_ in {"VERB", "AUX"}:
            return at
        if at.head.i == at.i:
            return None
        at = at.head
    return None


def _doer_tokens(trigger: Trigger, page: Page) -> Iterator[Token]:
    """The nouns that may be who did it; of "the raid that led to his arrest", whoever raided."""
    for noun in _doing(trigger, page):
        deed = noun.pos_ == "NOUN" and noun.i not in page.actor_at and noun.i != trigger.token.i
        if deed and any(e.more["pos"] == "NOUN" and e.gives != "harm" for e in rules_of(noun)):
            yield from _doers_of_noun(noun, page)
        yield noun


def _doing(trigger: Trigger, page: Page) -> Iterator[Token]:
    token, role = trigger.token, trigger.entry.more.get("agent", "subject")
    if role == "none":
        return
    if role == "object":
        yield from _some(patient(token))
    elif role in {"to", "from"}:
        yield from (n for w, n in prepositions(token) if w == role)
    elif role == "control_of":
        for _, noun in prepositions(token):
            yield from (n for w, n in prepositions(noun) if w in {"of", "by"})
            yield from (c for c in noun.children if c.dep_ in {"poss", "amod", "compound"})
    elif trigger.nominal:
        yield from _doers_of_noun(token, page, own_of=trigger.type in _OWN_OF)
    else:
        yield from _some(_doer_of(token) if trigger.type is None else actor(token))
    for word in trigger.harm:
        if word.i != token.i and word.pos_ == "VERB":
            yield from _some(_doer_of(word))


def _doer_of(verb: Token) -> Token | None:
    """Who does it; nobody of those who die, and nobody of a bare "[were] reported killed"."""
    if suffers(verb):
        return None
    return actor(verb)


def suffers(verb: Token) -> bool:
    """ "three men died", "the army lost nine men", "two soldiers hurt": the subject undergoes the harm."""
    words = counts.harm_words()
    lemma = verb.lemma_.lower()
    if (lemma, "subject") in words and words[lemma, "subject"][0] is HarmKind.KILLED:
        return True
    if lemma in _OWN_LOSS:
        return True
    bare = verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "dobj", "agent"} for c in verb.children)
    return bare and verb.dep_ in {"ccomp", "oprd", "xcomp", "acomp"} and (lemma, "object") in words


def _some(token: Token | None) -> tuple[Token, ...]:
    return () if token is None else conjuncts(token)


def _doers_of_noun(token: Token, page: Page, *, own_of: bool = False) -> Iterator[Token]:
    """Modifiers, "by" phrases, the subject of a light verb; `own_of`: also "the surrender of X"."""
    for child in token.children:
        if child.dep_ in {"poss", "amod", "compound", "nmod"} and child.i < token.i:
            yield from conjuncts(child)
            yield from (c for c in child.children if c.dep_ in {"poss", "amod", "compound"})
    yield from _some(by_agent(token))
    for word, noun in prepositions(token):
        if (
            word in {"by", "between", "from", "among"}
            or (word == "of" and own_of and page.classes(noun) & {"force", "fighter"})
            or (word in {"with"} and "force" in page.classes(noun))
        ):
            yield noun
    verb = verb_over(token)
    if verb is not None and token.dep_ == "pobj" and verb.lemma_.lower() in _verbs("ends"):
        yield from _some(subject(verb))  # "the raid resulted in the arrest of two men"
    if (
        verb is not None
        and token.dep_ in {"dobj", "nsubjpass", "conj", "xcomp"}
        and verb.lemma_.lower() in _light()
    ):
        yield from _some(actor(verb))
    if verb is not None and token.dep_ == "nsubj":
        yield from _some(by_agent(verb))
    for child in token.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() not in _reactions():
            yield from _some(by_agent(child))  # "carried out by", not "condemned by"


def agents(trigger: Trigger, page: Page) -> tuple[ActorRef, ...]:
    """The bodies that did it; empty where the report does not say."""
    if trigger.type is EventType.DISPLACEMENT and trigger.token.lemma_ in {
        "flee",
        "cross",
        "arrive",
        "escape",
    }:
        return ()
    accused = tuple(blame.accused(trigger.token))  # "Dara accused Mirva of striking it": Mirva alone
    told = tuple(map(heart, _doer_tokens(trigger, page)))
    found = nounparties.of(map(heart, accused), page, nounparties.DOERS)
    found = found or nounparties.of(told, page, nounparties.DOERS)
    if not any(ref.id for ref in found):  # "jets believed to be Russian"; not "X, which is linked to Y"
        found = nounparties.of((*told, *_believed(trigger, page)), page, nounparties.DOERS)
    if not found:
        found = nounparties.of(
            (t for w in trigger.also for t in _alternative(w, page)), page, nounparties.DOERS
        )
    if trigger.type is EventType.SURRENDER:
        return found
    return tuple(ref for ref in found if ref.name or ref.as_written) or _people(trigger, page)


def _people(trigger: Trigger, page: Page) -> tuple[ActorRef, ...]:
    """ "A crowd lynched a soldier", "men in uniform executed 20 people": doers who are no body."""
    if trigger.type not in _BY_PEOPLE or trigger.nominal or suffers(trigger.token):
        return ()
    who = [t for t in _some(actor(trigger.token)) if t.pos_ == "NOUN" and t.lemma_.lower() not in _NOBODY]
    return nounparties.of(who, page, _BANDS)


def _believed(trigger: Trigger, page: Page) -> Iterator[Token]:
    """The party in "believed to be Russian", "thought to have been carried out by X", "blamed on X"."""
    sentence = trigger.token.sent
    for entry in lexicon.load("stance").giving("hedged"):
        if entry.more["facet"] != "agent" or entry.id == "hedge.suspected_agent":
            continue
        for found in entry.compiled().finditer(page.text, sentence.start_char, sentence.end_char):
            after = (t for t in sentence if found.end() - 8 <= t.idx <= found.end() + _BELIEF_REACH)
            if abs(found.start() - trigger.token.idx) <= _BELIEF_FAR:
                yield from (t for t in after if t.i in page.actor_at)


def _alternative(word: Token, page: Page) -> Iterator[Token]:
    if word.pos_ == "VERB":
        yield from _some(actor(word))
    else:
        yield from _doers_of_noun(word, page)


def means(trigger: Trigger, evidence: Span, text: str) -> tuple[Phrase | None, str, str]:
    """The weapon or manner in the evidence, longest wording first, the type it speaks for, and the rule."""
    found = [
        (Span(start=m.start(), end=m.end()), entry)
        for entry in lexicon.load("means").entries
        for m in entry.compiled().finditer(text, evidence.start, evidence.end)
    ]
    best: tuple[int, Phrase, str, str] | None = None
    for span, entry in found:
        if any(other != span and other.contains(span) for other, _ in found):
            continue  # "barrel [bombs]"
        far = abs(span.start - trigger.token.idx)
        if best is None or far < best[0]:
            best = (far, Phrase(text=span.of(text), span=span), entry.gives, entry.id)
    return (best[1], best[2], best[3]) if best else (None, "", "")


def said(attributions: tuple[Attribution, ...]) -> Attribution | None:
    """The innermost act of saying with a source."""
    return next((a for a in reversed(attributions) if a.sources), None)
