"""Bytes to canonical text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import text

WORDS = "Fighters left Vélmora — “all of it”."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_any_of_its_forms(encoding: str) -> None:
    raw = WORDS.encode(encoding)
    assert text.is_text(raw)
    assert text.decode(raw) == text.Decoded(text=WORDS)


def test_a_declared_encoding_is_believed_where_the_bytes_are_not_utf_8() -> None:
    assert text.decode("Бой у села".encode("cp1251"), "windows-1251") == text.Decoded(text="Бой у села")


@pytest.mark.parametrize("declared", ["", "no-such-encoding", "utf-8", "base64", "undefined", "a\x00b"])
def test_other_bytes_are_read_as_windows_1252_and_the_doubt_is_told(declared: str) -> None:
    decoded = text.decode(WORDS.encode("cp1252"), declared)
    assert decoded.text == WORDS
    assert "Windows-1252" in decoded.doubt


def test_utf_8_with_a_broken_end_stays_utf_8() -> None:
    decoded = text.decode(WORDS.encode()[:-2])
    assert decoded.text == WORDS[:-2] + "\ufffd"
    assert decoded.doubt.startswith("1 places")


def test_newlines_are_of_one_kind_and_zeros_are_replaced() -> None:
    assert text.canonical("a\r\nb\rc\u2028d\x00e\ud800") == "a\nb\nc\nd\ufffde\ufffd"


def test_nothing_else_is_cut() -> None:
    assert text.canonical("  a \t b\u00a0 \n\n c ") == "  a \t b\u00a0 \n\n c "


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7 text",
        b"PK\x03\x04....",
        b"\x89PNG\r\n",
        bytes(range(256)) * 10,
        b"abc" + b"\x00\x01\x02" * 9,
    ],
    ids=["pdf", "zip", "png", "all bytes", "zeros"],
)
def test_what_a_program_wrote_for_itself_is_no_text(raw: bytes) -> None:
    assert not text.is_text(raw)


def test_a_text_with_one_stray_zero_is_a_text() -> None:
    assert text.is_text(b"Fighters left Velmora on Monday, and on Tuesday came back.\x00 Rain fell. " * 2)


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_what_can_be_stored(raw: bytes) -> None:
    decoded = text.decode(raw).text
    assert "\x00" not in decoded
    assert text.canonical(decoded) == decoded
    decoded.encode()
