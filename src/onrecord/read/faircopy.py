"""A fair copy of a report for reading, and the way back from it to the report as it came.

What is read may differ from the report: letters in running case, invisible characters left out, glued
sentences set apart. Each character of the copy knows where it stands in the report, so that every span and
every word that is stored is the report's own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from onrecord.model.claim import Person
from onrecord.model.values import Span

_V = TypeVar("_V")
Move = Callable[[Span], Span]
Rewrite = Callable[[Span, str], str]
# A field of words -> the field of the span they stand at.
_WORDS = {"evidence_text": "evidence", "trigger_text": "trigger", "text": "span", "as_written": "span"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """In the copy, the characters from `start` to `end` are `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FairCopy:
    """`text` is read; its character `i` is character `at[i]` of `report`, or `offset + i` without `at`."""

    report: str
    text: str
    offset: int = 0
    at: array[int] | None = None

    @staticmethod
    def of(report: str, part: Span | None = None) -> FairCopy:
        """A copy, word for word, of the report or a part of it."""
        part = Span(start=0, end=len(report)) if part is None else part
        return FairCopy(report=report, text=part.of(report), offset=part.start)

    def covers(self, span: Span) -> bool:
        """True if the span of the report begins in the part of it that is copied."""
        return self._place(0) <= span.start < max(self._place(len(self.text)), self._place(0) + 1)

    def recased(self, text: str) -> FairCopy:
        """The copy with `text`, which is of the same length, in its place."""
        return replace(self, text=text)

    def edited(self, edits: Iterable[Edit]) -> FairCopy:
        """The copy with some of its characters written anew; `edits` are in order and apart."""
        out: list[str] = []
        at = array("L")
        last = 0
        for edit in edits:
            out += [self.text[last : edit.start], edit.text]
            at.extend(map(self._place, range(last, edit.start)))
            at.extend(map(self._place, _spread(edit)))
            last = edit.end
        if not out:
            return self
        at.extend(map(self._place, range(last, len(self.text) + 1)))
        return replace(self, text="".join([*out, self.text[last:]]), at=at)

    def _place(self, i: int) -> int:
        if self.at is None:
            return self.offset + i
        return self.at[i]

    def back(self, span: Span) -> Span:
        """A span of the copy as one of the report."""
        start = self._place(span.start)
        end = self._place(span.end - 1) + 1 if span.end > span.start else start
        return Span(start=start, end=min(end, self._place(len(self.text))))

    def copied(self, span: Span) -> Span:
        """A span of the report as one of the copy: what of it is there."""
        if self.at is None:
            first, last = span.start - self.offset, span.end - self.offset
        else:
            first, last = bisect_left(self.at, span.start), bisect_left(self.at, span.end)
        first = min(max(0, first), len(self.text))
        return Span(start=first, end=min(max(first, last), len(self.text)))

    @property
    def faithful(self) -> bool:
        """True if the copy is the whole report, letter for letter."""
        return self.at is None and self.text == self.report

    def led_back(self, value: _V) -> _V:
        """What was read from the copy, with the spans and the words of the report."""
        found: _V = value if self.faithful else self._over(value, self.back, self._came)
        return found

    def brought(self, value: _V) -> _V:
        """What was read from the report, with the spans that it has in the copy; its words stay."""
        found: _V = value if self.faithful else self._over(value, self.copied, None)
        return found

    def _over(
        self, value: Any, move: Callable[[Span], Span], words: Callable[[Span, str], str] | None
    ) -> Any:
        """`value` with each span in it moved, and the words at a span by `words`."""
        if isinstance(value, Span):
            return move(value)
        if isinstance(value, tuple):
            return tuple(self._over(item, move, words) for item in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        pairs = _WORDS | ({"name": "span"} if isinstance(value, Person) else {})
        changed = {}
        for field in fields(value):
            old = getattr(value, field.name)
            at = getattr(value, pairs[field.name], None) if field.name in pairs else None
            new = words(at, old) if at is not None and words is not None else self._over(old, move, words)
            if new is not old:
                changed[field.name] = new
        return replace(value, **changed) if changed else value

    def _came(self, span: Span, words: str) -> str:
        """Words of the copy as the report has them; what was told in other words stays."""
        return self.back(span).of(self.report) if span.of(self.text) == words else words


def _spread(edit: Edit) -> Iterator[int]:
    """Where the letters of a new wording stand in the old one: the first and the last at its ends."""
    last = max(edit.start, edit.end - 1)
    for n in range(len(edit.text)):
        yield last if n and n == len(edit.text) - 1 else min(edit.start + n, last)
