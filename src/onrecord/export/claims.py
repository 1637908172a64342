"""The table of claims: one row for each statement of each report, with who says it and the very words."""

from __future__ import annotations

from onrecord.export.guard import Guard, coordinate
from onrecord.export.tables import Cell, Column, Table, instant, open_column, words_column
from onrecord.model.answer import CREDIT
from onrecord.model.audience import ColumnMeaning, Sensitivity
from onrecord.model.claim import Count, HarmKind, Unit
from onrecord.model.stored import StoredClaim

_LIST = "; "


def _report(stored: StoredClaim) -> str:
    return stored.report


def _actors(stored: StoredClaim, role: str) -> str:
    refs = stored.claim.agents if role == "agent" else stored.claim.targets
    return _LIST.join(ref.name or ref.as_written for ref in refs)


def _count(stored: StoredClaim, kind: HarmKind) -> Count | None:
    whole = (c for c in stored.claim.counts if c.unit is Unit.PERSONS and not c.of_whom)
    return next((c for c in whole if c.kind is kind), None)


def _low(kind: HarmKind) -> Column[StoredClaim]:
    def take(stored: StoredClaim) -> Cell:
        count = _count(stored, kind)
        return count.low if count else None

    return open_column(f"{kind}_low", f"at least so many {kind}, as this claim words it", take, "integer")


def _high(kind: HarmKind) -> Column[StoredClaim]:
    def take(stored: StoredClaim) -> Cell:
        count = _count(stored, kind)
        return count.high if count else None

    return open_column(
        f"{kind}_high", f"at most so many {kind}; empty where it is open above or not told", take, "integer"
    )


def _sources(stored: StoredClaim, guard: Guard) -> Cell:
    return _LIST.join(guard.source(s) for s in stored.claim.sources)


def _address(stored: StoredClaim, guard: Guard) -> Cell:
    return guard.address_of(stored)


def _day(stored: StoredClaim, end: bool) -> Cell:
    time = stored.claim.time
    if time is None or time.interval is None:
        return None
    return (time.interval.last_day if end else time.interval.first_day).isoformat()


def _victims(stored: StoredClaim, _guard: Guard) -> Cell:
    return _LIST.join(p.name for p in stored.claim.persons)


CLAIMS: Table[StoredClaim] = Table(
    name="claims",
    meaning="One row for each statement of each report: who says that what happened, where, when, to whom.",
    columns=(
        open_column("id", "the claim's id", lambda s: s.claim.id),
        open_column("report", "id of the report", lambda s: s.report),
        open_column("outlet", "who published the report", lambda s: s.outlet),
        open_column("agency", "whose wire copy it says it is", lambda s: s.agency),
        Column(
            about=ColumnMeaning(
                name="url",
                meaning="address of the report; only the host while it tells what is held back",
                sensitivity=Sensitivity.WORDS,
            ),
            take=_address,
        ),
        Column(
            about=ColumnMeaning(
                name="title",
                meaning="title of the report; not for 72 hours where it tells of positions or refuges",
                sensitivity=Sensitivity.WORDS,
            ),
            take=lambda s, guard: guard.title(s),
            report=_report,
        ),
        open_column(
            "public_at", "when the report was public (UTC)", lambda s: instant(s.public_at), "datetime"
        ),
        open_column(
            "withdrawn_at",
            "from when on a later edition of the report no longer makes the claim (UTC)",
            lambda s: instant(s.withdrawn_at),
            "datetime",
        ),
        open_column("event_type", "what happened, one of 18 types", lambda s: s.claim.event_type.value),
        open_column(
            "extent", "one incident, a series, a total over a period, a state", lambda s: s.claim.extent.value
        ),
        open_column("stance", "asserted, claimed, hedged, denied or planned", lambda s: s.claim.stance.value),
        words_column("agents", "who did it, as reported", lambda s: _actors(s, "agent"), _report),
        words_column("targets", "to whom, as reported", lambda s: _actors(s, "target"), _report),
        open_column("place", "where, as we name it", lambda s: s.claim.place.name if s.claim.place else None),
        words_column(
            "place_as_written",
            "where, as the report names it",
            lambda s: s.claim.place.as_written if s.claim.place else None,
            _report,
        ),
        open_column(
            "place_id",
            "gn: GeoNames, pcode: OCHA, on: ours, un: in no gazetteer we have",
            lambda s: s.claim.place.id if s.claim.place else None,
        ),
        open_column(
            "country", "ISO 3166-1 alpha-2", lambda s: s.claim.place.country if s.claim.place else None
        ),
        open_column(
            "lat",
            "latitude of the populated place, two decimals",
            lambda s: coordinate(s.claim.place.lat) if s.claim.place else None,
            "number",
        ),
        open_column(
            "lon",
            "longitude of the populated place, two decimals",
            lambda s: coordinate(s.claim.place.lon) if s.claim.place else None,
            "number",
        ),
        open_column("first_day", "first day it may have been", lambda s: _day(s, end=False), "date"),
        open_column("last_day", "last day it may have been", lambda s: _day(s, end=True), "date"),
        words_column(
            "time_as_written",
            "when, as the report says it",
            lambda s: s.claim.time.as_written if s.claim.time else None,
            _report,
        ),
        _low(HarmKind.KILLED),
        _high(HarmKind.KILLED),
        _low(HarmKind.INJURED),
        _high(HarmKind.INJURED),
        words_column(
            "counts_as_written",
            "every number of people, in the report's words",
            lambda s: _LIST.join(c.as_written for c in s.claim.counts if c.as_written),
            _report,
        ),
        Column(
            about=ColumnMeaning(
                name="victims_named",
                meaning="names of victims as the report gives them",
                sensitivity=Sensitivity.PERSON,
            ),
            take=_victims,
        ),
        Column(
            about=ColumnMeaning(
                name="sources",
                meaning="who says it; private people by role in public",
                sensitivity=Sensitivity.WORDS,
            ),
            take=_sources,
            report=_report,
        ),
        open_column(
            "source_types", "what sort of source", lambda s: _LIST.join(x.type.value for x in s.claim.sources)
        ),
        words_column(
            "via",
            "the agency or medium each source spoke to",
            lambda s: _LIST.join(" < ".join(x.via) for x in s.claim.sources),
            _report,
        ),
        words_column("evidence", "the words the claim stands on", lambda s: s.claim.evidence_text, _report),
        words_column(
            "judged",
            "what people's decisions made of the claim; the other columns are as decided",
            lambda s: _LIST.join(s.changed),
            _report,
        ),
        open_column("reader", "who read it: a machine, a coder, a person", lambda s: s.reader_kind.value),
        open_column("reader_name", "the reader's name and version", lambda s: s.reader),
        open_column(
            "edition_kind",
            "report: a published text; coder_note: a coder's own words standing in for one",
            lambda s: s.edition_kind.value,
        ),
        open_column("demo", "true: invented for the demonstration, no evidence", lambda s: s.demo, "boolean"),
        open_column(
            "credit",
            "to be named wherever the place is shown",
            lambda s: CREDIT if s.claim.place and s.claim.place.id.startswith("gn:") else None,
        ),
    ),
)
