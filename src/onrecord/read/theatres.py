"""What leans a report to a country: the bodies it names and where they fight, its date line, its outlet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from onrecord.model.actor import Actor, ActorKind, Conflict
from onrecord.model.report import Edition, FurnitureKind
from onrecord.parties import Parties
from onrecord.read.placepage import Beside

_SOLD = frozenset({"AI", "CC", "CO", "EU", "FM", "IO", "LY", "ME", "TV", "WS"})
_ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY, ActorKind.COALITION})


class Theatres:
    """The countries of the conflicts that a name's body takes part in, by the dated sides of the book."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._fights: dict[str, list[tuple[date | None, date | None, Conflict]]] = defaultdict(list)
        for conflict in parties.conflicts:
            for row in conflict.sides:
                self._fights[row.actor].append((row.since, row.until, conflict))

    def beside(self, edition: Edition, day: date | None) -> Beside:
        """What tells of an edition's country beside the places it names; `day` is the day it is told on."""
        return Beside(
            dateline=_dateline(edition), outlet_country=_country_of(edition.url), theatres=self.on(day)
        )

    def on(self, day: date | None) -> Callable[[str], Mapping[str, float]]:
        """A name -> its countries, of weight 1 together; nowhere for a name of no armed body."""
        return cache(lambda name: self._of(name, day))

    def _of(self, name: str, day: date | None) -> Mapping[str, float]:
        bodies = [a for a in self._parties.find(name, day=day) if a.kind in _ARMED]
        votes: dict[str, float] = defaultdict(float)
        for body in bodies:
            lands = Counter(c for war in self._wars(body, day) for c in war.countries)
            if body.country in lands:
                lands[body.country] += lands.total()
            for country, times in lands.items():
                votes[country] += times / lands.total() / len(bodies)
        return dict(votes)

    def _wars(self, body: Actor, day: date | None) -> Iterable[Conflict]:
        """The conflicts it is named in, else those of what it is part of."""
        for id in self._parties.line(body.id):
            wars = {c.id: c for since, until, c in self._fights.get(id, ()) if _goes_on(c, since, until, day)}
            if wars:
                return wars.values()
        return ()


def _goes_on(war: Conflict, since: date | None, until: date | None, day: date | None) -> bool:
    """Whether a conflict, and the row of a body in it, hold on a day."""
    if day is None:
        return True
    first, last = max(war.since, since or war.since), [d for d in (war.until, until) if d is not None]
    return first <= day and all(day < d for d in last)


def _dateline(edition: Edition) -> str:
    """The words of the line that names the place a report was sent from, '' where there is none."""
    lines = (f.span.of(edition.text) for f in edition.furniture if f.kind is FurnitureKind.DATE_LINE)
    return next((line for line in lines if "(" in line or line.rstrip().endswith(("-", "–", "—"))), "")


def _country_of(url: str) -> str:
    """The country that an outlet's address ends in; '' for .com, and for endings sold all over the world."""
    last = (urlsplit(url).hostname or "").rpartition(".")[2].upper()
    return {"UK": "GB"}.get(last, last) if len(last) == 2 and last not in _SOLD else ""
