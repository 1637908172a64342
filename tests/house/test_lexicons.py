"""Every linguistic rule comes with a sentence it finds and a near miss it passes.

That the examples hold is tested where the rules are applied; here, that there are any.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import PACKAGE, files, name_of

LEXICONS = [path for path in files() if path.parent == PACKAGE / "lexicons" and path.suffix == ".toml"]


def _entries(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8")).get("entry", [])
    return entries


def faults_of(entry: dict[str, Any]) -> list[str]:
    """What an entry lacks, in words."""
    name = entry.get("id", "an entry without id")
    faults = (
        [] if re.fullmatch(r"[a-z0-9_\-]+(\.[a-z0-9_\-]+)*", str(entry.get("id", ""))) else [f"{name}: id"]
    )
    for key in ("finds", "passes"):
        examples = entry.get(key)
        if not isinstance(examples, list) or not examples:
            faults.append(f"{name}: no example in `{key}`")
        elif not all(isinstance(text, str) and text.strip() for text in examples):
            faults.append(f"{name}: an empty example in `{key}`")
    if not faults and (both := set(entry["finds"]) & set(entry["passes"])):
        faults.append(f"{name}: both found and passed: {sorted(both)}")
    return faults


def test_every_entry_of_every_lexicon_has_examples() -> None:
    empty = [name_of(path) for path in LEXICONS if not _entries(path)]
    assert empty == []
    assert [
        f"{path.name}: {fault}" for path in LEXICONS for entry in _entries(path) for fault in faults_of(entry)
    ] == []


def test_no_two_entries_share_an_id() -> None:
    count = Counter(entry.get("id") for path in LEXICONS for entry in _entries(path))
    assert [name for name, times in count.items() if times > 1] == []


@pytest.mark.parametrize(
    "entry",
    [
        {"finds": ["a"], "passes": ["b"]},
        {"id": "Not An Id", "finds": ["a"], "passes": ["b"]},
        {"id": "x.y", "passes": ["b"]},
        {"id": "x.y", "finds": ["a"]},
        {"id": "x.y", "finds": ["a"], "passes": []},
        {"id": "x.y", "finds": [" "], "passes": ["b"]},
        {"id": "x.y", "finds": "a", "passes": ["b"]},
        {"id": "x.y", "finds": ["a"], "passes": ["a"]},
    ],
    ids=[
        "no id",
        "a bad id",
        "no finds",
        "no passes",
        "empty passes",
        "a blank example",
        "not a list",
        "both",
    ],
)
def test_a_lacking_entry_is_seen(entry: dict[str, Any]) -> None:
    assert len(faults_of(entry)) == 1


def test_a_full_entry_is_let_pass() -> None:
    assert (
        faults_of({"id": "stance.denied", "finds": ["The army denied it."], "passes": ["Aid was denied."]})
        == []
    )
