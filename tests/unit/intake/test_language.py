"""Which language a text is in."""

from __future__ import annotations

import pytest

from onrecord.intake.language import language_of

ENGLISH = (
    "Fighters took the village of Velmora on Sunday, residents said. At least twelve people were killed. " * 3
)
ARABIC = "قال سكان إن مقاتلين سيطروا على القرية يوم الأحد وقتل اثنا عشر شخصا على الأقل في الهجوم. " * 4
FRENCH = (
    "Des combattants ont pris le village dimanche, selon des habitants. Au moins douze personnes ont été tuées. "
    * 3
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (ARABIC, "ar"),
        (FRENCH, "fr"),
        ("Fighters took the village on Sunday.", "en"),
        ("قال سكان إن القرية سقطت", "und"),
        (ARABIC[:80], "ar"),
        ("Combats près de Velmora", "und"),
        ("12 345", "und"),
        ("18:40 GMT - Shelling hits Velmora, 12 killed, residents say", "en"),
        ("Published: 2019\n" + "12345 6789\n" * 50, "und"),
        ("Demo Wire\n" + "!?.," * 200, "und"),
        ("💥🚀 " * 200, "und"),
    ],
)
def test_a_language_is_told_or_left_open(text: str, code: str) -> None:
    assert language_of(text).code == code


def test_english_in_capitals_is_english_and_said_to_be_in_capitals() -> None:
    found = language_of(ENGLISH.upper())
    assert (found.code, found.all_caps) == ("en", True)
    assert not language_of(ENGLISH).all_caps


def test_english_with_a_part_in_another_script_is_said_to_be_mixed() -> None:
    found = language_of(ENGLISH + ARABIC[:90])
    assert (found.code, len(found.foreign)) == ("en", 1)
    assert not language_of(ENGLISH + " (فلمورا)").foreign
