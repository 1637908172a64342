"""Commands on the rules of reading: why a claim was read so, whether all rules hold, how well they read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.commands.calling import DAMAGED, DONE, ERR, HOME, WITH_PROBLEMS, Json, opened, say
from onrecord.printing import rules as printed
from onrecord.printing import scores as print_scores
from onrecord.printing.outcomes import progress


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.command()(explain)
    app.command()(check)
    app.command()(evaluate)


def explain(
    id: Annotated[str, typer.Argument(metavar="CLAIM", help="Id of a claim, or the beginning of it.")],
    json: Json = False,
) -> None:
    """Why a claim was read so: the rules that fired, and those that nearly did.

    Its report is read once more by the rules of today; nothing is written.

    Example: onrecord explain 3f2a9c1
    """
    from onrecord.project import explaining

    with opened() as project:
        answer = explaining.explain(project, id)
    say(answer, json, printed.show_explained)


def check(
    stories: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Stories to try the rules on; else those of the checkout."),
    ] = None,
    json: Json = False,
) -> None:
    """Try every rule on its examples, and list what nothing exercises and what is written twice.

    The exit code is 3 where a rule does not do what its example says, or a file cannot be loaded.

    Example: onrecord check
    """
    from onrecord.project import checking

    with progress(ERR) as tell:
        answer = checking.check(HOME["home"], stories, tell)
    say(answer, json, printed.show_checked)
    raise typer.Exit(DAMAGED if answer.broken else DONE)


def evaluate(
    files: Annotated[
        list[Path], typer.Argument(metavar="GOLD.jsonl...", help="Reports you coded, one a line.")
    ],
    misses: Annotated[bool, typer.Option("--misses", help="Each claim that was read otherwise.")] = False,
    json: Json = False,
) -> None:
    """Score the machine reader on reports your team coded; nothing goes into the record.

    Example: onrecord evaluate coded.jsonl --misses
    """
    from onrecord.project import evaluating

    with progress(ERR) as tell:
        answer = evaluating.score(HOME["home"], files, tell)
    say(answer, json, print_scores.show_whole if misses else print_scores.show)
    raise typer.Exit(WITH_PROBLEMS if answer.problems else DONE)
