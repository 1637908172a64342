"""Finds the parts of a text that are in another language than English, so that the rest can be read.

Another script is told by its letters, in the middle of a paragraph too; another language in Latin letters by
its small words, a paragraph at a time. Names in brackets and single words stay where they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.model.values import Span

# Letters that are not Latin ones, and all that stands between them; a run of them begins and ends with one.
_OTHER = r"[^\W\d_A-Za-z\u00aa-\u024f\u1d00-\u1eff]"
_RUN = re.compile(rf"{_OTHER}+(?:(?:[\W\d_](?!\n\s*[A-Z]))+{_OTHER}+)*")
_LEAST_LETTERS = 25  # of another script: less is a name and what it is called
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 6  # of a paragraph in Latin letters
# Running text is one third to one half small words; a language is told from English by more of its own.
_LEAST_OWN, _SHARE, _TIMES = 4, 0.15, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part in another language; `tongue` names the language, or the script where that tells no more."""

    span: Span
    tongue: str


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a text that are not in English, in order; neighbours of one language are one part."""
    found = sorted([*_scripts(text), *_languages(text)], key=lambda part: part.span)
    out: list[Part] = []
    for part in found:
        last = out[-1] if out else None
        if last is not None and part.span.start < last.span.end:
            continue
        if (
            last is not None
            and last.tongue == part.tongue
            and not text[last.span.end : part.span.start].strip()
        ):
            out[-1] = Part(span=Span(start=last.span.start, end=part.span.end), tongue=part.tongue)
        else:
            out.append(part)
    return tuple(out)


def without(text: str, parts: tuple[Part, ...]) -> str:
    """The text without these parts."""
    out, last = [], 0
    for part in parts:
        out.append(text[last : part.span.start])
        last = part.span.end
    return " ".join([*out, text[last:]])


def _scripts(text: str) -> Iterator[Part]:
    if text.isascii():
        return
    for match in _RUN.finditer(text):
        letters = [c for c in match[0] if c.isalpha()]
        if len(letters) >= _LEAST_LETTERS:
            script = unicodedata.name(letters[0], "UNKNOWN").partition(" ")[0].partition("-")[0]
            named = "Chinese characters" if script == "CJK" else f"{script.title()} script"
            yield Part(span=Span(start=match.start(), end=match.end()), tongue=named)


def _languages(text: str) -> Iterator[Part]:
    for match in _PARAGRAPH.finditer(text):
        tongue = _language(match[0].lower())
        if tongue:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Part(span=Span(start=start, end=start + len(match[0].strip())), tongue=tongue)


def _language(paragraph: str) -> str:
    """The language whose small words a paragraph in Latin letters has and English has not; '' for English."""
    words = _WORD.findall(paragraph)
    if len(words) < _LEAST_WORDS:
        return ""
    profiles = _profiles()
    counts = {name: sum(word in own for word in words) for name, own in profiles.items()}
    english = counts.pop("English")
    best = max(counts, key=lambda name: (counts[name], name))
    enough = counts[best] >= max(_LEAST_OWN, _SHARE * len(words), _TIMES * english)
    return best if enough else ""


@cache
def _profiles() -> dict[str, frozenset[str]]:
    """The small words of each language, without those that another has as well as English."""
    lists = lexicon.load("languages")
    english = frozenset(lexicon.load("furniture").tables["function_words"]["en"])
    neither = frozenset(lists.tables["shared"]["words"])
    others = {e.gives: frozenset(e.words) - english - neither for e in lists.entries}
    theirs = frozenset(word for e in lists.entries for word in e.words)
    return {"English": english - neither - theirs, **others}
