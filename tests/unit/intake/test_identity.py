"""What makes a report, an edition or a claim the same one."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.intake import identity
from onrecord.model.reading import ReaderKind
from onrecord.model.values import Interval, Span

DAY = Interval.of_days(date(2017, 11, 13))


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://Courier.Example/a?id=3#top", "https://courier.example/a?id=3"),
        ("https://courier.example:443/a", "https://courier.example/a"),
        ("http://courier.example:8080/a", "http://courier.example:8080/a"),
        ("https://courier.example/a?utm_source=x&fbclid=1", "https://courier.example/a"),
        ("https://courier.example/a?b=2&a=1", "https://courier.example/a?a=1&b=2"),
        ("https://courier.example", "https://courier.example/"),
        (" https://courier.example./a ", "https://courier.example/a"),
        ("https://courier.example/%7Elena/caf%C3%A9", "https://courier.example/~lena/caf%C3%A9"),
        ("https://courier.example/~lena/café", "https://courier.example/~lena/caf%C3%A9"),
        ("https://user:secret@courier.example/a", "https://courier.example/a"),
        ("courier.example/a", ""),
        ("mailto:lena@courier.example", ""),
        ("https://courier.example:port/a", ""),
        ("", ""),
    ],
)
def test_an_address_is_kept_without_what_does_not_change_the_page(url: str, normal: str) -> None:
    assert identity.normal_url(url) == normal
    assert identity.normal_url(normal) == normal


def test_a_report_with_an_address_is_known_by_it_alone() -> None:
    url = "https://courier.example/a"
    assert identity.report_id(url, "One", DAY, "A", "a") == identity.report_id(url, "Two", None, "B", "b")


@pytest.mark.parametrize(
    "other",
    [("Two", DAY, "A", "a"), ("One", None, "A", "a"), ("One", DAY, "B", "a"), ("One", DAY, "A", "b")],
    ids=["outlet", "day", "title", "text"],
)
def test_a_report_without_an_address_is_known_by(other: tuple[str, Interval | None, str, str]) -> None:
    assert identity.report_id("", "One", DAY, "A", "a") != identity.report_id("", *other)


def test_a_report_without_an_address_stays_the_same_when_its_end_changes() -> None:
    head = "a" * 1000
    assert identity.report_id("", "One", DAY, "A", head) == identity.report_id(
        "", "One", DAY, "A", head + "b"
    )


def test_a_claim_is_known_by_its_trigger_and_its_place_among_the_triggers_claims() -> None:
    span = Span(start=3, end=9)
    one = identity.claim_id("e1", ReaderKind.MACHINE, span, 0)
    assert one == identity.claim_id("e1", ReaderKind.MACHINE, span, 0)
    assert len({one, identity.claim_id("e1", ReaderKind.CODER, span, 0),
                identity.claim_id("e1", ReaderKind.MACHINE, span, 1),
                identity.claim_id("e2", ReaderKind.MACHINE, span, 0)}) == 4  # fmt: skip


def test_parts_cannot_run_into_each_other() -> None:
    assert identity.edition_id("ab", "c") != identity.edition_id("a", "bc")
