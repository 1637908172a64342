"""Predictions in the shape of the gold set: claims, sources and control facts of each report.

Only text, title, outlet and publication date of a record are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from benchmarks import control_facts, episodes
from onrecord import parties
from onrecord.intake import furniture
from onrecord.model.claim import Claim, TimeRef
from onrecord.model.place import PlaceKind, PlaceRef
from onrecord.model.report import Edition, EditionKind
from onrecord.model.source import Source
from onrecord.model.values import Interval
from onrecord.read.reader import MachineReader

Row = dict[str, Any]


@cache
def reader() -> MachineReader:
    """The machine reader over the gazetteer in the project's cache folder."""
    from benchmarks.places import opened

    return MachineReader(gazetteer=opened(), parties=parties.load())


def edition_of(row: Row) -> Edition:
    """The edition that a record's text, title, outlet and date make."""
    text = row["text"]
    published = row.get("published")
    day = date.fromisoformat(published[:10]) if published else None
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Edition(
        id=digest,
        report=digest,
        kind=EditionKind.REPORT,
        blob=digest,
        outlet=row.get("outlet") or "",
        title=row.get("title") or "",
        text=text,
        published=Interval.of_days(day) if day else None,
        taken_in=datetime(2100, 1, 1, tzinfo=UTC),
        furniture=furniture.mark(text, row.get("title") or "").furniture,
    )


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction for each record, in the gold's own shape; episodes are told over all of them."""
    editions = [(row, edition_of(row)) for row in rows]
    readings = [reader().read(edition) for _, edition in editions]
    published = [e.published.last_day if e.published is not None else None for _, e in editions]
    shared = episodes.labels([reading.claims for reading in readings], published)
    for (row, edition), reading, of_several in zip(editions, readings, shared, strict=True):
        ids = {s.key: f"s{i}" for i, s in enumerate(reading.sources, 1)}
        yield {
            "id": row.get("id"),
            "sources": [_source(s, ids[s.key]) for s in reading.sources],
            "claims": [_claim(c, i, ids) for i, c in enumerate(reading.claims, 1)],
            "control": control_facts.of(reading.claims, edition),
            "same_incident": {f"c{n + 1}": label for n, label in of_several.items()},
        }


def _source(source: Source, name: str) -> Row:
    return {
        "id": name,
        "mention": source.as_written,
        "type": source.type.value,
        "party": source.party_text or None,
        "via": list(source.via),
    }


def _claim(claim: Claim, number: int, ids: dict[str, str]) -> Row:
    return {
        "id": f"c{number}",
        "type": claim.event_type.value,
        "evidence": claim.evidence_text,
        "span": [claim.evidence.start, claim.evidence.end],
        "trigger": claim.trigger_text,
        "agents": [a.name or a.as_written for a in claim.agents],
        "targets": [t.name or t.as_written for t in claim.targets],
        "place": _place(claim.place),
        "time": _time(claim.time),
        # the gold writes no row for a part of a count ("75, including 30 of X": 75 only)
        "counts": [
            {"kind": c.kind.value, "who": c.who, "min": c.low, "max": c.high, "expression": c.as_written}
            for c in claim.counts
            if not c.of_whom
        ],
        "stance": claim.stance.value,
        "sources": [ids[s.key] for s in claim.sources if s.key in ids],
    }


def _place(place: PlaceRef | None) -> Row | None:
    if place is None:
        return None
    pointed = place.kind in {PlaceKind.TOWN, PlaceKind.FEATURE}
    return {
        "mention": place.as_written,
        "name": place.name,
        "country": place.country,
        "lat": place.lat if pointed else None,
        "lon": place.lon if pointed else None,
    }


def _time(time: TimeRef | None) -> Row | None:
    if time is None or time.interval is None:
        return None
    return {
        "expression": time.as_written,
        "start": time.interval.first_day.isoformat(),
        "end": time.interval.last_day.isoformat(),
    }
