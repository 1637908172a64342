"""Enter by hand: a claim that a person reads in a report and the reader missed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.model.claim import EventType, HarmKind, Stance
from onrecord.model.source import SourceType
from onrecord.web.asking import days_of, sign
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
# Of a toll's number; more people than any war has harmed is a slip of the keyboard.
MOST = 100_000_000


@router.get("/enter")
def form(request: Request) -> Response:
    """The form beside the report's text."""
    room = Room.of(request)
    page = room.bench.report_page(room.view.query.get("edition", ""), room.view.asked)
    return room.page(
        "enter.html",
        line=room.shown(page.line),
        text=room.screen.words(page.text, page.line.report),
        masked=room.screen.public and bool(room.screen.hidden_in(page)),
        HARMS=tuple(HarmKind),
        SOURCE_TYPES=tuple(SourceType),
    )


@router.post("/enter")
def enter(
    request: Request,
    edition: Annotated[str, Form(max_length=100)],
    evidence: Annotated[str, Form(max_length=4000)],
    type: Annotated[EventType, Form()],
    stance: Annotated[Stance, Form()],
    author: Annotated[str, Form(max_length=80)] = "",
    place: Annotated[str, Form(max_length=200)] = "",
    first: Annotated[str, Form(max_length=10)] = "",
    last: Annotated[str, Form(max_length=10)] = "",
    agents: Annotated[str, Form(max_length=400)] = "",
    targets: Annotated[str, Form(max_length=400)] = "",
    source: Annotated[str, Form(max_length=300)] = "",
    source_type: Annotated[SourceType, Form()] = SourceType.OTHER,
    harm: Annotated[HarmKind | None, Form()] = None,
    low: Annotated[int | None, Form(ge=0, le=MOST)] = None,
    high: Annotated[int | None, Form(ge=0, le=MOST)] = None,
    who: Annotated[str, Form(max_length=100)] = "people",
) -> Response:
    """Put the claim on record, signed; nothing the reader found is changed."""
    room = Room.of(request)
    days = days_of(first, last)
    coded: dict[str, Any] = {
        "type": type.value,
        "stance": stance.value,
        "evidence": evidence.strip(),
        "place": {"name": place.strip()} if place.strip() else None,
        "agents": [a.strip() for a in agents.split(",") if a.strip()],
        "targets": [t.strip() for t in targets.split(",") if t.strip()],
        "sources": [{"mention": source.strip(), "type": source_type.value}] if source.strip() else [],
        "time": {"start": days[0].isoformat(), "end": days[1].isoformat()} if days else None,
        "counts": [],
    }
    if harm is not None and (low is not None or high is not None):
        coded["counts"] = [{"kind": harm.value, "min": low, "max": high, "who": who, "expression": ""}]
    claim = room.desk.enter(edition, coded, author)
    answer = RedirectResponse(f"/claims/{claim.id}", 303)
    sign(answer, author)
    return answer
