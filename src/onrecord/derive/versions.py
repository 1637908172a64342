"""A picture as rows that can be kept: who held what, and what is reported of each incident."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.claim import HarmKind
from onrecord.model.control import ControlTimeline
from onrecord.model.incident import Incident
from onrecord.model.picture import Picture
from onrecord.model.version import ControlVersion, IncidentVersion


def control_rows(picture: Picture) -> Iterator[ControlVersion]:
    """Every interval of every place; the last of a place is open: it lasts as far as anything is known."""
    for timeline in picture.timelines:
        yield from _of_place(timeline)


def _of_place(timeline: ControlTimeline) -> Iterator[ControlVersion]:
    last = timeline.intervals[-1]
    for interval in timeline.intervals:
        yield ControlVersion(
            place=timeline.place,
            name=timeline.name,
            valid_from=interval.start,
            valid_to=None if interval is last else interval.end,
            status=interval.status,
            holder=interval.side,
            millionths=sum(c.millionths for c in interval.chances if c.side == interval.side),
            claims=interval.supporting,
        )


def incident_rows(picture: Picture) -> Iterator[IncidentVersion]:
    """Every incident, with the widest class of the dead that is told of it."""
    for incident in picture.incidents:
        yield _of_incident(incident)


def _of_incident(incident: Incident) -> IncidentVersion:
    told = [t.range for t in incident.tolls if t.kind is HarmKind.KILLED and t.range is not None]
    most = max(told, key=lambda r: (r.best, r.low), default=None)
    return IncidentVersion(
        incident=incident.id,
        event_type=incident.event_type.value,
        place=incident.place.id if incident.place else "",
        valid_from=incident.start,
        valid_to=incident.end,
        low=most.low if most else None,
        best=most.best if most else None,
        high=most.high if most else None,
        open=most.open if most else False,
        grade=incident.grade.name.value if incident.grade else "",
        origins=incident.n_origins,
        gatekeepers=incident.n_gatekeepers,
        copies=incident.copies,
    )
