"""Commands on the gazetteer: add files of places, and read the reports anew with them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.commands.calling import BAD_INPUT, DONE, ERR, WITH_PROBLEMS, Json, opened, say
from onrecord.gazetteer.formats import Form
from onrecord.printing import places as printed
from onrecord.printing.outcomes import progress

gazetteer = typer.Typer(help="The places that names are looked up in.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.add_typer(gazetteer, name="gazetteer")
    app.command()(reread)


@gazetteer.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="GeoNames XX.txt, tables of p-codes, GeoJSON.")],
    form: Annotated[
        Form | None, typer.Option("--format", help="Where the ending of a file does not say.")
    ] = None,
    country: Annotated[
        str, typer.Option(metavar="CODE", help="Two letters, where the files do not say.")
    ] = "",
    json: Json = False,
) -> None:
    """Add places to the project, so that villages are found where you have the data.

    GeoNames country files (.txt), OCHA tables of p-codes (.csv), GeoJSON points (.geojson). A place
    that is known gets more names; the same file twice changes nothing.

    Example: onrecord gazetteer import villages.geojson
    """
    from onrecord.project import places

    with opened() as project:
        answer = places.add(project, files, form=form, country=country, tell=ERR.print)
    say(answer, json, printed.show_added)
    if answer.refused and not (answer.new or answer.known or answer.united):
        raise typer.Exit(BAD_INPUT)
    raise typer.Exit(WITH_PROBLEMS if answer.problems else DONE)


def reread(json: Json = False) -> None:
    """Read every report on record anew, with the rules and places of today; judgements stay.

    Example: onrecord reread
    """
    from onrecord.project import places

    with opened() as project, progress(ERR) as tell:
        answer = places.reread(project, tell)
    say(answer, json, printed.show_reread)
