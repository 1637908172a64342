"""Cuts a long report into parts that are read one after the other, so that memory does not grow with it.

Countries told of are carried from part to part. What "the attack" or "the town" leads back to is looked for
within its part only: two parts meet at the end of a paragraph, thousands of words from where they began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from onrecord.model.claim import Claim
from onrecord.model.reading import Reading
from onrecord.model.source import Attribution, Silence, Source
from onrecord.model.values import Span
from onrecord.read.claims import claim_id

# Longer texts are stored whole and read up to here: some 30,000 words.
READ_LIMIT = 200_000  # characters
# Words and marks up to which it is read: news has one in five characters, and each costs the model the same.
_MARKS, _MARKS_OF_SHORT = 50_000, 5_000
_WORD_OR_MARK = re.compile(r"\w+|([^\w\s])\1*")  # a run of one mark is read as three (read/mending.py)
# Reading one needs about 100 MB beside the model's own; measured on reports put end to end, November 2026.
PART = 40_000  # characters
_BREAKS = ("\n\n", "\n", ". ", " ")


def end_of(text: str) -> int:
    """Up to which character a text is read: the limit, or where it has had too many words and marks."""
    end = min(len(text), READ_LIMIT)
    most = min(_MARKS, _MARKS_OF_SHORT + end // 3)
    if end <= most:
        return end
    over = next(islice(_WORD_OR_MARK.finditer(text, 0, end), most, None), None)
    return end if over is None else over.start()


def of(text: str) -> Iterator[Span]:
    """The parts of a text up to the limit, of nearly one length, each ending where a paragraph does."""
    start, end = 0, end_of(text)
    while True:
        left = -(-(end - start) // PART)
        if left <= 1:
            yield Span(start=start, end=end)
            return
        stop = _break(text, start + (end - start) // left // 2, start + (end - start) // left)
        yield Span(start=start, end=stop)
        start = stop


def _break(text: str, first: int, last: int) -> int:
    """The last end of a paragraph, else of a line, a sentence or a word, between two characters."""
    for mark in _BREAKS:
        at = text.rfind(mark, first, last)
        if at >= 0:
            return at + len(mark)
    return last


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one part tells, at its place in the report."""

    claims: tuple[Claim, ...]
    said: tuple[Attribution, ...]
    silences: tuple[Silence, ...]


def joined(reading: Reading, told: Told, number: int) -> Reading:
    """The reading with what one more part tells; `number` counts the parts from 0."""
    before = len(reading.attributions)
    found = (replace(c, sources=_apart(c.sources, number)) for c in told.claims)
    said = (replace(a, sources=_apart(a.sources, number)) for a in told.said)
    return replace(
        reading,
        claims=(*reading.claims, *(replace(c, id=_id(c, reading)) for c in found)),
        attributions=(
            *reading.attributions,
            *(replace(a, inside=a.inside + before) if a.inside >= 0 else a for a in said),
        ),
        silences=(
            *reading.silences,
            *(replace(s, source=_apart((s.source,), number)[0]) for s in told.silences),
        ),
    )


def _id(claim: Claim, reading: Reading) -> str:
    """The id by where the trigger stands in the report."""
    return claim_id(claim.edition, reading.kind, claim.trigger, claim.ordinal)


def _apart(sources: tuple[Source, ...], number: int) -> tuple[Source, ...]:
    """ "A doctor" of a later part is not the doctor of the first; a name is the same one throughout."""
    return tuple(
        s if not number or s.named or s.actor else replace(s, key=f"{s.key} [{number + 1}]") for s in sources
    )
