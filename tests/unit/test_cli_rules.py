"""The rules of reading on the command line: why a claim was read so, and the state of them all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import cli
from onrecord.errors import UnknownName
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.reading import ReaderKind
from onrecord.store.store import Store
from tests.unit.made import Maker
from tests.unit.test_cli import NOW, Caller, answered

STORY = """Outlet: Demo Courier
Published: 2017-11-12

Syrian army artillery shelled the town of Albukamal on Sunday and killed 12 people, residents said.
"""


@pytest.fixture
def run(tmp_path: Path, gazetteer: Gazetteer) -> Caller:
    """The commands on a record of one report that was read by machine."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "gazetteer").symlink_to(gazetteer.folder, target_is_directory=True)
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    caller = Caller(home)
    caller("add", str(tmp_path / "story.txt"))
    return caller


def claim_of(run: Caller) -> str:
    """Id of a claim of the record."""
    return str(json.loads(run("incidents", "--json").stdout)["incidents"][0]["claims"][0])


def test_a_claim_is_explained_by_its_rules_and_their_words(run: Caller) -> None:
    found = answered(run("explain", claim_of(run), "--json"), "explain")
    assert found["same_rules"] is True
    fired = found["fired"]
    assert isinstance(fired, list)
    assert {(f["part"], f["file"]) for f in fired} >= {("event", "events.toml"), ("time", "times.toml")}


def test_an_explanation_is_printed_with_the_words_that_make_no_claim(run: Caller) -> None:
    result = run("explain", claim_of(run)[:8])
    assert result.exit_code == cli.DONE
    assert "Rules that fired" in result.output
    assert "told together with “shelled”" in result.output


def test_a_claim_that_is_not_there_cannot_be_explained(run: Caller) -> None:
    assert isinstance(run("explain", "nothing").exception, UnknownName)


def test_a_coders_claim_has_no_rules_and_says_so(run: Caller) -> None:
    with Store.open(run.home) as store:
        draft = Maker(store=store, at=NOW).report("coded", "Shells hit Velmora.")
        draft.claim("Shells hit Velmora.", trigger="hit").keep(kind=ReaderKind.CODER)
        [coded] = [s.claim.id for s in store.claims() if s.reader_kind is ReaderKind.CODER]
    found = answered(run("explain", coded, "--json"), "explain")
    assert found["fired"] == []
    assert "a person wrote this claim" in str(found["note"])


def test_the_check_of_the_rules_counts_them_and_ends_well(run: Caller, tmp_path: Path) -> None:
    result = run("check", "--stories", str(tmp_path), "--json")
    found = answered(result, "check")
    assert result.exit_code == cli.DONE
    assert found["broken"] == []
    assert isinstance(found["rules"], int)
    assert found["rules"] > 100
