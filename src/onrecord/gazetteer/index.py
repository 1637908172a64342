"""Reads a built gazetteer: names to places, places by id, and near names for a mistyped one.

The names are mapped into memory and shared between processes; the places are fetched from SQLite as asked
for. Answers are remembered, so that a name a war repeats costs one look-up.
"""

from __future__ import annotations

import difflib
import hashlib
import math
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import marisa_trie

from onrecord.errors import DataError
from onrecord.gazetteer import keys, overlay
from onrecord.gazetteer.files import HASH, NAMES, PLACES, RECORD
from onrecord.gazetteer.naming import BARE, DEMONYM, FOLD, LITERAL, MACHINE, MAIN, OURS, SOUND
from onrecord.model.place import Hit, Match, Place, PlaceKind

# Names remembered per process; a name with its hits takes about 2 kB.
_REMEMBERED = 8192
_MAPPED = 256 * 1024 * 1024  # bytes of the file read through the page cache, shared between processes
_COLUMNS = "id, name, kind, country, lat, lon, radius_km, population, parents, zone, weight"
# The places added under a key: their numbers in the base, else their own.
_FILED = """SELECT n, quality FROM (SELECT coalesce((SELECT n FROM main.place WHERE id = a.id),
  (SELECT n FROM added.place WHERE id = a.id)) AS n, quality FROM added.name AS a WHERE key = ? ORDER BY id)
  WHERE n IS NOT NULL"""
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "port"}
_LEVELS = (Match.EXACT, Match.ALIAS, Match.FOLDED, Match.ARTICLE, Match.FUZZY)


