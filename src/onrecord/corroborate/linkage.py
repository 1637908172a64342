"""Match weight of two claims, in bits, feature by feature (RESOLUTION 1.3; after Fellegi and Sunter).

Weights are integers in thousandths of a bit, so that sums do not depend on their order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from onrecord.corroborate.nearness import ONE_DAY, Nearness, nearness
from onrecord.model.claim import Count, EventType, Extent, Family, HarmKind, Unit
from onrecord.model.evidence import Evidence
from onrecord.model.incident import Part
from onrecord.model.place import PlaceKind

LINK = 4000  # posterior about .94 (RESOLUTION 1.3)
REVIEW = 0  # from here up to LINK a person decides
MISSING = -6000  # two classes that were never compared, or must not be
PRIOR = -3000  # constant inside blocks; the size of a block would depend on the order of arrival

# Neutral incidents per day of one family at one place; not estimated from any war. A higher rate for a place
# makes "same place, same day" say less there.
NEUTRAL_RATES: Mapping[PlaceKind, float] = {
    PlaceKind.TOWN: 0.0075,
    PlaceKind.FEATURE: 0.0075,
    PlaceKind.AREA: 0.3,
    PlaceKind.REGION: 1.0,
    PlaceKind.COUNTRY: 2.0,
}
# A place changes hands more rarely than it is fought over.
CONTROL_SHARE = 0.5
RATE_FLOOR = 0.001
# Share of true pairs at each nearness (RESOLUTION 1.3: m).
_TRUE_SHARE = {
    Nearness.SAME_DAY: 0.55,
    Nearness.NEXT_DAY: 0.25,
    Nearness.UNDATED: 0.25,
    Nearness.CLOSE_BY: 0.10,
    Nearness.AROUND: 0.05,
    Nearness.OTHER_HOUR: 0.03,
    Nearness.SOME_DAYS: 0.01,
    Nearness.FAR: 0.01,
    Nearness.APART: 0.0001,
}
# Two sides that each are said to have won differ in the outcome, not always in the happening: told of one
# hour they are two words on one change, told of one day they are not.
RIVAL_WINNERS = -3
OTHER_TIME = -5
_CHANGES = frozenset({EventType.CONTROL_GAINED, EventType.CONTROL_LOST, EventType.WITHDRAWAL})
# A fight goes on for hours and days: told of in the morning and at night, it may be one.
_LASTING = frozenset({EventType.CLASH, EventType.GROUND_ASSAULT})
_COMPATIBLE = (
    frozenset({EventType.ARMED_ATTACK, EventType.BOMBING}),
    frozenset({EventType.CONTROL_GAINED, EventType.CONTROL_LOST}),
    frozenset({EventType.CONTROL_GAINED, EventType.WITHDRAWAL}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The frozen rate table of a model version: incidents per day by (place, family), else by kind."""

    local: Mapping[tuple[str, Family], float] = field(default_factory=dict)

    def of(self, item: Evidence) -> float:
        """Incidents a day of the claim's family at its place."""
        if item.place is None:
            return NEUTRAL_RATES[PlaceKind.COUNTRY]
        neutral = NEUTRAL_RATES[item.place.kind] * (CONTROL_SHARE if item.family is Family.CONTROL else 1)
        return max(RATE_FLOOR, self.local.get((item.place.id, item.family), neutral))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """The sum of a comparison with its parts; `never` = the two must not share an incident (I4)."""

    millibits: int
    parts: tuple[Part, ...]
    never: bool = False


def compare(a: Evidence, b: Evidence, rates: Rates) -> Weight:
    """The match weight of two claims; symmetric."""
    if not linkable(a, b):
        return Weight(
            millibits=MISSING, parts=(_part("kind", f"{a.extent} with {b.extent}", -6),), never=True
        )
    parts = [_part("prior", "in one block", PRIOR / 1000), _place_and_time(a, b, rates)]
    parts += [part for feature in _FEATURES if (part := feature(a, b)) is not None]
    return Weight(millibits=sum(p.millibits for p in parts), parts=tuple(parts))


def linkable(a: Evidence, b: Evidence) -> bool:
    """Only incident with incident, series with series, and a period with the same period are ever linked."""
    if a.extent is not b.extent or a.extent is Extent.STATE:
        return False
    if a.extent is Extent.PERIOD:
        return _scope(a) == _scope(b)
    return True


def winner(item: Evidence) -> str:
    """The side a change of control leaves in the place; '' where it is not told."""
    sides = item.agent_sides if item.event_type is EventType.CONTROL_GAINED else item.target_sides
    return sides[0] if len(sides) == 1 and item.event_type in _CHANGES else ""


def _scope(item: Evidence) -> tuple[object, ...]:
    place = (item.place.id, item.place.relation) if item.place else ()
    return place, item.start, item.end, item.family


@lru_cache(maxsize=4096)  # few parts differ, and every pair that is compared holds some eight of them
def _part(feature: str, level: str, bits: float) -> Part:
    return Part(feature=feature, level=level, millibits=round(1000 * bits))


