"""What a person points at, as bytes: files, folders with all that is in them, standard input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

STANDARD_INPUT = "-"


class Form(StrEnum):
    """What the bytes of a file are to be read as."""

    TEXT = "text"
    HTML = "html"
    JSON_LINES = "jsonl"
    JSON = "json"
    UNKNOWN = "unknown"  # told by its first characters


_FORMS = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".jsonl": Form.JSON_LINES,
    ".ndjson": Form.JSON_LINES,
    ".json": Form.JSON,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file's bytes; or `fault`, why there are none. `missing`: nothing is there by that name."""

    where: str
    form: Form
    raw: bytes = b""
    fault: str = ""
    missing: bool = False
    passed_over: bool = False  # in a folder, and not of a form we read


def inputs(paths: Iterable[str | Path], standard_input: BinaryIO | None = None) -> Iterator[Input]:
    """The files of `paths`, one in memory at a time; those in a folder by name, without hidden ones."""
    for given in paths:
        if str(given) == STANDARD_INPUT:
            raw = standard_input.read() if standard_input else b""
            yield Input(where="standard input", form=Form.UNKNOWN, raw=raw)
        elif not str(given):  # else a script's empty variable would stand for the folder it runs in
            yield Input(where="''", form=Form.UNKNOWN, fault="a path without a name", missing=True)
        else:
            yield from _named(Path(given))


def _named(path: Path) -> Iterator[Input]:
    try:
        folder, there = path.is_dir(), path.exists() or path.is_symlink()
    except OSError as error:  # a name longer than any can be
        yield replace(_closed(error), missing=True)
        return
    if folder:
        closed: list[OSError] = []
        for inner in _inside(path, closed):
            yield _within_folder(inner)
        yield from map(_closed, closed)
    elif there:
        yield _file(path, _FORMS.get(path.suffix.lower(), Form.UNKNOWN))
    else:
        yield Input(where=_name(path), form=Form.UNKNOWN, fault="there is no such file", missing=True)


def _inside(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _within_folder(path: Path) -> Input:
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        why = f"{path.suffix or 'a file without an ending'} is not a form we read"
        return Input(where=_name(path), form=Form.UNKNOWN, fault=why, passed_over=True)
    if path.exists() and not path.is_file():  # reading a pipe would wait for ever
        return Input(where=_name(path), form=form, fault="it is no file", passed_over=True)
    return _file(path, form)


def _closed(error: OSError) -> Input:
    return Input(where=_name(error.filename), form=Form.UNKNOWN, fault=f"cannot be read: {error.strerror}")


def _file(path: Path, form: Form) -> Input:
    try:
        return Input(where=_name(path), form=form, raw=path.read_bytes())
    except OSError as error:
        return Input(where=_name(path), form=form, fault=f"cannot be read: {error.strerror}")


def _name(path: str | Path) -> str:
    """A path as it can be stored: a name that is not in UTF-8 is shown with U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
