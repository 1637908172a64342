"""A place's timeline as text: an entry for each day, a line for each origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model.answer import DayRow, LaneDay, LaneLine, SilenceLine, TimelineAnswer
from onrecord.model.control import Holding, Status
from onrecord.printing import words


def show(console: Console, answer: TimelineAnswer) -> None:
    """Print the days, the lanes and the silences of a place."""
    place = answer.place
    position = "" if place.lat is None else f"  {place.lat:.2f} {place.lon:.2f}"
    console.print(Text.assemble((words.where(place), "bold"), (f"  {place.id}{position}", "dim")))
    console.print(_question(answer), style="dim")
    if not answer.days:
        console.print("No report says who holds it.")
        return
    console.print()
    show_days(console, answer.days)
    if answer.lanes:
        console.print()
        console.print("According to each origin", style="bold")
        show_lanes(console, answer.lanes)
    show_silences(console, answer.silences)


def show_days(console: Console, rows: Sequence[DayRow]) -> None:
    """Print an entry for each day; days without news that repeat the day before stand in one."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for first, last in _runs(rows):
        table.add_row(words.days(first.day, last.day), Text("\n").join([_status(first), *_company(first)]))
    console.print(table)
    for line in _legend(rows):
        console.print(line, style="dim")


def show_lanes(console: Console, lanes: Iterable[LaneLine]) -> None:
    """Print what each origin said over time, those without a side first."""
    for lane in sorted(lanes, key=lambda lane: not lane.disinterested):
        side = "" if lane.disinterested else f", {lane.side or 'not independent'}"
        console.print(Text.assemble("  ", (lane.name, "bold"), (side, "dim")))
        for parts in _by_day(lane.days):
            said = Text.assemble((f"{words.days(parts[0].since, parts[-1].until)}  ", "dim"))
            said.append(", then ".join(_said(part) for part in parts))
            console.print(Padding(said, (0, 0, 0, 4), expand=False))


def show_silences(console: Console, silences: Sequence[SilenceLine]) -> None:
    """Print who is said to have kept silent about what."""
    if not silences:
        return
    console.print()
    console.print("Silence on record", style="bold")
    for line in silences:
        where = f"  {line.outlet}, {words.day(line.published)}"
        console.print(
            Padding(Text.assemble(f"{line.source} on “{line.topic}”", (where, "dim")), (0, 0, 0, 2))
        )


def _status(row: DayRow) -> Text:
    """A status as "○ claimed by Syrian government"."""
    text = Text(f"{words.SIGNS[row.status]} {row.status}", words.STYLES[row.status])
    if row.side:
        text.append(f" {'by' if row.status in (Status.HELD, Status.CLAIMED) else 'held by'} {row.side}")
    if row.status not in (Status.CLAIMED, Status.UNKNOWN):
        text.append(f"  {row.chance:.0%}", "dim")
    return text


def _company(row: DayRow) -> list[Text]:
    """The lines beneath a status: who says so, who says otherwise, and what lies beneath a claim."""
    lines = []
    if row.by:
        count = f"{words.number(row.n_origins, 'origin')} via {words.number(row.n_gatekeepers, 'gatekeeper')}"
        lines.append(Text(f"{', '.join(row.by)} ({count})", "dim"))
    if row.against:
        lines.append(Text(f"against it: {', '.join(row.against)}", "dim"))
    if row.status is Status.CLAIMED and row.over != row.side:
        lines.append(Text(f"beneath the claim: {row.over}", "dim"))
    return lines


def _legend(rows: Iterable[DayRow]) -> list[str]:
    met = {row.status for row in rows}
    return [f"{words.SIGNS[s]} {words.MEANINGS[s]}" for s in Status if s in met]


def _question(answer: TimelineAnswer) -> str:
    if answer.then:
        return "Who held it, each day as the public could know it by the end of that day."
    if answer.asked.known_on:
        return f"Who held it, as the public could know it by the end of {words.day(answer.asked.known_on)}."
    return "Who held it, as all that is on record says today."


def _runs(rows: Sequence[DayRow]) -> list[tuple[DayRow, DayRow]]:
    runs: list[tuple[DayRow, DayRow]] = []
    for row in rows:
        if runs and _same(runs[-1][0], row):
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _same(a: DayRow, b: DayRow) -> bool:
    return (a.status, a.side, a.over, a.by, a.against) == (b.status, b.side, b.over, b.by, b.against)


def _by_day(parts: Sequence[LaneDay]) -> list[list[LaneDay]]:
    """What was said on one day in one line, in order."""
    lines: list[list[LaneDay]] = []
    for part in parts:
        if lines and lines[-1][0].since == lines[-1][-1].until == part.since == part.until:
            lines[-1].append(part)
        else:
            lines.append([part])
    return lines


def _said(part: LaneDay) -> str:
    what = {
        Holding.HOLDS: f"held by {part.side}",
        Holding.CONTESTED: "contested",
        Holding.NOT: f"not held by {part.side}",
    }
    return what[part.holding] + (" (hedged)" if part.hedged else "")
