"""The built gazetteer: names it must know, in the country a report means, and what it answers beside."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import DataError, TableError
from onrecord.gazetteer import sources
from onrecord.gazetteer.build import build, recipe
from onrecord.gazetteer.files import HASH
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.place import Match, PlaceKind

ALBUKAMAL = "gn:174448"

# A few names of each country at war as papers write them; all must have a reading in that country.
PRESS = {
    "SY": "Deir az-Zour, Deir Ezzor, Deir el-Zour, Mayadin, Mayadeen, Raqqa, Kobane, Tel Abyad, Maarat al-Numan, "
    "Khan Sheikhoun, Jisr al-Shughour, Sweida, Qamishli, Palmyra, Baghouz, Eastern Ghouta, Saraqib",
    "IQ": "al-Qaim, Mosul, Fallujah, Hawija, Tal Afar, Sulaimaniyah, Baquba, Anbar, Nineveh, Sinjar",
    "UA": "Bakhmut, Artemivsk, Avdiivka, Vuhledar, Chasiv Yar, Pokrovsk, Toretsk, Robotyne, Kupyansk, Kiev, "
    "Zaporizhia, Crimea, Donbas",
    "SD": "El Fasher, Al-Fashir, El Geneina, Geneina, Nyala, Zamzam, West Darfur, Gezira, Wad Madani, Omdurman",
    "ML": "Gao, Kidal, Menaka, Timbuktu, Tinzaouaten, Konna",
    "BF": "Djibo, Arbinda, Barsalogho",
    "NE": "Tillaberi, Diffa, Banibangou",
    "NG": "Maiduguri, Chibok, Gwoza, Sambisa Forest, Borno",
    "CD": "Goma, Sake, Rutshuru, Bunagana, Kiwanja, Minova, North Kivu, Ituri",
    "SO": "Mogadishu, Kismayo, Las Anod, Bardhere, Galkayo",
    "ET": "Mekelle, Humera, Mai Kadra, Lalibela",
    "YE": "Sanaa, Hodeidah, Hudaydah, Marib, Taiz, Saada, Mokha",
    "LY": "Sirte, Misrata, Derna, Tarhuna, Ras Lanuf",
    "AF": "Lashkar Gah, Kunduz, Maidan Shahr, Wardak, Mazar-e-Sharif, Nangarhar",
    "PK": "Miranshah, Parachinar, Bannu, North Waziristan",
    "PS": "Gaza, Rafah, Khan Younis, Nuseirat, Jabaliya, Beit Lahia, Shejaiya, al-Mawasi, Jenin, West Bank",
    "IL": "Sderot, Be'eri, Kfar Aza, Majdal Shams",
    "LB": "Tyre, Nabatieh, Bint Jbeil, Khiam, Arsal",
    "MM": "Myawaddy, Laukkai, Lashio, Sittwe, Paletwa, Rakhine",
    "MZ": "Mocimboa da Praia, Palma, Macomia, Cabo Delgado",
    "HT": "Port-au-Prince, Cite Soleil",
    "AZ": "Stepanakert, Khankendi, Shushi, Nagorno-Karabakh",
    "SS": "Bentiu, Malakal, Akobo",
    "CM": "Bamenda, Kumba, Kolofata",
    "CO": "Tumaco, Catatumbo, Norte de Santander",
    "RU": "Belgorod, Kursk, Sudzha",
}
CASES = [(c, n.strip()) for c, names in PRESS.items() for n in names.split(",")]


@pytest.mark.parametrize(("country", "name"), CASES, ids=[f"{c} {n}" for c, n in CASES])
def test_a_name_of_the_news_has_a_reading_in_its_country(
    gazetteer: Gazetteer, country: str, name: str
) -> None:
    assert country in {hit.place.country for hit in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    "name", ["Albukamal", "Albu Kamal", "Abu Kamal", "Al-Bukamal", "Bukamal", "Boukamal"]
)
def test_all_spellings_of_a_town_lead_to_one_id(gazetteer: Gazetteer, name: str) -> None:
    assert ALBUKAMAL in {hit.place.id for hit in gazetteer.lookup(name)}


def test_a_town_knows_its_province_its_country_its_zone_and_its_footprint(gazetteer: Gazetteer) -> None:
    place = gazetteer.place(ALBUKAMAL)
    assert place is not None
    assert place.country == "SY"
    assert [p.name for p in gazetteer.parents(ALBUKAMAL)] == ["Deir ez-Zor", "Syria"]
    assert place.zone == "Asia/Damascus"
    assert place.radius_km == 5.0


def test_an_area_lies_in_the_middle_of_its_towns(gazetteer: Gazetteer) -> None:
    province = gazetteer.parents(ALBUKAMAL)[0]
    assert province.kind is PlaceKind.AREA
    assert province.lat == pytest.approx(35.2, abs=0.6)
    assert province.zone == "Asia/Damascus"


def test_a_sound_alike_needs_a_country_and_says_so(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Kabkabeeya") == ()
    hits = gazetteer.lookup("Kabkabeeya", countries=frozenset({"SD"}))
    assert {hit.match for hit in hits} == {Match.FUZZY}
    assert {hit.place.country for hit in hits} == {"SD"}


@pytest.mark.parametrize("name", ["Marshada", "Sukariya", "Qwertyzxcv", ""])
def test_a_name_nobody_lists_has_no_reading(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


def test_short_abbreviations_are_read_as_they_are_written_only(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("US")[0].place.name == "United States"
    assert "United States" not in {hit.place.name for hit in gazetteer.lookup("us")}


@pytest.mark.parametrize(("word", "country"), [("Syrian", "SY"), ("Afghans", "AF"), ("Burkinabe", "BF")])
def test_a_people_leads_to_its_country(gazetteer: Gazetteer, word: str, country: str) -> None:
    place = gazetteer.demonym(word)
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize(("country", "name"), [("AF", "Kabul"), ("SY", "Damascus"), ("SD", "Khartoum")])
def test_a_country_has_its_capital(gazetteer: Gazetteer, country: str, name: str) -> None:
    place = gazetteer.capital(country)
    assert place is not None
    assert place.name == name


def test_a_mistyped_name_gets_near_ones(gazetteer: Gazetteer) -> None:
    assert "Albukamal" in gazetteer.suggest("Albukmal")
    assert gazetteer.suggest("x") == ()


def test_places_near_a_point_come_nearest_first(gazetteer: Gazetteer) -> None:
    near = gazetteer.near(34.45, 40.92, 30.0)
    assert near[0].id == ALBUKAMAL
    assert "al-Qaim" in {p.name for p in near}


def test_children_of_an_area_lie_in_it(gazetteer: Gazetteer) -> None:
    children = gazetteer.children("gn:170792")
    assert ALBUKAMAL in {c.id for c in children}
    assert all(c.parents[0] == "gn:170792" for c in children)


def test_opening_a_folder_without_a_gazetteer_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no gazetteer") as caught:
        Gazetteer.open(tmp_path)
    assert caught.value.hint


def test_a_finished_build_is_kept_as_it_is(tmp_path: Path) -> None:
    (tmp_path / HASH).write_text("made before\n", encoding="ascii")
    assert build(tmp_path) == tmp_path
    assert [p.name for p in tmp_path.iterdir()] == [HASH]


def test_the_recipe_names_a_build_by_what_goes_into_it() -> None:
    assert recipe() == recipe()
    assert len(recipe()) == 12


def test_every_region_of_ours_has_a_place_on_earth() -> None:
    rows = sources.table("regions.csv")
    assert len({row["slug"] for row in rows}) == len(rows) > 300
    for row in rows:
        assert -90 <= float(row["lat"]) <= 90, row["slug"]
        assert -180 <= float(row["lon"]) <= 180, row["slug"]
        assert float(row["radius_km"]) > 0, row["slug"]
        assert row["kind"] in set(PlaceKind), row["slug"]


def test_a_table_row_with_a_missing_column_names_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "files", lambda _: _Folder("a,b\n1,2\n3\n"))
    with pytest.raises(TableError, match="line 3"):
        sources.table("made.csv")


class _Folder:
    """A package folder that holds one text under any name."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __truediv__(self, name: str) -> _Folder:
        return self

    def read_text(self, encoding: str) -> str:
        return self.text
