"""Files of places laid over the gazetteer; every village here is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import InputError, UnreadableInput
from onrecord.gazetteer import imports
from onrecord.gazetteer.formats import Form
from onrecord.gazetteer.imports import Imported
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.place import Place, PlaceKind

ALBUKAMAL, DEIR_EZ_ZOR, SYRIA = "gn:174448", "gn:170792", "gn:163843"


def geoname(number: int, name: str, code: str = "P.PPL", at: str = "34.55 40.80", **more: str) -> str:
    """One line of a GeoNames country file, of a place in Deir ez-Zor unless said otherwise."""
    (sort, feature), (lat, lon) = code.split("."), at.split()
    given = {"other": "", "country": "SY", "admin1": "07", "admin2": "", "admin3": "", "people": "0"} | more
    cells = [
        str(number), name, "", given["other"], lat, lon, sort, feature, given["country"], "", given["admin1"],
        given["admin2"], given["admin3"], "", given["people"], "", "", "Asia/Damascus", "2024-01-01",
    ]  # fmt: skip
    return "\t".join(cells)


def points(*features: tuple[dict[str, object], list[float]]) -> str:
    """A GeoJSON file, one feature a line."""
    rows = [
        json.dumps({"type": "Feature", "properties": p, "geometry": {"type": "Point", "coordinates": c}})
        for p, c in features
    ]
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(rows) + "\n]}"


class Team:
    """A project's own places over the real gazetteer."""

    def __init__(self, folder: Path, base: Gazetteer) -> None:
        self.folder, self.base, self.added = folder, base, folder / "places.db"

    def add(self, text: str, name: str = "SY.txt", **more: object) -> Imported:
        """Import one file."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return imports.add([path], base=self.base, overlay=self.added, **more)  # type: ignore[arg-type]

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer as the project sees it now."""
        return Gazetteer.open(self.base.folder, self.added)

    def one(self, name: str) -> Place:
        """The only place of a name."""
        [hit] = self.gazetteer.lookup(name)
        return hit.place


@pytest.fixture
def team(tmp_path: Path, gazetteer: Gazetteer) -> Team:
    """A project that has added nothing yet."""
    return Team(tmp_path, gazetteer)


def test_a_village_of_a_country_file_is_found_by_all_its_names(team: Team) -> None:
    team.add(geoname(99000001, "Tall Zuhrūm", other="Tall Zuhrum,Tell Zuhrum,تل زهروم"))
    names = ("Tall Zuhrūm", "tall zuhrum", "Tell Zuhrum", "تل زهروم")
    assert {team.one(name).id for name in names} == {"gn:99000001"}


def test_a_village_lies_in_its_province_and_keeps_its_footprint_and_time_zone(team: Team) -> None:
    team.add(geoname(99000001, "Tall Zuhrum"))
    found = team.one("Tall Zuhrum")
    assert (found.kind, found.country, found.parents) == (PlaceKind.TOWN, "SY", (DEIR_EZ_ZOR, SYRIA))
    assert (found.lat, found.lon, found.radius_km, found.zone) == (34.55, 40.8, 3.0, "Asia/Damascus")


def test_a_village_lies_in_the_areas_of_its_own_file_wherever_they_stand_in_it(team: Team) -> None:
    village = geoname(99000001, "Bir Nasmah", admin2="X1", admin3="X12")
    small = geoname(99000003, "Nahiyat Nasmah", "A.ADM3", admin2="X1", admin3="X12")
    large = geoname(99000002, "Mintaqat Nasmah", "A.ADM2", admin2="X1")
    team.add("\n".join((village, small, large)))
    assert team.one("Bir Nasmah").parents == ("gn:99000003", "gn:99000002", DEIR_EZ_ZOR, SYRIA)


