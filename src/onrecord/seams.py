"""The seams: Protocols with at least two real implementations each."""

from __future__ import annotations

from typing import Protocol

from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition


class Reader(Protocol):
    """Edition -> Reading. Implemented by the machine reader and by the reader of coded claims."""

    name: str
    kind: ReaderKind
    version: str

    def read(self, edition: Edition) -> Reading:
        """Read one edition; the same edition and versions give the same reading."""
        ...
