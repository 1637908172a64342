"""Rows of what was the answer, for a time v, while the public record ended at a day k (HOUSE, Times).

Both times are half-open: [public_from, public_to) in whole days of publication, [valid_from, valid_to). An
open end of public time is None: it is the answer still. An open end of valid time is None: it is the answer
up to the end of what is public.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onrecord.model.control import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlVersion:
    """Who held a place over a stretch of valid time, as one could know it over a stretch of public time."""

    place: str
    name: str
    valid_from: datetime
    valid_to: datetime | None
    status: Status
    holder: str
    millionths: int  # probability of the holder, or of a fight where the place is contested
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentVersion:
    """An incident with its reported dead, as one could know it over a stretch of public time."""

    incident: str
    event_type: str
    place: str
    valid_from: datetime | None
    valid_to: datetime | None
    low: int | None
    best: int | None
    high: int | None
    open: bool
    grade: str
    origins: int
    gatekeepers: int
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLine:
    """One place on the day asked about; `since` = when this status began, `n_claims` bear it out."""

    place: str
    name: str
    status: Status
    holder: str
    millionths: int
    since: datetime
    n_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlAnswer:
    """Who held each place at the end of the day `on`, as the public could know at the end of `known_on`."""

    on: date
    known_on: date
    places: tuple[ControlLine, ...]
