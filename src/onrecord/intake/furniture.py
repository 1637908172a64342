"""Marks what stands in a text and is no statement of the report; rules in lexicons/furniture.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.lexicon import Entry
from onrecord.model.report import Furniture, FurnitureKind
from onrecord.model.values import Span

_HEAD_LINES = 8  # lines with words in them; a wire dateline stands in one of these
_LINE = re.compile(r"[^\n]+")
_TITLE_LENGTH = 200  # characters; longer first lines are paragraphs
_NOT_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The furniture of a text, in order; its title; whose wire copy it says it is; whether it is a demo."""

    furniture: tuple[Furniture, ...]
    title: str
    agency: str
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    span: Span  # without the white space around
    words: str


def mark(text: str, title: str = "", skip: int = 0) -> Marked:
    """Find the furniture of `text`; without `title` the first line is taken for it where it looks like one.

    Every line that repeats the title is marked TITLE, the first one too: a reader may take it as headline.
    The first `skip` characters are a header, which is marked as a notice.
    """
    lines = list(_lines(text))
    found = [Furniture(kind=FurnitureKind.NOTICE, span=line.span) for line in lines if line.span.end <= skip]
    agency, demo = "", False
    plain: list[_Line] = []
    for number, line in enumerate(lines[len(found) :]):
        matches = list(_matches(line, head=number < _HEAD_LINES))
        for entry, match in matches:
            agency = agency or _agency(entry, match)
            demo = demo or bool(entry.more.get("demo"))
        if matches:
            found.append(_furniture(line, *matches[0]))
        if not matches or matches[0][0].more["part"] == "match":
            plain.append(line)
    demo = demo or any(_demo(line.words) for line in lines)
    title = title or _title_of(plain)
    repeats = [line for line in plain if title and _folded(line.words) == _folded(title)]
    found += [Furniture(kind=FurnitureKind.TITLE, span=line.span) for line in repeats]
    return Marked(
        furniture=tuple(sorted(found, key=lambda piece: piece.span)), title=title, agency=agency, demo=demo
    )


def canonical_agency(name: str) -> str:
    """The name we store an agency under."""
    known: dict[str, str] = lexicon.load("furniture").tables["agencies"]
    return known.get(name.strip().casefold(), name.strip())


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            yield _Line(span=Span(start=start, end=start + len(words)), words=words)


@cache
def _rules() -> tuple[tuple[Entry, re.Pattern[str]], ...]:
    return tuple((entry, entry.compiled()) for entry in lexicon.load("furniture").entries)


def _matches(line: _Line, *, head: bool) -> Iterator[tuple[Entry, re.Match[str]]]:
    for entry, pattern in _rules():
        if head or not entry.more.get("head"):
            match = pattern.search(line.words)
            if match:
                yield entry, match


def _furniture(line: _Line, entry: Entry, match: re.Match[str]) -> Furniture:
    span = line.span
    if entry.more["part"] == "match":
        span = Span(start=span.start + match.start(), end=span.start + match.end())
    return Furniture(kind=FurnitureKind(entry.gives), span=span)


def _agency(entry: Entry, match: re.Match[str]) -> str:
    if not entry.more.get("agency"):
        return ""
    return canonical_agency(str(entry.more.get("names") or match.group("agency")))


def _demo(words: str) -> bool:
    return any(pattern.search(words) for entry, pattern in _rules() if entry.more.get("demo"))


def _title_of(lines: list[_Line]) -> str:
    """The first line, if it is short, has no full stop, and more follows it."""
    words = lines[0].words if len(lines) > 1 else ""
    if len(words.split()) < 2 or len(words) > _TITLE_LENGTH:
        return ""
    return "" if words.rstrip("\"'”’)")[-1:] in (".", ":", ";", ",", "") else words


def _folded(words: str) -> str:
    return _NOT_WORD.sub(" ", words.casefold()).strip()
