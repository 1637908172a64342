"""The machine reader as a whole: what one part of it needs of another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord import parties
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.claim import Claim
from onrecord.model.reading import ReaderKind
from onrecord.model.report import Edition, EditionKind
from onrecord.model.values import Interval
from onrecord.read.claims import claim_id
from onrecord.read.parts import PART
from onrecord.read.reader import MachineReader

FILLER = "q" * 1_100 + "\n\n"


def edition(text: str, day: date = date(2019, 10, 12)) -> Edition:
    """A report of a day with nothing but its text."""
    return Edition(
        id="e1",
        report="r1",
        kind=EditionKind.REPORT,
        blob="b1",
        outlet="Demo Wire",
        title="",
        text=text,
        published=Interval.of_days(day),
        taken_in=datetime(2100, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("town", "actor"),
    [
        ("Aleppo in Syria", "syrian-national-army"),
        ("Kismayo in Somalia", "somalia-military"),
        ("Abeche in Chad", ""),
    ],
)
def test_letters_that_two_bodies_share_are_told_apart_by_the_places_of_the_report(
    gazetteer: Gazetteer, town: str, actor: str
) -> None:
    text = f"Shells hit a village near {town} on Friday. The SNA said five of its fighters were killed."
    reading = MachineReader(gazetteer=gazetteer, parties=parties.load()).read(edition(text))
    assert [s.actor for s in reading.sources] == [actor]


def test_a_report_in_capitals_is_read_and_shown_as_it_came(gazetteer: Gazetteer) -> None:
    text = (
        "SYRIAN GOVERNMENT FORCES SHELLED THE TOWN OF DOUMA ON THURSDAY, KILLING 12 CIVILIANS, A DOCTOR SAID."
    )
    (claim,) = MachineReader(gazetteer=gazetteer, parties=parties.load()).read(edition(text)).claims
    assert claim.evidence.of(text) == claim.evidence_text
    assert (claim.trigger_text, claim.agents[0].as_written) == ("SHELLED", "SYRIAN GOVERNMENT FORCES")
    assert claim.place is not None
    assert (claim.place.as_written, claim.place.name) == ("DOUMA", "Duma")
    assert (claim.counts[0].low, claim.sources[0].as_written) == (12, "A DOCTOR")
    assert claim.id == claim_id("e1", ReaderKind.MACHINE, claim.trigger, 0)


def test_a_damaged_report_is_read_like_the_sound_one_and_shown_as_it_came(gazetteer: Gazetteer) -> None:
    came = "The army shel\u00adled Douma on Thurs-\nday, kil1ing 12 civilians.Rebels left the town."
    sound = "The army shelled Douma on Thursday, killing 12 civilians. Rebels left the town."
    reader = MachineReader(gazetteer=gazetteer, parties=parties.load())
    told, meant = reader.read(edition(came)).claims, reader.read(edition(sound)).claims
    assert [(c.event_type, c.place, c.counts) for c in map(_unplaced, told)] == [
        (c.event_type, c.place, c.counts) for c in map(_unplaced, meant)
    ]
    assert told[0].trigger_text == "shel\u00adled"
    assert all(c.evidence_text == c.evidence.of(came) for c in told)


def _unplaced(claim: Claim) -> Claim:
    """A claim without where its place and figures stand in the text."""
    place = replace(claim.place, span=None, antecedent=None) if claim.place is not None else None
    return replace(claim, place=place, counts=tuple(replace(c, span=None) for c in claim.counts))


def test_a_long_report_is_read_in_parts_and_every_claim_stands_where_it_says(gazetteer: Gazetteer) -> None:
    told = "The army shelled Douma on Thursday, killing {} civilians, a doctor told Reuters.\n\n"
    text = "Syria, war.\n" + "".join(told.format(n + 2) + FILLER * 2 for n in range(20))
    assert len(text) > PART
    reading = MachineReader(gazetteer=gazetteer, parties=parties.load()).read(edition(text))
    assert [c.counts[0].low for c in reading.claims] == list(range(2, 22))
    assert all(c.evidence_text == c.evidence.of(text) for c in reading.claims)
    assert len({c.id for c in reading.claims}) == 20
    assert all(s.of(text) == "A doctor".lower() for a in reading.attributions for s in a.source_spans)
    assert len(reading.sources) == 20


def test_a_claim_of_a_later_part_is_explained(gazetteer: Gazetteer) -> None:
    text = (
        FILLER * 40
        + "The Syrian army shelled Douma on Thursday, killing 3 civilians in an air strike with rockets."
    )
    reader = MachineReader(gazetteer=gazetteer, parties=parties.load())
    claim = reader.read(edition(text)).claims[-1]
    assert claim.rules[0] in {f.rule for f in reader.explain(edition(text), claim).fired}
