"""A picture with the claims it was made of, looked up from any side.

A picture is a list, and a page asks for one thing of it: each index is made when it is first asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from onrecord.model.control import ControlTimeline
from onrecord.model.harm import ScopeTotal
from onrecord.model.incident import Contradiction, Incident
from onrecord.model.picture import Picture
from onrecord.model.stored import StoredClaim

K = TypeVar("K")
V = TypeVar("V")


class Shelf:
    """One picture and its claims; neither changes while it is used."""

    def __init__(self, picture: Picture, claims: Sequence[StoredClaim] = ()) -> None:
        self.picture = picture
        self.claims = claims

    @staticmethod
    def of(given: Picture | Shelf) -> Shelf:
        """The shelf itself, or a new one around a picture."""
        return given if isinstance(given, Shelf) else Shelf(given)

    # The picture

    def incident(self, id: str) -> Incident | None:
        """The incident with an id, or the one that holds a claim of that id."""
        return self._incidents.get(id)

    def timeline(self, place: str) -> ControlTimeline | None:
        """Control of a place; None if nothing was ever told of it."""
        return self._timelines.get(place)

    def totals_of(self, scope: str) -> Sequence[ScopeTotal]:
        """What all that lies inside a series, a period or an area adds up to."""
        return self._totals.get(scope, ())

    def against(self, subject: str) -> Sequence[Contradiction]:
        """What contradicts what about an incident or a place."""
        return self._against.get(subject, ())

    def changed(self, claims: Iterable[str]) -> list[str]:
        """What judgements made of these claims."""
        return [told for claim in claims for told in self._changed.get(claim, ())]

    def disputed(self, claims: Iterable[str]) -> Sequence[Contradiction]:
        """What any of these claims contradicts, or is contradicted by."""
        found = {id(c): c for claim in claims for c in self._disputed.get(claim, ())}
        return tuple(found.values())

    @cached_property
    def episodes(self) -> Mapping[str, Sequence[Incident]]:
        """The incidents of each battle."""
        return by((i.episode, i) for i in self.picture.incidents if i.episode)

    @cached_property
    def by_actor(self) -> Mapping[str, Sequence[Incident]]:
        """The incidents that each body is told to have done."""
        return by((actor, i) for i in self.picture.incidents for actor in dict.fromkeys(i.agents))

    # The claims

    @cached_property
    def by_id(self) -> Mapping[str, StoredClaim]:
        """Each claim by its id."""
        return {s.claim.id: s for s in self.claims}

    @cached_property
    def by_place(self) -> Mapping[str, Sequence[StoredClaim]]:
        """The claims about each place."""
        return by((s.claim.place.id, s) for s in self.claims if s.claim.place)

    @cached_property
    def by_edition(self) -> Mapping[str, Sequence[StoredClaim]]:
        """The claims of each edition."""
        return by((s.claim.edition, s) for s in self.claims)

    @cached_property
    def demo(self) -> frozenset[str]:
        """The claims that come from demonstration texts."""
        return frozenset(s.claim.id for s in self.claims if s.demo)

    @cached_property
    def _incidents(self) -> Mapping[str, Incident]:
        found: dict[str, Incident] = {}
        for incident in self.picture.incidents:
            for id in (incident.id, *incident.claims):
                found.setdefault(id, incident)
        return found

    @cached_property
    def _timelines(self) -> Mapping[str, ControlTimeline]:
        return {t.place: t for t in self.picture.timelines}

    @cached_property
    def _totals(self) -> Mapping[str, Sequence[ScopeTotal]]:
        return by((t.scope, t) for t in self.picture.totals)

    @cached_property
    def _against(self) -> Mapping[str, Sequence[Contradiction]]:
        return by((c.subject, c) for c in self.picture.contradictions)

    @cached_property
    def _disputed(self) -> Mapping[str, Sequence[Contradiction]]:
        return by((claim, c) for c in self.picture.contradictions for claim in (*c.first, *c.second))

    @cached_property
    def _changed(self) -> Mapping[str, Sequence[str]]:
        return by(self.picture.changed)


def by(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, in their order."""
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
