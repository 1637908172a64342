"""Places that were added, and what to do with them next."""

from __future__ import annotations

from rich.console import Console

from onrecord.model.answer import ProblemsAnswer
from onrecord.model.outcome import PlacesAnswer, RereadAnswer
from onrecord.printing import claims, words


def show_added(console: Console, answer: PlacesAnswer) -> None:
    """Print what became of the rows, what is wrong with some, and how reports come to know the places."""
    parts = [words.number(answer.new, "new place")]
    if answer.united:
        parts.append(f"{answer.united:,} the gazetteer knows, with their names")
    if answer.known:
        parts.append(f"{answer.known:,} added before")
    if answer.refused:
        parts.append(f"{words.number(answer.refused, 'row')} not usable")
    console.print(", ".join(parts) + ".")
    if answer.problems:
        claims.show_problems(console, ProblemsAnswer(problems=answer.problems))
    if answer.changed:
        console.print("New reports are read with these. For those on record: onrecord reread", style="dim")


def show_reread(console: Console, answer: RereadAnswer) -> None:
    """Print how many reports were read anew."""
    read = words.number(answer.reports, "report")
    console.print(f"{read} read with the rules and places of today; {answer.changed:,} had not been.")
