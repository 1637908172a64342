"""Derived answers in the store: closed and opened day by day, taken back and written again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.model.control import Status
from onrecord.model.version import ControlVersion, IncidentVersion
from onrecord.store.store import Store

HELD = ControlVersion(
    place="un:ZZ/velmora",
    name="Velmora",
    valid_from=datetime(2024, 3, 1, tzinfo=UTC),
    valid_to=None,
    status=Status.HELD,
    holder="gov",
    millionths=900_000,
    claims=("c1", "c2"),
)
FOUGHT = replace(HELD, status=Status.CONTESTED, holder="", millionths=600_000, claims=("c3",))
STRIKE = IncidentVersion(
    incident="i1",
    event_type="airstrike",
    place="un:ZZ/velmora",
    valid_from=None,
    valid_to=None,
    low=3,
    best=4,
    high=5,
    open=True,
    grade="weak",
    origins=1,
    gatekeepers=1,
    copies=0,
)
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


def day(number: int) -> date:
    return date(2024, 3, number)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(tmp_path)
    opened.keep_derived(day(1), "a", [HELD], [STRIKE])
    opened.keep_derived(day(2), "b", [HELD], [STRIKE])
    opened.keep_derived(day(3), "c", [FOUGHT], [])
    return opened


def test_an_answer_holds_from_the_day_it_was_first_given_to_the_day_of_another(store: Store) -> None:
    assert [store.control_at(NOON, day(n)) for n in (1, 2, 3)] == [(HELD,), (HELD,), (FOUGHT,)]
    assert [store.incidents_at(day(n)) for n in (1, 2, 3)] == [(STRIKE,), (STRIKE,), ()]


def test_before_the_first_day_and_before_the_place_was_told_of_there_is_no_answer(store: Store) -> None:
    assert store.control_at(NOON, date(2024, 2, 1)) == ()
    assert store.control_at(datetime(2024, 2, 1, tzinfo=UTC), day(2)) == ()


def test_what_is_taken_back_opens_again_what_it_had_closed(store: Store) -> None:
    store.forget_derived(day(3))
    store.keep_derived(day(3), "d", [HELD], [STRIKE])
    store.keep_derived(day(4), "e", [FOUGHT], [STRIKE])
    assert [store.control_at(NOON, day(n)) for n in (2, 3, 4)] == [(HELD,), (HELD,), (FOUGHT,)]
    with store._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT status, public_from, public_to FROM control_version").all()
    assert [tuple(row) for row in rows] == [
        ("held", "2024-03-01", "2024-03-04"),
        ("contested", "2024-03-04", None),
    ]
    assert store.derived_days() == {day(1): "a", day(2): "b", day(3): "d", day(4): "e"}
