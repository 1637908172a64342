"""Why a claim was read so: the rules behind each of its parts, and those that nearly fired beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.model.claim import Claim
from onrecord.model.explained import Explanation, Fired, LeftOut, NearMiss, Unmet
from onrecord.model.values import Span
from onrecord.read import counts, events
from onrecord.read.clauses import direct_object, is_passive, patient, prepositions, subject
from onrecord.read.page import Page
from onrecord.read.parse import Token, TokenSpan, span_of

# What the code decides by itself, with no rule of a lexicon: what it does, in words.
_WITHOUT_RULE = {
    "event.led_back": "the type of the event these words lead back to",
    "harm.led_back": "the type of the event this harm leads back to",
    "harm.alone": "harm told without what did it: an attack by somebody, a clash among fighters, else other",
    "harm.total": "a total of the war or of a stretch of time, not of one event",
    "harm.days_of_battle": "fighters killed in the days that a battle lasts: a clash",
    "means.doer": "the form of an attack by the weapon that does it",
    "gain.still": "what is still occupied is held",
    "means.aircraft": "a bombing in a sentence with aircraft is an airstrike",
    "bombing.of_a_state": "a bombing by a state is an airstrike",
    "custody.armed_group": "a state detains, an armed group abducts",
    "denial.of_last": "a denial that tells no event of its own denies the event told last",
    "purpose": "an event told as what another is to bring about",
    "time.same_happening": "the time of the same happening elsewhere in the report",
}
_KINDS_OF_RULE = {
    "actors": "a party by the actor table and the words around it",
    "pronoun": "a pronoun that stands for a party named before",
    "place": "a place of the gazetteer, by the name and what stands around it",
    "actor": "a source by the kind of body it is in the actor table",
}
_SUBJECTS = frozenset({"subject", "not_subject", "refugees"})
_OBJECTS = frozenset({"object", "not_object", "object_lemmas", "hostage"})
_PHRASES = frozenset({"under", "in_phrase", "through", "from", "from_lemmas", "toward", "of"})
_BEFORE = frozenset({"modifiers", "not_modifiers"})
_AFTER = frozenset({"particles", "particles_or_none", "not_complement", "toward_verb"})
_ABOVE = frozenset({"with_verb", "launched", "predicate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A word on which an event rule fired without making a claim, and why."""

    at: Span
    rule: str
    why: str


@cache
def _entries() -> Mapping[str, tuple[str, lexicon.Entry]]:
    """Rule id -> the file it stands in, and the rule."""
    return {e.id: (f"{name}.toml", e) for name in lexicon.names() for e in lexicon.load(name).entries}


def of(page: Page, claim: Claim, passed: tuple[Passed, ...]) -> Explanation:
    """The rules of a claim; `passed` are the words of the report that made none."""
    near: list[NearMiss] = []
    left_out: list[LeftOut] = []
    for sentence in page.doc.sents:
        whole = Span(start=sentence.start_char, end=sentence.end_char)
        if whole.overlaps(claim.evidence) or whole.overlaps(claim.trigger):
            near += _near(page, sentence)
            left_out += _left_out(page, sentence, claim, passed)
    near.sort(key=lambda n: len(n.unmet))
    return Explanation(fired=tuple(fired(claim, page)), near=tuple(near), left_out=tuple(left_out))


def fired(claim: Claim, page: Page | None = None) -> Iterator[Fired]:
    """The rules behind each part of a claim; those of its figures only with the page it stands on."""
    for rule in claim.rules:
        part = "event" if not rule.startswith(("hedge.", "share.", "cue.")) else "stance"
        yield _fired(part, rule, _words(rule, claim))
    for ref in claim.agents:
        yield _fired("agent", ref.rule, ref.as_written)
    for ref in claim.targets:
        yield _fired("target", ref.rule, ref.as_written)
    if claim.place is not None:
        yield _fired("place", f"place.{claim.place.match}", claim.place.as_written)
    if claim.time is not None:
        yield _fired("time", claim.time.rule, claim.time.as_written)
    if page is not None:
        yield from _of_counts(claim, page)
        for said in page.attributions:
            if claim.cue is not None and claim.cue.span in said.cue_spans:
                yield _fired("source", said.rule, claim.cue.text)


def _fired(part: str, rule: str, words: str) -> Fired:
    file, entry = _entries().get(rule, ("", None))
    kind = _KINDS_OF_RULE.get(rule.partition(".")[0], "decided by the code, without a rule")
    gives = entry.gives if entry is not None else _WITHOUT_RULE.get(rule, kind)
    return Fired(part=part, rule=rule, file=file, gives=gives, words=words)


