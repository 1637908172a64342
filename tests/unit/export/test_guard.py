"""What the public may read: roles for names, 72 hours for positions, a kilometre for coordinates."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from onrecord import lexicon
from onrecord.export.guard import HOLD_BACK, Guard, coordinate, name_in, sensitive_for
from onrecord.model.audience import Audience
from onrecord.model.claim import Count, EventType, HarmKind
from onrecord.model.place import PlaceKind
from onrecord.model.source import Source, SourceType
from tests.unit.export.made import DAY, ruwa, stored, trader, victim

LATER = DAY + timedelta(days=30)


def public(*claims: object) -> Guard:
    return Guard.of(claims, Audience.PUBLIC, LATER)  # type: ignore[arg-type]


def test_a_victims_name_becomes_a_role_in_public() -> None:
    told = stored("Salma Odeh was killed.", about={"persons": (victim(),)})
    assert public(told).words("Salma Odeh was killed.", told.report) == "[teacher] was killed."


def test_a_victim_without_a_role_is_a_name_withheld() -> None:
    told = stored(about={"persons": (victim(role=""),)})
    assert public(told).words("Salma Odeh was killed.", told.report) == "[name withheld] was killed."


def test_part_of_a_name_is_masked_in_its_own_report_alone() -> None:
    told = stored(about={"persons": (victim(),)})
    guard = public(told)
    assert guard.words("Mrs Odeh left two sons.", told.report) == "Mrs [teacher] left two sons."
    assert guard.words("Odeh is a village.", "another") == "Odeh is a village."


def test_a_full_name_is_masked_in_every_report() -> None:
    assert (
        public(stored(about={"persons": (victim(),)})).words("Salma Odeh again", "another")
        == "[teacher] again"
    )


def test_a_name_inside_a_longer_word_stands() -> None:
    told = stored(about={"persons": (victim("Ali Mar"),)})
    assert public(told).words("Alignment in Marib", told.report) == "Alignment in Marib"


def test_the_team_reads_the_names() -> None:
    told = stored(about={"persons": (victim(),)})
    guard = Guard.of([told], Audience.TEAM, LATER)
    assert guard.words("Salma Odeh was killed.", told.report) == "Salma Odeh was killed."


def test_a_private_source_is_named_by_role() -> None:
    told = stored(about={"sources": (trader(),)})
    guard = public(told)
    assert guard.source(trader()) == "[resident]"
    assert guard.words("It was at noon, al-Nasr said.", told.report) == "It was at noon, al-[resident] said."


def test_a_masked_source_does_not_take_its_town_with_it() -> None:
    told = stored(about={"sources": (trader(),)})
    assert public(told).words("Shells hit Ruwa.", told.report) == "Shells hit Ruwa."


@pytest.mark.parametrize(
    "source",
    [
        Source(
            key="a", as_written="the Army Command", type=SourceType.MILITARY, actor="zz-military", named=True
        ),
        Source(key="b", as_written="two residents", type=SourceType.RESIDENT),
        Source(key="c", as_written="Karim Bey, the governor", type=SourceType.LOCAL_OFFICIAL, named=True),
    ],
    ids=["a body", "people without names", "an office"],
)
def test_a_source_that_is_no_private_person_is_shown_as_written(source: Source) -> None:
    assert public(stored(about={"sources": (source,)})).source(source) == source.as_written


def test_an_address_that_spells_a_private_name_is_cut_to_its_host() -> None:
    told = stored(about={"persons": (victim(),)})
    guard = public(told)
    assert guard.address("https://a.example/2024/salma-odeh-killed", told.report) == "https://a.example/"
    assert (
        guard.address("https://a.example/2024/ruwa-shelled", told.report)
        == "https://a.example/2024/ruwa-shelled"
    )


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("Adil al-Nasr, a trader of Ruwa", "Adil al-Nasr"),
        ("tribal leader Fahd bin Salim", "Fahd bin Salim"),
        ("Odeh's husband, Nabim Odeh", "Nabim Odeh"),
        ("a resident of the town", ""),
        ("he", ""),
        ("The", ""),
    ],
)
def test_only_what_is_spelled_like_a_name_is_a_name(wording: str, name: str) -> None:
    assert name_in(wording) == name


@pytest.mark.parametrize(
    "entry", [*lexicon.load("sensitive").entries, *lexicon.load("private").entries], ids=lambda e: e.id
)
def test_a_rule_of_what_is_held_back_holds_its_examples(entry: lexicon.Entry) -> None:
    pattern = entry.compiled()
    assert [text for text in entry.finds if not pattern.search(text)] == []
    assert [text for text in entry.passes if pattern.search(text)] == []


@pytest.mark.parametrize(
    "about",
    [
        {"event_type": EventType.WITHDRAWAL},
        {"event_type": EventType.DISPLACEMENT},
        {"object_kind": "shelter"},
        {"place": ruwa(kind=PlaceKind.FEATURE)},
        {"evidence_text": "Families were sheltering in a school in Ruwa."},
    ],
    ids=["a withdrawal", "a flight", "a shelter", "a crossing or camp", "words of refuge"],
)
def test_positions_and_refuges_wait_for_72_hours(about: dict[str, object]) -> None:
    told = stored(about=about)
    early = Guard.of([told], Audience.PUBLIC, DAY + HOLD_BACK - timedelta(seconds=1))
    late = Guard.of([told], Audience.PUBLIC, DAY + HOLD_BACK)
    assert early.held_back(told)
    assert not late.held_back(told)
    assert not Guard.of([told], Audience.TEAM, DAY).held_back(told)


def test_a_strike_on_a_town_is_told_at_once() -> None:
    assert sensitive_for(stored()) == ""


@pytest.mark.parametrize(("exact", "shown"), [(12.34567, 12.35), (-45.6789, -45.68), (None, None)])
def test_no_coordinate_is_finer_than_two_decimals(exact: float | None, shown: float | None) -> None:
    assert coordinate(exact) == shown


def test_a_role_that_repeats_the_name_is_not_shown() -> None:
    told = stored(about={"persons": (victim(role="Odeh"),)})
    assert public(told).words("Salma Odeh was killed.", told.report) == "[name withheld] was killed."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            "Her sons Tarim, 9, and Yusrif, 6, died.",
            "Her sons [name withheld], 9, and [name withheld], 6, died.",
        ),
        ("The house at 12.345678, 45.678901 was hit.", "The house at [position withheld] was hit."),
        ("He lives at 14 Ruwa Street.", "He lives at [address withheld]."),
    ],
)
def test_what_the_wording_gives_away_is_masked_whoever_was_found(words: str, shown: str) -> None:
    told = stored()
    assert public(told).words(words, told.report) == shown
    assert Guard.of([told], Audience.TEAM, LATER).words(words, told.report) == words


def test_a_title_that_tells_of_a_refuge_waits_with_its_address() -> None:
    told = stored(title="Families shelter in Ruwa school", url="https://a.example/families-shelter-in-ruwa")
    early, late = (Guard.of([told], Audience.PUBLIC, DAY + t) for t in (timedelta(), HOLD_BACK))
    assert early.title(told) == "[held back for 72 hours]"
    assert early.address_of(told) == "https://a.example/"
    assert (late.title(told), late.address_of(told)) == (told.title, told.url)


def test_a_camp_told_beside_short_evidence_is_held_back() -> None:
    count = Count(kind=HarmKind.KILLED, low=9, high=9, as_written="nine displaced people")
    assert sensitive_for(stored("Shelling", about={"counts": (count,)})) == "displaced people"


def test_a_victim_made_public_is_named_in_that_report_alone() -> None:
    here = stored("Salma Odeh was killed.", about={"persons": (victim(),)})
    guard = Guard.of([here], Audience.PUBLIC, LATER, frozenset({(here.report, "Salma Odeh")}))
    assert (
        guard.words("Salma Odeh, Mrs Odeh to her pupils", here.report) == "Salma Odeh, Mrs Odeh to her pupils"
    )
    there = replace(here, report="another")
    guard = Guard.of([here, there], Audience.PUBLIC, LATER, frozenset({(here.report, "Salma Odeh")}))
    assert guard.words("Salma Odeh", here.report) == "Salma Odeh"
    assert guard.words("Salma Odeh", there.report) == "[teacher]"
    assert guard.words("Salma Odeh", "") == "[teacher]"


def test_a_victim_made_public_does_not_uncover_her_kin() -> None:
    told = stored(about={"persons": (victim(), victim("Karim Odeh", "pupil"))})
    guard = Guard.of([told], Audience.PUBLIC, LATER, frozenset({(told.report, "Salma Odeh")}))
    assert guard.words("Salma Odeh and Karim Odeh", told.report) == "Salma Odeh and [pupil]"
