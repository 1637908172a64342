"""Places a team adds to its project, and reading everything anew with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from onrecord import monitor
from onrecord.gazetteer import imports
from onrecord.gazetteer.formats import Fault, Form
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.answer import ProblemLine
from onrecord.model.outcome import PlacesAnswer, RereadAnswer
from onrecord.model.report import Problem, ProblemCode
from onrecord.project.opened import Project, Tell, silent
from onrecord.read.reader import MachineReader


def add(
    project: Project,
    files: Sequence[Path],
    *,
    form: Form | None = None,
    country: str = "",
    tell: Tell = silent,
) -> PlacesAnswer:
    """Add files of places to the project; rows that cannot be used are put on record as problems.

    Raises InputError where a file cannot be used at all; then nothing is added.
    """
    added, folder = project.settings.added_places, project.gazetteer_folder
    before = Gazetteer.open(folder, added).hash
    done = imports.add(
        files, base=Gazetteer.open(folder), overlay=added, form=form, country=country, tell=tell
    )
    after, now = Gazetteer.open(folder, added).hash, datetime.now(UTC)
    project.store.add_problems([_problem(fault) for fault in done.faults], now)
    if after != before:
        project.store.note("gazetteer_import", f"{done.new} new places, sha256 {after[:16]}", now)
    return PlacesAnswer(
        files=tuple(map(str, files)),
        new=done.new,
        known=done.known,
        united=done.united,
        refused=done.refused,
        changed=after != before,
        gazetteer_hash=after,
        problems=tuple(
            ProblemLine(code=ProblemCode.BAD_PLACE.value, message=f.message, where=f.where, edition="")
            for f in done.faults
        ),
    )


def reread(project: Project, tell: Tell = silent) -> RereadAnswer:
    """Read every report on record anew; earlier readings are kept, and the new ones count."""
    reader = MachineReader(gazetteer=project.gazetteer, parties=project.parties)
    seen: list[str] = []

    def told(title: str) -> None:
        seen.append(title)
        tell(title)

    changed = monitor.reread(store=project.store, readers=(reader,), progress=lambda e: told(e.title or e.id))
    return RereadAnswer(reports=len(seen), changed=changed)


def _problem(fault: Fault) -> Problem:
    return Problem(code=ProblemCode.BAD_PLACE, message=fault.message, where=fault.where)
