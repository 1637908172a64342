"""Answers as one audience may read them: names of private people become roles, wherever they stand.

Every string of an answer is looked at, so that a field added tomorrow is guarded too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar, cast

from onrecord.errors import UnknownName
from onrecord.export.guard import Guard
from onrecord.model.answer import IncidentLine
from onrecord.model.audience import Audience
from onrecord.model.pages import ReportPage
from onrecord.model.stored import StoredClaim

T = TypeVar("T")
# Fields that say which report the words around them come from: an edition's own, or claims by id.
_CLAIMS = ("id", "claim", "claims", "first", "second", "statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What stands between an answer and its reader. `reports` tells the report of each claim id.

    `held` are claims this audience must wait for (export.guard: 72 hours); they are left out of every answer.
    """

    guard: Guard
    reports: Mapping[str, str]
    held: Mapping[str, StoredClaim]

    @staticmethod
    def of(
        claims: Iterable[StoredClaim],
        audience: Audience,
        now: datetime,
        published: frozenset[tuple[str, str]],
    ) -> Screen:
        """A screen that knows the private people of all these claims, less the (report, name) made public."""
        held = tuple(claims)
        guard = Guard.of(held, audience, now, published)
        return Screen(
            guard=guard,
            reports={s.claim.id: s.report for s in held},
            held={s.claim.id: s for s in held if guard.held_back(s)},
        )

    @property
    def public(self) -> bool:
        """True if anyone may read what is shown."""
        return self.guard.audience is Audience.PUBLIC

    def shown(self, answer: T) -> T:
        """An answer of any type as this audience may read it."""
        return answer if not self.public else cast(T, self._walk(answer, ()))

    def open(self, parts: tuple[T, ...]) -> tuple[T, ...]:
        """What of a list this audience need not wait for."""
        return tuple(part for part in parts if not self._waits(part)) if self.held else parts

    def words(self, text: str, *reports: str) -> str:
        """Words that come from these reports."""
        return self.guard.words(text, *reports)

    def refuse_held(self, *claims: str) -> None:
        """Raise UnknownName where this audience must wait for all of these claims."""
        if claims and all(claim in self.held for claim in claims):
            raise UnknownName("this is held back from the public for 72 hours", hint="the team view shows it")

    def hidden_in(self, page: ReportPage) -> tuple[tuple[int, int, str], ...]:
        """Stretches of a report's text that this audience may not read, with what stands for each."""
        report = page.line.report
        waiting = [self.held[c.id].claim.evidence for c in page.claims if c.id in self.held]
        found = [(span.start, span.end, "held back for 72 hours") for span in waiting]
        names = self.guard.hidden(page.text, report)
        return tuple(sorted({*found, *(n for n in names if not any(a <= n[0] < b for a, b, _ in found))}))

    def _walk(self, value: Any, reports: tuple[str, ...]) -> Any:
        if isinstance(value, str):
            plain = isinstance(value, Enum) or value in self.reports  # the id of a claim
            return value if plain else self.words(value, *reports)
        if isinstance(value, tuple):
            return tuple(self._walk(part, reports) for part in value if not self._waits(part))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        own = self._with_names(self._reports_of(value)) or reports
        changed = {}
        for field in fields(value):
            before = getattr(value, field.name)
            if field.name == "url":
                after: Any = self._address(before, own)
            elif field.name == "text":
                after = before  # offsets point into it: whoever prints it masks it, see `hidden`
            else:
                after = self._walk(before, own)
            if after is not before:
                changed[field.name] = after
        return replace(value, **changed) if changed else value

    def _with_names(self, reports: tuple[str, ...]) -> tuple[str, ...]:
        """Of many reports those in which a private person is named; one stands for the rest."""
        named = tuple(r for r in reports if r in self.guard.by_report)
        return (named or reports[:1]) if not self.guard.published else reports

    def _waits(self, part: Any) -> bool:
        """True for a claim, a statement or an incident that this audience must wait for."""
        if not self.held or not is_dataclass(part):
            return False
        if isinstance(part, StoredClaim):
            return part.claim.id in self.held
        if getattr(part, "claim", getattr(part, "id", None)) in self.held:
            return True
        claims = getattr(part, "claims", ())
        return isinstance(part, IncidentLine) and bool(claims) and all(c in self.held for c in claims)

    def _address(self, url: str, reports: tuple[str, ...]) -> str:
        for report in reports:
            url = self.guard.address(url, report)
        return url

    def _reports_of(self, value: Any) -> tuple[str, ...]:
        report = getattr(value, "report", None)
        if isinstance(report, str):
            return (report,)
        found: list[str] = []
        for name in _CLAIMS:
            held = getattr(value, name, ())
            for item in held if isinstance(held, tuple) else (held,):
                claim = item if isinstance(item, str) else getattr(item, "claim", "")
                if isinstance(claim, str) and claim in self.reports:
                    found.append(self.reports[claim])
        return tuple(dict.fromkeys(found))
