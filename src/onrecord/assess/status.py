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
    return verdicts(known, sides, p[None], [at])[0]


def verdicts(
    known: Sequence[Word], sides: tuple[str, ...], p: Array, times: Sequence[float]
) -> list[Verdict]:
    """The status at each of `times`, in order, from words in order of time; `p` = P(side), last contested."""
    standing = _Standing(sides)
    points = [(start, end) for _, start, end in change_points(known, sides) if end - start > SLOT]
    coming = 0
    out = []
    for chances, at in zip(p.tolist(), times, strict=True):
        while coming < len(known) and known[coming].time <= at:
            standing.add(known[coming])
            coming += 1
        # inside the uncertainty of a change-point longer than a slot; a slot is judged at its end
        changing = any(start < at <= end for start, end in points)
        out.append(standing.verdict(chances, at, changing))
    return out


class _Standing:
    """What the words up to a time come to, kept up word by word."""

    def __init__(self, sides: tuple[str, ...]) -> None:
        self.sides = sides
        self.public = -np.inf  # when the newest was public
        self.last: dict[str, frozenset[int]] = {}  # of each component
        self.lanes: dict[str, Word] = {}  # the last word of each disinterested one
        # by side: its own block's last full claim, and the last disinterested words for and against it
        self.own: dict[int, tuple[float, frozenset[str]]] = {}
        self.borne_out = [-np.inf] * len(sides)
        self.gainsaid = [-np.inf] * len(sides)
        self.speakers: dict[int, tuple[str, ...]] = {}
        self.support: dict[int, tuple[str, ...]] = {}

    def add(self, word: Word) -> None:
        """Take the next word in."""
        self.public = max(self.public, word.said.public)
        lane = self.lanes.get(word.said.component)
        if lane is not None and lane.states < word.states:
            # "the others have left" takes nothing back of "these hold it"
            word = Word(time=word.time, states=lane.states, said=lane.said)
        said, states = word.said, word.states
        self.last[said.component] = states
        self.speakers, self.support = {}, {}
        if said.disinterested:
            self.lanes[said.component] = word
        for n, side in enumerate(self.sides):
            if said.block == side and said.full and states == {n}:
                before = self.own[n][1] if n in self.own else frozenset()
                self.own[n] = (word.time, before | {said.component})
            if said.disinterested and states == {n}:
                self.borne_out[n] = word.time
            if said.disinterested and n not in states:
                self.gainsaid[n] = word.time

    def verdict(self, p: Sequence[float], at: float, changing: bool) -> Verdict:
        """The first rule of RESOLUTION 4.3 that fits."""
        if not self.last or at - self.public > FORGOTTEN_AFTER:
            return Verdict(status=Status.UNKNOWN)
        contested = len(self.sides)
        top = max(range(len(p)), key=p.__getitem__)
        beneath = self.sides[top] if top < contested else ""
        if not changing:
            for n, side in enumerate(self.sides):
                if p[n] >= HELD and (support := self._support(n)):
                    return Verdict(status=Status.HELD, side=side, over=side, components=support)
        claimed = self._claimed()
        if claimed is not None and (not changing or at - claimed[0] < CONTRADICTED_AFTER):
            return Verdict(status=Status.CLAIMED, side=claimed[1], over=beneath, components=claimed[2])
        recent = [w.states for w in self.lanes.values() if w.time >= at - DISAGREE_WITHIN]
        if p[contested] >= LIKELY or any(not a & b for a in recent for b in recent):
            return Verdict(status=Status.CONTESTED, components=self._speakers(contested))
        for n, side in enumerate(self.sides):
            if p[n] >= LIKELY:
                return Verdict(status=Status.LIKELY, side=side, over=side, components=self._speakers(n))
        return Verdict(status=Status.UNKNOWN, over=beneath)

    def _support(self, state: int) -> tuple[str, ...]:
        """Disinterested components whose last word is that state."""
        if state not in self.support:
            found = (c for c, w in self.lanes.items() if w.states == {state})
            self.support[state] = tuple(sorted(found))
        return self.support[state]

    def _speakers(self, state: int) -> tuple[str, ...]:
        """Components whose last word is that state; else those it leaves room for it; else all that speak."""
        if state not in self.speakers:
            outright = [c for c, states in self.last.items() if states == {state}]
            roomy = [c for c, states in self.last.items() if state in states]
            self.speakers[state] = tuple(sorted(outright or roomy or self.last))
        return self.speakers[state]

    def _claimed(self) -> tuple[float, str, tuple[str, ...]] | None:
        """Since when whose own block asserts full control, unsupported and uncontradicted by others."""
        best: tuple[float, str, tuple[str, ...]] | None = None
        for n, (last, components) in sorted(self.own.items()):
            support = self.borne_out[n] >= last
            against = self.gainsaid[n] > last + CONTRADICTED_AFTER
            if not support and not against and (best is None or last > best[0]):
                best = (last, self.sides[n], tuple(sorted(components)))
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
