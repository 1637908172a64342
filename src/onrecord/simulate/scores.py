"""How right an answer about a simulated war is, figure by figure; the words are those of RESOLUTION 5."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt

from onrecord.assess.chain import Array
from onrecord.model.harm import Range
from onrecord.model.simulation import LinkageScore, TollScore, ViewScore
from onrecord.simulate.truth import CONTESTED, Spell, state_at

NEAR_DAYS, LASTING_DAYS, FLIP_DAYS, BINS = 10, 5, 3, 10
SEEN = 0.5  # P from which a capture is seen
OVER = 1.1  # a best figure above so many times the truth counts too many


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """True states of places by day: indices into the states, and whether a change was shortly before."""

    states: npt.NDArray[np.int64]
    near: npt.NDArray[np.bool_]
    captures: tuple[tuple[int, float, float, int], ...]  # place, from, to, side

    @classmethod
    def of(cls, histories: Sequence[tuple[Spell, ...]], sides: tuple[str, ...], days: int) -> Truth:
        """The truth at the end of each day."""
        index = {s: n for n, s in enumerate((*sides, CONTESTED))}
        ends = range(1, days + 1)
        states = [[index[state_at(spells, e)] for e in ends] for spells in histories]
        near = [[any(0 <= e - s.start < NEAR_DAYS for s in spells[1:]) for e in ends] for spells in histories]
        captures = [(k, *c) for k, spells in enumerate(histories) for c in _captures(spells, index)]
        return cls(states=np.array(states), near=np.array(near), captures=tuple(captures))


def _captures(spells: tuple[Spell, ...], index: Mapping[str, int]) -> Iterator[tuple[float, float, int]]:
    """(from, to, side) of each change of holder that lasts; a fight that its defender wins is none."""
    for spell in spells:
        if spell.taken and spell.end - spell.start >= LASTING_DAYS:
            yield spell.start, spell.end, index[spell.state]


def view(p: Array, truth: Truth) -> ViewScore:
    """Figures of one view of control; states that are likeliest together share the point."""
    top = p.max(axis=2)
    best = p == top[..., None]
    right = np.take_along_axis(best, truth.states[..., None], axis=2)[..., 0] / best.sum(axis=2)
    one = np.eye(p.shape[2])[truth.states]
    bins = np.minimum(BINS - 1, (top * BINS).astype(np.int64))
    apart = [abs(top[bins == b].sum() - right[bins == b].sum()) for b in range(BINS)]
    contested = p.shape[2] - 1
    return ViewScore(
        accuracy=float(right.mean()),
        accuracy_near_change=_mean(right[truth.near]),
        brier=float(((p - one) ** 2).sum(axis=2).mean()),
        ece=float(sum(apart)) / right.size,
        contested_recall=_mean(right[truth.states == contested]),
        contested_precision=_mean(right[best[..., contested]]),
    )


def _mean(values: Array) -> float | None:
    return float(values.mean()) if values.size else None


def delays(p: Array, truth: Truth) -> tuple[list[float], int]:
    """Days from each lasting capture to the first evening it is seen, and how many are never seen."""
    top, seen, missed = p.argmax(axis=2), list[float](), 0
    for place, start, end, side in truth.captures:
        evenings = range(int(start), min(p.shape[1], math.ceil(end)))
        hit = next(
            (d for d in evenings if d + 1 <= end and top[place, d] == side and p[place, d, side] >= SEEN),
            None,
        )
        if hit is None:
            missed += 1
        else:
            seen.append(hit + 1 - start)
    return sorted(seen), missed


def middle(seen: Sequence[float]) -> float | None:
    """The median delay."""
    return median(seen) if seen else None


def ninth(seen: Sequence[float]) -> float | None:
    """The delay that nine of ten captures do not pass."""
    return seen[math.ceil(0.9 * len(seen)) - 1] if seen else None


def false_flips(p: Array, truth: Truth) -> float:
    """Turns to a side that did not hold the place on that evening or the two before, in 1000 place-days."""
    top, flips = p.argmax(axis=2), 0
    contested = p.shape[2] - 1
    for place in range(p.shape[0]):
        for day in range(1, p.shape[1]):
            now = top[place, day]
            held = truth.states[place, max(0, day - FLIP_DAYS + 1) : day + 1]
            flips += now not in (top[place, day - 1], contested) and now not in held
    return float(1000 * flips / top.size)


def tolls(found: Mapping[str, Range], killed: Mapping[str, int]) -> TollScore:
    """Ranges of weeks against the dead there were."""
    true = {k: n for k, n in killed.items() if n > 0}
    known = [(found[k], n) for k, n in true.items() if k in found]
    errors = [abs((found[k].best if k in found else 0) - n) / n for k, n in true.items()]

    def share(hits: Sequence[bool]) -> float | None:
        return sum(hits) / len(true) if true else None

    return TollScore(
        scopes=len(true),
        low_not_above_truth=share([r.low <= n for r, n in known]),
        covered=share([r.low <= n and (r.open or n <= r.high) for r, n in known]),
        best_error=sum(errors) / len(errors) if errors else None,
        low_ratio_mean=sum(r.low / n for r, n in known) / len(true) if true else None,
        over_count=share([r.best > OVER * n for r, n in known]),
    )


def linkage(found: Mapping[str, str], happenings: Mapping[str, str]) -> LinkageScore:
    """B-cubed and pairwise figures; a claim that was put nowhere stands alone."""
    said = {c: found.get(c, f"alone/{c}") for c in happenings}
    true, put = Counter(happenings.values()), Counter(said.values())
    both = Counter((happenings[c], said[c]) for c in happenings)
    n = max(1, len(happenings))
    precision = sum(v * v / put[b] for (_, b), v in both.items()) / n
    recall = sum(v * v / true[a] for (a, _), v in both.items()) / n
    hit, told, real = (sum(v * (v - 1) // 2 for v in c.values()) for c in (both, put, true))
    return LinkageScore(
        claims=len(happenings),
        bcubed=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        bcubed_precision=precision,
        bcubed_recall=recall,
        pair_precision=hit / told if told else 1.0,
        pair_recall=hit / real if real else 1.0,
    )
