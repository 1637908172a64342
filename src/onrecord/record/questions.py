"""What a person should decide next, in order of what the decision may change (RESOLUTION 6).

The weight of a question is (people or days that a page would show otherwise) x (chance that it would), in
millionths. It is a yardstick for the order of work and is never shown as a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from onrecord.model.answer import ClaimLine
from onrecord.model.control import ControlTimeline
from onrecord.model.harm import Toll
from onrecord.model.incident import ConflictOf, Contradiction, Grade, GradeName, Incident, Member
from onrecord.model.judgement import Judgement, JudgementKind
from onrecord.model.pages import Matter, ReviewItem
from onrecord.record.lines import Names, claim_line, disagreement_line, headline
from onrecord.record.shelf import Shelf, by

MILLION = 1_000_000
# Two claims are asked about from this weight up (RESOLUTION 1.3: review queue [0, 4) bits).
ASK_FROM = 0
LINKED_FROM = 4  # bits, as corroborate.incidents has it
_DECIDES_PAIR = frozenset({JudgementKind.SAME, JudgementKind.DIFFERENT, JudgementKind.UNSURE})
_SETTLES = frozenset(
    {JudgementKind.REJECT, JudgementKind.CORRECT, JudgementKind.NOTE, JudgementKind.INTEREST}
)
# A status of a place for a day weighs as much as this many people in a toll: our convention.
STATUS_WORTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An open question before it is written out: what it weighs, and what it is about."""

    key: str
    weight: int
    claims: tuple[str, ...]
    subject: str
    write: Callable[[], ReviewItem]


class Docket:
    """What questions are made of: the picture, its claims, and the decisions that stand, oldest first."""

    def __init__(self, shelf: Shelf, standing: Sequence[Judgement], names: Names) -> None:
        self.shelf = shelf
        self.picture = shelf.picture
        self.names = names
        self._standing = standing
        self._on = by(
            (anchor.claim, (judgement.kind, frozenset(a.claim for a in judgement.anchors)))
            for judgement in standing
            for anchor in judgement.anchors
        )

    def lines(self, ids: Iterable[str]) -> tuple[ClaimLine, ...]:
        """Claims as lines, those that are still on record."""
        return tuple(claim_line(self.shelf.by_id[i]) for i in ids if i in self.shelf.by_id)

    def newest_about(self, ids: Iterable[str], subject: str = "") -> str:
        """The newest decision about any of these claims or the subject, '' if there is none."""
        return newest_about(self._standing, ids, subject)

    def decided(self, ids: Iterable[str], kinds: frozenset[JudgementKind], *, all_of: bool) -> bool:
        """True if a decision of these kinds stands on all, or on any, of the claims."""
        about = set(ids)
        found = (pair for id in about for pair in self._on.get(id, ()))
        return any(kind in kinds and (not all_of or about <= claims) for kind, claims in found)


def newest_about(standing: Iterable[Judgement], ids: Iterable[str], subject: str = "") -> str:
    """The newest of these decisions about any of the claims or the subject, '' if there is none."""
    about = set(ids)
    found = [j.id for j in standing if about & {a.claim for a in j.anchors} or j.subject == subject != ""]
    return found[-1] if found else ""


def open_ones(docket: Docket) -> tuple[Question, ...]:
    """All open questions, the weightiest first."""
    found = [*_links(docket), *_tolls(docket), *_grades(docket), *_holders(docket), *_bridges(docket)]
    by_key = {question.key: question for question in found}
    return tuple(sorted(by_key.values(), key=lambda q: (-q.weight, q.key)))


def _links(docket: Docket) -> Iterator[Question]:
    for incident in docket.picture.incidents:
        for member in incident.members:
            pair = (member.claim, member.rejected)
            if not member.rejected or member.rejected_millibits < ASK_FROM:
                continue
            if docket.decided(pair, _DECIDES_PAIR, all_of=True):
                continue
            yield _link(docket, incident, member)


