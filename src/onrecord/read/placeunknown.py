"""Names that no gazetteer of ours lists, and that the words around them show to be places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from onrecord import lexicon
from onrecord.read.parse import word_classes
from onrecord.read.placecues import cues
from onrecord.read.placeframes import SURE, befalls, leads, of_another
from onrecord.read.placepage import APPOSED, Mention, Page
from onrecord.read.placewords import ARTICLES, runs

_LANDS = lexicon.words("land")
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_TOWN = "town"
# "Rebels took X": what may be of persons too; a single foreign name there is a town more often than not.
_TAKEN = lexicon.words("taken")
_COMPOUNDS = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
# ", 12 km south of", ", near", ", east of"
_LIES = re.compile(
    r"""(?x),?\s(?:(?:about|some|just|around|roughly|nearly)\s)?
    (?:\d[\d.,]*\s?(?:km|kms|kilomet(?:er|re)s|miles|mi)\b
    |(?:(?:to\sthe\s)?(?:north|south|east|west)(?:[-\s]?(?:east|west))?|close\sto|outside|near|between|in)
    \s?(?:of\s)?(?:the\s)?[A-Z])"""
)
_LISTED = frozenset({"and", ",", ", and", "or"})
_SHORTEST = 4  # letters of a name that nothing but a preposition speaks for


def find(page: Page, mentions: list[Mention], veto: Callable[[str], bool]) -> list[Mention]:
    """The unlisted names of a page and their repeats, without what they are placed by."""
    taken = {i for m in mentions for i in range(m.first, m.last + 1)}
    before = {m.last: m for m in mentions if (m.located or m.cued) and not m.demonym}
    out: list[Mention] = []
    for i, word in enumerate(page.words):
        if not (word.capital or word.low in ARTICLES) or i in taken or not _begins(page, i):
            continue
        last = _end(page, i, taken)
        noun = _noun_of(page, i, last, before)
        if noun is None:
            continue
        text = page.text[word.start : page.words[last].end]
        if _never(page, text, i, last, taken) or veto(text):
            continue
        m = _mention(page, i, last, text)
        if noun:
            m.noun_word, m.noun = noun, cues().nouns[noun]
        taken.update(range(i, last + 1))
        before[last] = m
        out.append(m)
    return out + list(_repeats(page, out, taken))


def _mention(page: Page, first: int, last: int, text: str) -> Mention:
    start, end = page.words[first].start, page.words[last].end
    m = Mention(first, last, start, end, text, page.sentence_of(start), ())
    m.located, m.lead = True, start
    return m


def _begins(page: Page, i: int) -> bool:
    """Whether a name could begin at word `i`, and no name runs into it."""
    word = page.words[i]
    if not word.capital and next(runs(page.words, i), None) is None:
        return False
    if not i or word.gap not in {" ", "-"}:
        return True
    last = page.words[i - 1]
    return not last.capital or last.start in page.openings or last.low in cues().locative


def _never(page: Page, text: str, first: int, last: int, taken: set[int]) -> bool:
    words = {w.low for w in page.words[first : last + 1]}
    return (
        text.lower() in cues().traps
        or bool(words & cues().no_place)
        or _named_person(page, text)
        or any(k in taken for k in range(first, last + 1))
    )


def _named_person(page: Page, text: str) -> bool:
    """True where the text has it inside the full name of a person."""
    return any(text != name and text in name.split() for name in page.names.get(text, ()))


def _noun_of(page: Page, i: int, last: int, before: dict[int, Mention]) -> str | None:
    """The place noun told beside the name, '' where other words show a place; None where nothing does."""
    noun = _introduced(page, i) or _followed(page, i, last) or _explained(page, i, last)
    if noun is None:
        noun = _in_list(page, i, last, before)
    if noun is None and _told(page, i, last):
        noun = ""  # "the town" further on leads back to a place that was called one
    return noun


def _end(page: Page, i: int, taken: set[int]) -> int:
    """Last word of an unlisted name: capitalised words and Arabic articles, never over 'and' or 'of'."""
    last = i
    for j in sorted(runs(page.words, i)):
        inner = {page.words[k].low for k in range(i, j)}
        if j in taken or inner & {"and", "of", "in", "on", "the", "y", "e"}:
            break
        last = j
    return last


def _introduced(page: Page, i: int) -> str | None:
    """The settlement noun before 'of X' or straight before X."""
    words = page.words
    p = i - 1
    while p >= 0 and words[p + 1].gap in {" ", "-"} and words[p].low in {"al", "el", "the"}:
        p -= 1
    if p < 0 or words[p + 1].gap != " ":
        return None
    if words[p].low in {"of", "called", "named"} and p and words[p].gap == " ":
        p -= 1
    elif words[p].low not in {"village", "town", "villages", "towns", "hamlet"}:
        return None
    noun = cues().nouns.get(words[p].low)
    if noun is None or noun.kind not in {"town", "area", ""} or words[p].capital or words[p].low == "state":
        return None
    return words[p].low


def _followed(page: Page, i: int, last: int) -> str | None:
    """The noun after 'X village', 'X district'; after 'X and Y villages' too."""
    words = page.words
    if last + 1 >= len(words):
        return None
    if words[last + 1].low == "and" and last + 3 < len(words):
        end = _end(page, last + 2, set())
        if end + 1 < len(words) and words[end + 1].low in {"villages", "towns", "districts"}:
            return words[end + 1].low
    if words[last + 1].gap != " ":
        return None
    low = words[last + 1].low
    two = f"{low} {words[last + 2].low}" if last + 2 < len(words) and words[last + 2].gap == " " else ""
    for phrase, end in ((two, last + 2), (low, last + 1)):
        noun = cues().nouns.get(phrase)
        if of_another(page, end):
            return None
        if noun is not None and noun.kind == "town" and phrase not in {"city", "settlement", "quarter"}:
            return phrase
    if low in _LANDS and i and words[i - 1].low in cues().locative | {"the"}:
        return low
    return None


def _explained(page: Page, i: int, last: int) -> str | None:
    """The noun of 'a strike on X, a village ...' or 'control of X - a small town'."""
    opening = page.words[i].start in page.openings
    if not opening and (not i or leads(page, i - 1, page.words[i].gap) <= 0.0):
        return None
    end = page.words[last].end
    told = APPOSED.match(page.text[end : end + 60])
    for word in reversed(told.group(1).lower().split()) if told else ():
        noun = cues().nouns.get(word)
        if noun is not None and noun.kind == "town":
            return word
        if word in cues().capitals:
            return "city"
    return None


def _in_list(page: Page, i: int, last: int, before: dict[int, Mention]) -> str | None:
    """The noun of the place before it in a list: 'villages of W and X', 'entered W, X and Y'."""
    if not i:
        return None
    for back in (i - 1, i - 2):
        other = before.get(back)
        if other is None or page.text[other.end : page.words[i].start].strip() not in _LISTED:
            continue
        if other.noun_word.endswith("s"):
            return other.noun_word
        if _joined(page, other, i, last) and _foreign(page, i, last):
            towns = other.noun_word and other.noun is not None and other.noun.kind == "town"
            return other.noun_word if towns else _TOWN
    return None


def _joined(page: Page, other: Mention, i: int, last: int) -> bool:
    """Whether the parse joins a name to an earlier one by 'and' or a comma."""
    before = page.token_at(page.words[other.last].start).i
    first, end = page.token_at(page.words[i].start).i, page.token_at(page.words[last].start).i
    return any(t.dep_ in {"conj", "appos"} and t.head.i <= before for t in page.doc[first : end + 1])


def _told(page: Page, i: int, last: int) -> bool:
    """Whether a verb or preposition shows that a name of no English word, or a tagged one, is a place."""
    words = page.words
    start, end = words[i].start, words[last].end
    strength = leads(page, i - 1, words[i].gap) if i else 0.0
    taken = i > 0 and words[i].gap == " " and words[i - 1].low in _TAKEN
    if not strength and not taken:
        lies = start in page.openings and _LIES.match(page.text, end) is not None
        if not lies and befalls(page, end) < SURE:
            return False
        strength = SURE
    text = page.text[start:end]
    if len(text) < _SHORTEST or text.isupper() or page.text[end : end + 2] in {"'s", "’s"}:
        return False
    label = next((kind for s, e, kind in page.entities if s <= start and end <= e), "")
    tagged = label in _PLACE_LABELS
    if not tagged and not _foreign(page, i, last):
        return False
    if page.token_at(words[last].start).dep_ in _COMPOUNDS or (i == last and text in _surnames(page)):
        return False
    if strength >= SURE or (strength > 0.0 and tagged) or (taken and (tagged or i == last)):
        return True
    return befalls(page, end) >= SURE


def _surnames(page: Page) -> set[str]:
    """Single names that stand behind another somewhere: "Bilal Velmoro"."""
    words, table = page.words, cues()
    return {
        word.text
        for before, word in pairwise(words)
        if word.capital
        and before.capital
        and word.gap == " "
        and before.low not in table.nouns
        and (before.low in table.traps or not word_classes(before.low))
    }


def _foreign(page: Page, i: int, last: int) -> bool:
    """True for a name with a word that English does not have, and none that the text writes small."""
    lows = [w.low for w in page.words[i : last + 1] if w.capital]
    return any(not word_classes(low) for low in lows) and not any(low in page.lower for low in lows)


def _repeats(page: Page, found: list[Mention], taken: set[int]) -> Iterator[Mention]:
    """The same unlisted names wherever else they stand."""
    known = {m.text: m for m in found}
    if not known:
        return
    for i, word in enumerate(page.words):
        if i in taken or not (word.capital or word.low in ARTICLES):
            continue
        for j in runs(page.words, i):
            text = page.text[word.start : page.words[j].end]
            if (first := known.get(text)) and not taken.intersection(range(i, j + 1)):
                m = _mention(page, i, j, text)
                m.noun, m.noun_word = first.noun, first.noun_word
                taken.update(range(i, j + 1))
                yield m
                break
