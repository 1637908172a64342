"""Which people a report names as the victims that a noun stands for."""

from __future__ import annotations

import pytest

from onrecord.model.claim import HarmKind
from onrecord.read import persons
from onrecord.read.page import Page
from onrecord.read.parse import parse


def named(sentence: str, noun: str) -> list[str]:
    """The names of the victims that one word of the sentence stands for."""
    doc = parse(sentence)
    token = next(t for t in doc if t.text == noun)
    return [p.name for p in persons.of(token, HarmKind.KILLED, Page.of(doc))]


@pytest.mark.parametrize(
    ("sentence", "noun", "names"),
    [
        (
            "Troops killed three nurses: Anna Kovac, a mother of two, Peter Marlow, a surgeon, and Maria Lopez.",
            "nurses",
            ["Anna Kovac", "Peter Marlow", "Maria Lopez"],
        ),
        (
            "Teachers Anna Kovac, Peter Marlow and Maria Lopez were killed in the raid.",
            "Kovac",
            ["Anna Kovac", "Peter Marlow", "Maria Lopez"],
        ),
        ("A farmer, identified as Peter Marlow, was killed in the raid.", "farmer", ["Peter Marlow"]),
        ("Gunmen killed brothers Peter and John Marlow.", "Peter", ["Peter", "John Marlow"]),
        ("Gunmen killed Peter Marlow, Anna Kovac said on Friday.", "Marlow", ["Peter Marlow"]),
        ("Gunmen killed General Peter Marlow.", "Marlow", ["Peter Marlow"]),
        ("Gunmen killed two farmers.", "farmers", []),
    ],
)
def test_victims_are_named(sentence: str, noun: str, names: list[str]) -> None:
    assert named(sentence, noun) == names
