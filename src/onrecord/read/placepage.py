"""A text made ready for the search of places, and what is kept of each name on the way."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.model.place import Hit, Place
from onrecord.read.parse import Doc, Token, text_of
from onrecord.read.placecues import Noun, cues
from onrecord.read.placewords import Word, cut

WIDER_KM = 10.0  # HOUSE: "outskirts", "near", "around" widen the footprint

# Votes for a country, where a country that is named has 2 and a town 1.
_HOME = 2.7  # the outlet's own
_AT_WAR = 1.0  # where a body that is named fights
_LAND, _BUREAU = 2.0, 0.7  # a date line with a country, and with a city alone

# What follows a name and explains it: ", a village ..."; the words are the first group.
APPOSED = re.compile(
    r"\s?[,–—(-]\s?(?:an?|the) ((?:[a-z-]+ ){0,4}?[a-z]+?)\b"
    r"(?=[,.;)]| (?:of|in|on|near|at|about|around|some|that|which|where|between|close|outside|held"
    r"|north|south|east|west|\d+)\b)"
)


class Names(Protocol):
    """What reading needs of a gazetteer."""

    def lookup(self, name: str, *, countries: frozenset[str] = ...) -> tuple[Hit, ...]:
        """The places a name may mean."""
        ...

    def place(self, id: str) -> Place | None:
        """The place with an id."""
        ...

    def demonym(self, word: str) -> Place | None:
        """The country that 'Syrian' speaks of."""
        ...

    def capital(self, country: str) -> Place | None:
        """The capital of a country given by its code."""
        ...


def _nowhere(_name: str) -> Mapping[str, float]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What tells of a report's country beside its places: its date line, its outlet, its bodies at war."""

    dateline: str = ""  # words of the date line that intake set aside
    outlet_country: str = ""
    theatres: Callable[[str], Mapping[str, float]] = _nowhere  # where the body of a name fights


@dataclass(slots=True)
class Mention:
    """Words that may name a place, with what speaks for it."""

    first: int  # positions of its words
    last: int
    start: int  # characters
    end: int
    text: str
    sentence: int
    hits: tuple[Hit, ...]
    noun: Noun | None = None  # "the town of X", "X province"
    noun_word: str = ""
    evidence: float = 0.0
    cued: bool = False  # any word before it that places can follow: "in", "to", "stormed"
    located: bool = False  # a locative cue or a place noun stands beside it
    demonym: bool = False
    people: bool = False  # a demonym that names persons or a language: "Syrians"
    vetoed: bool = False  # the name of a body that is no place
    body: bool = False  # inside the name of a body: "Aleppo" of "Aleppo Media Centre"
    dateline: bool = False
    direction: str = ""
    lead: int = 0  # where the words around it begin ("the town of X")
    chosen: Hit | None = None
    ranked: list[tuple[float, Hit]] = field(default_factory=list)
    near: Place | None = None  # what an unlisted place lies near, or in
    cast: dict[str, float] = field(default_factory=dict)  # country votes that this name itself casts


@dataclass(slots=True)
class Page:
    """A parsed text with what the search needs at hand."""

    text: str
    words: list[Word]
    sentences: list[int]  # where each begins
    openings: frozenset[int]  # the same
    entities: list[tuple[int, int, str]]
    lower: frozenset[str]  # words the text also writes small
    names: dict[str, set[str]]  # word -> what the tagger takes for full names of persons with it
    dateline: tuple[int, int]  # characters of the dateline's place
    beside: Beside
    doc: Doc
    tokens: list[int]  # where each begins

    @property
    def persons(self) -> KeysView[str]:
        """Words of names that the tagger takes for full names of persons."""
        return self.names.keys()

    def token_at(self, at: int) -> Token:
        """The token of the parse that holds character `at`."""
        return self.doc[max(0, bisect_right(self.tokens, at) - 1)]

    def sentence_of(self, at: int) -> int:
        """Number of the sentence that holds character `at`."""
        return max(0, bisect_right(self.sentences, at) - 1)


def page(doc: Doc, beside: Beside) -> Page:
    """The parsed text made ready for the search."""
    text = text_of(doc)
    words = cut(text)
    match = cues().dateline.search(text)
    marks = doc.to_array(["IDX", "SENT_START"])  # asking each token takes a tenth of the search
    sentences = marks[marks[:, 1] == 1, 0].tolist() or [0]
    entities = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    return Page(
        text=text,
        words=words,
        sentences=sentences,
        openings=frozenset(sentences),
        entities=entities,
        lower=frozenset(w.low for w in words if not w.capital),
        names=_persons(text[start:end] for start, end, label in entities if label == "PERSON"),
        dateline=match.span("place") if match else (0, 0),
        beside=beside,
        doc=doc,
        tokens=marks[:, 0].tolist(),
    )


def _persons(names: Iterable[str]) -> dict[str, set[str]]:
    """The names of more than one word, by each word with a capital."""
    found: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        for word in words if len(words) > 1 else ():
            if word[0].isupper():
                found.setdefault(word, set()).add(name)
    return found


def leaning(page: Page, mentions: Iterable[Mention], names: Names) -> dict[str, float]:
    """Votes for countries that no name of a place in the text casts: see Beside."""
    votes: dict[str, float] = defaultdict(float)
    if page.beside.outlet_country:
        votes[page.beside.outlet_country] += _HOME
    bodies = Counter(m.text for m in mentions if m.vetoed)
    for name, times in bodies.items():
        for country, share in page.beside.theatres(name).items():
            votes[country] += _AT_WAR * share * math.sqrt(times)
    for country, strength in _dateline(page.beside.dateline, names):
        votes[country] += strength
    return dict(votes)


def _dateline(line: str, names: Names) -> Iterator[tuple[str, float]]:
    """The country a date line names, else that of its city, which may be only where the bureau is."""
    match = cues().dateline.match(line)
    if match is None:
        return
    wider = names.lookup(match.group("wider") or "")
    if wider and wider[0].place.country:
        yield wider[0].place.country, _LAND
        return
    for city in match.group("place").split("/"):
        if (hits := names.lookup(city.strip())) and hits[0].place.country:
            yield hits[0].place.country, _BUREAU


def relation(page: Page, start: int, end: int, sentence: int) -> tuple[str, bool]:
    """'near', 'outskirts', 'east of' ... as told around a name that begins at `start`; whether it widens."""
    begin = page.sentences[sentence] if page.sentences else 0
    before = page.text[max(begin, start - 40) : start].rstrip()
    for pattern, name in cues().relations:
        if found := pattern.search(before):
            return name or f"{_compass(found.group(1))} of", True
    for pattern, name in cues().relations_after:
        if pattern.match(page.text, end):
            return name, True
    return "", False


def _compass(word: str) -> str:
    return re.sub(r"[- ]", "", word.lower())
