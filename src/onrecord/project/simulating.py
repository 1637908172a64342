"""A simulated war for the command line: its numbers from a file, its claims to one, and how it was scored."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.errors import InputError, UnreadableInput
from onrecord.model.simulation import SimulationAnswer
from onrecord.simulate import Plan, simulate, war_of
from onrecord.simulate.claims_file import reports
from onrecord.simulate.parameters import Parameters, parameters_of

__all__ = ["Plan", "parameters", "run"]


def parameters(file: Path | None) -> Parameters:
    """The default numbers, with those of a JSON file laid over them. Raises InputError."""
    if file is None:
        return Parameters()
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{file} cannot be read: {error}") from error
    return parameters_of(given)


def run(plan: Plan, claims: Path | None = None) -> SimulationAnswer:
    """Make the war, write its claims where they are wanted, and score what is derived. Raises InputError."""
    war = war_of(plan)
    if claims is not None:
        lines = (json.dumps(report, ensure_ascii=False) + "\n" for report in reports(war))
        try:
            with claims.open("w", encoding="utf-8") as out:
                out.writelines(lines)
        except OSError as error:
            raise InputError(f"{claims} cannot be written: {error.strerror}") from error
    return simulate(plan, war)
