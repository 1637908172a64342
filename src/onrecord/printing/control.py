"""Who held each place on a day, as a table."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from onrecord.model.control import MILLION
from onrecord.model.version import ControlAnswer


def show(console: Console, answer: ControlAnswer) -> None:
    """Print a line for each place; where nothing is told of any, say so."""
    if not answer.places:
        console.print("Nothing on record tells who held a place then.")
        return
    console.print(f"Who held what on {answer.on}, as known on {answer.known_on}:")
    table = Table("place", "status", "since", "chance", "claims", box=None, header_style="dim")
    for line in answer.places:
        status = f"{line.status.value} {line.holder}".strip()
        chance = f"{line.millionths / MILLION:.2f}" if line.holder or line.status.value == "contested" else ""
        table.add_row(line.name, status, line.since.date().isoformat(), chance, str(line.n_claims))
    console.print(table)
