"""Fills the tables for one audience, and writes them as CSV files or as one JSON document."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from onrecord.codec import to_json
from onrecord.export.claims import CLAIMS
from onrecord.export.derived import (
    CONTROL,
    INCIDENTS,
    TOLLS,
    ControlRow,
    IncidentRow,
    TollRow,
)
from onrecord.export.guard import Guard
from onrecord.export.tables import Cell, Filled, Table, instant
from onrecord.model.answer import CREDIT
from onrecord.model.audience import Audience, ColumnMeaning
from onrecord.model.control import ControlTimeline
from onrecord.model.picture import Picture
from onrecord.model.stored import StoredClaim

TABLES = (CLAIMS, INCIDENTS, TOLLS, CONTROL)
REPORTED = "Every figure is what was reported, never a count of what happened."
HELD_BACK = "Positions, routes, refuges and crossings are held back for 72 hours after publication."
DEMO = "This record holds demonstration texts (demo = true): they are invented and evidence of nothing."
# A spreadsheet runs a cell that begins like this as a formula; reports are other people's words.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What leaves the record in one export, with what the reader must be told."""

    audience: Audience
    made_at: datetime
    known_on: datetime | None
    notes: tuple[str, ...]
    tables: tuple[Filled, ...]

    @property
    def withheld(self) -> int:
        """Rows that wait for their 72 hours, over all tables."""
        return sum(table.withheld for table in self.tables)


def make(claims: Sequence[StoredClaim], picture: Picture, audience: Audience, now: datetime) -> Bundle:
    """All tables of a record as `audience` may have them at the instant `now`."""
    guard = Guard.of(claims, audience, now, picture.published)
    by_id = {stored.claim.id: stored for stored in claims}
    told = [stored for stored in claims if not guard.held_back(stored)]
    incidents = [i for i in picture.incidents if not guard.held_back_incident(i, by_id)]
    demo = {stored.claim.id for stored in claims if stored.demo}
    rows = [IncidentRow(incident=i, demo=bool(demo & set(i.claims))) for i in incidents]
    tolls = [TollRow(incident=r.incident, toll=t, demo=r.demo) for r in rows for t in r.incident.tolls]
    control = [row for timeline in picture.timelines for row in _control_rows(timeline, demo, claims)]
    return Bundle(
        audience=audience,
        made_at=now,
        known_on=picture.known_on,
        notes=_notes(audience, bool(demo)),
        tables=(
            _filled(CLAIMS, told, guard, len(claims) - len(told)),
            _filled(INCIDENTS, rows, guard, len(picture.incidents) - len(incidents)),
            _filled(TOLLS, tolls, guard),
            _filled(CONTROL, control, guard),
        ),
    )


def csv_files(bundle: Bundle) -> dict[str, str]:
    """File name -> text: one CSV a table, the data dictionary, and a page to read first."""
    files = {f"{table.name}.csv": _csv(table) for table in bundle.tables}
    files["datapackage.json"] = to_json(_package(bundle)) + "\n"
    files["README.txt"] = _readme(bundle)
    return files


def document(bundle: Bundle) -> dict[str, Any]:
    """The export as one JSON value: notes, credit, data dictionary and rows."""
    return {
        "audience": bundle.audience.value,
        "made_at": instant(bundle.made_at),
        "known_on": instant(bundle.known_on),
        "credit": CREDIT,
        "notes": list(bundle.notes),
        "withheld": bundle.withheld,
        "columns": {t.name: [asdict(c) for c in t.columns] for t in bundle.tables},
        **{t.name: list(t.rows) for t in bundle.tables},
    }


def dictionary() -> dict[str, tuple[str, tuple[ColumnMeaning, ...]]]:
    """Table name -> its meaning and all its columns, those of the team included."""
    return {t.name: (t.meaning, tuple(c.about for c in t.columns)) for t in TABLES}


def _filled(table: Table[Any], values: Iterable[Any], guard: Guard, withheld: int = 0) -> Filled:
    columns = tuple(c.about for c in table.shown_to(guard.audience))
    rows = tuple(table.rows(values, guard))
    return Filled(name=table.name, meaning=table.meaning, columns=columns, rows=rows, withheld=withheld)


def _control_rows(
    timeline: ControlTimeline, demo: set[str], claims: Sequence[StoredClaim]
) -> list[ControlRow]:
    """Rows up to the end of the last public day; nothing is said of a day that no report could know."""
    public = max((stored.public_at for stored in claims), default=None)
    if public is None:
        return []
    end = _end_of_day(public, timeline.zone)
    # what is said of one day rests on what was told of all, so one invented text marks every row of a place
    here = {s.claim.id for s in claims if s.claim.place and s.claim.place.id == timeline.place}
    told = here.union(*({*i.supporting, *i.contradicting} for i in timeline.intervals))
    shown = bool(demo & told)
    cut = [replace(i, end=min(i.end, end)) for i in timeline.intervals if i.start < end]
    return [ControlRow(timeline=timeline, interval=interval, demo=shown) for interval in cut]


def _end_of_day(public: datetime, zone: str) -> datetime:
    # Days of publication are counted in UTC: a report of the 5th is public at its 24th hour, not on the 6th.
    day = (public.astimezone(UTC) - timedelta(microseconds=1)).date() + timedelta(days=1)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _notes(audience: Audience, demo: bool) -> tuple[str, ...]:
    held = (HELD_BACK,) if audience is Audience.PUBLIC else ("For the team only: it names private people.",)
    return (REPORTED, *held, *((DEMO,) if demo else ()))


def _csv(table: Filled) -> str:
    out = io.StringIO()
    names = [c.name for c in table.columns]
    writer = csv.DictWriter(out, fieldnames=names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _plain(row[name]) for name in names} for row in table.rows)
    return out.getvalue()


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell


def _package(bundle: Bundle) -> dict[str, Any]:
    """The data dictionary as a Frictionless data package."""
    return {
        "name": "onrecord-export",
        "created": instant(bundle.made_at),
        "audience": bundle.audience.value,
        "description": " ".join(bundle.notes),
        "sources": [{"title": CREDIT, "path": "https://www.geonames.org/"}],
        "resources": [
            {
                "name": table.name,
                "path": f"{table.name}.csv",
                "description": table.meaning,
                "schema": {
                    "fields": [
                        {
                            "name": c.name,
                            "type": c.kind,
                            "description": c.meaning,
                            "sensitivity": c.sensitivity.value,
                        }
                        for c in table.columns
                    ]
                },
            }
            for table in bundle.tables
        ],
    }


def _readme(bundle: Bundle) -> str:
    lines = [f"An export of onrecord, made for {bundle.audience.value} on {instant(bundle.made_at)}.", ""]
    lines += [*bundle.notes, CREDIT, ""]
    if bundle.withheld:
        lines += [f"{bundle.withheld} rows are held back until their 72 hours are over.", ""]
    for table in bundle.tables:
        lines.append(f"{table.name}.csv: {len(table.rows)} rows. {table.meaning}")
    lines += ["", "datapackage.json says what each column means and how sensitive it is.", ""]
    return "\n".join(lines)
