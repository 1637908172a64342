"""One day on the map: the status of each place, the incidents of that day; nothing between places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from onrecord.model.answer import Asked, DayRow, IncidentLine
from onrecord.model.control import ControlTimeline
from onrecord.model.pages import MapPage, PlacedDay
from onrecord.model.place import PlaceRef
from onrecord.model.stored import StoredClaim
from onrecord.record.lines import Names, day_of, place_line

# Reports look back over years; a slider of days does not.
_BEFORE = timedelta(days=30)
_NIGHT = timedelta(microseconds=1)  # a day-only date is public at its day's end, which is still that day


def map_page(
    claims: Sequence[StoredClaim],
    timelines: Sequence[ControlTimeline],
    incidents: Iterable[IncidentLine],
    names: Names,
    asked: Asked,
) -> MapPage:
    """All places told of, with their status on the day asked for, or on the last public day."""
    lines = tuple(incidents)
    told = _last_told(claims)
    last = max(told.values(), default=None)
    begun = Counter(i.first_day for i in lines if i.first_day is not None)
    on = asked.on or last
    by_place = {t.place: t for t in timelines}
    counts = Counter(s.claim.place.id for s in claims if s.claim.place)
    # the plain name, not "east of X", stands for the place
    best: dict[str, PlaceRef] = {}
    for ref in (s.claim.place for s in claims if s.claim.place):
        if ref.id not in best or (bool(ref.relation), ref.name) < (
            bool(best[ref.id].relation),
            best[ref.id].name,
        ):
            best[ref.id] = ref
    places = tuple(
        PlacedDay(
            place=place_line(ref, counts[id]),
            row=_row(by_place.get(id), on, last, names),
            last_told=told.get(id),
        )
        for id, ref in sorted(best.items(), key=lambda x: (-counts[x[0]], x[1].name, x[0]))
    )
    return MapPage(
        asked=asked,
        on=on,
        first=_first(begun, claims, last),
        last=last,
        places=places,
        incidents=tuple(i for i in lines if on is None or _touches(i, on)),
        days=tuple(sorted(begun.items())),
    )


def _first(begun: Iterable[date], claims: Iterable[StoredClaim], last: date | None) -> date | None:
    """Where a slider begins: the first incident, but not long before anything was public."""
    told = min((s.public_at.date() for s in claims), default=None)
    return max(min(begun, default=told), told - _BEFORE) if told and last else last


def _last_told(claims: Iterable[StoredClaim]) -> dict[str, date]:
    """Place -> the day of the newest public word on it."""
    found: dict[str, date] = {}
    for stored in claims:
        place, day = stored.claim.place, day_of(stored.public_at - _NIGHT, "UTC")
        if place is not None and day is not None:
            found[place.id] = max(day, found.get(place.id, day))
    return found


def _row(timeline: ControlTimeline | None, on: date | None, last: date | None, names: Names) -> DayRow | None:
    """Status at the end of a day; none after the last public day, for nothing is projected."""
    if timeline is None or on is None or last is None or on > last:
        return None
    status = next((d for d in timeline.days if d.day == on), None)
    if status is None:
        return None
    chance = sum(c.millionths for c in status.chances if c.side == status.side) / 1_000_000
    return DayRow(
        day=on,
        known_on=last,
        status=status.status,
        side=names.side(status.side) if status.side else "",
        over=names.side(status.over),
        chance=round(chance, 3),
        n_origins=0,
        n_gatekeepers=0,
        by=(),
        against=(),
        claims=(),
    )


def _touches(line: IncidentLine, on: date) -> bool:
    first, last = line.first_day or line.last_day, line.last_day or line.first_day
    return first is not None and last is not None and first <= on <= last
