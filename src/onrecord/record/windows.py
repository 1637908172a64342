"""When a place changed hands: the window in which each change of its status lies."""

from __future__ import annotations

from datetime import date

from onrecord.model.control import ControlTimeline, Status
from onrecord.model.pages import ChangeWindow
from onrecord.record.lines import Names, day_of


def windows_of(timeline: ControlTimeline, names: Names, last: date) -> tuple[ChangeWindow, ...]:
    """The changes up to the last public day, each with the first and last day it may lie on."""
    found: list[ChangeWindow] = []
    for interval in timeline.intervals:
        if interval.begins is None or interval.status is Status.UNKNOWN:
            continue
        first, end = (day_of(instant, timeline.zone) for instant in interval.begins)
        if first is None or end is None or first > last:
            continue
        found.append(
            ChangeWindow(
                first=first,
                last=max(first, end),
                status=interval.status,
                side=names.side(interval.side) if interval.side else "",
            )
        )
    return tuple(found)
