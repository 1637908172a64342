"""Parts of a figure: "50 civilians, mostly women and children", "six people, including two nurses"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from onrecord import lexicon
from onrecord.lexicon import Entry
from onrecord.model.claim import Count, VictimClass
from onrecord.model.values import Span
from onrecord.read import counts, quantities
from onrecord.read.page import Page, entries_of
from onrecord.read.parse import Token

_REACH = 60  # characters from the whole to the words that begin its part
_WORDS = 10  # words a part may take
_TWO = {frozenset({VictimClass.WOMEN, VictimClass.CHILDREN}): VictimClass.WOMEN_AND_CHILDREN}
# People so described are civilians, though nobody says the word.
_AT_HOME = frozenset({VictimClass.WOMEN, VictimClass.CHILDREN, VictimClass.WOMEN_AND_CHILDREN})


@cache
def _openers() -> tuple[Entry, ...]:
    return lexicon.load("counts").giving("part")


def with_parts(count: Count, page: Page) -> tuple[Count, ...]:
    """The count, and after it those of its parts that the sentence goes on to name."""
    parts = tuple(_parts(count, page))
    if count.victims is VictimClass.PEOPLE and any(_mostly(p) and p.victims in _AT_HOME for p in parts):
        count = replace(count, victims=VictimClass.CIVILIANS, class_inferred=True)
    return (count, *parts)


def _mostly(part: Count) -> bool:
    return part.low is None


def _parts(count: Count, page: Page) -> Iterator[Count]:
    if count.span is None:
        return
    sentence = next(s for s in page.doc.sents if s.start_char <= count.span.start < s.end_char)
    region = page.text[count.span.end : min(sentence.end_char, count.span.end + _REACH)]
    for entry in _openers():
        found = entry.compiled().match(region)
        if found is None:
            continue
        start = count.span.end + found.start("part")
        first = count.span.end + found.end()
        people = _people(page, sentence.start, sentence.end, first)
        size = quantities.value_of(found.groupdict().get("n") or "")
        if "n" in found.groupdict():
            if people and size is not None and size <= (count.high or size):
                share = _share(count, people[:1], start, page)
                yield replace(share, low=size, high=size)
        elif entry.more["numbered"]:
            yield from _numbered(count, people, page)
        elif people:
            yield _share(count, people, start, page)
        return


def _people(page: Page, start: int, end: int, first: int) -> list[Token]:
    """The nouns for people that follow, joined by commas and "and"."""
    doc = page.doc
    begin = next((i for i in range(start, end) if doc[i].idx >= first), end)
    found: list[Token] = []
    for i in range(begin, min(end, begin + _WORDS)):
        token = doc[i]
        if token.pos_ in {"NOUN", "PROPN"} and page.classes(token) & {"person", "fighter", "captive"}:
            found.append(token)
        elif token.pos_ in {"VERB", "AUX"} or token.lower_ in {"-", "–", "—", "from", "who"}:
            break
    return found


def _share(count: Count, people: list[Token], start: int, page: Page) -> Count:
    """ "mostly women and children": more than half of the whole, by its wording."""
    span = Span(start=start, end=people[-1].idx + len(people[-1].text))
    classes = [c for c in map(_victims, people) if c is not None]
    victims = classes[0] if len(classes) == 1 else _TWO.get(frozenset(classes), VictimClass.PEOPLE)
    return Count(
        kind=count.kind,
        who=" and ".join(t.text for t in people),
        victims=victims,
        of_whom=True,
        as_written=span.of(page.text),
        span=span,
    )


def _numbered(count: Count, people: list[Token], page: Page) -> Iterator[Count]:
    seen: set[Span | None] = set()
    for noun in people:
        part = counts.count_of(count.kind, noun, page, "")
        if part is not None and part.low is not None and _within(part, count) and part.span not in seen:
            seen.add(part.span)
            yield replace(part, of_whom=True)


def _within(part: Count, whole: Count) -> bool:
    return whole.high is None or (part.low or 0) <= whole.high


def _victims(noun: Token) -> VictimClass | None:
    entry = next((e for e in entries_of(noun) if "victims" in e.more), None)
    return VictimClass(entry.more["victims"]) if entry else None
