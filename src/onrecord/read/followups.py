"""What later sentences add to an event already told: its day, or that somebody denies it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.model.actor import ActorRef
from onrecord.model.claim import Claim, Extent, Facet, Family, Modality, Polarity, TimeRef
from onrecord.model.source import Attribution, CueKind
from onrecord.model.values import Basis, Phrase, Precision, Span
from onrecord.read.clauses import core_span, direct_object, governing_verb, prepositions, subject
from onrecord.read.events import Trigger
from onrecord.read.page import Page
from onrecord.read.parse import span_of

_SUSPECTING = frozenset({"suspect"})
_VIOLENT = frozenset({Family.FIGHT, Family.REMOTE})
_ANSWERS = frozenset({CueKind.DENIES, CueKind.BLAMES})
_BLAMED = frozenset({Family.FIGHT, Family.REMOTE, Family.CUSTODY})
_DAYS = frozenset({Precision.MINUTE, Precision.PART_OF_DAY, Precision.DAY})


# An event that ended this long before publication is background ("an assault in Ghazni last August").
_OLD_DAYS = 21


def is_background(claim: Claim, published: date | None) -> bool:
    """Told to set the scene: the report itself dates it well before its own day."""
    if published is None or claim.time is None or claim.time.interval is None:
        return False
    return (published - claim.time.interval.last_day).days > _OLD_DAYS


def dated(claims: Sequence[Claim]) -> list[Claim]:
    """Give the undated claims of one happening its day, if the report tells exactly one.

    One happening: same type and same place, told as an incident. The time is marked as inferred.
    """
    told: dict[tuple[str, str], set[TimeRef]] = defaultdict(set)
    for claim in claims:
        if _one_happening(claim) and claim.time is not None and claim.time.interval is not None:
            told[_happening(claim)].add(claim.time)
    return [_with_day(claim, told[_happening(claim)]) for claim in claims]


def _one_happening(claim: Claim) -> bool:
    return claim.family in _VIOLENT and claim.extent is Extent.INCIDENT and claim.place is not None


def _happening(claim: Claim) -> tuple[str, str]:
    return claim.event_type.value, claim.place.id if claim.place else ""


def _with_day(claim: Claim, told: set[TimeRef]) -> Claim:
    days = {(t.interval.first_day, t.interval.last_day): t for t in told if t.interval is not None}
    if claim.time is not None or not _one_happening(claim) or len(days) != 1:
        return claim
    (time,) = days.values()
    if time.interval is None or time.interval.precision not in _DAYS or time.cumulative:
        return claim
    return replace(
        claim,
        time=replace(time, interval=replace(time.interval, basis=Basis.INFERRED), rule="time.same_happening"),
    )


def same_deed(trigger: Trigger, recent: Sequence[Claim]) -> Claim | None:
    """ "the town they said they had taken": who "they" are, where the last sentences told of that very deed.

    The deed is the same where the same verb was told, of a place, by a party; the pronoun then stands for it
    rather than for the subject of the sentence.
    """
    who = subject(trigger.token)
    saying = trigger.token.head
    if who is None or who.pos_ != "PRON" or trigger.token.dep_ != "ccomp":
        return None
    speaker = subject(saying)
    if speaker is None or speaker.lower_ != who.lower_:
        return None
    told = {trigger.token.lemma_.lower(), trigger.token.lower_}
    return next(
        (
            claim
            for claim in reversed(recent)
            if claim.trigger_text.lower() in told and claim.agents and claim.place is not None
        ),
        None,
    )


def cause(trigger: Trigger, told_here: Sequence[Claim]) -> Claim | None:
    """ "the raid resulted in the arrest of two men": the event that led to this one, as its subject."""
    verb = governing_verb(trigger.token)
    doer = subject(verb) if verb is not None and verb.i != trigger.token.i else None
    if doer is None or doer.i == trigger.token.i:
        return None
    at = span_of(doer)
    return next((c for c in told_here if c.trigger == at), None)


def answers(page: Page, sentence: Span, told_here: Sequence[Claim], before: Sequence[Claim]) -> list[Claim]:
    """Denials and blame in this sentence that name no event of their own: the last one told, with them.

    `before` holds the claims of the last sentences and of this one, in the order told.
    """
    found = []
    for saying in page.attributions:
        suspects = saying.kind is CueKind.HEDGES and saying.cue in _SUSPECTING
        if not (saying.kind in _ANSWERS or suspects) or not saying.sources or not saying.cue_spans:
            continue
        cue = saying.cue_spans[0]
        if not sentence.contains(cue) or _tells(saying, told_here):
            continue
        back = _answered([c for c in before if c.trigger.end <= cue.start])
        if back is None:
            continue
        if saying.kind is CueKind.DENIES:
            polarity = Polarity.AFFIRMED if saying.negated else Polarity.DENIED
            found.append(replace(_again(page, sentence, saying, back), polarity=polarity))
        elif back.family in _BLAMED and (accused := _accused(page, cue)) is not None:
            rules = ("blame.of_last", saying.rule)
            blamed = _again(page, sentence, saying, back)
            blamed = replace(blamed, agents=(accused,), polarity=Polarity.AFFIRMED, rules=rules)
            if suspects:
                blamed = replace(blamed, modality=Modality.HEDGED, hedge_on=(Facet.AGENT,))
            found.append(blamed)
    return found


def _answered(before: Sequence[Claim]) -> Claim | None:
    """What a denial or blame is about: the last event told; who fled is not in question."""
    told = [c for c in before if not c.background]
    return next((c for c in reversed(told) if c.family is not Family.MOVE), told[-1] if told else None)


def _again(page: Page, sentence: Span, saying: Attribution, back: Claim) -> Claim:
    """An event told before, as another source speaks of it here."""
    cue = saying.cue_spans[0]
    evidence = _trimmed(page, sentence)
    return replace(
        back,
        evidence=evidence,
        evidence_text=evidence.of(page.text),
        trigger=cue,
        trigger_text=cue.of(page.text),
        sources=saying.sources,
        cue=Phrase(text=cue.of(page.text), span=cue),
        modality=Modality.ACTUAL,
        hedge_on=(),
        hedge=None,
        counts=(),
        persons=(),
        headline=False,
        rules=("denial.of_last", saying.rule),
    )


def _accused(page: Page, cue: Span) -> ActorRef | None:
    """Whom a verb of blame names: its object, else the noun after "on" ("blamed the raid on the army")."""
    found = page.doc.char_span(cue.start, cue.end, alignment_mode="expand")
    verb = found.root if found is not None else None
    if verb is None or verb.pos_ != "VERB":
        return None
    thing = direct_object(verb)
    if any(n.pos_ in {"VERB", "AUX"} for t in (verb, thing) if t is not None for _, n in prepositions(t)):
        return None  # "accused X of backing Y": another deed
    nouns = [*((thing,) if thing is not None else ()), *(n for w, n in prepositions(verb) if w == "on")]
    if thing is not None:
        nouns += [n for w, n in prepositions(thing) if w == "on"]
    for noun in nouns:
        ref = page.actor_at.get(noun.i)
        if ref is not None:
            return ref
        if page.classes(noun) & {"force", "fighter"}:
            span = core_span(noun)
            return ActorRef(as_written=span.of(page.text), span=span, name=span.of(page.text))
    return None


def _tells(saying: Attribution, told_here: Sequence[Claim]) -> bool:
    return any(span.contains(claim.trigger) for claim in told_here for span in saying.content_spans)


def _trimmed(page: Page, sentence: Span) -> Span:
    text = sentence.of(page.text)
    start = sentence.start + len(text) - len(text.lstrip())
    return Span(start=start, end=max(start, sentence.start + len(text.rstrip())))
