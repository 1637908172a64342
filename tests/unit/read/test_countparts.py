"""The parts of a figure stand beside it, and say of whom it is a part."""

from __future__ import annotations

import pytest

from onrecord.model.claim import Count, VictimClass
from onrecord.read import countparts, counts
from onrecord.read.page import Page
from onrecord.read.parse import parse


def first(sentence: str) -> tuple[Count, ...]:
    page = Page.of(parse(sentence))
    for token in page.doc:
        for kind, noun, rule in counts.harmed(token, page):
            count = counts.count_of(kind, noun, page, rule)
            if count is not None:
                return countparts.with_parts(count, page)
    raise AssertionError(sentence)


@pytest.mark.parametrize(
    ("sentence", "victims", "low"),
    [
        ("Shells killed 40 civilians, mostly women and children.", VictimClass.WOMEN_AND_CHILDREN, None),
        ("The raid killed 40 people - mostly women - on Monday.", VictimClass.WOMEN, None),
        ("Nine people were killed, most of them farmers.", VictimClass.CIVILIANS, None),
        ("The blast killed six people, including two nurses.", VictimClass.MEDICS, 2),
        ("The blast killed six people, among them a boy.", VictimClass.CHILDREN, 1),
        ("The blast killed six people, five of them children.", VictimClass.CHILDREN, 5),
        ("Nine men, two of whom were farmers, were killed.", VictimClass.CIVILIANS, 2),
    ],
)
def test_a_part_is_marked_as_one(sentence: str, victims: VictimClass, low: int | None) -> None:
    _whole, part = first(sentence)
    assert (part.of_whom, part.victims, part.low) == (True, victims, low)


def test_people_who_are_mostly_women_are_taken_for_civilians_and_it_is_said_so() -> None:
    whole, _part = first("Nine people were killed, mostly women and children.")
    assert (whole.victims, whole.class_inferred) == (VictimClass.CIVILIANS, True)


def test_a_part_is_named_once() -> None:
    assert len(first("The raid killed eight people, among them five members of one family.")) == 2


def test_a_part_is_no_greater_than_the_whole() -> None:
    assert len(first("The blast killed six people, including nine nurses of another ward.")) == 1


def test_what_follows_another_clause_is_no_part() -> None:
    assert len(first("The blast killed six people and the army, including its chief, fled.")) == 1
