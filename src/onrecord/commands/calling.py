"""What every command shares: the project it works on, how it answers, and its exit code.

Exit codes: 0 done; 1 done, with problems to look at; 2 the call or an input cannot be used; 3 the record or
what ships with onrecord is damaged; 4 a part is not installed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from onrecord.codec import to_json
from onrecord.project.opened import Project

T = TypeVar("T")
DONE, WITH_PROBLEMS, BAD_INPUT, DAMAGED, MISSING = range(5)
ERR = Console(stderr=True, highlight=False)
HOME: dict[str, Path | None] = {"home": None}  # as --home has it
Json = Annotated[bool, typer.Option("--json", help="Print JSON; its schema is in docs/reference/json.")]


def day_of(text: str) -> date:
    """A day as it is typed: 2017-11-13."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2017-11-13") from None


On = Annotated[date | None, typer.Option("--on", parser=day_of, metavar="DAY", help="When it was so.")]
KnownOn = Annotated[
    date | None,
    typer.Option("--known-on", parser=day_of, metavar="DAY", help="Only what was public by the end of DAY."),
]
RecordedOn = Annotated[
    date | None,
    typer.Option(
        "--recorded-on", parser=day_of, metavar="DAY", help="As this record stood at the end of DAY."
    ),
]


@contextmanager
def opened(author: str = "") -> Iterator[Project]:
    """The project of --home, open; long work is told on standard error."""

    def tell(message: str) -> None:
        ERR.print(message, style="dim", markup=False, highlight=False)

    with Project.open(HOME["home"], author=author, tell=tell) as found:
        yield found


def say(answer: T, json: bool, show: Callable[[Console, T], None]) -> None:
    """Print an answer: as JSON on one line, or as `show` does."""
    if json:
        sys.stdout.write(to_json(answer) + "\n")
    else:
        show(Console(highlight=False), answer)
