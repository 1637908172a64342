"""What the words around a name say of it: place nouns, directions, prepositions, and verbs of places."""

from __future__ import annotations

from onrecord.read.placecues import cues
from onrecord.read.placepage import APPOSED, Mention, Page

# Votes for "this names a place", in rough log-odds (see placespot).
_LOCATIVE, _WEAK, _VERB, _TAKING = 1.8, 0.5, 1.0, 2.4
_BEFALLS, _BEFALLS_ANY = 2.4, 1.4
_SPACES = frozenset({" ", "\u00a0"})
_LONGEST_CUE = 4  # words
SURE = _LOCATIVE  # strength from which on hardly anything but a place is meant


def look_around(page: Page, m: Mention) -> None:
    """Note place nouns, directions and cues beside the name."""
    table, words = cues(), page.words
    m.lead = m.start
    p = m.first - 1
    _look_after(page, m)
    _befallen(page, m)
    gap = words[m.first].gap
    while p >= 0 and gap in {" ", "\u00a0"}:
        low = words[p].low
        if low in table.directions and not m.direction and m.noun is None:
            m.direction = low
            m.lead = words[p].start
        elif low == "of" and p and words[p].gap == " " and words[p - 1].low in table.nouns:
            m.noun, m.noun_word = table.nouns[words[p - 1].low], words[p - 1].low
            m.lead = words[p - 1].start
            m.located = True
            return
        elif low in table.nouns and m.noun is None and not words[p].capital:
            m.noun, m.noun_word, m.located = table.nouns[low], low, True
            return
        elif low == "the" or low in table.capitals:
            pass
        else:
            break
        gap = words[p].gap
        p -= 1
    strength = leads(page, p, gap)
    m.evidence += strength
    m.cued = m.cued or strength > 0.0
    m.located = m.located or strength >= _LOCATIVE


def of_another(page: Page, k: int) -> bool:
    """True where the noun at word `k` has a name of its own: "the Alawite village of Latra"."""
    words = page.words
    if k + 1 >= len(words) or words[k + 1].gap != " " or words[k + 1].low not in {"of", "called", "named"}:
        return False
    noun = cues().nouns.get(words[k].low)
    return noun is not None and noun.size > 1  # "the X district of Y": the noun is the first name's


def leads(page: Page, p: int, gap: str) -> float:
    """How much word `p`, and those before it, say that a place follows; `gap` stands behind it."""
    table, words = cues(), page.words
    if p < 0 or gap not in _SPACES:
        return 0.0
    phrase, phrases = words[p].low, [words[p].low]
    while len(phrases) < _LONGEST_CUE and p and words[p].gap == " ":
        p -= 1
        phrase = f"{words[p].low} {phrase}"
        phrases.append(phrase)
    if any(phrase in table.taking for phrase in phrases):
        return _TAKING
    if any(phrase in table.locative for phrase in phrases):
        return _LOCATIVE
    if any(phrase in table.verbs for phrase in phrases):
        return _VERB
    return _WEAK if any(phrase in table.weak for phrase in phrases) else 0.0


def befalls(page: Page, end: int) -> float:
    """How much what follows character `end` says that a place stands before it: "came under fire"."""
    table = cues()
    if table.befalls.match(page.text, end):
        return _BEFALLS
    return _BEFALLS_ANY if table.befalls_any.match(page.text, end) else 0.0


def aside(text: str, start: int, relation: str) -> bool:
    """True for a place that only says where another lies ("50 km west of X"), or whence somebody speaks."""
    return relation.endswith(" of") or cues().speaker.search(text, max(0, start - 60), start) is not None


def _befallen(page: Page, m: Mention) -> None:
    strength = befalls(page, m.end)
    m.evidence += strength
    m.cued = m.cued or strength > 0.0
    m.located = m.located or strength >= _LOCATIVE


def _look_after(page: Page, m: Mention) -> None:
    table, words = cues(), page.words
    if told := APPOSED.match(page.text[m.end : m.end + 60]):  # "Latra, the main town of ..."
        for word in reversed(told.group(1).lower().split()):
            noun = table.nouns["city"] if word in table.capitals else table.nouns.get(word)
            if noun is not None and noun.kind in {"town", "area"}:
                m.noun, m.noun_word, m.located = noun, word, True
                return
    k = m.last + 1
    if k >= len(words) or words[k].gap not in {" ", "\u00a0", "-"}:
        return
    two = f"{words[k].low} {words[k + 1].low}" if k + 1 < len(words) and words[k + 1].gap == " " else ""
    for n, low in enumerate((two, words[k].low)):
        if low in table.nouns and not of_another(page, k + 1 - n):
            m.noun, m.noun_word = table.nouns[low], low
            m.located = True
            return