def test_a_similar_spelling_is_found_inside_the_country_only(team: Team) -> None:
    team.add(geoname(99000001, "Tall Zuhrum"))
    assert [h.place.id for h in team.gazetteer.lookup("Tal Zohrum", countries=frozenset({"SY"}))] == [
        "gn:99000001"
    ]
    assert team.gazetteer.lookup("Tal Zohrum", countries=frozenset({"IQ"})) == ()


def test_a_mistyped_name_is_answered_with_an_added_one(team: Team) -> None:
    team.add(geoname(99000001, "Tall Zuhrum"))
    assert "Tall Zuhrum" in team.gazetteer.suggest("Tall Zuhrom")


def test_a_known_id_gets_more_names_and_stays_the_place_it_is(team: Team) -> None:
    done = team.add(geoname(174448, "Al Bukamal", other="Qalat Zuhrum", people="12"))
    assert (done.new, done.united) == (0, 1)
    assert team.one("Qalat Zuhrum") == team.base.place(ALBUKAMAL)


@pytest.mark.parametrize("code", ["H.WLL", "S.TMB", "P.PPLH", "A.PCLI"])
def test_what_no_report_would_name_is_passed_over(team: Team, code: str) -> None:
    done = team.add(geoname(99000001, "Bir Zuhrum", code))
    assert (done.new, done.refused) == (0, 0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Tall Zuhrum\t34.5", "2 columns instead of 19"),
        (geoname(99000001, "Tall Zuhrum", at="95 40"), "95, 40 is not on the earth"),
        (geoname(99000001, "Tall Zuhrum", at="nan 40"), "nan, 40 is not on the earth"),
        (geoname(99000001, "Tall Zuhrum", at="north 40"), "'north', '40' is no latitude and longitude"),
        (geoname(99000001, " "), "the place has no name"),
        (geoname(99000001, "Tall Zuhrum", people="many"), "'many' is no number of inhabitants"),
        (geoname(99000001, "Tall Zuhrum", country="QX"), "no country has the code QX"),
        (geoname(99000001, "Nahiyat Zuhrum", "A.ADM3", country="QX"), "no country has the code QX"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_the_rest_goes_on(team: Team, line: str, message: str) -> None:
    done = team.add(f"{line}\n{geoname(99000002, 'Bir Nasmah')}\n")
    assert [(f.where, f.message) for f in done.faults] == [("SY.txt:1", message)]
    assert team.one("Bir Nasmah").id == "gn:99000002"


def test_of_many_bad_rows_the_first_hundred_are_told(team: Team) -> None:
    done = team.add("broken\n" * 250)
    assert (done.refused, len(done.faults), done.faults[-1].message) == (
        250,
        101,
        "150 more rows cannot be used",
    )


PCODES = """\
ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_PCODE,AREA_SQKM,center_lat,center_lon
#country,#country+code,#adm1+name,#adm1+alt,#adm1+code,#adm2+name,#adm2+code,,,
Syrian Arab Republic,SY,Deir-ez-Zor,دير الزور,SY09,Nahr Zuhrum,SY0999,314.16,34.5,40.9
"""


def test_an_area_of_a_table_of_p_codes_is_found_with_its_size(team: Team) -> None:
    team.add(PCODES, "syr_adm2.csv")
    found = team.one("Nahr Zuhrum")
    assert (found.id, found.kind, found.parents) == ("pcode:SY0999", PlaceKind.AREA, (DEIR_EZ_ZOR, SYRIA))
    assert (found.lat, found.lon, found.radius_km) == (34.5, 40.9, 10.0)


def test_a_province_that_is_known_is_found_by_its_p_code_too(team: Team) -> None:
    team.add(PCODES, "syr_adm2.csv")
    assert team.gazetteer.place("pcode:SY09") == team.base.place(DEIR_EZ_ZOR)


@pytest.mark.parametrize(
    "text",
    [
        "adm1_name;adm1_pcode;adm2_name;adm2_pcode\nDeir-ez-Zor;SY09;Nahr Zuhrum;SY0999\n",
        "admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode\nDeir-ez-Zor,SY09,Nahr Zuhrum,SY0999\n",
        "\ufeffADM1_NAME\tADM1_PCODE\tADM2_NAME\tADM2_PCODE\nDeir-ez-Zor\tSYR09\tNahr Zuhrum\tSYR0999\n",
    ],
    ids=["semicolons", "admin", "tabs"],
)
def test_headings_and_separators_of_other_years_are_read(team: Team, text: str) -> None:
    team.add(text, "table.csv", form=Form.PCODES)
    assert team.one("Nahr Zuhrum").parents == (DEIR_EZ_ZOR, SYRIA)


def test_settlements_of_a_table_of_p_codes_are_towns_in_their_areas(team: Team) -> None:
    team.add(
        "PCODE,NAME,ADM1_EN,ADM1_PCODE,LATITUDE,LONGITUDE\nC9001,Bir Nasmah,Deir-ez-Zor,SY09,34.6,40.7\n",
        "ppl.csv",
    )
    found = team.one("Bir Nasmah")
    assert (found.id, found.kind, found.parents) == ("pcode:C9001", PlaceKind.TOWN, (DEIR_EZ_ZOR, SYRIA))


def test_a_row_without_a_name_is_told(team: Team) -> None:
    done = team.add(PCODES.replace("Nahr Zuhrum", ""), "syr_adm2.csv")
    assert [(f.where, f.message) for f in done.faults] == [("syr_adm2.csv:3", "SY0999 has no name")]


def test_a_table_without_p_codes_is_refused_whole(team: Team) -> None:
    with pytest.raises(UnreadableInput, match="no column of p-codes"):
        team.add("town,size\nBir Nasmah,3\n", "sizes.csv")
    assert team.gazetteer.hash == team.base.hash


def test_a_point_on_a_teams_map_lies_in_what_the_towns_around_it_share(team: Team) -> None:
    team.add(
        points(({"id": "Camp 7", "name": "Mukhayyam Nasmah", "kind": "feature"}, [40.95, 34.48])),
        "own.geojson",
    )
    found = team.one("Mukhayyam Nasmah")
    assert (found.id, found.kind, found.country) == ("user:camp-7", PlaceKind.FEATURE, "SY")
    assert found.parents == (DEIR_EZ_ZOR, SYRIA)


def test_a_point_on_a_border_is_of_no_country_unless_the_file_says(team: Team) -> None:
    team.add(points(({"name": "Tall Zuhrum"}, [41.0, 34.41])), "a.geojson")
    team.add(points(({"name": "Bir Nasmah", "country": "IQ"}, [41.0, 34.41])), "b.geojson")
    assert (team.one("Tall Zuhrum").country, team.one("Bir Nasmah").country) == ("", "IQ")


def test_numbers_of_two_files_are_not_mixed_up(team: Team) -> None:
    team.add(points(({"OBJECTID": 1, "name": "Tall Zuhrum"}, [40.6, 34.7])), "north.geojson")
    team.add(points(({"OBJECTID": 1, "name": "Bir Nasmah"}, [40.9, 34.5])), "south.geojson")
    assert (team.one("Tall Zuhrum").id, team.one("Bir Nasmah").id) == ("user:north-1", "user:south-1")


def test_the_same_village_of_two_files_is_one_place(team: Team) -> None:
    team.add(geoname(99000001, "Tall Zuhrum", other="Tell Zuhrum"))
    done = team.add(
        points(({"id": "t-1", "name": "Tell Zuhrum", "alt_name": "Zuhrum Mound"}, [40.81, 34.551])),
        "own.geojson",
    )
    assert (done.new, done.united) == (0, 1)
    assert team.one("Zuhrum Mound").id == "gn:99000001"
    assert team.gazetteer.place("user:t-1") == team.gazetteer.place("gn:99000001")


def test_two_villages_of_one_name_far_apart_are_two_places(team: Team) -> None:
    team.add(geoname(99000001, "Tall Zuhrum"))
    team.add(points(({"id": "t-1", "name": "Tall Zuhrum"}, [40.2, 35.3])), "own.geojson")
    assert {h.place.id for h in team.gazetteer.lookup("Tall Zuhrum")} == {"gn:99000001", "user:t-1"}


def test_a_shape_that_is_no_point_is_told_by_its_line(team: Team) -> None:
    text = points(({"name": "Tall Zuhrum"}, [40.8, 34.5]), ({"name": "Wadi"}, [40.8, 34.5]))
    done = team.add(
        text[: text.rindex("Point")] + "LineString" + text[text.rindex("Point") + 5 :], "own.geojson"
    )
    assert [(f.where, f.message) for f in done.faults] == [
        ("own.geojson:3", "it is a LineString, not a point")
    ]
    assert done.new == 1


def test_broken_json_is_told_by_its_line(team: Team) -> None:
    done = team.add('{"features": [\n{"geometry": \n', "own.geojson")
    assert [f.where for f in done.faults] == ["own.geojson:3"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (geoname(99000001, "Tall Zuhrum"), "SY.txt"),
        (PCODES, "adm.csv"),
        (points(({"name": "Tall Zuhrum"}, [40.8, 34.5])), "own.geojson"),
    ],
    ids=["geonames", "pcodes", "geojson"],
)
def test_the_same_file_twice_changes_nothing(team: Team, text: str, name: str) -> None:
    first, second = team.add(text, name), team.add(text, name)
    assert (first.new, second.new, second.known) == (1, 0, 1)
    assert first.hash == second.hash


def test_the_hash_tells_that_places_were_added(team: Team) -> None:
    hashes = [team.base.hash]
    for number, name in enumerate(("Tall Zuhrum", "Bir Nasmah"), 99000001):
        team.add(geoname(number, name))
        hashes.append(team.gazetteer.hash)
    assert len(set(hashes)) == 3


def test_a_name_that_moves_to_another_spot_moves(team: Team) -> None:
    team.add(geoname(99000001, "Tall Zuhrum"))
    team.add(geoname(99000001, "Tall Zuhrum", at="34.70 40.60", people="900"))
    found = team.one("Tall Zuhrum")
    assert (found.lat, found.lon, found.population) == (34.7, 40.6, 900)


def test_the_installations_own_gazetteer_is_not_touched(team: Team) -> None:
    team.add(geoname(99000001, "Tall Zuhrum"))
    assert team.base.lookup("Tall Zuhrum") == ()
    assert Gazetteer.open(team.base.folder).hash == team.base.hash


def test_added_places_are_near_and_below_as_others_are(team: Team) -> None:
    team.add(geoname(99000001, "Tall Zuhrum"))
    assert "gn:99000001" in {p.id for p in team.gazetteer.near(34.55, 40.8, 5)}
    assert "gn:99000001" in {p.id for p in team.gazetteer.children(DEIR_EZ_ZOR)}


def test_a_file_of_no_known_ending_asks_for_its_format(team: Team) -> None:
    with pytest.raises(InputError, match="of what format"):
        team.add("x", "places.xlsx")


def test_a_file_that_is_not_utf8_is_refused(team: Team) -> None:
    path = team.folder / "latin.csv"
    path.write_bytes("ADM1_EN,ADM1_PCODE\nÉtoile,SY09\n".encode("latin-1"))
    with pytest.raises(UnreadableInput, match="not UTF-8"):
        imports.add([path], base=team.base, overlay=team.added)


def test_nothing_is_added_where_one_of_several_files_is_not_there(team: Team) -> None:
    path = team.folder / "SY.txt"
    path.write_text(geoname(99000001, "Tall Zuhrum"), encoding="utf-8")
    with pytest.raises(UnreadableInput):
        imports.add([path, team.folder / "IQ.txt"], base=team.base, overlay=team.added)
    assert team.gazetteer.lookup("Tall Zuhrum") == ()
