"""A simulated war put to the derivation and to three simple rules, and all of them scored on the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from onrecord.assess.assertions import days
from onrecord.assess.chain import Array
from onrecord.model.harm import Range
from onrecord.model.simulation import Baselines, SimulationAnswer, WarScore
from onrecord.simulate import answers, rules, scores
from onrecord.simulate.harming import TollWord
from onrecord.simulate.press import Word
from onrecord.simulate.reviewed import review
from onrecord.simulate.rules import Rule
from onrecord.simulate.war import BEGINS, Plan, War, war_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one way of answering says: P by place and day, then and now; ranges; claim -> incident."""

    then: Array
    now: Array
    ranges: Mapping[str, Range]
    incidents: Mapping[str, str]


def simulate(plan: Plan, war: War | None = None) -> SimulationAnswer:
    """The scores of the derivation and of the simple rules on the war of a plan."""
    war = war or war_of(plan)
    mine = _scored(derived(war), war)
    beside = {rule.value: _scored(by_rule(war, rule), war) for rule in Rule}
    return SimulationAnswer(
        **_fields(mine),
        seed=plan.seed,
        sides=plan.sides,
        days=plan.days,
        places=plan.places,
        flood=plan.flood,
        rates=plan.pace.value,
        claims=len(war.words),
        toll_claims=len(war.tolls),
        review=review(answers.told_of(map(said_of, war.words)), happenings(war)),
        baselines=Baselines(**beside),
    )


def derived(war: War) -> Answer:
    """What the product answers about a war."""
    board, told = board_of(war), answers.told_of(map(said_of, war.words))
    return Answer(
        then=answers.control_then(board, told),
        now=answers.control_now(board, told),
        ranges=answers.ranges_of(list(map(toll_of, war.tolls))),
        incidents=answers.incidents_of(told),
    )


def by_rule(war: War, rule: Rule) -> Answer:
    """What a simple rule answers; it knows no hindsight."""
    said = list(map(said_of, war.words))
    then = rules.control(board_of(war), said, rule)
    return Answer(
        then=then,
        now=then,
        ranges=rules.tolls(list(map(toll_of, war.tolls)), rule),
        incidents=rules.incidents(said),
    )


def board_of(war: War) -> answers.Board:
    """The places of a war as declared."""
    return answers.Board(sides=war.sides, declared=war.declared, since=days(BEGINS), days=war.plan.days)


def said_of(word: Word) -> answers.Said:
    """A published claim without what only the maker of the war knows."""
    at = [BEGINS + timedelta(days=t) for t in (word.published, word.start, word.end)]
    return answers.Said(
        id=word.id,
        published=at[0],
        outlet=word.outlet,
        outlet_side=word.outlet_side,
        speaker=word.speaker,
        group=word.group,
        event=word.event,
        place=word.place,
        agent=word.agent,
        target=word.target,
        start=at[1],
        end=at[2],
        denied=word.denied,
    )


def toll_of(word: TollWord) -> answers.SaidToll:
    """A published figure without the truth."""
    return answers.SaidToll(
        id=word.id,
        published=BEGINS + timedelta(days=word.published),
        outlet=word.outlet,
        outlet_side="",
        speaker=word.speaker,
        group=word.group,
        low=word.low,
        high=word.high,
        scope=word.scope.id,
        week=word.scope.week,
        accused=word.accused,
    )


def _scored(answer: Answer, war: War) -> WarScore:
    truth = scores.Truth.of(war.histories, war.sides, war.plan.days)
    seen, missed = scores.delays(answer.then, truth)
    captures = len(seen) + missed
    return WarScore(
        **_fields(scores.view(answer.then, truth)),
        delay_median_days=scores.middle(seen),
        delay_p90_days=scores.ninth(seen),
        missed=missed / captures if captures else None,
        captures=captures,
        false_flips_per_1000=scores.false_flips(answer.then, truth),
        hindsight=scores.view(answer.now, truth),
        tolls=scores.tolls(answer.ranges, war.killed),
        linkage=scores.linkage(answer.incidents, happenings(war)),
    )


def happenings(war: War) -> dict[str, str]:
    """The happening each claim tells of; states are left out."""
    return {w.id: w.happening for w in war.words if w.happening}


def _fields(score: Any) -> dict[str, Any]:
    return {name: getattr(score, name) for name in score.__dataclass_fields__}
