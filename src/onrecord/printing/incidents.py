"""Incidents as text: what, where, when, the reported harm, who says so and who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.model.answer import (
    DisagreementLine,
    IncidentAnswer,
    IncidentLine,
    IncidentsAnswer,
    OriginLine,
    TollLine,
)
from onrecord.model.claim import Extent
from onrecord.printing import words
from onrecord.printing.claims import claim_row

_EXTENT = {
    Extent.INCIDENT: "",
    Extent.SERIES: "series of ",
    Extent.PERIOD: "over a period: ",
    Extent.STATE: "",
}


def show(console: Console, answer: IncidentsAnswer) -> None:
    """Print a list of incidents, then the disagreements about them."""
    if not answer.incidents:
        console.print("No incident fits. `onrecord incidents` without filters lists all.")
        return
    for line in answer.incidents:
        console.print(block(line))
    console.print(
        f"{words.number(len(answer.incidents), 'incident')}. Every figure is what was reported.", style="dim"
    )
    show_disagreements(console, answer.disagreements)


def show_one(console: Console, answer: IncidentAnswer) -> None:
    """Print one incident with each of its claims."""
    console.print(block(answer.incident))
    for toll in answer.incident.tolls:
        for s in toll.statements:
            console.print(
                Text(
                    f"    {toll.kind}: {s.as_written or s.low} ({s.standing})  {words.short(s.claim)}", "dim"
                )
            )
    console.print()
    console.print("What it rests on", style="bold")
    for claim in answer.claims:
        console.print(claim_row(claim))
    show_disagreements(console, answer.disagreements)


def block(line: IncidentLine) -> Text:
    """One incident in a few lines."""
    text = Text(_EXTENT[line.extent] + line.headline, "bold")
    text.append(f"  {_when(line)}", "")
    if line.grade:
        proposed = " (proposed)" if line.grade_proposed else ""
        text.append(f"  {line.grade}{proposed}", words.GRADE_STYLES[line.grade])
    text.append(f"  {words.short(line.id)}\n", "dim")
    if line.agents:
        text.append(f"  by {', '.join(line.agents)}, as reported\n")
    for name, tolls in (("reported", line.tolls), ("reported, with all that lies inside", line.totals)):
        if tolls:
            text.append(f"  {name}: {'; '.join(_figure(t) for t in tolls)}\n")
    text.append(f"  {_weight(line)}\n", "dim")
    for origin in line.origins:
        text.append(f"    {_origin(origin)}\n", "dim")
    if line.denied_by:
        text.append(f"  denied: {words.number(len(line.denied_by), 'claim')}\n", "magenta")
    return text


def show_disagreements(console: Console, found: Sequence[DisagreementLine]) -> None:
    """Print what cannot both be, side by side."""
    if not found:
        return
    console.print()
    console.print("Disagreements, kept side by side", style="bold")
    for line in found:
        on = f", {words.day(line.on)}" if line.on else ""
        console.print(Text.assemble(("  " + line.subject_name, "bold"), (f" ({line.about}{on})", "dim")))
        console.print(Text(f"    {line.first_says}  {_ids(line.first)}"))
        console.print(Text(f"    {line.second_says}  {_ids(line.second)}"))


def _ids(claims: Iterable[str]) -> str:
    listed = list(claims)
    shown = " ".join(words.short(c) for c in listed[:3])
    return f"[{shown}{' …' if len(listed) > 3 else ''}]"


def _when(line: IncidentLine) -> str:
    inferred = " (inferred)" if line.bounds == "inferred" else ""
    return words.days(line.first_day, line.last_day) + inferred


def _figure(toll: TollLine) -> str:
    return words.figure(toll) + (" (figures contradict)" if toll.contested else "")


def _weight(line: IncidentLine) -> str:
    parts = [words.number(line.n_origins, "origin"), words.number(line.n_gatekeepers, "gatekeeper")]
    if line.copies:
        parts.append(words.number(line.copies, "copy", "copies"))
    return ", ".join([*parts, words.number(len(line.claims), "claim")])


def _origin(origin: OriginLine) -> str:
    via = f" via {', '.join(origin.gatekeepers)}" if origin.gatekeepers else ""
    side = f" (speaks for {origin.side})" if origin.side else ""
    return ", ".join(origin.names) + side + via
