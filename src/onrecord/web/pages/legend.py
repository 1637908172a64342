"""The legend: what every sign on the pages means."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import InputError
from onrecord.model.audience import Audience
from onrecord.web.asking import local
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
_A_YEAR = 365 * 24 * 3600


@router.get("/legend")
def legend(request: Request) -> Response:
    """Status, stance, grade and range, explained once for all pages."""
    room = Room.of(request)
    return room.page("legend.html", side_names=tuple(side.name for side in room.bench.sides()))


@router.get("/for/{audience}")
def switch(request: Request, audience: str, back: str = "/") -> Response:
    """Show pages as the public or as the team may read them, until switched again."""
    if audience not in set(Audience):
        raise InputError(f"{audience!r} is no audience", hint="public or team")
    answer = RedirectResponse(local(back, "/"), 303)
    answer.set_cookie("for", audience, max_age=_A_YEAR, httponly=True, samesite="strict")
    return answer
