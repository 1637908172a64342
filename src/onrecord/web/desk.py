"""One opened project behind all requests: its read side, fresh after every write, and its write side."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from onrecord.errors import BadJudgement
from onrecord.model.audience import Audience
from onrecord.model.claim import Claim
from onrecord.model.judgement import JudgementKind
from onrecord.model.outcome import AddAnswer, JudgeAnswer
from onrecord.project.opened import Project, Tell, silent
from onrecord.record.guarded import Screen
from onrecord.record.workbench import Workbench

# What writes is imported where it is used: it brings the reader of texts, and no page should wait for that.
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person decides: of which kind, about which ids, why, and over which days."""

    kind: JudgementKind
    ids: tuple[str, ...]
    reason: str = ""
    field: str = ""
    value: str = ""
    days: tuple[date, date] | None = None


class Desk:
    """What the pages work on. Reads may run side by side; writes go one after the other."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._reading = threading.RLock()
        self._writing = threading.Lock()
        self._seen: Stamp = ()
        self._bench: Workbench | None = None
        self._screens: dict[Audience, Screen] = {}

    @property
    def bench(self) -> Workbench:
        """The read side. Made anew when anyone, in any process, has written to the record."""
        with self._reading:
            stamp = self._stamp()
            if self._bench is None or (stamp != self._seen and not self._bench.stands()):
                self._bench = Workbench.beside(self.project.record)
                self._screens = {}
            self._seen = stamp
            return self._bench

    def screen(self, audience: Audience) -> Screen:
        """What an audience may read of this record, now."""
        bench = self.bench
        with self._reading:
            if audience not in self._screens:
                self._screens[audience] = Screen.of(
                    bench.claims(), audience, datetime.now(UTC), bench.published()
                )
            return self._screens[audience]

    def judge(self, choice: Choice, author: str) -> JudgeAnswer:
        """Put a decision on record under a person's name. Raises BadJudgement."""
        from onrecord.project import judging

        if not author.strip():
            raise BadJudgement("a judgement is signed", hint="fill in your name beside the reason")
        decision = judging.Decision(
            kind=choice.kind,
            ids=choice.ids,
            reason=choice.reason,
            field=choice.field,
            value=choice.value,
            days=choice.days,
        )
        with self._writing:
            return judging.judge(self._signed(author), decision)

    def add(self, paths: Sequence[Path], said: Mapping[str, str], tell: Tell) -> AddAnswer:
        """Take reports in; `said` is their outlet, published and url, `tell` hears of each as it comes."""
        from onrecord.project import writing

        with self._writing:
            return writing.add(self.project, paths, tell=tell, **said)

    def enter(self, edition: str, coded: Mapping[str, Any], author: str) -> Claim:
        """Put a claim written by a person on record, under their name."""
        from onrecord.project import entering

        with self._writing:
            return entering.enter(self._signed(author), edition, coded)

    def warm(self) -> None:
        """Work out, away from any request, what the first page will ask for."""
        threading.Thread(target=self._ready, daemon=True).start()

    def _ready(self) -> None:
        self.bench.map_page()
        self.screen(Audience.PUBLIC)

    def _signed(self, author: str) -> Project:
        chosen = replace(self.project.settings, author=author.strip())
        return Project(chosen, self.project.store, silent)

    def _stamp(self) -> Stamp:
        """The state of the record's files: it changes with every write of any process."""
        home = self.project.settings.home
        found = []
        for path in sorted(home.glob("record.db*")):
            if not path.name.endswith("-shm"):
                status = path.stat()
                found.append((path.name, status.st_mtime_ns, status.st_size))
        return tuple(found)
