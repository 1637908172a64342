"""Simulated wars: the same every time, true to their plan, and silent about what only their maker knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.model.simulation import Pace
from onrecord.simulate import Plan, War, war_of
from onrecord.simulate.chance import Chance
from onrecord.simulate.claims_file import reports
from onrecord.simulate.parameters import Parameters, parameters_of
from onrecord.simulate.press import Word

PLAN = Plan(seed=3, places=12, days=60)
quick = settings(max_examples=8, deadline=None)
plans = st.builds(
    Plan,
    seed=st.integers(0, 10_000),
    sides=st.integers(2, 4),
    days=st.integers(14, 40),
    places=st.integers(1, 6),
    flood=st.booleans(),
)


@pytest.fixture(scope="module")
def war() -> War:
    """A war of twelve towns and sixty days."""
    return war_of(PLAN)


def test_a_seed_makes_one_war_and_another_seed_another(war: War) -> None:
    assert war_of(PLAN) == war
    assert war_of(replace(PLAN, seed=4)).histories != war.histories


def test_a_flood_of_inventions_changes_what_is_told_and_nothing_that_is_so(war: War) -> None:
    flooded = war_of(replace(PLAN, flood=True))
    assert flooded.histories == war.histories
    assert flooded.killed == war.killed
    assert len(flooded.words) > 2 * len(war.words)


def test_a_war_that_is_one_town_larger_has_the_same_towns_beside_it(war: War) -> None:
    assert war_of(replace(PLAN, places=13)).histories[:12] == war.histories


@quick
@given(plans)
def test_spells_tile_the_days_and_words_come_after_what_they_tell(plan: Plan) -> None:
    war = war_of(plan)
    for spells in war.histories:
        assert (spells[0].start, spells[-1].end) == (0.0, plan.days)
        assert all(a.end == b.start and a.state != b.state for a, b in pairwise(spells))
    for word in war.words:
        assert 0 <= word.start <= word.end <= word.published < plan.days
    assert len({w.id for w in war.words}) == len(war.words)


def first(war: War) -> list[Word]:
    return [w for w in war.words if "/copy" not in w.id]


def test_winners_speak_losers_seldom_admit_and_one_word_in_twenty_is_misread(war: War) -> None:
    large = war_of(replace(PLAN, places=60, days=120))
    happened = Counter(s.taken for spells in large.histories for s in spells[1:] if s.state)
    told = Counter(w.event.value for w in first(large) if w.happening.endswith(".capture"))
    assert 0.02 < told["control_lost"] / happened[True] < 0.15
    assert 2 < told["control_gained"] / happened[True] < 4
    where = {spell.key: spell.place for spells in large.histories for spell in spells}
    elsewhere = [
        w.place != where[w.happening.rpartition(".")[0]]
        for w in first(large)
        if w.happening.endswith("clash")
    ]
    assert 0.005 < sum(elsewhere) / len(elsewhere) < 0.08


def test_a_fast_war_changes_hands_more_often_than_a_slow_one() -> None:
    counts = [
        sum(len(spells) for spells in war_of(replace(PLAN, places=40, pace=pace)).histories)
        for pace in (Pace.SLOW, Pace.DEFAULT, Pace.FAST)
    ]
    assert counts == sorted(counts)
    assert counts[2] > 1.5 * counts[0]


def test_draws_are_spread_as_their_names_say() -> None:
    chance, n = Chance(1), 4000
    assert abs(sum(chance.few(3.0, i) for i in range(n)) / n - 3) < 0.15
    assert abs(sum(chance.streak(8.0, i) for i in range(n)) / n - 8) < 0.6
    assert abs(sum(chance.waiting(2.0, i) for i in range(n)) / n - 2) < 0.15
    assert abs(sum(chance.happens(0.3, i) for i in range(n)) / n - 0.3) < 0.03


def test_parameters_are_laid_over_the_defaults() -> None:
    found = parameters_of({"hot_days": 10, "harm": {"cap": 50}})
    assert (found.hot_days, found.harm.cap, found.quiet_days) == (10.0, 50, 120.0)
    assert parameters_of({}) == Parameters()


@pytest.mark.parametrize("given", [{"hot_dayz": 10}, {"harm": 3}, {"hot_days": "ten"}, [], {"settled": [{}]}])
def test_a_parameter_that_is_none_is_refused(given: object) -> None:
    with pytest.raises(InputError):
        parameters_of(given)


@pytest.mark.parametrize("wrong", [{"sides": 1}, {"days": 3}, {"places": 0}, {"sides": 9}])
def test_a_war_that_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(InputError):
        Plan(seed=1, **wrong)  # type: ignore[arg-type]


def test_the_claims_file_says_nothing_that_only_the_truth_knows(war: War) -> None:
    told = list(reports(war))
    assert len(told) == len(war.words) + len(war.tolls)
    days = [datetime.fromisoformat(r["published"]) for r in told]
    assert days == sorted(days)
    text = str(told)
    assert not any(word in text for word in ("phantom", "capture", "happening", "copy"))
    assert len({r["url"] for r in told}) == len(told)


def test_copies_that_are_found_share_their_words_and_no_two_statements_do(war: War) -> None:
    said = {w.id: r for w, r in zip(war.words, _control(war), strict=True)}
    by_words: dict[str, set[str]] = {}
    for id, report in said.items():
        words = report["claims"][0]["in_own_words"].partition("(")[2].partition(")")[0]
        by_words.setdefault(words, set()).add(id.split("/copy")[0])
    assert all(len(statements) == 1 for statements in by_words.values())
    assert len(by_words) < len(said)


def _control(war: War) -> list[dict[str, Any]]:
    return [next(reports(replace(war, words=(word,), tolls=()))) for word in war.words]
