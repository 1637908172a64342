"""What the rules for times told from another time mean: weekdays, "last week", "two days ago", lengths, clocks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord.model.values import Basis, Precision
from onrecord.read import timevalues as values
from onrecord.read.timerules import Found, Frame, Match, Meaning, related_year
from onrecord.read.timevalues import Kind, When

# "In recent days" and its like reach this many days back; ours, stated nowhere in the text.
_RECENT_DAYS = {"TH": 2, "D": 10, "W": 42, "M": 183, "Y": 5 * 365, "E": 30 * 365, "Q": 365}
_COMPARISONS = ("length.ago", "date.quarter_earlier")
_UNIT_DAYS = {"D": 1, "WE": 7, "W": 7, "F": 14, "NI": 1}
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


def weekday(m: Match, f: Frame) -> tuple[Found, ...]:
    """The last such day up to and including publication; a later one only after a future cue."""
    wanted, name = m.value("w"), m.at("w")
    if name[1] - name[0] <= 5 and f.lower[name[1] : name[1] + 1] != "." and name[1] == m.end:
        return ()  # Sun, Sat, Mon without a stop
    day = _weekday(m, f, wanted)
    if day is None:
        return m.all(values.bare(f"XXXX-WXX-{wanted + 1}"))
    return m.all(_narrowed(m, values.on_day(day)))


def _weekday(m: Match, f: Frame, wanted: int) -> date | None:
    relation = f.lower[slice(*m.at("r"))] if m.has("r") else ""
    told = f.previous.first if f.previous else None
    if relation in ("following", "previous", "preceding", "prior") and told:
        return _nearest(told, wanted, after=relation == "following", same=False)
    if f.narrative:
        return _nearest(told, wanted, after=True, same=True) if told else None
    now = f.published
    if now is None:
        return None
    if m.has("q") and m.value("u") == "W":
        return now - timedelta(days=now.weekday()) + timedelta(days=7 * m.value("q") + wanted)
    if relation in ("next", "coming", "upcoming", "following"):
        return _nearest(now, wanted, after=True, same=False)
    if relation in ("last", "past", "previous"):
        return _nearest(now, wanted, after=False, same=False)
    if now.weekday() != wanted and (f.future(m.start) or (relation == "this" and not f.past(m.start))):
        return _nearest(now, wanted, after=True, same=False)
    return _nearest(now, wanted, after=False, same=True)


def _nearest(day: date, wanted: int, *, after: bool, same: bool) -> date:
    step = (wanted - day.weekday()) % 7 if after else -((day.weekday() - wanted) % 7)
    if step == 0 and not same:
        step = 7 if after else -7
    return day + timedelta(days=step)


def _narrowed(m: Match, when: When) -> When:
    """The day narrowed by "early", "late" or a part of the day."""
    if when.first is None:
        return when
    if m.has("p"):
        part = m.value("p")
        narrowed = values.part_of(when.first, part)
        if m.has("f") and part == "morning" and m.value("f") == "START":
            return replace(narrowed, from_minute=0, to_minute=9 * 60)
        return narrowed
    word = {"START": "early", "END": "late"}.get(m.value("f", ""))
    if word is None or m.words[m.fit.parts["f"][1] - 1].end - m.at("f")[0] > len("early"):
        return when  # "earlier Friday" says no part of the day
    start, end = values.PART_OF_DAY[word]
    return replace(when, from_minute=start, to_minute=end, precision=Precision.PART_OF_DAY)


def weekdays(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Fridays, Tuesday nights: repeated."""
    wanted = m.value("w") if m.has("w") else m.value("v")
    night = "TNI" if m.has("v") else ""
    return m.all(values.bare(f"XXXX-WXX-{wanted + 1}{night}", Kind.SET))


def relday(m: Match, f: Frame) -> tuple[Found, ...]:
    """Today, yesterday evening, the day after tomorrow."""
    if f.base is None:
        return m.all(values.bare("PRESENT_REF" if m.value("x") == 0 else "XXXX-XX-XX"))
    return m.all(_narrowed(m, values.on_day(f.base + timedelta(days=m.value("x")))))


def tonight(m: Match, f: Frame) -> tuple[Found, ...]:
    """Tonight, last night, this morning."""
    if m.has("l") and m.value("p", "night") != "night" and not m.has("t"):
        return ()
    if m.has("l") and not f.lower[m.start : m.end].endswith("night"):
        return ()
    if f.base is None:
        return ()
    day = f.base - timedelta(days=m.has("l"))
    return m.all(values.part_of(day, m.value("p", "night")))


