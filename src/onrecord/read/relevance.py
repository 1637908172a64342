"""How much a report speaks of an armed conflict; below the threshold it makes no claims."""

from __future__ import annotations

from functools import cache
from re import Pattern

from onrecord import lexicon

# Distinct war words weigh by relevance.toml; words of sport, business and courts weigh against. A report of
# 200 words or more needs 4, a shorter one less. Set on 200 texts without a conflict (highest 3) and 11 with
# one (lowest 4, without its named parties), 22 November 2026: lower lets crime and sport in.
_LEAST, _MOST, _WORDS = 2.0, 4.0, 100
# From here on even a word of two meanings ("attack", "battle") is read as war.
STRONG = 9.0
_AT_WAR = 1.0  # a country at war makes a word of two meanings likelier to be of war
_NAMED = 2.0  # a named armed body counts like two likely war words


@cache
def _patterns() -> tuple[tuple[float, Pattern[str]], ...]:
    return tuple((float(e.gives), e.compiled()) for e in lexicon.load("relevance").entries)


def is_war(text: str, strength: float) -> bool:
    """True if a report of this length and strength of war words is read for claims at all."""
    return strength >= min(_MOST, _LEAST + len(text.split()) / _WORDS)


def armed(text: str, named: int = 0, *, at_war: bool = False) -> float:
    """Sum of weights of the distinct words of war in `text`.

    `named` counts the armed bodies it names; `at_war`: it tells of a country with a conflict that day.
    """
    total = _NAMED * min(named, 3) + _AT_WAR * at_war
    for weight, pattern in _patterns():
        total += weight * len({m.group().lower() for m in pattern.finditer(text)})
    return total
