"""Map and days: what was so on one day, as known on another, with the same data as tables."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.model.answer import IncidentLine
from onrecord.model.pages import MapPage
from onrecord.model.source import SourceType
from onrecord.web import wording
from onrecord.web.drawing import world
from onrecord.web.drawing.strips import told
from onrecord.web.filtering import filtered
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)


@router.get("/")
def the_map(request: Request) -> Response:
    """Places by who holds them on a day, and what happened that day, as known on another."""
    room = Room.of(request)
    found = filtered(room.bench, room.view)
    page = room.shown(room.bench.map_page(room.view.asked, found))
    points = [
        (p.place.lon, p.place.lat) for p in page.places if p.place.lon is not None and p.place.lat is not None
    ]
    bounds = world.bounds_of(points)
    whole = room.bench.map_page()  # the sliders reach over all that is on record, whatever was known by then
    drawn = world.draw(page, bounds, room.palette, room.view.to) if bounds else None
    return room.page(
        "map.html",
        page=page,
        drawn=drawn,
        data=_data(room, page, bounds),
        first=whole.first,
        last=whole.last,
        SOURCE_TYPES=tuple(SourceType),
    )


def _data(room: Room, page: MapPage, bounds: world.Bounds | None) -> dict[str, Any]:
    """What the live map draws; the page's own drawing shows the same."""
    places = [
        {
            "name": p.place.name,
            "lon": p.place.lon,
            "lat": p.place.lat,
            "status": p.row.status.value if p.row else "unknown",
            "side": room.palette(p.row.side) if p.row else "s0",
            "told": told(p.row) if p.row else "no word on who holds it",
            "href": room.view.to(f"/places/{p.place.id}"),
            "rank": rank,
        }
        for rank, p in enumerate(page.places)
        if p.place.lon is not None
    ]
    harmed = [_harmed(room, i) for i in page.incidents if i.place and i.place.lon is not None]
    return {
        "bounds": [[bounds[0], bounds[1]], [bounds[2], bounds[3]]] if bounds else None,
        "countries": world.names_of(bounds) if bounds else (),
        "places": places,
        "incidents": harmed,
    }


def _harmed(room: Room, line: IncidentLine) -> dict[str, Any]:
    low, high = world.harm_of(line)
    tolls = "; ".join(wording.toll_words(t) for t in line.tolls)
    return {
        "lon": line.place.lon if line.place else None,
        "lat": line.place.lat if line.place else None,
        "low": low,
        "high": high,
        "told": f"{line.headline}{f': {tolls}, reported' if tolls else ''}",
        "href": room.view.to(f"/incidents/{line.id}"),
    }
