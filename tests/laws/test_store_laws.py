"""Laws of the record: the order of arrival does not matter, and the past does not change."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.reading import Reading
from onrecord.model.report import Edition, Report
from onrecord.model.stored import StoredClaim
from onrecord.store.store import DATABASE, Store
from tests.unit.store.made import NOW, a_reading, a_report, an_edition

SENTENCES = (
    "Fighters took Velmora",
    "At least 12 people were killed",
    "Shells hit Ansel",
    "Families fled Orvo",
)
Piece = tuple[Report, Edition, Reading]

pieces = st.lists(
    st.tuples(
        st.sampled_from(["one", "two"]),
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=4,
    unique_by=(lambda drawn: (drawn[0], drawn[2])),
)


def _piece(name: str, said: Sequence[str], day: int) -> Piece:
    report = a_report(name)
    edition = an_edition(report, ". ".join(said) + f". Day {day}.", published=date(2017, 11, 10 + day))
    return report, edition, a_reading(edition, *((words, None) for words in said))


@cache
def _empty() -> bytes:
    """An empty record; to migrate each anew would take most of the time."""
    with tempfile.TemporaryDirectory() as folder:
        Store.open(Path(folder)).close()
        return (Path(folder) / DATABASE).read_bytes()


def _opened(folder: str) -> Store:
    (Path(folder) / DATABASE).write_bytes(_empty())
    return Store.open(Path(folder))


def _stored(order: Sequence[Piece], folder: str) -> list[StoredClaim]:
    with _opened(folder) as store:
        for report, edition, reading in order:
            store.take_in(report, edition, [reading], [], at=NOW)
        return list(store.claims())


@settings(max_examples=25, deadline=None)
@given(pieces, st.randoms(use_true_random=False))
def test_claims_and_their_times_do_not_depend_on_the_order_of_arrival(
    drawn: list[tuple[str, list[str], int]], random: Random
) -> None:
    order = [_piece(*one) for one in drawn]
    shuffled = random.sample(order, len(order))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        assert _stored(order, one) == _stored(shuffled, other)


@settings(max_examples=25, deadline=None)
@given(pieces)
def test_what_the_record_held_on_a_day_stays_so_whatever_comes_later(
    drawn: list[tuple[str, list[str], int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, _opened(folder) as store:
        seen = []
        for hour, one in enumerate(drawn):
            report, edition, reading = _piece(*one)
            at = NOW + timedelta(hours=hour)
            store.take_in(report, replace(edition, taken_in=at), [reading], [], at=at)
            seen.append((at, list(store.claims(recorded_on=at))))
        for at, then in seen:
            assert list(store.claims(recorded_on=at)) == then


@settings(max_examples=25, deadline=None)
@given(pieces)
def test_no_claim_is_withdrawn_before_it_is_public(drawn: list[tuple[str, list[str], int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for stored in _stored([_piece(*one) for one in drawn], folder):
            assert stored.withdrawn_at is None or stored.withdrawn_at >= stored.public_at
