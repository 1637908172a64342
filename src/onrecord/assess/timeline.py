"""The control timeline of one place: statuses as intervals, days, and one lane for each origin."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onrecord.assess.assertions import Kind, days, instant
from onrecord.assess.chain import SLOT, Array
from onrecord.assess.control import Place, Stretch, believe_each, public
from onrecord.assess.silence import Hearing
from onrecord.assess.status import Verdict, Word, change_points, verdicts, words
from onrecord.model.control import (
    MILLION,
    Chance,
    ControlInterval,
    ControlTimeline,
    Coverage,
    DayStatus,
    Holding,
    Lane,
    LaneSpan,
    Status,
)

# A slot is judged just before its end: what is said to be so at midnight belongs to the next day.
_JUST_BEFORE_END = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A place as its timeline is shown: names, conflict, time zone, a declared holder, pins by a person."""

    name: str
    conflict: str
    zone: str
    assumed: tuple[str, str] = ("", "")  # side and citation of a declared holder
    pins: tuple[tuple[float, float, str, str], ...] = ()  # from, to, side, judgement id


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A place whose timeline is asked for, shown in a setting up to `until`."""

    place: Place
    setting: Setting
    until: float


def timeline_of(
    place: Place, setting: Setting, *, now: float, until: float, hearing: Hearing | None = None
) -> ControlTimeline | None:
    """The timeline of a place as known at `now`, shown up to `until`; None if nothing is told of it yet."""
    wanted = Wanted(place=place, setting=setting, until=until)
    return timelines_of([wanted], now=now, hearing=hearing)[0]


def timelines_of(
    wanted: Sequence[Wanted], *, now: float, hearing: Hearing | None = None
) -> tuple[ControlTimeline | None, ...]:
    """The timelines of many places, each as if it were alone: one pass of the chain serves them all."""
    heard = {n: words(public(w.place, now), w.place.sides) for n, w in enumerate(wanted)}
    stretches = {}
    for n, told in heard.items():
        if told:
            since = _midnight(min(x.time for x in told), wanted[n].setting.zone)
            slots = max(1, int((wanted[n].until - since) / SLOT + 1e-6))
            stretches[n] = Stretch(place=wanted[n].place, since=since, slots=slots)
    beliefs = dict(zip(stretches, believe_each(list(stretches.values()), now, hearing=hearing), strict=True))
    coverage = _coverage(hearing)
    return tuple(
        _drawn(w, heard[n], stretches[n].since, beliefs[n], now=now, coverage=coverage)
        if n in stretches
        else None
        for n, w in enumerate(wanted)
    )


def _drawn(
    wanted: Wanted,
    told: Sequence[Word],
    since: float,
    belief: Array,
    *,
    now: float,
    coverage: tuple[Coverage, ...],
) -> ControlTimeline:
    place, setting = wanted.place, wanted.setting
    ends = [_end_of(since, n) for n in range(len(belief))]
    found = [
        _pinned(v, setting, at) for v, at in zip(verdicts(told, place.sides, belief, ends), ends, strict=True)
    ]
    found = _assumed(_not_by_waiting(found, told, since), setting, told, since)
    return ControlTimeline(
        place=place.id,
        name=setting.name,
        conflict=setting.conflict,
        sides=place.sides,
        known_on=instant(now),
        intervals=tuple(_with_pins(i, setting) for i in _intervals(found, belief, told, place, since)),
        days=tuple(_days(found, belief, place.sides, since, setting.zone)),
        lanes=tuple(lanes_of(told, place.sides, wanted.until)),
        coverage=coverage,
        zone=setting.zone,
    )


def _midnight(day: float, zone: str) -> float:
    local = instant(day).astimezone(ZoneInfo(zone))
    return days(local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC))


def _end_of(since: float, slot: int) -> float:
    return since + (slot + 1) * SLOT - _JUST_BEFORE_END


def _pinned(found: Verdict, setting: Setting, at: float) -> Verdict:
    """A person's pin holds over its interval, whatever else is said."""
    for start, end, side, _ in setting.pins:
        if start <= at < end:
            return Verdict(status=Status.HELD if side else Status.CONTESTED, side=side, over=side)
    return found