def overnight(m: Match, f: Frame) -> tuple[Found, ...]:
    """From the evening before to the morning of the day told in the sentence, else of publication."""
    day = f.base
    if m.has("w"):
        day = _weekday(m, f, m.value("w"))
    elif f.previous and f.previous.is_day and f.previous_at >= f.sentence:
        day = f.previous.first
    if day is None:
        return m.all(values.bare("TNI", Kind.TIME))
    return m.all(replace(values.part_of(day - timedelta(days=1), "night"), basis=Basis.INFERRED))


def part(m: Match, f: Frame) -> tuple[Found, ...]:
    """At dawn, that night: of the day told before, else of publication."""
    name = m.value("p")
    if not re.search(r"\b(?:at|by|around|until|before|after|since|in the|in the early|early|that|the same|during the|through the) $", f.before(m.start, 20)) and not (m.has("f") or m.has("s")):  # fmt: skip # noqa: E501
        return ()
    if name == "night" and re.match(r"(?:club|s|time|-)", f.lower[m.end : m.end + 5]):
        return ()
    day = f.base
    if f.previous and f.previous.is_day:
        day = f.previous.first
    if day is None:
        return m.all(values.bare(values.PART_CODE[name], Kind.TIME))
    return m.all(replace(_narrowed(m, values.on_day(day)), basis=Basis.INFERRED))


def neighbour(m: Match, f: Frame) -> tuple[Found, ...]:
    """The next day, the following month, the same year: told from the date before."""
    unit, relation = m.value("u"), f.lower[slice(*m.at("r"))]
    told = f.previous.first if f.previous else None
    if told is None or (relation.startswith("next") and not f.narrative and unit != "D" and f.published):
        return ()
    return m.all(moved(told, unit, int(m.value("r"))))


def before_after(m: Match, f: Frame) -> tuple[Found, ...]:
    """The day before, the week after: told from the date before, unless it goes on ("the day after the raid")."""
    told = f.previous.first if f.previous else None
    if told is None or re.match(r" (?:the|a|an|that|this|his|her|their|its|he|she|they|it|[A-Z])", f.text[m.end : m.end + 7]):
        return ()
    by = {"earlier": -1, "before": -1}.get(f.lower[slice(*m.at("k"))], 1)
    return m.all(moved(told, m.value("u"), by))


