"""Scores of the machine reader as text."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from onrecord.model.answer import ProblemsAnswer
from onrecord.model.outcome import EvaluateAnswer, ReportScore
from onrecord.printing import claims, words

# Below this many coded items a share swings by several points with each of them.
_FEW = 100


def show(console: Console, answer: EvaluateAnswer) -> None:
    """Print the measures, and a line for each report."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    for title in ("precision", "recall", "F1", "right", "read", "coded"):
        table.add_column(title, justify="right")
    for m in answer.measures:
        shares = (f"{value:.3f}" for value in (m.precision, m.recall, m.f1))
        table.add_row(m.name, *shares, str(m.right), str(m.read), str(m.coded))
    console.print(table)
    coded = answer.measures[0].coded
    told = f"{words.number(len(answer.reports), 'report')}, {words.number(coded, 'coded claim')}."
    few = " With so few, a point or two is chance." if coded < _FEW else ""
    console.print(f"\n{told}{few} Fields are counted over the claims that were found.", style="dim")
    if answer.problems:
        claims.show_problems(console, ProblemsAnswer(problems=answer.problems))


def show_whole(console: Console, answer: EvaluateAnswer) -> None:
    """Print the measures, then every difference report by report."""
    show(console, answer)
    for report in answer.reports:
        _differences(console, report)


def _differences(console: Console, report: ReportScore) -> None:
    console.print(f"\n{report.id}  {report.title}", style="bold", markup=False)
    console.print(f"  {report.right} found of {report.coded} coded, {report.read} read", style="dim")
    for line in report.differences:
        what = f"wrong {', '.join(line.wrong)}" if line.found else "missed"
        _line(console, f"{what}: {line.type} {line.id}", line.evidence)
    for extra in report.extra:
        _line(console, f"not coded: {extra.type}", extra.evidence)


def _line(console: Console, what: str, evidence: str) -> None:
    console.print(Padding(f"{what}  “{evidence}”", (0, 0, 0, 2), expand=False), markup=False)
