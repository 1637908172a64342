"""The lines a plain text file may begin with."""

from __future__ import annotations

from onrecord.intake.header import header_of

HEAD = "Demonstration text. Not a report.\nOutlet: Demo Courier\nPublished: 2017-11-13\n"


def test_the_header_is_read_up_to_its_last_line() -> None:
    header = header_of(HEAD + "\nVelmora falls\n")
    assert header.fields == {"outlet": "Demo Courier", "published": "2017-11-13"}
    assert header.end == len(HEAD)


def test_a_text_without_a_header_has_none() -> None:
    assert header_of("Velmora falls.\nRain fell.\nMore rain.\nPublished: 2017-11-13\n").end == 0


def test_one_line_with_a_colon_is_how_a_text_may_begin() -> None:
    assert header_of("Title: a history of Velmora\n\nRain fell.").fields == {}
