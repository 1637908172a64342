"""The words of lexicons/places.toml, sorted for look-up: cues, place nouns, directions, traps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import Entry, load


@dataclass(frozen=True, slots=True)
class Noun:
    """A place noun: which kind of place it says, and for settlements how large (1 quarter to 4 city)."""

    kind: str  # town, area, country, feature or '' where it does not say
    size: int


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue tables."""

    locative: frozenset[str]
    weak: frozenset[str]
    verbs: frozenset[str]
    taking: frozenset[str]  # phrases that hardly anything but a place follows
    nouns: dict[str, Noun]
    directions: frozenset[str]
    traps: frozenset[str]
    opens: frozenset[str]  # words that names of places begin with, and that are none themselves
    no_place: frozenset[str]  # words that no name of an unlisted place holds
    capitals: frozenset[str]
    relations: tuple[tuple[re.Pattern[str], str], ...]  # '' = the words of the first group
    relations_after: tuple[tuple[re.Pattern[str], str], ...]
    backed: re.Pattern[str]
    speaker: re.Pattern[str]
    befalls: re.Pattern[str]  # what follows the name of a place, and hardly any other
    befalls_any: re.Pattern[str]  # what may be said of persons too
    anaphor: re.Pattern[str]
    there: re.Pattern[str]
    dateline: re.Pattern[str]


@cache
def cues() -> Cues:
    """The tables, read once."""
    lexicon = load("places")

    def words(what: str) -> frozenset[str]:
        return frozenset(w.lower() for e in lexicon.giving(what) for w in e.words)

    def only(what: str) -> Entry:
        return lexicon.giving(what)[0]

    return Cues(
        locative=words("locative"),
        weak=words("weak_locative"),
        verbs=words("locative_verb"),
        taking=words("taking"),
        nouns={
            w: Noun(str(e.more["class"]), int(e.more.get("size", 0)))
            for e in lexicon.giving("noun")
            for w in e.words
        },
        directions=words("direction"),
        traps=words("trap"),
        opens=words("opens"),
        no_place=words("no_place"),
        capitals=words("capital"),
        relations=tuple(
            (e.compiled(re.IGNORECASE), str(e.more["relation"])) for e in lexicon.giving("relation")
        ),
        relations_after=tuple(
            (e.compiled(re.IGNORECASE), str(e.more["relation"])) for e in lexicon.giving("relation_after")
        ),
        speaker=only("speaker").compiled(),
        backed=only("backed").compiled(),
        befalls=only("befalls").compiled(),
        befalls_any=only("befalls_any").compiled(),
        anaphor=only("anaphor").compiled(),
        there=only("there").compiled(),
        dateline=only("dateline").compiled(),
    )
