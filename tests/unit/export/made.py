"""Stored claims for tests of the outputs, made by hand; people and places in them are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from onrecord.model.claim import Claim, Count, EventType, Extent, HarmKind, Person
from onrecord.model.place import PlaceKind, PlaceRef
from onrecord.model.reading import ReaderKind
from onrecord.model.report import EditionKind
from onrecord.model.source import Source, SourceType
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Interval, Span

DAY = datetime(2024, 3, 5, 12, tzinfo=UTC)


def ruwa(**more: Any) -> PlaceRef:
    """A town with a position finer than any output may show."""
    values: dict[str, Any] = {
        "as_written": "Ruwa",
        "id": "gn:1",
        "name": "Ruwa",
        "kind": PlaceKind.TOWN,
        "country": "ZZ",
        "lat": 12.34567,
        "lon": -45.6789,
    }
    return PlaceRef(**{**values, **more})


def killed(low: int, **more: Any) -> Count:
    """At least so many killed."""
    return Count(kind=HarmKind.KILLED, low=low, as_written=f"at least {low}", **more)


def trader() -> Source:
    """A private person who speaks by name."""
    return Source(
        key="s1",
        as_written="Adil al-Nasr, a trader of Ruwa",
        type=SourceType.RESIDENT,
        via=("Demo Agency",),
        named=True,
        private=True,
    )


def victim(name: str = "Salma Odeh", role: str = "teacher") -> Person:
    """A named victim."""
    return Person(name=name, role=role)


def claim(evidence: str = "A shell hit Ruwa.", **more: Any) -> Claim:
    """A claim of a shelling in Ruwa."""
    values: dict[str, Any] = {
        "id": "c1",
        "edition": "e1",
        "reading": "r1",
        "ordinal": 0,
        "event_type": EventType.SHELLING,
        "extent": Extent.INCIDENT,
        "evidence": Span(start=0, end=len(evidence)),
        "evidence_text": evidence,
        "trigger": Span(start=2, end=7),
        "trigger_text": "shell",
        "place": ruwa(),
    }
    return Claim(**{**values, **more})


def stored(
    evidence: str = "A shell hit Ruwa.", *, about: dict[str, Any] | None = None, **more: Any
) -> StoredClaim:
    """A stored claim; `about` changes the claim, `more` what surrounds it."""
    values: dict[str, Any] = {
        "claim": claim(evidence, **(about or {})),
        "report": "rep1",
        "outlet": "Demo Post",
        "url": "https://post.demo.example/ruwa-shelled",
        "title": "Ruwa shelled",
        "agency": "",
        "public_at": DAY,
        "withdrawn_at": None,
        "recorded_at": DAY,
        "published": Interval.of_days(date(2024, 3, 5)),
        "publisher_party": "",
        "reader": "onrecord-rules",
        "reader_kind": ReaderKind.MACHINE,
        "edition_kind": EditionKind.REPORT,
        "demo": False,
        "passage": evidence,
    }
    return StoredClaim(**{**values, **more})
