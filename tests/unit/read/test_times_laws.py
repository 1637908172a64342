"""What holds of time expressions in any text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord import lexicon
from onrecord.read import times

WORDS = sorted({word for table in lexicon.load("times").tables["class"].values() for word in table})
MORE = ["Friday", "May", "March", "Nov.", "2031", "12", "31", "3rd", "1990s", "14:30", "2031-02-30", "31/04/2031", "0", "99999999999999999999", "İ", "raid", "-", ",", ".", "\n", "'s"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS + MORE * 4), max_size=30).map(" ".join)
DAYS = st.dates()


@given(TEXTS, st.none() | DAYS, st.booleans())
def test_expressions_stand_in_order_and_apart_and_are_quoted_as_written(
    text: str, day: date | None, story: bool
) -> None:
    found = times.find(text, day, narrative=story)
    spans = [ref.span for ref in found if ref.span is not None]
    assert len(spans) == len(found)
    assert all(ref.span is not None and ref.as_written == ref.span.of(text) for ref in found)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(TEXTS, st.dates(date(1900, 1, 1), date(2090, 1, 1)))
def test_reading_twice_reads_the_same(text: str, day: date) -> None:
    assert times.find(text, day) == times.find(text, day)


@given(DAYS, st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
def test_a_weekday_is_within_the_week_up_to_publication(day: date, name: str) -> None:
    (ref,) = times.find(f"It fell on {name}.", day)
    if ref.interval is None:  # at the ends of the calendar
        return
    assert 0 <= (day - ref.interval.first_day).days <= 6
    assert ref.interval.first_day.strftime("%A") == name
