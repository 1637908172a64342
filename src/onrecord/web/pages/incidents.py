"""Incidents and claims: the list by filters, one incident with all that is told of it, one claim in full."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import UnknownName
from onrecord.model.answer import ClaimAnswer, ClaimLine, IncidentLine, OriginLine
from onrecord.model.pages import IncidentPage, TextMark, WhyLinked
from onrecord.model.source import SourceType
from onrecord.web import sentences, wording
from onrecord.web.asking import number_in
from onrecord.web.drawing.text import segments
from onrecord.web.filtering import filtered
from onrecord.web.pages.room import Room, speakers

router = APIRouter(include_in_schema=False)
PAGE = 50
# Of an origin's claims this many are shown before the rest is folded.
SHOWN = 2


@router.get("/incidents")
def incidents(request: Request) -> Response:
    """Incidents, series and totals that pass the filters of the address."""
    room = Room.of(request)
    found = sorted(room.screen.open(filtered(room.bench, room.view)), key=by_day)
    start = number_in(room.view.query, "start", 0)
    return room.page(
        "incidents.html",
        total=len(found),
        shown=room.shown(tuple(found[start : start + PAGE])),
        start=start,
        SOURCE_TYPES=tuple(SourceType),
    )


@router.get("/incidents/{id}")
def incident(request: Request, id: str) -> Response:
    """One incident: the sentence, the ranges, who says so, what disagrees, why it is one."""
    room = Room.of(request)
    raw = room.bench.incident_page(id, room.view.asked)
    room.screen.refuse_held(*raw.line.claims)
    page = room.shown(raw)
    own = [c for c in page.claims if c.id in page.line.claims]
    by_id = {c.id: c for c in (*page.claims, *page.against)}
    return room.page(
        "incident.html",
        page=page,
        sentence=sentences.careful(page.line, page.claims),
        origins=[_of_origin(o, by_id) for o in page.line.origins],
        unplaced=_unplaced(page, own),
        denials=[c for c in page.claims if c.id in page.line.denied_by],
        by_id=by_id,
        origin_names=_origin_names(page.line.origins),
        names={c.id: f"{speakers(c)} in {c.outlet}" for c in by_id.values()},
        how=_how,
        speakers=speakers,
        history=sorted(own, key=lambda c: (c.public_at, c.id)),
        known_days=_known_days(own),
        citation=_citation(room, page),
        **room.notes("incident", page.line.id),
    )


@router.get("/claims/{id}")
def claim(request: Request, id: str) -> Response:
    """One claim in its sentence, with its chain, what agrees and what contradicts."""
    room = Room.of(request)
    raw = room.bench.show(id, room.view.asked).claim
    if raw is None:
        raise UnknownName(f"{id} is an incident, not a claim", hint=f"see /incidents/{id}")
    room.screen.refuse_held(raw.claim.id)
    page = room.shown(raw)
    marks = [
        TextMark(what="event" if m.what == "trigger" else m.what, start=m.start, end=m.end, claim=id)
        for m in raw.marks
    ]
    hidden = room.screen.guard.hidden(raw.sentence, raw.claim.report)
    return room.page(
        "claim.html",
        page=page,
        segments=segments(raw.sentence, marks, hidden, furniture=()),
        fields=_fields(page),
        **room.notes("claim", page.claim.id),
    )


def by_day(line: IncidentLine) -> tuple[bool, date, str]:
    """Incidents by their first day; those without a day come last."""
    day = line.first_day or line.last_day
    return day is None, day or date.min, line.id


def _of_origin(
    origin: OriginLine, by_id: dict[str, ClaimLine]
) -> tuple[OriginLine, list[ClaimLine], list[ClaimLine]]:
    held = sorted((by_id[c] for c in origin.claims if c in by_id), key=lambda c: (c.public_at, c.id))
    seen: set[str] = set()
    first: list[ClaimLine] = []
    for c in held:
        if c.evidence not in seen and len(first) < SHOWN:
            first.append(c)
            seen.add(c.evidence)
    return origin, first, [c for c in held if c not in first]


def _unplaced(page: IncidentPage, own: Iterable[ClaimLine]) -> list[ClaimLine]:
    placed = {c for o in page.line.origins for c in o.claims}
    return [c for c in own if c.id not in placed]


def _origin_names(origins: Iterable[OriginLine]) -> dict[str, str]:
    return {c: sentences.origin_name(o) for o in origins for c in o.claims}


def _how(why: WhyLinked) -> str:
    told = {"first": "the first told", "copy": "a copy", "link": "linked", "judgement": "a person decided"}
    return f"{told.get(why.how, why.how)}{f', {why.bits:+.1f} bits' if why.admitted_by else ''}"


def _known_days(claims: Iterable[ClaimLine]) -> list[date]:
    return sorted({c.public_at.date() for c in claims})


def _citation(room: Room, page: IncidentPage) -> str:
    line = page.line
    known = room.view.asked.known_on
    as_known = f"as known on {wording.day(known)}" if known else f"as known on {wording.day(room.view.now)}"
    tolls = "; ".join(f"{wording.toll_words(t)} (reported)" for t in line.tolls)
    return (
        f"{line.headline}, {wording.days(line.first_day, line.last_day)}"
        f"{': ' + tolls if tolls else ''}. {wording.count(line.n_origins, 'origin')}, "
        f"{wording.count(line.n_gatekeepers, 'gatekeeper')}. Incident {line.id[:12]}, {as_known}. "
        f"onrecord, derivation {page.version}, retrieved {wording.day(room.view.now)}."
    )


def _fields(page: ClaimAnswer) -> list[tuple[str, str]]:
    c = page.claim
    told = [
        ("event", wording.words(c.event_type.value)),
        ("extent", c.extent.value),
        ("by", wording.joined(c.agents)),
        ("to", wording.joined(c.targets)),
        ("where", c.place.name if c.place else ""),
        ("when", f"{c.when} ({wording.days(c.first_day, c.last_day)})" if c.when else ""),
        ("how many", wording.joined([wording.figure(f) for f in c.figures])),
    ]
    return [(name, value) for name, value in told if value]
