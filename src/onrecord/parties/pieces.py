"""A name as the words it is compared by: no accents, hyphens or articles, and "U.S." is "US"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Dropped wherever they stand: "al-Qaeda" is "Qaeda", "of Iraq and the Levant" is "of Iraq and Levant".
_ARTICLES = frozenset({"the", "al", "el"})
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}(?![A-Za-z])|\b(?:[A-Z]\.)+[A-Z]\b")
_APOSTROPHE = re.compile(r"[’'ʿʾ‘`]")
_POSSESSIVE = re.compile(r"[’'`]s\b|(?<=s)[’'`](?=\s|$)")
_WORD = re.compile(r"[^\W_]+")
# An acronym is compared with its case: IS is not "is". Longer ones may be written "Isis" or "Nato".
_SHORT, _LONGEST = 3, 7  # letters


@lru_cache(maxsize=65_536)
def pieces(text: str) -> tuple[str, ...]:
    """The words of `text` that a name is compared by, with their case."""
    if text.isascii():
        plain = text
    else:
        parts = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ø", "o"))
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    plain = _POSSESSIVE.sub("", plain)
    plain = _INITIALS.sub(lambda m: m.group().replace(".", ""), plain)
    plain = _APOSTROPHE.sub("", plain)
    return tuple(w for w in _WORD.findall(plain) if w.lower() not in _ARTICLES)


def key(words: Sequence[str]) -> tuple[str, ...]:
    """The words without their case."""
    return tuple(w.lower() for w in words)


def is_acronym(word: str) -> bool:
    """Capitals only, and short enough to be one."""
    return word.isupper() and 2 <= len(word) <= _LONGEST


def written_alike(alias: Sequence[str], text: Sequence[str], *, strict: bool) -> bool:
    """Whether `text`, equal to `alias` but for case, has the case of a name.

    Acronyms keep their capitals always ("Isis" passes, "is" does not); `strict` also asks a capital of the
    first word that has one, as in running text.
    """
    asked = strict
    for a, t in zip(alias, text, strict=True):
        if is_acronym(a):
            titled = len(a) > _SHORT and t == a.title()
            if not (t == a or titled):
                return False
            asked = False
        elif asked and a[0].isupper():
            if not t[0].isupper():
                return False
            asked = False
    return True
