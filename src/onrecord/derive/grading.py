"""The grade of an incident from its claims, origins and tolls (RESOLUTION 3.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.assess.grade import Case, grade_of
from onrecord.assess.weights import weight_of
from onrecord.corroborate.origins import Told
from onrecord.derive.harming import PART_OF, accused
from onrecord.model.claim import Facet, Family, HarmKind, Modality, Polarity, VictimClass
from onrecord.model.evidence import Interest, Voice
from onrecord.model.harm import Standing, Toll
from onrecord.model.incident import Grade, GradeName, Origin

_FIGHTERS = frozenset({VictimClass.COMBATANTS, VictimClass.POLICE})


def graded(
    told: Sequence[Told],
    speak: Sequence[Origin],
    tolls: Sequence[Toll],
    judged: tuple[GradeName, str, str] | None,
    *,
    active: bool,
) -> Grade:
    """The grade a person gave, else what the machine proposes; who took its word back counts no more."""
    if judged is not None:
        return Grade(name=judged[0], rule=judged[1], judged=judged[2])
    affirmed = [t for t in told if t.evidence.polarity is Polarity.AFFIRMED] or list(told)
    back = taken_back(told)
    stand = [o for o in speak if not back.issuperset(o.keys)]
    gone = {o.id for o in speak} - {o.id for o in stand}
    counted = (len({s.origin for s in t.statements if s.standing is not Standing.LANE} - gone) for t in tolls)
    case = Case(
        n_origins=max(counted, default=0) or len(stand),
        n_disinterested=sum(1 for o in stand if weight_of(_voice_of(o)).disinterested),
        retracted=bool(gone) and not stand,
        admitted=any(_admits(t, v) for t in affirmed for v in t.voices),
        perpetrators=_perpetrators(affirmed),
        civilians_disputed=civilians_disputed(affirmed),
        remote=any(t.evidence.family is Family.REMOTE for t in affirmed),
        activity_nearby=active,
    )
    return grade_of(case)


def taken_back(told: Iterable[Told]) -> frozenset[str]:
    """Keys of the speakers who told of it and later, as their last word, that it was not so."""
    last: dict[str, Polarity] = {}
    affirmed: set[str] = set()
    for item in sorted(told, key=lambda t: (t.evidence.public_at, t.evidence.id)):
        if item.copy_of:
            continue
        for voice in item.voices:
            if item.evidence.polarity is Polarity.AFFIRMED:
                affirmed.add(voice.key)
            last[voice.key] = item.evidence.polarity
    return frozenset(k for k in affirmed if last[k] is Polarity.DENIED)


def civilians_disputed(told: Iterable[Told]) -> bool:
    """True if somebody without a side says of dead told of as civilians that none was, or that they fought.

    That they fought is told by the same number of dead fighters, without a word of dead civilians.
    """
    civilians: dict[str, set[int]] = defaultdict(set)
    fighters: dict[str, set[int]] = defaultdict(set)
    none: set[str] = set()
    for item in (t for t in told if not t.copy_of):
        for voice in item.voices:
            apart = weight_of(voice).disinterested
            for count in (c for c in item.evidence.counts if c.kind is HarmKind.KILLED):
                if _are_civilians(count.victims) and count.low:
                    civilians[voice.key].add(count.low)
                elif _are_civilians(count.victims) and count.high == 0 and apart:
                    none.add(voice.key)
                elif count.victims in _FIGHTERS and count.low and apart:
                    fighters[voice.key].add(count.low)
    for who in none | (fighters.keys() - civilians.keys()):
        others = {n for k, numbers in civilians.items() if k != who for n in numbers}
        if others and (who in none or others & fighters[who]):
            return True
    return False


def _are_civilians(victims: VictimClass) -> bool:
    at: VictimClass | None = victims
    while at is not None and at is not VictimClass.CIVILIANS:
        at = PART_OF.get(at)
    return at is not None


def _voice_of(origin: Origin) -> Voice:
    return Voice(key=origin.id, name="", type=origin.type, side=origin.side, interest=origin.interest)


def _admits(told: Told, voice: Voice) -> bool:
    """A belligerent owns up to harm it did to bystanders."""
    e = told.evidence
    harmed = any(c.low and accused(e, c, voice) for c in e.counts)
    return harmed and voice.interest is Interest.OWN_LOSS and e.polarity is Polarity.AFFIRMED


def _perpetrators(told: Sequence[Told]) -> list[frozenset[str]]:
    """Sides named as doing it without a doubt, one set for each claim that is no copy."""
    return [
        frozenset(t.evidence.agent_sides)
        for t in told
        if t.evidence.agent_sides
        and not t.copy_of
        and Facet.AGENT not in t.evidence.hedge_on
        and t.evidence.modality is not Modality.HEDGED
        and any(weight_of(v).disinterested for v in t.voices)
    ]
