"""Places a project has added to the gazetteer of the installation: one SQLite file, laid over the base.

A place here has an id of its own and counts only where the base has none of that id; names point at ids, so
that a later base, numbered otherwise, finds the same places.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import DataError

# One row a place, numbered downwards from -1 so that no number is one of the base's.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS place (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  kind TEXT NOT NULL, country TEXT NOT NULL, lat REAL, lon REAL, radius_km REAL NOT NULL,
  population INTEGER NOT NULL, parents TEXT NOT NULL, parent TEXT NOT NULL, zone TEXT NOT NULL,
  weight REAL NOT NULL);
CREATE TABLE IF NOT EXISTS name (key TEXT NOT NULL, id TEXT NOT NULL, quality INTEGER NOT NULL,
  PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS same (id TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS digest (hash TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS place_parent ON place (parent);
CREATE INDEX IF NOT EXISTS place_lat ON place (lat);
"""
COLUMNS = "id, name, kind, country, lat, lon, radius_km, population, parents, parent, zone, weight"
# What a base looks like with nothing laid over it, and with an overlay.
_BARE = f"CREATE TEMP VIEW every_place AS SELECT n, {COLUMNS} FROM main.place"
_OVER = f"""{_BARE} UNION ALL SELECT n, {COLUMNS} FROM added.place AS new
  WHERE NOT EXISTS (SELECT 1 FROM main.place AS known WHERE known.id = new.id)"""


@dataclass(frozen=True, slots=True)
class Row:
    """One place as it is stored; `parents` from the nearest area up to the country."""

    id: str
    name: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    radius_km: float
    population: int
    parents: tuple[str, ...]
    zone: str
    weight: float

    def values(self) -> tuple[object, ...]:
        """The columns in the order of COLUMNS."""
        parent = self.parents[0] if self.parents else ""
        return (
            self.id, self.name, self.kind, self.country, self.lat, self.lon, round(self.radius_km, 1),
            self.population, " ".join(self.parents), parent, self.zone, round(self.weight, 2),
        )  # fmt: skip


def lay(base: sqlite3.Connection, path: Path | None) -> str:
    """Make the view `every_place` over an open base, with the overlay in `path` if there is one; its hash."""
    if path is None or not path.exists():
        base.execute(_BARE)
        return ""
    try:
        base.execute("ATTACH ? AS added", (f"{path.resolve().as_uri()}?mode=ro",))
        base.execute(_OVER)
        found = base.execute("SELECT hash FROM added.digest").fetchone()
    except sqlite3.DatabaseError as error:
        raise DataError(f"the added places in {path} cannot be read: {error}") from error
    return str(found[0]) if found else ""


class Writer:
    """Adds to an overlay inside one transaction; nothing is changed unless `commit` is reached."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        try:
            self._db.execute("PRAGMA busy_timeout = 10000")
            self._db.executescript(_SCHEMA)
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            raise DataError(f"the added places in {path} cannot be written: {error}") from error
        self._next = min(0, self._one("SELECT min(n) FROM place") or 0) - 1

    def _one(self, query: str, *values: object) -> int | None:
        row = self._db.execute(query, values).fetchone()
        return None if row is None or row[0] is None else int(row[0])

    def target(self, id: str) -> str:
        """The id of the place that an id was found to be the same as; '' where there is none."""
        row = self._db.execute("SELECT target FROM same WHERE id = ?", (id,)).fetchone()
        return str(row[0]) if row else ""

    def parents(self, id: str) -> tuple[str, ...] | None:
        """The parents of a place of the overlay; None where it has no such place."""
        row = self._db.execute("SELECT parents FROM place WHERE id = ?", (id,)).fetchone()
        return tuple(str(row[0]).split()) if row else None

    def called(self, key: str) -> Iterator[tuple[str, str, str, float | None, float | None]]:
        """Id, kind, country and point of the places of the overlay that are filed under a key."""
        query = (
            "SELECT p.id, p.kind, p.country, p.lat, p.lon FROM name AS a JOIN place AS p USING (id)"
            " WHERE a.key = ? ORDER BY p.id"
        )
        yield from self._db.execute(query, (key,))

    def put(self, row: Row) -> bool:
        """Store a place, or what is new of it; True if it was not there."""
        columns = COLUMNS.split(", ")[1:]
        fresh = ", ".join(f"{c} = excluded.{c}" for c in columns)
        known = self.parents(row.id) is not None
        marks = ", ".join("?" * (len(columns) + 2))
        self._db.execute(
            f"INSERT INTO place (n, {COLUMNS}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {fresh}",
            (self._next, *row.values()),
        )
        self._next -= not known
        return not known

    def file(self, key: str, id: str, quality: int) -> None:
        """File a place under a key; the first quality stays."""
        self._db.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", (key, id, quality))

    def unite(self, id: str, target: str) -> None:
        """Note that an id of a file means a place that is known by another."""
        self._db.execute("INSERT OR IGNORE INTO same VALUES (?, ?)", (id, target))

    def commit(self) -> str:
        """Store everything with the hash of the content, and return the hash; '' where there is nothing."""
        total, rows = hashlib.sha256(), 0
        for query in (
            f"SELECT {COLUMNS} FROM place ORDER BY id",
            "SELECT key, id, quality FROM name ORDER BY key, id",
            "SELECT id, target FROM same ORDER BY id",
        ):
            for row in self._db.execute(query):
                total.update(repr(row).encode())
                rows += 1
        found = total.hexdigest() if rows else ""
        self._db.execute("DELETE FROM digest")
        self._db.execute("INSERT INTO digest VALUES (?)", (found,))
        self._db.execute("COMMIT")
        return found

    def close(self) -> None:
        """Let go of the file; what was not committed is as if it had never been."""
        self._db.close()
