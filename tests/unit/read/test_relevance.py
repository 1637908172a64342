"""A report is read for claims only where it speaks of a war."""

from __future__ import annotations

import pytest

from onrecord.read.relevance import armed, is_war


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured the town of Qadra on Sunday, residents said. Government troops fled.",
        "Shelling killed three people in a village near the front line, the governor said.",
    ],
)
def test_war_is_read(text: str) -> None:
    assert is_war(text, armed(text))


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested a man after a shooting outside a bar on Friday. The suspect, 24, was charged with murder.",
        "The striker hit the post twice as the champions battled to a draw in front of 40,000 fans this season.",
        "Rail workers began a strike on Monday over pay. The union said talks had collapsed.",
    ],
)
def test_crime_sport_and_labour_are_not(text: str) -> None:
    assert not is_war(text, armed(text))


def test_named_armed_bodies_count() -> None:
    text = "The group took the town."
    assert armed(text, named=2) > armed(text)
