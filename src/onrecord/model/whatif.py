"""The answer to "what if somebody had kept silent?"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.answer import CREDIT, Asked
from onrecord.model.pages import ChangeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Who is thought away; `kind` is source, outlet, side or report."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfAnswer:
    """What would be said without somebody: each change with what is said now, and what would be.

    `claims` are left out, for nobody else makes them; `shared` are made by others too and stay. `statuses`
    are those of the last day told of. In `incidents` no `after`: nothing is left of it; no `before`: it parts
    from another.
    """

    asked: Asked
    without: LeftOut
    claims: int
    shared: int
    reports: int
    statuses: tuple[ChangeLine, ...]
    ranges: tuple[ChangeLine, ...]
    grades: tuple[ChangeLine, ...]
    incidents: tuple[ChangeLine, ...]
    credit: str = CREDIT
