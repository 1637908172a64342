"""Why a value is so, what changed and because of what, and what became of an incident's id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import parties
from onrecord.corroborate.incidents import incident_id
from onrecord.derive import derive
from onrecord.errors import UnknownName
from onrecord.model.answer import Asked
from onrecord.model.changed import ChangesAnswer, Fate, Reason
from onrecord.model.claim import EventType, TimeRef
from onrecord.model.judgement import JudgementKind
from onrecord.model.picture import Picture
from onrecord.model.source import Source, SourceType
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Interval
from onrecord.model.why import Derived, WhyAnswer
from onrecord.record import Record, lineage
from onrecord.record.differing import between
from onrecord.record.why import why
from onrecord.store.store import Store
from tests.unit.derive import made
from tests.unit.made import Draft, Maker

WATCH = Source(key="w", as_written="the Velmora Watch", type=SourceType.MONITOR, named=True)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A shelling told by residents (at least 12 killed), two days later by a monitor (at least 20)."""
    with Store.open(tmp_path / "home") as store:
        maker = Maker(store=store, at=datetime(2024, 4, 1, tzinfo=UTC))
        told(maker, "one", 12, 5).keep()
        told(maker, "two", 20, 7, WATCH).keep()
        yield Record(store, parties.load())


def told(maker: Maker, name: str, dead: int, day: int, source: Source | None = None) -> Draft:
    words = f"At least {dead} people were killed in the shelling of Velmora"
    if source is not None:
        words = f"Artillery left {dead} dead when the shelling struck Velmora's market, it has counted"
    draft = maker.report(name, f"{words}, residents said.", day=date(2024, 3, day))
    draft.claim(words, trigger="shelling", killed=dead, source=source)
    when = TimeRef(as_written="Tuesday", interval=Interval.of_days(date(2024, 3, 5)))
    draft.claims[0] = replace(draft.claims[0], time=when)
    return draft


def asked_why(record: Record, field: Derived, known_on: date | None = None) -> WhyAnswer:
    asked = Asked(known_on=known_on)
    return why(record, record.picture(asked).incidents[0].id, field, asked)


def test_a_range_opens_to_every_figure_what_became_of_it_and_its_words(record: Record) -> None:
    found = asked_why(record, Derived.KILLED)
    assert found.value == str(record.picture().incidents[0].tolls[0].label)
    words = {q.words for step in found.steps for q in step.words}
    assert any("At least 12 people" in w for w in words)
    assert any("20 dead" in w for w in words)
    assert any("does not contradict “at least”" in step.rule for step in found.steps)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Derived.GRADE, "fair"),
        (Derived.PLACE, "Velmora"),
        (Derived.TYPE, "shelling"),
        (Derived.ORIGINS, "2 through 1 gatekeeper, 0 copies beside"),
        (Derived.MEMBERS, "2 claims"),
    ],
)
def test_every_value_of_an_incident_leads_to_the_words_of_its_claims(
    record: Record, field: Derived, value: str
) -> None:
    found = asked_why(record, field)
    assert found.value == value
    quoted = {q.claim for step in found.steps for q in step.words}
    assert quoted == set(record.picture().incidents[0].claims)
    assert all(step.rule for step in found.steps)


@pytest.mark.parametrize(
    "field", [Derived.KILLED, Derived.PLACE, Derived.TIME, Derived.SOURCE, Derived.STANCE]
)
def test_a_value_of_a_claim_leads_to_its_own_words(record: Record, field: Derived) -> None:
    claim = record.claims()[0].claim
    found = why(record, claim.id, field)
    assert found.value != "not told"
    assert found.steps[0].words[0].words == claim.evidence_text


def test_what_is_not_told_of_a_thing_is_refused_with_what_is(record: Record) -> None:
    with pytest.raises(UnknownName, match="grade is not told") as refused:
        why(record, record.claims()[0].claim.id, Derived.GRADE)
    assert "stance" in refused.value.hint
    with pytest.raises(UnknownName):
        why(record, "no such id", Derived.KILLED)


def captured(name: str, words: str, by: Source, day: int) -> StoredClaim:
    at = datetime(2016, 5, day + 1, tzinfo=UTC)
    front, army = ("dawn-front",), ("velian-army",)
    gained = EventType.CONTROL_GAINED
    return made.said(
        gained,
        made.TARSIM,
        words,
        by=(by,),
        agents=front,
        targets=army,
        when=made.days(day),
        report=name,
        public=at,
    )