def _place_and_time(a: Evidence, b: Evidence, rates: Rates) -> Part:
    """log2(m/u): how much rarer the coincidence of place and time is for two different happenings."""
    near, window = nearness(a, b)
    chance = 1 - math.exp(-min(rates.of(a), rates.of(b)) * window)
    return _part("place and time", near.value, math.log2(_TRUE_SHARE[near] / chance))


def _event(a: Evidence, b: Evidence) -> Part:
    if a.event_type is b.event_type:
        return _part("event type", "same", 2)
    pair = frozenset({a.event_type, b.event_type})
    if EventType.OTHER in pair or pair in _COMPATIBLE:
        return _part("event type", "compatible", 0)
    if a.family is b.family and not pair & _CHANGES:
        return _part("event type", "same family", 0.5)
    return _part("event type", "incompatible", -6)


def _agent(a: Evidence, b: Evidence) -> Part:
    if a.event_type in _CHANGES and b.event_type in _CHANGES:
        if not winner(a) or not winner(b):
            return _part("agent", "winner not told", 0)
        same = winner(a) == winner(b)
        return _part("agent", "same winner" if same else "rival winners", 2 if same else RIVAL_WINNERS)
    if set(a.agents) & set(b.agents):
        return _part("agent", "same actor", 2)
    if not a.agent_sides or not b.agent_sides:
        return _part("agent", "not told", 0)
    same = bool(set(a.agent_sides) & set(b.agent_sides))
    return _part("agent", "same side" if same else "rival sides", 1 if same else -2)


def _target(a: Evidence, b: Evidence) -> Part | None:
    if a.object_kind and b.object_kind:
        same = a.object_kind == b.object_kind
        return _part("target", "same object" if same else "other object", 2 if same else -2)
    first, second = ({c.victims for c in x.counts} for x in (a, b))
    if first and second:
        same = bool(first & second)
        return _part("target", "same class" if same else "other class", 0.5 if same else -1)
    return None


def _toll(a: Evidence, b: Evidence) -> Part | None:
    pairs = [(x, y) for x in _bodily(a) for y in _bodily(b) if x.kind is y.kind and x.victims is y.victims]
    if not pairs:
        return None
    return max((_toll_of(x, y, a.public_at <= b.public_at) for x, y in pairs), key=lambda p: p.millibits)


def _bodily(item: Evidence) -> list[Count]:
    kinds = (HarmKind.KILLED, HarmKind.INJURED, HarmKind.CASUALTIES)
    return [c for c in item.counts if c.kind in kinds and c.unit is Unit.PERSONS and c.low is not None]


def _toll_of(x: Count, y: Count, x_first: bool) -> Part:
    low_x, low_y = x.low or 0, y.low or 0
    if low_x == low_y:
        return _part("toll", f"both {low_x}", min(5.0, -math.log2(toll_frequency(low_x))))
    if low_x <= (math.inf if y.high is None else y.high) and low_y <= (
        math.inf if x.high is None else x.high
    ):
        return _part("toll", "ranges meet", 0.5)
    earlier, later = (low_x, low_y) if x_first else (low_y, low_x)
    if earlier < later <= 3 * earlier:
        return _part("toll", "rising", 0)
    return _part("toll", "contrary", -2)


def toll_frequency(n: int) -> float:
    """Share of reported tolls that are n: about 1/(n(n+1)), rounder numbers ten times as common (assumed)."""
    if n <= 0:
        return 0.2
    return min(0.5, (5.0 if n % 10 == 0 else 2.0 if n % 5 == 0 else 1.0) / (n * (n + 1)) * math.sqrt(n))


def _names(a: Evidence, b: Evidence) -> Part | None:
    shared = set(a.names) & set(b.names)
    if shared:
        return _part("name", ", ".join(sorted(shared)), min(8, 4 * len(shared)))
    return None


def _time_of_day(a: Evidence, b: Evidence) -> Part | None:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    short = timedelta(hours=6)
    if a.end - a.start > short or b.end - b.start > short:
        return None
    gap = max(a.start, b.start) - min(a.end, b.end)
    if gap > timedelta(days=ONE_DAY):
        return None
    if gap <= timedelta(hours=2):
        return _part("time of day", "within 2 hours", 1.5)
    if gap <= short or {a.event_type, b.event_type} <= _LASTING:
        return None
    return _part("time of day", "more than 6 hours apart", -3)


def _speaker(a: Evidence, b: Evidence) -> Part | None:
    """One origin that dates two words differently tells of two happenings; two origins may disagree."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return None
    shared = {v.side or v.key for v in a.voices} & {v.side or v.key for v in b.voices}
    if shared and (a.end <= b.start or b.end <= a.start):
        return _part("speaker", "same origin, another time", OTHER_TIME)
    return None


_FEATURES: tuple[Callable[[Evidence, Evidence], Part | None], ...] = (
    _event,
    _agent,
    _target,
    _toll,
    _names,
    _time_of_day,
    _speaker,
)
