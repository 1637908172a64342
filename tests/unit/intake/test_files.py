"""What a person points at."""

from __future__ import annotations

import io
import os
from pathlib import Path

from onrecord.intake.files import Form, inputs


def test_a_folder_is_taken_by_name_with_what_lies_deeper_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", ".hidden.txt", "deep/c.jsonl", ".git/d.txt", "e.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [(Path(i.where).name, i.form, i.passed_over) for i in inputs([tmp_path])]
    assert found == [
        ("a.HTML", Form.HTML, False),
        ("b.txt", Form.TEXT, False),
        ("e.pdf", Form.UNKNOWN, True),
        ("c.jsonl", Form.JSON_LINES, False),
    ]


def test_a_file_named_by_a_person_is_opened_whatever_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("x")
    (given,) = inputs([path])
    assert (given.form, given.raw, given.fault) == (Form.UNKNOWN, b"x", "")


def test_a_file_that_cannot_be_opened_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text("x")
    first, second = inputs([tmp_path])
    assert first.fault.startswith("cannot be read")
    assert not first.missing
    assert second.raw == b"x"


def test_a_file_whose_name_is_not_utf_8_is_read_and_named_as_it_can_be(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
    path.write_text("x")
    (given,) = inputs([tmp_path])
    assert (Path(given.where).name, given.raw) == ("a\ufffd.txt", b"x")


def test_a_name_behind_which_nothing_is_is_told(tmp_path: Path) -> None:
    (given,) = inputs([tmp_path / "nothing.txt"])
    assert given.missing


def test_a_name_longer_than_any_can_be_is_told() -> None:
    (given,) = inputs(["a" * 5_000])
    assert given.missing


def test_an_empty_path_is_not_the_folder_one_is_in() -> None:
    (given,) = inputs([""])
    assert given.missing


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (given,) = inputs([tmp_path])
    assert given.passed_over


def test_standard_input_is_read() -> None:
    (given,) = inputs(["-"], io.BytesIO(b"x"))
    assert (given.where, given.raw) == ("standard input", b"x")
