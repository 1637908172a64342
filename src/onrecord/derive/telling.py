"""Groups of claims as incidents: what is told of each, by whom, and what contradicts it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from onrecord.assess.grade import Case, grade_of
from onrecord.assess.weights import weight_of
from onrecord.corroborate import origins
from onrecord.corroborate.incidents import Group
from onrecord.corroborate.nearness import window
from onrecord.corroborate.origins import Told
from onrecord.derive.harming import OriginOf, accused, tolls_of
from onrecord.model.claim import EventType, Facet, Family, Modality, Polarity
from onrecord.model.control import ControlTimeline, Holding
from onrecord.model.evidence import Evidence, Interest, Voice, Where
from onrecord.model.harm import Standing, Toll
from onrecord.model.incident import (
    ConflictOf,
    Contradiction,
    Grade,
    GradeName,
    Incident,
    Origin,
)


def built(
    found: Group,
    by_claim: Mapping[str, Told],
    inferred: frozenset[str],
    grades: Mapping[str, tuple[GradeName, str, str]],
    active: frozenset[str],
) -> Incident:
    """An incident with its origins, tolls and grade; `active` = claims with like activity beside them."""
    told = [by_claim[c] for c in found.claims]
    affirmed = [t for t in told if t.evidence.polarity is Polarity.AFFIRMED] or told
    first = min((t.evidence for t in affirmed), key=lambda e: (e.public_at, e.id))
    speak = independent(affirmed)
    start, end, bounds = _when(affirmed, inferred)
    tolls = tolls_of(told, _origin_finder(speak))
    return Incident(
        id=found.id,
        extent=first.extent,
        event_type=_most(t.evidence.event_type for t in affirmed),
        place=_place(affirmed),
        start=start,
        end=end,
        bounds=bounds,
        public_at=first.public_at,
        agents=_listed(a for t in affirmed for a in t.evidence.agents),
        agent_sides=_listed(s for t in affirmed for s in t.evidence.agent_sides),
        target_sides=_listed(s for t in affirmed for s in t.evidence.target_sides),
        claims=found.claims,
        members=found.members,
        origins=speak,
        n_origins=len(speak),
        n_gatekeepers=len(origins.gatekeepers(speak)),
        copies=sum(1 for t in told if t.copy_of),
        denied_by=tuple(t.evidence.id for t in told if t.evidence.polarity is Polarity.DENIED),
        tolls=tolls,
        grade=_grade(affirmed, speak, tolls, grades.get(found.id), bool(active & set(found.claims)))
        if tolls
        else None,
        bridges=found.bridges,
        episode=_episode(first),
    )


def independent(told: Sequence[Told]) -> tuple[Origin, ...]:
    """The origins of an incident; an outlet's own voice counts only where nobody is named."""
    found = origins.count(told)
    named = tuple(o for o in found if not all(k.startswith("outlet:") for k in o.keys) or o.side)
    return named or found


def _origin_finder(found: Sequence[Origin]) -> OriginOf:
    return _Finder({(c, k): o.id for o in found for c in o.claims for k in o.keys})


class _Finder:
    """(claim, voice) -> origin id; a voice that is no origin of its own stands for itself."""

    def __init__(self, known: Mapping[tuple[str, str], str]) -> None:
        self._known = known

    def __call__(self, claim: str, voice: Voice) -> str:
        return self._known.get((claim, voice.key), origins.key_of(voice))


def _when(told: Sequence[Told], inferred: frozenset[str]) -> tuple[datetime | None, datetime | None, str]:
    """Bounds of an incident: where the times told meet, else their hull; inferred only if none is stated."""
    stated = [t.evidence for t in told if t.evidence.start and t.evidence.id not in inferred]
    known = stated or [t.evidence for t in told if t.evidence.start]
    spans = [(e.start, e.end) for e in known if e.start and e.end]
    if not spans:
        return None, None, ""
    start, end = max(s for s, _ in spans), min(e for _, e in spans)
    if start >= end:
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
    return start, end, "stated" if stated else "inferred"


def _place(told: Sequence[Told]) -> Where | None:
    """The place most claims name; the narrower one on a tie."""
    places = [t.evidence.place for t in told if t.evidence.place]
    count = Counter(p.id for p in places)
    return min(places, key=lambda p: (-count[p.id], p.radius_km, p.id, p.relation)) if places else None


def _most(types: Iterable[EventType]) -> EventType:
    count = Counter(types)
    return min(count, key=lambda t: (-count[t], t))


def _listed(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))


def _episode(item: Evidence) -> str:
    """Incidents of one place and week of fighting belong to one battle."""
    if item.place is None or item.family not in (Family.CONTROL, Family.FIGHT, Family.REMOTE):
        return ""
    week = (item.start or item.public_at).date().isocalendar()
    return f"{item.place.id}/{week.year}-w{week.week:02d}"


def _grade(
    told: Sequence[Told],
    speak: Sequence[Origin],
    tolls: Sequence[Toll],
    judged: tuple[GradeName, str, str] | None,
    active: bool,
) -> Grade:
    if judged is not None:
        return Grade(name=judged[0], rule=judged[1], judged=judged[2])
    case = Case(
        n_origins=_harm_origins(tolls) or len(speak),
        n_disinterested=sum(1 for o in speak if weight_of(_voice_of(o)).disinterested),
        retracted=False,
        admitted=any(_admits(t, v) for t in told for v in t.voices),
        perpetrators=_perpetrators(told),
        civilians_disputed=False,
        remote=any(t.evidence.family is Family.REMOTE for t in told),
        activity_nearby=active,
    )
    return grade_of(case)


