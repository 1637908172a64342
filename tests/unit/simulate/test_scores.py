"""The scorer of simulated wars, on answers whose score is known by hand; and the derivation beside the rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.assess.chain import Array
from onrecord.model.harm import Range
from onrecord.model.simulation import SimulationAnswer
from onrecord.simulate import Plan, scores, simulate, war_of
from onrecord.simulate.answers import control_then, told_of
from onrecord.simulate.scored import board_of, said_of
from onrecord.simulate.truth import Spell

SIDES, DAYS = ("A", "B"), 20
FOUGHT = (
    Spell(place="P1", number=0, state="A", start=0.0, end=5.5),
    Spell(place="P1", number=1, state="", start=5.5, end=8.25, defender="A", attacker="B"),
    Spell(place="P1", number=2, state="B", start=8.25, end=20.0, defender="A", attacker="B"),
)
QUIET = (Spell(place="P2", number=0, state="B", start=0.0, end=20.0),)
TRUTH = scores.Truth.of((FOUGHT, QUIET), SIDES, DAYS)
RIGHT: Array = np.eye(3)[TRUTH.states]


def test_who_knows_everything_makes_no_mistake() -> None:
    found = scores.view(RIGHT, TRUTH)
    assert (found.accuracy, found.accuracy_near_change, found.brier, found.ece) == (1, 1, 0, 0)
    assert (found.contested_recall, found.contested_precision) == (1, 1)
    assert scores.delays(RIGHT, TRUTH) == ([0.75], 0)  # taken at 8.25, seen on the evening of that day
    assert scores.false_flips(RIGHT, TRUTH) == 0


def test_who_knows_nothing_is_right_one_time_in_three() -> None:
    even = np.full((2, DAYS, 3), 1 / 3)
    found = scores.view(even, TRUTH)
    assert found.accuracy == pytest.approx(1 / 3)
    assert found.brier == pytest.approx(2 / 3)
    assert found.ece == pytest.approx(0)
    assert scores.delays(even, TRUTH) == ([], 1)


def test_one_turn_to_a_side_that_is_not_there_is_a_false_one() -> None:
    wrong = RIGHT.copy()
    wrong[1, 9] = (1, 0, 0)
    assert scores.false_flips(wrong, TRUTH) == 25  # one in forty place-days; the way back is true


def test_ranges_are_scored_against_the_dead_there_were() -> None:
    found = {"w1": Range(low=5, best=12, high=12), "w2": Range(low=5, best=6, high=7, open=True)}
    score = scores.tolls(found, {"w1": 10, "w2": 20, "w3": 0})
    assert (score.scopes, score.low_not_above_truth, score.covered, score.over_count) == (2, 1, 1, 0.5)
    assert score.best_error == pytest.approx(0.45)


def test_claims_put_together_are_scored_against_what_they_tell_of() -> None:
    true = {"a": "x", "b": "x", "c": "y"}
    assert scores.linkage(true, true).bcubed == 1
    one_heap = scores.linkage(dict.fromkeys(true, "i"), true)
    assert one_heap.bcubed_precision == pytest.approx((2 * 2 / 3 + 1 / 3) / 3)
    assert one_heap.pair_precision == pytest.approx(1 / 3)
    alone = scores.linkage({}, true)
    assert (alone.bcubed_precision, alone.pair_recall) == (1, 0)


@pytest.fixture(scope="module")
def answer() -> SimulationAnswer:
    """The scores of one war of sixteen towns and a hundred days."""
    return simulate(Plan(seed=11, places=16, days=100))


@pytest.mark.parametrize("rule", ["latest", "majority", "origins"])
def test_the_derivation_is_nearer_to_the_truth_than_a_simple_rule(
    answer: SimulationAnswer, rule: str
) -> None:
    beside = getattr(answer.baselines, rule)
    assert answer.accuracy > beside.accuracy
    assert answer.brier < beside.brier
    assert answer.hindsight.brier < answer.brier
    assert answer.false_flips_per_1000 < beside.false_flips_per_1000
    assert answer.tolls.over_count is not None
    assert answer.tolls.over_count <= beside.tolls.over_count
    assert answer.linkage.bcubed > beside.linkage.bcubed


def test_the_same_plan_gets_the_same_scores() -> None:
    plan = Plan(seed=5, places=3, days=21)
    assert simulate(plan) == simulate(plan)


def test_what_is_published_later_never_changes_what_was_known_then() -> None:
    war = war_of(Plan(seed=8, places=4, days=30))
    early = replace(war, words=tuple(w for w in war.words if w.published < 20))
    now, then = (control_then(board_of(w), told_of(map(said_of, w.words)))[:, :20] for w in (war, early))
    assert np.array_equal(now, then)
