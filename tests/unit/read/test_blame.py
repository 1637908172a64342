"""Who is named as the doer by a word that stands over the deed."""

from __future__ import annotations

import pytest

from onrecord.read import blame
from onrecord.read.parse import parse


def doers(sentence: str, deed: str) -> list[str]:
    """The nouns named as doers of one word of the sentence."""
    return [t.text for t in blame.accused(next(t for t in parse(sentence) if t.text == deed))]


@pytest.mark.parametrize(
    ("sentence", "deed"),
    [
        ("The army blamed the militia for the killing of two teachers.", "killing"),
        ("The governor accused the militia of killing five teachers.", "killing"),
        ("The governor accused the militia of involvement in the attack.", "attack"),
        ("The governor accused the militia of taking part in the attack.", "attack"),
        ("The militia was blamed for a series of attacks on buses.", "attacks"),
        ("The militia is suspected of planting the bomb.", "bomb"),
        ("The army blamed the killing of two teachers on the militia.", "killing"),
        ("The president attributed the murder of the mayor to the militia.", "murder"),
        ("The army spoke of a raid that it blamed on the militia.", "raid"),
        ("Nobody died in the raid, for which the militia is held responsible.", "raid"),
        ("He said the militia was responsible for an attack on the mill.", "attack"),
        ("The president holds the militia responsible for the murder of the mayor.", "murder"),
        ("The militia may be behind the abduction of two engineers.", "abduction"),
        ("The militia denied responsibility for the blast.", "blast"),
        ("The militia had no part in the massacre.", "massacre"),
        ("The report tells of the participation of the militia in the massacre.", "massacre"),
    ],
)
def test_a_word_over_the_deed_names_its_doer(sentence: str, deed: str) -> None:
    assert "militia" in doers(sentence, deed)


@pytest.mark.parametrize(
    ("sentence", "deed"),
    [
        ("The governor accused the militia of failing to stop the attack.", "attack"),
        ("The governor accused the militia of lying about the attack.", "attack"),
        ("The governor accused the militia after the army burned a village.", "burned"),
        ("The militia condemned the attack.", "attack"),
        ("The militia hid behind the bombed school.", "bombed"),
    ],
)
def test_who_is_accused_of_something_else_is_not_its_doer(sentence: str, deed: str) -> None:
    assert doers(sentence, deed) == []
