"""The record: what goes in comes out, nothing changes, and everything says when it was recorded."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from onrecord.errors import BadJudgement, InputError, StoreError, UnknownName
from onrecord.model.judgement import Anchor, Judgement, JudgementKind
from onrecord.model.reading import ReaderKind
from onrecord.model.report import Problem, ProblemCode
from onrecord.model.stored import TakenIn
from onrecord.store import schema
from onrecord.store.store import Store
from tests.unit.store.made import NOW, TEXT, a_claim, a_reading, a_report, an_edition

REPORT = a_report()
EDITION = an_edition(REPORT)
CAPTURE = ("Fighters took Velmora on Sunday", None)
TOLL = ("At least 12 people were killed", 12)
READING = a_reading(EDITION, CAPTURE, TOLL)
UNDATED = Problem(code=ProblemCode.UNDATED, message="nothing says when", edition=EDITION.id, where="a.txt")
LATER = NOW + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home", actor="Lena") as opened:
        yield opened


def _judgement(claim: str, **changes: object) -> Judgement:
    anchor = Anchor(
        claim=claim, edition=EDITION.id, trigger=READING.claims[0].trigger,
        evidence=READING.claims[0].evidence, evidence_text=CAPTURE[0],
    )  # fmt: skip
    made = Judgement(
        id="j1", kind=JudgementKind.REJECT, author="Lena", at=NOW, reason="misread", anchors=(anchor,)
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_report_comes_out_as_it_went_in(store: Store) -> None:
    store.keep(TEXT.encode())
    taken = store.take_in(REPORT, EDITION, [READING], [UNDATED], at=NOW)
    assert taken == TakenIn(new_report=True, new_edition=True, new_readings=1, new_claims=2, new_problems=1)
    assert list(store.reports()) == [REPORT]
    assert store.edition(EDITION.id) == EDITION
    assert store.raw(EDITION) == TEXT.encode()
    assert store.reading_of(EDITION.id, ReaderKind.MACHINE) == READING
    assert [found.problem for found in store.problems()] == [UNDATED]
    assert [found.claim for found in store.claims()] == list(READING.claims)


def test_the_same_report_twice_changes_nothing(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [UNDATED], at=NOW)
    before = store.counts()
    assert not store.take_in(REPORT, EDITION, [READING], [UNDATED], at=LATER).changed
    assert store.counts() == before


def test_a_claim_comes_with_its_report_and_its_times(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    first, second = store.claims()
    assert (first.report, first.outlet, first.url, first.title) == (
        REPORT.id, "Demo Courier", REPORT.url, "Velmora falls",
    )  # fmt: skip
    assert EDITION.published is not None
    assert first.public_at == EDITION.published.end
    assert first.recorded_at == NOW
    assert first.withdrawn_at is None
    assert second.passage == TEXT


def test_a_new_reading_takes_the_place_of_the_old_one_which_stays(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    better = a_reading(EDITION, TOLL, version="2")
    assert store.add_reading(better, LATER)
    assert [found.claim.reading for found in store.claims()] == [better.id]
    assert len(list(store.claims(live=False))) == 3
    assert store.readers_of(EDITION.id) == {(ReaderKind.MACHINE, "test reader", "2")}


def test_a_reading_that_was_replaced_can_become_live_again(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    store.add_reading(a_reading(EDITION, TOLL, version="2"), NOW)
    assert store.add_reading(READING, LATER)
    assert store.reading_of(EDITION.id, ReaderKind.MACHINE) == READING


def test_a_claim_that_a_later_reading_repeats_is_found_once_as_that_reads_it(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    again = a_reading(EDITION, TOLL, version="2")
    store.add_reading(again, LATER)
    assert store.claim(again.claims[0].id).claim == again.claims[0]


def test_readings_of_two_kinds_of_reader_are_live_side_by_side(store: Store) -> None:
    coded = a_reading(EDITION, TOLL, kind=ReaderKind.CODER)
    store.take_in(REPORT, EDITION, [READING, coded], [], at=NOW)
    assert {found.reader_kind for found in store.claims()} == {ReaderKind.MACHINE, ReaderKind.CODER}


def test_the_record_of_a_day_is_what_it_held_that_day(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    store.add_reading(a_reading(EDITION, TOLL, version="2"), LATER)
    assert [found.claim for found in store.claims(recorded_on=NOW)] == list(READING.claims)
    assert not list(store.claims(recorded_on=NOW - timedelta(seconds=1)))


@pytest.mark.parametrize("table", schema.APPEND_ONLY)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET seq = seq + 100"])
def test_no_row_can_be_changed_or_removed(store: Store, table: str, change: str) -> None:
    store.take_in(REPORT, EDITION, [READING], [UNDATED], at=NOW)
    store.add_judgement(_judgement(READING.claims[0].id), NOW)
    with sqlite3.connect(store.home / "record.db") as connection:
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(change.format(table))


def test_the_columns_keep_no_more_than_two_decimals(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    with sqlite3.connect(store.home / "record.db") as connection:
        rows = connection.execute("SELECT DISTINCT lat, lon, killed_low, killed_high FROM claim").fetchall()
    assert sorted(rows, key=str) == [(34.46, 40.9, 12, None), (34.46, 40.9, None, None)]


@pytest.mark.parametrize(
    ("words", "number"),
    [("killed", 1), ("KILLED people", 1), ('"people were"', 1), ('"were people"', 0), ("rain", 0), ("", 0)],
)
def test_search_finds_live_claims_that_hold_all_words(store: Store, words: str, number: int) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    assert len(store.search(words)) == number


@pytest.mark.parametrize(
    "words", ['"', "a AND", "NEAR(", "x* OR", "title:falls -", "((", "'; DROP TABLE claim"]
)
def test_nothing_typed_into_a_search_is_an_operator(store: Store, words: str) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    assert store.search(words) == ()


def test_search_in_reports_folds_case_and_accents(store: Store) -> None:
    store.take_in(REPORT, EDITION, [], [], at=NOW)
    assert store.search_editions("vélmora FALLS rain") == (EDITION.id,)


def test_a_claim_of_a_reading_that_was_replaced_is_not_found(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    store.add_reading(a_reading(EDITION, TOLL, version="2"), NOW)
    assert store.search("took") == ()


def test_a_judgement_is_kept_and_known_again(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    judgement = _judgement(READING.claims[0].id)
    assert store.add_judgement(judgement, NOW)
    assert not store.add_judgement(judgement, LATER)
    assert list(store.judgements()) == [judgement]
    assert not list(store.judgements(recorded_on=NOW - timedelta(seconds=1)))


def test_a_judgement_on_what_is_not_here_is_refused(store: Store) -> None:
    with pytest.raises(BadJudgement, match="no claim c0"):
        store.add_judgement(_judgement("c0"), NOW)
    undo = _judgement("c0", kind=JudgementKind.UNDO, anchors=(), subject="j9")
    with pytest.raises(BadJudgement, match="no judgement j9"):
        store.add_judgement(undo, NOW)


def test_every_write_is_in_the_audit_trail_with_its_maker(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    store.add_judgement(_judgement(READING.claims[0].id), NOW)
    store.note("export", "for the team", LATER)
    entries = [(entry.at, entry.actor, entry.action, entry.what) for entry in store.audit()]
    assert entries == [
        (NOW, "Lena", "take_in", EDITION.id),
        (NOW, "Lena", "judge", "j1"),
        (LATER, "Lena", "export", "for the team"),
    ]


def test_an_id_may_be_given_by_its_beginning(store: Store) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    claim = READING.claims[0]
    assert store.claim(claim.id[:12]).claim == claim
    assert store.edition(EDITION.id[:10]) == EDITION
    with pytest.raises(UnknownName, match="no claim"):
        store.claim("zz")
    with pytest.raises(UnknownName, match="more than one claim"):
        store.claim("")


def test_a_claim_with_a_wrong_edition_leaves_nothing_behind(store: Store) -> None:
    stray = replace(READING, edition="e-nowhere")
    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.take_in(REPORT, EDITION, [stray], [], at=NOW)
    assert set(store.counts().values()) == {0}


def test_a_record_that_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_text("not a database, but long enough to be looked at" * 50)
    with pytest.raises(StoreError, match="not a record"):
        Store.open(tmp_path)


def _damage(store: Store) -> None:
    """Overwrite every page of the record but the first, as a failing disk might."""
    path = store.home / "record.db"
    store.close()
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))


@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.counts(),
        lambda store: list(store.claims()),
        lambda store: list(store.faults()),
        lambda store: store.backup(store.home / "copy.zip"),
    ],
    ids=["counts", "claims", "faults", "backup"],
)
def test_whatever_meets_damage_says_so(store: Store, use: Callable[[Store], object]) -> None:
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    _damage(store)
    with pytest.raises(StoreError, match="damaged"):
        use(store)


def test_a_home_may_have_any_name(tmp_path: Path) -> None:
    home = tmp_path / "a b%20c?mode=ro#é&x"
    with Store.open(home) as store:
        store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    assert (home / "record.db").exists()


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "record.db") as connection:
        connection.execute("CREATE TABLE holidays (day TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="not a record of onrecord"):
        Store.open(tmp_path)


def test_a_record_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with sqlite3.connect(tmp_path / "record.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer onrecord"):
        Store.open(tmp_path)


@pytest.mark.parametrize("target", ["copy.zip", "copy"])
def test_a_backup_holds_the_record_and_the_bytes(store: Store, tmp_path: Path, target: str) -> None:
    store.keep(TEXT.encode())
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    assert store.backup(tmp_path / target) == 1
    folder = tmp_path / target
    if target.endswith(".zip"):
        folder = tmp_path / "unpacked"
        with zipfile.ZipFile(tmp_path / target) as packed:
            packed.extractall(folder)
    with Store.open(folder) as again:
        assert list(again.claims()) == list(store.claims())
        assert not list(again.faults())


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.zip").write_text("mine")
    with pytest.raises(InputError, match="there already"):
        store.backup(tmp_path / "copy.zip")
    assert (tmp_path / "copy.zip").read_text() == "mine"


def test_damage_to_the_archive_is_found(store: Store) -> None:
    name = store.keep(TEXT.encode())
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    assert not list(store.faults())
    (store.home / "blobs" / name[:2] / name).write_bytes(b"changed")
    assert [fault.split()[-3:] for fault in store.faults()] == [["what", "was", "archived"]]


def test_a_later_edition_withdraws_what_it_no_longer_says(store: Store) -> None:
    corrected = an_edition(
        REPORT, TEXT.replace("12", "3"), changed=NOW - timedelta(days=3), published=date(2017, 11, 13)
    )
    store.take_in(REPORT, EDITION, [READING], [], at=NOW)
    store.take_in(
        REPORT, corrected, [a_reading(corrected, CAPTURE, (TOLL[0].replace("12", "3"), 3))], [], at=NOW
    )
    gone = {c.claim.evidence_text: c.withdrawn_at for c in store.claims() if c.claim.edition == EDITION.id}
    assert gone == {CAPTURE[0]: None, TOLL[0]: corrected.changed}


def test_a_claim_needs_no_more_than_its_words(store: Store) -> None:
    bare = replace(a_claim(EDITION, CAPTURE[0], reading=READING.id), place=None, sources=())
    store.take_in(REPORT, EDITION, [replace(READING, claims=(bare,))], [], at=NOW)
    assert [found.claim for found in store.claims()] == [bare]
