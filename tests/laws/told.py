"""Strategies for narrow evidence, toll statements and assertions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from onrecord.assess.assertions import Assertion, Kind
from onrecord.model.claim import Count, EventType, Extent, HarmKind, VictimClass
from onrecord.model.evidence import Evidence, Interest, Voice, Where
from onrecord.model.harm import TollStatement
from onrecord.model.source import SourceType

START = datetime(2016, 5, 1, tzinfo=UTC)
PLACES = tuple(Where(id=f"gn:{n}", name=f"Town {n}", lat=30.0 + n, lon=40.0, country="VV") for n in range(3))
SPEAKERS = (
    ("watch", SourceType.MONITOR, "", Interest.NEUTRAL),
    ("second-watch", SourceType.MONITOR, "", Interest.NEUTRAL),
    ("residents", SourceType.RESIDENT, "", Interest.NEUTRAL),
    ("army", SourceType.MILITARY, "gov", Interest.OWN_GAIN),
    ("tv", SourceType.STATE_MEDIA, "gov", Interest.OWN_GAIN),
)


def voice(name: str, gatekeeper: str = "wire") -> Voice:
    """A speaker of the list, as an agency passes it on."""
    _, type, side, interest = next(s for s in SPEAKERS if s[0] == name)
    return Voice(key=name, name=name, type=type, side=side, interest=interest, gatekeeper=gatekeeper)


def narrator(outlet: str) -> Voice:
    """An outlet that names nobody."""
    return Voice(key=f"outlet:{outlet}", name=outlet, gatekeeper=outlet, identified=False)


@st.composite
def claims(draw: st.DrawFn, least: int = 1, most: int = 8) -> list[Evidence]:
    """Claims about three towns in one month, each with its own id."""
    size = draw(st.integers(least, most))
    return [draw(_claim(n)) for n in range(size)]


@st.composite
def _claim(draw: st.DrawFn, n: int) -> Evidence:
    day = draw(st.integers(0, 6))
    dead = draw(st.integers(0, 40))
    counts = (
        (Count(kind=HarmKind.KILLED, victims=VictimClass.CIVILIANS, low=dead, high=None),) if dead else ()
    )
    return Evidence(
        id=f"c{n}",
        report=f"r{n}",
        outlet="daily",
        public_at=START + timedelta(days=day + draw(st.integers(1, 4)), hours=n),
        event_type=draw(st.sampled_from([EventType.AIRSTRIKE, EventType.SHELLING, EventType.CONTROL_GAINED])),
        extent=draw(st.sampled_from([Extent.INCIDENT, Extent.INCIDENT, Extent.SERIES, Extent.PERIOD])),
        voices=(voice(draw(st.sampled_from([s[0] for s in SPEAKERS]))),),
        place=draw(st.sampled_from(PLACES)),
        start=START + timedelta(days=day),
        end=START + timedelta(days=day + 1),
        agent_sides=(draw(st.sampled_from(["gov", "front"])),),
        counts=counts,
    )


@st.composite
def tolls(draw: st.DrawFn, least: int = 1, most: int = 7) -> list[TollStatement]:
    """Statements of up to four origins on one toll within five days."""
    return [draw(_toll(n)) for n in range(draw(st.integers(least, most)))]


@st.composite
def _toll(draw: st.DrawFn, n: int) -> TollStatement:
    low = draw(st.integers(1, 60))
    high = draw(st.sampled_from([low, None, low + draw(st.integers(0, 20))]))
    return TollStatement(
        claim=f"t{n}",
        count=0,
        origin=draw(st.sampled_from("ABCD")),
        low=low,
        high=high,
        rank=draw(st.integers(1, 3)),
        public_at=START + timedelta(hours=draw(st.integers(0, 120))),
    )


SIDES = ("gov", "front")


@st.composite
def assertions(draw: st.DrawFn, least: int = 1, most: int = 7) -> list[Assertion]:
    """Words on one place over twenty days, by parties, monitors and residents."""
    return [draw(assertion(n)) for n in range(draw(st.integers(least, most)))]


@st.composite
def assertion(draw: st.DrawFn, n: int = 0) -> Assertion:
    """One word on one place."""
    kind = draw(st.sampled_from([Kind.GAIN, Kind.HOLD, Kind.FIGHT, Kind.NOT]))
    side = "" if kind is Kind.FIGHT else draw(st.sampled_from(SIDES))
    start = draw(st.integers(0, 60)) / 4
    end = start + draw(st.integers(0, 6)) / 4
    public = end + draw(st.integers(0, 8)) / 4
    speaker = draw(st.sampled_from(["watch", "second", "locals", "own"]))
    own = speaker == "own" and kind is not Kind.FIGHT
    return Assertion(
        claim=f"a{n}",
        component=f"side:{side}" if own else speaker if speaker != "own" else "third",
        kind=kind,
        side=side,
        start=start,
        end=end,
        told=public,
        public=public,
        weight=1.0986 if own else draw(st.sampled_from([2.4849, 1.7918])),
        disinterested=not own,
        block=side if own else "",
        gatekeeper="wire",
        name=speaker,
    )
