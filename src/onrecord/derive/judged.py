"""What people decided, as far as it holds: what was undone set aside, claims found again in new readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from onrecord.corroborate.incidents import Decisions
from onrecord.derive import correcting
from onrecord.derive.correcting import UNKNOWN
from onrecord.derive.holding import Pin
from onrecord.derive.narrow import conflict_of, day_of
from onrecord.errors import BadJudgement, UnknownName
from onrecord.model.actor import Actor, SideRow
from onrecord.model.evidence import Interest
from onrecord.model.incident import GradeName
from onrecord.model.judgement import Anchor, Judgement, JudgementKind
from onrecord.model.place import Place, PlaceRef
from onrecord.model.report import Problem, ProblemCode
from onrecord.model.stored import StoredClaim
from onrecord.parties import Parties

FOUND_AGAIN = 0.8  # share of the evidence that must overlap (HOUSE, Types: Ids)
NO_SIDE = "none"  # as the side of an actor: it fights for itself
_ON_PAIRS = frozenset({JudgementKind.SAME, JudgementKind.DIFFERENT, JudgementKind.UNSURE})
_Chosen = TypeVar("_Chosen", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Judgements by what they act on; each value carries the id of its judgement where it is shown.

    `claims` are those that count, `rejected` those that a person set aside; both say what was `changed`.
    """

    claims: tuple[StoredClaim, ...]
    rejected: tuple[StoredClaim, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    interests: Mapping[str, Interest] = field(default_factory=dict)
    grades: Mapping[str, tuple[GradeName, str, str]] = field(default_factory=dict)  # grade, reason, judgement
    pins: tuple[Pin, ...] = ()
    sides: tuple[SideRow, ...] = ()  # the newest first; their citation is the judgement
    published: frozenset[tuple[str, str]] = frozenset()  # report, victim
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> tuple[tuple[str, str], ...]:
        """(claim, what a person made of it) for each claim that counts."""
        return tuple((s.claim.id, told) for s in self.claims for told in s.changed)


def apply(claims: Sequence[StoredClaim], judgements: Iterable[Judgement], parties: Parties) -> Judged:
    """Claims as corrected or rejected by people, and what else they decided.

    A decision whose claim is gone, or that cannot be applied as it stands, is a problem and changes nothing.
    """
    work = _Work(claims, parties)
    for judgement in standing(judgements):
        ids = [_found(a, work.known, claims) for a in judgement.anchors]
        if not all(ids):
            work.problems.append(_orphan(judgement))
            continue
        try:
            work.take(judgement, ids)
        except (BadJudgement, UnknownName) as error:
            work.problems.append(_void(judgement, error.message))
    return work.done()


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements that were not undone, the oldest first, so that a newer one overrules."""
    given = sorted(judgements, key=lambda j: (j.at, j.id))
    undone: set[str] = set()
    for judgement in reversed(given):
        if judgement.kind is JudgementKind.UNDO and judgement.id not in undone:
            undone.add(judgement.subject)
    return tuple(j for j in given if j.kind is not JudgementKind.UNDO and j.id not in undone)


def published(claims: Iterable[StoredClaim], judgements: Iterable[Judgement]) -> frozenset[tuple[str, str]]:
    """(report, victim) for each victim whom a standing decision lets be named in public."""
    held = tuple(claims)
    known = {s.claim.id: s for s in held}
    found: set[tuple[str, str]] = set()
    for judgement in standing(judgements):
        if judgement.kind is JudgementKind.PUBLISH_PERSON:
            told = [known[i] for a in judgement.anchors if (i := _found(a, known, held))]
            found |= {(s.report, judgement.value) for s in told if _names(s, judgement.value)}
    return frozenset(found)


def side_row(judgement: Judgement, parties: Parties) -> SideRow:
    """The row that a decision on an actor's side lays over the table. Raises BadJudgement, UnknownName."""
    conflict = parties.conflict(judgement.field)
    sides = {side for side, _ in conflict.side_names} | {r.side for r in conflict.sides}
    if judgement.value not in (*sides, NO_SIDE):
        raise BadJudgement(
            f"{judgement.value!r} is no side of {conflict.id}", hint=", ".join([*sorted(sides), NO_SIDE])
        )
    over = judgement.interval
    return SideRow(
        conflict=conflict.id,
        actor=parties.actor(judgement.subject).id,
        side="" if judgement.value == NO_SIDE else judgement.value,
        since=over.first_day if over else None,
        until=over.last_day + timedelta(days=1) if over else None,
        citation=judgement.id,
    )


class _Work:
    """What the judgements taken so far amount to."""

    def __init__(self, claims: Sequence[StoredClaim], parties: Parties) -> None:
        self.parties = parties
        self.known = {s.claim.id: s for s in claims}
        self.problems: list[Problem] = []
        self._rejected: set[str] = set()
        self._same: dict[tuple[str, str], str] = {}
        self._different: dict[tuple[str, str], str] = {}
        self._interests: dict[str, Interest] = {}
        self._grades: dict[str, tuple[GradeName, str, str]] = {}
        self._pins: dict[tuple[str, object], Pin] = {}
        self._sides: list[tuple[SideRow, Judgement]] = []
        self._published: set[tuple[str, str]] = set()

    def take(self, judgement: Judgement, ids: Sequence[str]) -> None:
        """One decision, about these claims of today's reading. Raises BadJudgement, UnknownName."""
        kind = judgement.kind
        if kind in _ON_PAIRS:
            self._pair(judgement, ids)
        elif kind is JudgementKind.GRADE:
            grade = chosen(GradeName, judgement.value)
            self._grades[judgement.subject] = (grade, judgement.reason, judgement.id)
        elif kind is JudgementKind.PIN:
            pin = _pin(judgement)
            self._pins[(judgement.subject, judgement.interval)] = pin
        elif kind is JudgementKind.SIDE:
            self._sides.insert(0, (side_row(judgement, self.parties), judgement))
        else:
            self._act(judgement, ids)

    def done(self) -> Judged:
        """All of it, in fixed orders."""
        rows = tuple(row for row, _ in self._sides)
        for row, judgement in reversed(self._sides):
            self._tell_side(row, judgement)
        claims = [self.known[id] for id in sorted(self.known)]
        kept = {id for id in self.known if id not in self._rejected}
        return Judged(
            claims=tuple(s for s in claims if s.claim.id in kept),
            rejected=tuple(s for s in claims if s.claim.id not in kept),
            decisions=Decisions(
                same={p: j for p, j in self._same.items() if kept.issuperset(p)},
                different={p: j for p, j in self._different.items() if kept.issuperset(p)},
            ),
            interests=self._interests,
            grades=self._grades,
            pins=tuple(self._pins[k] for k in sorted(self._pins, key=str)),
            sides=rows,
            published=frozenset(self._published),
            problems=tuple(self.problems),
        )

    def _pair(self, judgement: Judgement, ids: Sequence[str]) -> None:
        for pair in [(min(a, b), max(a, b)) for n, b in enumerate(ids) for a in ids[:n] if a != b]:
            self._same.pop(pair, None)
            self._different.pop(pair, None)
            if judgement.kind is JudgementKind.SAME:
                self._same[pair] = judgement.id
            elif judgement.kind is JudgementKind.DIFFERENT:
                self._different[pair] = judgement.id

    def _act(self, judgement: Judgement, ids: Sequence[str]) -> None:
        """A decision about claims, in the working set only: the record keeps them as they were read."""
        now = {id: self._changed(self.known[id], judgement) for id in ids}  # all of them, or none
        self.known |= now
        if judgement.kind is JudgementKind.REJECT:
            self._rejected |= set(ids)
        elif judgement.kind is JudgementKind.INTEREST:
            self._interests |= {id: chosen(Interest, judgement.value) for id in ids}
        elif judgement.kind is JudgementKind.PUBLISH_PERSON:
            self._published |= {(self.known[id].report, judgement.value) for id in ids}

    def _changed(self, stored: StoredClaim, judgement: Judgement) -> StoredClaim:
        kind, claim = judgement.kind, stored.claim
        if kind is JudgementKind.REJECT:
            return _told(stored, "set aside", judgement)
        if kind is JudgementKind.CORRECT:
            now = correcting.corrected(claim, judgement.field, judgement.value)
            was, new = (correcting.reads(c, judgement.field) for c in (claim, now))
            return _told(replace(stored, claim=now), _turned(judgement.field, was, new), judgement)
        if kind is JudgementKind.PLACE:
            place = self._place(judgement)
            told = _turned("place", claim.place.name if claim.place else "", place.name if place else "")
            return _told(correcting.moved(stored, place), told, judgement)
        if kind is JudgementKind.ACTOR:
            role = judgement.field or correcting.ROLES[0]
            actor = self._actor(judgement.value)
            told = _turned(role, _who(stored, role), actor.name if actor else "")
            return _told(correcting.cast(stored, role, actor), told, judgement)
        if kind is JudgementKind.INTEREST:
            interest = chosen(Interest, judgement.value)
            return _told(stored, f"interest of its source: {interest.replace('_', ' ')}", judgement)
        if kind is JudgementKind.PUBLISH_PERSON and not _names(stored, judgement.value):
            raise BadJudgement(
                "the claim names no victim of that name", hint="--value NAME, as the report writes it"
            )
        return stored

    def _place(self, judgement: Judgement) -> Place | None:
        """The place decided on; one without a copy of the gazetteer's row is looked for among the claims."""
        if judgement.place is not None:
            return judgement.place
        if judgement.value == UNKNOWN:
            return None
        refs = (s.claim.place for _, s in sorted(self.known.items()) if s.claim.place)
        found = next((r for r in refs if judgement.value in (r.id, r.name) and not r.relation), None)
        if found is None:
            raise BadJudgement(
                f"no place {judgement.value!r} is known", hint="judge anew, with the id of a place"
            )
        return place_of(found)

    def _actor(self, id: str) -> Actor | None:
        return None if id == UNKNOWN else self.parties.actor(id)

    def _tell_side(self, row: SideRow, judgement: Judgement) -> None:
        """Say on each claim about the actor, of that conflict and those days, that its side was decided."""
        for id, stored in self.known.items():
            claim, day = stored.claim, day_of(stored)
            if (row.since and day < row.since) or (row.until and day >= row.until):
                continue
            named = {a.id for a in (*claim.agents, *claim.targets)} | {stored.publisher_party}
            named |= {x for s in claim.sources for x in (s.actor, s.party)}
            lines = (self.parties.line(self.parties.mouth_of(a) or a) for a in named if a)
            if any(row.actor in line for line in lines) and conflict_of(stored, self.parties) == row.conflict:
                told = f"side of {self.parties.actor(row.actor).name}: {row.side or 'its own'}"
                self.known[id] = _told(stored, told, judgement)


def chosen(kind: type[_Chosen], value: str) -> _Chosen:
    """The member of a closed set. Raises BadJudgement with the set as its hint."""
    if value not in set(kind):
        raise BadJudgement(
            f"{value!r} is no {kind.__name__.removesuffix('Name').casefold()}", hint=", ".join(kind)
        )
    return kind(value)


def place_of(ref: PlaceRef) -> Place:
    """The place behind a mention of it."""
    return Place(
        id=ref.id,
        name=ref.name,
        kind=ref.kind,
        country=ref.country,
        lat=ref.lat,
        lon=ref.lon,
        radius_km=ref.radius_km,
        parents=ref.within,
        zone=ref.zone,
    )


def _found(anchor: Anchor, known: Mapping[str, StoredClaim], claims: Sequence[StoredClaim]) -> str:
    """The claim a judge saw, in today's reading: by id, trigger or most of the evidence; '' = orphaned."""
    if anchor.claim in known:
        return anchor.claim
    best = (0.0, "")
    for stored in claims:
        claim = stored.claim
        if claim.edition != anchor.edition:
            continue
        if claim.trigger == anchor.trigger:
            return claim.id
        shared = claim.evidence.overlap(anchor.evidence) / max(1, len(claim.evidence), len(anchor.evidence))
        best = max(best, (shared, claim.id))
    return best[1] if best[0] >= FOUND_AGAIN else ""


def _names(stored: StoredClaim, name: str) -> bool:
    return bool(name) and any(p.name == name for p in stored.claim.persons)


def _who(stored: StoredClaim, role: str) -> str:
    claim = stored.claim
    if role == "source":
        parties = (s.party_text or s.party for s in claim.sources)
        return ", ".join(dict.fromkeys(p for p in parties if p)) or stored.publisher_party
    refs = claim.agents if role == "agent" else claim.targets
    return ", ".join(r.name or r.as_written for r in refs)


def _turned(what: str, was: str, now: str) -> str:
    field = what.replace("_", " ").replace(":", " of ")
    return f"{field}: {(now or 'unknown').replace('_', ' ')}, read as {(was or 'not told').replace('_', ' ')}"


def _told(stored: StoredClaim, what: str, judgement: Judgement) -> StoredClaim:
    why = f"{judgement.author}: {judgement.reason}" if judgement.reason else judgement.author
    return replace(stored, changed=(*stored.changed, f"{what} ({why})"))


def _pin(judgement: Judgement) -> Pin:
    interval = judgement.interval
    if interval is None:
        raise BadJudgement("a pin holds over some days", hint="--since DAY --until DAY")
    return Pin(
        place=judgement.subject,
        start=interval.start,
        end=interval.end,
        side=judgement.value,
        judgement=judgement.id,
    )


def _orphan(judgement: Judgement) -> Problem:
    return _problem(
        ProblemCode.ORPHANED_JUDGEMENT,
        f"The claim of a judgement by {judgement.author} is no longer found: {judgement.reason}",
        judgement,
    )


def _void(judgement: Judgement, why: str) -> Problem:
    told = f"A judgement by {judgement.author} ({judgement.kind}) cannot be applied: {why}"
    return _problem(ProblemCode.VOID_JUDGEMENT, told, judgement)


def _problem(code: ProblemCode, message: str, judgement: Judgement) -> Problem:
    edition = judgement.anchors[0].edition if judgement.anchors else ""
    return Problem(code=code, message=message, edition=edition, where=judgement.id)
