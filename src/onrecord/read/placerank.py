"""Chooses which place a name means: by the company it keeps, never by inhabitants alone.

A log-linear score over a few features that know no names (geotime.md, 5). Names that a report spells alike
mean one place, unless a place noun beside them says otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.model.place import Hit, Match, Place, PlaceKind
from onrecord.read.placepage import Mention, Names, Page

# Log-linear weights: one round of coordinate search on the gold spans of TR-News and LGL-a, November 2026
# (benchmarks/places.py, `resolve`), then rounded. Moving one by a third costs up to a point of accuracy.
_PEOPLE = 0.5
_KIND = {"country": 8.0, "province": 2.2, "district": -1.0, "town": 2.0, "region": 3.0, "feature": 0.0}
_MATCH = {Match.EXACT: 0.0, Match.ALIAS: 1.0, Match.FOLDED: -0.7, Match.ARTICLE: -2.0, Match.FUZZY: -3.5}
_PRINCIPAL = 0.5
_COUNTRY_SHARE = 8.0
_IN_NAMED_AREA = 2.0
_NEAR_OTHERS, _NEAR_KM, _NEAR_MOST = 2.2, 110.0, 4
_TOLD_INSIDE, _TOLD_AROUND = 8.0, 4.0  # "X, Y" and "X in Y province"
_SAYS_KIND = 4.5
_NO_VILLAGE = 5.0
VILLAGE = 2  # size that lexicons/places.toml gives the noun
LARGE = 10.3  # ln of about 30,000 inhabitants: nobody calls it a village
_CAPITAL = 3.3
_STRANGE = 2.0  # of a country that nothing else speaks of, while others are named
_UNKNOWN = 7.5  # weight of a district none of whose towns we know
_LEANS = 0.5  # votes from beside the text that tell a country
_DOUBT = 0.5  # votes for no country, so that one name alone does not decide
_SPEAKS_OF = 0.15  # a country with this share of the votes is one the report speaks of
_NONE: Mapping[str, float] = {}
_KEPT = 10  # candidates kept after the first round
_WIDEST = 60  # candidates looked at


@dataclass(slots=True)
class Group:
    """The mentions of one name in one sense, with its candidates and their scores."""

    mentions: list[Mention]
    hits: list[Hit]
    noun: str
    small: bool  # introduced as a village
    inside: list[Group] = field(default_factory=list)
    around: list[Group] = field(default_factory=list)
    cast: dict[str, float] = field(default_factory=dict)  # its own country votes
    scores: list[float] = field(default_factory=list)
    capitals: frozenset[str] = frozenset()  # ids of candidates that are capitals of their countries

    @property
    def best(self) -> Hit | None:
        """The candidate with the highest score so far."""
        return self.hits[0] if self.hits else None


@dataclass(slots=True)
class Context:
    """What the report as a whole speaks of; `told` are the countries it names or is known to be about."""

    votes: dict[str, float]
    areas: frozenset[str]
    told: frozenset[str] = frozenset()
    leant: frozenset[str] = frozenset()  # countries that anything beside the text leans it to
    total: float = field(init=False)  # of the votes

    def __post_init__(self) -> None:
        self.total = sum(self.votes.values())

    def share(self, country: str, cast: Mapping[str, float] = _NONE) -> float:
        """Share of the report's country votes, 0 to 1, those that are `cast` by the asker left out."""
        total = self.total - sum(cast.values())
        mine = self.votes.get(country, 0.0) - cast.get(country, 0.0)
        return mine / (total + _DOUBT) if total + _DOUBT > 0 and mine > 0 else 0.0

    @property
    def countries(self) -> frozenset[str]:
        """Countries the report clearly speaks of."""
        return frozenset(c for c in self.votes if c and self.share(c) >= _SPEAKS_OF)


def rank(page: Page, mentions: list[Mention], names: Names, beside: Mapping[str, float]) -> Context:
    """Give each mention its candidates in order and the chosen one; `beside` are votes for countries."""
    groups = _groups(mentions)
    by_mention = {id(m): g for g in groups for m in g.mentions}
    _link(page, mentions, by_mention)
    context = Context(_votes(groups, beside), frozenset())
    for group in groups:
        group.capitals = _capitals(group, names)
        _score(group, context, [])
        del group.hits[_KEPT:], group.scores[_KEPT:]
    votes = _sure_votes(groups, beside)
    context = Context(votes, _named_areas(groups), _told(groups, beside), frozenset(beside))
    for _ in range(2):
        points = [(g, b.place) for g in groups if (b := g.best) is not None and _small(b.place)]
        for group in groups:
            _score(group, context, [p for g, p in points if g is not group])
    for group in groups:
        for mention in group.mentions:
            mention.ranked = list(zip(group.scores, group.hits, strict=True))
            mention.chosen = group.best
            mention.cast = group.cast
    return context


def _capitals(group: Group, names: Names) -> frozenset[str]:
    large = {h.place.country for h in group.hits if h.place.kind is PlaceKind.TOWN and h.weight > 7.0}
    found = (names.capital(country) for country in large if country)
    ids = {h.place.id for h in group.hits}
    return frozenset(p.id for p in found if p is not None and p.id in ids)


def _groups(mentions: list[Mention]) -> list[Group]:
    out: dict[tuple[str, str], Group] = {}
    for m in mentions:
        noun = m.noun.kind if m.noun else ""
        key = (m.text.lower(), noun if noun in {"area", "feature"} else "")
        group = out.get(key)
        if group is None:
            small = any(n.noun is not None and n.noun.size == VILLAGE for n in mentions if n.text == m.text)
            out[key] = Group([m], list(m.hits[:_WIDEST]), noun, small)
        else:
            group.mentions.append(m)
            group.noun = group.noun or noun
    return list(out.values())


