"""Scoring: what is found, missed, extra or neutral, and how each field counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord import evaluate
from onrecord.evaluate import Coded, Figure, Party, Tally
from onrecord.model.actor import ActorRef
from onrecord.model.claim import Claim, Count, EventType, Extent, HarmKind, Stance, TimeRef
from onrecord.model.place import Match, PlaceKind, PlaceRef
from onrecord.model.values import Interval, Span

TEXT = "Jets bombed Latra on Monday. Gunmen raided Osko."
RAID = TEXT.index("raided")


def coded(id: str = "c1", start: int = 0, end: int = 27) -> Coded:
    return Coded(
        id=id,
        types=frozenset({EventType.AIRSTRIKE}),
        evidence=Span(start=start, end=end),
        stances=frozenset({Stance.ASSERTED}),
    )


def read(kind: EventType = EventType.AIRSTRIKE, start: int = 5) -> Claim:
    return Claim(
        id=f"{kind}{start}",
        edition="e",
        reading="r",
        ordinal=0,
        event_type=kind,
        extent=Extent.INCIDENT,
        evidence=Span(start=start, end=start + 6),
        evidence_text="",
        trigger=Span(start=start, end=start + 6),
        trigger_text="",
    )


def tallies(wanted: Coded, *claims: Claim) -> dict[str, Tally]:
    return dict(evaluate.score(TEXT, [wanted], claims, lambda _name: "").tallies)


def party(*names: str, optional: bool = False) -> Party:
    return Party(names=names, optional=optional)


def actor(written: str) -> ActorRef:
    return ActorRef(as_written=written)


def test_a_claim_of_the_same_sentence_and_type_is_found() -> None:
    assert tallies(coded(), read())["claims"] == Tally(right=1, predicted=1, coded=1)


def test_a_claim_of_another_sentence_is_extra() -> None:
    assert tallies(coded(), read(start=RAID))["claims"] == Tally(right=0, predicted=1, coded=1)


def test_another_type_of_the_same_family_is_found_coarsely_only() -> None:
    found = tallies(coded(), read(EventType.SHELLING))
    assert (found["claims"].right, found["claims coarse"].right) == (0, 1)


def test_an_optional_claim_is_neutral_whether_it_is_read_or_not() -> None:
    spare = replace(coded(), optional=True)
    assert tallies(spare, read())["claims"] == Tally(right=0, predicted=0, coded=0)
    assert tallies(spare)["claims"] == Tally(right=0, predicted=0, coded=0)


def test_one_claim_answers_to_one_coded_claim() -> None:
    score = evaluate.score(TEXT, [coded("c1"), coded("c2")], [read()], lambda _name: "")
    assert [pair.claim is None for pair in score.pairs] == [False, True]


@pytest.mark.parametrize(
    ("wanted", "given", "right"),
    [
        ([party("army", "government")], ["the government"], True),
        ([party("Northern army")], ["army"], True),
        ([party("Northern army")], ["Southern army"], False),
        ([party("army")], ["army", "police"], False),
        ([party("army"), party("police", optional=True)], ["army"], True),
        ([party("army"), party("police", optional=True)], ["army", "police"], True),
        ([], ["army"], False),
    ],
)
def test_parties_are_right_when_all_are_named_and_no_other(
    wanted: list[Party], given: list[str], right: bool
) -> None:
    claim = replace(read(), agents=tuple(map(actor, given)))
    score = evaluate.score(TEXT, [replace(coded(), agents=tuple(wanted))], [claim], lambda _name: "")
    assert ("agents" not in score.pairs[0].wrong) is right


def test_a_party_is_known_by_its_id_under_any_name() -> None:
    claim = replace(read(), agents=(ActorRef(as_written="the regime", id="latra"),))
    wanted = replace(coded(), agents=(party("Latran government"),))
    score = evaluate.score(TEXT, [wanted], [claim], {"Latran government": "latra"}.__getitem__)
    assert score.pairs[0].wrong == ()


@pytest.mark.parametrize(
    ("first", "last", "right"),
    [(4, 4, True), (3, 5, True), (2, 5, False), (5, 6, False)],
)
def test_a_time_is_right_if_it_meets_the_day_and_is_not_much_longer(
    first: int, last: int, right: bool
) -> None:
    when = Interval.of_days(date(2019, 3, first), date(2019, 3, last))
    claim = replace(read(), time=TimeRef(as_written="Monday", interval=when))
    wanted = replace(coded(), days=(date(2019, 3, 4), date(2019, 3, 4)))
    assert tallies(wanted, claim)["time"].right == right


def test_a_place_left_open_by_the_coder_is_neither_right_nor_wrong() -> None:
    place = PlaceRef(as_written="Latra", id="x:1", name="Latra", kind=PlaceKind.TOWN)
    assert tallies(coded(), replace(read(), place=place))["place"] == Tally()


def test_a_place_of_that_name_in_another_country_is_wrong() -> None:
    place = PlaceRef(as_written="Latra", id="x:1", name="Latra", kind=PlaceKind.TOWN, country="IT")
    wanted = replace(coded(), place=("Latra",), country="XA")
    assert tallies(wanted, replace(read(), place=place))["place"] == Tally(right=0, predicted=1, coded=1)


def test_the_words_of_an_anaphor_name_no_place() -> None:
    place = PlaceRef(as_written="Latra", id="x:2", name="Osko", kind=PlaceKind.TOWN, match=Match.ANAPHOR)
    assert tallies(replace(coded(), place=("Latra",)), replace(read(), place=place))["place"].right == 0


def test_an_open_count_is_not_a_closed_one() -> None:
    open_count = replace(read(), counts=(Count(kind=HarmKind.KILLED, low=9, high=None),))
    figure = Figure(kind=HarmKind.KILLED, low=9, high=9)
    wanted = replace(coded(), counts=((figure,),))
    assert tallies(wanted, open_count)["counts"] == Tally(right=0, predicted=1, coded=1)
    either = replace(coded(), counts=((figure, replace(figure, high=None)),))
    assert tallies(either, open_count)["counts"] == Tally(right=1, predicted=1, coded=1)


def test_a_part_of_a_count_is_not_scored() -> None:
    part = replace(read(), counts=(Count(kind=HarmKind.KILLED, low=2, high=2, of_whom=True),))
    assert tallies(coded(), part)["counts"] == Tally()


def test_totals_add_up_over_reports() -> None:
    one = evaluate.score(TEXT, [coded()], [read()], lambda _name: "")
    two = evaluate.score(TEXT, [coded()], [], lambda _name: "")
    found = evaluate.total([one, two])["claims"]
    assert (found.right, found.predicted, found.coded, found.recall) == (1, 1, 2, 0.5)
    assert f"{found.f1:.3f}" in evaluate.table({"claims": found})
