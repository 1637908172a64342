"""What people decide changes what is derived, is shown, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onrecord.derive import derive
from onrecord.model.claim import EventType
from onrecord.model.evidence import Interest
from onrecord.model.incident import ConflictOf, GradeName
from onrecord.model.judgement import JudgementKind
from onrecord.model.picture import Picture
from onrecord.model.report import ProblemCode
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Span
from tests.unit.derive import made
from tests.unit.derive.made import RESIDENTS, TARSIM, WATCH, days, judged, killed, said


def strike(words: str, report: str, day: int = 8, dead: int = 14) -> StoredClaim:
    return said(
        EventType.AIRSTRIKE,
        TARSIM,
        words,
        by=(WATCH if report == "one" else RESIDENTS,),
        agents=("meridia",),
        when=days(day),
        counts=(killed(dead),),
        report=report,
    )


MILL = strike("a strike on the mill killed 14", "one")
BRIDGE = strike("a raid by the bridge killed 30", "two", day=11, dead=30)
AGAIN = strike("the mill was struck and 14 died", "three")


def pictured(*decisions: object, claims: tuple[StoredClaim, ...] = (MILL, BRIDGE, AGAIN)) -> Picture:
    return derive(claims, decisions, made.parties())  # type: ignore[arg-type]


def together(picture: Picture, *claims: StoredClaim) -> bool:
    found = {i.id for i in picture.incidents for c in claims if c.claim.id in i.claims}
    return len(found) == 1


def test_without_a_decision_the_mill_is_one_incident_and_the_bridge_another() -> None:
    assert together(pictured(), MILL, AGAIN)
    assert not together(pictured(), MILL, BRIDGE)


def test_same_joins_and_the_member_says_why() -> None:
    picture = pictured(judged(JudgementKind.SAME, MILL, BRIDGE))
    assert together(picture, MILL, BRIDGE)
    assert "judgement" in {m.how for i in picture.incidents for m in i.members}


def test_different_parts() -> None:
    assert not together(pictured(judged(JudgementKind.DIFFERENT, MILL, AGAIN)), MILL, AGAIN)


def test_the_newest_decision_on_a_pair_holds() -> None:
    first = judged(JudgementKind.SAME, MILL, BRIDGE, id="j1", at=1)
    second = judged(JudgementKind.DIFFERENT, MILL, BRIDGE, id="j2", at=2)
    assert not together(pictured(second, first), MILL, BRIDGE)


def test_an_undone_decision_no_longer_holds_and_an_undone_undoing_does() -> None:
    first = judged(JudgementKind.SAME, MILL, BRIDGE, id="j1", at=1)
    undo = judged(JudgementKind.UNDO, id="j2", at=2, subject="j1")
    redo = judged(JudgementKind.UNDO, id="j3", at=3, subject="j2")
    assert not together(pictured(first, undo), MILL, BRIDGE)
    assert together(pictured(first, undo, redo), MILL, BRIDGE)


def test_contradictory_decisions_are_reported_and_neither_is_applied() -> None:
    decisions = (
        judged(JudgementKind.SAME, MILL, BRIDGE, id="j1"),
        judged(JudgementKind.SAME, BRIDGE, AGAIN, id="j2"),
        judged(JudgementKind.DIFFERENT, MILL, AGAIN, id="j3"),
    )
    apart = strike("the bridge was hit once more", "three", day=14, dead=55)
    third = replace(AGAIN, claim=replace(apart.claim, id=AGAIN.claim.id))
    picture = pictured(*decisions, claims=(MILL, BRIDGE, third))
    assert {c.about for c in picture.contradictions} >= {ConflictOf.JUDGEMENTS}
    assert not together(picture, MILL, BRIDGE)


def test_a_rejected_claim_is_left_out() -> None:
    picture = pictured(judged(JudgementKind.REJECT, BRIDGE))
    assert picture.incident(BRIDGE.claim.id) is None
    assert picture.incident(MILL.claim.id) is not None


def test_a_corrected_field_counts_as_corrected() -> None:
    picture = pictured(judged(JudgementKind.CORRECT, BRIDGE, field="event_type", value="shelling"))
    incident = picture.incident(BRIDGE.claim.id)
    assert incident is not None
    assert incident.event_type is EventType.SHELLING


def test_a_grade_set_by_a_person_stands_with_its_reason() -> None:
    before = pictured().incident(BRIDGE.claim.id)
    assert before is not None
    after = pictured(judged(JudgementKind.GRADE, subject=before.id, value="discounted")).incident(before.id)
    assert after is not None
    assert after.grade is not None
    assert (after.grade.name, after.grade.rule, after.grade.judged) == (
        GradeName.DISCOUNTED,
        "read both",
        "j1",
    )


def test_a_speakers_interest_can_be_reclassified() -> None:
    picture = pictured(judged(JudgementKind.INTEREST, MILL, value="own_gain"))
    incident = picture.incident(MILL.claim.id)
    assert incident is not None
    assert Interest.OWN_GAIN in {o.interest for o in incident.origins}


def test_a_decision_finds_its_claim_in_a_better_reading_by_its_trigger() -> None:
    decision = judged(JudgementKind.REJECT, BRIDGE)
    reread = replace(BRIDGE, claim=replace(BRIDGE.claim, id="another"))
    assert pictured(decision, claims=(MILL, reread)).incident("another") is None


def test_a_decision_on_a_claim_no_longer_found_is_a_problem_and_loses_nothing() -> None:
    decision = judged(JudgementKind.REJECT, BRIDGE)
    moved = replace(
        BRIDGE,
        claim=replace(BRIDGE.claim, id="other", trigger=Span(start=1, end=2), evidence=Span(start=0, end=9)),
    )
    picture = pictured(decision, claims=(MILL, moved))
    assert [p.code for p in picture.problems] == [ProblemCode.ORPHANED_JUDGEMENT]
    assert picture.incident("other") is not None


@pytest.mark.parametrize("withdrawn", [datetime(2016, 5, 15, tzinfo=UTC), None])
def test_a_withdrawn_claim_stands_only_until_it_was_withdrawn(withdrawn: datetime | None) -> None:
    claim = replace(MILL, withdrawn_at=withdrawn)
    now = derive([claim], (), made.parties())
    then = derive([claim], (), made.parties(), known_on=datetime(2016, 5, 14, 12, tzinfo=UTC))
    assert (now.incident(claim.claim.id) is None) is (withdrawn is not None)
    assert then.incident(claim.claim.id) is not None


def test_a_side_that_changes_alliance_is_on_its_side_of_the_day() -> None:
    from datetime import date

    from onrecord.model.actor import SideRow

    sides = (
        SideRow(conflict="velia", actor="velia", side="gov"),
        SideRow(conflict="velia", actor="hill-brigades", side="gov", until=date(2016, 5, 10)),
        SideRow(conflict="velia", actor="hill-brigades", side="front", since=date(2016, 5, 10)),
    )
    taken = [
        said(
            EventType.CONTROL_GAINED,
            TARSIM,
            f"brigades took Tarsim on the {d}th",
            by=(WATCH,),
            agents=("hill-brigades",),
            when=days(d),
            report=f"r{d}",
        )
        for d in (8, 12)
    ]
    picture = derive(taken, (), made.parties(sides=sides))
    assert [i.agent_sides for i in sorted(picture.incidents, key=lambda i: str(i.start))] == [
        ("gov",),
        ("front",),
    ]
