"""The command line of the benchmarks: its sets, and the sections of BENCHMARKS.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import tables
from benchmarks.figures import Figure, printed

ROOT = Path(__file__).parents[3]
SETS = (
    *("claims", "attribution", "places", "times", "muc4", "plover", "case2021", "stories"),
    *("control", "tolls", "linkage"),
)


@pytest.fixture(scope="module")
def told() -> str:
    """What `python -m benchmarks predict --help` prints."""
    command = [sys.executable, "-m", "benchmarks", "predict", "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


@pytest.mark.parametrize("name", SETS)
def test_the_command_line_lists_the_set(told: str, name: str) -> None:
    assert name in told


def test_every_section_can_be_measured_and_every_measure_has_its_section() -> None:
    assert sorted(part.id for part in tables.loaded()) == sorted(tables.MEASURES)


def test_a_folder_without_sets_is_an_error_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "BENCHMARKS.md"
    monkeypatch.setattr(tables, "OUT", out)
    assert tables.main(tmp_path / "nothing") == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("value", "goal", "less", "reached"),
    [
        (0.78, 0.78, False, "yes"),
        (0.774, 0.78, False, "no"),
        (2.1, 2.0, True, "no"),
        (1.9, 2.0, True, "yes"),
        (1.0, None, False, ""),
    ],
)
def test_a_goal_is_reached_by_the_figure_as_shown(
    value: float, goal: float | None, less: bool, reached: str
) -> None:
    assert Figure(what="x", value=value, goal=goal, less=less, digits=2).reached == reached


def test_a_number_is_read_from_the_line_of_its_table() -> None:
    text = "detect     P  50.0 R  40.0 F1  44.4\nclass      P   1.0 R   2.0 F1   1.3"
    assert printed(text, "class", "F1") == 1.3
