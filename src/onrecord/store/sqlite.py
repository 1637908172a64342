"""The SQLite side of the store: how a record is opened, migrated, searched, copied and checked.

WAL, so that readers never wait for the writer; a busy timeout of 10 s, so that two writers take turns.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from onrecord.errors import StoreError
from onrecord.store.schema import HEAD

BUSY_SECONDS = 10
_WORD = re.compile(r"\w+")
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')


def open_engine(path: Path) -> Engine:
    """An engine on the record at `path`, brought up to date. Raises StoreError if it is no record of ours."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    try:
        with engine.connect() as connection:
            revision = _revision(connection)
        if revision != HEAD:
            _migrate(engine, revision)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        engine.dispose()
        raise StoreError(f"{path} is not a record: {error.args[0]}", hint="see `onrecord doctor`") from error
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction: all of it is stored, or nothing.

    It takes the write lock at once: a transaction that reads first and writes later could be refused.
    Raises StoreError where the disk is full, the file is read-only or another writer does not let go.
    """
    try:
        with engine.connect().execution_options(onrecord_write=True) as connection, connection.begin():
            yield connection
    except OperationalError as error:
        raise StoreError(
            f"the record cannot be written: {error.orig}", hint="see `onrecord doctor`"
        ) from error


def _on_connect(connection: Any, _record: Any) -> None:
    # The driver would begin a transaction of its own, and only before the first write.
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",  # with WAL a lost power supply costs the last commits, never the record
            "foreign_keys=ON",
            "recursive_triggers=ON",  # else INSERT OR REPLACE would pass the triggers by
            f"busy_timeout={BUSY_SECONDS * 1000}",
        ):
            cursor.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("onrecord_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _revision(connection: Connection) -> str:
    tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    if not tables:
        return ""
    if "alembic_version" not in tables:
        raise StoreError("the file is a database, but not a record of onrecord", hint="name another --home")
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _migrate(engine: Engine, revision: str) -> None:
    # Alembic takes a third of a second to import, and is needed once in a record's life.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(files("onrecord.store") / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision and revision not in known:
        raise StoreError(
            f"the record was written by a newer onrecord (its schema is {revision}, ours {HEAD})",
            hint="install the newer version",
        )
    with writing(engine) as connection:
        if _revision(connection) != HEAD:  # another process may have been faster
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def search_editions(connection: Connection, words: str) -> tuple[str, ...]:
    """Ids of the editions whose title or text holds all of `words`; see `match_of`."""
    return _search(connection, "edition", words)


def search_claims(connection: Connection, words: str) -> tuple[str, ...]:
    """Ids of the claims whose evidence holds all of `words`; see `match_of`."""
    return _search(connection, "claim", words)


def _search(connection: Connection, table: str, words: str) -> tuple[str, ...]:
    match = match_of(words)
    if not match:
        return ()
    # ordered by id, not by rank: another store ranks otherwise, and both shall give the same answer
    query = text(
        f"SELECT DISTINCT t.id FROM {table}_search s JOIN {table} t ON t.seq = s.rowid "
        f"WHERE {table}_search MATCH :match ORDER BY t.id"
    )
    return tuple(connection.execute(query, {"match": match}).scalars())


def match_of(words: str) -> str:
    """What a person typed, as a query: every word must stand there, "quoted words" in that order.

    Case and accents do not matter. Nothing typed can be an operator.
    """
    parts = (_WORD.findall(quoted or plain) for quoted, plain in _PHRASE.findall(words))
    return " AND ".join('"' + " ".join(part) + '"' for part in parts if part)


def copy(engine: Engine, target: Path) -> None:
    """Copy the record to `target` while others may be writing: a consistent state, by SQLite's backup."""
    with engine.connect() as connection, closing(sqlite3.connect(target)) as into:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(into)


def faults(connection: Connection) -> tuple[str, ...]:
    """What SQLite itself finds wrong with the file: broken pages, rows that point nowhere."""
    pages = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check(20)"))]
    keys = connection.execute(text("PRAGMA foreign_key_check")).all()
    found = [line for line in pages if line != "ok"]
    found += [f"{row[0]} row {row[1]} points to a {row[2]} that is not there" for row in keys]
    return tuple(found)
