"""Files of places that people have: GeoNames country files, OCHA p-code tables, GeoJSON points.

Each is read as a stream of places and of faults; a row that cannot be used is a fault that names its file and
line, and the rest goes on. Nothing is looked up here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TextIO

from onrecord.errors import InputError, UnreadableInput
from onrecord.gazetteer import sources
from onrecord.gazetteer.naming import press_name, shown_name

# Columns of a GeoNames country file, as its readme has them.
_COLUMNS = 19
_UNNAMED = frozenset({"PPLH", "PPLQ", "ADMDH"})  # historical or abandoned: no report means them today
_MOST_PEOPLE = 50_000_000


class Form(StrEnum):
    """A format of files of places."""

    GEONAMES = "geonames"
    PCODES = "pcodes"
    GEOJSON = "geojson"


_SUFFIXES = {
    ".txt": Form.GEONAMES,
    ".tsv": Form.GEONAMES,
    ".csv": Form.PCODES,
    ".geojson": Form.GEOJSON,
    ".json": Form.GEOJSON,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A place as a file has it.

    `inside` are the codes of the areas it lies in, widest first; `code` is its own, for an area.
    """

    where: str
    id: str
    name: str
    others: tuple[str, ...] = ()
    kind: str = "town"
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None  # None for a town: by its inhabitants
    population: int = 0
    zone: str = ""
    code: str = ""
    inside: tuple[str, ...] = ()
    level: int = 0  # of an area: 1 for provinces


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that cannot be used, and why."""

    where: str
    message: str


Rows = Iterator[Given | Fault]


class BadValue(Exception):
    """A field of a row that cannot be; the message says which."""


def form_of(path: Path) -> Form:
    """The format a file's ending speaks for. Raises InputError where it speaks for none."""
    found = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise InputError(f"{path}: of what format is it?", hint="--format geonames, pcodes or geojson")
    return found


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """A file open for reading as UTF-8. Raises UnreadableInput, while it is read too."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path} is not UTF-8 text: {error.reason}") from error
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror}") from error


def degrees(lat: object, lon: object) -> tuple[float, float]:
    """A point as latitude and longitude. Raises BadValue."""
    try:
        found = float(str(lat)), float(str(lon))
    except ValueError:
        raise BadValue(f"{lat!r}, {lon!r} is no latitude and longitude") from None
    if not (math.isfinite(found[0]) and abs(found[0]) <= 90 and abs(found[1]) <= 180):
        raise BadValue(f"{lat}, {lon} is not on the earth")
    return round(found[0], 5), round(found[1], 5)


def people(written: object) -> int:
    """A number of inhabitants; nothing written means unknown, which is 0. Raises BadValue."""
    try:
        found = int(float(str(written or 0)))
    except (ValueError, OverflowError):
        raise BadValue(f"{written!r} is no number of inhabitants") from None
    if not 0 <= found <= _MOST_PEOPLE:
        raise BadValue(f"{found} is no number of inhabitants")
    return found


@cache
def feature_table() -> dict[str, tuple[str, float]]:
    """GeoNames feature code -> kind and radius (km) of what is taken beside populated places."""
    return {row["code"]: (row["kind"], float(row["radius_km"])) for row in sources.table("features.csv")}


def geonames(path: Path, _country: str = "") -> Rows:
    """The populated places, areas and features of a GeoNames country file (`XX.txt`).

    What no report would name (wells, tombs, farms) is passed over without a word; see data/features.csv.
    """
    with opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            where = f"{path.name}:{number}"
            try:
                found = _geoname(line.rstrip("\r\n").split("\t"), where)
            except BadValue as error:
                yield Fault(where=where, message=str(error))
            else:
                if found is not None:
                    yield found


def _geoname(cells: list[str], where: str) -> Given | None:
    if len(cells) != _COLUMNS:
        raise BadValue(f"{len(cells)} columns instead of {_COLUMNS}")
    number, name, ascii_name, alternates, lat, lon, sort, feature, country = cells[:9]
    if not number.isdigit():
        raise BadValue(f"{number!r} is no GeoNames id")
    if not name.strip():
        raise BadValue("the place has no name")
    kind, radius = ("town", None) if sort == "P" else feature_table().get(feature, ("", None))
    if not kind or feature in _UNNAMED:
        return None
    point = degrees(lat, lon)
    level = int(feature[-1]) if kind == "area" else 0
    codes = [country]
    for code in cells[10:14]:
        if not code:
            break
        codes.append(f"{codes[-1]}.{code}")
    own = codes[level] if kind == "area" and len(codes) > level else ""
    others = tuple(dict.fromkeys(o for o in (ascii_name, *alternates.split(",")) if o and o != name))
    return Given(
        where=where,
        id=f"gn:{int(number)}",
        name=press_name(name, others) if kind == "area" else shown_name(name, others),
        others=(name, *others),
        kind=kind,
        country=country,
        lat=point[0],
        lon=point[1],
        radius_km=radius,
        population=people(cells[14]),
        zone=cells[17],
        code=own,
        inside=tuple(codes[1:level] if own else codes[1:]),
        level=level,
    )
