"""Puts claims together: one statement for each event a sentence tells of, with its words and its sources."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from onrecord.model.actor import ActorRef
from onrecord.model.claim import (
    FAMILY_OF,
    Claim,
    Count,
    EventType,
    Extent,
    Family,
    Person,
    Polarity,
    TimeRef,
)
from onrecord.model.place import PlaceRef
from onrecord.model.reading import ReaderKind
from onrecord.model.source import Attribution, Source
from onrecord.model.values import Phrase, Precision, Span
from onrecord.read import arguments, counts, events
from onrecord.read.clauses import clause_span, heart, is_passive, subject
from onrecord.read.events import Trigger
from onrecord.read.page import Page, quoted_or_said
from onrecord.read.parse import Token, TokenSpan, span_of
from onrecord.read.stance import Standing, standing

_SERIES_WORDS = frozenset(
    {"other", "several", "many", "repeated", "numerous", "intensive", "daily", "further", "more"}
)
_PERIOD_WORDS = frozenset({"month", "months", "weeks", "years", "year"})
_SHORT_BACK = 3  # sentences an event stays in mind for "the attack", "22 were wounded"


@dataclass(slots=True)
class Memory:
    """What the report has told so far, for words that lead back to it."""

    claims: list[Claim] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    place: PlaceRef | None = None
    place_sentence: int = -99

    def last_event(self, sentence: int, family: set[Family] | None = None) -> Claim | None:
        """The latest claim of the last few sentences, of one of the families where given."""
        for claim, at in zip(reversed(self.claims), reversed(self.sentence_of), strict=True):
            if sentence - at > _SHORT_BACK:
                return None
            if family is None or claim.family in family:
                return claim
        return None


def claim_id(edition: str, kind: ReaderKind, trigger: Span, ordinal: int) -> str:
    """Identity of a claim (HOUSE, Ids): a hash, so that a better reading keeps it."""
    raw = f"{edition}|{kind}|{trigger.start}-{trigger.end}|{ordinal}"
    return "c" + hashlib.sha256(raw.encode()).hexdigest()[:16]


def assemble(page: Page, times: tuple[TimeRef, ...], *, edition: str, reading: str) -> tuple[Claim, ...]:
    """All claims of a parsed page, in the order of the text."""
    memory = Memory()
    for number, sentence in enumerate(page.doc.sents):
        if not sentence.text.strip():
            continue
        for trigger in events.find(page, sentence):
            claim = _claim(page, trigger, times, memory, number)
            if claim is not None:
                made = replace(claim, edition=edition, reading=reading)
                memory.claims.append(replace(made, id=claim_id(edition, ReaderKind.MACHINE, made.trigger, 0)))
                memory.sentence_of.append(number)
        _remember_place(page, sentence, memory, number)
    return _without_repeats(memory.claims)


def _remember_place(page: Page, sentence: TokenSpan, memory: Memory, number: int) -> None:
    for i in range(sentence.start, sentence.end):
        ref = page.place_at.get(i)
        if ref is not None and ref.kind.value in {"town", "area", "feature"}:
            memory.place, memory.place_sentence = ref, number


def _claim(
    page: Page, trigger: Trigger, times: tuple[TimeRef, ...], memory: Memory, number: int
) -> Claim | None:
    token = trigger.token
    evidence = clause_span(token)
    told_by = quoted_or_said(page, token)
    how = standing(token, evidence, told_by)
    purpose = how.why == "purpose" and trigger.entry.more.get("purpose")
    figures, people = _figures(page, trigger)
    if not how.told and not purpose and not _none_harmed(how, figures):
        return None
    kind, weapon, rules = _type(page, trigger, evidence, memory, number, purpose=bool(purpose))
    if kind is None:
        return None
    doers = arguments.agents(trigger, page)
    kind, rules = _by_agent_kind(trigger, kind, doers, rules)
    hit = arguments.targets(trigger, page, doers)
    where = arguments.places(trigger, page, evidence)
    when = arguments.time(trigger, page, times, evidence)
    back = _antecedent(page, trigger, memory, number)
    place = where[0] if where else _place_from_memory(back, memory, number)
    if not _says_enough(page, trigger, doers, hit, where, figures, back):
        return None
    if when is None and back is not None and back.time is not None:
        when = back.time
    if not doers and back is not None and back.family is FAMILY_OF[kind]:
        doers = back.agents
    thing, thing_kind = arguments.hit_object(trigger, page)
    saying = arguments.said(told_by)
    where_trigger = span_of(token)
    return Claim(
        id="",
        edition="",
        reading="",
        ordinal=0,
        event_type=kind,
        extent=_extent(trigger, kind, when),
        evidence=evidence,
        evidence_text=evidence.of(page.doc.text),
        trigger=where_trigger,
        trigger_text=where_trigger.of(page.doc.text),
        agents=doers,
        targets=hit,
        place=place,
        places_also=where[1:4] if where else (),
        time=when,
        counts=figures,
        persons=people,
        object=thing,
        object_kind=thing_kind,
        means=weapon,
        sources=_sources(told_by),
        cue=_cue(saying, page),
        polarity=Polarity.AFFIRMED if _none_harmed(how, figures) else how.polarity,
        modality=how.modality,
        hedge_on=how.hedge_on,
        hedge=how.hedge,
        rules=(trigger.rule, *rules, *how.rules),
    )


def _none_harmed(how: Standing, figures: tuple[Count, ...]) -> bool:
    """ "No civilians were killed" is told as a figure of nought, not as a denial."""
    return any(c.high == 0 for c in figures) and not (
        how.told and how.polarity is Polarity.DENIED and not figures
    )


def _sources(told_by: tuple[Attribution, ...]) -> tuple[Source, ...]:
    """The sources of the innermost act of saying; those around it stand in its chain."""
    inner = arguments.said(told_by)
    if inner is None:
        return ()
    return inner.sources


def _cue(saying: Attribution | None, page: Page) -> Phrase | None:
    if saying is None or not saying.cue_spans:
        return None
    span = saying.cue_spans[0]
    return Phrase(text=span.of(page.doc.text), span=span)


def _figures(page: Page, trigger: Trigger) -> tuple[tuple[Count, ...], tuple[Person, ...]]:
    found: list[Count] = []
    people: list[Person] = []
    for word in dict.fromkeys((*trigger.harm, trigger.token, *trigger.also)):
        for kind, noun, rule in counts.harmed(word, page):
            people.extend(counts.persons(noun, kind, page))
            count = counts.count_of(kind, noun, page, rule)
            if count is not None and not any(_same_figure(count, other) for other in found):
                found.append(count)
    return tuple(found), tuple({p.name: p for p in people}.values())


def _same_figure(a: Count, b: Count) -> bool:
    if a.kind is not b.kind:
        return False
    if a.span is not None and b.span is not None and a.span.overlaps(b.span):
        return True
    return (a.low, a.high, a.who) == (b.low, b.high, b.who)


def _type(
    page: Page, trigger: Trigger, evidence: Span, memory: Memory, number: int, *, purpose: bool
) -> tuple[EventType | None, Phrase | None, tuple[str, ...]]:
    """The event type: the rule's, refined by the weapon in the clause or by the event it leads back to."""
    weapon, by_weapon, rule = arguments.means(trigger, evidence)
    if purpose:
        return EventType(trigger.entry.more["purpose"]), weapon, ("purpose",)
    if trigger.type is not None:
        if trigger.entry.more.get("means") and by_weapon and _loose(trigger):
            return EventType(by_weapon), weapon, (rule,)
        return trigger.type, weapon, ()
    if by_weapon:
        return EventType(by_weapon), weapon, (rule,)
    back = memory.last_event(number, {Family.FIGHT, Family.REMOTE})
    doers = arguments.agents(trigger, page)
    if back is not None and not doers:
        return back.event_type, weapon, ("harm.of_last_event",)
    return _harm_alone(page, trigger, doers), weapon, ("harm.alone",)


