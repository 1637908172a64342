"""What would be said had a source, an outlet, a side or a report kept silent."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import UnknownName
from onrecord.model.whatif import WhatIfAnswer
from onrecord.record import voices, whatif
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
# Changes of one sort that a page shows; the interface for programs gives all of them.
SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Someone who may be thought away: "source:KEY", "outlet:NAME" or "side:ID", and its name."""

    typed: str
    name: str
    n_claims: int = 0


@router.get("/whatif")
def what_if(request: Request) -> Response:
    """What differs if somebody had kept silent; nothing is changed on record."""
    room = Room.of(request)
    typed = room.view.query.get("without", "")
    offered = offers(room)
    found = room.shown(absent(room, typed)) if typed else None
    differences = (
        ("Who holds what", found.statuses),
        ("Reported harm", found.ranges),
        ("Grades", found.grades),
        ("Incidents", found.incidents),
    ) if found else ()  # fmt: skip
    return room.page(
        "whatif.html", typed=typed, offered=offered, found=found, differences=differences, most=SHOWN
    )


def offers(room: Room) -> dict[str, tuple[Offer, ...]]:
    """Who may be thought away, by sort; private people never, as they have no page."""
    sources = (s for s in room.shown(room.bench.sources(room.view.asked).sources) if voices.has_page(s))
    return {
        "source": tuple(
            Offer(typed=f"source:{s.key}", name=s.names[0], n_claims=s.n_claims) for s in sources
        ),
        "outlet": tuple(
            Offer(typed=f"outlet:{name}", name=name, n_claims=number)
            for name, number in room.bench.outlets(room.view.asked)
        ),
        "side": tuple(
            Offer(typed=f"side:{side.id}", name=side.name) for side in room.bench.sides()
        ),
    }  # fmt: skip


def absent(room: Room, typed: str) -> WhatIfAnswer:
    """The answer without somebody who may be named. Raises UnknownName."""
    kind, _, key = typed.partition(":")
    known = {offer.typed for offer in offers(room).get(kind, ())}
    if kind == "report":
        typed = f"report:{room.bench.report_of(key)}"
    elif typed not in known:
        raise UnknownName(f"nobody {typed!r} speaks in this record", hint="choose from the list")
    return whatif.without(room.bench, typed, room.view.asked)
