"""Where an event happened, of the places a sentence names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onrecord import parties
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.claim import Claim
from onrecord.model.report import Edition, EditionKind
from onrecord.model.values import Interval
from onrecord.read import events, relevance
from onrecord.read.page import Page
from onrecord.read.parse import parse
from onrecord.read.reader import MachineReader


def claims(gazetteer: Gazetteer, text: str) -> tuple[Claim, ...]:
    reader = MachineReader(gazetteer=gazetteer, parties=parties.load())
    edition = Edition(
        id="e", report="r", kind=EditionKind.REPORT, blob="b", outlet="", title="", text=text,
        published=Interval.of_days(date(2017, 11, 20)), taken_in=datetime(2030, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    return reader.read(edition).claims


def places_of(gazetteer: Gazetteer, text: str) -> list[str]:
    return [c.place.name if c.place is not None else "" for c in claims(gazetteer, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "In Idlib province in Syria, rebels killed at least 50 soldiers in the Velmora district.",
            "Velmora",
        ),
        ("Rebels captured Velmora from Syrian soldiers on Friday, killing six.", "Velmora"),
    ],
)
def test_an_event_happened_in_the_narrowest_place_told(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert places_of(gazetteer, text)[0] == name


def test_an_event_is_not_where_its_teller_spoke(gazetteer: Gazetteer) -> None:
    text = (
        "Rebels shelled Manbij in Syria on Friday, an army spokesman said in Damascus. "
        "Two soldiers were killed by a sniper on Saturday."
    )
    assert set(places_of(gazetteer, text)) == {"Manbij"}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed six soldiers and attacked a US convoy with mortars on Friday.",
        "Rebels fired mortars on Friday, and three UK aid workers were killed.",
    ],
)
def test_a_country_in_letters_before_people_or_vehicles_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert not {"United States", "United Kingdom"} & set(places_of(gazetteer, text))


def times_of(gazetteer: Gazetteer, text: str) -> dict[str, str]:
    return {c.trigger_text: c.time.value if c.time is not None else "" for c in claims(gazetteer, text)}


def test_what_an_event_led_to_has_its_day(gazetteer: Gazetteer) -> None:
    text = (
        "US troops launched a raid near Manbij in Syria on Friday, killing two militants. "
        "The raid resulted in the arrest of a senior commander and killed three people."
    )
    assert times_of(gazetteer, text)["arrest"] == "2017-11-17"


def test_what_an_event_is_measured_by_is_another_event() -> None:
    doc = parse("Officials reported Friday's attack the deadliest since an assault in Idlib in August 2015.")
    page = Page.of(doc, armed=relevance.STRONG)
    assert [t.token.text for s in doc.sents for t in events.find(page, s)] == ["attack", "assault"]