def _loose(trigger: Trigger) -> bool:
    """A type that a named weapon may still make finer."""
    return trigger.type in {EventType.ARMED_ATTACK, EventType.AIRSTRIKE, EventType.SHELLING} and bool(
        trigger.entry.more.get("means")
    )


def _harm_alone(page: Page, trigger: Trigger, doers: tuple[ActorRef, ...]) -> EventType:
    """Killing of fighters without a clearer form is a clash, of others an attack (guidelines of the gold set)."""
    dead = [noun for word in trigger.harm for _, noun, _ in counts.harmed(word, page)]
    if doers and any("fighter" in page.classes(heart(noun)) for noun in dead):
        return EventType.CLASH
    return EventType.ARMED_ATTACK if doers else EventType.OTHER


_STATE_BODIES = (
    "army",
    "police",
    "forces",
    "government",
    "military",
    "authorities",
    "troops",
    "soldiers",
    "coalition",
)


def _by_agent_kind(
    trigger: Trigger, kind: EventType, doers: tuple[ActorRef, ...], rules: tuple[str, ...]
) -> tuple[EventType, tuple[str, ...]]:
    """A state detains, an armed group abducts."""
    other = trigger.entry.more.get("armed_group")
    if other is None or not doers:
        return kind, rules
    names = " ".join((d.name or d.as_written).lower() for d in doers)
    rebel = any(
        w in names for w in ("militant", "rebel", "gunm", "insurgent", "islamic state", "jihadi", "group")
    )
    if rebel and not any(w in names for w in _STATE_BODIES):
        return EventType(other), (*rules, "custody.armed_group")
    return kind, rules


