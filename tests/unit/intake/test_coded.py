"""Claims that people coded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from onrecord.intake.coded import Coded, CodedReader, note_of
from onrecord.intake.fields import victims_of
from onrecord.model.claim import EventType, Extent, Facet, Stance, VictimClass
from onrecord.model.place import Match, Place, PlaceKind
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, EditionKind, ProblemCode
from onrecord.model.source import SourceType

TEXT = "Fighters took Velmora on Sunday, residents said.\nAt least 12 villagers were killed, they said."
SOURCES = [{"id": "s1", "mention": "residents", "type": "resident", "party": None, "via": ["Demo Wire"]}]
CLAIM: dict[str, Any] = {
    "id": "c1",
    "type": "armed_attack",
    "evidence": "At least 12 villagers were killed",
    "trigger": "killed",
    "agents": ["Velmora Front|the Front"],
    "targets": [],
    "place": {"mention": "Velmora", "name": "Velmora", "country": "Karvia", "lat": 34.4567, "lon": 40.9},
    "time": {"expression": "on Sunday", "start": "2019-05-05", "end": "2019-05-05"},
    "counts": [{"kind": "killed", "who": "villagers", "min": 12, "max": None, "expression": "at least 12"}],
    "stance": "claimed",
    "sources": ["s1"],
}


def _edition(text: str = TEXT, kind: EditionKind = EditionKind.REPORT) -> Edition:
    return Edition(
        id="e1", report="p1", kind=kind, blob="", outlet="", title="", text=text,
        taken_in=datetime(2019, 6, 1, tzinfo=UTC),
    )  # fmt: skip


def _read(*claims: Any, edition: Edition | None = None, **reader: Any) -> Reading:
    coded = Coded.of({"claims": list(claims), "sources": SOURCES, "coder": "Lena"})
    assert coded is not None
    return CodedReader(coded, **reader).read(edition or _edition())


def test_a_coded_claim_keeps_all_that_was_coded() -> None:
    reading = _read(
        CLAIM, find_actor=lambda name, _country, _day: "velmora-front" if name == "Velmora Front" else ""
    )
    (claim,) = reading.claims
    assert (reading.reader, reading.kind) == ("Lena", ReaderKind.CODER)
    assert (claim.evidence_text, claim.trigger_text) == ("At least 12 villagers were killed", "killed")
    assert claim.evidence.of(TEXT) == claim.evidence_text
    assert [agent.id for agent in claim.agents] == ["velmora-front"]
    assert claim.place is not None
    assert (claim.place.id, claim.place.lat, claim.place.match) == ("un:karvia/velmora", 34.46, Match.CODED)
    assert claim.time is not None
    assert claim.time.interval is not None
    assert claim.time.interval.first_day == claim.time.interval.last_day == date(2019, 5, 5)
    (count,) = claim.counts
    assert (count.low, count.high, count.victims) == (12, None, VictimClass.CIVILIANS)
    (source,) = claim.sources
    assert (source.as_written, source.type, source.via) == ("residents", SourceType.RESIDENT, ("Demo Wire",))
    assert source.span is not None
    assert source.span.of(TEXT) == "residents"


def test_a_place_that_the_gazetteer_knows_has_its_id() -> None:
    known = Place(
        id="gn:7", name="Velmora", kind=PlaceKind.TOWN, country="KV", lat=34.5, lon=40.9, radius_km=3.0,
        parents=("on:KV-1", "gn:1"),
    )  # fmt: skip
    (claim,) = _read(CLAIM, find_place=lambda _name, _country, _lat, _lon: known).claims
    assert claim.place is not None
    assert (claim.place.id, claim.place.country, claim.place.within) == ("gn:7", "KV", ("on:KV-1", "gn:1"))


@pytest.mark.parametrize(
    ("stance", "sources"),
    [("asserted", []), ("claimed", ["s1"]), ("claimed", []), ("hedged", []), ("hedged", ["s1"]),
     ("denied", ["s1"]), ("planned", ["s1"])],
)  # fmt: skip
def test_the_stance_comes_out_as_it_was_coded(stance: str, sources: list[str]) -> None:
    (claim,) = _read(CLAIM | {"stance": stance, "sources": sources}).claims
    assert claim.stance is Stance(stance)
    assert claim.hedge_on == ((Facet.EVENT,) if stance == "hedged" else ())


@pytest.mark.parametrize(
    ("changes", "extent"),
    [
        ({}, Extent.INCIDENT),
        ({"type": "control_held"}, Extent.STATE),
        ({"time": {"start": "2019-05-01", "end": "2019-05-05"}}, Extent.PERIOD),
        ({"time": {"start": "2019-05-01", "end": "2019-05-05"}, "counts": []}, Extent.INCIDENT),
        ({"extent": "series"}, Extent.SERIES),
    ],
)
def test_a_claim_is_one_happening_unless_coded_or_shaped_otherwise(
    changes: dict[str, Any], extent: Extent
) -> None:
    (claim,) = _read(CLAIM | changes).claims
    assert claim.extent is extent


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("not an object", "its claim is not an object"),
        (CLAIM | {"type": "battle"}, "its type is 'battle'"),
        (CLAIM | {"stance": "sure"}, "its stance is 'sure'"),
        (CLAIM | {"evidence": "Nobody was killed"}, "its words are not in the text"),
        (CLAIM | {"evidence": ""}, "it quotes no `evidence`"),
        (CLAIM | {"trigger": "Fighters"}, "its words are not in the text"),
        (CLAIM | {"sources": ["s9"]}, "its source 's9' is not among"),
        (CLAIM | {"sources": "s1"}, "its sources are not a list"),
        (CLAIM | {"counts": [{"kind": "killed", "min": 9, "max": 2}]}, "its count runs from 9 to 2"),
        (CLAIM | {"counts": [{"kind": "hurt", "min": 9}]}, "its count's kind is 'hurt'"),
        (CLAIM | {"counts": [{"kind": "killed", "min": "nine"}]}, "its count has a min of 'nine'"),
        (CLAIM | {"time": {"start": "2019-05-09", "end": "2019-05-02"}}, "its time ends on 2019-05-02"),
        (CLAIM | {"time": {"start": "in May", "end": "2019-05-02"}}, "its time has a start of 'in May'"),
        (CLAIM | {"place": {"name": "Velmora", "lat": 340, "lon": 1}}, "its lat is 340"),
        (CLAIM | {"place": {}}, "its place has no name"),
    ],
)  # fmt: skip
def test_a_bad_claim_is_named_and_the_rest_goes_on(bad: Any, why: str) -> None:
    reading = _read(bad, CLAIM | {"id": "c2"})
    assert len(reading.claims) == 1
    (problem,) = reading.problems
    assert (problem.code, problem.edition) == (ProblemCode.BAD_CODED_CLAIM, "e1")
    assert why in problem.message
    assert problem.message.startswith("coded claim c1" if isinstance(bad, dict) else "coded claim 1")


def test_a_quotation_is_found_where_the_coder_says_and_over_a_line_break() -> None:
    text = "It fell. It fell.\nIt  fell again."
    claim = CLAIM | {"evidence": "It fell", "trigger": "fell", "span": [9, 16], "trigger_span": [12, 16]}
    (found,) = _read(claim, edition=_edition(text)).claims
    assert (found.evidence.start, found.trigger.start) == (9, 12)
    (loose,) = _read(claim | {"evidence": "fell. It fell again", "span": None}, edition=_edition(text)).claims
    assert loose.evidence.start == 12


def test_claims_of_one_trigger_have_their_own_ids() -> None:
    first, second = _read(CLAIM, CLAIM | {"type": "massacre"}).claims
    assert (first.ordinal, second.ordinal) == (0, 1)
    assert first.id != second.id


def test_another_coding_is_another_reading() -> None:
    assert _read(CLAIM).id == _read(CLAIM).id
    assert _read(CLAIM).id != _read(CLAIM | {"type": "massacre"}).id


def test_a_note_is_read_by_its_own_words() -> None:
    source: dict[str, Any] = {"name": "the Demo Observatory", "type": "monitor", "party": None, "via": []}
    note = {
        "type": "control_gained", "in_own_words": "The Observatory says  Velmora fell", "stance": "claimed",
        "sources": [source],
    }  # fmt: skip
    coded = Coded.of({"claims": [note]})
    assert coded is not None
    edition = _edition(note_of(coded), EditionKind.CODER_NOTE)
    reading = CodedReader(coded).read(edition)
    assert reading.problems == ()
    (claim,) = reading.claims
    assert claim.evidence_text == claim.trigger_text == "The Observatory says Velmora fell"
    assert claim.event_type is EventType.CONTROL_GAINED
    assert claim.sources[0].named
    assert claim.sources[0].span is None


@pytest.mark.parametrize(
    ("who", "victims"),
    [
        ("villagers", VictimClass.CIVILIANS),
        ("civilians, mostly women and children", VictimClass.CIVILIANS),
        ("army soldiers", VictimClass.COMBATANTS),
        ("members of a family", VictimClass.PEOPLE),
        ("", VictimClass.PEOPLE),
    ],
)
def test_those_harmed_are_classed_by_their_head_noun(who: str, victims: VictimClass) -> None:
    assert victims_of(who) is victims
