"""Decisions: the queue of open questions, a decision about any claims, taking one back, the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.derive.correcting import CLOSED, CORRECTABLE
from onrecord.errors import BadJudgement, UnknownName
from onrecord.model.answer import ClaimLine
from onrecord.model.evidence import Interest
from onrecord.model.incident import GradeName
from onrecord.model.judgement import JudgementKind
from onrecord.model.pages import ChangeLine, ReviewItem
from onrecord.record.lines import claim_line
from onrecord.web.asking import day_in, days_of, done_at, local, number_in, sign
from onrecord.web.desk import Choice
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
PAGE = 50
# Fields a person may correct, and what each may be; () where it is written, not chosen.
FIELDS = {field: tuple(CLOSED.get(field, ())) for field in CORRECTABLE}
# Key on the keyboard, kind of judgement, and what the button says.
BUTTONS = {
    JudgementKind.SAME: ("s", "Same happening"),
    JudgementKind.DIFFERENT: ("d", "Different"),
    JudgementKind.UNSURE: ("u", "Cannot tell"),
    JudgementKind.REJECT: ("x", "Reject what is ticked"),
    JudgementKind.CORRECT: ("c", "Correct what is ticked"),
    JudgementKind.GRADE: ("g", "Grade so"),
    JudgementKind.NOTE: ("a", "Accept as it stands"),
    JudgementKind.PLACE: ("p", "Move to this place"),
    JudgementKind.ACTOR: ("w", "By this actor"),
    JudgementKind.INTEREST: ("i", "Set the interest"),
    JudgementKind.PIN: ("", "Pin the holder"),
    JudgementKind.SIDE: ("", "Set the side"),
    JudgementKind.PUBLISH_PERSON: ("", "Let the name be public"),
}
_ABOUT_ALL = frozenset(
    {JudgementKind.SAME, JudgementKind.DIFFERENT, JudgementKind.UNSURE, JudgementKind.NOTE}
)
_ABOUT_SUBJECT = frozenset({JudgementKind.GRADE, JudgementKind.PIN, JudgementKind.SIDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A decision as its form sends it."""

    kind: JudgementKind
    claims: tuple[str, ...]
    ticked: tuple[str, ...]
    subject: str
    seen: str
    author: str
    reason: str
    field: str
    value: str
    days: tuple[date, date] | None
    back: str


@router.get("/review")
def review(request: Request) -> Response:
    """The weightiest open question, or the one named; `subject` keeps to one incident or place."""
    room = Room.of(request)
    query = room.view.query
    items = room.bench.queue(room.view.asked)
    if subject := query.get("subject", ""):
        items = tuple(i for i in items if subject == i.subject or subject in i.claims)
    skipped = {key for key in query.get("skip", "").split(",") if key}
    waiting = [i for i in items if i.key not in skipped]
    chosen = next((i for i in items if i.key == query.get("item")), waiting[0] if waiting else None)
    item = chosen.write() if chosen else None
    return room.page(
        "review.html",
        item=room.shown(item) if item else None,
        item_incidents=_incidents_of(room, item) if item else {},
        n_open=len(items),
        n_left=len(waiting),
        skip=",".join([*skipped, item.key] if item else []),
        subject=subject,
        **_form(item.options if item else ()),
    )


@router.get("/decide")
def decide(request: Request) -> Response:
    """A decision about claims of a person's own choice, one or several."""
    room = Room.of(request)
    claims = _claims(room, room.view.query.get("claims", "").split(","))
    if not claims:
        raise UnknownName(
            "no claim of that id is on record", hint="open a report and choose “decide” at a claim"
        )
    ids = tuple(c.id for c in claims)
    found = room.bench.reference().incident(ids[0])
    kinds = (JudgementKind.REJECT, JudgementKind.CORRECT, JudgementKind.PLACE, JudgementKind.ACTOR)
    pair = (JudgementKind.SAME, JudgementKind.DIFFERENT) if len(ids) > 1 else ()
    return room.page(
        "decide.html",
        claims=room.shown(claims),
        seen=room.bench.newest_about(ids),
        subject=found.id if found else "",
        **_form((*pair, *kinds, JudgementKind.INTEREST, JudgementKind.NOTE)),
    )


