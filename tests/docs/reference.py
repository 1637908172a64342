"""Writes the pages of docs/reference from the code; `python -m tests.docs.reference` after a change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from onrecord.cli import app
from onrecord.codec import schema_of
from onrecord.export.bundle import dictionary
from onrecord.model import answer, changed, explained, outcome, simulation, version, whatif, why
from onrecord.model.audience import ColumnMeaning

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"

ANSWERS: dict[str, type[object]] = {
    "add": outcome.AddAnswer,
    "timeline": answer.TimelineAnswer,
    "incidents": answer.IncidentsAnswer,
    "show": answer.ShowAnswer,
    "search": answer.SearchAnswer,
    "whatif": whatif.WhatIfAnswer,
    "sources": answer.SourcesAnswer,
    "problems": answer.ProblemsAnswer,
    "judge": outcome.JudgeAnswer,
    "backup": outcome.BackupAnswer,
    "doctor": outcome.DoctorAnswer,
    "export": outcome.ExportAnswer,
    "demo": outcome.DemoAnswer,
    "why": why.WhyAnswer,
    "changes": changed.ChangesAnswer,
    "control": version.ControlAnswer,
    "simulate": simulation.SimulationAnswer,
    "gazetteer import": outcome.PlacesAnswer,
    "reread": outcome.RereadAnswer,
    "explain": explained.ExplainAnswer,
    "check": explained.CheckAnswer,
    "evaluate": outcome.EvaluateAnswer,
}
# These run until they are stopped and answer nothing.
ENDLESS = frozenset({"serve"})
EXIT_CODES = """## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | done, with problems to look at |
| 2 | the call, a name or an input cannot be used |
| 3 | the record, or what ships with onrecord, is damaged |
| 4 | a part is not installed; the message says which |
"""


def commands() -> dict[str, Any]:
    """The commands by name, in the order of the code."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            found |= {f"{name} {inner}": below for inner, below in command.commands.items()}
        else:
            found[name] = command
    return found


def pages() -> dict[Path, str]:
    """Every generated page of the reference, by its path."""
    found = {
        REFERENCE / "json" / f"{file_of(name)}.json": _schema(name, kind) for name, kind in ANSWERS.items()
    }
    found[REFERENCE / "json" / "export-document.json"] = _plain(_document_schema())
    found[REFERENCE / "json" / "README.md"] = _schema_index()
    found[REFERENCE / "commands.md"] = _commands_page()
    found[REFERENCE / "data-dictionary.md"] = _dictionary_page()
    return found


def file_of(command: str) -> str:
    """Name of the file of a command's schema."""
    return command.replace(" ", "-")


def _schema(name: str, kind: type[object]) -> str:
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"onrecord {name} --json",
        "description": kind.__doc__ or "",
    }
    return _plain(about | schema_of(kind))


def _document_schema() -> dict[str, Any]:
    tables = {name: columns for name, (_, columns) in dictionary().items()}
    text = {"type": "string"}
    fixed = {
        "audience": {"enum": ["public", "team"]},
        "made_at": text,
        "known_on": {"type": ["string", "null"]},
        "credit": text,
        "notes": {"type": "array", "items": text},
        "withheld": {"type": "integer"},
        "columns": {"type": "object"},
    }
    rows = {
        name: {"type": "array", "items": {"type": "object", "properties": {c.name: _of(c) for c in columns}}}
        for name, columns in tables.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "onrecord export json",
        "description": "The document that `onrecord export json FILE` writes.",
        "type": "object",
        "properties": fixed | rows,
        "required": [*fixed, *rows],
        "additionalProperties": False,
    }


def _of(column: ColumnMeaning) -> dict[str, Any]:
    kind = {"datetime": "string", "date": "string"}.get(column.kind, column.kind)
    return {"type": [kind, "null"], "description": column.meaning}


def _plain(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=False) + "\n"


def _schema_index() -> str:
    lines = [
        "# JSON of every command",
        "",
        "Each command prints one JSON value with `--json`. These are JSON Schemas (draft 2020-12), made from the",
        "types of the code. Fields may be added in a minor version; what is there keeps its meaning.",
        "",
        "| command | schema |",
        "|---|---|",
    ]
    lines += [
        f"| `onrecord {name} --json` | [{file_of(name)}.json]({file_of(name)}.json) |" for name in ANSWERS
    ]
    lines += ["| `onrecord export json FILE` | [export-document.json](export-document.json) |", ""]
    return "\n".join(lines)


def _commands_page() -> str:
    lines = [
        "# Commands",
        "",
        "`onrecord --home FOLDER COMMAND`: the folder holds the project. Without it, `ONRECORD_HOME` or your user data",
        "folder. Every command has `--help`, and all but `serve` have `--json` ([schemas](json/README.md)). Days are",
        "written 2017-11-13. Progress and errors go to standard error. `onrecord --version` says which it is.",
        "",
        EXIT_CODES,
    ]
    for name, command in commands().items():
        lines += _command(name, command)
    return "\n".join(lines)


def _command(name: str, command: Any) -> list[str]:
    context = typer.Context(command, info_name=f"onrecord {name}")
    help_text = (command.help or "").strip()
    body, _, example = help_text.partition("Example: ")
    lines = [f"## {name}", "", " ".join(body.split()), "", "```text"]
    lines += [" ".join(command.get_usage(context).split()), "```", ""]
    lines += ["| | |", "|---|---|"]
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is None or record[0] == "--help":
            continue
        what = " ".join(record[0].split()).replace("|", "\\|")
        lines.append(f"| `{what}` | {' '.join(record[1].split())} |")
    return [*lines, "", "```console", f"$ {example.strip()}", "```", ""]


def _dictionary_page() -> str:
    lines = [
        "# Columns of the exports",
        "",
        "`open`: as it is. `words`: words of a report, private names masked for the public. `person`: a private person,",
        "in exports for the team only. `team`: for the team only.",
        "",
    ]
    for name, (meaning, columns) in dictionary().items():
        lines += [
            f"## {name}",
            "",
            meaning,
            "",
            "| column | meaning | type | sensitivity |",
            "|---|---|---|---|",
        ]
        lines += [f"| `{c.name}` | {c.meaning} | {c.kind} | {c.sensitivity.value} |" for c in columns]
        lines.append("")
    return "\n".join(lines)


def write() -> None:
    """Write every page."""
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
