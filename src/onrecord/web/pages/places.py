"""Places: the list, and one place with its days, its lanes and what happened there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from onrecord.model.answer import ClaimLine, DayRow, LaneLine
from onrecord.model.pages import PlacePage
from onrecord.record.lines import claim_line
from onrecord.web import wording
from onrecord.web.asking import number_in
from onrecord.web.drawing import strips
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
PAGE = 50
# Origins whose lanes are drawn, those first that said most; and days that the table shows at once.
LANES, DAYS = 20, 60


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
    found = room.bench.map_page(room.view.asked, ())
    start = number_in(room.view.query, "start", 0)
    return room.page(
        "places.html",
        places=room.shown(found.places[start : start + PAGE]),
        total=len(found.places),
        start=start,
        on=found.on,
    )


@router.get("/places/{id:path}")
def place(request: Request, id: str) -> Response:
    """One place: who held it as known then and now, according to whom, and what happened."""
    room = Room.of(request)
    whole = room.bench.place_page(id, room.view.asked)
    on = room.view.asked.on
    start = number_in(room.view.query, "start", _start(whole, on))
    page = room.shown(_cut(whole, range(start, start + DAYS), on, lanes=room.view.query.get("lanes", "")))
    axis = strips.axis_of(page.now.days, page.now.lanes)
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
        rows=[(row, then.get(row.day)) for row in page.now.days[start : start + DAYS]],
        start=start,
        DAYS=DAYS,
        n_lanes=len(whole.now.lanes),
        by_id=_claims_of(room, page, on),
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


def _start(page: PlacePage, on: date | None) -> int:
    """Where the table of days begins: around the day asked for, else so that it ends with the last."""
    days = [row.day for row in page.now.days]
    last = max(0, len(days) - DAYS)
    return max(0, min(last, days.index(on) - DAYS // 2)) if on in days else last


def _cut(page: PlacePage, table: range, on: date | None, *, lanes: str) -> PlacePage:
    """The page with the lanes of those who said most, or all; a day names its origins where it is listed."""
    kept = page.now.lanes
    if lanes != "all" and len(kept) > LANES:
        most = {lane.origin for lane in sorted(kept, key=lambda x: (-len(x.days), x.name))[:LANES]}
        kept = tuple(lane for lane in kept if lane.origin in most)
    days = {row.day for row in page.now.days[table.start : table.stop]}
    now, then = (
        tuple(_told(row, row.day in days, row.day == on) for row in answer.days)
        for answer in (page.now, page.then)
    )
    # the lanes of each day as it was known then are not drawn
    return replace(
        page, now=replace(page.now, lanes=kept, days=now), then=replace(page.then, lanes=(), days=then)
    )


def _told(row: DayRow, listed: bool, asked: bool) -> DayRow:
    if asked:
        return row
    return replace(row, claims=()) if listed else replace(row, claims=(), by=(), against=())


def _claims_of(room: Room, page: PlacePage, on: date | None) -> dict[str, ClaimLine]:
    """The claims that the day asked for and the disagreements of a place lead to."""
    days = (row for row in (*page.now.days, *page.then.days) if row.day == on)
    wanted = {c for row in days for c in row.claims}
    wanted |= {c for d in page.disagreements for c in (*d.first, *d.second)}
    known = room.bench.reference(room.view.asked).by_id
    return {id: room.shown(claim_line(known[id])) for id in wanted if id in known}
