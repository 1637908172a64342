"""Episodes over several reports: claims of one place, of overlapping days, of hands that may be the same.

The derivation tells incidents apart far more finely; the gold's `same_incident` names whole battles.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.model.actor import ActorRef
from onrecord.model.claim import Claim, Family, Modality
from onrecord.model.place import PlaceKind, PlaceRef

_OF_BATTLE = frozenset({Family.CONTROL, Family.FIGHT, Family.REMOTE, Family.CUSTODY})
_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION})
_NEAR_DEGREES = 0.25  # some 25 km
_LATELY = timedelta(days=7)
_LONGEST = timedelta(days=14)  # a longer time dates no single battle
Days = tuple[date, date]


def labels(reports: Sequence[tuple[Claim, ...]], published: Sequence[date | None]) -> list[dict[int, str]]:
    """For each report, its claims (by number) that share an episode with those of another report."""
    claims = [
        (report, number, claim)
        for report, found in enumerate(reports)
        for number, claim in enumerate(found)
        if claim.family in _OF_BATTLE and claim.modality is not Modality.PLANNED and not claim.background
    ]
    days = [_days(c) or _lately(c, published[report]) for report, _, c in claims]
    group = list(range(len(claims)))

    def root(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for i, (_, _, a) in enumerate(claims):
        for j in range(i):
            if _together(a, days[i], claims[j][2], days[j]):
                group[max(root(i), root(j))] = min(root(i), root(j))
    of_group: dict[int, set[int]] = {}
    for i, (report, _, _) in enumerate(claims):
        of_group.setdefault(root(i), set()).add(report)
    found: list[dict[int, str]] = [{} for _ in reports]
    for i, (report, number, _) in enumerate(claims):
        if len(of_group[root(i)]) > 1:
            found[report][number] = f"e{root(i)}"
    return found


def _days(claim: Claim) -> Days | None:
    interval = claim.time.interval if claim.time is not None else None
    if interval is None or interval.last_day - interval.first_day > _LONGEST:
        return None
    return interval.first_day, interval.last_day


def _lately(claim: Claim, published: date | None) -> Days | None:
    """What is told without a time is of the days before publication."""
    return None if claim.time is not None or published is None else (published - _LATELY, published)


def _together(a: Claim, of_a: Days | None, b: Claim, of_b: Days | None) -> bool:
    if of_a is None or of_b is None or of_a[0] > of_b[1] or of_b[0] > of_a[1]:
        return False
    if a.place is None or b.place is None:
        return False
    ours, theirs = {_root(d) for d in a.agents}, {_root(d) for d in b.agents}
    if a.time is None or b.time is None:
        return a.family is b.family and bool(ours & theirs) and _same_spot(a.place, b.place)
    if _same_spot(a.place, b.place):
        return not ours or not theirs or bool(ours & theirs)
    wide = a.place.kind in _WIDE or b.place.kind in _WIDE
    return wide and a.place.country == b.place.country and bool(ours & theirs) and a.family is b.family


def _same_spot(a: PlaceRef, b: PlaceRef) -> bool:
    if a.id == b.id:
        return a.kind is not PlaceKind.COUNTRY
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None or {a.kind, b.kind} & _WIDE:
        return False
    return abs(a.lat - b.lat) < _NEAR_DEGREES and abs(a.lon - b.lon) < _NEAR_DEGREES


def _root(ref: ActorRef) -> str:
    return ref.id.split("-")[0] or ref.name
