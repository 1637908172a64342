"""Grades: what a retraction, a dispute over who was killed, a registry and a list of names do to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onrecord.derive import derive
from onrecord.model.claim import Count, EventType, Person, VictimClass
from onrecord.model.incident import GradeName, Incident
from onrecord.model.source import Source, SourceType
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Phrase
from tests.unit.derive import made
from tests.unit.derive.made import ARMY, TARSIM, WATCH, days, killed, parties, said

HOSPITAL = made.source("Tarsim hospital", SourceType.MEDIC, named=True)
WORDS = {
    "watch": "The mill at the edge of Tarsim was struck from the air on Sunday, it counted at the place",
    "hospital": "Bodies were brought in after a raid on Tarsim's mill, said a surgeon who had worked all night",
    "army": "Aircraft hit a building by the river, a spokesman told reporters in the capital on Monday",
}


def strike(
    who: str, by: Source, *counts: Count, day: int = 10, denied: bool = False, name: str = ""
) -> StoredClaim:
    return said(
        EventType.AIRSTRIKE,
        TARSIM,
        WORDS[who] + (" and now takes it back" if denied else ""),
        by=(by,),
        agents=("meridia",),
        when=days(8),
        counts=counts,
        report=f"{name or who}-{day}",
        public=datetime(2016, 5, day, tzinfo=UTC),
        denied=denied,
    )


def one(*claims: StoredClaim) -> Incident:
    found = derive(claims, (), parties()).incidents
    assert len(found) == 1
    return found[0]


def graded(*claims: StoredClaim) -> tuple[GradeName, bool]:
    grade = one(*claims).grade
    assert grade is not None
    return grade.name, grade.proposed


FIGHTERS = VictimClass.COMBATANTS
TWELVE, NONE = killed(12, 12), killed(0, 0)
AS_FIGHTERS = killed(12, 12, who=FIGHTERS)


def test_what_all_who_told_of_it_took_back_is_proposed_as_discounted() -> None:
    told, back = strike("watch", WATCH, TWELVE), strike("watch", WATCH, day=11, denied=True)
    assert graded(told, back) == (GradeName.DISCOUNTED, True)


def test_one_who_took_it_back_counts_no_more() -> None:
    told, back = strike("watch", WATCH, TWELVE), strike("watch", WATCH, day=11, denied=True)
    other = strike("hospital", HOSPITAL, TWELVE)
    assert graded(told, other)[0] is GradeName.FAIR
    assert graded(told, back, other) == (GradeName.WEAK, False)


def test_who_denied_first_and_told_later_took_nothing_back() -> None:
    first, later = strike("watch", WATCH, day=9, denied=True), strike("watch", WATCH, TWELVE)
    assert graded(first, later)[0] is GradeName.WEAK


@pytest.mark.parametrize(
    ("count", "by", "grade"),
    [
        (NONE, HOSPITAL, GradeName.CONTESTED),
        (AS_FIGHTERS, HOSPITAL, GradeName.CONTESTED),
        (killed(3, 3, who=FIGHTERS), HOSPITAL, GradeName.WEAK),
        (TWELVE, HOSPITAL, GradeName.FAIR),
        (AS_FIGHTERS, ARMY, GradeName.WEAK),
    ],
)
def test_who_was_killed_is_disputed_by_the_disinterested_alone(
    count: Count, by: Source, grade: GradeName
) -> None:
    who = "army" if by is ARMY else "hospital"
    assert graded(strike("watch", WATCH, TWELVE), strike(who, by, count))[0] is grade


def test_fighters_beside_civilians_are_no_dispute() -> None:
    both = strike("hospital", HOSPITAL, TWELVE, AS_FIGHTERS)
    assert graded(strike("watch", WATCH, TWELVE), both)[0] is GradeName.FAIR


def ranks(*claims: StoredClaim) -> dict[str, int]:
    return {s.origin: s.rank for s in one(*claims).tolls[0].statements}


def test_a_register_and_a_list_of_names_rank_above_every_count() -> None:
    first = strike("watch", WATCH, TWELVE)
    second = strike("hospital", HOSPITAL, TWELVE)
    words = f"{WORDS['hospital']}, and hospital records show the same"
    recorded = replace(second, claim=replace(second.claim, evidence_text=words))
    assert ranks(first, second) == {"actor:velia-watch": 3, "name:tarsim-hospital": 3}
    assert ranks(first, recorded) == {"actor:velia-watch": 3, "name:tarsim-hospital": 4}
    named = tuple(Person(name=f"Name {c}") for c in "ABCDEFGHIJKL")
    listed = replace(second, claim=replace(second.claim, persons=named))
    assert ranks(first, listed)["name:tarsim-hospital"] == 4
    some = replace(second, claim=replace(second.claim, persons=named[:5]))
    assert ranks(first, some)["name:tarsim-hospital"] == 3


def test_a_named_building_is_no_list_of_the_dead() -> None:
    hit = strike("hospital", HOSPITAL, killed(1, 1))
    inside = replace(hit, claim=replace(hit.claim, object=Phrase(text="Tarsim Mill")))
    assert ranks(inside) == {"name:tarsim-hospital": 3}
