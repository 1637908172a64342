"""The demonstration, told from the first line to what to type next."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.model.outcome import DemoAnswer
from onrecord.printing import incidents, outcomes, timelines, words

_FOLD = 76  # columns of running text


def show(console: Console, answer: DemoAnswer) -> None:
    """Print the small war: what was read, who held the town, the harm, the disagreements, what next."""
    _head(console, "A small war, to try onrecord on")
    console.print(
        "The battle for Albukamal, Syria, November 2017, told after the public record. Place and parties "
        "are real; every outlet, the monitor and all who speak are invented, and the figures prove nothing.",
        style="dim",
        width=_FOLD,
    )
    console.print()
    console.print(f"Read: {outcomes.added_line(answer.added)}")
    _head(console, f"Who held {answer.timeline.place.name}, as known on each day")
    console.print(timelines.days_table(answer.timeline.days))
    console.print(timelines.legend(answer.timeline.days), style="dim")
    _head(console, "The same days according to each origin")
    for lane in answer.timeline.lanes:
        console.print(timelines.lane_line(lane))
    timelines.show_silences(console, answer.timeline.silences)
    _head(console, "Reported harm")
    for line in answer.incidents.incidents:
        if line.tolls:
            console.print(incidents.block(line))
    others = [line for line in answer.incidents.incidents if not line.tolls]
    if others:
        console.print(f"and {words.number(len(others), 'further incident')} without a figure.", style="dim")
    incidents.show_disagreements(console, answer.incidents.disagreements)
    _next(console, answer)


def _head(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, "bold underline"))


def _next(console: Console, answer: DemoAnswer) -> None:
    _head(console, "What to type next")
    home = f"--home {answer.home} "
    first = next((i for i in answer.incidents.incidents if i.tolls), None)
    asks = [
        (f"onrecord {home}timeline Albukamal --known-on 2017-11-12", "what was known on the 12th"),
        (f"onrecord {home}timeline Albukamal --on 2017-11-12", "what is said of the 12th now"),
    ]
    if first:
        asks.append((f"onrecord {home}show {words.short(first.id)}", f"the incident: {first.headline}"))
        if first.claims:
            asks.append((f"onrecord {home}show {words.short(first.claims[0])}", "one claim in its sentence"))
    asks.append((f"onrecord {home}export csv tables/", "everything as tables"))
    for command, why in asks:
        console.print(Text.assemble("  ", command, (f"   {why}", "dim")))
