"""The commands. Thin: each opens what it needs, asks `record` or tells `monitor`, and prints the answer."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.commands import deriving as deriving_commands
from onrecord.commands import places as place_commands
from onrecord.commands import rules as rule_commands
from onrecord.commands.calling import (
    BAD_INPUT,
    DAMAGED,
    DONE,
    ERR,
    HOME,
    MISSING,
    WITH_PROBLEMS,
    Json,
    KnownOn,
    On,
    RecordedOn,
    day_of,
    opened,
    say,
)
from onrecord.errors import MissingPart, OnrecordError
from onrecord.model.answer import Asked
from onrecord.model.audience import Audience
from onrecord.model.claim import EventType, Extent
from onrecord.model.incident import GradeName
from onrecord.model.judgement import JudgementKind
from onrecord.model.outcome import BackupAnswer, Health
from onrecord.printing import claims as print_claims
from onrecord.printing import demo as print_demo
from onrecord.printing import incidents as print_incidents
from onrecord.printing import outcomes as print_outcomes
from onrecord.printing import timelines as print_timelines
from onrecord.printing import whatif as print_whatif
from onrecord.record import Filters

__all__ = ["BAD_INPUT", "DAMAGED", "DONE", "MISSING", "WITH_PROBLEMS", "app", "main"]

app = typer.Typer(
    name="onrecord",
    help="Who says what happened, where and when in a war; what follows from it, and how sure that is.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def _options(
    home: Annotated[
        Path | None,
        typer.Option(
            "--home", metavar="FOLDER", help="Folder of the project; else ONRECORD_HOME, else yours."
        ),
    ] = None,
    _asked_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    HOME["home"] = home


@app.command()
def add(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    outlet: Annotated[str, typer.Option(help="Who published it, where the file does not say.")] = "",
    published: Annotated[str, typer.Option(help="When it was published: 2017-11-13 or with a time.")] = "",
    url: Annotated[str, typer.Option(help="Its address, where the file does not say.")] = "",
    json: Json = False,
) -> None:
    """Take reports in, read them and keep them.

    .txt, .html, .jsonl (one report a line: url, outlet, title, published, text). The same report
    twice changes nothing; another text under the same address is a new edition.

    Example: onrecord add reports/ --outlet "Demo Gulf Post"
    """
    from onrecord.project import writing

    with opened() as project, print_outcomes.progress(ERR) as tell:
        answer = writing.add(project, paths, outlet=outlet, published=published, url=url, tell=tell)
    say(answer, json, print_outcomes.show_added)
    taken = answer.new_reports + answer.new_editions + answer.read_anew + answer.unchanged
    if answer.refused and not taken:
        raise typer.Exit(BAD_INPUT)
    raise typer.Exit(WITH_PROBLEMS if answer.problems else DONE)


@app.command()
def timeline(
    place: Annotated[str, typer.Argument(help="A place by any of its names, or its id.")],
    on: On = None,
    known_on: KnownOn = None,
    recorded_on: RecordedOn = None,
    then: Annotated[bool, typer.Option("--then", help="Each day as it was known on that day.")] = False,
    json: Json = False,
) -> None:
    """Who held a place, by day, and according to whom.

    Example: onrecord timeline Albukamal --known-on 2017-11-12
    """
    asked = Asked(on=on, known_on=known_on, recorded_on=recorded_on)
    with opened() as project:
        answer = project.record.timeline(place, asked, then=then)
    say(answer, json, print_timelines.show)


@app.command()
def incidents(
    place: Annotated[str, typer.Option(help="In this place, or inside this area.")] = "",
    since: Annotated[
        date | None, typer.Option(parser=day_of, metavar="DAY", help="Not over before DAY.")
    ] = None,
    until: Annotated[date | None, typer.Option(parser=day_of, metavar="DAY", help="Begun by DAY.")] = None,
    event_type: Annotated[EventType | None, typer.Option("--type", help="Of this type.")] = None,
    extent: Annotated[Extent | None, typer.Option(help="Incident, series, period or state.")] = None,
    actor: Annotated[str, typer.Option(help="With this party or side, by part of its name.")] = "",
    grade: Annotated[GradeName | None, typer.Option(help="Of this grade.")] = None,
    killed: Annotated[int | None, typer.Option(metavar="N", help="At least N killed, as reported.")] = None,
    on: On = None,
    known_on: KnownOn = None,
    recorded_on: RecordedOn = None,
    json: Json = False,
) -> None:
    """Incidents with their reported harm, and the disagreements about them.

    Example: onrecord incidents --place Albukamal --type airstrike --since 2017-11-10
    """
    filters = Filters(
        place=place,
        since=since,
        until=until,
        event_type=event_type,
        extent=extent,
        actor=actor,
        grade=grade,
        killed=killed,
    )
    asked = Asked(on=on, known_on=known_on, recorded_on=recorded_on)
    with opened() as project:
        answer = project.record.incidents(filters, asked)
    say(answer, json, print_incidents.show)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="Id of a claim or incident, or the beginning of it.")],
    known_on: KnownOn = None,
    recorded_on: RecordedOn = None,
    json: Json = False,
) -> None:
    """One claim in its sentence, its chain, what agrees and what contradicts; or one incident in full.

    Example: onrecord show 3f2a9c1
    """
    with opened() as project:
        answer = project.record.show(id, Asked(known_on=known_on, recorded_on=recorded_on))
    say(answer, json, print_outcomes.show_shown)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help='All of these words; "quoted words" stand together.')],
    known_on: KnownOn = None,
    json: Json = False,
) -> None:
    """Claims and reports that hold the words.

    Example: onrecord search "command post" Sukariya
    """
    typed = " ".join(f'"{w}"' if " " in w else w for w in words)
    with opened() as project:
        answer = project.record.search(typed, Asked(known_on=known_on))
    say(answer, json, print_claims.show_search)


@app.command()
def whatif(
    without: Annotated[str, typer.Option(metavar="WHO", help="A source, an outlet, a side or a report.")],
    known_on: KnownOn = None,
    recorded_on: RecordedOn = None,
    json: Json = False,
) -> None:
    """What would be said had somebody kept silent: who holds what, reported harm, grades.

    Where a name may be several, say which: "source:SANA", "outlet:SANA", "side:islamic-state", "report:ID".

    Example: onrecord whatif --without "Demo Gulf Post"
    """
    from onrecord.record import whatif as thought

    with opened() as project:
        answer = thought.without(project.record, without, Asked(known_on=known_on, recorded_on=recorded_on))
    say(answer, json, print_whatif.show)


@app.command()
def sources(known_on: KnownOn = None, json: Json = False) -> None:
    """Who speaks in the record, how often, through whom; and who is said to have kept silent.

    Example: onrecord sources --known-on 2017-11-13
    """
    with opened() as project:
        answer = project.record.sources(Asked(known_on=known_on))
    say(answer, json, print_claims.show_sources)


@app.command()
def problems(json: Json = False) -> None:
    """What you should know about the data: undated reports, unread languages, broken files.

    Example: onrecord problems
    """
    with opened() as project:
        answer = project.record.problems()
    say(answer, json, print_claims.show_problems)
    raise typer.Exit(WITH_PROBLEMS if answer.problems else DONE)


@app.command()
def judge(
    kind: Annotated[JudgementKind, typer.Argument(help="What is decided.")],
    ids: Annotated[
        list[str], typer.Argument(help="Claims it is about; or an incident, place, actor or judgement.")
    ],
    reason: Annotated[str, typer.Option(help="Why.")],
    by: Annotated[str, typer.Option(help="Who decides: a judgement is signed. Else ONRECORD_AUTHOR.")] = "",
    field: Annotated[
        str, typer.Option(help="For correct: the field; actor: agent, target or source; side: the conflict.")
    ] = "",
    value: Annotated[str, typer.Option(help="What it is: a type, number, place, actor, side, grade.")] = "",
    since: Annotated[
        date | None, typer.Option(parser=day_of, metavar="DAY", help="For pin and side: first day.")
    ] = None,
    until: Annotated[
        date | None, typer.Option(parser=day_of, metavar="DAY", help="For pin and side: last day.")
    ] = None,
    json: Json = False,
) -> None:
    """Put a person's decision on record. A newer decision replaces it; `undo` takes it back.

    Example: onrecord judge different 3f2a9c1 77be012 --by "A. Analyst" --reason "two strikes, two villages"
    """
    from onrecord.project import judging

    decision = judging.Decision(
        kind=kind,
        ids=tuple(ids),
        reason=reason,
        field=field,
        value=value,
        days=(since, until or since) if since else None,
    )
    with opened(author=by) as project:
        answer = judging.judge(project, decision)
    say(answer, json, print_outcomes.show_judged)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="A new .zip file, or a new folder.")], json: Json = False
) -> None:
    """Copy the whole record, reports included, while it is in use.

    Example: onrecord backup record-2024-03-05.zip
    """
    with opened() as project:
        archived = project.store.backup(file, project.settings.own_files)
    say(BackupAnswer(file=str(file), archived=archived), json, print_outcomes.show_backup)


@app.command()
def doctor(json: Json = False) -> None:
    """Versions, the model and the gazetteer with their hashes, and whether the record is sound.

    Example: onrecord doctor --json
    """
    from onrecord.doctor import examine

    answer = examine(HOME["home"])
    say(answer, json, print_outcomes.show_doctor)
    found = {check.health for check in answer.checks}
    codes = {Health.DAMAGED: DAMAGED, Health.MISSING: MISSING, Health.PROBLEM: WITH_PROBLEMS}
    raise typer.Exit(next((code for health, code in codes.items() if health in found), DONE))


class Form(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    JSON = "json"


@app.command()
def export(
    form: Annotated[Form, typer.Argument(help="csv: a folder of tables; json: one document.")],
    target: Annotated[Path, typer.Argument(help="The folder, or the file.")],
    audience: Annotated[
        Audience, typer.Option("--for", help="public: people by role, 72 hours for positions; team: all.")
    ] = Audience.PUBLIC,
    known_on: KnownOn = None,
    recorded_on: RecordedOn = None,
    json: Json = False,
) -> None:
    """Write claims, incidents, reported tolls and control, with a data dictionary and the credits.

    Example: onrecord export csv tables/
    """
    from onrecord.project import writing

    asked = Asked(known_on=known_on, recorded_on=recorded_on)
    with opened() as project:
        answer = writing.export(project, form.value, target, audience, asked)
    say(answer, json, print_outcomes.show_exported)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1024, max=65535, help="Port at 127.0.0.1.")] = 8710,
) -> None:
    """Open the workbench in a browser: map, places, incidents, reports, review. For this machine only.

    Example: onrecord serve --port 8710
    """
    try:
        from onrecord.web.app import serve as run
    except ImportError as error:
        raise MissingPart("the pages are not installed", hint="pip install 'onrecord[web]'") from error
    run(HOME["home"], port, tell=ERR.print)


@app.command()
def demo(json: Json = False) -> None:
    """Read a small war written for the purpose, and show what onrecord makes of it.

    It is read into a fresh folder, or into --home.

    Example: onrecord demo
    """
    from onrecord.demo import run

    with print_outcomes.progress(ERR) as tell:
        answer = run(HOME["home"], tell)
    say(answer, json, print_demo.show)


deriving_commands.register(app)
place_commands.register(app)
rule_commands.register(app)


def main() -> None:
    """Run the command line; an error on purpose is one line, a hint and its exit code."""
    try:
        app()
    except OnrecordError as error:
        ERR.print(f"onrecord: {error.message}", style="red", markup=False, highlight=False)
        if error.hint:
            ERR.print(f"  {error.hint}", markup=False, highlight=False)
        sys.exit(error.exit_code)
