"""How near two claims lie in place and time."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from enum import StrEnum

from onrecord.model.evidence import Evidence, Where

CLOSE_KM, AROUND_KM = 5.0, 20.0
# A claim without a time is taken to speak of the week before it was public.
UNDATED_DAYS = 7
# Days between the middles of two times that do not overlap: one day, the next, a misread date.
ONE_DAY, NEXT_DAY, FEW_DAYS = 0.75, 1.75, 3.75
_EARTH_KM = 6371.0


class Nearness(StrEnum):
    """Levels of RESOLUTION 1.3; `undated` = same place, but one of the two tells no time."""

    SAME_DAY = "same place, same day"
    NEXT_DAY = "same place, next day"
    UNDATED = "same place, one undated"
    CLOSE_BY = "within 5 km, same day"
    AROUND = "within 20 km, next day"
    OTHER_HOUR = "same place, told to the hour, another day"
    SOME_DAYS = "same place, some days apart"
    FAR = "within 20 km, some days apart"
    APART = "more than four days or 20 km apart"


def nearness(a: Evidence, b: Evidence) -> tuple[Nearness, float]:
    """Level of nearness, and the length in days of the window in which both may have been."""
    first, second = window(a), window(b)
    gap = (max(first[0], second[0]) - min(first[1], second[1])).total_seconds() / 86400
    overlap = max(1.0, -gap)
    away = distance_km(a.place, b.place)
    same = a.place is not None and b.place is not None and a.place.id == b.place.id
    apart = 0.0 if gap < 0 else abs(_middle(first) - _middle(second))
    if apart > FEW_DAYS or away > AROUND_KM:
        return Nearness.APART, overlap
    if same and (a.start is None or b.start is None):
        return Nearness.UNDATED, overlap
    if apart <= ONE_DAY:
        return (
            Nearness.SAME_DAY if same else Nearness.CLOSE_BY if away <= CLOSE_KM else Nearness.AROUND
        ), overlap
    if same and apart > ONE_DAY and _to_the_hour(first) and _to_the_hour(second):
        return Nearness.OTHER_HOUR, overlap
    if apart <= NEXT_DAY:
        return (Nearness.NEXT_DAY if same else Nearness.AROUND), overlap
    return (Nearness.SOME_DAYS if same else Nearness.FAR), overlap


def _to_the_hour(span: tuple[datetime, datetime]) -> bool:
    return span[1] - span[0] <= timedelta(hours=12)


def _middle(span: tuple[datetime, datetime]) -> float:
    return (span[0].timestamp() + span[1].timestamp()) / (2 * 86400)


def window(item: Evidence) -> tuple[datetime, datetime]:
    """When it may have been: as told, else the week before it was public."""
    if item.start is not None and item.end is not None:
        return item.start, item.end
    return item.public_at - timedelta(days=UNDATED_DAYS), item.public_at


def distance_km(a: Where | None, b: Where | None) -> float:
    """Great-circle distance of two places; 0 for the same place, infinite where one has no position."""
    if a is not None and b is not None and a.id == b.id:
        return 0.0
    if a is None or b is None or a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return math.inf
    p, q = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((q - p) / 2) ** 2
    half += math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))
