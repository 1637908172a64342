"""Places: the list, and one place with its days, its lanes and what happened there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from onrecord.model.answer import ClaimLine, DayRow, LaneLine
from onrecord.model.pages import PlacePage
from onrecord.record.lines import claim_line
from onrecord.web import wording
from onrecord.web.drawing import strips
from onrecord.web.pages.incidents import by_day
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The strips of a place, on one axis."""

    axis: Markup
    then: Markup
    now: Markup
    windows: Markup
    lanes: tuple[tuple[LaneLine, Markup], ...]


@router.get("/places")
def places(request: Request) -> Response:
    """All places of which something is told, with their status on the day asked for."""
    room = Room.of(request)
    found = room.shown(room.bench.map_page(room.view.asked))
    return room.page("places.html", places=found.places, on=found.on)


@router.get("/places/{id:path}")
def place(request: Request, id: str) -> Response:
    """One place: who held it as known then and now, according to whom, and what happened."""
    room = Room.of(request)
    page = room.shown(room.bench.place_page(id, room.view.asked))
    axis = strips.axis_of(page.now.days, page.now.lanes)
    on = room.view.asked.on
    now = {row.day: row for row in page.now.days}
    then = {row.day: row for row in page.then.days}
    return room.page(
        "place.html",
        page=page,
        place=page.now.place,
        axis=axis,
        drawn=_drawn(room, page, axis) if axis else None,
        last=page.now.days[-1] if page.now.days else None,
        sentence=_sentence(page),
        on=on,
        on_now=now.get(on) if on else None,
        on_then=then.get(on) if on else None,
        rows=[(row, then.get(row.day)) for row in page.now.days],
        by_id=_claims_of(room, page),
        incidents=sorted(page.incidents, key=by_day),
        seen=room.bench.newest_about((), page.now.place.id),
        **room.notes("place", page.now.place.id),
    )


def _drawn(room: Room, page: PlacePage, axis: strips.Axis) -> Drawn:
    view, colour, on = room.view, room.palette, room.view.asked.on

    def link(day: date) -> str:
        return f"{view.here(on=day)}#day"

    return Drawn(
        axis=strips.axis_strip(axis),
        then=strips.status_strip(page.then.days, axis, colour, link, on=on),
        now=strips.status_strip(page.now.days, axis, colour, link, on=on),
        windows=strips.window_strip(page.windows, axis),
        lanes=tuple((lane, strips.lane_strip(lane, axis, colour, view.to, on=on)) for lane in page.now.lanes),
    )


def _sentence(page: PlacePage) -> str:
    """Who holds a place, on what, in one sentence about its last public day."""
    if not page.now.days:
        return ""
    row = page.now.days[-1]
    place = page.now.place.name
    return f"{wording.day(row.day)}: {place} is {strips.told(row)}{_rests(row)}."


def _rests(row: DayRow) -> str:
    if not row.by:
        return ""
    names = list(row.by[:3])
    if len(row.by) > len(names):
        names.append(wording.count(len(row.by) - len(names), "other"))
    against = f", against {wording.joined(row.against[:3])}" if row.against else ""
    return f", according to {wording.joined(names)}{against}"


def _claims_of(room: Room, page: PlacePage) -> dict[str, ClaimLine]:
    """The claims that days and disagreements of a place lead to."""
    wanted = {c for row in (*page.now.days, *page.then.days) for c in row.claims}
    wanted |= {c for d in page.disagreements for c in (*d.first, *d.second)}
    held = (s for s in room.bench.claims(room.view.asked) if s.claim.id in wanted)
    return {s.claim.id: room.shown(claim_line(s)) for s in held}
