"""The filters of an address, the same on every page and in the interface for programs."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from onrecord.errors import InputError, UnknownName
from onrecord.model.answer import IncidentLine
from onrecord.model.claim import EventType, Extent
from onrecord.model.incident import GradeName
from onrecord.model.source import SourceType
from onrecord.record.finding import Filters, fold
from onrecord.record.workbench import Workbench
from onrecord.web.asking import View, day_in, number_in

E = TypeVar("E", bound=StrEnum)
REVIEW_STATES = ("open", "judged")


def filtered(bench: Workbench, view: View) -> tuple[IncidentLine, ...]:
    """Incidents that pass the filters of an address. Raises InputError on a filter that cannot be."""
    query = view.query
    filters = Filters(
        place=query.get("place", ""),
        since=day_in(query, "since"),
        until=day_in(query, "until"),
        event_type=_one_of(EventType, query.get("type", ""), "type"),
        extent=_one_of(Extent, query.get("extent", ""), "extent"),
        actor=query.get("actor", ""),
        grade=_one_of(GradeName, query.get("grade", ""), "grade"),
        killed=number_in(query, "killed", 0) or None,
    )
    try:
        kept = bench.fitting(filters, replace(view.asked, on=None))
    except UnknownName:
        if bench.claims(view.asked):
            raise
        return ()
    if source := _one_of(SourceType, query.get("source", ""), "source"):
        kept = tuple(i for i in kept if any(o.type is source for o in i.origins))
    if text := query.get("text", ""):
        words = set(bench.matching(text, view.asked))
        kept = tuple(i for i in kept if words & set(i.claims) or fold(text) in fold(i.headline))
    if state := query.get("review", ""):
        if state not in REVIEW_STATES:
            raise InputError(f"review={state!r} is no state", hint=" or ".join(REVIEW_STATES))
        wanted = bench.judged_claims() if state == "judged" else bench.open_claims(view.asked)
        kept = tuple(i for i in kept if wanted & {i.id, *i.claims})
    return kept


def _one_of(kind: type[E], typed: str, name: str) -> E | None:
    if not typed:
        return None
    try:
        return kind(typed)
    except ValueError:
        allowed = ", ".join(member.value for member in kind)
        raise InputError(f"{name}={typed!r} is not known", hint=f"one of: {allowed}") from None
