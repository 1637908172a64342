"""The story of a town taken and lost: one report, and what must follow from it alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.derive import derive
from onrecord.model.claim import EventType, Extent, Facet, HarmKind, VictimClass
from onrecord.model.control import Status
from onrecord.model.harm import Range, Toll
from onrecord.model.incident import GradeName, Incident
from onrecord.model.picture import Picture
from onrecord.model.source import SourceType
from onrecord.model.stored import StoredClaim
from tests.unit.derive import made
from tests.unit.derive.made import (
    ARMY,
    ELDER,
    ELDERS,
    HELMAK,
    OSTRA,
    OUTSKIRTS,
    RESIDENTS,
    TARSIM,
    WATCH,
    days,
    killed,
    said,
)

MOSTLY = killed(None, who=VictimClass.WOMEN, words="mostly women and children", of_whom=True)
FORMER = made.source("two former residents", SourceType.RESIDENT)
COUNCIL = made.source("local figures", SourceType.LOCAL_OFFICIAL)


def report() -> tuple[StoredClaim, ...]:
    """Published at the end of 13 May: the army claimed the town on the 8th, and lost it again since."""
    strike, shelling = EventType.AIRSTRIKE, EventType.SHELLING
    gained = EventType.CONTROL_GAINED
    front, gov = ("dawn-front",), ("hill-brigades", "velian-army")
    return (
        said(gained, TARSIM, "Front fighters are back in Tarsim", agents=front, targets=gov),
        said(
            gained,
            TARSIM,
            "elders, residents and a monitor said they were back",
            by=(ELDERS, RESIDENTS, WATCH),
            agents=front,
            targets=gov,
        ),
        said(
            gained,
            TARSIM,
            "they came out of the cellars, Harun Desh said",
            by=(ELDER,),
            agents=front,
            targets=gov,
        ),
        said(
            gained,
            TARSIM,
            "which the army claimed to have taken on Wednesday",
            by=(ARMY,),
            agents=gov,
            targets=front,
            when=days(8),
        ),
        said(
            gained,
            TARSIM,
            "the army had on Thursday declared victory in Tarsim",
            by=(ARMY,),
            agents=gov,
            targets=front,
            when=days(9),
        ),
        said(
            strike,
            OUTSKIRTS,
            "bombing of Tarsim and its edges has killed at least 50 since Friday",
            by=(WATCH, RESIDENTS),
            agents=("meridia",),
            when=days(10, 12),
            extent=Extent.PERIOD,
            counts=(killed(50), MOSTLY),
            hedge_on=(Facet.AGENT,),
        ),
        said(
            strike,
            HELMAK,
            "one strike on Helmak killed at least 30, two former residents said",
            by=(FORMER,),
            counts=(killed(30, class_inferred=True), MOSTLY),
        ),
        said(strike, None, "other strikes hit boats on the river", by=(FORMER,), extent=Extent.SERIES),
        said(
            shelling,
            TARSIM,
            "brigades shelled villages to the east",
            by=(WATCH,),
            agents=("hill-brigades",),
            when=days(10, 12),
            extent=Extent.SERIES,
        ),
        said(
            strike,
            OSTRA,
            "strikes across Ostra have killed hundreds in recent months",
            by=(WATCH, COUNCIL),
            when=days(1, 13, month=5),
            extent=Extent.PERIOD,
            counts=(killed(200),),
        ),
        said(
            EventType.SURRENDER,
            TARSIM,
            "it had killed many and scores gave up",
            by=(ARMY,),
            agents=front,
            targets=gov,
            when=days(9),
        ),
    )


@pytest.fixture(scope="module")
def picture() -> Picture:
    return derive(report(), (), made.parties(), known_on=datetime(2016, 5, 14, tzinfo=UTC))


def of(picture: Picture, words: str) -> Incident:
    """The incident that holds the claim with these words."""
    claim = next(s.claim.id for s in report() if words in s.claim.evidence_text)
    found = picture.incident(claim)
    assert found is not None
    return found


def toll(incident: Incident, victims: VictimClass = VictimClass.CIVILIANS) -> Toll:
    return next(t for t in incident.tolls if t.victims is victims and t.kind is HarmKind.KILLED)


def test_the_recapture_is_one_incident_of_three_origins_through_one_gatekeeper(picture: Picture) -> None:
    retaken = of(picture, "elders, residents")
    assert len(retaken.claims) == 3
    assert retaken.n_origins == 3
    assert retaken.n_gatekeepers == 1


def test_the_recapture_is_bounded_by_the_opposing_claim_and_the_day_of_speaking(picture: Picture) -> None:
    retaken = of(picture, "elders, residents")
    assert retaken.bounds == "inferred"
    assert retaken.start == datetime(2016, 5, 9, tzinfo=UTC)
    assert retaken.end is not None
    assert retaken.end <= datetime(2016, 5, 14, tzinfo=UTC)


def test_the_first_capture_stands_beside_the_recapture(picture: Picture) -> None:
    assert of(picture, "on Wednesday").id != of(picture, "elders, residents").id


@pytest.mark.parametrize(
    "words",
    ["boats on the river", "brigades shelled", "one strike on Helmak", "killed hundreds", "since Friday"],
)
def test_incident_series_and_period_stand_apart(picture: Picture, words: str) -> None:
    assert len(of(picture, words).claims) == 1


@pytest.mark.parametrize(
    ("words", "expected", "origins", "grade"),
    [
        ("one strike on Helmak", Range(low=30, best=30, high=30, open=True), 1, GradeName.WEAK),
        ("since Friday", Range(low=50, best=50, high=50, open=True), 2, GradeName.FAIR),
        ("killed hundreds", Range(low=200, best=200, high=200, open=True), 2, GradeName.FAIR),
    ],
)
def test_harm_told_of_a_scope_is_its_own_range(
    picture: Picture, words: str, expected: Range, origins: int, grade: GradeName
) -> None:
    incident = of(picture, words)
    assert toll(incident).range == expected
    assert toll(incident).n_origins == origins
    assert incident.grade is not None
    assert incident.grade.name is grade


@pytest.mark.parametrize(("words", "least"), [("since Friday", 26), ("one strike on Helmak", 16)])
def test_mostly_means_more_than_half(picture: Picture, words: str, least: int) -> None:
    found = toll(of(picture, words), VictimClass.WOMEN).range
    assert found is not None
    assert found.low == least


def test_an_undated_strike_beside_a_total_widens_it_upwards_only(picture: Picture) -> None:
    period = of(picture, "since Friday")
    total = next(t for t in picture.totals if t.scope == period.id and t.victims is VictimClass.CIVILIANS)
    assert total.total == Range(low=50, best=50, high=80, open=True)


def test_the_province_contains_its_town_and_nothing_is_added_to_its_low(picture: Picture) -> None:
    months = of(picture, "killed hundreds")
    total = next(t for t in picture.totals if t.scope == months.id and t.victims is VictimClass.CIVILIANS)
    assert total.total == Range(low=200, best=200, high=200, open=True)


@pytest.mark.parametrize(
    ("day", "status", "side"),
    [(8, Status.CLAIMED, "gov"), (9, Status.CLAIMED, "gov"), (13, Status.HELD, "front")],
)
def test_the_town_is_claimed_then_held_by_the_other_side(
    picture: Picture, day: int, status: Status, side: str
) -> None:
    timeline = picture.timeline("gn:1")
    assert timeline is not None
    found = next(d for d in timeline.days if d.day.day == day)
    assert (found.status, found.side) == (status, side)


@pytest.mark.parametrize("day", [10, 11, 12])
def test_inside_the_change_point_a_status_is_at_most_likely(picture: Picture, day: int) -> None:
    timeline = picture.timeline("gn:1")
    assert timeline is not None
    found = next(d for d in timeline.days if d.day.day == day)
    assert found.status in (Status.LIKELY, Status.CONTESTED, Status.UNKNOWN)


def test_a_party_stands_in_its_own_lane(picture: Picture) -> None:
    timeline = picture.timeline("gn:1")
    assert timeline is not None
    assert {lane.side for lane in timeline.lanes if not lane.disinterested} == {"gov"}


def test_long_after_the_last_word_no_later_day_changes_the_picture() -> None:
    in_a_year, at_last = (
        derive(report(), (), made.parties(), known_on=known)
        for known in (datetime(2017, 5, 14, tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    )
    assert in_a_year.timelines == at_last.timelines
    assert in_a_year.timelines[0].days[-1].status is Status.UNKNOWN


def test_before_the_first_word_the_picture_is_empty() -> None:
    picture = derive(report(), (), made.parties(), known_on=datetime(1, 1, 2, tzinfo=UTC))
    assert (picture.incidents, picture.timelines) == ((), ())
