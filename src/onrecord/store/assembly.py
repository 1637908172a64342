"""Stored rows put together to claims with their reports and times: the read side of the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from onrecord import codec
from onrecord.model.claim import Claim
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition
from onrecord.model.stored import StoredClaim
from onrecord.store import lifetimes, rows, schema
from onrecord.store.passages import Passages

_IDS_AT_ONCE = 500  # SQLite takes 999 parameters in its oldest supported builds


def claims(
    connection: Connection,
    *,
    live: bool = True,
    recorded_on: datetime | None = None,
    report: str | None = None,
) -> Iterator[StoredClaim]:
    """The claims of all reports or of one, by report, edition, reading and ordinal; see Store.claims."""
    found = connection.execute(_claim_rows(live=live, recorded_on=recorded_on, report=report))
    for report_id, group in groupby(found, key=lambda row: row.report):
        editions = _editions(connection, report_id, recorded_on, live=live)
        yield from _of_report(editions, list(group), _read_by(connection, report_id, recorded_on))


def marks() -> Select[Any]:
    """Each report with the newest rows of its editions and readings, as one number that only grows."""
    edition, live = schema.edition, schema.live_reading
    newest = func.max(edition.c.seq) + func.coalesce(func.max(live.c.seq), 0)
    return (
        select(edition.c.report, newest.label("mark"))
        .outerjoin(live, live.c.edition == edition.c.id)
        .group_by(edition.c.report)
    )


def live_only(connection: Connection, ids: Sequence[str]) -> tuple[str, ...]:
    """Those of `ids` that are claims of a live reading, in the order given."""
    kept: set[str] = set()
    for start in range(0, len(ids), _IDS_AT_ONCE):
        query = (
            select(schema.claim.c.id)
            .join(schema.live_reading, schema.live_reading.c.reading == schema.claim.c.reading)
            .join(schema.edition, schema.edition.c.id == schema.claim.c.edition)
            .where(schema.claim.c.id.in_(ids[start : start + _IDS_AT_ONCE]), is_live(), is_current())
        )
        kept.update(connection.execute(query).scalars())
    return tuple(i for i in ids if i in kept)


def whole_reading(connection: Connection, row: rows.AnyRow) -> Reading:
    """The reading of a row, with its claims."""
    table = schema.claim
    bodies = connection.execute(
        select(table.c.body).where(table.c.reading == row.id).order_by(table.c.seq)
    ).scalars()
    return replace(
        codec.from_json(row.body, Reading), claims=tuple(codec.from_json(body, Claim) for body in bodies)
    )


def is_live(recorded_on: datetime | None = None) -> ColumnElement[bool]:
    """The row of live_reading is the last one, by then, of its edition and kind."""
    row, later = schema.live_reading, schema.live_reading.alias("later")
    newer = select(later.c.seq).where(
        later.c.edition == row.c.edition, later.c.kind == row.c.kind, later.c.seq > row.c.seq
    )
    if recorded_on is None:
        return ~newer.exists()
    return and_(row.c.recorded_at <= recorded_on, ~newer.where(later.c.recorded_at <= recorded_on).exists())


def is_current(recorded_on: datetime | None = None) -> ColumnElement[bool]:
    """No row of edition has, by then, the same text of the same report again: one given its date later."""
    row, later = schema.edition, schema.edition.alias("again")
    again = select(later.c.seq).where(
        later.c.report == row.c.report, later.c.seq > row.c.seq, later.c.text == row.c.text
    )
    if recorded_on is not None:
        again = again.where(later.c.recorded_at <= recorded_on)
    return ~again.exists()


def _claim_rows(*, live: bool, recorded_on: datetime | None, report: str | None) -> Select[Any]:
    claim, reading, edition = schema.claim, schema.reading, schema.edition
    query = (
        select(
            claim.c.body,
            claim.c.edition,
            claim.c.recorded_at,
            edition.c.report,
            reading.c.reader,
            reading.c.kind.label("reader_kind"),
        )
        .join(reading, reading.c.id == claim.c.reading)
        .join(edition, edition.c.id == claim.c.edition)
        .order_by(edition.c.report, claim.c.edition, reading.c.id, claim.c.seq)
    )
    if live:
        same = schema.live_reading.c.reading == reading.c.id
        query = query.join(schema.live_reading, and_(same, is_live(recorded_on)))
        query = query.where(is_current(recorded_on))
    if recorded_on is not None:
        query = query.where(claim.c.recorded_at <= recorded_on)
    if report is not None:
        query = query.where(edition.c.report == report)
    return query


def _editions(
    connection: Connection, report: str, recorded_on: datetime | None, *, live: bool
) -> list[Edition]:
    table = schema.edition
    query = select(table.c.body, table.c.text).where(table.c.report == report).order_by(table.c.seq)
    if live:
        query = query.where(is_current(recorded_on))
    if recorded_on is not None:
        query = query.where(table.c.recorded_at <= recorded_on)
    return [rows.to_edition(row) for row in connection.execute(query)]


def _read_by(connection: Connection, report: str, recorded_on: datetime | None) -> set[tuple[str, str]]:
    """The (edition, kind of reader) pairs that were read, also where no claim was found."""
    reading, edition = schema.reading, schema.edition
    query = select(reading.c.edition, reading.c.kind).join(edition, edition.c.id == reading.c.edition)
    query = query.where(edition.c.report == report)
    if recorded_on is not None:
        query = query.where(reading.c.recorded_at <= recorded_on)
    return {(row.edition, row.kind) for row in connection.execute(query)}


def _of_report(
    editions: Sequence[Edition], found: Sequence[rows.AnyRow], read_by: set[tuple[str, str]]
) -> Iterator[StoredClaim]:
    by_id = {edition.id: edition for edition in editions}
    parsed = [(row, codec.from_json(row.body, Claim)) for row in found]
    times: dict[str, datetime] = {}
    gone: dict[tuple[str, str, str], datetime] = {}
    for kind in {edition.kind for edition in editions}:
        alike = [edition for edition in editions if edition.kind is kind]
        times |= lifetimes.public_times(alike)
        for reader in {pair[1] for pair in read_by}:
            made: dict[str, list[Claim]] = {e.id: [] for e in alike if (e.id, reader) in read_by}
            for row, claim in parsed:
                if row.reader_kind == reader and claim.edition in made:
                    made[claim.edition].append(claim)
            for (edition_id, claim_id), at in lifetimes.withdrawals(alike, made).items():
                gone[edition_id, reader, claim_id] = at
    passages: dict[str, Passages] = {}
    for row, claim in parsed:
        edition = by_id[claim.edition]
        if edition.id not in passages:
            passages[edition.id] = Passages(edition)
        yield _stored(
            claim,
            edition,
            row,
            passage=passages[edition.id].around(claim.evidence),
            public_at=times[edition.id],
            withdrawn_at=gone.get((edition.id, row.reader_kind, claim.id)),
        )


def _stored(
    claim: Claim,
    edition: Edition,
    row: rows.AnyRow,
    *,
    passage: str,
    public_at: datetime,
    withdrawn_at: datetime | None,
) -> StoredClaim:
    return StoredClaim(
        claim=claim,
        report=edition.report,
        outlet=edition.outlet,
        url=edition.url,
        title=edition.title,
        agency=edition.agency,
        public_at=public_at,
        withdrawn_at=withdrawn_at,
        recorded_at=row.recorded_at,
        published=edition.published,
        publisher_party=edition.publisher_party,
        reader=row.reader,
        reader_kind=ReaderKind(row.reader_kind),
        edition_kind=edition.kind,
        demo=edition.demo,
        passage=passage,
    )
