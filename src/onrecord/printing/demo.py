"""The demonstration, told from the first line to what to type next."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.model.outcome import DemoAnswer
from onrecord.printing import incidents, outcomes, timelines, whatif, words

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
    _head(console, f"Who held {answer.timeline.place.name}, each day as it was known that evening")
    timelines.show_days(console, answer.timeline.days)
    _head(console, "The same days, according to each origin")
    timelines.show_lanes(console, answer.timeline.lanes)
    timelines.show_silences(console, answer.timeline.silences)
    _head(console, "Reported harm")
    harmed = [line for line in answer.incidents.incidents if line.tolls]
    for line in harmed:
        incidents.show_block(console, line)
    others = len(answer.incidents.incidents) - len(harmed)
    if others:
        console.print(f"and {words.number(others, 'further incident')} without a figure.", style="dim")
        console.print()
    incidents.show_disagreements(console, answer.incidents.disagreements)
    _head(console, f"As known on {words.day(answer.without.asked.known_on)}, had the monitor kept silent")
    whatif.show(console, answer.without)
    _next(console, answer)


def _head(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, "bold underline"))


def _next(console: Console, answer: DemoAnswer) -> None:
    _head(console, "What to type next")
    home = f"onrecord --home {answer.home} "
    asks = [
        (
            "what was known on the 12th, and what is said now",
            "timeline Albukamal --known-on 2017-11-12",
        ),
        ("", "timeline Albukamal --on 2017-11-12"),
    ]
    first = max(
        (line for line in answer.incidents.incidents if line.tolls and line.claims),
        key=lambda line: len(line.claims),
        default=None,
    )
    if first:
        asks.append(
            (f"an incident ({first.headline}), and one of its claims", f"show {words.short(first.id)}")
        )
        asks.append(("", f"show {words.short(first.claims[0])}"))
    asks.append(("everything as tables", "export csv tables/"))
    asks.append(("all of it in a browser", "serve"))
    for why, command in asks:
        if why:
            console.print(Text(f"  # {why}", "dim"))
        console.print(Text(f"  {home}{command}"), soft_wrap=True)
