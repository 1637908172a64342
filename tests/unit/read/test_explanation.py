"""A claim names the rules it was read by, and its sentence those that nearly fired."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onrecord import parties
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.claim import Claim
from onrecord.model.explained import Explanation
from onrecord.model.report import Edition, EditionKind
from onrecord.model.values import Interval
from onrecord.read.reader import MachineReader

WAR = "Syrian army artillery shelled the rebel-held town of Saraqib on Friday, killing 12 civilians, residents said. "


@pytest.fixture(scope="module")
def reader(gazetteer: Gazetteer) -> MachineReader:
    """The machine reader over the real tables."""
    return MachineReader(gazetteer=gazetteer, parties=parties.load())


def explained(reader: MachineReader, text: str, trigger: str) -> tuple[Claim, Explanation]:
    """The claim with that trigger and what is told of it."""
    edition = Edition(
        id="e1",
        report="r1",
        kind=EditionKind.REPORT,
        blob="b1",
        outlet="Demo Wire",
        title="",
        text=text,
        published=Interval.of_days(date(2019, 10, 12)),
        taken_in=datetime(2100, 1, 1, tzinfo=UTC),
    )
    claim = next(c for c in reader.read(edition).claims if c.trigger_text == trigger)
    return claim, reader.explain(edition, claim)


@pytest.mark.parametrize(
    ("part", "file", "words"),
    [
        ("event", "events.toml", "shelled"),
        ("count", "counts.toml", "12 civilians ... killing"),
        ("time", "times.toml", "Friday"),
        ("source", "cues.toml", "said"),
    ],
)
def test_each_part_of_a_claim_names_its_rule_with_file_and_words(
    reader: MachineReader, part: str, file: str, words: str
) -> None:
    _, told = explained(reader, WAR, "shelled")
    assert (file, words) in [(f.file, f.words) for f in told.fired if f.part == part]


def test_the_rules_of_the_claim_are_all_among_those_that_fired(reader: MachineReader) -> None:
    claim, told = explained(reader, WAR + "The town was reportedly captured on Saturday.", "captured")
    assert set(claim.rules) <= {f.rule for f in told.fired}
    assert [f.words for f in told.fired if f.rule == "hedge.reportedly"] == ["reportedly"]


def test_what_the_code_decides_without_a_rule_says_what_it_is(reader: MachineReader) -> None:
    _, told = explained(reader, WAR + "The attack wounded 30 others.", "attack")
    [back] = [f for f in told.fired if f.rule == "event.led_back"]
    assert (back.file, back.gives) == ("", "the type of the event these words lead back to")


def test_a_rule_that_nearly_fired_names_the_condition_and_what_stood_there(reader: MachineReader) -> None:
    text = WAR + "Rebels stormed the base on Saturday and seized three doctors."
    _, told = explained(reader, text, "stormed")
    [near] = [n for n in told.near if n.rule == "gain.take"]
    assert near.word == "seized"
    assert (near.unmet[0].condition, near.unmet[0].wanted) == ("object", "settlement")
    assert "doctors" in near.unmet[0].found


def test_a_word_of_another_part_of_speech_is_a_near_miss(reader: MachineReader) -> None:
    _, told = explained(reader, WAR + "The town fell on Saturday.", "fell")
    assert ("lost.noun", "pos", "VERB") in [
        (n.rule, u.condition, u.found) for n in told.near for u in n.unmet
    ]


def test_the_nearest_misses_come_first(reader: MachineReader) -> None:
    _, told = explained(reader, WAR + "The town fell on Saturday.", "fell")
    missing = [len(n.unmet) for n in told.near]
    assert missing == sorted(missing)


def test_no_rule_both_fired_on_a_word_and_nearly_did(reader: MachineReader) -> None:
    claim, told = explained(reader, WAR, "shelled")
    assert (claim.rules[0], claim.trigger_text) not in [(n.rule, n.word) for n in told.near]


@pytest.mark.parametrize(
    ("rest", "word", "why"),
    [
        ("and could storm the city of Idlib soon", "storm", "not told as having happened: modal"),
        ("and killed two guards", "killed", "told together with “shelled”"),
    ],
)
def test_a_word_that_makes_no_claim_says_why(reader: MachineReader, rest: str, word: str, why: str) -> None:
    text = f"Rebels shelled the village of Kafr Nabl on Saturday {rest}. "
    _, told = explained(reader, text + WAR, "shelled")
    assert (word, why) in [(left.word, left.why) for left in told.left_out]


def test_explaining_changes_nothing_of_the_claims(reader: MachineReader) -> None:
    first, _ = explained(reader, WAR, "shelled")
    again, _ = explained(reader, WAR, "shelled")
    assert first == again
