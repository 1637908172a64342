"""Cuts a text into words and into runs of words that could be a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[’'ʼ`][^\W\d_]+)*|\d+")
_JOINS = frozenset({" ", "-", "\u00a0", "‑", "–", ""})
_SHORT = frozenset({"st", "ste", "mt", "ft", "pt"})
# Small words that stand inside names.
_INNER = frozenset(
    {
        "of", "the", "de", "la", "las", "los", "le", "les", "du", "des", "da", "do", "dos", "das", "del",
        "di", "sur", "am", "der", "den", "van", "and", "y", "upon", "on", "bu", "um", "al", "el", "ul", "as",
        "es", "ash", "esh", "at", "ath", "ad", "ed", "adh", "an", "en", "ar", "er", "az", "ez", "i", "e",
        "in",
    }
)  # fmt: skip
ARTICLES = frozenset(
    {"al", "el", "as", "ash", "at", "ath", "ad", "adh", "an", "ar", "az", "ez", "es", "esh", "ed", "er", "en"}
)
LONGEST = 6  # words in a name


@dataclass(slots=True)
class Word:
    """A word; `gap` is what stands between it and the word before."""

    text: str
    low: str
    start: int
    end: int
    gap: str
    capital: bool


def cut(text: str) -> list[Word]:
    """All words, a possessive ending left out of its word."""
    out: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = text[start:end]
        if word[-1] in "sS" and end - start > 2 and word[-2] in "’'ʼ`":
            end -= 2
            word = word[:-2]
        out.append(Word(word, word.lower(), start, end, text[last:start], word[0].isupper()))
        last = end
    return out


def runs(words: list[Word], i: int) -> Iterator[int]:
    """The last words (their positions, longest run first) of the names that could begin at word `i`."""
    first = words[i]
    if not (first.capital or _leads(words, i)):
        return
    ends = [i] if first.capital else []
    j = i
    while j + 1 < len(words) and j + 1 - i < LONGEST and _joined(words, j + 1):
        j += 1
        if words[j].capital:
            ends.append(j)
        elif words[j].low not in _INNER or words[j].text.isdigit():
            break
    yield from reversed(ends)


def _leads(words: list[Word], i: int) -> bool:
    """True for the article of 'al-Qaim' and 'el Fasher'."""
    if words[i].low not in ARTICLES or i + 1 >= len(words) or not words[i + 1].capital:
        return False
    return words[i + 1].gap in {"-", "‑"} or (words[i].low in {"al", "el"} and words[i + 1].gap == " ")


def _joined(words: list[Word], j: int) -> bool:
    gap = words[j].gap
    return gap in _JOINS or (gap == ". " and words[j - 1].low in _SHORT)
