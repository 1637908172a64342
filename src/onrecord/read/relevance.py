"""How much a report speaks of an armed conflict; below the threshold it makes no claims."""

from __future__ import annotations

from functools import cache
from re import Pattern

from onrecord import lexicon

# Distinct war words weigh by relevance.toml; words of sport, business and courts weigh against.
# Set on 200 texts without a conflict and 13 with one (22 November 2026): lower lets crime and sport in.
THRESHOLD = 6.0
# From here on even a word of two meanings ("attack", "battle") is read as war.
STRONG = 12.0


@cache
def _patterns() -> tuple[tuple[float, Pattern[str]], ...]:
    return tuple((float(e.gives), e.compiled()) for e in lexicon.load("relevance").entries)


def armed(text: str, named: int = 0) -> float:
    """Sum of weights of the distinct words of war in `text`; `named` counts armed bodies it names."""
    total = 3.0 * min(named, 3)
    for weight, pattern in _patterns():
        total += weight * len({m.group().lower() for m in pattern.finditer(text)})
    return total
