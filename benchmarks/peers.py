"""What simple or installed tools make of the same texts, so that a figure has something beside it.

`city`: the model's own place entities, each read as the most populous place of that name. `dateparser` is
used where it is installed (requirements/bench.lock).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.places import opened
from onrecord.read.parse import parse

Row = dict[str, Any]
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def installed(name: str) -> bool:
    """True if the package is here."""
    return find_spec(name) is not None


def city(rows: Iterable[Row]) -> Iterator[Row]:
    """Bare entity recognition and the most populous place of the name."""
    names = opened()
    for row in rows:
        found = []
        for ent in parse(row["text"]).ents:
            if ent.label_ in _PLACES:
                hits = [h.place for h in names.lookup(ent.text) if h.place.lat is not None]
                best = max(hits, key=lambda p: p.population, default=None)
                one: Row = {"start": ent.start_char, "end": ent.end_char}
                if best is not None:
                    one |= {"lat": best.lat, "lon": best.lon}
                    one |= {"geonames_id": int(best.id[3:])} if best.id.startswith("gn:") else {}
                found.append(one)
        yield {"id": row["id"], "toponyms": found}


def dateparser(rows: Iterable[Row]) -> Iterator[Row]:
    """dateparser's own search for dates, relative to the day of publication; every find a DATE."""
    search = import_module("dateparser.search").search_dates
    for row in rows:
        base = datetime.fromisoformat(row["published"][:10])
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        at, found = 0, []
        for text, when in search(row["text"], languages=["en"], settings=settings) or ():
            start = row["text"].find(text, at)
            if start >= 0:
                at = start + len(text)
                found.append({"start": start, "end": at, "type": "DATE", "value": when.date().isoformat()})
        yield {"id": row["id"], "timexes": found}
