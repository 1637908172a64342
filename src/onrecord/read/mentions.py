"""Wordings of sources: the phrase, its proper name, whether a person speaks, and whose statement it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.read import sourcetypes, speakers
from onrecord.read.layout import Layout, Run
from onrecord.read.parse import Token
from onrecord.read.sourcetypes import Kind, Resolve

_DEFINITE = frozenset({"the", "that", "this", "these", "those", "its", "their", "his", "her"})
_MAX_WORDS = 20  # of a wording shown as a source; the scorer of the gold set has the same limit
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SPELT_OUT = re.compile(
    r"((?:[A-Z][\w’'-]*|of|for|the|and)(?: (?:[A-Z][\w’'-]*|of|for|the|and)){1,8}) \(([A-Z][A-Za-z.-]{1,9})\)"
)


@dataclass(slots=True, kw_only=True)
class Mention:
    """One wording of a source; `name` holds the tokens of a proper name, lower case."""

    head: Token
    run: Run
    text: str
    lemma: str
    name: tuple[str, ...]
    words: frozenset[str]
    person: bool
    plural: bool
    definite: bool
    kind: Kind
    container: bool = False  # a statement or report of theirs


class Wordings:
    """Makes mentions of one report, and knows the long forms that the report gives to short names."""

    def __init__(self, layout: Layout, resolve: Resolve) -> None:
        self._layout = layout
        self._resolve = resolve
        self._kinds: dict[tuple[str, bool, bool, bool], Kind] = {}
        self._full_names: dict[str, Token] | None = None
        self._acronyms: dict[str, frozenset[str]] | None = None

    def of(self, head: Token) -> Mention:
        """The wording that this head stands at the head of."""
        layout = self._layout
        run = speakers.phrase(layout, head)
        text = layout.words(run)
        if len(text.split()) > _MAX_WORDS:
            stops = (t.i for t in layout.tokens[head.i + 1 : run[1]] if t.text in (",", "(", "—", "–", "--"))
            run = (run[0], next(stops, head.i + 1))
            run = run if run[1] - run[0] <= _MAX_WORDS else (run[0], head.i + 1)
            text = layout.words(run)
        name = _name_run(layout, head, run)
        # The small model takes bodies at the start of a sentence for people; the actor table knows better.
        person = _is_person(head, name, text) and not self._resolve(text.split(",")[0])
        nation = any(t.ent_type_ in ("NORP", "GPE") for t in layout.tokens[run[0] : run[1]])
        place = head.ent_type_ == "GPE" and not person
        kind = self.kind(text, person=person, place=place, nation=nation)
        return Mention(
            head=head,
            run=run,
            text=text,
            lemma=head.lemma_.lower(),
            name=tuple(t.lower_ for t in name),
            words=frozenset(w.lower() for w in _WORD.findall(text)),
            person=person,
            plural=head.tag_ in ("NNS", "NNPS")
            or any(c.dep_ == "nummod" and c.i < head.i for c in head.children),
            definite=any(t.lower_ in _DEFINITE for t in layout.tokens[run[0] : head.i]),
            kind=kind,
        )

    def kind(self, text: str, *, person: bool, place: bool = False, nation: bool = False) -> Kind:
        """What kind of source the words name; see sourcetypes.of."""
        key = (text, person, place, nation)
        if key not in self._kinds:
            self._kinds[key] = sourcetypes.of(text, self._resolve, person=person, place=place, nation=nation)
        return self._kinds[key]

    def fuller(self, mention: Mention) -> Mention | None:
        """The longest form of a short personal name elsewhere in the report."""
        if not mention.name or len(mention.name) > 2:
            return None
        if self._full_names is None:
            self._full_names = _long_names(self._layout)
        head = self._full_names.get(mention.name[-1])
        if head is None or head.i == mention.head.i:
            return None
        full = self.of(head)
        return full if len(full.name) > len(mention.name) and full.person == mention.person else None

    def spelt_out(self) -> dict[str, frozenset[str]]:
        """Acronyms the report spells out ("the Northern Relief Union (NRU)")."""
        if self._acronyms is None:
            found: dict[str, frozenset[str]] = {}
            for match in _SPELT_OUT.finditer(self._layout.text):
                found[match.group(2).lower()] = frozenset(w.lower() for w in _WORD.findall(match.group(1)))
            self._acronyms = found
        return self._acronyms


def whose(head: Token) -> Token | None:
    """Whose statement, report or video it is; the head itself where the words do not say; None if none."""
    if head.lemma_.lower() not in sourcetypes.lemmas("phrase.container") or head.pos_ == "PROPN":
        return None
    for child in head.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of") and child.i > head.i:
            for thing in child.children:
                if (
                    thing.dep_ == "pobj"
                    and thing.pos_ in ("PROPN", "NOUN")
                    and (child.lower_ != "of" or thing.ent_type_ in ("ORG", "GPE"))
                ):
                    return thing
    for child in head.children:
        if child.dep_ in ("compound", "nmod", "amod") and (
            child.pos_ == "PROPN" or sourcetypes.speaks(child)
        ):
            return child
    return head


def _name_run(layout: Layout, head: Token, run: Run) -> list[Token]:
    """Tokens of the proper name that the head, or its apposition, is the end of."""
    anchors = [head, *(c for c in head.children if c.dep_ == "appos")]
    for anchor in anchors:
        if anchor.pos_ != "PROPN":
            continue
        start = end = anchor.i
        while (
            start > run[0]
            and layout.tokens[start - 1].pos_ == "PROPN"
            and layout.tokens[start - 1].head.i >= start - 1
        ):
            start -= 1
        while end + 1 < run[1] and layout.tokens[end + 1].pos_ == "PROPN":
            end += 1
        tail = (
            [t for t in layout.tokens[end + 1 : run[1]] if t.pos_ == "PROPN"]
            if anchor.ent_type_ == "ORG"
            and end + 1 < run[1]
            and layout.tokens[end + 1].lower_ in ("of", "for", "and")
            else []
        )
        return [*layout.tokens[start : end + 1], *tail]
    return []


def _is_person(head: Token, name: list[Token], text: str) -> bool:
    people = sourcetypes.pattern("phrase.person")
    if head.ent_type_ == "PERSON" or any(t.ent_type_ == "PERSON" for t in name):
        return True
    if head.pos_ == "NOUN":
        return people.search(head.lower_) is not None
    if head.ent_type_ in ("ORG", "GPE", "NORP", "FAC"):
        return bool(name) and people.search(name[0].lower_) is not None
    return people.search(text.lower()) is not None


def _long_names(layout: Layout) -> dict[str, Token]:
    """Last word of each personal name of two or more words, with the head of its first and longest form."""
    out: dict[str, Token] = {}
    size: dict[str, int] = {}
    for ent in layout.doc.ents:
        if ent.label_ != "PERSON" or len(ent) < 2:
            continue
        last = [t for t in ent if t.pos_ == "PROPN"][-1:]
        if not last:
            continue
        word = last[0].lower_
        if len(ent) > size.get(word, 1):
            size[word] = len(ent)
            out[word] = ent.root
    return out
