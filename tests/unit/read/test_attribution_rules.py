"""Every rule that attributes is held to its own examples."""

from __future__ import annotations

import re

import pytest

from onrecord import lexicon
from onrecord.lexicon import Entry
from onrecord.read import attribution
from onrecord.read.parse import parse

_CUES = [e for e in lexicon.load("cues").entries if not e.pattern]
_PATTERNS = [(n, e) for n in ("cues", "sources") for e in lexicon.load(n).entries if e.pattern]


def _cases(rows: list[Entry], field: str) -> list[tuple[str, str]]:
    return [(e.id, text) for e in rows for text in getattr(e, field)]


def _rules(text: str) -> set[str]:
    return {a.rule for a in attribution.find(parse(text))}


def _fires(name: str, entry: Entry, text: str) -> bool:
    never = entry.more.get("not", "")
    text = text.lower() if name == "sources" else text
    return bool(entry.compiled().search(text)) and not (never and re.search(never, text))


@pytest.mark.parametrize(("rule", "text"), _cases(_CUES, "finds"))
def test_a_cue_rule_finds_what_it_says_it_finds(rule: str, text: str) -> None:
    assert rule in _rules(text)


@pytest.mark.parametrize(("rule", "text"), _cases(_CUES, "passes"))
def test_a_cue_rule_passes_over_the_near_miss(rule: str, text: str) -> None:
    assert rule not in _rules(text)


@pytest.mark.parametrize(("name", "entry"), _PATTERNS, ids=[e.id for _, e in _PATTERNS])
def test_a_phrase_rule_is_held_to_its_examples(name: str, entry: Entry) -> None:
    assert [t for t in entry.finds if not _fires(name, entry, t)] == []
    assert [t for t in entry.passes if _fires(name, entry, t)] == []
