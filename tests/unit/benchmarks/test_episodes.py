"""Claims of several reports on one battle share an episode; other days, places and hands do not."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks import episodes
from benchmarks.claims import edition_of
from onrecord import parties
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.claim import Claim
from onrecord.read.reader import MachineReader

FIRST = (
    "Syrian army troops captured the town of Palmyra on Sunday after a battle with Islamic State militants."
)


@pytest.fixture(scope="module")
def reader(gazetteer: Gazetteer) -> MachineReader:
    return MachineReader(gazetteer=gazetteer, parties=parties.load())


def read(reader: MachineReader, text: str) -> tuple[Claim, ...]:
    return reader.read(
        edition_of({"text": text, "published": "2016-03-28", "outlet": "", "title": ""})
    ).claims


@pytest.mark.parametrize(
    ("second", "shared"),
    [
        ("The Syrian army took Palmyra on Sunday, driving out Islamic State militants.", True),
        ("The Syrian army took Palmyra on March 2, driving out Islamic State militants.", False),
        ("The Syrian army took Aleppo on Sunday, driving out rebels and militants.", False),
        ("Islamic State militants retook Palmyra on Sunday from Syrian troops.", False),
    ],
)
def test_an_episode_is_one_place_its_days_and_the_same_hands(
    reader: MachineReader, second: str, shared: bool
) -> None:
    captures = [
        tuple(c for c in read(reader, t) if c.event_type == "control_gained") for t in (FIRST, second)
    ]
    first, other = episodes.labels(captures, [date(2016, 3, 28)] * 2)
    assert len(captures[0]) == len(captures[1]) == 1
    assert bool(first and first == other) is shared
