"""One day on the map: the status of each place, the incidents of that day; nothing between places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from onrecord.model.answer import Asked, DayRow, IncidentLine
from onrecord.model.pages import MapPage, PlacedDay
from onrecord.model.stored import StoredClaim
from onrecord.record.lines import day_of, place_line
from onrecord.record.reference import Reference

# Reports look back over years; a slider of days does not.
_BEFORE = timedelta(days=30)
_NIGHT = timedelta(microseconds=1)  # a day-only date is public at its day's end, which is still that day


class Atlas:
    """What a map shows of every day: each place with its words; made once for a picture."""

    def __init__(self, reference: Reference) -> None:
        self._names = reference.names
        self._days = {t.place: {d.day: d for d in t.days} for t in reference.picture.timelines}
        self._told = _last_told(reference.claims)
        self._first_told = min((s.public_at.date() for s in reference.claims), default=None)
        self.last = max(self._told.values(), default=None)
        counts = {id: len(held) for id, held in reference.by_place.items()}
        best = reference.best_names
        order = sorted(best.items(), key=lambda x: (-counts[x[0]], x[1].name, x[0]))
        self._places = [place_line(ref, counts[id]) for id, ref in order]

    def page(self, lines: Sequence[IncidentLine], asked: Asked) -> MapPage:
        """All places told of, with their status on the day asked for, or on the last public day."""
        begun = Counter(i.first_day for i in lines if i.first_day is not None)
        on = asked.on or self.last
        return MapPage(
            asked=asked,
            on=on,
            first=self._first(begun),
            last=self.last,
            places=tuple(
                PlacedDay(place=place, row=self._row(place.id, on), last_told=self._told.get(place.id))
                for place in self._places
            ),
            incidents=tuple(i for i in lines if on is None or _touches(i, on)),
            days=tuple(sorted(begun.items())),
        )

    def _first(self, begun: Iterable[date]) -> date | None:
        """Where a slider begins: the first incident, but not long before anything was public."""
        told = self._first_told
        return max(min(begun, default=told), told - _BEFORE) if told and self.last else self.last

    def _row(self, place: str, on: date | None) -> DayRow | None:
        """Status at the end of a day; none after the last public day, for nothing is projected."""
        days = self._days.get(place, {})
        if on is None or self.last is None or on > self.last or on not in days:
            return None
        status, names = days[on], self._names
        chance = sum(c.millionths for c in status.chances if c.side == status.side) / 1_000_000
        return DayRow(
            day=on,
            known_on=self.last,
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


def _last_told(claims: Iterable[StoredClaim]) -> dict[str, date]:
    """Place -> the day of the newest public word on it."""
    found: dict[str, date] = {}
    for stored in claims:
        place, day = stored.claim.place, day_of(stored.public_at - _NIGHT, "UTC")
        if place is not None and day is not None:
            found[place.id] = max(day, found.get(place.id, day))
    return found


def _touches(line: IncidentLine, on: date) -> bool:
    first, last = line.first_day or line.last_day, line.last_day or line.first_day
    return first is not None and last is not None and first <= on <= last
