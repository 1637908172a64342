"""Fields of a coded claim as JSON, each checked and turned into its model value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from onrecord import lexicon
from onrecord.errors import InputError
from onrecord.model.claim import Count, HarmKind, TimeRef, Unit, VictimClass
from onrecord.model.place import Match, Place, PlaceKind, PlaceRef
from onrecord.model.source import Source, SourceType
from onrecord.model.values import Interval, Phrase, Precision, Span

_UNITS = {"famil": Unit.FAMILIES, "household": Unit.HOUSEHOLDS}
_WORD = re.compile(r"[^\W\d_]+")
_WORD_OR_NUMBER = re.compile(r"[^\W_]+")
_AFTER_HEAD = re.compile(r"\s(?:of|from|in|at|and|or|with|who|whose|including|mostly)\s|[,;(–—]|\s-")
_E = TypeVar("_E", bound=StrEnum)


class BadField(InputError):
    """What a coder wrote cannot be what its field is for; the message says so in a sentence's end."""


def mapping(value: Any, what: str) -> Mapping[str, Any]:
    """`value`, if it is a JSON object."""
    if not isinstance(value, dict):
        raise BadField(f"its {what} is not an object")
    return value


def listed(value: Any, what: str) -> list[Any]:
    """`value`, if it is a JSON array; nothing is an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadField(f"its {what} are not a list")
    return value


def words(item: Mapping[str, Any], name: str) -> str:
    """A field of text, '' where it is missing or no text."""
    value = item.get(name)
    return value.strip() if isinstance(value, str) else ""


def choice(kind: type[_E], value: Any, what: str) -> _E:
    """The member of a closed set that `value` names."""
    try:
        return kind(value)
    except ValueError:
        raise BadField(f"its {what} is {value!r}, which is not one of ours") from None


def degrees(item: Mapping[str, Any], name: str, limit: int) -> float | None:
    """A coordinate to two decimals, no finer than a populated place."""
    value = item.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -limit <= value <= limit:
        raise BadField(f"its {name} is {value!r}")
    return round(float(value), 2)


def find(text: str, quoted: str, at: Any, within: Span) -> Span:
    """Where `quoted` stands inside `within`: at the coder's offsets, else where it first is."""
    if isinstance(at, list) and len(at) == 2 and all(isinstance(n, int) and n >= 0 for n in at):
        start, end = at
        if text[start:end] == quoted and within.start <= start and end <= within.end:
            return Span(start=start, end=end)
    start = text.find(quoted, within.start, within.end)
    if start >= 0:
        return Span(start=start, end=start + len(quoted))
    loose = re.compile(r"\s+".join(map(re.escape, quoted.split())))
    match = loose.search(text, within.start, within.end)
    if match is None:
        raise BadField(f"its words are not in the text: {quoted[:60]!r}")
    return Span(start=match.start(), end=match.end())


def time(value: Any, zone: str) -> TimeRef | None:
    """A time given by its first and last day, with the words it came from."""
    if value is None:
        return None
    item = mapping(value, "time")
    first, last = _day(item, "start"), _day(item, "end")
    written = words(item, "expression")
    if first is None or last is None:
        return TimeRef(as_written=written) if written else None
    if last < first:
        raise BadField(f"its time ends on {last}, before it starts on {first}")
    interval = Interval.of_days(first, last, precision=_precision(first, last), zone=zone)
    return TimeRef(as_written=written, interval=interval)


def _day(item: Mapping[str, Any], name: str) -> date | None:
    value = words(item, name)
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise BadField(f"its time has a {name} of {value!r}, which is no day") from None


def _precision(first: date, last: date) -> Precision:
    if first == last:
        return Precision.DAY
    if (last - first).days == 6 and first.weekday() == 0:
        return Precision.WEEK
    whole_month = first.day == 1 and last.month == first.month and (last.day > 27)
    if whole_month and first.year == last.year:
        return Precision.MONTH
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return Precision.YEAR
    return Precision.DAY


