"""What is a copy of what: one speaker's words, however many reports print them, and nobody else's."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corroborate.copies import (
    NEIGHBOURS,
    Passage,
    candidates,
    groups_of,
    wordings_of,
)
from onrecord.derive import derive
from onrecord.model.claim import EventType
from onrecord.model.source import SourceType
from onrecord.model.stored import StoredClaim
from tests.unit.derive.made import TARSIM, WATCH, days, killed, parties, said, source

STORY = "At least {} people were killed when two shells hit the grain market of Velmora on Tuesday morning"


def passage(claim: str, dead: int, *speakers: str, end: str = "") -> Passage:
    words = f"{STORY.format(dead)}{end}"
    return Passage(claim=claim, report=claim, evidence=words, text=words, speakers=frozenset(speakers))


def test_two_named_sources_in_the_same_words_are_no_copies_of_each_other() -> None:
    assert groups_of([passage("a", 14, "watch"), passage("b", 19, "mayor")]) == {"a": "a", "b": "b"}


def test_one_named_source_with_two_numbers_is_a_reprint_that_was_changed() -> None:
    assert groups_of([passage("a", 14, "watch"), passage("b", 19, "watch")]) == {"a": "a", "b": "a"}


def test_a_speaker_beside_another_is_still_the_speaker() -> None:
    found = groups_of([passage("a", 14, "watch"), passage("b", 14, "watch", "mayor")])
    assert found == {"a": "a", "b": "a"}


def test_a_reprint_that_lost_its_speaker_copies_the_one_with_its_number() -> None:
    given = [passage("a", 14, "watch"), passage("b", 19, "mayor"), passage("c", 19, end=", it was said")]
    assert groups_of(given) == {"a": "a", "b": "b", "c": "b"}


def test_a_reprint_that_lost_its_speaker_never_makes_one_of_two() -> None:
    given = [passage("a", 14, "watch"), passage("b", 19, "mayor"), passage("c", 30, end=", it was said")]
    assert len(set(groups_of(given).values())) == 2


def test_claims_of_one_report_in_the_words_of_a_reprint_are_all_copied() -> None:
    twice = [Passage(claim=c, report="r", evidence=STORY, text=STORY) for c in ("a", "b")]
    again = Passage(claim="c", report="s", evidence=STORY, text=STORY, speakers=frozenset({"watch"}))
    assert groups_of([*twice, again]) == {"a": "a", "b": "a", "c": "a"}


def flood(n: int) -> list[Passage]:
    """One text in `n` reports, each with some words of its own before it."""
    words = [
        "late",
        "early",
        "again",
        "once",
        "more",
        "from",
        "the",
        "river",
        "side",
        "hill",
        "old",
        "new",
        "town",
        "square",
        "north",
        "south",
    ]
    random = Random(5)
    out = []
    for i in range(n):
        text = " ".join((*random.sample(words, 4), *f"{STORY} and {STORY}".format(i, i).split()))
        out.append(Passage(claim=f"c{i:05d}", report=f"r{i:05d}", evidence=STORY, text=text))
    return out


def test_a_flood_of_one_text_is_one_group_and_costs_what_its_length_is() -> None:
    few, many = flood(150), flood(1200)
    assert set(groups_of(many).values()) == {"c00000"}
    compared = [sum(1 for _ in candidates(wordings_of(p))) for p in (few, many)]
    assert compared[1] <= 10 * compared[0]
    assert compared[1] <= 32 * NEIGHBOURS * len(many)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_crowd_of_near_texts_is_grouped_alike_in_any_order(random: Random) -> None:
    crowd = [*flood(90), *(passage(f"n{n}", n, f"s{n % 5}", end=", told") for n in range(90))]
    assert groups_of(random.sample(crowd, len(crowd))) == groups_of(crowd)


MAYOR = source("Ilan Orvo", SourceType.LOCAL_OFFICIAL, named=True)


def strike(dead: int, report: str, speaker: object) -> StoredClaim:
    words = (
        f"An air strike on the mill of Tarsim on Sunday morning killed {dead} people in the queue for flour"
    )
    return said(
        EventType.AIRSTRIKE,
        TARSIM,
        words,
        by=(speaker,),  # type: ignore[arg-type]
        when=days(8),
        counts=(killed(dead, dead),),
        report=report,
    )


def test_two_named_sources_with_two_figures_are_two_origins_of_a_contested_toll() -> None:
    found = derive([strike(14, "one", WATCH), strike(19, "two", MAYOR)], (), parties()).incidents
    assert len(found) == 1
    assert (found[0].n_origins, found[0].copies) == (2, 0)
    assert found[0].tolls[0].contested
