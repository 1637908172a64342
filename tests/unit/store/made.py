"""Small values for the tests of the store: a report, its editions and readings, made from a few words."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from onrecord.model.claim import Claim, Count, EventType, Extent, HarmKind
from onrecord.model.place import PlaceKind, PlaceRef
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, EditionKind, Report
from onrecord.model.source import Source, SourceType
from onrecord.model.values import Interval, Span

NOW = datetime(2017, 11, 20, 12, tzinfo=UTC)
TEXT = "Fighters took Velmora on Sunday, residents said. At least 12 people were killed. Rain fell."


def digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def a_report(name: str = "one") -> Report:
    return Report(id=digest(name), url=f"https://courier.example/{name}", outlet="Demo Courier")


def an_edition(
    report: Report,
    text: str = TEXT,
    *,
    published: date | None = date(2017, 11, 13),
    changed: datetime | None = None,
    taken_in: datetime = NOW,
) -> Edition:
    return Edition(
        id=digest(report.id, text),
        report=report.id,
        kind=EditionKind.REPORT,
        blob=hashlib.sha256(text.encode()).hexdigest(),
        outlet=report.outlet,
        title="Velmora falls",
        text=text,
        url=report.url,
        published=Interval.of_days(published) if published else None,
        changed=changed,
        taken_in=taken_in,
    )


def a_claim(edition: Edition, words: str, *, killed: int | None = None, reading: str = "r") -> Claim:
    """The claim that `words` make, with the first of them as trigger."""
    start = edition.text.index(words)
    evidence = Span(start=start, end=start + len(words))
    trigger = Span(start=start, end=start + len(words.split()[0]))
    counts = (Count(kind=HarmKind.KILLED, low=killed, as_written=str(killed)),) if killed is not None else ()
    return Claim(
        id=digest(edition.id, "machine", str(trigger.start)),
        edition=edition.id,
        reading=reading,
        ordinal=0,
        event_type=EventType.ARMED_ATTACK if counts else EventType.CONTROL_GAINED,
        extent=Extent.INCIDENT,
        evidence=evidence,
        evidence_text=words,
        trigger=trigger,
        trigger_text=trigger.of(edition.text),
        place=PlaceRef(
            as_written="Velmora",
            id="un:XX/velmora",
            name="Velmora",
            kind=PlaceKind.TOWN,
            lat=34.4567,
            lon=40.9,
        ),
        counts=counts,
        sources=(Source(key="residents", as_written="residents", type=SourceType.RESIDENT),),
    )


def a_reading(
    edition: Edition, *said: tuple[str, int | None], version: str = "1", kind: ReaderKind = ReaderKind.MACHINE
) -> Reading:
    """A reading with one claim for each (words, killed)."""
    identifier = digest(edition.id, kind, version)
    claims = tuple(a_claim(edition, words, killed=n, reading=identifier) for words, n in said)
    return Reading(
        id=identifier,
        edition=edition.id,
        reader="test reader",
        kind=kind,
        version=version,
        lexicon_hash="",
        gazetteer_hash="",
        claims=claims,
    )
