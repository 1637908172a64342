"""The write flow: what is pointed at ends up in the record, and one bad report stops no other."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from onrecord import monitor
from onrecord.errors import BadJudgement, DataError, InputError
from onrecord.intake.reports import Options
from onrecord.model.judgement import Judgement, JudgementKind
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, EditionKind, ProblemCode
from onrecord.monitor import Names, Result
from onrecord.store.store import Store
from tests.unit.store.made import a_reading

AT = datetime(2019, 6, 1, 12, tzinfo=UTC)
WORDS = "At least 12 people were killed"
BODY = f"Fighters took the village of Velmora on Sunday, residents said. {WORDS}."
HEADER = "Outlet: Demo Courier\nURL: https://courier.example/{}\nPublished: 2019-05-03\n\n"
ARABIC = "قال سكان إن القرية سقطت يوم الأحد. " * 9
PAGE = f"<html><head><title>Velmora</title></head><body><article><h1>Velmora falls</h1><p>{BODY}</p><p>Rai"


@dataclass
class OneSentence:
    """A reader that knows one sentence, and breaks on one word."""

    name: str = "test reader"
    version: str = "1"
    kind: ReaderKind = ReaderKind.MACHINE

    def read(self, edition: Edition) -> Reading:
        if "UNSPEAKABLE" in edition.text:
            raise RuntimeError("the reader broke")
        if "OUT OF ORDER" in edition.text:
            raise DataError("a lexicon is damaged")
        said = [(WORDS, 12)] if WORDS in edition.text else []
        return a_reading(edition, *said, version=self.version)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    return made


def _add(store: Store, *paths: Path | str, names: Names | None = None, **options: str) -> monitor.Summary:
    return monitor.add(
        paths, store=store, readers=[OneSentence()], names=names, options=Options(at=AT, **options)
    )


def _report(folder: Path, name: str, text: str = BODY) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(HEADER.format(name) + text)
    return path


def test_a_report_is_archived_read_and_stored(store: Store, folder: Path) -> None:
    path = _report(folder, "a")
    (outcome,) = _add(store, path).outcomes
    assert (outcome.result, outcome.claims, outcome.problems) == (Result.ADDED, 1, ())
    (stored,) = store.claims()
    assert stored.claim.evidence_text == WORDS
    assert store.raw(store.edition(outcome.edition)) == path.read_bytes()
    assert not list(store.faults())


def test_the_same_report_twice_changes_nothing(store: Store, folder: Path) -> None:
    _report(folder, "a")
    _add(store, folder)
    before = store.counts()
    summary = _add(store, folder)
    assert [outcome.result for outcome in summary.outcomes] == [Result.KNOWN]
    assert store.counts() == before


def test_another_text_under_one_address_is_another_edition(store: Store, folder: Path) -> None:
    path = _report(folder, "a")
    _add(store, path)
    path.write_text(HEADER.format("a") + BODY + " Rain fell.")
    (outcome,) = _add(store, path).outcomes
    assert outcome.result is Result.NEW_EDITION
    assert store.counts()["report"] == 1
    assert store.counts()["edition"] == 2


@pytest.mark.parametrize("url", ["", "URL: https://courier.example/a\n"], ids=["no address", "an address"])
def test_a_report_without_a_date_is_given_one_when_it_is_added_again(
    store: Store, folder: Path, url: str
) -> None:
    path = folder / "a.txt"
    path.write_text(f"{url}{BODY}")
    _add(store, path, outlet="Demo")
    for _ in range(2):
        _add(store, path, outlet="Demo", published="2019-05-03")
        _add(store, path, outlet="Demo")
    assert store.counts()["report"] == 1
    assert store.counts()["edition"] == 2
    (stored,) = store.claims()
    assert stored.published is not None
    assert stored.public_at == datetime(2019, 5, 4, tzinfo=UTC)
    assert store.search("killed") == (stored.claim.id,)


def test_a_wrong_date_is_set_right_by_a_person_alone(store: Store, folder: Path) -> None:
    path = _report(folder, "a")
    _add(store, path)
    path.write_text(path.read_text().replace("2019-05-03", "2019-05-09"))
    _add(store, path)
    assert store.counts()["edition"] == 2  # the header is part of the text
    _add(store, path, published="2019-05-07")
    days = {stored.published.first_day.day for stored in store.claims() if stored.published}
    assert days == {3, 7}


def test_what_was_known_before_a_date_was_given_stays_so(store: Store, folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text(BODY)
    _add(store, path)
    later = Options(at=datetime(2019, 7, 1, tzinfo=UTC), published="2019-05-03")
    monitor.add([path], store=store, readers=[OneSentence()], options=later)
    (then,) = store.claims(recorded_on=AT)
    assert then.public_at == AT


def test_a_reader_of_a_new_version_reads_what_is_known(store: Store, folder: Path) -> None:
    path = _report(folder, "a")
    _add(store, path)
    summary = monitor.add([path], store=store, readers=[OneSentence(version="2")], options=Options(at=AT))
    assert [outcome.result for outcome in summary.outcomes] == [Result.READ]
    assert store.counts()["reading"] == 2


def test_all_can_be_read_anew(store: Store, folder: Path) -> None:
    _report(folder, "a")
    _report(folder, "b", ARABIC)
    _add(store, folder)
    assert monitor.reread(store=store, readers=[OneSentence(version="2")]) == 1
    assert monitor.reread(store=store, readers=[OneSentence(version="2")]) == 0
    assert len(list(store.claims())) == 1


BAD: dict[str, tuple[bytes, Result, set[ProblemCode]]] = {
    "a-empty.txt": (b"", Result.REFUSED, {ProblemCode.EMPTY}),
    "b-binary.txt": (b"\x7fELF" + bytes(500), Result.REFUSED, {ProblemCode.NOT_TEXT}),
    "c-encoding.txt": (
        (HEADER.format("c") + "Café " + BODY).encode("cp1252"), Result.ADDED, {ProblemCode.BAD_ENCODING},
    ),
    "d-truncated.html": (
        PAGE.encode(), Result.ADDED, {ProblemCode.TRUNCATED, ProblemCode.UNDATED, ProblemCode.OUTLET_UNKNOWN},
    ),
    "e-undated.txt": (
        b"Outlet: Demo\nURL: https://courier.example/e\n\n" + BODY.encode(), Result.ADDED, {ProblemCode.UNDATED},
    ),
    "f-future.txt": (
        HEADER.format("f").replace("2019", "2031").encode() + BODY.encode(), Result.ADDED,
        {ProblemCode.FUTURE_DATE, ProblemCode.UNDATED},
    ),
    "g-arabic.txt": ((HEADER.format("g") + ARABIC).encode(), Result.ADDED, {ProblemCode.UNREAD_LANGUAGE}),
    "h-breaks-reader.txt": (
        (HEADER.format("h") + "UNSPEAKABLE " + BODY).encode(), Result.FAILED, {ProblemCode.READER_FAILED},
    ),
}  # fmt: skip


def test_each_bad_input_gets_its_line_and_the_rest_goes_on(store: Store, folder: Path) -> None:
    for name, (raw, _, _) in BAD.items():
        (folder / name).write_bytes(raw)
    (folder / "i-gone.txt").symlink_to(folder / "nowhere")
    _report(folder, "z-good")
    outcomes = {Path(o.where).name: o for o in _add(store, folder).outcomes}
    for name, (_, result, codes) in BAD.items():
        assert (name, outcomes[name].result) == (name, result)
        assert (name, {p.code for p in outcomes[name].problems}) == (name, codes)
    assert outcomes["i-gone.txt"].result is Result.REFUSED
    assert outcomes["z-good.txt"].result is Result.ADDED
    told = {p.problem.code for p in store.problems()}
    assert told == {code for _, _, codes in BAD.values() for code in codes} | {ProblemCode.UNREADABLE}
    assert not list(store.faults())


def test_a_broken_line_costs_that_line_alone(store: Store, folder: Path) -> None:
    line = json.dumps(
        {"text": BODY, "outlet": "Demo", "published": "2019-05-03", "url": "https://c.example/{}"}
    )
    path = folder / "reports.jsonl"
    path.write_text(f"{line}\n{line[:40]}\n{line.replace('{}', '2')}\n")
    summary = _add(store, path)
    assert [outcome.result for outcome in summary.outcomes] == [Result.ADDED, Result.REFUSED, Result.ADDED]
    assert summary.outcomes[1].where == f"{path}, line 2"
    assert not summary.ok


def test_a_report_of_five_megabytes_is_stored_whole(store: Store, folder: Path) -> None:
    text = (BODY + "\n") * (5_000_000 // len(BODY))
    path = _report(folder, "a", text)
    (outcome,) = _add(store, path).outcomes
    assert outcome.result is Result.ADDED
    assert len(store.edition(outcome.edition).text) > 4_900_000


def test_a_language_we_do_not_read_is_stored_and_given_to_no_reader(store: Store, folder: Path) -> None:
    (outcome,) = _add(store, _report(folder, "a", ARABIC + WORDS)).outcomes
    assert store.edition(outcome.edition).language == "ar"
    assert store.readers_of(outcome.edition) == frozenset()


def test_what_broke_a_reader_is_read_again_on_the_next_run(store: Store, folder: Path) -> None:
    path = _report(folder, "a", "UNSPEAKABLE " + BODY)
    (outcome,) = _add(store, path).outcomes
    assert outcome.problems[0].message == "RuntimeError: the reader broke"
    assert store.has_edition(outcome.edition)
    assert [o.result for o in _add(store, path).outcomes] == [Result.FAILED]


def test_what_coders_coded_is_kept_where_the_machine_breaks(store: Store, folder: Path) -> None:
    path = folder / "gold.jsonl"
    path.write_text(_coded(text="UNSPEAKABLE " + BODY))
    (outcome,) = _add(store, path).outcomes
    assert (outcome.result, outcome.claims) == (Result.FAILED, 1)
    assert [stored.reader_kind for stored in store.claims()] == [ReaderKind.CODER]


def test_a_damaged_part_of_ours_stops_the_run(store: Store, folder: Path) -> None:
    with pytest.raises(DataError, match="lexicon"):
        _add(store, _report(folder, "a", "OUT OF ORDER " + BODY))


def test_a_wrong_path_is_told_and_is_no_fact_about_the_evidence(store: Store, folder: Path) -> None:
    summary = _add(store, folder / "nothing.txt", _report(folder, "a"))
    assert [outcome.result for outcome in summary.outcomes] == [Result.REFUSED, Result.ADDED]
    assert not list(store.problems())


def test_one_address_cannot_be_that_of_many_reports(store: Store, folder: Path) -> None:
    with pytest.raises(InputError, match="one report"):
        _add(store, folder, url="https://courier.example/a")


def test_a_date_that_is_none_is_refused_before_anything_is_taken_in(store: Store, folder: Path) -> None:
    with pytest.raises(InputError, match="no date"):
        _add(store, _report(folder, "a"), published="last week")
    assert store.counts()["report"] == 0


@pytest.mark.parametrize(
    ("option", "why"),
    [({"published": "2999-01-01"}, "still to come"), ({"url": "courier/a"}, "no web address")],
)
def test_an_option_that_cannot_be_is_refused_before_anything_is_taken_in(
    store: Store, folder: Path, option: dict[str, Any], why: str
) -> None:
    with pytest.raises(InputError, match=why):
        _add(store, _report(folder, "a"), **option)
    assert store.counts()["report"] == 0


def test_standard_input_is_taken_in(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(BODY.encode())))
    (outcome,) = _add(store, "-", outlet="Demo", published="2019-05-03").outcomes
    assert (outcome.where, outcome.result, outcome.problems) == ("standard input", Result.ADDED, ())


def _coded(**fields: object) -> str:
    claim = {
        "id": "c1", "type": "armed_attack", "evidence": WORDS, "trigger": "killed", "agents": ["the Front"],
        "stance": "asserted", "sources": [], "in_own_words": "Twelve were killed",
    }  # fmt: skip
    return json.dumps({"outlet": "Demo", "published": "2019-05-03", "claims": [claim], **fields})


def test_coded_claims_stand_beside_the_machines(store: Store, folder: Path) -> None:
    path = folder / "gold.jsonl"
    path.write_text(_coded(text=BODY, coder="Lena"))
    _add(
        store,
        path,
        names=Names(find_actor=lambda name, _country, _day: "front" if name == "the Front" else ""),
    )
    by_kind = {stored.reader_kind: stored for stored in store.claims()}
    assert set(by_kind) == {ReaderKind.MACHINE, ReaderKind.CODER}
    assert by_kind[ReaderKind.CODER].reader == "Lena"
    assert by_kind[ReaderKind.CODER].claim.agents[0].id == "front"


def test_a_note_is_read_by_its_coder_alone(store: Store, folder: Path) -> None:
    path = folder / "notes.json"
    path.write_text(json.dumps({"reports": [json.loads(_coded(url="https://courier.example/a"))]}))
    _add(store, path)
    (stored,) = store.claims()
    assert (stored.edition_kind, stored.reader_kind) == (EditionKind.CODER_NOTE, ReaderKind.CODER)
    assert stored.claim.evidence_text == "Twelve were killed"


def test_the_party_of_an_outlet_is_noted_with_its_editions(store: Store, folder: Path) -> None:
    _add(
        store,
        _report(folder, "a"),
        names=Names(party_of=lambda outlet, _country, _day: "p" if outlet == "Demo Courier" else ""),
    )
    assert [stored.publisher_party for stored in store.claims()] == ["p"]


def test_progress_is_told_as_it_comes(store: Store, folder: Path) -> None:
    for name in "abc":
        _report(folder, name)
    told: list[monitor.Outcome] = []
    summary = monitor.add(
        [folder], store=store, readers=[OneSentence()], options=Options(at=AT), progress=told.append
    )
    assert tuple(told) == summary.outcomes
    assert (summary.count(Result.ADDED), summary.claims, summary.ok) == (3, 3, True)


def test_a_judgement_without_an_id_gets_one_and_is_stored(store: Store) -> None:
    given = Judgement(id="", kind=JudgementKind.NOTE, author="Lena", at=AT, reason="seen", subject="gn:7")
    judged = monitor.judge(store, given)
    assert judged.id.startswith("j")
    assert list(store.judgements()) == [judged]
    with pytest.raises(BadJudgement):
        monitor.judge(
            store, Judgement(id="", kind=JudgementKind.UNDO, author="L", at=AT, reason="", subject="j0")
        )
