"""The passage a claim stands in: its sentence and the ones beside it, to tell reprints from new reports.

Sentences are cut by marks alone, without the parser: both sides of a comparison are cut the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from onrecord.model.report import Edition
from onrecord.model.values import Span

_END = re.compile(r"\n+|(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")


class Passages:
    """The sentences of one edition; furniture is no neighbour, or every page of an outlet would be alike."""

    def __init__(self, edition: Edition) -> None:
        self._text = edition.text
        self._sentences = [
            span
            for span in _sentences(edition.text)
            if not any(piece.span.overlap(span) * 2 > len(span) for piece in edition.furniture)
        ]
        self._starts = [span.start for span in self._sentences]
        self._ends = [span.end for span in self._sentences]

    def around(self, evidence: Span) -> str:
        """The evidence's sentence, or sentences, with one more before and after."""
        first = bisect_right(self._ends, evidence.start)
        last = bisect_left(self._starts, evidence.end)
        if first >= last:
            return evidence.of(self._text)  # a headline is furniture, and its own passage
        chosen = self._sentences[max(0, first - 1) : last + 1]
        return " ".join(span.of(self._text) for span in chosen)


def _sentences(text: str) -> list[Span]:
    found, start = [], 0
    for mark in _END.finditer(text):
        if text[start : mark.start()].strip():
            found.append(Span(start=start, end=mark.start()))
        start = mark.end()
    if text[start:].strip():
        found.append(Span(start=start, end=len(text)))
    return found
