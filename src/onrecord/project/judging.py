"""A person's decision put on record: what was typed is settled to ids; what would do nothing is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from onrecord import monitor
from onrecord.derive import correcting, judged
from onrecord.derive.correcting import UNKNOWN
from onrecord.derive.narrow import day_of
from onrecord.errors import BadJudgement, UnknownName
from onrecord.intake.identity import normal_url
from onrecord.model.actor import Conflict
from onrecord.model.evidence import Interest
from onrecord.model.incident import GradeName
from onrecord.model.judgement import Anchor, Judgement, JudgementKind
from onrecord.model.outcome import JudgeAnswer
from onrecord.model.place import Match, Place
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Interval
from onrecord.project.opened import Project
from onrecord.record import papers, voices
from onrecord.record.finding import fold

# What a judgement is about when it is not about claims.
_ABOUT_SUBJECT = frozenset({JudgementKind.GRADE, JudgementKind.PIN, JudgementKind.SIDE, JudgementKind.UNDO})
_ON_PAIRS = frozenset({JudgementKind.SAME, JudgementKind.DIFFERENT, JudgementKind.UNSURE})
A_CLAIM = "claim"  # as what a note hangs on
CONTESTED = "contested"  # as the side of a pin: nobody holds it
_OFFERED = 5  # how many places of one name a refusal lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decides: of which kind, about which ids, why; see docs/howto/judge.md."""

    kind: JudgementKind
    ids: tuple[str, ...]
    reason: str
    field: str = ""
    value: str = ""
    days: tuple[date, date] | None = None


def judge(project: Project, decision: Decision) -> JudgeAnswer:
    """Put a decision on record, signed by the project's author. Raises BadJudgement, UnknownName."""
    if not project.settings.author.strip():
        raise BadJudgement("a judgement is signed", hint="--by NAME, or ONRECORD_AUTHOR")
    if not decision.ids or not all(decision.ids):
        raise BadJudgement("the decision is about nothing", hint="give the id of a claim, incident or place")
    if decision.days and decision.days[1] < decision.days[0]:
        raise BadJudgement("the last day is before the first", hint="--since DAY --until DAY")
    held = _held(project, decision)
    raw = Judgement(
        id="",
        kind=decision.kind,
        author=project.settings.author,
        at=datetime.now(UTC),
        reason=decision.reason,
        anchors=tuple(map(_anchor, held)),
        field=decision.field.strip(),
        value=decision.value.strip(),
        interval=Interval.of_days(*decision.days) if decision.days else None,
    )
    settle = _SETTLE.get(decision.kind)
    settled = settle(project, raw, decision.ids[0]) if settle else raw
    _try(project, settled, held)
    kept = monitor.judge(project.store, settled)
    return JudgeAnswer(judgement=kept.id, kind=kept.kind.value, author=kept.author)


def _held(project: Project, decision: Decision) -> tuple[StoredClaim, ...]:
    """The claims a decision is about; a note may hang on something else."""
    if decision.kind in _ABOUT_SUBJECT:
        return ()
    if decision.kind is JudgementKind.NOTE and decision.field not in ("", A_CLAIM):
        return ()
    try:
        return tuple(project.store.claim(id) for id in decision.ids)
    except UnknownName:
        if decision.kind is JudgementKind.NOTE:
            return ()
        raise


def _try(project: Project, judgement: Judgement, held: Sequence[StoredClaim]) -> None:
    """Refuse what would not be applied: a decision on claims is tried on them as they are judged now."""
    if judgement.kind in _ON_PAIRS and len({a.claim for a in judgement.anchors}) < 2:
        raise BadJudgement(f"{judgement.kind} is about two claims", hint="give the ids of both")
    if not held:
        return
    mine = {s.claim.id for s in held}
    before = [
        j
        for j in project.store.judgements()
        if j.kind is JudgementKind.UNDO or any(a.claim in mine for a in j.anchors)
    ]
    tried = replace(judgement, id="tried")
    for problem in judged.apply(held, (*before, tried), project.parties).problems:
        if problem.where == "tried":
            raise BadJudgement(problem.message.partition("cannot be applied: ")[2], hint=_hint(tried.kind))


