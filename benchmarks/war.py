"""Predictions about synthetic wars: the product's own grouping and assessing, fed from narrow evidence.

`predict_control`, `predict_tolls` and `predict_linkage` read world.json, claims.jsonl and tolls.jsonl of a
folder, and never truth.json. What answers is what `onrecord simulate` asks too.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from onrecord.assess.assertions import days
from onrecord.model.claim import EventType
from onrecord.model.source import SourceType
from onrecord.simulate import answers
from onrecord.simulate.press import Speaker

Row = dict[str, Any]


def rows(folder: Path, name: str) -> Iterator[Row]:
    """The lines of a JSON Lines file, packed or not."""
    plain = folder / f"{name}.jsonl"
    packed = folder / f"{name}.jsonl.gz"
    with gzip.open(packed, "rt") if packed.exists() else plain.open() as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def world_of(folder: Path) -> Row:
    """What is declared of a war."""
    return dict(json.loads((folder / "world.json").read_text()))


def said_of(row: Row) -> answers.Said:
    """One claim on control."""
    return answers.Said(
        id=row["id"],
        published=datetime.fromisoformat(row["published"]),
        outlet=row["outlet"],
        outlet_side=row["outlet_side"] or "",
        speaker=_speaker(row),
        group=row["wire"] or "",
        event=EventType(row["event_type"]),
        place=row["place"],
        agent=row["agent_side"] or "",
        target=row["target_side"] or "",
        start=datetime.fromisoformat(row["time"]["start"]),
        end=datetime.fromisoformat(row["time"]["end"]),
        denied=row["stance"] == "denied",
    )


def _speaker(row: Row) -> Speaker | None:
    source = row["source"]
    if source is None:
        return None
    return Speaker(id=source["id"], type=SourceType(source["type"]), side=source["side"] or "")


def board_of(world: Row) -> answers.Board:
    """The places of a war, and who is declared to hold them."""
    first = date.fromisoformat(world["start"])
    return answers.Board(
        sides=tuple(world["sides"]),
        declared=tuple((p["id"], p["start_holder"]["side"]) for p in world["places"]),
        since=days(datetime(first.year, first.month, first.day, tzinfo=UTC)),
        days=int(world["days"]),
    )


def predict_control(folder: Path) -> Iterator[Row]:
    """P(state) of every place and day, as known then and in hindsight."""
    world = world_of(folder)
    board, first = board_of(world), date.fromisoformat(world["start"])
    told = answers.told_of(map(said_of, rows(folder, "claims")))
    for view, answer in (("nowcast", answers.control_then), ("hindsight", answers.control_now)):
        belief = answer(board, told)
        for n, (place, _) in enumerate(board.declared):
            for day in range(board.days):
                chances = {
                    s: round(float(v), 6) for s, v in zip(world["states"], belief[n, day], strict=True)
                }
                on = (first + timedelta(days=day)).isoformat()
                yield {"place": place, "day": on, "view": view, "p": chances}


def predict_tolls(folder: Path) -> Iterator[Row]:
    """Reported ranges of every incident scope, and of every place-week of which anything is told."""
    start = date.fromisoformat(world_of(folder)["start"])
    found = answers.ranges_of([_toll(row, start) for row in rows(folder, "tolls")])
    for scope, told in found.items():
        yield {"scope": scope, "low": told.low, "best": told.best, "high": told.high, "open": told.open}


def _toll(row: Row, start: date) -> answers.SaidToll:
    begins = datetime.fromisoformat(row["scope"]["start"]).date()
    return answers.SaidToll(
        id=row["id"],
        published=datetime.fromisoformat(row["published"]),
        outlet=row["outlet"],
        outlet_side=row["outlet_side"] or "",
        speaker=_speaker(row),
        group=row["wire"] or "",
        low=row["low"],
        high=row["high"],
        scope=row["scope"]["id"],
        week=f"{row['place']}-w{(begins - start).days // 7 + 1:02d}",
        accused=row["agent_side"] or "",
    )


def predict_linkage(folder: Path) -> Iterator[Row]:
    """The incident of every claim that tells of a happening."""
    told = answers.told_of(map(said_of, rows(folder, "claims")))
    for claim, incident in answers.incidents_of(told).items():
        yield {"claim": claim, "incident": incident}
