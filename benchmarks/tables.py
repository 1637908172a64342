"""`python -m benchmarks run`: measures every set there is data for and writes BENCHMARKS.md."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from benchmarks import parts, speed, war_figures, web
from benchmarks.figures import Bench, Figure, Part

MEASURES = {**parts.MEASURES, **war_figures.MEASURES, **speed.MEASURES, **web.MEASURES}
OUT = Path(__file__).parent.parent / "BENCHMARKS.md"
_HEAD = """# Benchmarks

Made by `make bench` (`python -m benchmarks run DATA`); do not edit. Code of {commit}.

Every figure is measured by the data set's own scorer on what onrecord makes of text, title, outlet and date
alone. `DATA` is a folder with the sets; they belong to others and are not in this repository. These are
*development* sets: we looked at them while writing the rules, so expect somewhat less on other data. Goals
are set beforehand, and a row that falls short says so. textacy and dateparser stand beside us where the
packages of `requirements/bench.lock` are installed.
"""
_TABLE = "| measured | figure | goal | reached | beside it |\n|---|---:|---:|---|---|"


def main(data: Path) -> int:
    """Measure, print and write; 1, and nothing is measured, where no set was found."""
    missing_of = {p.id: [name for name in p.needs if not (data / name).exists()] for p in loaded()}
    if not any(part.needs and not missing_of[part.id] for part in loaded()):
        print(f"no data set in {data}", file=sys.stderr)
        return 1
    sections = []
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(data=data, work=Path(work))
        for part in loaded():
            missing = missing_of[part.id]
            print(f"{part.title} ...", file=sys.stderr, flush=True)
            if missing:
                sections.append(f"## {part.title}\n\nNot measured: {', '.join(missing)} is not there.\n")
                continue
            sections.append(section(part, MEASURES[part.id](bench)))
    text = "\n".join([_HEAD.format(commit=commit()), *sections])
    print(text)
    OUT.write_text(text, encoding="utf-8")
    return 0


def loaded() -> tuple[Part, ...]:
    """The sections of parts.toml, in their order."""
    with Path(__file__).with_name("parts.toml").open("rb") as file:
        found = tomllib.load(file)["part"]
    return tuple(
        Part(
            id=row["id"],
            title=row["title"],
            needs=tuple(row["needs"]),
            commands=tuple(row["commands"]),
            words=row["words"].strip(),
        )
        for row in found
    )


def section(part: Part, figures: list[Figure]) -> str:
    """One set: what it is, its table, how to get it."""
    lines = "\n".join(figure.row() for figure in figures)
    commands = "\n".join(f"    {command}" for command in part.commands)
    return f"## {part.title}\n\n{part.words}\n\n{_TABLE}\n{lines}\n\n{commands}\n"


def commit() -> str:
    """Short name and day of the last commit, or 'an unknown commit' outside a checkout."""
    command = ["git", "log", "-1", "--format=commit %h, %cs"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=OUT.parent)
    except (OSError, subprocess.CalledProcessError):
        return "an unknown commit"
    return done.stdout.strip()
