"""Three simple rules to compare with: the newest report, the most reports, the most origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from statistics import median

import numpy as np

from onrecord.assess.assertions import days
from onrecord.assess.chain import Array
from onrecord.model.claim import EventType
from onrecord.model.harm import Range
from onrecord.simulate.answers import Board, Said, SaidToll

# Sureness of a choice that nobody voted on, and how long a vote counts.
SURE, VOTE_DAYS = 0.8, 7.0


class Rule(StrEnum):
    """Which word counts."""

    LATEST = "latest"
    MAJORITY = "majority"
    ORIGINS = "origins"


def control(board: Board, said: Sequence[Said], rule: Rule) -> Array:
    """P(state) of every place and day by a rule, as known then."""
    n = len(board.sides) + 1
    by_place: dict[str, list[tuple[float, str, int]]] = defaultdict(list)
    for word in sorted(said, key=lambda w: (w.published, w.id)):
        state = _state(word, board.sides)
        if state is not None:
            origin = word.speaker.side or word.speaker.id if word.speaker else word.outlet
            by_place[word.place].append((days(word.published) - board.since, origin, state))
    out = np.zeros((len(board.declared), board.days, n))
    view: Array
    for k, (place, holder) in enumerate(board.declared):
        view = _sure(board.sides.index(holder), n)
        for day in range(board.days):
            known = [w for w in by_place[place] if w[0] < day + 1]
            recent = [w for w in known if w[0] >= day + 1 - VOTE_DAYS]
            if rule is Rule.LATEST:
                view = _sure(known[-1][2], n) if known else view
            elif recent:
                last = {origin: state for _, origin, state in recent}
                votes = list(last.values()) if rule is Rule.ORIGINS else [w[2] for w in recent]
                counted = np.bincount(votes, minlength=n).astype(np.float64)
                view = (counted + 0.5) / (len(votes) + 0.5 * n)
            out[k, day] = view
    return out


def _sure(state: int, states: int) -> Array:
    view = np.full(states, (1 - SURE) / (states - 1))
    view[state] = SURE
    return view


def _state(word: Said, sides: tuple[str, ...]) -> int | None:
    """The state a claim tells of; None where it names no side."""
    if word.event is EventType.CLASH:
        return len(sides)
    lost = word.event is EventType.CONTROL_LOST or word.denied
    side = word.target if lost else word.agent
    return sides.index(side) if side else None


def tolls(words: Sequence[SaidToll], rule: Rule) -> dict[str, Range]:
    """Figures by a rule; a week is its happenings and its own total added up, as a plain table does."""
    by_scope: dict[str, list[SaidToll]] = defaultdict(list)
    for word in sorted(words, key=lambda w: (w.published, w.id)):
        by_scope[word.scope].append(word)
    out: dict[str, Range] = {}
    weeks: dict[str, list[Range]] = defaultdict(list)
    for scope, said in by_scope.items():
        found = _figure(said, rule)
        weeks[said[0].week].append(found)
        if scope != said[0].week:
            out[scope] = found
    for week, parts in weeks.items():
        low, high = sum(p.low for p in parts), sum(p.high for p in parts)
        best = sum(p.best for p in parts)
        out[week] = Range(low=low, best=best, high=high, open=any(p.open for p in parts))
    return out


def _figure(said: Sequence[SaidToll], rule: Rule) -> Range:
    if rule is Rule.LATEST:
        counted = [said[-1]]
    elif rule is Rule.MAJORITY:
        counted = list(said)
    else:
        counted = list({w.speaker.id if w.speaker else w.outlet: w for w in said}.values())
    return Range(
        low=min(w.low for w in counted),
        best=int(median(sorted(w.low for w in counted))),
        high=max(w.high or w.low for w in counted),
        open=any(w.high is None for w in counted),
    )


def incidents(said: Sequence[Said]) -> dict[str, str]:
    """One incident a place, day, type and agent, as event lists are made clean of doubles."""
    return {
        w.id: f"{w.place}/{w.start.date()}/{w.event}/{w.agent}"
        for w in said
        if w.event is not EventType.CONTROL_HELD
    }
