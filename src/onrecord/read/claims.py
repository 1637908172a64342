"""Puts claims together: one statement for each event a sentence tells of, with its words and its sources."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord import lexicon
from onrecord.model.actor import ActorKind, ActorRef
from onrecord.model.claim import (
    FAMILY_OF,
    Claim,
    Count,
    EventType,
    Extent,
    Family,
    Modality,
    Person,
    Polarity,
    TimeRef,
)
from onrecord.model.place import PlaceKind, PlaceRef
from onrecord.model.reading import ReaderKind
from onrecord.model.source import Attribution, Source, SourceType
from onrecord.model.values import Phrase, Precision, Span
from onrecord.read import arguments, counts, events, followups
from onrecord.read.clauses import clause_span, heart, is_passive, subject
from onrecord.read.events import Trigger
from onrecord.read.page import Page, noun_entries, quoted_or_said
from onrecord.read.parse import Token, TokenSpan, span_of
from onrecord.read.stance import Standing, standing

_SERIES_WORDS = frozenset(
    {"other", "several", "many", "repeated", "numerous", "intensive", "daily", "further", "more"}
)
_PERIOD_WORDS = frozenset({"month", "months", "weeks", "years", "year"})
_SPEAKER_TYPE = {
    ActorKind.MILITARY: SourceType.MILITARY,
    ActorKind.GOVERNMENT: SourceType.GOVERNMENT,
    ActorKind.STATE: SourceType.GOVERNMENT,
    ActorKind.ARMED_GROUP: SourceType.ARMED_GROUP,
    ActorKind.COALITION: SourceType.ARMED_GROUP,
    ActorKind.OPPOSITION: SourceType.OPPOSITION,
    ActorKind.POLICE: SourceType.LOCAL_OFFICIAL,
}
_LOOSE = frozenset(
    {EventType.ARMED_ATTACK, EventType.AIRSTRIKE, EventType.SHELLING, EventType.GROUND_ASSAULT}
)
_VIOLENT = frozenset({Family.FIGHT, Family.REMOTE})
_TALK_ABOUT = frozenset({"about", "regarding", "concerning"})
_NEAR_BACK = 2  # sentences a place stays in mind
_SHORT_BACK = 3  # sentences an event stays in mind for "the attack", "22 were wounded"


@dataclass(slots=True)
class Memory:
    """What the report has told so far, for words that lead back to it."""

    published: date | None = None
    claims: list[Claim] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    place: PlaceRef | None = None
    place_sentence: int = -99

    def main_event(self) -> Claim | None:
        """The first fight or strike the report tells of as one happening: what "the attack" is without another."""
        return next((c for c in self.claims if c.family in _VIOLENT and not c.background), None)

    def last_event(self, sentence: int, family: set[Family] | None = None) -> Claim | None:
        """The latest claim of the last few sentences, of one of the families where given."""
        for claim, at in zip(reversed(self.claims), reversed(self.sentence_of), strict=True):
            if sentence - at > _SHORT_BACK:
                return None
            if claim.background:
                continue
            if family is None or claim.family in family:
                return claim
        return None


def claim_id(edition: str, kind: ReaderKind, trigger: Span, ordinal: int) -> str:
    """Identity of a claim (HOUSE, Ids): a hash, so that a better reading keeps it."""
    raw = f"{edition}|{kind}|{trigger.start}-{trigger.end}|{ordinal}"
    return "c" + hashlib.sha256(raw.encode()).hexdigest()[:16]


def assemble(
    page: Page, times: tuple[TimeRef, ...], *, edition: str, reading: str, published: date | None = None
) -> tuple[Claim, ...]:
    """All claims of a parsed page, in the order of the text."""
    memory = Memory(published=published)
    for number, sentence in enumerate(page.doc.sents):
        if not sentence.text.strip():
            continue
        for trigger in events.find(page, sentence):
            claim = _claim(page, trigger, times, memory, number)
            if claim is not None:
                old = followups.is_background(claim, published)
                made = replace(claim, edition=edition, reading=reading, background=old)
                memory.claims.append(replace(made, id=claim_id(edition, ReaderKind.MACHINE, made.trigger, 0)))
                memory.sentence_of.append(number)
        _remember_place(page, sentence, memory, number)
        memory.claims.extend(_denials(page, sentence, memory, number, edition=edition, reading=reading))
        memory.sentence_of.extend([number] * (len(memory.claims) - len(memory.sentence_of)))
    return _without_repeats(followups.dated(memory.claims))


def _denials(
    page: Page, sentence: TokenSpan, memory: Memory, number: int, *, edition: str, reading: str
) -> list[Claim]:
    """ "X denied this": the last event told of, denied, where the denial names no event of its own."""
    where = Span(start=sentence.start_char, end=sentence.end_char)
    told_here = [c for c, at in zip(memory.claims, memory.sentence_of, strict=True) if at == number]
    back = memory.last_event(number)
    found = followups.denials(page, where, told_here, back)
    return [
        replace(c, edition=edition, reading=reading, id=claim_id(edition, ReaderKind.MACHINE, c.trigger, 0))
        for c in found
    ]


def _vaguer(here: PlaceRef, before: PlaceRef, evidence: Span) -> bool:
    """A country or region outside the clause tells less than the place of the event led back to."""
    wide = here.kind in {PlaceKind.COUNTRY, PlaceKind.REGION}
    inside = here.span is not None and evidence.contains(here.span)
    return wide and (before.kind not in {PlaceKind.COUNTRY, PlaceKind.REGION} or not inside)


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
    back = _antecedent(trigger, memory, number)
    when = arguments.time(trigger, page, times, evidence)
    kind, weapon, rules = _type(page, trigger, evidence, back, when, purpose=bool(purpose))
    if kind is None:
        return None
    doers = arguments.agents(trigger, page)
    kind, rules = _by_agent_kind(trigger, kind, doers, rules)
    hit = arguments.targets(trigger, page, doers)
    where = arguments.places(trigger, page, evidence)
    place = where[0] if where else _place_from_memory(back, memory, number)
    if where and back is not None and back.place is not None and _vaguer(where[0], back.place, evidence):
        place = arguments.inherited(back.place, back.trigger)
    said_enough = Said(doers=doers, hit=hit, where=where, when=when, figures=figures, back=back)
    if not _says_enough(page, trigger, said_enough) or _idle_plan(page, trigger, how, said_enough):
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
        places_also=where[1:],
        time=when,
        counts=figures,
        persons=people,
        object=thing,
        object_kind=thing_kind,
        means=weapon,
        sources=_sources(told_by) or _own_word(trigger, doers),
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


def _own_word(trigger: Trigger, doers: tuple[ActorRef, ...]) -> tuple[Source, ...]:
    """ "The army declared victory", "the militia claimed responsibility": the agent is the source."""
    if trigger.speaker is None:
        return ()
    return tuple(
        Source(
            key=d.id or d.as_written.lower(),
            as_written=d.as_written,
            span=d.span,
            mentions=(Phrase(text=d.as_written, span=d.span),),
            type=_SPEAKER_TYPE.get(d.kind, SourceType.OTHER) if d.kind else SourceType.ARMED_GROUP,
            actor=d.id,
            party=d.id,
            party_text=d.name or d.as_written,
            named=bool(d.id),
        )
        for d in doers
    )


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
    page: Page, trigger: Trigger, evidence: Span, back: Claim | None, when: TimeRef | None, *, purpose: bool
) -> tuple[EventType | None, Phrase | None, tuple[str, ...]]:
    """The event type: the rule's, refined by the weapon in the clause or by the event it leads back to."""
    weapon, by_weapon, rule = arguments.means(trigger, evidence)
    if purpose:
        return EventType(trigger.entry.more["purpose"]), weapon, ("purpose",)
    if trigger.type is EventType.BOMBING and "aircraft" in page.sentence_classes(trigger.token.sent):
        return EventType.AIRSTRIKE, weapon, ("means.aircraft",)
    if trigger.type is not None:
        if by_weapon and _loose(trigger):
            return EventType(by_weapon), weapon, (rule,)
        if back is not None and _formless(trigger) and back.family in _VIOLENT:
            return back.event_type, weapon, ("event.led_back",)
        return trigger.type, weapon, ()
    doers = arguments.agents(trigger, page)
    if by_weapon and rule != "means.guns":
        return EventType(by_weapon), weapon, (rule,)
    if trigger.speaker is None and (_of_the_war(trigger) or (when is not None and when.cumulative)):
        return EventType.OTHER, weapon, ("harm.total",)
    if back is not None and (not doers or trigger.speaker is not None):
        return back.event_type, weapon, ("harm.led_back",)
    if trigger.speaker is not None:
        return None, weapon, ()
    return _harm_alone(page, trigger, doers), weapon, ("harm.alone",)


