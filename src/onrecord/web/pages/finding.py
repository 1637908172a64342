"""Search, sources, actors, problems, changes between two dates, and what would be said without a source."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import InputError, UnknownName
from onrecord.model.answer import Asked, ReportLine
from onrecord.model.evidence import Interest
from onrecord.model.pages import ChangeLine, FoundPage
from onrecord.model.stored import StoredClaim
from onrecord.record import searching, voices
from onrecord.record.finding import fold
from onrecord.record.lines import claim_line
from onrecord.record.searching import Query
from onrecord.web.asking import day_in, number_in
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
PAGE = 50


@router.get("/search")
def search(request: Request) -> Response:
    """Claims, reports, places and actors; a private person is not found by name in the public view."""
    room = Room.of(request)
    start = number_in(room.view.query, "start", 0)
    page = found_by(room, room.view.query.get("q", ""), range(start, start + PAGE))
    return room.page("search.html", page=page, start=start)


def found_by(room: Room, typed: str, stretch: range) -> FoundPage:
    """What a search finds, as this audience may read it: a masked name does not find its claim."""
    raw = room.bench.found(typed, room.view.asked)
    claims, reports = room.screen.open(raw.claims), raw.reports
    if room.screen.public:
        query = searching.parse(typed)
        claims = tuple(s for s in claims if _readable(room, s, query))
        reports = tuple(r for r in reports[:PAGE] if _report_still_holds(room, r, query.words))
    shown = claims[stretch.start : stretch.stop]
    return room.shown(
        FoundPage(
            typed=typed,
            claims=tuple(map(claim_line, shown)),
            n_claims=len(claims),
            reports=reports[:PAGE],
            places=raw.places,
            actors=raw.actors,
        )
    )


@router.get("/sources")
def sources(request: Request) -> Response:
    """Who speaks in the record: organisations each by name, people as the roles they have."""
    room = Room.of(request)
    found = room.bench.sources(room.view.asked)
    start = number_in(room.view.query, "start", 0)
    shown = room.shown(found.sources[start : start + PAGE])
    return room.page(
        "sources.html",
        lines=[(line, voices.has_page(line)) for line in shown],
        total=len(found.sources),
        start=start,
        silences=room.shown(found.silences),
    )


@router.get("/sources/{key:path}")
def source(request: Request, key: str) -> Response:
    """One organisation that speaks; a private person has no page."""
    room = Room.of(request)
    start = number_in(room.view.query, "start", 0)
    page = room.shown(room.bench.source_page(key, room.view.asked, start=start))
    return room.page(
        "source.html",
        page=page,
        start=start,
        interests=[(Interest(name), number) for name, number in page.interests],
        **room.notes("source", page.line.key),
    )


@router.get("/actors/{id}")
def actor(request: Request, id: str) -> Response:
    """One armed or political body, with its sides over time and what is told of it."""
    room = Room.of(request)
    start = number_in(room.view.query, "start", 0)
    page = room.shown(room.bench.actor_page(id, room.view.asked, start=start))
    return room.page(
        "actor.html",
        page=page,
        start=start,
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


def _readable(room: Room, stored: StoredClaim, query: Query) -> bool:
    """True if what finds a claim is what this audience may read of it."""
    if query.words:
        evidence = stored.claim.evidence_text
        if not _still_holds(query.words, room.screen.words(evidence, stored.report), evidence):
            return False
    sources = [fold(value) for name, value in query.conditions if name == "source"]
    if not any(sources):
        return True
    names = [fold(f"{room.screen.words(s.name, stored.report)} {s.type.value}") for s in stored.claim.sources]
    return all(any(wanted in name for name in names) or not wanted for wanted in sources)


def _still_holds(words: str, shown: str, before: str) -> bool:
    if shown == before:
        return True
    text = fold(shown)
    return all(fold(word) in text for word in words.split())


def _report_still_holds(room: Room, line: ReportLine, words: str) -> bool:
    text = f"{line.title}\n{room.bench.edition_text(line.edition)}"
    return _still_holds(words, room.screen.words(text, line.report), text)
