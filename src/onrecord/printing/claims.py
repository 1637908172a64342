"""Claims as text: a row in a list, and one claim in its sentence with the words marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model.answer import (
    ClaimAnswer,
    ClaimLine,
    Figure,
    Marked,
    ProblemLine,
    ProblemsAnswer,
    SearchAnswer,
    SourcesAnswer,
)
from onrecord.model.claim import Stance
from onrecord.model.reading import ReaderKind
from onrecord.model.report import EditionKind
from onrecord.printing import words
from onrecord.printing.timelines import show_silences

# Later ones are drawn over earlier ones.
_MARKS = {
    "evidence": "",
    "source": "cyan",
    "cue": "cyan italic",
    "agent": "green",
    "target": "green",
    "place": "blue",
    "time": "blue",
    "count": "bold red",
    "hedge": "italic",
    "trigger": "bold underline",
}


def claim_row(line: ClaimLine) -> Padding:
    """One claim in three lines: what it says with its stance, its words, and who says them where."""
    text = Text(f"{words.short(line.id)}  ", "dim")
    stance = "" if line.stance is Stance.ASSERTED else f" [{line.stance}]"
    text.append(f"{line.event_type.replace('_', ' ')}{stance}", "bold")
    text.append(f"  {words.where(line.place)}  {line.when or ''}\n")
    text.append(f"“{line.evidence}”\n")
    text.append(words.who(line), "dim")
    if line.edition_kind is EditionKind.CODER_NOTE:
        text.append("  (a coder's words, not the report's)", "dim")
    elif line.reader_kind is not ReaderKind.MACHINE:
        text.append(f"  (read by {line.reader}, a {line.reader_kind})", "dim")
    for told in line.changed:
        text.append(f"\njudged: {told}", "yellow")
    return Padding(text, (0, 0, 0, 2), expand=False)


def show(console: Console, answer: ClaimAnswer) -> None:
    """Print one claim in full."""
    line = answer.claim
    console.print(
        Text.assemble(
            (line.event_type.replace("_", " "), "bold"), f"  {line.stance}", (f"  {line.id}", "dim")
        )
    )
    console.print()
    console.print(Padding(marked(answer.sentence, answer.marks), (0, 0, 0, 2), expand=False))
    console.print(key_of(answer.marks))
    if line.edition_kind is EditionKind.CODER_NOTE:
        console.print(
            "  a coder's words, not the report's: the report itself is not on record", style="yellow"
        )
    console.print()
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(justify="right", style="dim")
    facts.add_column(overflow="fold")
    for label, value in _facts(line):
        facts.add_row(label, value)
    for chain in answer.chains:
        facts.add_row("chain", " → ".join(chain))
    facts.add_row("report", Text.assemble(line.title, (f"  {line.url}", "dim")))
    if answer.incident:
        facts.add_row("incident", words.short(answer.incident))
    console.print(Padding(facts, (0, 0, 0, 2), expand=False))
    for name, found in (
        ("Agrees", answer.agrees),
        ("Contradicts", answer.contradicts),
        ("Copies", answer.copies),
    ):
        if found:
            console.print()
            console.print(name, style="bold")
            for other in found:
                console.print(claim_row(other))
    _notes(console, answer)


def marked(sentence: str, marks: Sequence[Marked]) -> Text:
    """The sentence with each part of the claim in its style."""
    text = Text(sentence)
    for what, style in _MARKS.items():
        for mark in marks:
            if mark.what == what and style:
                text.stylize(style, mark.start, mark.end)
    return text


def key_of(marks: Sequence[Marked]) -> Text:
    """What the styles mean, for those that occur."""
    text = Text("  ")
    for what in dict.fromkeys(mark.what for mark in marks):
        if _MARKS[what]:
            text.append(what, _MARKS[what])
            text.append("  ")
    return text


def show_search(console: Console, answer: SearchAnswer) -> None:
    """Print the claims and reports that hold the words."""
    for claim in answer.claims:
        console.print(claim_row(claim))
    for report in answer.reports:
        console.print(
            Text.assemble(
                "  ",
                (report.title or "untitled", "bold"),
                f"  {report.outlet}, {words.day(report.published)}",
                (f"  {report.url}", "dim"),
            )
        )
    claims, reports = (
        words.number(len(answer.claims), "claim"),
        words.number(len(answer.reports), "further report"),
    )
    console.print(f"{claims}, {reports} with these words.", style="dim")


def show_sources(console: Console, answer: SourcesAnswer) -> None:
    """Print who speaks in the record."""
    for line in answer.sources:
        party = f", speaks for {line.party}" if line.party else ""
        private = ", a private person" if line.private else ""
        text = Text.assemble(
            ("  " + line.names[0], "bold"), f"  {line.type.replace('_', ' ')}{party}{private}"
        )
        via = f" via {', '.join(line.via)}" if line.via else ""
        counts = f"{words.number(line.n_claims, 'claim')} in {words.number(line.n_reports, 'report')}"
        text.append(f"\n    {counts}{via}, {words.days(line.first, line.last)}", "dim")
        if len(line.names) > 1:
            text.append(f"\n    also: {', '.join(line.names[1:])}", "dim")
        console.print(text)
    console.print(f"{words.number(len(answer.sources), 'source')}.", style="dim")
    show_silences(console, answer.silences)


def show_problems(console: Console, answer: ProblemsAnswer) -> None:
    """Print what a person should know about the data: one line for each file, however long."""
    told: dict[str, list[ProblemLine]] = {}
    for line in answer.problems:
        where = line.where or (f"edition {words.short(line.edition)}" if line.edition else "")
        told.setdefault(where, []).append(line)
    for where, lines in told.items():
        text = Text("  ")
        text.append(where or "the record", "bold")
        for number, line in enumerate(lines):
            text.append(";  " if number else "  ", "dim")
            text.append(line.code.replace("_", " "), "yellow")
            text.append(f": {line.message}")
        console.print(text, soft_wrap=True)
    console.print(f"{words.number(len(answer.problems), 'problem')}.", style="dim")


def _facts(line: ClaimLine) -> list[tuple[str, str]]:
    facts = [
        ("who", ", ".join(line.agents)),
        ("to whom", ", ".join(line.targets)),
        ("where", words.where(line.place) if line.place else ""),
        ("when", _when(line)),
        ("harm", "; ".join(_harm(f) for f in line.figures)),
        ("says", words.speakers(line.sources)),
        ("public", f"{line.public_at:%Y-%m-%d %H:%M} UTC"),
        ("withdrawn", f"{line.withdrawn_at:%Y-%m-%d %H:%M} UTC" if line.withdrawn_at else ""),
        ("read by", f"{line.reader} ({line.reader_kind})"),
    ]
    return [(label, value) for label, value in facts if value]


def _when(line: ClaimLine) -> str:
    if line.first_day is None:
        return line.when
    resolved = words.days(line.first_day, line.last_day)
    return f"{resolved} (“{line.when}”)" if line.when else resolved


def _harm(figure: Figure) -> str:
    return f"{figure.kind}: “{figure.as_written}”" if figure.as_written else str(figure.kind)


def _notes(console: Console, answer: ClaimAnswer) -> None:
    for name, notes in (
        ("Why it stands where it does", answer.why),
        ("Changed by judgements", answer.claim.changed),
        ("Judgements", answer.judgements),
    ):
        if notes:
            console.print()
            console.print(name, style="bold")
            for note in notes:
                console.print(f"  {note}", style="dim")
    if answer.rules:
        console.print()
        console.print(f"rules: {', '.join(answer.rules)}", style="dim")
