"""The demonstration, run once for all tests of the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import demo
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.outcome import DemoAnswer


@pytest.fixture(scope="session")
def war(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> DemoAnswer:
    """What the demonstration answers, in a folder that finds its places built."""
    home = Path(tmp_path_factory.mktemp("demo"), "home")
    home.mkdir()
    (home / "gazetteer").symlink_to(gazetteer.folder, target_is_directory=True)
    return demo.run(home, lambda _: None)
