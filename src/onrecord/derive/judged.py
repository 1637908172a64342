"""What people decided, as far as it holds: what was undone set aside, claims found again in new readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.corroborate.incidents import Decisions
from onrecord.derive.holding import Pin
from onrecord.model.claim import EventType, Extent, Modality, Polarity
from onrecord.model.evidence import Interest
from onrecord.model.incident import GradeName
from onrecord.model.judgement import Anchor, Judgement, JudgementKind
from onrecord.model.report import Problem, ProblemCode
from onrecord.model.stored import StoredClaim

FOUND_AGAIN = 0.8  # share of the evidence that must overlap (HOUSE, Types: Ids)
# Fields of a claim that a person may correct, and the closed set its value is from.
_FIELDS = {"event_type": EventType, "extent": Extent, "polarity": Polarity, "modality": Modality}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Judgements by what they act on; each value carries the id of its judgement where it is shown."""

    claims: tuple[StoredClaim, ...]
    decisions: Decisions = field(default_factory=Decisions)
    interests: Mapping[str, Interest] = field(default_factory=dict)
    grades: Mapping[str, tuple[GradeName, str, str]] = field(default_factory=dict)  # grade, reason, judgement
    pins: tuple[Pin, ...] = ()
    problems: tuple[Problem, ...] = ()


def apply(claims: Sequence[StoredClaim], judgements: Iterable[Judgement]) -> Judged:
    """Claims as corrected or rejected by people, and what else they decided."""
    known = {s.claim.id: s for s in claims}
    same: dict[tuple[str, str], str] = {}
    different: dict[tuple[str, str], str] = {}
    interests: dict[str, Interest] = {}
    grades: dict[str, tuple[GradeName, str, str]] = {}
    pins: dict[tuple[str, object], Pin] = {}
    problems: list[Problem] = []
    for judgement in standing(judgements):
        ids = [_found(a, known, claims) for a in judgement.anchors]
        if not all(ids):
            problems.append(_orphan(judgement))
            continue
        pairs = [(min(a, b), max(a, b)) for n, b in enumerate(ids) for a in ids[:n] if a != b]
        for pair in pairs:
            if judgement.kind in (JudgementKind.SAME, JudgementKind.DIFFERENT, JudgementKind.UNSURE):
                same.pop(pair, None)
                different.pop(pair, None)
            if judgement.kind is JudgementKind.SAME:
                same[pair] = judgement.id
            elif judgement.kind is JudgementKind.DIFFERENT:
                different[pair] = judgement.id
        if judgement.kind is JudgementKind.GRADE:
            grades[judgement.subject] = (GradeName(judgement.value), judgement.reason, judgement.id)
        elif judgement.kind is JudgementKind.PIN and judgement.interval is not None:
            pins[(judgement.subject, judgement.interval)] = _pin(judgement)
        elif judgement.kind is JudgementKind.INTEREST:
            interests |= {i: Interest(judgement.value) for i in ids}
        for claim in ids:
            _act_on(claim, judgement, known)
    return Judged(
        claims=tuple(known[id] for id in sorted(known)),
        decisions=Decisions(same=same, different=different),
        interests=interests,
        grades=grades,
        pins=tuple(pins[k] for k in sorted(pins, key=str)),
        problems=tuple(problems),
    )


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements that were not undone, the oldest first, so that a newer one overrules."""
    given = sorted(judgements, key=lambda j: (j.at, j.id))
    undone: set[str] = set()
    for judgement in reversed(given):
        if judgement.kind is JudgementKind.UNDO and judgement.id not in undone:
            undone.add(judgement.subject)
    return tuple(j for j in given if j.kind is not JudgementKind.UNDO and j.id not in undone)


def _found(anchor: Anchor, known: Mapping[str, StoredClaim], claims: Sequence[StoredClaim]) -> str:
    """The claim a judge saw, in today's reading: by id, trigger or most of the evidence; '' = orphaned."""
    if anchor.claim in known:
        return anchor.claim
    best = (0.0, "")
    for stored in claims:
        claim = stored.claim
        if claim.edition != anchor.edition or claim.id not in known:
            continue
        if claim.trigger == anchor.trigger:
            return claim.id
        shared = claim.evidence.overlap(anchor.evidence) / max(1, len(claim.evidence), len(anchor.evidence))
        best = max(best, (shared, claim.id))
    return best[1] if best[0] >= FOUND_AGAIN else ""


def _act_on(claim: str, judgement: Judgement, known: dict[str, StoredClaim]) -> None:
    """Reject a claim or correct one of its fields, in the working set only: the record keeps it."""
    if judgement.kind is JudgementKind.REJECT:
        known.pop(claim, None)
    elif judgement.kind is JudgementKind.CORRECT and judgement.field in _FIELDS and claim in known:
        value: Any = _FIELDS[judgement.field](judgement.value)
        stored = known[claim]
        known[claim] = replace(stored, claim=replace(stored.claim, **{judgement.field: value}))


def _pin(judgement: Judgement) -> Pin:
    interval = judgement.interval
    assert interval is not None
    return Pin(
        place=judgement.subject,
        start=interval.start,
        end=interval.end,
        side=judgement.value,
        judgement=judgement.id,
    )


def _orphan(judgement: Judgement) -> Problem:
    edition = judgement.anchors[0].edition if judgement.anchors else ""
    return Problem(
        code=ProblemCode.ORPHANED_JUDGEMENT,
        message=f"The claim of a judgement by {judgement.author} is no longer found: {judgement.reason}",
        edition=edition,
        where=judgement.id,
    )
