"""The machine reader on stories it was not written on, against the claims a careful reader would write.

`stories/*.toml` hold the stories. A claim there has `type` (accepted ones after a bar), `says` (the clause
that carries it), `agents` and `targets` (alternatives after a bar; a "?" at the end: may be left out), `at` and
`in` (place and country), `when` (a day, or first..last), `counts` ("killed 12", "12+" open above, "..30" at most,
"12-15"), `stance`, `by` (sources) and `optional` (neutral). `gap` names the fields the reader does not get right
yet ("claim": it misses the whole), then why; a gap that has closed fails the test, so that it is taken off.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
# F1 over all stories, rounded down; raised when the reader gets better, never lowered.
FLOORS: dict[str, float] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A report of our own with its expected claims; `gaps` by claim id."""

    id: str
    published: date
    title: str
    text: str
    claims: tuple[Coded, ...]
    gaps: dict[str, tuple[str, ...]]


def _stories() -> dict[str, Story]:
    found: dict[str, Story] = {}
    for path in sorted(STORIES.glob("*.toml")):
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
        gaps={id: tuple(c["gap"].split(":")[0].split()) for id, c in claims.items() if "gap" in c},
    )


def _claim(id: str, row: dict[str, Any], text: str) -> Coded:
    known = {
        "type", "says", "agents", "targets", "at", "in", "when", "counts", "stance", "by", "optional", "gap",
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


ALL = _stories()


@pytest.fixture(scope="session")
def scored(gazetteer: Gazetteer) -> Callable[[Story], Score]:
    """A story -> its score; each story is read once a session."""
    book = parties.load()
    reader = MachineReader(gazetteer=gazetteer, parties=book)
    kept: dict[str, Score] = {}

    def find_actor(name: str) -> str:
        return next((a.id for a in book.find(name)), "")

    def of(story: Story) -> Score:
        if story.id not in kept:
            claims = reader.read(edition_of(story)).claims
            kept[story.id] = evaluate.score(story.text, story.claims, claims, find_actor)
        return kept[story.id]

    return of


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
def test_the_claims_of_the_story_are_found(story: Story, scored: Callable[[Story], Score]) -> None:
    faults = []
    for pair in scored(story).pairs:
        wrong = set(pair.wrong) - set(story.gaps.get(pair.coded.id, ()))
        if wrong and not pair.coded.optional:
            faults.append(f"{pair.coded.id} {pair.coded.evidence.of(story.text)!r}: {sorted(wrong)}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("story", _with_claims())
def test_what_is_called_a_gap_still_is_one(story: Story, scored: Callable[[Story], Score]) -> None:
    wrong = {pair.coded.id: set(pair.wrong) for pair in scored(story).pairs}
    closed = {id: set(gap) - wrong[id] for id, gap in story.gaps.items() if set(gap) - wrong[id]}
    assert not closed, f"take these off the gaps: {closed}"


@pytest.mark.parametrize("story", [pytest.param(s, id=s.id) for s in ALL.values() if not s.claims])
def test_a_report_of_no_war_makes_no_claim(story: Story, scored: Callable[[Story], Score]) -> None:
    assert [c.evidence_text for c in scored(story).extra] == []


def test_the_stories_as_a_whole_keep_their_floors(scored: Callable[[Story], Score]) -> None:
    totals = evaluate.total(scored(s) for s in ALL.values())
    fallen = {name: totals[name].f1 for name, floor in FLOORS.items() if totals[name].f1 < floor}
    assert not fallen, evaluate.table(totals)
