"""What a person does to a project: add reports, export; decisions are in `judging`, claims in `entering`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from onrecord import monitor
from onrecord.codec import to_json
from onrecord.errors import InputError
from onrecord.export import bundle
from onrecord.gazetteer.index import distance_km
from onrecord.intake.reports import Options
from onrecord.model.answer import Asked, ProblemLine
from onrecord.model.audience import Audience
from onrecord.model.outcome import AddAnswer, ExportAnswer
from onrecord.model.place import Place, PlaceKind
from onrecord.model.report import Problem
from onrecord.monitor import Names, Outcome, Result, Summary
from onrecord.project.opened import Project, Tell, silent
from onrecord.read.reader import MachineReader

# Up to this distance (km) a coder's point and a town of that name are one place; an area reaches further.
_SAME_TOWN_KM = 25.0


def add(
    project: Project,
    paths: Sequence[str | Path],
    *,
    outlet: str = "",
    published: str = "",
    url: str = "",
    tell: Tell = silent,
) -> AddAnswer:
    """Take reports in, and say what became of them; `tell` hears of each as it comes."""
    options = Options(outlet=outlet, published=published, url=url, zone=project.settings.zone)
    reader = MachineReader(gazetteer=project.gazetteer, parties=project.parties)

    def progress(outcome: Outcome) -> None:
        tell(outcome.title or outcome.where)

    done = monitor.add(
        paths,
        store=project.store,
        readers=(reader,),
        options=options,
        names=names_of(project),
        progress=progress,
    )
    return _added(project.settings.home, done)


def export(project: Project, form: str, target: Path, audience: Audience, asked: Asked) -> ExportAnswer:
    """Write an export as "csv" (a folder) or "json" (a file). One for the team is noted in the audit."""
    now = datetime.now(UTC)
    made = bundle.make(project.record.claims(asked), project.record.picture(asked), audience, now)
    if form == "json":
        files = {target: to_json(bundle.document(made)) + "\n"}
    else:
        files = {target / name: text for name, text in bundle.csv_files(made).items()}
    if audience is Audience.TEAM:
        project.store.note("export", f"{form} for the team to {target}", now)
    for path, text in files.items():
        _write(path, text)
    return ExportAnswer(
        audience=audience,
        files=tuple(str(path) for path in files),
        rows=sum(len(table.rows) for table in made.tables),
        withheld=made.withheld,
        notes=made.notes,
    )


def names_of(project: Project) -> Names:
    """Who looks up the names that coders write and outlets bear: nobody and nowhere where several fit."""
    return Names(
        find_actor=partial(_actor, project),
        party_of=partial(_party, project),
        find_place=partial(_place, project),
    )


def _actor(project: Project, name: str, country: str = "", day: date | None = None) -> str:
    """The one actor a name stands for there and then; '' where several do, for a coder's name is no guess."""
    found = project.parties.find(name, countries=_nation(project, country), day=day)
    return found[0].id if len(found) == 1 else ""


def _party(project: Project, outlet: str, country: str, day: date | None) -> str:
    id = _actor(project, outlet, country, day)
    return project.parties.mouth_of(id) if id else ""


def _nation(project: Project, country: str) -> tuple[str, ...]:
    """The code of a country by name or code; none where no gazetteer knows it."""
    if len(country) == 2:
        return (country.upper(),)
    hits = project.gazetteer.lookup(country) if country else ()
    return next(((h.place.country,) for h in hits if h.place.kind is PlaceKind.COUNTRY), ())


def _place(project: Project, name: str, country: str, lat: float | None, lon: float | None) -> Place | None:
    """The place a coder names: the likeliest of that name in that country, at the point if one is given."""
    nation = frozenset(_nation(project, country))
    hits = project.gazetteer.lookup(name, countries=nation)
    fits = [h.place for h in hits if not nation or h.place.country in nation]
    if lat is not None and lon is not None:
        fits = [p for p in fits if distance_km(lat, lon, p) <= max(_SAME_TOWN_KM, p.radius_km)]
    return fits[0] if fits else None


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def _added(home: Path, done: Summary) -> AddAnswer:
    told = [(o.where, p) for o in done.outcomes for p in o.problems if o.result is not Result.PASSED_OVER]
    return AddAnswer(
        home=str(home),
        new_reports=done.count(Result.ADDED),
        new_editions=done.count(Result.NEW_EDITION),
        read_anew=done.count(Result.READ),
        unchanged=done.count(Result.KNOWN),
        refused=done.count(Result.REFUSED, Result.FAILED),
        passed_over=done.count(Result.PASSED_OVER),
        claims=done.claims,
        problems=tuple(_problem(where, problem) for where, problem in told),
    )


def _problem(where: str, problem: Problem) -> ProblemLine:
    return ProblemLine(
        code=problem.code.value,
        message=problem.message,
        where=problem.where or where,
        edition=problem.edition,
    )