def active(told: Iterable[Told]) -> frozenset[str]:
    """Claims of strikes beside which another claim, told apart, tells of such activity within a day."""
    by_area: dict[str, list[Evidence]] = defaultdict(list)
    strikes = [
        t.evidence for t in told if t.evidence.family in (Family.REMOTE, Family.FIGHT) and not t.copy_of
    ]
    for e in strikes:
        for area in _areas(e):
            by_area[area].append(e)
    return frozenset(
        e.id
        for e in strikes
        if any(o.id != e.id and _within_a_day(e, o) for area in _areas(e) for o in by_area[area])
    )


def _areas(e: Evidence) -> tuple[str, ...]:
    """A place and the district it lies in; a country says nothing of what goes on nearby."""
    return (e.place.id, *e.place.within[:-1]) if e.place else ()


def _within_a_day(a: Evidence, b: Evidence) -> bool:
    day = timedelta(days=1)
    (start, end), (other_start, other_end) = window(a), window(b)
    return start <= other_end + day and other_start <= end + day


def _harm_origins(tolls: Sequence[Toll]) -> int:
    """Origins that tell of the harm itself, for the best attested toll."""
    return max((t.n_origins for t in tolls), default=0)


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


def against(
    incidents: Sequence[Incident],
    by_claim: Mapping[str, Told],
    control: Sequence[ControlTimeline],
    judgements: Sequence[tuple[str, str]],
) -> tuple[Contradiction, ...]:
    """What cannot all be so: denials, holders, tolls, perpetrators, judgements."""
    out: list[Contradiction] = []
    for incident in incidents:
        affirmed = tuple(c for c in incident.claims if c not in incident.denied_by)
        if incident.denied_by and affirmed:
            out.append(
                Contradiction(
                    about=ConflictOf.EVENT,
                    subject=incident.id,
                    first=affirmed,
                    second=incident.denied_by,
                    first_says="happened",
                    second_says="did not happen",
                    at=incident.start,
                )
            )
        out += _tolls_apart(incident)
    out += _changed_reprints(incidents, by_claim)
    for timeline in control:
        out += _holders_apart(timeline)
    out += [
        Contradiction(
            about=ConflictOf.JUDGEMENTS,
            subject=same,
            first=(same,),
            second=(different,),
            first_says="same",
            second_says="different",
        )
        for same, different in judgements
    ]
    return tuple(out)


def _tolls_apart(incident: Incident) -> Iterable[Contradiction]:
    for toll in incident.tolls:
        lanes = [s for s in toll.statements if s.standing is Standing.LANE]
        live = [s for s in toll.statements if s.standing is Standing.LIVE]
        for lane in lanes:
            if live and lane.high is not None and lane.high < min(s.low for s in live):
                yield Contradiction(
                    about=ConflictOf.TOLL,
                    subject=incident.id,
                    first=tuple(s.claim for s in live),
                    second=(lane.claim,),
                    first_says=f"{toll.range} {toll.victims} {toll.kind}",
                    second_says=f"{lane.low} {toll.victims} {toll.kind}",
                    at=lane.public_at,
                )
        if toll.contested:
            exact = sorted((s for s in live if s.high is not None), key=lambda s: (s.low, s.claim))
            yield Contradiction(
                about=ConflictOf.TOLL,
                subject=incident.id,
                first=(exact[0].claim,),
                second=(exact[-1].claim,),
                first_says=f"{exact[0].low} {toll.victims} {toll.kind}",
                second_says=f"{exact[-1].low} {toll.victims} {toll.kind}",
                at=exact[-1].public_at,
            )


def _changed_reprints(incidents: Sequence[Incident], by_claim: Mapping[str, Told]) -> Iterable[Contradiction]:
    """A reprint with another number than its original: the number of the original stands."""
    for incident in incidents:
        for claim in incident.claims:
            told = by_claim[claim]
            if not told.copy_of or told.copy_of not in by_claim:
                continue
            first, mine = by_claim[told.copy_of].evidence, told.evidence
            before = {(c.kind, c.victims): c for c in first.counts if c.low is not None}
            for count in mine.counts:
                other = before.get((count.kind, count.victims))
                if other is not None and count.low is not None and other.low != count.low:
                    yield Contradiction(
                        about=ConflictOf.TOLL,
                        subject=incident.id,
                        first=(first.id,),
                        second=(mine.id,),
                        first_says=f"{other.low} {count.victims} {count.kind}",
                        second_says=f"{count.low} {count.victims} {count.kind} in a reprint",
                        at=mine.public_at,
                    )


def _holders_apart(timeline: ControlTimeline) -> Iterable[Contradiction]:
    """Lanes that name different holders, or deny the one named, at one time."""
    spans = [(lane, span) for lane in timeline.lanes for span in lane.spans]
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for n, (first, a) in enumerate(spans):
        for second, b in spans[n + 1 :]:
            if first.origin == second.origin or not _clash(a.holding, a.side, b.holding, b.side):
                continue
            at = max(a.start, b.start)
            near = at < min(a.end, b.end) and at - min(a.start, b.start) <= timedelta(days=3)
            if near and (a.claims, b.claims) not in seen:
                seen.add((a.claims, b.claims))
                yield Contradiction(
                    about=ConflictOf.HOLDER,
                    subject=timeline.place,
                    first=a.claims,
                    second=b.claims,
                    first_says=f"{a.holding} {a.side}".strip(),
                    second_says=f"{b.holding} {b.side}".strip(),
                    at=at,
                )


def _clash(a: Holding, a_side: str, b: Holding, b_side: str) -> bool:
    if Holding.HOLDS not in (a, b):
        return False
    if a is b:
        return a_side != b_side
    return a_side == b_side if Holding.NOT in (a, b) else True
