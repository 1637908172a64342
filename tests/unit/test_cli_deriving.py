"""Commands on what is derived, as a script meets them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from onrecord import cli
from onrecord.errors import InputError
from onrecord.gazetteer.index import Gazetteer
from onrecord.store.store import Store
from tests.docs.reference import REFERENCE
from tests.unit.made import Maker


def call(home: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.app, ["--home", str(home), *words])


def answered(result: Result, name: str) -> dict[str, Any]:
    """The JSON a command printed, held to its documented schema."""
    found: dict[str, Any] = json.loads(result.stdout)
    schema = json.loads((REFERENCE / "json" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, schema, cls=jsonschema.Draft202012Validator)
    return found


SMALL = ("simulate", "--seed", "2", "--places", "2", "--days", "21")


def test_a_simulated_war_is_scored_beside_three_rules_and_the_same_twice(tmp_path: Path) -> None:
    first, second = (call(tmp_path, *SMALL, "--json") for _ in range(2))
    assert first.stdout == second.stdout
    found = answered(first, "simulate")
    assert set(found["baselines"]) == {"latest", "majority", "origins"}
    assert {"accuracy", "brier", "hindsight", "delay_median_days", "tolls", "linkage"} <= set(found)


def test_a_simulated_war_is_told_as_a_table(tmp_path: Path) -> None:
    told = call(tmp_path, *SMALL).stdout
    assert "2 towns, 21 days, 2 sides" in told
    assert "Brier" in told


def test_parameters_from_a_file_count_and_unknown_ones_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "params.json"
    file.write_text('{"hot_share": 1, "hot_days": 3}', encoding="utf-8")
    restless = answered(call(tmp_path, *SMALL, "--params", str(file), "--json"), "simulate")
    assert restless["claims"] > answered(call(tmp_path, *SMALL, "--json"), "simulate")["claims"]
    file.write_text('{"hotness": 1}', encoding="utf-8")
    assert isinstance(call(tmp_path, *SMALL, "--params", str(file)).exception, InputError)


def test_the_claims_of_a_simulated_war_can_be_added_and_asked(tmp_path: Path, gazetteer: Gazetteer) -> None:
    home, file = tmp_path / "home", tmp_path / "war.jsonl"
    home.mkdir()
    (home / "gazetteer").symlink_to(gazetteer.folder, target_is_directory=True)
    assert call(home, *SMALL, "--claims", str(file)).exit_code == cli.DONE
    reports = len(file.read_text(encoding="utf-8").splitlines())
    added = json.loads(call(home, "add", str(file), "--json").stdout)
    assert (added["new_reports"], added["claims"], added["problems"]) == (reports, reports, [])
    found = answered(call(home, "timeline", "Simulated Town 01", "--json"), "timeline")
    assert {side["name"] for side in found["sides"]} == {"Simulated Side A", "Simulated Side B"}


@pytest.mark.parametrize("wrong", [("--sides", "1"), ("--places", "0"), ("--days", "2")])
def test_a_war_that_cannot_be_is_refused_in_words(tmp_path: Path, wrong: tuple[str, str]) -> None:
    assert isinstance(call(tmp_path, "simulate", "--seed", "1", *wrong).exception, InputError)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A record of two reports that tell of one shelling, two days apart."""
    with Store.open(tmp_path / "home") as store:
        maker = Maker(store=store, at=datetime(2024, 4, 1, tzinfo=UTC))
        for name, dead, day in (("one", 12, 5), ("two", 20, 7)):
            words = f"At least {dead} people were killed in the shelling of Velmora"
            draft = maker.report(name, f"{words}, residents said.", day=date(2024, 3, day))
            draft.claim(words, trigger="shelling", killed=dead).keep()
    return tmp_path / "home"


def test_why_a_range_is_so_is_told_down_to_the_words(home: Path) -> None:
    listed = json.loads(call(home, "incidents", "--json").stdout)["incidents"]
    found = answered(call(home, "why", listed[0]["id"], "killed", "--json"), "why")
    assert found["field"] == "killed"
    assert any("At least 12 people" in q["words"] for step in found["steps"] for q in step["words"])
    assert "“At least 12 people" in call(home, "why", listed[0]["id"], "killed").stdout


def test_changes_between_two_public_days_name_the_report(home: Path) -> None:
    found = answered(call(home, "changes", "--public", "2024-03-04", "2024-03-08", "--json"), "changes")
    assert found["changes"]
    assert {b["kind"] for c in found["changes"] for b in c["because"]} == {"report"}
    assert "since reported" in call(home, "changes", "--public", "2024-03-04", "2024-03-08").stdout


def test_changes_of_the_record_itself(home: Path) -> None:
    found = answered(call(home, "changes", "--from", "2024-03-01", "--json"), "changes")
    assert [c["change"]["what"] for c in found["changes"]] != []
    assert "Nothing is said differently." in call(home, "changes", "--from", "2024-04-02").stdout


@pytest.mark.parametrize("words", [(), ("--from", "2024-03-01", "--public", "2024-03-01", "2024-03-02")])
def test_changes_need_two_times_of_one_kind(home: Path, words: tuple[str, ...]) -> None:
    assert isinstance(call(home, "changes", *words).exception, InputError)
