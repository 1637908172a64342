"""The visual language of the terminal: how a status, a figure, a day and an id are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onrecord.model.answer import ClaimLine, PlaceLine, Said, TollLine
from onrecord.model.claim import VictimClass
from onrecord.model.control import Status
from onrecord.model.incident import GradeName

# Each status has a sign of its own, so that it is told without colour too.
SIGNS = {
    Status.HELD: "●",
    Status.LIKELY: "◐",
    Status.CONTESTED: "◇",
    Status.CLAIMED: "○",
    Status.UNKNOWN: "·",
}
MEANINGS = {
    Status.HELD: "held: so says somebody without a side",
    Status.LIKELY: "likely: it leans that way",
    Status.CONTESTED: "contested: fighting, or no agreement",
    Status.CLAIMED: "claimed: so says its own side alone",
    Status.UNKNOWN: "unknown",
}
STYLES = {
    Status.HELD: "bold",
    Status.LIKELY: "",
    Status.CONTESTED: "yellow",
    Status.CLAIMED: "italic",
    Status.UNKNOWN: "dim",
}
GRADE_STYLES = {
    GradeName.CONFIRMED: "bold green",
    GradeName.FAIR: "green",
    GradeName.WEAK: "yellow",
    GradeName.CONTESTED: "magenta",
    GradeName.DISCOUNTED: "dim",
    GradeName.UNKNOWN: "dim",
}
ID_LENGTH = 10  # enough to be unique in any record of less than a million claims


def short(id: str) -> str:
    """The beginning of an id, as long as it takes to ask for it."""
    return id[:ID_LENGTH]


def day(value: date | None) -> str:
    """A day as "8 Nov 2017", or "undated"."""
    return f"{value.day} {value:%b %Y}" if value else "undated"


def days(first: date | None, last: date | None) -> str:
    """A stretch of days, as short as it can be said."""
    if first is None or last is None:
        return f"by {day(last)}" if last else f"from {day(first)}" if first else "undated"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def figure(toll: TollLine) -> str:
    """A reported range in words: "at least 30 civilians killed"; the caller says "reported"."""
    whom = "" if toll.victims is VictimClass.PEOPLE else f" {toll.victims.replace('_', ' ')}"
    whom += f" of {toll.side}" if toll.side else ""
    if toll.low is None or toll.high is None:
        return f"no figure that can stand,{whom} {toll.kind}"
    return f"{_span(toll.low, toll.high, toll.open)}{whom} {toll.kind}{_best(toll)}"


def _span(low: int, high: int, is_open: bool) -> str:
    if low == high:
        return f"at least {low:,}" if is_open else f"{low:,}"
    return f"{low:,} to {high:,}" + (" or more" if is_open else "")


def _best(toll: TollLine) -> str:
    settled = toll.low == toll.high or toll.best is None
    return "" if settled else f" (best {toll.best:,})"


def number(count: int, one: str, many: str = "") -> str:
    """ "1 origin", "3 origins"; many is `one` with an s unless told."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def speakers(said: Iterable[Said]) -> str:
    """Sources with whom they spoke to, or '' where the outlet speaks for itself."""
    return "; ".join(s.name + (f" via {' and '.join(s.via)}" if s.via else "") for s in said)


def who(line: ClaimLine) -> str:
    """Who says a claim, and where it was published."""
    said = speakers(line.sources) or "in its own voice"
    return f"{line.outlet}, {day(line.published)}: {said}"


def where(place: PlaceLine | None) -> str:
    """A place with its country, and a word where no gazetteer knows it."""
    if place is None:
        return "no place told"
    return (
        place.name + (f", {place.country}" if place.country else "") + ("" if place.listed else " (unlisted)")
    )
