"""P(who holds a place) over valid time, from the assertions public by a time (RESOLUTION 4.1, 4.2)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from onrecord.assess import chain
from onrecord.assess.assertions import Assertion, Kind
from onrecord.assess.chain import SLOT, Array
from onrecord.assess.silence import Hearing, about, factors, origin_of

# A slot is an active front from three days before a change or fight that is public to four days after it.
FRONT_BEFORE, FRONT_AFTER = 3.0, 4.0
# Repeats of one assertion by one component add w(1 - exp(-gap / 3 d)) (RESOLUTION 4.2).
REFRESH_DAYS = 3.0
# Share of the departures on record that are taken to be captures without a fight that is told of.
FLIPS = 0.15
# Each of the two phases of a fight lasts so many of a day's shares; none ends in its first.
SETTLES, EARLY = 0.4, 0.0
# Places that the chain runs over at a time: enough to be quick, few enough to fit in some 50 MB.
TOGETHER = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place with its sides, the prior over sides and, last, contested, and all that is asserted of it."""

    id: str
    sides: tuple[str, ...]
    prior: tuple[float, ...]
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one anchor adds: its time, states, weight after the refresh limit, and its claim."""

    time: float
    states: tuple[int, ...]
    weight: float
    claim: str
    repeats: bool


def added(assertions: Iterable[Assertion], sides: tuple[str, ...]) -> list[Added]:
    """Anchors after the refresh limit: repeats by one component add little, a contrary word ends its run."""
    anchors: dict[str, list[tuple[float, tuple[int, ...], float, str]]] = defaultdict(list)
    for item in assertions:
        for time, states, weight in item.anchors(sides):
            anchors[item.component].append((time, states, weight, item.claim))
    return [item for component in sorted(anchors) for item in _limited(anchors[component])]


def _limited(anchors: Iterable[tuple[float, tuple[int, ...], float, str]]) -> Iterable[Added]:
    """The anchors of one component in order of time; those of one instant do not see each other (C4)."""
    runs: dict[tuple[int, ...], tuple[float, float]] = {}
    for time, together in groupby(sorted(set(anchors)), key=lambda a: a[0]):
        said: dict[tuple[int, ...], float] = {}
        before = dict(runs)
        for _, states, weight, claim in together:
            gain = max(0.0, weight - said.get(states, 0.0))
            if states not in said and states in before:
                last, known = before[states]
                gain = max(0.0, weight - known) + min(weight, known) * (
                    1 - math.exp((last - time) / REFRESH_DAYS)
                )
            yield Added(
                time=time, states=states, weight=gain, claim=claim, repeats=states in before or states in said
            )
            said[states] = max(weight, said.get(states, 0.0))
        runs = {o: run for o, run in before.items() if all(set(o) & set(states) for states in said)}
        for states, weight in said.items():
            runs[states] = (time, max(weight, before[states][1] if states in runs else 0.0))


def _weighed(said: Sequence[Assertion], hearing: Hearing | None) -> Iterable[Assertion]:
    """Words of an origin that is known from the record weigh by the record; the assumed weight fades."""
    for item in said:
        if hearing is None or item.kind not in (Kind.GAIN, Kind.FIGHT):
            yield item
            continue
        origin = origin_of(item)
        trust = hearing.trust(origin, about(origin, item.side))
        yield replace(item, weight=item.weight * (1 - trust))


def _moves(place: Place, now: float, since: float, hearing: Hearing | None) -> Array:
    """Moves of one slot, quiet and active: the assumed rates, replaced by those on record as far as known."""
    sides = len(place.sides)
    regimes = (chain.QUIET, chain.ACTIVE)
    if hearing is not None:
        rate, known = hearing.departures(place.id, since, now)
        seen = chain.Rates(
            to_contested=rate * (1 - FLIPS),
            flipped=rate * FLIPS,
            settled=SETTLES,
            early=EARLY * SETTLES,
            ripens=SETTLES,
        )
        regimes = (chain.between(chain.QUIET, seen, known), chain.between(chain.ACTIVE, seen, known))
    return np.stack([chain.steps(sides, r) for r in regimes])


def public(place: Place, now: float) -> tuple[Assertion, ...]:
    """The assertions public by `now`, in a fixed order: the last bit of a sum depends on it."""
    told = (a for a in place.assertions if a.public <= now)
    return tuple(sorted(told, key=lambda a: (a.public, a.claim, a.component, a.side, a.kind, a.start)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A place from a time on, for so many slots."""

    place: Place
    since: float
    slots: int


def believe(
    places: Sequence[Place],
    now: float,
    *,
    since: float,
    slots: int,
    hearing: Hearing | None = None,
    smoothed: bool = True,
) -> Array:
    """P(state) by place and slot as known at `now`; all places have the same number of sides.

    With `smoothed` False only the last slot is filtered: the same as the smoother there.
    """
    given = [_given(Stretch(place=p, since=since, slots=slots), now, hearing) for p in places]
    prior, weights, moves = (np.stack(part) for part in zip(*given, strict=True))
    if smoothed:
        return chain.shown(chain.smooth(prior, weights, moves))
    return chain.shown(list(chain.forward(prior, weights, moves))[-1])[:, None, :]


def believe_each(
    stretches: Sequence[Stretch], now: float, *, hearing: Hearing | None = None
) -> tuple[Array, ...]:
    """P(state) by slot as known at `now` of each place, whatever its sides and its stretch of time."""
    out: dict[int, Array] = {}
    alike: dict[int, list[int]] = defaultdict(list)
    for n, stretch in sorted(enumerate(stretches), key=lambda x: (x[1].slots, x[0])):
        alike[len(stretch.place.sides)].append(n)
    for numbers in alike.values():
        for start in range(0, len(numbers), TOGETHER):
            batch = numbers[start : start + TOGETHER]
            given = [_given(stretches[n], now, hearing) for n in batch]
            found = chain.shown(chain.smooth(*chain.padded(given)))
            out |= {n: found[k, : stretches[n].slots] for k, n in enumerate(batch)}
    return tuple(out[n] for n in range(len(stretches)))


def _given(stretch: Stretch, now: float, hearing: Hearing | None) -> tuple[Array, Array, Array]:
    """Prior, likelihood by slot and moves by slot of one place, in the chain's states."""
    place, since, slots = stretch.place, stretch.since, stretch.slots
    evidence = np.zeros((slots, len(place.prior)))
    active = np.zeros(slots, dtype=np.int64)
    said = public(place, now)
    for anchor in added(_weighed(said, hearing), place.sides):
        slot = math.floor((anchor.time - since) / SLOT)
        if slot >= 0:
            evidence[min(slot, slots - 1), list(anchor.states)] += anchor.weight
    for item in said:
        if item.kind in (Kind.GAIN, Kind.FIGHT):
            first = math.floor((item.start - FRONT_BEFORE - since) / SLOT)
            last = math.floor((item.end + FRONT_AFTER - since) / SLOT)
            active[max(0, first) : max(0, last + 1)] = 1
    moves = _moves(place, now, since, hearing)[active]
    if hearing is not None:
        moves = chain.told(moves, factors(place.sides, said, hearing, now=now, since=since, slots=slots))
    weights = chain.phases(np.exp(evidence - evidence.max(axis=1, keepdims=True)))
    return np.array((*place.prior, 0.0)), weights, moves
