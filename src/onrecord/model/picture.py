"""The whole of what follows from the record at one public time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onrecord.model.control import ControlTimeline
from onrecord.model.harm import ScopeTotal
from onrecord.model.incident import Contradiction, Incident
from onrecord.model.report import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Incidents, totals, control and contradictions as known at `known_on` (None: all that is in the record).

    Each tuple is in a fixed order: incidents by time and id, totals by scope, timelines by place. `changed`
    is (claim, what a judgement made of it); `published` is (report, victim whom a judgement lets be named).
    """

    known_on: datetime | None
    version: str
    incidents: tuple[Incident, ...] = ()
    totals: tuple[ScopeTotal, ...] = ()
    timelines: tuple[ControlTimeline, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    problems: tuple[Problem, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    published: frozenset[tuple[str, str]] = frozenset()

    def incident(self, id: str) -> Incident | None:
        """The incident with an id, or the one that holds a claim of that id."""
        return next((i for i in self.incidents if i.id == id or id in i.claims), None)

    def timeline(self, place: str) -> ControlTimeline | None:
        """Control of a place; None if nothing was ever told of it."""
        return next((t for t in self.timelines if t.place == place), None)
