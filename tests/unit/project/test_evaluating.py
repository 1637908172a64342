"""The reader scored on reports a team coded: what is right, what is told of the rest, and what is left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InputError, UnreadableInput
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.outcome import EvaluateAnswer, Measure
from onrecord.project import evaluating

SHELLED = "Syrian army artillery shelled the town of Saraqib on Saturday"
TEXT = f"{SHELLED}, killing at least 12 people, residents said."


def claim(**other: Any) -> dict[str, Any]:
    """The claim of TEXT as a careful coder writes it, with what a test says otherwise."""
    return {
        "id": "c1",
        "type": "shelling",
        "evidence": SHELLED,
        "agents": ["Syrian army|Syrian government"],
        "targets": [],
        "place": {"mention": "Saraqib", "name": "Saraqib", "country": "Syria", "lat": 35.86, "lon": 36.81},
        "time": {"start": "2017-11-11", "end": "2017-11-11"},
        "counts": [{"kind": "killed", "min": 12, "max": None}],
        "stance": "claimed",
        "sources": ["s1"],
    } | other


def report(*claims: dict[str, Any], text: str = TEXT) -> str:
    """One line of a file of coded reports."""
    sources = [{"id": "s1", "mention": "residents", "type": "resident"}]
    rest = {
        "id": "r1",
        "outlet": "Demo",
        "title": "",
        "published": "2017-11-12",
        "text": text,
        "sources": sources,
    }
    return json.dumps({**rest, "claims": list(claims)})


class Scorer:
    """Scores lines on the real gazetteer."""

    def __init__(self, folder: Path, gazetteer: Gazetteer) -> None:
        self.folder = folder
        (folder / "gazetteer").symlink_to(gazetteer.folder, target_is_directory=True)

    def __call__(self, *lines: str) -> EvaluateAnswer:
        path = self.folder / "coded.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        return evaluating.score(self.folder, [path])

    def measure(self, name: str, *lines: str) -> Measure:
        """One measure of the lines."""
        return next(m for m in self(*lines).measures if m.name == name)


@pytest.fixture
def scored(tmp_path: Path, gazetteer: Gazetteer) -> Scorer:
    """The scorer in a fresh folder."""
    return Scorer(tmp_path, gazetteer)


def test_a_reading_that_agrees_in_all_is_right_in_all(scored: Scorer) -> None:
    answer = scored(report(claim()))
    assert {m.name: m.f1 for m in answer.measures} == dict.fromkeys(
        ("claims", "claims coarse", "agents", "targets", "place", "time", "counts", "stance", "sources"), 1.0
    )
    assert (answer.reports[0].differences, answer.reports[0].extra, answer.problems) == ((), (), ())


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("agents", {"agents": ["Russia"]}),
        ("targets", {"targets": ["bakery"]}),
        (
            "place",
            {"place": {"mention": "Saraqib", "name": "Idlib", "country": "Turkey", "lat": 39.0, "lon": 30.0}},
        ),
        ("time", {"time": {"start": "2017-10-01", "end": "2017-10-01"}}),
        ("counts", {"counts": [{"kind": "killed", "min": 12, "max": 12}]}),
        ("stance", {"stance": "asserted"}),
        ("sources", {"sources": []}),
    ],
)
def test_a_field_that_differs_is_wrong_and_named(scored: Scorer, field: str, other: dict[str, Any]) -> None:
    answer = scored(report(claim(**other)))
    [line] = answer.reports[0].differences
    assert field in line.wrong
    assert line.found
    assert next(m.right for m in answer.measures if m.name == field) == 0


def test_a_claim_of_another_type_is_missed_but_may_be_of_the_family(scored: Scorer) -> None:
    answer = scored(report(claim(type="airstrike")))
    rights = {m.name: m.right for m in answer.measures}
    assert (rights["claims"], rights["claims coarse"]) == (0, 1)
    assert [(d.found, d.type) for d in answer.reports[0].differences] == [(False, "airstrike")]


@pytest.mark.parametrize(
    "other",
    [
        {"type": "airstrike|shelling"},
        {"stance": "asserted|claimed"},
        {"place": {"mention": "Saraqib", "name": "Nowhere", "country": "Syria", "lat": 35.9, "lon": 36.9}},
        {"place": {"mention": "x", "name": "Saraqeb", "country": "Syria", "lat": None, "lon": None}},
        {"place": None},
        {"time": None},
    ],
)
def test_what_is_accepted_beside_or_left_open_is_not_wrong(scored: Scorer, other: dict[str, Any]) -> None:
    assert scored(report(claim(**other))).reports[0].differences == ()


def test_an_optional_claim_counts_neither_way(scored: Scorer) -> None:
    measure = scored.measure("claims", report(claim(optional=True)))
    assert (measure.right, measure.read, measure.coded) == (0, 0, 0)


def test_what_the_coder_does_not_have_is_told(scored: Scorer) -> None:
    text = f"{TEXT} Rebels captured the town of Maaret al-Numan on Friday."
    [extra] = scored(report(claim(), text=text)).reports[0].extra
    assert (extra.type, extra.trigger) == ("control_gained", "captured")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "the line is not JSON"),
        ('{"text": "x"}', "no coded report: it has no list of `claims`"),
        ('{"claims": []}', "the report is left out: it has no `text`"),
        (report(claim(type="parade")), "claim 1 is left out"),
        (report(claim(evidence="not in the text")), "claim 1 is left out"),
        (report(claim(time={"start": "someday"})), "claim 1 is left out: its time 'someday' is no day"),
    ],
)
def test_what_cannot_be_used_is_told_by_its_line_and_the_rest_goes_on(
    scored: Scorer, line: str, message: str
) -> None:
    answer = scored(line, report(claim()))
    [problem] = answer.problems
    assert problem.where == "coded.jsonl:1"
    assert problem.message.startswith(message)
    assert next(m.right for m in answer.measures if m.name == "claims") == 1


def test_files_without_one_coded_report_are_refused(scored: Scorer) -> None:
    with pytest.raises(InputError, match="no coded report"):
        scored("{}")
    with pytest.raises(UnreadableInput):
        evaluating.score(scored.folder, [scored.folder / "nowhere.jsonl"])


def test_nothing_goes_into_the_record(scored: Scorer) -> None:
    scored(report(claim()))
    assert not (scored.folder / "record.db").exists()
