"""Who says what: cues, contents and speakers, each on a sentence of our own."""

from __future__ import annotations

import pytest

from onrecord.model.source import Attribution, CueKind
from onrecord.model.values import Span
from onrecord.read import attribution
from onrecord.read.parse import parse

Said = tuple[list[str], str]


def _find(text: str) -> tuple[Attribution, ...]:
    return attribution.find(parse(text))


def _said(text: str) -> list[Said]:
    """(words of the sources as they stand, content) of each outermost attribution with a source."""
    return [
        ([s.of(text) for s in a.source_spans], " … ".join(s.of(text) for s in a.content_spans))
        for a in _find(text)
        if a.inside < 0 and not a.missing
    ]


@pytest.mark.parametrize(
    ("text", "sources", "content"),
    [
        ("The mayor said that the mill had burned.", ["The mayor"], "that the mill had burned"),
        ("The mayor said the mill had burned.", ["The mayor"], "the mill had burned"),
        ("The mill had burned, the mayor said.", ["the mayor"], "The mill had burned"),
        ("The mill, the mayor said, had burned.", ["the mayor"], "The mill … had burned"),
        ("According to the mayor, the mill had burned.", ["the mayor"], "the mill had burned"),
        ("The mill had burned, according to the mayor.", ["the mayor"], "The mill had burned"),
        ("The general vowed to retake the hill.", ["The general"], "to retake the hill"),
        ("The ministry reported three deaths.", ["The ministry"], "three deaths"),
        ("The mayor denied losing the mill.", ["The mayor"], "losing the mill"),
    ],
)
def test_the_content_is_what_the_source_said(text: str, sources: list[str], content: str) -> None:
    assert (sources, content) in _said(text)


def test_words_at_the_end_of_a_sentence_cover_all_of_it() -> None:
    text = "Two bridges fell and a third was damaged in the night, the governor said on Monday."
    assert _said(text) == [(["the governor"], "Two bridges fell and a third was damaged in the night")]


def test_the_next_sentence_is_not_attributed() -> None:
    text = "A clerk was killed, officials said. Two guards were wounded."
    assert [content for _, content in _said(text)] == ["A clerk was killed"]


def test_a_quotation_goes_on_after_its_cue() -> None:
    text = "“The mill burned,” said Tarek Amin, a miller. “Nobody came to help us. We ran.”"
    [(_, content)] = _said(text)
    assert content == "“The mill burned,” … “Nobody came to help us. We ran.”"


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“The mill burned,” said Tarek Amin.\n\n“Nobody came to help us, and then we ran.”"
    [(_, content)] = _said(text)
    assert content.endswith("“Nobody came to help us, and then we ran.”")


def test_a_quotation_of_several_sentences_is_one_content() -> None:
    text = "“The mill burned. Nobody came. We ran to the river,” a miller told reporters."
    assert _said(text) == [(["a miller"], "“The mill burned. Nobody came. We ran to the river,”")]


def test_a_quotation_after_a_full_stop_is_not_given_to_the_sentence_before() -> None:
    text = "The judge refused to free them. “Nobody came to help us,” a prisoner said."
    assert (["a prisoner"], "“Nobody came to help us,”") in _said(text)


def test_a_cue_inside_a_quotation_stays_inside_it() -> None:
    text = "“My brother told me the mill had burned,” a miller said."
    inner, outer = _find(text)
    assert (inner.inside, outer.inside) == (1, -1)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor left the town and said the mill had burned.",
        "The mayor spoke to the crowd, saying the mill had burned.",
        "The mayor issued a statement saying the mill had burned.",
    ],
    ids=["conj", "advcl", "acl"],
)
def test_a_verb_without_subject_shares_one(text: str) -> None:
    assert ["The mayor"] in [sources for sources, _ in _said(text)]


