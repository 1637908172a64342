"""Places in context: which words name them, which place they mean, what nobody lists, what 'the town' is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pytest

from onrecord.gazetteer.index import Gazetteer
from onrecord.model.place import Match, PlaceKind, PlaceRef
from onrecord.read import parse, places

ACTORS = {"hizballah", "hezbollah", "daesh", "islamic state", "is", "hamas", "al-nusra front"}


def found(gazetteer: Gazetteer, text: str, **beside: Any) -> tuple[PlaceRef, ...]:
    doc = parse.parse(text)
    known = places.Beside(**beside)
    return places.find(doc, gazetteer, veto=lambda name: name.lower() in ACTORS, beside=known)


def named(gazetteer: Gazetteer, text: str, words: str) -> PlaceRef:
    """The first reference made by exactly these words."""
    refs = [r for r in found(gazetteer, text) if r.as_written == words]
    assert refs, [r.as_written for r in found(gazetteer, text)]
    return refs[0]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Fighters crossed from Syria and shelled al-Qaim on the Iraqi side of the border.", "al-Qaim", "IQ"),
        ("Malian soldiers were ambushed near Gao, an official in Bamako said.", "Gao", "ML"),
        ("Ukrainian forces held their lines near Pokrovsk in Donetsk region.", "Pokrovsk", "UA"),
        ("Israeli tanks moved deeper into Rafah in the Gaza Strip.", "Rafah", "PS"),
        ("Egyptian border guards in North Sinai closed the road to Rafah.", "Rafah", "EG"),
        ("Lebanese troops deployed in Tripoli after clashes in Beirut.", "Tripoli", "LB"),
        ("Rival Libyan militias fought in Tripoli, south of Misrata harbour.", "Tripoli", "LY"),
        ("Syrian troops retook Palmyra, east of Homs.", "Palmyra", "SY"),
        ("Sudanese army jets struck Bara in North Kordofan.", "Bara", "SD"),
        ("Congolese soldiers left Sake, west of Goma.", "Sake", "CD"),
        ("Shelling hit Lyman and Kupiansk, the Ukrainian army said.", "Lyman", "UA"),
        ("Myanmar's junta lost Lashio to rebels from Shan State.", "Lashio", "MM"),
        ("Gunmen stormed Palma in Mozambique's Cabo Delgado province.", "Palma", "MZ"),
    ],
)
def test_a_name_is_read_by_its_company_not_by_its_inhabitants(
    gazetteer: Gazetteer, text: str, name: str, country: str
) -> None:
    assert named(gazetteer, text, name).country == country


def test_one_town_under_three_spellings_is_one_place(gazetteer: Gazetteer) -> None:
    text = "Troops entered Albukamal in Syria. Albu Kamal lies on the river. Residents fled Abu Kamal."
    assert {r.id for r in found(gazetteer, text) if r.kind is PlaceKind.TOWN} == {"gn:174448"}


@pytest.mark.parametrize(
    "text",
    [
        "Hizballah and Daesh fought in Syria.",
        "The Islamic State group and IS fighters withdrew.",
        "Hamas said it agreed.",
    ],
)
def test_an_actor_is_never_a_place(gazetteer: Gazetteer, text: str) -> None:
    assert {r.as_written.lower() for r in found(gazetteer, text)}.isdisjoint(ACTORS)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Miller said he was sorry.",
        "The march began in March and went on until May.",
        "Nice words were said, he told reporters.",
        "A US soldier slept.",
    ],
)
def test_a_common_word_or_a_person_is_no_town(gazetteer: Gazetteer, text: str) -> None:
    assert not [r for r in found(gazetteer, text) if r.kind is PlaceKind.TOWN]


@pytest.mark.parametrize(
    "text",
    [
        "The shell fell at 35.3359, 40.1408 in the morning.",
        "The cache lay at grid 37SGT1234567890.",
    ],
)
def test_coordinates_and_grid_references_are_never_read(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == ()


def test_a_street_address_gives_its_town_only(gazetteer: Gazetteer) -> None:
    refs = found(gazetteer, "A bomb went off at 12 Baghdad Street in Damascus, Syria.")
    assert {r.name for r in refs if r.kind is PlaceKind.TOWN} <= {"Damascus"}


def test_province_of_the_same_name_is_told_apart_by_its_noun(gazetteer: Gazetteer) -> None:
    text = "Two raids hit Deir az-Zour province in Syria. Aid reached the city of Idlib in Syria."
    assert named(gazetteer, text, "Deir az-Zour").kind is PlaceKind.AREA
    assert named(gazetteer, text, "Idlib").kind is PlaceKind.TOWN


def test_what_a_report_puts_inside_a_state_lies_there(gazetteer: Gazetteer) -> None:
    text = "The trial was moved from Paris, Texas, to a larger court."
    assert named(gazetteer, text, "Paris").country == "US"


STORY = (
    "Syrian government troops shelled the town of Albukamal on Friday. "
    "An air strike on the village of Tell Zubara, east of the city, killed nine people. "
    "Other strikes hit the villages of Umm Shirin and Wadha near the river."
)


def test_a_village_nobody_lists_is_kept_near_its_anchor(gazetteer: Gazetteer) -> None:
    ref = named(gazetteer, STORY, "Tell Zubara")
    assert ref.match is Match.UNLISTED
    assert ref.id == "un:gn:170792/tell-zubara"
    assert not ref.listed
    assert ref.country == "SY"
    assert ref.within == ("gn:170792", "gn:163843")
    assert (ref.lat, ref.lon, ref.radius_km) == (34.45, 40.92, 25.0)
    assert ref.confidence < 0.5


def test_villages_in_a_list_are_all_read(gazetteer: Gazetteer) -> None:
    assert named(gazetteer, STORY, "Umm Shirin").country == "SY"
    assert named(gazetteer, STORY, "Wadha").country == "SY"


def test_an_unlisted_name_is_recognised_where_it_stands_alone(gazetteer: Gazetteer) -> None:
    text = "Fighting broke out near Qasimba, a village south of Bukavu in DR Congo. Qasimba was calm later."
    refs = [r for r in found(gazetteer, text) if r.as_written == "Qasimba"]
    assert [r.match for r in refs] == [Match.UNLISTED, Match.UNLISTED]
    assert refs[0].id == refs[1].id


def test_a_look_alike_in_the_right_country_near_by_is_marked_fuzzy(gazetteer: Gazetteer) -> None:
    text = "Raids hit Albukamal in Syria and the villages of Wadha and Sousa near the river."
    ref = named(gazetteer, text, "Sousa")
    assert ref.country == "SY"
    assert ref.match is Match.FUZZY
    assert ref.confidence <= 0.6


def test_a_village_is_not_the_large_city_of_its_name(gazetteer: Gazetteer) -> None:
    text = "Gunmen entered the village of Latakia near Manbij in Syria."
    assert named(gazetteer, text, "Latakia").match is Match.UNLISTED


@pytest.mark.parametrize(
    ("text", "relation", "radius"),
    [
        ("Shells fell near Albukamal in Syria.", "near", 15.0),
        ("They fought on the outskirts of Albukamal in Syria.", "outskirts", 15.0),
        ("They burned villages around Albukamal in Syria.", "around", 15.0),
        ("A convoy was hit 20 km north-east of Albukamal in Syria.", "northeast of", 15.0),
        ("Shells fell in Albukamal, Syria.", "", 5.0),
    ],
)
def test_a_relation_is_kept_and_widens_the_footprint(
    gazetteer: Gazetteer, text: str, relation: str, radius: float
) -> None:
    ref = named(gazetteer, text, "Albukamal")
    assert (ref.relation, ref.radius_km) == (relation, radius)


def test_a_part_of_a_country_keeps_its_direction_and_has_no_point(gazetteer: Gazetteer) -> None:
    ref = named(gazetteer, "Two soldiers died in northern Syria.", "Syria")
    assert (ref.relation, ref.lat, ref.kind) == ("northern", None, PlaceKind.COUNTRY)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Rebels entered Manbij in Syria at dawn. By noon the town was quiet.", "the town", "Manbij"),
        ("Jets bombed Idlib province in Syria. Raids went on across the province.", "the province", "Idlib"),
        ("Shells fell on Goma in DR Congo. Hundreds died there.", "there", "Goma"),
        ("The blast shook Afghanistan. It hit the Afghan capital at noon.", "the Afghan capital", "Kabul"),
        ("War spread in Sudan. Shells fell on the capital.", "the capital", "Khartoum"),
        ("Clashes went on in Yemen. Half of the country is hungry.", "the country", "Yemen"),
        ("Rebels took Zawiya, 50 km west of Tripoli in Libya. They held the town.", "the town", "Zawiya"),
        (
            "A bomb hit Manbij, a spokesman in Damascus said. Syria's army left the city.",
            "the city",
            "Manbij",
        ),
        ("Shells fell on Sarmin in Idlib province in Syria. Five died there.", "there", "Sarmin"),
        (
            "War spread in Mali and Malian troops fled, French jets in the air. The capital slept.",
            "The capital",
            "Bamako",
        ),
    ],
)
def test_a_definite_noun_leads_back_to_the_place_named(
    gazetteer: Gazetteer, text: str, words: str, name: str
) -> None:
    ref = named(gazetteer, text, words)
    assert (ref.match, ref.name) == (Match.ANAPHOR, name)


def test_an_anaphor_keeps_the_words_it_leads_back_to(gazetteer: Gazetteer) -> None:
    text = "Rebels entered Manbij in Syria at dawn. By noon the town was quiet."
    ref = named(gazetteer, text, "the town")
    assert ref.antecedent is not None
    assert ref.antecedent.of(text) == "Manbij"


def test_the_city_does_not_lead_back_to_a_village(gazetteer: Gazetteer) -> None:
    refs = [r for r in found(gazetteer, STORY) if r.as_written == "the city"]
    assert [r.id for r in refs] == ["gn:174448"]


def test_a_government_named_by_its_capital_is_not_the_city(gazetteer: Gazetteer) -> None:
    text = "IS retook Manbij in Syria, a week after Damascus claimed to have captured the city."
    assert named(gazetteer, text, "the city").name == "Manbij"


def test_the_city_council_is_no_place(gazetteer: Gazetteer) -> None:
    text = "Shells fell on Goma in DR Congo. The city council met."
    assert not [r for r in found(gazetteer, text) if r.match is Match.ANAPHOR]


def test_there_were_is_no_place(gazetteer: Gazetteer) -> None:
    text = "Shells fell on Goma in DR Congo. There were no victims."
    assert not [r for r in found(gazetteer, text) if r.match is Match.ANAPHOR]


def test_references_are_in_order_and_do_not_overlap(gazetteer: Gazetteer) -> None:
    spans = [r.span for r in found(gazetteer, STORY)]
    assert all(a is not None and b is not None and a.end <= b.start for a, b in pairwise(spans))


def test_two_cities_joined_by_a_hyphen_are_two_places(gazetteer: Gazetteer) -> None:
    refs = found(gazetteer, "They cut the Baghdad-Damascus highway between Iraq and Syria.")
    assert [r.name for r in refs if r.kind is PlaceKind.TOWN] == ["Baghdad", "Damascus"]


def test_a_possessive_ending_is_not_part_of_the_name(gazetteer: Gazetteer) -> None:
    assert named(gazetteer, "Shells hit Aleppo's old quarter in Syria.", "Aleppo").name == "Aleppo"


def test_a_dateline_in_capitals_is_read(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "GAO, Mali (Demo Wire) - Soldiers were killed on Monday.")[0].country == "ML"


def test_a_surname_the_text_gives_in_full_is_no_town(gazetteer: Gazetteer) -> None:
    text = "Christopher Steele met officials in the United States. Critics of Steele were quiet."
    assert [r.name for r in found(gazetteer, text)] == ["United States"]


@pytest.mark.parametrize("text", ["Leaders in the West objected.", "They met in the Valley in Syria."])
def test_a_direction_alone_is_no_town(gazetteer: Gazetteer, text: str) -> None:
    assert not [r for r in found(gazetteer, text) if r.kind is PlaceKind.TOWN]


def test_a_people_is_no_place(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Syrian and Iraqi soldiers met.") == ()


def test_the_outlets_home_helps_where_nothing_else_does(gazetteer: Gazetteer) -> None:
    text = "A fire broke out in Newcastle on Monday."
    assert found(gazetteer, text, outlet_country="AU")[0].country == "AU"
    assert found(gazetteer, text, outlet_country="GB")[0].country == "GB"


def test_a_date_line_set_aside_tells_the_country(gazetteer: Gazetteer) -> None:
    text = "An air strike killed 12 people in Sarmin."
    line = "IDLIB, Syria (Demo Wire) - "
    assert [(r.name, r.country) for r in found(gazetteer, text, dateline=line)] == [("Sarmin", "SY")]


def _fights_in(land: str) -> Callable[[str], Mapping[str, float]]:
    return lambda name: {land: 1.0}


def test_where_a_body_fights_tells_which_town_it_took(gazetteer: Gazetteer) -> None:
    text = "Fighters of Islamic State captured Mayadin on Wednesday."
    assert [r.country for r in found(gazetteer, text, theatres=_fights_in("SY"))] == ["SY"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Douma was hit by air strikes on Thursday, the Syrian army said.", "Douma"),
        ("Stepanakert came under heavy shelling, Azerbaijan said.", "Stepanakert"),
        ("Myanmar's army said Namkham fell a week earlier.", "Namkham"),
    ],
)
def test_what_befalls_towns_shows_that_its_subject_is_one(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert named(gazetteer, text, name).kind is PlaceKind.TOWN


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels captured Velmora from the Syrian army.", "Velmora"),
        ("Syrian army units entered Kharbat Suna at dawn.", "Kharbat Suna"),
        ("Syrian troops withdrew from Merzoba on Friday.", "Merzoba"),
        ("A shell killed two people in Zuwarma, the Syrian army said.", "Zuwarma"),
        ("Syrian jets hit Manbij and al-Zuwarna on Friday.", "al-Zuwarna"),
        ("Velmora, Arduna and Tisqa were shelled, the Syrian army said.", "Tisqa"),
        ("Shells landed in the Zuwarma district of Manbij in Syria.", "Zuwarma"),
        ("Syrian rebels burned the Arduna and Tisqa villages.", "Arduna"),
        ("Zuwarma, 12 km south of Manbij in Syria, was quiet.", "Zuwarma"),
        ("Syrian troops shelled Manbij-Velzorna on Friday.", "Manbij-Velzorna"),
    ],
)
def test_words_around_show_that_an_unlisted_name_is_a_place(
    gazetteer: Gazetteer, text: str, name: str
) -> None:
    ref = named(gazetteer, text, name)
    assert (ref.match, ref.country) == (Match.UNLISTED, "SY")


@pytest.mark.parametrize(
    "text",
    [
        "Syrian police captured Colonel Velmoro on Friday.",
        "Syrian troops began Operation Velmora in Ramadan.",
        "The Syrian army saw hope in Velmoro's plan.",
        "Bilal Velmoro fled Syria. Rebels captured Velmoro on Friday.",
        "Syrian soldiers slept in Hotel Zubara.",
        "They spoke in Parliament about Syria.",
    ],
)
def test_an_unknown_name_of_something_else_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert not [r for r in found(gazetteer, text) if r.match is Match.UNLISTED]


def test_an_unlisted_name_goes_over_all_its_words(gazetteer: Gazetteer) -> None:
    text = "Syrian troops shelled Ain Zubarta and Wadi al-Qasima."
    assert {"Ain Zubarta", "Wadi al-Qasima"} <= {r.as_written for r in found(gazetteer, text)}


def test_an_unlisted_place_lies_in_the_country_told_of(gazetteer: Gazetteer) -> None:
    text = (
        "Nigerian soldiers left Velmora on Friday. Thousands fled across the border to Garoua in Cameroon. "
        "Nigeria's army said Nigerian jets bombed Zuwarma, near Maiduguri."
    )
    assert named(gazetteer, text, "Zuwarma").country == "NG"


def test_a_small_namesake_in_a_country_not_told_of_is_another_place(gazetteer: Gazetteer) -> None:
    text = "Two car bombs exploded in Mahas, Somalia's government said. Fighting went on near Kismayo."
    assert named(gazetteer, text, "Mahas").country == "SO"


def test_a_people_with_a_region_of_its_name_stays_a_people(gazetteer: Gazetteer) -> None:
    refs = found(gazetteer, "Somali troops entered Kismayo. They are from the Somali region.")
    assert [r.as_written for r in refs] == ["Kismayo", "Somali"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Syrian gunmen shot a man in Velmora refugee camp near Manbij.", "Velmora"),
        ("A strike on Zuwarma, a town 32 km south of Manbij in Syria, killed two.", "Zuwarma"),
        ("Zuwarma, the capital of a district in Syria, came under shelling.", "Zuwarma"),
    ],
)
def test_an_unlisted_place_is_told_by_what_is_said_of_it(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert named(gazetteer, text, name).match is Match.UNLISTED


def test_a_country_named_near_by_does_not_hold_an_unlisted_place(gazetteer: Gazetteer) -> None:
    text = "Syrian rebels captured Velmora from Iran-backed militias, the Syrian army and Syrian media said."
    assert named(gazetteer, text, "Velmora").country == "SY"


def test_an_unlisted_place_of_no_known_country_keeps_its_name_alone(gazetteer: Gazetteer) -> None:
    refs = found(gazetteer, "Rebels captured Velmora on Friday.")
    assert [(r.as_written, r.id, r.country, r.lat) for r in refs] == [("Velmora", "un:-/velmora", "", None)]


def test_a_large_city_abroad_is_not_meant_by_its_old_name(gazetteer: Gazetteer) -> None:
    text = "Iraqi troops said gunmen attacked Yathrib, near Samarra in Iraq."
    assert all(r.country == "IQ" for r in found(gazetteer, text))


def test_a_district_of_the_country_told_of_comes_before_a_city_abroad(gazetteer: Gazetteer) -> None:
    text = "Insurgents attacked Palma on Wednesday, the government of Mozambique said."
    assert named(gazetteer, text, "Palma").country == "MZ"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels overran the Alawite village of Velmora in Syria.", "Velmora"),
        ("Shells fell on the enclave of Zuwarma in Syria.", "Zuwarma"),
        ("They ambushed a column near San Jose de las Velmas in Nicaragua.", "San Jose de las Velmas"),
        ("Troops left Velmora in Syria. Zuwarma, to the north, remained besieged.", "Zuwarma"),
    ],
)
def test_the_noun_belongs_to_the_name_that_it_introduces(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert name in {r.as_written for r in found(gazetteer, text) if r.match is Match.UNLISTED}
    assert "Alawite" not in {r.as_written for r in found(gazetteer, text)}


@pytest.mark.parametrize("text", ["", "Shells fell.\n\nTwo died.", "  Rebels’ flag — “there”\n", "x" * 50])
def test_the_text_kept_beside_a_parse_is_that_of_the_parse(text: str) -> None:
    doc = parse.parse(text)
    assert parse.text_of(doc) == doc.text
