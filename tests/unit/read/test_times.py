"""What a report's time expressions mean, on a report published on Monday, 7 April 2031."""

from __future__ import annotations

from datetime import UTC, date, datetime
from time import process_time

import pytest

from onrecord.model.claim import TimeRef
from onrecord.model.values import Interval, Precision
from onrecord.read import times

MONDAY = date(2031, 4, 7)


def one(text: str, published: date | None = MONDAY) -> TimeRef:
    """The last time expression of the text that stands for a window, else the last one."""
    found = times.find(text, published)
    resolved = [ref for ref in found if ref.interval is not None]
    return (resolved or list(found))[-1]


def days(ref: TimeRef) -> tuple[str, str]:
    """First and last day of its window, as month-day of 2031 or a whole date."""
    assert ref.interval is not None
    first, last = ref.interval.first_day.isoformat(), ref.interval.last_day.isoformat()
    return first.removeprefix("2031-"), last.removeprefix("2031-")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # weekdays: the last such day up to and including publication
        ("Elders spoke to us on Monday.", "04-07", "04-07"),
        ("They took the mill on Wednesday.", "04-02", "04-02"),
        ("The mill fell last Monday.", "03-31", "03-31"),
        ("The mill fell last Friday.", "04-04", "04-04"),
        ("Friday's raid failed.", "04-04", "04-04"),
        ("The mill fell on Monday last week.", "03-31", "03-31"),
        ("The truce will begin on Friday.", "04-11", "04-11"),
        ("They must leave by Wednesday.", "04-09", "04-09"),
        ("They return next Thursday.", "04-10", "04-10"),
        ("The deal was agreed by both sides on Wednesday.", "04-02", "04-02"),
        # days told from publication
        ("It fell yesterday.", "04-06", "04-06"),
        ("It fell today.", "04-07", "04-07"),
        ("They leave the day after tomorrow.", "04-09", "04-09"),
        ("Two days ago it fell.", "04-05", "04-05"),
        # days told from the day before
        ("It fell on Saturday. A day earlier it had been shelled.", "04-04", "04-04"),
        ("It fell on Friday. Two days later they left.", "04-06", "04-06"),
        ("It fell on Saturday. The previous day was calm.", "04-04", "04-04"),
        ("It fell on Friday. The following day they left.", "04-05", "04-05"),
        ("It fell on Friday. They left the same day.", "04-04", "04-04"),
        # weeks
        ("They captured it last week.", "03-31", "04-06"),
        ("It fell this week.", "04-07", "04-07"),
        ("They shelled it over the weekend.", "04-05", "04-06"),
        ("It fell last weekend.", "04-05", "04-06"),
        ("A week ago it fell.", "03-29", "04-02"),
        # months
        ("It fell last month.", "03-01", "03-31"),
        ("It fell in March.", "03-01", "03-31"),
        ("It fell in June.", "2030-06-01", "2030-06-30"),
        ("It fell in June 2029.", "2029-06-01", "2029-06-30"),
        ("It fell in early March.", "03-01", "03-10"),
        ("It fell in mid-March.", "03-11", "03-20"),
        ("It fell in late March.", "03-21", "03-31"),
        ("It fell at the end of February.", "02-21", "02-28"),
        ("It fell last June.", "2030-06-01", "2030-06-30"),
        ("It fell in June last year.", "2030-06-01", "2030-06-30"),
        ("It fell earlier this month.", "04-01", "04-07"),
        ("Five months ago it fell.", "2030-11-01", "2030-11-30"),
        # days of a month
        ("It fell on Apr. 2.", "04-02", "04-02"),
        ("It fell on 2 April.", "04-02", "04-02"),
        ("It fell on Wednesday, April 2.", "04-02", "04-02"),
        ("It fell on October 7.", "2030-10-07", "2030-10-07"),
        ("It fell on October 7, 2028.", "2028-10-07", "2028-10-07"),
        ("The list is dated 2031-04-02.", "04-02", "04-02"),
        ("The list is dated 23/03/2031.", "03-23", "03-23"),
        ("The list is dated 02.04.2031.", "04-02", "04-02"),
        # years
        ("It fell in 2024.", "2024-01-01", "2024-12-31"),
        ("It fell last year.", "2030-01-01", "2030-12-31"),
        ("It fell late last year.", "2030-10-01", "2030-12-31"),
        ("It fell in early 2025.", "2025-01-01", "2025-03-31"),
        ("It burned in the 1990s.", "1990-01-01", "1999-12-31"),
        ("It fell in the winter of 2028.", "2028-12-01", "2029-02-28"),
        ("It fell last summer.", "2030-06-01", "2030-08-31"),
    ],
)
def test_an_expression_stands_for_these_days(text: str, first: str, last: str) -> None:
    assert days(one(text)) == (first, last)


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("Forty died between Friday and Sunday.", "between Friday and Sunday", "04-04", "04-06"),
        ("Forty died between Monday and Wednesday.", "between Monday and Wednesday", "03-31", "04-02"),
        ("They met on Wednesday and Thursday.", "Wednesday and Thursday", "04-02", "04-03"),
        ("It lasted from 3 to 5 March.", "from 3 to 5 March", "03-03", "03-05"),
        ("It lasted from 28 February to 3 March.", "from 28 February to 3 March", "02-28", "03-03"),
        ("It was shelled on March 12 and 13.", "March 12 and 13", "03-12", "03-13"),
        ("The siege of October to December failed.", "October to December", "2030-10-01", "2030-12-31"),
        ("The war of 2021-24 is over.", "2021-24", "2021-01-01", "2024-12-31"),
    ],
)
def test_two_times_joined_by_a_word_are_one_range(text: str, written: str, first: str, last: str) -> None:
    ref = one(text)
    assert ref.as_written == written
    assert days(ref) == (first, last)


