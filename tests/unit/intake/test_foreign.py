"""Parts of a text in another language are found, and English is not taken for one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import lexicon
from onrecord.intake import foreign
from onrecord.intake.language import language_of

ENGLISH = (
    "Rebels shelled the town of Tarvo on Thursday and killed twelve people, a doctor at the hospital said. "
    "The army said that it had returned fire and that the road to the north was closed."
)
ARABIC = "قال طبيب في المستشفى إن اثني عشر شخصا قتلوا يوم الخميس في البلدة"
RUSSIAN = "Врач больницы сказал, что в четверг в городе погибли двенадцать человек"
ENTRIES = lexicon.load("languages").entries


@pytest.mark.parametrize(("tongue", "sentence"), [(e.gives, s) for e in ENTRIES for s in e.finds])
def test_a_paragraph_in_another_language_is_found(tongue: str, sentence: str) -> None:
    text = f"{ENGLISH}\n{sentence}\n{ENGLISH}"
    (part,) = foreign.parts_of(text)
    assert (part.tongue, part.span.of(text)) == (tongue, sentence)


@pytest.mark.parametrize("sentence", [s for e in ENTRIES for s in e.passes] + [ENGLISH, ENGLISH.upper()])
def test_english_is_no_other_language(sentence: str) -> None:
    assert foreign.parts_of(sentence) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{ENGLISH} The town (تارفو) lies in the north.",
        "Brigada de la Libertad, Los Santos, El Pueblo de las Minas",
        "Ahmad, Ali, Mohammed, Hassan, Karim, Yusuf, Omar and Salim were named.",
        "Der Tarvo said on X that he and his men left Las Minas for San Tarvo.",
    ],
)
def test_names_of_another_language_stay(text: str) -> None:
    assert foreign.parts_of(text) == ()


@pytest.mark.parametrize(
    ("other", "tongue"),
    [
        (ARABIC, "Arabic script"),
        (RUSSIAN, "Cyrillic script"),
        ("十二人在星期四的炮击中丧生他们都是平民百姓来自北方的一个小村庄没有人", "Chinese characters"),
    ],
)
def test_another_script_is_found_inside_a_paragraph_too(other: str, tongue: str) -> None:
    text = f"{ENGLISH} {other}. {ENGLISH}"
    (part,) = foreign.parts_of(text)
    assert (part.tongue, part.span.of(text)) == (tongue, other)


def test_neighbouring_paragraphs_of_one_language_are_one_part() -> None:
    text = f"{ENGLISH}\n\n{ARABIC}\n\n{ARABIC}\n\n{ENGLISH}"
    (part,) = foreign.parts_of(text)
    assert part.span.of(text) == f"{ARABIC}\n\n{ARABIC}"


def test_a_text_with_an_english_part_is_read_as_english_however_small_its_share() -> None:
    found = language_of(f"{ARABIC}\n\n" * 8 + ENGLISH)
    assert (found.code, len(found.foreign)) == ("en", 1)


def test_a_text_without_an_english_part_is_of_its_own_language() -> None:
    found = language_of(f"{ARABIC}\n\n" * 8 + "Share on Facebook")
    assert (found.code, found.foreign) == ("ar", ())


@given(st.text(max_size=200))
def test_parts_are_in_order_and_apart(text: str) -> None:
    spans = [part.span for part in foreign.parts_of(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(len(s) for s in spans)
