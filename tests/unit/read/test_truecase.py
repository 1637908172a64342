"""Texts in capitals are given the case of running English, letter for letter in the same places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import lexicon, parties
from onrecord.gazetteer.index import Gazetteer
from onrecord.read import truecase

EXAMPLES = [s for e in lexicon.load("case").entries for s in (*e.finds, *e.passes)]
SENTENCES = [
    "Rebels shelled the army in Tarvo on Thursday, a doctor said.",
    "Troops loyal to President Assad entered Deir ez-Zor on 3 November.",
    "The Syrian Observatory for Human Rights said the strikes were Russian.",
    "The Tarvo Liberation Front (TLF) denied it. The TLF has 200 men.",
    'He said: "They came at night." Nobody was hurt.',
    "Gen. Volsk fled to Chad. Turkey sent a T-72 there.",
    "Fighters of the Islamic State left the town of Vektoria in South Sudan.",
    "The U.S. said so; it had told us before.",
    "Pro-Iranian fighters and U.N.-backed troops met there.",
]


def restored(text: str, gazetteer: Gazetteer) -> str:
    """The text with running case, by the tables that ship."""
    return truecase.restore(text, gazetteer, parties.load())


@pytest.mark.parametrize("sentence", EXAMPLES + SENTENCES)
def test_a_sentence_in_capitals_gets_its_case_back(sentence: str, gazetteer: Gazetteer) -> None:
    assert restored(sentence.upper(), gazetteer) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "The army took Tarvo on Monday.",
        "SANA reported it.\nTLF\nBBC NEWS",
        "1,200 (USD) 30 T-72 M-4 AK-47",
        "",
    ],
)
def test_running_case_and_short_labels_stay_as_they_are(text: str, gazetteer: Gazetteer) -> None:
    assert restored(text, gazetteer) == text


def test_only_the_paragraph_in_capitals_is_changed(gazetteer: Gazetteer) -> None:
    text = "Rebels fled Hopewell, he said.\nREBELS HAVE LEFT HOPEWELL FOR GOOD\nIt was quiet."
    assert restored(text, gazetteer) == (
        "Rebels fled Hopewell, he said.\nRebels have left Hopewell for good\nIt was quiet."
    )


def test_how_the_rest_of_the_text_writes_a_word_decides_its_case(gazetteer: Gazetteer) -> None:
    capitals = "THE MEN OF HARBOUR LEFT BY BUS."
    assert restored(capitals, gazetteer) == "The men of harbour left by bus."
    told = restored(f"Snow fell in Harbour on Monday.\n{capitals}", gazetteer)
    assert told.endswith("The men of Harbour left by bus.")


@given(st.text(st.sampled_from("ABCDEÉßİŐǅŉ ﬁΣ.'’-(\n 1aï\u200f"), max_size=80))
def test_every_letter_keeps_its_place(gazetteer: Gazetteer, text: str) -> None:
    shown = restored(text, gazetteer)
    assert len(shown) == len(text)
    assert all(a == b or a.isalpha() for a, b in zip(text, shown, strict=True))
