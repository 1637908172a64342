"""Reports: the list, one edition with its marks and claims, and its archived original."""

from __future__ import annotations

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import UnknownName
from onrecord.model.pages import Edit, ReportPage
from onrecord.record import papers
from onrecord.web.asking import number_in
from onrecord.web.drawing.text import segments
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
PAGE = 50


@router.get("/reports")
def reports(request: Request) -> Response:
    """All editions that were public by then, the newest first."""
    room = Room.of(request)
    found = room.bench.reports(room.view.asked)
    start = number_in(room.view.query, "start", 0)
    return room.page(
        "reports.html",
        reports=room.shown(found[start : start + PAGE]),
        total=len(found),
        start=start,
    )


@router.get("/reports/{id}/original")
def original(request: Request, id: str) -> Response:
    """The archived bytes, for the team: to be saved, never to be run by a browser."""
    room = Room.of(request)
    if not room.view.team:
        raise UnknownName("the archived original is shown in the team view only", hint="switch to team view")
    raw, blob = room.bench.original(id)
    headers = {
        "Content-Disposition": f'attachment; filename="{blob[:16]}.bin"',
        "ETag": f'"{blob}"',
    }
    return Response(raw, media_type="application/octet-stream", headers=headers)


@router.get("/reports/{id}")
def report(request: Request, id: str) -> Response:
    """One edition: its text with what was read in it, the claims beside it, its other editions."""
    room = Room.of(request)
    raw = room.bench.report_page(id, room.view.asked)
    page = room.shown(raw)
    numbers = {c.id: n for n, c in enumerate(page.claims, 1)}
    return room.page(
        "report.html",
        page=page,
        segments=_segments(room, raw, numbers),
        incident_of=dict(page.incidents),
        edits=_edits(room, raw),
        **room.notes("report", page.line.report),
    )


def _segments(room: Room, raw: ReportPage, numbers: dict[str, int]) -> list[Markup]:
    hidden = room.screen.hidden_in(raw)
    return segments(raw.text, raw.marks, hidden, furniture=raw.furniture, numbers=numbers)


def _edits(room: Room, raw: ReportPage) -> tuple[Edit, ...]:
    """How the shown edition differs from the one before it, or the first from the next."""
    if len(raw.editions) < 2:
        return ()
    ids = [e.edition for e in raw.editions]
    at = max(1, ids.index(raw.line.edition))
    if room.screen.hidden_in(raw) and room.screen.held:
        return ()
    texts = (room.screen.words(room.bench.edition_text(e), raw.line.report) for e in ids[at - 1 : at + 1])
    return papers.edits(*texts)
