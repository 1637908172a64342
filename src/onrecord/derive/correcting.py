"""What of a claim a person may put right: one table, for the check of a decision and for the derivation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from onrecord.errors import BadJudgement
from onrecord.model.actor import Actor, ActorRef
from onrecord.model.claim import (
    Claim,
    Count,
    EventType,
    Extent,
    HarmKind,
    Modality,
    Polarity,
    TimeRef,
    Unit,
    VictimClass,
)
from onrecord.model.place import Match, Place, PlaceRef
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Interval

# Fields whose value is one of a closed set.
CLOSED: dict[str, type[StrEnum]] = {
    "event_type": EventType,
    "extent": Extent,
    "polarity": Polarity,
    "modality": Modality,
}
UNKNOWN = "unknown"  # as a value: nothing is told of it
ROLES = ("agent", "target", "source")  # who a decision about an actor may be about; the first unless told
_NUMBER = re.compile(r"(\d{1,9})(?:(\+)|\s*-\s*(\d{1,9}))?")
_NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correctable:
    """One field: what its value looks like, how it reads now, and the claim with another value."""

    takes: str
    read: Callable[[Claim, str], str]
    put: Callable[[Claim, str, str], Claim]


def corrected(claim: Claim, field: str, value: str) -> Claim:
    """The claim with a field as a person says. Raises BadJudgement where that cannot be."""
    name, _, part = field.partition(":")
    entry = CORRECTABLE.get(name)
    if entry is None or (part and name not in _COUNTED):
        raise BadJudgement(
            f"{field!r} is no field to correct" if field else "choose the field to correct",
            hint=", ".join(CORRECTABLE),
        )
    return entry.put(claim, field, value.strip())


def reads(claim: Claim, field: str) -> str:
    """What a correctable field of a claim says, as a person would write it."""
    return CORRECTABLE[field.partition(":")[0]].read(claim, field)


def moved(stored: StoredClaim, place: Place | None) -> StoredClaim:
    """The claim at the place a person names, the report's own words kept; None: it tells no place we know."""
    claim = stored.claim
    if place is None:
        return replace(stored, claim=replace(claim, place=None))
    was = claim.place
    ref = PlaceRef(
        as_written=was.as_written if was else place.name,
        span=was.span if was else None,
        id=place.id,
        name=place.name,
        kind=place.kind,
        country=place.country,
        within=place.parents,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        match=Match.CODED,
        zone=place.zone,
    )
    others = tuple(p for p in claim.places_also if p.id != place.id)
    return replace(stored, claim=replace(claim, place=ref, places_also=others))


def cast(stored: StoredClaim, role: str, actor: Actor | None) -> StoredClaim:
    """The claim with a person's word on who did it, to whom, or for whom its sources speak; None: unknown.

    A report that cites nobody speaks for the party itself. Raises BadJudgement for another role.
    """
    claim = stored.claim
    if role == "source":
        if actor is None:
            raise BadJudgement("a source speaks for a party", hint="decide on its interest instead")
        if not claim.sources:
            return replace(stored, publisher_party=actor.id)
        spoken = tuple(replace(s, party=actor.id, party_text=actor.name) for s in claim.sources)
        return replace(stored, claim=replace(claim, sources=spoken))
    if role not in ROLES:
        raise BadJudgement(f"{role!r} is nobody's part in a claim", hint=", ".join(ROLES))
    was: tuple[ActorRef, ...] = claim.agents if role == "agent" else claim.targets
    now: tuple[ActorRef, ...] = ()
    if actor is not None:
        first = was[0] if was else ActorRef(as_written=actor.name)
        now = (replace(first, id=actor.id, name=actor.name, kind=actor.kind),)
    part: dict[str, Any] = {f"{role}s": now}
    return replace(stored, claim=replace(claim, **part))


