"""Finding parties in text: names, demonyms with forces, common nouns and what they stand for."""

from __future__ import annotations

import re
from datetime import date

import pytest

from onrecord import lexicon, parties
from onrecord.model.actor import ActorRef
from onrecord.parties import HEADS
from onrecord.read import trial

LEXICON = lexicon.load("actors")
DAY = date(2017, 11, 20)


def found(text: str, day: date = DAY, votes: dict[str, float] | None = None) -> tuple[ActorRef, ...]:
    return trial.parties_of(text, day, votes)


def one(text: str, words: str, **more: object) -> ActorRef:
    """The only reference whose words contain `words`."""
    refs = [r for r in found(text, **more) if words in r.as_written]  # type: ignore[arg-type]
    assert len(refs) == 1, [(r.as_written, r.id) for r in found(text, **more)]  # type: ignore[arg-type]
    return refs[0]


def shows(entry: lexicon.Entry, sentence: str) -> bool:
    """Whether a word of the entry is part of a party, or stands right beside one."""
    refs = [r.span for r in found(sentence) if r.span is not None]
    if entry.gives == "state_acts":
        return any(r.rule == "actors.state" for r in found(sentence))
    matches = list(entry.compiled(re.IGNORECASE).finditer(sentence))
    if entry.gives in {"nobody", "media"}:
        return any(not any(s.start < m.end() and m.start() < s.end for s in refs) for m in matches)
    # An act ("Emirati air strike") and "-backed" are no part of the party: they stand beside it.
    near = 2 if entry.gives in {"act", "backing_word", "holding_word", "belief", "naming"} else 0
    return any(s.start < m.end() + near and m.start() - near < s.end for m in matches for s in refs)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(e.id, s) for e in LEXICON.entries for s in e.finds],
    ids=[e.id for e in LEXICON.entries for _ in e.finds],
)
def test_a_rule_fires_on_what_it_says_it_finds(rule: str, sentence: str) -> None:
    entry = next(e for e in LEXICON.entries if e.id == rule)
    assert shows(entry, sentence)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(e.id, s) for e in LEXICON.entries for s in e.passes],
    ids=[e.id for e in LEXICON.entries for _ in e.passes],
)
def test_a_rule_passes_over_its_near_misses(rule: str, sentence: str) -> None:
    entry = next(e for e in LEXICON.entries if e.id == rule)
    assert not shows(entry, sentence)


def test_every_class_a_group_may_be_called_is_a_class_of_noun() -> None:
    nouns = {n.split(":")[0] for row in LEXICON.tables["called"].values() for n in row}
    assert nouns <= HEADS
    used = {c for row in parties.load().called.values() for c in row}
    assert used <= set(LEXICON.tables["called"])


@pytest.mark.parametrize(
    ("text", "words", "id", "name"),
    [
        ("Two Saudi jets bombed the depot of Haradh.", "jets", "saudi-arabia", "Saudi Arabia"),
        ("Syrian warplanes bombed the mill.", "warplanes", "syria-military", "Syrian army"),
        ("Chadian troops shelled the island.", "Chadian", "chad-military", "Chadian forces"),
        ("Chad's army shelled the island.", "army", "chad-military", "Chadian forces"),
        ("Chads army shelled the island.", "army", "chad-military", "Chadian forces"),
        ("Assad regime troops shelled Tamura.", "troops", "syria-military", "Syrian army"),
        ("Daesh fighters held the silo.", "Daesh fighters", "islamic-state", "Islamic State"),
        ("The town fell to IS, he said.", "IS", "islamic-state", "Islamic State"),
        ("The Lebanese Shia group Hezbollah sent men.", "Hezbollah", "hizballah", "Hizballah"),
        ("Fighters from Hezbollah took the ridge.", "Fighters", "hizballah", "Hizballah"),
        ("Forces loyal to Khalifa Haftar took Sabha.", "Forces", "lna", "Libyan National Army"),
        ("US-backed Syrian Democratic Forces entered.", "Democratic", "sdf", "Syrian Democratic Forces"),
        ("An Emirati air strike hit the quay.", "Emirati", "united-arab-emirates", "United Arab Emirates"),
        ("Jets believed to be Emirati hit the quay.", "Jets", "united-arab-emirates", "United Arab Emirates"),
        (
            "A coalition led by Saudi Arabia bombed it.",
            "coalition",
            "saudi-led-coalition",
            "Saudi-led coalition",
        ),
        ("Damascus claimed the capture of the town.", "Damascus", "syria-government", "Syrian government"),
    ],
)
def test_a_phrase_names_its_party(text: str, words: str, id: str, name: str) -> None:
    ref = one(text, words)
    assert (ref.id, ref.name) == (id, name)


def test_a_backer_is_decoration_and_no_second_party() -> None:
    refs = found("Kurdish paramilitaries backed by the United States took Tell Brak in Syria.")
    assert [r.id for r in refs] == ["syrian-kurdish-fighters"]
    assert refs[0].name == "Kurdish paramilitaries"


def test_fighters_of_an_unknown_band_keep_their_words() -> None:
    ref = one("Heavily armed gunmen attacked a bus.", "gunmen")
    assert (ref.id, ref.name) == ("", "armed gunmen")


def test_a_country_is_a_party_where_it_acts_and_not_where_it_lies() -> None:
    assert [r.id for r in found("Eritrea shelled the village.")] == ["eritrea"]
    assert found("A village in Eritrea was flooded.") == ()


def test_two_states_share_one_noun() -> None:
    refs = found("Rwandan and Mozambican security forces entered. Iraqi and Afghan Shia militias left.")
    ids = ["rwanda-military", "mozambique-military", "iraqi-shia-militias", "afghan-shia-militias"]
    assert [r.id for r in refs] == ids


