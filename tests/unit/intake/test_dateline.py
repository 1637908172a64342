"""The day of publication that a text states near its top."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from onrecord.intake.dateline import dateline

DAY = date(2031, 4, 9)  # a Wednesday


@pytest.mark.parametrize(
    "text",
    [
        "9 April, 2031",
        "April 9, 2031",
        "Apr. 9, 2031",
        "9th of April 2031",
        "9 APRIL 2031",
        "Wednesday, 9 April 2031",
        "Wed 9 Apr 2031 14:05 GMT",
        "Published 2031-04-09",
        "2031-04-09T10:05:00Z",
        "Posted on April 9, 2031 by Vera Lind",
        "3:47 PM EDT, Wed April 9, 2031",
        "April 9, 2031 5:23am EDT",
        "Issued on: 09.04.2031 - 10:05",
        "By Vera Lind | 9 April 2031",
        "VELDE (Northwire) - Apr 9, 2031",
        "VELDE, April 9, 2031 (Northwire) - The town fell.",
        "Velde, 9 April 2031 – The office said the town fell.",
        "The town falls\n4 min read\n9 April 2031\nIt fell on Tuesday.",
    ],
)
def test_a_date_line_or_dateline_near_the_top_gives_the_day(text: str) -> None:
    found = dateline(text)
    assert found is not None
    assert found[0] == DAY


@pytest.mark.parametrize(
    "text",
    [
        "The raid of 9 April 2031 killed forty.",
        "Remembering the raid of 9 April 2031",
        "9 April 2031: the army took the town from its foes.",
        "In 9 April 2031 they came",
        "VELDE, April 9 (Northwire) - The town fell.",
        "April 2031",
        "31 February 2031",
        "04/09/2031",
        "Friday, 9 April 2031",
        "",
        "\n" + "A line of the report.\n" * 12 + "9 April 2031",
    ],
)
def test_a_date_that_is_not_surely_publication_says_nothing(text: str) -> None:
    assert dateline(text) is None


def test_a_slashed_date_counts_where_only_one_reading_is_possible() -> None:
    for text in ("Date: 23/04/2031", "Date: 04/23/2031"):
        found = dateline(text)
        assert found is not None
        assert found[0] == date(2031, 4, 23)


def test_the_span_covers_the_date_alone() -> None:
    text = "The town falls\nPublished: 9 April 2031, 10:00\n"
    found = dateline(text)
    assert found is not None
    assert found[1].of(text) == "9 April 2031"


@pytest.mark.parametrize(
    "text",
    [
        "Published: 9 Apr 2031 10:00 | Updated: 10 Apr 2031 11:00",
        "Updated: 10 Apr 2031 11:00 | Published: 9 Apr 2031 10:00",
        "Updated 10 April 2031\nPublished 9 April 2031",
    ],
)
def test_publication_is_preferred_to_a_later_edition(text: str) -> None:
    found = dateline(text)
    assert found is not None
    assert found[0] == DAY


def test_a_later_edition_is_taken_where_nothing_else_is_told() -> None:
    found = dateline("Updated 9 April 2031")
    assert found is not None
    assert found[0] == DAY


@pytest.mark.parametrize(
    "text",
    ["A" * 400 + " 9 April 2031 x", "A " * 200 + "9 April 2031 x", "1 " * 100_000, "9 April 2031 " * 2_000],
)
def test_a_hostile_line_takes_no_time(text: str) -> None:
    start = process_time()
    dateline(text)
    assert process_time() - start < 0.5
