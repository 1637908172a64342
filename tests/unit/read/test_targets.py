"""Who or what was hit, as single sentences tell it."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord import parties
from onrecord.model.claim import EventType
from onrecord.read import actors, arguments, attribution, events, relevance, targets
from onrecord.read.page import Page
from onrecord.read.parse import parse

DAY = date(2017, 11, 20)


def read(text: str) -> list[tuple[EventType | None, list[str], list[str]]]:
    """(type, agents, targets) of every event of a text."""
    doc = parse(text)
    bodies = actors.find(doc, parties.load(), day=DAY)
    page = Page.of(doc, actors=bodies, attributions=attribution.find(doc), armed=relevance.STRONG)
    found = []
    for sentence in doc.sents:
        for trigger in events.find(page, sentence):
            doers = arguments.agents(trigger, page)
            hit = targets.find(trigger, page, doers)
            found.append((trigger.type, [d.name or d.as_written for d in doers], [t.name for t in hit]))
    return found


def hit(text: str) -> list[str]:
    """Every target of a text, once."""
    return list(dict.fromkeys(t for _, _, names in read(text) for t in names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Months of bombardment left dozens of civilians dead.", ["civilians"]),
        ("The army said two guards were missing.", ["guards"]),
        ("Shells killed 12 shearers in a field.", ["shearers"]),
        ("Villagers in Dara endured heavy shelling for three days.", ["villagers"]),
        ("Two houses and a chapel were burned by shell attacks.", ["houses"]),
        ("A car bomb exploded near a mosque in Dara.", ["mosque"]),
        ("A bomb went off beside a van belonging to the mayor.", ["mayor"]),
        ("Jets struck several targets, including a school and two bridges.", ["school", "bridges"]),
        ("The convoy came under fire near Dara.", ["convoy"]),
        ("Two nurses and a driver kidnapped by bandits were freed.", ["nurses", "driver"]),
        ("Gunmen killed 40 shepherds, most of them women and children.", ["shepherds"]),
    ],
)
def test_what_was_hit_is_found_wherever_the_sentence_tells_it(text: str, expected: list[str]) -> None:
    assert set(expected) <= set(hit(text))
    assert not {"people", "women", "children", "van"} & set(hit(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured the town of Dara from Syrian troops.",
        "Rebels have retaken control of the northern port of Dara from Syrian troops.",
        "Rebels wrested parts of the town of Dara from Syrian troops.",
    ],
)
def test_who_lost_the_place_is_the_target_wherever_the_parser_hangs_it(text: str) -> None:
    assert hit(text) == ["Syrian army"]


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("The army fired 30 rockets at a convoy.", "rockets"),
        ("A suicide attacker drove a lorry into a checkpoint.", "lorry"),
        ("Turkey sent 900 soldiers to shell the town.", "soldiers"),
    ],
)
def test_a_weapon_and_men_sent_are_no_targets(text: str, weapon: str) -> None:
    assert weapon not in hit(text)


def test_a_name_the_gazetteer_lacks_is_a_place_where_it_is_shelled_and_a_person_where_it_is_killed() -> None:
    assert hit("The army shelled Lubanke for three hours.") == []
    assert hit("Gunmen shot dead Musa Lubanke at his shop.") != []


def test_a_figure_is_no_part_of_what_the_target_is_called() -> None:
    assert hit("The raid killed at least 15 displaced women.") == ["displaced women"]


def test_homes_that_people_flee_are_not_hit() -> None:
    assert hit("Hundreds of refugees fled their homes in Dara.") == ["refugees"]


def test_troops_and_allied_militias_are_both_targets_where_allied_is_read_as_a_verb() -> None:
    text = "Islamic State fighters retook the town from regime troops and allied Iranian-backed militias."
    assert len(hit(text)) == 2


def test_the_name_is_in_capitals_is_no_verb() -> None:
    assert hit("Iraqi jets hit IS hideouts near Dara.") == ["Islamic State"]


def doers(text: str) -> list[str]:
    """Every agent of a text, once."""
    return list(dict.fromkeys(a for _, names, _ in read(text) for a in names))


@pytest.mark.parametrize("text", ["An aircraft bombed the runway in Dara.", "A drone hit a clinic in Dara."])
def test_an_aircraft_that_is_nobodys_is_no_agent(text: str) -> None:
    assert doers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkish troops carried out a raid that resulted in the capture of two rebels.", ["Turkish army"]),
        (
            "Fighting between the Sudanese Armed Forces and the Rapid Storm Force went on.",
            ["Rapid Storm Force"],
        ),
        ("Azerbaijan accused Armenia of shelling Ganja.", ["Armenia"]),
        ("Hundreds of rebel fighters have surrendered.", ["rebel fighters"]),
    ],
)
def test_who_did_it_is_found_behind_other_words(text: str, expected: list[str]) -> None:
    assert set(expected) <= set(doers(text))
    assert "Azerbaijan" not in doers(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Members of the 400 Mawozo gang kidnapped six nuns in Haiti.", "400 Mawozo"),
        ("Warplanes of the Saudi-led coalition bombed a market in Sanaa.", "Saudi-led coalition"),
        ("Three hooded men attacked a soldier in Dara.", "hooded men"),
        ("Men in army uniform executed 22 farmers.", "men"),
        ("Turkey said it had no hand in it. Russia began its withdrawal from Dara.", "Russia"),
    ],
)
def test_members_and_mere_men_do_it_too(text: str, expected: str) -> None:
    assert expected in doers(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Settlers set fire to homes and cars in Dara.", ["homes", "cars"]),
        ("An air strike hit a cholera treatment centre in Dara.", ["cholera treatment centre"]),
        ("Gunmen opened fire on loggers near Dara.", ["loggers"]),
        ("A shell killed a 61-year-old man in Dara.", ["61-year-old man"]),
    ],
)
def test_things_and_people_that_no_list_has_are_hit_too(text: str, expected: list[str]) -> None:
    assert hit(text) == expected
