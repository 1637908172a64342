"""Keys: which spellings of a name meet, and at which strictness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer import keys, naming


@pytest.mark.parametrize(
    ("one", "other"),
    [("Albu Kamāl", "Albukamal"), ("Al-Bukamal", "Al Bukamal"), ("Łódź", "Lodz"), ("Sana'a", "Sanaa")],
)
def test_case_marks_and_hyphens_do_not_matter(one: str, other: str) -> None:
    assert keys.fold(one) == keys.fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("al-Qaim", "Qaim"), ("Deir ez-Zor", "Deir Zor"), ("El Fasher", "Fasher")]
)
def test_the_arabic_article_may_be_left_out(one: str, other: str) -> None:
    assert keys.fold(one) != keys.fold(other)
    assert keys.bare(one) == keys.bare(other)


def test_a_name_that_is_only_an_article_keeps_it() -> None:
    assert keys.bare("Al") == "al"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zour", "Dayr az Zawr"),
        ("Boukamal", "Bukamal"),
        ("Mayadeen", "Miyadin"),
        ("Sousa", "As Susah"),
    ],
)
def test_romanisations_of_one_name_sound_alike(one: str, other: str) -> None:
    assert keys.sound(one) == keys.sound(other)


@pytest.mark.parametrize(("one", "other"), [("Homs", "Hama"), ("Gao", "Goma"), ("Marib", "Mocha")])
def test_different_towns_do_not_sound_alike(one: str, other: str) -> None:
    assert keys.sound(one) != keys.sound(other)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert keys.fold(keys.fold(name)) == keys.fold(name)


@given(st.text(max_size=30))
def test_a_key_holds_only_letters_and_digits(name: str) -> None:
    assert all(c.isalnum() for c in keys.fold(name))


def test_airport_codes_are_no_names_and_machine_renderings_are_marked() -> None:
    found = dict(naming.named("Qadra", ("QDR", "Al Qadra", "qdrh")))
    assert found == {"Qadra": naming.MAIN, "Al Qadra": naming.OTHER, "qdrh": naming.MACHINE}


def test_an_area_is_shown_by_the_name_that_also_stands_with_its_type_word() -> None:
    assert naming.press_name("Muḩāfaz̧at Qadrā", ("Qadra", "Qadra Governorate")) == "Qadra"


def test_a_town_is_shown_without_scholarly_marks_if_it_is_also_written_so() -> None:
    assert naming.shown_name("Qadrā", ("Qadra",)) == "Qadra"
    assert naming.shown_name("Qadrā", ("Kadra",)) == "Qadrā"
    assert naming.shown_name("São Roque", ("Sao Roque",)) == "São Roque"


def test_a_county_is_also_known_without_its_type_word() -> None:
    assert list(naming.stripped((("Rook County", naming.MAIN),))) == ["Rook"]
