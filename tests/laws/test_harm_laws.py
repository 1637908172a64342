"""Laws of reported harm, H1 to H12."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from onrecord.assess.harm import fold, range_of
from onrecord.derive import derive
from onrecord.model.claim import EventType
from onrecord.model.harm import Range, Standing, TollStatement
from onrecord.model.source import Source
from onrecord.model.stored import StoredClaim
from tests.laws import told as made
from tests.unit.derive.made import RESIDENTS, TARSIM, WATCH, days, killed, parties, said

quick = settings(max_examples=200, deadline=None)
few = settings(max_examples=30, deadline=None)


def found(statements: list[TollStatement]) -> Range:
    given, _ = range_of(statements)
    assert given is not None
    return given


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, best, high = sorted(draw(st.lists(st.integers(0, 90), min_size=3, max_size=3)))
    return Range(low=low, best=best, high=high, open=draw(st.booleans()))


shares = st.sampled_from([0.0, 0.3, 0.7, 1.0])
parts = st.lists(st.tuples(ranges(), shares), max_size=4)


@quick
@given(made.tolls(), st.randoms(use_true_random=False))
def test_h1_a_range_depends_neither_on_order_nor_on_repetition(
    given_: list[TollStatement], random: Random
) -> None:
    assert range_of(random.sample(given_, len(given_))) == range_of(given_)
    assert range_of(given_ + given_) == range_of(given_)


@quick
@given(made.tolls())
def test_h2_low_best_and_high_are_in_order(given_: list[TollStatement]) -> None:
    told = found(given_)
    assert told.low <= told.best <= told.high


@quick
@given(made.tolls(), st.data())
def test_h3_a_corroborating_origin_never_widens_the_range(
    given_: list[TollStatement], data: st.DataObject
) -> None:
    before = found(given_)
    value = data.draw(st.integers(before.low, before.high))
    last = max(s.public_at for s in given_)
    after = found(
        [
            *given_,
            TollStatement(claim="z", count=0, origin="Z", low=value, high=value, rank=2, public_at=last),
        ]
    )
    assert before.low <= after.low
    assert after.high <= before.high


@quick
@given(made.tolls(), st.integers(1, 60), st.booleans())
def test_h4_a_new_origin_raises_low_by_absorption_only_and_never_lowers_high(
    given_: list[TollStatement], value: int, exact: bool
) -> None:
    before, _ = range_of(given_)
    last = max(s.public_at for s in given_)
    new = TollStatement(
        claim="z", count=0, origin="Z", low=value, high=value if exact else None, rank=2, public_at=last
    )
    after, standings = range_of([*given_, new])
    assert before is not None
    assert after is not None
    assert after.high >= before.high
    if not any(s.standing is Standing.ABSORBED for s in standings):
        assert after.low <= before.low


@quick
@given(st.one_of(st.none(), ranges()), st.lists(ranges(), min_size=1, max_size=4))
def test_h5_a_scope_has_at_least_what_lies_inside_it_and_no_more_than_its_parts_and_its_own(
    own: Range | None, inside: list[Range]
) -> None:
    total = fold(own, [(r, 1.0) for r in inside])
    assert total is not None
    assert all(total.low >= r.low for r in inside)
    assert total.low <= sum(r.low for r in inside) + (own.low if own else 0)
    if own is None:
        assert total.low == sum(r.low for r in inside)
    else:
        assert total.low == max(own.low, sum(r.low for r in inside))


@quick
@given(
    st.one_of(st.none(), ranges()), parts, ranges(), st.sampled_from([0.3, 0.7]), st.sampled_from([0.0, 1.0])
)
def test_h6_learning_where_a_part_belongs_never_widens(
    own: Range | None, others: list[tuple[Range, float]], part: Range, unsure: float, sure: float
) -> None:
    before, after = fold(own, [*others, (part, unsure)]), fold(own, [*others, (part, sure)])
    assert before is not None
    assert after is not None
    assert before.low <= after.low
    assert after.high <= before.high


@quick
@given(made.tolls(), st.integers(-500, 500))
def test_h7_names_of_origins_and_the_calendar_do_not_matter(given_: list[TollStatement], shift: int) -> None:
    moved = [
        replace(
            s,
            origin={"A": "D2", "B": "C2", "C": "B2", "D": "A2"}[s.origin],
            public_at=s.public_at + timedelta(hours=shift),
        )
        for s in given_
    ]
    assert found(moved) == found(given_)


@quick
@given(made.tolls(), st.data())
def test_h8_splitting_a_report_in_two_changes_nothing(
    given_: list[TollStatement], data: st.DataObject
) -> None:
    which = data.draw(st.lists(st.booleans(), min_size=len(given_), max_size=len(given_)))
    twins = [replace(s, count=1) for s, twice in zip(given_, which, strict=True) if twice]
    split = [replace(s, claim=f"part-two-{s.claim}") for s in twins]
    assert found(given_ + split) == found(given_ + twins)


def strike(n: int, dead: int, by: Source, report: str, day: int = 8, **more: Any) -> StoredClaim:
    words = f"An air strike on the mill of Tarsim on Sunday killed at least {dead} people as they queued for flour, witness {n} said"
    return said(
        EventType.AIRSTRIKE,
        TARSIM,
        words,
        by=(by,),
        agents=("meridia",),
        when=days(day),
        counts=(killed(dead),),
        report=report,
        **more,
    )


@few
@given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 5))
def test_h9_reprints_change_no_figure_whatever_number_they_print(first: int, other: int, n: int) -> None:
    one = [strike(1, first, WATCH, "one")]
    reprints = [
        strike(
            1,
            other,
            WATCH,
            f"reprint-{i}",
            outlet=f"outlet {i}",
            public=one[0].public_at + timedelta(hours=1 + i),
        )
        for i in range(n)
    ]
    before, after = derive(one, (), parties()), derive(one + reprints, (), parties())
    assert len(after.incidents) == 1
    assert after.incidents[0].copies == n
    assert [t.range for t in after.incidents[0].tolls] == [t.range for t in before.incidents[0].tolls]


@quick
@given(st.one_of(st.none(), ranges()), st.lists(ranges(), min_size=1, max_size=5))
def test_h10_a_window_is_never_lower_than_the_disjoint_windows_in_it(
    own: Range | None, windows: list[Range]
) -> None:
    union = fold(own, [(w, 1.0) for w in windows])
    assert union is not None
    assert union.low >= sum(w.low for w in windows)


@few
@given(st.lists(st.integers(1, 90), min_size=1, max_size=4))
def test_h11_every_figure_opens_to_the_counts_it_was_made_of(dead: list[int]) -> None:
    stored = [strike(n, d, WATCH if n % 2 else RESIDENTS, f"report-{n}") for n, d in enumerate(dead)]
    counts = {s.claim.id: s.claim.counts for s in stored}
    told = [(i, t) for i in derive(stored, (), parties()).incidents for t in i.tolls]
    assert told
    for incident, toll in told:
        assert toll.statements
        for s in toll.statements:
            assert s.claim in incident.claims
            assert counts[s.claim][s.count].low == s.low
        assert toll.range is not None
        assert toll.range.low in {s.low for s in toll.statements}


@few
@given(
    st.lists(st.tuples(st.integers(1, 90), st.integers(9, 25)), min_size=1, max_size=5), st.integers(9, 25)
)
def test_h12_what_is_told_later_never_changes_an_earlier_answer(told: list[tuple[int, int]], k: int) -> None:
    stored = [
        strike(n, dead, WATCH, f"report-{n}", public=made.START + timedelta(days=day))
        for n, (dead, day) in enumerate(told)
    ]
    known = made.START + timedelta(days=k)
    early = [s for s in stored if s.public_at <= known]
    assume(len(early) < len(stored))
    then, now = derive(early, (), parties(), known_on=known), derive(stored, (), parties(), known_on=known)
    assert now == then
