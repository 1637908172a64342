"""The sentences around a claim's evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model.report import Furniture, FurnitureKind
from onrecord.model.values import Span
from onrecord.store.passages import Passages
from tests.unit.store.made import a_report, an_edition

TEXT = 'One fell. Two fled.\n\nThe U.N. said "three died." Four came. Five left'


def _around(words: str, *furniture: str) -> str:
    pieces = tuple(
        Furniture(kind=FurnitureKind.NOTICE, span=Span(start=TEXT.index(f), end=TEXT.index(f) + len(f)))
        for f in furniture
    )
    edition = replace(an_edition(a_report(), TEXT), furniture=pieces)
    start = TEXT.index(words)
    return Passages(edition).around(Span(start=start, end=start + len(words)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("One", "One fell. Two fled."),
        ("three", 'Two fled. The U.N. said "three died. Four came.'),
        ("left", "Four came. Five left"),
        ("Two fled.", 'One fell. Two fled. The U.N. said "three died.'),
    ],
)
def test_a_passage_has_one_sentence_on_either_side(words: str, expected: str) -> None:
    assert _around(words) == expected


def test_furniture_is_no_neighbour() -> None:
    assert _around("Two", "One fell.") == 'Two fled. The U.N. said "three died.'


def test_evidence_in_furniture_is_its_own_passage() -> None:
    assert _around("One fell.", "One fell.") == "One fell."
