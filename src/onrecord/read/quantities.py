"""Numbers as reports word them: digits, number words, ranges, "dozens", "at least", "another"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.read.clauses import heart
from onrecord.read.parse import Token

_DIGITS = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d[\d,]*|[a-z]+)\s*(?:-|–|\bto\b|\bor\b)\s*(\d[\d,]*|[a-z]+)")
_TWO = re.compile(r"(?i)\bbetween (\d[\d,]*|[a-z]+) and (\d[\d,]*|[a-z]+)$")
_SEVERAL = frozenset({"several", "few"})
_CLOCK = re.compile(r"\d[:/]\d")  # "16:40", "7/24"
_ARTICLE = re.compile(r"\ban?\s+$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as worded: low None = no lower bound, high None = open above."""

    low: int | None
    high: int | None
    approx: bool = False
    increment: bool = False
    start: int = 0  # first character of the wording


@cache
def _tables() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    tables = lexicon.load("counts").tables
    return tables["numbers"], tables["multipliers"], tables["quantities"]


def value_of(text: str) -> int | None:
    """The integer that a run of number words or digits stands for; None if it is none."""
    numbers, multipliers, _ = _tables()
    if _CLOCK.search(text):
        return None
    total, group, seen = 0, 0.0, False
    for word in re.findall(r"[a-z]+|\d[\d,.]*", text.lower().replace("-", " ")):
        if word[0].isdigit():
            digits = _DIGITS.match(word)
            if digits is None:
                return None
            raw = digits.group()
            plain = (
                raw.replace(",", "")
                if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", raw) is None
                else re.sub("[,.]", "", raw)
            )
            group, seen = group + float(plain), True
        elif word in numbers:
            group, seen = group + numbers[word], True
        elif word == "half":
            group, seen = group + 0.5, True
        elif word in multipliers:
            group = (group or 1) * multipliers[word]
            seen = True
            if multipliers[word] >= 1000:
                total, group = total + int(group), 0
        elif word not in {"and", "a", "an"}:
            return None
    value = total + group
    return int(value) if seen and not 0 < value < 1 else None


def number_of(head: Token) -> Number | None:
    """The number said of a noun, or that the token itself is; None where there is none."""
    doc = head.doc
    if head.pos_ == "NUM" or head.lemma_.lower() in {"dozen", "score", "hundred", "thousand", "million"}:
        return _worded(head, head)
    for child in head.children:
        if child.dep_ == "nummod" or (child.pos_ == "NUM" and child.i < head.i and child.dep_ != "appos"):
            return _worded(child, head)
    for child in head.children:  # "dozens of" is sometimes parsed the other way round
        if child.i < head.i and child.lemma_.lower() in {"dozen", "hundred", "thousand", "score"}:
            return _worded(child, head)
    left = doc[head.left_edge.i : head.i + (head.pos_ in {"ADJ", "DET", "PRON"})].text.lower()
    if re.search(r"\b(?:no|not a single)\b", left):
        return Number(0, 0, start=head.left_edge.idx)
    if heart(head).pos_ != "PRON" and any(re.search(rf"\b{re.escape(w)}\b", left) for w in _vague()):
        return Number(None, None, start=head.left_edge.idx)
    return None


@cache
def _vague() -> tuple[str, ...]:
    return next(e.words for e in lexicon.load("counts").entries if e.id == "count.vague")


def _worded(number: Token, head: Token) -> Number | None:
    """Read the wording around a number token: modifiers before it, ranges, plural quantity words."""
    doc = number.doc
    sentence, base = number.sent.text, number.sent.start_char
    quantities = _tables()[2]
    left = number
    while left.i > number.sent.start and (
        doc[left.i - 1].pos_ == "NUM"
        or (
            doc[left.i - 1].lower_ in {"-", "–", "to", "of"}
            and left.i - 2 >= 0
            and _is_number(doc[left.i - 2])
        )
    ):
        left = doc[left.i - 1]
    right = number
    while right.i + 1 < head.i and _is_number(doc[right.i + 1]):
        right = doc[right.i + 1]
    if left.i > 0 and doc[left.i - 1].lower_ == "between":  # "between 20 and 30"
        second = doc[min(right.i + 2, number.sent.end - 1)]
        right = second if second.pos_ == "NUM" and doc[right.i + 1].lower_ in {"and", "to"} else right
    left = _with_words_before(left)
    start, end = left.idx, right.idx + len(right.text)
    words = sentence[start - base : end - base].lower()
    before = _ARTICLE.sub("", sentence[max(0, start - base - 32) : start - base])  # "more than a million"
    rules = {e.gives: e for e in lexicon.load("counts").entries if e.id.startswith("count.") and e.pattern}
    approx = bool(rules["about"].compiled().search(before))
    increment = (
        bool(rules["increment"].compiled().search(before)) or head.lower_ == "more" or _more_after(right)
    )
    plural = max((q for q in quantities if re.search(rf"\b{q}\b", words)), key=len, default="")
    if not plural and words in {"dozens", "scores", "hundreds", "thousands"}:
        plural = words
    if plural:
        return Number(quantities[plural], None, approx=approx, increment=increment, start=start)
    span = _RANGE.fullmatch(words) or _TWO.search(sentence[max(0, start - base - 24) : end - base])
    values = [value_of(v) for v in span.groups()] if span else []
    if len(values) == 2 and None not in values and (values[0] or 0) < (values[1] or 0):
        return Number(values[0], values[1], approx=approx, start=start)
    value = value_of(words)
    if value is None:
        return None
    if rules["at_least"].compiled().search(before):
        return Number(value, None, increment=increment, start=start)
    if rules["at_most"].compiled().search(before):
        return Number(None, value, increment=increment, start=start)
    return Number(value, value, approx=approx, increment=increment, start=start)


def _with_words_before(left: Token) -> Token:
    """ "[tens] of thousands", "[several] hundred", "[half a] million"."""
    doc = left.doc
    if left.i > left.sent.start and doc[left.i - 1].lower_ == "tens":
        return doc[left.i - 1]
    if left.i > left.sent.start and doc[left.i - 1].lower_ in _SEVERAL and left.lower_ in _tables()[1]:
        return doc[left.i - 1]
    for back in (1, 2):
        if left.i - back >= left.sent.start and doc[left.i - back].lower_ == "half":
            return doc[left.i - back]
    return left


def _is_number(token: Token) -> bool:
    numbers, multipliers, quantities = _tables()
    word = token.lower_
    return (
        token.pos_ == "NUM" or word in numbers or word in multipliers or word in quantities or word == "tens"
    )


def _more_after(token: Token) -> bool:
    doc = token.doc
    return token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "more"
