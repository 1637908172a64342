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
from onrecord.read.placecues import cues
from onrecord.read.placepage import APPOSED, Mention, Names, Page
from onrecord.read.placerank import LARGE, VILLAGE, Context
from onrecord.read.placewords import runs

# ", a small border village": the noun is the last word before a comma, "of", a number ...
_RADIUS_KM = 25.0
_CONFIDENCE = 0.4
_FUZZY_KM = 150.0  # a look-alike farther from every other place named is another place
_STRANGER_SHARE = 0.12  # countries with less of the votes are strangers to the report
_HOME_SHARE = 0.45
_LANDS = frozenset({"province", "district", "governorate", "county", "oblast", "department"})
_WELL_KNOWN = 12.0  # ln of about 160,000 inhabitants: such towns need no introduction


def settle(
    page: Page, mentions: list[Mention], names: Names, context: Context, veto: Callable[[str], bool]
) -> list[Mention]:
    """The mentions plus names only cues speak for; strangers made unlisted or dropped."""
    out: list[Mention] = []
    for mention in mentions:
        if mention.demonym or not _stranger(mention, context):
            out.append(mention)
        elif mention.noun is not None and mention.noun.kind == "town":
            _try_sound(mention, mentions, names, context)
            out.append(mention)
        elif mention.located or mention.evidence > 4.0:
            out.append(mention)
    for mention in _unknown(page, out, veto):
        mention.chosen = None
        _try_sound(mention, mentions, names, context)
        out.append(mention)
    out.sort(key=lambda m: m.start)
    for mention in out:
        if mention.chosen is None:
            mention.anchor = _anchor(mention, out)
    return [m for m in out if m.chosen is not None or m.anchor is not None]


def ref(m: Mention, relation: str) -> PlaceRef:
    """The reference an unlisted place makes: inside its anchor's area, within 25 km of its anchor's point."""
    anchor = m.anchor.chosen.place if m.anchor is not None and m.anchor.chosen is not None else None
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
    if place.kind is not PlaceKind.TOWN or m.chosen.weight >= _WELL_KNOWN or not context.votes:
        return False
    # A name does not vouch for itself.
    strongest = max(context.share(c, m.cast) for c in context.votes)
    return strongest >= _HOME_SHARE and context.share(place.country, m.cast) < _STRANGER_SHARE


def _unknown(page: Page, mentions: list[Mention], veto: Callable[[str], bool]) -> list[Mention]:
    """Capitalised names that a place noun introduces ('the village of X and Y') but nothing lists."""
    taken = {i for m in mentions for i in range(m.first, m.last + 1)}
    out: list[Mention] = []
    for i, word in enumerate(page.words):
        if i in taken or not word.capital or (i and page.words[i - 1].capital and word.gap in {" ", "-"}):
            continue
        noun = _introduced(page, i) or _followed(page, i, out) or _explained(page, i)
        if noun is None:
            continue
        last = _end(page, i, taken)
        text = page.text[word.start : page.words[last].end]
        if (
            veto(text)
            or text.lower() in cues().traps
            or text in page.persons
            or any(k in taken for k in range(i, last + 1))
        ):
            continue
        m = Mention(i, last, word.start, page.words[last].end, text, page.sentence_of(word.start), ())
        m.noun_word, m.noun, m.located, m.lead = noun, cues().nouns[noun], True, word.start
        taken.update(range(i, last + 1))
        out.append(m)
    return out + _repeats(page, out, taken)


def _end(page: Page, i: int, taken: set[int]) -> int:
    """Last word of an unlisted name: capitalised words and Arabic articles, never over 'and' or 'of'."""
    last = i
    for j in sorted(runs(page.words, i)):
        inner = {page.words[k].low for k in range(i, j)}
        if j in taken or inner & {"and", "of", "in", "on", "the", "y", "e"}:
            break
        last = j
    return last


