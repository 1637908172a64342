"""Places of the gazetteer, and places as a report names them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.values import Span


class PlaceKind(StrEnum):
    """What sort of place; only towns and finer are shown as points."""

    COUNTRY = "country"
    AREA = "area"  # province, district
    REGION = "region"  # Donbas, Darfur, a continent, a sea: no administration of its own
    TOWN = "town"  # any populated place
    FEATURE = "feature"  # river, mountain, crossing, base, camp


class Match(StrEnum):
    """How a name was matched; `fuzzy` only inside a country the report names, and shown as such."""

    EXACT = "exact"
    FOLDED = "folded"
    ARTICLE = "article"
    FUZZY = "fuzzy"
    ALIAS = "alias"
    UNLISTED = "unlisted"
    ANAPHOR = "anaphor"
    CODED = "coded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the gazetteer. `parents` runs from the nearest area up to the country's id."""

    id: str
    name: str
    kind: PlaceKind
    country: str  # ISO 3166-1 alpha-2, '' where none
    lat: float | None
    lon: float | None
    radius_km: float
    population: int = 0
    parents: tuple[str, ...] = ()
    zone: str = ""  # IANA time zone, '' where unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible reading of a name, with its score (log scale, comparable inside one mention)."""

    place: str
    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """A place as a report names it, resolved or `unlisted`, with the runners-up.

    `relation` keeps 'outskirts', 'near', 'east of' ...; `within` lists ids of the areas and the
    country that contain it. Coordinates are those of the populated place, never finer; None for areas
    too large for a point and for places we cannot position. `radius_km` is the footprint
    (HOUSE, Types: Places), widened by 10 km for 'outskirts', 'near', 'around'.
    """

    as_written: str
    span: Span | None = None
    id: str  # gn: pcode: user: on: un:
    name: str
    kind: PlaceKind
    country: str = ""
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 0.0
    relation: str = ""
    match: Match = Match.EXACT
    confidence: float = 1.0
    antecedent: Span | None = None  # where 'the town' leads back to
    runners_up: tuple[Candidate, ...] = ()
    zone: str = ""

    @property
    def listed(self) -> bool:
        """False if no gazetteer we have knows the place."""
        return not self.id.startswith("un:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place that a name may mean. `principal`: it is what the gazetteer itself calls the place.

    `weight` is the natural log of 1 + inhabitants (of an area: of its towns; of a region: a convention).
    """

    place: Place
    match: Match
    principal: bool
    weight: float
