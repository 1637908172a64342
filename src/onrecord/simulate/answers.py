"""What the product's own grouping and assessing answer about a synthetic war, fed from narrow evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from onrecord.assess import control, harm
from onrecord.assess.assertions import Assertion
from onrecord.assess.chain import SLOT, Array
from onrecord.assess.silence import Hearing, hear, week_of
from onrecord.assess.weights import weight_of
from onrecord.assess.words import assertions_of
from onrecord.corroborate.incidents import group
from onrecord.corroborate.interest import interest_of
from onrecord.corroborate.origins import Told, tell
from onrecord.derive.harming import lanes
from onrecord.model.claim import EventType, Extent, Polarity
from onrecord.model.evidence import Evidence, Interest, Voice, Where
from onrecord.model.harm import Range, TollStatement
from onrecord.simulate.press import Speaker

# A declared holder is right more often than not; the product's weight for a conflict file's baseline.
DECLARED = 0.9
_PER_DAY = round(1 / SLOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The places of a war with who is declared to hold each; `since` = its first day, in days since 1970."""

    sides: tuple[str, ...]
    declared: tuple[tuple[str, str], ...]
    since: float
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim on control as it is read; `speaker` None = unattributed, `group` '' = no copy is known."""

    id: str
    published: datetime
    outlet: str
    outlet_side: str
    speaker: Speaker | None
    group: str
    event: EventType
    place: str
    agent: str
    target: str
    start: datetime
    end: datetime
    denied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidToll:
    """One figure of dead as it is read; `week` = the week of a place that the scope is, or lies in."""

    id: str
    published: datetime
    outlet: str
    outlet_side: str
    speaker: Speaker | None
    group: str
    low: int
    high: int | None
    scope: str
    week: str
    accused: str


def evidence_of(said: Said) -> Evidence:
    """A claim on control as narrow evidence."""
    agents, targets = tuple(filter(None, (said.agent,))), tuple(filter(None, (said.target,)))
    polarity = Polarity.DENIED if said.denied else Polarity.AFFIRMED
    speaker = said.speaker
    side = speaker.side if speaker else said.outlet_side
    voice = Voice(
        key=speaker.id if speaker else f"outlet:{said.outlet}",
        name=speaker.id if speaker else said.outlet,
        type=speaker.type if speaker else None,
        side=side,
        interest=interest_of(side, said.event, agent_sides=agents, target_sides=targets, polarity=polarity),
        gatekeeper=said.outlet,
        identified=speaker is not None,
    )
    return Evidence(
        id=said.id,
        report=said.id,
        outlet=said.outlet,
        outlet_side=said.outlet_side,
        public_at=said.published,
        event_type=said.event,
        extent=Extent.STATE if said.event is EventType.CONTROL_HELD else Extent.INCIDENT,
        voices=(voice,),
        polarity=polarity,
        place=Where(id=said.place, name=said.place),
        start=said.start,
        end=said.end,
        agent_sides=agents,
        target_sides=targets,
        copy_of=said.group,
    )


def told_of(said: Iterable[Said]) -> tuple[Told, ...]:
    """Claims with the voices they really have, copies known as copies."""
    return tell(map(evidence_of, said), {})


def control_then(board: Board, told: Sequence[Told]) -> Array:
    """P(state) of every place and day as known at the end of that day; sides, and last contested."""
    places = places_of(board, told)
    out = np.zeros((len(places), board.days, len(board.sides) + 1))
    for day in range(board.days):
        now = board.since + day + 1
        hearing = heard(places, now, board.since)
        slots = (day + 1) * _PER_DAY
        belief = control.believe(places, now, since=board.since, slots=slots, hearing=hearing, smoothed=False)
        out[:, day] = belief[:, -1]
    return out


def control_now(board: Board, told: Sequence[Told]) -> Array:
    """P(state) of every place and day as known when the last claim is public."""
    places, now = places_of(board, told), board.since + board.days
    hearing = heard(places, now, board.since)
    slots = board.days * _PER_DAY
    found = control.believe(places, now, since=board.since, slots=slots, hearing=hearing)
    at_the_end: Array = found[:, _PER_DAY - 1 :: _PER_DAY]
    return at_the_end


def heard(places: Sequence[control.Place], now: float, since: float) -> Hearing | None:
    """What is learnt of who tells of what, as the record learns it: up to the beginning of the week."""
    learnt = week_of(now)
    return hear({p.id: p.assertions for p in places}, learnt, since=since) if learnt > since else None


def places_of(board: Board, told: Iterable[Told]) -> list[control.Place]:
    """All places with what first tellings assert of them; copies say nothing more."""
    said: dict[str, list[Assertion]] = defaultdict(list)
    for item in told:
        if not item.copy_of and item.evidence.place is not None:
            voices = [(v, f"side:{v.side}" if v.side else v.key) for v in item.voices]
            said[item.evidence.place.id] += assertions_of(item.evidence, voices)
    rest = (1 - DECLARED) / len(board.sides)
    return [
        control.Place(
            id=place,
            sides=board.sides,
            prior=tuple(DECLARED if s == holder else rest for s in (*board.sides, "")),
            assertions=tuple(said[place]),
        )
        for place, holder in board.declared
    ]


def incidents_of(told: Sequence[Told]) -> dict[str, str]:
    """Claim -> incident, for every claim that tells of a happening."""
    return {claim: found.id for found in group(told).groups for claim in found.claims}


def ranges_of(words: Sequence[SaidToll]) -> dict[str, Range]:
    """Reported ranges of every happening, and of every place-week of which anything is told."""
    said: dict[str, list[TollStatement]] = defaultdict(list)
    week_of = {w.scope: w.week for w in words}
    for word in first_tellings(words):
        said[word.scope].append(_statement(word))
    own = {scope: harm.range_of(lanes(statements))[0] for scope, statements in said.items()}
    parts: dict[str, list[tuple[Range, float]]] = defaultdict(list)
    for scope, found in own.items():
        if scope != week_of[scope] and found is not None:
            parts[week_of[scope]].append((found, 1.0))
    totals = {week: harm.fold(own.get(week), parts[week]) for week in sorted(set(week_of.values()))}
    return {scope: found for scope, found in (own | totals).items() if found is not None}


def first_tellings(words: Iterable[SaidToll]) -> list[SaidToll]:
    """One word of each copy group, the first; the others are reprints."""
    first: dict[str, SaidToll] = {}
    for word in sorted(words, key=lambda w: (w.published, w.id)):
        first.setdefault(word.group or word.id, word)
    return list(first.values())


def _statement(word: SaidToll) -> TollStatement:
    speaker = word.speaker
    side = speaker.side if speaker else word.outlet_side
    voice = Voice(
        key=speaker.id if speaker else word.outlet,
        name="",
        type=speaker.type if speaker else None,
        side=side,
        interest=Interest.OWN_GAIN if side and side != word.accused else Interest.UNKNOWN,
    )
    return TollStatement(
        claim=word.id,
        count=0,
        origin=f"side:{side}" if side else voice.key,
        low=word.low,
        high=word.high,
        rank=0 if side and side == word.accused else weight_of(voice).rank,
        public_at=word.published,
    )
