"""One project opened for use: record, parties, places, each made when first needed.

The index of places is the same for every project of one installation, so it lies beside the installation
unless the project's folder has its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_cache_path

from onrecord import parties, settings
from onrecord.gazetteer.build import build, recipe
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.place import Place
from onrecord.parties import Parties
from onrecord.record import Record
from onrecord.settings import Settings
from onrecord.store.store import Store

Tell = Callable[[str], None]


def silent(_message: str) -> None:
    """Tell nobody."""


class Project:
    """Everything that works on one folder. Use as a context manager."""

    def __init__(self, chosen: Settings, store: Store, tell: Tell) -> None:
        self.settings = chosen
        self.store = store
        self._tell = tell

    @classmethod
    def open(cls, home: Path | None = None, *, author: str = "", tell: Tell = silent) -> Self:
        """Open the project in `home`, else the user's; `tell` hears of long work. Raises StoreError."""
        chosen = settings.load(home=home, author=author)
        return cls(chosen, Store.open(chosen.home, actor=chosen.author or "onrecord"), tell)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()

    @cached_property
    def parties(self) -> Parties:
        """The actor table and the conflicts."""
        return parties.load()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The index of places, with those that were added; built on first use, in about half a minute."""
        return Gazetteer.open(self.gazetteer_folder, self.settings.added_places)

    @property
    def gazetteer_folder(self) -> Path:
        """Where the built index of places is."""
        folder = gazetteer_folder(self.settings)
        return build(folder, progress=lambda step: self._tell(f"index of places: {step}"))

    @cached_property
    def record(self) -> Record:
        """The read side."""
        return Record(self.store, self.parties, self._places)

    def _places(self, typed: str) -> tuple[Place, ...]:
        """The gazetteer's places of a name; none while there is no index, for a question builds nothing."""
        if not (gazetteer_folder(self.settings) / "gazetteer.hash").exists():
            return ()
        return tuple(hit.place for hit in self.gazetteer.lookup(typed))


def gazetteer_folder(chosen: Settings) -> Path:
    """The project's own index of places if it has one, else that of this installation.

    In a virtual environment it lies inside it, so that nothing is left behind; else in the user's cache.
    """
    if chosen.gazetteer.exists():
        return chosen.gazetteer
    own = sys.prefix != sys.base_prefix
    shared = Path(sys.prefix, "share", "onrecord") if own else user_cache_path("onrecord", appauthor=False)
    return shared / f"gazetteer-{recipe()}"
