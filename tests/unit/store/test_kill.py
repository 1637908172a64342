"""A writer killed at any moment leaves whole reports behind, and a second run completes the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.store.store import Store
from tests.unit.store.made import NOW, TEXT, a_reading, a_report, an_edition

REPORTS = 150
CLAIMS = (("Fighters took Velmora on Sunday", None), ("At least 12 people were killed", 12))


def write(home: Path) -> None:
    """What the child does: take in report after report."""
    with Store.open(home) as store:
        for number in range(REPORTS):
            report = a_report(str(number))
            edition = an_edition(report, f"{TEXT} {number}")
            store.keep(edition.text.encode())
            store.take_in(report, edition, [a_reading(edition, *CLAIMS)], [], at=NOW)
            if number == 0:
                (home / "started").touch()


def test_a_killed_writer_leaves_nothing_half_written(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from tests.unit.store.test_kill import write; write(pathlib.Path(sys.argv[1]))"
    )
    root = Path(__file__).parents[3]
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=root)
    deadline = time.monotonic() + 60
    while not (tmp_path / "started").exists() and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.05)
    os.kill(child.pid, signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL, "the child was done before it could be killed"

    with Store.open(tmp_path) as store:
        counts = store.counts()
        assert 0 < counts["report"] < REPORTS
        assert (
            counts["edition"]
            == counts["reading"]
            == counts["live_reading"]
            == counts["audit"]
            == counts["report"]
        )
        assert counts["claim"] == counts["claim_source"] == 2 * counts["report"]
        assert not list(store.faults())

    write(tmp_path)
    with Store.open(tmp_path) as store:
        assert store.counts()["claim"] == 2 * REPORTS
        assert not list(store.faults())


@pytest.mark.parametrize("number", [2])
def test_two_writers_at_once_take_turns(tmp_path: Path, number: int) -> None:
    Store.open(tmp_path).close()
    code = (
        "import sys, pathlib; from tests.unit.store.test_kill import write; write(pathlib.Path(sys.argv[1]))"
    )
    root = Path(__file__).parents[3]
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=root) for _ in range(number)
    ]
    assert [child.wait(120) for child in children] == [0] * number
    with Store.open(tmp_path) as store:
        counts = store.counts()
        assert counts["report"] == counts["edition"] == counts["reading"] == REPORTS
        assert counts["claim"] == 2 * REPORTS
