"""What would be said without a source, an outlet, a side or a report: derived twice, and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from onrecord.derive import derive
from onrecord.derive.judged import apply
from onrecord.derive.narrow import Sides, conflict_of, day_of
from onrecord.errors import UnknownName
from onrecord.model.answer import Asked
from onrecord.model.control import ControlTimeline
from onrecord.model.incident import Incident
from onrecord.model.pages import ChangeLine
from onrecord.model.picture import Picture
from onrecord.model.source import Source
from onrecord.model.stored import StoredClaim
from onrecord.model.whatif import LeftOut, WhatIfAnswer
from onrecord.parties import Parties
from onrecord.record import changes
from onrecord.record.finding import fold, near
from onrecord.record.lines import Names, end_of
from onrecord.record.record import NOTHING, Record, bare, identity_of

KINDS = ("source", "outlet", "side", "report")
_SHORTEST_ID = 6  # characters of a report's id that are taken for one
# Who of a claim falls silent: the places of its sources, or -1 for the outlet's own voice.
Silent = Callable[[StoredClaim], tuple[int, ...]]
_OUTLET = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """One reading of what was typed."""

    about: LeftOut
    silent: Silent


def without(record: Record, typed: str, asked: Asked = NOTHING) -> WhatIfAnswer:
    """What the record would say had that source, outlet, side or report kept silent.

    A claim that others make too stays, as theirs. `typed` may say which it is: "side:islamic-state".
    Raises UnknownName where it is nobody, or several.
    """
    held, judgements, parties = record.given(asked)
    judged = apply(held, judgements, parties)
    names = record.names(record.picture(asked))
    found = _fit(typed, (*judged.claims, *judged.rejected), parties.overruled(judged.sides), names)
    silent = {s.claim.id: found.silent(s) for s in (*judged.claims, *judged.rejected)}
    kept = [left for s in held if (left := _less(s, silent[s.claim.id])) is not None]
    # both are derived as of one instant: an absence must not shorten the days
    k = end_of(asked.known_on) if asked.known_on else _last(held)
    before = derive(held, judgements, parties, known_on=k, memo=record.memo)
    after = derive(kept, judgements, parties, known_on=k, memo=record.memo)
    touched = [s for s in held if silent[s.claim.id] and (k is None or s.public_on(k))]
    gone = {s.claim.id for s in touched} - {s.claim.id for s in kept}
    incidents = tuple(_incidents(before, after))
    return WhatIfAnswer(
        asked=asked,
        without=found.about,
        claims=len(gone),
        shared=len(touched) - len(gone),
        reports=len({s.report for s in touched}),
        statuses=tuple(_statuses(before, after, names)),
        ranges=tuple(c for c in incidents if c.what == "toll"),
        grades=tuple(c for c in incidents if c.what == "grade"),
        incidents=tuple(c for c in incidents if c.what == "incident"),
    )


def _last(claims: Sequence[StoredClaim]) -> datetime | None:
    return max((t for s in claims for t in (s.public_at, s.withdrawn_at) if t), default=None)


def _less(stored: StoredClaim, silent: Sequence[int]) -> StoredClaim | None:
    """The claim without those of its sources; None where nobody is left to make it."""
    sources = tuple(s for n, s in enumerate(stored.claim.sources) if n not in silent)
    if _OUTLET in silent or (stored.claim.sources and not sources):
        return None
    return replace(stored, claim=replace(stored.claim, sources=sources)) if silent else stored


def _fit(typed: str, claims: Sequence[StoredClaim], parties: Parties, names: Names) -> _Fit:
    """The one thing that was meant, with who falls silent by it in each claim."""
    kind, colon, rest = typed.partition(":")
    wanted = (kind,) if colon and kind in KINDS else KINDS
    word = rest if colon and kind in KINDS else typed
    made = {
        "source": lambda: _source(word, claims, names),
        "outlet": lambda: _outlet(word, claims),
        "side": lambda: _side(word, claims, parties, names),
        "report": lambda: _report(word, claims),
    }
    fits = [fit for k in wanted if word and (fit := made[k]()) is not None]
    if not fits:
        known = {s.outlet for s in claims} | {x.name for s in claims for x in s.claim.sources}
        close = near(word, [*known, *names.sides.values()])
        raise UnknownName(
            f"no source, outlet, side or report {word!r}",
            hint=f"near ones: {', '.join(close)}" if close else "onrecord sources",
        )
    if len(fits) > 1:
        ways = ", ".join(f"{f.about.kind}:{f.about.key}" for f in fits)
        raise UnknownName(f"{word!r} may be several", hint=f"say which: {ways}")
    return fits[0]


def _source(word: str, claims: Sequence[StoredClaim], names: Names) -> _Fit | None:
    """A source by its key or by any of its wordings; unnamed ones of one wording fall silent together."""
    keys: dict[str, Source] = {}
    for stored in claims:
        for source in stored.claim.sources:
            key = identity_of(source, stored)
            known = {fold(source.name), fold(source.as_written), bare(source.as_written)}
            known |= {fold(names.actor(source.actor))} if source.actor else set()
            if word == key or fold(word) in known or bare(word) in known:
                keys.setdefault(key, source)
    if not keys:
        return None
    key, first = next(iter(keys.items()))

    def silent(stored: StoredClaim) -> tuple[int, ...]:
        return tuple(n for n, s in enumerate(stored.claim.sources) if identity_of(s, stored) in keys)

    name = names.actor(first.actor) if first.actor else first.name
    return _Fit(about=LeftOut(kind="source", key=key, name=name), silent=silent)


def _outlet(word: str, claims: Sequence[StoredClaim]) -> _Fit | None:
    """All that an outlet published, or that is an agency's wire copy."""
    spelled = {n for s in claims for n in (s.outlet, s.agency) if n and fold(n) == fold(word)}
    if not spelled:
        return None
    name = min(spelled)

    def silent(stored: StoredClaim) -> tuple[int, ...]:
        return (_OUTLET,) if spelled & {stored.outlet, stored.agency} else ()

    return _Fit(about=LeftOut(kind="outlet", key=name, name=name), silent=silent)


