"""Which scope of harm lies in which: places by footprint, times by interval (RESOLUTION 3.3)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord.model.evidence import Where
from onrecord.model.place import PlaceKind

# Probability that a total contains a happening without a time that is told beside it (RESOLUTION 3.4).
UNDATED_SHARE = 0.7
# Of a place that no gazetteer positions, told of in the same district as a town, the probability that it lies
# in the town's footprint; our convention.
UNLISTED_SHARE = 0.7
# A happening told in a window no longer than this may lie across the edge of a total.
ONE_HAPPENING = timedelta(days=2)
# Half this width of a footprint's edge is neither inside nor outside.
EDGE_SHARE = 0.2
# So many totals that overlap each other are tried in every combination.
EXACT = 14
_EARTH_KM = 6371.0
# What has a wider footprint is an area: things lie in it by what the gazetteer says, not by distance.
WIDEST_KM = 500.0
_WIDTH = {
    PlaceKind.COUNTRY: 3,
    PlaceKind.REGION: 3,
    PlaceKind.AREA: 2,
    PlaceKind.TOWN: 1,
    PlaceKind.FEATURE: 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where and when a toll holds; `total` = a sum over a time and area that may contain others."""

    id: str
    place: Where | None
    start: datetime | None
    end: datetime | None
    total: bool
    public_at: datetime

    @property
    def width(self) -> tuple[int, float, float, str]:
        """Size, for choosing the narrowest container: kind of place, footprint, days."""
        kind = _WIDTH[self.place.kind] if self.place else 4
        start, end = self.bounds
        sure = self.place is not None and not self.place.id.startswith("un:")
        radius = self.place.radius_km if self.place and sure else 0.0  # elsewhere it is how unsure we are
        return kind, radius, (end - start).total_seconds() / 86400, self.id

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """When, as told; without a time, the moment it was public: such a total contains nothing."""
        if self.start is not None and self.end is not None:
            return self.start, self.end
        return self.public_at, self.public_at


def share(child: Scope, parent: Scope) -> float:
    """Probability that the harm of `child` lies in `parent`: 1 contained, 0 disjoint."""
    if not parent.total or parent.start is None or child.id == parent.id or child.width >= parent.width:
        return 0.0
    inside, within = _place_share(child.place, parent.place), _time_share(child, parent)
    # two things that are not known are not known better for being two
    return inside * within if 1.0 in (inside, within) else min(inside, within)


def overlap(a: Scope, b: Scope) -> bool:
    """True if two totals may count the same dead though neither contains the other: days and places meet."""
    if not (a.total and b.total) or a.place is None or b.place is None:
        return False
    (start, end), (other_start, other_end) = a.bounds, b.bounds
    meet = max(start, other_start) < min(end, other_end)
    return meet and max(_place_share(a.place, b.place), _place_share(b.place, a.place)) > 0


def heaviest(scopes: Mapping[str, tuple[Scope, int]]) -> frozenset[str]:
    """Scopes that surely count nobody twice: the heaviest set without an overlap (RESOLUTION 3.3).

    Exact while at most `EXACT` overlap each other; of more, the heavier ones first, which is never too much.
    """
    order = sorted(scopes, key=lambda id: (-scopes[id][1], id))
    clash = _clashes([scopes[id][0] for id in order])
    free = frozenset(a for a in order if not clash[a])
    crowd = [a for a in order if clash[a]]
    if len(crowd) > EXACT:
        chosen: set[str] = set()
        for a in crowd:
            if not clash[a] & chosen:
                chosen.add(a)
        return free | chosen
    return free | _best(crowd, clash, scopes)[1]


def _clashes(scopes: Iterable[Scope]) -> dict[str, set[str]]:
    """Each scope with those it overlaps; only such as meet in time are compared."""
    out: dict[str, set[str]] = {}
    running: list[Scope] = []
    for scope in sorted(scopes, key=lambda s: (s.bounds[0], s.id)):
        out[scope.id] = set()
        if not scope.total:
            continue
        running = [r for r in running if r.bounds[1] > scope.bounds[0]]
        for other in running:
            if overlap(scope, other):
                out[scope.id].add(other.id)
                out[other.id].add(scope.id)
        running.append(scope)
    return out


