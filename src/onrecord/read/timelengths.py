"""What the rules for lengths, repeated times, clock times and references to now mean."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord.model.values import Precision
from onrecord.read import timevalues as values
from onrecord.read.timerules import Found, Frame, Match, Meaning, cue, year_of_day
from onrecord.read.timevalues import Kind, When


def length(m: Match, f: Frame) -> tuple[Found, ...] | None:
    """Three days, a three-year reign, several weeks: no window of its own. An age is none of them."""
    if f.lower[m.start : m.end].endswith("old") and not cue("cue.aged_thing").match(f.lower, m.end):
        return None
    n = m.number("n")
    if m.value("u") == "TS" and n == "X":
        return ()
    return m.all(values.period(n, m.value("u")))


def length_an(m: Match, f: Frame) -> tuple[Found, ...]:
    """A week; but "twice a week" and "40 dollars a day" are rates."""
    before = f.before(m.start, 24)
    if re.search(r"\b(?:once|twice|times|half) $", before):
        return m.all(values.bare(values.period_value(1, m.value("u")), Kind.SET))
    if not (m.has("q") or cue("cue.before_length").search(before) or cue("cue.after_length").match(f.lower, m.end)):
        return ()
    return m.all(values.period(1, m.value("u")))


def length_long(m: Match, f: Frame) -> tuple[Found, ...]:
    """Month-long, years-long."""
    if not f.lower[m.start : m.end].endswith("long"):
        return ()
    return m.all(values.period("X" if f.lower[slice(*m.at("u"))].endswith("s") else 1, m.value("u")))


def length_bare(m: Match, f: Frame) -> tuple[Found, ...]:
    """Months, weeks: only where a length fits."""
    unit = m.value("u")
    if unit in ("NI", "WE", "Q", "TS"):
        return ()
    if not cue("cue.before_length").search(f.before(m.start, 12)):
        return ()
    return m.all(values.period("X", unit))


def length_between(m: Match, _f: Frame) -> tuple[Found, ...]:
    """12 to 18 months."""
    return m.all(values.period("X", m.value("u")))


def full_unit(m: Match, f: Frame) -> tuple[Found, ...]:
    """The full year, the fiscal year."""
    if f.base is None or (m.has("u") and m.value("u") != "Y"):
        return ()
    if not re.search(r"full|fiscal", f.lower[m.start : m.end]):
        return ()
    return m.all(values.in_year(f.base.year))


def the_unit(m: Match, f: Frame) -> tuple[Found, ...]:
    """The year (so far), the month: publication's own."""
    if f.base is None or m.value("u") not in ("Y", "M") or f.narrative:
        return ()
    if m.value("u") == "M":
        return ()
    return m.all(replace(values.in_year(f.base.year), last=f.base))


def every(m: Match, f: Frame) -> tuple[Found, ...]:
    """Every day, each month, every two weeks."""
    unit = m.value("u")
    n = m.number("n") if m.has("n") else 2 if " other " in f.lower[m.start : m.end] else 1
    return m.all(values.bare(values.period_value(n, unit), Kind.SET))


