"""Decides which words of a text name a place: the gazetteer leads, cues and the tagger vote."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from onrecord.model.place import Hit, Match, Place, PlaceKind
from onrecord.read import placeframes
from onrecord.read.parse import word_classes
from onrecord.read.placecues import cues
from onrecord.read.placepage import Mention, Names, Page
from onrecord.read.placewords import ARTICLES, Word, runs

# Votes for "this names a place", in rough log-odds; fitted by hand on TR-News and the gold reports,
# November 2026. Moving the threshold by 0.5 trades about 2 points of precision against recall.
_TAGGED = {"GPE": 2.6, "LOC": 2.2, "FAC": 1.2, "NORP": -0.5, "ORG": -0.6, "PERSON": -1.6}
_TAGGED_INSIDE = {"GPE": 1.6, "LOC": 1.4, "FAC": -0.4, "NORP": -1.0, "ORG": 0.0, "PERSON": -4.0}
_TAGGED_OTHER = -1.0
_NOUN, _FEATURE_NOUN = 3.0, 0.5
_TRAP, _ALSO_SMALL, _CAPITAL_NEIGHBOUR = -3.0, -2.0, -1.6
_COUNTRY, _KNOWN, _ARTICLE_ONLY, _WIDER_FOLLOWS = 1.8, 0.35, -1.2, 2.0
# Words that begin sentences, and names only where the gazetteer writes them so: "A US soldier" is not Aus.
_OPENERS = frozenset(
    {"a", "an", "the", "in", "on", "at", "for", "from", "of", "to", "as", "and", "but", "or"}
)
_BARE = re.compile(r"^[Tt]he |['’]s$")
_ACCEPT = 1.3
_SURNAME = -2.2  # the text also has it inside a person's full name
# A cue beside it, and it lies in a country the text tells of.
_AT_HOME, _FOLDED_AT_HOME = 2.4, 1.8
_BODY = 2.2  # against a place inside the name of a body
_ECHO = 1.6  # the same words are accepted elsewhere, or what they are joined to by "and" is
_CLEAR_ECHO = 2.8  # the same, for a word that is nothing else
_BIG = 11.5  # ln of about 100,000 inhabitants


def spot(page: Page, names: Names, veto: Callable[[str], bool]) -> list[Mention]:
    """All mentions with evidence weighed, in order and not overlapping; not yet accepted."""
    out: list[Mention] = []
    i, words = 0, page.words
    while i < len(words):
        word = words[i]
        if not (word.capital or word.low in ARTICLES) or not _may_start(page, i, out):
            i += 1
            continue
        mention = _longest(page, i, names, veto)
        if mention is None:
            i += 1
            continue
        out.append(mention)
        i = mention.last + 1
    return out


def accepted(
    page: Page, mentions: list[Mention], leaning: Mapping[str, float], *, bodies: bool = False
) -> list[Mention]:
    """The mentions that name places; what is accepted once speaks for its repeats and its company.

    So does lying in a country that is told of, or that something beside the text leans to.
    With `bodies` also those inside the names of bodies, which tell no event's place.
    """
    if not bodies:
        for m in mentions:
            m.evidence -= _BODY * m.body
    sure = {m.text for m in mentions if m.evidence >= _ACCEPT and not m.demonym}
    spoken: set[int] = {id(m) for m in mentions if m.demonym or m.evidence >= _ACCEPT}
    traps, persons = cues().traps, {p.lower() for p in page.persons}
    told = _told_countries(m for m in mentions if id(m) in spoken) | leaning.keys()
    for m in mentions:
        if m.cued and m.evidence + _at_home(m, told) >= _ACCEPT and _clear(m, traps, persons):
            spoken.add(id(m))
            sure.add(m.text)
    for before, after in (*pairwise(mentions), *reversed(list(pairwise(mentions)))):
        if _coordinated(page, before, after):
            if id(before) in spoken and not before.demonym and after.evidence + _ECHO >= _ACCEPT:
                spoken.add(id(after))
                after.located = after.located or before.located
                after.noun = after.noun or before.noun
            elif id(after) in spoken and not after.demonym and before.evidence + _ECHO >= _ACCEPT:
                spoken.add(id(before))
    for mention in mentions:
        if mention.text not in sure:
            continue
        echo = _CLEAR_ECHO if _clear(mention, traps, persons) else _ECHO
        if mention.evidence + echo >= _ACCEPT:
            spoken.add(id(mention))
    return [m for m in mentions if id(m) in spoken]


def _clear(m: Mention, traps: frozenset[str], persons: set[str]) -> bool:
    """False for a word that is also a common one, or part of a person's name."""
    low = m.text.lower()
    return low not in traps and low not in persons


