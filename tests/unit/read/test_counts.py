"""Figures as worded become bounds, bound to the noun they count."""

from __future__ import annotations

import pytest

from onrecord import lexicon
from onrecord.model.claim import HarmKind
from onrecord.read import counts, quantities
from onrecord.read.page import Page
from onrecord.read.parse import parse

WORDINGS = [
    ("Thirty men were killed in the raid.", "killed", 30, 30),
    ("At least 30 people were killed in the raid.", "killed", 30, None),
    ("More than 1,200 people were killed in the war.", "killed", 1200, None),
    ("Up to 30 soldiers were killed in the raid.", "killed", None, 30),
    ("About 30 soldiers were killed in the raid.", "killed", 30, 30),
    ("Dozens of villagers were killed in the raid.", "killed", 24, None),
    ("Hundreds of families fled the valley.", "displaced", 200, None),
    ("Tens of thousands of people fled the valley.", "displaced", 20000, None),
    ("A dozen soldiers were killed in the raid.", "killed", 12, 12),
    ("Many soldiers were killed in the raid.", "killed", None, None),
    ("No civilians were killed in the raid.", "killed", 0, 0),
    ("The shell killed a 12-year-old boy.", "killed", 1, 1),
    ("The shell killed twelve and injured nine more.", "killed", 12, 12),
    ("The raid left nine people dead.", "killed", 9, 9),
    ("Two of his guards were wounded in the raid.", "injured", 2, 2),
    ("In two days 28 deaths were recorded.", "killed", 28, 28),
    ("Scores of fighters surrendered at the bridge.", "surrendered", 40, None),
    ("Gunmen abducted 14 nurses from the clinic.", "captured", 14, 14),
    ("Between 20 and 30 people were killed in the shelling.", "killed", 20, 30),
    ("Half a million people were displaced by the war.", "displaced", 500000, 500000),
    ("Several hundred rebels were killed in the battle.", "killed", 200, None),
    ("Three people died and eleven were injured in the raid.", "injured", 11, 11),
    ("The radio reported 23 soldiers killed and more than 100 wounded there.", "injured", 100, None),
    ("Two guards were killed and a third seriously hurt in the raid.", "injured", 1, 1),
    ("A bomb killed an elder and two of his sons in the valley.", "killed", 2, 2),
    ("The shells killed a family of five in the suburb.", "killed", 5, 5),
    ("Palestinian gunmen killed four Israelis at a station.", "killed", 4, 4),
    ("The mob stabbed to death a beekeeper.", "killed", 1, 1),
    ("Gunmen kidnapped the mayor of the town.", "captured", 1, 1),
    ("Among the dead were 52 civilians.", "killed", 52, 52),
    ("An attack killed the village chief in the night.", "killed", 1, 1),
    ("A shell wounded his wife in the night.", "injured", 1, 1),
    ("82 herders shot by soldiers were buried on Monday.", "killed", 82, 82),
]


def figures(sentence: str) -> list[tuple[str, int | None, int | None]]:
    page = Page.of(parse(sentence))
    found = []
    for token in page.doc:
        for kind, noun, rule in counts.harmed(token, page):
            count = counts.count_of(kind, noun, page, rule)
            if count is not None:
                found.append((count.kind.value, count.low, count.high))
    return found


@pytest.mark.parametrize(("sentence", "kind", "low", "high"), WORDINGS)
def test_wording_gives_bounds(sentence: str, kind: str, low: int | None, high: int | None) -> None:
    assert (kind, low, high) in figures(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind", "low"),
    [
        ("The radio reported 23 soldiers killed and more than 100 wounded there.", "killed", 100),
        ("Three people died and eleven were injured in the raid.", "injured", 3),
        ("Four militiamen and a girl of nine died in an ambush.", "killed", 9),
    ],
)
def test_a_number_is_not_bound_to_a_word_that_does_not_count_it(sentence: str, kind: str, low: int) -> None:
    assert (kind, low) not in {(k, n) for k, n, _ in figures(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The raid came on 12 March.",
        "Troops killed the lights at 10 pm.",
        "Rebels killed civilians in the valley.",
        "Some 40,000 people live in the town.",
        "The rebels shot down 96 of the drones.",
        "An unknown number of travellers were taken hostage.",
    ],
)
def test_what_is_no_figure_of_harm(sentence: str) -> None:
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("thirty-two", 32),
        ("1,200", 1200),
        ("two hundred and six", 206),
        ("1.5 million", 1500000),
        ("nine", 9),
        ("half a million", 500000),
        ("half a dozen", 6),
        ("half", None),
        ("cat", None),
    ],
)
def test_number_words(words: str, value: int | None) -> None:
    assert quantities.value_of(words) == value


HARM = [e for e in lexicon.load("counts").entries if e.id.startswith(("harm.", "idiom."))]


@pytest.mark.parametrize(
    ("entry", "sentence"), [(e, s) for e in HARM for s in e.finds], ids=lambda v: getattr(v, "id", v)
)
def test_harm_rule_finds_its_example(entry: lexicon.Entry, sentence: str) -> None:
    page = Page.of(parse(sentence))
    kinds = {kind for token in page.doc for kind, _, _ in counts.harmed(token, page)}
    assert HarmKind(entry.gives) in kinds


@pytest.mark.parametrize(
    ("entry", "sentence"), [(e, s) for e in HARM for s in e.passes], ids=lambda v: getattr(v, "id", v)
)
def test_harm_rule_passes_over_its_near_miss(entry: lexicon.Entry, sentence: str) -> None:
    page = Page.of(parse(sentence))
    rules = {rule for token in page.doc for _, _, rule in counts.harmed(token, page)}
    assert entry.id not in rules
