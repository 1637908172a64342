"""The record on disk: one database and one archive of bytes, written one report at a time.

Everything is added and nothing changed. Reading assembles claims with the times of their editions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, Table, and_, func, insert, select

from onrecord import codec
from onrecord.errors import BadJudgement, StoreError, UnknownName
from onrecord.model.judgement import Judgement, JudgementKind
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, Problem, Report
from onrecord.model.source import Silence
from onrecord.model.stored import AuditEntry, StoredClaim, StoredProblem, TakenIn
from onrecord.model.version import ControlVersion, IncidentVersion
from onrecord.store import assembly, audit, backup, blobs, derived, rows, schema, sqlite

DATABASE = "record.db"
BLOBS = "blobs"
_AFTER_ALL = "\U0010ffff"  # sorts after any character an id can have


class Store:
    """One project's record, in the folder `home`. Use as a context manager; `actor` signs its writes."""

    def __init__(self, home: Path, engine: Engine, *, actor: str) -> None:
        self.home = home
        self.actor = actor
        self._engine = engine

    @classmethod
    def open(cls, home: Path, *, actor: str = "onrecord") -> Self:
        """Open the record in `home`, made if it is not there. Raises StoreError where that cannot be."""
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{home} cannot be made: {error.strerror}", hint="name another --home"
            ) from error
        return cls(home, sqlite.open_engine(home / DATABASE), actor=actor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # Writing

    def keep(self, raw: bytes) -> str:
        """Archive raw bytes and return their name; done before the transaction that points to them."""
        return blobs.keep(self.home / BLOBS, raw)

    def take_in(
        self,
        report: Report,
        edition: Edition,
        readings: Sequence[Reading],
        problems: Sequence[Problem],
        *,
        at: datetime,
    ) -> TakenIn:
        """Store one report with its edition, readings and problems, in one transaction.

        What the record holds already is left as it is: the same report twice changes nothing.
        """
        with sqlite.writing(self._engine) as connection:
            new_report = _add(connection, schema.report, rows.of_report(report, at))
            new_edition = _add(connection, schema.edition, rows.of_edition(edition, at))
            added = [_add_reading(connection, reading, at) for reading in readings]
            told = [*problems, *(p for reading in readings for p in reading.problems)]
            new_problems = sum(_add(connection, schema.problem, rows.of_problem(p, at)) for p in told)
            taken = TakenIn(
                new_report=new_report,
                new_edition=new_edition,
                new_readings=sum(added),
                new_claims=sum(len(r.claims) for r, new in zip(readings, added, strict=True) if new),
                new_problems=new_problems,
            )
            if taken.changed:
                audit.note(connection, at, self.actor, "take_in", edition.id)
        return taken

    def add_reading(self, reading: Reading, at: datetime) -> bool:
        """Store a reading and make it the live one of its edition and kind; False if it was so already."""
        with sqlite.writing(self._engine) as connection:
            new = _add_reading(connection, reading, at)
            for problem in reading.problems:
                _add(connection, schema.problem, rows.of_problem(problem, at))
            if new:
                audit.note(connection, at, self.actor, "add_reading", reading.id)
        return new

    def add_problems(self, problems: Iterable[Problem], at: datetime) -> int:
        """Store problems of inputs that gave no edition; the number that is new."""
        with sqlite.writing(self._engine) as connection:
            new = sum(_add(connection, schema.problem, rows.of_problem(problem, at)) for problem in problems)
            if new:
                audit.note(connection, at, self.actor, "add_problems", str(new))
        return new

    def add_judgement(self, judgement: Judgement, at: datetime) -> bool:
        """Store a judgement; False if it is known. Raises BadJudgement if what it is about is not here."""
        with sqlite.writing(self._engine) as connection:
            for anchor in judgement.anchors:
                if not _holds(connection, schema.claim, anchor.claim):
                    raise BadJudgement(f"there is no claim {anchor.claim}", hint="onrecord show lists claims")
            undone = judgement.kind is JudgementKind.UNDO
            if undone and not _holds(connection, schema.judgement, judgement.subject):
                raise BadJudgement(f"there is no judgement {judgement.subject} to undo")
            new = _add(connection, schema.judgement, rows.of_judgement(judgement, at))
            if new:
                audit.note(connection, at, self.actor, "judge", judgement.id)
        return new

    def note(self, action: str, what: str, at: datetime) -> None:
        """Enter something else that was done into the audit trail, such as an export for the team."""
        with sqlite.writing(self._engine) as connection:
            audit.note(connection, at, self.actor, action, what)

    # Reading

    def claims(self, *, live: bool = True, recorded_on: datetime | None = None) -> Iterator[StoredClaim]:
        """All claims, by report; of the live readings alone unless told otherwise.

        With `recorded_on`, what this record held at that instant, and nothing it took in since.
        """
        with self._engine.connect() as connection:
            yield from assembly.claims(connection, live=live, recorded_on=recorded_on)

    def claims_of(self, report: str) -> Iterator[StoredClaim]:
        """The claims of one report's live readings."""
        with self._engine.connect() as connection:
            yield from assembly.claims(connection, report=report)

    def marks(self) -> dict[str, int]:
        """Report id -> a number that grows with everything taken in of it: editions and readings."""
        return {row.report: row.mark for row in self._rows(assembly.marks())}

    def claim(self, claim: str) -> StoredClaim:
        """One claim of a live reading, by its id or a beginning of it that no other has."""
        with self._engine.connect() as connection:
            whole = _whole_id(connection, schema.claim, claim)
            report = connection.execute(
                select(schema.edition.c.report)
                .distinct()  # an earlier reading may hold the same claim
                .join(schema.claim, schema.claim.c.edition == schema.edition.c.id)
                .where(schema.claim.c.id == whole)
            ).scalar_one()
            for stored in assembly.claims(connection, report=report):
                if stored.claim.id == whole:
                    return stored
        raise UnknownName(f"claim {claim} is not in a live reading any more")

    def reports(self) -> Iterator[Report]:
        """All reports, in order of arrival."""
        with self._engine.connect() as connection:
            for row in connection.execute(select(schema.report).order_by(schema.report.c.seq)):
                yield Report(id=row.id, url=row.url, outlet=row.outlet)

    def editions(self, *, report: str | None = None) -> Iterator[Edition]:
        """All editions, or those of one report, in order of arrival."""
        query = select(schema.edition).order_by(schema.edition.c.seq)
        if report is not None:
            query = query.where(schema.edition.c.report == report)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield rows.to_edition(row)

    def edition(self, edition: str) -> Edition:
        """One edition, by its id or a beginning of it that no other has. Raises UnknownName."""
        with self._engine.connect() as connection:
            whole = _whole_id(connection, schema.edition, edition)
            found = connection.execute(select(schema.edition).where(schema.edition.c.id == whole)).one()
            return rows.to_edition(found)

    def edition_of(self, report: str, text: str) -> Edition | None:
        """The edition of a report that has this very text, the last one if it was given another date."""
        table = schema.edition
        query = (
            select(table).where(table.c.report == report, table.c.text == text).order_by(table.c.seq.desc())
        )
        return next(map(rows.to_edition, self._rows(query)), None)

    def has_edition(self, edition: str) -> bool:
        """True if the record holds the edition of this id."""
        with self._engine.connect() as connection:
            return _holds(connection, schema.edition, edition)

    def raw(self, edition: Edition) -> bytes:
        """The archived bytes an edition was made from. Raises StoreError where they are damaged."""
        return blobs.load(self.home / BLOBS, edition.blob)

    def reading_of(self, edition: str, kind: ReaderKind) -> Reading | None:
        """The live reading of an edition by one kind of reader, with its claims; None if there is none."""
        with self._engine.connect() as connection:
            live = _live(connection, edition, kind.value)
            if live is None:
                return None
            row = connection.execute(select(schema.reading).where(schema.reading.c.id == live)).one()
            return assembly.whole_reading(connection, row)

    def silences(self) -> Iterator[tuple[str, Silence]]:
        """(edition, silence) for each silence that a live reading of the machine tells of."""
        live, reading = schema.live_reading, schema.reading
        query = (
            select(reading.c.edition, reading.c.body)
            .join(live, live.c.reading == reading.c.id)
            .where(
                reading.c.kind == ReaderKind.MACHINE.value,
                reading.c.body.not_like('%"silences":[]%'),
                assembly.is_live(),
            )
            .order_by(reading.c.seq)
        )
        for row in self._rows(query):
            yield from ((row.edition, silence) for silence in codec.from_json(row.body, Reading).silences)

    def readers_of(self, edition: str) -> frozenset[tuple[ReaderKind, str, str]]:
        """Kind, name and version of the readers whose readings of an edition are live."""
        live, reading = schema.live_reading, schema.reading
        query = (
            select(reading.c.kind, reading.c.reader, reading.c.version)
            .join(live, live.c.reading == reading.c.id)
            .where(live.c.edition == edition, assembly.is_live())
        )
        return frozenset((ReaderKind(row.kind), row.reader, row.version) for row in self._rows(query))

    def problems(self) -> Iterator[StoredProblem]:
        """All problems, in order of arrival."""
        query: Select[Any] = (
            select(schema.problem, schema.edition.c.report)
            .outerjoin(schema.edition, schema.edition.c.id == schema.problem.c.edition)
            .order_by(schema.problem.c.seq)
        )
        yield from map(rows.to_problem, self._rows(query))

    def judgements(self, *, recorded_on: datetime | None = None) -> Iterator[Judgement]:
        """All judgements in order of arrival, or those the record held at `recorded_on`."""
        query = select(schema.judgement).order_by(schema.judgement.c.seq)
        if recorded_on is not None:
            query = query.where(schema.judgement.c.recorded_at <= recorded_on)
        for row in self._rows(query):
            yield codec.from_json(row.body, Judgement)

    def audit(self) -> Iterator[AuditEntry]:
        """All writes, the oldest first."""
        with self._engine.connect() as connection:
            yield from audit.entries(connection)

    def counts(self) -> dict[str, int]:
        """Number of rows of each table, by its name."""
        with self._engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in schema.metadata.sorted_tables
            }

    def search(self, words: str, *, live: bool = True) -> tuple[str, ...]:
        """Ids of the claims whose evidence holds all of `words`; "quoted words" stand together.

        Of live readings; with `live` False of any, for who knows the live ones and need not wait.
        """
        with self._engine.connect() as connection:
            found = sqlite.search_claims(connection, words)
            return assembly.live_only(connection, found) if live else found

    def search_editions(self, words: str) -> tuple[str, ...]:
        """Ids of the editions whose title or text holds all of `words`."""
        with self._engine.connect() as connection:
            return sqlite.search_editions(connection, words)

    # Derived answers

    def derived_days(self) -> Mapping[date, str]:
        """The days of which derived answers are kept, each with a hash of what they rest on."""
        with self._engine.connect() as connection:
            return derived.days(connection)

    def forget_derived(self, since: date) -> None:
        """Take back the derived answers of days from `since` on."""
        with sqlite.writing(self._engine) as connection:
            derived.forget(connection, since)

    def keep_derived(
        self,
        day: date,
        rests_on: str,
        control: Iterable[ControlVersion],
        incidents: Iterable[IncidentVersion],
    ) -> None:
        """Keep the derived answers as known at the end of a day; days are written in order."""
        with sqlite.writing(self._engine) as connection:
            derived.keep(connection, day, rests_on, control, incidents)

    def control_at(self, on: datetime, known_on: date) -> tuple[ControlVersion, ...]:
        """Who held each place at `on` as known at the end of `known_on`, from the derived answers."""
        with self._engine.connect() as connection:
            return derived.control_at(connection, on, known_on)

    def incidents_at(self, known_on: date) -> tuple[IncidentVersion, ...]:
        """Every incident as known at the end of `known_on`, from the derived answers."""
        with self._engine.connect() as connection:
            return derived.incidents_at(connection, known_on)

    # Keeping

    def backup(self, target: Path, also: Sequence[str] = ()) -> int:
        """Copy the whole record to a new .zip file or folder, and `also` files of its folder by name.

        Returns the number of archived files in it.
        """
        return backup.write(self._engine, self.home, target, database=DATABASE, blobs=BLOBS, also=also)

    def faults(self) -> Iterator[str]:
        """What is wrong with the files of the record, each in a line; nothing where all is well."""
        with self._engine.connect() as connection:
            yield from sqlite.faults(connection)
            names = connection.execute(select(schema.edition.c.blob).distinct()).scalars().all()
        for name in sorted(names):
            try:
                blobs.load(self.home / BLOBS, name)
            except StoreError as error:
                yield error.message

    def _rows(self, query: Select[Any]) -> Iterator[rows.AnyRow]:
        with self._engine.connect() as connection:
            yield from connection.execute(query)


