"""Who really holds each place of a simulated war, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.simulate.chance import Chance
from onrecord.simulate.parameters import Parameters

CONTESTED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A stretch of days with one state: a side, or '' while it is fought over.

    `defender` held the place before, `attacker` tried to take it; both '' for the first spell of a place.
    """

    place: str
    number: int
    state: str
    start: float
    end: float
    defender: str = ""
    attacker: str = ""

    @property
    def key(self) -> str:
        """Id of the change or fight that the spell begins with."""
        return f"{self.place}.{self.number}"

    @property
    def taken(self) -> bool:
        """True if the place has another holder than before."""
        return self.state not in (CONTESTED, self.defender) and self.number > 0


def history(
    place: str, sides: tuple[str, ...], days: int, chance: Chance, parameters: Parameters, pace: float
) -> tuple[Spell, ...]:
    """All spells of a place, one after the other, from day 0 to the last."""
    changes = [*_changes(place, sides, days, chance, parameters, pace)]
    ends = [start for start, *_ in changes[1:]] + [float(days)]
    return tuple(
        Spell(place=place, number=n, state=state, start=start, end=end, defender=was, attacker=by)
        for n, ((start, state, was, by), end) in enumerate(zip(changes, ends, strict=True))
    )


def _changes(
    place: str, sides: tuple[str, ...], days: int, chance: Chance, parameters: Parameters, pace: float
) -> Iterator[tuple[float, str, str, str]]:
    """(when, state, holder before, attacker) of each change of state."""
    p = parameters
    holder = chance.pick(sides, place, "first")
    hot = chance.happens(p.hot_share, place, "hot")
    mean = (p.hot_days if hot else p.quiet_days) / pace
    yield 0.0, holder, "", ""
    now, n = 0.0, 0
    while True:
        n += 1
        now += chance.waiting(mean, place, n, "quiet")
        if now >= days:
            return
        attacker = chance.pick([s for s in sides if s != holder], place, n, "attacker")
        if chance.happens(p.direct_flip, place, n, "flip"):
            yield now, attacker, holder, attacker
            holder = attacker
            continue
        yield now, CONTESTED, holder, attacker
        phases = range(p.fight_phases)
        now += sum(chance.waiting(p.fight_phase_days, place, n, "fight", i) for i in phases)
        if now >= days:
            return
        winner = attacker if chance.happens(p.attacker_wins, place, n, "won") else holder
        yield now, winner, holder, attacker
        holder = winner


def state_at(spells: tuple[Spell, ...], at: float) -> str:
    """The true state just before a moment."""
    return next((s.state for s in reversed(spells) if s.start < at), spells[0].state)