def test_two_days_that_do_not_follow_on_each_other_stay_two() -> None:
    found = times.find("It was shelled on March 12 and 20.", MONDAY)
    assert [days(ref) for ref in found] == [("03-12", "03-12"), ("03-20", "03-20")]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Forty have died since Friday.", "04-04", "04-07"),
        ("On Saturday they said forty had died since Thursday.", "04-03", "04-05"),
        ("Forty have died since early March.", "03-01", "04-07"),
        ("Forty have died since the start of the month.", "04-01", "04-07"),
        ("Forty have died since the beginning of the year.", "01-01", "04-07"),
        ("Thousands died since the war began in May 2027.", "2027-05-01", "04-07"),
        ("Forty died in the past 24 hours.", "04-06", "04-07"),
        ("Forty died over the past week.", "03-31", "04-07"),
        ("Forty have died in recent days.", "03-28", "04-07"),
    ],
)
def test_a_running_total_covers_its_whole_window_and_says_so(text: str, first: str, last: str) -> None:
    ref = one(text)
    assert ref.cumulative
    assert days(ref) == (first, last)


def test_since_keeps_its_preposition_and_its_day_keeps_its_own_window() -> None:
    found = times.find("On Sunday, jets bombed it for a third day; fifty have died since Friday.", MONDAY)
    assert [ref.as_written for ref in found] == ["Sunday", "third day", "since Friday"]
    assert [days(ref) for ref in found] == [("04-06", "04-06"), ("04-04", "04-06"), ("04-04", "04-06")]
    assert [ref.cumulative for ref in found] == [False, False, True]


def test_since_looks_for_its_end_in_its_own_sentence_only() -> None:
    found = times.find("Forty died since Thursday in the war. On Saturday Gen. Oda left.", MONDAY)
    assert [days(ref) for ref in found] == [("04-03", "04-07"), ("04-05", "04-05")]


def test_a_month_at_the_end_of_a_sentence_takes_no_number_from_the_next() -> None:
    found = times.find("It fell in March. 12 men died.", MONDAY)
    assert [ref.value for ref in found] == ["2031-03"]


def test_a_title_before_a_name_ends_no_sentence() -> None:
    found = times.find("Forty died since Thursday, said Gen. Oda on Saturday.", MONDAY)
    assert days(found[0]) == ("04-03", "04-05")


def test_recent_months_are_vague() -> None:
    ref = one("Many fled in recent months.")
    assert ref.interval is not None
    assert ref.interval.precision is Precision.VAGUE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell, a week after the council claimed it.", "P1W"),
        ("They ruled it for three years.", "P3Y"),
        ("Their three-year reign is over.", "P3Y"),
        ("It fell after months of shelling.", "PXM"),
        ("Two days after the raid they left.", "P2D"),
        ("They left following a day of talks.", "P1D"),
        ("Every day shells fall.", "P1D"),
    ],
)
def test_a_length_of_time_never_becomes_a_date(text: str, value: str) -> None:
    found = times.find(text, MONDAY)
    assert [(ref.value, ref.interval) for ref in found] == [(value, None)]


def test_an_ordinal_day_without_a_day_to_count_to_stays_unknown() -> None:
    assert [ref.interval for ref in times.find("The second day of the fair was calm.", MONDAY)] == [None]


@pytest.mark.parametrize(
    "text", ["It fell in March. Two days later they left.", "It fell in 2029. Hours later they left."]
)
def test_a_day_is_not_counted_from_a_month_or_a_year(text: str) -> None:
    (_, later) = times.find(text, MONDAY)
    assert later.interval is None


