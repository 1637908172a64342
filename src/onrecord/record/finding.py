"""Finds what a person means: a place by any of its names, incidents by filters, near ones on a miss."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from onrecord.errors import UnknownName
from onrecord.model.answer import IncidentLine, PlaceLine
from onrecord.model.claim import EventType, Extent, HarmKind
from onrecord.model.incident import GradeName, Incident
from onrecord.model.place import Place, PlaceRef
from onrecord.model.stored import StoredClaim
from onrecord.record.lines import place_line

NEAR = 5  # how many near names are offered on a miss
# Below this likeness (difflib's ratio) a name is no help any more: "Aleppo" is near "Alepo", not "Palermo".
LIKENESS = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of incidents is narrowed to; None and '' ask nothing."""

    place: str = ""
    since: date | None = None
    until: date | None = None
    event_type: EventType | None = None
    extent: Extent | None = None
    actor: str = ""
    grade: GradeName | None = None
    killed: int | None = None  # reported high of the killed, or open

    def fits(self, line: IncidentLine, incident: Incident) -> bool:
        """True if an incident passes all of them; an undated one passes every date."""
        return (
            self._where(incident)
            and (self.since is None or line.last_day is None or line.last_day >= self.since)
            and (self.until is None or line.first_day is None or line.first_day <= self.until)
            and self.event_type in (None, incident.event_type)
            and self.extent in (None, incident.extent)
            and self._who(line, incident)
            and self.grade in (None, line.grade)
            and (self.killed is None or self._killed(line) >= self.killed)
        )

    def _where(self, incident: Incident) -> bool:
        where = incident.place
        if not self.place:
            return True
        return where is not None and (where.id == self.place or self.place in where.within)

    def _who(self, line: IncidentLine, incident: Incident) -> bool:
        wanted = fold(self.actor)
        known = (*line.agents, *incident.agents, *incident.agent_sides, *incident.target_sides)
        return not wanted or any(wanted in fold(name) for name in known)

    @staticmethod
    def _killed(line: IncidentLine) -> int:
        highs = [t.high for t in line.tolls if t.kind is HarmKind.KILLED and t.high is not None]
        return max(highs, default=0)


def fold(name: str) -> str:
    """A name without case, accents, apostrophes and spaces, to compare what people type."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum())


def place(typed: str, claims: Sequence[StoredClaim], listed: Sequence[Place]) -> PlaceLine:
    """The place of the record that `typed` names, by id, by a name in a report, or by a gazetteer's name.

    Of several the one with the most claims. Raises UnknownName with near ones as its hint.
    """
    refs = [ref for stored in claims for ref in _refs(stored)]
    counts = Counter(ref.id for ref in refs)
    wanted, ids = fold(typed), {p.id for p in listed}
    fits = [r for r in refs if typed == r.id or wanted in (fold(r.name), fold(r.as_written)) or r.id in ids]
    if not fits:
        raise UnknownName(f"no report names a place {typed!r}", hint=_hint(typed, refs, bool(claims)))
    # the plain name before "east of X", and the most told before the seldom told
    best = max(
        fits, key=lambda r: (wanted == fold(r.name) or typed == r.id, counts[r.id], not r.relation, r.id)
    )
    return place_line(best, counts[best.id])


def near(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """Names that resemble what was typed, the nearest first; those that begin with it before all."""
    by_key = {fold(name): name for name in names}
    wanted = fold(typed)
    begin = sorted(key for key in by_key if len(wanted) >= 3 and (key.startswith(wanted) or wanted in key))
    alike = get_close_matches(wanted, by_key, n=NEAR, cutoff=LIKENESS)
    return tuple(by_key[key] for key in dict.fromkeys([*begin, *alike]))[:NEAR]


def _refs(stored: StoredClaim) -> tuple[PlaceRef, ...]:
    claim = stored.claim
    return (*((claim.place,) if claim.place else ()), *claim.places_also)


def _hint(typed: str, refs: Sequence[PlaceRef], told_anything: bool) -> str:
    close = near(typed, [n for r in refs for n in (r.name, r.as_written)])
    if close:
        return f"near ones on record: {', '.join(close)}"
    told = Counter(r.name for r in refs).most_common(NEAR)
    most = ", ".join(name for name, _ in told)
    if most:
        return f"most told of: {most}"
    if told_anything:
        return "no claim on record says where: onrecord problems, onrecord incidents"
    return "the record is empty, or nothing was public by then: onrecord add PATH"
