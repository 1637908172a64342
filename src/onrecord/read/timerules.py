"""What the rules for calendar dates mean: from a match and its frame to TIMEX3 values and windows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord.model.values import Precision
from onrecord.read import timevalues as values
from onrecord.read.timeframe import Found, Frame, Match, Meaning, cue, exists, year_of_day, year_of_month
from onrecord.read.timevalues import Kind, When
from onrecord.read.timewords import grammar


def _day(f: Frame, month: int, day: int, year: int | None, start: int, weekday: int | None = None) -> When:
    """A day of a month, its year told or inferred. Raises ValueError where there is no such day."""
    if year is None and weekday is not None and f.published and not f.narrative:
        near = range(f.published.year - 5, f.published.year + 2)
        fitting = [
            d for y in near if exists(y, month, day) and (d := date(y, month, day)).weekday() == weekday
        ]
        if fitting:
            now = f.published
            year = min(fitting, key=lambda d: abs((d - now).days)).year
    if year is None:
        year = year_of_day(f, month, day, start)
    if year is None:
        date(2000, month, day)
        return values.bare(f"XXXX-{month:02d}-{day:02d}")
    return values.on_day(date(year, month, day))


def month_day(m: Match, f: Frame) -> tuple[Found, ...]:
    """April 9, 9 April 2031, dawn on 9 April."""
    month = m.value("m") or m.value("n")
    day = m.value("d") or m.value("k")
    when = _day(f, month, day, m.value("y"), m.start, m.value("w"))
    if m.has("p") and when.first:
        when = values.part_of(when.first, m.value("p"))
    return m.all(when)


def month_days(m: Match, f: Frame) -> tuple[Found, ...]:
    """April 9 and 10; 9-10 April: two expressions, linked."""
    month, year = m.value("m"), m.value("y")
    first = _day(f, month, m.value("d"), year, m.start)
    last = _day(f, month, m.value("e"), first.first.year if first.first else year, m.start)
    return m.halves("l", first, last)


def two_days(m: Match, f: Frame) -> tuple[Found, ...]:
    """28 April to 3 May 2031: the year told once holds for both, unless the first would come after."""
    year = m.value("y")
    last = _day(f, m.value("n"), m.value("e"), year, m.start)
    if last.first:
        year = last.first.year - (m.value("m") > m.value("n"))
    first = _day(f, m.value("m"), m.value("d"), year, m.start)
    return m.halves("l", first, last)


def two_months(m: Match, _f: Frame) -> tuple[Found, ...]:
    """April to June 2031."""
    year = m.value("y")
    first = values.in_month(year - (m.value("m") > m.value("n")), m.value("m"), m.value("f", ""))
    last = values.in_month(year, m.value("n"), m.value("g", ""))
    return m.halves("l", first, last)


def iso(m: Match, _f: Frame) -> tuple[Found, ...]:
    """2031-04-09, with or without a clock time."""
    told = m.value("x")
    day = date.fromisoformat(told[:10])
    when = values.on_day(day)
    if len(told) > 10:
        minute = int(told[11:13]) * 60 + int(told[14:16])
        when = replace(
            when, kind=Kind.TIME, value=told[:16].upper(), from_minute=minute, to_minute=minute + 1,
            precision=Precision.MINUTE,
        )  # fmt: skip
    return m.all(when)


def slashed(m: Match, _f: Frame) -> tuple[Found, ...]:
    """19/04/2031, 4/19/31, 2031/04/19: unknown where day and month cannot be told apart."""
    a, b, c = (int(part) for part in re.split(r"[/.]", m.value("x")))
    if a > 31:
        return m.all(values.on_day(date(a, b, c)))
    year = c if c > 99 else c + (1900 if c > 50 else 2000)
    if "." in m.value("x") or a > 12:
        return m.all(values.on_day(date(year, b, a)))
    if b > 12 or a == b:
        return m.all(values.on_day(date(year, a, b)))
    return m.all(values.bare(f"{year}-XX-XX"))


def month(m: Match, f: Frame) -> tuple[Found, ...]:
    """April 2031, late April, the end of April."""
    start = m.at("m")[0]
    year, edge = m.value("y"), m.value("f") or m.value("mid", "")
    if year is None:
        name = m.written("m", f.lower)
        if name in grammar().doubtful and not (m.has("f") or f.timely(start)):
            return ()
        if len(name) <= 3 and name != "may" and f.lower[m.end : m.end + 1] != ".":
            return ()
        year = year_of_month(f, m.value("m"), m.start)
        if year is None:
            return m.all(values.bare(f"XXXX-{m.value('m'):02d}"))
    return m.all(values.in_month(year, m.value("m"), edge))


def month_of_year(m: Match, f: Frame) -> tuple[Found, ...]:
    """April last year, April of that year, April 9 this year."""
    if m.value("u") != "Y":
        return ()
    year = related_year(m, f, "r")
    if year is None:
        return ()
    if m.has("d"):
        return m.all(values.on_day(date(year, m.value("m"), m.value("d"))))
    return m.all(values.in_month(year, m.value("m"), m.value("f", "")))


def related_year(m: Match, f: Frame, part: str) -> int | None:
    """The year that "last", "this", "next", "that" or "the following" year means here."""
    told = f.told
    if m.name(part) in ("THAT", "SAME"):
        return told.year if told else None
    if m.name(part) in ("FOLLOWING", "PREVIOUS"):
        return told.year + int(m.value(part)) if told else None
    base = f.base or (told if f.narrative else None)
    return base.year + int(m.value(part)) if base else None


def related_month(m: Match, f: Frame) -> tuple[Found, ...]:
    """Last April (the last one that is over), next April, this April."""
    base, month_, by = f.base, m.value("m"), m.value("r")
    if base is None:
        return ()
    year = base.year
    if by < 0:
        year -= month_ >= base.month
    elif by > 0:
        year += month_ <= base.month
    return m.all(values.in_month(year, month_))


def year(m: Match, f: Frame) -> tuple[Found, ...]:
    """2031, early 2031, the end of 2031; not a number of things."""
    start, end = m.at("y")
    before = f.lower[max(0, start - 1) : start]
    after = f.lower[end : end + 24]
    if (before in ("-", "/", ",", ".", "+", "#", "&") and start == m.start) or cue("cue.counted").match(
        after
    ):
        return ()
    told = m.value("y")
    if told < 1500 and not f.timely(start):
        return ()
    return m.all(values.in_year(told, m.value("f") or m.value("g", "")))


def year_to(m: Match, f: Frame) -> tuple[Found, ...]:
    """2031-33, 2031-2035."""
    first, last = m.value("y"), m.value("e")
    if last < 100:
        last += first // 100 * 100
    if not first < last < first + 120:
        return ()
    return m.halves("l", values.in_year(first), values.in_year(last))


def spoken_year(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Nineteen ninety-six, January nineteen ninety."""
    c, t, n = m.value("c"), m.value("t"), m.value("n", 0)
    if c not in (17, 18, 19, 20) or not (10 <= t <= 90) or (n and (t < 20 or n > 9)):
        return ()
    told = c * 100 + t + n
    if m.has("m"):
        return m.all(values.in_month(told, m.value("m")))
    if m.has("s"):
        return m.all(values.in_season(told, m.value("s")))
    return m.all(values.in_year(told))


