"""Who did it, to whom, with what, where and when: the arguments of one trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from onrecord import lexicon
from onrecord.model.actor import ActorRef
from onrecord.model.claim import FAMILY_OF, EventType, Family, HarmKind
from onrecord.model.source import Attribution, SourceType
from onrecord.model.values import Phrase, Span
from onrecord.read import counts
from onrecord.read.clauses import (
    actor,
    by_agent,
    conjuncts,
    core_span,
    direct_object,
    heart,
    is_passive,
    patient,
    prepositions,
    subject,
)
from onrecord.read.events import Trigger
from onrecord.read.page import Page, entries_of, quoted_or_said
from onrecord.read.parse import Token, span_of

_DOERS = frozenset({"force", "fighter", "organisation"})
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
_HIT = frozenset({"force", "fighter", "person", "object", "captive", "vehicle", "refugee", "organisation"})
_BELIEF_REACH = 25  # characters from "believed to be" to the name
_BELIEF_FAR = 120  # characters from the event word to "believed"
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_PRONOUNS = frozenset({"it", "they", "he", "them", "we", "she"})
_PARTY_TYPES = frozenset(
    {SourceType.MILITARY, SourceType.GOVERNMENT, SourceType.ARMED_GROUP, SourceType.OPPOSITION}
)
_OWN_LOSS = frozenset({"lose"})  # who loses men is not who killed them
_TARGET_WORDS = frozenset({"on", "against", "at", "upon", "targeting"})
_COUNTS_ONLY = frozenset({"dozen", "score", "hundred", "thousand", "million", "ten"})
_NO_TARGET = frozenset(
    {"people", "person", "other", "life", "death", "body", "casualty", "victim", "toll", "injury"}
)


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
    if _suffers(verb):
        return None
    return actor(verb)


def _suffers(verb: Token) -> bool:
    """ "three men died", "the army lost nine men", "two soldiers hurt": the subject undergoes the harm."""
    words = counts.harm_words()
    lemma = verb.lemma_.lower()
    if (lemma, "subject") in words and words[lemma, "subject"][0] is HarmKind.KILLED:
        return True
    if lemma in _OWN_LOSS:
        return True
    bare = verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "dobj", "agent"} for c in verb.children)
    return bare and verb.dep_ in {"ccomp", "oprd", "xcomp", "acomp"} and (lemma, "object") in words


def _after(trigger: Token) -> Iterator[Token]:
    """ "strikes on homes", where the parser hangs "on homes" on another word."""
    doc = trigger.doc
    if trigger.i + 1 < len(doc) and doc[trigger.i + 1].lower_ in _TARGET_WORDS:
        for noun in doc[trigger.i + 1].children:
            if noun.dep_ == "pobj":
                yield from conjuncts(noun)


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
    if (
        verb is not None
        and token.dep_ in {"dobj", "nsubjpass", "conj", "xcomp"}
        and verb.lemma_.lower() in _light()
    ):
        yield from _some(actor(verb))
    if verb is not None and token.dep_ == "nsubj":
        yield from _some(by_agent(verb))
    for child in token.children:
        if child.dep_ in {"acl", "relcl"}:
            yield from _some(by_agent(child))


def _refs(tokens: Iterable[Token], page: Page, wanted: frozenset[str]) -> tuple[ActorRef, ...]:
    found: dict[str, ActorRef] = {}
    for token in tokens:
        for ref in _refs_of(token, page, wanted):
            found.setdefault(ref.id or ref.name or ref.as_written, ref)
    known = {key: ref for key, ref in found.items() if ref.id}
    return tuple((known or found).values()) if wanted is _DOERS else tuple(found.values())


def _refs_of(token: Token, page: Page, wanted: frozenset[str]) -> Iterator[ActorRef]:
    """The party a noun stands for: as found, by its modifiers, led back to, or as written."""
    if token.pos_ == "PRON":
        ref = led_back(token, page) or page.actor_at.get(token.i)
        if ref is not None:
            yield ref
        return
    modifiers = [c for c in token.children if c.dep_ in _MODIFIERS]
    inside = [page.actor_at[t.i] for c in modifiers for t in conjuncts(c) if t.i in page.actor_at]
    ref = page.actor_at.get(token.i)
    if ref is not None:
        yield ref
        if any(c.conjuncts for c in modifiers):  # "Ruritanian and Syldavian forces"
            yield from inside
        return
    classes = page.classes(token) | ({"force"} if inside and "aircraft" in page.classes(token) else set())
    if (
        not classes & wanted
        or ("place" in classes and token.i in page.place_at)
        or token.pos_ in {"NUM", "DET"}
    ):
        return
    if inside and classes & {"force", "fighter", "organisation"}:
        yield from inside
        return
    span = core_span(token)
    yield ActorRef(as_written=span.of(page.text), span=span, name=span.of(page.text))


def led_back(pronoun: Token, page: Page) -> ActorRef | None:
    """The party that "it" or "they" stands for: the speaker if it is one, else the last subject."""
    if pronoun.lower_ not in _PRONOUNS:
        return None
    for saying in reversed(quoted_or_said(page, pronoun)):
        for source in saying.sources:
            name = source.actor or source.party
            if name and (source.type in _PARTY_TYPES):
                return ActorRef(
                    as_written=pronoun.text,
                    span=span_of(pronoun),
                    id=name,
                    name=source.party_text or source.as_written,
                    antecedent=source.span,
                    rule="pronoun.speaker",
                )
    doc = pronoun.doc
    first = doc[max(0, pronoun.sent.start - 1)].sent.start
    for i in range(pronoun.i - 1, first - 1, -1):
        token = doc[i]
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.pos_ == "PRON":
            continue
        ref = page.actor_at.get(i)
        if ref is not None:
            return replace(
                ref,
                as_written=pronoun.text,
                span=span_of(pronoun),
                antecedent=ref.span,
                rule="pronoun.subject",
            )
        if page.classes(token) & {"person", "place"}:
            return None
    return None


def agents(trigger: Trigger, page: Page) -> tuple[ActorRef, ...]:
    """The bodies that did it; empty where the report does not say."""
    if trigger.type is EventType.DISPLACEMENT and trigger.token.lemma_ in {
        "flee",
        "cross",
        "arrive",
        "escape",
    }:
        return ()
    found = _refs((*_doer_tokens(trigger, page), *_believed(trigger, page)), page, _DOERS)
    if not found:
        found = _refs((t for w in trigger.also for t in _alternative(w, page)), page, _DOERS)
    if trigger.type is EventType.SURRENDER or not found:
        return found
    return tuple(ref for ref in found if ref.name or ref.as_written)


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


def _hit_tokens(trigger: Trigger, page: Page) -> Iterator[Token]:
    yield from (heart(t) for t in _undergoers(trigger, page))


def _undergoers(trigger: Trigger, page: Page) -> Iterator[Token]:
    token, role = trigger.token, trigger.entry.more.get("target", "object")
    if role == "subject":
        yield from _some(subject(token))
    elif role == "with":
        yield from _some(direct_object(token))
        yield from (n for w, n in prepositions(token) if w in {"with", "against"})
    elif role == "none":
        return
    elif role == "people":
        yield from _some(subject(token))
        yield from _some(patient(token))
    elif not trigger.nominal:
        yield from _some(patient(token))
        yield from (n for w, n in prepositions(token) if w in _TARGET_WORDS)
        if trigger.type in {EventType.CONTROL_GAINED, EventType.CONTROL_LOST}:
            thing = direct_object(token)
            both = (token, thing) if thing is not None else (token,)
            yield from (n for t in both for w, n in prepositions(t) if w in {"from", "to", "over", "against"})
    else:
        yield from _after(token)
        for word, noun in prepositions(token):
            if word in _TARGET_WORDS or (
                word in {"of", "from", "over", "to"} and "place" not in page.classes(noun)
            ):
                yield noun
        verb = verb_over(token)
        if verb is not None and token.dep_ in {"nsubj", "nsubjpass"} and not is_passive(verb):
            yield from _some(direct_object(verb))
    for harm in trigger.harm:
        if harm.pos_ == "VERB":
            yield from _some(subject(harm) if _suffers(harm) else patient(harm))


def targets(trigger: Trigger, page: Page, doers: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """The people, bodies, buildings and vehicles hit, where the report says more than "people"."""
    kept = []
    control = trigger.type is not None and FAMILY_OF[trigger.type] is Family.CONTROL
    for token in _hit_tokens(trigger, page):
        lemma = token.lemma_.lower()
        if lemma in _NO_TARGET or token.i in page.place_at or token.pos_ in {"NUM", "PRON"}:
            continue
        if _names_its_place(token, page):
            continue
        if lemma in _COUNTS_ONLY or (control and not page.classes(token) & _DOERS):
            continue
        kept.append(token)
    taken = {d.id or d.name for d in doers}
    return tuple(r for r in _refs(kept, page, _HIT) if (r.id or r.name) not in taken)


def _names_its_place(noun: Token, page: Page) -> bool:
    """ "the port of Latra": the place itself, not a thing in it."""
    named = any(w == "of" and n.i in page.place_at for w, n in prepositions(noun))
    return named and bool(page.classes(noun) & {"place", "settlement"})


def hit_object(trigger: Trigger, page: Page) -> tuple[Phrase | None, str]:
    """The thing hit (hospital, school, boat ...) with its kind from nouns.toml."""
    for token in _hit_tokens(trigger, page):
        for entry in entries_of(token):
            if "object" in entry.more:
                span = core_span(token)
                return Phrase(text=span.of(page.text), span=span), str(entry.more["object"])
    return None, ""


def means(trigger: Trigger, evidence: Span, text: str) -> tuple[Phrase | None, str, str]:
    """The weapon or manner in the evidence, the event type it speaks for, and the rule."""
    best: tuple[int, Phrase, str, str] | None = None
    for entry in lexicon.load("means").entries:
        for found in entry.compiled().finditer(text, evidence.start, evidence.end):
            far = abs(found.start() - trigger.token.idx)
            if best is None or far < best[0]:
                span = Span(start=found.start(), end=found.end())
                best = (far, Phrase(text=found.group(), span=span), entry.gives, entry.id)
    return (best[1], best[2], best[3]) if best else (None, "", "")


def said(attributions: tuple[Attribution, ...]) -> Attribution | None:
    """The innermost act of saying with a source."""
    return next((a for a in reversed(attributions) if a.sources), None)
