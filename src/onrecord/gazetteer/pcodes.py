"""OCHA tables of p-codes (COD-AB): administrative areas by level, or settlements with a code each.

The tables differ in their headings from country to country and from year to year; what is asked of one is a
column of codes and a column of names. A row stands for its finest level; the levels above are taken with it.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import UnreadableInput
from onrecord.gazetteer.formats import BadValue, Fault, Given, Rows, degrees, opened, people
from onrecord.gazetteer.sources import codes3

_LEVEL = re.compile(r"adm(?:in)?_?(\d)_?(.*)")
_NAME = re.compile(r"name.*|ref(?:_?name)?|alt.*|[a-z]{2}|")
_OTHERWISE = frozenset({"id", "lv", "no"})  # two letters that are no language
_CODES = frozenset({"pcode", "p_code", "code"})
_OWN = r"(?:(?:ppl|settlement|community|location|village|place|loc|feature)_?)?"
_OWN_CODE, _OWN_NAME = re.compile(_OWN + r"p_?code"), re.compile(_OWN + r"name(?:_?[a-z0-9]{2,4})?")
_LAT = frozenset(
    {"lat", "latitude", "y", "center_lat", "centroid_lat", "point_y", "y_coord", "lat_dd", "ycoord"}
)
_LON = frozenset(
    {"lon", "long", "longitude", "x", "center_lon", "centroid_lon", "point_x", "x_coord", "lon_dd", "xcoord"}
)
_PEOPLE = frozenset({"population", "pop", "total_pop"})
_AREA = frozenset({"area_sqkm", "area_km2", "shape_area_sqkm"})
_ENGLISH = ("name_en", "en", "name", "", "name1", "ref", "ref_name")
_RADIUS = {1: 50.0, 2: 25.0, 3: 10.0}  # km, where the table says no area
_FINEST_KM = 5.0
_ENDS = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class _Headings:
    """Which column says what."""

    codes: dict[int, int] = field(default_factory=dict)  # level -> column
    names: dict[int, list[int]] = field(default_factory=dict)  # level -> columns, English first
    own_code: int | None = None
    own_names: list[int] = field(default_factory=list)
    lat: int | None = None
    lon: int | None = None
    people: int | None = None
    area: int | None = None


def pcodes(path: Path, country: str = "") -> Rows:
    """The areas and settlements of a table of p-codes; `country` where the table does not say."""
    with opened(path) as file:
        lines = file.read().splitlines()
    mark = max(",;\t", key=lines[0].count) if lines else ","
    reader = csv.reader(lines, delimiter=mark, strict=True)
    try:
        head = _headings(next(reader, []))
        if not (head.codes or head.own_code is not None):
            raise UnreadableInput(
                f"{path} has no column of p-codes", hint="such as ADM1_PCODE, or PCODE and NAME"
            )
        seen: set[str] = set()
        for cells in reader:
            where = f"{path.name}:{reader.line_num}"
            if not any(cells) or any(c.startswith("#") for c in cells):  # a row of HXL tags
                continue
            try:
                yield from _taken(head, cells, where, country, seen)
            except BadValue as error:
                yield Fault(where=where, message=str(error))
    except csv.Error as error:
        yield Fault(where=f"{path.name}:{reader.line_num}", message=f"{error}; what follows is not read")


def _headings(row: list[str]) -> _Headings:
    head = _Headings()
    rank: dict[int, list[tuple[int, int]]] = {}
    for column, title in enumerate(row):
        low = _ENDS.sub("_", title.strip().lower()).strip("_")
        if match := _LEVEL.fullmatch(low):
            level, rest = int(match[1]), match[2]
            if rest in _CODES:
                head.codes.setdefault(level, column)
            elif _NAME.fullmatch(rest) and rest not in _OTHERWISE:
                place = _ENGLISH.index(rest) if rest in _ENGLISH else len(_ENGLISH)
                rank.setdefault(level, []).append((place, column))
        elif _OWN_CODE.fullmatch(low):
            head.own_code = column
        elif _OWN_NAME.fullmatch(low):
            head.own_names.append(column)
        for names, slot in ((_LAT, "lat"), (_LON, "lon"), (_PEOPLE, "people"), (_AREA, "area")):
            if low in names and getattr(head, slot) is None:
                setattr(head, slot, column)
    head.names = {level: [column for _, column in sorted(found)] for level, found in rank.items()}
    return head


def _taken(head: _Headings, cells: list[str], where: str, country: str, seen: set[str]) -> Iterator[Given]:
    """The areas of a row that were not met before, and its own place."""

    def cell(column: int | None) -> str:
        return cells[column].strip() if column is not None and column < len(cells) else ""

    if len(cells) < max((*head.codes.values(), head.own_code or 0)) + 1:
        raise BadValue(f"{len(cells)} columns are too few")
    levels = [level for level in sorted(head.codes) if cell(head.codes[level])]
    nation = _nation(cell(head.codes.get(0)) or next((cell(head.codes[n]) for n in levels), ""), country)
    own = cell(head.own_code)
    point = degrees(cell(head.lat), cell(head.lon)) if cell(head.lat) and cell(head.lon) else (None, None)
    size = _size(cell(head.area))
    inside: list[str] = []
    areas = [level for level in levels if level > 0]
    if not levels and not own:
        raise BadValue("the row has no p-code")
    for level in areas:
        code, finest = cell(head.codes[level]), level == areas[-1] and not own
        names = [n for c in head.names.get(level, ()) if (n := cell(c))]
        if code not in seen or (finest and names and point[0] is not None):
            if not names:
                raise BadValue(f"{code} has no name")
            seen.add(code)
            yield Given(
                where=where,
                id=f"pcode:{code}",
                name=names[0],
                others=tuple(names[1:]),
                kind="area",
                country=nation,
                lat=point[0] if finest else None,
                lon=point[1] if finest else None,
                radius_km=(size if finest else None) or _RADIUS.get(level, _FINEST_KM),
                population=people(cell(head.people)) if finest else 0,
                code=f"pcode:{code}",
                inside=tuple(inside),
                level=level,
            )
        inside.append(f"pcode:{code}")
    if own:
        yield _settlement(where, own, [n for c in head.own_names if (n := cell(c))], nation, point, inside)


def _settlement(
    where: str,
    code: str,
    names: list[str],
    country: str,
    point: tuple[float, float] | tuple[None, None],
    inside: list[str],
) -> Given:
    if not names:
        raise BadValue(f"{code} has no name")
    return Given(
        where=where,
        id=f"pcode:{code}",
        name=names[0],
        others=tuple(names[1:]),
        country=country,
        lat=point[0],
        lon=point[1],
        inside=tuple(inside),
    )


def _nation(code: str, given: str) -> str:
    """The two letters of the country whose p-code begins so: "SY", "SYR", "SY0903"."""
    letters = re.match(r"[A-Za-z]*", code.strip())
    found = (letters.group() if letters else "").upper()
    if given:
        return given.upper()
    if len(found) >= 3 and found[:3] in codes3():
        return codes3()[found[:3]]
    return found[:2]


def _size(area: str) -> float | None:
    """Radius (km) of a circle of as many square kilometres."""
    try:
        found = float(area.replace(",", "")) if area else 0.0
    except ValueError:
        raise BadValue(f"{area!r} is no number of square kilometres") from None
    return max(1.0, math.sqrt(found / math.pi)) if found > 0 and math.isfinite(found) else None
