"""From when to when a claim stood in public: the times k of HOUSE, over the editions of one report.

An edition is public from its publication; a later one from its stated change, else from when we saw it.
A later edition withdraws, from then on, the claims it no longer makes. Nothing here depends on the order
in which the editions were taken in, where they state their times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from onrecord.model.claim import Claim
from onrecord.model.report import Edition

# Shares of words. The value HOUSE sets for re-anchoring a judgement; a lower one would let a sentence with
# another figure in it pass for the same, but figures are compared by themselves.
SAME_EVIDENCE = 0.8


def public_times(editions: Iterable[Edition]) -> dict[str, datetime]:
    """When each edition was public, by edition id; the editions are those of one report and of one kind."""
    ordered = sorted(editions, key=lambda e: (_stated(e), e.taken_in, e.id))
    if not ordered:
        return {}
    first = ordered[0]
    times = {first.id: replace(first, changed=None).public_at}
    for edition in ordered[1:]:
        times[edition.id] = max(times[first.id], _later(edition, first))
    return times


def _stated(edition: Edition) -> datetime:
    published = edition.published.start if edition.published else edition.taken_in
    return edition.changed or published


def _later(edition: Edition, first: Edition) -> datetime:
    if edition.changed is not None:
        return edition.public_at
    known = edition.published is not None and first.published is not None
    if known and edition.published != first.published:
        return edition.public_at
    return edition.taken_in


def withdrawals(
    editions: Sequence[Edition], claims: Mapping[str, Sequence[Claim]]
) -> dict[tuple[str, str], datetime]:
    """From when a claim is no longer made, by (edition id, claim id); without an entry it stands.

    `claims` are those of one kind of reader, by edition id. An edition without an entry was not read: it
    says nothing of what the report still holds.
    """
    times = public_times(editions)
    order = sorted((e for e in editions if e.id in claims), key=lambda e: (times[e.id], e.taken_in, e.id))
    said = {edition.id: _by_content(claims[edition.id]) for edition in order}
    gone: dict[tuple[str, str], datetime] = {}
    for index, edition in enumerate(order):
        for claim in claims[edition.id]:
            for later in order[index + 1 :]:
                alike = said[later.id].get(_content(claim), ())
                if not any(_alike(claim.evidence_text, other.evidence_text) for other in alike):
                    gone[edition.id, claim.id] = times[later.id]
                    break
    return gone


def still_made(claim: Claim, later: Claim) -> bool:
    """True if `later` says what `claim` said: the same content, in the same or nearly the same words."""
    return _content(claim) == _content(later) and _alike(claim.evidence_text, later.evidence_text)


def _by_content(claims: Iterable[Claim]) -> dict[tuple[Any, ...], list[Claim]]:
    found: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in claims:
        found.setdefault(_content(claim), []).append(claim)
    return found


def _content(claim: Claim) -> tuple[Any, ...]:
    place = claim.place.id if claim.place else ""
    agents = tuple(sorted(agent.id or agent.as_written for agent in claim.agents))
    counts = tuple(sorted((c.kind, c.victims, _bound(c.low), _bound(c.high)) for c in claim.counts))
    return (claim.event_type, place, claim.polarity, claim.modality, agents, counts)


def _bound(number: int | None) -> int:
    return -1 if number is None else number  # none dead is not an open bound


def _alike(one: str, other: str) -> bool:
    left, right = Counter(one.casefold().split()), Counter(other.casefold().split())
    return (left & right).total() >= SAME_EVIDENCE * max(left.total(), right.total())
