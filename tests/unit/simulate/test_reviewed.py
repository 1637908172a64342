"""The order of questions: what may change most comes first, and the first hundred answers mend most."""

from __future__ import annotations

import pytest

from onrecord.corroborate.asking import asked, chance_of
from onrecord.corroborate.incidents import group
from onrecord.corroborate.origins import Told
from onrecord.simulate import Plan, war_of
from onrecord.simulate.answers import told_of
from onrecord.simulate.reviewed import review
from onrecord.simulate.scored import happenings, said_of

Claims = tuple[tuple[Told, ...], dict[str, str]]


@pytest.fixture(scope="module")
def war() -> Claims:
    """The claims of a war on control, and what they tell of."""
    made = war_of(Plan(seed=401, places=40, days=180))
    return told_of(map(said_of, made.words)), happenings(made)


def test_a_hundred_answers_remove_half_of_the_error_that_answers_remove(war: Claims) -> None:
    found = review(*war)
    assert found.answers == 100
    assert found.removed is not None
    assert found.removed >= 0.5
    assert found.error_at_the_end < found.error_before


def test_questions_come_by_the_change_an_answer_is_expected_to_make(war: Claims) -> None:
    questions = asked(group(war[0]).groups)
    weights = [q.weight for q in questions]
    assert weights == sorted(weights, reverse=True)
    assert len({q.pair for q in questions}) == len(questions)
    home = {c: g.id for g in group(war[0]).groups for c in g.claims}
    assert all((home[q.pair[0]] == home[q.pair[1]]) is q.together for q in questions)


def test_who_has_nothing_to_ask_mends_nothing() -> None:
    assert review((), {}).removed is None


def test_four_bits_are_sixteen_to_one() -> None:
    assert chance_of(4000) == pytest.approx(16 / 17)
    assert chance_of(0) == 0.5
