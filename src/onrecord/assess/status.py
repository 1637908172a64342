"""Published status of a place, slot by slot, and the intervals it makes (RESOLUTION 4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.assess.assertions import Assertion, Kind
from onrecord.assess.chain import SLOT, Array
from onrecord.model.control import Status

HELD, LIKELY = 0.75, 0.5
CONTRADICTED_AFTER = 1.0  # days after a party's last word
DISAGREE_WITHIN = 3.0  # days
FORGOTTEN_AFTER = 120.0  # days without a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Status at one time: the side, what lies beneath a claim ('' contested), and who speaks for it."""

    status: Status
    side: str = ""
    over: str = ""
    components: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One full anchor: when, which states, and the assertion it is of."""

    time: float
    states: frozenset[int]
    said: Assertion


def words(assertions: Iterable[Assertion], sides: tuple[str, ...]) -> list[Word]:
    """Anchors at which a state is asserted outright, in order of time; "not yet" anchors are none."""
    out: list[Word] = []
    for item in assertions:
        states = frozenset(item.states(sides))
        times = {t for t, s, _ in item.anchors(sides) if frozenset(s) == states}
        out += [Word(time=t, states=states, said=item) for t in times]
    return sorted(out, key=lambda w: (w.time, sorted(w.states), w.said.claim, w.said.component))


def verdict(known: Sequence[Word], sides: tuple[str, ...], p: Array, at: float) -> Verdict:
    """The status at valid time `at`, from the words public by then; `p` = P(side), last contested."""
    past = [w for w in known if w.time <= at]
    if not past or at - max(w.said.public for w in past) > FORGOTTEN_AFTER:
        return Verdict(status=Status.UNKNOWN)
    lanes = {w.said.component: w for w in past if w.said.disinterested}
    contested = len(sides)
    top = int(np.argmax(p))
    beneath = sides[top] if top < contested else ""
    changing = _changing(known, sides, at)
    if not changing:
        for n, side in enumerate(sides):
            support = tuple(sorted(c for c, w in lanes.items() if w.states == {n}))
            if p[n] >= HELD and support:
                return Verdict(status=Status.HELD, side=side, over=side, components=support)
    claimed = _claimed(past, sides)
    if claimed is not None and (not changing or at - claimed[0] < CONTRADICTED_AFTER):
        return Verdict(status=Status.CLAIMED, side=claimed[1], over=beneath, components=claimed[2])
    recent = [w for w in lanes.values() if w.time >= at - DISAGREE_WITHIN]
    apart = any(not a.states & b.states for a in recent for b in recent)
    if p[contested] >= LIKELY or apart:
        return Verdict(status=Status.CONTESTED, components=_speakers(past, contested))
    for n, side in enumerate(sides):
        if p[n] >= LIKELY:
            return Verdict(status=Status.LIKELY, side=side, over=side, components=_speakers(past, n))
    return Verdict(status=Status.UNKNOWN, over=beneath)


def _speakers(past: Sequence[Word], state: int) -> tuple[str, ...]:
    """Components whose last word is that state; else those it leaves room for it; else all that speak."""
    last = {w.said.component: w.states for w in past}
    outright = {c for c, states in last.items() if states == {state}}
    return tuple(sorted(outright or {c for c, states in last.items() if state in states} or last))


def _claimed(past: Sequence[Word], sides: tuple[str, ...]) -> tuple[float, str, tuple[str, ...]] | None:
    """Since when which side's own block asserts full control, unsupported and uncontradicted by others."""
    best: tuple[float, str, tuple[str, ...]] | None = None
    for n, side in enumerate(sides):
        own = [w for w in past if w.said.block == side and w.said.full and w.states == {n}]
        if not own:
            continue
        last = own[-1].time
        others = [w for w in past if w.said.disinterested]
        support = any(w.states == {n} and w.time >= last for w in others)
        against = any(n not in w.states and w.time > last + CONTRADICTED_AFTER for w in others)
        if not support and not against and (best is None or last > best[0]):
            best = (last, side, tuple(sorted({w.said.component for w in own})))
    return best


def change_points(known: Iterable[Word], sides: tuple[str, ...]) -> list[tuple[str, float, float]]:
    """(side, from, to): the window in which each change told by disinterested origins lies.

    Overlapping windows of one change narrow each other down.
    """
    gains = sorted(
        {
            (w.said.start, w.said.end, w.said.side)
            for w in known
            if w.said.kind is Kind.GAIN and w.said.disinterested
        }
    )
    out: list[tuple[str, float, float]] = []
    for side in sides:
        run: tuple[float, float] | None = None
        for start, end, gained in gains:
            if gained != side:
                continue
            if run and start <= run[1]:
                run = max(run[0], start), min(run[1], end)
                continue
            if run:
                out.append((side, *run))
            run = (start, end)
        if run:
            out.append((side, *run))
    return sorted(out, key=lambda c: (c[1], c[2], c[0]))


def _changing(known: Iterable[Word], sides: tuple[str, ...], at: float) -> bool:
    """True inside the uncertainty of a change-point longer than a slot; a slot is judged at its end."""
    return any(start < at <= end for _, start, end in change_points(known, sides) if end - start > SLOT)