def _of_set(kind: type[StrEnum]) -> Correctable:
    def put(claim: Claim, field: str, value: str) -> Claim:
        if value not in set(kind):
            raise BadJudgement(f"{value!r} cannot stand in {field}", hint=", ".join(kind))
        chosen: dict[str, Any] = {field: kind(value)}
        return replace(claim, **chosen)

    return Correctable(takes=", ".join(kind), read=lambda c, f: str(getattr(c, f)), put=put)


def _read_time(claim: Claim, _field: str) -> str:
    interval = claim.time.interval if claim.time else None
    if interval is None:
        return _NOT_TOLD
    days = (interval.first_day, interval.last_day)
    return "/".join(dict.fromkeys(d.isoformat() for d in days))


def _put_time(claim: Claim, _field: str, value: str) -> Claim:
    """Days of the place's own zone, both included."""
    was = claim.time or TimeRef(as_written="")
    if value == UNKNOWN:
        return replace(claim, time=replace(was, interval=None))
    first, _, last = value.partition("/")
    zone = (was.interval.zone if was.interval else "") or (claim.place.zone if claim.place else "") or "UTC"
    try:
        days = (date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip()))
        interval = Interval.of_days(*days, zone=zone)
    except ValueError as error:
        raise BadJudgement(
            f"{value!r} are no days", hint="2017-11-13, 2017-11-13/2017-11-15, or unknown"
        ) from error
    return replace(claim, time=replace(was, interval=interval, cumulative=False))


def _counts_of(claim: Claim, field: str) -> list[Count]:
    """The counts a field means: whole ones of its kind, and of its class of victims where it names one."""
    kind, _, who = field.partition(":")
    return [
        c
        for c in claim.counts
        if c.kind == kind and c.unit is Unit.PERSONS and (c.victims == who if who else not c.of_whom)
    ]


def _read_count(claim: Claim, field: str) -> str:
    told = [_figure(c) for c in _counts_of(claim, field)]
    return ", ".join(told) or _NOT_TOLD


def _figure(count: Count) -> str:
    if count.high is None:
        return f"{count.low or 0}+"
    low = count.low or 0
    return str(low) if low == count.high else f"{low}-{count.high}"


def _put_count(claim: Claim, field: str, value: str) -> Claim:
    kind, _, who = field.partition(":")
    if who and who not in set(VictimClass):
        raise BadJudgement(f"{who!r} is no class of victims", hint=", ".join(VictimClass))
    meant = _counts_of(claim, field)
    if len(meant) > 1:
        classes = ", ".join(f"{kind}:{c.victims}" for c in meant)
        raise BadJudgement(f"the claim has several counts of {kind}", hint=f"say which: {classes}")
    rest = tuple(c for c in claim.counts if c not in meant)
    if value == UNKNOWN:
        return replace(claim, counts=rest)
    was = meant[0] if meant else Count(kind=HarmKind(kind), victims=VictimClass(who or "people"))
    low, high = _range(value)
    # the words are the report's and stay; "about" and "another" no longer tell how to read them
    now = replace(was, low=low, high=high, approx=False, as_written=was.as_written or value)
    return replace(
        claim, counts=tuple(now if c in meant else c for c in claim.counts) if meant else (*rest, now)
    )


def _range(value: str) -> tuple[int, int | None]:
    found = _NUMBER.fullmatch(value)
    if found is None:
        raise BadJudgement(f"{value!r} is no number of people", hint="12, 12-15, 12+ or unknown")
    low = int(found[1])
    high = None if found[2] else int(found[3] or low)
    if high is not None and high < low:
        raise BadJudgement(f"{value!r} ends below its start", hint="12-15")
    return low, high


_COUNTED = frozenset(HarmKind)
# Every field of a claim that `judge correct` takes, and that the derivation applies; nothing else is either.
CORRECTABLE: dict[str, Correctable] = {
    **{name: _of_set(kind) for name, kind in CLOSED.items()},
    "time": Correctable(takes="DAY or DAY/DAY or unknown", read=_read_time, put=_put_time),
    **{
        kind.value: Correctable(takes="12, 12-15, 12+ or unknown", read=_read_count, put=_put_count)
        for kind in HarmKind
    },
}
