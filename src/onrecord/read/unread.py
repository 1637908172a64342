"""What is told of a report that is not read whole, or not as well as running text: never silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.report import Edition, Problem, ProblemCode
from onrecord.model.values import Span
from onrecord.read.parts import end_of

# Longer than any sentence; the reader cuts one of more than 350 words and marks (read/parse.py).
_ENDLESS = re.compile(r"[^.!?\u2026\n]{3000,}+")
_LEAST_ROWS, _LEAST_CELLS = 3, 3  # of a table
_TOLD = 10  # places of one kind that are told one by one


def problems(edition: Edition) -> tuple[Problem, ...]:
    """The parts of a report of which something may be missed, each with where it stands."""
    found = [*_too_long(edition.text)]
    text = edition.text[: end_of(edition.text)]
    found += _first(ProblemCode.UNREAD_PART, _endless(text), "without the end of a sentence, read in pieces")
    found += _first(ProblemCode.UNREAD_PART, _tables(text), "a table, of which only whole sentences are read")
    return tuple(
        Problem(code=code, message=message, edition=edition.id, span=span) for code, message, span in found
    )


def _too_long(text: str) -> Iterator[tuple[ProblemCode, str, Span]]:
    end = end_of(text)
    if text[end:].strip():
        message = f"read up to character {end:,} of {len(text):,}"
        yield ProblemCode.TOO_LONG, message, Span(start=end, end=len(text))


def _first(code: ProblemCode, spans: Iterator[Span], what: str) -> Iterator[tuple[ProblemCode, str, Span]]:
    """The first spans one by one, and how many there are beside."""
    for number, span in enumerate(spans):
        if number == _TOLD:
            yield code, f"more than {_TOLD} parts are {what}", span
            return
        yield code, f"characters {span.start:,} to {span.end:,} are {what}", span


def _endless(text: str) -> Iterator[Span]:
    for match in _ENDLESS.finditer(text):
        if any(c.isalpha() for c in match[0]):
            yield Span(start=match.start(), end=match.end())


def _tables(text: str) -> Iterator[Span]:
    """Runs of lines that bars or tabs divide into cells."""
    rows, first, at = 0, 0, 0
    for line in (*text.split("\n"), ""):
        cells = sum(bool(cell.strip()) for cell in re.split(r"[|\t]", line))
        if cells >= _LEAST_CELLS:
            first = at if not rows else first
            rows += 1
        else:
            if rows >= _LEAST_ROWS:
                yield Span(start=first, end=at - 1)
            rows = 0
        at += len(line) + 1