@router.get("/review/preview")
def preview(request: Request) -> Response:
    """What each answer to a question would change; computed, not taken."""
    room = Room.of(request)
    key = room.view.query.get("item", "")
    question = next((i for i in room.bench.queue(room.view.asked) if i.key == key), None)
    if question is None:
        raise UnknownName("that question is no longer open", hint="somebody decided it")
    item = question.write()
    previews = [(BUTTONS[kind][1], room.shown(changed)) for kind, changed in _previews(room, item)]
    return room.page("preview.html", previews=previews, item=item)


@router.post("/review")
def take(  # what a form sends is what it sends
    request: Request,
    kind: Annotated[JudgementKind, Form()],
    claims: Annotated[str, Form(max_length=4000)] = "",
    ticked: Annotated[list[str] | None, Form()] = None,
    subject: Annotated[str, Form(max_length=300)] = "",
    seen: Annotated[str, Form(max_length=100)] = "",
    author: Annotated[str, Form(max_length=80)] = "",
    reason: Annotated[str, Form(max_length=2000)] = "",
    field: Annotated[str, Form(max_length=40)] = "",
    value: Annotated[str, Form(max_length=300)] = "",
    first: Annotated[str, Form(max_length=10)] = "",
    last: Annotated[str, Form(max_length=10)] = "",
    back: Annotated[str, Form(max_length=500)] = "/review",
) -> Response:
    """Put a decision on record, unless somebody decided on the same claims since the form was shown."""
    room = Room.of(request)
    given = Given(
        kind=kind,
        claims=tuple(c for c in claims.split(",") if c),
        ticked=tuple(ticked or ()),
        subject=subject,
        seen=seen,
        author=author,
        reason=reason,
        field=field,
        value=value,
        days=days_of(first, last),
        back=local(back, "/review"),
    )
    newest = room.bench.newest_about(given.claims, given.subject)
    if newest != given.seen:
        return _stale(room, given, newest)
    kept = room.desk.judge(_decision(given), given.author)
    answer = RedirectResponse(done_at(given.back, kept.judgement), 303)
    sign(answer, given.author)
    return answer


