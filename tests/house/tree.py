"""What the house tests look at: the modules and files of this checkout, and nothing that git ignores."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "onrecord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Python file, read and parsed; `name` is its path from the root of the checkout."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The syntax tree of the file."""
        return ast.parse(self.text, filename=self.name)

    @property
    def inside(self) -> tuple[str, ...]:
        """The parts of its path inside the package, without `.py`: ('read', 'parse'); () outside it."""
        parts = Path(self.name).with_suffix("").parts
        return parts[2:] if parts[:2] == ("src", "onrecord") else ()


@cache
def files() -> tuple[Path, ...]:
    """Every file that git tracks or would track; in a copy without git, every file that is not made."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = (
            subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        )
        found = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        made = {".venv", ".git", ".cache", "dist", "__pycache__", "node_modules"}
        found = [path for path in ROOT.rglob("*") if not made & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def name_of(path: Path) -> str:
    """A file's path from the root of the checkout, with forward slashes: the name of its tests."""
    return path.relative_to(ROOT).as_posix()


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """The Python files below any of `folders`; a folder that does not exist has none."""
    return tuple(
        Module(name=name_of(path), text=path.read_text(encoding="utf-8"))
        for path in files()
        if path.suffix == ".py" and name_of(path).startswith(tuple(f"{folder}/" for folder in folders))
    )
