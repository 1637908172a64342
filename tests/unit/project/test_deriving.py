"""The derived tables: always what a rebuild gives, and the answer for any pair of a valid and a public day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from onrecord.derive import derive
from onrecord.derive.versions import control_rows, incident_rows
from onrecord.errors import InputError
from onrecord.model.actor import ActorRef
from onrecord.model.judgement import JudgementKind
from onrecord.model.version import IncidentVersion
from onrecord.project import judging
from onrecord.project.deriving import bring_up_to_date, control
from onrecord.project.opened import Project
from onrecord.store import schema
from tests.unit.made import Maker

FIRST = date(2024, 3, 1)
TEXTS = (
    ("Velmora was taken on Friday, residents said.", "taken", None),
    ("At least {n} people died when shells hit Velmora, residents said.", "shells", 1),
    ("Velmora was taken again, and {n} people died when shells hit it, residents said.", "taken", None),
)


def put(project: Project, name: str, text: int, day: int) -> None:
    """One report with one claim on the record of a project."""
    words, trigger, killed = TEXTS[text]
    written = words.format(n=10 + day)
    draft = Maker(store=project.store, at=datetime(2024, 6, 1, tzinfo=UTC)).report(
        name, f"{written} {name}", day=FIRST + timedelta(days=day)
    )
    draft.claim(written, trigger=trigger, killed=killed and 10 + day)
    taker = "islamic-state" if text else "syria-military"
    draft.claims[-1] = replace(draft.claims[-1], agents=(ActorRef(as_written=taker, id=taker, name=taker),))
    draft.keep()


def rows(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the derived tables but their numbers, in order."""
    with project.store._engine.connect() as connection:
        return {
            table.name: sorted(
                (
                    tuple(row)[0 if table is schema.derived_day else 1 :]
                    for row in connection.execute(select(table))
                ),
                key=repr,
            )
            for table in schema.DERIVED
        }


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 12)), min_size=2, max_size=5, unique=True),
    st.integers(1, 4),
    st.booleans(),
)
def test_maintained_as_reports_and_decisions_come_in_they_are_what_a_rebuild_gives(
    told: list[tuple[int, int]], batch: int, rejects: bool
) -> None:
    with TemporaryDirectory() as folder, Project.open(Path(folder), author="A. Analyst") as project:
        for n, (text, day) in enumerate(told):
            put(project, f"report-{n}", text, day)
            if n % batch == 0:
                bring_up_to_date(_again(project))
        if rejects:
            claim = next(project.store.claims()).claim.id
            choice = judging.Decision(kind=JudgementKind.REJECT, ids=(claim,), reason="a reprint")
            judging.judge(_again(project), choice)
        bring_up_to_date(_again(project))
        maintained = rows(project)
        project.store.forget_derived(date.min)
        bring_up_to_date(_again(project))
        assert rows(project) == maintained


@pytest.fixture
def project(tmp_path: Path) -> Any:
    with Project.open(tmp_path, author="A. Analyst") as opened:
        for n, (text, day) in enumerate([(0, 2), (1, 5), (1, 9), (2, 20)]):
            put(opened, f"report-{n}", text, day)
        yield opened


def test_any_pair_of_days_is_answered_as_the_derivation_answers_it(project: Project) -> None:
    bring_up_to_date(project)
    claims, judgements, parties = project.record.given()
    for known in (3, 5, 9, 14, 20):
        k = FIRST + timedelta(days=known)
        end = datetime.combine(k, time(), UTC) + timedelta(days=1)
        picture = derive(claims, judgements, parties, known_on=end)
        assert sorted(project.store.incidents_at(k), key=key) == sorted(incident_rows(picture), key=key)
        for valid in range(known + 1):
            at = datetime.combine(FIRST + timedelta(days=valid), time(12), UTC)
            fits = [
                v for v in control_rows(picture) if v.valid_from <= at and (not v.valid_to or at < v.valid_to)
            ]
            assert project.store.control_at(at, k) == tuple(fits)


def key(version: IncidentVersion) -> str:
    return version.incident


def test_nothing_is_derived_twice(project: Project) -> None:
    assert bring_up_to_date(project) == 19
    assert bring_up_to_date(project) == 0


def test_a_late_report_changes_no_day_before_its_own(project: Project) -> None:
    bring_up_to_date(project)
    put(project, "late", 0, 15)
    assert bring_up_to_date(_again(project)) == 6


def test_who_held_a_place_is_asked_for_two_days(project: Project) -> None:
    answer = control(project, None, None)
    assert answer.on == answer.known_on == FIRST + timedelta(days=20)
    assert [line.name for line in answer.places] == ["Velmora"]
    earlier = control(project, FIRST + timedelta(days=2), FIRST + timedelta(days=4))
    assert (earlier.on, earlier.known_on) == (FIRST + timedelta(days=2), FIRST + timedelta(days=4))


@pytest.mark.parametrize(("on", "known"), [(None, date(2020, 1, 1)), (date(2025, 1, 1), None)])
def test_a_day_of_which_nothing_can_be_known_is_refused(
    project: Project, on: date | None, known: date | None
) -> None:
    with pytest.raises(InputError):
        control(project, on, known)


def test_an_empty_record_holds_nothing(tmp_path: Path) -> None:
    with Project.open(tmp_path / "empty") as empty:
        assert control(empty, None, None).places == ()


def _again(project: Project) -> Project:
    """The project as another process opens it: nothing remembered."""
    return Project(project.settings, project.store, lambda _message: None)