def _formless(trigger: Trigger) -> bool:
    """ "the attack", "the operation", "was hit": words that take their form from the event they lead back to."""
    return bool(trigger.entry.more.get("means")) and (
        trigger.type is EventType.ARMED_ATTACK or trigger.rule == "assault.operation"
    )


def _of_the_war(trigger: Trigger) -> bool:
    """ "The war has killed 6,000 people": a total of the war, not of one event."""
    wars = lexicon.load("stance").tables["light"]["wars"]
    doer = subject(trigger.token)
    return doer is not None and doer.lemma_.lower() in wars


def _loose(trigger: Trigger) -> bool:
    """A type that a named weapon may still make finer."""
    return trigger.type in _LOOSE and bool(trigger.entry.more.get("means"))


def _harm_alone(page: Page, trigger: Trigger, doers: tuple[ActorRef, ...]) -> EventType:
    """Killing of fighters without a clearer form is a clash, of others an attack (guidelines of the gold set)."""
    dead = [noun for word in trigger.harm for _, noun, _ in counts.harmed(word, page)]
    if doers and any("fighter" in page.classes(heart(noun)) for noun in dead):
        return EventType.CLASH
    return EventType.ARMED_ATTACK if doers else EventType.OTHER


def _by_agent_kind(
    trigger: Trigger, kind: EventType, doers: tuple[ActorRef, ...], rules: tuple[str, ...]
) -> tuple[EventType, tuple[str, ...]]:
    """A state detains, an armed group abducts."""
    other = trigger.entry.more.get("armed_group")
    if other and any(d.kind is ActorKind.ARMED_GROUP or (not d.id and _band(d)) for d in doers):
        return EventType(other), (*rules, "custody.armed_group")
    return kind, rules


