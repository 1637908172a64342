"""Captures: who gained a place, by when at the latest, and on whose word a report rests that names nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onrecord.assess.weights import weight_of
from onrecord.model.claim import EventType, Extent, Family, Modality, Polarity
from onrecord.model.evidence import Evidence

CHANGES = frozenset({EventType.CONTROL_GAINED, EventType.CONTROL_LOST})


def bounded(evidence: Sequence[Evidence]) -> tuple[tuple[Evidence, ...], frozenset[str]]:
    """Undated captures bounded by the last opposing word and the day of speaking; and which these are.

    An opposing word of an earlier report held when it was spoken; one of the same report held since it began.
    """
    said: dict[str, list[tuple[Evidence, str]]] = defaultdict(list)
    inferred: set[str] = set()
    out = []
    for item in sorted(evidence, key=lambda e: (e.public_at, e.start is None, e.id)):
        side, place = gainer(item), item.place
        if side and place and item.event_type in CHANGES and item.start is None:
            opposing = [o for o, other in said[place.id] if other != side]
            before = [o.start if o.public_at >= item.public_at else o.public_at for o in opposing]
            known = [b for b in before if b is not None and b < item.public_at]
            if known:
                item = replace(item, start=max(known), end=max(*known, _spoken(item)))
                inferred.add(item.id)
        fight = item.event_type is EventType.CLASH
        if (side or fight) and place and item.polarity is Polarity.AFFIRMED and not only_scene(item):
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
        side = gainer(item)
        own = not any(v.identified for v in item.voices) and item.polarity is Polarity.AFFIRMED
        if own and side and item.place and item.event_type in CHANGES and item.modality is Modality.ACTUAL:
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
    holder = gainer(item)
    denied = item.polarity is Polarity.DENIED and holder in ("", side)
    return item.event_type is EventType.CLASH or denied or (holder not in ("", side) and not denied)


def gainer(item: Evidence) -> str:
    """The side a claim says holds the place after it; '' where it says none."""
    if item.event_type in (EventType.CONTROL_GAINED, EventType.CONTROL_HELD):
        return item.agent_sides[0] if len(item.agent_sides) == 1 else ""
    if item.event_type is EventType.CONTROL_LOST:
        return item.target_sides[0] if len(item.target_sides) == 1 else ""
    return ""


def only_scene(item: Evidence) -> bool:
    """True for an undated state told in passing: it says nothing of the day of the report."""
    return item.background and item.start is None and item.extent is Extent.STATE
