"""What a report sums up rests on whom it cites, and an undated capture on what was said before it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.derive import derive
from onrecord.model.actor import Baseline
from onrecord.model.claim import EventType, Extent
from onrecord.model.control import Status
from onrecord.model.picture import Picture
from onrecord.model.stored import StoredClaim
from tests.unit.derive import made
from tests.unit.derive.made import ARMY, ELDERS, RESIDENTS, TARSIM, WATCH, days, said

LEAD = said(
    EventType.CONTROL_GAINED,
    TARSIM,
    "Front fighters are back in Tarsim",
    agents=("dawn-front",),
    targets=("velian-army",),
)


def pictured(*claims: StoredClaim, day: int = 14, baselines: tuple[Baseline, ...] = ()) -> Picture:
    return derive(claims, (), made.parties(baselines=baselines), known_on=datetime(2016, 5, day, tzinfo=UTC))


def status(picture: Picture, day: int) -> tuple[Status, str]:
    timeline = picture.timeline("gn:1")
    assert timeline is not None
    found = next(d for d in timeline.days if d.day.day == day)
    return found.status, found.side


def test_a_lead_in_the_outlets_own_voice_rests_on_those_the_report_cites_on_that_place() -> None:
    cited = said(
        EventType.GROUND_ASSAULT,
        TARSIM,
        "they came out of the cellars, elders and residents said",
        by=(ELDERS, RESIDENTS),
        agents=("dawn-front",),
    )
    incident = pictured(LEAD, cited).incident(LEAD.claim.id)
    assert incident is not None
    assert incident.n_origins == 2
    assert incident.n_gatekeepers == 1


@pytest.mark.parametrize(
    "otherwise",
    [
        said(EventType.CLASH, TARSIM, "fighting goes on in Tarsim, the monitor said", by=(WATCH,)),
        said(
            EventType.CONTROL_GAINED,
            TARSIM,
            "it has not fallen, the monitor said",
            by=(WATCH,),
            agents=("dawn-front",),
            denied=True,
        ),
        said(
            EventType.CONTROL_HELD,
            TARSIM,
            "the army holds Tarsim, the monitor said",
            by=(WATCH,),
            agents=("velian-army",),
            extent=Extent.STATE,
        ),
    ],
)
def test_nobody_is_given_words_that_go_against_his_own(otherwise: StoredClaim) -> None:
    incident = pictured(LEAD, otherwise).incident(LEAD.claim.id)
    assert incident is not None
    assert "actor:velia-watch" not in {k for o in incident.origins for k in o.keys}


def test_a_lead_that_cites_parties_only_stays_the_outlets_own_word() -> None:
    boast = said(
        EventType.GROUND_ASSAULT,
        TARSIM,
        "its men had gone in, the army said",
        by=(ARMY,),
        agents=("velian-army",),
    )
    incident = pictured(LEAD, boast).incident(LEAD.claim.id)
    assert incident is not None
    assert [o.keys for o in incident.origins] == [("outlet:north-wire",)]


def test_a_capture_claimed_by_its_captor_alone_is_claimed_however_often_it_is_said() -> None:
    boasts = [
        said(
            EventType.CONTROL_GAINED,
            TARSIM,
            f"Tarsim is ours, the army said for the {n}th time",
            by=(ARMY,),
            agents=("velian-army",),
            targets=("dawn-front",),
            when=days(8),
            report=f"r{n}",
        )
        for n in range(9)
    ]
    assert status(pictured(*boasts), 13) == (Status.CLAIMED, "gov")


def test_the_side_that_admits_its_loss_settles_it() -> None:
    admission = said(
        EventType.CONTROL_LOST,
        TARSIM,
        "the army said it had left Tarsim to the Front",
        by=(ARMY,),
        agents=("velian-army",),
        targets=("dawn-front",),
        when=days(9),
    )
    assert status(pictured(admission), 12) == (Status.HELD, "front")


def test_a_place_told_of_by_nobody_has_no_timeline() -> None:
    assert pictured(LEAD).timeline("gn:10") is None


def test_half_a_town_is_contested() -> None:
    part = said(
        EventType.CONTROL_GAINED,
        TARSIM,
        "they hold four tenths of it, the monitor said",
        by=(WATCH,),
        agents=("dawn-front",),
        when=days(9),
        partial=0.4,
    )
    assert status(pictured(part), 9) == (Status.CONTESTED, "")


def test_a_place_nobody_speaks_of_for_four_months_is_unknown() -> None:
    held = said(
        EventType.CONTROL_GAINED,
        TARSIM,
        "the Front took Tarsim, the monitor said",
        by=(WATCH,),
        agents=("dawn-front",),
        when=days(9),
    )
    later = derive([held], (), made.parties(), known_on=datetime(2016, 12, 1, tzinfo=UTC)).timeline("gn:1")
    assert later is not None
    assert later.days[-1].status is Status.UNKNOWN
    assert later.days[10].status in (Status.HELD, Status.LIKELY)
