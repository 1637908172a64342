"""Search, sources, actors, problems, changes between two dates, and what would be said without a source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import InputError, UnknownName
from onrecord.model.answer import Asked, ClaimLine, ReportLine
from onrecord.model.evidence import Interest
from onrecord.model.pages import ChangeLine, FoundPage
from onrecord.record import searching, voices
from onrecord.record.finding import fold
from onrecord.web.asking import day_in, number_in
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
PAGE = 50


@router.get("/search")
def search(request: Request) -> Response:
    """Claims, reports, places and actors; a private person is not found by name in the public view."""
    room = Room.of(request)
    typed = room.view.query.get("q", "")
    page = found_by(room, typed)
    start = number_in(room.view.query, "start", 0)
    return room.page("search.html", page=page, shown=page.claims[start : start + PAGE], start=start)


def found_by(room: Room, typed: str) -> FoundPage:
    """What a search finds, as this audience may read it: a masked name does not find its claim."""
    raw = room.bench.found(typed, room.view.asked)
    page = room.shown(raw)
    if not room.screen.public:
        return page
    query = searching.parse(typed)
    sources = [value for name, value in query.conditions if name == "source"]
    before = {c.id: c.evidence for c in raw.claims}
    kept = (
        shown
        for shown in page.claims
        if _still_holds(query.words, shown.evidence, before[shown.id]) and _said_by(shown, sources)
    )
    reports = (r for r in raw.reports if _report_still_holds(room, r, query.words))
    return replace(page, claims=tuple(kept), reports=room.shown(tuple(reports)))


@router.get("/sources")
def sources(request: Request) -> Response:
    """Who speaks in the record: organisations each by name, people as the roles they have."""
    room = Room.of(request)
    found = room.bench.sources(room.view.asked)
    lines = [(line, voices.has_page(line)) for line in room.shown(found).sources]
    return room.page("sources.html", lines=lines, silences=room.shown(found.silences))


@router.get("/sources/{key:path}")
def source(request: Request, key: str) -> Response:
    """One organisation that speaks; a private person has no page."""
    room = Room.of(request)
    page = room.shown(room.bench.source_page(key, room.view.asked))
    start = number_in(room.view.query, "start", 0)
    return room.page(
        "source.html",
        page=page,
        start=start,
        shown=page.claims[start : start + PAGE],
        interests=[(Interest(name), number) for name, number in page.interests],
        **room.notes("source", page.line.key),
    )


@router.get("/actors/{id}")
def actor(request: Request, id: str) -> Response:
    """One armed or political body, with its sides over time and what is told of it."""
    room = Room.of(request)
    page = room.shown(room.bench.actor_page(id, room.view.asked))
    return room.page(
        "actor.html",
        page=page,
        conflicts=room.bench.conflicts_of(page.id),
        seen=room.bench.newest_about((), page.id),
        **room.notes("actor", page.id),
    )


@router.get("/problems")
def problems(request: Request) -> Response:
    """What a person should know about the data."""
    room = Room.of(request)
    return room.page("problems.html", problems=room.shown(room.bench.problems()).problems)


@router.get("/changes")
def changes(request: Request) -> Response:
    """What differs between two dates: of what was public, or of what this record held."""
    room = Room.of(request)
    query = room.view.query
    first, second = day_in(query, "from"), day_in(query, "to")
    by = query.get("by", "known")
    if by not in ("known", "recorded"):
        raise InputError(f"by={by!r} is no time", hint="known or recorded")
    found: tuple[ChangeLine, ...] = ()
    if first is not None:
        name = f"{by}_on"
        found = room.bench.changed(Asked(**{name: first}), Asked(**{name: second}))
    return room.page(
        "changes.html",
        first=first,
        second=second,
        by=by,
        changes=room.shown(found),
        days=room.bench.public_days(),
    )


@router.get("/people/{id}")
def people(request: Request, id: str) -> Response:
    """Named victims of an incident, for the team, with the decision that makes a name public."""
    room = Room.of(request)
    if not room.view.team:
        raise UnknownName("victims are named in the team view only", hint="switch to it above")
    page = room.bench.incident_page(id, room.view.asked)
    named = room.bench.people(id, room.view.asked)
    seen = {p.claim: room.bench.newest_about([p.claim]) for p in named}
    return room.page("people.html", line=page.line, people=named, seen=seen)


def _still_holds(words: str, shown: str, before: str) -> bool:
    if shown == before:
        return True
    text = fold(shown)
    return all(fold(word) in text for word in words.split())


def _said_by(claim: ClaimLine, sources: Iterable[str]) -> bool:
    names = [fold(f"{said.name} {said.type.value}") for said in claim.sources]
    return all(any(fold(wanted) in name for name in names) or not fold(wanted) for wanted in sources)


def _report_still_holds(room: Room, line: ReportLine, words: str) -> bool:
    text = f"{line.title}\n{room.bench.edition_text(line.edition)}"
    return _still_holds(words, room.screen.words(text, line.report), text)
