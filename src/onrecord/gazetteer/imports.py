"""Adds files of places to a project: each row becomes a place of its own, or more names of one that is known.

The same files once more change nothing. A row is the same place as a known one if they share an id, or, for
ids that are not of GeoNames, name and country and spot (towns) or level and parent (areas).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from onrecord.gazetteer import formats, naming, sources
from onrecord.gazetteer.build import town_radius, weight_of
from onrecord.gazetteer.formats import Fault, Form, Given, Rows
from onrecord.gazetteer.geojson import geojson
from onrecord.gazetteer.index import Gazetteer, distance_km
from onrecord.gazetteer.keys import bare, fold
from onrecord.gazetteer.overlay import Row, Writer
from onrecord.gazetteer.pcodes import pcodes
from onrecord.model.place import Hit, Match, Place, PlaceKind

# Two rows of one name within this distance (km) are one town: the footprint of a small one (HOUSE, Places).
_SAME_TOWN_KM = 3.0
# A point without areas of its own lies in what the nearest towns share, if they are this near (km).
_AROUND_KM, _AROUND = 50.0, 3
_TOLD = 100  # faults of one file that are told one by one
_STEP = 5000  # rows between two words on how far it is
_READ: dict[Form, Callable[[Path, str], Rows]] = {
    Form.GEONAMES: formats.geonames,
    Form.PCODES: pcodes,
    Form.GEOJSON: geojson,
}
Tell = Callable[[str], None]


@dataclass(slots=True)
class Imported:
    """What became of the rows; `hash` is of all that the project has added."""

    new: int = 0
    known: int = 0  # on record from an earlier import
    united: int = 0  # the same as a place that is known by another id, or that the base has
    refused: int = 0
    faults: list[Fault] = field(default_factory=list)
    hash: str = ""


def add(
    paths: Sequence[Path],
    *,
    base: Gazetteer,
    overlay: Path,
    form: Form | None = None,
    country: str = "",
    tell: Tell = lambda _message: None,
) -> Imported:
    """Add files to the overlay, all or none; `base` is the gazetteer without it, `country` a code.

    Raises InputError where a file is of no known format, UnreadableInput where one cannot be read.
    """
    chosen = [(path, form or formats.form_of(path)) for path in paths]
    for path, _ in chosen:
        with formats.opened(path):
            pass  # a file that is not there is told before anything is written
    writer = Writer(overlay)
    try:
        desk = _Desk(base=base, writer=writer)
        for path, kind in chosen:
            _one(desk, path, partial(_READ[kind], path, country.upper()), tell)
        if desk.done.new or desk.done.united or desk.done.known:
            desk.done.hash = writer.commit()
    finally:
        writer.close()
    return desk.done


def _one(desk: _Desk, path: Path, read: Callable[[], Rows], tell: Tell) -> None:
    """Two passes over a file: its areas from the widest, then what lies in them."""
    areas = [r for r in read() if isinstance(r, Given) and r.kind == "area"]
    unplaced = {a.where: desk.take(a) for a in sorted(areas, key=lambda a: a.level)}
    refused = 0
    for number, row in enumerate(read(), 1):
        if number % _STEP == 0:
            tell(f"{path.name}: {number:,}")
        if isinstance(row, Fault):
            fault: Fault | None = row
        else:
            fault = unplaced.get(row.where) if row.kind == "area" else desk.take(row)
        if fault is not None:
            refused += 1
            if refused <= _TOLD:
                desk.done.faults.append(fault)
    if refused > _TOLD:
        more = f"{refused - _TOLD:,} more rows cannot be used"
        desk.done.faults.append(Fault(where=path.name, message=more))
    desk.done.refused += refused


@dataclass(slots=True)
class _Desk:
    """One import at work."""

    base: Gazetteer
    writer: Writer
    done: Imported = field(default_factory=Imported)
    areas: dict[str, str] = field(default_factory=dict)  # code -> id, of the files
    countries: dict[str, Place | None] = field(default_factory=dict)

    def take(self, given: Given) -> Fault | None:
        """Store one row; a fault where its country is none."""
        nation = self._country(given.country)
        if given.country and nation is None:
            return Fault(where=given.where, message=f"no country has the code {given.country}")
        id = self._identity(given)
        if given.code:
            self.areas[given.code] = id
        if self.base.place(id) is not None:
            self.done.united += 1
            self._file(id, given, unless_known=True)
            return None
        if id != given.id:
            self.done.united += 1
        elif self.writer.put(self._row(given, nation)):
            self.done.new += 1
        else:
            self.done.known += 1
        self._file(id, given)
        return None

    def _file(self, id: str, given: Given, *, unless_known: bool = False) -> None:
        names = naming.named(given.name, given.others)
        if unless_known:
            names = tuple(n for n in names if id not in {h.place.id for h in self.base.lookup(n[0])})
        for key, (_, quality) in naming.filed(0, given.country, names):
            self.writer.file(key, id, quality)

    def _identity(self, given: Given) -> str:
        """The id under which the place of a row is known, its own if it is new."""
        if self.base.place(given.id) is not None or self.writer.parents(given.id) is not None:
            return given.id
        if found := self.writer.target(given.id):
            return found
        twin = self._twin_area(given) if given.kind == "area" else self._twin_point(given)
        if twin:
            self.writer.unite(given.id, twin)
        return twin or given.id

    def _twin_area(self, given: Given) -> str:
        """The one area of that name, level and parent in the base."""
        if given.id.startswith("gn:"):
            return ""
        above = self.areas.get(given.inside[-1], "") if given.inside else ""
        fits = {
            h.place.id
            for name in (given.name, *given.others)
            for h in self._alike(name, given)
            if h.place.kind is PlaceKind.AREA
            and len(h.place.parents) == given.level
            and (not above or above in h.place.parents)
        }
        return fits.pop() if len(fits) == 1 else ""

    def _alike(self, name: str, given: Given) -> Iterator[Hit]:
        for hit in self.base.lookup(name):
            if hit.match is not Match.FUZZY and (not given.country or hit.place.country == given.country):
                yield hit

    def _twin_point(self, given: Given) -> str:
        """The nearest place of that name at that spot, in the base or among those added before."""
        if given.lat is None or given.lon is None:
            return ""
        near: list[tuple[float, str]] = []
        of_geonames = given.id.startswith("gn:")
        for hit in () if of_geonames else self._alike(given.name, given):
            if hit.place.kind.value == given.kind:
                near.append((distance_km(given.lat, given.lon, hit.place), hit.place.id))
        for key in {naming.FOLD + fold(given.name), naming.BARE + bare(given.name)}:
            for id, kind, country, lat, lon in self.writer.called(key):
                if (
                    kind == given.kind
                    and given.country in ("", country)
                    and not (of_geonames and id.startswith("gn:"))
                ):
                    spot = Place(
                        id=id, name="", kind=PlaceKind(kind), country="", lat=lat, lon=lon, radius_km=0.0
                    )
                    near.append((distance_km(given.lat, given.lon, spot), id))
        return min((n for n in near if n[0] <= _SAME_TOWN_KM), default=(0.0, ""))[1]

    def _row(self, given: Given, nation: Place | None) -> Row:
        parents, zone, country = self._setting(given, nation)
        radius = given.radius_km if given.radius_km is not None else town_radius(given.population)
        return Row(
            id=given.id,
            name=given.name,
            kind=given.kind,
            country=country,
            lat=given.lat,
            lon=given.lon,
            radius_km=radius,
            population=given.population,
            parents=parents,
            zone=given.zone or zone,
            weight=weight_of(given.population),
        )

    def _setting(self, given: Given, nation: Place | None) -> tuple[tuple[str, ...], str, str]:
        """What a place lies in, its time zone and its country."""
        for code in reversed(given.inside):
            id = self.areas.get(code) or _codes().get(code, "")
            known = self.base.place(id) if id else None
            above = known.parents if known is not None else self.writer.parents(id) if id else None
            if above is not None:
                zone = next((p.zone for i in (id, *above) if (p := self.base.place(i)) and p.zone), "")
                return (id, *above), zone, given.country
        around = [] if given.inside else self._around(given)
        if around:
            shared = tuple(i for i in around[0].parents if all(i in p.parents for p in around))
            zones = {p.zone for p in around}
            return shared, zones.pop() if len(zones) == 1 else "", around[0].country
        return ((nation.id,) if nation else ()), nation.zone if nation else "", given.country

    def _around(self, given: Given) -> list[Place]:
        """The nearest towns of its country; none where they are of several and the file does not say."""
        if given.lat is None or given.lon is None:
            return []
        towns = self.base.near(given.lat, given.lon, _AROUND_KM)
        if given.country:
            return [t for t in towns if t.country == given.country][:_AROUND]
        nearest = list(towns[:_AROUND])
        return nearest if len({t.country for t in nearest}) == 1 else []

    def _country(self, code: str) -> Place | None:
        if code not in self.countries:
            self.countries[code] = self.base.country(code) if code else None
        return self.countries[code]


@cache
def _codes() -> dict[str, str]:
    """GeoNames' codes of provinces and districts ("SY.07") -> ids of the base."""
    return {a.code: f"gn:{a.number}" for a in sources.areas() if a.code and a.number}
