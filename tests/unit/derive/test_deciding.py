"""A decision on a place, an actor, a side, a field or a victim changes what is derived, and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord.derive import derive
from onrecord.derive.correcting import CORRECTABLE, corrected, reads
from onrecord.derive.judged import apply
from onrecord.errors import BadJudgement
from onrecord.model.claim import Claim, EventType, HarmKind, Person, VictimClass
from onrecord.model.control import Status
from onrecord.model.evidence import Interest
from onrecord.model.incident import Incident
from onrecord.model.judgement import Judgement, JudgementKind
from onrecord.model.picture import Picture
from onrecord.model.place import Match, Place, PlaceKind
from onrecord.model.report import ProblemCode
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Interval
from tests.unit.derive import made
from tests.unit.derive.made import ARMY, HELMAK, RESIDENTS, TARSIM, WATCH, days, judged, killed, said

STRIKE = said(
    EventType.AIRSTRIKE,
    TARSIM,
    "a raid by the bridge killed 30",
    by=(RESIDENTS,),
    agents=("meridia",),
    when=days(8),
    counts=(killed(30),),
)
TAKEN = said(
    EventType.CONTROL_GAINED,
    TARSIM,
    "the brigades took Tarsim",
    by=(WATCH,),
    agents=("hill-brigades",),
    when=days(8),
    report="two",
)
ELSEWHERE = Place(
    id="gn:7",
    name="Ulmak",
    kind=PlaceKind.TOWN,
    country="VV",
    lat=31.0,
    lon=41.0,
    radius_km=5,
    parents=("gn:11", "gn:100"),
)


def pictured(*decisions: Judgement, claims: tuple[StoredClaim, ...] = (STRIKE, TAKEN)) -> Picture:
    return derive(claims, decisions, made.parties())


def incident(picture: Picture, claim: StoredClaim = STRIKE) -> Incident:
    found = picture.incident(claim.claim.id)
    assert found is not None
    return found


def placed(place: Place | None = ELSEWHERE, value: str = "gn:7", claim: StoredClaim = STRIKE) -> Judgement:
    return replace(judged(JudgementKind.PLACE, claim, value=value), place=place)


def on_side(side: str, first: int, last: int, *, id: str = "j1", at: int = 1) -> Judgement:
    return judged(
        JudgementKind.SIDE,
        id=id,
        at=at,
        subject="hill-brigades",
        field="velia",
        value=side,
        interval=days(first, last),
    )


def test_a_claim_is_where_a_person_says_it_is() -> None:
    where = incident(pictured(placed())).place
    assert where is not None
    assert (where.id, where.within) == ("gn:7", ("gn:11", "gn:100"))


def test_a_place_decided_on_keeps_the_reports_own_words() -> None:
    (moved,) = apply([STRIKE], [placed()], made.parties()).claims
    assert moved.claim.place is not None
    assert (moved.claim.place.as_written, moved.claim.place.match) == ("Tarsim", Match.CODED)


def test_a_capture_moved_elsewhere_no_longer_tells_who_holds_the_town() -> None:
    picture = pictured(placed(claim=TAKEN))
    assert [t.place for t in picture.timelines] == ["gn:7"]


def test_a_place_on_record_is_found_without_the_gazetteers_row() -> None:
    there = said(EventType.CLASH, HELMAK, "clashes in Helmak", report="three")
    picture = pictured(placed(None, HELMAK.id), claims=(STRIKE, there))
    where = incident(picture).place
    assert where is not None
    assert where.id == HELMAK.id


def test_a_claim_may_be_said_to_tell_no_place_we_know() -> None:
    assert incident(pictured(placed(None, "unknown"))).place is None


@pytest.mark.parametrize(("value", "agents"), [("dawn-front", ("dawn-front",)), ("unknown", ())])
def test_who_did_it_can_be_decided(value: str, agents: tuple[str, ...]) -> None:
    picture = pictured(judged(JudgementKind.ACTOR, STRIKE, field="agent", value=value))
    assert incident(picture).agents == agents


def test_to_whom_it_was_done_can_be_decided() -> None:
    picture = pictured(judged(JudgementKind.ACTOR, STRIKE, field="target", value="dawn-front"))
    assert incident(picture).target_sides == ("front",)


def test_for_whom_a_source_speaks_can_be_decided() -> None:
    picture = pictured(judged(JudgementKind.ACTOR, STRIKE, field="source", value="meridia"))
    assert {o.side for o in incident(picture).origins} == {"gov"}


def test_a_report_that_cites_nobody_can_be_said_to_speak_for_a_party() -> None:
    own = said(EventType.AIRSTRIKE, TARSIM, "jets struck Tarsim", when=days(8), report="four")
    decision = judged(JudgementKind.ACTOR, own, field="source", value="meridia")
    (spoken,) = apply([own], [decision], made.parties()).claims
    assert spoken.publisher_party == "meridia"


def test_a_side_decided_on_overrules_the_table_for_its_days() -> None:
    within, beyond = on_side("front", 7, 9), on_side("front", 9, 10)
    assert incident(pictured(within), TAKEN).agent_sides == ("front",)
    assert incident(pictured(beyond), TAKEN).agent_sides == ("gov",)


def test_a_side_decided_on_changes_who_holds_a_town() -> None:
    def holder(picture: Picture) -> set[str]:
        return {d.side for t in picture.timelines for d in t.days if d.status is not Status.UNKNOWN}

    assert holder(pictured()) == {"gov"}
    assert holder(pictured(on_side("front", 1, 31))) == {"front"}


def test_an_actor_can_be_said_to_fight_for_itself() -> None:
    assert incident(pictured(on_side("none", 1, 31)), TAKEN).agent_sides == ("hill-brigades",)


def test_the_newest_decision_on_a_side_holds() -> None:
    first, second = on_side("front", 1, 31), on_side("gov", 1, 31, id="j2", at=2)
    assert incident(pictured(second, first), TAKEN).agent_sides == ("gov",)


VALUES = {
    "event_type": ("shelling", "shelling"),
    "extent": ("series", "series"),
    "polarity": ("denied", "denied"),
    "modality": ("planned", "planned"),
    "time": ("2016-05-02/2016-05-04", "2016-05-02/2016-05-04"),
    **{kind.value: ("12-15", "12-15") for kind in HarmKind},
}


@pytest.mark.parametrize("field", CORRECTABLE)
def test_every_field_that_can_be_corrected_takes_effect(field: str) -> None:
    value, now = VALUES[field]
    decision = judged(JudgementKind.CORRECT, STRIKE, field=field, value=value)
    (claim,) = apply([STRIKE], [decision], made.parties()).claims
    assert reads(claim.claim, field) == now != reads(STRIKE.claim, field)


@pytest.mark.parametrize(("value", "low", "high"), [("12", 12, 12), ("12+", 12, None), ("0", 0, 0)])
def test_a_corrected_number_is_a_range_as_written(value: str, low: int, high: int | None) -> None:
    (count,) = corrected(STRIKE.claim, "killed", value).counts
    assert (count.low, count.high, count.victims) == (low, high, VictimClass.CIVILIANS)


def test_a_number_can_be_taken_away() -> None:
    assert corrected(STRIKE.claim, "killed", "unknown").counts == ()


def two_counts() -> Claim:
    return replace(STRIKE.claim, counts=(killed(30), killed(4, who=VictimClass.COMBATANTS)))


def test_of_several_numbers_the_one_of_the_named_class_is_corrected() -> None:
    counts = corrected(two_counts(), "killed:combatants", "5").counts
    assert [(c.victims, c.low) for c in counts] == [(VictimClass.CIVILIANS, 30), (VictimClass.COMBATANTS, 5)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("", "red"),
        ("event_type", "party"),
        ("event_type:x", "clash"),
        ("time", "last spring"),
        ("time", "2016-05-04/2016-05-02"),
        ("killed", "many"),
        ("killed", "15-12"),
        ("killed", "3"),
        ("killed:elephants", "3"),
    ],
)
def test_what_cannot_stand_in_a_field_is_refused(field: str, value: str) -> None:
    with pytest.raises(BadJudgement):
        corrected(two_counts(), field, value)


DECISIONS = (
    placed(),
    judged(JudgementKind.ACTOR, STRIKE, field="agent", value="dawn-front"),
    judged(JudgementKind.INTEREST, STRIKE, value="own_gain"),
    judged(JudgementKind.CORRECT, STRIKE, field="time", value="2016-05-02"),
    judged(JudgementKind.SIDE, subject="meridia", field="velia", value="front"),
)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda d: d.kind.value)
def test_a_claim_that_a_decision_changed_says_so_and_who_decided(decision: Judgement) -> None:
    (told,) = [told for claim, told in pictured(decision).changed if claim == STRIKE.claim.id]
    assert told.endswith("(Rana: read both)")


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda d: d.kind.value)
def test_a_decision_taken_back_leaves_nothing(decision: Judgement) -> None:
    undo = judged(JudgementKind.UNDO, id="j9", at=9, subject=decision.id)
    assert pictured(decision, undo) == pictured()


def test_a_rejected_claim_says_who_set_it_aside() -> None:
    found = apply([STRIKE, TAKEN], [judged(JudgementKind.REJECT, STRIKE)], made.parties())
    assert [s.changed for s in found.rejected] == [("set aside (Rana: read both)",)]


@pytest.mark.parametrize(
    "decision",
    [
        placed(None, "gn:999"),
        judged(JudgementKind.ACTOR, STRIKE, field="agent", value="nobody-we-know"),
        judged(JudgementKind.ACTOR, STRIKE, field="driver", value="meridia"),
        judged(JudgementKind.ACTOR, STRIKE, field="source", value="unknown"),
        judged(JudgementKind.CORRECT, STRIKE, field="colour", value="red"),
        judged(JudgementKind.INTEREST, STRIKE, value="much"),
        judged(JudgementKind.GRADE, subject="i1", value="A+"),
        judged(JudgementKind.PIN, subject="gn:1", value="gov"),
        judged(JudgementKind.SIDE, STRIKE, value="gov"),
        judged(JudgementKind.SIDE, subject="meridia", field="velia", value="moon"),
        judged(JudgementKind.PUBLISH_PERSON, STRIKE, value="Somebody Else"),
    ],
    ids=lambda d: f"{d.kind.value} {d.field} {d.value}",
)
def test_a_decision_on_record_that_cannot_be_applied_is_a_problem_and_changes_nothing(
    decision: Judgement,
) -> None:
    picture = pictured(decision)
    assert [p.code for p in picture.problems] == [ProblemCode.VOID_JUDGEMENT]
    assert replace(picture, problems=()) == pictured()


def test_a_decision_that_fits_one_of_two_claims_changes_neither() -> None:
    counted = replace(TAKEN, claim=replace(TAKEN.claim, counts=two_counts().counts))
    decision = judged(JudgementKind.CORRECT, STRIKE, counted, field="killed", value="3")
    found = apply([STRIKE, counted], [decision], made.parties())
    assert {s.changed for s in found.claims} == {()}


def test_a_named_victim_made_public_is_so_in_the_report_of_the_claim() -> None:
    named = replace(STRIKE, claim=replace(STRIKE.claim, persons=(Person(name="Iman Sorel"),)))
    decision = judged(JudgementKind.PUBLISH_PERSON, named, value="Iman Sorel")
    assert pictured(decision, claims=(named,)).published == {("one", "Iman Sorel")}


def test_a_speakers_interest_decided_on_outlives_a_decision_on_whom_it_speaks_for() -> None:
    decisions = (
        judged(JudgementKind.INTEREST, STRIKE, id="j1", at=1, value="own_loss"),
        judged(JudgementKind.ACTOR, STRIKE, id="j2", at=2, field="source", value="meridia"),
    )
    assert {o.interest for o in incident(pictured(*decisions)).origins} == {Interest.OWN_LOSS}


def test_a_pin_holds_the_town_over_its_days() -> None:
    pin = judged(JudgementKind.PIN, subject=TARSIM.id, value="front", interval=days(9, 10))
    (timeline,) = pictured(pin).timelines
    held = {d.day: d.side for d in timeline.days}
    assert (held[date(2016, 5, 9)], held[date(2016, 5, 11)]) == ("front", "gov")


def test_a_pin_counts_as_a_word_however_long_after_the_last_report() -> None:
    later = Interval.of_days(date(2018, 3, 1))
    pin = judged(JudgementKind.PIN, subject=TARSIM.id, value="front", interval=later)
    known_on = datetime(2018, 4, 1, tzinfo=UTC)
    (timeline,) = derive((STRIKE, TAKEN), (pin,), made.parties(), known_on=known_on).timelines
    assert {d.side for d in timeline.days if d.day == date(2018, 3, 1)} == {"front"}


def test_the_army_speaks_for_the_side_a_person_puts_its_state_on() -> None:
    claim = said(EventType.CONTROL_GAINED, TARSIM, "the army said it took Tarsim", by=(ARMY,), when=days(8))
    decision = judged(JudgementKind.SIDE, subject="velia", field="velia", value="front")
    (found,) = derive([claim], [decision], made.parties()).incidents
    assert {o.side for o in found.origins} == {"front"}
