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

# Longer than any word or address: what cuts a text into words takes the square of its length.
_UNBROKEN = re.compile(r"\S{200}(?=\S)")
# These begin with what is seldom met, and look back from it: see slips.toml.
_HYPHEN = re.compile(r"[-\u2010\u00ac][ \t]*\n[ \t]*(?=[^\W\d_])")
_LAST_LETTERS = re.compile(r"[^\W\d_]+\Z")
_LETTERS = re.compile(r"[^\W\d_]+")
# A line that goes on in the next: no end of a sentence, and a small letter follows.
_GOES_ON = re.compile(r"\n(?<=[^\n.!?:;|\t]{25}.)(?=[a-z])", re.DOTALL)
_BLOCK = re.compile(r"^[^\n]++(?:\n[^\n]++){2,}", re.MULTILINE)
_NARROW, _WIDE = 45, 100  # characters of a line that a machine wrapped
_RAGGED = 24  # by which such lines differ, the last one of a paragraph apart
_ITEM = re.compile(r"\s*(?:[-*•–—|]|\d{1,2}[:.)])|.*[|\t]")
_SLIP = re.compile(r"(?:rn|[01])(?=[a-z])")
# A figure among small letters, or no capital at all: "kil1ed", "rnilitants"; neither "Barnaul" nor "12th".
_SCANNED = re.compile(r"[^\W\d_]*[a-z][01][a-z]+|[a-z]+|1[a-z]{3,}")
# One word in quotation marks is no quotation; the parser takes it for part of a name.
_QUOTED_VERB = re.compile(r"""["“]([a-z]+(?:ed|en))["”]""")
_BEFORE_VERB = re.compile(r"\b(?:have|has|had|was|were|been|be|is|are|being) \Z")
_WORD_BEFORE = re.compile(r"\w*\Z")
_WORD = re.compile(r"\w*")
_AS_SCANNED = (("1", "l"), ("0", "o"), ("rn", "m"), ("1", "i"))
_SHORTEST, _LONGEST = 4, 30  # letters of a word that a scan is set right in


def mended(copy: FairCopy) -> FairCopy:
    """The copy without the damage that can be told from the text alone."""
    for gives, pattern in _slips():
        if pattern.search(copy.text):
            found = pattern.finditer(copy.text)
            copy = copy.edited(Edit(start=m.start("slip"), end=m.end("slip"), text=gives) for m in found)
    copy = copy.edited(Edit(start=m.end(), end=m.end(), text=" ") for m in _UNBROKEN.finditer(copy.text))
    copy = copy.edited(_scare_quotes(copy.text))
    copy = copy.edited(_hyphens(copy.text))
    copy = copy.recased(_unwrapped(copy.text))
    return copy.edited(_scanned(copy.text))


@cache
def _slips() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((e.gives, e.compiled()) for e in lexicon.load("slips").entries)


def _hyphens(text: str) -> Iterator[Edit]:
    """ "govern-" and "ment" of two lines: one word if the dictionary has it, else with its hyphen."""
    for match in _HYPHEN.finditer(text):
        before = _LAST_LETTERS.search(text, max(0, match.start() - _LONGEST), match.start())
        after = _LETTERS.match(text, match.end())
        if before is not None and after is not None:
            whole = (before[0] + after[0]).lower()
            yield Edit(start=match.start() + (not word_classes(whole)), end=match.end(), text="")


def _scare_quotes(text: str) -> Iterator[Edit]:
    """ "its forces have “liberated” the town": a verb told in somebody's word, without the marks."""
    for match in _QUOTED_VERB.finditer(text):
        if _BEFORE_VERB.search(text, max(0, match.start() - _LONGEST), match.start()):
            yield Edit(start=match.start(), end=match.start() + 1, text="")
            yield Edit(start=match.end() - 1, end=match.end(), text="")


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
    last = 0
    for match in _SLIP.finditer(text):
        before = _WORD_BEFORE.search(text, max(last, match.start() - _LONGEST), match.start())
        start = before.start() if before is not None else match.start()
        word = _WORD.match(text, start)
        if match.start() < last or word is None or not _SHORTEST <= len(word[0]) <= _LONGEST:
            continue
        right = _as_meant(word[0])
        if right:
            yield Edit(start=start, end=word.end(), text=right)
            last = word.end()


def _as_meant(word: str) -> str:
    """The word of the dictionary that a word looks like; '' for a name, a number, and where there is none."""
    if word_classes(word.lower()) or not _SCANNED.fullmatch(word):
        return ""
    better = (word.replace(slip, meant) for slip, meant in _AS_SCANNED if slip in word)
    return next((b for b in better if word_classes(b.lower())), "")
