"""What is told at one place: times bounded, sources lent, copies found; from that place's claims alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.corroborate import origins
from onrecord.corroborate.blocking import Spot
from onrecord.corroborate.copies import Passage, groups_of
from onrecord.corroborate.incidents import by_spot, classes_of
from onrecord.corroborate.origins import Told, slots
from onrecord.derive.captures import bounded, rested
from onrecord.derive.narrow import source_key
from onrecord.model.evidence import Evidence
from onrecord.model.source import SourceType
from onrecord.model.stored import StoredClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The claims of one place: with their voices, as classes of copies, and these by where they are compared.

    `inferred` are the captures whose time nobody states.
    """

    told: tuple[Told, ...]
    inferred: frozenset[str]
    classes: Mapping[str, Sequence[Told]]
    spots: Mapping[Spot, tuple[Told, ...]]


def apart(evidence: Iterable[Evidence]) -> list[tuple[Evidence, ...]]:
    """Evidence by place; what has none, by what it says, since only that can make copies of it."""
    found: dict[Hashable, list[Evidence]] = defaultdict(list)
    for item in evidence:
        found[item.place.id if item.place else slots(item)].append(item)
    return [tuple(items) for items in found.values()]


def here_of(evidence: Sequence[Evidence], stored: Mapping[str, StoredClaim]) -> Here:
    """What the evidence of one place, in order of publication, comes to; `stored` has its claims by id."""
    known, inferred = bounded(rested(evidence))
    told = origins.tell(known, groups_of(passage_of(stored[e.id]) for e in evidence))
    classes = classes_of(told)
    return Here(
        told=told,
        inferred=inferred,
        classes=classes,
        spots=by_spot(items[0] for items in classes.values()),
    )


def passage_of(stored: StoredClaim) -> Passage:
    """The words of a claim, the sentences around them, and who is named as saying it."""
    return Passage(
        claim=stored.claim.id,
        report=stored.report,
        evidence=stored.claim.evidence_text,
        text=stored.passage or stored.claim.evidence_text,
        speakers=named_speakers(stored),
    )


def named_speakers(stored: StoredClaim) -> frozenset[str]:
    """Origin keys of those a claim names as saying it; an agency that passes words on is none of them."""
    return frozenset(
        source_key(source, stored, "")
        for source in stored.claim.sources
        if (source.named or source.actor) and source.type is not SourceType.NEWS_AGENCY
    )
