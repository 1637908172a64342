"""The answer to "where does this come from": one claim in its sentence, with its chain and its company."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from onrecord.model.answer import ClaimAnswer, ClaimLine, Marked
from onrecord.model.claim import Claim
from onrecord.model.incident import Incident, Member
from onrecord.model.judgement import Judgement
from onrecord.model.picture import Picture
from onrecord.model.source import Source
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Span
from onrecord.record.lines import claim_line

# Where a sentence may begin or end, well enough for showing one; reading has a better eye.
_STOP = re.compile(r"(?<=[.!?])[\"”’']?\s+|\n+")


_HOW = {
    "first": "the first claim of its incident",
    "copy": "says again what {other} says",
    "link": "tells of the same as {other}",
    "judgement": "a person decided so",
}


def answer(
    stored: StoredClaim,
    text: str,
    picture: Picture,
    claims: Mapping[str, StoredClaim],
    judgements: Iterable[Judgement],
) -> ClaimAnswer:
    """One claim in full; `text` is its edition's, `claims` all that the picture was made of."""
    claim = stored.claim
    incident = picture.incident(claim.id)
    around = sentence_around(text, claim.evidence)
    copies = _copies(claim.id, incident)
    against = _against(claim.id, incident, picture)
    mine = {claim.id, *copies, *against}
    agrees = [c for c in (incident.claims if incident else ()) if c not in mine]
    denied = claim.id in incident.denied_by if incident else False
    return ClaimAnswer(
        claim=claim_line(stored),
        sentence=around.of(text),
        marks=_marks(claim, around),
        chains=chains(stored),
        incident=incident.id if incident else "",
        why=_why(claim.id, incident),
        agrees=() if denied else _lines(agrees, claims),
        contradicts=_lines([*against, *(agrees if denied else ())], claims),
        copies=_lines(copies, claims),
        rules=claim.rules,
        judgements=tuple(_judged(j) for j in judgements if any(a.claim == claim.id for a in j.anchors)),
    )


def sentence_around(text: str, evidence: Span) -> Span:
    """The sentence or sentences of `text` that hold the evidence."""
    start, end = 0, len(text)
    for stop in _STOP.finditer(text):
        if stop.end() <= evidence.start:
            start = stop.end()
        elif stop.start() >= evidence.end:
            end = stop.start()
            break
    return Span(start=start, end=max(end, evidence.end))


def chains(stored: StoredClaim) -> tuple[tuple[str, ...], ...]:
    """How each source's word reached the page: source, whom it spoke to, agency, outlet."""
    ends = [stored.agency] if stored.agency and stored.agency != stored.outlet else []
    ends.append(stored.outlet)
    if not stored.claim.sources:
        return (tuple(_without_repeats(ends)),)
    return tuple(tuple(_without_repeats([*_steps(s), *ends])) for s in stored.claim.sources)


def _steps(source: Source) -> list[str]:
    return [source.as_written, *source.via]


def _without_repeats(steps: list[str]) -> list[str]:
    return list(dict.fromkeys(step for step in steps if step))


def _marks(claim: Claim, around: Span) -> tuple[Marked, ...]:
    found: list[tuple[str, Span | None]] = [("evidence", claim.evidence), ("trigger", claim.trigger)]
    found += [("agent", a.span) for a in claim.agents] + [("target", t.span) for t in claim.targets]
    found += [("place", claim.place.span if claim.place else None)]
    found += [("time", claim.time.span if claim.time else None)]
    found += [("count", c.span) for c in claim.counts]
    found += [("source", s.span) for s in claim.sources]
    found += [("source", m.span) for s in claim.sources for m in s.mentions]
    found += [("cue", claim.cue.span if claim.cue else None)]
    found += [("hedge", claim.hedge.span if claim.hedge else None)]
    marks = {
        Marked(
            what=what,
            start=max(span.start, around.start) - around.start,
            end=min(span.end, around.end) - around.start,
        )
        for what, span in found
        if span is not None and span.overlaps(around)
    }
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end, m.what)))


def _copies(claim: str, incident: Incident | None) -> list[str]:
    """The claims that only repeat this one, or that it repeats."""
    if incident is None:
        return []
    by_id = {m.claim: m for m in incident.members}
    first = _first(claim, by_id)
    return [c for c in incident.claims if c != claim and _first(c, by_id) == first]


def _first(claim: str, members: Mapping[str, Member]) -> str:
    member = members.get(claim)
    return member.admitted_by if member and member.how == "copy" else claim


def _against(claim: str, incident: Incident | None, picture: Picture) -> list[str]:
    found: list[str] = []
    for contradiction in picture.contradictions:
        if claim in contradiction.first:
            found += contradiction.second
        elif claim in contradiction.second:
            found += contradiction.first
    if incident and claim not in incident.denied_by:
        found += incident.denied_by
    return list(dict.fromkeys(c for c in found if c != claim))


def _why(claim: str, incident: Incident | None) -> tuple[str, ...]:
    member = next((m for m in incident.members if m.claim == claim), None) if incident else None
    return why_member(member) if member else ()


def why_member(member: Member) -> tuple[str, ...]:
    """Why a claim belongs to its incident: how it came in, and what its match weight is the sum of."""
    told = [_HOW.get(member.how, member.how).format(other=member.admitted_by[:10])]
    if member.waterfall:
        told.append(f"match weight {member.millibits / 1000:+.1f} bits, the sum of")
    told += [f"{p.feature} ({p.level}): {p.millibits / 1000:+.1f}" for p in member.waterfall]
    return tuple(told)


def _lines(ids: Iterable[str], claims: Mapping[str, StoredClaim]) -> tuple[ClaimLine, ...]:
    return tuple(claim_line(claims[c]) for c in ids if c in claims)


def _judged(judgement: Judgement) -> str:
    return f"{judgement.kind} by {judgement.author} on {judgement.at.date()}: {judgement.reason}"
