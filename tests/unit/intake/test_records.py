"""Reports as JSON."""

from __future__ import annotations

import pytest

from onrecord.intake import records


def test_a_broken_line_is_one_fault_and_the_rest_goes_on() -> None:
    raw = b'\xef\xbb\xbf{"text": "a"}\n\n{"text": "b\n{"text": "c"}\n[1]\n"x"\n{"text": "\xff"}\n'
    found = [(r.where, r.fields.get("text"), bool(r.fault)) for r in records.lines(raw, "f")]
    assert found == [
        ("f, line 1", "a", False),
        ("f, line 3", None, True),
        ("f, line 4", "c", False),
        ("f, line 5", None, True),
        ("f, line 6", None, True),
        ("f, line 7", None, True),
    ]


def test_a_fault_says_where_in_the_line() -> None:
    (record,) = records.lines(b'{"text": oops}', "f")
    assert record.fault == "broken JSON at character 10: Expecting value"


def test_an_escape_of_what_cannot_be_stored_is_replaced_wherever_it_stands() -> None:
    raw = b'{"title": "\\ud800 a", "claims": [{"trigger": "b\\u0000"}], "text": "\\ud83d\\ude00"}'
    (record,) = records.lines(raw, "f")
    assert record.fields == {
        "title": "\ufffd a",
        "claims": [{"trigger": "b\ufffd"}],
        "text": "\U0001f600",
    }


@pytest.mark.parametrize("value", [b"9" * 5_000, b"[" * 100_000], ids=["digits", "nesting"])
def test_what_python_cannot_hold_is_the_fault_of_its_line_alone(value: bytes) -> None:
    broken, sound = records.lines(b'{"a": ' + value + b'}\n{"text": "b"}\n', "f")
    assert broken.fault
    assert sound.fields == {"text": "b"}


def test_a_line_keeps_its_own_bytes() -> None:
    first, second = records.lines(b'{"a": 1}\r\n{"a": 2}\r\n', "f")
    assert (first.raw, second.raw) == (b'{"a": 1}', b'{"a": 2}')


@pytest.mark.parametrize(
    ("raw", "wheres"),
    [
        (b'{"text": "a"}', ["f"]),
        (b'[{"text": "a"}, {"text": "b"}]', ["f, report 1", "f, report 2"]),
        (b'{"reports": [{"text": "a"}]}', ["f"]),
        (b"[]", []),
    ],
)
def test_a_document_holds_one_report_or_a_list(raw: bytes, wheres: list[str]) -> None:
    assert [record.where for record in records.document(raw, "f")] == wheres


@pytest.mark.parametrize("raw", [b'{"reports": 3}', b"7", b"{", b"[7]", b"[" * 100_000])
def test_a_document_that_holds_no_report_is_a_fault(raw: bytes) -> None:
    (record,) = records.document(raw, "f")
    assert record.fault
