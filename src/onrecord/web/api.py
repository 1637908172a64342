"""The interface for programs: all that the pages show, as JSON under /api/v1, public unless asked otherwise.

Every answer takes `known_on`, `recorded_on` and `for`; lists take `start`, `limit` and the page filters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request

from onrecord.errors import UnknownName
from onrecord.model.answer import (
    Asked,
    ClaimAnswer,
    IncidentLine,
    ProblemLine,
    ReportLine,
    SourceLine,
    TimelineAnswer,
)
from onrecord.model.claim import EventType, Extent
from onrecord.model.incident import GradeName
from onrecord.model.pages import (
    ActorPage,
    ChangeLine,
    FoundPage,
    IncidentPage,
    LogLine,
    MapPage,
    NoteLine,
    PlacedDay,
    PlacePage,
    ReportPage,
    ReviewItem,
    SourcePage,
)
from onrecord.model.source import SourceType
from onrecord.model.whatif import WhatIfAnswer
from onrecord.record import voices
from onrecord.web.drawing.text import masked
from onrecord.web.filtering import filtered
from onrecord.web.pages.absence import absent
from onrecord.web.pages.finding import found_by
from onrecord.web.pages.room import Room

T = TypeVar("T")
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What went wrong, in a sentence, and a way on."""

    error: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[T]):
    """A stretch of a list: `total` is its whole length, `next_start` where to go on, None at the end."""

    total: int
    start: int
    next_start: int | None
    items: tuple[T, ...]


