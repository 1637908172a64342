"""The SQLite side of the store: how a record is opened, migrated, searched, copied and checked.

WAL, so that readers never wait for the writer; a busy timeout of 10 s, so that two writers take turns.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, text

from onrecord.errors import StoreError
from onrecord.store.schema import HEAD

BUSY_SECONDS = 10
_WORD = re.compile(r"\w+")
# What SQLite says, what it means here, and the way on.
_TELLING = (
    ("not a database", "is not a record of onrecord: the file is no database", "name another --home"),
    ("malformed", "is damaged", "unpack a backup into a new folder, and name that with --home"),
    ("readonly", "cannot be written: it is read-only", "copy its folder to where you may write"),
    ("unable to open", "cannot be opened", "look at who may read and write its folder"),
    ("locked", "is being written by another program", "try again when that is done"),
    ("is full", "cannot be written: the disk is full", "make room; what was stored is whole"),
)
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')


def open_engine(path: Path) -> Engine:
    """An engine on the record at `path`, brought up to date; one that may not be written is only read.

    Raises StoreError if it is no record of ours; and so does whatever later finds it damaged, full or in use.
    """
    query = {"uri": "true"} | _mode(path)
    address = URL.create("sqlite", database=f"file:{quote(str(path))}", query=query)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    event.listen(engine, "handle_error", _on_error)
    try:
        with engine.connect() as connection:
            revision = _revision(connection)
        if revision != HEAD:
            _migrate(engine, revision)
    except StoreError:
        engine.dispose()
        raise
    return engine


def _mode(path: Path) -> dict[str, str]:
    """How the file is opened: read-only where it lies in a folder in which nobody may write.

    Nothing changes such a file, so it is read as it stands; but a log of late writes beside it is heeded.
    """
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return {"mode": "rwc"}
    log = path.with_name(f"{path.name}-wal")
    return {"mode": "ro"} if log.exists() and log.stat().st_size else {"mode": "ro", "immutable": "1"}


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction: all of it is stored, or nothing.

    It takes the write lock at once: a transaction that reads first and writes later could be refused.
    Raises StoreError where the disk is full, the file is read-only or another writer does not let go.
    """
    with engine.connect().execution_options(onrecord_write=True) as connection, connection.begin():
        yield connection


def _on_error(context: ExceptionContext) -> None:
    """What SQLite says of the file, in our words; what it says of a row or a statement stays as it is."""
    error = context.original_exception
    if type(error) in (sqlite3.DatabaseError, sqlite3.OperationalError):
        raise _told(error)


def _told(error: BaseException) -> StoreError:
    said = str(error)
    for words, message, hint in _TELLING:
        if words in said:
            return StoreError(f"the record {message}", hint=hint)
    return StoreError(f"the record cannot be used: {said}", hint="see `onrecord doctor`")


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
    """Copy the record to `target` while others may be writing: a consistent state, by SQLite's backup.

    Raises StoreError where what was copied is damaged.
    """
    with engine.connect() as connection, closing(sqlite3.connect(target)) as into:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        try:
            source.backup(into)
            damaged = into.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
        except sqlite3.DatabaseError as error:
            raise _told(error) from error
        if damaged:  # a copy of a damaged record would only be found out when it is needed
            raise _told(sqlite3.DatabaseError("malformed"))


def faults(connection: Connection) -> tuple[str, ...]:
    """What SQLite itself finds wrong with the file: broken pages, rows that point nowhere."""
    pages = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check(20)"))]
    keys = connection.execute(text("PRAGMA foreign_key_check")).all()
    found = [line for line in pages if line != "ok"]
    found += [f"{row[0]} row {row[1]} points to a {row[2]} that is not there" for row in keys]
    return tuple(found)