def decade(m: Match, f: Frame) -> tuple[Found, ...]:
    """The 1990s, the late '90s."""
    digits = re.sub(r"\D", "", m.value("x"))
    if len(digits) == 2:
        if m.value("x")[0] != "'" and not cue("cue.before_decade").search(f.before(m.at("x")[0], 8)):
            return ()
        if digits < "20":
            return ()
        digits = "19" + digits
    if len(digits) != 4:
        return ()
    first = int(digits)
    low, high = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}.get(m.value("f", ""), (0, 9))
    return m.all(values.in_years(digits[:3], first + low, first + high))


def century(m: Match, _f: Frame) -> tuple[Found, ...]:
    """The 19th century."""
    n = m.value("n")
    return m.all(values.in_years(f"{n - 1:02d}", (n - 1) * 100, n * 100 - 1)) if 1 <= n <= 22 else ()


def before_christ(m: Match, _f: Frame) -> tuple[Found, ...]:
    """493 BC: a value only, the calendar does not reach it."""
    part = m.value("m", "")
    shown = f"-{part:02d}" if isinstance(part, int) else f"-{part}" if part else ""
    when = values.bare(f"BC{int(m.number('y')):04d}{shown}")
    if not m.has("z"):
        return m.all(when)
    return m.halves("l", values.bare(f"BC{int(m.number('z')):04d}"), when)


