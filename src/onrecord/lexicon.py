"""Loads linguistic rules from lexicons/*.toml and refuses a rule without examples.

An entry has `id`, what it `gives`, a `pattern` (regular expression) or `words` or `lemmas`, and the
sentences it must find (`finds`) and must pass over (`passes`); any other key is the rule's own.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import LexiconError


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One rule as data; `more` holds the keys that only its own module understands."""

    id: str
    gives: str
    pattern: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    finds: tuple[str, ...]
    passes: tuple[str, ...]
    more: dict[str, Any]

    def compiled(self, flags: int = 0) -> re.Pattern[str]:
        """The pattern, or the words as one whole-word alternation, compiled."""
        source = self.pattern or r"\b(?:" + "|".join(map(re.escape, self.words)) + r")\b"
        return re.compile(source, flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One file of rules, in the order of the file."""

    name: str
    entries: tuple[Entry, ...]
    tables: dict[str, Any]  # every top-level table beside [[entry]]

    def giving(self, what: str) -> tuple[Entry, ...]:
        """The entries whose `gives` is `what`."""
        return tuple(e for e in self.entries if e.gives == what)


def names() -> tuple[str, ...]:
    """Names of all lexicons that ship with onrecord."""
    folder = files("onrecord") / "lexicons"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def load(name: str) -> Lexicon:
    """Load one lexicon. Raises LexiconError on a rule without id, examples or a pattern that compiles."""
    source = (files("onrecord") / "lexicons" / f"{name}.toml").read_text(encoding="utf-8")
    return parse(name, source)


@cache
def words(gives: str) -> frozenset[str]:
    """The words of words.toml that a rule asks for by name. Raises LexiconError where there are none."""
    found = frozenset(word for entry in load("words").giving(gives) for word in entry.words)
    if not found:
        raise LexiconError(f"words.toml: nothing gives {gives}")
    return found


def parse(name: str, source: str) -> Lexicon:
    """The lexicon that TOML text holds; see `load`."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}.toml: {error}") from error
    rows = data.pop("entry", [])
    entries = tuple(_entry(name, row) for row in rows)
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise LexiconError(f"{name}.toml: rule {entry.id} stands twice")
        seen.add(entry.id)
    return Lexicon(name=name, entries=entries, tables=data)


def _entry(name: str, row: dict[str, Any]) -> Entry:
    known = {"id", "gives", "pattern", "words", "lemmas", "finds", "passes"}
    rule = row.get("id")
    if not rule:
        raise LexiconError(f"{name}.toml: a rule has no id: {row}")
    if not row.get("finds"):
        raise LexiconError(f"{name}.toml: rule {rule} has no example in `finds`")
    if not (row.get("pattern") or row.get("words") or row.get("lemmas")):
        raise LexiconError(f"{name}.toml: rule {rule} has no pattern, words or lemmas")
    try:
        re.compile(row.get("pattern", ""))
    except re.error as error:
        raise LexiconError(f"{name}.toml: pattern of {rule} does not compile: {error}") from error
    return Entry(
        id=rule,
        gives=row.get("gives", ""),
        pattern=row.get("pattern", ""),
        words=tuple(row.get("words", ())),
        lemmas=tuple(row.get("lemmas", ())),
        finds=tuple(row["finds"]),
        passes=tuple(row.get("passes", ())),
        more={k: v for k, v in row.items() if k not in known},
    )


@cache
def digest() -> str:
    """SHA-256 over all rule and table files, so that a reading names the rules it was made with."""
    total = hashlib.sha256()
    for folder in ("lexicons", "actors", "conflicts"):
        root = files("onrecord") / folder
        for item in sorted(root.iterdir(), key=lambda f: f.name):
            if item.name.endswith(".toml"):
                total.update(item.name.encode())
                total.update(item.read_bytes())
    return total.hexdigest()
