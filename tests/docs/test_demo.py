"""The demonstration tells the story of the town: who held it as known each evening, and the reported harm."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.demo import reports
from onrecord.model.answer import IncidentLine
from onrecord.model.claim import HarmKind
from onrecord.model.outcome import DemoAnswer

GOVERNMENT, ISLAMIC_STATE = "Syrian government and allies", "Islamic State"
STORY = {
    8: ("claimed", GOVERNMENT),
    9: ("claimed", GOVERNMENT),
    10: ("contested", ""),
    11: ("likely", ISLAMIC_STATE),
    12: ("likely", ISLAMIC_STATE),
    13: ("held", ISLAMIC_STATE),
    17: ("contested", ""),
    18: ("contested", ""),
    19: ("held", GOVERNMENT),
}


@pytest.mark.parametrize("day", sorted(STORY))
def test_the_status_of_each_evening_is_that_of_the_story(war: DemoAnswer, day: int) -> None:
    row = next(row for row in war.timeline.days if row.day == date(2017, 11, day))
    assert (row.status.value, row.side) == STORY[day]


def test_fourteen_reports_are_read_and_one_of_them_corrected(war: DemoAnswer) -> None:
    assert (war.added.new_reports, war.added.new_editions, war.added.problems) == (14, 1, ())


def test_every_text_says_that_it_is_no_report() -> None:
    for path in reports():
        text = path.read_text(encoding="utf-8")
        assert text.count("Demonstration text. Not a report.") == max(1, text.count('"url"')), path.name
        assert ".example" in text, path.name


def test_everything_of_the_demonstration_is_marked_as_one(war: DemoAnswer) -> None:
    assert war.timeline.demo
    assert all(line.demo for line in war.incidents.incidents)


def test_the_broadcasters_silence_is_on_record(war: DemoAnswer) -> None:
    assert [s.source for s in war.timeline.silences] == ["Demo Army Radio"]


def _strikes(war: DemoAnswer) -> list[IncidentLine]:
    return [line for line in war.incidents.incidents if line.event_type == "airstrike" and line.tolls]


def test_the_wrong_toll_is_gone_with_its_correction(war: DemoAnswer) -> None:
    highs = [t.high for line in _strikes(war) for t in line.tolls if t.kind is HarmKind.KILLED]
    assert highs
    assert max(h for h in highs if h is not None) < 300


def test_a_rising_toll_is_not_added_up(war: DemoAnswer) -> None:
    lows = [t.low for line in _strikes(war) for t in line.tolls if t.kind is HarmKind.KILLED]
    assert 30 in lows
    assert 48 not in lows


def test_a_reprint_is_no_second_origin(war: DemoAnswer) -> None:
    first = next(row for row in war.timeline.days if row.day == date(2017, 11, 8))
    assert first.n_origins == 1
