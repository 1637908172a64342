"""What the record says differently at two times, with the reports and decisions that made the difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from onrecord.model.answer import Asked
from onrecord.model.changed import Because, Changed, ChangesAnswer, Reason
from onrecord.model.judgement import Judgement, JudgementKind
from onrecord.model.picture import Picture
from onrecord.model.stored import StoredClaim
from onrecord.record import changes, lineage
from onrecord.record.lines import end_of
from onrecord.record.record import Record


def between(record: Record, before: Asked, after: Asked) -> ChangesAnswer:
    """The difference between two questions, each line with what came between that speaks of its subject."""
    old, new = record.picture(before), record.picture(after)
    told = {s.claim.id: s for s in (*record.given(before)[0], *record.given(after)[0])}
    came = _apart(_public(record, after), _public(record, before), told)
    went = _apart(_public(record, before), _public(record, after), told)
    earlier = {j.id for j in record.given(before)[1]}
    known = {j.id: j for j in record.given(after)[1]}
    judged = [j for id, j in known.items() if id not in earlier]
    about = _claims_of(old, new)
    lines = changes.between(old, new, record.names(new))
    return ChangesAnswer(
        before=before,
        after=after,
        changes=tuple(
            Changed(
                change=line,
                because=(
                    *_reports(Reason.REPORT, about[line.subject], came),
                    *_reports(Reason.WITHDRAWN, about[line.subject], went),
                    *_decisions(line.subject, about[line.subject], judged, known),
                ),
            )
            for line in lines
        ),
        lineage=lineage.between(old, new),
    )


def _public(record: Record, asked: Asked) -> frozenset[str]:
    """Claims that count in a picture: public by then, and not withdrawn."""
    k = end_of(asked.known_on) if asked.known_on else None
    held = record.given(asked)[0]
    return frozenset(s.claim.id for s in held if (s.public_on(k) if k else s.withdrawn_at is None))


def _apart(
    mine: frozenset[str], other: frozenset[str], told: Mapping[str, StoredClaim]
) -> dict[str, StoredClaim]:
    return {id: told[id] for id in sorted(mine - other)}


def _claims_of(*pictures: Picture) -> Mapping[str, set[str]]:
    """Claims that speak of an incident or a place, in any of the pictures."""
    found: dict[str, set[str]] = defaultdict(set)
    for picture in pictures:
        for incident in picture.incidents:
            found[incident.id] |= set(incident.claims)
        for timeline in picture.timelines:
            found[timeline.place] |= {c for lane in timeline.lanes for s in lane.spans for c in s.claims}
    return found


def _reports(kind: Reason, about: set[str], claims: Mapping[str, StoredClaim]) -> Iterable[Because]:
    by_report: dict[str, list[StoredClaim]] = defaultdict(list)
    for id, stored in claims.items():
        if id in about:
            by_report[stored.report].append(stored)
    for report, items in sorted(by_report.items(), key=lambda x: (_when(kind, x[1]), x[0])):
        first = items[0]
        yield Because(
            kind=kind,
            id=report,
            told=f"{first.outlet}: {first.title}" if first.title else first.outlet,
            day=_when(kind, items).date(),
            claims=tuple(s.claim.id for s in items),
        )


def _when(kind: Reason, items: Sequence[StoredClaim]) -> datetime:
    gone = [s.withdrawn_at for s in items if s.withdrawn_at is not None]
    return min(gone) if kind is Reason.WITHDRAWN and gone else min(s.public_at for s in items)


def _decisions(
    subject: str, about: set[str], judged: Sequence[Judgement], known: Mapping[str, Judgement]
) -> Iterable[Because]:
    """New decisions on the subject or its claims, and those that take one back; a side may touch anything."""
    for judgement in sorted(judged, key=lambda j: (j.at, j.id)):
        undone = known.get(judgement.subject) if judgement.kind is JudgementKind.UNDO else None
        meant = undone or judgement
        anchors = {a.claim for a in meant.anchors} & about
        if anchors or meant.subject == subject or meant.kind is JudgementKind.SIDE:
            yield Because(
                kind=Reason.JUDGEMENT,
                id=judgement.id,
                told=f"{judgement.kind} by {judgement.author}: {judgement.reason}",
                day=judgement.at.date(),
                claims=tuple(sorted(anchors)),
            )
