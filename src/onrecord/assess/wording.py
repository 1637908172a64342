"""What a worded number says: bounds read at derivation by a versioned lexicon (RESOLUTION 3.1)."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

from onrecord.lexicon import load
from onrecord.model.claim import Count


def bounds(count: Count, whole: int | None = None) -> tuple[int, int | None] | None:
    """Least and greatest number that the wording allows; None above = open; None = it names no number.

    `whole` is the least number of the count that an "of whom" belongs to, for "mostly".
    """
    rule = rule_for(count.as_written)
    if rule is not None:
        read = _read(rule, count, whole)
        if read is not None:
            return read
    if count.low is None and count.high is None:
        return None
    low = count.low or 0
    if count.approx and count.low == count.high and count.low is not None:
        return math.ceil(0.8 * low), math.floor(1.2 * low)
    return low, count.high


def rule_for(wording: str) -> dict[str, Any] | None:
    """The keys of the first rule that the wording matches."""
    for pattern, unless, rule in _rules():
        if pattern.search(wording) and not (unless and unless.search(wording)):
            return rule
    return None


def of_record(words: str) -> bool:
    """True if words say that a figure comes from a register of deaths or a list of names."""
    return any(pattern.search(words) for pattern in _registers())


@cache
def _registers() -> tuple[re.Pattern[str], ...]:
    return tuple(entry.compiled(re.IGNORECASE) for entry in load("registries").entries)


def _read(rule: dict[str, Any], count: Count, whole: int | None) -> tuple[int, int | None] | None:
    """Bounds by one rule; None where it needs a number that was not told."""
    if "share" in rule:
        if count.low is not None or whole is None:
            return None
        return math.floor(rule["share"] * whole) + 1, None
    if "from" in rule:
        return None if count.low is not None else (rule["from"], rule.get("to"))
    number = count.low if count.low is not None else count.high
    if number is None:
        return None
    low = math.ceil(rule["low"] * number) + rule.get("shift_low", 0)
    if rule.get("open"):
        return low, None
    return low, max(low, math.floor(rule["high"] * number) + rule.get("shift_high", 0))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None, dict[str, Any]], ...]:
    return tuple(
        (
            entry.compiled(re.IGNORECASE),
            re.compile(entry.more["unless"], re.IGNORECASE) if "unless" in entry.more else None,
            entry.more,
        )
        for entry in load("tolls").entries
    )
