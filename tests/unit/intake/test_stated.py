"""Times as files, pages and people state them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onrecord.intake import stated
from onrecord.model.values import Precision


@pytest.mark.parametrize(
    "value", ["2017-11-13", "20171113", "13 November 2017", "Nov 13, 2017", "2017-11-13T23:30:00"]
)
def test_a_day_is_a_day_and_a_clock_without_a_zone_adds_nothing(value: str) -> None:
    found = stated.published(value, "Asia/Baghdad")
    assert found is not None
    assert (found.first_day, found.last_day) == (date(2017, 11, 13), date(2017, 11, 13))
    assert (found.precision, found.zone) == (Precision.DAY, "Asia/Baghdad")


@pytest.mark.parametrize(
    ("value", "start", "day"),
    [
        ("2017-11-13T01:30:00+02:00", datetime(2017, 11, 12, 23, 30, tzinfo=UTC), date(2017, 11, 13)),
        ("2017-11-13 01:30 +0200", datetime(2017, 11, 12, 23, 30, tzinfo=UTC), date(2017, 11, 13)),
        ("2017-11-12T23:30:15.5Z", datetime(2017, 11, 12, 23, 30, tzinfo=UTC), date(2017, 11, 12)),
        ("2017-11-12T20:30-05:00", datetime(2017, 11, 13, 1, 30, tzinfo=UTC), date(2017, 11, 12)),
        ("2017-11-12T20:30+05:30", datetime(2017, 11, 12, 15, 0, tzinfo=UTC), date(2017, 11, 12)),
    ],
)
def test_a_clock_with_an_offset_is_an_instant_on_the_day_the_outlet_wrote(
    value: str, start: datetime, day: date
) -> None:
    found = stated.published(value)
    assert found is not None
    assert (found.start, found.first_day, found.precision) == (start, day, Precision.MINUTE)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2017-13-40", "0001-01-01", "13", "2017", "2017-02-30T10:00Z"]
)
def test_what_states_no_day_gives_none(value: str) -> None:
    assert stated.published(value) is None
