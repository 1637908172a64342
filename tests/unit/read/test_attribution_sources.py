"""One source under several wordings, its type, its party and the way its words came to the page."""

from __future__ import annotations

import pytest

from onrecord import parties
from onrecord.model.actor import Actor, ActorKind
from onrecord.model.source import Source, SourceType
from onrecord.read import attribution, sourcetypes
from onrecord.read.parse import parse

_ACTORS = {
    "Tarvian army": Actor(id="tarvia-military", name="Tarvian army", kind=ActorKind.MILITARY),
    "Tarvian military": Actor(id="tarvia-military", name="Tarvian army", kind=ActorKind.MILITARY),
    "Northern Front": Actor(id="northern-front", name="Northern Front", kind=ActorKind.ARMED_GROUP),
    "Tarvian Observatory for Human Rights": Actor(
        id="toh", name="Tarvian Observatory for Human Rights", kind=ActorKind.MONITOR
    ),
    "Reuters": Actor(id="reuters", name="Reuters", kind=ActorKind.NEWS_AGENCY),
}


def _resolve(name: str) -> tuple[Actor, ...]:
    actor = _ACTORS.get(name.removeprefix("the ").removeprefix("The "))
    return (actor,) if actor is not None else ()


def _cited(text: str) -> tuple[Source, ...]:
    return attribution.cited(attribution.find(parse(text), _resolve))


def test_two_people_joined_by_and_are_two_sources() -> None:
    assert [s.as_written for s in _cited("The mill burned, the mayor and two nurses said.")] == [
        "the mayor",
        "two nurses",
    ]


@pytest.mark.parametrize("opening", ["According to", "According"])
def test_a_list_of_sources_is_read_to_its_end(opening: str) -> None:
    text = f"{opening} tribal elders, residents and a war monitor who spoke to Reuters on Monday, riders took the mill."
    found = _cited(text)
    assert [s.as_written for s in found] == ["tribal elders", "residents", "a war monitor"]


def test_one_monitor_under_four_wordings_is_one_source() -> None:
    text = (
        "A war monitor said ten people had died. "
        "The Tarvian Observatory for Human Rights said most were children. "
        "The monitor said more were missing. It added that the toll could rise."
    )
    [found] = _cited(text)
    assert found.actor == "toh"
    assert [m.text for m in found.mentions] == [
        "A war monitor",
        "The Tarvian Observatory for Human Rights",
        "The monitor",
        "It",
    ]


def test_a_person_keeps_his_fullest_name() -> None:
    text = "Omar Selim, a clan chief, said the mill had burned. Selim said the guards had fled. He said two were hurt."
    [found] = _cited(text)
    assert found.as_written == "Omar Selim, a clan chief"
    assert found.type is SourceType.TRIBAL_LEADER


def test_they_leads_back_to_all_who_spoke_together() -> None:
    text = "The mill burned, the mayor and two nurses said. They said the guards had fled."
    found = attribution.find(parse(text), _resolve)
    assert {s.as_written for s in found[-1].sources} == {"the mayor", "two nurses"}


def test_a_body_and_its_spokesman_are_two_sources_of_one_party() -> None:
    text = "The Tarvian army said it had won. Dara Amin, a spokesman for the Tarvian army, said the hill was taken."
    body, man = _cited(text)
    assert (body.actor, man.actor) == ("tarvia-military", "")
    assert body.party == man.party == "tarvia-military"
    assert body.key != man.key


def test_a_statement_of_a_body_is_the_body() -> None:
    text = "The Tarvian military said it had won. A Tarvian army statement said the hill was taken."
    [found] = _cited(text)
    assert found.as_written == "The Tarvian military"


def test_the_media_of_a_party_are_not_the_party() -> None:
    text = "The Northern Front said it had won. Northern Front media said the hill was taken."
    front, media = _cited(text)
    assert (media.type, media.party, media.actor) == (SourceType.PARTY_MEDIA, "northern-front", "")
    assert front.key != media.key


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("A miller told Reuters that the mill had burned.", ("Reuters",)),
        ("A miller was quoted by Reuters as saying that the mill had burned.", ("Reuters",)),
        ("Reuters quoted a miller as saying that the mill had burned.", ("Reuters",)),
        ("A miller told reporters that the mill had burned.", ()),
        ("A miller said in an interview with Reuters that the mill had burned.", ("Reuters",)),
    ],
)
def test_an_agency_that_passes_words_on_is_on_the_way(text: str, via: tuple[str, ...]) -> None:
    [miller] = [s for s in _cited(text) if "miller" in s.as_written]
    assert miller.via == via


def test_a_source_that_is_cited_stands_inside_the_one_who_cites() -> None:
    text = "Citing residents, the Tarvian Observatory for Human Rights said three shells hit the mill."
    found = attribution.find(parse(text), _resolve)
    [citing] = [a for a in found if a.cue == "cite"]
    assert [s.as_written for s in citing.sources] == ["residents"]
    assert found[citing.inside].sources[0].actor == "toh"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("three residents of Tarvo", SourceType.RESIDENT),
        ("a resident of army-held Tarvo", SourceType.RESIDENT),
        ("an eyewitness", SourceType.WITNESS),
        ("hospital officials", SourceType.MEDIC),
        ("the health ministry", SourceType.GOVERNMENT),
        ("the district police chief", SourceType.LOCAL_OFFICIAL),
        ("officials", SourceType.UNNAMED_OFFICIAL),
        ("security sources", SourceType.UNNAMED_OFFICIAL),
        ("government officials", SourceType.GOVERNMENT),
        ("a military source", SourceType.MILITARY),
        ("a rebel commander", SourceType.ARMED_GROUP),
        ("state television", SourceType.STATE_MEDIA),
        ("Front-run radio", SourceType.PARTY_MEDIA),
        ("a UN spokesman", SourceType.UN),
        ("aid workers", SourceType.AID_AGENCY),
        ("rescue workers", SourceType.RESCUE),
        ("military analysts", SourceType.EXPERT),
        ("opposition figures", SourceType.OPPOSITION),
        ("local figures", SourceType.OTHER),
    ],
)
def test_a_phrase_has_a_type(phrase: str, expected: SourceType) -> None:
    assert sourcetypes.of(phrase, _resolve, person=False).type is expected


def test_a_named_private_person_is_marked() -> None:
    [found] = _cited("“The mill burned,” said Tarek Amin, a resident of the town.")
    assert found.private


def test_the_silence_of_a_source_is_noted_with_its_topic() -> None:
    text = "The Tarvian army said it had won. The army made no mention of the loss of the mill."
    doc = parse(text)
    [found] = attribution.silences(doc, attribution.find(doc, _resolve), _resolve)
    assert found.source.actor == "tarvia-military"
    assert found.topic.text == "the loss of the mill"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Congo River Alliance", SourceType.ARMED_GROUP),
        ("Viv Ansanm", SourceType.ARMED_GROUP),
        ("Jaish al-Fatah alliance", SourceType.ARMED_GROUP),
        ("Saudi-led coalition", SourceType.MILITARY),
    ],
)
def test_an_alliance_of_groups_speaks_as_an_armed_group_one_of_states_as_a_military(
    body: str, kind: SourceType
) -> None:
    [found] = attribution.cited(
        attribution.find(
            parse(f"The {body} said on Monday that its men had left the hill."), parties.load().find
        )
    )
    assert found.type is kind
