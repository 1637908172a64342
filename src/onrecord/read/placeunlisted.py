"""Places no gazetteer of ours knows: kept under their own id, placed by what they are said to lie near.

"The town of Sukna, east of the city" is a place though we cannot look it up; a namesake in a country the
report does not speak of is not it. A look-alike in the right country, near the other places named, may be.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable

from onrecord.model.place import Match, Place, PlaceKind, PlaceRef
from onrecord.model.values import Span
from onrecord.read import placeunknown
from onrecord.read.placepage import Mention, Names, Page
from onrecord.read.placerank import LARGE, VILLAGE, Context

_RADIUS_KM = 25.0
# What an anchor costs, in sentences: told later, coarse, of a country the report hardly speaks of.
_LATER, _FOREIGN = 0.5, 3.0
_COARSE = {PlaceKind.AREA: 0.4, PlaceKind.REGION: 0.8, PlaceKind.FEATURE: 0.4}
_LINK = 60  # characters of "X, 12 km south of Y", "X in the Y region"
_PLACES = re.compile(
    r",? (?:(?:and|or) \S+(?: \S+)?,? )?(?:(?:a|the|district|area|part|village|town|some|about|just) )*"
    r"(?:[\d.,]+ ?(?:km|miles|kilomet(?:er|re)s) )?(?:[a-z-]+ )?"
    r"(?:in|of|near|outside|from|inside) (?:the )?|, "
)
_CONFIDENCE = 0.4
_FUZZY_KM = 150.0  # a look-alike farther from every other place named is another place
_STRANGER_SHARE = 0.12  # countries with less of the votes are strangers to the report
_HOME_SHARE = 0.45
_CLEAR = 4.0  # evidence that needs no cue beside the name
# ln of about 160,000 inhabitants: such towns need no introduction; by their other names, of 2 million.
_WELL_KNOWN, _KNOWN_BY_ALL_NAMES = 12.0, 14.5


def settle(
    page: Page, mentions: list[Mention], names: Names, context: Context, veto: Callable[[str], bool]
) -> list[Mention]:
    """The mentions plus names only cues speak for; strangers made unlisted or dropped."""
    out: list[Mention] = []
    for mention in mentions:
        if mention.demonym or not _stranger(mention, context):
            out.append(mention)
        elif mention.located or mention.evidence > _CLEAR:
            _try_sound(mention, mentions, names, context)
            out.append(mention)
    for mention in placeunknown.find(page, out, veto):
        mention.chosen = None
        _try_sound(mention, mentions, names, context)
        out.append(mention)
    out.sort(key=lambda m: m.start)
    home = _home(context, names)
    for mention in out:
        if mention.chosen is None:
            anchor = _anchor(page, mention, out, context)
            mention.near = anchor.chosen.place if anchor is not None and anchor.chosen is not None else home
    return out


def _home(context: Context, names: Names) -> Place | None:
    """The country the report speaks of most, where it clearly speaks of one."""
    code = max(context.countries, key=lambda c: (context.votes[c], c), default="")
    capital = names.capital(code) if code and context.share(code) >= _HOME_SHARE else None
    return names.place(capital.parents[-1]) if capital is not None and capital.parents else None


def ref(m: Mention, relation: str) -> PlaceRef:
    """The reference an unlisted place makes: inside its anchor's area, within 25 km of its anchor's point.

    Where nothing tells where it lies, its name is kept as written, with no position.
    """
    anchor = m.near
    within: tuple[str, ...] = ()
    if anchor is not None:
        within = anchor.parents if anchor.kind is PlaceKind.TOWN else (anchor.id, *anchor.parents)
    point = anchor is not None and anchor.kind is PlaceKind.TOWN
    parent = within[-2] if len(within) > 1 else within[0] if within else "-"
    return PlaceRef(
        as_written=m.text,
        span=Span(start=m.start, end=m.end),
        id=f"un:{parent}/{slug(m.text)}",
        name=m.text,
        kind=PlaceKind.TOWN if m.noun is None or m.noun.kind == "town" else PlaceKind.AREA,
        country=anchor.country if anchor else "",
        within=within,
        lat=round(anchor.lat, 2) if point and anchor and anchor.lat is not None else None,
        lon=round(anchor.lon, 2) if point and anchor and anchor.lon is not None else None,
        radius_km=_RADIUS_KM,
        relation=relation,
        match=Match.UNLISTED,
        confidence=_CONFIDENCE,
        zone=anchor.zone if anchor else "",
    )


def slug(name: str) -> str:
    """A name as it stands in an id: letters and digits of the Latin alphabet, joined by hyphens."""
    loose = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in loose if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "-"


def _stranger(m: Mention, context: Context) -> bool:
    """True for a small town in a country the report does not speak of, while it speaks of another."""
    if m.chosen is None:
        return True
    if m.noun is not None and m.noun.size == VILLAGE and m.chosen.weight > LARGE:
        return True
    place = m.chosen.place
    known = _WELL_KNOWN if m.chosen.principal else _KNOWN_BY_ALL_NAMES
    if place.kind is not PlaceKind.TOWN or m.chosen.weight >= known or not context.votes:
        return False
    # A country where a body of the report fights is no strange one: agencies write from a city abroad.
    if place.country in context.leant:
        return False
    # A name does not vouch for itself.
    if context.share(place.country, m.cast) >= _STRANGER_SHARE:
        return False
    return bool(context.told) or max(context.share(c, m.cast) for c in context.votes) >= _HOME_SHARE


def _try_sound(m: Mention, mentions: list[Mention], names: Names, context: Context) -> None:
    """Take a similar-sounding place if it lies in a country of the report and near its other places."""
    m.chosen, m.ranked = None, []
    points = [
        o.chosen.place
        for o in mentions
        if o is not m and o.chosen is not None and o.chosen.place.kind is PlaceKind.TOWN
    ]
    hits = names.lookup(m.text, countries=context.countries)
    loose = [h for h in hits if h.place.country in context.countries and h.place.lat is not None]
    close = [(_nearest(h.place, points), h) for h in loose]
    close = [(d, h) for d, h in close if d <= _FUZZY_KM]
    if close:
        close.sort(key=lambda x: (x[0], x[1].place.id))
        m.chosen = close[0][1]
        m.ranked = [(-d / 10.0, h) for d, h in close]


def _nearest(place: Place, others: list[Place]) -> float:
    return min((_km(place, o) for o in others), default=math.inf)


def _km(a: Place, b: Place) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    return math.hypot((a.lat - b.lat) * 111.0, (a.lon - b.lon) * 111.0 * math.cos(math.radians(a.lat)))


def _anchor(page: Page, m: Mention, mentions: list[Mention], context: Context) -> Mention | None:
    """The listed place that tells best where an unlisted one lies: near, before it, in a country told of."""

    def far(o: Mention) -> tuple[float, int]:
        assert o.chosen is not None
        gap = m.sentence - o.sentence
        cost = abs(gap) + (_LATER if gap < 0 else 0.0) + _COARSE.get(o.chosen.place.kind, 0.0)
        cost += _FOREIGN * (context.share(o.chosen.place.country) < _STRANGER_SHARE)
        return cost + (1.0 if o.dateline else 0.0), abs(o.start - m.start)

    listed = [o for o in mentions if o.chosen is not None and not o.demonym and o.chosen.place.country]
    near = [o for o in listed if o.chosen is not None and o.chosen.place.kind is not PlaceKind.COUNTRY]
    linked = [o for o in listed if _linked(page, m, o)]
    return min(linked or near, key=far) if linked or near else None


def _linked(page: Page, m: Mention, o: Mention) -> bool:
    """Whether the words between them place one in or by the other: "X in Y", "X, 12 km south of Y"."""
    return 0 <= o.lead - m.end < _LINK and _PLACES.fullmatch(page.text, m.end, o.lead) is not None
