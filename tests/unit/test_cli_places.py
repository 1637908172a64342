"""Places that a team adds: the commands, what reports make of them, and what leaves the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import cli
from onrecord.gazetteer.index import Gazetteer
from tests.unit.test_cli import Caller, answered

VILLAGES = (
    '{"features": [\n{"properties": {"id": "v-1", "name": "Tall Zuhrum"},'
    ' "geometry": {"type": "Point", "coordinates": [40.80123, 34.55678]}},\n'
    '{"properties": {}, "geometry": {"type": "Point", "coordinates": [40.8, 34.5]}}\n]}'
)
STORY = """Outlet: Demo Courier
Published: 2017-11-12

Syrian army artillery shelled the village of Tall Zuhrum near Albukamal on Sunday and killed 12 people, residents said.
"""


@pytest.fixture
def reading(tmp_path: Path, gazetteer: Gazetteer) -> Caller:
    """The commands on an empty record that finds its places built."""
    home = tmp_path / "reading"
    home.mkdir()
    (home / "gazetteer").symlink_to(gazetteer.folder, target_is_directory=True)
    (tmp_path / "villages.geojson").write_text(VILLAGES, "utf-8")
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    return Caller(home)


def places(run: Caller) -> list[dict[str, object]]:
    """Where the incidents of a record were."""
    return [i["place"] for i in json.loads(run("incidents", "--json").stdout)["incidents"]]


def test_what_became_of_the_rows_is_told_and_a_bad_one_is_a_problem_on_record(
    reading: Caller, tmp_path: Path
) -> None:
    result = reading("gazetteer", "import", str(tmp_path / "villages.geojson"), "--json")
    found = answered(result, "gazetteer-import")
    assert result.exit_code == cli.WITH_PROBLEMS
    assert (found["new"], found["refused"], found["changed"]) == (1, 1, True)
    listed = json.loads(reading("problems", "--json").stdout)["problems"]
    assert [(p["code"], p["where"], p["message"]) for p in listed] == [
        ("bad_place", "villages.geojson:3", "it has no name")
    ]


def test_the_same_file_twice_changes_neither_the_places_nor_the_record(
    reading: Caller, tmp_path: Path
) -> None:
    for changed in (True, False):
        result = reading("gazetteer", "import", str(tmp_path / "villages.geojson"), "--json")
        assert answered(result, "gazetteer-import")["changed"] is changed
    assert len(json.loads(reading("problems", "--json").stdout)["problems"]) == 1


def test_a_file_without_one_usable_row_is_exit_code_2(reading: Caller, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("no\tplaces\n", "utf-8")
    assert reading("gazetteer", "import", str(tmp_path / "bad.txt")).exit_code == cli.BAD_INPUT


def test_a_new_report_is_read_with_the_added_village_at_two_decimals(reading: Caller, tmp_path: Path) -> None:
    reading("gazetteer", "import", str(tmp_path / "villages.geojson"))
    reading("add", str(tmp_path / "story.txt"))
    [place] = places(reading)
    assert (place["id"], place["lat"], place["lon"]) == ("user:v-1", 34.56, 40.8)


def test_a_report_on_record_finds_the_village_when_it_is_read_anew(reading: Caller, tmp_path: Path) -> None:
    reading("add", str(tmp_path / "story.txt"))
    [before] = places(reading)
    reading("gazetteer", "import", str(tmp_path / "villages.geojson"))
    assert places(reading) == [before]
    first, second = (answered(reading("reread", "--json"), "reread") for _ in range(2))
    assert (first["reports"], first["changed"], second["changed"]) == (1, 1, 0)
    [after] = places(reading)
    assert (before["listed"], after["id"]) == (False, "user:v-1")


def test_a_claim_that_was_read_twice_can_still_be_shown_and_judged(reading: Caller, tmp_path: Path) -> None:
    reading("add", str(tmp_path / "story.txt"))
    reading("gazetteer", "import", str(tmp_path / "villages.geojson"))
    reading("reread")
    claim = json.loads(reading("incidents", "--json").stdout)["incidents"][0]["claims"][0]
    assert reading("show", claim).exit_code == cli.DONE
    assert reading("judge", "note", claim, "--by", "A. Analyst", "--reason", "seen").exit_code == cli.DONE


def test_added_places_go_into_the_backup(reading: Caller, tmp_path: Path) -> None:
    reading("gazetteer", "import", str(tmp_path / "villages.geojson"))
    assert reading("backup", str(tmp_path / "copy")).exit_code == cli.DONE
    assert (tmp_path / "copy" / "places.db").read_bytes() == (reading.home / "places.db").read_bytes()


def test_places_that_cannot_be_read_are_damage(reading: Caller, tmp_path: Path) -> None:
    (reading.home / "places.db").write_bytes(b"no database at all" * 100)
    assert reading("doctor").exit_code == cli.DAMAGED
