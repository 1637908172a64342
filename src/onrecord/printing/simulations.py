"""How right the derivation was about a simulated war, as a table beside the simple rules."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from onrecord.model.simulation import SimulationAnswer, WarScore
from onrecord.printing import words

_ROWS = (
    ("control as known then: right", "accuracy"),
    ("… within 10 days of a change", "accuracy_near_change"),
    ("… Brier score (0 is best)", "brier"),
    ("… calibration error", "ece"),
    ("contested days found", "contested_recall"),
    ("… of those said, true", "contested_precision"),
    ("days until a capture is seen: median", "delay_median_days"),
    ("… nine of ten", "delay_p90_days"),
    ("captures never seen", "missed"),
    ("false turns in 1,000 days", "false_flips_per_1000"),
)
_LATER = (("control as known now: right", "accuracy"), ("… Brier score", "brier"))
_TOLLS = (
    ("weeks of dead: low not above the truth", "low_not_above_truth"),
    ("… truth within the range", "covered"),
    ("… error of the best figure", "best_error"),
    ("… counted too high", "over_count"),
)
_LINKAGE = (
    ("claims put together by happening (B-cubed)", "bcubed"),
    ("… pairs that are one", "pair_precision"),
)


def show(console: Console, answer: SimulationAnswer) -> None:
    """Print what was made, and one row a figure."""
    console.print(
        f"War {answer.seed}: {words.number(answer.places, 'town')}, {words.number(answer.days, 'day')},"
        f" {answer.sides} sides, {answer.claims:,} claims on control and {answer.toll_claims:,} on the dead."
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("", "derived", "newest report", "most reports", "most origins"):
        table.add_column(name, justify="left" if not name else "right")
    beside = (answer.baselines.latest, answer.baselines.majority, answer.baselines.origins)
    everyone: tuple[WarScore, ...] = (answer, *beside)
    for rows, part in ((_ROWS, ""), (_LATER, "hindsight"), (_TOLLS, "tolls"), (_LINKAGE, "linkage")):
        for title, name in rows:
            told = [_figure(getattr(getattr(s, part) if part else s, name)) for s in everyone]
            table.add_row(title, *told)
    console.print(table)
    asked = answer.review
    if asked.removed is not None:
        console.print(
            f"Review: {asked.answers} of {asked.questions} questions on links, answered rightly, remove"
            f" {asked.removed:.0%} of the error that all of them remove."
        )
    console.print(
        "A real war is not made by these rules: the figures test the arithmetic, not a map.", style="dim"
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
