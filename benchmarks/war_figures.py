"""Wars with a known truth: control, tolls, linkage; the worked examples of control and of one report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import fmean

from benchmarks import albukamal, founding, war, war_cost
from benchmarks.figures import Bench, Figure, Row, write

# Name, folders, goals for accuracy and Brier score, and what stands beside them (the set's README).
GROUPS = (
    (
        "two sides",
        ("seed-1", "seed-2", "seed-3"),
        0.902,
        0.165,
        "prototype .882 / .192, best simple rule .775 / .378, oracle .957 / .073",
    ),
    (
        "three sides",
        ("seed-4-three-sides",),
        0.897,
        0.177,
        "prototype .893 / .206, best simple rule .774 / .394, oracle .950 / .084",
    ),
    (
        "flood of copies",
        ("seed-5-flood",),
        0.876,
        0.219,
        "prototype .791 / .309, best simple rule .665 / .491, oracle .936 / .103",
    ),
)


def scored(bench: Bench, folder: Path) -> Row:
    """The scorer's figures for one war, predicted by the product's own grouping and assessing."""
    out = {}
    for name, function in (
        ("control", war.predict_control),
        ("tolls", war.predict_tolls),
        ("linkage", war.predict_linkage),
    ):
        out[name] = bench.work / f"{folder.name}-{name}.jsonl"
        write(out[name], function(folder))
    args = (folder, out["control"], "--tolls", out["tolls"], "--linkage", out["linkage"])
    return bench.score("war/score.py", *args)


def wars(bench: Bench) -> list[Figure]:
    """All groups of wars that are there, each a mean over its wars."""
    found: list[Figure] = []
    for name, folders, accuracy, brier, beside in GROUPS:
        paths = [bench.file(f"war/{f}") for f in folders if bench.file(f"war/{f}").is_dir()]
        if paths:
            told = [scored(bench, p) for p in paths]
            found += _control(name, [t["control"] for t in told], accuracy, brier, beside)
            found += _tolls(name, [t["tolls"] for t in told])
            found += _linkage(name, [t["linkage"] for t in told])
    return [*found, *cost()]


def cost() -> list[Figure]:
    """What one more claim costs to resolve in a large archive, against a small one."""
    small, large = (war_cost.measure(size)[0] for size in (war_cost.SIZES[0], war_cost.SIZES[-1]))
    return [
        Figure(
            what="linking one more claim: 1,000,000 on record against 10,000, times the work",
            value=large / small,
            goal=2.0,
            less=True,
            beside=f"{large:.1f} ms; python -m benchmarks cost",
        )
    ]


def _mean(told: Iterable[Row], key: str) -> float:
    return fmean(float(row[key]) for row in told)


def _control(name: str, told: list[Row], accuracy: float, brier: float, beside: str) -> list[Figure]:
    now, then = _mean(told, "brier"), _mean([t["hindsight"] for t in told], "brier")
    return [
        Figure(
            what=f"{name}: control as known then, accuracy",
            value=_mean(told, "accuracy"),
            goal=accuracy,
            digits=3,
            beside=beside,
        ),
        Figure(what=f"{name}: Brier score", value=now, goal=brier, digits=3, less=True),
        Figure(
            what=f"{name}: Brier score in hindsight, below nowcast", value=then, goal=now, digits=3, less=True
        ),
        Figure(what=f"{name}: calibration error", value=_mean(told, "ece"), goal=0.04, digits=3, less=True),
        Figure(
            what=f"{name}: contested, recall",
            value=_mean(told, "contested_recall"),
            goal=0.60,
            digits=2,
            beside=f"precision {_mean(told, 'contested_precision'):.2f} (wanted .70)",
        ),
        Figure(
            what=f"{name}: delay to a true capture, median days",
            value=_mean(told, "delay_median_days"),
            goal=1.0,
            digits=1,
            less=True,
        ),
        Figure(
            what=f"{name}: delay, 90th percentile",
            value=_mean(told, "delay_p90_days"),
            goal=2.2,
            digits=1,
            less=True,
        ),
        Figure(
            what=f"{name}: false flips per 1,000 place-days",
            value=_mean(told, "false_flips_per_1000"),
            goal=6.0,
            less=True,
        ),
    ]


def _tolls(name: str, told: list[Row]) -> list[Figure]:
    return [
        Figure(
            what=f"{name}: tolls, low not above the truth",
            value=_mean(told, "low_not_above_truth"),
            goal=0.98,
            digits=3,
            beside=f"low / truth on average {_mean(told, 'low_ratio_mean'):.2f}",
        ),
        Figure(
            what=f"{name}: tolls, truth within the range", value=_mean(told, "covered"), goal=0.95, digits=3
        ),
        Figure(
            what=f"{name}: tolls, relative error of the best figure",
            value=_mean(told, "best_error"),
            goal=0.20,
            digits=2,
            less=True,
        ),
        Figure(
            what=f"{name}: tolls, over-counted",
            value=_mean(told, "over_count"),
            goal=0.01,
            digits=3,
            less=True,
        ),
    ]


def _linkage(name: str, told: list[Row]) -> list[Figure]:
    rule = fmean(t["one_per_day"]["bcubed"] for t in told)
    return [
        Figure(
            what=f"{name}: linkage, B-cubed F1",
            value=_mean(told, "bcubed"),
            goal=0.970,
            digits=3,
            beside=f"one incident a place and day: {rule:.3f}",
        ),
        Figure(
            what=f"{name}: linkage, precision of pairs",
            value=_mean(told, "pair_precision"),
            goal=0.97,
            digits=3,
        ),
    ]


def example(bench: Bench) -> list[Figure]:
    """How many figures of the worked example are off."""
    faults = list(albukamal.check(bench.file("gold/albukamal_control.json")))
    return [
        Figure(
            what="statuses and probabilities that are off", value=len(faults), goal=0.0, digits=0, less=True
        )
    ]


def report(bench: Bench) -> list[Figure]:
    """How many checks of the founding report fail."""
    told = [good for _, good, _ in founding.checks(bench.data.parent / "seeds")]
    return [
        Figure(
            what="checks that fail",
            value=told.count(False),
            goal=0.0,
            digits=0,
            less=True,
            beside=f"of {len(told)}",
        )
    ]


MEASURES = {"war": wars, "albukamal": example, "founding": report}
