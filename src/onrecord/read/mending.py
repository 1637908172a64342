"""Sets right in the fair copy what came damaged: lost spaces, wrapped lines, slips of a scan.

Rules that need no knowledge of words are lexicons/slips.toml; the others ask the dictionary first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.read.faircopy import Edit, FairCopy
from onrecord.read.parse import word_classes

_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ac][ \t]*\n[ \t]*([^\W\d_]+)")
# A line that goes on in the next: no end of a sentence, and a small letter follows.
_GOES_ON = re.compile(r"(?<=[^\n.!?:;|\t]{25})\n(?=[a-z])")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+){2,}")
_NARROW, _WIDE = 45, 100  # characters of a line that a machine wrapped
_RAGGED = 24  # by which such lines differ, the last one of a paragraph apart
_ITEM = re.compile(r"\s*(?:[-*•–—|]|\d{1,2}[:.)])|.*[|\t]")
_SCANNED = re.compile(r"\b[^\W\d_]*[a-z][01][a-z]+\b|\b[a-z]*rn[a-z]+\b|\b1[a-z]{3,}\b")
_AS_SCANNED = (("1", "l"), ("0", "o"), ("rn", "m"), ("1", "i"))
_SHORTEST = 4  # letters of a word that a scan is set right in


def mended(copy: FairCopy) -> FairCopy:
    """The copy without the damage that can be told from the text alone."""
    for gives, pattern in _slips():
        if pattern.search(copy.text):
            found = pattern.finditer(copy.text)
            copy = copy.edited(Edit(start=m.start(1), end=m.end(1), text=gives) for m in found)
    copy = copy.edited(_hyphens(copy.text))
    copy = copy.recased(_unwrapped(copy.text))
    return copy.edited(_scanned(copy.text))


@cache
def _slips() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((e.gives, e.compiled()) for e in lexicon.load("slips").entries)


def _hyphens(text: str) -> Iterator[Edit]:
    """ "govern-" and "ment" of two lines: one word if the dictionary has it, else with its hyphen."""
    for match in _HYPHEN.finditer(text):
        whole = (match[1] + match[2]).lower()
        yield Edit(start=match.end(1) + (not word_classes(whole)), end=match.start(2), text="")


def _unwrapped(text: str) -> str:
    """Lines that a machine wrapped joined to paragraphs; of the same length."""
    text = _GOES_ON.sub(" ", text)
    return _BLOCK.sub(lambda m: m[0].replace("\n", " ") if _is_wrapped(m[0]) else m[0], text)


def _is_wrapped(block: str) -> bool:
    """Lines of nearly one width, and none of them an item of a list or a row of a table."""
    lines = block.split("\n")
    widths = [len(line.rstrip()) for line in lines[:-1]]
    even = max(widths) - min(widths) <= _RAGGED and min(widths) >= _NARROW and max(widths) <= _WIDE
    if not even or len(lines[-1]) > _WIDE:
        return False
    ended = sum(line.rstrip()[-1:] in ".!?" for line in lines[:-1])
    return 2 * ended <= len(widths) and not any(_ITEM.match(line) for line in lines)


def _scanned(text: str) -> Iterator[Edit]:
    """ "kil1ed", "arrny": what no dictionary has, and one with a letter's look-alike in its place has."""
    for match in _SCANNED.finditer(text):
        word = match[0].lower()
        if len(word) < _SHORTEST or word_classes(word):
            continue
        better = (match[0].replace(slip, meant) for slip, meant in _AS_SCANNED if slip in word)
        right = next((b for b in better if word_classes(b.lower())), None)
        if right is not None:
            yield Edit(start=match.start(), end=match.end(), text=right)