def season(m: Match, f: Frame) -> tuple[Found, ...]:
    """Summer 2031, last summer, the summer."""
    name, told = m.value("s"), m.value("y")
    edge = m.value("f") or m.value("g", "")
    if told is not None:
        return m.all(values.in_season(told, name, edge))
    if not m.has("r") and m.written("s", f.lower) in grammar().doubtful:
        led = cue("cue.before_season").search(f.before(m.at("s")[0], 16))
        if not led or cue("cue.after_season").match(f.lower, m.end):
            return ()
    base = f.story_day if f.narrative else f.base
    if base is None:
        return m.all(values.bare(f"XXXX-{name}"))
    return m.all(values.in_season(_season_year(m, f, base, name), name, edge))


def _season_year(m: Match, f: Frame, base: date, name: str) -> int:
    starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    if f.narrative:
        return base.year - (name == "WI" and base.month <= 2)
    by = m.value("r", 0)
    if by > 0:
        return base.year + (base.month >= starts)
    if by < 0:
        return base.year - (base.month < min(starts + 3, 13))
    if name == "WI" and base.month <= 3:
        return base.year - 1
    if m.has("r") or f.future(m.start):
        return base.year
    return base.year - (base.month < starts)


def quarter(m: Match, f: Frame) -> tuple[Found, ...]:
    """The third quarter, the first half of 2031, this year's second quarter."""
    n, unit = m.value("n"), m.value("q")
    if not 1 <= n <= (4 if unit == "Q" else 2):
        return ()
    told = m.value("y") or m.value("p")
    base = f.base or f.story_day
    if told is None:
        if base is None:
            return ()
        ahead = unit == "Q" and n > (base.month - 1) // 3 + 1
        told = base.year - (ahead and not f.future(m.start))
        for part in ("r", "s"):
            if m.has(part):
                told = base.year + m.value(part)
        told -= m.holds("AGO") or m.holds("EARLIER")
    return m.all(values.in_quarter(told, n) if unit == "Q" else values.in_half(told, n))


def feast(m: Match, f: Frame) -> tuple[Found, ...]:
    """Christmas, New Year's Eve."""
    told = m.value("x")
    if f.lower[m.end : m.end + 2].strip().isalpha() and not f.timely(m.start):
        return ()  # "Christmas shoppers"
    if told == "thanksgiving":
        base = f.base or f.story_day
        if base is None:
            return ()
        day_ = _fourth_thursday(base.year)
        return m.all(
            values.on_day(day_ if day_ <= base or f.future(m.start) else _fourth_thursday(base.year - 1))
        )
    month_, day = (int(part) for part in told.split("-"))
    return m.all(_day(f, month_, day, m.value("y"), m.start))


def _fourth_thursday(year_: int) -> date:
    first = date(year_, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


MEANINGS: dict[str, Meaning] = {
    "month_day": month_day,
    "month_days": month_days,
    "two_days": two_days,
    "two_months": two_months,
    "iso": iso,
    "slashed": slashed,
    "month": month,
    "month_of_year": month_of_year,
    "related_month": related_month,
    "year": year,
    "year_to": year_to,
    "spoken_year": spoken_year,
    "decade": decade,
    "century": century,
    "before_christ": before_christ,
    "season": season,
    "quarter": quarter,
    "feast": feast,
}
