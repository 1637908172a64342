"""Why a value is so, and what is said differently at two times, as text."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.model.answer import Asked
from onrecord.model.changed import ChangesAnswer, Fate, Reason
from onrecord.model.why import Quoted, WhyAnswer
from onrecord.printing import words

_REASONS = {
    Reason.REPORT: "since reported",
    Reason.WITHDRAWN: "withdrawn",
    Reason.JUDGEMENT: "decided",
}
_FATES = {Fate.MERGED: "{old} was taken up by {new}", Fate.SPLIT: "{new} parted from {old}"}


def show(console: Console, answer: WhyAnswer) -> None:
    """Print the value, then each step with its rule and the words it rests on."""
    console.print(
        Text.assemble(
            (answer.subject_name or answer.subject, "bold"),
            f": {answer.field.replace('_', ' ')}: ",
            (answer.value, "bold"),
            (f"  {words.short(answer.subject)}", "dim"),
        )
    )
    for step in answer.steps:
        console.print()
        console.print(Text.assemble("  ", step.told))
        console.print(Padding(Text(step.rule, "dim"), (0, 0, 0, 4), expand=False))
        for quote in step.words:
            console.print(Padding(_quoted(quote), (0, 0, 0, 4), expand=False))


def _quoted(quote: Quoted) -> Text:
    said = f"{quote.by}, {quote.outlet}" if quote.by != quote.outlet else quote.outlet
    return Text.assemble(
        f"“{quote.words}”", (f"  {said}, {words.day(quote.published)}  {words.short(quote.claim)}", "dim")
    )


def show_changes(console: Console, answer: ChangesAnswer) -> None:
    """Print each difference, what was said before what is said, and what came between."""
    console.print(f"From {_time(answer.before)} to {_time(answer.after)}.", style="dim")
    if not answer.changes:
        console.print("Nothing is said differently.")
    for line in answer.changes:
        change = line.change
        subject = "" if change.what == "status" else f"  {words.short(change.subject)}"
        told = f"{change.subject_name}: {change.before or 'nothing'} → {change.after or 'nothing'}"
        console.print(Text.assemble(told, (subject, "dim")))
        for because in line.because:
            why = f"{_REASONS[because.kind]} {words.day(because.day)}: {because.told}"
            console.print(Padding(Text(why, "dim"), (0, 0, 0, 2), expand=False))
    _lineages(console, answer)


def _lineages(console: Console, answer: ChangesAnswer) -> None:
    told: Iterable[str] = (
        _FATES[f.fate].format(old=words.short(f.old), new=words.short(f.new)) for f in answer.lineage
    )
    for line in told:
        console.print(f"Incident {line}.")


def _time(asked: Asked) -> str:
    if asked.known_on is not None:
        return f"what was public by {words.day(asked.known_on)}"
    return f"the record of {words.day(asked.recorded_on)}" if asked.recorded_on else "the record of today"
