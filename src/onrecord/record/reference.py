"""What pages look up in one picture and its claims: each list is made once, when it is first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property

from onrecord.model.answer import IncidentLine, PlaceLine, SourceLine
from onrecord.model.incident import Incident
from onrecord.model.picture import Picture
from onrecord.model.place import Place, PlaceRef
from onrecord.model.source import Source
from onrecord.model.stored import StoredClaim
from onrecord.record import finding
from onrecord.record.finding import Filters
from onrecord.record.lines import Names, incident_line
from onrecord.record.record import identity_of, source_line
from onrecord.record.shelf import Shelf, by

_NEVER = datetime.min.replace(tzinfo=UTC)


class Reference(Shelf):
    """A shelf with the lists of lines that pages show."""

    def __init__(self, picture: Picture, claims: Sequence[StoredClaim], names: Names) -> None:
        super().__init__(picture, claims)
        self.names = names

    # Places

    def place(self, typed: str, listed: Sequence[Place]) -> PlaceLine:
        """The place that an id or a name stands for, as `finding.place` has it. Raises UnknownName."""
        ids = {p.id for p in listed} | {typed} | self._places_called.get(finding.fold(typed), frozenset())
        told = [s for id in sorted(ids) for s in self.by_ref.get(id, ())]
        fits = tuple({s.claim.id: s for s in told}.values())
        return finding.place(typed, fits or self.claims, listed)

    @cached_property
    def by_ref(self) -> Mapping[str, Sequence[StoredClaim]]:
        """The claims that name each place, be it beside another."""
        return by((ref.id, s) for s in self.claims for ref in _refs(s))

    @cached_property
    def best_names(self) -> Mapping[str, PlaceRef]:
        """Each place by its plain name: not "east of X"."""
        found: dict[str, PlaceRef] = {}
        for stored in self.claims:
            ref = stored.claim.place
            if ref is not None and (ref.id not in found or _plainer(ref, found[ref.id])):
                found[ref.id] = ref
        return found

    @cached_property
    def _places_called(self) -> Mapping[str, frozenset[str]]:
        names = {(r.id, name) for s in self.claims for r in _refs(s) for name in (r.name, r.as_written)}
        found = by((finding.fold(name), id) for id, name in names)
        return {name: frozenset(ids) for name, ids in found.items()}

    # Incidents

    def line(self, incident: Incident) -> IncidentLine:
        """An incident as a line."""
        if incident.id not in self._lines:
            demo = bool(self.demo & set(incident.claims))
            self._lines[incident.id] = incident_line(incident, self, self.names, demo)
        return self._lines[incident.id]

    @cached_property
    def at(self) -> Mapping[str, Sequence[Incident]]:
        """The incidents of each place and area, by day."""
        found = by((id, i) for i in self.picture.incidents if i.place for id in (i.place.id, *i.place.within))
        return {id: sorted(held, key=by_day) for id, held in found.items()}

    def fitting(self, filters: Filters) -> tuple[IncidentLine, ...]:
        """Incidents that pass the filters, by time."""
        lines = ((self.line(i), i) for i in self.picture.incidents)
        return tuple(line for line, incident in lines if filters.fits(line, incident))

    @cached_property
    def _lines(self) -> dict[str, IncidentLine]:
        return {}

    # Who speaks

    @cached_property
    def sources(self) -> Sequence[SourceLine]:
        """Who speaks, the most cited first."""
        lines = [source_line(key, said, self.names) for key, said in self._said.items()]
        return sorted(lines, key=lambda s: (-s.n_claims, s.key))

    @cached_property
    def source(self) -> Mapping[str, SourceLine]:
        """Each source by its key."""
        return {line.key: line for line in self.sources}

    @cached_property
    def by_source(self) -> Mapping[str, Sequence[StoredClaim]]:
        """The claims of each source, by the key under which it is one over the record."""
        return {key: tuple({s.claim.id: s for _, s in said}.values()) for key, said in self._said.items()}

    @cached_property
    def _said(self) -> Mapping[str, Sequence[tuple[Source, StoredClaim]]]:
        return by((identity_of(x, s), (x, s)) for s in self.claims for x in s.claim.sources)

    @cached_property
    def outlets(self) -> Sequence[tuple[str, int]]:
        """Who published, or whose wire copy it is, with the number of claims, the busiest first."""
        counts = Counter(n for s in self.claims for n in {s.outlet, s.agency} if n)
        return sorted(counts.items(), key=lambda x: (-x[1], x[0]))


def by_day(incident: Incident) -> tuple[bool, datetime, str]:
    """Incidents by when they begin; those without a day come last."""
    at = incident.start or incident.end
    return at is None, at or _NEVER, incident.id


def _refs(stored: StoredClaim) -> Iterable[PlaceRef]:
    claim = stored.claim
    return (*((claim.place,) if claim.place else ()), *claim.places_also)


def _plainer(one: PlaceRef, other: PlaceRef) -> bool:
    return (bool(one.relation), one.name) < (bool(other.relation), other.name)
