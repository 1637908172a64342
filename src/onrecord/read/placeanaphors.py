"""'The town', 'the province', 'there', 'the Afghan capital': which named place they lead back to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from onrecord.model.place import Match, PlaceKind, PlaceRef
from onrecord.model.values import Span
from onrecord.read.placecues import Noun, cues
from onrecord.read.placeframes import aside
from onrecord.read.placepage import WIDER_KM, Mention, Names, Page, relation
from onrecord.read.placerank import Context

# Which kinds an anaphor's noun may lead back to, beside what place.noun.* says.
_KINDS = {
    "town": {PlaceKind.TOWN},
    "area": {PlaceKind.AREA, PlaceKind.REGION},
    "country": {PlaceKind.COUNTRY},
    "feature": {PlaceKind.FEATURE},
    "": {PlaceKind.TOWN, PlaceKind.AREA, PlaceKind.REGION},
}
_CONFIDENCE = 0.7
_BACK = 12  # sentences an anaphor reaches back
_ASIDE = 1.8  # against a place that only places another, or a speaker
_NEAR, _MAIN = 2, 0.3  # "the capital": sentences back, and share, of the country last told of
_TOLD_OF = 8.0  # for a country the report speaks of


def find(
    page: Page, mentions: list[Mention], refs: list[PlaceRef], names: Names, context: Context
) -> list[PlaceRef]:
    """The anaphors of a page that lead somewhere, as references with their antecedent's span."""
    named = [(m, r) for m, r in zip([m for m in mentions if not m.demonym], refs, strict=True)]
    out: list[PlaceRef] = []
    for match in cues().anaphor.finditer(page.text):
        noun = match.group("noun").lower()
        span = Span(start=match.start(), end=match.end())
        if _named_after(page, named, span):
            continue
        if noun == "capital":
            provincial = "provincial" in match.group().lower()
            found = None if provincial else _capital(page, mentions, span, names, context)
        else:
            found = _lead_back(page, named, span, _Wanted(cues().nouns[noun], noun), names, context)
        if found is not None:
            out.append(found)
    out += _nation_capitals(page, mentions, names)
    for match in cues().there.finditer(page.text):
        span = Span(start=match.start(), end=match.end())
        found = _lead_back(page, named, span, _Wanted(Noun("", 0), "there"), names, context)
        if found is not None:
            out.append(found)
    return out


def _named_after(page: Page, named: list[tuple[Mention, PlaceRef]], span: Span) -> bool:
    """True where the name itself follows: 'the port town Qadra', 'the city, Qadra,' or 'Qadra province'."""
    after = page.text[span.end : span.end + 2]
    return any(m.start == span.end + 1 and after[:1] == " " for m, _ in named)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an anaphor's noun asks for."""

    noun: Noun
    word: str


def _lead_back(
    page: Page,
    named: list[tuple[Mention, PlaceRef]],
    span: Span,
    wanted: _Wanted,
    names: Names,
    context: Context,
) -> PlaceRef | None:
    here = page.sentence_of(span.start)
    counts = Counter(ref.id for _, ref in named)
    most = max(counts.values(), default=1)
    best: tuple[float, Mention, PlaceRef] | None = None
    for m, ref in named:
        if m.end > span.start or here - m.sentence > _BACK or ref.kind not in _KINDS[wanted.noun.kind]:
            continue
        score = _suits(m, ref, wanted.noun, wanted.word) - 0.6 * (here - m.sentence)
        score += 1.5 * counts[ref.id] / most - (2.0 if m.dateline else 0.0)
        score += 0.8 if m.located else 0.0
        score -= _ASIDE * aside(page.text, m.lead, ref.relation)
        if not wanted.noun.kind and ref.kind is PlaceKind.TOWN:
            score += 1.2  # "there": the town rather than the province it lies in
        if not m.located and _stands_for_government(ref, names):
            score -= 2.0
        if ref.kind is PlaceKind.COUNTRY:
            score += _TOLD_OF * context.share(ref.country)
        score += 0.002 * (m.start - span.start) if m.sentence == here else 0.0
        if best is None or score >= best[0]:
            best = (score, m, ref)
    if best is None or best[0] < -4.0:
        return None
    return _as(page, best[2], span, Span(start=best[1].start, end=best[1].end))