def _link(page: Page, mentions: list[Mention], groups: dict[int, Group]) -> None:
    """Find 'X, Y' and 'X in Y' between neighbours."""
    for a, b in pairwise(mentions):
        if b.demonym or a.sentence != b.sentence or b.start - a.end > 40:
            continue
        between = page.text[a.end : b.lead].strip().lower()
        if between in {",", "(", ", in", "in", "in the", ", in the", "of", ""} or _noun_between(between):
            first, second = groups[id(a)], groups[id(b)]
            if first is not second:
                first.inside.append(second)
                second.around.append(first)


def _noun_between(between: str) -> bool:
    words = between.replace(",", " ").split()
    return 0 < len(words) <= 4 and "in" in words and "and" not in words


def _votes(groups: list[Group], beside: Mapping[str, float]) -> dict[str, float]:
    """Country votes before anything is chosen: countries 2, provinces 1, others split among countries."""
    for group in groups:
        strict = [h for h in group.hits if h.match in {Match.EXACT, Match.ALIAS, Match.FOLDED}]
        times = math.sqrt(len(group.mentions))
        countries = {h.place.country for h in strict if h.place.country}
        named = [h for h in strict if h.place.kind is PlaceKind.COUNTRY]
        group.cast = {}
        if named:
            group.cast[named[0].place.country] = (1.0 if group.mentions[0].demonym else 2.0) * times
        elif countries:
            group.cast = {country: times / len(countries) for country in countries}
    return _total(groups, beside)


def _sure_votes(groups: list[Group], beside: Mapping[str, float]) -> dict[str, float]:
    """Country votes of what the first round chose."""
    for group in groups:
        best = group.best
        group.cast = {}
        if best is None or not best.place.country:
            continue
        strength = 1.0
        if best.place.kind is PlaceKind.COUNTRY:
            strength = 1.0 if group.mentions[0].demonym else 2.0
        if any(m.dateline for m in group.mentions):
            strength += 1.0
        group.cast[best.place.country] = strength * math.sqrt(len(group.mentions))
    return _total(groups, beside)


def _total(groups: list[Group], beside: Mapping[str, float]) -> dict[str, float]:
    votes: dict[str, float] = defaultdict(float, beside)
    for group in groups:
        for country, strength in group.cast.items():
            votes[country] += strength
    return votes


def _told(groups: list[Group], beside: Mapping[str, float]) -> frozenset[str]:
    """Countries that are named, or clearly leaned to by what stands beside the text."""
    named = {b.place.country for g in groups if (b := g.best) and b.place.kind is PlaceKind.COUNTRY}
    return frozenset(named | {c for c, strength in beside.items() if strength >= _LEANS})


def _named_areas(groups: list[Group]) -> frozenset[str]:
    return frozenset(b.place.id for g in groups if (b := g.best) and b.place.kind is PlaceKind.AREA)


def _small(place: Place) -> bool:
    return place.lat is not None and place.kind in {PlaceKind.TOWN, PlaceKind.AREA} and len(place.parents) > 0


def _level(place: Place) -> str:
    if place.kind is PlaceKind.AREA:
        return "province" if len(place.parents) == 1 else "district"
    return place.kind.value


def _score(group: Group, context: Context, others: list[Place]) -> None:
    scored = []
    for hit in group.hits:
        place = hit.place
        score = _PEOPLE * (hit.weight or _UNKNOWN) + _KIND[_level(place)] + _MATCH[hit.match]
        score += _PRINCIPAL * hit.principal + _COUNTRY_SHARE * context.share(place.country, group.cast)
        score += _CAPITAL * (place.id in group.capitals)
        if context.told and place.country not in context.told and place.kind is PlaceKind.TOWN:
            score -= _STRANGE * (context.share(place.country, group.cast) == 0.0)
        if context.areas.intersection(place.parents):
            score += _IN_NAMED_AREA
        score += _fits(group.noun, place) - _NO_VILLAGE * (group.small and hit.weight > LARGE)
        if any(_inside(place, g) for g in group.inside):
            score += _TOLD_INSIDE
        if any(_holds(place, g) for g in group.around):
            score += _TOLD_AROUND
        if others and place.kind is not PlaceKind.COUNTRY:
            score += _NEAR_OTHERS * min(_NEAR_MOST, sum(1 for o in others if _near(place, o)))
        scored.append((score, hit))
    scored.sort(key=lambda x: (-x[0], x[1].place.id))
    group.scores = [s for s, _ in scored]
    group.hits = [h for _, h in scored]


def _fits(noun: str, place: Place) -> float:
    if not noun or noun == "country":
        return 0.0
    kind = {"town": PlaceKind.TOWN, "area": PlaceKind.AREA, "feature": PlaceKind.FEATURE}[noun]
    if place.kind is kind or (noun == "area" and place.kind is PlaceKind.REGION):
        return _SAYS_KIND
    return 0.0


def _inside(place: Place, outer: Group) -> bool:
    return any(
        h.place.id in place.parents
        or (h.place.kind is PlaceKind.COUNTRY and h.place.country == place.country)
        for h in outer.hits[:_KEPT]
        if h.place.id != place.id
    )


def _holds(place: Place, inner: Group) -> bool:
    return any(place.id in h.place.parents for h in inner.hits[:_KEPT])


def _near(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    high = (a.lat - b.lat) * 111.0
    if abs(high) > _NEAR_KM:
        return False
    wide = (a.lon - b.lon) * 111.0 * math.cos(math.radians(a.lat))
    return high * high + wide * wide <= _NEAR_KM * _NEAR_KM