def _told_countries(mentions: Iterable[Mention]) -> frozenset[str]:
    """Countries named, or meant by a people, or by names that lie in one country only."""
    out: set[str] = set()
    for m in mentions:
        countries = {h.place.country for h in m.hits if h.match is not Match.ARTICLE}
        if m.hits and m.hits[0].place.kind is PlaceKind.COUNTRY:
            countries = {m.hits[0].place.country}
        if len(countries) == 1:
            out |= countries
    return frozenset(out - {""})


def _at_home(m: Mention, countries: frozenset[str]) -> float:
    """How much it speaks for a place that one of its name lies in a country told of."""
    levels = {h.match for h in m.hits if h.place.country in countries}
    if levels & {Match.EXACT, Match.ALIAS}:
        return _AT_HOME
    return _FOLDED_AT_HOME if Match.FOLDED in levels else 0.0


def given(page: Page, spans: list[tuple[int, int]], names: Names) -> list[Mention]:
    """Mentions for spans that are known to name places."""
    out = []
    starts = [w.start for w in page.words]
    for start, end in sorted(set(spans)):
        first = bisect_left(starts, start)
        last = max(first, bisect_left(starts, end) - 1)
        if first >= len(starts):
            continue
        text = page.text[start:end]
        hits = names.lookup(text)
        mention = Mention(first, last, start, end, text, page.sentence_of(start), hits)
        if first == last and (people := _people(page, first, names, hits)) is not None:
            mention.demonym, mention.hits = True, people.hits
        placeframes.look_around(page, mention)
        mention.located = True
        out.append(mention)
    return out


def _may_start(page: Page, i: int, out: list[Mention]) -> bool:
    word = page.words[i]
    if word.gap in {"-", "‑", "–"} and i and page.words[i - 1].capital:
        # Inside a hyphenated name only after a part that was itself a place: Baghdad-Damascus.
        return bool(out) and out[-1].last == i - 1
    return True


def _longest(page: Page, i: int, names: Names, veto: Callable[[str], bool]) -> Mention | None:
    words = page.words
    for j in runs(words, i):
        start, end = words[i].start, words[j].end
        text = page.text[start:end]
        if veto(text):
            return _nothing(i, j, start, end, text, vetoed=True)
        hits = names.lookup(text)
        if i + 1 == j and words[j].gap == " " and (two := names.demonym(text)) is not None:
            return _nation(page, i, j, two)  # "South Sudanese"
        if i == j:
            if words[i].low in _OPENERS:
                return None
            if (people := _people(page, i, names, hits)) is not None:
                return people
            if len(text) <= 5 and page.text[end : end + 1] == ".":
                short = tuple(h for h in names.lookup(text + ".") if h.match is Match.ALIAS)
                if short and not {h.place.id for h in short} & {h.place.id for h in hits}:
                    hits, text, end = short, text + ".", end + 1
            if hits and not _plausible(page, i, hits):
                hits = ()
        if all(_says_where(w.low) for w in words[i : j + 1]):
            return None
        if not hits or (i != j and not _whole(words, i, j, hits)):
            continue
        mention = Mention(i, j, start, end, text, page.sentence_of(start), hits)
        land = hits[0].place.kind is PlaceKind.COUNTRY
        mention.demonym = land and cues().backed.match(page.text, end) is not None
        placeframes.look_around(page, mention)
        goes_on = (mention.lead < start and _goes_on(page, j)) or _longer(page, j)
        if goes_on or _opens(page, i, j, hits) or _hyphened(page, j, names):
            # "the village of Tell Zubara", of which only Tell is listed: some other place.
            return _nothing(i, j + 1, start, words[j + 1].end, page.text[start : words[j + 1].end])
        if mention.located and _went_before(page, i, hits, names):
            return _nothing(i, j, start, end, text)
        mention.evidence = _weigh(page, mention)
        return mention
    return None