def _best(
    left: list[str], clash: Mapping[str, set[str]], scopes: Mapping[str, tuple[Scope, int]]
) -> tuple[int, frozenset[str]]:
    """The greatest sum over a set without a clash, and the set; the earlier in order on a tie."""
    if not left:
        return 0, frozenset()
    first, rest = left[0], left[1:]
    weight, chosen = _best([a for a in rest if a not in clash[first]], clash, scopes)
    taken = (weight + scopes[first][1], chosen | {first})
    passed = _best(rest, clash, scopes)
    return taken if taken[0] >= passed[0] else passed


def _place_share(child: Where | None, parent: Where | None) -> float:
    if child is None or parent is None:
        return 0.0
    if child.id == parent.id:
        return 1.0 if parent.relation or not child.relation else 1 - EDGE_SHARE
    if parent.id in child.within or child.id.startswith(f"un:{parent.id}/"):
        return 1.0
    if parent.kind not in (PlaceKind.TOWN, PlaceKind.FEATURE) or parent.radius_km <= 0:
        return 0.0
    if child.id.startswith("un:"):
        near = _distance(child, parent) <= parent.radius_km + child.radius_km
        beside = child.lat is None and bool(set(child.within[:1]) & set(parent.within))
        return UNLISTED_SHARE if near or beside else 0.0
    away = _distance(child, parent)
    if away <= parent.radius_km:
        return 1.0
    return EDGE_SHARE if away <= parent.radius_km * (1 + EDGE_SHARE) else 0.0


def _time_share(child: Scope, parent: Scope) -> float:
    if child.start is None or child.end is None:
        return UNDATED_SHARE if not child.total else 0.0
    start, end = parent.bounds
    if start <= child.start and child.end <= end:
        return 1.0
    inside = (min(end, child.end) - max(start, child.start)).total_seconds()
    length = (child.end - child.start).total_seconds()
    if child.total or length > ONE_HAPPENING.total_seconds():
        return 0.0  # two spells that overlap: neither contains the other
    return max(0.0, inside / length) if length > 0 else 0.0


def _distance(a: Where, b: Where) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    p, q = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def parents(scopes: Iterable[Scope]) -> Mapping[str, tuple[str, float]]:
    """Each scope's narrowest container with its share; overlapping totals that nest nowhere stay apart."""
    known = sorted(scopes, key=lambda s: s.width)
    containers = _Containers(s for s in known if s.total and s.start is not None and s.place is not None)
    out: dict[str, tuple[str, float]] = {}
    for child in known:
        options = [(p, share(child, p)) for p in containers.near(child)]
        inside = [(p.width, p.id, s) for p, s in options if s >= 1] or [
            (p.width, p.id, s) for p, s in options if s > 0
        ]
        if inside:
            _, parent, best = min(inside)
            out[child.id] = parent, best
    return out


class _Containers:
    """Totals by what brings a scope inside them: their place, their district, or their neighbourhood."""

    def __init__(self, totals: Iterable[Scope]) -> None:
        self.known: dict[str, Scope] = {}
        self._at: dict[str, set[str]] = defaultdict(set)
        self._cells: dict[tuple[int, int], set[str]] = defaultdict(set)
        for total in totals:
            assert total.place is not None
            self.known[total.id] = total
            for id in (total.place.id, *total.place.within):
                self._at[id].add(total.id)
            for cell in _cells(total.place, total.place.radius_km * (1 + EDGE_SHARE)):
                self._cells[cell].add(total.id)

    def near(self, child: Scope) -> list[Scope]:
        """The totals that may contain a scope, and some that do not."""
        if child.place is None:
            return []
        above = child.place.id.removeprefix("un:").rpartition("/")[0]
        found = {i for id in (child.place.id, *child.place.within, above) for i in self._at.get(id, ())}
        reach = child.place.radius_km if child.place.id.startswith("un:") else 0.0
        for cell in _cells(child.place, reach):
            found |= self._cells.get(cell, set())
        return [self.known[i] for i in sorted(found - {child.id})]


def _cells(place: Where, radius_km: float) -> Iterable[tuple[int, int]]:
    """Cells of one degree that a circle around a place touches; none for a place without position."""
    if place.lat is None or place.lon is None or radius_km > WIDEST_KM:
        return
    high = math.degrees(radius_km / _EARTH_KM)
    wide = high / max(0.01, math.cos(math.radians(min(89.0, abs(place.lat) + high))))
    for row in range(math.floor(place.lat - high), math.floor(place.lat + high) + 1):
        for column in range(math.floor(place.lon - wide), math.floor(place.lon + wide) + 1):
            yield row, (column + 180) % 360
