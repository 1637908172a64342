"""Match weights of two claims: what the hours of a day tell of strikes, and do not tell of fights."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from onrecord.corroborate.linkage import LINK, Rates, compare
from onrecord.model.claim import EventType
from tests.laws import told
from tests.laws.test_origin_laws import AIRSTRIKE

MORNING = replace(AIRSTRIKE, start=told.START, end=told.START + timedelta(hours=3))
NIGHT = replace(
    MORNING,
    id="y",
    report="y",
    voices=(told.voice("second-watch"),),
    start=told.START + timedelta(hours=14),
    end=told.START + timedelta(hours=17),
)


@pytest.mark.parametrize(
    ("event", "linked"),
    [(EventType.AIRSTRIKE, False), (EventType.CLASH, True), (EventType.GROUND_ASSAULT, True)],
)
def test_morning_and_night_are_two_strikes_and_may_be_one_fight(event: EventType, linked: bool) -> None:
    one, two = (replace(e, event_type=event) for e in (MORNING, NIGHT))
    assert (compare(one, two, Rates()).millibits >= LINK) is linked