Start = Annotated[int, Query(ge=0, le=1_000_000, description="Where to begin.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Day = Annotated[date | None, Query()]
Text = Annotated[str, Query(max_length=400)]


def at_times(
    known_on: Annotated[date | None, Query(description="Only what was public by that day's end.")] = None,
    recorded_on: Annotated[date | None, Query(description="As this record stood that day.")] = None,
    on: Annotated[date | None, Query(description="When it was so.")] = None,
    for_: Annotated[
        Literal["public", "team"], Query(alias="for", description="team: names of people are shown.")
    ] = "public",
) -> None:
    """The parameters that every answer takes; they are read where pages read them."""


def room_of(request: Request) -> Room:
    """The room of a program's request: public unless the address says otherwise, whatever a cookie says."""
    audience = request.query_params.get("for") or "public"
    plain = Request({**request.scope, "headers": [h for h in request.scope["headers"] if h[0] != b"cookie"]})
    found = Room.of(plain)
    assert found.view.audience == audience
    return found


In = Annotated[Room, Depends(room_of)]
BAD: dict[int | str, dict[str, Any]] = {
    400: {"model": Failure, "description": "A parameter that cannot be."},
    404: {"model": Failure, "description": "Not on record."},
    422: {"model": Failure, "description": "A parameter of the wrong form."},
}
router = APIRouter(prefix="/api/v1", tags=["record"], responses=BAD, dependencies=[Depends(at_times)])


@router.get("/places")
def places(room: In, start: Start = 0, limit: Limit = 50) -> Listed[PlacedDay]:
    """Places told of, with who holds them on a day."""
    return _listed(room, room.bench.map_page(room.view.asked, ()).places, start, limit)


@router.get("/places/{id:path}")
def place(room: In, id: str) -> PlacePage:
    """One place: its days as known then and now, lanes, incidents, disagreements."""
    return room.shown(room.bench.place_page(id, room.view.asked))


@router.get("/timeline/{id:path}")
def timeline(room: In, id: str, then: bool = False) -> TimelineAnswer:
    """Who held a place, by day; with `then` each day as known on that day."""
    return room.shown(room.bench.timeline(id, room.view.asked, then=then))


@router.get("/incidents")
def incidents(
    room: In,
    place: Text = "",
    since: Day = None,
    until: Day = None,
    type: EventType | None = None,
    extent: Extent | None = None,
    actor: Text = "",
    source: SourceType | None = None,
    grade: GradeName | None = None,
    killed: Annotated[int | None, Query(ge=0, le=1_000_000)] = None,
    review: Literal["open", "judged"] | None = None,
    text: Text = "",
    start: Start = 0,
    limit: Limit = 50,
) -> Listed[IncidentLine]:
    """Incidents, series and totals that pass the filters."""
    return _listed(room, filtered(room.bench, room.view), start, limit)


@router.get("/incidents/{id}")
def incident(room: In, id: str) -> IncidentPage:
    """One incident with its claims and the reasons it holds together."""
    found = room.bench.incident_page(id, room.view.asked)
    room.screen.refuse_held(*found.line.claims)
    return room.shown(found)


@router.get("/claims/{id}")
def claim(room: In, id: str) -> ClaimAnswer:
    """One claim in its sentence; where a name is masked in it, the marks are left out."""
    found = room.bench.show(id, room.view.asked).claim
    if found is None:
        raise UnknownName(f"{id} is an incident", hint=f"see /api/v1/incidents/{id}")
    room.screen.refuse_held(found.claim.id)
    shown = room.shown(found)
    return shown if shown.sentence == found.sentence else replace(shown, marks=())


@router.get("/reports")
def reports(room: In, start: Start = 0, limit: Limit = 50) -> Listed[ReportLine]:
    """Editions, the newest first."""
    return _listed(room, tuple(line for line, _ in room.bench.reports(room.view.asked)), start, limit)


@router.get("/reports/{id}")
def report(room: In, id: str) -> ReportPage:
    """One edition with its text, marks and claims; where a name is masked, the marks are left out."""
    found = room.bench.report_page(id, room.view.asked)
    shown = room.shown(found)
    text = masked(found.text, room.screen.hidden_in(found))
    return shown if text == found.text else replace(shown, text=text, marks=(), furniture=())


@router.get("/sources")
def sources(room: In, start: Start = 0, limit: Limit = 50) -> Listed[SourceLine]:
    """Organisations that speak, the most cited first; private people are not listed."""
    lines = tuple(s for s in room.bench.sources(room.view.asked).sources if voices.has_page(s))
    return _listed(room, lines, start, limit)


@router.get("/sources/{key:path}")
def source(room: In, key: str, start: Start = 0) -> SourcePage:
    """One organisation that speaks, with 50 of its claims from `start` on."""
    return room.shown(room.bench.source_page(key, room.view.asked, start=start))


@router.get("/actors/{id}")
def actor(room: In, id: str, start: Start = 0) -> ActorPage:
    """One armed or political body, with 50 of its incidents from `start` on."""
    return room.shown(room.bench.actor_page(id, room.view.asked, start=start))


@router.get("/map")
def the_map(room: In) -> MapPage:
    """One day on the map."""
    found = filtered(room.bench, room.view)
    return room.shown(room.bench.map_page(room.view.asked, found))


@router.get("/search")
def search(room: In, q: Text = "", start: Start = 0, limit: Limit = 50) -> FoundPage:
    """Claims, reports, places and actors, with the operators of the search page."""
    return found_by(room, q, range(start, start + limit))


@router.get("/problems")
def problems(room: In, start: Start = 0, limit: Limit = 50) -> Listed[ProblemLine]:
    """What a person should know about the data."""
    return _listed(room, room.bench.problems().problems, start, limit)


@router.get("/changes")
def changes(
    room: In,
    from_: Annotated[date, Query(alias="from")],
    to: Day = None,
    by: Literal["known", "recorded"] = "known",
    start: Start = 0,
    limit: Limit = 50,
) -> Listed[ChangeLine]:
    """What differs between two dates."""
    asked = (Asked(**{f"{by}_on": from_}), Asked(**{f"{by}_on": to}))
    return _listed(room, room.bench.changed(*asked), start, limit)


@router.get("/whatif")
def what_if(
    room: In,
    without: Annotated[str, Query(max_length=400, description="source:KEY, outlet:NAME, side:ID, report:ID")],
) -> WhatIfAnswer:
    """What would be said had somebody kept silent."""
    return room.shown(absent(room, without))


@router.get("/log")
def log(room: In, start: Start = 0, limit: Limit = 50) -> Listed[LogLine]:
    """Every decision, the newest first."""
    return _listed(room, room.bench.log(), start, limit)


@router.get("/notes")
def notes(
    room: In, about: Text = "", kind: Text = "", start: Start = 0, limit: Limit = 50
) -> Listed[NoteLine]:
    """Notes and saved links, on one thing or on all, the newest first."""
    return _listed(room, room.bench.notes(about, kind), start, limit)


@router.get("/questions")
def questions(room: In, start: Start = 0, limit: Limit = 50) -> Listed[ReviewItem]:
    """Open questions, the weightiest first."""
    open_ones = room.bench.queue(room.view.asked)
    items = tuple(question.write() for question in open_ones[start : start + limit])
    return _stretch(room, items, len(open_ones), start)


def _listed(room: Room, lines: tuple[T, ...], start: int, limit: int) -> Listed[T]:
    kept = room.screen.open(lines)
    return _stretch(room, kept[start : start + limit], len(kept), start)


def _stretch(room: Room, items: tuple[T, ...], total: int, start: int) -> Listed[T]:
    end = start + len(items)
    return Listed(total=total, start=start, next_start=end if end < total else None, items=room.shown(items))
