"""What a command did, as text; and the progress of long work, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from onrecord.model.answer import ProblemsAnswer, ShowAnswer
from onrecord.model.outcome import (
    AddAnswer,
    BackupAnswer,
    DoctorAnswer,
    ExportAnswer,
    Health,
    JudgeAnswer,
)
from onrecord.printing import claims, incidents, words

Tell = Callable[[str], None]
_HEALTH = {Health.OK: "green", Health.PROBLEM: "yellow", Health.MISSING: "yellow", Health.DAMAGED: "bold red"}


@contextmanager
def progress(console: Console) -> Iterator[Tell]:
    """A line that says what is being worked on and how many are done; nothing where nobody watches."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(pulse_style="cyan"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=None)

        def tell(what: str) -> None:
            bar.update(task, advance=1, description=what[-60:])

        yield tell


def show_added(console: Console, answer: AddAnswer) -> None:
    """Print what was taken in, then what is wrong with it."""
    console.print(added_line(answer))
    if answer.problems:
        claims.show_problems(console, ProblemsAnswer(problems=answer.problems))
    if answer.claims:
        console.print("Next: onrecord incidents, onrecord timeline PLACE", style="dim")


def added_line(answer: AddAnswer) -> str:
    """What became of the inputs, in a sentence."""
    parts = [words.number(answer.new_reports, "new report")]
    for count, what in (
        (answer.new_editions, words.number(answer.new_editions, "corrected edition")),
        (answer.read_anew, f"{answer.read_anew} read anew"),
        (answer.unchanged, f"{answer.unchanged} on record already"),
        (answer.refused, f"{answer.refused} not usable"),
        (answer.passed_over, f"{words.number(answer.passed_over, 'file')} passed over"),
    ):
        if count:
            parts.append(what)
    return f"{', '.join(parts)}; {words.number(answer.claims, 'claim')}."


def show_shown(console: Console, answer: ShowAnswer) -> None:
    """Print the claim or the incident that was asked for."""
    if answer.claim:
        claims.show(console, answer.claim)
    if answer.taken_up and answer.incident:
        now = words.short(answer.incident.incident.id)
        console.print(f"Incident {answer.taken_up} was taken up by {now}, shown here.", style="dim")
    if answer.incident:
        incidents.show_one(console, answer.incident)


def show_judged(console: Console, answer: JudgeAnswer) -> None:
    """Print that a decision is on record, and how to take it back."""
    id = words.short(answer.judgement)
    console.print(f"{answer.kind} by {answer.author} is on record as {id}.")
    console.print(f"To take it back: onrecord judge undo {id} --by NAME --reason WHY", style="dim")


def show_backup(console: Console, answer: BackupAnswer) -> None:
    """Print where the copy is."""
    console.print(f"{answer.file}: the whole record, with {words.number(answer.archived, 'archived file')}.")


def show_exported(console: Console, answer: ExportAnswer) -> None:
    """Print what was written, for whom, and what was held back."""
    for file in answer.files:
        console.print(f"  {file}")
    console.print(f"{words.number(answer.rows, 'row')} for {answer.audience}.")
    if answer.withheld:
        console.print(
            f"{words.number(answer.withheld, 'row')} held back until 72 hours are over.", style="yellow"
        )
    for note in (*answer.notes, answer.credit):
        console.print(note, style="dim")


def show_doctor(console: Console, answer: DoctorAnswer) -> None:
    """Print a line for each check."""
    for check in answer.checks:
        console.print(
            Text.assemble(
                (f"{check.health:>8}  ", _HEALTH[check.health]), (f"{check.name}  ", "bold"), check.found
            )
        )
        if check.hint:
            console.print(f"          {check.hint}", style="dim")