def _holds(connection: Connection, table: Table, identifier: str) -> bool:
    query = select(table.c.seq).where(table.c.id == identifier).limit(1)
    return connection.execute(query).first() is not None


def _add(connection: Connection, table: Table, values: rows.Values) -> bool:
    """Insert unless a row of this id is there. We hold the write lock, so none can slip in between."""
    if _holds(connection, table, values["id"]):
        return False
    connection.execute(insert(table), values)
    return True


def _add_reading(connection: Connection, reading: Reading, at: datetime) -> bool:
    new = _add(connection, schema.reading, rows.of_reading(reading, at))
    if new and reading.claims:
        connection.execute(insert(schema.claim), [rows.of_claim(claim, at) for claim in reading.claims])
        sources = [row for claim in reading.claims for row in rows.of_sources(claim, at)]
        if sources:
            connection.execute(insert(schema.claim_source), sources)
    if _live(connection, reading.edition, reading.kind.value) == reading.id:
        return False
    values = {
        "edition": reading.edition,
        "kind": reading.kind.value,
        "reading": reading.id,
        "recorded_at": at,
    }
    connection.execute(insert(schema.live_reading), values)
    return True


def _live(connection: Connection, edition: str, kind: str) -> str | None:
    table = schema.live_reading
    query = (
        select(table.c.reading)
        .where(table.c.edition == edition, table.c.kind == kind)
        .order_by(table.c.seq.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def _whole_id(connection: Connection, table: Table, beginning: str) -> str:
    # A range, not LIKE: LIKE folds case, and then no index serves it.
    within = and_(table.c.id >= beginning, table.c.id < beginning + _AFTER_ALL)
    query = select(table.c.id).distinct().where(within).limit(2)
    found = connection.execute(query).scalars().all()
    if len(found) != 1:
        many = "more than one" if found else "no"
        raise UnknownName(f"there is {many} {table.name} whose id begins with {beginning!r}")
    return str(found[0])
