"""Rules that are plain patterns or noun lists find their own examples and pass over their near misses."""

from __future__ import annotations

import pytest

from onrecord import lexicon
from onrecord.read.page import entries_of
from onrecord.read.parse import parse

PATTERNS = [
    (name, entry) for name in ("stance", "means", "relevance") for entry in lexicon.load(name).entries
]
WORDINGS = [("counts", e) for e in lexicon.load("counts").entries if e.id.startswith("count.")]
NOUNS = [e for e in lexicon.load("nouns").entries if e.id != "noun.airpower"]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [pytest.param(e, s, id=f"{e.id}: {s}") for _, e in PATTERNS + WORDINGS for s in e.finds],
)
def test_pattern_finds_its_example(entry: lexicon.Entry, sentence: str) -> None:
    assert entry.compiled().search(sentence)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [pytest.param(e, s, id=f"{e.id}: {s}") for _, e in PATTERNS + WORDINGS for s in e.passes],
)
def test_pattern_passes_over_its_near_miss(entry: lexicon.Entry, sentence: str) -> None:
    assert not entry.compiled().search(sentence)


def noun_rules(sentence: str) -> set[str]:
    return {e.id for token in parse(sentence) for e in entries_of(token)}


@pytest.mark.parametrize(
    ("rule", "sentence"), [pytest.param(e.id, s, id=f"{e.id}: {s}") for e in NOUNS for s in e.finds]
)
def test_noun_is_known(rule: str, sentence: str) -> None:
    assert rule in noun_rules(sentence)


@pytest.mark.parametrize(
    ("rule", "sentence"), [pytest.param(e.id, s, id=f"{e.id}: {s}") for e in NOUNS for s in e.passes]
)
def test_noun_is_not_taken_for_another(rule: str, sentence: str) -> None:
    assert rule not in noun_rules(sentence)