def _says_where(low: str) -> bool:
    """True for words that only point or class: "the West", "Valley"."""
    return low in cues().directions or low in cues().nouns


def _goes_on(page: Page, j: int) -> bool:
    """True if the name seems to go on after word `j`."""
    if j + 1 >= len(page.words):
        return False
    word = page.words[j + 1]
    return word.capital and word.gap == " " and _opaque(word.low)


_PARTICLES = frozenset({"de", "del", "da", "do", "dos", "du", "des", "la", "las", "los"})


def _longer(page: Page, j: int) -> bool:
    """True for "San Marco" of "San Marco de las Piedras"."""
    words, k = page.words, j + 1
    while k < len(words) and words[k].gap == " " and words[k].low in _PARTICLES and not words[k].capital:
        k += 1
    return j + 1 < k < len(words) and words[k].gap == " " and words[k].capital


def _opens(page: Page, i: int, j: int, hits: tuple[Hit, ...]) -> bool:
    """True for "Ain" of "Ain Subra": a small place, or a word names begin with, and a name goes on."""
    words, k = page.words, j + 1
    article = k < len(words) and words[k].low in ARTICLES and words[k].gap == " "
    k += article
    if k >= len(words) or not words[k].capital or words[k].gap not in ({"-"} if article else {" "}):
        return False
    if i == j and words[i].low in cues().opens:
        return True
    foreign = not word_classes(words[k].low) and words[k].low not in cues().traps
    return foreign and max(h.weight for h in hits) < _BIG and not any(h.match is Match.ALIAS for h in hits)


def _hyphened(page: Page, j: int, names: Names) -> bool:
    """True for the first part of "Kupra-Velnovy", whose second part is no place."""
    if j + 1 >= len(page.words):
        return False
    word = page.words[j + 1]
    return word.gap == "-" and word.capital and not word_classes(word.low) and not names.lookup(word.text)


def _went_before(page: Page, i: int, hits: tuple[Hit, ...], names: Names) -> bool:
    """True for "Latra" of "the Ain Latra suburb": a small place whose name begins a word earlier."""
    if not i or page.words[i].gap != " " or max(h.weight for h in hits) > _BIG:
        return False
    word = page.words[i - 1]
    opens = word.start == page.sentences[page.sentence_of(word.start)]
    known = opens or word.text.isupper() or names.demonym(word.text) is not None
    return word.capital and not known and _opaque(word.low)


def _people(page: Page, i: int, names: Names, hits: tuple[Hit, ...]) -> Mention | None:
    """A word for the people of a country, unless it is better known as a place."""
    word = page.words[i]
    country = names.demonym(word.text)
    if country is None or (any(h.principal and h.weight > _BIG for h in hits) and not _describes(page, i)):
        return None
    m = _nation(page, i, i, country)
    m.people = word.low.endswith(("s", "men", "man")) and names.demonym(word.text[:-1]) is not None
    return m


def _describes(page: Page, i: int) -> bool:
    """True for "Somali" of "Somali troops", not of "the Somali region"."""
    k = i + 1
    if k >= len(page.words) or page.words[k].gap != " " or page.words[k].capital:
        return False
    if page.words[k].low in cues().nouns:
        return page.text.startswith(" of ", page.words[k].end)  # "the Somali region of Latra"
    return "noun" in word_classes(page.words[k].low)


def _nation(page: Page, i: int, j: int, country: Place) -> Mention:
    """The mention of a country by a word for its people."""
    start, end = page.words[i].start, page.words[j].end
    hit = Hit(place=country, match=Match.ALIAS, principal=True, weight=16.0)
    return Mention(i, j, start, end, page.text[start:end], page.sentence_of(start), (hit,), demonym=True)


def _plausible(page: Page, i: int, hits: tuple[Hit, ...]) -> bool:
    """False for two capitals that are a state only after a comma, and for letters that go on as a code."""
    word = page.words[i]
    if len(word.text) > 3 or not word.text.isupper():
        return True
    if hits[0].match is not Match.ALIAS:
        return word.start == page.dateline[0] < page.dateline[1]  # "GAO, Mali (Wire)"
    if i + 1 < len(page.words) and page.words[i + 1].text.isdigit() and page.words[i + 1].gap in {"", "-"}:
        return False
    return len(word.text) > 2 or hits[0].place.kind is not PlaceKind.AREA or word.gap == ", "


