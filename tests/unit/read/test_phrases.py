"""Events told by more than a plain verb: idioms, numbers given out, denials and blame, deeds joined or led back to."""

from __future__ import annotations

import pytest

from onrecord import parties
from onrecord.model.claim import Claim, Stance
from onrecord.read import actors, attribution, claims
from onrecord.read.page import Page
from onrecord.read.parse import parse

WAR = 20.0  # the strength of a report that is clearly of war


def read(text: str) -> tuple[Claim, ...]:
    doc = parse(text)
    bodies = actors.find(doc, parties.load())
    page = Page.of(doc, actors=bodies, attributions=attribution.find(doc), armed=WAR)
    return claims.assemble(page, (), edition="e", reading="r")


def types(text: str) -> list[str]:
    return [c.event_type.value for c in read(text)]


def last(text: str) -> Claim:
    return read(text)[-1]


def killed(claim: Claim) -> list[tuple[int | None, int | None]]:
    return [(n.low, n.high) for n in claim.counts]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Two helicopters shot around the monastery.", "airstrike"),
        ("An attack by helicopters on the village killed nine farmers.", "airstrike"),
        ("Gunmen stormed the village at dawn.", "armed_attack"),
        ("Government troops stormed the village at dawn.", "ground_assault"),
        ("The militants still occupied a third of the town.", "control_held"),
        ("Armed men seized two nurses at the gate.", "abduction"),
    ],
)
def test_who_does_it_tells_the_form(sentence: str, kind: str) -> None:
    assert types(sentence) == [kind]


@pytest.mark.parametrize(
    "later",
    [
        "A teacher blamed the rebels for Monday's attack.",
        "Only two trucks had been struck.",
        "The attack killed nine.",
    ],
)
def test_a_word_without_a_form_takes_it_from_the_strike_told_before(later: str) -> None:
    assert set(types("Drones struck the market of the town on Monday. " + later)) == {"airstrike"}


def test_the_bombs_are_those_that_the_aircraft_dropped() -> None:
    assert types("Government jets bombed the village. The bombs hit a clinic.") == ["airstrike", "airstrike"]


def test_the_number_of_dead_is_a_toll_and_one_of_villagers_killed_is_told_once() -> None:
    text = "Shells hit the market of the town. A doctor put the number of dead at six."
    assert killed(last(text)) == [(6, 6)]
    assert last(text).event_type.value == "shelling"
    assert len(read("The number of villagers killed by the rebels has risen to 134.")) == 1


def test_fighters_killed_by_a_verb_of_communiques_died_in_a_clash() -> None:
    claim = last("Gunmen attacked the post on Monday. Seven militants were neutralised in the pursuit.")
    assert (claim.event_type.value, killed(claim)) == ("clash", [(7, 7)])


def test_two_deeds_of_one_sentence_stay_two() -> None:
    assert (
        len(read("A mine killed two guards on Saturday, and an explosion at the market wounded the mayor."))
        == 2
    )
    found = types("Troops regained the town, two days after the rebels seized its base.")
    assert found == ["control_gained", "control_gained"]


def test_who_leads_back_to_people_and_not_to_what_they_are_of() -> None:
    claim = next(
        c for c in read("Two nurses of a charity who had been seized by gunmen were released.") if c.agents
    )
    assert claim.event_type.value == "abduction"


def test_a_subject_that_the_parser_gives_to_the_verb_of_saying_is_found() -> None:
    text = "A statement by its spokesman, Brigadier General Ivo Marn, said the troops, acting on a tip, raided a camp."
    assert [a.as_written for a in last(text).agents] == ["troops"]


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("The militia distanced itself from the raid.", Stance.DENIED),
        ("The militia brushed aside the report.", Stance.DENIED),
        ("The militia called the report a fabrication.", Stance.DENIED),
        ("The militia denied having started the fighting.", Stance.DENIED),
        ("Police officials suspect the militia.", Stance.HEDGED),
    ],
)
def test_who_denies_or_suspects_need_not_name_the_event(answer: str, stance: Stance) -> None:
    assert last("Gunmen attacked the village of Tarvo on Monday. " + answer).stance is stance


def test_who_refutes_a_claim_denies_what_is_claimed() -> None:
    claim = last("The army refuted claims that the rebels had seized the town.")
    assert (claim.event_type.value, claim.stance) == ("control_gained", Stance.DENIED)


def test_a_length_of_time_tells_enough_of_what_came_before() -> None:
    assert types("The town fell to the rebels after a night of heavy shelling.") == [
        "control_lost",
        "shelling",
    ]
