"""Control of every place of which something is told, from claims and their origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from onrecord.assess.assertions import Assertion, days
from onrecord.assess.control import Place
from onrecord.assess.silence import Hearing, hear, week_of
from onrecord.assess.timeline import Setting, Wanted, end_of_day, timelines_of
from onrecord.assess.words import assertions_of
from onrecord.corroborate.origins import Told
from onrecord.derive.captures import CHANGES, gainer, only_scene
from onrecord.derive.here import Here
from onrecord.derive.memo import Memo
from onrecord.model.actor import Baseline, Conflict
from onrecord.model.claim import Family, Polarity
from onrecord.model.control import ControlTimeline
from onrecord.model.evidence import Evidence, Voice, Where
from onrecord.model.place import PlaceKind
from onrecord.parties import Parties

# Weight of a declared holder in the prior; the rest is shared by the other states.
DECLARED = 0.9
# Share of contested in a prior without a declared holder.
OPEN = 0.1
UNNAMED = "?"  # a second side where only one is told of
_SHOWN = frozenset({PlaceKind.TOWN, PlaceKind.FEATURE, PlaceKind.AREA})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A person's decision on who held a place."""

    place: str
    start: datetime
    end: datetime
    side: str
    judgement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is asserted of one place, and the first claim that does."""

    assertions: tuple[Assertion, ...]
    lead: Evidence


def timelines(
    places: Iterable[Here],
    components: Mapping[tuple[str, str], str],
    parties: Parties,
    *,
    known_on: datetime,
    pins: Iterable[Pin] = (),
    memo: Memo,
) -> tuple[ControlTimeline, ...]:
    """All timelines as known at `known_on`; `components` maps (claim, origin key) to its origin."""
    said: dict[str, Said] = {}
    for here in places:
        place = here.told[0].evidence.place
        if place is None or place.kind not in _SHOWN:
            continue
        joined = tuple(component_of(v, t.evidence.id, components) for t in here.told for v in t.voices)
        found = memo.of("said", (here,), partial(said_of, here, joined), also=joined)
        if found is not None:
            said[place.id] = found
    now = days(known_on)
    hearing = _hearing({place: s.assertions for place, s in said.items()}, now, memo)
    pinned: dict[str, list[Pin]] = defaultdict(list)
    for pin in pins:
        pinned[pin.place].append(pin)
    wanted = [
        memo.of(
            "wanted",
            (said[place], parties),
            partial(_wanted, said[place], parties, now, pinned[place]),
            also=(now, tuple(pinned[place])),
        )
        for place in sorted(said)
    ]
    drawn = memo.each(
        "timeline",
        [(w, hearing) for w in wanted],
        lambda missing: timelines_of([w for w, _ in missing], now=now, hearing=hearing),
        also=now,
    )
    return tuple(timeline for timeline in drawn if timeline is not None)


def said_of(here: Here, joined: Sequence[str]) -> Said | None:
    """What is asserted at a place; `joined` has the component of each voice there, in order.

    Of captures whose time is inferred nothing but the day of speaking is told: only then they assert who
    holds the place.
    """
    later, changed, components = _lost_again(here.told), _changed(here.told), iter(joined)
    said: list[Assertion] = []
    leads: list[Evidence] = []
    for item in here.told:
        e, place = item.evidence, item.evidence.place
        voices = [(v, next(components)) for v in item.voices]
        if item.copy_of or place is None or only_scene(e):
            continue
        if e.start is None and e.family is Family.FIGHT and _taking(item, changed):
            continue
        spoken = replace(e, end=e.public_at) if e.id in here.inferred else e
        asserted = assertions_of(spoken, voices, still=e.id not in later, spoken=_told_on(spoken, place))
        if asserted:
            said += asserted
            leads.append(e)
    if not said:
        return None
    return Said(assertions=tuple(said), lead=min(leads, key=lambda e: (e.public_at, e.id)))


def _told_on(item: Evidence, place: Where) -> datetime:
    """When a claim was spoken: where only the day is known, before that day ends at the place."""
    at = item.public_at.astimezone(UTC)
    if (at.hour, at.minute) != (0, 0):
        return item.public_at
    ends = datetime.combine(at.date(), time(), ZoneInfo(place.zone or "UTC")).astimezone(UTC)
    return min(at, ends)


def component_of(voice: Voice, claim: str, components: Mapping[tuple[str, str], str]) -> str:
    """Everything one side says is one component of control; others as their origins were joined."""
    return f"side:{voice.side}" if voice.side else components.get((claim, voice.key), voice.key)


def _taking(item: Told, changed: frozenset[tuple[str, str, str]]) -> bool:
    """True if an undated fight is how a place was taken, told by those who tell of both."""
    e = item.evidence
    where = e.place.id if e.place else ""
    return all((e.report, where, v.key) in changed for v in item.voices)


def _changed(told: Sequence[Told]) -> frozenset[tuple[str, str, str]]:
    """(report, place, speaker) of all who tell of a capture."""
    return frozenset(
        (t.evidence.report, t.evidence.place.id, v.key)
        for t in told
        for v in t.voices
        if t.evidence.place and t.evidence.event_type in CHANGES and t.evidence.polarity is Polarity.AFFIRMED
    )


def _lost_again(told: Sequence[Told]) -> frozenset[str]:
    """Captures told in a report that tells of a later one by another side: they did not last until then."""
    by_report: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for item in told:
        e = item.evidence
        if e.place and e.event_type in CHANGES and e.polarity is Polarity.AFFIRMED and gainer(e):
            by_report[(e.report, e.place.id)].append(e)
    return frozenset(
        a.id
        for items in by_report.values()
        for a in items
        if any(gainer(b) != gainer(a) and _end(b) > _end(a) for b in items)
    )


def _end(item: Evidence) -> datetime:
    return item.end or item.public_at


def _hearing(said: Mapping[str, Sequence[Assertion]], now: float, memo: Memo) -> Hearing | None:
    """Who tells of what, as learnt by the beginning of the week: so a day's reports change no other place."""
    learnt = week_of(now)
    first = min((a.public for items in said.values() for a in items), default=now)
    if first >= learnt:
        return None
    return memo.like(hear(said, learnt, since=first))


