"""What the rules for lengths of time, repeated times, clock times and references to now mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.model.values import Basis, Precision
from onrecord.read import timevalues as values
from onrecord.read.timeframe import Found, Frame, Match, Meaning, cue, year_of_day
from onrecord.read.timevalues import Kind, When

# "In recent days" and its like reach this many days back; ours, stated nowhere in the text.
_RECENT_DAYS = {"TH": 2, "D": 10, "W": 42, "M": 183, "Y": 5 * 365, "E": 30 * 365, "Q": 365}
_LENGTH_DAYS = {
    "D": 1,
    "WE": 7,
    "W": 7,
    "F": 14,
    "NI": 1,
    "M": 30.44,
    "Q": 91.3,
    "Y": 365.25,
    "E": 3652.5,
    "C": 36525,
}
_COMPARISONS = ("length.ago", "date.quarter_earlier")
_UNIT_PRECISION = {
    "D": Precision.DAY,
    "NI": Precision.DAY,
    "WE": Precision.DAY,
    "W": Precision.WEEK,
    "F": Precision.WEEK,
    "M": Precision.MONTH,
    "Q": Precision.SEASON,
    "Y": Precision.YEAR,
}


def ago(m: Match, f: Frame) -> tuple[Found, ...]:
    """Two days ago (from publication), two days later (from the date before)."""
    unit, n, word = m.value("u"), m.number("n") if m.has("n") else "X", m.name("k")
    by = 1 if word in ("LATER", "HENCE") or m.holds("AFTER") else -1
    if word == "BEFORE" and f.lower[m.end : m.end + 1] == " ":
        return ()  # "two days before the raid"
    if isinstance(n, str):
        return m.all(values.bare("PAST_REF" if by < 0 else "FUTURE_REF"))
    last_year = unit == "Y" and n == 1 and by < 0 and f.previous is not None
    if last_year and word == "EARLIER" and f.previous_rule in _COMPARISONS:
        return m.all(f.previous)  # a row of comparisons with the same year before
    deictic = word in ("AGO", "HENCE")
    base = f.base if deictic else f.told_for(unit)
    if base is None and not deictic and f.previous is None:
        base = f.base
    if base is None:
        return m.all(values.bare("XXXX-XX-XX"))
    if last_year and f.told and f.previous and "-Q" in f.previous.value:
        year = f.published.year if deictic and f.published else f.told.year
        return m.all(values.in_quarter(year - 1, (f.told.month + 2) // 3))
    return m.all(_counted(base, unit, by * n, deictic=deictic))


def _counted(base: date, unit: str, by: float, *, deictic: bool) -> When | None:
    """The time `by` units away: exact in days, loose by its unit otherwise."""
    if unit in ("TH", "TM", "TS"):
        days = abs(by) / 24 if unit == "TH" else 0
        first = base - timedelta(days=int(days) + 1) if by < 0 else base
        last = base if by < 0 else base + timedelta(days=int(days) + 1)
        return When(kind=Kind.TIME, value=base.isoformat(), first=first, last=last)
    if unit in ("W", "F"):
        day = base + timedelta(days=int(by * _LENGTH_DAYS[unit]))
        # A count of weeks is a round figure: two days either way, more for many.
        slack = timedelta(days=min(2 + int(abs(by)) // 3, 7))
        value = day.isoformat() if not deictic else values.week_value(day)
        return When(
            kind=Kind.DATE,
            value=value,
            first=day - slack,
            last=day + slack,
            precision=Precision.WEEK,
            basis=Basis.INFERRED,
        )
    return values.moved(base, unit, int(by))


def window(m: Match, f: Frame) -> tuple[Found, ...]:
    """The past 24 hours, the last three years, the next two weeks: a total up to (or from) publication."""
    unit = m.value("u")
    n: float | str = m.number("n") if m.has("n") else 1
    value = values.period_value(n, unit)
    relation = m.name("r")
    by = 1 if relation in ("NEXT", "FOLLOWING") else -1
    base = f.told if relation in ("FOLLOWING", "PREVIOUS") or f.narrative else f.base
    if relation == "FOLLOWING" and not m.holds("THE"):
        return ()  # "following a day of talks" is after it
    if n == "X" and base is None:
        return m.all(values.bare("PAST_REF" if by < 0 else "FUTURE_REF"))
    if base is None:
        return m.all(values.bare(value, Kind.DURATION))
    days = _RECENT_DAYS.get(unit, 1) if n == "X" else _length_days(unit, float(n))
    return m.all(_stretch(base, days, by, value, unit, vague=n == "X"))


def _length_days(unit: str, n: float) -> int:
    if unit in ("TH", "TM", "TS"):
        return max(1, round(n / 24)) if unit == "TH" else 1
    return round(n * _LENGTH_DAYS.get(unit, 1))


def _stretch(base: date, days: int, by: int, value: str, unit: str, *, vague: bool) -> When:
    precision = Precision.VAGUE if vague else _UNIT_PRECISION.get(unit, Precision.DAY)
    try:
        first, last = (base - timedelta(days=days), base) if by < 0 else (base, base + timedelta(days=days))
    except OverflowError:
        return values.bare(value, Kind.DURATION)
    return When(
        kind=Kind.DURATION,
        value=value,
        first=first,
        last=last,
        precision=precision,
        cumulative=by < 0,
        basis=Basis.STATED,
    )


def recent(m: Match, f: Frame) -> tuple[Found, ...]:
    """In recent months, in the last few days, in coming weeks: vague."""
    unit = m.value("u")
    by = 1 if m.name("r") == "NEXT" else -1
    ref = "PAST_REF" if by < 0 else "FUTURE_REF"
    if f.base is None or unit not in _RECENT_DAYS:
        return m.all(values.bare(ref))
    return m.all(replace(_stretch(f.base, _RECENT_DAYS[unit], by, ref, unit, vague=True), kind=Kind.DATE))


def nth_day(m: Match, f: Frame) -> tuple[Found, ...]:
    """Their third day of bombing, for a third day: the days up to the one told."""
    unit, n = m.value("u"), m.value("n")
    if unit not in ("D", "NI", "W") or n < 2 or n > 60:
        return ()
    owned = cue("cue.running_count").search(f.before(m.start, 16))
    return m.all(
        When(
            kind=Kind.NTH_DAY,
            value=values.period_value(n, unit),
            n=n * (7 if unit == "W" else 1),
            basis=Basis.STATED if owned else Basis.ASSUMED,
        )
    )


def length(m: Match, f: Frame) -> tuple[Found, ...] | None:
    """Three days, a three-year reign, several weeks: no window of its own. An age is none of them."""
    if m.has("o") and not cue("cue.aged_thing").match(f.lower, m.end):
        return None
    n = m.number("n")
    if m.value("u") == "TS" and n == "X":
        return ()
    return m.all(values.period(n, m.value("u")))


def length_an(m: Match, f: Frame) -> tuple[Found, ...]:
    """A week; but "twice a week" and "40 dollars a day" are rates."""
    before = f.before(m.start, 24)
    if cue("cue.rate").search(before):
        return m.all(values.bare(values.period_value(1, m.value("u")), Kind.SET))
    if not (
        m.has("q") or cue("cue.before_length").search(before) or cue("cue.after_length").match(f.lower, m.end)
    ):
        return ()
    return m.all(values.period(1, m.value("u")))


def length_long(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Month-long, years-long."""
    return m.all(values.period("X" if m.name("u") == "UNITS" else 1, m.value("u")))


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
    """The full year, the fiscal year: publication's own."""
    if f.base is None or {m.value("u"), m.value("v")} - {None, "Y"}:
        return ()
    return m.all(values.in_year(f.base.year))