def _stands_for_government(ref: PlaceRef, names: Names) -> bool:
    """True for a capital: "Damascus claimed" is no talk of the city."""
    capital = names.capital(ref.country) if ref.kind is PlaceKind.TOWN else None
    return capital is not None and capital.id == ref.id


def _suits(m: Mention, ref: PlaceRef, noun: Noun, word: str) -> float:
    """How well a named place goes with the noun that leads back to it."""
    if m.noun_word and m.noun_word.rstrip("s") == word:
        return 2.0
    if noun.kind != "town":
        return 0.5 if noun.kind else 0.0
    if m.noun is not None and m.noun.kind == "town":
        # 'the city' does not lead back to 'the village of X'.
        return -1.5 * abs(m.noun.size - noun.size)
    if ref.match is Match.UNLISTED:
        return -2.0 if noun.size > 2 else 0.5
    return 0.5 if noun.size >= 3 else -1.5


def _as(page: Page, ref: PlaceRef, span: Span, antecedent: Span | None) -> PlaceRef:
    """The place led back to, with the relation that is told here ("east of the city")."""
    told, wider = relation(page, span.start, span.end, page.sentence_of(span.start))
    apart = WIDER_KM * (bool(wider) - bool(ref.relation))
    return replace(
        ref,
        span=span,
        as_written=span.of(page.text),
        match=Match.ANAPHOR,
        antecedent=antecedent,
        relation=told,
        radius_km=max(0.0, ref.radius_km + apart),
        confidence=min(ref.confidence, _CONFIDENCE),
        runners_up=(),
    )


def _capital(
    page: Page, mentions: list[Mention], span: Span, names: Names, context: Context
) -> PlaceRef | None:
    """'the capital': of the main country last told of near by, else of the one the report speaks of most."""
    here = page.sentence_of(span.start)
    before = [
        m
        for m in mentions
        if m.end <= span.start and here - m.sentence <= _NEAR and m.chosen is not None and not m.people
    ]
    told = [m for m in before if m.chosen is not None and context.share(m.chosen.place.country) >= _MAIN]
    source: Mention | None = None
    if told and told[-1].chosen is not None:
        code, source = told[-1].chosen.place.country, told[-1]
    elif context.votes:
        code = max(sorted(context.votes), key=lambda c: context.votes[c])
    else:
        return None
    return _town(page, code, span, source, names)


def _nation_capitals(page: Page, mentions: list[Mention], names: Names) -> list[PlaceRef]:
    """'the Afghan capital', "Afghanistan's capital": where no name follows."""
    out = []
    starts = {m.first for m in mentions}
    for m in mentions:
        k = m.last + 1
        if k >= len(page.words) or page.words[k].low != "capital" or m.chosen is None:
            continue
        if k + 1 in starts and page.words[k + 1].gap in {" ", ", "}:
            continue
        if m.chosen.place.kind is not PlaceKind.COUNTRY:
            continue
        first = m.first - 1 if m.first and page.words[m.first - 1].low == "the" else m.first
        begin = page.words[first].start if m.demonym else page.words[k].start
        found = _town(page, m.chosen.place.country, Span(start=begin, end=page.words[k].end), m, names)
        if found is not None:
            out.append(found)
    return out


def _town(page: Page, code: str, span: Span, source: Mention | None, names: Names) -> PlaceRef | None:
    place = names.capital(code)
    if place is None:
        return None
    return PlaceRef(
        as_written=span.of(page.text),
        span=span,
        id=place.id,
        name=place.name,
        kind=place.kind,
        country=place.country,
        within=place.parents,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        match=Match.ANAPHOR,
        confidence=_CONFIDENCE,
        antecedent=Span(start=source.start, end=source.end) if source else None,
        zone=place.zone,
    )
