"""The answer to "who held it when": one place by day, as known then or as known at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onrecord.model.answer import (
    Asked,
    DayRow,
    LaneDay,
    LaneLine,
    Named,
    PlaceLine,
    SilenceLine,
    TimelineAnswer,
)
from onrecord.model.control import ControlInterval, ControlTimeline, DayStatus, Lane
from onrecord.model.stored import StoredClaim
from onrecord.record.lines import Names, day_of, last_day_of


def answer(
    place: PlaceLine,
    asked: Asked,
    timeline_at: Callable[[date | None], ControlTimeline | None],
    claims: Sequence[StoredClaim],
    *,
    names: Names,
    then: bool,
) -> TimelineAnswer:
    """The timeline of a place; `timeline_at` gives control as the public could know it by a day's end.

    With `then` each day is answered as known on that day, so every day asks anew.
    """
    known = asked.known_on
    latest = timeline_at(known)
    public = _last_public_day(claims, known)
    days = _days_of(latest, public, asked.on)
    if then:
        rows = [row for day in days for row in _rows(timeline_at(day), [day], day, names, claims)]
    else:
        seen = known or public
        rows = list(_rows(latest, days, seen, names, claims)) if seen else []
    sides = latest.sides if latest else ()
    return TimelineAnswer(
        place=place,
        asked=asked,
        then=then,
        sides=tuple(Named(id=side, name=names.side(side)) for side in sides),
        days=tuple(rows),
        lanes=tuple(_lane(lane, latest.zone, names) for lane in latest.lanes) if latest else (),
        silences=(),
        last_public_day=public,
        demo=any(stored.demo for stored in claims),
    )


def silence_lines(
    silences: Iterable[tuple[StoredClaim, str, str, str]],
) -> tuple[SilenceLine, ...]:
    """Silences told in reports, as lines; each once a report."""
    seen: dict[tuple[str, str, str], SilenceLine] = {}
    for stored, source, topic, sentence in silences:
        published = stored.published.first_day if stored.published else None
        line = SilenceLine(
            source=source, topic=topic, sentence=sentence, outlet=stored.outlet, published=published
        )
        seen.setdefault((stored.report, source, topic), line)
    return tuple(seen.values())


def _last_public_day(claims: Iterable[StoredClaim], known: date | None) -> date | None:
    """The last day on which something public was told of the place; nothing is said of later ones."""
    days = [day_of(s.public_at - timedelta(microseconds=1), "UTC") for s in claims]
    told = [d for d in days if d is not None and (known is None or d <= known)]
    return max(told, default=None)


def _days_of(timeline: ControlTimeline | None, public: date | None, on: date | None) -> list[date]:
    if timeline is None or public is None:
        return []
    days = [status.day for status in timeline.days if status.day <= public]
    return [day for day in days if on is None or day == on]


def _rows(
    timeline: ControlTimeline | None,
    days: Sequence[date],
    known_on: date,
    names: Names,
    claims: Sequence[StoredClaim],
) -> Iterator[DayRow]:
    """The days that a timeline tells of, as known on one."""
    if timeline is None:
        return
    by_day, speakers = {d.day: d for d in timeline.days}, _speakers(timeline, claims)
    for day in days:
        if day in by_day:
            interval = timeline.at(_end_of_day(day, timeline.zone))
            yield _row(by_day[day], interval, known_on, names, speakers)


def _row(
    status: DayStatus,
    interval: ControlInterval | None,
    known_on: date,
    names: Names,
    speakers: Mapping[str, str],
) -> DayRow:
    supporting = interval.supporting if interval else ()
    against = interval.contradicting if interval else ()
    return DayRow(
        day=status.day,
        known_on=known_on,
        status=status.status,
        side=names.side(status.side) if status.side else "",
        over=names.side(status.over),
        chance=round(_chance(status), 3),
        n_origins=interval.n_origins if interval else 0,
        n_gatekeepers=interval.n_gatekeepers if interval else 0,
        by=_unique(speakers.get(c, "") for c in supporting),
        against=_unique(speakers.get(c, "") for c in against),
        claims=supporting,
    )


def _end_of_day(day: date, zone: str) -> datetime:
    last = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return last - timedelta(seconds=1)


def _chance(status: DayStatus) -> float:
    return sum(c.millionths for c in status.chances if c.side == status.side) / 1_000_000


def _speakers(timeline: ControlTimeline, claims: Sequence[StoredClaim]) -> Mapping[str, str]:
    """Claim id -> the origin that made it, by the name of its lane, else by its sources."""
    named = {s.claim.id: ", ".join(x.name for x in s.claim.sources) or s.outlet for s in claims}
    for lane in timeline.lanes:
        named.update({claim: lane.name for span in lane.spans for claim in span.claims})
    return named


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))


def _lane(lane: Lane, zone: str, names: Names) -> LaneLine:
    days = tuple(
        LaneDay(
            since=day_of(span.start, zone) or date.min,
            until=last_day_of(span.end, zone) or date.max,
            holding=span.holding,
            side=names.side(span.side) if span.side else "",
            hedged=span.hedged,
            claims=span.claims,
        )
        for span in lane.spans
    )
    return LaneLine(
        origin=lane.origin,
        name=lane.name,
        side=names.side(lane.side) if lane.side else "",
        disinterested=lane.disinterested,
        days=days,
    )
