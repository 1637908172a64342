"""Rules as text: those behind a claim, those that nearly fired, and the state of them all."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from onrecord.model.explained import CheckAnswer, ExplainAnswer, NearMiss, RuleLine
from onrecord.printing import words


def show_explained(console: Console, answer: ExplainAnswer) -> None:
    """Print what fired, then what nearly did with what was missing, then what was left out and why."""
    console.print(f"{answer.claim.event_type.replace('_', ' ')}  {answer.claim.id}", style="bold")
    console.print(Padding(answer.sentence, (0, 0, 1, 2), expand=False), markup=False)
    if answer.fired:
        console.print("Rules that fired", style="bold")
        table = _grid()
        for one in answer.fired:
            table.add_row(one.part, one.rule or "-", one.file or "-", one.gives, f"“{one.words}”")
        console.print(table)
    if answer.near:
        console.print("\nRules that nearly did", style="bold")
        for near in answer.near:
            _near(console, near)
    if answer.left_out:
        console.print("\nWords that make no claim of their own", style="bold")
        table = _grid()
        for left in answer.left_out:
            table.add_row(f"“{left.word}”", left.rule, left.file, left.gives, left.why)
        console.print(table)
    if answer.note:
        console.print(f"\n{answer.note}", style="yellow", markup=False)


def _near(console: Console, near: NearMiss) -> None:
    console.print(f"  “{near.word}”  {near.rule}  ({near.file}, {near.gives})", markup=False)
    for unmet in near.unmet:
        found = f"; here: {unmet.found}" if unmet.found else ""
        console.print(f"      {unmet.condition}: wants {unmet.wanted}{found}", style="dim", markup=False)


def show_checked(console: Console, answer: CheckAnswer) -> None:
    """Print what was tried, then what is broken, unused, never met in a story, and written twice."""
    console.print(
        f"{words.number(answer.rules, 'rule')} in {words.number(answer.files, 'file')},"
        f" {answer.examples:,} examples, {words.number(answer.stories, 'story', 'stories')};"
        f" {answer.actors:,} actors, {words.number(answer.conflicts, 'conflict')}."
    )
    for broken in answer.broken:
        console.print(f"broken   {broken.file}  {broken.rule}", style="bold red", markup=False)
        console.print(f"         {broken.why}: {broken.example}", markup=False)
    _rules(console, "No example and no story exercises", answer.unused)
    _rules(console, "Exercised by an example, met in no story", answer.in_no_story)
    for double in answer.doubles:
        where = " and ".join(double.rules)
        console.print(f"twice    “{double.word}” in {where} ({double.file})", style="yellow", markup=False)
    if not answer.broken:
        console.print("Every rule does what its examples say.")


def _rules(console: Console, title: str, rules: tuple[RuleLine, ...]) -> None:
    files: dict[str, list[str]] = {}
    for rule in rules:
        files.setdefault(rule.file, []).append(rule.rule)
    if files:
        console.print(f"{title}:", style="bold")
    for file, ids in files.items():
        console.print(Padding(f"{file}: {', '.join(ids)}", (0, 0, 0, 2), expand=False), markup=False)


def _grid() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    for _ in range(4):
        table.add_column(overflow="fold")
    return table
