"""What a worded number says: the examples of the lexicon, and the bounds they give."""

from __future__ import annotations

import pytest

from onrecord.assess.wording import bounds, of_record, rule_for
from onrecord.lexicon import load
from onrecord.model.claim import Count, HarmKind

ENTRIES = load("tolls").entries


@pytest.mark.parametrize(
    ("rule", "words"), [pytest.param(e, w, id=f"{e.id}: {w}") for e in ENTRIES for w in e.finds]
)
def test_rule_is_the_first_to_find_its_example(rule: object, words: str) -> None:
    assert rule_for(words) == rule.more  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rule", "words"), [pytest.param(e, w, id=f"{e.id}: {w}") for e in ENTRIES for w in e.passes]
)
def test_rule_passes_over_its_near_miss(rule: object, words: str) -> None:
    assert rule_for(words) != rule.more  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "low", "high", "expected"),
    [
        ("30 people", 30, 30, (30, 30)),
        ("at least 30 people", 30, None, (30, None)),
        ("more than 80 fighters", 80, None, (81, None)),
        ("up to 40 people", None, 40, (0, 40)),
        ("about 50 people", 50, 50, (40, 60)),
        ("nearly 40 people", 40, 40, (34, 39)),
        ("30 to 35 people", 30, 35, (30, 35)),
        ("several people", None, None, (3, 9)),
        ("dozens of people", 24, None, (24, None)),
        ("several dozen people", None, None, (36, None)),
        ("hundreds of civilians", 200, None, (200, None)),
        ("no casualties", 0, 0, (0, 0)),
    ],
)
def test_wording_gives_its_bounds(
    words: str, low: int | None, high: int | None, expected: tuple[int, int | None]
) -> None:
    assert bounds(Count(kind=HarmKind.KILLED, low=low, high=high, as_written=words)) == expected


def test_mostly_is_more_than_half_of_the_whole() -> None:
    part = Count(kind=HarmKind.KILLED, of_whom=True, as_written="mostly women and children")
    assert bounds(part, 50) == (26, None)
    assert bounds(part, None) is None


def test_words_without_a_number_set_no_bounds() -> None:
    assert bounds(Count(kind=HarmKind.KILLED, as_written="many militants")) is None


REGISTERS = load("registries").entries


@pytest.mark.parametrize("words", [w for e in REGISTERS for w in e.finds])
def test_a_register_is_known_by_its_words(words: str) -> None:
    assert of_record(words)


@pytest.mark.parametrize("words", [w for e in REGISTERS for w in e.passes])
def test_what_only_counts_is_no_register(words: str) -> None:
    assert not of_record(words)
