"""When an edition was public, and from when a claim is no longer made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from onrecord.model.claim import Claim, Modality
from onrecord.store.lifetimes import public_times, still_made, withdrawals
from tests.unit.store.made import NOW, TEXT, a_claim, a_report, an_edition

REPORT = a_report()
DAY = date(2017, 11, 13)
FIRST = an_edition(REPORT, published=DAY)
END_OF_DAY = datetime(2017, 11, 14, tzinfo=UTC)
WORDS = "At least 12 people were killed"


def test_a_day_is_public_at_its_end() -> None:
    assert public_times([FIRST]) == {FIRST.id: END_OF_DAY}


def test_a_report_without_a_date_is_public_when_it_was_taken_in() -> None:
    undated = an_edition(REPORT, published=None)
    assert public_times([undated]) == {undated.id: NOW}


def test_the_only_edition_is_public_from_publication_though_it_says_that_it_was_changed() -> None:
    changed = an_edition(REPORT, changed=datetime(2017, 11, 15, 9, tzinfo=UTC))
    assert public_times([changed]) == {changed.id: END_OF_DAY}


@pytest.mark.parametrize(
    ("published", "changed", "expected"),
    [
        (DAY, datetime(2017, 11, 15, 9, tzinfo=UTC), datetime(2017, 11, 15, 9, tzinfo=UTC)),
        (DAY, None, NOW + timedelta(days=1)),
        (date(2017, 11, 16), None, datetime(2017, 11, 17, tzinfo=UTC)),
        (None, None, NOW + timedelta(days=1)),
    ],
    ids=["its stated change", "when we saw it", "its own later date", "when we saw it, undated"],
)
def test_a_later_edition_is_public_from(
    published: date | None, changed: datetime | None, expected: datetime
) -> None:
    later = an_edition(
        REPORT, TEXT + " More.", published=published, changed=changed, taken_in=NOW + timedelta(days=1)
    )
    assert public_times([FIRST, later])[later.id] == expected
    assert public_times([later, FIRST]) == public_times([FIRST, later])


def test_what_a_later_edition_repeats_is_not_withdrawn() -> None:
    later = an_edition(REPORT, TEXT + " More.", changed=NOW - timedelta(days=1))
    claims = {FIRST.id: [a_claim(FIRST, WORDS, killed=12)], later.id: [a_claim(later, WORDS, killed=12)]}
    assert withdrawals([FIRST, later], claims) == {}


def test_what_a_later_edition_leaves_out_is_withdrawn_from_then_on() -> None:
    later = an_edition(REPORT, "Rain fell.", changed=NOW - timedelta(days=1))
    claim = a_claim(FIRST, WORDS, killed=12)
    gone = withdrawals([FIRST, later], {FIRST.id: [claim], later.id: []})
    assert gone == {(FIRST.id, claim.id): later.changed}


def test_an_edition_that_nobody_read_withdraws_nothing() -> None:
    later = an_edition(REPORT, "Rain fell.", changed=NOW - timedelta(days=1))
    assert withdrawals([FIRST, later], {FIRST.id: [a_claim(FIRST, WORDS, killed=12)]}) == {}


def _same_words(**changes: object) -> Claim:
    return replace(a_claim(FIRST, WORDS, killed=12), **changes)  # type: ignore[arg-type]


def test_none_dead_is_not_an_open_number_of_dead() -> None:
    none = a_claim(FIRST, WORDS, killed=0)
    unknown = replace(none, counts=(replace(none.counts[0], low=None),))
    assert not still_made(none, unknown)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (_same_words(), True),
        (_same_words(evidence_text="At least 12 people were killed."), True),
        (_same_words(evidence_text="a dozen died"), False),
        (a_claim(FIRST, WORDS, killed=3), False),
        (_same_words(modality=Modality.HEDGED), False),
        (_same_words(place=None), False),
    ],
    ids=[
        "all the same",
        "a full stop more",
        "other words",
        "another toll",
        "now hedged",
        "now without a place",
    ],
)
def test_a_claim_is_still_made_if_content_and_words_are(other: Claim, same: bool) -> None:
    assert still_made(_same_words(), other) is same
