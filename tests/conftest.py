"""Fixtures that more than one folder of tests needs."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.gazetteer.build import build, recipe
from onrecord.gazetteer.index import Gazetteer

# Building takes half a minute, so it is done once and kept beside the other things git ignores.
CACHE = Path(__file__).parent.parent / ".cache" / "gazetteer"


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold `lock` (a folder: making one is atomic everywhere); pytest-xdist starts several of us."""
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            if time.time() - lock.stat().st_mtime > 600:
                lock.rmdir()
            time.sleep(0.2)
    try:
        yield
    finally:
        lock.rmdir()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The real gazetteer, built into the cache if this recipe is not there yet."""
    folder = CACHE / recipe()
    if not folder.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with _alone(CACHE / "building"):
            build(folder, progress=lambda step: print(f"gazetteer: {step}", file=sys.stderr))  # noqa: T201
    return Gazetteer.open(folder)
