"""What it means that an origin tells of a change, and that it does not: estimated from the record itself.

Silence is no report. It makes a change that an origin would have told of by now rarer, by the share of the
changes told by others that this origin told too. A word makes it likelier the more, the rarer that origin
spoke without anybody confirming it. Both count only as far as enough changes are on record; an origin of
which we know nothing is weighed by its type alone (RESOLUTION 4.2).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.assess.assertions import Assertion, Kind
from onrecord.assess.chain import SLOT, Array

# Constants of this module were chosen on wars made for the purpose (seeds 101-108, their parameters between
# half and twice the public ones), never on the wars that are reported on.
# Changes told by others that must be on record before an origin is weighed half by type, half by the record.
DOUBT = 8.0
# Two words on one change lie at most this many days apart.
SAME_CHANGE = 2.0
# A change is counted when its origins have had this many days to tell of it.
SETTLED = 4.0
# Share of stated times that are right, and how far the others may be off.
DATED_RIGHT, MISDATED_DAYS = 0.9, 3.0
# Mean delay of a word, and how many delays on record weigh as much as this assumption.
DELAY_DAYS, DELAY_DOUBT = 1.0, 4.0
# Unconfirmed words a place and day of an origin of which nothing is known, and the place-days this weighs.
FALSE_RATE, FALSE_DOUBT = 0.004, 250.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What is on record of who tells of what by one public time; keys are (origin, what the change is to it).

    `told` = (told, of) changes told by others; `unconfirmed` = settled words that nobody else confirms;
    `holds` = words that a side holds a place; `delays` = days from a change to the word on it.
    """

    told: Mapping[tuple[str, str], tuple[int, int]]
    unconfirmed: Mapping[tuple[str, str], int]
    holds: Mapping[str, int]
    delays: Mapping[str, tuple[float, ...]]
    place_days: float

    def coverage(self, origin: str, about: str) -> float:
        """Share of the changes of a kind that an origin tells of."""
        told, of = self.told.get((origin, about), (0, 0))
        return (told + 0.5) / (of + 1)

    def trust(self, origin: str, about: str) -> float:
        """How far an origin is known from the record rather than by its type, 0 to 1."""
        _, of = self.told.get((origin, about), (0, 0))
        return of / (of + DOUBT)

    def noise(self, origin: str, about: str, kind: Kind) -> float:
        """Words per place and day that an origin utters without such a change."""
        words = self.holds.get(origin, 0) if kind is Kind.HOLD else self.unconfirmed.get((origin, about), 0)
        return (words + FALSE_RATE * FALSE_DOUBT) / (self.place_days + FALSE_DOUBT)

    def spoken(self, origin: str, ages: Array) -> Array:
        """Share of an origin's words that would have come by so many days after the change."""
        delays = np.sort(np.array(self.delays.get(origin, ())))
        assumed = 1 - np.exp(-np.maximum(ages, 0) / DELAY_DAYS)
        seen = np.searchsorted(delays, ages, side="right") if len(delays) else np.zeros_like(ages)
        share: Array = (seen + DELAY_DOUBT * assumed) / (len(delays) + DELAY_DOUBT)
        return share


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of state that somebody told of: the state, when, and the words on it."""

    state: str  # a side, or '' for the beginning of a fight
    time: float
    words: tuple[Assertion, ...]


def changes(assertions: Iterable[Assertion]) -> list[Change]:
    """Words of one place gathered by the change they tell of: equal states, times near each other."""
    by_state: dict[str, list[Assertion]] = defaultdict(list)
    for item in assertions:
        if item.kind in (Kind.GAIN, Kind.FIGHT):
            by_state[item.side].append(item)
    out: list[Change] = []
    for state, items in sorted(by_state.items()):
        items.sort(key=lambda a: (a.end, a.claim))
        run: list[Assertion] = []
        for item in items:
            if run and item.end - run[0].end > SAME_CHANGE:
                out.append(_change(state, run))
                run = []
            run.append(item)
        out.append(_change(state, run))
    return out


def _change(state: str, run: Sequence[Assertion]) -> Change:
    times = sorted(a.end for a in run)
    return Change(state=state, time=times[len(times) // 2], words=tuple(run))


def origin_of(item: Assertion) -> str:
    """The origin for which coverage is counted: a component, or the people of all places together."""
    return "residents" if item.component.startswith("residents") else item.component


def about(origin: str, state: str) -> str:
    """What a change is to an origin: a fight, its own success, or a change to another side."""
    if not state:
        return "fight"
    return "own" if origin == f"side:{state}" else f"gain {state}"


def hear(places: Iterable[Sequence[Assertion]], now: float, *, since: float) -> Hearing:
    """Coverage and noise of each origin from what all places have on record by `now`."""
    public = [[a for a in assertions if a.public <= now] for assertions in places]
    names = sorted({origin_of(a) for assertions in public for a in assertions if not a.narration})
    told: dict[tuple[str, str], tuple[int, int]] = {}
    unconfirmed: dict[tuple[str, str], int] = defaultdict(int)
    holds: dict[str, int] = defaultdict(int)
    delays: dict[str, list[float]] = defaultdict(list)
    for assertions in public:
        for item in assertions:
            holds[origin_of(item)] += item.kind is Kind.HOLD
        for change in changes(assertions):
            speakers: dict[str, Assertion] = {}
            for word in sorted(change.words, key=lambda a: (a.public, a.claim)):
                speakers.setdefault(origin_of(word), word)
            for name in names:
                others = [w.public for o, w in speakers.items() if o != name and w.disinterested]
                key = (name, about(name, change.state))
                if others and min(others) <= now - SETTLED:
                    count, of = told.get(key, (0, 0))
                    told[key] = (count + (name in speakers), of + 1)
                    if name in speakers:
                        delays[name].append(max(0.0, speakers[name].public - change.time))
                elif not others and name in speakers and speakers[name].public <= now - SETTLED:
                    unconfirmed[key] += 1
    return Hearing(
        told=told,
        unconfirmed=unconfirmed,
        holds=holds,
        delays={k: tuple(v) for k, v in delays.items()},
        place_days=max(0.0, now - since) * len(public),
    )


def factors(
    sides: tuple[str, ...],
    public: Sequence[Assertion],
    hearing: Hearing,
    *,
    now: float,
    since: float,
    slots: int,
) -> Array:
    """Likelihood, slot by slot, of what was and was not said if the place changed to each state in it."""
    ages: Array = now - since - (np.arange(slots, dtype=np.float64) + 0.5) * SLOT
    out = np.ones((slots, len(sides) + 1))
    spoken = {origin: hearing.spoken(origin, ages) for origin in sorted({o for o, _ in hearing.told})}
    words: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
    for item in public:
        if item.kind is not Kind.NOT:
            words[(origin_of(item), item.side)].append(item)
    for n, state in enumerate((*sides, "")):
        for origin, share in spoken.items():
            topic = about(origin, state)
            covers, trust = hearing.coverage(origin, topic), hearing.trust(origin, topic)
            if trust <= 0:
                continue
            factor = 1 - covers * share
            for item in words.get((origin, state), ()):
                noise = hearing.noise(origin, topic, item.kind) * SLOT
                factor += covers * _dated(item, since, slots) / noise
            out[:, n] *= factor**trust
    return out


def _dated(item: Assertion, since: float, slots: int) -> Array:
    """Probability of each slot to hold the change that a word tells of: its window, or days around it."""
    out = np.zeros(slots)
    end = item.start if item.kind is Kind.HOLD else item.end
    for early, late, share in (
        (item.start, max(item.start, end - 1e-6), DATED_RIGHT),
        (item.start - MISDATED_DAYS, end + MISDATED_DAYS, 1 - DATED_RIGHT),
    ):
        first, last = math.floor((early - since) / SLOT), math.floor((late - since) / SLOT)
        out[max(0, first) : max(0, last + 1)] += share / (last - first + 1)
    return out
