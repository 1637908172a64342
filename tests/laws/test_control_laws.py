"""Laws of control, C1 to C12: what no claim, no copy and no waiting may do to the map."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from onrecord.assess import chain, control
from onrecord.assess.assertions import Assertion, Kind
from onrecord.assess.chain import Array
from onrecord.assess.silence import hear
from onrecord.assess.timeline import Setting, timeline_of
from onrecord.assess.weights import ADMISSION, OWN_WORD, weight_of
from onrecord.derive import derive
from onrecord.model.claim import EventType
from onrecord.model.control import MILLION, ControlTimeline, Status
from onrecord.model.evidence import Interest
from onrecord.model.judgement import JudgementKind
from onrecord.model.source import SourceType
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Interval
from tests.laws import told as made
from tests.unit.derive import made as stored

quick = settings(max_examples=80, deadline=None)
SETTING = Setting(name="Tarsim", conflict="velia", zone="UTC")
PRIOR = (0.45, 0.45, 0.1)
SLOTS = 100


def place(said: list[Assertion], sides: tuple[str, ...] = made.SIDES) -> control.Place:
    return control.Place(id="gn:1", sides=sides, prior=PRIOR, assertions=tuple(said))


def belief(said: list[Assertion], now: float = 30.0, *, heard: bool = False) -> Array:
    known = hear({"gn:1": said}, now, since=0.0) if heard else None
    found: Array = control.believe([place(said)], now, since=-1.0, slots=SLOTS, hearing=known)[0]
    return found


def timeline(said: list[Assertion], now: float = 30.0, until: float = 30.0) -> ControlTimeline:
    found = timeline_of(place(said), SETTING, now=now, until=until)
    assert found is not None
    return found


@quick
@given(made.assertions(), st.randoms(use_true_random=False), st.booleans())
def test_c1_control_depends_neither_on_order_nor_on_repetition(
    said: list[Assertion], random: Random, heard: bool
) -> None:
    assert np.array_equal(belief(random.sample(said, len(said)), heard=heard), belief(said, heard=heard))
    assert timeline(random.sample(said, len(said))) == timeline(said)
    assert np.array_equal(belief(said + said), belief(said))


WORDS = "Fighters of the Dawn Front were seen at the town hall of Tarsim on Monday and nobody else held a street of it, said the Watch"


def captured(report: str, **more: Any) -> StoredClaim:
    return stored.said(
        EventType.CONTROL_GAINED,
        stored.TARSIM,
        WORDS,
        by=(stored.WATCH,),
        agents=("dawn-front",),
        targets=("velian-army",),
        when=stored.days(9),
        report=report,
        **more,
    )


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=6, unique=True))
def test_c2_reprints_change_nothing(hours: list[int]) -> None:
    one = captured("one")
    reprints = [captured(f"r{h}", outlet=f"o{h}", public=one.public_at + timedelta(hours=h)) for h in hours]
    known = one.public_at + timedelta(hours=500)
    before = derive([one], (), stored.parties(), known_on=known).timelines[0]
    after = derive([one, *reprints], (), stored.parties(), known_on=known).timelines[0]
    assert [d.chances for d in after.days] == [d.chances for d in before.days]
    assert [(d.status, d.side) for d in after.days] == [(d.status, d.side) for d in before.days]


@quick
@given(made.assertions(), st.sampled_from(made.SIDES), st.integers(0, 60))
def test_c3_a_disinterested_word_for_a_side_never_lowers_it(
    said: list[Assertion], side: str, slot: int
) -> None:
    at = slot / 4
    new = Assertion(
        claim="new",
        component="new",
        kind=Kind.HOLD,
        side=side,
        start=at,
        end=at,
        told=at,
        public=at,
        weight=math.log(12),
        disinterested=True,
    )
    n, when = made.SIDES.index(side), int((at + 1) / chain.SLOT)
    assert belief([*said, new])[when, n] >= belief(said)[when, n] - 1e-12


@quick
@given(made.assertions(), st.booleans())
def test_c4_renaming_the_sides_renames_the_answer(said: list[Assertion], heard: bool) -> None:
    other = {"gov": "front", "front": "gov", "": ""}
    renamed = [
        replace(
            a,
            side=other[a.side],
            block=other[a.block],
            component=f"side:{other[a.block]}" if a.block else a.component,
        )
        for a in said
    ]
    assert np.allclose(belief(renamed, heard=heard)[:, [1, 0, 2]], belief(said, heard=heard), atol=1e-9)


@quick
@given(made.assertions(), st.integers(0, 30))
def test_c5_what_is_told_later_never_changes_an_earlier_answer(said: list[Assertion], now: int) -> None:
    early = [a for a in said if a.public <= now]
    assume(early)
    assert np.array_equal(belief(said, now, heard=True), belief(early, now, heard=True))
    assert timeline(said, now, now) == timeline(early, now, now) if now > 20 else True


@quick
@given(made.assertions())
def test_c6_probabilities_add_up_and_intervals_tile_the_time(said: list[Assertion]) -> None:
    assert np.allclose(belief(said, heard=True).sum(axis=1), 1)
    found = timeline(said)
    for one, two in zip(found.intervals, found.intervals[1:], strict=False):
        assert one.end == two.start
        assert (one.status, one.side, one.over) != (two.status, two.side, two.over)
    assert all(i.start < i.end for i in found.intervals)
    assert all(sum(c.millionths for c in i.chances) == MILLION for i in found.intervals)


@quick
@given(st.integers(1, 300))
def test_c7_an_admission_outweighs_any_number_of_own_successes_that_day(n: int) -> None:
    boasts = [
        Assertion(
            claim=f"b{i}",
            component="side:gov",
            kind=Kind.HOLD,
            side="gov",
            start=10 + i / 1000,
            end=10 + i / 1000,
            told=10.5,
            public=10.5,
            weight=math.log(OWN_WORD.ratio),
            disinterested=False,
            block="gov",
        )
        for i in range(n)
    ]
    admission = Assertion(
        claim="x",
        component="side:gov",
        kind=Kind.GAIN,
        side="front",
        start=10.5,
        end=10.5,
        told=10.6,
        public=10.6,
        weight=math.log(ADMISSION.ratio),
        disinterested=True,
        lost_by="gov",
    )
    found = belief([*boasts, admission])[int(11.75 / chain.SLOT)]
    assert found[1] > found[0]


@pytest.mark.parametrize("rates", [chain.QUIET, chain.ACTIVE])
@pytest.mark.parametrize("sides", [2, 3, 5])
def test_c8_without_news_belief_never_moves_away_from_rest(rates: chain.Rates, sides: int) -> None:
    step = chain.steps(sides, rates)
    rest = np.linalg.matrix_power(step, 200_000)[0]
    now = np.zeros(sides + 2)
    now[0] = 1.0
    far = math.inf
    for _ in range(2000):
        now = now @ step
        distance = float(np.abs(now - rest).sum())
        assert distance <= far + 1e-12
        far = distance
    assert np.allclose(step.sum(axis=1), 1)


@quick
@given(made.assertions())
def test_c8_no_place_becomes_held_by_waiting(said: list[Assertion]) -> None:
    last = max(max(a.told, a.end, a.public) for a in said)
    days = [
        d
        for d in timeline(said, now=200.0, until=200.0).days
        if d.day >= (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=last + 1)).date()
    ]
    held = [d.status is Status.HELD for d in days]
    assert not any(later and not earlier for earlier, later in itertools.pairwise(held))


@quick
@given(made.assertion(), st.sampled_from([SourceType.MONITOR, SourceType.RESIDENT, SourceType.UN]))
def test_c9_a_word_in_ones_own_interest_never_weighs_more_than_a_neutral_one(
    said: Assertion, type: SourceType
) -> None:
    neutral = replace(made.voice("watch"), type=type)
    own = replace(neutral, side="gov", interest=Interest.OWN_GAIN)
    assert weight_of(own).ratio <= weight_of(neutral).ratio
    assert weight_of(own).rank <= weight_of(neutral).rank
    assert not weight_of(own).disinterested
    for side in made.SIDES:
        word = replace(said, kind=Kind.HOLD, side=side, weight=math.log(weight_of(neutral).ratio))
        when, n = int((word.start + 1) / chain.SLOT), made.SIDES.index(side)
        boast = replace(word, weight=math.log(weight_of(own).ratio))
        assert belief([boast])[when, n] <= belief([word])[when, n] + 1e-12


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 10)), min_size=1, max_size=40))
def test_c10_a_partys_own_word_never_paints_the_map(told: list[tuple[int, int]]) -> None:
    said = [
        Assertion(
            claim=f"b{n}",
            component="side:gov",
            kind=Kind.GAIN if n % 2 else Kind.HOLD,
            side="gov",
            start=at / 4,
            end=at / 4,
            told=at / 4 + later / 10,
            public=at / 4 + later / 10,
            weight=math.log(3),
            disinterested=False,
            block="gov",
        )
        for n, (at, later) in enumerate(told)
    ]
    assert all(i.status is not Status.HELD for i in timeline(said).intervals)
    assert any(i.status is Status.CLAIMED for i in timeline(said).intervals)


@quick
@given(made.assertions())
def test_c11_every_interval_lists_a_claim_or_is_unknown(said: list[Assertion]) -> None:
    known = {a.claim for a in said}
    for interval in timeline(said).intervals:
        if interval.status is not Status.UNKNOWN:
            assert interval.supporting or interval.contradicting
        assert set(interval.supporting) | set(interval.contradicting) <= known


def test_c12_a_pin_holds_over_its_interval_and_says_whose_it_is() -> None:
    over = Interval.of_days(stored.days(10).first_day, stored.days(11).first_day)
    pin = stored.judged(JudgementKind.PIN, subject="gn:1", value="gov", interval=over, id="pin-1")
    found = derive(
        [captured("one")], [pin], stored.parties(), known_on=datetime(2016, 5, 20, tzinfo=UTC)
    ).timelines[0]
    by_day = {d.day.day: (d.status, d.side) for d in found.days}
    assert [by_day[d] for d in (9, 10, 11, 12)] == [
        (Status.HELD, "front"),
        (Status.HELD, "gov"),
        (Status.HELD, "gov"),
        (Status.HELD, "front"),
    ]
    pinned = found.at(datetime(2016, 5, 10, 12, tzinfo=UTC))
    assert pinned is not None
    assert pinned.pinned == "pin-1"