def _hint(kind: JudgementKind) -> str:
    if kind is JudgementKind.CORRECT:
        return "; ".join(f"{f}: {c.takes}" for f, c in correcting.CORRECTABLE.items())
    if kind is JudgementKind.INTEREST:
        return ", ".join(Interest)
    return "onrecord show ID tells what the claim says"


def _anchor(stored: StoredClaim) -> Anchor:
    claim = stored.claim
    return Anchor(
        claim=claim.id,
        edition=claim.edition,
        trigger=claim.trigger,
        evidence=claim.evidence,
        evidence_text=claim.evidence_text,
    )


def _grade(project: Project, judgement: Judgement, typed: str) -> Judgement:
    judged.chosen(GradeName, judgement.value)
    shown = project.record.show(typed).incident
    if shown is None:
        raise BadJudgement(f"{typed} is a claim; a grade is about an incident")
    return replace(judgement, subject=shown.incident.id)


def _note(project: Project, judgement: Judgement, typed: str) -> Judgement:
    """A note or a saved link: `field` says what sort of thing it hangs on, `value` is the address."""
    if judgement.value and not normal_url(judgement.value):
        raise BadJudgement(f"{judgement.value!r} is no web address", hint="write it with https://")
    if judgement.field and not judgement.reason.strip() and not judgement.value:
        raise BadJudgement("the note is empty", hint="write a note, or give an address")
    if judgement.anchors:
        return judgement
    if judgement.field and judgement.field not in _HANGS_ON:
        raise BadJudgement(f"no note hangs on a {judgement.field!r}", hint=", ".join((A_CLAIM, *_HANGS_ON)))
    for kind in (judgement.field,) if judgement.field else _HANGS_ON:
        try:
            return replace(judgement, field=kind, subject=_HANGS_ON[kind](project, typed))
        except UnknownName:
            continue
    raise UnknownName(f"nothing on record has the id {typed!r}", hint="onrecord search WORDS")


def _incident(project: Project, typed: str) -> str:
    found = project.record.picture().incident(typed)
    shown = None if found else project.record.show(typed).incident
    if found is None and shown is None:
        raise UnknownName(f"{typed} is a claim")
    return found.id if found else shown.incident.id if shown else ""


def _source(project: Project, typed: str) -> str:
    """An organisation that speaks; no note gathers what is known of a private person."""
    if not any(line.key == typed and voices.has_page(line) for line in project.record.sources().sources):
        raise UnknownName(f"no organisation {typed!r} speaks in this record")
    return typed


# What a note may hang on beside a claim, and how it is found.
_HANGS_ON: dict[str, Callable[[Project, str], str]] = {
    "incident": _incident,
    "place": lambda project, typed: project.record.place(typed).id,
    "report": lambda project, typed: papers.edition_of(project.store, typed, None).report,
    "actor": lambda project, typed: project.parties.actor(typed).id,
    "source": _source,
}


def _undo(project: Project, judgement: Judgement, typed: str) -> Judgement:
    found = [j.id for j in project.store.judgements() if j.id.startswith(typed)]
    if len(found) != 1:
        many = "several judgements begin" if found else "no judgement begins"
        raise BadJudgement(f"{many} with {typed!r}")
    return replace(judgement, subject=found[0])


def _pin(project: Project, judgement: Judgement, typed: str) -> Judgement:
    """A pin on a place whose timeline we draw, and to a side that there is."""
    if judgement.interval is None:
        raise BadJudgement("a pin holds over some days", hint="--since DAY --until DAY")
    place = project.record.place(typed).id
    if project.record.picture().timeline(place) is None:
        raise BadJudgement(f"no report tells who holds {typed}", hint="a pin overrules a timeline")
    side = judgement.value
    if not side:
        raise BadJudgement("a pin says who held the place", hint=f"--value SIDE, or {CONTESTED}")
    if side == CONTESTED:
        return replace(judgement, subject=place, value="")
    known = _side_in(project.parties.conflicts, side) or _actor(project, side, None)
    return replace(judgement, subject=place, value=known)


