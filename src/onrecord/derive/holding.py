"""Control of every place of which something is told, from claims and their origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onrecord.assess.assertions import Assertion, days
from onrecord.assess.control import Place
from onrecord.assess.silence import Hearing, hear
from onrecord.assess.timeline import Setting, Wanted, end_of_day, timelines_of
from onrecord.assess.weights import weight_of
from onrecord.assess.words import assertions_of
from onrecord.corroborate.origins import Told
from onrecord.model.actor import Baseline, Conflict
from onrecord.model.claim import EventType, Extent, Family, Modality, Polarity
from onrecord.model.control import ControlTimeline
from onrecord.model.evidence import Evidence, Voice, Where
from onrecord.model.place import PlaceKind
from onrecord.parties import Parties

# Weight of a declared holder in the prior; the rest is shared by the other states.
DECLARED = 0.9
# Share of contested in a prior without a declared holder.
OPEN = 0.1
UNNAMED = "?"  # a second side where only one is told of
_CHANGES = frozenset({EventType.CONTROL_GAINED, EventType.CONTROL_LOST})
_SHOWN = frozenset({PlaceKind.TOWN, PlaceKind.FEATURE, PlaceKind.AREA})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A person's decision on who held a place."""

    place: str
    start: datetime
    end: datetime
    side: str
    judgement: str


def bounded(evidence: Sequence[Evidence]) -> tuple[tuple[Evidence, ...], frozenset[str]]:
    """Undated captures bounded by the last opposing word and the day of speaking; and which these are.

    An opposing word of an earlier report held when it was spoken; one of the same report held since it began.
    """
    said: dict[str, list[tuple[Evidence, str]]] = defaultdict(list)
    inferred: set[str] = set()
    out = []
    for item in sorted(evidence, key=lambda e: (e.public_at, e.start is None, e.id)):
        side, place = _gainer(item), item.place
        if side and place and item.event_type in _CHANGES and item.start is None:
            opposing = [o for o, other in said[place.id] if other != side]
            before = [o.start if o.public_at >= item.public_at else o.public_at for o in opposing]
            known = [b for b in before if b is not None and b < item.public_at]
            if known:
                item = replace(item, start=max(known), end=max(*known, _spoken(item)))
                inferred.add(item.id)
        fight = item.event_type is EventType.CLASH
        if (side or fight) and place and item.polarity is Polarity.AFFIRMED and not _only_scene(item):
            said[place.id].append((item, side))
        out.append(item)
    return tuple(out), frozenset(inferred)


def _spoken(item: Evidence) -> datetime:
    """By when it happened: where only the day of speaking is known, before that day."""
    here = ZoneInfo(item.place.zone) if item.place and item.place.zone else ZoneInfo("UTC")
    for zone in (ZoneInfo("UTC"), here):
        local = item.public_at.astimezone(zone)
        if (local.hour, local.minute) == (0, 0):
            return datetime.combine(local.date() - timedelta(days=1), time(), here).astimezone(UTC)
    return item.public_at


