"""Why a place has its status on a day (RESOLUTION 4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onrecord.assess.status import FORGOTTEN_AFTER, HELD, LIKELY
from onrecord.model.control import MILLION, ControlInterval, ControlTimeline, DayStatus, Status
from onrecord.model.why import Step
from onrecord.record.changes import told as told_of
from onrecord.record.lines import Names
from onrecord.record.whyharm import Quote

_RULES = {
    Status.HELD: f"the chance is {HELD:.0%} or more, and somebody without a side says so",
    Status.CLAIMED: "its own side alone says so, and nobody without a side contradicts it a day later",
    Status.CONTESTED: f"the chance of fighting is {LIKELY:.0%} or more, or those without a side disagree",
    Status.LIKELY: f"the chance is {LIKELY:.0%} or more, and no more can be said",
    Status.UNKNOWN: f"no side reaches {LIKELY:.0%}, or nothing was told for {FORGOTTEN_AFTER:.0f} days",
}

_NOT_HELD = (
    "the change lies in a window of days, nobody without a side says so, or there was only waiting since"
)


def status(
    timeline: ControlTimeline | None, on: date | None, names: Names, quote: Quote
) -> tuple[str, Iterable[Step]]:
    """The status at the end of a day, the last one told of unless named; chances, words for and against."""
    if timeline is None or not timeline.days:
        return "unknown", (Step(told="nothing is told of who holds it", rule=_RULES[Status.UNKNOWN]),)
    day = next((d for d in timeline.days if d.day == on), None) if on else timeline.days[-1]
    if day is None:
        return "unknown", (Step(told=f"{on} is not covered", rule="nothing is said of days nobody told of"),)
    last = datetime.combine(day.day + timedelta(days=1), time(), ZoneInfo(timeline.zone))
    interval = timeline.at(last - timedelta(seconds=1))
    value = f"{told_of(day, names) or 'unknown'} at the end of {day.day}"
    return value, tuple(_steps(timeline, day, interval, names, quote))


def _steps(
    timeline: ControlTimeline,
    day: DayStatus,
    interval: ControlInterval | None,
    names: Names,
    quote: Quote,
) -> Iterator[Step]:
    yield Step(told=day.status.value, rule=_rule(day, interval))
    chances = [(names.side(c.side) if c.side else "contested", c.millionths / MILLION) for c in day.chances]
    yield Step(
        told=", ".join(f"{state} {chance:.0%}" for state, chance in chances),
        rule="a hidden chain in steps of six hours; an origin's word counts once, by interest and source",
    )
    if interval is None:
        return
    counted = f"{interval.n_origins} origins, {interval.n_gatekeepers} gatekeepers"
    for title, rule, ids in (
        ("for it", counted, interval.supporting),
        ("against it", "kept beside it, never averaged away", interval.contradicting),
        ("said again", "the same from the same origin adds little", interval.refreshed),
    ):
        if ids:
            yield Step(told=title, rule=rule, words=quote(ids))
    if interval.begins is not None:
        start, end = interval.begins
        yield Step(
            told=f"begun between {start:%Y-%m-%d %H:%M} and {end:%Y-%m-%d %H:%M} UTC",
            rule="the window told of the change; inside it a status is at most likely",
        )
    if interval.assumed:
        yield Step(told="declared, not told", rule=interval.assumed)
    called = {lane.origin: lane.name for lane in timeline.lanes}
    for known in timeline.coverage:
        name = called.get(known.origin, known.origin)
        yield Step(
            told=f"{name} tells of {known.told} of {known.of} changes that others tell of",
            rule="its silence makes a change rarer by that share; it is never counted as a report",
        )


def _rule(day: DayStatus, interval: ControlInterval | None) -> str:
    if interval is not None and interval.pinned:
        return f"pinned by a person (judgement {interval.pinned})"
    chance = max(c.millionths for c in day.chances) / MILLION
    if day.status is Status.LIKELY and chance >= HELD:
        return f"the chance is {HELD:.0%} or more, but {_NOT_HELD}"
    return _RULES[day.status]
