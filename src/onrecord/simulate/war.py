"""A whole simulated war: who holds what, what is told of it, and the truth to score an answer by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from onrecord.errors import InputError
from onrecord.model.simulation import Pace
from onrecord.simulate.chance import Chance
from onrecord.simulate.harming import Counting, TollWord
from onrecord.simulate.parameters import PACES, Parameters
from onrecord.simulate.press import Press, Word
from onrecord.simulate.truth import Spell, history

BEGINS = datetime(2001, 1, 1, tzinfo=UTC)
MOST_SIDES, MOST_PLACES, MOST_DAYS = 5, 400, 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which war to make. Raises InputError where it cannot be."""

    seed: int
    sides: int = 2
    days: int = 180
    places: int = 40
    flood: bool = False
    pace: Pace = Pace.DEFAULT
    parameters: Parameters = field(default_factory=Parameters)

    def __post_init__(self) -> None:
        for what, value, least, most in (
            ("sides", self.sides, 2, MOST_SIDES),
            ("days", self.days, 14, MOST_DAYS),
            ("places", self.places, 1, MOST_PLACES),
        ):
            if not least <= value <= most:
                raise InputError(f"a war of {value} {what} cannot be made", hint=f"{least} to {most} {what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class War:
    """What was told, and what was so. `declared` is the holder said to hold each place on the first day."""

    plan: Plan
    sides: tuple[str, ...]
    declared: tuple[tuple[str, str], ...]
    words: tuple[Word, ...]
    tolls: tuple[TollWord, ...]
    histories: tuple[tuple[Spell, ...], ...]
    killed: Mapping[str, int]  # by week of a place, where anything is told of it


def war_of(plan: Plan) -> War:
    """The war of a plan; the same plan makes the same war, and copies never change what was so."""
    chance, p = Chance(plan.seed), plan.parameters
    sides = tuple("ABCDE"[: plan.sides])
    places = tuple(f"P{n + 1:02d}" for n in range(plan.places))
    pace = PACES[plan.pace]
    histories = tuple(history(place, sides, plan.days, chance, p, pace) for place in places)
    press = Press(chance=chance, parameters=p, sides=sides, places=places, days=plan.days, flood=plan.flood)
    counting = Counting(chance=chance, parameters=p.harm, sides=sides, places=places, days=plan.days)
    tolls = counting.words()
    told = {w.scope.week for w in tolls}
    return War(
        plan=plan,
        sides=sides,
        declared=tuple((s[0].place, _declared(s, sides, chance, p)) for s in histories),
        words=press.words(histories),
        tolls=tolls,
        histories=histories,
        killed={id: sum(s.killed for s in scopes) for id, scopes in counting.weeks() if id in told},
    )


def _declared(spells: tuple[Spell, ...], sides: tuple[str, ...], chance: Chance, p: Parameters) -> str:
    """Who is said to hold a place on the first day, now and then wrongly."""
    first = spells[0]
    if chance.happens(p.declared_right, first.place, "declared"):
        return first.state
    return chance.pick([s for s in sides if s != first.state], first.place, "declared instead")