def _band(ref: ActorRef) -> bool:
    """A body the table does not know, called by a word for irregular fighters."""
    last = ref.as_written.lower().split()[-1].rstrip("s")
    return any("irregular" in e.more.get("also", ()) for e in noun_entries().get(last, ()))


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


def _antecedent(trigger: Trigger, memory: Memory, number: int) -> Claim | None:
    """The claim that "the attack", or harm without a form, leads back to."""
    token = trigger.token
    definite = trigger.nominal and any(
        c.lower_ in {"the", "this", "that"} for c in token.children if c.dep_ == "det"
    )
    struck = trigger.entry.more.get("means") and not trigger.nominal and not memory_conflicts(trigger, memory)
    if trigger.type is None or struck:
        return memory.last_event(number, set(_VIOLENT)) or memory.main_event()
    if not definite:
        return None
    family = FAMILY_OF[trigger.type]
    if family in _VIOLENT:
        same = [c for c in memory.claims if c.trigger_text.lower() == token.lower_]
        return memory.last_event(number, set(_VIOLENT)) or (same[-1] if same else memory.main_event())
    return memory.last_event(number, {family})


def memory_conflicts(trigger: Trigger, memory: Memory) -> bool:
    """ "struck", "hit" and "bombed" take up the form of the report's main event only if that was from a distance."""
    main = memory.main_event()
    del trigger
    return main is None or main.family is not Family.REMOTE


