"""Search with operators: place:, actor:, source:, outlet:, type:, after:, before:, killed>=; and words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from onrecord.errors import InputError
from onrecord.model.claim import EventType, HarmKind
from onrecord.model.stored import StoredClaim
from onrecord.record.finding import fold

NAMES = ("place", "actor", "source", "outlet", "type", "after", "before")
_OPERATOR = re.compile(r'(?<!\S)(%s):("[^"]*"|\S+)' % "|".join(NAMES), re.IGNORECASE)  # noqa: UP031
_KILLED = re.compile(r"(?<!\S)(killed|injured)\s*(>=|<=|=)\s*(\d{1,7})(?!\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What was typed, taken apart: plain words for the full text, the rest as conditions on a claim."""

    words: str
    conditions: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[HarmKind, str, int], ...] = ()
    days: dict[str, date] = field(default_factory=dict)

    @property
    def narrows(self) -> bool:
        """True if anything but plain words was asked for."""
        return bool(self.conditions or self.figures or self.days)

    def fits(self, stored: StoredClaim) -> bool:
        """True if a claim meets every condition."""
        return (
            all(_TESTS[name](stored, value) for name, value in self.conditions)
            and all(_counted(stored, *figure) for figure in self.figures)
            and self._dated(stored)
        )

    def _dated(self, stored: StoredClaim) -> bool:
        if not self.days:
            return True
        interval = stored.claim.time.interval if stored.claim.time else None
        if interval is None:
            return False
        after, before = self.days.get("after"), self.days.get("before")
        return (after is None or interval.last_day >= after) and (
            before is None or interval.first_day <= before
        )


def parse(typed: str) -> Query:
    """Take a search apart. Raises InputError on a day or a type that cannot be."""
    conditions: list[tuple[str, str]] = []
    days: dict[str, date] = {}
    for name, value in _OPERATOR.findall(typed):
        name, value = name.lower(), value.strip('"')
        if name in ("after", "before"):
            days[name] = _day(name, value)
        else:
            conditions.append((name, _known_type(value) if name == "type" else value))
    figures = [(HarmKind(kind.lower()), sign, int(number)) for kind, sign, number in _KILLED.findall(typed)]
    words = _KILLED.sub(" ", _OPERATOR.sub(" ", typed))
    return Query(
        words=" ".join(words.split()), conditions=tuple(conditions), figures=tuple(figures), days=days
    )


def _day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{name}:{value} is not a day", hint=f"write it as {name}:2017-11-13") from None


def _known_type(value: str) -> str:
    if value not in set(EventType):
        raise InputError(f"type:{value} is not known", hint=", ".join(EventType))
    return value


def _at(stored: StoredClaim, value: str) -> bool:
    place, wanted = stored.claim.place, fold(value)
    if place is None:
        return False
    return value == place.id or value in place.within or wanted in (fold(place.name), fold(place.as_written))


def _with(stored: StoredClaim, value: str) -> bool:
    wanted = fold(value)
    bodies = (*stored.claim.agents, *stored.claim.targets)
    return any(value == b.id or wanted in fold(f"{b.name} {b.as_written}") for b in bodies)


def _said_by(stored: StoredClaim, value: str) -> bool:
    wanted = fold(value)
    sources = stored.claim.sources
    return any(value in (s.actor, s.type.value) or wanted in fold(s.as_written) for s in sources)


def _in_outlet(stored: StoredClaim, value: str) -> bool:
    return fold(value) in fold(f"{stored.outlet} {stored.agency}")


def _of_type(stored: StoredClaim, value: str) -> bool:
    return stored.claim.event_type.value == value


def _counted(stored: StoredClaim, kind: HarmKind, sign: str, number: int) -> bool:
    for count in stored.claim.counts:
        if count.kind is not kind:
            continue
        low, high = count.low or 0, count.high
        if sign == ">=" and (high is None or high >= number):
            return True
        if sign == "<=" and low <= number:
            return True
        if sign == "=" and low <= number and (high is None or number <= high):
            return True
    return False


_TESTS: dict[str, Callable[[StoredClaim, str], bool]] = {
    "place": _at,
    "actor": _with,
    "source": _said_by,
    "outlet": _in_outlet,
    "type": _of_type,
}
