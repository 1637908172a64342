"""Names that coders write, looked up in the tables: one body, one place, or nobody and nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord.gazetteer.index import Gazetteer
from onrecord.project.opened import Project
from onrecord.project.writing import names_of


@pytest.fixture
def project(tmp_path: Path, gazetteer: Gazetteer) -> Iterator[Project]:
    """An empty project over the real tables and the real gazetteer."""
    (tmp_path / "gazetteer").symlink_to(gazetteer.folder, target_is_directory=True)
    with Project.open(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "country", "day", "actor"),
    [
        ("SNA", "Syria", date(2019, 10, 9), "syrian-national-army"),
        ("SNA", "SO", date(2019, 10, 9), "somalia-military"),
        ("SNA", "Chad", date(2019, 10, 9), ""),
        ("SNA", "", None, ""),
        ("Free Syrian Army", "", None, "fsa"),
    ],
)
def test_a_name_two_bodies_share_is_told_apart_by_country_or_stands_for_nobody(
    project: Project, name: str, country: str, day: date | None, actor: str
) -> None:
    assert names_of(project).find_actor(name, country, day) == actor


def test_a_town_is_found_where_the_coder_puts_it(project: Project) -> None:
    found = names_of(project).find_place("Tripoli", "Lebanon", 34.44, 35.85)
    assert found is not None
    assert found.country == "LB"


def test_a_far_place_of_the_same_name_is_not_the_one_the_coder_means(project: Project) -> None:
    assert names_of(project).find_place("Tripoli", "", 15.0, 45.0) is None


def test_a_province_holds_a_point_far_from_its_middle(project: Project) -> None:
    found = names_of(project).find_place("Deir ez-Zor Governorate", "Syria", 34.6, 40.7)
    assert found is not None
    assert found.country == "SY"
