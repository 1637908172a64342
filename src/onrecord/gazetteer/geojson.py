"""GeoJSON with a point for each place: what a team has put on its own map."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.gazetteer.formats import BadValue, Fault, Given, Rows, degrees, opened, people
from onrecord.gazetteer.sources import codes3

_NAMES = ("name:en", "name_en", "name", "title")
_MORE_NAMES = re.compile(r"(?:alt_|old_|int_|official_|short_)?name(?:[:_].*)?|other_?names|aliases")
_COUNTRIES = (
    "country",
    "iso",
    "iso_a2",
    "iso2",
    "countrycode",
    "country_code",
    "adm0_pcode",
    "is_in:country_code",
)
_IDS = ("id", "@id", "osm_id", "uid", "fid", "objectid")
_PCODES = ("pcode", "p_code", "ref:pcode")
_GEONAMES = ("geonameid", "geonames_id", "geoname_id", "geonames:id")
_KINDS = {"area": "area", "region": "region", "feature": "feature"}
_RADIUS = {"area": 5.0, "region": 25.0, "feature": 2.0}
_LIST = re.compile(r"\s*[;|]\s*")


def geojson(path: Path, country: str = "") -> Rows:
    """The points of a GeoJSON file; a shape that is no point is a fault, for a place is a point here."""
    with opened(path) as file:
        text = file.read()
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        yield Fault(where=f"{path.name}:{line}", message="it is not JSON; nothing of the file is read")
        return
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        yield Fault(where=f"{path.name}:1", message="it is no FeatureCollection; nothing of the file is read")
        return
    for line, feature in zip(_lines(text, len(features)), features, strict=True):
        where = f"{path.name}:{line}"
        try:
            yield _place(feature, where, country)
        except BadValue as error:
            yield Fault(where=where, message=str(error))


def _lines(text: str, count: int) -> Iterator[int]:
    """The line on which each feature begins, told by decoding them once more one after the other."""
    decode = json.JSONDecoder().raw_decode
    opened = re.search(r'"features"\s*:\s*\[', text)
    at, line, counted = opened.end() if opened else len(text), 1, 0
    for _ in range(count):
        begin = re.compile(r"[^\s,]").search(text, at)
        if begin is not None:
            line += text.count("\n", counted, begin.start())
            counted = begin.start()
            try:
                _, at = decode(text, begin.start())
            except json.JSONDecodeError:  # "features" was the name of something else before
                at = len(text)
        yield line


def _place(feature: Any, where: str, country: str) -> Given:
    shape = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(shape, dict) or shape.get("type") != "Point":
        raise BadValue(
            f"it is a {shape.get('type')}, not a point" if isinstance(shape, dict) else "it has no point"
        )
    place = shape.get("coordinates")
    if not isinstance(place, list) or len(place) < 2:
        raise BadValue("its point has no two coordinates")
    lat, lon = degrees(place[1], place[0])
    given = feature.get("properties")
    more = {str(k).lower(): v for k, v in given.items()} if isinstance(given, dict) else {}
    name = _first(more, _NAMES)
    if not name:
        raise BadValue("it has no name")
    others = tuple(
        dict.fromkeys(
            word
            for key, value in more.items()
            if _MORE_NAMES.fullmatch(key)
            for word in (
                _LIST.split(value) if isinstance(value, str) else value if isinstance(value, list) else ()
            )
            if isinstance(word, str) and word and word != name
        )
    )
    kind = _KINDS.get(str(more.get("kind") or more.get("place") or "").lower(), "town")
    nation = country or _nation(_first(more, _COUNTRIES))
    return Given(
        where=where,
        id=_id(more, feature.get("id"), f"{name} {lat:.2f} {lon:.2f}", where.rpartition(":")[0]),
        name=name,
        others=others,
        kind=kind,
        country=nation,
        lat=lat,
        lon=lon,
        radius_km=_RADIUS.get(kind),
        population=people(more.get("population")),
    )


def _first(more: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """The first of these properties that says something, as words."""
    values = (more.get(key) for key in keys)
    return next((str(v).strip() for v in values if isinstance(v, str | int) and str(v).strip()), "")


def _nation(written: str) -> str:
    code = written.upper()
    return code if len(code) == 2 else codes3().get(code, "")


def _id(more: Mapping[str, Any], own: object, spot: str, file: str) -> str:
    """Its GeoNames id or p-code if it has one; else the file's id; else a hash of name and point."""
    if (number := _first(more, _GEONAMES)).isdigit():
        return f"gn:{int(number)}"
    if code := _first(more, _PCODES):
        return f"pcode:{code}"
    given = str(own).strip() if isinstance(own, str | int) else _first(more, _IDS)
    if given.isdigit():  # numbers count the rows of one file
        given = f"{Path(file).stem} {given}"
    words = re.findall(r"[^\W_]+", given.lower())
    return "user:" + ("-".join(words) or hashlib.sha256(spot.encode()).hexdigest()[:12])
