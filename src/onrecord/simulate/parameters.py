"""Every number a simulated war is made with (RESOLUTION 5); times in days. A file may replace any of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.codec import from_json, to_json, to_plain
from onrecord.errors import DataError, InputError
from onrecord.model.simulation import Pace


class Who(StrEnum):
    """Who speaks of a change or a fight."""

    WINNER = "winner"
    LOSER = "loser"
    ATTACKER = "attacker"
    DEFENDER = "defender"
    MONITOR = "monitor"
    SECOND = "second monitor"  # leans to one side, and nobody is told
    RESIDENTS = "residents"


class What(StrEnum):
    """What a speaker says of a change or a fight."""

    OUTCOME = "outcome"
    ADMITS = "admits"
    DENIES = "denies"
    FIGHT = "fight"
    GAIN = "gain"
    HOLD = "hold"


class Only(StrEnum):
    """Of whose success a leaning speaker speaks so."""

    ALL = "all"
    LEAN = "lean"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How often and how soon somebody speaks. `mean` above 0: `least` and a waiting time, else up to `most`.

    `stated` = how long after the change the words say it was; `wrong` = share that names another side.
    """

    who: Who
    what: What
    p: float
    least: float = 0.0
    most: float = 0.0
    mean: float = 0.0
    stated: float = 0.0
    wrong: float = 0.0
    only: Only = Only.ALL


SETTLED = (
    Habit(who=Who.WINNER, what=What.OUTCOME, p=0.95, most=0.5),
    Habit(who=Who.LOSER, what=What.ADMITS, p=0.06, least=1.0, most=6.0),
    Habit(who=Who.LOSER, what=What.DENIES, p=0.30, least=0.2, most=2.0, stated=0.2),
    Habit(who=Who.MONITOR, what=What.OUTCOME, p=0.85, mean=0.8, wrong=0.04),
    Habit(who=Who.SECOND, what=What.OUTCOME, p=0.90, mean=0.5, only=Only.LEAN),
    Habit(who=Who.SECOND, what=What.OUTCOME, p=0.55, mean=2.0, only=Only.OTHERS),
    Habit(who=Who.RESIDENTS, what=What.OUTCOME, p=0.35, least=0.5, most=3.0, wrong=0.08),
)
FIGHTING = (
    Habit(who=Who.ATTACKER, what=What.GAIN, p=0.35, least=0.3, most=1.3, stated=0.3),
    Habit(who=Who.DEFENDER, what=What.HOLD, p=0.40, least=0.3, most=1.5, stated=0.3),
    Habit(who=Who.MONITOR, what=What.FIGHT, p=0.80, least=0.1, mean=0.7, stated=0.1),
    Habit(who=Who.SECOND, what=What.FIGHT, p=0.70, least=0.1, mean=0.9, stated=0.1),
    Habit(who=Who.SECOND, what=What.GAIN, p=0.35, least=0.5, most=1.5, stated=0.5, only=Only.LEAN),
    Habit(who=Who.RESIDENTS, what=What.FIGHT, p=0.30, least=0.5, most=2.0, stated=0.2),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmParameters:
    """How many die, and what is told of it (RESOLUTION 3.7)."""

    places: int = 10
    incidents_per_week: float = 3.0
    scale: float = 3.0
    shape: float = 1.2
    cap: int = 200
    reported: float = 0.75
    more_origins: float = 0.4
    first_low: float = 0.4
    revised: float = 0.6
    revision_low: float = 0.85
    revision_high: float = 1.1
    exact: float = 0.5
    minimised: float = 0.25
    minimum_high: float = 0.4
    exaggerated: float = 0.08
    exaggeration_low: float = 1.5
    exaggeration_high: float = 2.5
    copies: float = 2.0
    weekly: float = 0.6
    weekly_low: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The numbers of a war; the defaults are those of RESOLUTION 5."""

    hot_share: float = 0.5
    hot_days: float = 25.0
    quiet_days: float = 120.0
    direct_flip: float = 0.12
    fight_phases: int = 2
    fight_phase_days: float = 1.8
    attacker_wins: float = 0.5
    declared_right: float = 0.95
    told_to_days: float = 0.25
    settled: tuple[Habit, ...] = SETTLED
    fighting: tuple[Habit, ...] = FIGHTING
    upkeep: float = 0.02
    monitor_upkeep: float = 0.01
    upkeep_within: float = 0.5
    phantom: float = 0.004
    flood_phantom: float = 0.03
    flood_copies: int = 60
    wrong_place: float = 0.03
    wrong_date: float = 0.05
    wrong_date_days: float = 3.0
    wrong_side: float = 0.03
    first_side_copies: float = 8.0
    other_copies: float = 3.0
    copied_within: float = 2.0
    resurface: float = 0.05
    resurface_least: float = 10.0
    resurface_most: float = 30.0
    misdated: float = 0.3
    unattributed: float = 0.3
    undetected: float = 0.1
    own_outlet: float = 0.3
    harm: HarmParameters = HarmParameters()


PACES = {Pace.DEFAULT: 1.0, Pace.SLOW: 0.5, Pace.FAST: 2.0}


def parameters_of(given: Any) -> Parameters:
    """The defaults with parts replaced, as JSON has them; a list is replaced whole. Raises InputError."""
    try:
        return from_json(to_json(_laid_over(to_plain(Parameters()), given, "")), Parameters)
    except DataError as error:
        raise InputError(f"these are no parameters of a war: {error.message}") from error


def _laid_over(old: Any, new: Any, where: str) -> Any:
    if not isinstance(old, dict):
        return new
    if not isinstance(new, dict):
        raise InputError(f"the parameters {where or 'of a war'} are not an object")
    unknown = sorted(new.keys() - old.keys())
    if unknown:
        raise InputError(f"a war has no parameter {where}{unknown[0]}", hint=", ".join(sorted(old)))
    return {k: _laid_over(v, new[k], f"{k}.") if k in new else v for k, v in old.items()}