def _link(docket: Docket, incident: Incident, member: Member) -> Question:
    other = docket.shelf.incident(member.rejected)
    bits = member.rejected_millibits / 1000
    worth = 1 + min(_people(incident), _people(other) if other else 0)
    first, second = sorted((member.claim, member.rejected))
    key, weight = f"link-{first[:12]}-{second[:12]}", int(worth * _chance(bits) * MILLION)
    return Question(
        key=key,
        weight=weight,
        claims=(member.claim, member.rejected),
        subject=incident.id,
        write=partial(_link_item, docket, incident, member, key, weight),
    )


def _link_item(docket: Docket, incident: Incident, member: Member, key: str, weight: int) -> ReviewItem:
    return ReviewItem(
        key=key,
        matter=Matter.LINK,
        question="Do these two tell of the same happening?",
        because=_between(member.rejected_millibits / 1000),
        weight=weight,
        claims=docket.lines((member.claim, member.rejected)),
        subject=incident.id,
        subject_name=headline(incident),
        options=(JudgementKind.SAME, JudgementKind.DIFFERENT, JudgementKind.UNSURE, JudgementKind.REJECT),
        values=(),
        seen=docket.newest_about((member.claim, member.rejected)),
    )


def _between(bits: float) -> str:
    if bits >= LINKED_FROM:
        return (
            f"By their own weight they would be linked ({bits:+.1f} bits, from +{LINKED_FROM} on); "
            "what else is told of either keeps them apart."
        )
    return (
        f"Their weight is {bits:+.1f} bits; from +{LINKED_FROM} on they would be linked, below 0 kept apart."
    )


def _tolls(docket: Docket) -> Iterator[Question]:
    for incident in docket.picture.incidents:
        for toll in incident.tolls:
            ids = tuple(dict.fromkeys(s.claim for s in toll.statements))
            if not toll.contested or toll.range is None or docket.decided(ids, _SETTLES, all_of=False):
                continue
            width = toll.range.high - toll.range.low
            key = f"toll-{incident.id[:12]}-{toll.kind.value}-{toll.victims.value}"
            yield Question(
                key=key,
                weight=width * MILLION // 2,
                claims=ids,
                subject=incident.id,
                write=partial(_toll, docket, incident, toll, ids, key),
            )


def _toll(docket: Docket, incident: Incident, toll: Toll, ids: tuple[str, ...], key: str) -> ReviewItem:
    found = toll.range
    width = found.high - found.low if found else 0
    what = f"{toll.victims.value.replace('_', ' ')} {toll.kind.value}"
    return ReviewItem(
        key=key,
        matter=Matter.TOLL,
        question=f"Do all these figures of {what} belong to this happening?",
        because=f"They contradict each other, so the range is {found}. Rejecting one narrows it.",
        weight=width * MILLION // 2,
        claims=docket.lines(ids),
        subject=incident.id,
        subject_name=headline(incident),
        options=(JudgementKind.NOTE, JudgementKind.REJECT, JudgementKind.DIFFERENT),
        values=(),
        seen=docket.newest_about(ids, incident.id),
    )


def _grades(docket: Docket) -> Iterator[Question]:
    for incident in docket.picture.incidents:
        if incident.grade is None or not incident.grade.proposed:
            continue
        yield Question(
            key=f"grade-{incident.id[:12]}",
            weight=(1 + _people(incident)) * MILLION // 2,
            claims=incident.claims,
            subject=incident.id,
            write=partial(_grade, docket, incident, incident.grade),
        )


