"""Commands on the rules of reading: why a claim was read so."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.commands.calling import Json, opened, say
from onrecord.printing import rules as printed


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.command()(explain)


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
