"""The documentation is held to the code: reference current, commands documented, blocks run, links alive."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from onrecord import cli
from onrecord.codec import schema_of, to_json
from onrecord.model.outcome import DemoAnswer
from tests.docs import readme, reference
from tests.docs.reference import ANSWERS, ENDLESS, ROOT

PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "examples").rglob("*.md"),
    ]
)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
# Ids in the pages stand for these, in the demonstration's record.
_IDS = ("3f2a9c1", "77be012", "5c01d22")


@pytest.mark.parametrize("path", sorted(reference.pages()), ids=lambda p: p.name)
def test_a_generated_page_is_current(path: Path) -> None:
    """After a change: python -m tests.docs.reference"""
    assert path.read_text(encoding="utf-8") == reference.pages()[path]


def test_no_page_is_left_of_what_is_no_more() -> None:
    pages = {p for p in reference.REFERENCE.rglob("*") if p.is_file()}
    assert pages == set(reference.pages())


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(path: Path) -> None:
    targets = [t for t in _LINK.findall(path.read_text(encoding="utf-8")) if "://" not in t]
    assert [t for t in targets if not (path.parent / t).exists()] == []


def test_every_schema_is_a_schema() -> None:
    for kind in ANSWERS.values():
        jsonschema.Draft202012Validator.check_schema(schema_of(kind))


def test_the_readme_shows_the_demonstration_as_it_is_printed(war: DemoAnswer) -> None:
    """After a change: python -m tests.docs.readme"""
    assert readme.block() == readme.printed(war)


def test_the_json_of_the_demonstration_fits_its_schema(war: DemoAnswer) -> None:
    jsonschema.validate(json.loads(to_json(war)), schema_of(DemoAnswer), cls=jsonschema.Draft202012Validator)


def _calls() -> list[object]:
    found: list[object] = []
    for page in PAGES:
        for block in _CONSOLE.findall(page.read_text(encoding="utf-8")):
            for line in block.splitlines():
                if line.startswith("$ onrecord") and not ENDLESS & set(line.split()):
                    name = f"{page.relative_to(ROOT).as_posix()}: {line[2:]}"
                    found.append(pytest.param(line[2:], id=name))
    return found


@pytest.mark.parametrize("line", _calls())
def test_a_command_in_the_documentation_works(
    line: str, war: DemoAnswer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = _prepared(line, war, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_AUTHOR", "A. Analyst")
    result = CliRunner().invoke(cli.app, ["--home", war.home, *words], input=b"Shells hit a town.\n")
    assert result.exit_code in (cli.DONE, cli.WITH_PROBLEMS), f"{result.output}{result.exception!r}"


def _prepared(line: str, war: DemoAnswer, folder: Path) -> list[str]:
    """The words of a call, with files made and ids that are in the record."""
    with_claims = [i for i in war.incidents.incidents if i.claims]
    claims = [c for i in with_claims for c in i.claims]
    judged = CliRunner().invoke(
        cli.app,
        ["--home", war.home, "judge", "note", claims[0], "--by", "A", "--reason", "to be undone", "--json"],
    )
    judgement = re.findall(r'"judgement":"(\w+)"', judged.output)[0]
    ids = dict(zip(_IDS, (claims[0], claims[-1], judgement), strict=True))
    (folder / "reports").mkdir()
    for name in ("reports/a.txt", "story.txt", "page.html"):
        (folder / name).write_text("Outlet: Demo\nPublished: 2017-11-12\n\nShells hit a town.\n", "utf-8")
    (folder / "villages.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Tell Zuhrum"},'
        ' "geometry": {"type": "Point", "coordinates": [40.81, 34.55]}}]}'
    )
    (folder / "coded.jsonl").write_text(
        '{"text": "Shells hit a town.", "published": "2017-11-12", "claims": []}\n', "utf-8"
    )
    (folder / "my-reports").symlink_to(folder / "reports", target_is_directory=True)
    words = [ids.get(word, word) for word in shlex.split(line)[1:]]
    if words[:1] == ["--home"]:
        return words[2:]
    return words