def _grade(docket: Docket, incident: Incident, grade: Grade) -> ReviewItem:
    return ReviewItem(
        key=f"grade-{incident.id[:12]}",
        matter=Matter.GRADE,
        question=f"Is “{grade.name.value}” the right grade?",
        because=f"The machine proposes it: {grade.rule}",
        weight=(1 + _people(incident)) * MILLION // 2,
        claims=docket.lines(incident.claims),
        subject=incident.id,
        subject_name=headline(incident),
        options=(JudgementKind.GRADE, JudgementKind.NOTE),
        values=tuple((g.value, g.value) for g in GradeName if g is not GradeName.UNKNOWN),
        seen=docket.newest_about(incident.claims, incident.id),
    )


def _holders(docket: Docket) -> Iterator[Question]:
    for found in docket.picture.contradictions:
        if found.about is not ConflictOf.HOLDER:
            continue
        ids = (*found.first, *found.second)
        if docket.decided(ids, _SETTLES, all_of=False):
            continue
        key = f"holder-{min(found.first)[:12]}-{min(found.second)[:12]}"
        doubt = _doubt(docket.shelf.timeline(found.subject), found)
        weight = int(STATUS_WORTH * doubt * MILLION)
        yield Question(
            key=key,
            weight=weight,
            claims=ids,
            subject=found.subject,
            write=partial(_holder, docket, found, key, weight),
        )


def _holder(docket: Docket, found: Contradiction, key: str, weight: int) -> ReviewItem:
    ids = (*found.first, *found.second)
    line = disagreement_line(found, docket.shelf, docket.names)
    return ReviewItem(
        key=key,
        matter=Matter.HOLDER,
        question=f"Is one misread? At {line.subject_name}: “{line.first_says}”, and “{line.second_says}”.",
        because="Both stay on record and are shown side by side, unless one of them was misread.",
        weight=weight,
        claims=docket.lines(ids),
        subject=found.subject,
        subject_name=line.subject_name,
        options=(JudgementKind.NOTE, JudgementKind.REJECT, JudgementKind.CORRECT),
        values=(),
        seen=docket.newest_about(ids),
    )


def _bridges(docket: Docket) -> Iterator[Question]:
    for incident in docket.picture.incidents:
        members = {m.claim: m for m in incident.members}
        for claim in incident.bridges:
            member = members.get(claim)
            if member is None or not member.admitted_by:
                continue
            pair = (claim, member.admitted_by)
            if docket.decided(pair, _DECIDES_PAIR, all_of=True):
                continue
            chance = 1 - _chance(member.millibits / 1000)
            weight = int((1 + _people(incident)) * chance * MILLION)
            yield Question(
                key=f"bridge-{claim[:12]}",
                weight=weight,
                claims=pair,
                subject=incident.id,
                write=partial(_bridge, docket, incident, member, weight),
            )


def _bridge(docket: Docket, incident: Incident, member: Member, weight: int) -> ReviewItem:
    pair = (member.claim, member.admitted_by)
    return ReviewItem(
        key=f"bridge-{member.claim[:12]}",
        matter=Matter.BRIDGE,
        question="Do these two tell of the same happening? Without this link it falls into two.",
        because=f"The one link that holds it together has {member.millibits / 1000:+.1f} bits.",
        weight=weight,
        claims=docket.lines(pair),
        subject=incident.id,
        subject_name=headline(incident),
        options=(JudgementKind.SAME, JudgementKind.DIFFERENT, JudgementKind.UNSURE),
        values=(),
        seen=docket.newest_about(pair),
    )


def _chance(bits: float) -> float:
    """The posterior that a match weight stands for."""
    odds = 2.0 ** max(-40.0, min(40.0, bits))
    return float(odds / (1 + odds))


def _people(incident: Incident | None) -> int:
    return max((t.range.best for t in incident.tolls if t.range), default=0) if incident else 0


def _doubt(timeline: ControlTimeline | None, found: Contradiction) -> float:
    """How undecided the place is at that moment: 1 less the largest chance."""
    at = timeline.at(found.at) if timeline and found.at else None
    if at is None or not at.chances:
        return 0.5
    return 1 - max(c.millionths for c in at.chances) / MILLION
