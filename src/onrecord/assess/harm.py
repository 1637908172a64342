"""The algebra of toll statements: low, best and high of one scope and one class (RESOLUTION 3.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from onrecord.model.harm import Range, Standing, TollStatement

ABSORBED_AFTER = timedelta(hours=24)
RECENT = timedelta(hours=24)
TRUSTED = 2  # rank from which "at least n" holds the best figure at n or above


def range_of(statements: Iterable[TollStatement]) -> tuple[Range | None, tuple[TollStatement, ...]]:
    """The range of one scope, class and kind, and what became of each statement.

    Lanes never set the range. None if nothing but lanes is told.
    """
    given = sorted(set(statements), key=_order)
    free = [s for s in given if s.standing is not Standing.LANE]
    current = _latest(_added_up(free))
    live = [s for s in current if not _absorbed(s, current)]
    standing = {_identity(s): Standing.ABSORBED for s in current}
    standing |= {_identity(s): Standing.LIVE for s in live}
    told = tuple(
        s
        if s.standing in (Standing.LANE, Standing.INCREMENT)
        else replace(s, standing=standing.get(_identity(s), Standing.SUPERSEDED))
        for s in given
    )
    absorbed = [s for s in current if s not in live]
    return (_range(live, absorbed) if live else None), told


def contested(live: Iterable[TollStatement]) -> bool:
    """True if two live exact figures of different origins contradict each other."""
    exact = [s for s in live if s.standing is Standing.LIVE and s.high is not None]
    return any(a.origin != b.origin and (a.low > _top(b) or b.low > _top(a)) for a in exact for b in exact)


def fold(own: Range | None, parts: Sequence[tuple[Range, float]]) -> Range | None:
    """Total of a scope from its own range and its parts, each with the probability that it lies inside.

    A container's toll includes its parts: nothing is counted twice in `low`, nothing left out of `high`.
    """
    if own is None and not parts:
        return None
    base = own or Range(low=0, best=0, high=0)
    low = max(base.low, sum(r.low for r, p in parts if p > 0)) + sum(r.low for r, p in parts if p <= 0)
    best = max(base.best, sum(r.best for r, p in parts if p >= 0.5)) + sum(
        r.best for r, p in parts if p < 0.5
    )
    high = max(base.high, sum(r.high for r, p in parts if p >= 1)) + sum(r.high for r, p in parts if p < 1)
    best = min(max(best, low), max(high, low))
    return Range(low=low, best=best, high=max(high, best), open=base.open or any(r.open for r, _ in parts))


def _added_up(statements: Sequence[TollStatement]) -> list[TollStatement]:
    """Increments ("another 5 died") added to the same origin's previous total."""
    out: list[TollStatement] = []
    total: dict[str, TollStatement] = {}
    for s in statements:
        if s.standing is Standing.INCREMENT:
            before = total.get(s.origin)
            low, high = (before.low, before.high) if before else (0, None)
            s = replace(s, low=low + s.low, high=None if high is None or s.high is None else high + s.high)
        total[s.origin] = s
        out.append(s)
    return out


def _latest(statements: Iterable[TollStatement]) -> list[TollStatement]:
    """Supersession: the last word of each origin; words of the same instant give their envelope."""
    by_origin: dict[str, list[TollStatement]] = defaultdict(list)
    for s in statements:
        by_origin[s.origin].append(s)
    out: list[TollStatement] = []
    for words in by_origin.values():
        last = max(s.public_at for s in words)
        final = [s for s in words if s.public_at == last]
        low, high = min(s.low for s in final), max(_top(s) for s in final)
        top = None if any(s.high is None for s in final) else high
        out += [replace(s, low=low, high=top, rank=max(x.rank for x in final)) for s in final]
    return out


def _absorbed(s: TollStatement, current: Sequence[TollStatement]) -> bool:
    """An "at least n" that a later word of no lower rank passed by a day later was not contradicted by it."""
    return s.high is None and any(
        o.origin != s.origin
        and o.public_at >= s.public_at + ABSORBED_AFTER
        and o.rank >= s.rank
        and o.low >= s.low
        for o in current
    )


def _range(live: Sequence[TollStatement], absorbed: Sequence[TollStatement]) -> Range:
    low, high = min(s.low for s in live), max(_top(s) for s in live)
    if absorbed and len({s.origin for s in live}) == 1:
        # a rise that one origin alone tells lifts best and high; low waits for a second one
        low = min(low, max(s.low for s in absorbed))
    best = max([_weighted_median(live), *(s.low for s in live if s.high is None and s.rank >= TRUSTED)])
    return Range(low=low, best=min(max(best, low), high), high=high, open=any(s.high is None for s in live))


def _weighted_median(live: Sequence[TollStatement]) -> int:
    """Median of the points told, by rank, the newest day twice; the lower one on a tie."""
    newest = max(s.public_at for s in live)
    weight: dict[tuple[str, int], int] = {}
    for s in live:
        point = s.low if s.high is None else (s.low + s.high) // 2
        key = (s.origin, point)
        weight[key] = max(weight.get(key, 0), s.rank * (2 if s.public_at >= newest - RECENT else 1))
    points = sorted((point, w) for (_, point), w in weight.items())
    half, seen = sum(w for _, w in points) / 2, 0
    for point, w in points:
        seen += w
        if seen >= half:
            return point
    return points[-1][0]


def _top(s: TollStatement) -> int:
    return s.low if s.high is None else s.high


def _identity(s: TollStatement) -> tuple[str, int, str]:
    return s.claim, s.count, s.origin


def _order(s: TollStatement) -> tuple[object, ...]:
    return s.public_at, s.claim, s.count, s.origin, s.low, s.standing
