"""Ranges of reported harm: low to high with the best mark, the statements behind; arrows for open ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.model.answer import StatementLine, TollLine

_HEIGHT, _ROW = 26, 16
_FIRST_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 50000, 100000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Numbers of people along a line from 0 to `top`; some room is kept at the right for open ends."""

    top: int
    step: int

    def at(self, number: float) -> float:
        """Per cent of the width."""
        return min(100.0, number / self.top * 100)


def scale_of(tolls: Iterable[TollLine]) -> Scale:
    """A scale that all these tolls fit on."""
    numbers = [n for t in tolls for n in (t.high, *_numbers(t.statements)) if n is not None]
    most = max(numbers, default=1)
    step = next((s for s in _FIRST_STEPS if most * 1.12 / s <= 6), max(1, most // 5))
    return Scale(top=max(step * (int(most * 1.12 // step) + 1), 1), step=step)


def range_bar(toll: TollLine, scale: Scale) -> Markup:
    """The reported range of one kind and class."""
    if toll.low is None or toll.high is None or toll.best is None:
        return _svg(_grid(scale, _HEIGHT), _HEIGHT, "no figure stands")
    low, high, best = scale.at(toll.low), scale.at(toll.high), scale.at(toll.best)
    wide = max(0.6, high - low)
    parts = [
        _grid(scale, _HEIGHT),
        Markup('<rect class="bar" x="{x:.2f}%" y="6" width="{w:.2f}%" height="14" rx="2"/>').format(
            x=low, w=wide
        ),
        Markup('<line class="best" x1="{x:.2f}%" x2="{x:.2f}%" y1="3" y2="23"/>').format(x=best),
    ]
    if toll.open:
        parts.append(_arrow(max(high, low + wide), 13))
    said = f"reported low {toll.low}, best {toll.best}, high {toll.high}{' or more' if toll.open else ''}"
    return _svg(Markup("").join(parts), _HEIGHT, said)


def statement_bar(line: StatementLine, scale: Scale) -> Markup:
    """One origin's word on it."""
    low = scale.at(line.low)
    faded = " faded" if line.standing not in ("live", "increment") else ""
    if line.high is None:
        mark = Markup('<line class="said" x1="{x:.2f}%" x2="{x:.2f}%" y1="4" y2="12"/>').format(
            x=low
        ) + _arrow(low, 8)
    elif line.high == line.low:
        mark = Markup('<circle class="said" cx="{x:.2f}%" cy="8" r="3"/>').format(x=low)
    else:
        mark = Markup('<line class="said" x1="{a:.2f}%" x2="{b:.2f}%" y1="8" y2="8"/>').format(
            a=low, b=scale.at(line.high)
        )
    body = _grid(scale, _ROW) + Markup('<g class="{}">{}</g>').format(f"mark{faded}", mark)
    return _svg(body, _ROW, line.as_written or "a statement")


def axis(scale: Scale) -> Markup:
    """The numbers along the bottom."""
    parts = Markup("").join(
        Markup('<text x="{x:.2f}%" y="11" text-anchor="{anchor}">{n:,}</text>').format(
            x=scale.at(n), n=n, anchor="start" if n == 0 else "end" if n == scale.top else "middle"
        )
        for n in range(0, scale.top + 1, scale.step)
    )
    return Markup('<svg class="axis" width="100%" height="14" aria-hidden="true">{}</svg>').format(parts)


def _arrow(x: float, y: int) -> Markup:
    return Markup(
        '<svg x="{x:.2f}%" y="{y}" width="30" height="12" overflow="visible">'
        '<path class="open" d="M1 6H21M15 1.5 21 6l-6 4.5"/></svg>'
    ).format(x=x, y=y - 6)


def _grid(scale: Scale, height: int) -> Markup:
    return Markup("").join(
        Markup('<line class="grid" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{h}"/>').format(
            x=scale.at(n), h=height
        )
        for n in range(0, scale.top + 1, scale.step)
    )


def _svg(body: Markup, height: int, label: str) -> Markup:
    return Markup('<svg width="100%" height="{}" role="img" aria-label="{}">{}</svg>').format(
        height, label, body
    )


def _numbers(statements: Iterable[StatementLine]) -> list[int | None]:
    return [n for s in statements for n in (s.low, s.high)]
