"""The machine reader as a whole: what one part of it needs of another."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onrecord import parties
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.report import Edition, EditionKind
from onrecord.model.values import Interval
from onrecord.read.reader import MachineReader


def edition(text: str, day: date = date(2019, 10, 12)) -> Edition:
    """A report of a day with nothing but its text."""
    return Edition(
        id="e1",
        report="r1",
        kind=EditionKind.REPORT,
        blob="b1",
        outlet="Demo Wire",
        title="",
        text=text,
        published=Interval.of_days(day),
        taken_in=datetime(2100, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("town", "actor"),
    [
        ("Aleppo in Syria", "syrian-national-army"),
        ("Kismayo in Somalia", "somalia-military"),
        ("Abeche in Chad", ""),
    ],
)
def test_letters_that_two_bodies_share_are_told_apart_by_the_places_of_the_report(
    gazetteer: Gazetteer, town: str, actor: str
) -> None:
    text = f"Shells hit a village near {town} on Friday. The SNA said five of its fighters were killed."
    reading = MachineReader(gazetteer=gazetteer, parties=parties.load()).read(edition(text))
    assert [s.actor for s in reading.sources] == [actor]