def _introduced(page: Page, i: int) -> str | None:
    """The settlement noun before 'of X' or straight before X."""
    words = page.words
    p = i - 1
    while p >= 0 and words[p + 1].gap in {" ", "-"} and words[p].low in {"al", "el", "the"}:
        p -= 1
    if p < 0 or words[p + 1].gap != " ":
        return None
    if words[p].low in {"of", "called", "named"} and p and words[p].gap == " ":
        p -= 1
    elif words[p].low not in {"village", "town", "villages", "towns", "hamlet"}:
        return None
    noun = cues().nouns.get(words[p].low)
    if (
        noun is not None
        and noun.kind in {"town", "area"}
        and not words[p].capital
        and words[p].low != "state"
    ):
        return words[p].low
    return None


def _followed(page: Page, i: int, before: list[Mention]) -> str | None:
    """The noun after 'X village', or of the list that 'villages of W and X' began."""
    words = page.words
    last = next(iter(runs(words, i)), i)
    if last + 1 < len(words) and words[last + 1].gap == " ":
        low = words[last + 1].low
        noun = cues().nouns.get(low)
        if noun is not None and noun.kind == "town" and low not in {"city", "settlement", "quarter"}:
            return low
        if low in _LANDS and i and words[i - 1].low in cues().locative | {"the"}:
            return low
    if before and before[-1].last + 1 <= i <= before[-1].last + 2:
        between = page.text[before[-1].end : words[i].start].strip()
        if between in {"and", ",", ", and"} and before[-1].noun_word.endswith("s"):
            return before[-1].noun_word
    return None


def _explained(page: Page, i: int) -> str | None:
    """The noun of 'near X, a village ...' or 'control of X - a small town'; 'town' if the tagger says GPE."""
    words, table = page.words, cues()
    if not i or words[i].gap != " ":
        return None
    two = f"{words[i - 2].low} {words[i - 1].low}" if i > 1 else ""
    if words[i - 1].low not in table.locative and two not in table.locative:
        return None
    last = _end(page, i, set())
    after = page.text[words[last].end : words[last].end + 60]
    if told := APPOSED.match(after):
        for word in reversed(told.group(1).lower().split()):
            noun = table.nouns.get(word)
            if noun is not None and noun.kind == "town":
                return word
    span = (words[i].start, words[last].end)
    if span[1] - span[0] < 4 or page.text[span[0] : span[1]].isupper():
        return None
    return "town" if any((s, e) == span and label == "GPE" for s, e, label in page.entities) else None


def _repeats(page: Page, found: list[Mention], taken: set[int]) -> list[Mention]:
    """The same unlisted names wherever else they stand."""
    known = {m.text: m for m in found}
    out = []
    for i, word in enumerate(page.words):
        if i in taken or not word.capital:
            continue
        for j in runs(page.words, i):
            text = page.text[word.start : page.words[j].end]
            if (first := known.get(text)) and not taken.intersection(range(i, j + 1)):
                m = Mention(i, j, word.start, page.words[j].end, text, page.sentence_of(word.start), ())
                m.noun, m.noun_word, m.lead = first.noun, first.noun_word, word.start
                taken.update(range(i, j + 1))
                out.append(m)
                break
    return out


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


def _anchor(m: Mention, mentions: list[Mention]) -> Mention | None:
    """The listed place nearest in the text, towns before areas before countries, same sentence first."""

    def far(o: Mention) -> tuple[int, int, int]:
        place = o.chosen.place if o.chosen else None
        coarse = (
            0
            if place and place.kind is PlaceKind.TOWN
            else 1
            if place and place.kind is PlaceKind.AREA
            else 2
        )
        gap = abs(o.sentence - m.sentence)
        return (min(gap, 3) // 3 + coarse, gap, abs(o.start - m.start))

    listed = [o for o in mentions if o.chosen is not None and not o.demonym and o.chosen.place.country]
    return min(listed, key=far) if listed else None
