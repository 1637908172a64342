"""The export as a whole: every column has a sensitivity, every file its credit, every row its demo flag."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest

from onrecord.codec import to_json
from onrecord.export import bundle
from onrecord.export.bundle import TABLES
from onrecord.export.tables import Table
from onrecord.model.answer import CREDIT
from onrecord.model.audience import Audience, Sensitivity
from onrecord.model.claim import EventType, Extent, HarmKind, VictimClass
from onrecord.model.control import Chance, ControlInterval, ControlTimeline, Status
from onrecord.model.evidence import Where
from onrecord.model.harm import Range, Toll
from onrecord.model.incident import Incident
from onrecord.model.picture import Picture
from onrecord.model.stored import StoredClaim
from tests.unit.export.made import DAY, killed, stored, trader, victim

LATER = DAY + timedelta(days=30)
FULL = stored(
    "Salma Odeh was killed in Ruwa, Adil al-Nasr said.",
    about={"persons": (victim(),), "sources": (trader(),), "counts": (killed(3),)},
)


def picture(*claims: str) -> Picture:
    place = Where(id="gn:1", name="Ruwa", lat=12.34567, lon=-45.6789, country="ZZ")
    toll = Toll(
        kind=HarmKind.KILLED,
        victims=VictimClass.PEOPLE,
        range=Range(low=3, best=3, high=3, open=True),
        statements=(),
        n_origins=1,
    )
    incident = Incident(
        id="i1",
        extent=Extent.INCIDENT,
        event_type=EventType.SHELLING,
        place=place,
        start=DAY,
        end=DAY,
        bounds="stated",
        public_at=DAY,
        claims=claims or ("c1",),
        tolls=(toll,),
    )
    spans = [
        (DAY - timedelta(days=1), DAY + timedelta(days=2)),
        (DAY + timedelta(days=2), DAY + timedelta(days=9)),
    ]
    control = ControlTimeline(
        place="gn:1",
        name="Ruwa",
        conflict="demo",
        sides=("a",),
        known_on=DAY,
        intervals=tuple(
            ControlInterval(
                start=a, end=b, status=Status.HELD, side="a", chances=(Chance(side="a", millionths=900_000),)
            )
            for a, b in spans
        ),
    )
    return Picture(known_on=None, version="1", incidents=(incident,), timelines=(control,))


def made(*claims: StoredClaim, audience: Audience = Audience.PUBLIC, now: datetime = LATER) -> bundle.Bundle:
    return bundle.make(claims, picture(*(s.claim.id for s in claims)), audience, now)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_column_has_a_meaning_and_a_sensitivity_and_a_name_of_its_own(
    table: Table[object],
) -> None:
    names = [c.about.name for c in table.columns]
    assert len(set(names)) == len(names)
    assert all(c.about.meaning for c in table.columns)
    assert all(isinstance(c.about.sensitivity, Sensitivity) for c in table.columns)


@pytest.mark.parametrize("audience", list(Audience))
def test_the_data_dictionary_names_every_exported_column(audience: Audience) -> None:
    files = bundle.csv_files(made(FULL, audience=audience))
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        fields = {f["name"]: f["sensitivity"] for f in resource["schema"]["fields"]}
        header = next(csv.reader(io.StringIO(files[resource["path"]])))
        assert list(fields) == header
        assert set(fields.values()) <= {s.value for s in Sensitivity}


def test_no_name_of_a_victim_or_a_witness_leaves_for_the_public() -> None:
    found = made(FULL)
    everything = "".join(bundle.csv_files(found).values()) + to_json(bundle.document(found))
    assert "Odeh" not in everything
    assert "Nasr" not in everything
    assert "[teacher] was killed in Ruwa, [resident] said." in everything


def test_the_team_gets_the_names_and_is_told_so() -> None:
    found = made(FULL, audience=Audience.TEAM)
    assert rows(bundle.csv_files(found)["claims.csv"])[0]["victims_named"] == "Salma Odeh"
    assert any("team only" in note for note in found.notes)


def test_a_claim_of_a_position_is_counted_and_not_shown_for_72_hours() -> None:
    told = stored("Troops withdrew from Ruwa.", about={"event_type": EventType.WITHDRAWAL})
    found = made(told, now=DAY + timedelta(hours=1))
    files = bundle.csv_files(found)
    assert rows(files["claims.csv"]) == []
    assert rows(files["incidents.csv"]) == []
    assert found.withheld == 2
    assert "2 rows are held back" in files["README.txt"]
    assert len(rows(bundle.csv_files(made(told))["claims.csv"])) == 1


def test_no_output_has_a_coordinate_finer_than_two_decimals() -> None:
    files = bundle.csv_files(made(FULL, audience=Audience.TEAM))
    for name in ("claims.csv", "incidents.csv"):
        row = rows(files[name])[0]
        assert (row["lat"], row["lon"]) == ("12.35", "-45.68")
    assert "12.34567" not in "".join(files.values())


def test_nothing_is_said_of_control_after_the_last_public_day() -> None:
    told = rows(bundle.csv_files(made(FULL))["control.csv"])
    assert [(row["from"], row["to"]) for row in told] == [("2024-03-04T12:00:00Z", "2024-03-06T00:00:00Z")]


def test_the_credit_of_the_gazetteer_stands_in_every_export() -> None:
    found = made(FULL)
    files = bundle.csv_files(found)
    assert CREDIT in files["README.txt"]
    assert CREDIT in files["datapackage.json"]
    assert bundle.document(found)["credit"] == CREDIT
    for name in ("claims.csv", "incidents.csv", "control.csv"):
        assert rows(files[name])[0]["credit"] == CREDIT


def test_a_demonstration_says_so_in_every_row_and_in_the_notes() -> None:
    found = made(stored(demo=True))
    files = bundle.csv_files(found)
    for name in ("claims.csv", "incidents.csv", "tolls.csv", "control.csv"):
        assert {row["demo"] for row in rows(files[name])} == {"true"}
    assert "invented" in files["README.txt"]
    assert rows(bundle.csv_files(made(FULL))["claims.csv"])[0]["demo"] == "false"


def test_every_harm_figure_is_called_reported() -> None:
    found = made(FULL)
    assert {"reported_low", "reported_best", "reported_high"} <= set(
        rows(bundle.csv_files(found)["tolls.csv"])[0]
    )
    assert any("what was reported" in note for note in found.notes)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@a", "\tx"])
def test_a_cell_never_runs_as_a_formula(words: str) -> None:
    told = stored(title=words)
    assert rows(bundle.csv_files(made(told))["claims.csv"])[0]["title"] == "'" + words


def test_the_same_record_gives_the_same_bytes() -> None:
    assert bundle.csv_files(made(FULL)) == bundle.csv_files(made(FULL))


def test_an_empty_record_gives_tables_with_headers_alone() -> None:
    found = bundle.make(
        (), Picture(known_on=None, version="1"), Audience.PUBLIC, datetime(2024, 1, 1, tzinfo=UTC)
    )
    assert all(
        text.count("\n") == 1 for name, text in bundle.csv_files(found).items() if name.endswith(".csv")
    )