def _not_by_waiting(found: list[Verdict], told: Sequence[Word], since: float) -> list[Verdict]:
    """After the last word nothing becomes held that was not: waiting is no evidence (C8)."""
    last = max(w.time for w in told)
    out: list[Verdict] = []
    for n, now in enumerate(found):
        before = out[-1] if out else None
        if (
            now.status is Status.HELD
            and _end_of(since, n) - SLOT > last
            and before
            and before.status is not Status.HELD
        ):
            now = replace(now, status=Status.LIKELY)
        out.append(now)
    return out


def _assumed(found: list[Verdict], setting: Setting, told: Sequence[Word], since: float) -> list[Verdict]:
    """Before the first word a declared holder is shown as likely, and as assumed."""
    side = setting.assumed[0]
    if not side:
        return found
    first = min(w.time for w in told)
    return [
        Verdict(status=Status.LIKELY, side=side, over=side)
        if v.status is Status.UNKNOWN and _end_of(since, n) < first
        else v
        for n, v in enumerate(found)
    ]


def _intervals(
    verdicts: Sequence[Verdict], belief: Array, told: Sequence[Word], place: Place, since: float
) -> Iterable[ControlInterval]:
    """Maximal runs of slots with one status, side and state beneath."""
    points = change_points(told, place.sides)
    start = 0
    for n in range(1, len(verdicts) + 1):
        if n < len(verdicts) and _alike(verdicts[n], verdicts[start]):
            continue
        yield _interval(
            verdicts[n - 1], belief[n - 1], told, place, (since + start * SLOT, since + n * SLOT), points
        )
        start = n


def _alike(a: Verdict, b: Verdict) -> bool:
    return (a.status, a.side, a.over) == (b.status, b.side, b.over)


def _interval(
    last: Verdict,
    p: Array,
    told: Sequence[Word],
    place: Place,
    span: tuple[float, float],
    points: Sequence[tuple[str, float, float]],
) -> ControlInterval:
    """One interval with the claims for and against it, judged at its end."""
    past = [w for w in told if w.time < span[1]]
    runs = _runs(past)
    state = place.sides.index(last.side) if last.side in place.sides else len(place.sides)
    supports = {c: run for c, run in runs.items() if c in last.components}
    against = {c: run for c, run in runs.items() if c not in last.components and state not in run[-1].states}
    if last.status is Status.UNKNOWN:
        supports, against = {}, {}
    return ControlInterval(
        start=instant(span[0]),
        end=instant(span[1]),
        status=last.status,
        side=last.side,
        over=last.over,
        chances=chances(p, place.sides),
        begins=_window(span[0], last.side, points),
        ends=_window(span[1], "", points),
        supporting=_claims(supports.values()),
        contradicting=_claims(against.values()),
        refreshed=_claims([run[1:] for run in supports.values()]),
        n_origins=_independent(supports),
        n_gatekeepers=len({w.said.gatekeeper for run in supports.values() for w in run if w.said.gatekeeper}),
        last_told=instant(max(w.said.public for w in past)) if past else None,
    )


def _independent(supports: Mapping[str, Sequence[Word]]) -> int:
    """Origins that speak for it; narration counts only where nobody is named."""
    named = [c for c, run in supports.items() if not all(w.said.narration for w in run)]
    return len(named or supports)


def _runs(past: Sequence[Word]) -> dict[str, list[Word]]:
    """The current run of each component: its last words that say the same."""
    out: dict[str, list[Word]] = {}
    for word in past:
        run = out.setdefault(word.said.component, [])
        if run and run[-1].states < word.states:
            continue  # says less than was said, and nothing against it
        if run and run[-1].states != word.states:
            run.clear()
        run.append(word)
    return out


def _claims(runs: Iterable[Sequence[Word]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w.said.claim for run in runs for w in run))


def _window(at: float, side: str, points: Sequence[tuple[str, float, float]]) -> tuple[datetime, datetime]:
    """The change-point that an interval begins or ends with: the window told, else the slot itself."""
    for gained, start, end in points:
        if (not side or gained == side) and start - SLOT <= at <= end + SLOT:
            return instant(start), instant(end)
    return instant(at), instant(at + SLOT)


