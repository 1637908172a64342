"""Direct quotations by their marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read import quotations


def _inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in quotations.find(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"The well is dry," she said.', ["The well is dry,"]),
        ("“The well is dry,” she said. “We left.”", ["The well is dry,", "We left."]),
        ("''The well is dry,'' she said.", ["The well is dry,"]),
        ("„The well is dry”, she said.", ["The well is dry"]),
        ("«The well is dry», she said.", ["The well is dry"]),
        ("‘The well is dry,’ she said.", ["The well is dry,"]),
        ("'The well is dry,' she said.", ["The well is dry,"]),
    ],
    ids=["straight", "typographic", "doubled", "low", "angled", "single", "apostrophes"],
)
def test_marks_of_every_make_are_paired(text: str, inner: list[str]) -> None:
    assert _inner(text) == inner


def test_an_apostrophe_opens_no_quotation() -> None:
    assert _inner("The miners' camp wasn't the guards' concern, and the '90s were long gone.") == []


def test_a_word_held_at_a_distance_in_single_marks_is_no_speech() -> None:
    assert _inner("They lost their 'last bastion' in the hills.") == []


def test_an_unclosed_quotation_at_the_head_of_a_paragraph_runs_to_its_end() -> None:
    text = "“The well is dry. Nobody came.\n“We left at dawn,” she said."
    first, second = quotations.find(text)
    assert first.inner.of(text) == "The well is dry. Nobody came."
    assert not first.closed
    assert second.continues


def test_an_odd_mark_inside_a_paragraph_swallows_one_sentence_at_most() -> None:
    text = 'The pipe was 6 "wide. The well is dry. Nobody came for weeks.'
    assert _inner(text) == ["wide."]


def test_an_odd_mark_in_one_paragraph_leaves_the_next_alone() -> None:
    text = '"The well is dry, she said.\n"We left," he said.'
    assert _inner(text)[1] == "We left,"


def test_a_quotation_within_a_quotation_stays_inside_it() -> None:
    assert _inner("“He said “run” and we ran,” she said.") == ["He said “run” and we ran,"]


def test_ten_thousand_marks_take_no_time_and_give_nothing() -> None:
    start = time.process_time()
    assert quotations.find('"' * 10_000) == ()
    assert time.process_time() - start < 1.0


@given(st.text(alphabet="ab .,\n\"'“”‘’«»`", max_size=300))
def test_quotations_never_overlap_and_stay_in_their_paragraph(text: str) -> None:
    found = quotations.find(text)
    ends = [0] + [q.span.end for q in found]
    assert all(q.span.start >= end for q, end in zip(found, ends, strict=False))
    assert all("\n" not in q.span.of(text) for q in found)
    assert all(q.span.contains(q.inner) for q in found)
