"""Which language a text is in, and whether we read it. py3langid on longer texts, words on short ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

import py3langid

from onrecord import lexicon
from onrecord.intake import foreign

READ = frozenset({"en"})
UNKNOWN = "und"
_LONG_ENOUGH = 200  # characters; below, py3langid took headlines for other languages (research/stack.md, 5)
_SENTENCE = 60  # characters that are enough in another script, whose letters say most of it
_MOSTLY = 0.5  # of letters outside Latin script
_SAMPLE = 20_000
# English running text is one third to one half function words; a quarter is met by headlines with articles.
_ENGLISH_SHARE = 0.25
_SHORT_SHARE = 0.1  # with nothing but ASCII letters beside
_ENGLISH_WORDS = 12  # in a text of several languages: less is what stands around a page
_CAPS_SHARE = 0.7
_LETTERS_SHARE = 0.3  # of all that is written
_NO_LANGUAGE = "zxx"  # what py3langid calls a text of no language
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_END = "\u024f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """ISO 639-1 code or `und`, and what stands in the way of a good reading.

    `foreign` are the parts of an English text that are in another language.
    """

    code: str
    foreign: tuple[foreign.Part, ...] = ()
    all_caps: bool = False


def language_of(text: str) -> Language:
    """The language of `text`, English where a part of it is; `und` where it is too short to tell."""
    sample = text[:_SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return Language(code=UNKNOWN)
    parts = foreign.parts_of(text)
    rest = foreign.without(text, parts) if parts else text
    if parts and not (len(_WORD.findall(rest)) >= _ENGLISH_WORDS and _function_words(rest) >= _ENGLISH_SHARE):
        parts, rest = (), text
    other = sum(1 for letter in letters if letter > _LATIN_END) / len(letters)
    capitals = sum(1 for letter in letters if letter.isupper()) / len(letters)
    code = "en" if parts else _code(sample, other)
    return Language(code=code, foreign=parts, all_caps=code in READ and capitals > _CAPS_SHARE)


def _code(sample: str, other: float) -> str:
    share = _function_words(sample)
    if share >= _ENGLISH_SHARE:
        return "en"
    written = sum(not c.isspace() for c in sample)
    if sum(map(str.isalpha, sample)) < _LETTERS_SHARE * written:
        return UNKNOWN  # figures and marks, of which any language could be made
    found: str = py3langid.classify(sample.lower() if sample.isupper() else sample)[0]
    if len(sample.strip()) > (_SENTENCE if other > _MOSTLY else _LONG_ENOUGH):
        return UNKNOWN if found == _NO_LANGUAGE else found
    # A headline is often taken for another language, and seldom another language for English.
    return "en" if other == 0 and (share >= _SHORT_SHARE or found == "en") else UNKNOWN


def _function_words(sample: str) -> float:
    words = _WORD.findall(sample.lower())
    known = frozenset(lexicon.load("furniture").tables["function_words"]["en"])
    return sum(1 for word in words if word in known) / len(words) if words else 0.0
