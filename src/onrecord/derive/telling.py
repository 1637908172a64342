"""Groups of claims as incidents: what is told of each, by whom, and what contradicts it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from onrecord.corroborate import origins
from onrecord.corroborate.incidents import Group
from onrecord.corroborate.nearness import window
from onrecord.corroborate.origins import Told
from onrecord.derive.grading import graded
from onrecord.derive.harming import OriginOf, tolls_of
from onrecord.model.claim import EventType, Family, Polarity
from onrecord.model.evidence import Evidence, Voice, Where
from onrecord.model.incident import (
    GradeName,
    Incident,
    Origin,
)


def built(
    found: Group,
    told: Sequence[Told],
    inferred: frozenset[str],
    judged: tuple[GradeName, str, str] | None,
    *,
    busy: bool,
) -> Incident:
    """An incident with its origins, tolls and grade; `busy` = a like activity is told of beside it."""
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
        grade=graded(told, speak, tolls, judged, active=busy) if tolls else None,
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


def active(told: Iterable[Told]) -> frozenset[str]:
    """Claims of strikes beside which another claim, told apart, tells of such activity within a day."""
    by_area: dict[str, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for item in told:
        e = item.evidence
        if e.family in (Family.REMOTE, Family.FIGHT) and not item.copy_of:
            for area in _areas(e):
                by_area[area].append((*window(e), e.id))
    day = timedelta(days=1)
    found: set[str] = set()
    for spans in by_area.values():
        spans.sort()
        latest = None  # end of what began before
        for n, (start, end, claim) in enumerate(spans):
            follows = latest is not None and latest >= start - day
            if follows or (n + 1 < len(spans) and spans[n + 1][0] <= end + day):
                found.add(claim)
            latest = end if latest is None else max(latest, end)
    return frozenset(found)


def _areas(e: Evidence) -> tuple[str, ...]:
    """A place and the district it lies in; a country says nothing of what goes on nearby."""
    return (e.place.id, *e.place.within[:-1]) if e.place else ()
