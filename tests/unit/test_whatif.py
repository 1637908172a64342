"""What would be said without somebody: it is theirs alone that goes, and the two pictures are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord import parties
from onrecord.errors import UnknownName
from onrecord.model.answer import Asked
from onrecord.model.claim import TimeRef
from onrecord.model.source import Source, SourceType
from onrecord.model.values import Interval
from onrecord.record import Record
from onrecord.record.whatif import without
from onrecord.store.store import Store
from tests.unit.made import Draft, Maker

WATCH = Source(key="w", as_written="the Velmora Watch", type=SourceType.MONITOR, named=True)
ARMY = Source(
    key="a", as_written="the Turkish army", type=SourceType.MILITARY, actor="turkey-military", named=True
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A shelling told by residents (12 killed), by a monitor (20), and by both in a third outlet (12)."""
    with Store.open(tmp_path / "home") as store:
        maker = Maker(store=store, at=datetime(2024, 4, 1, tzinfo=UTC))
        told(maker, "one", 12, 5).keep()
        told(maker, "two", 20, 7, WATCH).keep()
        third = told(maker, "three", 12, 8, WATCH)
        residents = replace(told(maker, "four", 12, 8).claims[0].sources[0], span=None)
        third.claims[0] = replace(third.claims[0], sources=(WATCH, residents))
        third.edition = replace(third.edition, outlet="Demo Herald", agency="")
        third.keep()
        yield Record(store, parties.load())


def told(maker: Maker, name: str, dead: int, day: int, source: Source | None = None) -> Draft:
    words = f"At least {dead} people were killed in the shelling of Velmora"
    if source is not None:  # in words of its own: what is copied tells nothing by itself
        words = f"Artillery left {dead} dead when the shelling struck Velmora's market, it has counted"
    draft = maker.report(name, f"{words}, residents said.", day=date(2024, 3, day))
    draft.claim(words, trigger="shelling", killed=dead, source=source)
    when = TimeRef(as_written="Tuesday", interval=Interval.of_days(date(2024, 3, 5)))
    draft.claims[0] = replace(draft.claims[0], time=when)
    return draft


def test_a_source_takes_its_own_claims_with_it_and_leaves_those_others_make(record: Record) -> None:
    found = without(record, "Velmora Watch")
    assert (found.without.kind, found.claims, found.shared, found.reports) == ("source", 1, 1, 2)


def test_a_range_that_rests_on_a_source_is_told_with_and_without_it(record: Record) -> None:
    (line,) = without(record, "the Velmora Watch").ranges
    assert "20" in line.before
    assert "20" not in line.after


def test_an_outlet_takes_all_it_published_with_it(record: Record) -> None:
    found = without(record, "outlet:Demo Herald")
    assert (found.claims, found.shared, found.reports) == (1, 0, 1)


def test_an_agency_takes_its_wire_copy_with_it(record: Record) -> None:
    assert without(record, "demo agency").claims == 2


def test_a_report_is_named_by_its_address_or_the_beginning_of_its_id(record: Record) -> None:
    first = record.claims()[0]
    by_url, by_id = without(record, first.url), without(record, first.report[:9])
    assert by_url.without == by_id.without
    assert by_id.claims == 1


def test_without_everybody_nothing_is_left(record: Record) -> None:
    found = [without(record, "Demo Courier"), without(record, "Demo Herald")]
    assert [f.claims for f in found] == [2, 1]
    assert all(not i.after for f in found for i in f.incidents)


def test_a_side_takes_those_who_speak_for_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "home") as store:
        maker = Maker(store=store, at=datetime(2024, 4, 1, tzinfo=UTC))
        told(maker, "one", 12, 5, ARMY).keep()
        told(maker, "two", 20, 7, WATCH).keep()
        book = parties.load()
        record = Record(store, book)
        found = without(record, "side:turkey-military")
        assert (found.without.kind, found.claims) == ("side", 1)


def test_a_name_that_is_nobodys_is_refused_with_near_ones(record: Record) -> None:
    with pytest.raises(UnknownName) as refused:
        without(record, "Demo Heralt")
    assert "Demo Herald" in refused.value.hint


def test_a_name_that_may_be_several_asks_which(tmp_path: Path) -> None:
    with Store.open(tmp_path / "home") as store:
        maker = Maker(store=store, at=datetime(2024, 4, 1, tzinfo=UTC))
        told(maker, "one", 12, 5, replace(WATCH, as_written="Demo Courier")).keep()
        record = Record(store, parties.load())
        with pytest.raises(UnknownName, match="several") as refused:
            without(record, "Demo Courier")
        assert "outlet:Demo Courier" in refused.value.hint
        assert without(record, "outlet:Demo Courier").claims == 1


def test_what_was_not_public_yet_is_not_compared(record: Record) -> None:
    found = without(record, "Velmora Watch", Asked(known_on=date(2024, 3, 6)))
    assert (found.claims, found.reports, found.ranges) == (0, 0, ())


def test_asking_changes_nothing_on_record(record: Record) -> None:
    before = record.picture()
    without(record, "Velmora Watch")
    assert record.picture() == before
