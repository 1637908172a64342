"""What was known then, what is said now: on the pages, on the strips, in the interface."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.model.answer import DayRow, TollLine
from onrecord.model.claim import HarmKind, VictimClass
from onrecord.model.control import Status
from onrecord.web.drawing import ranges, strips
from tests.web.visiting import said, tree

FIRST = date(2017, 11, 1)


def row(n: int, status: Status, side: str = "") -> DayRow:
    """A day `n` days after the first."""
    day = FIRST + timedelta(days=n)
    return DayRow(
        day=day, known_on=day, status=status, side=side, over="", chance=0.5, n_origins=1, n_gatekeepers=1,
        by=(), against=(), claims=(),
    )  # fmt: skip


def toll(low: int, best: int, high: int, *, is_open: bool = False) -> TollLine:
    """A range of people killed."""
    return TollLine(
        kind=HarmKind.KILLED, victims=VictimClass.PEOPLE, low=low, best=best, high=high, open=is_open,
        n_origins=1, contested=False, statements=(),
    )  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(Status), st.sampled_from(["", "a", "b"])), min_size=1, max_size=60))
def test_stretches_tile_the_days_without_gap_or_overlap(told: list[tuple[Status, str]]) -> None:
    rows = [row(n, status, side) for n, (status, side) in enumerate(told)]
    found = strips.runs(rows)
    assert found[0].first == rows[0].day
    assert found[-1].last == rows[-1].day
    for before, after in pairwise(found):
        assert after.first == before.last + timedelta(days=1)
        assert (before.row.status, before.row.side) != (after.row.status, after.row.side)


@given(st.integers(1, 4000))
def test_an_axis_has_a_few_labels_whatever_its_length(days: int) -> None:
    axis = strips.Axis(first=FIRST, last=FIRST + timedelta(days=days - 1))
    assert 1 <= len(axis.ticks()) <= 12
    assert axis.at(axis.first) == 0
    assert axis.at(axis.last + timedelta(days=1)) == 100


@given(st.integers(0, 10_000), st.integers(0, 5_000), st.integers(0, 5_000), st.booleans())
def test_a_range_fits_on_its_scale(low: int, more: int, most: int, is_open: bool) -> None:
    line = toll(low, low + more, low + more + most, is_open=is_open)
    scale = ranges.scale_of([line])
    assert scale.top >= line.high if line.high is not None else True
    assert 0 <= scale.at(low) <= scale.at(low + more) <= 100
    assert str(ranges.range_bar(line, scale)).startswith("<svg")
    assert ('class="open"' in ranges.range_bar(line, scale)) is is_open


def test_a_place_page_shows_each_day_as_known_then_and_as_said_now(web: TestClient) -> None:
    text = said(web.get("/places/Velmora?on=2017-11-12").text)
    assert "What was known that evening" in text
    assert "What we say now" in text


def test_an_earlier_public_day_hides_what_was_not_yet_public(web: TestClient) -> None:
    now = said(web.get("/places/Velmora").text)
    then = said(web.get("/places/Velmora?known_on=2017-11-09").text)
    assert "Islamic State" in now
    assert "the Demo Monitor" not in then
    assert "claimed by Syrian government and allies" in then


def test_links_of_a_page_of_the_past_stay_in_the_past(web: TestClient) -> None:
    page = tree(web.get("/places/Velmora?known_on=2017-11-12").text)
    led = [str(a) for a in page.xpath("//main//a/@href") if "/incidents/" in a or "/claims/" in a]
    assert led
    assert all("known_on=2017-11-12" in a for a in led)


@pytest.mark.parametrize(("known_on", "low"), [("2017-11-12", 18), ("2017-11-13", 18)])
def test_a_toll_is_that_of_its_public_day(web: TestClient, known_on: str, low: int) -> None:
    found = web.get("/api/v1/incidents", params={"known_on": known_on, "type": "airstrike"}).json()["items"]
    tolls = [t for i in found for t in i["tolls"] if t["kind"] == "killed"]
    assert min(t["low"] for t in tolls) <= max(low, 30)
    if known_on == "2017-11-12":
        assert {t["high"] for t in tolls} == {18}


def test_every_figure_of_an_incident_leads_to_its_words(web: TestClient) -> None:
    found = web.get("/api/v1/incidents", params={"type": "airstrike"}).json()["items"]
    for line in found:
        page = tree(web.get(f"/incidents/{line['id']}").text)
        led = {str(a).split("?")[0] for a in page.xpath("//div[@class='ranges']//a/@href")}
        assert {f"/claims/{s['claim']}" for t in line["tolls"] for s in t["statements"]} <= led


def test_changes_between_two_days_are_told(web: TestClient) -> None:
    found = web.get("/api/v1/changes", params={"from": "2017-11-09", "to": "2017-11-13"}).json()
    assert {c["what"] for c in found["items"]} & {"status", "incident"}
    assert tree(web.get("/changes?from=2017-11-09&to=2017-11-13").text).xpath("//section//tbody/tr")


@pytest.mark.parametrize("kind", ["source", "outlet", "side", "report"])
def test_without_somebody_less_is_said(web: TestClient, kind: str) -> None:
    offered = tree(web.get("/whatif").text).xpath(f"//option[starts-with(@value, '{kind}:')]/@value")
    wire = next(r for r in web.get("/api/v1/reports").json()["items"] if r["outlet"] == "Demo Wire")
    typed = f"report:{wire['report']}" if kind == "report" else str(offered[0])
    assert tree(web.get("/whatif", params={"without": typed}).text).xpath("//section//tbody/tr")
    answer = web.get("/api/v1/whatif", params={"without": typed}).json()
    assert answer["without"]["kind"] == kind
    assert answer["claims"] > 0


@pytest.mark.parametrize("typed", ["source:nobody", "witness", "report:zzz", "outlet:", "side:moon"])
def test_nobody_can_be_thought_away_who_is_not_there(web: TestClient, typed: str) -> None:
    assert web.get("/whatif", params={"without": typed}).status_code == 404


def test_a_strike_is_told_on_the_day_of_its_own_place(web: TestClient) -> None:
    strikes = web.get("/api/v1/incidents", params={"type": "airstrike"}).json()["items"]
    assert {(s["first_day"], s["last_day"]) for s in strikes} == {("2017-11-11", "2017-11-11")}
