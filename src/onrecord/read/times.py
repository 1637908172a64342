"""Finds every time expression of a text and says when it was: TIMEX3 value and interval.

Weekdays are the last such day up to and including publication; what is told from publication stays
unresolved where there is none; a length of time ("for three years") never becomes a date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from onrecord.model.claim import TimeRef
from onrecord.model.values import Span
from onrecord.read import timelengths, timeranges, timerelative, timerules
from onrecord.read.timeframe import Found, Frame, Match, Meaning
from onrecord.read.timevalues import Mention
from onrecord.read.timewords import Fit, Word, fits, grammar, lowered, runs

MEANINGS: dict[str, Meaning] = {**timerules.MEANINGS, **timerelative.MEANINGS, **timelengths.MEANINGS}
# Where a sentence may end: a line break, or a stop before a capital or a digit.
_STOP = re.compile(r"[\n.!?](?:(?<=\n)|[\"'”’)]*\s+(?=[\"“‘'(]?[A-Z0-9]))")
_LAST_WORD = re.compile(r"[^\W_]+$")
_LONGEST_ABBREVIATION = 6


def mentions(text: str, published: date | None, *, narrative: bool = False) -> list[Mention]:
    """Every time expression in order of the text, none overlapping."""
    lower = lowered(text)
    frame = Frame(lower, text, published, narrative)
    breaks = _breaks(text, lower)
    out: list[Mention] = []
    for run, words in runs(text, lower):
        table = fits(run)
        at = 0
        while at < len(run):
            sentence = breaks[bisect_right(breaks, words[at].start) - 1]
            frame.sentence = sentence
            taken = _first_that_means(table[at], words, frame)
            if taken is None:
                at += 1
                continue
            fit, found = taken
            for one in found:
                out.append(Mention(one.start, one.end, one.when, fit.rule.id, one.link, sentence))
                frame.tell(one, fit.rule.id)
            at = fit.end
    return out


def _breaks(text: str, lower: str) -> list[int]:
    """Starts of sentences; a stop after a month, a title or an initial ends none ("Nov. 9", "Gen. Ali")."""
    short = grammar().abbreviations
    starts = [0]
    for stop in _STOP.finditer(text):
        if stop[0][0] == ".":
            at = stop.start()
            word = _LAST_WORD.search(lower, max(0, at - _LONGEST_ABBREVIATION), at)
            if word is not None and (word[0] in short or (len(word[0]) == 1 and word[0].isalpha())):
                continue
        starts.append(stop.end())
    return starts


def _first_that_means(
    candidates: tuple[Fit, ...], words: list[Word], frame: Frame
) -> tuple[Fit, tuple[Found, ...]] | None:
    for fit in candidates:
        try:
            found = MEANINGS[fit.rule.gives](Match(fit, words), frame)
        except (ValueError, OverflowError):  # no such day or year: not a date
            continue
        if found is None or found:
            return fit, found or ()
    return None


def find(
    text: str, published: date | None, *, zone: str = "UTC", narrative: bool = False
) -> tuple[TimeRef, ...]:
    """Every time expression, ranges joined, "since Friday" run on and "their third day" counted back."""
    found = mentions(text, published, narrative=narrative)
    out = []
    for one in timeranges.joined(text, found, published):
        out.append(
            TimeRef(
                as_written=text[one.start : one.end],
                span=Span(start=one.start, end=one.end),
                interval=one.when.interval(zone),
                value=one.when.value,
                cumulative=one.when.cumulative,
                rule=one.rule,
            )
        )
    return tuple(out)
