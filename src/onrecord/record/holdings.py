"""Claims of the record in memory: those of a report are fetched anew only when the report has changed."""

from __future__ import annotations

import threading

from onrecord.derive import Memo
from onrecord.model.stored import StoredClaim
from onrecord.store.store import Store


class Holdings:
    """All live claims of a store, and what was derived of them; shared by all who read it in one process."""

    def __init__(self, store: Store) -> None:
        self.memo = Memo()
        self._store = store
        self._lock = threading.Lock()
        self._marks: dict[str, int] = {}
        self._claims: dict[str, tuple[StoredClaim, ...]] = {}

    def claims(self) -> tuple[StoredClaim, ...]:
        """All claims of live readings, by report; of an unchanged report the very same values as before."""
        with self._lock:
            marks = self._store.marks()
            if not self._marks:
                self._claims = {}
                for stored in self._store.claims():
                    self._claims[stored.report] = (*self._claims.get(stored.report, ()), stored)
            else:
                for report in [r for r, mark in marks.items() if self._marks.get(r) != mark]:
                    self._claims[report] = tuple(self._store.claims_of(report))
            self._marks = marks
            return tuple(s for report in sorted(self._claims) for s in self._claims[report])