def _conflict(item: Evidence, parties: Parties) -> Conflict | None:
    day = (item.start or item.public_at).date()
    return parties.conflict_at((item.place.country,), day) if item.place and item.place.country else None


def _wanted(said: Said, parties: Parties, now: float, pins: Sequence[Pin]) -> Wanted:
    """A place as its timeline is asked for: its sides, prior, zone, and the days to show."""
    place = said.lead.place
    assert place is not None
    conflict = _conflict(said.lead, parties)
    declared = _baseline(conflict, place.id, said.assertions)
    sides = _sides(said.assertions, declared, conflict, pins)
    zone = place.zone or (conflict.zone if conflict else "UTC")
    setting = Setting(
        name=place.name,
        conflict=conflict.id if conflict else "",
        zone=zone,
        assumed=(declared.side, declared.citation) if declared else ("", ""),
        pins=tuple((days(p.start), days(p.end), p.side, p.judgement) for p in pins),
    )
    return Wanted(
        place=Place(id=place.id, sides=sides, prior=prior(sides, declared), assertions=said.assertions),
        setting=setting,
        until=end_of_day((_at(now) - timedelta(microseconds=1)).date(), zone),
    )


def _at(now: float) -> datetime:
    return datetime.fromisoformat("1970-01-01T00:00:00+00:00") + timedelta(days=now)


def _sides(
    said: Iterable[Assertion], declared: Baseline | None, conflict: Conflict | None, pins: Iterable[Pin]
) -> tuple[str, ...]:
    """The sides told of at a place, in the conflict's order; a second unnamed one where only one is told."""
    told = {a.side for a in said if a.side} | {a.lost_by for a in said if a.lost_by}
    told |= {p.side for p in pins if p.side} | ({declared.side} if declared else set())
    order = [side for side, _ in conflict.side_names] if conflict else []
    sides = sorted(told, key=lambda s: (order.index(s) if s in order else len(order), s))
    while len(sides) < 2:
        sides.append(UNNAMED * (len(sides) + 1))
    return tuple(sides)


def _baseline(conflict: Conflict | None, place: str, said: Iterable[Assertion]) -> Baseline | None:
    """The last holder declared for a place before the first word on it."""
    if conflict is None:
        return None
    first = min(a.start for a in said)
    past = [b for b in conflict.baselines if b.place == place and _day(b) <= first]
    return max(past, key=lambda b: (b.on, b.side)) if past else None


def _day(baseline: Baseline) -> float:
    return days(datetime.fromisoformat(f"{baseline.on.isoformat()}T00:00:00+00:00"))


def prior(sides: Sequence[str], declared: Baseline | None) -> tuple[float, ...]:
    """Prior over the sides and, last, contested: even, unless a holder is declared."""
    if declared is None:
        return (*((1 - OPEN) / len(sides) for _ in sides), OPEN)
    rest = (1 - DECLARED) / len(sides)
    return (*(DECLARED if s == declared.side else rest for s in sides), rest)
