"""What the read side answers, over a record of claims made by hand; the town and the people are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord import parties
from onrecord.errors import UnknownName
from onrecord.model.answer import Asked
from onrecord.model.claim import EventType, Stance
from onrecord.model.place import Place, PlaceKind
from onrecord.model.reading import ReaderKind
from onrecord.model.report import Problem, ProblemCode
from onrecord.model.source import Silence, Source, SourceType
from onrecord.model.values import Phrase, Span
from onrecord.record import Filters, Record
from onrecord.record.finding import fold, near
from onrecord.record.showing import sentence_around
from onrecord.store.store import Store
from tests.unit.made import Maker

NOW = datetime(2024, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def maker(store: Store) -> Maker:
    return Maker(store=store, at=NOW)


@pytest.fixture
def record(store: Store, maker: Maker) -> Record:
    """Two reports of a strike on Velmora: the first of the 5th, the second, with a higher toll, of the 7th."""
    maker.report(
        "one",
        "Shells hit Velmora on Tuesday. At least 12 people were killed in the shelling of Velmora, residents said.",
        day=date(2024, 3, 5),
    ).claim("At least 12 people were killed in the shelling of Velmora", trigger="shelling", killed=12).keep()
    maker.report(
        "two",
        "At least 20 people were killed in the shelling of Velmora on Tuesday, residents said.",
        day=date(2024, 3, 7),
    ).claim("At least 20 people were killed in the shelling of Velmora", trigger="shelling", killed=20).keep()
    return Record(store, parties.load())


def test_a_place_is_found_by_its_name_without_case_and_accents(record: Record) -> None:
    assert record.place("VELMORÁ").id == "un:ZZ/velmora"


def test_a_place_is_found_by_its_id(record: Record) -> None:
    assert record.place("un:ZZ/velmora").name == "Velmora"


def test_a_place_is_found_by_another_name_of_the_gazetteer(store: Store, record: Record) -> None:
    def find(_name: str) -> tuple[Place, ...]:
        kind = PlaceKind.TOWN
        return (
            Place(id="un:ZZ/velmora", name="V", kind=kind, country="ZZ", lat=None, lon=None, radius_km=3),
        )

    assert Record(store, parties.load(), find).place("Old Velm").name == "Velmora"


@pytest.mark.parametrize("typed", ["Velmroa", "Velm", "velmoraa"])
def test_a_wrong_place_name_is_answered_with_near_ones(record: Record, typed: str) -> None:
    with pytest.raises(UnknownName) as error:
        record.place(typed)
    assert "Velmora" in error.value.hint


def test_a_name_near_nothing_is_answered_with_what_there_is(record: Record) -> None:
    with pytest.raises(UnknownName) as error:
        record.place("Xyzzy")
    assert error.value.hint == "most told of: Velmora"


def test_an_empty_record_says_so(store: Store) -> None:
    with pytest.raises(UnknownName) as error:
        Record(store, parties.load()).place("Velmora")
    assert "empty" in error.value.hint


def test_a_place_is_shown_with_two_decimals(record: Record) -> None:
    place = record.place("Velmora")
    assert (place.lat, place.lon) == (34.46, 40.9)


@pytest.mark.parametrize(
    ("day", "count"), [(date(2024, 3, 4), 0), (date(2024, 3, 5), 1), (date(2024, 3, 7), 2)]
)
def test_only_what_was_public_by_the_end_of_a_day_is_known_on_it(
    record: Record, day: date, count: int
) -> None:
    assert len(record.claims(Asked(known_on=day))) == count


def test_what_the_record_took_in_later_is_not_in_its_past(record: Record) -> None:
    assert record.claims(Asked(recorded_on=date(2024, 3, 31))) == ()
    assert len(record.claims(Asked(recorded_on=date(2024, 4, 1)))) == 2


def test_incidents_carry_their_reported_toll_and_say_reported(record: Record) -> None:
    line = record.incidents().incidents[0]
    assert line.event_type is EventType.SHELLING
    assert {toll.label for toll in line.tolls} == {"reported"}
    assert line.headline == "shelling, Velmora"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(place="Velmora"), True),
        (Filters(event_type=EventType.SHELLING), True),
        (Filters(event_type=EventType.AIRSTRIKE), False),
        (Filters(killed=5), True),
        (Filters(killed=500), False),
        (Filters(actor="nobody"), False),
    ],
    ids=["place", "type", "other type", "a toll", "a higher toll", "nobody"],
)
def test_incidents_are_narrowed_by_filters(record: Record, filters: Filters, found: bool) -> None:
    assert bool(record.incidents(filters).incidents) is found


def test_a_filter_for_a_place_that_is_not_on_record_is_a_miss(record: Record) -> None:
    with pytest.raises(UnknownName):
        record.incidents(Filters(place="Velmroa"))


def test_a_claim_is_shown_in_its_sentence_with_its_words_marked(record: Record) -> None:
    stored = record.claims()[0]
    shown = record.show(stored.claim.id[:12]).claim
    assert shown is not None
    assert shown.sentence.startswith("At least ")
    assert shown.sentence.endswith("residents said.")
    marks = {mark.what: shown.sentence[mark.start : mark.end] for mark in shown.marks}
    assert marks["trigger"] == "shelling"
    assert marks["source"] == "residents"


def test_a_claims_chain_runs_from_its_source_to_the_outlet(record: Record) -> None:
    shown = record.show(record.claims()[0].claim.id).claim
    assert shown is not None
    assert shown.chains == (("residents", "Demo Agency", "Demo Courier"),)


def test_an_incident_is_shown_with_its_claims(record: Record) -> None:
    incident = record.incidents().incidents[0]
    shown = record.show(incident.id).incident
    assert shown is not None
    assert {c.id for c in shown.claims} == set(incident.claims)


@pytest.mark.parametrize("id", ["", "zzzz"])
def test_an_id_that_nothing_has_is_a_miss(record: Record, id: str) -> None:
    with pytest.raises(UnknownName):
        record.show(id)


def test_search_finds_claims_by_their_words_and_reports_by_theirs(record: Record) -> None:
    assert [c.evidence for c in record.search("20 killed").claims] == [
        "At least 20 people were killed in the shelling of Velmora"
    ]
    answer = record.search('"Shells hit"')
    assert answer.claims == ()
    assert [r.title for r in answer.reports] == ["one"]


def test_search_does_not_find_what_was_not_public_yet(record: Record) -> None:
    assert record.search("20 killed", Asked(known_on=date(2024, 3, 6))).claims == ()


def test_unnamed_sources_of_two_reports_are_two(record: Record) -> None:
    lines = record.sources().sources
    assert [(s.names, s.n_claims) for s in lines] == [(("residents",), 1), (("residents",), 1)]


def test_a_known_body_is_one_source_in_all_its_reports(store: Store, maker: Maker) -> None:
    monitor = Source(key="m", as_written="the monitor", type=SourceType.MONITOR, actor="sohr", named=True)
    for name in ("one", "two"):
        maker.report(name, "Velmora fell, the monitor said.").claim(
            "Velmora fell", trigger="fell", source=monitor
        ).keep()
    lines = Record(store, parties.load()).sources().sources
    assert [(s.key, s.n_claims, s.n_reports) for s in lines] == [("sohr", 2, 2)]


def test_a_silence_is_told_with_its_sentence(store: Store, maker: Maker) -> None:
    text = "Velmora fell, residents said. The army made no mention of it."
    army = Source(key="a", as_written="The army", type=SourceType.MILITARY)
    start = text.index("The army")
    silence = Silence(
        source=army,
        topic=Phrase(text="it", span=Span(start=len(text) - 3, end=len(text) - 1)),
        span=Span(start=start, end=len(text)),
    )
    maker.report("one", text).claim("Velmora fell", trigger="fell").keep(silences=(silence,))
    found = Record(store, parties.load()).sources().silences
    assert [(s.source, s.topic, s.sentence) for s in found] == [
        ("The army", "it", "The army made no mention of it.")
    ]


def test_problems_are_told_in_order_of_arrival(store: Store) -> None:
    store.add_problems(
        [Problem(code=ProblemCode.EMPTY, message="there is nothing in it", where="a.txt")], NOW
    )
    assert [(p.code, p.where) for p in Record(store, parties.load()).problems().problems] == [
        ("empty", "a.txt")
    ]


def test_a_coders_claim_says_that_a_coder_read_it(store: Store, maker: Maker) -> None:
    maker.report("one", "Velmora fell.").claim("Velmora fell", trigger="fell").keep(kind=ReaderKind.CODER)
    line = Record(store, parties.load()).search("fell").claims[0]
    assert line.reader_kind is ReaderKind.CODER
    assert line.stance is Stance.CLAIMED


def test_a_timeline_of_a_place_without_control_has_no_days(record: Record) -> None:
    answer = record.timeline("Velmora")
    assert answer.days == ()
    assert answer.place.name == "Velmora"


@pytest.mark.parametrize(
    ("text", "evidence", "sentence"),
    [
        ("One fell. Two rose. Three slept.", "Two rose", "Two rose."),
        ("One fell\nTwo rose\nThree", "Two rose", "Two rose"),
        ("He said: “It fell.” Then it rose.", "it rose", "Then it rose."),
        ("One fell. Two rose.", "fell. Two", "One fell. Two rose."),
    ],
    ids=["sentences", "lines", "quotes", "two sentences"],
)
def test_the_sentence_around_the_evidence_is_whole(text: str, evidence: str, sentence: str) -> None:
    start = text.index(evidence)
    assert sentence_around(text, Span(start=start, end=start + len(evidence))).of(text) == sentence


def test_near_names_begin_alike_before_they_sound_alike() -> None:
    assert near("Alep", ["Palep", "Aleppo", "Alepa"])[:2] == ("Alepa", "Aleppo")


def test_folding_leaves_letters_and_digits_of_any_script() -> None:
    assert fold("Deir az-Zour") == "deirazzour"
    assert fold("دير الزور") == "ديرالزور"