def _side(word: str, claims: Sequence[StoredClaim], parties: Parties, names: Names) -> _Fit | None:
    """All that speaks for a side on the day it speaks of, its media included."""
    of = {s.claim.id: _sides_of(s, parties) for s in claims}
    speaking = {side for sides in of.values() for side in sides if side}
    known = speaking | set(names.sides)
    meant = sorted(s for s in known if word == s or fold(word) == fold(names.side(s)))
    if not meant:
        return None
    side = meant[0]

    def silent(stored: StoredClaim) -> tuple[int, ...]:
        sides = of[stored.claim.id]
        if not stored.claim.sources:
            return (_OUTLET,) if sides[0] == side else ()
        return tuple(n for n, spoken in enumerate(sides) if spoken == side)

    return _Fit(about=LeftOut(kind="side", key=side, name=names.side(side)), silent=silent)


def _sides_of(stored: StoredClaim, parties: Parties) -> tuple[str, ...]:
    """The side each source speaks for; of a claim that cites nobody, the side of who published it."""
    sides = Sides(parties=parties, conflict=conflict_of(stored, parties), day=day_of(stored))
    if not stored.claim.sources:
        return (sides.of(stored.publisher_party),)
    return tuple(sides.of(s.party) or sides.of(s.actor) for s in stored.claim.sources)


def _report(word: str, claims: Sequence[StoredClaim]) -> _Fit | None:
    """One report by its address, or by the beginning of its id."""
    meant = {
        s.report: s
        for s in claims
        if word == s.url or word == s.report or (len(word) >= _SHORTEST_ID and s.report.startswith(word))
    }
    if len(meant) != 1:
        return None
    ((id, first),) = meant.items()

    def silent(stored: StoredClaim) -> tuple[int, ...]:
        return (_OUTLET,) if stored.report == id else ()

    return _Fit(about=LeftOut(kind="report", key=id, name=first.title or first.url or id), silent=silent)


def _statuses(before: Picture, after: Picture, names: Names) -> Iterator[ChangeLine]:
    """Who holds what on the last day told of, each place once."""
    for timeline in before.timelines:
        other = after.timeline(timeline.place)
        day = timeline.days[-1].day if timeline.days else None
        was, now = (_told_on(day, t, names) for t in (timeline, other))
        if was != now and day is not None:
            yield ChangeLine(
                what="status",
                subject=timeline.place,
                subject_name=f"{timeline.name}, {day.isoformat()}",
                before=was,
                after=now,
            )


def _told_on(day: date | None, timeline: ControlTimeline | None, names: Names) -> str:
    found = next((d for d in timeline.days if d.day == day), None) if timeline else None
    return changes.told(found, names) or "unknown"


def _incidents(before: Picture, after: Picture) -> Iterator[ChangeLine]:
    """Each incident against the one that keeps most of its claims; those of which nothing is left."""
    heirs: set[str] = set()
    for incident in before.incidents:
        heir = _heir(incident, after)
        if heir is None:
            yield changes.about(incident, "incident", changes.short(incident), "")
            continue
        heirs.add(heir.id)
        for line in changes.tolls(incident, heir):
            yield replace(line, subject=incident.id)
        grades = tuple(i.grade.name.value if i.grade else "" for i in (incident, heir))
        if grades[0] != grades[1]:
            yield changes.about(incident, "grade", *grades)
    for incident in after.incidents:
        if incident.id not in heirs:
            yield changes.about(incident, "incident", "", changes.short(incident))


def _heir(incident: Incident, after: Picture) -> Incident | None:
    mine = set(incident.claims)
    shared = [(len(mine & set(i.claims)), i.id == incident.id, i.id, i) for i in after.incidents]
    best = max((s for s in shared if s[0]), key=lambda s: s[:3], default=None)
    return best[3] if best else None
