"""The commands as a script meets them: what they print, what they return, and their exit codes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from onrecord import cli
from onrecord.errors import MissingPart, OnrecordError, StoreError, UnknownName
from onrecord.gazetteer.index import Gazetteer
from onrecord.store.store import Store
from tests.docs.reference import ANSWERS, ENDLESS, REFERENCE, commands
from tests.unit.made import Maker

NOW = datetime(2024, 4, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls the command line on one project."""

    home: Path

    def __call__(self, *words: str, given: bytes | None = None) -> Result:
        return CliRunner().invoke(cli.app, ["--home", str(self.home), *words], input=given)


@pytest.fixture
def run(tmp_path: Path) -> Caller:
    """The commands on a record of two reports that tell of one shelling."""
    home = tmp_path / "home"
    with Store.open(home) as store:
        maker = Maker(store=store, at=NOW)
        for name, dead, day in (("one", 12, 5), ("two", 20, 7)):
            words = f"At least {dead} people were killed in the shelling of Velmora"
            draft = maker.report(name, f"{words}, residents said.", day=date(2024, 3, day))
            draft.claim(words, trigger="shelling", killed=dead).keep()
    return Caller(home)


@pytest.fixture
def empty(tmp_path: Path) -> Caller:
    """The commands on a record with nothing in it."""
    return Caller(tmp_path / "empty")


@pytest.fixture
def reading(tmp_path: Path, gazetteer: Gazetteer) -> Caller:
    """The commands on an empty record that finds its places built."""
    home = tmp_path / "reading"
    home.mkdir()
    (home / "gazetteer").symlink_to(gazetteer.folder, target_is_directory=True)
    return Caller(home)


def answered(result: Result, name: str) -> dict[str, object]:
    """The JSON a command printed, held to its documented schema."""
    assert isinstance(result.stdout, str)
    found: dict[str, object] = json.loads(result.stdout)
    schema = json.loads((REFERENCE / "json" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, schema, cls=jsonschema.Draft202012Validator)
    return found


def claim_id(run: Caller) -> str:
    return str(json.loads(run("search", "20", "killed", "--json").stdout)["claims"][0]["id"])


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "Velmora"),
        ("timeline", "Velmora", "--then"),
        ("incidents",),
        ("incidents", "--place", "Velmora", "--known-on", "2024-03-05"),
        ("search", "killed"),
        ("sources",),
        ("problems",),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_json_of_a_question_fits_its_documented_schema(run: Caller, words: tuple[str, ...]) -> None:
    result = run(*words, "--json")
    assert result.exit_code == cli.DONE, result.output
    answered(result, words[0])


def test_json_of_show_fits_its_schema_for_a_claim_and_for_an_incident(run: Caller) -> None:
    claim = answered(run("show", claim_id(run)[:10], "--json"), "show")["claim"]
    assert claim is not None
    incidents = json.loads(run("incidents", "--json").stdout)["incidents"]
    incident = answered(run("show", incidents[0]["id"], "--json"), "show")["incident"]
    assert incident is not None


def test_every_command_has_a_schema_and_an_example_in_its_help() -> None:
    assert set(commands()) - ENDLESS == set(ANSWERS)
    for name, command in commands().items():
        assert f"Example: onrecord {name}" in (command.help or ""), name


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_help_works_without_a_record(name: str) -> None:
    result = CliRunner().invoke(cli.app, [*name.split(), "--help"])
    assert result.exit_code == cli.DONE
    assert "Example:" in result.output


def test_the_version_is_said_and_is_that_of_the_package(empty: Caller) -> None:
    assert empty("--version").stdout == f"onrecord {version('onrecord')}\n"


def test_incidents_are_printed_with_the_word_reported(run: Caller) -> None:
    result = run("incidents")
    assert "shelling, Velmora" in result.output
    assert "reported:" in result.output
    assert "Every figure is what was reported." in result.output


def test_a_claim_is_printed_with_its_sentence_and_chain(run: Caller) -> None:
    result = run("show", claim_id(run))
    assert "residents → Demo Agency → Demo Courier" in result.output


def test_no_coordinate_is_printed_finer_than_two_decimals(run: Caller) -> None:
    for words in (("timeline", "Velmora"), ("timeline", "Velmora", "--json"), ("incidents", "--json")):
        assert "34.4567" not in run(*words).output


def failing(run: Caller, *words: str) -> OnrecordError:
    """The error a command ends with; `main` makes a line, a hint and an exit code of it."""
    result = run(*words)
    assert isinstance(result.exception, OnrecordError), result.output
    return result.exception


def test_a_wrong_place_is_answered_with_near_ones_and_exit_code_2(run: Caller) -> None:
    error = failing(run, "timeline", "Velmroa")
    assert (error.exit_code, "Velmora" in error.hint) == (cli.BAD_INPUT, True)


