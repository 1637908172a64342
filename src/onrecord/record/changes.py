"""What differs between two pictures of the record: of two dates, with and without a source or decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from onrecord.model.control import ControlTimeline, DayStatus, Status
from onrecord.model.harm import Toll
from onrecord.model.incident import Incident
from onrecord.model.pages import ChangeLine
from onrecord.model.picture import Picture
from onrecord.record.lines import Names, headline

_STATUS = {
    Status.HELD: "held by {side}",
    Status.LIKELY: "likely held by {side}",
    Status.CLAIMED: "claimed by {side}",
    Status.CONTESTED: "contested",
    Status.UNKNOWN: "unknown",
}


def between(before: Picture, after: Picture, names: Names) -> tuple[ChangeLine, ...]:
    """Changes of control first, then of harm and grades, then incidents that came, went or merged."""
    return (*_control(before, after, names), *_shared(before, after), *_come_and_gone(before, after))


def _control(before: Picture, after: Picture, names: Names) -> Iterator[ChangeLine]:
    old = {t.place: t for t in before.timelines}
    new = {t.place: t for t in after.timelines}
    for place in dict.fromkeys([*old, *new]):
        name = (new.get(place) or old[place]).name
        yield from _days(place, name, _by_day(old.get(place)), _by_day(new.get(place)), names)


def _days(
    place: str, name: str, old: dict[date, DayStatus], new: dict[date, DayStatus], names: Names
) -> Iterator[ChangeLine]:
    """Stretches of days on which the same change was made; days that only one picture reaches count too."""
    first: date | None = None
    last: date | None = None
    was = ("", "")
    for day in sorted({*old, *new}):
        pair = (told(old.get(day), names), told(new.get(day), names))
        if first is not None and last is not None and (pair != was or day != last + timedelta(days=1)):
            yield _line(place, name, first, last, was)
            first = None
        if pair[0] != pair[1]:
            first, last, was = first or day, day, pair
        else:
            first = None
    if first is not None and last is not None:
        yield _line(place, name, first, last, was)


def _line(place: str, name: str, first: date, last: date, pair: tuple[str, str]) -> ChangeLine:
    when = first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
    return ChangeLine(
        what="status", subject=place, subject_name=f"{name}, {when}", before=pair[0], after=pair[1]
    )


def _shared(before: Picture, after: Picture) -> Iterator[ChangeLine]:
    old = {i.id: i for i in before.incidents}
    for incident in after.incidents:
        earlier = old.get(incident.id)
        if earlier is None:
            continue
        yield from tolls(earlier, incident)
        grades = tuple(i.grade.name.value if i.grade else "" for i in (earlier, incident))
        if grades[0] != grades[1]:
            yield about(incident, "grade", grades[0], grades[1])
        if earlier.n_origins != incident.n_origins:
            yield about(incident, "origins", str(earlier.n_origins), str(incident.n_origins))


def tolls(earlier: Incident, later: Incident) -> Iterator[ChangeLine]:
    """Ranges that differ between two incidents, or two states of one."""
    old, new = _ranges(earlier.tolls), _ranges(later.tolls)
    for what in dict.fromkeys([*old, *new]):
        if old.get(what, "") != new.get(what, ""):
            yield about(later, "toll", _with(old.get(what, ""), what), _with(new.get(what, ""), what))


def _come_and_gone(before: Picture, after: Picture) -> Iterator[ChangeLine]:
    old, new = {i.id: i for i in before.incidents}, {i.id: i for i in after.incidents}
    for incident in before.incidents:
        if incident.id in new:
            continue
        heirs = [i for i in after.incidents if set(incident.claims) & set(i.claims)]
        into = f"joined with {headline(heirs[0])}" if heirs else ""
        yield about(incident, "incident", short(incident), into)
    for incident in after.incidents:
        if incident.id not in old:
            parent = next((i for i in before.incidents if incident.claims[0] in i.claims), None)
            parted = parent is not None and parent.id in new
            yield about(
                incident,
                "incident",
                f"part of {headline(parent)}" if parent and parted else "",
                short(incident),
            )


def about(incident: Incident, what: str, before: str, after: str) -> ChangeLine:
    """A change of one incident."""
    return ChangeLine(
        what=what, subject=incident.id, subject_name=headline(incident), before=before, after=after
    )


def short(incident: Incident) -> str:
    """How much an incident rests on, and its ranges."""
    figures = ", ".join(_with(text, what) for what, text in _ranges(incident.tolls).items())
    claims = f"{len(incident.claims)} claim{'s' if len(incident.claims) != 1 else ''}"
    return f"{claims}{', ' + figures if figures else ''}"


def _ranges(tolls: Iterable[Toll]) -> dict[str, str]:
    return {f"{t.victims.value} {t.kind.value}": str(t.range) for t in tolls if t.range is not None}


def _with(text: str, what: str) -> str:
    return f"{text} {what}".replace("_", " ") if text else ""


def _by_day(timeline: ControlTimeline | None) -> dict[date, DayStatus]:
    return {d.day: d for d in timeline.days} if timeline else {}


def told(day: DayStatus | None, names: Names) -> str:
    """The status of a day in words, '' where it is unknown."""
    if day is None or day.status is Status.UNKNOWN:
        return ""
    return _STATUS[day.status].format(side=names.side(day.side))
