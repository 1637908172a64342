"""The map as the server draws it: outlines where they were built, places by status, rings of harm."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from markupsafe import Markup

from onrecord.model.answer import IncidentLine, TollLine
from onrecord.model.claim import HarmKind
from onrecord.model.control import Status
from onrecord.model.pages import MapPage, PlacedDay
from onrecord.web import wording
from onrecord.web.drawing.strips import told

OUTLINES = Path(__file__).parent.parent / "static" / "outlines.json"
WIDTH, HEIGHT = 1000.0, 480.0
# The map never shows less than this many degrees of longitude, so that a lone town keeps its surroundings,
# and towns a day's walk apart still stand beside each other.
LEAST_SPAN = 2.5
_MERCATOR_END = 84.0
# Points of an outline nearer than this to the last one (in units of the drawing) are left out.
_FINE = 1.2
_LABELS = 40

Ring = list[list[float]]
Bounds = tuple[float, float, float, float]
Colour = Callable[[str], str]
Link = Callable[[str], str]

_RINGS = Markup(
    '<a href="{href}" aria-label="{title}">'
    '<circle class="harm-high" cx="{x:.1f}" cy="{y:.1f}" r="{R:.1f}"/>'
    '<circle class="harm-low" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"><title>{title}</title></circle></a>'
)
_SQUARE = Markup(
    '<a href="{href}" aria-label="{title}"><rect class="{side} fill-{status}" x="{x:.1f}" y="{y:.1f}"'
    ' width="13" height="13" rx="2"><title>{title}</title></rect>{label}</a>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """Where longitudes and latitudes fall on the drawing (Mercator)."""

    west: float
    north: float  # Mercator units
    scale: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Units of the drawing, from the upper left."""
        return (lon - self.west) * self.scale, (self.north - mercator(lat)) * self.scale


def mercator(lat: float) -> float:
    """Latitude in degrees of longitude at the equator, as Mercator stretches it."""
    held = max(-_MERCATOR_END, min(_MERCATOR_END, lat))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(held) / 2)))


def bounds_of(points: Sequence[tuple[float, float]]) -> Bounds | None:
    """West, south, east, north around (lon, lat) points, with room; None for no points."""
    if not points:
        return None
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    middle = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    wide = max(LEAST_SPAN, (max(lons) - min(lons)) * 1.25)
    high = max(LEAST_SPAN * 0.5, (max(lats) - min(lats)) * 1.25)
    return middle[0] - wide / 2, middle[1] - high / 2, middle[0] + wide / 2, middle[1] + high / 2


def draw(page: MapPage, bounds: Bounds, colour: Colour, link: Link) -> Markup:
    """The whole map of one day. `link` gives the address of an id's page."""
    plate = _plate(bounds)
    parts = [_land(plate), *_harm(page.incidents, plate, link), *_towns(page.places, plate, colour, link)]
    return Markup(
        '<svg class="world" viewBox="0 0 {w:.0f} {h:.0f}" role="group"'
        ' aria-label="Map; the same data stand in the tables below">{body}</svg>'
    ).format(w=WIDTH, h=HEIGHT, body=Markup("").join(parts))


def harm_of(line: IncidentLine) -> tuple[int, int]:
    """Reported low and high of the killed, else of the injured, that size an incident's rings."""
    for kind in (HarmKind.KILLED, HarmKind.CASUALTIES, HarmKind.INJURED):
        found = [t for t in line.tolls if t.kind is kind and t.low is not None and t.high is not None]
        if found:
            return max(map(_low, found)), max(map(_high, found))
    return 0, 0


def _low(toll: TollLine) -> int:
    return toll.low or 0


def _high(toll: TollLine) -> int:
    return toll.high or 0


