"""What is known of the case of words: dictionary, tables of names, gazetteer, and the rest of the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.model.place import Match, PlaceKind
from onrecord.parties import Parties
from onrecord.read.parse import word_classes
from onrecord.read.placepage import Names
from onrecord.read.placewords import cut

_LARGE = 11.5  # ln of about 100,000 inhabitants: a town that is meant although a common word is written so
_MADE_WITH = ("un", "re", "over", "out", "counter", "anti", "non", "sub", "super", "inter", "multi")
_MADE_AS = ("ly", "ness", "like", "less", "men", "man", "able", "wide")
_REST = 4  # letters left of a word without such a part

Written = tuple[tuple[str, ...], tuple[str, ...]]  # a name's words in small letters, and as written


def small(words: str) -> str:
    """Small letters, each in its place (some capitals have two of them)."""
    lower = words.lower()
    if len(lower) == len(words):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in words)


def capital(word: str) -> str:
    """A capital first, and after "O'" and "Mc"; of the same length."""
    low = small(word)
    second = 2 if low[:2] in {"mc", "o'", "o’", "d'", "d’"} and len(low) > 4 else 0
    return _raised(_raised(low, 0), second)


def _raised(word: str, at: int) -> str:
    upper = word[at : at + 1].upper()
    return word[:at] + upper + word[at + 1 :] if len(upper) == 1 else word


@cache
def lists() -> dict[str, frozenset[str]]:
    """The words of case.toml by what they give; the calendar's; and every common word that a rule names."""
    found = {e.gives: frozenset(e.words) for e in lexicon.load("case").entries}
    times = lexicon.load("times").tables["class"]
    found["calendar"] = frozenset(w for c in ("MONTH", "WEEKDAY") for w in times[c] if len(w) > 3)
    found["ours"] = frozenset(
        word
        for name in ("nouns", "events", "phrases", "cues", "means")
        for entry in lexicon.load(name).entries
        for word in (*entry.words, *entry.lemmas)
        if word.islower() and word.isalpha()
    )
    return found


@cache
def bodies(book: Parties) -> dict[str, tuple[Written, ...]]:
    """First word -> the names of actors, nations and their people that begin with it, the longest first."""
    found: dict[str, set[Written]] = {}
    nations = (" ".join(n.words) for group in book.naming.nations.values() for n in group)
    for name in (*(n for a in book.actors for n in (a.name, *a.aliases)), *nations):
        words = tuple(w.text for w in cut(name))
        low = tuple(small(w) for w in words)
        if words and words != low and (len(low) > 1 or _stands_alone(low[0], words[0])):
            found.setdefault(low[0], set()).add((low, words))
    return {first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r))) for first, rows in found.items()}


def _stands_alone(low: str, written: str) -> bool:
    """Whether a name of one word is one in any case: not "IS" or "WHO", nor "CAR" and "FACT"."""
    return low not in lists()["no_letters"] and "function" not in word_classes(low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known while one text is restored; `seen` is what its paragraphs of both cases show."""

    names: Names
    book: Parties
    seen: dict[str, bool]  # word -> whether it is a name
    acronyms: frozenset[str]  # that the text itself has in brackets

    def common(self, low: str) -> bool:
        """A word of the language, whatever else it may be."""
        table = lists()
        ours = low in table["common"] or low in table["ours"] or low in table["small"]
        return ours or bool(word_classes(low)) or _made_of_common(low)

    def wide(self, name: str) -> bool:
        """A country or a region by the gazetteer."""
        kinds = {PlaceKind.COUNTRY, PlaceKind.REGION}
        hits = self.names.lookup(name)
        return any(h.place.kind in kinds and h.match is not Match.ARTICLE for h in hits)

    def large(self, name: str) -> bool:
        """A town or an area of many people that the gazetteer calls so."""
        same = {Match.EXACT, Match.ALIAS}
        return any(h.principal and h.match in same and h.weight >= _LARGE for h in self.names.lookup(name))

    def place(self, name: str, *, plain: bool) -> bool:
        """A place of several words; where all are common ones (`plain`) only a wide or large one."""
        if all(h.match is Match.ARTICLE for h in self.names.lookup(name)):
            return False
        return not plain or self.wide(name) or self.large(name)

    def people(self, name: str) -> bool:
        """ "Syrian", "Syrians"."""
        return self.names.demonym(name) is not None


def _made_of_common(low: str) -> bool:
    """ "unexploded", "counteroffensive", "citywide": a common word with a part before or behind it."""
    rests = [low.removeprefix(p) for p in _MADE_WITH if low.startswith(p)]
    rests += [low.removesuffix(p) for p in _MADE_AS if low.endswith(p)]
    return any(len(rest) >= _REST and bool(word_classes(rest)) for rest in rests)