def chances(p: Array, sides: tuple[str, ...]) -> tuple[Chance, ...]:
    """Probabilities in millionths that add up to a million; the rounding goes to the likeliest state."""
    whole = [int(v * MILLION) for v in p]
    whole[int(p.argmax())] += MILLION - sum(whole)
    return tuple(Chance(side=s, millionths=m) for s, m in zip((*sides, ""), whole, strict=True))


def _days(
    verdicts: Sequence[Verdict], belief: Array, sides: tuple[str, ...], since: float, zone: str
) -> Iterable[DayStatus]:
    """The status in the last slot of each day of the place."""
    local = ZoneInfo(zone)
    first = instant(since + SLOT - _JUST_BEFORE_END).astimezone(local).date()
    final = instant(_end_of(since, len(verdicts) - 1)).astimezone(local).date()
    for day in (first + timedelta(days=n) for n in range((final - first).days + 1)):
        n = min(len(verdicts), math.ceil((end_of_day(day, zone) - since + _JUST_BEFORE_END) / SLOT) - 1) - 1
        found = verdicts[n]
        yield DayStatus(
            day=day,
            status=found.status,
            side=found.side,
            over=found.over,
            chances=chances(belief[n], sides),
        )


def _with_pins(interval: ControlInterval, setting: Setting) -> ControlInterval:
    for start, end, _, judgement in setting.pins:
        if start <= days(interval.start) and days(interval.end) - SLOT < end:
            return replace(interval, pinned=judgement)
    if not interval.supporting and interval.status is Status.LIKELY and setting.assumed[0]:
        return replace(interval, assumed=setting.assumed[1])
    return interval


def lanes_of(told: Iterable[Word], sides: tuple[str, ...], until: float) -> Iterable[Lane]:
    """What each origin says of the place, over time."""
    by_component: dict[str, list[Word]] = defaultdict(list)
    for word in told:
        by_component[word.said.component].append(word)
    for component in sorted(by_component):
        said = by_component[component]
        spans: list[list[Word]] = []
        for word in said:
            if spans and spans[-1][-1].states == word.states:
                spans[-1].append(word)
            else:
                spans.append([word])
        ends = [s[0].time for s in spans[1:]] + [max(until, spans[-1][-1].time)]
        yield Lane(
            origin=component,
            name=min(
                (w.said.name for w in said if w.said.name), key=lambda n: (-len(n), n), default=component
            ),
            side=component.removeprefix("side:") if component.startswith("side:") else "",
            disinterested=any(w.said.disinterested for w in said),
            spans=tuple(_lane_span(s, end, sides) for s, end in zip(spans, ends, strict=True)),
        )


def _lane_span(said: Sequence[Word], end: float, sides: tuple[str, ...]) -> LaneSpan:
    first = said[0].said
    holding = {Kind.FIGHT: Holding.CONTESTED, Kind.NOT: Holding.NOT}.get(first.kind, Holding.HOLDS)
    return LaneSpan(
        start=instant(said[0].time),
        end=instant(end),
        holding=holding,
        side=first.side,
        claims=_claims([said]),
        public_at=instant(min(w.said.public for w in said)),
        partial=first.partial,
        hedged=not first.full and first.partial is None,
    )


def _coverage(hearing: Hearing | None) -> tuple[Coverage, ...]:
    """How much each origin is known to tell; shown beside a timeline, never counted as a report."""
    if hearing is None:
        return ()
    total: dict[str, tuple[int, int]] = {}
    for (origin, _), (told, of) in hearing.told.items():
        before = total.get(origin, (0, 0))
        total[origin] = before[0] + told, before[1] + of
    return tuple(
        Coverage(origin=origin, told=told, of=of, millionths=round(MILLION * told / of) if of else 0)
        for origin, (told, of) in sorted(total.items())
    )


def end_of_day(day: date, zone: str) -> float:
    """The end of a day as it is counted in a zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return days(midnight.astimezone(UTC))
