"""The derived tables brought up to date, and what is asked of them.

For every day of publication they hold the answers as known at its end. A report or a decision that comes in
later changes no earlier day than its own: from that day on the days are derived again, and only what depends
on it is worked out anew. Thrown away and made again, the tables are the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

from onrecord import codec
from onrecord.derive import VERSION, derive
from onrecord.derive.picture import STILL
from onrecord.derive.versions import control_rows, incident_rows
from onrecord.errors import InputError
from onrecord.model.judgement import Judgement
from onrecord.model.stored import StoredClaim
from onrecord.model.version import ControlAnswer, ControlLine
from onrecord.parties import Parties
from onrecord.project.opened import Project, Tell, silent
from onrecord.record.lines import end_of

_MOMENT = timedelta(microseconds=1)


def bring_up_to_date(project: Project, tell: Tell = silent) -> int:
    """Derive the days of publication whose answers are not on record or rest on something else; how many."""
    claims, judgements, parties = project.record.given()
    wanted = rests_on(claims, judgements, parties)
    held = project.store.derived_days()
    stale = [day for day, mark in wanted.items() if held.get(day) != mark]
    stale += [day for day in held if day not in wanted]
    if not stale:
        return 0
    first = min(stale)
    project.store.forget_derived(first)
    days = [day for day in wanted if day >= first]
    for n, day in enumerate(days):
        if n % 50 == 0 and len(days) > 50:
            tell(f"deriving the days as they were known: {day}, {len(days) - n} to go")
        picture = derive(claims, judgements, parties, known_on=end_of(day), memo=project.record.memo)
        project.store.keep_derived(day, wanted[day], control_rows(picture), incident_rows(picture))
    return len(days)


def control(project: Project, on: date | None, known_on: date | None, tell: Tell = silent) -> ControlAnswer:
    """Who held each place on a day, as known on another; by default the last day of publication.

    Raises InputError for a day of which nothing was public, or that had not come yet on the day known.
    """
    bring_up_to_date(project, tell)
    held = project.store.derived_days()
    if not held:
        return ControlAnswer(on=on or date.min, known_on=known_on or date.min, places=())
    known = max((day for day in held if known_on is None or day <= known_on), default=None)
    if known is None:
        raise InputError(f"nothing was public by {known_on}", hint=f"the first day is {min(held)}")
    day = on or known
    if day > known:
        raise InputError(f"{day} lies after what was public by {known}", hint="ask for an earlier --on")
    names = {side: name for c in project.parties.conflicts for side, name in c.side_names}
    actors = {actor.id: actor.name for actor in project.parties.actors}
    lines = [
        ControlLine(
            place=v.place,
            name=v.name,
            status=v.status,
            holder=names.get(v.holder) or actors.get(v.holder, v.holder),
            millionths=v.millionths,
            since=v.valid_from,
            n_claims=len(v.claims),
        )
        for v in project.store.control_at(end_of(day) - _MOMENT, known)
    ]
    return ControlAnswer(on=day, known_on=known, places=tuple(sorted(lines, key=lambda p: (p.name, p.place))))


def rests_on(
    claims: Iterable[StoredClaim], judgements: Iterable[Judgement], parties: Parties
) -> Mapping[date, str]:
    """Every day of publication with a hash of what its answers rest on: claims by then, decisions, tables."""
    told: dict[date, list[str]] = defaultdict(list)
    for stored in claims:
        claim = stored.claim
        told[_day(stored.public_at)].append(f"+{claim.reading}/{claim.id}")
        if stored.withdrawn_at is not None:
            told[_day(stored.withdrawn_at)].append(f"-{claim.reading}/{claim.id}")
    tables = codec.to_json((parties.actors, parties.conflicts))
    mark = _hash(VERSION, tables, *sorted(j.id for j in judgements))
    out: dict[date, str] = {}
    for day in _days(told):
        if day in told:
            mark = _hash(mark, *sorted(told[day]))
        out[day] = _hash(mark, day.isoformat())
    return out


def _days(told: Iterable[date]) -> Iterator[date]:
    """From the first day to the last, without those on which nothing changes any more."""
    events = sorted(told)
    for day, following in pairwise([*events, *events[-1:]]):
        yield day
        quiet = (following - day).days - 1
        yield from (day + timedelta(days=n) for n in range(1, min(quiet, STILL.days) + 1))


def _day(at: datetime) -> date:
    """The day of publication of an instant: what is public at midnight belongs to the day that ends."""
    return (at - _MOMENT).date()


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
