"""Furniture marked in whole texts."""

from __future__ import annotations

import pytest

from onrecord.intake.furniture import Marked, mark

TITLE = "Velmora falls to rebels"
TEXT = f"""{TITLE}

Velmora falls, to Rebels
Rebels have taken the village, residents said.
3 min read
13 November, 2017
A street in Velmora [Getty]
VELMORA, Nov 13 (Reuters) - Rebels took the village on Monday. At least 12 people died.

Advertisement
Reporting by Lena Orsk; Editing by Tam Idris
"""


def _kinds(text: str, marked: Marked) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.span.of(text)) for piece in marked.furniture]


def test_furniture_is_marked_and_the_statements_are_not() -> None:
    assert _kinds(TEXT, mark(TEXT)) == [
        ("title", TITLE),
        ("title", "Velmora falls, to Rebels"),
        ("reading_time", "3 min read"),
        ("date_line", "13 November, 2017"),
        ("caption", "A street in Velmora [Getty]"),
        ("date_line", "VELMORA, Nov 13 (Reuters) - "),
        ("navigation", "Advertisement"),
        ("credit", "Reporting by Lena Orsk; Editing by Tam Idris"),
    ]


def test_the_first_line_is_the_title_where_it_looks_like_one() -> None:
    assert mark(TEXT).title == TITLE
    assert mark(TEXT, "Another title").title == "Another title"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took Velmora.\n\nRain fell.",
        "Rebels\n\nRain fell.",
        "Rebels took Velmora",
        "Rebels said:\nRain fell.",
    ],
    ids=["a sentence", "one word", "nothing after it", "it leads on"],
)
def test_a_first_line_that_looks_like_none_is_no_title(text: str) -> None:
    assert mark(text).title == ""


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("VELMORA (Reuters) - Rain fell.", "Reuters"),
        ("VELMORA, Nov 8 (Agence France-Presse) - Rain fell.", "AFP"),
        ("Rain fell in Velmora.\n\nSource: AFP", "AFP"),
        ("Rain fell.\n(Reporting by Lena Orsk; Writing by Jo Vale; Editing by Tam Idris)", "Reuters"),
        ("Rain fell in Velmora, residents told Reuters.", ""),
        ("Reporting by Lena Orsk\n\nRain fell.", ""),
    ],
)
def test_the_agency_is_the_one_the_text_credits(text: str, agency: str) -> None:
    assert mark(text).agency == agency


def test_a_demonstration_is_known_by_its_notice() -> None:
    assert mark("Demonstration text. Not a report.\n\nRain fell.").demo
    assert not mark("Rain fell. It was no demonstration text.").demo
