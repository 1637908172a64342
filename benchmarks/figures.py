"""Figures with their goals, and how a set is measured: predicted here, scored by the set's own program."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number, its goal, and what else was measured on the same data; `less` where small is good."""

    what: str
    value: float
    goal: float | None = None
    digits: int = 1
    less: bool = False
    beside: str = ""

    @property
    def reached(self) -> str:
        """'yes', 'no', or '' where no goal was set."""
        if self.goal is None:
            return ""
        shown = round(self.value, self.digits)
        return "yes" if (shown <= self.goal if self.less else shown >= self.goal) else "no"

    def row(self) -> str:
        """A line of a table."""
        sign = "at most " if self.less else ""
        goal = "" if self.goal is None else f"{sign}{self.goal:.{self.digits}f}"
        return f"| {self.what} | {self.value:.{self.digits}f} | {goal} | {self.reached} | {self.beside} |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of BENCHMARKS.md: what is measured, on which files, how, and what it means (parts.toml)."""

    id: str
    title: str
    needs: tuple[str, ...]
    commands: tuple[str, ...]
    words: str


@dataclass
class Bench:
    """The data folder and a folder for predictions; predicts in this process, scores in another."""

    data: Path
    work: Path
    made: dict[str, Path] = field(default_factory=dict)

    def predict(self, name: str, source: str, function: Callable[[Iterable[Row]], Iterator[Row]]) -> Path:
        """Predictions of `function` for a file of the data folder, made once."""
        out = self.work / f"{name}-{source.replace('/', '-')}"
        if str(out) not in self.made:
            write(out, function(rows(self.data / source)))
            self.made[str(out)] = out
        return out

    def script(self, path: str, *args: str | Path) -> str:
        """What a program of the data folder prints. Raises CalledProcessError where it fails."""
        command = [sys.executable, str(self.data / path), *map(str, args)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def score(self, path: str, *args: str | Path) -> Row:
        """What a scorer says in JSON."""
        return dict(json.loads(self.script(path, *args, "--json")))

    def file(self, name: str) -> Path:
        """A file of the data folder."""
        return self.data / name

    @cached_property
    def seeds(self) -> list[Path]:
        """Folders of synthetic wars."""
        return sorted(p for p in (self.data / "war").glob("seed-*") if p.is_dir())


def rows(path: Path) -> Iterator[Row]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def write(path: Path, found: Iterable[Row]) -> None:
    """Write rows as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for row in found:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def printed(text: str, line: str, name: str) -> float:
    """The number after `name` in the line of a table that begins with `line`; nan where there is none."""
    for row in text.splitlines():
        if row.startswith(line):
            found = re.search(rf"{re.escape(name)}\s+(-?[\d.]+)", row)
            if found:
                return float(found.group(1))
    return float("nan")
