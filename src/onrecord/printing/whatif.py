"""What would be said without somebody, as text."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.model.whatif import WhatIfAnswer
from onrecord.printing import words


def show(console: Console, answer: WhatIfAnswer) -> None:
    """Print every change under its heading, what is said now before what would be."""
    left = answer.without
    told = f"{words.number(answer.claims, 'claim')} fewer, of {words.number(answer.reports, 'report')}"
    if answer.shared:
        told += f"; {words.number(answer.shared, 'claim')} others make too"
    console.print(Text.assemble("Without ", (left.name, "bold"), f" ({left.kind}): {told}."))
    found = False
    for heading, lines in (
        ("Who holds what, on the last day told of", answer.statuses),
        ("Reported harm", answer.ranges),
        ("Grades", answer.grades),
        ("Incidents", answer.incidents),
    ):
        if not lines:
            continue
        found = True
        console.print()
        console.print(heading, style="bold")
        for line in lines:
            subject = "" if line.what == "status" else f"  {words.short(line.subject)}"
            console.print(
                Text.assemble(
                    f"  {line.subject_name}: {line.before or 'nothing'} → {line.after or 'nothing'}",
                    (subject, "dim"),
                )
            )
    if not found:
        console.print("Nothing that is said would change.")
