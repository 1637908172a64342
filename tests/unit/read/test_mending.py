"""What came damaged is set right in the copy that is read, and only what is surely damage."""

from __future__ import annotations

import pytest

from onrecord import lexicon
from onrecord.read.faircopy import FairCopy
from onrecord.read.mending import mended

SLIPS = lexicon.load("slips").entries
WRAPPED = (
    "The army took the village of Tarvo on Monday after three days of\n"
    "fighting, the governor said. Rebels had held it since the spring\n"
    "and left by the northern road."
)
TABLE = "Tarvo | 12 killed | shelling and small arms fire by both sides\n" * 4
LIST = "- Twelve people were killed by shelling in the village of Tarvo\n" * 4


def copy_of(text: str) -> str:
    """The text as it is read."""
    return mended(FairCopy.of(text)).text


@pytest.mark.parametrize(
    ("came", "read"),
    [
        ("The ar\u00admy took\u200b Tarvo.", "The army took Tarvo."),
        ("The town`s bridge and the town\ufffds school", "The town’s bridge and the town’s school"),
        ("They left the town.The army came.", "They left the town. The army came."),
        ("“They left the town.”The army came.", "“They left the town.” The army came."),
        ("They left the townThe army came.", "They left the town\nThe army came."),
        ("The govern-\nment fled.", "The government fled."),
        ("The rebel-\nheld town fell.", "The rebel-held town fell."),
        ("Ten men were kil1ed by the arrny.", "Ten men were killed by the army."),
        ("The 1ocal rnilitants", "The local militants"),
        ("Its forces have “liberated” Tarvo.", "Its forces have liberated Tarvo."),
        (
            "A long line of people left the town\nbefore the night.",
            "A long line of people left the town before the night.",
        ),
        (WRAPPED, WRAPPED.replace("\n", " ")),
    ],
)
def test_damage_is_set_right(came: str, read: str) -> None:
    assert copy_of(came) == read


@pytest.mark.parametrize(
    "text",
    [
        "Barnaul and the modern tavern of Berne",
        "Read it at war.example.org on LinkedIn.",
        "The U.S.Army and J.Velm left.",
        "By bus\nto the north",
        "The “liberated” town lay in ruins.",
        TABLE,
        LIST,
        "One paragraph ends here, and the one that follows has its own line.\n" * 4,
    ],
)
def test_what_may_be_meant_so_stays(text: str) -> None:
    assert copy_of(text) == text


@pytest.mark.parametrize("sentence", [s for e in SLIPS for s in e.finds])
def test_an_example_of_a_slip_is_set_right(sentence: str) -> None:
    assert copy_of(sentence) != sentence


@pytest.mark.parametrize("sentence", [s for e in SLIPS for s in e.passes])
def test_a_near_miss_of_a_slip_stays(sentence: str) -> None:
    assert copy_of(sentence) == sentence
