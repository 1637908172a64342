"""Sources that are bodies, and men that are somebody's."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord import parties
from onrecord.model.actor import ActorRef
from onrecord.model.source import Source
from onrecord.read import actors, attribution, ownership, trial
from onrecord.read.parse import parse

DAY = date(2023, 11, 20)


def sources(text: str) -> list[Source]:
    doc, book = parse(text), parties.load()
    refs = actors.find(doc, book, day=DAY)
    said, _ = ownership.settled(doc, attribution.find(doc), refs, book)
    return [s for a in said for s in a.sources]


def party_of(text: str, words: str) -> ActorRef:
    return next(r for r in trial.parties_of(text, DAY) if r.as_written == words)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Khartoum denied losing the base.", "sudan-government"),
        ("Sudanese troops left Dara. The army said two men had died.", "sudan-military"),
        ("Al-Shabaab took Bulo Aden in Somalia. The group said it met no resistance.", "al-shabab"),
        ("The Iran-backed group Hezbollah fired rockets. The group said nobody was hurt.", "hizballah"),
    ],
)
def test_a_body_that_speaks_without_its_full_name_is_that_body(text: str, body: str) -> None:
    assert sources(text)[-1].actor == body


def test_a_spokesman_of_theirs_speaks_for_the_party_and_is_not_it() -> None:
    spokesman = sources("Al-Shabaab took Bulo Aden in Somalia. The group's spokesman said nobody was hurt.")[
        -1
    ]
    assert (spokesman.actor, spokesman.party) == ("", "al-shabab")


def test_who_only_tells_of_a_party_does_not_speak_for_it() -> None:
    assert sources("A woman whose son the Sudanese army killed said she had fled.")[-1].party == ""


def test_one_body_under_a_common_noun_and_its_name_is_one_source() -> None:
    text = "The Sudanese army said it had shelled Dara. The army said two men had died."
    assert len({s.key for s in sources(text)}) == 1


def test_a_capital_and_a_ministry_stay_two_sources() -> None:
    text = "Moscow said its troops had left. Russia's defence ministry said a bridge was hit."
    assert len({s.key for s in sources(text)}) == 2


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("Hamas said its men had held the crossing.", "men", "hamas"),
        ("Islamabad said its air force shot down a jet.", "air force", "pakistan-military"),
        ("Israel opened an offensive, its military said.", "military", "israel-military"),
        (
            "Azerbaijani President Ilham Aliyev said his troops had taken the town.",
            "troops",
            "azerbaijan-military",
        ),
    ],
)
def test_its_men_are_those_of_whoever_it_is(text: str, words: str, party: str) -> None:
    assert party_of(text, words).id == party


def test_its_army_is_not_taken_for_that_of_the_country_of_the_war() -> None:
    found = trial.parties_of("Fighting went on in Lebanon. Its army was silent.", DAY)
    assert [r.id for r in found if r.as_written == "army"] != ["lebanon-military"]


def test_bare_troops_of_an_army_that_speaks_are_its_own() -> None:
    assert party_of("The Turkish army said troops had entered Idlib.", "troops").id == "turkey-military"


def test_youths_from_a_place_are_no_group_named_later() -> None:
    text = "Armed youths from Murle raided a camp in Jonglei. The White Army overran Nasir in South Sudan."
    assert party_of(text, "Armed youths").id == ""
