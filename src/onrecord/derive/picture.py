"""The derivation itself: evidence, origins, incidents, harm, grades, control, contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from onrecord.assess.status import FORGOTTEN_AFTER
from onrecord.corroborate.blocking import Spot, beside, namesakes
from onrecord.corroborate.incidents import Group, Grouping, Link, grouped, links_between, links_of
from onrecord.corroborate.origins import Told
from onrecord.derive.against import of_incident, of_judgements, of_reprints, of_timeline
from onrecord.derive.harming import totals_of
from onrecord.derive.here import Here, apart, here_of
from onrecord.derive.holding import timelines
from onrecord.derive.judged import Judged, apply
from onrecord.derive.memo import Memo
from onrecord.derive.narrow import evidence_of
from onrecord.derive.telling import active, built
from onrecord.model.control import ControlTimeline
from onrecord.model.evidence import Evidence
from onrecord.model.incident import Contradiction, Incident
from onrecord.model.judgement import Judgement
from onrecord.model.picture import Picture
from onrecord.model.stored import StoredClaim
from onrecord.parties import Parties

# What a derived value is made with; a change of any rate, weight or rule makes a new version.
VERSION = "2"
# So long after the last word no place is known any more: a picture of any later time is that of this one.
STILL = timedelta(days=FORGOTTEN_AFTER + 2)


def derive(
    claims: Iterable[StoredClaim],
    judgements: Iterable[Judgement],
    parties: Parties,
    *,
    known_on: datetime | None = None,
    memo: Memo | None = None,
) -> Picture:
    """What follows from the claims public by `known_on`, whatever the order in which they came.

    1 people's corrections, 2 narrow evidence, 3 copies and origins by place, 4 incidents with harm and grade,
    5 control, 6 what contradicts what. Nothing of what was given is changed. With the `memo` of an earlier
    derivation only what depends on the difference is worked out; the answer is the same.
    """
    memo = memo if memo is not None else Memo()
    memo.begin()
    public = sorted(
        (s for s in claims if (s.withdrawn_at is None if known_on is None else s.public_on(known_on))),
        key=lambda s: s.claim.id,
    )
    judged = apply(public, judgements, parties)
    parties = memo.of("parties", (parties,), lambda: parties.overruled(judged.sides), also=judged.sides)
    places = _places(judged, parties, memo)
    told = {t.evidence.id: t for here in places for t in here.told}
    work = _Work(
        told=told,
        inferred=frozenset(c for here in places for c in here.inferred),
        busy=active(told.values()),
        judged=judged,
    )
    grouping = _grouping(places, judged, memo)
    found = (_incident(group, work, memo) for group in grouping.groups)
    incidents = tuple(sorted(found, key=lambda i: (i.public_at, i.id)))
    now = _now(judged, known_on)
    control = (
        timelines(places, components_of(incidents), parties, known_on=now, pins=judged.pins, memo=memo)
        if now
        else ()
    )
    return Picture(
        known_on=known_on,
        version=VERSION,
        incidents=incidents,
        totals=totals_of(incidents),
        timelines=control,
        contradictions=tuple(_contradictions(incidents, work, control, grouping, memo)),
        problems=judged.problems,
        changed=judged.changed,
        published=judged.published,
    )


def _now(judged: Judged, known_on: datetime | None) -> datetime | None:
    """Up to when control is drawn: never far beyond the last word or the last day that a person decided."""
    last = max((s.public_at for s in judged.claims), default=None)
    if last is None or known_on is None:
        return known_on or last
    still = max([last, *(min(pin.end, known_on) for pin in judged.pins)])
    # as a length of time, for the calendar may end before that day
    return still + min(known_on - still, STILL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What all incidents are made from."""

    told: Mapping[str, Told]
    inferred: frozenset[str]
    busy: frozenset[str]
    judged: Judged


def _places(judged: Judged, parties: Parties, memo: Memo) -> list[Here]:
    """What is told, place by place."""
    editions: dict[str, list[StoredClaim]] = defaultdict(list)
    for stored in judged.claims:
        editions[stored.claim.edition].append(memo.same(stored) if stored.changed else stored)
    evidence: list[Evidence] = []
    for held in editions.values():
        interests = {s.claim.id: judged.interests[s.claim.id] for s in held if s.claim.id in judged.interests}
        evidence += memo.of(
            "evidence",
            (parties, *held),
            partial(evidence_of, held, parties, interests),
            also=tuple(sorted(interests.items())),
        )
    evidence.sort(key=lambda e: (e.public_at, e.id))
    known = {s.claim.id: s for s in judged.claims}
    return [memo.of("here", items, partial(here_of, items, known)) for items in apart(evidence)]


def _grouping(places: Sequence[Here], judged: Judged, memo: Memo) -> Grouping:
    """Incidents as groups of claims; what was compared before is not compared again."""
    spots: dict[Spot, tuple[Told, ...]] = {
        spot: heads for here in places for spot, heads in here.spots.items()
    }
    links: list[Link] = []
    for a, b in beside(spots):
        heads = (spots[a], spots[b])
        links += memo.of("links", heads, partial(links_between, *heads))
    classes = {head: items for here in places for head, items in here.classes.items()}
    links += links_of(namesakes(items[0] for items in classes.values()))
    return grouped(classes, links, judged.decisions)


def _incident(group: Group, work: _Work, memo: Memo) -> Incident:
    """An incident, made anew only if what it is made from is new."""
    told = tuple(work.told[c] for c in group.claims)
    inferred = work.inferred & set(group.claims)
    busy = not work.busy.isdisjoint(group.claims)
    judged = work.judged.grades.get(group.id)
    return memo.of(
        "incident",
        told,
        partial(built, group, told, inferred, judged, busy=busy),
        also=(group, inferred, busy, judged),
    )


def _contradictions(
    incidents: Sequence[Incident],
    work: _Work,
    control: Sequence[ControlTimeline],
    grouping: Grouping,
    memo: Memo,
) -> Iterator[Contradiction]:
    """What cannot all be so: denials, holders, tolls, perpetrators, judgements."""
    for incident in incidents:
        yield from memo.of("against", (incident,), partial(of_incident, incident))
    for incident in incidents:
        if incident.copies:
            yield from of_reprints(incident, work.told)
    for timeline in control:
        yield from memo.of("apart", (timeline,), partial(of_timeline, timeline))
    yield from of_judgements(grouping.conflicts)


def components_of(incidents: Iterable[Incident]) -> Mapping[tuple[str, str], str]:
    """(claim, origin key) -> the origin it was joined in, inside its incident."""
    return {
        (claim, key): origin.id
        for incident in incidents
        for origin in incident.origins
        for claim in origin.claims
        for key in origin.keys
    }
