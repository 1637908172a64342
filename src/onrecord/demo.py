"""The small war of examples/: read into a fresh project, asked what a newcomer would ask."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

from onrecord.errors import DataError, MissingPart
from onrecord.model.answer import Asked
from onrecord.model.outcome import DemoAnswer
from onrecord.project.opened import Project
from onrecord.project.writing import add
from onrecord.record import whatif

PLACE = "Albukamal"
# Whom we think away, and the evening on which nobody else had told of the town's loss.
SILENT, EVENING = "the Demo Observatory", date(2017, 11, 12)
_WAR = "albukamal"


def run(home: Path | None, tell: Callable[[str], None]) -> DemoAnswer:
    """Read the example reports into `home`, or into a folder of its own, and ask for all that is shown."""
    place = home or Path(tempfile.mkdtemp(prefix="onrecord-demo-"))
    with Project.open(place, author="demo") as project:
        added = add(project, reports(), tell=tell)
        if added.refused:
            raise DataError(f"{added.problems[0].where}: {added.problems[0].message}", hint="onrecord doctor")
        timeline = project.record.timeline(PLACE, then=True)
        incidents = project.record.incidents()
        without = whatif.without(project.record, SILENT, Asked(known_on=EVENING))
    days = [row.day for row in timeline.days]
    return DemoAnswer(
        home=str(place),
        added=added,
        timeline=timeline,
        incidents=incidents,
        without=without,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )


def reports() -> list[Path]:
    """The files of the demonstration, in order. Raises MissingPart where the examples were left out."""
    inside = Path(str(files("onrecord"))) / "examples" / _WAR  # in a wheel
    beside = Path(__file__).resolve().parents[2] / "examples" / _WAR  # in a checkout
    folder = inside if inside.is_dir() else beside
    found = sorted(path for path in folder.glob("*") if path.suffix != ".md")
    if not found:
        raise MissingPart("the example reports are not installed", hint="in a checkout: make demo")
    return found
