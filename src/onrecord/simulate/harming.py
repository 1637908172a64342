"""What is told of the dead of a simulated war: first words, revisions, totals (RESOLUTION 3.7)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model.source import SourceType
from onrecord.simulate.chance import Chance
from onrecord.simulate.parameters import HarmParameters
from onrecord.simulate.press import OUTLETS, Speaker

WEEK = 7
HOUR = 1 / 24
_SPEAKERS = (
    ("monitor", SourceType.MONITOR),
    ("second monitor", SourceType.MONITOR),
    ("hospital of {}", SourceType.MEDIC),
    ("relief", SourceType.AID_AGENCY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A happening, or a whole week of a place (`total`), with the deaths there really were."""

    id: str
    place: str
    week: str
    start: float
    end: float
    killed: int
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TollWord:
    """One published figure of dead; `high` None = at least; `accused` the side said to have done it."""

    id: str
    speaker: Speaker
    outlet: str
    group: str
    low: int
    high: int | None
    scope: Scope
    accused: str
    published: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """All that makes deaths and words on them."""

    chance: Chance
    parameters: HarmParameters
    sides: tuple[str, ...]
    places: tuple[str, ...]
    days: int

    def words(self) -> tuple[TollWord, ...]:
        """Every figure published, in the order of publication."""
        found = [w for id, scopes in self.weeks() for w in self._week(id, scopes)]
        return tuple(sorted(found, key=lambda w: (w.published, w.id)))

    def weeks(self) -> Iterator[tuple[str, tuple[Scope, ...]]]:
        """Each week of each place, with what happened in it."""
        for place in self.places[: self.parameters.places]:
            for week in range(self.days // WEEK):
                id = f"{place}-w{week + 1:02d}"
                n = self.chance.few(self.parameters.incidents_per_week, id, "incidents")
                happened = (self._scope(f"{id}-i{i + 1}", place, id, float(week * WEEK)) for i in range(n))
                yield id, tuple(happened)

    def _week(self, id: str, scopes: tuple[Scope, ...]) -> Iterator[TollWord]:
        p = self.parameters
        for scope in scopes:
            if self.chance.happens(p.reported, scope.id, "reported"):
                yield from self._incident(scope)
        total = sum(s.killed for s in scopes)
        if total > p.scale and self.chance.happens(p.weekly, id, "weekly"):
            begins = WEEK * (scopes[0].start // WEEK)
            whole = replace(scopes[0], id=id, start=begins, end=begins + WEEK, killed=total, total=True)
            low = math.floor(total * self.chance.between(p.weekly_low, 1.0, id, "share"))
            speaker = Speaker(id="monitor", type=SourceType.MONITOR)
            yield from self._say(f"{id}/total", speaker, low, None, whole, whole.end + 32 * HOUR)

    def _scope(self, id: str, place: str, week: str, begins: float) -> Scope:
        p = self.parameters
        heavy = self.chance.unit(id, "killed") ** (-1 / p.shape) - 1
        start = math.floor(self.chance.between(begins, begins + WEEK, id, "when") * 4) / 4
        return Scope(
            id=id,
            place=place,
            week=week,
            start=start,
            end=min(start + 0.25, begins + WEEK),
            killed=min(p.cap, 1 + math.floor(p.scale * heavy)),
        )

    def _incident(self, scope: Scope) -> Iterator[TollWord]:
        p, chance, dead = self.parameters, self.chance, scope.killed
        order = sorted(_SPEAKERS, key=lambda s: chance.unit(scope.id, s[0], "order"))
        others = sum(chance.happens(p.more_origins, scope.id, n, "another") for n in range(3))
        for name, kind in order[: 1 + others]:
            speaker, key = Speaker(id=name.format(scope.place), type=kind), f"{scope.id}/{name}"
            low = max(1, math.floor(dead * chance.between(p.first_low, 1.0, key, "first")))
            later = chance.between(2, 12, key, "soon") * HOUR
            yield from self._say(f"{key}/first", speaker, low, None, scope, scope.start + later)
            if chance.happens(p.revised, key, "revised"):
                n = max(1, round(dead * chance.between(p.revision_low, p.revision_high, key, "revision")))
                high = n if chance.happens(p.exact, key, "exact") else None
                later = chance.between(24, 60, key, "late") * HOUR
                yield from self._say(f"{key}/revised", speaker, n, high, scope, scope.start + later)
        yield from self._of_parties(scope)

    def _of_parties(self, scope: Scope) -> Iterator[TollWord]:
        """The accused may say less, its rival more."""
        p, chance, dead = self.parameters, self.chance, scope.killed
        accused = chance.pick(self.sides, scope.id, "accused")
        rival = next(s for s in self.sides if s != accused)
        if chance.happens(p.minimised, scope.id, "minimised"):
            n = math.floor(dead * chance.between(0, p.minimum_high, scope.id, "minimum"))
            speaker = Speaker(id=f"{accused} army", type=SourceType.MILITARY, side=accused)
            at = scope.start + chance.between(5, 40, scope.id, "less") * HOUR
            yield from self._say(f"{scope.id}/less", speaker, n, n, scope, at)
        if chance.happens(p.exaggerated, scope.id, "exaggerated"):
            share = chance.between(p.exaggeration_low, p.exaggeration_high, scope.id, "exaggeration")
            n, speaker = (
                math.floor(dead * share),
                Speaker(id=f"{rival} television", type=SourceType.STATE_MEDIA, side=rival),
            )
            at = scope.start + chance.between(2, 30, scope.id, "more") * HOUR
            yield from self._say(f"{scope.id}/more", speaker, n, n, scope, at)

    def _say(
        self, key: str, speaker: Speaker, low: int, high: int | None, scope: Scope, at: float
    ) -> Iterator[TollWord]:
        accused = "" if scope.total else self.chance.pick(self.sides, scope.id, "accused")
        count = self.chance.few(self.parameters.copies, key, "copies")
        first = TollWord(
            id=key,
            speaker=speaker,
            outlet=self._outlet(key) if not speaker.side else f"{speaker.side} outlet 1",
            group=key if count else "",
            low=low,
            high=high,
            scope=scope,
            accused=accused,
            published=at,
        )
        yield first
        for n in range(count):
            copy = f"{key}/copy{n}"
            when = at + self.chance.between(0, 2, copy, "when")
            yield replace(first, id=copy, outlet=self._outlet(copy), published=when)

    def _outlet(self, key: str) -> str:
        return f"Outlet {self.chance.pick(range(OUTLETS), key, 'outlet') + 1}"
