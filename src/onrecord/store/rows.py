"""Model values as rows of the schema, and back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from onrecord import codec
from onrecord.model.claim import Claim, Count, HarmKind, Unit
from onrecord.model.judgement import Judgement
from onrecord.model.reading import Reading
from onrecord.model.report import Edition, Problem, Report
from onrecord.model.stored import StoredProblem

Values = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]


def of_report(report: Report, at: datetime) -> Values:
    """The row of a report."""
    return {"id": report.id, "url": report.url, "outlet": report.outlet, "recorded_at": at}


def of_edition(edition: Edition, at: datetime) -> Values:
    """The row of an edition; its text stands beside its body, once."""
    return {
        "id": edition.id,
        "report": edition.report,
        "kind": edition.kind.value,
        "blob": edition.blob,
        "outlet": edition.outlet,
        "title": edition.title,
        "published_lo": edition.published.start if edition.published else None,
        "language": edition.language,
        "demo": edition.demo,
        "taken_in": edition.taken_in,
        "body": codec.to_json(replace(edition, text="")),
        "text": edition.text,
        "recorded_at": at,
    }


def to_edition(row: AnyRow) -> Edition:
    """The edition of a row that has `body` and `text`."""
    return replace(codec.from_json(row.body, Edition), text=row.text)


def of_reading(reading: Reading, at: datetime) -> Values:
    """The row of a reading, without its claims."""
    return {
        "id": reading.id,
        "edition": reading.edition,
        "reader": reading.reader,
        "kind": reading.kind.value,
        "version": reading.version,
        "body": codec.to_json(replace(reading, claims=())),
        "recorded_at": at,
    }


def of_claim(claim: Claim, at: datetime) -> Values:
    """The row of a claim: what is filtered and derived from, and the whole of it."""
    place, time = claim.place, claim.time
    interval = time.interval if time else None
    killed = _killed(claim.counts)
    return {
        "id": claim.id,
        "reading": claim.reading,
        "edition": claim.edition,
        "ordinal": claim.ordinal,
        "event_type": claim.event_type.value,
        "family": claim.family.value,
        "extent": claim.extent.value,
        "stance": claim.stance.value,
        "place": place.id if place else None,
        "country": (place.country or None) if place else None,
        "lat": _two_decimals(place.lat) if place else None,
        "lon": _two_decimals(place.lon) if place else None,
        "t_lo": interval.start if interval else None,
        "t_hi": interval.end if interval else None,
        "precision": interval.precision.value if interval else None,
        "killed_low": killed.low if killed else None,
        "killed_high": killed.high if killed else None,
        "evidence_text": claim.evidence_text,
        "body": codec.to_json(claim),
        "recorded_at": at,
    }


def of_sources(claim: Claim, at: datetime) -> list[Values]:
    """One row for each source of a claim."""
    return [
        {
            "reading": claim.reading,
            "claim": claim.id,
            "source_key": source.key,
            "as_written": source.as_written,
            "type": source.type.value,
            "actor": source.actor,
            "party": source.party,
            "via": " > ".join(source.via),
            "recorded_at": at,
        }
        for source in claim.sources
    ]


def of_problem(problem: Problem, at: datetime) -> Values:
    """The row of a problem; the same problem met again has the same id."""
    body = codec.to_json(problem)
    return {
        "id": hashlib.sha256(body.encode()).hexdigest(),
        "code": problem.code.value,
        "edition": problem.edition or None,
        "body": body,
        "recorded_at": at,
    }


def to_problem(row: AnyRow) -> StoredProblem:
    """The problem of a row that has `report` beside the problem's columns."""
    return StoredProblem(
        id=row.id,
        problem=codec.from_json(row.body, Problem),
        report=row.report or "",
        recorded_at=row.recorded_at,
    )


def of_judgement(judgement: Judgement, at: datetime) -> Values:
    """The row of a judgement."""
    return {
        "id": judgement.id,
        "kind": judgement.kind.value,
        "author": judgement.author,
        "at": judgement.at,
        "subject": judgement.subject,
        "body": codec.to_json(judgement),
        "recorded_at": at,
    }


def _two_decimals(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 2)


def _killed(counts: tuple[Count, ...]) -> Count | None:
    """The largest statement of persons killed; for filters only, a toll is derived elsewhere."""
    killed = [c for c in counts if c.kind is HarmKind.KILLED and c.unit is Unit.PERSONS and not c.of_whom]
    return max(killed, key=lambda c: (c.low or 0, c.high or 0), default=None)