def clock(ref: TimeRef) -> str:
    """Start and end of its window as day and hour, in UTC."""
    assert ref.interval is not None
    return f"{ref.interval.start:%d %H:%M} - {ref.interval.end:%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "window", "value"),
    [
        ("Overnight, shells hit the mill.", "06 18:00 - 07 06:00", "2031-04-06TNI"),
        ("Shells fell overnight into Sunday.", "05 18:00 - 06 06:00", "2031-04-05TNI"),
        ("At dawn on Thursday they came.", "03 04:00 - 03 07:00", "2031-04-03TMO"),
        ("On Sunday, at dawn, they came.", "06 04:00 - 06 07:00", "2031-04-06TMO"),
        ("Late on Saturday they came.", "05 18:00 - 06 00:00", "2031-04-05"),
        ("Early Friday they came.", "04 00:00 - 04 06:00", "2031-04-04"),
        ("In the early hours of Sunday they came.", "06 00:00 - 06 06:00", "2031-04-06"),
        ("They came on Friday night.", "04 18:00 - 05 06:00", "2031-04-04TNI"),
        ("They came on Monday morning.", "07 05:00 - 07 12:00", "2031-04-07TMO"),
        ("They came last night.", "06 18:00 - 07 06:00", "2031-04-06TNI"),
        ("They came this morning.", "07 05:00 - 07 12:00", "2031-04-07TMO"),
        ("They come tonight.", "07 18:00 - 08 06:00", "2031-04-07TNI"),
        ("They came in the night of 2-3 April.", "02 18:00 - 03 06:00", "2031-04-02TNI"),
        ("They will leave by Tuesday evening.", "08 17:00 - 09 00:00", "2031-04-08TEV"),
        ("They came at 8 am local time.", "07 08:00 - 07 09:00", "2031-04-07T08:00"),
        ("They came on Friday around 9:00am local time.", "04 08:30 - 04 09:30", "2031-04-04T09:00"),
        ("They came at 14:35 on Friday.", "04 14:35 - 04 14:36", "2031-04-04T14:35"),
        ("They came at 0300 GMT.", "07 03:00 - 07 04:00", "2031-04-07T03:00"),
    ],
)
def test_a_part_of_a_day_is_these_hours(text: str, window: str, value: str) -> None:
    ref = one(text)
    assert (clock(ref), ref.value) == (window, value)


def test_last_week_in_a_report_of_a_sunday_reaches_to_the_saturday_before() -> None:
    assert days(one("They captured it last week.", date(2031, 4, 6))) == ("03-24", "04-05")


def test_a_clock_time_of_another_zone_is_that_instant() -> None:
    (ref,) = times.find("They came on Friday at 03:15 GMT.", MONDAY, zone="Asia/Damascus")
    assert clock(ref) == "04 03:15 - 04 03:16"
    (ref,) = times.find("They came on Friday at 03:15 local time.", MONDAY, zone="Asia/Damascus")
    assert clock(ref) == "04 00:15 - 04 00:16"


def test_what_happens_at_night_is_no_night_in_particular() -> None:
    (_, ref) = times.find("They said so on Friday. The power is cut off at night.", MONDAY)
    assert ref.interval is None


def test_days_are_cut_in_the_zone_of_the_place() -> None:
    (ref,) = times.find("It fell on Friday.", MONDAY, zone="Asia/Damascus")
    assert ref.interval == Interval(
        start=datetime(2031, 4, 3, 21, tzinfo=UTC),
        end=datetime(2031, 4, 4, 21, tzinfo=UTC),
        zone="Asia/Damascus",
    )


@pytest.mark.parametrize(
    "text",
    [
        "It fell on Friday.",
        "It fell yesterday.",
        "It fell in March.",
        "It fell on April 2.",
        "It fell two days ago.",
        "At dawn they came.",
    ],
)
def test_what_is_told_from_publication_stays_unknown_without_it(text: str) -> None:
    assert [ref.interval for ref in times.find(text, None)] == [None]


def test_a_whole_date_needs_no_publication() -> None:
    assert days(one("It fell on 2 April 2031.", None)) == ("04-02", "04-02")


def test_a_day_or_month_that_could_be_either_is_not_guessed() -> None:
    (ref,) = times.find("The list is dated 03/04/2031.", MONDAY)
    assert ref.interval is None


def test_in_a_narrative_dates_go_on_from_the_text_before_them() -> None:
    text = "In November 2024 they crossed the river. On 3 December the mill fell. In January they left. In May it was retaken."
    found = times.find(text, MONDAY, narrative=True)
    assert [ref.value for ref in found] == ["2024-11", "2024-12-03", "2025-01", "2025-05"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town.",
        "The 6-year-old girl lived.",
        "Sun Bank and Mr. March said so.",
        "Some 2000 people fled.",
        "Christmas shoppers stayed away.",
        "The Coast Daily News said so.",
        "Many houses in the quarter burned.",
        "They paid $2031.",
        "Article 31 of 2,031 pages.",
        "It hit three towns.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert times.find(text, MONDAY) == ()


@pytest.mark.parametrize("text", ["1" * 200_000, "1 " * 100_000, "last " * 40_000, "in the past " * 16_000, "May 3 and " * 20_000, "2031-" * 40_000, "since " * 33_000 + "Friday", "the end of " * 18_000, "since Friday " * 15_000, "a third day on Friday " * 9_000, ".' " * 60_000])  # fmt: skip
def test_a_hostile_page_takes_time_in_proportion(text: str) -> None:
    start = process_time()
    times.find(text, MONDAY)
    assert process_time() - start < 8