def _place_from_memory(back: Claim | None, memory: Memory, number: int) -> PlaceRef | None:
    """The place of the event led back to, else of the last claim, the main event, or the last place told of."""
    recent = memory.claims[-1:] if memory.claims and number - memory.sentence_of[-1] <= _NEAR_BACK else []
    main = memory.main_event()
    for claim in (*([back] if back else ()), *recent, *([main] if main else ()), *memory.claims[:1]):
        if claim.place is not None:
            return arguments.inherited(claim.place, claim.trigger)
    return arguments.inherited(memory.place, None) if memory.place is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a clause itself tells of an event, before anything is carried over."""

    doers: tuple[ActorRef, ...]
    hit: tuple[ActorRef, ...]
    where: tuple[PlaceRef, ...]
    when: TimeRef | None
    figures: tuple[Count, ...]
    back: Claim | None


def _says_enough(page: Page, trigger: Trigger, said: Said) -> bool:
    """A bare mention ("the war", "attacks", "the raid") tells nothing new."""
    token = trigger.token
    if said.figures or trigger.speaker is not None:
        return True
    if trigger.type is None:
        return bool(said.hit) and token.pos_ == "VERB"
    if FAMILY_OF[trigger.type] is Family.CONTROL and not said.where and not _names_place(page, trigger):
        return False
    if trigger.type is EventType.DISPLACEMENT and token.dep_ in {"acl", "amod"}:
        return False
    if token.dep_ == "pobj" and token.head.lower_ in _TALK_ABOUT:
        return False
    if not trigger.nominal:
        return bool(said.doers or said.hit or said.where or is_passive(token) or subject(token) is not None)
    own = {t.i for t in token.subtree}
    inside = any(_within(page, r, own) for r in said.where)
    verb = arguments.verb_over(token)
    happening = verb is not None and token.dep_ in {"nsubj", "nsubjpass", "dobj"}
    if said.back is not None and not said.hit:
        new_doer = {d.id or d.name for d in said.doers} - {d.id or d.name for d in said.back.agents}
        return bool(new_doer or inside or said.when)
    return bool(said.doers or said.hit or inside or happening or said.when)


def _names_place(page: Page, trigger: Trigger) -> bool:
    """A place noun in the sentence ("the base"), even where no name is known."""
    return any("settlement" in page.classes(t) for t in trigger.token.sent if t.pos_ in {"NOUN", "PROPN"})


def _idle_plan(page: Page, trigger: Trigger, how: Standing, said: Said) -> bool:
    """A plan without a place or day of its own ("we will continue the campaign") is talk."""
    if how.modality is not Modality.PLANNED:
        return False
    narrow = any(r.kind.value in {"town", "area", "feature"} and _in_sentence(r, trigger) for r in said.where)
    return not (narrow or said.figures) or any(t.lower_ in {"we", "i"} for t in trigger.token.sent)


def _in_sentence(ref: PlaceRef, trigger: Trigger) -> bool:
    sentence = trigger.token.sent
    return ref.span is not None and sentence.start_char <= ref.span.start < sentence.end_char


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
        and (claim.evidence_text == earlier.evidence_text or claim.rules[0] == "denial.of_last")
        and same_place
        and claim.stance is earlier.stance
        and {s.key for s in claim.sources} == {s.key for s in earlier.sources}
        and not claim.counts
        and {a.id or a.name for a in claim.agents} <= {a.id or a.name for a in earlier.agents}
        and {a.id or a.name for a in claim.targets} <= {a.id or a.name for a in earlier.targets}
        and (claim.time is None or claim.time == earlier.time)
        and claim.evidence.start != earlier.evidence.start
    )
