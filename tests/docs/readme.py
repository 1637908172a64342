"""Writes the demonstration's output into README.md as it is printed; `python -m tests.docs.readme`."""

from __future__ import annotations

import io
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from onrecord.demo import run
from onrecord.model.outcome import DemoAnswer
from onrecord.printing.demo import show

README = Path(__file__).resolve().parents[2] / "README.md"
WIDTH = 100  # columns
HOME = "onrecord-demo"  # stands for the folder's name, which is another on each run
_BLOCK = re.compile(r"(<!-- demo: begin[^\n]*-->\n```text\n)(.*?)(```\n<!-- demo: end -->)", re.DOTALL)


def printed(answer: DemoAnswer) -> str:
    """What the demonstration prints, with a fixed name for its folder."""
    out = io.StringIO()
    show(Console(file=out, width=WIDTH, highlight=False, color_system=None), replace(answer, home=HOME))
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines()) + "\n"


def block() -> str:
    """The output as README.md has it."""
    found = _BLOCK.search(README.read_text(encoding="utf-8"))
    assert found is not None
    return found.group(2)


def main() -> None:
    """Run the demonstration and write its output."""
    with tempfile.TemporaryDirectory() as folder:
        output = printed(run(Path(folder), lambda _: None))
    text = README.read_text(encoding="utf-8")
    README.write_text(_BLOCK.sub(lambda m: m[1] + output + m[3], text), encoding="utf-8")


if __name__ == "__main__":
    main()
