"""What cannot all be so, side by side and never settled: denials, tolls, reprints, holders, judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from onrecord.corroborate.origins import Told
from onrecord.model.control import ControlTimeline, Holding, LaneSpan
from onrecord.model.harm import Standing
from onrecord.model.incident import ConflictOf, Contradiction, Incident

# Two words on who holds a place are about one time if they begin so near each other.
NEAR = timedelta(days=3)


def of_incident(incident: Incident) -> tuple[Contradiction, ...]:
    """What the claims of one incident say against each other."""
    out: list[Contradiction] = []
    affirmed = tuple(c for c in incident.claims if c not in incident.denied_by)
    if incident.denied_by and affirmed:
        out.append(
            Contradiction(
                about=ConflictOf.EVENT,
                subject=incident.id,
                first=affirmed,
                second=incident.denied_by,
                first_says="happened",
                second_says="did not happen",
                at=incident.start,
            )
        )
    return (*out, *_tolls_apart(incident))


def of_judgements(conflicts: Iterable[tuple[str, str]]) -> tuple[Contradiction, ...]:
    """Pairs of decisions, one of `same` and one of `different`, that cannot both be followed."""
    return tuple(
        Contradiction(
            about=ConflictOf.JUDGEMENTS,
            subject=same,
            first=(same,),
            second=(different,),
            first_says="same",
            second_says="different",
        )
        for same, different in conflicts
    )


def _tolls_apart(incident: Incident) -> Iterable[Contradiction]:
    for toll in incident.tolls:
        lanes = [s for s in toll.statements if s.standing is Standing.LANE]
        live = [s for s in toll.statements if s.standing is Standing.LIVE]
        for lane in lanes:
            if live and lane.high is not None and lane.high < min(s.low for s in live):
                yield Contradiction(
                    about=ConflictOf.TOLL,
                    subject=incident.id,
                    first=tuple(s.claim for s in live),
                    second=(lane.claim,),
                    first_says=f"{toll.range} {toll.victims} {toll.kind}",
                    second_says=f"{lane.low} {toll.victims} {toll.kind}",
                    at=lane.public_at,
                )
        if toll.contested:
            exact = sorted((s for s in live if s.high is not None), key=lambda s: (s.low, s.claim))
            yield Contradiction(
                about=ConflictOf.TOLL,
                subject=incident.id,
                first=(exact[0].claim,),
                second=(exact[-1].claim,),
                first_says=f"{exact[0].low} {toll.victims} {toll.kind}",
                second_says=f"{exact[-1].low} {toll.victims} {toll.kind}",
                at=exact[-1].public_at,
            )


def of_reprints(incident: Incident, by_claim: Mapping[str, Told]) -> Iterable[Contradiction]:
    """A reprint with another number than its original: the number of the original stands."""
    for claim in incident.claims:
        told = by_claim[claim]
        if not told.copy_of or told.copy_of not in by_claim:
            continue
        first, mine = by_claim[told.copy_of].evidence, told.evidence
        before = {(c.kind, c.victims): c for c in first.counts if c.low is not None}
        for count in mine.counts:
            other = before.get((count.kind, count.victims))
            if other is not None and count.low is not None and other.low != count.low:
                yield Contradiction(
                    about=ConflictOf.TOLL,
                    subject=incident.id,
                    first=(first.id,),
                    second=(mine.id,),
                    first_says=f"{other.low} {count.victims} {count.kind}",
                    second_says=f"{count.low} {count.victims} {count.kind} in a reprint",
                    at=mine.public_at,
                )


def of_timeline(timeline: ControlTimeline) -> tuple[Contradiction, ...]:
    """Lanes that name different holders, or deny the one named, at one time."""
    return tuple(_holders_apart(timeline))


def _holders_apart(timeline: ControlTimeline) -> Iterable[Contradiction]:
    spans = [(lane, span) for lane in timeline.lanes for span in lane.spans]
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for n, m in _at_one_time([span for _, span in spans]):
        (first, a), (second, b) = spans[n], spans[m]
        if first.origin == second.origin or not _clash(a.holding, a.side, b.holding, b.side):
            continue
        if (a.claims, b.claims) not in seen:
            seen.add((a.claims, b.claims))
            yield Contradiction(
                about=ConflictOf.HOLDER,
                subject=timeline.place,
                first=a.claims,
                second=b.claims,
                first_says=f"{a.holding} {a.side}".strip(),
                second_says=f"{b.holding} {b.side}".strip(),
                at=max(a.start, b.start),
            )


def _at_one_time(spans: Sequence[LaneSpan]) -> list[tuple[int, int]]:
    """Pairs of spans that overlap and begin within three days of each other."""
    found = []
    order = sorted(range(len(spans)), key=lambda n: spans[n].start)
    for place, n in enumerate(order):
        for m in order[place + 1 :]:
            begins = spans[m].start
            if begins - spans[n].start > NEAR or begins >= spans[n].end:
                break
            if begins < spans[m].end:
                found.append((min(n, m), max(n, m)))
    return sorted(found)


def _clash(a: Holding, a_side: str, b: Holding, b_side: str) -> bool:
    if Holding.HOLDS not in (a, b):
        return False
    if a is b:
        return a_side != b_side
    return a_side == b_side if Holding.NOT in (a, b) else True