@router.post("/undo")
def undo(
    request: Request,
    id: Annotated[str, Form(max_length=100)],
    author: Annotated[str, Form(max_length=80)] = "",
    reason: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Take a decision back; both stay in the log."""
    room = Room.of(request)
    choice = Choice(kind=JudgementKind.UNDO, ids=(id,), reason=reason or "taken back")
    kept = room.desk.judge(choice, author or room.view.author)
    after = done_at(local(back, "/log"), kept.judgement) if back else f"/log#{kept.judgement}"
    return RedirectResponse(after, 303)


@router.get("/log")
def log(request: Request) -> Response:
    """Every decision with its author, time and reason, the newest first."""
    room = Room.of(request)
    lines = room.bench.log()
    if by := room.view.query.get("by", ""):
        lines = tuple(line for line in lines if by.casefold() in line.author.casefold())
    since = day_in(room.view.query, "since")
    if since is not None:
        lines = tuple(line for line in lines if line.at.date() >= since)
    start = number_in(room.view.query, "start", 0)
    shown = room.shown(lines[start : start + PAGE])
    return room.page("log.html", lines=shown, total=len(lines), start=start)


@router.get("/log/{id}")
def entry(request: Request, id: str) -> Response:
    """One decision, and what it changes in what is published."""
    room = Room.of(request)
    found = room.bench.logged(id)
    if found is None:
        raise UnknownName(f"no decision has the id {id!r}", hint="see the log")
    changes = room.bench.without_judgement(id)
    return room.page("entry.html", line=room.shown(found), changes=room.shown(changes))


def _decision(given: Given) -> Choice:
    """What is asked for, checked where the derivation would not. Raises BadJudgement."""
    kind = given.kind
    if kind in _ABOUT_SUBJECT:
        if kind is JudgementKind.SIDE and ":" in given.value:  # one list offers the sides of all wars
            conflict, _, side = given.value.partition(":")
            given = replace(given, field=conflict, value=side)
        if kind is JudgementKind.GRADE and given.value not in set(GradeName):
            raise BadJudgement(f"{given.value!r} is no grade", hint="choose one beside the button")
        if kind is JudgementKind.PIN and given.days is None:
            raise BadJudgement("a pin holds over some days", hint="give its first day and its last")
        ids: tuple[str, ...] = (given.subject,)
    else:
        ids = given.claims if kind in _ABOUT_ALL else given.ticked or given.claims[:1]
        if (
            kind in (JudgementKind.REJECT, JudgementKind.CORRECT)
            and len(given.claims) > 1
            and not given.ticked
        ):
            raise BadJudgement("nothing is ticked", hint="tick the claims that this is about")
    if kind is JudgementKind.CORRECT and given.field not in FIELDS:
        raise BadJudgement("choose the field to correct", hint=", ".join(FIELDS))
    if kind is JudgementKind.CORRECT and FIELDS[given.field] and given.value not in FIELDS[given.field]:
        raise BadJudgement(f"{given.value!r} cannot stand in {given.field}", hint="choose it from the list")
    if kind is JudgementKind.INTEREST and given.value not in set(Interest):
        raise BadJudgement(f"{given.value!r} is no interest", hint="choose it from the list")
    if not ids or not all(ids):
        raise BadJudgement("the decision is about nothing", hint="go back and choose a claim")
    return Choice(
        kind=kind, ids=ids, reason=given.reason, field=given.field, value=given.value, days=given.days
    )


def _stale(room: Room, given: Given, newest: str) -> Response:
    """The answer to a form that somebody else's decision has overtaken: both are shown, nothing is lost."""
    line = room.bench.logged(newest) if newest else None
    return room.page(
        "stale.html",
        status=409,
        given=given,
        newest=newest,
        line=room.shown(line) if line else None,
        button=BUTTONS.get(given.kind, ("", given.kind.value))[1],
    )


def _previews(room: Room, item: ReviewItem) -> list[tuple[JudgementKind, tuple[ChangeLine, ...]]]:
    ids = [c.id for c in item.claims]
    found: list[tuple[JudgementKind, tuple[ChangeLine, ...]]] = []
    for kind in item.options:
        if kind in (JudgementKind.UNSURE, JudgementKind.NOTE, JudgementKind.GRADE, JudgementKind.CORRECT):
            continue
        about = ids if kind is not JudgementKind.REJECT else ids[:1]
        found.append((kind, room.bench.with_decision(kind, about, room.view.now)))
    return found


def _claims(room: Room, ids: Sequence[str]) -> tuple[ClaimLine, ...]:
    wanted = dict.fromkeys(i for i in ids if i)
    known = room.bench.reference(room.view.asked).by_id
    return tuple(claim_line(known[id]) for id in wanted if id in known)


def _incidents_of(room: Room, item: ReviewItem) -> dict[str, str]:
    shelf = room.bench.reference(room.view.asked)
    found = ((c.id, shelf.incident(c.id)) for c in item.claims)
    return {claim: incident.id for claim, incident in found if incident}


def _form(options: Sequence[JudgementKind]) -> dict[str, Any]:
    return {
        "buttons": [(kind, *BUTTONS[kind]) for kind in options if kind in BUTTONS],
        "FIELDS": FIELDS,
        "INTERESTS": tuple(Interest),
    }