def the_unit(m: Match, f: Frame) -> tuple[Found, ...]:
    """The year (so far), the month: publication's own."""
    if f.base is None or m.value("u") != "Y" or f.narrative:
        return ()
    return m.all(replace(values.in_year(f.base.year), last=f.base))


def every(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Every day, each month, every two weeks."""
    unit = m.value("u")
    n = m.number("n") if m.has("n") else 1 + m.has("o")
    return m.all(values.bare(values.period_value(n, unit), Kind.SET))


def every_named(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Every July, each Friday morning, every night."""
    told = m.value("m")
    if isinstance(told, str):
        return m.all(values.bare(f"XXXX-{told}" if len(told) == 2 else values.PART_CODE[told], Kind.SET))
    part = values.PART_CODE[m.value("p")] if m.has("p") else ""
    value = f"XXXX-WXX-{told + 1}{part}" if m.name("m") == "WEEKDAY" else f"XXXX-{told:02d}"
    return m.all(values.bare(value, Kind.SET))


def every_season(m: Match, _f: Frame) -> tuple[Found, ...]:
    """The past three summers."""
    return m.all(values.bare(f"XXXX-{m.value('s')}", Kind.SET))


def often(m: Match, f: Frame) -> tuple[Found, ...]:
    """Daily, weekly; not in a name ("the Coast Daily News")."""
    if f.text[m.start].isupper() and f.before(m.start):
        return ()
    return m.all(values.bare(m.value("x"), Kind.SET))


def reference(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Now, currently, recently."""
    return m.all(values.bare(m.value("x")))


def future(m: Match, _f: Frame) -> tuple[Found, ...]:
    """The near future."""
    return m.all(values.bare("FUTURE_REF"))


def the_past(m: Match, f: Frame) -> tuple[Found, ...]:
    """In the past."""
    if not cue("cue.within").search(f.before(m.start, 4)):
        return ()
    return m.all(values.bare("PAST_REF"))


def latest_quarter(m: Match, f: Frame) -> tuple[Found, ...]:
    """The latest quarter, the quarter, the latest period: the one told before, else the last one over."""
    if f.base is None or f.narrative:
        return ()
    told = f.previous
    if told and told.first and "-Q" in told.value and (f.base - told.first).days < 300:
        return m.all(values.in_quarter(told.first.year, (told.first.month + 2) // 3))
    if not m.holds("LATEST") and not m.holds("THIS"):
        return ()  # "in the quarter" is a part of a town, unless quarters of a year were told
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
    """8 am local time, 14:30 on Friday, 0600 GMT: of the day told with or before it, else of publication."""
    minute = _minute_of_day(m)
    if minute is None:
        return ()
    day = _clock_day(m, f)
    shown = f"T{minute // 60:02d}:{minute % 60:02d}"
    if day is None:
        return m.all(values.bare(shown, Kind.TIME))
    told = m.value("z") or m.value("g") or "local"
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
            zone="" if told == "local" else told,
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
    "ago": ago,
    "window": window,
    "recent": recent,
    "nth_day": nth_day,
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