def _extent(trigger: Trigger, kind: EventType, when: TimeRef | None) -> Extent:
    """Incident, series, period or state, as told (RESOLUTION 1.1)."""
    token = trigger.token
    if kind is EventType.CONTROL_HELD:
        return Extent.STATE
    if when is not None and (when.cumulative or _long(when)):
        return Extent.PERIOD
    around = {t.lower_ for t in token.subtree if abs(t.i - token.i) <= 4}
    if trigger.nominal and (
        around & _PERIOD_WORDS or token.head.lower_ in _PERIOD_WORDS or _over_months(token)
    ):
        return Extent.PERIOD
    if (
        token.tag_ == "NNS"
        and kind not in {EventType.CLASH}
        and (around & _SERIES_WORDS or token.lemma_ in {"strike", "raid", "airstrike", "attack"})
    ):
        return Extent.SERIES
    return Extent.INCIDENT


def _over_months(token: Token) -> bool:
    """ "months of bombardment": the noun hangs on a length of time."""
    above = token.head
    return above.lower_ == "of" and above.head.lower_ in _PERIOD_WORDS


def _long(when: TimeRef) -> bool:
    return (
        when.interval is not None
        and when.interval.precision in {Precision.MONTH, Precision.YEAR, Precision.SEASON}
        and when.interval.days > 20
    )


def _antecedent(page: Page, trigger: Trigger, memory: Memory, number: int) -> Claim | None:
    """The claim that "the attack", "it", or harm without a form leads back to."""
    token = trigger.token
    definite = trigger.nominal and any(
        c.lower_ in {"the", "this", "that"} for c in token.children if c.dep_ == "det"
    )
    if trigger.type is None or definite:
        kinds = (
            {Family.FIGHT, Family.REMOTE}
            if trigger.type is None or FAMILY_OF[trigger.type] in {Family.FIGHT, Family.REMOTE}
            else {FAMILY_OF[trigger.type]}
        )
        return memory.last_event(number, kinds)
    del page
    return None


def _place_from_memory(back: Claim | None, memory: Memory, number: int) -> PlaceRef | None:
    """The place of the event led back to, else the last place told of."""
    if back is not None and back.place is not None:
        return arguments.inherited(back.place, back.trigger)
    if memory.claims and memory.claims[-1].place is not None and number - memory.sentence_of[-1] <= 2:
        return arguments.inherited(memory.claims[-1].place, None)
    if memory.place is not None:
        return arguments.inherited(memory.place, None)
    return None


def _says_enough(
    page: Page,
    trigger: Trigger,
    doers: tuple[ActorRef, ...],
    hit: tuple[ActorRef, ...],
    where: tuple[PlaceRef, ...],
    figures: tuple[Count, ...],
    back: Claim | None,
) -> bool:
    """A bare mention ("the war", "attacks", "the raid") tells nothing new."""
    token = trigger.token
    if figures:
        return True
    if trigger.type is None:
        return bool(hit) and token.pos_ == "VERB"
    if not trigger.nominal:
        return bool(doers or hit or where or is_passive(token) or subject(token) is not None)
    own = {t.i for t in token.subtree}
    inside = any(
        r.span is not None and page.doc[token.i].sent.start <= token.i and _within(page, r, own)
        for r in where
    )
    verb = arguments.verb_over(token)
    happening = verb is not None and token.dep_ in {"nsubj", "nsubjpass", "dobj"}
    if back is not None and not (doers or hit) and not happening:
        return False
    return bool(doers or hit or inside or happening)


def _within(page: Page, ref: PlaceRef, tokens: set[int]) -> bool:
    return any(page.place_at.get(i) is ref for i in tokens)


def _without_repeats(found: list[Claim]) -> tuple[Claim, ...]:
    """Leave out a claim that says again, with nothing new, what the same source said of the same place."""
    kept: list[Claim] = []
    for claim in found:
        if any(_adds_nothing(claim, earlier) for earlier in kept):
            continue
        kept.append(claim)
    return tuple(kept)


def _adds_nothing(claim: Claim, earlier: Claim) -> bool:
    same_place = (claim.place.id if claim.place else "") == (earlier.place.id if earlier.place else "")
    return (
        claim.event_type is earlier.event_type
        and same_place
        and claim.stance is earlier.stance
        and {s.key for s in claim.sources} == {s.key for s in earlier.sources}
        and not claim.counts
        and {a.id or a.name for a in claim.agents} <= {a.id or a.name for a in earlier.agents}
        and {a.id or a.name for a in claim.targets} <= {a.id or a.name for a in earlier.targets}
        and (claim.time is None or claim.time == earlier.time)
        and claim.evidence.start != earlier.evidence.start
    )
