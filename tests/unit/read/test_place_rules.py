"""Every rule of lexicons/places.toml finds its examples and passes its near misses by."""

from __future__ import annotations

import re

import pytest

from onrecord import lexicon
from onrecord.lexicon import Entry

ENTRIES = lexicon.load("places").entries
FINDS = [pytest.param(e, s, id=f"{e.id}: {s[:40]}") for e in ENTRIES for s in e.finds]
PASSES = [pytest.param(e, s, id=f"{e.id}: {s[:40]}") for e in ENTRIES for s in e.passes]


@pytest.mark.parametrize(("entry", "text"), FINDS)
def test_a_rule_finds_its_example(entry: Entry, text: str) -> None:
    assert entry.compiled(_flags(entry)).search(text)


@pytest.mark.parametrize(("entry", "text"), PASSES)
def test_a_rule_passes_its_near_miss_by(entry: Entry, text: str) -> None:
    assert not entry.compiled(_flags(entry)).search(text)


def _flags(entry: Entry) -> int:
    """Words and relations are matched without regard to case; the other patterns say it themselves."""
    return re.IGNORECASE if entry.words or entry.gives == "relation" else 0
