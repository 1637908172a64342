"""Reports with hand-made claims, put into a real store; everything in them is invented."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from onrecord.model.claim import Claim, Count, EventType, Extent, HarmKind
from onrecord.model.place import PlaceKind, PlaceRef
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, EditionKind, Report
from onrecord.model.source import Silence, Source, SourceType
from onrecord.model.values import Interval, Span
from onrecord.store.store import Store

VELMORA = PlaceRef(
    as_written="Velmora",
    id="un:ZZ/velmora",
    name="Velmora",
    kind=PlaceKind.TOWN,
    country="ZZ",
    lat=34.4567,
    lon=40.9,
)


def digest(*parts: str) -> str:
    """An id like those of the record."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(slots=True)
class Maker:
    """Puts reports into `store`, all of them taken in at `at`."""

    store: Store
    at: datetime

    def report(self, name: str, text: str, *, day: date = date(2024, 3, 5), demo: bool = False) -> Draft:
        """A report to which claims can be added before it is kept."""
        report = Report(id=digest(name), url=f"https://courier.demo.example/{name}", outlet="Demo Courier")
        edition = Edition(
            id=digest(report.id, text),
            report=report.id,
            kind=EditionKind.REPORT,
            blob=self.store.keep(text.encode()),
            outlet=report.outlet,
            title=name,
            text=text,
            url=report.url,
            published=Interval.of_days(day),
            taken_in=self.at,
            agency="Demo Agency",
            demo=demo,
        )
        return Draft(maker=self, report=report, edition=edition)


@dataclass(slots=True)
class Draft:
    """A report on its way into the store."""

    maker: Maker
    report: Report
    edition: Edition
    claims: list[Claim] = field(default_factory=list)

    def claim(
        self, words: str, *, trigger: str, killed: int | None = None, source: Source | None = None
    ) -> Self:
        """Add the claim that `words` of the text make."""
        text = self.edition.text
        start = text.index(words)
        at = start + words.index(trigger)
        said = text.find("residents")
        residents = Source(
            key="residents",
            as_written="residents",
            type=SourceType.RESIDENT,
            span=Span(start=said, end=said + len("residents")) if said >= 0 else None,
        )
        counts = (Count(kind=HarmKind.KILLED, low=killed, as_written=f"At least {killed}"),) if killed else ()
        self.claims.append(
            Claim(
                id=digest(self.edition.id, str(at)),
                edition=self.edition.id,
                reading="",
                ordinal=0,
                event_type=EventType.SHELLING if counts else EventType.CONTROL_GAINED,
                extent=Extent.INCIDENT,
                evidence=Span(start=start, end=start + len(words)),
                evidence_text=words,
                trigger=Span(start=at, end=at + len(trigger)),
                trigger_text=trigger,
                place=VELMORA,
                counts=counts,
                sources=(source or residents,),
            )
        )
        return self

    def keep(self, *, kind: ReaderKind = ReaderKind.MACHINE, silences: tuple[Silence, ...] = ()) -> None:
        """Store the report with its reading."""
        id = digest("reading", self.edition.id, kind.value)
        reading = Reading(
            id=id,
            edition=self.edition.id,
            reader="by-hand",
            kind=kind,
            version="1",
            lexicon_hash="l",
            gazetteer_hash="g",
            claims=tuple(replace(claim, reading=id) for claim in self.claims),
            silences=silences,
        )
        self.maker.store.take_in(self.report, self.edition, [reading], [], at=self.maker.at)