def every_named(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Every July, each Friday morning, every night."""
    told = m.value("m")
    name = m.fit.rule.id
    del name
    if isinstance(told, str):
        value = f"XXXX-{told}" if len(told) == 2 else values.PART_CODE[told]
        return m.all(values.bare(value, Kind.SET))
    start, end = m.at("m")
    weekday = end - start > 2 and _f.lower[start:end].endswith("day")
    part = values.PART_CODE[m.value("p")] if m.has("p") else ""
    value = f"XXXX-WXX-{told + 1}{part}" if weekday else f"XXXX-{told:02d}"
    return m.all(values.bare(value, Kind.SET))


def every_season(m: Match, _f: Frame) -> tuple[Found, ...]:
    """The past three summers."""
    return m.all(values.bare(f"XXXX-{m.value('s')}", Kind.SET))


def often(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Daily, weekly."""
    return m.all(values.bare(m.value("x"), Kind.SET))


def reference(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Now, currently, recently."""
    return m.all(values.bare(m.value("x")))


def future(m: Match, _f: Frame) -> tuple[Found, ...]:
    """The near future."""
    return m.all(values.bare("FUTURE_REF"))


def the_past(m: Match, f: Frame) -> tuple[Found, ...]:
    """In the past."""
    if not re.search(r"\bin $", f.before(m.start, 8)):
        return ()
    return m.all(values.bare("PAST_REF"))


def latest_quarter(m: Match, f: Frame) -> tuple[Found, ...]:
    """The latest quarter, the quarter, the latest period: the one told before, else the last one over."""
    if f.base is None or f.narrative:
        return ()
    told = f.previous
    if told and told.first and "-Q" in told.value and (f.base - told.first).days < 300:
        return m.all(values.in_quarter(told.first.year, (told.first.month + 2) // 3))
    if m.fit.rule.id == "date.bare_quarter" and not re.search(r"\b(?:in|for|during|of) $", f.before(m.start, 10)):
        return ()
    total = f.base.year * 4 + (f.base.month - 1) // 3 - 1
    return m.all(values.in_quarter(total // 4, total % 4 + 1))


def quarter_earlier(m: Match, f: Frame) -> tuple[Found, ...]:
    """The year-earlier quarter."""
    told = f.previous.first if f.previous else None
    if told is None or f.previous is None:
        return m.all(values.in_year(f.base.year - 1)) if f.base else ()
    if "-Q" in f.previous.value:
        recent = f.base is None or (f.base - told).days < 330
        return m.all(values.in_quarter(told.year - recent, (told.month + 2) // 3))
    return m.all(values.in_year((f.base or told).year - 1))


def clock(m: Match, f: Frame) -> tuple[Found, ...]:
    """8 am local time, 14:30 on Friday, 0600 GMT: of the day told with it or before it, else of publication."""
    minute = _minute_of_day(m)
    if minute is None:
        return ()
    day = _clock_day(m, f)
    shown = f"T{minute // 60:02d}:{minute % 60:02d}"
    if day is None:
        return m.all(values.bare(shown, Kind.TIME))
    exact = m.has("c") and not m.value("c").endswith(":00")
    start, length_ = (minute, 1) if exact else (max(0, minute - 30 * m.has("q")), 60)
    return m.all(
        When(
            kind=Kind.TIME,
            value=day.isoformat() + shown,
            first=day,
            last=day,
            from_minute=start,
            to_minute=start + length_,
            precision=Precision.MINUTE,
        )
    )


def _minute_of_day(m: Match) -> int | None:
    if m.has("c"):
        hour, minute = (int(part) for part in m.value("c").split(":")[:2])
    elif m.has("h"):
        hour, minute = m.value("h"), 0
    else:
        hour, minute = divmod(int(m.value("k")), 100)
        if m.value("k") < 25 and m.words[m.fit.parts["k"][0]].end - m.at("k")[0] <= 2:
            hour, minute = m.value("k"), 0
    for part in ("a", "b"):
        if m.has(part):
            if hour > 12:
                return None
            hour = hour % 12 + m.value(part)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _clock_day(m: Match, f: Frame) -> date | None:
    now = f.base
    if now is not None and m.has("w"):
        step = (now.weekday() - m.value("w")) % 7
        if step and f.future(m.start):
            return now + timedelta(days=7 - step)
        return now - timedelta(days=step)
    if now is not None and m.has("x"):
        return now + timedelta(days=m.value("x"))
    if m.has("m"):
        year = year_of_day(f, m.value("m"), m.value("d"), m.start)
        return date(year, m.value("m"), m.value("d")) if year else None
    if f.previous and f.previous.is_day:
        return f.previous.first
    return now


MEANINGS: dict[str, Meaning] = {
    "length": length,
    "length_an": length_an,
    "length_long": length_long,
    "length_bare": length_bare,
    "length_between": length_between,
    "full_unit": full_unit,
    "the_unit": the_unit,
    "every": every,
    "every_named": every_named,
    "every_season": every_season,
    "often": often,
    "reference": reference,
    "future": future,
    "the_past": the_past,
    "latest_quarter": latest_quarter,
    "quarter_earlier": quarter_earlier,
    "clock": clock,
}
