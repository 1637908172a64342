"""A long report is read in parts that end where paragraphs do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.read import parts


@given(st.lists(st.sampled_from(["a" * 9_000, "bridge closed. " * 700, "d\n\n", "e\n", ""]), max_size=24))
def test_the_parts_of_a_text_are_the_text_up_to_the_limit_and_none_is_too_long(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = list(parts.of(text))
    assert "".join(p.of(text) for p in found) == text[: parts.end_of(text)]
    assert all(len(p) <= parts.PART for p in found)


def test_a_text_that_one_part_can_hold_is_one_part() -> None:
    assert len(list(parts.of("x" * parts.PART))) == 1


def test_a_part_ends_at_the_last_paragraph_that_it_holds_whole() -> None:
    paragraph = "The road was cut. " * 100 + "\n\n"
    text = paragraph * 40
    assert all(p.of(text).endswith("\n\n") for p in parts.of(text))
