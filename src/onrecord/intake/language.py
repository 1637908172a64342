"""Which language a text is in, and whether we read it. py3langid on longer texts, words on short ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

import py3langid

from onrecord import lexicon

READ = frozenset({"en"})
UNKNOWN = "und"
_LONG_ENOUGH = 200  # characters; below, py3langid took headlines for other languages (research/stack.md, 5)
_SENTENCE = 60  # characters that are enough in another script, whose letters say most of it
_MOSTLY = 0.5  # of letters outside Latin script
_SAMPLE = 20_000
# English running text is one third to one half function words; a quarter is met by headlines with articles.
_ENGLISH_SHARE = 0.25
_SHORT_SHARE = 0.1  # with nothing but ASCII letters beside
_FOREIGN_SHARE = 0.1  # of letters outside Latin script: more is not names in brackets
_CAPS_SHARE = 0.7
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_END = "\u024f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """ISO 639-1 code or `und`, and what stands in the way of a good reading."""

    code: str
    mixed: bool = False
    all_caps: bool = False


def language_of(text: str) -> Language:
    """The language of `text`; `und` where it is too short to tell."""
    sample = text[:_SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return Language(code=UNKNOWN)
    foreign = sum(1 for letter in letters if letter > _LATIN_END) / len(letters)
    capitals = sum(1 for letter in letters if letter.isupper()) / len(letters)
    code = _code(sample, foreign)
    read = code in READ
    return Language(
        code=code, mixed=read and foreign > _FOREIGN_SHARE, all_caps=read and capitals > _CAPS_SHARE
    )


def _code(sample: str, foreign: float) -> str:
    share = _function_words(sample)
    if share >= _ENGLISH_SHARE:
        return "en"
    if len(sample.strip()) > (_SENTENCE if foreign > _MOSTLY else _LONG_ENOUGH):
        found: str = py3langid.classify(sample.lower() if sample.isupper() else sample)[0]
        return found
    return "en" if share >= _SHORT_SHARE and foreign == 0 else UNKNOWN


def _function_words(sample: str) -> float:
    words = _WORD.findall(sample.lower())
    known = frozenset(lexicon.load("furniture").tables["function_words"]["en"])
    return sum(1 for word in words if word in known) / len(words) if words else 0.0
