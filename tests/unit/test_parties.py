"""The actor table, the conflicts, and what they refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord import parties
from onrecord.errors import TableError, UnknownName
from onrecord.model.actor import ActorKind
from onrecord.parties import Parties, tables

BOOK = parties.load()
SYRIA = "syria-2011"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Islamic State", "islamic-state"),
        ("the Islamic State group", "islamic-state"),
        ("IS", "islamic-state"),
        ("IS fighters", "islamic-state"),
        ("Isis", "islamic-state"),
        ("ISIS-K", "iskp"),
        ("Da'esh", "islamic-state"),
        ("hezbollah", "hizballah"),
        ("Hizballah media", "hizballah"),
        ("Lebanese Shia group Hizballah", "hizballah"),
        ("US-backed Syrian Democratic Forces", "sdf"),
        ("Jabhat al-Nusra", "nusra-front"),
        ("Al Nusra Front", "nusra-front"),
        ("séléka", "seleka"),
        ("U.S. troops", "united-states-military"),
        ("Syrian government forces", "syria-military"),
        ("Assad's troops", "syria-military"),
        ("Haftar's forces", "lna"),
        ("Rwanda", "rwanda"),
        ("Rwandan soldiers", "rwanda-military"),
        ("South Sudanese army", "south-sudan-military"),
        ("Iraqi police", "iraq-police"),
        ("Russian jets", "russia"),
        ("SOHR", "sohr"),
        ("Syrian state television", "syria-state-media"),
        ("Amaq news agency", "amaq"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, id: str) -> None:
    assert [a.id for a in BOOK.find(name)] == [id]


@pytest.mark.parametrize("name", ["is", "us", "", "the", "car", "who", "some village", "farmers"])
def test_common_words_name_nobody(name: str) -> None:
    assert BOOK.find(name) == ()


def test_one_name_of_two_bodies_gives_both_until_a_country_tells() -> None:
    assert {a.id for a in BOOK.find("al-Shabab")} == {"al-shabab", "is-mozambique"}
    assert [a.id for a in BOOK.find("al-Shabaab", countries=["MZ"])] == ["is-mozambique"]
    assert [a.id for a in BOOK.find("al-Shabaab", countries=["SO"])] == ["al-shabab"]


@pytest.mark.parametrize(
    ("actor", "day", "side"),
    [
        ("syria-military", date(2017, 11, 13), "government-and-allies"),
        ("syria-military", date(2024, 12, 7), "government-and-allies"),
        ("syria-military", date(2024, 12, 8), "transitional-government"),
        ("russia-military", date(2015, 9, 29), ""),
        ("russia-military", date(2015, 9, 30), "government-and-allies"),
        ("hizballah", date(2017, 11, 13), "government-and-allies"),
        ("iraqi-shia-militias", date(2017, 11, 13), "government-and-allies"),
        ("hts", date(2018, 1, 1), "opposition"),
        ("hts", date(2024, 12, 10), "transitional-government"),
        ("suqour-al-shamal", date(2023, 4, 17), "turkey-and-allies"),
        ("sana", date(2017, 11, 19), "government-and-allies"),
        ("amaq", date(2017, 11, 19), "islamic-state"),
        ("houthis", date(2017, 11, 13), ""),
        ("sohr", date(2017, 11, 13), ""),
    ],
)
def test_a_side_holds_between_its_dates_for_all_that_is_part_of_it(actor: str, day: date, side: str) -> None:
    assert BOOK.side_of(actor, SYRIA, day) == side


@pytest.mark.parametrize(
    ("countries", "day", "id"),
    [
        (["SY"], date(2017, 11, 13), SYRIA),
        (["SY", "IQ"], date(2017, 11, 13), SYRIA),
        (["IQ", "SY"], date(2017, 11, 13), "iraq-2013"),
        (["IQ"], date(2006, 5, 1), "iraq-2003"),
        (["PS"], date(2024, 7, 20), "israel-palestine-2023"),
        (["PS"], date(2014, 7, 20), "israel-palestine-2000"),
        (["LB", "IL"], date(2024, 10, 1), "israel-lebanon-2023"),
        (["SD"], date(2023, 5, 17), "sudan-2023"),
        (["AF"], date(2018, 3, 2), "afghanistan-2001"),
        (["SV"], date(1989, 11, 11), "el-salvador-1980"),
    ],
)
def test_a_conflict_is_found_by_country_and_day(countries: list[str], day: date, id: str) -> None:
    conflict = BOOK.conflict_at(countries, day)
    assert conflict is not None
    assert conflict.id == id


def test_where_no_war_is_known_there_is_none() -> None:
    assert BOOK.conflict_at(["CH"], date(2017, 11, 13)) is None
    assert BOOK.conflict_at(["SY"], date(2005, 1, 1)) is None
    assert BOOK.conflict_at([], date(2017, 11, 13)) is None


def test_a_medium_is_the_mouth_of_its_party() -> None:
    assert BOOK.mouth_of("al-manar") == "hizballah"
    assert BOOK.mouth_of("syria-state-media") == "syria-government"
    assert BOOK.mouth_of("reuters") == ""


@pytest.mark.parametrize("name", ["Hizballah", "Daesh", "Boko Haram", "Islamic State", "al-Shabab"])
def test_the_name_of_a_group_is_no_place(name: str) -> None:
    assert BOOK.is_actor_name(name)


@pytest.mark.parametrize(
    "name", ["Russia", "Syria", "Damascus", "Kobani", "Puntland", "Chad", "South Ossetia", ""]
)
def test_a_country_or_a_town_is_a_place(name: str) -> None:
    assert not BOOK.is_actor_name(name)


def test_an_unknown_id_is_answered_with_near_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        BOOK.actor("hizbalah")
    assert "hizballah" in caught.value.hint
    with pytest.raises(UnknownName):
        BOOK.conflict("atlantis")


def test_every_media_row_that_speaks_for_someone_has_a_home() -> None:
    mouths = {ActorKind.STATE_MEDIA, ActorKind.PARTY_MEDIA}
    assert all(a.home for a in BOOK.actors if a.kind in mouths)


def test_every_side_row_carries_a_citation_and_a_side_with_a_name() -> None:
    for conflict in BOOK.conflicts:
        assert conflict.sides
        assert all(row.citation for row in conflict.sides)
        assert {row.side for row in conflict.sides} <= {side for side, _ in conflict.side_names}


# Planted faults

A: dict[str, Any] = {"id": "a", "name": "Band of Arnor", "kind": "armed_group"}
B: dict[str, Any] = {"id": "b", "name": "Host of Breen", "kind": "military"}
WAR: dict[str, Any] = {
    "id": "war",
    "name": "A war",
    "countries": ["AA"],
    "since": date(2000, 1, 1),
    "side_name": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}],
    "side": [{"actor": "a", "side": "one", "citation": "Gazette, 2000"}],
}


def build(*actors: dict[str, Any], war: dict[str, Any] | None = None) -> Parties:
    wars = {"war": WAR | (war or {})}
    return Parties(tables.build({"x": {"actor": list(actors)}}, wars))


def test_a_sound_table_is_taken() -> None:
    assert build(A, B).side_of("a", "war", date(2001, 1, 1)) == "one"


def test_a_part_shares_the_side_of_the_whole_while_that_side_lasts() -> None:
    row = {"actor": "a", "side": "one", "until": date(2002, 1, 1), "citation": "Gazette, 2002"}
    book = build(A, B | {"part_of": "a"}, war={"side": [row]})
    assert book.side_of("b", "war", date(2001, 1, 1)) == "one"
    assert book.side_of("b", "war", date(2002, 1, 1)) == ""


@pytest.mark.parametrize(
    ("actors", "war", "words"),
    [
        ((A, A), {}, "stands twice"),
        ((A | {"part_of": "nobody"},), {}, "unknown actor"),
        ((A | {"home": "nobody"},), {}, "unknown actor"),
        ((A | {"part_of": "b"}, B | {"part_of": "a"}), {}, "part of itself"),
        ((A | {"since": date(2001, 1, 1), "until": date(2000, 1, 1)},), {}, "not after"),
        ((A, B | {"aliases": ["the band of Arnor"]}), {}, "nothing tells them apart"),
        ((A | {"kind": "orchestra"},), {}, "orchestra"),
        ((A | {"colour": "red"},), {}, "unknown keys"),
        (({"id": "a", "kind": "military"},), {}, "has no name"),
        ((A,), {"side": [{"actor": "z", "side": "one", "citation": "c"}]}, "unknown actor"),
        ((A,), {"side": [{"actor": "a", "side": "three", "citation": "c"}]}, "unknown side"),
        ((A,), {"side": [{"actor": "a", "side": "one"}]}, "has no citation"),
        (
            (A,),
            {"side": [{"actor": "a", "side": s, "citation": "c"} for s in ("one", "two")]},
            "two sides at once",
        ),
        (
            (A,),
            {"baseline": [{"place": "p", "side": "three", "on": date(2000, 1, 1), "citation": "c"}]},
            "unknown side",
        ),
        ((A,), {"until": date(1999, 1, 1)}, "not after"),
    ],
)
def test_a_row_that_cannot_be_is_refused(
    actors: tuple[dict[str, Any], ...], war: dict[str, Any], words: str
) -> None:
    with pytest.raises(TableError, match=words):
        build(*actors, war=war)


def test_a_sides_id_has_one_name_in_all_conflicts() -> None:
    other = WAR | {"id": "other", "side_name": [{"id": "one", "name": "Another"}]}
    with pytest.raises(TableError, match="elsewhere 'One'"):
        tables.build({"x": {"actor": [A]}}, {"war": WAR, "other": other})


def test_one_name_may_stand_for_two_bodies_of_two_countries_or_of_two_times() -> None:
    build(A | {"country": "AA"}, B | {"aliases": ["Band of Arnor"], "country": "BB"})
    early, late = {"until": date(2000, 1, 1)}, {"since": date(2000, 1, 1)}
    book = build(A | early, B | {"aliases": ["Band of Arnor"]} | late)
    assert [a.id for a in book.find("Band of Arnor", day=date(2005, 1, 1))] == ["b"]
