"""How right the derivation was about a simulated war, beside three simple rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Pace(StrEnum):
    """How fast places change hands: the default rates, half of them, twice."""

    DEFAULT = "default"
    SLOW = "slow"
    FAST = "fast"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewScore:
    """Control of all places and days: shares that are right, and how honest the probabilities are.

    `brier` sums squared errors over the states, `ece` is the calibration error of the likeliest state in ten
    bins. None where nothing was there to be scored.
    """

    accuracy: float
    accuracy_near_change: float | None
    brier: float
    ece: float
    contested_recall: float | None
    contested_precision: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TollScore:
    """Reported ranges of dead by week and place, against the dead there were; `best_error` is relative."""

    scopes: int
    low_not_above_truth: float | None
    covered: float | None
    best_error: float | None
    low_ratio_mean: float | None
    over_count: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageScore:
    """Claims grouped by happening, against the happenings they tell of."""

    claims: int
    bcubed: float
    bcubed_precision: float
    bcubed_recall: float
    pair_precision: float
    pair_recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WarScore:
    """One way to answer about a war, as known then; `hindsight` as known at the end.

    Delays are days from a capture that lasts five to the first evening it is seen; `missed` is the share
    never seen; `false_flips_per_1000` counts, in 1000 place-days, turns to a side that does not hold it.
    """

    accuracy: float
    accuracy_near_change: float | None
    brier: float
    ece: float
    contested_recall: float | None
    contested_precision: float | None
    delay_median_days: float | None
    delay_p90_days: float | None
    missed: float | None
    captures: int
    false_flips_per_1000: float
    hindsight: ViewScore
    tolls: TollScore
    linkage: LinkageScore


@dataclass(frozen=True, slots=True, kw_only=True)
class Baselines:
    """What to beat: the newest report, most reports of a week, most origins of a week."""

    latest: WarScore
    majority: WarScore
    origins: WarScore


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScore:
    """What answers to the review queue mend: the error of linkage (1 less B-cubed) before, after, at the end.

    `removed` is the share of the error that all answers remove which the first ones removed.
    """

    questions: int
    answers: int
    error_before: float
    error_after: float
    error_at_the_end: float
    removed: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationAnswer(WarScore):
    """How right the derivation was about one simulated war, beside three simple rules.

    A real war is not made by these rules: the figures say that the arithmetic holds, not how right a map is.
    """

    seed: int
    sides: int
    days: int
    places: int
    flood: bool
    rates: str
    claims: int
    toll_claims: int
    review: ReviewScore
    baselines: Baselines
