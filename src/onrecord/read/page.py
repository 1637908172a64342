"""One edition as the event rules see it: the parse, and what was recognised at each token."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from onrecord import lexicon
from onrecord.model.actor import ActorRef
from onrecord.model.place import PlaceRef
from onrecord.model.source import Attribution, Silence
from onrecord.model.values import Span
from onrecord.read import attribution, relevance
from onrecord.read.parse import Doc, Token, TokenSpan, span_of

_PERSON_PRONOUNS = frozenset(
    {"he", "she", "they", "we", "i", "who", "him", "her", "them", "us", "it", "which", "that"}
)
_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})


@cache
def noun_entries() -> dict[str, tuple[lexicon.Entry, ...]]:
    """Lemma -> the entries of nouns.toml that hold it."""
    table: dict[str, list[lexicon.Entry]] = {}
    for entry in lexicon.load("nouns").entries:
        for lemma in entry.lemmas:
            table.setdefault(lemma, []).append(entry)
    return {lemma: tuple(entries) for lemma, entries in table.items()}


def entries_of(token: Token) -> tuple[lexicon.Entry, ...]:
    """What the lexicon knows of a noun, the compound of two words before the single one."""
    table = noun_entries()
    word = token.lemma_.lower()
    if token.i and token.doc[token.i - 1].dep_ in {"compound", "amod"}:
        pair = table.get(f"{token.doc[token.i - 1].lower_} {word}")
        if pair:
            return pair
    return table.get(word) or table.get(token.lower_) or ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A parsed edition with its actors, places and attributions; `armed` is the strength of its war words."""

    doc: Doc
    text: str  # kept, since a Doc builds its text anew at each access
    actors: tuple[ActorRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    silences: tuple[Silence, ...] = ()
    armed: float = 0.0
    actor_at: dict[int, ActorRef] = field(default_factory=dict)
    place_at: dict[int, PlaceRef] = field(default_factory=dict)
    person_at: dict[int, TokenSpan] = field(default_factory=dict)  # names of people, by token
    sentences: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)  # a memo

    @staticmethod
    def of(
        doc: Doc,
        *,
        actors: tuple[ActorRef, ...] = (),
        places: tuple[PlaceRef, ...] = (),
        attributions: tuple[Attribution, ...] = (),
        silences: tuple[Silence, ...] = (),
        armed: float = 0.0,
    ) -> Page:
        """Index actors and places by token."""
        return Page(
            doc=doc,
            text=doc.text,
            actors=actors,
            places=places,
            attributions=attributions,
            silences=silences,
            armed=armed,
            actor_at={i: ref for ref in actors for i in _tokens(doc, ref.span)},
            place_at={i: ref for ref in places for i in _tokens(doc, ref.span)},
            person_at={i: e for e in doc.ents if e.label_ == "PERSON" for i in range(e.start, e.end)},
        )

    @property
    def is_war(self) -> bool:
        """True where the whole report is clearly of war, so that words of two meanings are read so."""
        return self.armed >= relevance.STRONG

    def classes(self, token: Token) -> frozenset[str]:
        """Classes of a noun by nouns.toml: place, force, fighter, person, aircraft, object and so on."""
        found: set[str] = set()
        if token.i in self.place_at:
            found.update({"place", "settlement"})
        if token.i in self.actor_at:
            found.add("force")
        for entry in entries_of(token):
            found.add(entry.gives)
            found.update(entry.more.get("also", ()))
            if "object" in entry.more:
                found.add("vehicle" if entry.more["object"] == "vehicle" else "object")
        if not found and token.ent_type_ in _PLACE_ENTITIES:
            found.update({"place", "settlement"})
        if not found and token.ent_type_ == "PERSON":
            found.add("person")
        if not found and token.ent_type_ in {"NORP", "ORG"} and token.pos_ in {"PROPN", "NOUN"}:
            found.add("organisation")
        if not found and (token.pos_ == "NUM" or token.lower_ in _PERSON_PRONOUNS):
            found.update({"person", "force", "fighter"} if token.pos_ != "NUM" else {"person"})
        return frozenset(found)

    def sentence_classes(self, sentence: TokenSpan) -> frozenset[str]:
        """All classes of the nouns of one sentence; worked out once."""
        known = self.sentences.get(sentence.start)
        if known is None:
            nouns = (t for t in sentence if t.pos_ in {"NOUN", "PROPN"} or t.i in self.actor_at)
            known = frozenset().union(*(self.classes(t) for t in nouns))
            self.sentences[sentence.start] = known
        return known


def _tokens(doc: Doc, span: Span | None) -> range:
    """Numbers of the tokens that a span of characters covers."""
    if span is None:
        return range(0)
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return range(found.start, found.end) if found is not None else range(0)


def sentence_of(token: Token) -> TokenSpan:
    """The sentence a token stands in."""
    return token.sent


def quoted_or_said(page: Page, token: Token) -> tuple[Attribution, ...]:
    """The attributions that the token is said in, the outermost first."""
    where = span_of(token)
    return tuple(page.attributions[i] for i in reversed(attribution.covering(page.attributions, where)))
