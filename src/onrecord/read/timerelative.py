"""What the rules for days and weeks told from another day mean: weekdays, "last week", "the next day"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.model.values import Basis, Precision
from onrecord.read import timevalues as values
from onrecord.read.timeframe import Found, Frame, Match, Meaning, cue
from onrecord.read.timevalues import Kind, When


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
    relation, told = m.name("r"), f.told
    if relation in ("FOLLOWING", "PREVIOUS") and told:
        return _nearest(told, wanted, after=relation == "FOLLOWING", same=False)
    if f.narrative:
        return _nearest(told, wanted, after=True, same=True) if told else None
    now = f.published
    if now is None:
        return None
    if m.has("q") and m.value("u") == "W":
        return now - timedelta(days=now.weekday()) + timedelta(days=7 * m.value("q") + wanted)
    if relation in ("NEXT", "FOLLOWING"):
        return _nearest(now, wanted, after=True, same=False)
    if relation in ("LAST", "PAST", "PREVIOUS"):
        return _nearest(now, wanted, after=False, same=False)
    if now.weekday() != wanted and (f.future(m.start) or (relation == "THIS" and not f.past(m.start))):
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
    if word is None or m.name("f") in ("EARLIER", "LATER"):
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
    if m.has("l") and m.words[m.fit.end - 1].value != "night":
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
    if not (m.has("f") or m.has("s") or cue("cue.before_part").search(f.before(m.start, 20))):
        return ()
    if name == "night" and cue("cue.after_part").match(f.lower, m.end):
        return ()
    day = f.base
    if f.previous and f.previous.is_day:
        day = f.previous.first
    if day is None or (
        cue("cue.at").search(f.before(m.start, 4)) and name == "night" and f.previous_at < f.sentence
    ):
        return m.all(values.bare(values.PART_CODE[name], Kind.TIME))
    return m.all(replace(_narrowed(m, values.on_day(day)), basis=Basis.INFERRED))


def neighbour(m: Match, f: Frame) -> tuple[Found, ...]:
    """The next day, the following month, the same year: told from the date before."""
    unit = m.value("u")
    told = f.told_for(unit)
    if told is None or (m.name("r") == "NEXT" and not f.narrative and unit != "D" and f.published):
        return ()
    return m.all(values.moved(told, unit, int(m.value("r"))))


def before_after(m: Match, f: Frame) -> tuple[Found, ...]:
    """The day before, the week after: told from the date before, unless it goes on ("after the raid")."""
    unit = m.value("u")
    told = f.told_for(unit)
    if told is None or cue("cue.goes_on").match(f.text, m.end):
        return ()
    return m.all(values.moved(told, unit, -1 if m.name("k") in ("EARLIER", "BEFORE") else 1))


def related(m: Match, f: Frame) -> tuple[Found, ...]:
    """Last week, earlier this month, late next year."""
    by = 0 if m.name("r") == "CURRENT" else m.value("r")
    base = f.base or f.story_day
    when = values.moved(base, m.value("u"), by) if base else None
    if when is None:
        return ()
    return m.all(_bounded(_at_edge(when, m), m, f, by))


def _at_edge(when: When, m: Match) -> When:
    """A month or year cut down to its early, middle or late part; "earlier" and "later" cut nothing."""
    if when.first is None or m.name("f") not in ("EARLY", "MID", "LATE", "BEGINNING", "ENDWORD"):
        return when
    if when.precision is Precision.YEAR:
        return values.in_year(when.first.year, m.value("f"))
    if when.precision is Precision.MONTH:
        return values.in_month(when.first.year, when.first.month, m.value("f"))
    return when


def _bounded(when: When, m: Match, f: Frame, by: int) -> When:
    """The window cut at publication where it is still running."""
    now = f.published
    if f.narrative or now is None or when.first is None or when.last is None:
        return when
    if by == 0 and when.first <= now <= when.last:
        if m.name("f") == "LATER" or f.future(m.start):
            return replace(when, first=now)
        return replace(when, last=now)
    if by == -1 and m.value("u") == "W" and now.weekday() == 6:
        return replace(when, last=now - timedelta(days=1))  # on a Sunday: also the week just ending
    return when


def later_that(m: Match, f: Frame) -> tuple[Found, ...]:
    """Later that month, early in the year, earlier that day."""
    base = f.told if m.name("r") in ("THAT", "SAME") or f.narrative else f.base
    if base is not None and base is f.told:
        base = f.told_for(m.value("u"))
    when = values.moved(base, m.value("u"), 0) if base else None
    return m.all(_at_edge(when, m)) if when else ()


def edge_of(m: Match, f: Frame) -> tuple[Found, ...]:
    """The start of the year, the end of last month."""
    relation, unit = m.name("r"), m.value("u")
    base = f.told if f.narrative or relation in ("THAT", "SAME", "FOLLOWING", "PREVIOUS") else f.base
    by = m.value("r")
    when = values.moved(base, unit, by if isinstance(by, int) else 0) if base and unit != "D" else None
    return m.all(_at_edge(when, m)) if when else ()


def year_end(m: Match, f: Frame) -> tuple[Found, ...]:
    """Year's end, year-end."""
    base = f.base or f.story_day
    if base is None or m.value("u") not in ("Y", "M"):
        return ()
    return m.all(
        values.in_year(base.year, "END")
        if m.value("u") == "Y"
        else values.in_month(base.year, base.month, "END")
    )


def weekend(m: Match, f: Frame) -> tuple[Found, ...]:
    """The weekend: the last one begun, or the coming one after a future cue."""
    base = f.base or f.story_day
    if base is None:
        return ()
    back = base.weekday() < 5 and not f.future(m.start)
    return m.all(values.on_weekend(base - timedelta(days=7 * back)))


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
}
