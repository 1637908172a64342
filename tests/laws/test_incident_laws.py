"""Laws of grouping, I1 to I8."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corroborate.blocking import beside, namesakes, pairs_between
from onrecord.corroborate.incidents import Decisions, Grouping, by_spot, group
from onrecord.corroborate.origins import Told, tell
from onrecord.model.claim import Extent
from onrecord.model.evidence import Evidence
from tests.laws import told as made

quick = settings(max_examples=60, deadline=None)


def partition(found: Grouping, without: Iterable[str] = ()) -> set[frozenset[str]]:
    return {frozenset(g.claims) - set(without) for g in found.groups} - {frozenset()}


def grouped(claims: Sequence[Evidence], decisions: Decisions | None = None) -> Grouping:
    return group(tell(claims, {}), decisions)


def compared(told: Iterable[Told]) -> set[tuple[str, str]]:
    heads = [t for t in told if not t.copy_of]
    spots = by_spot(heads)
    near = [pair for a, b in beside(spots) for pair in pairs_between(spots[a], spots[b])]
    return {(a.evidence.id, b.evidence.id) for a, b in (*near, *namesakes(heads))}


@quick
@given(made.claims(), st.randoms(use_true_random=False))
def test_i1_incidents_ids_and_explanations_do_not_depend_on_the_order_of_arrival(
    claims: list[Evidence], random: Random
) -> None:
    assert grouped(random.sample(claims, len(claims))) == grouped(claims)
    told = tell(claims, {})
    assert group(random.sample(told, len(told))) == group(told)


@quick
@given(made.claims(), st.data())
def test_i2_taking_in_the_same_claims_again_changes_nothing(
    claims: list[Evidence], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(claims)))
    assert grouped([*claims, *again]) == grouped(claims)


@quick
@given(made.claims(), st.data(), st.integers(1, 40))
def test_i3_a_copy_changes_no_incident(claims: list[Evidence], data: st.DataObject, hours: int) -> None:
    original = data.draw(st.sampled_from(claims))
    copy = replace(
        original,
        id="copy",
        report="copy",
        outlet="else",
        voices=(made.narrator("else"),),
        public_at=original.public_at + timedelta(hours=hours),
    )
    found = group(tell([*claims, copy], {original.id: "g", "copy": "g"}))
    assert partition(found, {"copy"}) == partition(grouped(claims))
    home = next(g for g in found.groups if original.id in g.claims)
    assert next(m for m in home.members if m.claim == "copy").how == "copy"


def alike(claims: list[Evidence], extents: Sequence[Extent] = (Extent.INCIDENT,)) -> list[Evidence]:
    """The claims as words on one strike, so that nothing but the law keeps them apart."""
    one = claims[0]
    return [
        replace(one, id=c.id, report=c.report, public_at=c.public_at, extent=extents[n % len(extents)])
        for n, c in enumerate(claims)
    ]


@quick
@given(made.claims(least=2))
def test_i4_an_incident_a_series_and_a_total_are_never_one(claims: list[Evidence]) -> None:
    given = alike(claims, (Extent.INCIDENT, Extent.SERIES, Extent.PERIOD))
    extent = {c.id: c.extent for c in given}
    assert all(len({extent[c] for c in g.claims}) == 1 for g in grouped(given).groups)


decided = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=6)


@quick
@given(made.claims(least=3), decided, st.booleans())
def test_i5_every_judgement_is_honoured_or_reported(
    claims: list[Evidence], drawn: list[tuple[int, int, bool]], one_strike: bool
) -> None:
    claims = alike(claims) if one_strike else [replace(c, extent=Extent.INCIDENT) for c in claims]
    same: dict[tuple[str, str], str] = {}
    different: dict[tuple[str, str], str] = {}
    for n, (i, j, joins) in enumerate(drawn):
        first, second = sorted((claims[i % len(claims)].id, claims[j % len(claims)].id))
        if first != second and (first, second) not in {*same, *different}:
            (same if joins else different)[first, second] = f"j{n}"
    found = grouped(claims, Decisions(same=same, different=different))
    reported = {j for pair in found.conflicts for j in pair}
    where = {c: g.id for g in found.groups for c in g.claims}
    for (a, b), judgement in same.items():
        assert where[a] == where[b] or judgement in reported
    for (a, b), judgement in different.items():
        assert where[a] != where[b] or judgement in reported


@quick
@given(made.claims())
def test_i6_a_claim_is_in_exactly_one_incident(claims: list[Evidence]) -> None:
    placed = [c for g in grouped(claims).groups for c in g.claims]
    assert sorted(placed) == sorted(c.id for c in claims)


@settings(max_examples=10, deadline=None)
@given(made.claims(least=4, most=8))
def test_i7_the_pairs_compared_grow_with_a_block_and_not_with_the_archive(claims: list[Evidence]) -> None:
    def archive(times: int) -> list[Evidence]:
        month = timedelta(days=35)
        return [
            replace(
                c,
                id=f"{c.id}-{n}",
                public_at=c.public_at + n * month,
                start=_later(c.start, n),
                end=_later(c.end, n),
            )
            for n in range(times)
            for c in claims
        ]

    once, often = (len(compared(tell(archive(n), {}))) for n in (1, 12))
    assert often == 12 * once


def _later(at: datetime | None, n: int) -> datetime | None:
    return at + timedelta(days=35 * n) if at else None


@quick
@given(made.claims())
def test_i8_a_report_on_another_place_changes_no_incident(claims: list[Evidence]) -> None:
    far = replace(made.PLACES[0], id="gn:99", name="Elsewhere", lat=-10.0, lon=-60.0)
    new = replace(claims[0], id="new", report="new", place=far)
    for told in (claims, alike(claims)):
        assert partition(grouped([*told, new]), {"new"}) == partition(grouped(told))
