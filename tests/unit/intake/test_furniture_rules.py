"""Every rule of lexicons/furniture.toml finds its examples and passes its near misses by."""

from __future__ import annotations

import pytest

from onrecord import lexicon
from onrecord.lexicon import Entry
from onrecord.model.report import FurnitureKind

ENTRIES = lexicon.load("furniture").entries
FINDS = [pytest.param(e, s, id=f"{e.id}: {s[:40]}") for e in ENTRIES for s in e.finds]
PASSES = [pytest.param(e, s, id=f"{e.id}: {s[:40]}") for e in ENTRIES for s in e.passes]


@pytest.mark.parametrize(("entry", "line"), FINDS)
def test_a_rule_finds_its_example(entry: Entry, line: str) -> None:
    assert entry.compiled().search(line)


@pytest.mark.parametrize(("entry", "line"), PASSES)
def test_a_rule_passes_its_near_miss_by(entry: Entry, line: str) -> None:
    assert not entry.compiled().search(line)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_a_rule_gives_a_kind_of_furniture_and_says_how_much_of_the_line(entry: Entry) -> None:
    FurnitureKind(entry.gives)
    assert entry.more["part"] in ("line", "match")
    assert not entry.more.get("agency") or entry.more.get("names") or "(?P<agency>" in entry.pattern