def test_a_status_leads_to_the_words_for_and_against_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "home") as store:
        maker = Maker(store=store, at=datetime(2024, 4, 1, tzinfo=UTC))
        draft = maker.report("one", "Rebels took Velmora, the Watch said.", day=date(2024, 3, 5))
        draft.claim("Rebels took Velmora", trigger="took", source=WATCH)
        gained = replace(
            draft.claims[0],
            event_type=EventType.CONTROL_GAINED,
            agents=(made.ref("islamic-state"),),
            time=TimeRef(as_written="then", interval=Interval.of_days(date(2024, 3, 4))),
            counts=(),
        )
        draft.claims[0] = gained
        draft.keep()
        found = why(Record(store, parties.load()), "Velmora", Derived.STATUS)
    assert "held by" in found.value
    assert {q.words for step in found.steps for q in step.words} == {"Rebels took Velmora"}
    assert any("%" in step.told for step in found.steps)


def changed(record: Record) -> ChangesAnswer:
    return between(record, Asked(known_on=date(2024, 3, 6)), Asked(known_on=date(2024, 3, 8)))


def test_a_change_names_the_report_that_made_it(record: Record) -> None:
    found = changed(record)
    toll = next(c for c in found.changes if c.change.what == "toll")
    assert [b.kind for b in toll.because] == [Reason.REPORT]
    assert toll.because[0].day == date(2024, 3, 8)
    assert set(toll.because[0].claims) < set(record.picture().incidents[0].claims)


def test_between_a_day_and_itself_nothing_changes(record: Record) -> None:
    day = Asked(known_on=date(2024, 3, 8))
    assert between(record, day, day).changes == ()


def test_a_change_in_what_the_record_said_names_the_decision(tmp_path: Path) -> None:
    with Store.open(tmp_path / "home") as store:
        maker = Maker(store=store, at=datetime(2024, 4, 1, tzinfo=UTC))
        told(maker, "one", 12, 5).keep()
        claim = Record(store, parties.load()).claims()[0]
        reject = replace(made.judged(JudgementKind.REJECT, claim), at=datetime(2024, 4, 3, 9, tzinfo=UTC))
        store.add_judgement(reject, reject.at)
        days = Asked(recorded_on=date(2024, 4, 2)), Asked(recorded_on=date(2024, 4, 4))
        found = between(Record(store, parties.load()), *days)
    assert {b.kind for c in found.changes for b in c.because} == {Reason.JUDGEMENT}
    assert found.changes[0].because[0].claims == (claim.claim.id,)


STRIKE = "An air strike on the mill of Tarsim on Sunday killed people in the queue for flour, said witness {}"


def strike(n: int) -> StoredClaim:
    return made.said(
        EventType.AIRSTRIKE,
        made.TARSIM,
        STRIKE.format(n),
        by=(made.source(f"Witness {'ABCDEFGH'[n]}", SourceType.WITNESS, named=True),),
        agents=("meridia",),
        when=made.days(8),
        report=f"report-{n}",
        public=datetime(2016, 5, 10, n, tzinfo=UTC),
    )


def pictures(pairs: list[tuple[int, int]], size: int) -> tuple[Picture, Picture]:
    """Strikes as linked by themselves, and after people said of pairs that they are different."""
    given = [strike(n) for n in range(size)]
    judged = [
        made.judged(JudgementKind.DIFFERENT, given[a % size], given[b % size], id=f"j{n}", at=n + 1)
        for n, (a, b) in enumerate(pairs)
        if a % size != b % size
    ]
    return derive(given, (), made.parties()), derive(given, judged, made.parties())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=6), st.integers(2, 6))
def test_every_id_that_is_gone_leads_to_the_incident_that_took_it_up(
    pairs: list[tuple[int, int]], size: int
) -> None:
    joined, apart = pictures(pairs, size)
    claims = [f for i in joined.incidents for f in i.claims]
    now = {i.id for i in joined.incidents}
    for incident in apart.incidents:
        heir = lineage.taken_up(incident.id, joined, claims)
        assert heir is not None
        assert set(incident.claims) & set(heir.claims)
    merged = {f.old for f in lineage.between(apart, joined) if f.fate is Fate.MERGED}
    assert merged == {i.id for i in apart.incidents} - now
    split = {f.new for f in lineage.between(joined, apart) if f.fate is Fate.SPLIT}
    assert split == {i.id for i in apart.incidents} - now


def test_an_old_id_shows_the_incident_that_took_it_up(record: Record) -> None:
    incident = record.picture().incidents[0]
    later = incident_id(incident.claims[1])
    shown = record.show(later)
    assert shown.taken_up == later
    assert shown.incident is not None
    assert shown.incident.incident.id == incident.id
    assert record.show(incident.id).taken_up == ""
    assert why(record, later, Derived.KILLED).subject == incident.id
