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
from dataclasses import dataclass, field

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
DATED_RIGHT, MISDATED_DAYS = 0.8, 3.0
# Mean delay of a word, and how many delays on record weigh as much as this assumption.
DELAY_DAYS, DELAY_DOUBT = 1.0, 4.0
# Days after which the assumed delay leaves nothing untold that a float could tell from nothing.
ALL_TOLD = 40.0
# Unconfirmed words a place and day of an origin of which nothing is known, in each phase, and the place-days
# that this assumption weighs.
FALSE_RATE = (0.004, 0.06, 0.06)
FALSE_DOUBT = (250.0, 15.0, 30.0)
# A place is a front from the day a disinterested origin tells of fighting, for so many days.
FRONT_DAYS = 6.0
# Victory is declared early: the first days of a front have a noise of their own.
RASH_DAYS = 0.75
QUIET, RASH, FRONT = range(3)  # phases of a place
# Changes on record that weigh as much as the assumed rates of change; and as much as the rate of all places.
RATE_DOUBT, LOCAL_DOUBT = 30.0, 1.5
# Where the others hardly tell of anything, what they miss is not known better than this share of it.
LEAST_HEARD = 0.05

Setting = tuple[int, bool]  # phase of the place; of a word that a state holds rather than that it began


def week_of(now: float) -> float:
    """The beginning, Monday at midnight UTC, of the week of a time in days since 1970."""
    monday = 4  # 5 January 1970
    return math.floor((now - monday) / 7) * 7 + monday


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What is on record of who tells of what by one public time; keys are (origin, what the change is to it).

    `told` = (told, of) changes told by others; `unconfirmed` = settled words that nobody else confirms, with
    their setting; `delays` = days from a change to the word on it; `days` = place-days on record in each
    phase; `departed` = departures by place, as confirmed by a disinterested origin; `alone` = how many of the
    unconfirmed words are true ones that the others missed.
    """

    told: Mapping[tuple[str, str], tuple[int, int]]
    unconfirmed: Mapping[tuple[str, str, Setting], int]
    delays: Mapping[str, tuple[float, ...]]
    days: tuple[float, float, float]
    departed: Mapping[str, int]
    alone: Mapping[tuple[str, str, Setting], float] = field(default_factory=dict)

    def coverage(self, origin: str, about: str) -> float:
        """Share of the changes of a kind that an origin tells of."""
        told, of = self.told.get((origin, about), (0, 0))
        return (told + 0.5) / (of + 1)

    def trust(self, origin: str, about: str) -> float:
        """How far an origin is known from the record rather than by its type, 0 to 1."""
        _, of = self.told.get((origin, about), (0, 0))
        return of / (of + DOUBT)

    def noise(self, origin: str, about: str, setting: Setting) -> float:
        """Words per place and day that an origin utters in a setting without such a change."""
        key, phase = (origin, about, setting), setting[0]
        words = max(0.0, self.unconfirmed.get(key, 0) - self.alone.get(key, 0.0))
        return (words + FALSE_RATE[phase] * FALSE_DOUBT[phase]) / (self.days[phase] + FALSE_DOUBT[phase])

    @property
    def horizon(self) -> float:
        """Days after which every origin that ever tells of a change has told of it."""
        return max(ALL_TOLD, *(d[-1] for d in self.delays.values() if d), 0.0) + SLOT

    def spoken(self, origin: str, ages: Array) -> Array:
        """Share of an origin's words that would have come by so many days after the change."""
        delays = np.sort(np.array(self.delays.get(origin, ())))
        assumed = 1 - np.exp(-np.maximum(ages, 0) / DELAY_DAYS)
        seen = np.searchsorted(delays, ages, side="right") if len(delays) else np.zeros_like(ages)
        share: Array = (seen + DELAY_DOUBT * assumed) / (len(delays) + DELAY_DOUBT)
        return share

    def departures(self, place: str, since: float, now: float) -> tuple[float, float]:
        """Departures a day of a place, and how far that is known, 0 to 1."""
        total, seen = sum(self.days), sum(self.departed.values())
        if not seen or total <= 0:
            return 0.0, 0.0
        here = (self.departed.get(place, 0) + LOCAL_DOUBT) / (now - since + LOCAL_DOUBT * total / seen)
        return here, seen / (seen + RATE_DOUBT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of state that somebody told of: the state, when, and the words on it."""

    state: str  # a side, or '' for the beginning of a fight
    time: float
    words: tuple[Assertion, ...]
    phase: int  # later than QUIET where disinterested words tell of another state shortly before

    @property
    def confirmed(self) -> bool:
        """True if a disinterested origin tells of it, and of a change rather than of what is so."""
        told = self.phase != QUIET or any(w.kind is not Kind.HOLD for w in self.words)
        return told and any(w.disinterested for w in self.words)


def fronts(assertions: Iterable[Assertion], state: str | None = None) -> list[tuple[float, float]]:
    """When a place was a front, by disinterested words on fights and on changes to other states; merged."""
    out: list[tuple[float, float]] = []
    told = (
        a for a in assertions if a.kind in (Kind.FIGHT, Kind.GAIN) and a.disinterested and a.side != state
    )
    for start in sorted(a.start for a in told):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], start + FRONT_DAYS))
        else:
            out.append((start, start + FRONT_DAYS))
    return out


def phase_at(time: float, spans: Iterable[tuple[float, float]]) -> int:
    """The phase of a place at a time, from the spans in which it was a front."""
    for start, end in spans:
        if start <= time < end:
            return RASH if time < start + RASH_DAYS else FRONT
    return QUIET


def changes(assertions: Sequence[Assertion]) -> list[Change]:
    """Words of one place gathered by the change they tell of: equal states, times near each other."""
    by_state: dict[str, list[Assertion]] = defaultdict(list)
    for item in assertions:
        if item.kind is not Kind.NOT:
            by_state[item.side].append(item)
    out: list[Change] = []
    for state, items in sorted(by_state.items()):
        items.sort(key=lambda a: (stated(a), a.claim))
        spans = fronts(assertions, state)
        run: list[Assertion] = []
        for item in items:
            if run and stated(item) - stated(run[0]) > SAME_CHANGE:
                out.append(_change(state, run, spans))
                run = []
            run.append(item)
        out.append(_change(state, run, spans))
    return out


def stated(item: Assertion) -> float:
    """When the change is said to have been done; of a state, since when it is said to be so."""
    return item.start if item.kind is Kind.HOLD else item.end


def _change(state: str, run: Sequence[Assertion], spans: Sequence[tuple[float, float]]) -> Change:
    times = sorted(map(stated, run))
    time = times[len(times) // 2]
    return Change(state=state, time=time, words=tuple(run), phase=phase_at(time, spans) if state else QUIET)


def origin_of(item: Assertion) -> str:
    """The origin for which coverage is counted: a component, or the people of all places together."""
    return "residents" if item.component.startswith("resident") else item.component


def about(origin: str, state: str) -> str:
    """What a change is to an origin: a fight, its own success, or a change to another side."""
    if not state:
        return "fight"
    return "own" if origin == f"side:{state}" else f"gain {state}"


def hear(places: Mapping[str, Sequence[Assertion]], now: float, *, since: float) -> Hearing:
    """Coverage and noise of each origin from what all places have on record by `now`."""
    public = {id: [a for a in said if a.public <= now] for id, said in sorted(places.items())}
    heard = _Heard(now, {origin_of(a) for said in public.values() for a in said if not a.narration})
    rash, front, departed = 0.0, 0.0, dict[str, int]()
    for id, assertions in public.items():
        spans = [(start, min(end, now)) for start, end in fronts(assertions) if start < now]
        early = sum(min(RASH_DAYS, end - start) for start, end in spans)
        rash += early
        front += sum(end - start for start, end in spans) - early
        seen = changes(assertions)
        departed[id] = departures(seen)
        for change in seen:
            heard.take(change)
    total = max(0.0, now - since) * len(public)
    told = heard.coverage()
    return Hearing(
        told=told,
        alone=heard.alone(told),
        unconfirmed=heard.unconfirmed,
        delays={k: tuple(sorted(v)) for k, v in heard.delays.items()},
        days=(max(0.0, total - rash - front), rash, front),
        departed=departed,
    )


class _Heard:
    """What the changes taken so far say of who tells of what; a change costs what its own words are."""

    def __init__(self, now: float, names: Iterable[str]) -> None:
        self.settled = now - SETTLED
        self.names = frozenset(names)
        self.unconfirmed: dict[tuple[str, str, Setting], int] = defaultdict(int)
        self.delays: dict[str, list[float]] = defaultdict(list)
        self._told: dict[tuple[str, str], int] = defaultdict(int)  # (origin, state): told by it and by others
        self._borne: dict[tuple[str, str, Setting], int] = defaultdict(int)
        self._all: dict[str, int] = defaultdict(int)  # state: told by anyone who counts as another
        self._but: dict[tuple[str, str], int] = defaultdict(int)  # (origin, state): not by others than it

    def take(self, change: Change) -> None:
        """Count one change for those who told of it, and for all who did not."""
        speakers: dict[str, Assertion] = {}
        for word in sorted(change.words, key=lambda a: (a.public, a.claim)):
            speakers.setdefault(origin_of(word), word)
        confirmed, state = change.confirmed, change.state
        first = [(w.public, o) for o, w in speakers.items() if w.disinterested][:2]
        told = confirmed and bool(first) and first[0][0] <= self.settled
        self._all[state] += told
        for name, mine in speakers.items():
            if name not in self.names:
                continue
            others = [public for public, o in first if o != name]
            if confirmed and others and others[0] <= self.settled:
                self._told[name, state] += 1
                self.delays[name].append(max(0.0, mine.public - change.time))
                self._borne[name, state, (change.phase, mine.kind is Kind.HOLD)] += 1
                continue
            self._but[name, state] += told
            if mine.public <= self.settled and _alone(mine, speakers):
                self.unconfirmed[name, about(name, state), (change.phase, mine.kind is Kind.HOLD)] += 1

    def coverage(self) -> dict[tuple[str, str], tuple[int, int]]:
        """(told, of) of each origin for each kind of change that it spoke of and that others told of.

        Nothing is learnt from the silence of those who never speak of such a thing.
        """
        out: dict[tuple[str, str], tuple[int, int]] = {}
        uttered = {(name, topic) for name, topic, _ in self.unconfirmed}
        for name, state in ((n, s) for n in sorted(self.names) for s in sorted(self._all)):
            topic, told = about(name, state), self._told.get((name, state), 0)
            of = self._all[state] - self._but.get((name, state), 0)
            if of > 0 and (told or (name, topic) in uttered):
                out[name, topic] = (told, of)
        return out

    def alone(self, told: Mapping[tuple[str, str], tuple[int, int]]) -> dict[tuple[str, str, Setting], float]:
        """Words that must be true though nobody bears them out: the others miss a change now and then.

        Two lists of one thing tell how many are on neither (capture and recapture).
        """

        def missed(origin: str, state: str) -> float:
            n, of = told.get((origin, about(origin, state)), (0, 0))
            return 1 - (n + 0.5) / (of + 1) if of else 1.0

        out: dict[tuple[str, str, Setting], float] = {}
        for (name, state, setting), borne in sorted(self._borne.items()):
            others = sorted(self.names - {name})
            free = math.prod(missed(o, state) for o in others if not o.startswith("side:"))
            sides = math.prod(missed(o, state) for o in others if o.startswith("side:"))
            # a party's word is borne out by the disinterested alone, theirs by anybody
            silent = free if name.startswith("side:") else free * sides
            out[name, about(name, state), setting] = borne * silent / max(1 - free, LEAST_HEARD)
        return out


def _alone(mine: Assertion, speakers: Mapping[str, Assertion]) -> bool:
    """True if no other origin bears a word out; a party's word is borne out by disinterested ones only."""
    others = [w for w in speakers.values() if w.component != mine.component]
    return not any(w.disinterested or mine.disinterested for w in others)


def departures(seen: Iterable[Change]) -> int:
    """Fights begun and places taken without one, as confirmed."""
    return sum(
        1 for c in seen if c.confirmed and not c.phase and any(w.kind is not Kind.HOLD for w in c.words)
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
    recent = int(np.searchsorted(-ages, -hearing.horizon))  # before it all that would be told has been told
    origins, spoken = sorted({origin for origin, _ in hearing.told}), dict[str, Array]()
    words: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
    for item in public:
        if item.kind is not Kind.NOT:
            words[(origin_of(item), item.side)].append(item)
    for n, state in enumerate((*sides, "")):
        spans, silent = fronts(public, state), np.ones(slots)
        for origin in origins:
            topic = about(origin, state)
            trust = hearing.trust(origin, topic)
            if trust <= 0:
                continue
            covers = hearing.coverage(origin, topic)
            if origin not in spoken:
                spoken[origin] = hearing.spoken(origin, ages[recent:])
            hush = (1 - covers * spoken[origin]) ** trust
            silent[:recent] *= (1 - covers) ** trust
            silent[recent:] *= hush
            if (origin, state) not in words:
                out[:recent, n] *= (1 - covers) ** trust
                out[recent:, n] *= hush
                continue
            factor = 1 - covers * np.concatenate((np.ones(recent), spoken[origin]))
            for item in words[origin, state]:
                phase = phase_at(stated(item), spans) if state else QUIET
                setting = (phase, item.kind is Kind.HOLD)
                noise = hearing.noise(origin, topic, setting) * SLOT
                factor = factor + covers * _dated(item, since, slots) / noise
            out[:, n] *= factor**trust
        out[:, n] = _once(out[:, n], silent)
    return out


def _once(factor: Array, silent: Array) -> Array:
    """Words tell of one change: a slot is borne out as far as it is as good as the best one near it.

    Without this a place could change to and fro for days on the words about one change. No slot is worth less
    than if nothing had been said.
    """
    reach = round(MISDATED_DAYS / SLOT)
    edge = np.zeros(reach)
    near = np.lib.stride_tricks.sliding_window_view(np.concatenate((edge, factor, edge)), 2 * reach + 1)
    worth: Array = np.maximum(np.minimum(factor, silent), factor * factor / near.max(axis=1))
    return worth


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
