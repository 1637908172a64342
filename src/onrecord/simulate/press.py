"""What is published about control in a simulated war: statements, misreadings of them, and copies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.model.claim import EventType
from onrecord.model.source import SourceType
from onrecord.simulate.chance import Chance
from onrecord.simulate.parameters import Habit, Only, Parameters, What, Who
from onrecord.simulate.truth import CONTESTED, Spell, state_at

MOUTHS = (
    ("army", SourceType.MILITARY),
    ("television", SourceType.STATE_MEDIA),
    ("allies", SourceType.PARTY_MEDIA),
)
OUTLETS, OWN_OUTLETS = 35, 4  # of no side; of each side
# A copy with a new date says it was shortly before the copy was published.
NEW_DATE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks of a simulated war; `side` '' = of no side."""

    id: str
    type: SourceType
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One published claim on control, as it is read; times in days since the war began.

    `happening` is the true happening it tells of, '' for a state; `group` the copies that a detector finds
    together, '' where it finds none; `speaker` None = unattributed.
    """

    id: str
    speaker: Speaker | None
    outlet: str
    outlet_side: str
    group: str
    event: EventType
    place: str
    agent: str
    target: str
    start: float
    end: float
    published: float
    denied: bool
    happening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody says, before anybody reads or copies it."""

    key: str
    who: str  # a side, a monitor, or residents
    place: str
    event: EventType
    agent: str
    target: str
    stated: float
    published: float
    happening: str
    denied: bool = False
    copies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """All that makes statements and copies of them."""

    chance: Chance
    parameters: Parameters
    sides: tuple[str, ...]
    places: tuple[str, ...]
    days: int
    flood: bool

    def words(self, histories: Iterable[tuple[Spell, ...]]) -> tuple[Word, ...]:
        """Everything published on control, in the order of publication."""
        said = (s for spells in histories for s in (*self._on_changes(spells), *self._daily(spells)))
        found = [w for s in said if s.published < self.days for w in self._published(s)]
        return tuple(sorted(found, key=lambda w: (w.published, w.id)))

    def _on_changes(self, spells: tuple[Spell, ...]) -> Iterator[Statement]:
        for spell in spells[1:]:
            fight = spell.state == CONTESTED
            habits = self.parameters.fighting if fight else self.parameters.settled
            for n, habit in enumerate(habits):
                key = f"{spell.key}/{n}"
                if self._speaks(habit, spell) and self.chance.happens(habit.p, key, "speaks"):
                    yield self._statement(habit, spell, key)

    def _speaks(self, habit: Habit, spell: Spell) -> bool:
        if habit.what in (What.ADMITS, What.DENIES) and not spell.taken:
            return False
        side = spell.attacker if spell.state == CONTESTED else spell.state
        return habit.only is Only.ALL or (habit.only is Only.LEAN) == (side == self.sides[0])

    def _statement(self, habit: Habit, spell: Spell, key: str) -> Statement:
        loser = spell.defender if spell.taken else spell.attacker
        who = {
            Who.WINNER: spell.state,
            Who.LOSER: loser,
            Who.ATTACKER: spell.attacker,
            Who.DEFENDER: spell.defender,
        }.get(habit.who, habit.who.value)
        later = self.chance.between(habit.least, habit.most, key, "delay")
        if habit.mean > 0:
            later = habit.least + self.chance.waiting(habit.mean, key, "delay")
        event, agent, target, denied = self._what(habit, spell, loser, who, key)
        about = {What.GAIN: "claimed", What.FIGHT: "clash"}.get(habit.what, "capture")
        return Statement(
            key=key,
            who=who,
            place=spell.place,
            event=event,
            agent=agent,
            target=target,
            stated=spell.start + habit.stated,
            published=spell.start + later,
            happening="" if event is EventType.CONTROL_HELD else f"{spell.key}.{about}",
            denied=denied,
        )

    def _what(
        self, habit: Habit, spell: Spell, loser: str, who: str, key: str
    ) -> tuple[EventType, str, str, bool]:
        """(event, agent, target, denied) of what a habit says at a change."""
        gained, held = EventType.CONTROL_GAINED, EventType.CONTROL_HELD
        if habit.what is What.OUTCOME:
            side = spell.state
            if self.chance.happens(habit.wrong, key, "wrong"):
                side = self.chance.pick([s for s in self.sides if s != side], key, "instead")
            other = loser if side != loser else spell.state
            return (gained, side, other, False) if spell.taken else (held, side, "", False)
        if habit.what is What.ADMITS:
            return EventType.CONTROL_LOST, loser, spell.state, False
        if habit.what is What.DENIES and self.chance.happens(0.5, key, "denies"):
            return gained, spell.state, loser, True
        if habit.what in (What.DENIES, What.HOLD):
            return held, who, "", False
        if habit.what is What.GAIN:
            return gained, spell.attacker, spell.defender, False
        return EventType.CLASH, "", "", False

    def _daily(self, spells: tuple[Spell, ...]) -> Iterator[Statement]:
        """Words that the place is still held, and captures that never were."""
        p, place = self.parameters, spells[0].place
        for day in range(self.days):
            state = state_at(spells, day + 1e-9)
            if state == CONTESTED:
                continue
            for who, rate in ((state, p.upkeep), (Who.MONITOR.value, p.monitor_upkeep)):
                if self.chance.happens(rate, place, day, who, "upkeep"):
                    yield self._idle(f"{place}/{day}/{who}", who, place, day, state)
            for side in self.sides:
                flooding = self.flood and side == self.sides[0]
                rate = p.flood_phantom if flooding else p.phantom
                if side != state and self.chance.happens(rate, place, day, side, "phantom"):
                    said = self._idle(f"{place}/{day}/{side}/phantom", side, place, day, side)
                    yield replace(
                        said,
                        event=EventType.CONTROL_GAINED,
                        target=state,
                        happening=f"{place}.{day}.{side}.phantom",
                        copies=p.flood_copies if flooding else None,
                    )

    def _idle(self, key: str, who: str, place: str, day: int, side: str) -> Statement:
        at = day + self.chance.unit(key, "hour")
        return Statement(
            key=key,
            who=who,
            place=place,
            event=EventType.CONTROL_HELD,
            agent=side,
            target="",
            stated=at,
            published=at + self.chance.between(0, self.parameters.upkeep_within, key, "delay"),
            happening="",
        )

    def _published(self, said: Statement) -> Iterator[Word]:
        """The first report of a statement, as it is read, and its copies."""
        p, chance, key = self.parameters, self.chance, said.key
        count = said.copies
        if count is None:
            mean = p.first_side_copies if said.who == self.sides[0] else p.other_copies
            count = chance.streak(mean, key, "copies")
        first = self._first(self._misread(said), key if count else "")
        if first.published < self.days:
            yield first
        for n in range(count):
            copy = self._copy(first, f"{key}/copy{n}")
            if copy.published < self.days:
                yield copy

    def _misread(self, said: Statement) -> Statement:
        """The statement with the errors of reading it: another place, another day, the sides mixed up."""
        p, chance, key = self.parameters, self.chance, said.key
        place, stated = said.place, said.stated
        if chance.happens(p.wrong_place, key, "wrong place"):
            place = chance.pick(self.places, key, "place")
        if chance.happens(p.wrong_date, key, "wrong date"):
            off = chance.between(-p.wrong_date_days - 0.5, p.wrong_date_days + 0.5, key, "date")
            stated += round(off)
        said = replace(said, place=place, stated=min(max(stated, 0.0), said.published))
        if said.agent and chance.happens(p.wrong_side, key, "wrong side"):
            other = said.target or chance.pick([s for s in self.sides if s != said.agent], key, "side")
            swapped = {said.agent: other, other: said.agent}
            said = replace(
                said,
                agent=other,
                target=said.agent if said.target else "",
                who=swapped.get(said.who, said.who),
            )
        return said

    def _first(self, said: Statement, group: str) -> Word:
        speaker = self._speaker(said)
        start = math.floor(said.stated / self.parameters.told_to_days + 1e-9) * self.parameters.told_to_days
        end = said.published
        if said.event is not EventType.CONTROL_HELD:
            end = min(start + self.parameters.told_to_days, said.published)
        return Word(
            id=said.key,
            speaker=speaker,
            outlet=self._outlet(speaker.side, said.key),
            outlet_side=speaker.side,
            group=group,
            event=said.event,
            place=said.place,
            agent=said.agent,
            target=said.target,
            start=start,
            end=max(start, end),
            published=said.published,
            denied=said.denied,
            happening=said.happening,
        )

    def _copy(self, first: Word, key: str) -> Word:
        p, chance = self.parameters, self.chance
        late = chance.happens(p.resurface, key, "late")
        after = (p.resurface_least, p.resurface_most) if late else (0.0, p.copied_within)
        when = first.published + chance.between(*after, key, "when")
        side = first.speaker.side if first.speaker and chance.happens(p.own_outlet, key, "own") else ""
        copy = replace(first, id=key, published=when, outlet=self._outlet(side, key), outlet_side=side)
        if chance.happens(p.unattributed, key, "unattributed"):
            found = not chance.happens(p.undetected, key, "undetected")
            copy = replace(copy, speaker=None, group=first.group if found else "")
        if late and chance.happens(p.misdated, key, "misdated"):
            start = math.floor((when - NEW_DATE) / p.told_to_days) * p.told_to_days
            copy = replace(copy, start=start, end=min(start + p.told_to_days, when))
        return copy

    def _speaker(self, said: Statement) -> Speaker:
        if said.who in self.sides:
            name, kind = self.chance.pick(MOUTHS, said.key, "mouth")
            return Speaker(id=f"{said.who} {name}", type=kind, side=said.who)
        if said.who == Who.RESIDENTS:
            return Speaker(id=f"residents of {said.place}", type=SourceType.RESIDENT)
        return Speaker(id=said.who, type=SourceType.MONITOR)

    def _outlet(self, side: str, key: str) -> str:
        number = self.chance.pick(range(OWN_OUTLETS if side else OUTLETS), key, "outlet") + 1
        return f"{side} outlet {number}" if side else f"Outlet {number}"
