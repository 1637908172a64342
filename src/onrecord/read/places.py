"""Finds the places a text names and says which they are: resolved, unlisted, or meant by 'the town'.

Led by the gazetteer and by cues, the tagger being one vote (it knows none of the names wars bring up).
Coordinates, grid references and street addresses in a text are never read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from onrecord.model.place import Candidate, Hit, Match, Place, PlaceKind, PlaceRef
from onrecord.model.values import Span
from onrecord.read import placeanaphors, placepage, placerank, placespot, placeunlisted
from onrecord.read.parse import Doc
from onrecord.read.placecues import cues
from onrecord.read.placepage import Beside, Mention, Names, Page

__all__ = ["Beside", "Names", "find", "toponyms"]

_FUZZY_AT_MOST = 0.6
_POINT_KM = 25.0  # an area wider than this is no point
_SHARPNESS = 0.5  # of the scores' softmax; calibrated by eye on TR-News, so a rank more than a probability
_RUNNERS_UP = 4
_NOTHING = Beside()


def _never(name: str) -> bool:
    return False


def find(
    doc: Doc, names: Names, *, veto: Callable[[str], bool] = _never, beside: Beside = _NOTHING
) -> tuple[PlaceRef, ...]:
    """The places of a text, ordered by where they stand and not overlapping.

    `veto` says which names are actors and never places. A country's people ("Syrian") are no place, but
    help to choose, as does what stands `beside` the text. "the town", "there" and the like come with MATCH
    anaphor and their antecedent.
    """
    page = placepage.page(doc, beside)
    spotted = placespot.spot(page, names, veto)
    leaning = placepage.leaning(page, spotted, names)
    mentions = placespot.accepted(page, spotted, leaning)
    context = placerank.rank(page, mentions, names, leaning)
    kept = placeunlisted.settle(page, mentions, names, context, veto)
    refs = [_ref(page, m) for m in kept if not m.demonym]
    refs += placeanaphors.find(page, kept, refs, names, context)
    refs += [_land(m) for m in kept if m.demonym and _tells_land(page, m, kept)]
    return _apart(refs)


def toponyms(
    doc: Doc,
    names: Names,
    *,
    given: Iterable[tuple[int, int]] | None = None,
    beside: Beside = _NOTHING,
) -> list[tuple[int, int, Place | None]]:
    """Every toponym with its place, demonyms too; for `given` spans only those. For the outside data sets."""
    page = placepage.page(doc, beside)
    leaning = placepage.leaning(page, (), names)
    if given is None:
        mentions = placespot.accepted(page, placespot.spot(page, names, _never), leaning, bodies=True)
    else:
        mentions = placespot.given(page, list(given), names)
    context = placerank.rank(page, mentions, names, leaning)
    if given is None:
        mentions = placeunlisted.settle(page, mentions, names, context, _never)
    return [(m.start, m.end, m.chosen.place if m.chosen else None) for m in mentions if not m.people]


def _apart(refs: list[PlaceRef]) -> tuple[PlaceRef, ...]:
    out: list[PlaceRef] = []
    for ref in sorted(refs, key=lambda r: (r.span or Span(start=0, end=0), r.match is Match.ANAPHOR)):
        if ref.span is not None and (not out or out[-1].span is None or out[-1].span.end <= ref.span.start):
            out.append(ref)
    return tuple(out)


def _ref(page: Page, m: Mention) -> PlaceRef:
    relation, wider = placepage.relation(page, m.lead, m.end, m.sentence)
    relation, wider = (relation, wider) if relation else (m.direction, False)
    if m.chosen is None:
        return placeunlisted.ref(m, relation)
    return shown(m.chosen, m, relation, wider)


def shown(hit: Hit, m: Mention, relation: str, wider: bool) -> PlaceRef:
    """The reference a mention with a chosen place makes."""
    place = hit.place
    sure = _confidence(m.ranked, hit)
    point = place.kind in {PlaceKind.TOWN, PlaceKind.FEATURE} or (
        place.kind is PlaceKind.AREA and place.radius_km <= _POINT_KM
    )
    return PlaceRef(
        as_written=m.text,
        span=Span(start=m.start, end=m.end),
        id=place.id,
        name=place.name,
        kind=place.kind,
        country=place.country,
        within=place.parents,
        lat=place.lat if point else None,
        lon=place.lon if point else None,
        radius_km=place.radius_km + (placepage.WIDER_KM if wider else 0.0),
        relation=relation,
        match=hit.match,
        confidence=min(sure, _FUZZY_AT_MOST) if hit.match is Match.FUZZY else sure,
        runners_up=tuple(
            Candidate(place=h.place.id, name=h.place.name, score=round(s, 2))
            for s, h in m.ranked
            if h is not hit
        )[:_RUNNERS_UP],
        zone=place.zone,
    )


def _confidence(ranked: list[tuple[float, Hit]], hit: Hit) -> float:
    """Softmax of the scores, over places more than a town's footprint apart from the chosen one."""
    mine = next((s for s, h in ranked if h is hit), None)
    if mine is None:
        return _FUZZY_AT_MOST
    rivals = [s for s, h in ranked if h is not hit and not _nested(h.place, hit.place)]
    return round(1.0 / (1.0 + sum(math.exp(_SHARPNESS * (s - mine)) for s in rivals)), 3)


def _nested(a: Place, b: Place) -> bool:
    return a.id in b.parents or b.id in a.parents


def _tells_land(page: Page, m: Mention, mentions: list[Mention]) -> bool:
    """True for "northern Syrian towns", "in Syrian territory": the country, where no name follows."""
    k = m.last + 1
    if m.people or k >= len(page.words) or page.words[k].gap != " " or page.words[k].low not in cues().nouns:
        return False
    named = page.words[k + 1].start if k + 1 < len(page.words) else -1
    follows = page.text[page.words[k].end : page.words[k].end + 4]
    return (m.direction != "" or m.located) and follows != " of " and all(o.start != named for o in mentions)


def _land(m: Mention) -> PlaceRef:
    assert m.chosen is not None
    return shown(m.chosen, m, m.direction, False)