def _plate(bounds: Bounds) -> Plate:
    west, south, east, north = bounds
    top, bottom = mercator(north), mercator(south)
    scale = min(WIDTH / (east - west), HEIGHT / (top - bottom))
    spare_x, spare_y = WIDTH / scale - (east - west), HEIGHT / scale - (top - bottom)
    return Plate(west=west - spare_x / 2, north=top + spare_y / 2, scale=scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One outer ring of a country, with its extent."""

    name: str
    extent: Bounds
    ring: Ring


@cache
def _outlines() -> tuple[Outline, ...]:
    """All countries' outer rings; none where the page's parts were not built."""
    if not OUTLINES.exists():
        return ()
    found: list[Outline] = []
    for name, polygons in json.loads(OUTLINES.read_text(encoding="utf-8")):
        for polygon in polygons:
            ring: Ring = polygon[0]
            xs, ys = [p[0] for p in ring], [p[1] for p in ring]
            found.append(Outline(name=name, extent=(min(xs), min(ys), max(xs), max(ys)), ring=ring))
    return tuple(found)


def _in_sight(plate: Plate) -> list[Outline]:
    west, north = plate.west, plate.north
    east, south = west + WIDTH / plate.scale, north - HEIGHT / plate.scale
    return [
        outline
        for outline in _outlines()
        if outline.extent[2] >= west
        and outline.extent[0] <= east
        and mercator(outline.extent[3]) >= south
        and mercator(outline.extent[1]) <= north
    ]


@lru_cache(maxsize=64)
def _land(plate: Plate) -> Markup:
    """Outlines and the names of countries; the same for every day, so drawn once for a view."""
    paths = "".join(_path(outline.ring, plate) for outline in _in_sight(plate))
    land = Markup('<path class="land" d="{}"/>').format(paths)
    for name, lon, lat in _names(plate):
        x, y = plate.at(lon, lat)
        land += Markup('<text class="country" x="{x:.0f}" y="{y:.0f}">{name}</text>').format(
            x=x, y=y, name=name
        )
    return land


def names_of(bounds: Bounds) -> tuple[tuple[str, float, float], ...]:
    """Names of the countries in sight, each with a point well inside what is seen of it."""
    return _names(_plate(bounds))


@lru_cache(maxsize=64)
def _names(plate: Plate) -> tuple[tuple[str, float, float], ...]:
    steps_x, steps_y = 20, 12
    grid = [
        (
            plate.west + WIDTH / plate.scale * (i + 0.5) / steps_x,
            plate.north - HEIGHT / plate.scale * (j + 0.5) / steps_y,
        )
        for i in range(1, steps_x - 1)
        for j in range(1, steps_y - 1)
    ]
    inside: dict[str, list[tuple[float, float]]] = {}
    for outline in _in_sight(plate):
        ring = [(p[0], mercator(p[1])) for p in outline.ring]
        inside.setdefault(outline.name, []).extend(p for p in grid if _holds(ring, p))
    found = []
    for name, points in sorted(inside.items()):
        if len(points) < 6:
            continue
        middle = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
        x, y = min(points, key=lambda p: (math.dist(p, middle), p))
        found.append((name, round(x, 1), round(_latitude(y), 1)))
    return tuple(found)


def _latitude(mercator_y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(mercator_y))) - math.pi / 2)


def _holds(ring: Sequence[tuple[float, float]], point: tuple[float, float]) -> bool:
    """True if a point lies inside a ring (a ray to the east crosses it an odd number of times)."""
    x, y = point
    crossings = False
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            crossings = not crossings
    return crossings


def _path(ring: Ring, plate: Plate) -> str:
    """A ring as path data; what is far outside the drawing is kept coarse."""
    points: list[tuple[float, float]] = []
    for lon, lat in ring:
        x, y = plate.at(lon, lat)
        outside = not (-WIDTH < x < 2 * WIDTH and -HEIGHT < y < 2 * HEIGHT)
        fine = _FINE * (40 if outside else 1)
        if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) >= fine:
            points.append((x, y))
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "Z" if len(points) > 2 else ""


def _harm(lines: Iterable[IncidentLine], plate: Plate, link: Link) -> list[Markup]:
    parts = []
    for line in sorted(lines, key=lambda i: -harm_of(i)[1]):
        place = line.place
        if place is None or place.lat is None or place.lon is None:
            continue
        low, high = harm_of(line)
        x, y = plate.at(place.lon, place.lat)
        parts.append(
            _RINGS.format(
                href=link(f"/incidents/{line.id}"),
                title=_title(line),
                x=x,
                y=y,
                r=12 + 2.2 * math.sqrt(low),
                R=12 + 2.2 * math.sqrt(high),
            )
        )
    return parts


def _title(line: IncidentLine) -> str:
    tolls = "; ".join(wording.toll_words(t) for t in line.tolls)
    when = wording.days(line.first_day, line.last_day)
    return f"{line.headline}, {when}{f': {tolls}, reported' if tolls else ''}"


def _towns(places: Iterable[PlacedDay], plate: Plate, colour: Colour, link: Link) -> list[Markup]:
    parts: list[Markup] = []
    labelled: list[tuple[float, float]] = []
    for placed in places:
        place, row = placed.place, placed.row
        if place.lat is None or place.lon is None:
            continue
        x, y = plate.at(place.lon, place.lat)
        status = row.status if row else Status.UNKNOWN
        title = f"{place.name}: {told(row) if row else 'no word on who holds it'}"
        free = len(labelled) < _LABELS and all(abs(x - a) > 90 or abs(y - b) > 16 for a, b in labelled)
        if free:
            labelled.append((x, y))
        label = Markup('<text class="town" x="{x:.1f}" y="{y:.1f}">{name}</text>').format(
            x=x + 10, y=y + 4, name=place.name
        )
        parts.append(
            _SQUARE.format(
                href=link(f"/places/{place.id}"),
                title=title,
                side=colour(row.side) if row else "s0",
                status=status.value,
                x=x - 6.5,
                y=y - 6.5,
                label=label if free else Markup(""),
            )
        )
    return parts[::-1]  # what is told most lies on top