def test_a_trailing_participle_is_an_attribution_of_its_own() -> None:
    text = "The mayor said the mill had burned, arguing that the guards were asleep."
    assert _said(text) == [
        (["The mayor"], "the mill had burned"),
        (["The mayor"], "that the guards were asleep"),
    ]


def test_the_subject_of_a_relative_clause_stands_for_its_noun() -> None:
    text = "A miller who said he had seen the fire fled to the coast."
    [found] = [a for a in _find(text) if a.cue == "say"]
    assert [s.of(text) for s in found.source_spans] == ["who"]
    assert [s.as_written for s in found.sources] == ["A miller"]


def test_the_agent_of_a_passive_is_the_source() -> None:
    assert (["the bishop"], "The raid") in _said("The raid was condemned by the bishop.")


def test_the_possessor_of_a_noun_is_the_source() -> None:
    text = "The army's claim that the hill was taken surprised nobody."
    [found] = [a for a in _find(text) if a.rule == "cue.noun_claim"]
    assert [s.of(text) for s in found.source_spans] == ["The army"]


def test_an_incidental_clause_is_no_part_of_the_source() -> None:
    text = "The mayor, who had fled the town in May, said the mill had burned."
    assert _said(text) == [(["The mayor"], "the mill had burned")]


def test_a_subject_behind_a_comma_is_not_lost_to_the_noun_before_it() -> None:
    text = "The raid was led by riders from the coast, a commander in the alliance told Reuters."
    assert _said(text)[0][0] == ["a commander in the alliance"]


@pytest.mark.parametrize(
    "text",
    [
        "The convoy was reportedly hit at dawn.",
        "The convoy was allegedly hit at dawn.",
        "The convoy is believed to have been hit at dawn.",
        "The convoy is said to have been hit at dawn.",
        "The jets, believed to be Tarvian, hit the convoy.",
    ],
)
def test_a_source_that_is_openly_missing_is_marked(text: str) -> None:
    [found] = [a for a in _find(text) if a.missing]
    assert found.sources == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army said it had left.", CueKind.STATES),
        ("The army claimed that it had won.", CueKind.CLAIMS),
        ("The army denied that it had left.", CueKind.DENIES),
        ("Doctors fear that many have died.", CueKind.HEDGES),
        ("The army accused the rebels of shelling the mill.", CueKind.BLAMES),
        ("The army threatened to shell the mill.", CueKind.PLANS),
        ("The envoy urged the army to leave.", CueKind.ASKS),
        ("The envoy condemned the shelling.", CueKind.ATTITUDE),
    ],
)
def test_a_cue_tells_what_it_does_with_its_content(text: str, kind: CueKind) -> None:
    assert kind in [a.kind for a in _find(text)]


def test_a_negated_cue_is_marked() -> None:
    [found] = [
        a for a in _find("The army did not confirm that the hill had been taken.") if a.cue == "confirm"
    ]
    assert found.negated


def test_the_innermost_attribution_comes_first() -> None:
    text = "Residents told the monitor that the mill had burned, Reuters reported."
    found = _find(text)
    at = text.index("burned")
    cues = [found[i].cue for i in attribution.covering(found, Span(start=at, end=at + 6))]
    assert cues == ["tell", "report"]


def test_a_trigger_that_is_the_cue_belongs_to_its_speaker() -> None:
    text = "The front claimed responsibility for the blast."
    found = _find(text)
    start = text.index("claimed")
    [i] = attribution.covering(found, Span(start=start, end=start + len("claimed responsibility")))
    assert [s.as_written for s in found[i].sources] == ["The front"]


@pytest.mark.parametrize(
    "text", ["", "\n\n\n", '"' * 500, "said said said said", "according to according to"]
)
def test_hostile_text_is_read_without_a_crash(text: str) -> None:
    assert isinstance(_find(text), tuple)


def test_every_content_has_a_word_in_it() -> None:
    text = '"…," he said. "—" she said. The mayor said: "".'
    assert all(any(c.isalnum() for c in s.of(text)) for a in _find(text) for s in a.content_spans)