def test_a_wrong_id_is_exit_code_2(run: Caller) -> None:
    assert failing(run, "show", "zzz").exit_code == cli.BAD_INPUT


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "Velmora", "--on", "yesterday"),
        ("incidents", "--type", "picnic"),
        ("export", "pdf", "x"),
        ("nothing",),
        ("timeline",),
    ],
    ids=" ".join,
)
def test_a_call_that_cannot_be_is_exit_code_2(run: Caller, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == cli.BAD_INPUT


def test_an_error_is_one_line_and_a_hint_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], run: Caller
) -> None:
    monkeypatch.setattr("sys.argv", ["onrecord", "--home", str(run.home), "timeline", "Velmroa"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == cli.BAD_INPUT
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "onrecord: no report names a place 'Velmroa'",
        "  near ones on record: Velmora",
    ]


@pytest.mark.parametrize(
    ("error", "code"),
    [(UnknownName, 2), (StoreError, 3), (MissingPart, 4)],
    ids=lambda x: getattr(x, "__name__", x),
)
def test_kinds_of_errors_have_the_documented_exit_codes(error: type[OnrecordError], code: int) -> None:
    assert error("x").exit_code == code


def test_a_damaged_record_is_told_by_the_doctor_and_is_exit_code_3(run: Caller) -> None:
    (run.home / "record.db").write_bytes(b"not a database, by any means" * 100)
    result = run("doctor", "--json")
    assert result.exit_code == cli.DAMAGED
    checks = answered(result, "doctor")["checks"]
    assert isinstance(checks, list)
    assert [c["name"] for c in checks if c["health"] == "damaged"] == ["record"]


def test_a_damaged_archived_file_is_found_by_the_doctor(run: Caller) -> None:
    blob = next(path for path in (run.home / "blobs").rglob("*") if path.is_file())
    blob.chmod(0o600)
    blob.write_bytes(b"other words")
    assert run("doctor").exit_code == cli.DAMAGED


def test_an_export_writes_tables_for_the_public_and_says_so(run: Caller, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    result = run("export", "csv", str(target), "--json")
    found = answered(result, "export")
    assert found["audience"] == "public"
    assert {p.name for p in target.iterdir()} == {
        "README.txt",
        "claims.csv",
        "control.csv",
        "datapackage.json",
        "incidents.csv",
        "tolls.csv",
    }


def test_an_export_as_json_fits_its_documented_schema(run: Caller, tmp_path: Path) -> None:
    target = tmp_path / "record.json"
    assert run("export", "json", str(target)).exit_code == cli.DONE
    schema = json.loads((REFERENCE / "json" / "export-document.json").read_text(encoding="utf-8"))
    found = json.loads(target.read_text(encoding="utf-8"))
    jsonschema.validate(found, schema, cls=jsonschema.Draft202012Validator)
    assert len(found["claims"]) == 2


@pytest.mark.parametrize(("audience", "noted"), [("public", 0), ("team", 1)])
def test_an_export_for_the_team_alone_is_noted_in_the_audit(
    run: Caller, tmp_path: Path, audience: str, noted: int
) -> None:
    assert run("export", "csv", str(tmp_path / "t"), "--for", audience).exit_code == cli.DONE
    with Store.open(run.home) as store:
        assert sum(entry.action == "export" for entry in store.audit()) == noted


def test_an_export_into_a_file_that_cannot_be_written_is_exit_code_2(run: Caller, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert failing(run, "export", "csv", str(tmp_path / "file")).exit_code == cli.BAD_INPUT


def test_a_backup_holds_the_record(run: Caller, tmp_path: Path) -> None:
    target = tmp_path / "copy.zip"
    found = answered(run("backup", str(target), "--json"), "backup")
    assert target.exists()
    assert found["archived"] == 2


def test_a_judgement_is_signed_and_can_be_taken_back(run: Caller) -> None:
    kept = answered(
        run("judge", "reject", claim_id(run), "--by", "A. Analyst", "--reason", "misread", "--json"), "judge"
    )
    assert kept["author"] == "A. Analyst"
    assert len(json.loads(run("incidents", "--json").stdout)["incidents"][0]["claims"]) == 1
    undone = run("judge", "undo", str(kept["judgement"]), "--by", "A. Analyst", "--reason", "was right")
    assert undone.exit_code == cli.DONE, undone.output
    claims = [i["claims"] for i in json.loads(run("incidents", "--json").stdout)["incidents"]]
    assert sum(map(len, claims)) == 2


def test_a_judgement_without_a_name_is_refused(run: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_AUTHOR", raising=False)
    assert failing(run, "judge", "reject", claim_id(run), "--reason", "x").exit_code == cli.BAD_INPUT


def test_questions_to_an_empty_record_are_answered(empty: Caller) -> None:
    assert "No incident fits" in empty("incidents").output
    assert "0 sources" in empty("sources").output
    assert empty("doctor").exit_code == cli.DONE


def test_adding_the_same_report_twice_changes_nothing(reading: Caller, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "Outlet: Demo Courier\nPublished: 2017-11-12\n\nShells killed 12 people in Albukamal on Sunday.\n",
        "utf-8",
    )
    first = answered(reading("add", str(story), "--json"), "add")
    again = answered(reading("add", str(story), "--json"), "add")
    assert (first["new_reports"], first["unchanged"]) == (1, 0)
    assert (again["new_reports"], again["unchanged"], again["claims"]) == (0, 1, 0)


def test_a_report_from_standard_input_takes_its_options(reading: Caller) -> None:
    result = reading(
        "add",
        "-",
        "--outlet",
        "Demo Courier",
        "--published",
        "2017-11-12",
        "--json",
        given=b"Shells hit a town.\n",
    )
    assert answered(result, "add")["problems"] == []
    assert result.exit_code == cli.DONE


def test_a_folder_with_a_broken_file_is_taken_in_with_problems_and_exit_code_1(
    reading: Caller, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Outlet: Demo\nPublished: 2017-11-12\n\nShells hit a town.\n", "utf-8")
    (folder / "b.txt").write_bytes(bytes(range(256)) * 20)
    result = reading("add", str(folder), "--json")
    assert result.exit_code == cli.WITH_PROBLEMS
    assert answered(result, "add")["new_reports"] == 1


def test_a_file_that_is_not_there_is_exit_code_2(reading: Caller) -> None:
    result = reading("add", "nowhere.txt", "--json")
    assert result.exit_code == cli.BAD_INPUT
    assert answered(result, "add")["refused"] == 1
