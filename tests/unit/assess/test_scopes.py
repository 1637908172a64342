"""Totals that overlap without one containing the other: nobody is counted twice in the lowest figure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.assess.scopes import Scope, heaviest, overlap
from onrecord.derive import derive
from onrecord.model.claim import EventType, Extent
from onrecord.model.evidence import Where
from onrecord.model.stored import StoredClaim
from tests.unit.derive.made import RESIDENTS, TARSIM, WATCH, days, killed, parties, said

START = datetime(2016, 5, 1, tzinfo=UTC)
PLACES = (Where(id="gn:1", name="Tarsim"), Where(id="gn:2", name="Helmak"))


def total(n: int, first: int, length: int, place: int) -> Scope:
    start = START + timedelta(days=first)
    return Scope(
        id=f"s{n}",
        place=PLACES[place],
        start=start,
        end=start + timedelta(days=length),
        total=True,
        public_at=START + timedelta(days=40),
    )


spells = st.tuples(st.integers(0, 20), st.integers(1, 6), st.integers(0, 1), st.integers(1, 50))


@settings(max_examples=150, deadline=None)
@given(st.lists(spells, max_size=8))
def test_the_heaviest_set_without_an_overlap_is_found(drawn: list[tuple[int, int, int, int]]) -> None:
    scopes = {f"s{n}": (total(n, *spell[:3]), spell[3]) for n, spell in enumerate(drawn)}
    found = heaviest(scopes)
    assert not any(overlap(scopes[a][0], scopes[b][0]) for a, b in combinations(sorted(found), 2))
    best = max(
        sum(scopes[a][1] for a in some)
        for size in range(len(scopes) + 1)
        for some in combinations(sorted(scopes), size)
        if not any(overlap(scopes[a][0], scopes[b][0]) for a, b in combinations(some, 2))
    )
    assert sum(scopes[a][1] for a in found) == best


def over(first: int, last: int, dead: int, report: str, words: str) -> StoredClaim:
    return said(
        EventType.SHELLING,
        TARSIM,
        words,
        by=(WATCH if report == "month" else RESIDENTS,),
        when=days(first, last),
        extent=Extent.PERIOD,
        counts=(killed(dead),),
        report=report,
    )


def test_friday_to_sunday_and_saturday_to_monday_are_not_added_up() -> None:
    found = derive(
        [
            over(
                1,
                30,
                20,
                "month",
                "In all of May shells killed at least twenty in Tarsim, by the count it keeps",
            ),
            over(
                6,
                8,
                30,
                "one",
                "From Friday to Sunday thirty died under the shelling, people by the river said",
            ),
            over(
                7,
                9,
                25,
                "two",
                "Since Saturday morning twenty-five were buried, said those who dug the graves",
            ),
        ],
        (),
        parties(),
    )
    month = next(t for t in found.totals if len(t.parts) == 2)
    assert (month.total.low, month.total.high) == (30, 55)
