"""What words and silence tell of changes: each word of one change only, and a lone word is not yet a false one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from onrecord.assess.assertions import Assertion, Kind
from onrecord.assess.chain import SLOT
from onrecord.assess.silence import FALSE_RATE, QUIET, Hearing, factors, hear, origin_of

SIDES = ("gov", "front")


def fight(at: float, who: str) -> Assertion:
    """A monitor's word on fighting that began at a time."""
    return Assertion(
        claim=f"{who}-{at}",
        component=who,
        kind=Kind.FIGHT,
        side="",
        start=at,
        end=at + SLOT,
        told=at + SLOT,
        public=at + 0.5,
        weight=math.log(12),
        disinterested=True,
        name=who,
    )


def heard(told: list[str], every: float = 30.0) -> Hearing:
    """Fights at places of their own, each told by the monitors whose initials are named."""
    said = {f"gn:{n}": [fight(every * (n % 20) + 1, who) for who in names] for n, names in enumerate(told)}
    return hear(said, now=20 * every + 20, since=0.0)


def test_words_on_one_change_say_little_for_a_second_one_beside_it() -> None:
    said = [fight(100.0, "a"), fight(100.0, "b")]
    found = factors(SIDES, said, heard(["ab"] * 20, 1.0), now=110.0, since=90.0, slots=80)[:, 2]
    stated = int(10 / SLOT)
    assert found[stated] > 1000
    assert np.delete(found, stated).max() ** 2 < found[stated]


def test_two_changes_told_of_are_two() -> None:
    said = [fight(at, who) for at in (98.0, 100.0) for who in ("a", "b")]
    found = factors(SIDES, said, heard(["ab"] * 20, 1.0), now=110.0, since=90.0, slots=80)[:, 2]
    assert sorted(np.argsort(found)[-2:]) == [int(8 / SLOT), int(10 / SLOT)]


SETTING = (QUIET, False)


def test_what_one_monitor_alone_tells_is_true_as_often_as_the_other_misses_something() -> None:
    found = heard(["ab"] * 20 + ["a"] * 20 + ["b"] * 20)
    assert found.alone["a", "fight", SETTING] == pytest.approx(20, rel=0.15)
    assert found.noise("a", "fight", SETTING) < FALSE_RATE[QUIET] / 2


def test_a_monitor_that_tells_more_alone_than_others_can_have_missed_is_noisy() -> None:
    careful, rash = heard(["abc"] * 40), heard(["abc"] * 40 + ["bc"] * 10 + ["a"] * 40)
    assert rash.noise("a", "fight", SETTING) > 5 * careful.noise("a", "fight", SETTING)
    assert rash.noise("b", "fight", SETTING) < 2 * careful.noise("b", "fight", SETTING)


def test_the_people_of_all_places_are_heard_together_under_the_keys_of_the_record() -> None:
    keys = ("resident:residents:gn:1@reuters", "resident:a-shopkeeper:gn:2@afp", "residents:3")
    assert {origin_of(fight(1.0, key)) for key in keys} == {"residents"}
    assert origin_of(fight(1.0, "actor:sohr")) == "actor:sohr"
