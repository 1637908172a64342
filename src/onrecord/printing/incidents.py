"""Incidents as text: what, where, when, the reported harm, who says so and who disagrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
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
        show_block(console, line)
    console.print(
        f"{words.number(len(answer.incidents), 'incident')}. Every figure is what was reported.", style="dim"
    )
    show_disagreements(console, answer.disagreements)


def show_one(console: Console, answer: IncidentAnswer) -> None:
    """Print one incident with each of its claims."""
    show_block(console, answer.incident)
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


def show_block(console: Console, line: IncidentLine) -> None:
    """Print one incident in a few lines."""
    head = Text.assemble((_EXTENT[line.extent] + line.headline, "bold"), f"  {_when(line)}")
    if line.grade:
        proposed = " (proposed)" if line.grade_proposed else ""
        head.append(f"  {line.grade}{proposed}", words.GRADE_STYLES[line.grade])
    head.append(f"  {words.short(line.id)}", "dim")
    console.print(head)
    for part in _parts(line):
        console.print(Padding(part, (0, 0, 0, 2), expand=False))
    console.print()


def _parts(line: IncidentLine) -> Iterator[Text]:
    for toll in line.tolls:
        yield Text.assemble(("reported: ", "dim"), _figure(toll))
    for toll in line.totals:
        yield Text.assemble(("reported, with what may lie inside it: ", "dim"), _figure(toll))
    if line.agents:
        yield Text.assemble(("by, as reported: ", "dim"), ", ".join(line.agents))
    for said, times in Counter(map(_origin, line.origins)).items():
        yield Text(said + (f" ({times} times)" if times > 1 else ""), "dim")
    if line.copies:
        yield Text(words.number(line.copies, "copy adds nothing", "copies add nothing"), "dim")
    if line.denied_by:
        yield Text(f"denied in {words.number(len(line.denied_by), 'claim')}", "magenta")
    for told in line.changed:
        yield Text(f"judged: {told}", "yellow")


def show_disagreements(console: Console, found: Sequence[DisagreementLine]) -> None:
    """Print what cannot both be, side by side."""
    if not found:
        return
    console.print("Disagreements, kept side by side", style="bold")
    for line in found:
        if line.about != "holder":
            when = words.days(line.on, line.until) if line.on else ""
            console.print(Text.assemble("  ", (line.subject_name, "bold"), f"  {when}"))
            _show_position(console, line.first_says, line.first_by, line.first)
            _show_position(console, line.second_says, line.second_by, line.second)
    for place in dict.fromkeys(line.subject_name for line in found if line.about == "holder"):
        _show_holders(console, [d for d in found if d.about == "holder" and d.subject_name == place])


def _show_holders(console: Console, found: Sequence[DisagreementLine]) -> None:
    """Every position on who holds a place, once, with the days on which another stood against it."""
    claims: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    days: dict[tuple[str, tuple[str, ...]], list[date]] = {}
    for line in found:
        for says, by, told in (
            (line.first_says, line.first_by, line.first),
            (line.second_says, line.second_by, line.second),
        ):
            claims.setdefault((says, by), []).extend(told)
            days.setdefault((says, by), []).extend(d for d in (line.on, line.until) if d)
    console.print(Text.assemble("  ", (f"who holds {found[0].subject_name}", "bold")))
    for (says, by), ids in sorted(claims.items(), key=lambda item: (min(days[item[0]]), item[0])):
        span = words.days(min(days[says, by]), max(days[says, by]))
        _show_position(console, f"{span}  {says}", by, tuple(dict.fromkeys(ids)))


def _show_position(console: Console, says: str, by: Sequence[str], claims: Sequence[str]) -> None:
    said = Text.assemble(says, (f"  {', '.join(by)}  {_ids(claims)}", "dim"))
    console.print(Padding(said, (0, 0, 0, 4), expand=False))


def _ids(claims: Iterable[str]) -> str:
    listed = list(claims)
    shown = " ".join(words.short(c) for c in listed[:3])
    return f"[{shown}{' …' if len(listed) > 3 else ''}]"


def _when(line: IncidentLine) -> str:
    inferred = " (inferred)" if line.bounds == "inferred" else ""
    return words.days(line.first_day, line.last_day) + inferred


def _figure(toll: TollLine) -> str:
    return words.figure(toll) + (" (figures contradict)" if toll.contested else "")


def _origin(origin: OriginLine) -> str:
    via = f" via {', '.join(origin.gatekeepers)}" if origin.gatekeepers else ""
    side = f" (speaks for {origin.side})" if origin.side else ""
    return ", ".join(origin.names) + side + via
