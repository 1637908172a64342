"""Reporting clauses at the end of long sentences, pronouns for speakers, and witnesses who saw."""

from __future__ import annotations

import pytest

from onrecord.read import attribution
from onrecord.read.parse import parse


def said(text: str) -> list[tuple[list[str], list[str]]]:
    """(sources, contents) of every act of saying."""
    found = attribution.find(parse(text))
    return [([s.as_written for s in a.sources], [c.of(text) for c in a.content_spans]) for a in found]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            (
                "Planes of the league bombed a market in Harf on Sunday, killing at least 20 people, "
                "tribesmen and medics said."
            ),
            ["tribesmen", "medics"],
        ),
        (
            (
                "Troops retook most of Tarvo on Thursday, three days after the town fell to a few hundred "
                "insurgents, residents and the governor's office said."
            ),
            ["residents", "the governor's office"],
        ),
        (
            (
                "Troops shelled villages near Tarvo, killing 12 civilians, a farmer who asked not to be named "
                "told Radio Hill."
            ),
            ["a farmer"],
        ),
        (
            (
                "The town has fallen to the league, General Oleg Sirsk, commander of the ground forces, "
                "was quoted as saying."
            ),
            ["General Oleg Sirsk, commander of the ground forces"],
        ),
        (
            "Drones bombed the town on Tuesday, killing at least 20 men, a rebel spokesman, Omar Ould Rami, said.",
            ["a rebel spokesman, Omar Ould Rami"],
        ),
    ],
)
def test_the_sources_at_the_end_of_a_long_sentence_are_found(text: str, sources: list[str]) -> None:
    found = [(who, what) for who, what in said(text) if who == sources]
    assert any(what[0].startswith(text[:20]) for _, what in found)


def test_who_only_has_a_verb_of_saying_among_others_is_no_list_of_sources() -> None:
    assert [
        who for who, _ in said("The army took the bridge, burned the mill and told villagers to go.")
    ] == [["The army"]]


def test_what_a_reporter_saw_is_told_by_the_reporter() -> None:
    assert said("A Hill Wire reporter at the scene saw 15 bodies.") == [
        (["A Hill Wire reporter at the scene"], ["15 bodies"])
    ]


def test_who_has_knowledge_of_a_matter_is_one_source() -> None:
    found = said("Nine men died, according to two people with knowledge of the matter.")
    assert found[0][0] == ["two people with knowledge of the matter"]


def test_they_are_the_plural_subject_of_the_sentence_before() -> None:
    assert said("Villagers gave another version. They said soldiers had opened fire.")[-1][0] == ["Villagers"]


def test_it_is_the_body_it_tells_of() -> None:
    text = "The Syldavian army had left the town on Saturday, it said at the time."
    assert said(text)[0][0] == ["The Syldavian army"]


def test_spokesmen_of_two_sides_are_two() -> None:
    text = "A resistance spokesman said two towns fell. The junta's spokesman conceded heavy assaults."
    assert [who for who, _ in said(text)] == [["A resistance spokesman"], ["The junta's spokesman"]]
