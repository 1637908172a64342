"""Which claims are compared at all: those near each other in place and week, or that share a rare name.

Claims are gathered by spot, a place with its position, so that what lies between two spots depends on them
alone: a new report makes work where it tells of something, and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from onrecord.corroborate.nearness import window
from onrecord.corroborate.origins import Told
from onrecord.model.evidence import Evidence

BLOCK_LIMIT = 256  # classes; a larger block is split by a finer fixed key, never by "the newest"
CELLS_PER_DEGREE, CELLS_APART = 5, 2  # cells of about 20 km; what lies further apart is no near miss
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WEEK = timedelta(days=7)
_LONG = timedelta(days=120)  # a window longer than this is blocked by its last week only

Spot = tuple[str, int | None, int | None]  # place id, row and column of its cell
Pair = tuple[Told, Told]


def spot_of(item: Evidence) -> Spot | None:
    """Where a claim is compared; None for a claim without a place."""
    place = item.place
    if place is None:
        return None
    if place.lat is None or place.lon is None:
        return place.id, None, None
    return place.id, round(place.lat * CELLS_PER_DEGREE), round(place.lon * CELLS_PER_DEGREE)


def beside(spots: Iterable[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Pairs of spots whose claims are compared, each once; every spot with itself too."""
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    places: dict[str, list[Spot]] = defaultdict(list)
    reach = range(-CELLS_APART, CELLS_APART + 1)
    for spot in sorted(spots, key=repr):
        yield spot, spot
        id, row, column = spot
        near = set(places[id])
        if row is not None and column is not None:
            near |= {other for dy in reach for dx in reach for other in cells[row + dy, column + dx]}
            cells[row, column].append(spot)
        places[id].append(spot)
        yield from ((other, spot) for other in sorted(near, key=repr))


def pairs_between(first: Sequence[Told], second: Sequence[Told]) -> list[Pair]:
    """The pairs of two spots that share a week, an extent and a family; within one spot if they are one."""
    found: dict[tuple[str, str], Pair] = {}
    here = _blocks(first)
    there = here if second is first else _blocks(second)
    for key in sorted(here.keys() & there.keys()):
        for ours, theirs in _split(here[key], there[key]):
            for a in ours:
                for b in theirs:
                    if a.evidence.id < b.evidence.id:
                        found[a.evidence.id, b.evidence.id] = (a, b)
                    elif second is not first:
                        found[b.evidence.id, a.evidence.id] = (b, a)
    return [found[key] for key in sorted(found)]


def namesakes(told: Iterable[Told]) -> list[Pair]:
    """The pairs, anywhere, that name the same victim, facility or unit in one week."""
    blocks: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for item in sorted((t for t in told if t.evidence.names), key=lambda t: t.evidence.id):
        for week in weeks(item.evidence):
            for name in item.evidence.names:
                blocks[name, week].append(item)
    found = {
        (a.evidence.id, b.evidence.id): (a, b)
        for block in blocks.values()
        for part, _ in _split(block, block)
        for n, b in enumerate(part)
        for a in part[:n]
    }
    return [found[key] for key in sorted(found)]


def weeks(item: Evidence) -> range:
    """Weeks since 1970 that the window of a claim touches, a day more at either end."""
    start, end = window(item)
    day = timedelta(days=1)
    last = (end + day - _EPOCH) // _WEEK
    return range(last if end - start > _LONG else (start - day - _EPOCH) // _WEEK, last + 1)


def _blocks(told: Iterable[Told]) -> dict[tuple[int, str, str], list[Told]]:
    out: dict[tuple[int, str, str], list[Told]] = defaultdict(list)
    for item in told:
        for week in weeks(item.evidence):
            out[week, item.evidence.extent.value, item.evidence.family.value].append(item)
    return out


def _split(here: list[Told], there: list[Told]) -> Iterator[tuple[list[Told], list[Told]]]:
    """A block, or where it is over the limit its parts of one event type and first day."""
    if len(here) <= BLOCK_LIMIT and len(there) <= BLOCK_LIMIT:
        yield here, there
        return
    ours, theirs = _parts(here), _parts(there)
    for key in ours.keys() & theirs.keys():
        yield ours[key], theirs[key]


def _parts(told: Iterable[Told]) -> dict[Hashable, list[Told]]:
    out: dict[Hashable, list[Told]] = defaultdict(list)
    for item in told:
        out[item.evidence.event_type, window(item.evidence)[0].date()].append(item)
    return out
