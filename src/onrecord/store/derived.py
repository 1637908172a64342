"""Derived answers kept by valid and by public time: written day by day, read for any pair of times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, or_, select, update

from onrecord import codec
from onrecord.model.control import Status
from onrecord.model.version import ControlVersion, IncidentVersion
from onrecord.store import schema

_AT_ONCE = 500  # SQLite takes 999 parameters in its oldest supported builds
_VERSIONS = (schema.control_version, schema.incident_version)
Row = dict[str, Any]


def days(connection: Connection) -> Mapping[date, str]:
    """The days of which there are answers, each with what they rest on."""
    found = connection.execute(select(schema.derived_day.c.day, schema.derived_day.c.rests_on))
    return {row.day: row.rests_on for row in found}


def forget(connection: Connection, since: date) -> None:
    """Take back all that was written of days from `since` on; what was closed then is open again."""
    for table in _VERSIONS:
        connection.execute(delete(table).where(table.c.public_from >= since))
        connection.execute(update(table).where(table.c.public_to >= since).values(public_to=None))
    connection.execute(delete(schema.derived_day).where(schema.derived_day.c.day >= since))


def keep(
    connection: Connection,
    day: date,
    rests_on: str,
    control: Iterable[ControlVersion],
    incidents: Iterable[IncidentVersion],
) -> None:
    """Write the answers of one day after all earlier ones: what is as it was stays open."""
    _replace(connection, schema.control_version, day, [_control_row(v) for v in control])
    _replace(connection, schema.incident_version, day, [asdict(v) for v in incidents])
    connection.execute(insert(schema.derived_day), {"day": day, "rests_on": rests_on})


def control_at(connection: Connection, on: datetime, known_on: date) -> tuple[ControlVersion, ...]:
    """Who held each place at `on`, as known at the end of the day `known_on`; by place."""
    table = schema.control_version
    query = (
        select(table)
        .where(
            table.c.public_from <= known_on, or_(table.c.public_to.is_(None), table.c.public_to > known_on)
        )
        .where(table.c.valid_from <= on, or_(table.c.valid_to.is_(None), table.c.valid_to > on))
        .order_by(table.c.place)
    )
    return tuple(
        ControlVersion(
            place=row.place,
            name=row.name,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            status=Status(row.status),
            holder=row.holder,
            millionths=row.millionths,
            claims=codec.from_json(row.claims, tuple[str, ...]),
        )
        for row in connection.execute(query)
    )


def incidents_at(connection: Connection, known_on: date) -> tuple[IncidentVersion, ...]:
    """Every incident as known at the end of the day `known_on`, by id."""
    table = schema.incident_version
    query = (
        select(table)
        .where(
            table.c.public_from <= known_on, or_(table.c.public_to.is_(None), table.c.public_to > known_on)
        )
        .order_by(table.c.incident)
    )
    columns = [c.name for c in table.columns if c.name not in ("seq", "public_from", "public_to")]
    return tuple(
        IncidentVersion(**{name: row._mapping[name] for name in columns}) for row in connection.execute(query)
    )


def _control_row(version: ControlVersion) -> Row:
    return asdict(version) | {"status": version.status.value, "claims": codec.to_json(version.claims)}


def _replace(connection: Connection, table: Table, day: date, rows: Iterable[Row]) -> None:
    """Close what is no answer any more from that day on, and open what is a new one."""
    now = {tuple(sorted(row.items(), key=lambda x: x[0])): row for row in rows}
    open_rows = connection.execute(select(table).where(table.c.public_to.is_(None))).mappings()
    names = [c.name for c in table.columns if c.name not in ("seq", "public_from", "public_to")]
    before = {tuple(sorted((name, row[name]) for name in names)): row["seq"] for row in open_rows}
    gone = sorted(seq for key, seq in before.items() if key not in now)
    for start in range(0, len(gone), _AT_ONCE):
        part = gone[start : start + _AT_ONCE]
        connection.execute(update(table).where(table.c.seq.in_(part)).values(public_to=day))
    new = [row | {"public_from": day, "public_to": None} for key, row in now.items() if key not in before]
    if new:
        connection.execute(insert(table), new)
