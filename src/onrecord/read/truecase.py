"""Gives a text that came in capitals the case of running English, letter for letter in the same places.

`restore(text, names, book)` is what a caller needs: paragraphs mostly in capitals are given small letters,
all others stay. The result has the length of the text, so that a span of the one is a span of the other.

A word stays small where the dictionary of the model, our word lists or the rest of the text know it as a
common one; it is a name where gazetteer, actor table or tagger say so, or where nothing knows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.parties import Parties
from onrecord.read.casewords import Known, bodies, capital, lists, small
from onrecord.read.parse import named_at, word_classes
from onrecord.read.placecues import cues
from onrecord.read.placepage import Names
from onrecord.read.placewords import Word, cut
from onrecord.read.timewords import grammar

_CAPITALS = 0.7  # share of a paragraph's letters, from which it is one of capitals
_LEAST_WORDS, _LEAST_LETTERS = 3, 12  # shorter ones may be an acronym or a label
_LONGEST = 6  # words of a name
_SPELLED = 12  # words back to where a name that is then given in letters begins
_PARAGRAPH = re.compile(r"[^\n]+")
_BRACKETED = re.compile(r"\(([A-Z]{2,6})\)")
_OPENING = re.compile(r"(?:^|[.!?…:][\"”’')\]]*\s+|[\n\"“]\s*|\s--?\s+(?=[\"“]))[\"“‘'(\[\s-]*(?=[^\W\d_])")
_BEFORE_OPENING = re.compile(r"([^\W_]+)\.[\"”’')\]]*\s+[\"“‘'(\[\s-]*$")
_APOSTROPHE = re.compile("[’'ʼ`]")
_VOWEL = re.compile(r"[AEIOUY]")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{1,3}|V|X)")
_JOINED = frozenset({" ", "-", "‑", "’", "'", "", ". "})
_OWNED = frozenset({" ", "'S ", "’S "})
_MONTHS_TOO = frozenset({"may", "march"})  # verbs, but beside a number or behind "in"


def restore(text: str, names: Names, book: Parties) -> str:
    """`text` with the case of running English where its paragraphs are in capitals; of the same length."""
    blocks = [m for m in _PARAGRAPH.finditer(text) if in_capitals(m.group())]
    if not blocks:
        return text
    known = Known(names=names, book=book, seen=_seen(text), acronyms=frozenset(_BRACKETED.findall(text)))
    out, last = [], 0
    for block in blocks:
        out += [text[last : block.start()], _Block(text=block.group(), known=known).restored()]
        last = block.end()
    return "".join([*out, text[last:]])


def in_capitals(paragraph: str) -> bool:
    """True for a paragraph in capitals that is long enough to be one."""
    upper = sum(map(str.isupper, paragraph))
    letters = upper + sum(map(str.islower, paragraph))
    if letters < _LEAST_LETTERS or upper < _CAPITALS * letters:
        return False
    return len(paragraph.split(maxsplit=_LEAST_WORDS)) >= _LEAST_WORDS


def _seen(text: str) -> dict[str, bool]:
    """Word -> whether it is a name, by how the other paragraphs write it within a sentence."""
    rest = _PARAGRAPH.sub(lambda m: " " if in_capitals(m.group()) else m.group(), text)
    openings = {m.end() for m in _OPENING.finditer(rest)}
    count: Counter[str] = Counter()
    for word in cut(rest):
        if word.start not in openings:
            count[word.low] += 1 if word.capital else -1
    return {word: n > 0 for word, n in count.items() if n}


@dataclass(slots=True, kw_only=True)
class _Block:
    """One paragraph in capitals; `shown` holds each word as decided, None where it is open."""

    text: str
    known: Known
    words: list[Word] = field(init=False)
    shown: list[str | None] = field(init=False)

    def __post_init__(self) -> None:
        self.words = cut(self.text)
        self.shown = [None] * len(self.words)

    def restored(self) -> str:
        """The paragraph in running case."""
        self._keep_acronyms()
        self._name_bodies()
        self._name_places()
        left = [i for i, shown in enumerate(self.shown) if shown is None]
        for i in left:
            self.shown[i] = self._alone(i)
        self._ask_tagger([i for i in left if self._may_be_name(i)])
        self._name_spelled_out()
        self._give_titles()
        self._give_bodies()
        return _with_openings(self._written())

    def _written(self) -> str:
        out, last = [], 0
        for word, shown in zip(self.words, self.shown, strict=True):
            out += [small(self.text[last : word.start]), shown or small(word.text)]
            last = word.end
        return "".join([*out, small(self.text[last:])])

    def _low(self, i: int) -> str:
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def _gap(self, i: int) -> str:
        """What stands before a word; a line break before the first and behind the last."""
        return self.words[i].gap if 0 < i < len(self.words) else "\n"

    def _together(self, i: int, length: int) -> bool:
        return all(self._gap(k) in _JOINED for k in range(i + 1, i + length))

    def _raise(self, i: int) -> None:
        self.shown[i] = capital(self.words[i].text)

    # Names that tables know

    def _keep_acronyms(self) -> None:
        for i, word in enumerate(self.words):
            letters = "." in word.text or word.text in self.known.acronyms or self._looks_short(i)
            if letters or not word.capital:
                self.shown[i] = word.text

    def _looks_short(self, i: int) -> bool:
        """ "T-72", "DRC", "II": a letter beside a figure, no vowel, a Roman number."""
        text = self.words[i].text
        if not text.isascii() or self._low(i) in lists()["small"] | lists()["title"]:
            return False
        if len(text) <= 2 and self._beside_figure(i):
            return True
        return 1 < len(text) <= 5 and (not _VOWEL.search(text) or _ROMAN.fullmatch(text) is not None)

    def _beside_figure(self, i: int) -> bool:
        return (self._gap(i) == "-" and self._low(i - 1).isdigit()) or (
            self._gap(i + 1) in {"-", ""} and self._low(i + 1).isdigit()
        )

    def _name_bodies(self) -> None:
        table = bodies(self.known.book)
        for i, word in enumerate(self.words):
            for low, written in table.get(word.low, ()):
                here = tuple(w.low for w in self.words[i : i + len(low)])
                if here != low or not self._together(i, len(low)):
                    continue
                if self.shown[i] is None or len(low) > 1:
                    self.shown[i : i + len(low)] = written
                break

    def _name_places(self) -> None:
        i = 0
        while i < len(self.words):
            length = self._place_at(i)
            for k in range(i, i + length):
                inner = self._is_inner(k) and (k > i or self._gap(k + 1) == "-")
                self.shown[k] = small(self.words[k].text) if inner else capital(self.words[k].text)
            i += length or 1

    def _is_inner(self, i: int) -> bool:
        """A particle of a name, or a small English word."""
        return self._low(i) in lists()["particle"] or "function" in word_classes(self._low(i))

    def _place_at(self, i: int) -> int:
        """Words of the longest name of several words that the gazetteer has from word `i` on."""
        if "function" in word_classes(self._low(i)):
            return 0
        for length in range(min(_LONGEST, len(self.words) - i), 1, -1):
            part = self.words[i : i + length]
            if any(shown is not None for shown in self.shown[i : i + length]):
                continue
            if not self._together(i, length) or "function" in word_classes(part[-1].low):
                continue
            name = " ".join(capital(w.text) for w in part)
            if self.known.place(name, plain=all(self.known.common(w.low) for w in part)):
                return length
        return 0

    # Words alone

    def _alone(self, i: int) -> str:
        """A word by what it is: a name where nothing knows it as a common word."""
        low = self._low(i)
        if low in lists()["letters"]:
            return low[:-1].upper() + "s" if low[-1] == "s" and low != "us" else low.upper()
        if low == "us":
            return low if self._is_pronoun(i) else "US"
        return capital(self.words[i].text) if self._is_name(i) else small(self.words[i].text)

    def _is_name(self, i: int) -> bool:
        low, table = self._low(i), lists()
        if low in _MONTHS_TOO:
            return self._is_month(i)
        if low in table["name"] or low in table["calendar"] or low == "i":
            return True
        stem = _APOSTROPHE.split(low)[0]
        classes = word_classes(low) | word_classes(stem)
        if "function" in classes or low in table["small"]:
            return False
        if low in self.known.seen:
            return self.known.seen[low]
        if not classes & {"verb", "adv"} and self.known.people(capital(low)):
            return True
        return not (classes or self.known.common(stem))

    def _is_pronoun(self, i: int) -> bool:
        """ "us" and not the country: behind a verb or preposition, with no word of its own."""
        after = self._low(i + 1) if self._gap(i + 1) in {" ", "-"} else ""
        owns = bool(after) and "function" not in word_classes(after)
        return self._low(i - 1) in lists()["before_pronoun"] and not owns

    def _is_month(self, i: int) -> bool:
        near = self._low(i - 1), self._low(i + 1)
        return any(word.isdigit() for word in near) or near[0] in lists()["before_month"]

    def _may_be_name(self, i: int) -> bool:
        """A noun of the dictionary, which has some names too."""
        shown, low = self.shown[i], self._low(i)
        return (
            shown is not None
            and shown.islower()
            and low not in lists()["small"]
            and "noun" in word_classes(low)
        )

    def _ask_tagger(self, asked: list[int]) -> None:
        """A capital for nouns that the tagger takes for names, and for countries and large towns."""
        tagged = named_at(self._written()) if asked else frozenset()
        for i in asked:
            low, name = self._low(i), capital(self.words[i].text)
            only_noun = word_classes(low) == {"noun"} and low not in lists()["ours"]
            large = only_noun and low not in cues().traps and self.known.large(name)
            if large or self.known.wide(name) or (only_noun and self.words[i].start in tagged):
                self.shown[i] = name

    # What words around decide

    def _name_spelled_out(self) -> None:
        """ "the Tarvo Popular Front (TPF)": the words that the letters in brackets stand for."""
        for i, word in enumerate(self.words):
            if self._gap(i) == " (" and word.text in self.known.acronyms:
                for k in self._spelled(i):
                    self._raise(k)

    def _spelled(self, i: int) -> list[int]:
        letters, taken = list(self._low(i)), []
        for k in range(i - 1, max(-1, i - _SPELLED), -1):
            if self._low(k)[0] == letters[-1]:
                letters.pop()
                taken.append(k)
            elif not self._is_inner(k):
                return []
            if not letters:
                return taken
        return []

    def _give_titles(self) -> None:
        """ "Colonel Volsk", "Prime Minister Tarvik", "Mark Volsk"; from the end, as titles stand in rows."""
        table = lists()
        for i in range(len(self.words) - 1, -1, -1):
            low = self._low(i)
            if not self._is_named(i + 1) or self._gap(i + 1) not in {" ", ". "}:
                continue
            before = low in table["before_title"] and self._low(i + 1) in table["title"]
            given = low in table["given"] and (self._gap(i) != " " or self._is_titled(i))
            if low in table["title"] or before or given:
                self._raise(i)
        for i in range(1, len(self.words)):
            if self._low(i) in table["given"] and self._gap(i) == " " and self._is_given(i - 1):
                self._raise(i)

    def _is_named(self, i: int) -> bool:
        shown = self.shown[i] if i < len(self.words) else None
        return shown is not None and shown.istitle()

    def _is_titled(self, i: int) -> bool:
        return i > 0 and self._low(i - 1) in lists()["title"]

    def _is_given(self, i: int) -> bool:
        """A word that nothing but its capital explains: a person's given name."""
        low = self._low(i)
        return self._is_named(i) and not self.known.common(low) and not self.known.people(low)

    def _give_bodies(self) -> None:
        """ "the National Army", "the People's Defence Brigades": capitals from the first word to the last."""
        table = lists()
        for i, word in enumerate(self.words):
            if word.low not in table["opens_body"]:
                continue
            for k in range(i + 1, min(i + _LONGEST, len(self.words))):
                if self._gap(k) not in _OWNED:
                    break
                if self._low(k) in table["body"]:
                    for n in range(i, k + 1):
                        self._raise(n)
                    break
                if self._low(k) not in table["inside_body"] and not self._is_named(k):
                    break


def _with_openings(text: str) -> str:
    """Capitals where sentences begin."""
    letters = list(text)
    for at in _openings(text):
        letters[at] = capital(letters[at])
    return "".join(letters)


def _openings(text: str) -> Iterator[int]:
    """Where sentences begin; a stop after a title, a month or an initial ends none."""
    short = grammar().abbreviations | lists()["title"]
    for match in _OPENING.finditer(text):
        before = _BEFORE_OPENING.search(text, max(0, match.end() - 24), match.end())
        word = before[1].lower() if before is not None else ""
        if word not in short and not (len(word) == 1 and word.isalpha()):
            yield match.end()
