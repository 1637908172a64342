"""A claim written by a person against a report's own words, for what no reader found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from onrecord.codec import to_json
from onrecord.errors import BadJudgement, InputError
from onrecord.intake.coded import Coded, CodedReader
from onrecord.intake.identity import claim_id, reading_id
from onrecord.model.claim import Claim
from onrecord.model.reading import ReaderKind, Reading
from onrecord.project.opened import Project
from onrecord.project.writing import names_of


def enter(project: Project, edition_id: str, coded: Mapping[str, Any]) -> Claim:
    """Add a claim to what people entered against an edition; `coded` is as in a coded report.

    It is signed by the project's author. Raises InputError where the words are not in the report.
    """
    author = project.settings.author.strip()
    if not author:
        raise BadJudgement("a claim entered by hand is signed", hint="fill in your name")
    edition = project.store.edition(edition_id)
    names = names_of(project)
    reader = CodedReader(
        Coded(claims=(dict(coded),), sources={}, coder=author),
        find_actor=names.find_actor,
        find_place=names.find_place,
        zone=project.settings.zone,
    )
    made = reader.read(edition)
    if made.problems or not made.claims:
        told = made.problems[0].message if made.problems else "nothing was entered"
        raise InputError(told, hint="copy the words from the report as they stand")
    before = project.store.reading_of(edition.id, ReaderKind.PERSON)
    earlier = before.claims if before else ()
    claim = _by_hand(made.claims[0], earlier, author)
    project.store.add_reading(_reading(made, (*earlier, claim)), datetime.now(UTC))
    return claim


def _by_hand(claim: Claim, earlier: tuple[Claim, ...], author: str) -> Claim:
    """The claim with an id of its own kind, and with the name of who entered it."""
    ordinal = sum(c.trigger == claim.trigger for c in earlier)
    id = claim_id(claim.edition, ReaderKind.PERSON, claim.trigger, ordinal)
    return replace(claim, id=id, ordinal=ordinal, rules=(f"entered by {author}",))


def _reading(made: Reading, claims: tuple[Claim, ...]) -> Reading:
    """All that people entered against the edition, as one reading: the newest is the live one."""
    version = hashlib.sha256(to_json([replace(c, reading="") for c in claims]).encode()).hexdigest()[:12]
    id = reading_id(made.edition, "by hand", version, made.lexicon_hash, "")
    return replace(
        made,
        id=id,
        reader="by hand",
        kind=ReaderKind.PERSON,
        version=version,
        claims=tuple(replace(claim, reading=id) for claim in claims),
    )