def _side(project: Project, judgement: Judgement, typed: str) -> Judgement:
    """An actor's side in a conflict, which may be left out where only one conflict has such a side."""
    conflicts = project.parties.conflicts
    if judgement.field:
        conflicts = (project.parties.conflict(judgement.field),)
    if judgement.value != judged.NO_SIDE:
        conflicts = tuple(c for c in conflicts if _side_in((c,), judgement.value))
    if len(conflicts) != 1:
        known = sorted(c.id for c in conflicts or project.parties.conflicts)
        what = "several conflicts have" if conflicts else "no such conflict has"
        raise BadJudgement(f"{what} a side {judgement.value!r}", hint=f"--field CONFLICT: {', '.join(known)}")
    value = _side_in(conflicts, judgement.value) or judgement.value
    day = judgement.interval.first_day if judgement.interval else None
    actor = _actor(project, typed, day)
    settled = replace(judgement, subject=actor, field=conflicts[0].id, value=value)
    judged.side_row(settled, project.parties)
    return settled


def _side_in(conflicts: Sequence[Conflict], typed: str) -> str:
    """The id of a side by its id or name; '' where these conflicts have none such, or several."""
    found = {id for c in conflicts for id, name in c.side_names if typed == id or fold(typed) == fold(name)}
    found |= {r.side for c in conflicts for r in c.sides if r.side == typed}
    return found.pop() if len(found) == 1 else ""


def _cast(project: Project, judgement: Judgement, typed: str) -> Judgement:
    if judgement.field and judgement.field not in correcting.ROLES:
        raise BadJudgement(
            f"{judgement.field!r} is nobody's part in a claim", hint=", ".join(correcting.ROLES)
        )
    if judgement.value == UNKNOWN:
        return judgement
    actor = _actor(project, judgement.value, day_of(project.store.claim(typed)))
    return replace(judgement, field=judgement.field or correcting.ROLES[0], value=actor)


def _actor(project: Project, typed: str, day: date | None) -> str:
    """The id of the one actor that a name or id stands for."""
    try:
        return project.parties.actor(typed).id
    except UnknownName as error:
        found = project.parties.find(typed, day=day) if typed else ()
        if len(found) == 1:
            return found[0].id
        hint = ", ".join(a.id for a in found) or error.hint or "a name or an id of the actor table"
        many = "several actors are" if found else "no actor is"
        raise BadJudgement(f"{many} called {typed!r}", hint=hint) from error


def _place(project: Project, judgement: Judgement, typed: str) -> Judgement:
    """The place decided on goes on record as the gazetteer has it today, and stands when that changes."""
    if judgement.value == UNKNOWN:
        return judgement
    place = _on_record(project, judgement.value) or _listed(project, judgement.value, typed)
    return replace(judgement, value=place.id, place=place)


def _on_record(project: Project, typed: str) -> Place | None:
    """The one place that reports name so and that has that id or name; None where there are several."""
    refs = [s.claim.place for s in project.record.claims() if s.claim.place]
    fits = {r.id: r for r in refs if not r.relation and (typed == r.id or fold(typed) == fold(r.name))}
    return judged.place_of(next(iter(fits.values()))) if len(fits) == 1 else None


def _listed(project: Project, typed: str, claim: str) -> Place:
    """The one place of that id or name in the gazetteer; of several, the one in the claim's country."""
    if ":" in typed:
        place = project.gazetteer.place(typed)
        if place is None:
            raise BadJudgement(
                f"the gazetteer has no place {typed}", hint="a name, or an id such as gn:174448"
            )
        return place
    hits = [h.place for h in project.gazetteer.lookup(typed) if h.match is not Match.FUZZY] if typed else []
    was = project.store.claim(claim).claim.place
    here = [p for p in hits if was is not None and p.country == was.country]
    fits = here or hits
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise BadJudgement(f"the gazetteer has no place {typed!r}", hint="onrecord gazetteer import FILE")
    offered = ", ".join(f"{p.id} ({p.name}, {p.country or p.kind}, {p.kind})" for p in fits[:_OFFERED])
    raise BadJudgement(f"several places are called {typed!r}", hint=f"give the id: {offered}")


_SETTLE: dict[JudgementKind, Callable[[Project, Judgement, str], Judgement]] = {
    JudgementKind.GRADE: _grade,
    JudgementKind.NOTE: _note,
    JudgementKind.UNDO: _undo,
    JudgementKind.PIN: _pin,
    JudgementKind.SIDE: _side,
    JudgementKind.ACTOR: _cast,
    JudgementKind.PLACE: _place,
}
