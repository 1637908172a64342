"""A place's timeline as text: a row a day, a line an origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
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
    console.print(days_table(answer.days))
    console.print(legend(answer.days), style="dim")
    if answer.lanes:
        console.print()
        console.print("According to each origin", style="bold")
        for lane in answer.lanes:
            console.print(lane_line(lane))
    show_silences(console, answer.silences)


def days_table(rows: Sequence[DayRow]) -> Table:
    """A row for each day; days without news that repeat the day before are drawn together."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("day", "status", "according to", "against", "origins"):
        table.add_column(name, no_wrap=name in ("day", "status"), overflow="fold")
    for first, last in _runs(rows):
        origins = f"{first.n_origins} via {first.n_gatekeepers}" if first.n_origins else ""
        table.add_row(
            _span(first, last),
            status(first),
            ", ".join(first.by),
            Text(", ".join(first.against), "dim"),
            origins,
        )
    return table


def status(row: DayRow) -> Text:
    """A status as "○ claimed Syrian government (beneath: contested .48)"."""
    sign, style = words.SIGNS[row.status], words.STYLES[row.status]
    text = Text(f"{sign} {row.status}", style)
    if row.side:
        text.append(f" {row.side}")
    if row.status is Status.CLAIMED:
        text.append(f", over {row.over}", "dim")
    elif row.status is not Status.UNKNOWN:
        text.append(f" {row.chance:.2f}".replace("0.", "."), "dim")
    return text


def legend(rows: Iterable[DayRow]) -> str:
    """The signs that occur, with their meanings."""
    met = {row.status for row in rows}
    return "   ".join(f"{words.SIGNS[s]} {words.MEANINGS[s]}" for s in Status if s in met)


def lane_line(lane: LaneLine) -> Text:
    """One origin's word over time."""
    party = "" if lane.disinterested else f" ({lane.side or 'a party'})"
    text = Text.assemble(("  " + lane.name, "bold"), (party, "dim"), "\n    ")
    text.append("; ".join(_said(part) for part in lane.days))
    return text


def show_silences(console: Console, silences: Sequence[SilenceLine]) -> None:
    """Print who is said to have kept silent about what."""
    if not silences:
        return
    console.print()
    console.print("Silence on record (it weighs nothing)", style="bold")
    for line in silences:
        console.print(
            Text.assemble(
                "  ",
                line.source,
                f" on “{line.topic}”",
                (f"  {line.outlet}, {words.day(line.published)}", "dim"),
            )
        )


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


def _span(first: DayRow, last: DayRow) -> str:
    return words.days(first.day, last.day)


def _said(part: LaneDay) -> str:
    what = {Holding.HOLDS: part.side, Holding.CONTESTED: "contested", Holding.NOT: f"not {part.side}"}
    hedge = " (hedged)" if part.hedged else ""
    return f"{words.days(part.since, part.until)} {what[part.holding]}{hedge}"