def moved(day: date, unit: str, by: int) -> When | None:
    """The day, week, month, year ... `by` units from `day`. Raises ValueError outside of the calendar."""
    if unit in ("D", "NI"):
        return values.on_day(day + timedelta(days=by))
    if unit in ("W", "F"):
        return values.in_week(day + timedelta(days=by * _UNIT_DAYS[unit]))
    if unit == "WE":
        return values.on_weekend(day + timedelta(days=7 * by))
    if unit == "M":
        return values.in_month(*values.shifted_month(day.year, day.month, by))
    if unit == "Q":
        total = day.year * 4 + (day.month - 1) // 3 + by
        return values.in_quarter(total // 4, total % 4 + 1)
    if unit == "Y":
        return values.in_year(day.year + by)
    if unit == "E":
        first = (day.year // 10 + by) * 10
        return values.in_years(f"{first // 10:03d}", first, first + 9)
    if unit == "C":
        first = (day.year // 100 + by) * 100
        return values.in_years(f"{first // 100:02d}", first, first + 99)
    if unit in values.PART_CODE:
        return values.part_of(day + timedelta(days=by), unit)
    if unit in ("SP", "SU", "FA", "WI"):
        return values.in_season(day.year + by, unit)
    return None


def related(m: Match, f: Frame) -> tuple[Found, ...]:
    """Last week, earlier this month, late next year."""
    unit, by = m.value("u"), m.value("r")
    current = by == "PRESENT_REF"
    by = 0 if current else by
    base = f.base or (f.story_day if f.narrative else None)
    if base is None:
        return ()
    when = moved(base, unit, by)
    if when is None:
        return ()
    edge = m.value("f", "") if m.has("f") else ""
    word = f.lower[slice(*m.at("f"))] if edge else ""
    return m.all(_bounded(when, f, m, by, edge, word))


def _bounded(when: When, f: Frame, m: Match, by: int, edge: str, word: str) -> When:
    """The window cut at publication where it is still running, and at the edge that is told."""
    now = f.published
    assert when.first and when.last
    if edge and word in ("early", "late", "mid") and when.precision in (Precision.YEAR, Precision.MONTH):
        remade = values.in_year if when.precision is Precision.YEAR else None
        if remade:
            when = remade(when.first.year, edge)
        else:
            when = values.in_month(when.first.year, when.first.month, edge)
    if f.narrative or now is None or not (when.first and when.last):
        return when
    if by == 0 and when.first <= now <= when.last:
        if word == "later" or f.future(m.start):
            return replace(when, first=now)
        return replace(when, last=now)
    if by == -1 and m.value("u") == "W" and now.weekday() == 6:
        return replace(when, last=now - timedelta(days=1))  # on a Sunday: also the week just ending
    return when


def later_that(m: Match, f: Frame) -> tuple[Found, ...]:
    """Later that month, early in the year, earlier that day."""
    told = f.previous.first if f.previous else None
    relation = f.lower[slice(*m.at("r"))]
    base = told if "that" in relation or "same" in relation or f.narrative else f.base
    if base is None:
        return ()
    unit, word = m.value("u"), f.lower[slice(*m.at("f"))]
    when = moved(base, unit, 0)
    if when and word in ("early", "late", "mid") and unit in ("M", "Y"):
        edge = m.value("f")
        when = values.in_year(base.year, edge) if unit == "Y" else values.in_month(base.year, base.month, edge)
    return m.all(when)


def edge_of(m: Match, f: Frame) -> tuple[Found, ...]:
    """The start of the year, the end of last month."""
    relation = f.lower[slice(*m.at("r"))]
    told = f.previous.first if f.previous else None
    from_told = f.narrative or re.search(r"that|same|following|previous", relation)
    base = told if from_told else f.base
    if base is None:
        return ()
    by, unit, edge = m.value("r"), m.value("u"), m.value("f")
    when = moved(base, unit, by if isinstance(by, int) else 0)
    if when is None or when.first is None or when.last is None:
        return ()
    if unit == "Y":
        return m.all(values.in_year(when.first.year, edge))
    if unit == "M":
        return m.all(values.in_month(when.first.year, when.first.month, edge))
    if unit == "D":
        return ()
    return m.all(when)


def year_end(m: Match, f: Frame) -> tuple[Found, ...]:
    """Year's end, year-end."""
    base = f.base or f.story_day
    if base is None or m.value("u") not in ("Y", "M"):
        return ()
    return m.all(values.in_year(base.year, "END") if m.value("u") == "Y" else values.in_month(base.year, base.month, "END"))


def weekend(m: Match, f: Frame) -> tuple[Found, ...]:
    """The weekend: the last one begun, or the coming one after a future cue."""
    base = f.base or f.story_day
    if base is None:
        return ()
    back = base.weekday() < 5 and not f.future(m.start)
    return m.all(values.on_weekend(base - timedelta(days=7 * back)))


def ago(m: Match, f: Frame) -> tuple[Found, ...]:
    """Two days ago (from publication), two days later (from the date before)."""
    unit, n = m.value("u"), m.number("n")
    word = f.lower[slice(*m.at("k"))]
    by = 1 if word.startswith(("later", "after", "from", "hence")) else -1
    if n == "X":
        return m.all(values.bare("PAST_REF" if by < 0 else "FUTURE_REF"))
    if not isinstance(n, (int, float)):
        return ()
    if word == "earlier" and unit == "Y" and n == 1 and f.previous and f.previous_rule in _COMPARISONS:
        return m.all(f.previous)  # a row of comparisons with the same year before
    deictic = word in ("ago", "hence", "from now")
    told = f.previous.first if f.previous else None
    base = f.base if deictic else (told or f.base)
    if base is None:
        return m.all(values.period(n, unit))
    quarterly = f.previous is not None and "-Q" in f.previous.value and unit == "Y" and n == 1 and by < 0
    if quarterly and f.previous and f.previous.first:
        first = f.previous.first
        now = f.published or first
        return m.all(values.in_quarter((now.year if deictic else first.year) - 1, (first.month + 2) // 3))
    return m.all(_counted(base, unit, by * n, deictic=deictic))


def _counted(base: date, unit: str, by: float, *, deictic: bool) -> When | None:
    """The time `by` units away: exact in days, loose by its unit otherwise."""
    if unit in ("TH", "TM", "TS"):
        days = abs(by) / 24 if unit == "TH" else 0
        first = base - timedelta(days=int(days) + 1) if by < 0 else base
        last = base if by < 0 else base + timedelta(days=int(days) + 1)
        return When(kind=Kind.TIME, value=base.isoformat(), first=first, last=last)
    if unit in ("W", "F"):
        day = base + timedelta(days=int(by * _UNIT_DAYS[unit]))
        # A count of weeks is a round figure: two days either way, more for many.
        slack = timedelta(days=min(2 + int(abs(by)) // 3, 7))
        value = day.isoformat() if not deictic else values.week_value(day)
        return When(
            kind=Kind.DATE, value=value, first=day - slack, last=day + slack, precision=Precision.WEEK, basis=Basis.INFERRED
        )
    return moved(base, unit, int(by))


def window(m: Match, f: Frame) -> tuple[Found, ...]:
    """The past 24 hours, the last three years, the next two weeks: a total up to (or from) publication."""
    unit = m.value("u")
    n: float | str = m.number("n") if m.has("n") else 1
    value = values.period_value(n, unit)
    relation = f.lower[slice(*m.at("r"))]
    by = 1 if relation in ("next", "coming", "upcoming", "following") else -1
    told = f.previous.first if f.previous else None
    base = told if relation in ("following", "previous", "preceding", "prior") or f.narrative else f.base
    if n == "X" and not isinstance(base, date):
        return m.all(values.bare("PAST_REF" if by < 0 else "FUTURE_REF"))
    if base is None:
        return m.all(values.bare(value, Kind.DURATION))
    days = _RECENT_DAYS.get(unit, 1) if n == "X" else _length_days(unit, float(n))
    return m.all(_stretch(base, days, by, value, unit, vague=n == "X"))


def _length_days(unit: str, n: float) -> int:
    if unit in ("TH", "TM", "TS"):
        return max(1, round(n / 24)) if unit == "TH" else 1
    return round(n * {"M": 30.44, "Q": 91.3, "Y": 365.25, "E": 3652.5, "C": 36525}.get(unit, _UNIT_DAYS.get(unit, 1)))


def _stretch(base: date, days: int, by: int, value: str, unit: str, *, vague: bool) -> When:
    precision = Precision.VAGUE if vague else _UNIT_PRECISION.get(unit, Precision.DAY)
    try:
        first, last = (base - timedelta(days=days), base) if by < 0 else (base, base + timedelta(days=days))
    except OverflowError:
        return values.bare(value, Kind.DURATION)
    return When(
        kind=Kind.DURATION, value=value, first=first, last=last, precision=precision, cumulative=by < 0, basis=Basis.STATED
    )


def recent(m: Match, f: Frame) -> tuple[Found, ...]:
    """In recent months, in the last few days, in coming weeks: vague."""
    unit, relation = m.value("u"), f.lower[slice(*m.at("r"))]
    by = 1 if relation in ("next", "coming", "upcoming") else -1
    ref = "PAST_REF" if by < 0 else "FUTURE_REF"
    if f.base is None or unit not in _RECENT_DAYS:
        return m.all(values.bare(ref))
    return m.all(replace(_stretch(f.base, _RECENT_DAYS[unit], by, ref, unit, vague=True), kind=Kind.DATE))


def nth_day(m: Match, _f: Frame) -> tuple[Found, ...]:
    """Their third day of bombing, for a third day: the days up to the one told."""
    unit, n = m.value("u"), m.value("n")
    if unit not in ("D", "NI", "W") or n < 2 or n > 60:
        return ()
    return m.all(When(kind=Kind.NTH_DAY, value=values.period_value(n, unit), n=n * (7 if unit == "W" else 1)))


MEANINGS: dict[str, Meaning] = {
    "weekday": weekday,
    "weekdays": weekdays,
    "relday": relday,
    "tonight": tonight,
    "overnight": overnight,
    "part": part,
    "neighbour": neighbour,
    "before_after": before_after,
    "related": related,
    "later_that": later_that,
    "edge_of": edge_of,
    "year_end": year_end,
    "weekend": weekend,
    "ago": ago,
    "window": window,
    "recent": recent,
    "nth_day": nth_day,
}

__all__ = ["MEANINGS", "moved", "related_year"]
