"""Notes and saved links: what a person hangs on a claim, incident, place, report, actor or source."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import BadJudgement
from onrecord.model.judgement import JudgementKind
from onrecord.web.asking import local, number_in, sign
from onrecord.web.desk import Choice
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
PAGE = 50


@router.get("/notes")
def notes(request: Request) -> Response:
    """All notes and saved links, the newest first."""
    room = Room.of(request)
    found = room.shown(room.bench.notes(kind=room.view.query.get("kind", "")))
    start = number_in(room.view.query, "start", 0)
    return room.page("notes.html", notes=found, shown=found[start : start + PAGE], start=start)


@router.post("/notes")
def hang(
    request: Request,
    kind: Annotated[str, Form(max_length=20)],
    about: Annotated[str, Form(max_length=300)],
    note: Annotated[str, Form(max_length=2000)] = "",
    link: Annotated[str, Form(max_length=2000)] = "",
    author: Annotated[str, Form(max_length=80)] = "",
    back: Annotated[str, Form(max_length=500)] = "/notes",
) -> Response:
    """Hang a note or a link on something; it decides nothing, and is taken back as a decision is."""
    room = Room.of(request)
    if not kind or not about:
        raise BadJudgement("the note hangs on nothing", hint="write it on the page of what it is about")
    choice = Choice(
        kind=JudgementKind.NOTE, ids=(about,), reason=note.strip(), field=kind, value=link.strip()
    )
    room.desk.judge(choice, author)
    answer = RedirectResponse(f"{local(back, '/notes').partition('#')[0]}#notes", 303)
    sign(answer, author)
    return answer
