"""Strips of days: rows of rectangles on one axis of days, placed in per cent so words keep their size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from onrecord.model.answer import DayRow, LaneLine
from onrecord.model.control import Holding, Status
from onrecord.model.pages import ChangeWindow
from onrecord.web import wording

HEIGHT = 28
LANE_HEIGHT = 16
# A label is printed inside a stretch of at least this share of the strip; on a phone only above twice that.
LABEL_FROM = 11.0
_STEPS = (1, 2, 3, 7, 14, 30, 61, 91, 183, 365, 730, 1826, 3652)
_TICKS = 11

_LANE = Markup(
    '<a href="{href}" aria-label="{title}"><rect class="fill-{style} {side}{hedged}" x="{x:.2f}%" y="3"'
    ' width="{w:.2f}%" height="{h}" rx="1"><title>{title}</title></rect>'
    '<circle class="said {side}" cx="{x:.2f}%" cy="{mid}" r="4"/></a>'
)
_WINDOW = Markup(
    '<svg class="window" y="{y}" height="12" overflow="visible"><title>{title}</title>'
    '<line x1="{a:.2f}%" x2="{b:.2f}%" y1="6" y2="6"/>'
    '<line x1="{a:.2f}%" x2="{a:.2f}%" y1="2" y2="10"/>'
    '<line x1="{b:.2f}%" x2="{b:.2f}%" y1="2" y2="10"/></svg>'
)
_SEGMENT = Markup(
    '<a class="seg {status}" href="{href}" aria-label="{title}">'
    '<rect class="fill-{status} {side}" x="{x:.2f}%" y="2" width="{w:.2f}%" height="{h}" rx="2">'
    "<title>{title}</title></rect>{text}</a>"
)

Link = Callable[[date], str]
Colour = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The days a strip covers, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where a day begins, in per cent of the width, kept inside the strip."""
        return min(100.0, max(0.0, (day - self.first).days / self.days * 100))

    def ticks(self) -> list[date]:
        """Days to be labelled, evenly apart, not more than eleven."""
        step = next((s for s in _STEPS if self.days / s <= _TICKS), _STEPS[-1])
        return [self.first + timedelta(days=n) for n in range(0, self.days, step)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of days with one status, one side, one state beneath."""

    first: date
    last: date
    row: DayRow


def axis_of(rows: Iterable[DayRow], lanes: Iterable[LaneLine]) -> Axis | None:
    """The days that rows and lanes cover; a lane that has no end adds nothing."""
    days = [row.day for row in rows]
    if not days:
        return None
    starts = [span.since for lane in lanes for span in lane.days if span.since > date.min]
    return Axis(first=min([*days, *(s for s in starts if s <= max(days))]), last=max(days))


def runs(rows: Sequence[DayRow]) -> list[Run]:
    """Days of equal status joined."""
    found: list[Run] = []
    for row in rows:
        last = found[-1] if found else None
        same = last is not None and (last.row.status, last.row.side) == (row.status, row.side)
        if last is not None and same and last.last + timedelta(days=1) == row.day:
            found[-1] = Run(first=last.first, last=row.day, row=row)
        else:
            found.append(Run(first=row.day, last=row.day, row=row))
    return found


def status_strip(
    rows: Sequence[DayRow], axis: Axis, colour: Colour, link: Link, *, on: date | None
) -> Markup:
    """Who held a place, by day. Every stretch links to its first day."""
    parts = [_segment(run, axis, colour, link) for run in runs(rows)]
    return _svg([_rules(axis, HEIGHT), *parts, _cursor(axis, on, HEIGHT)], HEIGHT)


def lane_strip(
    lane: LaneLine, axis: Axis, colour: Colour, link: Callable[[str], str], *, on: date | None
) -> Markup:
    """What one origin said, from each of its words to the next; a ring where it spoke."""
    parts: list[Markup] = []
    for span in lane.days:
        if span.since > axis.last:
            continue
        x, end = axis.at(span.since), axis.at(min(span.until, axis.last) + timedelta(days=1))
        said = wording.HOLDING[span.holding].format(side=span.side or "a side")
        style = {Holding.HOLDS: "held", Holding.CONTESTED: "contested", Holding.NOT: "not"}[span.holding]
        title = f"{lane.name}, {wording.days(span.since, min(span.until, axis.last))}: {said}"
        parts.append(
            _LANE.format(
                href=link(f"/claims/{span.claims[0]}") if span.claims else "#",
                title=title + (" (hedged)" if span.hedged else ""),
                style=style,
                side=colour(span.side),
                hedged=" hedged" if span.hedged else "",
                x=x,
                w=max(0.4, end - x),
                h=LANE_HEIGHT - 6,
                mid=LANE_HEIGHT // 2,
            )
        )
    return _svg([_rules(axis, LANE_HEIGHT), *parts, _cursor(axis, on, LANE_HEIGHT)], LANE_HEIGHT)


def window_strip(windows: Iterable[ChangeWindow], axis: Axis) -> Markup:
    """The days in which each change lies, as brackets."""
    parts: list[Markup] = []
    ends: list[float] = []  # of each row, where its last bracket ends
    for window in windows:
        left, right = axis.at(window.first), axis.at(window.last + timedelta(days=1))
        told = f"change to {wording.STATUS[window.status]}"
        title = (
            f"{told}{': ' + window.side if window.side else ''}, {wording.days(window.first, window.last)}"
        )
        parts.append(_WINDOW.format(title=title, a=left, b=right, y=_row(ends, left, right) * 11))
    return _svg(parts, 12 + 11 * max(0, len(ends) - 1))


def _row(ends: list[float], left: float, right: float) -> int:
    """The first row in which a bracket meets no other."""
    for at, end in enumerate(ends):
        if end < left - 0.3:
            ends[at] = right
            return at
    ends.append(right)
    return len(ends) - 1


def axis_strip(axis: Axis) -> Markup:
    """The days along the top; the year where it begins."""
    parts, year = [], 0
    for at, tick in enumerate(axis.ticks()):
        text = wording.day(tick) if tick.year != year else wording.short_day(tick)
        year = tick.year
        x = axis.at(tick)
        parts.append(
            Markup(
                '<g class="{odd}"><line x1="{x:.2f}%" x2="{x:.2f}%" y1="13" y2="18"/>'
                '<text x="{x:.2f}%" dx="2" y="11">{text}</text></g>'
            ).format(odd="every-other" if at % 2 else "tick", x=x, text=text)
        )
    return Markup('<svg class="strip axis" width="100%" height="18" aria-hidden="true">{}</svg>').format(
        Markup("").join(parts)
    )


def _segment(run: Run, axis: Axis, colour: Colour, link: Link) -> Markup:
    x, end = axis.at(run.first), axis.at(run.last + timedelta(days=1))
    width, row = end - x, run.row
    label = row.side or wording.STATUS[row.status]
    title = f"{wording.days(run.first, run.last)}: {told(row)}"
    text = Markup("")
    if width >= LABEL_FROM:
        text = Markup('<text class="{narrow}" x="{x:.2f}%" dx="7" y="{y}">{label}</text>').format(
            narrow="narrow" if width < 3 * LABEL_FROM else "wide",
            x=x,
            y=HEIGHT // 2 + 4,
            label=shortened(label, width),
        )
    return _SEGMENT.format(
        status=row.status.value,
        href=link(run.first),
        title=title,
        side=colour(row.side),
        x=x,
        w=width,
        h=HEIGHT - 4,
        text=text,
    )


def shortened(label: str, width: float) -> str:
    """A label cut to what fits into a stretch of `width` per cent of a strip of some 880 pixels."""
    room = int((width / 100 * 880 - 12) / 7.2)
    return label if len(label) <= room else label[: max(1, room - 1)].rstrip() + "…"


def told(row: DayRow) -> str:
    """A day's status in words: "held by X", "claimed by X, beneath it Y"."""
    match row.status:
        case Status.HELD:
            return f"held by {row.side}"
        case Status.LIKELY:
            return f"likely held by {row.side}"
        case Status.CLAIMED:
            beneath = f"; beneath the claim, likeliest: {row.over}" if row.over else ""
            return f"claimed by {row.side}{beneath}"
        case Status.CONTESTED:
            return "contested"
        case Status.UNKNOWN:
            return "unknown"


def _rules(axis: Axis, height: int) -> Markup:
    return Markup("").join(
        Markup('<line class="rule" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{h}"/>').format(
            x=axis.at(t), h=height + 16
        )
        for t in axis.ticks()
    )


def _cursor(axis: Axis, on: date | None, height: int) -> Markup:
    if on is None or not axis.first <= on <= axis.last:
        return Markup("")
    x = axis.at(on) + 50 / axis.days
    return Markup('<line class="cursor" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{h}"/>').format(x=x, h=height)


def _svg(parts: Iterable[Markup], height: int) -> Markup:
    return Markup('<svg class="strip" width="100%" height="{}" role="group">{}</svg>').format(
        height, Markup("").join(parts)
    )
