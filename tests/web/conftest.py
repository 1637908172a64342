"""The workbench on a small invented war: one for all that only reads, a fresh one for each that writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.web.app import create
from tests.web.made import opened


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A visitor who only reads; in the public view."""
    with opened(Path(tmp_path_factory.mktemp("web"), "home")) as project:
        yield TestClient(create(project))


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A visitor in the team view who only reads."""
    with opened(Path(tmp_path_factory.mktemp("team"), "home")) as project:
        yield TestClient(create(project), cookies={"for": "team"})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    """A visitor who writes, with a record of their own."""
    with opened(tmp_path / "home") as project:
        yield TestClient(create(project))
