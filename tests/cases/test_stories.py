"""The machine reader on stories it was not written on, against the claims a careful reader would write.

`stories/*.toml` hold the stories. A claim there has `type` (accepted ones after a bar), `says` (the clause
that carries it), `agents` and `targets` (alternatives after a bar; a "?" at the end: may be left out), `at` and
`in` (place and country), `when` (a day, or first..last), `counts` ("killed 12", "12+" open above, "..30" at most,
"12-15"), `stance`, `by` (sources) and `optional` (neutral).

`gaps.toml` lists what the reader does not get right yet, field by field. A gap that has closed fails the test as a
new one does: `python -m tests.cases.gaps` writes the list anew, and its difference shows what a change was worth.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord import evaluate, parties
from onrecord.evaluate import Coded, Figure, Party, Score
from onrecord.gazetteer.index import Gazetteer
from onrecord.intake import furniture
from onrecord.model.claim import EventType, HarmKind, Stance
from onrecord.model.report import Edition, EditionKind
from onrecord.model.values import Interval, Span
from onrecord.read.reader import MachineReader

STORIES = Path(__file__).parent / "stories"
GAPS = Path(__file__).parent / "gaps.toml"
# F1 over all stories, rounded down; raised when the reader gets better, never lowered.
FLOORS = {
    "claims": 0.86,
    "claims coarse": 0.88,
    "agents": 0.85,
    "targets": 0.84,
    "place": 0.8,
    "time": 0.87,
    "counts": 0.94,
    "stance": 0.95,
    "sources": 0.93,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A report of our own with its expected claims."""

    id: str
    published: date
    title: str
    text: str
    claims: tuple[Coded, ...]


def stories_in(folder: Path) -> dict[str, Story]:
    """All stories of a folder by id."""
    found: dict[str, Story] = {}
    for path in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["story"]:
            assert row["id"] not in found
            found[row["id"]] = _story(row)
    return found


def _story(row: dict[str, Any]) -> Story:
    text = row["text"].strip()
    assert row.get("none", False) is not bool(row.get("claims")), f"{row['id']}: claims, or none = true"
    claims = {f"{row['id']}.{n}": c for n, c in enumerate(row.get("claims", ()), 1)}
    return Story(
        id=row["id"],
        published=row["published"],
        title=row["title"],
        text=text,
        claims=tuple(_claim(id, c, text) for id, c in claims.items()),
    )


def _claim(id: str, row: dict[str, Any], text: str) -> Coded:
    known = {
        "type", "says", "agents", "targets", "at", "in", "when", "counts", "stance", "by", "optional",
    }  # fmt: skip
    assert set(row) <= known, f"{id}: {set(row) - known}"
    assert row["says"] in text, f"{id}: not in the text: {row['says']}"
    start = text.index(row["says"])
    days = [date.fromisoformat(d) for d in row["when"].split("..")] if "when" in row else []
    return Coded(
        id=id,
        types=frozenset(map(EventType, row["type"].split("|"))),
        evidence=Span(start=start, end=start + len(row["says"])),
        agents=tuple(map(_party, row.get("agents", ()))),
        targets=tuple(map(_party, row.get("targets", ()))),
        place=tuple(row["at"].rstrip("?").split("|")) if "at" in row and not row["at"].endswith("?") else (),
        country=row.get("in", ""),
        days=(days[0], days[-1]) if days else None,
        counts=tuple(tuple(map(_figure, c.split("|"))) for c in row.get("counts", ()) if not c.endswith("?")),
        spare_counts=tuple(_figure(c[:-1]) for c in row.get("counts", ()) if c.endswith("?")),
        stances=frozenset(map(Stance, row["stance"].split("|"))),
        sources=tuple(map(_party, row.get("by", ()))),
        optional=row.get("optional", False),
    )


def _party(written: str) -> Party:
    return Party(names=tuple(written.rstrip("?").split("|")), optional=written.endswith("?"))


def _figure(written: str) -> Figure:
    kind, _, number = written.partition(" ")
    low, high = number, number
    if number.endswith("+"):
        low, high = number[:-1], ""
    elif ".." in number:
        low, high = number.split("..")
    elif "-" in number:
        low, high = number.split("-")
    return Figure(kind=HarmKind(kind), low=int(low) if low else None, high=int(high) if high else None)


ALL = stories_in(STORIES)


def scorer(gazetteer: Gazetteer) -> Callable[[Story], Score]:
    """A function from a story to its score, which reads each story once."""
    book = parties.load()
    reader = MachineReader(gazetteer=gazetteer, parties=book)

    def find_actor(name: str) -> str:
        return next((a.id for a in book.find(name)), "")

    @cache
    def of(story: Story) -> Score:
        claims = reader.read(edition_of(story)).claims
        return evaluate.score(story.text, story.claims, claims, find_actor)

    return of


def gaps() -> dict[str, frozenset[str]]:
    """Claim id -> the fields known to be wrong; "claim" where the whole is missed."""
    found = tomllib.loads(GAPS.read_text(encoding="utf-8"))
    missed = {id: frozenset({"claim"}) for id in found["missed"]}
    return missed | {id: frozenset(fields) for id, fields in found["wrong"].items()}


@pytest.fixture(scope="session")
def scored(gazetteer: Gazetteer) -> Callable[[Story], Score]:
    return scorer(gazetteer)


def edition_of(story: Story) -> Edition:
    """The edition that a story would be, had it been published."""
    return Edition(
        id=story.id,
        report=story.id,
        kind=EditionKind.REPORT,
        blob=story.id,
        outlet="Story Wire",
        title=story.title,
        text=story.text,
        published=Interval.of_days(story.published),
        taken_in=datetime(2100, 1, 1, tzinfo=UTC),
        furniture=furniture.mark(story.text, story.title).furniture,
    )


def _with_claims() -> list[Any]:
    return [pytest.param(s, id=s.id) for s in ALL.values() if s.claims]


@pytest.mark.parametrize("story", _with_claims())
def test_the_story_is_read_as_a_careful_reader_would_but_for_the_listed_gaps(
    story: Story, scored: Callable[[Story], Score]
) -> None:
    known = gaps()
    new, closed = [], []
    for pair in scored(story).pairs:
        listed, wrong = known.get(pair.coded.id, frozenset()), frozenset(pair.wrong)
        if pair.coded.optional:
            continue
        words = pair.coded.evidence.of(story.text)
        new += [f"{pair.coded.id} {words!r}: {field}" for field in sorted(wrong - listed)]
        closed += [f"{pair.coded.id} {words!r}: {field}" for field in sorted(listed - wrong)]
    assert (new, closed) == ([], [])


@pytest.mark.parametrize("story", [pytest.param(s, id=s.id) for s in ALL.values() if not s.claims])
def test_a_report_of_no_war_makes_no_claim(story: Story, scored: Callable[[Story], Score]) -> None:
    found = [c.evidence_text for c in scored(story).extra]
    assert bool(found) is (story.id in gaps()), found


def test_the_stories_as_a_whole_keep_their_floors(scored: Callable[[Story], Score]) -> None:
    totals = evaluate.total(scored(s) for s in ALL.values())
    fallen = {name: totals[name].f1 for name, floor in FLOORS.items() if totals[name].f1 < floor}
    assert not fallen, evaluate.table(totals)
