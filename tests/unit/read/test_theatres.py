"""What leans a report to a country beside the places it names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onrecord import parties
from onrecord.model.report import Edition, EditionKind, Furniture, FurnitureKind
from onrecord.model.values import Span
from onrecord.read.theatres import Theatres

THEATRES = Theatres(parties.load())


@pytest.mark.parametrize(
    ("name", "day", "countries"),
    [
        ("Houthis", date(2018, 6, 16), {"YE"}),
        ("M23", date(2025, 1, 29), {"CD"}),
        ("Arakan Army", date(2024, 1, 20), {"MM"}),
        ("Reuters", date(2018, 6, 16), set()),
        ("Amnesty International", date(2018, 6, 16), set()),
    ],
)
def test_a_body_leans_to_where_it_fights_that_day(name: str, day: date, countries: set[str]) -> None:
    assert set(THEATRES.on(day)(name)) == countries


def test_a_body_of_many_wars_leans_most_to_where_it_is_from() -> None:
    votes = THEATRES.on(date(2017, 11, 10))("Hezbollah")
    assert set(votes) == {"SY"} or max(votes, key=lambda c: votes[c]) == "LB"
    assert sum(votes.values()) == pytest.approx(1.0)


def _edition(text: str, url: str = "") -> Edition:
    line = Span(start=0, end=text.index(" - ") + 3)
    return Edition(
        id="e", report="r", kind=EditionKind.REPORT, blob="b", outlet="", title="", text=text, url=url,
        taken_in=datetime(2030, 1, 1, tzinfo=UTC),
        furniture=(Furniture(kind=FurnitureKind.DATE_LINE, span=line),),
    )  # fmt: skip


def test_the_date_line_of_an_agency_is_handed_on() -> None:
    edition = _edition("GAO, Mali (Demo Wire) - Shells fell.")
    assert THEATRES.beside(edition, None).dateline == "GAO, Mali (Demo Wire) - "


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://demo.co.uk/a", "GB"),
        ("https://demo.lb/a", "LB"),
        ("https://demo.com/a", ""),
        ("https://demo.tv", ""),
    ],
)
def test_an_address_may_tell_the_country_of_its_outlet(url: str, country: str) -> None:
    assert THEATRES.beside(_edition("GAO (X) - Shells fell.", url), None).outlet_country == country
