"""Predictions about synthetic wars: the product's own grouping and assessing, fed from narrow evidence.

`predict_control`, `predict_tolls` and `predict_linkage` read world.json, claims.jsonl and tolls.jsonl of a
folder, and never truth.json.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from onrecord.assess import control, harm
from onrecord.assess.assertions import Assertion, days
from onrecord.assess.chain import SLOT
from onrecord.assess.silence import hear
from onrecord.assess.weights import weight_of
from onrecord.assess.words import assertions_of
from onrecord.corroborate.incidents import group
from onrecord.corroborate.interest import interest_of
from onrecord.corroborate.origins import Told, tell
from onrecord.derive.harming import lanes
from onrecord.model.claim import EventType, Extent, Polarity
from onrecord.model.evidence import Evidence, Interest, Voice, Where
from onrecord.model.harm import Range, TollStatement
from onrecord.model.source import SourceType

Row = dict[str, Any]

# A declared holder is right more often than not; the product's weight for a conflict file's baseline.
DECLARED = 0.9


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


def evidence_of(row: Row) -> Evidence:
    """One claim of a synthetic war as narrow evidence."""
    event, denied = EventType(row["event_type"]), row["stance"] == "denied"
    agents = (row["agent_side"],) if row["agent_side"] else ()
    targets = (row["target_side"],) if row["target_side"] else ()
    voice = voice_of(row, event, agents, targets, denied)
    return Evidence(
        id=row["id"],
        report=row["id"],
        outlet=row["outlet"],
        outlet_side=row["outlet_side"] or "",
        public_at=datetime.fromisoformat(row["published"]),
        event_type=event,
        extent=Extent.STATE if event is EventType.CONTROL_HELD else Extent.INCIDENT,
        voices=(voice,),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        place=Where(id=row["place"], name=row["place"]),
        start=datetime.fromisoformat(row["time"]["start"]),
        end=datetime.fromisoformat(row["time"]["end"]),
        agent_sides=agents,
        target_sides=targets,
        copy_of=row["wire"] or "",
    )


def voice_of(
    row: Row, event: EventType, agents: tuple[str, ...], targets: tuple[str, ...], denied: bool
) -> Voice:
    """The speaker of a claim; where none is named, the outlet, which may be a party's mouth."""
    source = row["source"]
    side = (source["side"] if source else row["outlet_side"]) or ""
    polarity = Polarity.DENIED if denied else Polarity.AFFIRMED
    interest = interest_of(side, event, agent_sides=agents, target_sides=targets, polarity=polarity)
    return Voice(
        key=source["id"] if source else f"outlet:{row['outlet']}",
        name=source["id"] if source else row["outlet"],
        type=SourceType(source["type"]) if source else None,
        side=side,
        interest=interest,
        gatekeeper=row["outlet"],
        identified=source is not None,
    )


def component(voice: Voice) -> str:
    """Everything one side says is one component."""
    return f"side:{voice.side}" if voice.side else voice.key


def predict_control(folder: Path) -> Iterator[Row]:
    """P(state) of every place and day, as known then and in hindsight."""
    world = world_of(folder)
    first = date.fromisoformat(world["start"])
    since, length = days(datetime(first.year, first.month, first.day, tzinfo=UTC)), int(world["days"])
    told = tell((evidence_of(r) for r in rows(folder, "claims")), {})
    places = places_of(world, told)
    per_day = round(1 / SLOT)

    def line(n: int, day: int, view: str, p: Any) -> Row:
        on = (first + timedelta(days=day)).isoformat()
        chances = {s: round(float(v), 6) for s, v in zip(world["states"], p, strict=True)}
        return {"place": places[n].id, "day": on, "view": view, "p": chances}

    for day in range(length):
        now = since + day + 1
        hearing = hear({p.id: p.assertions for p in places}, now, since=since)
        slots = (day + 1) * per_day
        belief = control.believe(places, now, since=since, slots=slots, hearing=hearing, smoothed=False)
        for n in range(len(places)):
            yield line(n, day, "nowcast", belief[n, -1])
    now = since + length
    hearing = hear({p.id: p.assertions for p in places}, now, since=since)
    belief = control.believe(places, now, since=since, slots=length * per_day, hearing=hearing)
    for n in range(len(places)):
        for day in range(length):
            yield line(n, day, "hindsight", belief[n, (day + 1) * per_day - 1])