def rested(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Captures that a report tells in its own voice, given the voices of the disinterested it cites there.

    What a report sums up rests on those it quotes on the fighting at that place, unless they say otherwise:
    that there is fighting still, that another side holds it, or that it did not fall.
    """
    by_place: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.place and item.family in (Family.CONTROL, Family.FIGHT):
            by_place[(item.report, item.place.id)].append(item)
    out = []
    for item in evidence:
        side = _gainer(item)
        own = not any(v.identified for v in item.voices) and item.polarity is Polarity.AFFIRMED
        if own and side and item.place and item.event_type in _CHANGES and item.modality is Modality.ACTUAL:
            beside = by_place[(item.report, item.place.id)]
            against = {v.key for e in beside for v in e.voices if _says_otherwise(e, side)}
            voices = {
                v.key: v
                for e in beside
                for v in e.voices
                if v.identified and weight_of(v).disinterested and not v.side and v.key not in against
            }
            if voices:
                item = replace(item, voices=tuple(voices[k] for k in sorted(voices)))
        out.append(item)
    return tuple(out)


def _says_otherwise(item: Evidence, side: str) -> bool:
    """True if a claim does not go with a capture by `side`."""
    holder = _gainer(item)
    denied = item.polarity is Polarity.DENIED and holder in ("", side)
    return item.event_type is EventType.CLASH or denied or (holder not in ("", side) and not denied)


def _gainer(item: Evidence) -> str:
    """The side a claim says holds the place after it; '' where it says none."""
    if item.event_type in (EventType.CONTROL_GAINED, EventType.CONTROL_HELD):
        return item.agent_sides[0] if len(item.agent_sides) == 1 else ""
    if item.event_type is EventType.CONTROL_LOST:
        return item.target_sides[0] if len(item.target_sides) == 1 else ""
    return ""


def timelines(
    told: Sequence[Told],
    components: Mapping[tuple[str, str], str],
    parties: Parties,
    *,
    known_on: datetime,
    pins: Iterable[Pin] = (),
    inferred: frozenset[str] = frozenset(),
) -> tuple[ControlTimeline, ...]:
    """All timelines as known at `known_on`; `components` maps (claim, origin key) to its origin.

    Of the claims in `inferred` nothing but the day of speaking is told: only then they assert who holds it.
    """
    said: dict[str, list[Assertion]] = defaultdict(list)
    where: dict[str, list[Evidence]] = defaultdict(list)
    later, changed = _lost_again(told), _changed(told)
    for item in told:
        place = item.evidence.place
        if item.copy_of or place is None or place.kind not in _SHOWN or _only_scene(item.evidence):
            continue
        if item.evidence.start is None and item.evidence.family is Family.FIGHT and _taking(item, changed):
            continue
        voices = [(v, component_of(v, item.evidence.id, components)) for v in item.voices]
        e = (
            replace(item.evidence, end=item.evidence.public_at)
            if item.evidence.id in inferred
            else item.evidence
        )
        asserted = assertions_of(e, voices, still=e.id not in later, spoken=_told_on(e, place))
        if asserted:
            said[place.id] += asserted
            where[place.id].append(item.evidence)
    now = days(known_on)
    hearing = _hearing(said, now)
    wanted = []
    for place_id in sorted(said):
        lead = min(where[place_id], key=lambda e: (e.public_at, e.id))
        pinned = [p for p in pins if p.place == place_id]
        wanted.append(_wanted(said[place_id], lead, _conflict(lead, parties), now, pinned))
    return timelines_of(wanted, now=now, hearing=hearing)


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


def _only_scene(item: Evidence) -> bool:
    """True for an undated state told in passing: it says nothing of the day of the report."""
    return item.background and item.start is None and item.extent is Extent.STATE


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
        if t.evidence.place and t.evidence.event_type in _CHANGES and t.evidence.polarity is Polarity.AFFIRMED
    )


def _lost_again(told: Sequence[Told]) -> frozenset[str]:
    """Captures told in a report that tells of a later one by another side: they did not last until then."""
    by_report: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for item in told:
        e = item.evidence
        if e.place and e.event_type in _CHANGES and e.polarity is Polarity.AFFIRMED and _gainer(e):
            by_report[(e.report, e.place.id)].append(e)
    return frozenset(
        a.id
        for items in by_report.values()
        for a in items
        if any(_gainer(b) != _gainer(a) and _end(b) > _end(a) for b in items)
    )


def _end(item: Evidence) -> datetime:
    return item.end or item.public_at


def _hearing(said: Mapping[str, Sequence[Assertion]], now: float) -> Hearing | None:
    first = min((a.public for items in said.values() for a in items if a.public <= now), default=None)
    return None if first is None else hear(said, now, since=first)


def _conflict(item: Evidence, parties: Parties) -> Conflict | None:
    day = (item.start or item.public_at).date()
    return parties.conflict_at((item.place.country,), day) if item.place and item.place.country else None


def _wanted(
    said: Sequence[Assertion],
    lead: Evidence,
    conflict: Conflict | None,
    now: float,
    pins: Sequence[Pin],
) -> Wanted:
    """A place as its timeline is asked for: sides, prior, zone; `lead` = the first claim on it."""
    place = lead.place
    assert place is not None
    declared = _baseline(conflict, place.id, said)
    sides = _sides(said, declared, conflict, pins)
    zone = place.zone or (conflict.zone if conflict else "UTC")
    setting = Setting(
        name=place.name,
        conflict=conflict.id if conflict else "",
        zone=zone,
        assumed=(declared.side, declared.citation) if declared else ("", ""),
        pins=tuple((days(p.start), days(p.end), p.side, p.judgement) for p in pins),
    )
    return Wanted(
        place=Place(id=place.id, sides=sides, prior=prior(sides, declared), assertions=tuple(said)),
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