def _nothing(i: int, j: int, start: int, end: int, text: str, *, vetoed: bool = False) -> Mention:
    """A name of something else: it keeps its words from being read as places, and is never accepted."""
    return Mention(i, j, start, end, text, 0, (), evidence=-99.0, vetoed=vetoed)


def _whole(words: list[Word], i: int, j: int, hits: tuple[Hit, ...]) -> bool:
    """False where a run over 'and' or 'in' only happens to fold to a name."""
    if words[i].low in _OPENERS:
        return any(h.match in {Match.EXACT, Match.ALIAS} for h in hits)
    if any(words[k].low in {"and", "in", "on", "at", "as", "of"} for k in range(i + 1, j)):
        return any(h.match in {Match.EXACT, Match.ALIAS} or h.principal for h in hits)
    return True


def _weigh(page: Page, m: Mention) -> float:
    table = cues()
    total = m.evidence + _tagger(page, m)
    m.body = m.body or _in_body(page, m)
    if m.noun is not None:
        total += _NOUN if m.noun.kind != "feature" else _FEATURE_NOUN
    if (m.start, m.end) == page.dateline:
        m.dateline = True
        total += 4.0
    best = max(h.weight for h in m.hits)
    strict = [h for h in m.hits if h.match is not Match.ARTICLE]
    if any(h.place.kind is PlaceKind.COUNTRY or h.match is Match.ALIAS for h in strict):
        total += _COUNTRY
    elif not strict:
        total += _ARTICLE_ONLY if page.words[m.first].low not in ARTICLES else 0.0
    if best > 0.0:  # of districts whose towns we do not know, nothing tells the size
        total += _KNOWN * max(-3.0, min(4.0, best - 9.0))
    if m.text.lower() in table.traps:
        total += _TRAP
    elif m.first == m.last and page.words[m.first].low in page.lower:
        total += _ALSO_SMALL
    if m.text in page.persons:
        total += _SURNAME
    return total + _neighbours(page, m)


def _in_body(page: Page, m: Mention) -> bool:
    return any(
        label == "ORG"
        and start <= m.start
        and m.end <= end
        and end - start > len(m.text) + 4
        and " in " not in page.text[start:end]
        for start, end, label in _entities_at(page, m)
    )


def _entities_at(page: Page, m: Mention) -> list[tuple[int, int, str]]:
    at = bisect_right(page.entities, (m.start, 10**9, "")) - 1
    return [e for e in page.entities[max(0, at) : at + 2] if e[0] < m.end and e[1] > m.start]


def _neighbours(page: Page, m: Mention) -> float:
    """Capitalised words on either side make a person or a body likelier; ', Country' a place."""
    words, total = page.words, 0.0
    first, last = words[m.first], words[m.last]
    if m.first and first.gap == " " and words[m.first - 1].capital and _opaque(words[m.first - 1].low):
        total += _CAPITAL_NEIGHBOUR
    if m.last + 1 < len(words):
        after = words[m.last + 1]
        if after.gap == " " and after.capital and _opaque(after.low):
            total += _CAPITAL_NEIGHBOUR
        elif after.gap in {", ", " ("} and after.capital:
            total += 0.6
    if last.end - first.start <= 3 and not m.text.isupper():
        total -= 1.0
    return total


def _opaque(low: str) -> bool:
    table = cues()
    return low not in table.nouns and low not in table.directions and low not in table.locative


def _tagger(page: Page, m: Mention) -> float:
    at = bisect_right(page.entities, (m.start, 10**9, "")) - 1
    for start, end, label in page.entities[max(0, at) : at + 2]:
        if start >= m.end or end <= m.start:
            continue
        body = (
            page.text[start:end]
            .removeprefix("the ")
            .removeprefix("The ")
            .removesuffix("'s")
            .removesuffix("’s")
        )
        if len(body) <= len(m.text) + 1:
            return _TAGGED.get(label, _TAGGED_OTHER)
        return _TAGGED_INSIDE.get(label, _TAGGED_OTHER)
    return 0.0


def _coordinated(page: Page, a: Mention, b: Mention) -> bool:
    between = page.text[a.end : b.start].strip()
    return between in {"and", ",", "or", ", and", "to", "&", ", the", "and the"} and b.first - a.last <= 2
