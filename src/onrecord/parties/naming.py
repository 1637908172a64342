"""Names and the words around them: which actors a run of words may name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from onrecord.errors import LexiconError
from onrecord.parties.pieces import key, pieces, written_alike
from onrecord.parties.tables import NationRow, Tables

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One way to write an actor. `bare`: only common words ("Kurdish fighters"), so it needs its country."""

    words: Words
    actor: str
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Nation:
    """What a word says of a state: `part` is name, demonym, capital or leader."""

    words: Words
    id: str  # of the state, or of the actor a leader stands for
    part: str
    iso: str
    air: str = "state"


class Naming:
    """The index of all names, demonyms and classed words; see `read.actors` for the grammar over it."""

    def __init__(self, tables: Tables, classes: Mapping[str, Iterable[str]]) -> None:
        self.classes: dict[Words, frozenset[str]] = {}
        self._capitals: set[Words] = set()  # classed words that keep a capital anywhere: "Kurdish"
        for name, words in classes.items():
            for word in words:
                at = key(pieces(word))
                if not at:  # an article, which is no word of a name
                    continue
                if word[0].isupper():
                    self._capitals.add(at[:1])
                self.classes[at] = self.classes.get(at, frozenset()) | {name}
        self.nations: dict[Words, tuple[Nation, ...]] = {}
        for row in tables.nations:
            self._add_nation(row)
        for actor, people in tables.leaders.items():
            country = next(a.country for a in tables.actors if a.id == actor)
            for person in people:
                self._add(Nation(words=pieces(person), id=actor, part="leader", iso=country))
        self.aliases: dict[Words, tuple[Alias, ...]] = {}
        for item in tables.actors:
            for name in dict.fromkeys((item.name, *item.aliases)):
                alias = Alias(words=pieces(name), actor=item.id, bare=self._is_bare(pieces(name)))
                at = key(alias.words)
                self.aliases[at] = (*self.aliases.get(at, ()), alias)
        self._reach = {
            "class": _reach(self.classes),
            "nation": _reach(self.nations),
            "alias": _reach(self.aliases),
        }

    def _add(self, nation: Nation) -> None:
        at = key(nation.words)
        self.nations[at] = (*self.nations.get(at, ()), nation)

    def _add_nation(self, row: NationRow) -> None:
        parts = (
            ("demonym", row.demonyms),
            ("name", row.names),
            ("capital", row.capitals),
            ("leader", row.leaders),
        )
        for part, words in parts:
            for word in dict.fromkeys(words):
                self._add(Nation(words=pieces(word), id=row.id, part=part, iso=row.iso, air=row.air))

    def _is_bare(self, words: Words) -> bool:
        """Common words only: it ends in a common noun, and nothing in it is a name."""
        if not words[-1].islower():
            return False
        return all(word[0].islower() or self._classed(words, i) for i, word in enumerate(words))

    def _classed(self, words: Words, at: int) -> bool:
        low = key(words)
        return any(
            self.classes.get(low[i:j], frozenset()) - {"before_name"} and i <= at < j
            for i in range(len(low))
            for j in range(i + 1, len(low) + 1)
        )

    def _ahead(self, table: str, words: Sequence[str], start: int) -> Words:
        """The words from `start` on that one key of a table could cover; most words start none."""
        if start >= len(words):
            return ()
        reach = self._reach[table].get(words[start].lower(), 0)
        return key(words[start : start + reach]) if reach else ()

    def keeps_capital(self, word: str) -> bool:
        """A classed word written with a capital wherever it stands."""
        return key([word]) in self._capitals

    def demonyms(self, iso: str) -> tuple[str, ...]:
        """The adjectives and nouns for the people of a state."""
        found = (n for group in self.nations.values() for n in group if n.part == "demonym" and n.iso == iso)
        return tuple(" ".join(n.words) for n in found)

    def alias_at(
        self, words: Sequence[str], start: int = 0, *, strict: bool = True
    ) -> tuple[int, tuple[Alias, ...]]:
        """The longest name that starts at `start`: its length in words and what it may stand for."""
        low = self._ahead("alias", words, start)
        for length in range(len(low), 0, -1):
            found = self.aliases.get(low[:length], ())
            here = words[start : start + length]
            fits = tuple(a for a in found if written_alike(a.words, here, strict=strict))
            if fits:
                return length, fits
        return 0, ()

    def nation_at(
        self, words: Sequence[str], start: int = 0, *, strict: bool = True
    ) -> tuple[int, tuple[Nation, ...]]:
        """The longest state, demonym, capital or leader that starts at `start`."""
        low = self._ahead("nation", words, start)
        for length in range(len(low), 0, -1):
            found = self.nations.get(low[:length], ())
            here = words[start : start + length]
            fits = tuple(n for n in found if written_alike(n.words, here, strict=strict))
            if fits:
                return length, fits
        return 0, ()

    def class_at(
        self, words: Sequence[str], start: int, wanted: frozenset[str]
    ) -> tuple[int, frozenset[str]]:
        """The longest run of words at `start` that belongs to one of the `wanted` classes."""
        low = self._ahead("class", words, start)
        for length in range(len(low), 0, -1):
            found = self.classes.get(low[:length], frozenset()) & wanted
            if found:
                return length, found
        return 0, frozenset()


def _reach(table: Mapping[Words, object]) -> dict[str, int]:
    """First word -> length of the longest key that starts with it."""
    found: dict[str, int] = {}
    for words in table:
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def classes() -> dict[str, tuple[str, ...]]:
    """The word classes of lexicons/actors.toml, whose examples `read.actors` is tested with."""
    text = (files("onrecord") / "lexicons" / "actors.toml").read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"actors.toml: {error}") from error
    found: dict[str, tuple[str, ...]] = {}
    for row in data["entry"]:
        found[row["gives"]] = (*found.get(row["gives"], ()), *row.get("words", ()))
    return found
