"""Copies of the whole record: one consistent database and the archived bytes, in a .zip file or a folder.

To go back to one, unpack it into an empty folder and name that folder with --home.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Engine

from onrecord.errors import InputError
from onrecord.store import sqlite


def write(
    engine: Engine, home: Path, target: Path, *, database: str, blobs: str, also: Sequence[str] = ()
) -> int:
    """Back the record in `home` up to `target`; the number of archived files in it.

    `also` are names of single files in `home` that are taken where they are there.
    The database goes first: bytes archived while we copy are only more than it points to. Raises
    InputError where the target is there already or cannot be written.
    """
    if target.exists():
        raise InputError(f"{target} is there already", hint="name a new file or folder")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as scratch:
            whole = Path(scratch) / "whole"
            whole.mkdir()
            sqlite.copy(engine, whole / database)
            for name in also:
                if (home / name).exists():
                    shutil.copy2(home / name, whole / name)
            if target.suffix == ".zip":
                packed = Path(scratch) / "packed.zip"
                number = _pack(packed, whole, home, blobs)
                packed.rename(target)
            else:
                number = sum(1 for _ in _files(home / blobs))
                if number:
                    shutil.copytree(home / blobs, whole / blobs, ignore=shutil.ignore_patterns(".*"))
                whole.rename(target)
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror}") from error
    return number


def _pack(packed: Path, whole: Path, home: Path, blobs: str) -> int:
    number = 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(whole.iterdir()):
            archive.write(path, path.name)
        for path in _files(home / blobs):
            archive.write(path, path.relative_to(home).as_posix())
            number += 1
    return number


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(p for p in folder.glob("*/*") if p.is_file() and not p.name.startswith("."))
