"""Every rule of events.toml and phrases.toml finds its own examples and passes over its near misses."""

from __future__ import annotations

import pytest

from onrecord import lexicon
from onrecord.read import events, relevance
from onrecord.read.page import Page
from onrecord.read.parse import parse

ENTRIES = (*lexicon.load("events").entries, *lexicon.load("phrases").entries)
FINDS = [pytest.param(e.id, s, id=f"{e.id}: {s}") for e in ENTRIES for s in e.finds]
PASSES = [pytest.param(e.id, s, id=f"{e.id}: {s}") for e in ENTRIES for s in e.passes]


def rules_in(sentence: str, armed: float) -> set[str]:
    page = Page.of(parse(sentence), armed=armed)
    return {t.rule for s in page.doc.sents for t in events.triggers(page, s)}


@pytest.mark.parametrize(("rule", "sentence"), FINDS)
def test_rule_finds_its_example(rule: str, sentence: str) -> None:
    assert rule in rules_in(sentence, relevance.STRONG)


@pytest.mark.parametrize(("rule", "sentence"), PASSES)
def test_rule_passes_over_its_near_miss(rule: str, sentence: str) -> None:
    assert rule not in rules_in(sentence, 0.0)