def places_of(world: Row, told: tuple[Told, ...]) -> list[control.Place]:
    """All places with what first tellings assert of them; copies say nothing more."""
    said: dict[str, list[Assertion]] = defaultdict(list)
    for item in told:
        if not item.copy_of and item.evidence.place is not None:
            voices = [(v, component(v)) for v in item.voices]
            said[item.evidence.place.id] += assertions_of(item.evidence, voices)
    sides = tuple(world["sides"])
    out = []
    for place in world["places"]:
        holder, rest = place["start_holder"]["side"], (1 - DECLARED) / len(sides)
        prior = tuple(DECLARED if s == holder else rest for s in world["states"])
        out.append(
            control.Place(id=place["id"], sides=sides, prior=prior, assertions=tuple(said[place["id"]]))
        )
    return out


def predict_tolls(folder: Path) -> Iterator[Row]:
    """Reported ranges of every incident scope, and of every place-week of which anything is told."""
    statements: dict[str, list[TollStatement]] = defaultdict(list)
    scopes: dict[str, Row] = {}
    for row in first_tellings(rows(folder, "tolls")):
        scopes[row["scope"]["id"]] = row
        statements[row["scope"]["id"]].append(_toll_statement(row))
    start = date.fromisoformat(world_of(folder)["start"])
    ranges = {id: harm.range_of(lanes(said))[0] for id, said in statements.items()}
    weeks: dict[str, list[tuple[Range, float]]] = defaultdict(list)
    own: dict[str, Range | None] = {}
    for id, row in scopes.items():
        told = ranges[id]
        begins = datetime.fromisoformat(row["scope"]["start"]).date()
        week = f"{row['place']}-w{(begins - start).days // 7 + 1:02d}"
        own.setdefault(week, None)
        if row["scope"]["kind"] == "period":
            own[week] = told
        elif told is not None:
            weeks[week].append((told, 1.0))
            yield _toll_line(id, told)
    for week in sorted(own):
        total = harm.fold(own[week], weeks[week])
        if total is not None:
            yield _toll_line(week, total)


def first_tellings(lines: Iterator[Row]) -> Iterator[Row]:
    """One line of each copy group, the first; the others are reprints."""
    seen: set[str] = set()
    for row in lines:
        if row["wire"] is None or row["wire"] not in seen:
            seen.add(row["wire"] or "")
            yield row


def _toll_statement(row: Row) -> TollStatement:
    source = row["source"]
    side = (source["side"] if source else row["outlet_side"]) or ""
    voice = Voice(
        key=source["id"] if source else row["outlet"],
        name="",
        type=SourceType(source["type"]) if source else None,
        side=side,
        interest=Interest.OWN_GAIN if side and side != row["agent_side"] else Interest.UNKNOWN,
    )
    return TollStatement(
        claim=row["id"],
        count=0,
        origin=f"side:{side}" if side else voice.key,
        low=row["low"],
        high=row["high"],
        rank=0 if side and side == row["agent_side"] else weight_of(voice).rank,
        public_at=datetime.fromisoformat(row["published"]),
    )


def _toll_line(scope: str, told: Range) -> Row:
    return {"scope": scope, "low": told.low, "best": told.best, "high": told.high, "open": told.open}


def predict_linkage(folder: Path) -> Iterator[Row]:
    """The incident of every claim that tells of a happening."""
    told = tell((evidence_of(r) for r in rows(folder, "claims")), {})
    grouping = group(told)
    for found in grouping.groups:
        for claim in found.claims:
            yield {"claim": claim, "incident": found.id}