def counts(value: Any) -> tuple[Count, ...]:
    """The numbers of people harmed; an open bound is null."""
    return tuple(_count(mapping(item, "count")) for item in listed(value, "counts"))


def _count(item: Mapping[str, Any]) -> Count:
    low, high, who = _number(item, "min"), _number(item, "max"), words(item, "who")
    if low is not None and high is not None and high < low:
        raise BadField(f"its count runs from {low} to {high}")
    return Count(
        kind=choice(HarmKind, item.get("kind"), "count's kind"),
        unit=next((unit for stem, unit in _UNITS.items() if stem in who.lower()), Unit.PERSONS),
        who=who,
        victims=choice(VictimClass, item["victims"], "victims") if item.get("victims") else victims_of(who),
        low=low,
        high=high,
        of_whom=item.get("of_whom") is True,
        increment=item.get("increment") is True,
        as_written=words(item, "expression"),
    )


def _number(item: Mapping[str, Any], name: str) -> int | None:
    value = item.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadField(f"its count has a {name} of {value!r}")
    return value


def victims_of(who: str) -> VictimClass:
    """The class of the head noun of `who`, the last one before any "of" or "and"; `people` if unknown."""
    known = _classes()
    for word in reversed(_WORD.findall(_AFTER_HEAD.split(who.lower())[0])):
        for form in (word, word.removesuffix("s"), word.removesuffix("es")):
            if form in known:
                return known[form]
    return VictimClass.PEOPLE


@cache
def _classes() -> dict[str, VictimClass]:
    entries = lexicon.load("nouns").entries
    return {
        lemma: VictimClass(entry.more["victims"])
        for entry in reversed(entries)
        if "victims" in entry.more
        for lemma in (*entry.lemmas, *entry.words)
    }


def place(
    item: Mapping[str, Any], name: str, lat: float | None, lon: float | None, found: Place | None
) -> PlaceRef:
    """A coded place: the gazetteer's where it was found, else unlisted, at the coder's position."""
    written = words(item, "mention") or name
    relation = words(item, "relation")
    if found is not None:
        return PlaceRef(
            as_written=written,
            id=found.id,
            name=found.name,
            kind=found.kind,
            country=found.country,
            within=found.parents,
            lat=found.lat,
            lon=found.lon,
            radius_km=found.radius_km,
            relation=relation,
            match=Match.CODED,
            zone=found.zone,
        )
    country = words(item, "country")
    parent = country.upper() if len(country) == 2 else _folded(country)
    return PlaceRef(
        as_written=written,
        id=f"un:{parent}/{_folded(name)}",
        name=name,
        kind=PlaceKind.TOWN if lat is not None else PlaceKind.AREA,
        country=country.upper() if len(country) == 2 else "",
        lat=lat,
        lon=lon,
        relation=relation,
        match=Match.CODED,
    )


def source(item: Mapping[str, Any], text: str, find_actor: Callable[[str], str]) -> Source:
    """A coded source; known by its words where the coder gave no name."""
    written = words(item, "mention") or words(item, "name")
    if not written:
        raise BadField("one of its sources has no name")
    party = words(item, "party").split("|")[0]
    mentions = [m for m in listed(item.get("mentions"), "mentions") if isinstance(m, str)]
    return Source(
        key=_folded(written),
        as_written=written,
        span=_span_of(item.get("span"), written, text),
        mentions=tuple(Phrase(text=mention) for mention in mentions),
        type=choice(SourceType, item.get("type") or "other", "source's type"),
        actor=find_actor(written),
        party=find_actor(party) if party else "",
        party_text=party,
        via=tuple(v for v in listed(item.get("via"), "via") if isinstance(v, str)),
        named=item.get("named") is True or any(word[:1].isupper() for word in written.split()[1:]),
    )


def _span_of(at: Any, written: str, text: str) -> Span | None:
    try:
        return find(text, written, at, Span(start=0, end=len(text)))
    except BadField:
        return None  # a note has the source's name, not its words


def _folded(name: str) -> str:
    return "-".join(_WORD_OR_NUMBER.findall(name.casefold()))
