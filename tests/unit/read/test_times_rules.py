"""Every rule of lexicons/times.toml finds its examples and passes over its near misses."""

from __future__ import annotations

import re
from datetime import date

import pytest

from onrecord import lexicon
from onrecord.lexicon import Entry
from onrecord.read import times
from onrecord.read.timewords import grammar

RULES = [e for e in lexicon.load("times").entries if not e.gives.startswith("cue.")]
CUES = [e for e in lexicon.load("times").entries if e.gives.startswith("cue.")]
# What "the following day" and "that month" are told from.
BEFORE = "The bridge fell on 12 March 2031. "


def fired(rule: Entry, example: str) -> bool:
    """True if the rule finds something in the example itself."""
    found = times.mentions(BEFORE + example, date(2031, 4, 7))
    return any(m.rule == rule.id and m.start >= len(BEFORE) for m in found)


@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.finds)]
)
def test_a_rule_finds_its_example(rule: Entry, text: str) -> None:
    assert fired(rule, text)


@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.passes)]
)
def test_a_rule_passes_over_its_near_miss(rule: Entry, text: str) -> None:
    assert not fired(rule, text)


@pytest.mark.parametrize(
    ("cue", "text"), [pytest.param(c, t, id=f"{c.id}-{i}") for c in CUES for i, t in enumerate(c.finds)]
)
def test_a_cue_finds_its_example(cue: Entry, text: str) -> None:
    assert re.search(cue.pattern, text)


@pytest.mark.parametrize(
    ("cue", "text"), [pytest.param(c, t, id=f"{c.id}-{i}") for c in CUES for i, t in enumerate(c.passes)]
)
def test_a_cue_passes_over_its_near_miss(cue: Entry, text: str) -> None:
    assert not re.search(cue.pattern, text)


def test_every_rule_has_a_meaning() -> None:
    assert {rule.gives for rule in grammar().rules} == set(times.MEANINGS)
