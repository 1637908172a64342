"""Whether a clause tells that something happened, doubts it, plans it, denies it, or tells nothing."""

from __future__ import annotations

import pytest

from onrecord.model.claim import Facet, Modality, Polarity
from onrecord.model.source import Attribution
from onrecord.read import attribution, events, relevance
from onrecord.read.clauses import clause_span
from onrecord.read.page import Page, quoted_or_said
from onrecord.read.parse import parse
from onrecord.read.stance import Standing, share, standing


def first(sentence: str) -> Standing:
    """How the first event of a sentence in a report of war is told."""
    doc = parse(sentence)
    said: tuple[Attribution, ...] = attribution.find(doc)
    page = Page.of(doc, attributions=said, armed=relevance.STRONG)
    trigger = next(t for s in doc.sents for t in events.triggers(page, s))
    return standing(trigger.token, clause_span(trigger.token), quoted_or_said(page, trigger.token), page.text)


@pytest.mark.parametrize(
    "sentence",
    [
        "If rebels attacked the town, the army would respond.",
        "Rebels could attack the town.",
        "The patrol prevented rebels from attacking the town.",
        "The minister condemned the attack on the village.",
        "Residents feared an attack on the village.",
        "The town was not attacked.",
    ],
)
def test_what_did_not_happen_or_is_only_talked_of_is_not_told(sentence: str) -> None:
    assert not first(sentence).told


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Rebels attacked the town at dawn.", Modality.ACTUAL),
        ("Rebels reportedly attacked the town at dawn.", Modality.HEDGED),
        ("Rebels may have attacked the town.", Modality.HEDGED),
        ("Rebels will attack the town on Friday, a commander said.", Modality.PLANNED),
        ("The militia threatened to attack the town.", Modality.PLANNED),
    ],
)
def test_how_firmly_it_is_told(sentence: str, modality: Modality) -> None:
    assert first(sentence).modality is modality


@pytest.mark.parametrize(
    "sentence",
    [
        "Jets believed to be Ruritanian bombed the town.",
        "Gunmen believed to be rebels killed six policemen.",
        "The attack could have been carried out by the militia.",
        "The attack was presumably carried out by the militia.",
        "The militia may be behind the attack on the town.",
        "The militia is suspected of planting the bomb.",
    ],
)
def test_a_doubt_about_the_agent_is_no_doubt_about_the_event(sentence: str) -> None:
    how = first(sentence)
    assert (how.told, how.hedge_on) == (True, (Facet.AGENT,))


def test_who_neither_claims_nor_denies_says_nothing() -> None:
    assert not first("The militia neither claimed nor denied the attack on the town.").told
    assert first("The militia denied the attack on the town.").told


def test_a_denial_by_a_source_is_a_denial() -> None:
    assert first("The army denied that rebels had captured the town.").polarity is Polarity.DENIED


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("They hold 40 percent of the town.", 0.4),
        ("They hold most of the town.", 0.6),
        ("They hold nearly all of the town.", 0.9),
        ("They hold the town.", None),
        ("Forty percent of voters stayed at home in the town.", None),
    ],
)
def test_share_of_a_place(words: str, part: float | None) -> None:
    assert share(clause_span(parse(words)[1]), words)[0] == part
