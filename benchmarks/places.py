"""Our places in the shape the geoparsing sets are scored in: spans with coordinates and GeoNames ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.gazetteer.build import build, recipe
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.place import Place
from onrecord.read import parse, places

Row = Mapping[str, Any]
CACHE = Path(__file__).parent.parent / ".cache" / "gazetteer"


def opened() -> Gazetteer:
    """The gazetteer of this version, built where it is missing."""
    return Gazetteer.open(build(CACHE / recipe()))


def predict(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """For each row with id and text: the toponyms found; demonyms too, as the sets count them."""
    gazetteer = opened()
    for row in rows:
        doc = parse.parse(row["text"])
        found = places.toponyms(doc, gazetteer, beside=places.Beside(outlet_country=_home(row)))
        yield {"id": row["id"], "toponyms": [_shown(gazetteer, *one) for one in found]}


def resolve(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The same for spans that are given in `toponyms`: resolution alone."""
    gazetteer = opened()
    for row in rows:
        doc = parse.parse(row["text"])
        spans = [(t["start"], t["end"]) for t in row["toponyms"]]
        found = places.toponyms(doc, gazetteer, given=spans, beside=places.Beside(outlet_country=_home(row)))
        yield {"id": row["id"], "toponyms": [_shown(gazetteer, *one) for one in found]}


def _home(row: Row) -> str:
    """The outlet's country as its address tells it, '' for .com and the like."""
    last = str(row.get("domain", "")).rpartition(".")[2].upper()
    return {"UK": "GB"}.get(last, last) if len(last) == 2 else ""


def _shown(gazetteer: Gazetteer, start: int, end: int, place: Place | None) -> dict[str, Any]:
    out: dict[str, Any] = {"start": start, "end": end}
    if place is None:
        return out
    lat, lon = place.lat, place.lon
    for parent in place.parents if lat is None else ():
        above = gazetteer.place(parent)
        if above is not None and above.lat is not None:
            lat, lon = above.lat, above.lon
            break
    out |= {"lat": lat, "lon": lon}
    if place.id.startswith("gn:"):
        out["geonames_id"] = int(place.id[3:])
    return out