def _words(rule: str, claim: Claim) -> str:
    """The words a rule of the event took: its pattern's in the evidence, else the trigger."""
    _, entry = _entries().get(rule, ("", None))
    if entry is None or rule == claim.rules[0] or entry.lemmas:
        return claim.trigger_text
    match = entry.compiled(re.IGNORECASE).search(claim.evidence_text)
    return match.group() if match else claim.trigger_text


def _of_counts(claim: Claim, page: Page) -> Iterator[Fired]:
    spans = [(c.kind, c.span) for c in claim.counts if c.span is not None]
    told: set[tuple[str, Span]] = set()
    for token in page.doc:
        if not claim.evidence.overlaps(span_of(token)):
            continue
        for kind, noun, rule in counts.harmed(token, page):
            for of_kind, span in spans:
                if kind is of_kind and (rule, span) not in told and _about(noun, span):
                    told.add((rule, span))
                    yield _fired("count", rule, f"{span.of(page.text)} ... {token.text}")


def _about(noun: Token, span: Span) -> bool:
    return any(span.overlaps(span_of(t)) for t in (noun, *noun.subtree))


def _near(page: Page, sentence: TokenSpan) -> Iterator[NearMiss]:
    """Rules whose word stands in the sentence and whose conditions it does not meet."""
    taken = {(t.token.i, t.rule) for t in events.triggers(page, sentence)}
    for token in sentence:
        if token.dep_ in {"aux", "auxpass"}:
            continue
        for entry in events.rules_of(token):
            unmet = tuple(_unmet(page, token, entry, key) for key in events.unmet(page, token, entry))
            if unmet and (token.i, entry.id) not in taken:
                file = _entries()[entry.id][0]
                yield NearMiss(rule=entry.id, file=file, gives=entry.gives, word=token.text, unmet=unmet)


def _unmet(page: Page, token: Token, entry: lexicon.Entry, key: str) -> Unmet:
    wanted = entry.more.get(key, True)
    words = ", ".join(wanted) if isinstance(wanted, list) else str(wanted).lower()
    if key == "pos":
        return Unmet(condition=key, wanted=words.upper(), found=token.pos_)
    if key == "weak":
        return Unmet(
            condition=key,
            wanted="a force, a weapon or a fighter in the sentence, or a report of war",
            found="",
        )
    found = [f"{t.text} ({', '.join(sorted(page.classes(t))) or t.pos_.lower()})" for t in _there(token, key)]
    return Unmet(condition=key, wanted=words, found="; ".join(found) or "nothing")


def _there(token: Token, key: str) -> list[Token]:
    """The words that a condition looks at."""
    found: list[Token | None]
    if key in _SUBJECTS:
        found = [
            next((n for w, n in prepositions(token) if w == "by"), None)
            if is_passive(token)
            else subject(token)
        ]
    elif key in _OBJECTS:
        found = [patient(token) or direct_object(token)]
    elif key == "subject_or_object":
        found = [subject(token), patient(token)]
    elif key in _PHRASES:
        found = [noun for _, noun in prepositions(token)]
    elif key in _BEFORE:
        found = [c for c in token.children if c.i < token.i]
    elif key in _AFTER:
        found = [c for c in token.children if c.i > token.i]
    elif key in _ABOVE:
        found = [token.head]
    else:
        found = []
    return [t for t in found if t is not None]


def _left_out(page: Page, sentence: TokenSpan, claim: Claim, passed: tuple[Passed, ...]) -> Iterator[LeftOut]:
    """Words of the sentence on which a rule fired, and that make no claim of their own."""
    whole = events.find(page, sentence)
    heads = {t.token.i for t in whole}
    joined = {t.i: main for main in whole for t in (*main.harm, *main.also) if t.i != main.token.i}
    why = {p.at: p.why for p in passed}
    for trigger in events.triggers(page, sentence):
        at = span_of(trigger.token)
        reason = why.get(at, "")
        if trigger.token.i in joined:
            reason = f"told together with “{joined[trigger.token.i].token.text}”"
        elif trigger.token.i not in heads:
            reason = "only carries, modifies or sets another event"
        if reason and at != claim.trigger:
            yield LeftOut(
                rule=trigger.rule,
                file=_entries()[trigger.rule][0],
                gives=trigger.entry.gives,
                word=trigger.token.text,
                why=reason,
            )
