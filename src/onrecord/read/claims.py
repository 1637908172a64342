"""Puts claims together: one statement for each event a sentence tells of, with its words and its sources."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from onrecord.model.actor import ActorKind, ActorRef
from onrecord.model.claim import (
    FAMILY_OF,
    Claim,
    Count,
    EventType,
    Family,
    HarmKind,
    Person,
    Polarity,
    TimeRef,
)
from onrecord.model.place import PlaceKind, PlaceRef
from onrecord.model.reading import ReaderKind
from onrecord.model.source import Attribution, Source, SourceType
from onrecord.model.values import Phrase, Span
from onrecord.read import (
    arguments,
    countparts,
    counts,
    events,
    eventtypes,
    followups,
    persons,
    setting,
    targets,
)
from onrecord.read.clauses import clause_span, conjuncts, patient, prepositions, subject
from onrecord.read.events import Trigger
from onrecord.read.memory import Memory, antecedent, place_of, remember_place, same_spot, vaguer
from onrecord.read.page import Page, quoted_or_said
from onrecord.read.parse import Token, TokenSpan, span_of
from onrecord.read.stance import Standing, share, standing
from onrecord.read.worth import Said, idle_plan, says_enough

# What an event of the type does to the people counted with its verb.
_KIND_OF = {
    EventType.ABDUCTION: HarmKind.CAPTURED,
    EventType.DETENTION: HarmKind.CAPTURED,
    EventType.SURRENDER: HarmKind.SURRENDERED,
    EventType.DISPLACEMENT: HarmKind.DISPLACED,
}
_RELEASES = dict.fromkeys(("other.release", "other.free", "other.set_free"), HarmKind.RELEASED)
_ANSWERED_BACK = 3  # sentences after which nobody denies or blames without saying what
_SPEAKER_TYPE = {
    ActorKind.MILITARY: SourceType.MILITARY,
    ActorKind.GOVERNMENT: SourceType.GOVERNMENT,
    ActorKind.STATE: SourceType.GOVERNMENT,
    ActorKind.ARMED_GROUP: SourceType.ARMED_GROUP,
    ActorKind.COALITION: SourceType.MILITARY,
    ActorKind.OPPOSITION: SourceType.OPPOSITION,
    ActorKind.POLICE: SourceType.LOCAL_OFFICIAL,
}


def claim_id(edition: str, kind: ReaderKind, trigger: Span, ordinal: int) -> str:
    """Identity of a claim (HOUSE, Ids): a hash, so that a better reading keeps it."""
    raw = f"{edition}|{kind}|{trigger.start}-{trigger.end}|{ordinal}"
    return "c" + hashlib.sha256(raw.encode()).hexdigest()[:16]


def _ignored(_trigger: Trigger, _why: str) -> None:
    """Nobody asks why a word made no claim."""


def assemble(
    page: Page,
    times: tuple[TimeRef, ...],
    *,
    edition: str,
    reading: str,
    published: date | None = None,
    passed: Callable[[Trigger, str], None] = _ignored,
) -> tuple[Claim, ...]:
    """All claims of a parsed page, in the order of the text; `passed` hears of each word that makes none."""
    memory = Memory(published=published)
    for number, sentence in enumerate(page.doc.sents):
        if not sentence.text.strip():
            continue
        for trigger in events.find(page, sentence):
            claim = _claim(page, trigger, times, memory, number)
            if isinstance(claim, str):
                passed(trigger, claim)
            else:
                old = followups.is_background(claim, published)
                made = replace(claim, edition=edition, reading=reading, background=old)
                memory.claims.append(replace(made, id=claim_id(edition, ReaderKind.MACHINE, made.trigger, 0)))
                memory.sentence_of.append(number)
        remember_place(page, sentence, memory, number)
        memory.claims.extend(_answers(page, sentence, memory, number, edition=edition, reading=reading))
        memory.sentence_of.extend([number] * (len(memory.claims) - len(memory.sentence_of)))
    return _without_repeats(followups.dated(memory.claims))


def _answers(
    page: Page, sentence: TokenSpan, memory: Memory, number: int, *, edition: str, reading: str
) -> list[Claim]:
    """ "X denied this", "X blamed Y": the last event told of, where the sentence names none of its own."""
    where = Span(start=sentence.start_char, end=sentence.end_char)
    told_here = [c for c, at in zip(memory.claims, memory.sentence_of, strict=True) if at == number]
    found = followups.answers(page, where, told_here, memory.recent(number, _ANSWERED_BACK))
    return [
        replace(c, edition=edition, reading=reading, id=claim_id(edition, ReaderKind.MACHINE, c.trigger, 0))
        for c in found
    ]


def _told(
    page: Page, trigger: Trigger, times: tuple[TimeRef, ...], memory: Memory, number: int
) -> Said | str:
    """What the clause itself tells of the event; the reason where it tells of none."""
    at = span_of(trigger.token)
    if any(s.topic.span is not None and s.topic.span.contains(at) for s in page.silences):
        return "a source kept silent about it: a note on the source"
    told_by = quoted_or_said(page, trigger.token)
    evidence = clause_span(trigger.token)
    how = standing(trigger.token, evidence, told_by, page.text)
    purpose = how.why == "purpose" and bool(trigger.entry.more.get("purpose"))
    figures, people = _figures(page, trigger)
    if trigger.type is None and counts.by_nature(trigger.token):
        return "of nature or sickness, not of war"
    if not how.told and not purpose and not _none_harmed(how, figures):
        return f"not told as having happened: {how.why}"
    back = antecedent(trigger, memory, number)
    when = setting.time(trigger, page, times, evidence)
    where = setting.places(trigger, page, evidence)
    if trigger.type is None and where:
        back = same_spot(where[0], memory) or back
    if back is not None and _elsewhere(trigger, back, where, when):
        back = None
    doers = arguments.agents(trigger, page)
    deed = followups.same_deed(trigger, memory.recent(number))
    doers = deed.agents if deed is not None else doers
    kind, weapon, rules = eventtypes.of(page, trigger, evidence, back, when, purpose=purpose)
    if kind is None:
        return "names no event"
    kind, rules = eventtypes.by_agent(trigger, kind, doers, rules)
    return Said(
        kind=kind,
        rules=(trigger.rule, *rules, *how.rules),
        means=weapon,
        how=how,
        told_by=told_by,
        evidence=evidence,
        doers=doers,
        hit=targets.find(trigger, page, doers),
        where=where,
        when=when,
        figures=figures,
        people=people,
        back=back,
        own_word=deed is not None,
    )


def _elsewhere(trigger: Trigger, back: Claim, where: tuple[PlaceRef, ...], when: TimeRef | None) -> bool:
    """True where the clause names another town, or other days, than the event it seemed to lead back to.

    Bodies and tolls are counted in hospitals elsewhere, and a battle goes on from day to day.
    """
    told, here = back.place, where[0] if where else None
    if trigger.nominal:
        return False
    if here is not None and told is not None and here.id != told.id:
        points = here.kind is PlaceKind.TOWN and told.kind is PlaceKind.TOWN
        if points and told.id not in here.within and here.id not in told.within and _far(here, told):
            return True
    if when is None or when.interval is None or back.time is None or back.time.interval is None:
        return False
    once = back.family is not Family.FIGHT and not when.cumulative
    return once and not when.interval.overlaps(back.time.interval)


_FAR_DEGREES = 0.3  # some 30 km: beyond the towns that one event is told of


def _far(a: PlaceRef, b: PlaceRef) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return True
    return abs(a.lat - b.lat) > _FAR_DEGREES or abs(a.lon - b.lon) > _FAR_DEGREES


def _claim(
    page: Page, trigger: Trigger, times: tuple[TimeRef, ...], memory: Memory, number: int
) -> Claim | str:
    """The claim of one word, or why it makes none."""
    said = _told(page, trigger, times, memory, number)
    if isinstance(said, str):
        return said
    if not says_enough(page, trigger, said):
        return "a bare mention: no party, place, day or figure of its own"
    if idle_plan(page, trigger, said):
        return "a plan without a place or figure of its own"
    doers, when, place = _carried(said, memory, number)
    if when is None and (led := followups.cause(trigger, memory.recent(number, 0))) is not None:
        when = led.time
    part, part_rule = (
        share(said.evidence, page.text) if FAMILY_OF[said.kind] is Family.CONTROL else (None, "")
    )
    thing, thing_kind = targets.object_hit(trigger, page)
    at = span_of(trigger.token)
    return Claim(
        id="",
        edition="",
        reading="",
        ordinal=0,
        event_type=said.kind,
        extent=eventtypes.extent(trigger, said.kind, when),
        evidence=said.evidence,
        evidence_text=said.evidence.of(page.text),
        trigger=at,
        trigger_text=at.of(page.text),
        agents=doers,
        targets=said.hit,
        place=place,
        places_also=said.where[1:],
        time=when,
        counts=said.figures,
        persons=said.people,
        object=thing,
        object_kind=thing_kind,
        means=said.means,
        sources=_spoken_for(doers) if said.own_word else _sources(said.told_by) or _own_word(trigger, doers),
        cue=_cue(arguments.said(said.told_by), page),
        polarity=Polarity.AFFIRMED if _none_harmed(said.how, said.figures) else said.how.polarity,
        modality=said.how.modality,
        hedge_on=said.how.hedge_on,
        hedge=said.how.hedge,
        partial=part,
        rules=(*said.rules, *([part_rule] if part_rule else ())),
    )


def _carried(
    said: Said, memory: Memory, number: int
) -> tuple[tuple[ActorRef, ...], TimeRef | None, PlaceRef | None]:
    """Agents, time and place, carried over from the event led back to where the clause leaves them out."""
    back = said.back
    place = said.where[0] if said.where else place_of(back, memory, number)
    if (
        said.where
        and back is not None
        and back.place is not None
        and vaguer(said.where[0], back.place, said.evidence)
    ):
        place = setting.inherited(back.place, back.trigger)
    when = said.when or (back.time if back is not None else None)
    doers = said.doers
    if not doers and back is not None and back.event_type is said.kind:
        hit = {t.id or t.name for t in said.hit}
        doers = () if hit & {a.id or a.name for a in back.agents} else back.agents
    return doers, when, place


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
    return () if trigger.speaker is None else _spoken_for(doers)


def _spoken_for(doers: tuple[ActorRef, ...]) -> tuple[Source, ...]:
    """Bodies as sources of what they say of themselves."""
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
    return Phrase(text=span.of(page.text), span=span)


def _figures(page: Page, trigger: Trigger) -> tuple[tuple[Count, ...], tuple[Person, ...]]:
    found: list[Count] = []
    people: list[Person] = []
    for word in dict.fromkeys((*trigger.harm, trigger.token, *trigger.also)):
        for kind, noun, rule in counts.harmed(word, page):
            people.extend(persons.of(noun, kind, page))
            count = counts.count_of(kind, noun, page, rule)
            if count is not None and not any(_same_figure(count, other) for other in found):
                found.extend(countparts.with_parts(count, page))
    done = _RELEASES.get(trigger.rule) or (_KIND_OF.get(trigger.type) if trigger.type is not None else None)
    if done is not None and not any(c.kind is done for c in found):
        whole = (counts.count_of(done, noun, page, trigger.rule) for noun in _whom(trigger))
        found.extend(c for count in whole if count is not None for c in countparts.with_parts(count, page))
    return tuple(found), tuple({p.name: p for p in people}.values())


def _whom(trigger: Trigger) -> tuple[Token, ...]:
    """Whom the event befell: the one who undergoes the verb, or gives up; the noun after "of"."""
    token = trigger.token
    if trigger.nominal:
        return tuple(noun for word, noun in prepositions(token) if word == "of")
    who = subject(token) if trigger.type is EventType.SURRENDER else patient(token)
    return conjuncts(who) if who is not None else ()


def _same_figure(a: Count, b: Count) -> bool:
    if a.kind is not b.kind:
        return False
    if a.span is not None and b.span is not None and a.span.overlaps(b.span):
        return True
    return (a.low, a.high, a.who) == (b.low, b.high, b.who)


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
