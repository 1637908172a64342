"""The derivation itself: evidence, origins, incidents, harm, grades, control, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from onrecord.corroborate import origins
from onrecord.corroborate.copies import Passage, groups_of
from onrecord.corroborate.incidents import group
from onrecord.derive.harming import totals_of
from onrecord.derive.holding import bounded, rested, timelines
from onrecord.derive.judged import apply
from onrecord.derive.narrow import evidence_of, source_key
from onrecord.derive.telling import active, against, built
from onrecord.model.incident import Incident
from onrecord.model.judgement import Judgement
from onrecord.model.picture import Picture
from onrecord.model.source import SourceType
from onrecord.model.stored import StoredClaim
from onrecord.parties import Parties

# What a derived value is made with; a change of any rate, weight or rule makes a new version.
VERSION = "1"


def derive(
    claims: Iterable[StoredClaim],
    judgements: Iterable[Judgement],
    parties: Parties,
    *,
    known_on: datetime | None = None,
) -> Picture:
    """What follows from the claims public by `known_on`, whatever the order in which they came.

    1 people's corrections, 2 narrow evidence, 3 copies and origins, 4 incidents with harm and grade,
    5 control, 6 what contradicts what. Nothing of what was given is changed.
    """
    public = sorted(
        (s for s in claims if known_on is None or s.public_on(known_on)), key=lambda s: s.claim.id
    )
    public = public if known_on is not None else [s for s in public if s.withdrawn_at is None]
    judged = apply(public, judgements, parties)
    parties = parties.overruled(judged.sides)
    evidence, inferred = bounded(rested(evidence_of(judged.claims, parties, judged.interests)))
    told = origins.tell(evidence, copies_of(judged.claims))
    grouping = group(told, judged.decisions)
    by_claim, busy = {t.evidence.id: t for t in told}, active(told)
    incidents = tuple(built(g, by_claim, inferred, judged.grades, busy) for g in grouping.groups)
    incidents = tuple(sorted(incidents, key=lambda i: (i.public_at, i.id)))
    now = known_on or max((s.public_at for s in judged.claims), default=None)
    control = (
        timelines(told, components_of(incidents), parties, known_on=now, pins=judged.pins, inferred=inferred)
        if now
        else ()
    )
    return Picture(
        known_on=known_on,
        version=VERSION,
        incidents=incidents,
        totals=totals_of(incidents),
        timelines=control,
        contradictions=against(incidents, by_claim, control, grouping.conflicts),
        problems=judged.problems,
        changed=judged.changed,
        published=judged.published,
    )


def copies_of(claims: Sequence[StoredClaim]) -> dict[str, str]:
    """Claim id -> copy group, from the words of the claims and the sentences around them."""
    return groups_of(
        Passage(
            claim=s.claim.id,
            report=s.report,
            evidence=s.claim.evidence_text,
            text=s.passage or s.claim.evidence_text,
            speakers=named_speakers(s),
        )
        for s in claims
    )


def named_speakers(stored: StoredClaim) -> frozenset[str]:
    """Origin keys of those a claim names as saying it; an agency that passes words on is none of them."""
    return frozenset(
        source_key(source, stored, "")
        for source in stored.claim.sources
        if (source.named or source.actor) and source.type is not SourceType.NEWS_AGENCY
    )


def components_of(incidents: Iterable[Incident]) -> Mapping[tuple[str, str], str]:
    """(claim, origin key) -> the origin it was joined in, inside its incident."""
    return {
        (claim, key): origin.id
        for incident in incidents
        for origin in incident.origins
        for claim in origin.claims
        for key in origin.keys
    }