class Gazetteer:
    """A built gazetteer, open for reading; see `open`. Safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        names: marisa_trie.RecordTrie,
        places: sqlite3.Connection,
        hash: str,
        *,
        added: bool = False,
    ) -> None:
        self.folder = folder
        self.hash = hash
        self._names = names
        self._db = places
        self._added = added
        self._remember = lru_cache(_REMEMBERED)(self._hits)
        self._people = lru_cache(_REMEMBERED)(self._demonym)
        self._rows: dict[int, tuple[Place, float]] = {}
        self._capital_ids = dict(places.execute("SELECT country, id FROM capital"))
        self._capitals: dict[str, Place | None] = {}

    @staticmethod
    def open(folder: Path, added: Path | None = None) -> Gazetteer:
        """Open the gazetteer that `build` made in `folder`, with the places `added` to it laid over.

        Raises DataError if there is none in the folder.
        """
        if not (folder / HASH).exists():
            raise DataError(f"no gazetteer in {folder}", hint="the next `onrecord add` builds it")
        names = marisa_trie.RecordTrie(RECORD)
        names.mmap(str(folder / NAMES))
        address = f"{(folder / PLACES).resolve().as_uri()}?mode=ro&immutable=1"
        places = sqlite3.connect(address, uri=True, check_same_thread=False)
        places.execute(f"PRAGMA mmap_size = {_MAPPED}")
        hash = (folder / HASH).read_text(encoding="ascii").strip()
        if more := overlay.lay(places, added):
            hash = hashlib.sha256(f"{hash} {more}".encode()).hexdigest()
        return Gazetteer(folder, names, places, hash, added=bool(more))

    def lookup(self, name: str, *, countries: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
        """The places `name` may mean, strictest match first.

        Similar-sounding names are tried only inside `countries` (ISO codes) and only where nothing else
        is found there; such hits are marked FUZZY.
        """
        hits = self._remember(name)
        missing = countries - {h.place.country for h in hits}
        if not missing:
            return hits
        heard = keys.sound(name)
        if len(heard) < 3:
            return hits
        loose = [self._by_sound(heard, country) for country in sorted(missing)]
        return hits + tuple(h for found in loose for h in found)

    def _hits(self, name: str) -> tuple[Hit, ...]:
        found: dict[int, tuple[Match, int]] = {}
        folded = keys.fold(name)
        for number, quality in self._records(LITERAL + name):
            found.setdefault(number, (Match.ALIAS, quality))
        if len(folded) > 2 or not name.isupper():
            short = keys.bare(name)
            for key, match in ((FOLD + folded, Match.FOLDED), (BARE + short, Match.ARTICLE)):
                self._gather(found, key, match)
            if short != folded:
                self._gather(found, FOLD + short, Match.ARTICLE)
            if not found and (longer := _spelled_out(name)):
                self._gather(found, FOLD + keys.fold(longer), Match.FOLDED)
        rows = self._fetch(found)
        hits = [self._hit(rows[n], match, quality, name) for n, (match, quality) in found.items()]
        return tuple(sorted(hits, key=lambda h: (_LEVELS.index(h.match), -h.weight, h.place.id)))

    def _gather(self, found: dict[int, tuple[Match, int]], key: str, match: Match) -> None:
        for number, quality in self._records(key):
            known = found.get(number)
            if known is None or (quality == OURS and known[1] != OURS):
                found[number] = (Match.ALIAS if quality == OURS else match, quality)

    def _records(self, key: str) -> list[tuple[int, int]]:
        records: list[tuple[int, int]] = self._names.get(key, [])
        if self._added:
            records = records + self._db.execute(_FILED, (key,)).fetchall()
        return records

    def _hit(self, row: tuple[Place, float], match: Match, quality: int, name: str) -> Hit:
        place, weight = row
        if match is Match.FOLDED and quality != MACHINE and place.name.casefold() == name.casefold():
            match = Match.EXACT
        return Hit(place=place, match=match, principal=quality in (MAIN, OURS), weight=weight)

    def _by_sound(self, heard: str, country: str) -> list[Hit]:
        records = self._records(f"{SOUND}{country}{heard}")
        rows = self._fetch(number for number, _ in records)
        return [self._hit(rows[number], Match.FUZZY, quality, "") for number, quality in records]

    def _fetch(self, numbers: Iterable[int]) -> dict[int, tuple[Place, float]]:
        """The places of these numbers with their weights; those not remembered in one question."""
        known, wanted = self._rows, list(numbers)
        found = {n: row for n in wanted if (row := known.get(n)) is not None}
        if missing := [n for n in wanted if n not in found]:
            marks = ",".join("?" * len(missing))
            query = f"SELECT {_COLUMNS}, n FROM every_place WHERE n IN ({marks})"
            fresh = {row[-1]: _place(row[:-1]) for row in self._db.execute(query, missing)}
            if len(known) > _REMEMBERED * 4:
                known.clear()
            known.update(fresh)
            found.update(fresh)
        return found

    def place(self, id: str) -> Place | None:
        """The place with this id, None if there is none."""
        query = f"SELECT {_COLUMNS} FROM every_place WHERE id = ?"
        row = self._db.execute(query, (id,)).fetchone()
        if row is None and self._added:
            same = self._db.execute("SELECT target FROM added.same WHERE id = ?", (id,)).fetchone()
            row = self._db.execute(query, same).fetchone() if same else None
        return _place(row)[0] if row else None

    def country(self, code: str) -> Place | None:
        """The country with this ISO code."""
        query = f"SELECT {_COLUMNS} FROM every_place WHERE country = ? AND kind = 'country' LIMIT 1"
        row = self._db.execute(query, (code,)).fetchone()
        return _place(row)[0] if row else None

    def parents(self, id: str) -> tuple[Place, ...]:
        """The areas and the country a place lies in, nearest first."""
        place = self.place(id)
        return tuple(p for i in (place.parents if place else ()) if (p := self.place(i)) is not None)

    def children(self, id: str) -> tuple[Place, ...]:
        """The places directly inside an area or a country, by id."""
        query = f"SELECT {_COLUMNS} FROM every_place WHERE parent = ? ORDER BY id"
        return tuple(_place(row)[0] for row in self._db.execute(query, (id,)))

    def near(self, lat: float, lon: float, km: float) -> tuple[Place, ...]:
        """Towns within `km` of a point, nearest first."""
        high = km / 111.0
        wide = high / max(0.01, math.cos(math.radians(lat)))
        box = "lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"
        query = f"SELECT {_COLUMNS} FROM every_place WHERE {box} AND kind = 'town'"
        rows = self._db.execute(query, (lat - high, lat + high, lon - wide, lon + wide))
        places = [_place(row)[0] for row in rows]
        ordered = sorted(((distance_km(lat, lon, p), p.id, p) for p in places), key=lambda x: x[:2])
        return tuple(p for d, _, p in ordered if d <= km)

    def capital(self, country: str) -> Place | None:
        """The capital of a country given by its ISO code."""
        if country not in self._capitals:
            id_ = self._capital_ids.get(country)
            self._capitals[country] = self.place(id_) if id_ else None
        return self._capitals[country]

    def demonym(self, word: str) -> Place | None:
        """The country that 'Syrian', 'Syrians' or 'Afghan' speaks of."""
        return self._people(word)

    def _demonym(self, word: str) -> Place | None:
        key = keys.fold(word)
        for form in (key, key.removesuffix("s"), key.removesuffix("es")):
            if records := self._records(DEMONYM + form):
                found = self._fetch(number for number, _ in records).values()
                return max(found, key=lambda f: (f[1], f[0].id))[0]
        return None

    def suggest(self, name: str, *, limit: int = 5) -> tuple[str, ...]:
        """Names of places whose spelling is near `name`, nearest first, for 'did you mean'."""
        folded = keys.fold(name)
        if len(folded) < 3:
            return ()
        length = range(len(folded) - 2, len(folded) + 3)
        starts = {folded[:3], keys.bare(name)[:3]} - {""}
        pool = [k[2:] for s in sorted(starts) for k in self._keys(FOLD + s) if len(k) - 2 in length]
        close = difflib.get_close_matches(folded, sorted(set(pool)), n=limit, cutoff=0.7)
        hits = [max(self._key_hits(FOLD + key), key=lambda h: h.weight) for key in close]
        return tuple(dict.fromkeys(h.place.name for h in hits))

    def _keys(self, start: str) -> list[str]:
        found: list[str] = self._names.keys(start)
        if self._added:
            query = "SELECT DISTINCT key FROM added.name WHERE key BETWEEN ? AND ?"
            found = found + [row[0] for row in self._db.execute(query, (start, start + "\U0010ffff"))]
        return found

    def _key_hits(self, key: str) -> list[Hit]:
        records = self._records(key)
        rows = self._fetch(number for number, _ in records)
        return [self._hit(rows[number], Match.FOLDED, quality, "") for number, quality in records]


def _place(
    row: tuple[str, str, str, str, float | None, float | None, float, int, str, str, float],
) -> tuple[Place, float]:
    id_, name, kind, country, lat, lon, radius, population, parents, zone, weight = row
    place = Place(
        id=id_, name=name, kind=PlaceKind(kind), country=country, lat=lat, lon=lon, radius_km=radius,
        population=population, parents=tuple(parents.split()), zone=zone,
    )  # fmt: skip
    return place, weight


def distance_km(lat: float, lon: float, place: Place) -> float:
    """Kilometres on the sphere from a point to a place; infinite where it has no position."""
    if place.lat is None or place.lon is None:
        return math.inf
    a, b = math.radians(lat), math.radians(place.lat)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(place.lon - lon) / 2) ** 2
    )
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))


def _spelled_out(name: str) -> str:
    """'St. Louis' as 'Saint Louis', '' if the first word is no such short form."""
    first, _, rest = name.partition(" ")
    long = _SHORT.get(first.rstrip(".").lower())
    return f"{long} {rest}" if long and rest else ""
