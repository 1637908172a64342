"""Commands on what is derived: why a value is so, what changed, and wars with a known truth to try it on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onrecord.commands.calling import ERR, Json, KnownOn, On, RecordedOn, day_of, opened, say
from onrecord.errors import InputError
from onrecord.model.answer import Asked
from onrecord.model.simulation import Pace
from onrecord.model.why import Derived
from onrecord.printing import control as print_control
from onrecord.printing import simulations as print_simulations
from onrecord.printing import whys as print_whys

commands = typer.Typer()


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.add_typer(commands)


@commands.command()
def control(on: On = None, known_on: KnownOn = None, json: Json = False) -> None:
    """Who held each place on a day, as one could know it on another.

    Example: onrecord control --on 2031-04-09 --known-on 2031-04-12
    """
    from onrecord.project import deriving

    with opened() as project:
        answer = deriving.control(project, on, known_on, ERR.print)
    say(answer, json, print_control.show)


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


@commands.command()
def why(
    id: Annotated[str, typer.Argument(help="An incident or claim by the beginning of its id, or a place.")],
    field: Annotated[Derived, typer.Argument(help="The value; of a place its status.")],
    on: On = None,
    known_on: KnownOn = None,
    recorded_on: RecordedOn = None,
    json: Json = False,
) -> None:
    """Why a derived value is as it is: each rule that acted on it, down to the words of reports.

    Example: onrecord why Albukamal status --on 2017-11-12
    """
    from onrecord.record.why import why as derivation

    with opened() as project:
        answer = derivation(
            project.record, id, field, Asked(on=on, known_on=known_on, recorded_on=recorded_on)
        )
    say(answer, json, print_whys.show)


@commands.command()
def changes(
    since: Annotated[
        date | None, typer.Option("--from", parser=day_of, metavar="R1", help="As this record stood then …")
    ] = None,
    until: Annotated[
        date | None, typer.Option("--to", parser=day_of, metavar="R2", help="… and stood then; else today.")
    ] = None,
    public: Annotated[
        tuple[str, str] | None,
        typer.Option("--public", metavar="K1 K2", help="As the public could know by one day and by another."),
    ] = None,
    json: Json = False,
) -> None:
    """What is said differently at two times, and because of which reports and decisions.

    Example: onrecord changes --public 2017-11-12 2017-11-19
    """
    from onrecord.record.differing import between

    if (since is None) == (public is None):
        raise InputError("say which two times: --from R1 --to R2, or --public K1 K2")
    if public is not None:
        first, second = (Asked(known_on=day_of(day)) for day in public)
    else:
        first, second = Asked(recorded_on=since), Asked(recorded_on=until)
    with opened() as project:
        answer = between(project.record, first, second)
    say(answer, json, print_whys.show_changes)