def test_a_band_is_whom_the_report_says_it_is_called() -> None:
    assert one("A rebel armed group, known as M23, took Rubaya.", "armed group").id == "m23"


def test_a_named_body_the_table_lacks_keeps_its_whole_name() -> None:
    ref = one("On Monday the Lautaro Valley Brigade shot a mayor near the old mill.", "Brigade")
    assert (ref.id, ref.name, ref.rule) == ("", "Lautaro Valley Brigade", "actors.unlisted")


def test_al_shabab_is_told_apart_by_the_country_of_the_report() -> None:
    text = "Al-Shabab fighters attacked {}, in {}."
    assert one(text.format("Macomia", "Mozambique"), "Shabab").id == "is-mozambique"
    assert one(text.format("Jowhar", "Somalia"), "Shabab").id == "al-shabab"
    assert one("Al-Shabab took a village.", "Shabab", votes={"SO": 3.0}).id == "al-shabab"


def test_a_name_of_two_bodies_stays_open_where_no_country_tells() -> None:
    assert one("Al-Shabab took a village.", "Shabab").id == ""


def test_kurdish_fighters_are_others_in_iraq_than_in_syria() -> None:
    assert one("Kurdish fighters left Kirkuk, in Iraq.", "Kurdish").id == "peshmerga"
    assert one("Kurdish fighters left Manbij, in Syria.", "Kurdish").id == "syrian-kurdish-fighters"


STORY = "M23 fighters entered Kalembe in DR Congo on Monday, and the Congolese army left. {}"


@pytest.mark.parametrize(
    ("sentence", "words", "id"),
    [
        ("The rebels looted the clinic.", "rebels", "m23"),
        ("The insurgents looted the clinic.", "insurgents", "m23"),
        ("The group denied it.", "group", "m23"),
        ("The army shelled the hills.", "army", "dr-congo-military"),
        ("Government forces shelled the hills.", "forces", "dr-congo-military"),
        ("The government condemned the raid.", "government", "dr-congo-government"),
        ("Police closed the road.", "Police", "dr-congo-police"),
    ],
)
def test_a_common_noun_leads_back_to_the_one_body_it_can_mean(sentence: str, words: str, id: str) -> None:
    ref = [r for r in found(STORY.format(sentence)) if words in r.as_written][-1]
    assert ref.id == id


def test_what_a_noun_leads_back_to_is_kept() -> None:
    text = STORY.format("The rebels looted the clinic.")
    ref = one(text, "rebels")
    assert ref.antecedent is not None
    assert ref.antecedent.of(text) == "M23 fighters"
    assert ref.rule == "actors.same.group"


def test_two_groups_called_alike_leave_a_common_noun_open() -> None:
    text = "M23 and the FDLR clashed near Kalembe in DR Congo. {} Then night fell. Rebels burned a house."
    assert one(text.format("It was heavy fighting."), "Rebels").id == ""


def test_the_militants_are_not_the_militias_of_the_states_own_side() -> None:
    text = "Islamic State took a town in Syria. Hizballah and the Syrian army shelled it. The militants fled."
    assert one(text, "militants").id == "islamic-state"


def test_a_new_band_is_not_taken_for_the_known_one() -> None:
    ref = one(STORY.format("An armed group robbed a bus near Ugoma."), "armed group")
    assert ref.id == ""


def test_media_and_monitors_are_no_parties() -> None:
    refs = found("The Syrian Observatory for Human Rights told Reuters that Islamic State withdrew.")
    assert [r.id for r in refs] == ["islamic-state"]


def test_a_pronoun_under_a_partys_verb_is_that_party() -> None:
    ref = one("The Syrian army said it had lost two men.", "it")
    assert (ref.id, ref.rule) == ("syria-military", "actors.pronoun.clause")


def test_what_a_party_owns_is_the_partys() -> None:
    refs = found("The Chadian army said its jets bombed the island.")
    assert [(r.as_written, r.id) for r in refs][-1] == ("jets", "chad-military")


def test_the_forces_of_the_state_are_no_neighbours() -> None:
    text = "In Ethiopia, Eritrean soldiers entered Axum while federal forces shelled Mekelle."
    assert one(text, "federal forces", day=date(2021, 3, 2)).id == "ethiopia-military"


def test_military_experts_are_no_army() -> None:
    assert found("Military experts in Chad were surprised.") == ()


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("The Congo River Alliance took Masisi. The alliance then shelled Sake.", "alliance", "afc"),
        (
            "Saudi-led forces left Haradh. The coalition denied it.",
            "coalition",
            "saudi-led-coalition",
        ),
    ],
)
def test_the_alliance_is_the_one_that_is_named_so(text: str, words: str, id: str) -> None:
    assert one(text, words).id == id


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Forces loyal to eastern commander Khalifa Haftar shelled Abu Salim in Libya.", "lna"),
        ("Tribesmen loyal to President Hadi took a camp in Yemen.", "yemen-government"),
        ("Coalition jets struck Houthi posts near Hodeidah in Yemen.", "saudi-led-coalition"),
        ("Los Lobos gunmen shot at a bus in Guayaquil, Ecuador.", "los-lobos"),
    ],
)
def test_titles_leaders_and_the_coalition_of_the_war_lead_to_their_party(text: str, party: str) -> None:
    assert party in [r.id for r in found(text, day=date(2018, 6, 20))]


def test_government_allied_militias_are_not_the_government() -> None:
    assert all(
        r.id != "libya-government" for r in found("Government-allied militias took Bani Walid in Libya.")
    )
