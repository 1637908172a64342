"""What clauses of many shapes tell: which events, of which type, with which figures; and what tells of none."""

from __future__ import annotations

import pytest

from onrecord import parties
from onrecord.model.claim import Claim
from onrecord.read import actors, attribution, claims
from onrecord.read.page import Page
from onrecord.read.parse import parse

WAR = 20.0  # the strength of a report that is clearly of war


def read(text: str) -> tuple[Claim, ...]:
    doc = parse(text)
    bodies = actors.find(doc, parties.load())
    page = Page.of(doc, actors=bodies, attributions=attribution.find(doc), armed=WAR)
    return claims.assemble(page, (), edition="e", reading="r")


def told(text: str) -> list[tuple[str, str]]:
    """Type and trigger of each claim, in the order of the text."""
    return [(c.event_type.value, c.trigger_text) for c in read(text)]


def figures(text: str) -> list[list[tuple[str, int | None, int | None]]]:
    return [[(n.kind.value, n.low, n.high) for n in c.counts] for c in read(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen marched off dozens of girls from the school.", ("captured", 24, None)),
        ("Government troops took 27 rebels prisoner near the river.", ("captured", 27, 27)),
        ("Seven soldiers have been taken hostage by the rebels.", ("captured", 7, 7)),
        ("Troops rescued five hostages in the forest.", ("released", 5, 5)),
        ("The rebels released a kidnapped engineer.", ("released", 1, 1)),
        ("More than 200 soldiers laid down their arms.", ("surrendered", 200, None)),
        ("Rebel shelling claimed the lives of four soldiers.", ("killed", 4, 4)),
        ("Militiamen hacked to death 22 villagers.", ("killed", 22, 22)),
    ],
)
def test_an_event_counts_those_it_befell(sentence: str, expected: tuple[str, int | None, int | None]) -> None:
    assert figures(sentence) == [[expected]]


def test_a_deed_with_a_doer_of_its_own_is_told_apart_from_the_one_beside_it() -> None:
    text = "A roadside bomb killed two drivers, and rebels killed a colonel in the next village."
    assert told(text) == [("bombing", "bomb"), ("clash", "killed")]
    assert figures(text) == [[("killed", 2, 2)], [("killed", 1, 1)]]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Barrel bombs killed two farmers.", "airstrike"),
        ("Rebels attacked the post with rocket-propelled grenades.", "armed_attack"),
        ("A guard was killed by gunfire.", "armed_attack"),
        ("A soldier was killed by a sniper.", "armed_attack"),
        ("A landmine ripped through a minibus.", "bombing"),
        ("Guerrillas bombed the pipeline.", "bombing"),
        ("Two jets dropped bombs on the monastery.", "airstrike"),
    ],
)
def test_the_weapon_tells_the_type(sentence: str, kind: str) -> None:
    assert [c.event_type.value for c in read(sentence)] == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels fed 40 displaced villagers.",
        "It was the third massive bombing in a week.",
        "The abduction is the third of its kind in the state.",
        "A landslide killed nine miners in the rebel-held valley.",
        "Twenty-seven soldiers died of cholera.",
        "The two armies struck a deal.",
    ],
)
def test_what_is_told_in_passing_or_summed_up_is_no_claim(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels murdered an elder in his home, the ninth such killing this year.", ["armed_attack"]),
        ("The militia launched an offensive to take the capital.", ["ground_assault"]),
        ("Missiles fired by an army drone hit a bus, killing five farmers.", ["airstrike"]),
        ("Clashes erupted when rebels attacked two outposts near the river.", ["armed_attack"]),
        ("Troops raided the camp, triggering a gunbattle in which six rebels were killed.", ["armed_attack", "clash"]),
        ("The army's troops were clearing the town.", ["ground_assault"]),
        ("Militiamen armed with machetes hacked to death 22 farmers.", ["armed_attack"]),
        ("The army left the village. On Monday it was overrun by the rebels.", ["withdrawal", "control_gained"]),
        ("Residents have abandoned the village.", []),
        ("The militia hold the road linking the two towns.", ["control_held"]),
        ("The rebels still occupied a tenth of the town.", ["control_held"]),
        ("The rebels retaliated by firing 156 rockets at the town.", ["shelling"]),
        ("BAGHDAD - A foreign soldier was killed by small arms fire.", ["armed_attack"]),
        ("Fighting between the army and rebels has killed 47 people and displaced 3,400.", ["clash", "displacement"]),
        ("Hundreds of families have been cut off from aid by the militia.", ["siege"]),
        ("A helicopter crashed in the valley, killing four soldiers.", ["clash"]),
        ("Government troops have abandoned the village.", ["control_lost"]),
    ],
)  # fmt: skip
def test_one_happening_is_one_claim_of_its_type(sentence: str, expected: list[str]) -> None:
    assert [c.event_type.value for c in read(sentence)] == expected


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        ("At least nine people were killed.", "airstrike"),
        ("More than 9,000 people have been killed in the war.", "other"),
        ("The overall toll has passed 9,000.", "other"),
    ],
)
def test_harm_without_a_form_is_of_the_event_before_but_a_total_of_the_war_is_not(
    second: str, kind: str
) -> None:
    assert read("Warplanes bombed the market. " + second)[-1].event_type.value == kind


def test_who_is_made_to_leave_is_who_leaves() -> None:
    (claim,) = (
        c
        for c in read("Militiamen took the port, forcing the separatists to retreat.")
        if c.event_type == "withdrawal"
    )
    assert [a.as_written for a in claim.agents] == ["separatists"]


@pytest.mark.parametrize(
    ("sentence", "doers"),
    [
        ("The shelling of the harbour, condemned by Turkey, killed 12 people on Monday.", []),
        ("The raid, carried out by Islamic State, killed 12 people on Monday.", ["islamic-state"]),
    ],
)
def test_who_condemns_a_deed_did_not_do_it(sentence: str, doers: list[str]) -> None:
    assert [a.id for c in read(sentence) for a in c.agents] == doers
