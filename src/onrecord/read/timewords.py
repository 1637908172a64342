"""Cuts a text into runs of time words and finds which rules of lexicons/times.toml match them.

Every word of the lexicon has a class; a run is the string of classes of neighbouring words, and rules are
regular expressions over such strings. A run seen before is not parsed again, which is what makes it fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from onrecord import lexicon
from onrecord.errors import LexiconError

# A run is cut here, so that a page of digits or one repeated word stays linear; no expression is as long.
_LONGEST_RUN = 48
_SHAPES = ("DAYNUM", "YEAR", "NUMBER", "ORDNUM", "DECIMAL", "DECADE", "ISODAY", "SLASHED", "CLOCK")
_MARKS = ("HY", "DASH", "COMMA", "POSS", "PAREN")
# Figures in all their shapes.
_FIGURES = (
    r"\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d)?z?)?(?![\d-])"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\d/])|\d{4}/\d{1,2}/\d{1,2}(?![\d/])"
    r"|\d{1,2}:\d\d(?::\d\d)?(?![\d:])|\d{1,3}(?:,\d{3})+|\d+\.\d+"
    r"|'?(?:1[5-9]|20)?\d0'?s\b|\d+(?:st|nd|rd|th)\b|\d+"
)
_GAPS = {
    "-": "HY",
    "‑": "HY",
    "–": "DASH",
    "—": "DASH",
    " - ": "DASH",
    " – ": "DASH",
    " — ": "DASH",
    " -- ": "DASH",
    "/": "DASH",
    ", ": "COMMA",
    ",": "COMMA",
    "'s ": "POSS",
    "’s ": "POSS",
    " (": "PAREN",
}
_BEFORE_MONEY = frozenset("$£€¥#.:/")


_PHRASE_LEAD = re.compile(r"(?<=\w)[ '-]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a run: where it stands and what it stands for."""

    start: int
    end: int
    value: Any
    name: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the lexicon, compiled; `gives` names the function that knows its meaning."""

    id: str
    gives: str
    pattern: re.Pattern[str]
    more: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fit:
    """A rule that matches a run, up to `end`, and where its named parts lie (positions in the run)."""

    rule: Rule
    start: int
    end: int
    parts: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lexicon compiled: letters of classes, values of words, rules, and the words that lead phrases."""

    token: re.Pattern[str]
    letters: dict[str, str]
    words: dict[str, tuple[str, str, Any, bool]]
    leads: dict[str, re.Pattern[str]]
    triggers: re.Pattern[str]
    rules: tuple[Rule, ...]
    doubtful: frozenset[str]
    dotted: frozenset[str]
    abbreviations: frozenset[str]


@cache
def grammar() -> Grammar:
    """The English grammar of lexicons/times.toml. Raises LexiconError where a rule names no class."""
    lex = lexicon.load("times")
    classes: dict[str, dict[str, Any]] = lex.tables["class"]
    names = [*classes, *_SHAPES, *_MARKS]
    letters = {name: chr(0xE000 + i) for i, name in enumerate(names)}
    shown = dict(letters)
    for name, members in lex.tables["unions"].items():
        joined = members if isinstance(members, str) else "(?:" + "|".join(members) + ")"
        shown[name] = _over_letters(name, joined, shown)
    capital = set(lex.tables["capital"])
    words = {
        word: (letters[name], name, value, name in capital)
        for name, table in classes.items()
        for word, value in table.items()
    }
    phrases: dict[str, list[str]] = {}
    for word in words:
        if not word.isalpha():
            phrases.setdefault(_PHRASE_LEAD.split(word)[0], []).append(word)
    leads = {
        lead: re.compile("|".join(re.escape(w) for w in sorted(group, key=len, reverse=True)) + r"(?!\w)")
        for lead, group in phrases.items()
    }
    short = frozenset(lex.tables["abbreviations"])
    rules = tuple(
        Rule(e.id, e.gives, re.compile(_over_letters(e.id, e.pattern, shown)), e.more)
        for e in lex.entries
        if not e.gives.startswith("cue.")
    )
    plain = {*leads, *(word for word in words if word.isalpha())}
    return Grammar(
        token=re.compile(
            rf"(?<![^\W\d_])(?:[abp]\.[mc]\b\.?|(?:{_any_of(plain)})(?![^\W\d_]))"
            rf"|(?=[\d'])(?:{_FIGURES})|\(local time\)"
        ),
        letters=letters,
        words=words,
        leads=leads,
        triggers=re.compile("[" + "".join(letters[name] for name in lex.tables["triggers"]) + "]"),
        rules=rules,
        doubtful=frozenset(lex.tables["doubtful"]),
        dotted=short & {*classes["MONTH"], *classes["WEEKDAY"]},
        abbreviations=short,
    )


