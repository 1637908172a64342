"""Commands on what is derived: wars with a known truth to try it on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.commands.calling import Json, say
from onrecord.model.simulation import Pace
from onrecord.printing import simulations as print_simulations


commands = typer.Typer()


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.add_typer(commands)


@commands.command()
def simulate(
    seed: Annotated[int, typer.Option(help="Which war: the same number makes the same war.")],
    sides: Annotated[int, typer.Option(help="2 to 5.")] = 2,
    days: Annotated[int, typer.Option(help="How long it lasts.")] = 180,
    places: Annotated[int, typer.Option(help="How many towns.")] = 40,
    flood: Annotated[
        bool, typer.Option("--flood", help="One side invents captures and has them copied sixty times.")
    ] = False,
    rates: Annotated[Pace, typer.Option(help="How fast places change hands.")] = Pace.DEFAULT,
    params: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="JSON with numbers to replace, as the manual has them."),
    ] = None,
    claims: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="Write the claims too, for `onrecord add`.")
    ] = None,
    json: Json = False,
) -> None:
    """Make a war with a known truth, and score on it what would be derived, beside three simple rules.

    Example: onrecord simulate --seed 7 --places 6 --days 40
    """
    from onrecord.project import simulating

    given = simulating.parameters(params)
    plan = simulating.Plan(
        seed=seed,
        sides=sides,
        days=days,
        places=places,
        flood=flood,
        pace=rates,
        parameters=given,
    )
    say(simulating.run(plan, claims), json, print_simulations.show)
