"""The interval layer: "between Friday and Monday", "since Friday", "their third day of"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.model.values import Basis, Precision
from onrecord.read.timeframe import cue
from onrecord.read.timevalues import DAY_MINUTES, PART_OF_DAY, Kind, Mention, When

# Characters before an expression in which its preposition, or "since the war began in", may stand.
_REACH = 80
# Expressions on either side in which the day that a sentence names is looked for.
_NEIGHBOURS = 12


def joined(text: str, mentions: list[Mention], published: date | None) -> list[Mention]:
    """The mentions with ranges made one, running totals run on, and ordinal days counted back."""
    out: list[Mention] = []
    at = 0
    while at < len(mentions):
        one = mentions[at]
        pair = _range(text, one, mentions[at + 1]) if at + 1 < len(mentions) else None
        if pair is not None:
            out.append(pair)
            at += 2
            continue
        night = cue("cue.night_of").search(_before(text, one))
        if night and one.when.kind is Kind.DATE and one.when.is_day and one.when.first:
            one = replace(one, when=_night(one.when, one.when.first, one.when.first + timedelta(days=1)))
        out.append(one)
        at += 1
    return [_completed(text, out, i, published) for i in range(len(out))]


def _before(text: str, one: Mention) -> str:
    return text[max(one.sentence, one.start - _REACH) : one.start].lower()


def _completed(text: str, mentions: list[Mention], at: int, published: date | None) -> Mention:
    one = mentions[at]
    if one.when.kind is Kind.NTH_DAY:
        counted = one.when.basis is Basis.STATED
        anchor = _anchor(mentions, at) or (published if counted else None)
        return replace(one, when=_counted_back(one.when, anchor)) if anchor else one
    if one.when.first is None or one.when.kind is Kind.DURATION:
        return one
    since = cue("cue.since").search(_before(text, one))
    if since is None:
        return one
    start = one.start - (len(_before(text, one)) - since.start())
    return replace(one, start=start, when=_running(mentions, at, published))


def _range(text: str, one: Mention, other: Mention) -> Mention | None:
    """The two as one range, if words join them and they follow on each other."""
    if one.sentence != other.sentence or other.start - one.end > 12:
        return None
    gap = cue("cue.joined").match(text[one.end : other.start].lower())
    first, last = one.when, other.when
    days = {Kind.DATE, Kind.TIME}
    if gap is None or first.kind not in days or last.kind not in days or not (first.first and last.last):
        return None
    before = _before(text, one)
    led = cue("cue.range").search(before)
    night = cue("cue.night_of").search(before)
    word = gap["word"]
    between = led is not None and led["word"] == "between"
    if led is None and word not in ("and", "-", "–", "—", "to"):
        return None
    first = _put_before(first, last)
    if first.first is None or first.last is None or first.first > last.last:
        return None
    if word == "and" and not between and not night:
        if first.last + timedelta(days=1) != last.first:
            return None
        led = None
    if night:
        return replace(one, start=one.start, end=other.end, when=_night(first, first.first, last.last))
    when = replace(
        first,
        value=f"{first.value}/{last.value}",
        last=last.last,
        to_minute=last.to_minute,
        kind=Kind.DATE,
        precision=_coarser(first.precision, last.precision),
    )
    start = one.start - (len(before) - led.start()) if led else one.start
    return replace(one, start=start, end=other.end, when=when)


def _put_before(first: When, last: When) -> When:
    """`first` moved back a week or a year where it would come after `last`."""
    if first.first is None or first.last is None or last.last is None or first.first <= last.last:
        return first
    if first.is_day and (first.first - last.last).days < 7:
        back = timedelta(days=7)
        moved = first.first - back
        return replace(first, first=moved, last=first.last - back, value=moved.isoformat() + first.value[10:])
    if first.precision in (Precision.MONTH, Precision.DAY) and (first.first - last.last).days < 366:
        try:
            moved, end = (day.replace(year=day.year - 1) for day in (first.first, first.last))
        except ValueError:  # 29 February
            return first
        return replace(first, first=moved, last=end, value=str(moved.year) + first.value[4:])
    return first


def _coarser(a: Precision, b: Precision) -> Precision:
    order = list(Precision)
    return max(a, b, key=order.index)


def _night(when: When, first: date, last: date) -> When:
    last = last if last > first else first + timedelta(days=1)
    start, end = PART_OF_DAY["night"]
    return replace(
        when,
        kind=Kind.TIME,
        value=first.isoformat() + "TNI",
        first=first,
        last=last,
        from_minute=start,
        to_minute=end - DAY_MINUTES,
        precision=Precision.PART_OF_DAY,
    )


def _anchor(mentions: list[Mention], at: int) -> date | None:
    """The day that an ordinal is counted to: one told in its sentence, nearest first."""
    here = mentions[at]
    near = sorted(
        (abs(m.start - here.start), m.when.last)
        for m in mentions[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        if m.sentence == here.sentence and m.when.is_day and m.when.last and not m.when.cumulative
    )
    return near[0][1] if near else None


def _counted_back(when: When, anchor: date) -> When:
    first = anchor - timedelta(days=when.n - 1)
    value = f"{first.isoformat()}/{anchor.isoformat()}"
    return replace(when, value=value, first=first, last=anchor, basis=Basis.INFERRED)


def _running(mentions: list[Mention], at: int, published: date | None) -> When:
    """From the start told to the latest day the sentence names, else to publication: a running total."""
    when, sentence = mentions[at].when, mentions[at].sentence
    assert when.first is not None
    start = when.first
    named = [
        m.when.last
        for m in mentions[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        if m is not mentions[at]
        and m.sentence == sentence
        and m.when.is_day
        and m.when.last
        and m.when.last > start
    ]
    named = [day for day in named if published is None or day <= published]
    last = max(named) if named else published
    if last is None or last < start:
        return replace(when, first=None, last=None, cumulative=True)
    value = f"{start.isoformat()}/{last.isoformat()}"
    told = Precision.DAY if mentions[at].rule == "period.edge_of" else when.precision
    return replace(when, value=value, last=last, to_minute=DAY_MINUTES, precision=told, cumulative=True)