def _any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, as a tree: the search steps over all others at once."""
    tree: dict[str, Any] = {}
    for word in words:
        at = tree
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}

    def written(node: dict[str, Any]) -> str:
        ways = [re.escape(letter) + written(below) for letter, below in sorted(node.items()) if letter]
        if not ways:
            return ""
        return f"(?:{'|'.join(ways)})" + "?" * ("" in node)

    return written(tree)


_NAME = re.compile(r"[A-Z]{2,}|\bA\b(?!\w)")


def _over_letters(rule: str, pattern: str, shown: dict[str, str]) -> str:
    """The pattern with every class name replaced by its letter and the blanks between names removed."""

    def letter(match: re.Match[str]) -> str:
        if match[0] not in shown:
            raise LexiconError(f"times.toml: rule {rule} names no class: {match[0]}")
        return shown[match[0]]

    return _NAME.sub(letter, pattern.replace("(?P<", "\0")).replace(" ", "").replace("\0", "(?P<")


@lru_cache(maxsize=16384)
def fits(run: str) -> tuple[tuple[Fit, ...], ...]:
    """For every position of a run the rules that match there, the longest first, else in file order."""
    found = []
    for start in range(len(run)):
        here = []
        for rule in grammar().rules:
            match = rule.pattern.match(run, start)
            if match is not None:
                parts = {
                    name: match.span(name) for name, part in match.groupdict().items() if part is not None
                }
                here.append(Fit(rule, start, match.end(), parts))
        found.append(tuple(sorted(here, key=lambda fit: -fit.end)))
    return tuple(found)


def lowered(text: str) -> str:
    """Lower case with every character in its place (a few letters would grow)."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    )


def runs(text: str, lower: str) -> Iterator[tuple[str, list[Word]]]:
    """The runs of neighbouring time words that hold at least one trigger: class letters, and the words."""
    letters: list[str] = []
    words: list[Word] = []
    triggers = grammar().triggers
    gaps = {gap: grammar().letters[name] for gap, name in _GAPS.items()}
    for letter, word, dotted in _tokens(text, lower):
        if words:
            last = words[-1].end
            gap = lower[last : word.start]
            if gap not in ("", " ", "\xa0") and not (dotted and gap in (". ", ".")):
                mark = gaps.get(gap)
                if mark is not None and len(words) < _LONGEST_RUN:
                    letters.append(mark)
                    words.append(Word(last, word.start, None))
                else:
                    if triggers.search(run := "".join(letters)):
                        yield run, words
                    letters, words = [], []
            elif len(words) >= _LONGEST_RUN:
                if triggers.search(run := "".join(letters)):
                    yield run, words
                letters, words = [], []
        letters.append(letter)
        words.append(word)
    if triggers.search(run := "".join(letters)):
        yield run, words


def _tokens(text: str, lower: str) -> Iterator[tuple[str, Word, bool]]:
    """Time words in order, each with its letter and whether the word before was a dotted abbreviation."""
    g = grammar()
    known, leads, dotted_words = g.words, g.leads, g.dotted
    done, dotted = 0, False
    for match in g.token.finditer(lower):
        start, end = match.span()
        if start < done:
            continue
        word = match[0]
        lead = leads.get(word)
        if lead is not None and (phrase := lead.match(lower, start)):
            word, end = phrase[0], phrase.end()
        entry = known.get(word)
        if entry is not None:
            letter, name, value, capital = entry
            if capital and not text[start].isupper():
                continue
            yield letter, Word(start, end, value, name), dotted
            dotted = word in dotted_words
        elif word[-1].isdigit() or word[0].isdigit() or word[0] == "'":
            name, value = _shape(word, lower[start - 1] if start else "")
            yield g.letters[name], Word(start, end, value, name), dotted
            dotted = False
        else:
            continue
        done = end


def _shape(word: str, before: str) -> tuple[str, Any]:
    """Class and value of a token that holds digits, by its shape."""
    if word.isdecimal():
        value = int(word[:9])
        if before in _BEFORE_MONEY and before:
            return "NUMBER", value
        if len(word) <= 2 and 1 <= value <= 31:
            return "DAYNUM", value
        if len(word) == 4 and 1000 <= value <= 2100:
            return "YEAR", value
        return "NUMBER", value
    if word.endswith("s"):
        return "DECADE", word
    if word[-2:] in ("st", "nd", "rd", "th"):
        return "ORDNUM", int(word[:-2][:4])
    if ":" in word and "-" not in word:
        return "CLOCK", word
    if "-" in word:
        return "ISODAY", word
    if "/" in word or word.count(".") == 2:
        return "SLASHED", word
    if "," in word:
        return "NUMBER", int(word.replace(",", "")[:9])
    return "DECIMAL", float(word[:12])
