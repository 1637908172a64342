"""Finds direct quotations by their marks alone, before and without a parse; linear in the text.

A quotation ends at its closing mark. One that is never closed runs to the end of its paragraph if it
opened one (the convention for speech that goes on in the next), else to the end of its sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model.values import Span

_MARK = re.compile(r"[“”„«»\"]|''|``|[‘’'](?=\W|$)|(?<![^\W_])[‘'](?=\w)")
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_SINGLE = frozenset("‘’'")
# A word in single marks is a nickname or a distance; speech has more, or ends like a sentence.
_SINGLE_WORDS = 4
_MAX_SINGLE = 600  # characters; an apostrophe never closes further off


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Marks included in `span`; `inner` is what stands between them.

    `continues` marks a quotation that takes up one left open by the paragraph before.
    """

    span: Span
    inner: Span
    paragraph: int
    closed: bool = True
    continues: bool = False


def find(text: str) -> tuple[Quotation, ...]:
    """All direct quotations with at least one word in them, in text order, never overlapping."""
    out: list[Quotation] = []
    open_paragraph = -2
    for number, match in enumerate(_PARAGRAPH.finditer(text)):
        found = _in_paragraph(text, match.start(), match.end(), number)
        if found and open_paragraph == number - 1 and not text[match.start() : found[0].span.start].strip():
            first = found[0]
            found[0] = Quotation(
                span=first.span, inner=first.inner, paragraph=number, closed=first.closed, continues=True
            )
        if found and not found[-1].closed and found[-1].span.end >= match.end() - 1:
            open_paragraph = number
        out += found
    return tuple(out)


def _in_paragraph(text: str, start: int, end: int, number: int) -> list[Quotation]:
    """Pair the marks of one paragraph, double marks first; single ones only outside of these."""
    marks = list(_MARK.finditer(text, start, end))
    doubles = [(m.start(), m.end()) for m in marks if m.group() not in _SINGLE]
    pairs = _pair_doubles(text, doubles, start, end)
    singles = [(m.start(), m.end()) for m in marks if m.group() in _SINGLE]
    if singles:
        pairs = sorted(pairs + _pair_singles(text, singles, pairs, start))
    return [
        Quotation(span=Span(start=a, end=d), inner=Span(start=b, end=c), paragraph=number, closed=d > c)
        for a, b, c, d in pairs
        if _WORD.search(text, b, c)
    ]


def _opens(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Whether an undirected mark can open: something follows it, and nothing leans on it from the left."""
    before = text[at - 1] if at > start else " "
    follows = text[after] if after < end else " "
    return not follows.isspace() and (before.isspace() or before in "([—–-:,")


def _pair_doubles(
    text: str, marks: list[tuple[int, int]], start: int, end: int
) -> list[tuple[int, int, int, int]]:
    """(start, inner start, inner end, end) of each quotation in double marks."""
    out: list[tuple[int, int, int, int]] = []
    opened: tuple[int, int] | None = None
    depth = 0
    for at, after in marks:
        mark = text[at:after]
        if opened is None:
            if (
                mark in _OPENING
                or mark == "``"
                or (mark not in _CLOSING and not _closes_only(text, at, after, end))
            ):
                opened, depth = (at, after), 0
            continue
        if mark in _OPENING and text[opened[0]] in _OPENING:
            # Opened twice: a quotation within, or the first was never closed. The first then ends here.
            if _SENTENCE_END.search(text, opened[1], at) and text[at - 1 : at].isspace():
                out.append((opened[0], opened[1], at, at))
                opened = (at, after)
            else:
                depth += 1
            continue
        if depth and mark in _CLOSING:
            depth -= 1
            continue
        out.append((opened[0], opened[1], at, after))
        opened = None
    if opened is not None:
        stop = _unclosed_end(text, opened, start, end)
        out.append((opened[0], opened[1], stop, stop))
    return out


def _closes_only(text: str, at: int, after: int, end: int) -> bool:
    """An undirected mark glued to a word on its left with a space on its right cannot open."""
    follows = text[after] if after < end else " "
    before = text[at - 1] if at else " "
    return follows.isspace() and not before.isspace()


def _unclosed_end(text: str, opened: tuple[int, int], start: int, end: int) -> int:
    if not text[start : opened[0]].strip():
        return end
    stop = _SENTENCE_END.search(text, opened[1], end)
    return stop.end() if stop else end


def _pair_singles(
    text: str, marks: list[tuple[int, int]], taken: list[tuple[int, int, int, int]], start: int
) -> list[tuple[int, int, int, int]]:
    """Quotations in single marks, which apostrophes resemble: long ones, or ones that end a sentence."""
    out: list[tuple[int, int, int, int]] = []
    opened: tuple[int, int] | None = None
    doubles = iter(taken)
    double = next(doubles, None)
    for at, after in marks:
        while double is not None and double[3] <= at:
            double, opened = next(doubles, None), None
        if double is not None and double[0] <= at:
            continue
        follows = text[after : after + 1] or " "
        before = text[at - 1] if at > start else " "
        if (before.isspace() or before in "([—–") and not follows.isspace() and text[at] != "’":
            opened = (at, after)
        elif opened is not None and text[at] != "‘" and not before.isspace() and not follows.isalnum():
            inner = text[opened[1] : min(at, opened[1] + _MAX_SINGLE + 1)]
            long = inner.count(" ") >= _SINGLE_WORDS - 1 or inner[-1:] in ",.!?"
            if long and len(inner) <= _MAX_SINGLE and before != "s":
                out.append((opened[0], opened[1], at, after))
                opened = None
            elif before in ",.!?":
                opened = None
    return out
