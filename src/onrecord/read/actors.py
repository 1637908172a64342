"""Finds the parties a report names, and what "the militants" and "the army" stand for in it.

Named bodies come from the actor table; a common noun is resolved only where one body fits, and keeps its
words alone (id '') where several do. Media and monitors are sources, not parties: see `read.attribution`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from onrecord import lexicon
from onrecord.model.actor import Actor, ActorKind, ActorRef
from onrecord.model.values import Span
from onrecord.parties import Parties
from onrecord.read import pronouns
from onrecord.read.parse import Doc, Token
from onrecord.read.partygrammar import Mention
from onrecord.read.partyphrases import scan
from onrecord.read.partywords import Words, lay_out

_SILENT = frozenset(
    {
        ActorKind.NEWS_AGENCY,
        ActorKind.OUTLET,
        ActorKind.STATE_MEDIA,
        ActorKind.PARTY_MEDIA,
        ActorKind.MONITOR,
    }
)
_BODIES = {"military": ActorKind.MILITARY, "police": ActorKind.POLICE, "government": ActorKind.GOVERNMENT}
_BANDS = frozenset(
    {"rebel", "militant", "jihadist", "separatist", "militia", "paramilitary", "fighter", "group"}
)
_THEN = frozenset({"belief", "naming"})
_AGAINST = frozenset({"rebel", "militant", "jihadist", "separatist"})
_BANDS_TOO = frozenset({"gang", "bandit", "mercenary", "settler"})
# Nouns that stand for a group only with an article ("the group"); "a group of men" is none.
_ONLY_DEFINITE = frozenset({"group", "fighter"})
# A country leads if it has this share of all words that tell of a country. Set by eye on ten reports.
_LEAD = 0.5
_NEAR = 2  # sentences back, where several bodies could be meant


def find(
    doc: Doc,
    parties: Parties,
    *,
    country_votes: Mapping[str, float] | None = None,
    day: date | None = None,
) -> tuple[ActorRef, ...]:
    """The parties of a parsed report in text order, each with its span.

    `country_votes` (ISO 3166 -> weight), from its places and outlet, is added to what the names tell;
    `day` is the day of publication.
    """
    words = lay_out(doc, parties)
    mentions = scan(words, parties)
    ordinals = _sentences(doc)
    scene = _Scene(words=words, parties=parties, mentions=mentions, day=day, text=doc.text, ordinals=ordinals)
    scene.vote(country_votes or {})
    found = [ref for ref in (scene.ref(m) for m in mentions) if ref is not None]
    found += pronouns.find(doc, found)
    return tuple(sorted(found, key=_start))


def _start(ref: ActorRef) -> int:
    return ref.span.start if ref.span is not None else 0


@cache
def _acts() -> frozenset[str]:
    return frozenset(x for e in lexicon.load("actors").giving("state_acts") for x in e.lemmas)


@cache
def _called(noun: str, head: str) -> frozenset[str]:
    """Classes of group that a noun of class `head` may stand for."""
    table: dict[str, list[str]] = lexicon.load("actors").tables["called"]
    return frozenset(c for c, nouns in table.items() if head in nouns or f"{head}:{noun}" in nouns)


@dataclass(slots=True)
class _Scene:
    """One report while it is read: who has been named so far, and which countries it is about."""

    words: Words
    parties: Parties
    mentions: tuple[Mention, ...]
    day: date | None
    text: str  # kept, since a Doc builds its text anew at each access
    countries: tuple[str, ...] = ()
    shares: dict[str, float] = field(default_factory=dict)
    named: list[tuple[int, str, Span]] = field(default_factory=list)  # sentence, actor, where
    told: list[tuple[int, str]] = field(default_factory=list)  # where a country is named, and which
    ordinals: list[int] = field(default_factory=list)  # of the sentence of each token

    def vote(self, votes: Mapping[str, float]) -> None:
        """Which countries the report is about, by what its names and its places tell."""
        count: defaultdict[str, float] = defaultdict(float)
        for iso, weight in votes.items():
            count[iso] += weight
        for at in range(len(self.words.words)):
            size, nations = self.parties.naming.nation_at(self.words.words, at)
            if size and not self._lends(at + size):
                count[nations[0].iso] += 1
                self.told.append((at, nations[0].iso))
        for mention in self.mentions:
            homes = {self.parties.actor(i).country for i in mention.ids}
            if len(homes) == 1 and not mention.bare and not mention.nation:
                count[homes.pop()] += 1
        count.pop("", None)
        total = sum(count.values())
        self.shares = {iso: n / total for iso, n in count.items()} if total else {}
        self.countries = tuple(sorted(self.shares, key=lambda iso: (-self.shares[iso], iso)))

    def _lends(self, at: int) -> bool:
        """ "US-backed": the country lends its name to others."""
        words = self.words.words
        return at < len(words) and self.parties.naming.class_at(words, at, frozenset({"backing_word"}))[0] > 0

    # From a phrase to a party

    def ref(self, mention: Mention) -> ActorRef | None:
        """The party of one phrase; None where the phrase is none here."""
        if mention.state and not self._party_like(mention):
            return None
        if mention.ids:
            return self._of_name(mention)
        return self._of_noun(mention)

    def _of_name(self, mention: Mention) -> ActorRef | None:
        found = self.parties.choose(mention.ids, self.countries, self.day)
        if mention.bare:
            found = tuple(a for a in found if not a.country or a.country in self.shares)
            if not found:
                return self._of_noun(replace(mention, ids=(), bare=False)) if mention.head else None
        if found[0].kind in _SILENT:
            return None
        if mention.state and mention.part == "capital":
            found = (self.parties.actor(f"{found[0].id}-government"),)
        if len(found) > 1 and found[0].country not in self.shares:
            return self._made(mention, None, rule="actors.ambiguous")
        rule = mention.rule or ("actors.state" if mention.state else "actors.name")
        return self._made(mention, found[0], rule=rule)

    def _party_like(self, mention: Mention) -> bool:
        """A country or capital is a party only where it acts or is acted by."""
        token = self._root(mention)
        while token.dep_ in {"conj", "appos"} and token.head.i != token.i:
            token = token.head
        head = token.head
        if token.dep_ in {"nsubj", "nsubjpass"}:
            if mention.part == "capital":
                return head.lemma_.lower() in _acts() and token.dep_ == "nsubj"
            return head.pos_ in {"VERB", "AUX"} and head.lemma_.lower() in _acts() and token.dep_ == "nsubj"
        if token.dep_ == "pobj" and head.lower_ == "by":
            return head.head.pos_ == "NOUN" or head.head.lemma_.lower() in _acts()
        return token.dep_ == "dobj" and head.lemma_ in {"blame", "accuse"}

    def _root(self, mention: Mention) -> Token:
        tokens = [self.words.token(i) for i in range(mention.start, mention.end)]
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])

    # Common nouns

    def _of_noun(self, mention: Mention) -> ActorRef | None:
        believed = self._believed(mention)
        if believed is not None:
            return self._made(mention, believed, rule="actors.after.belief")
        if (mention.determiner == "owner" and not mention.state_word) or self._from_elsewhere(mention):
            # "its army": whoever "it" is
            return self._made(mention, None, rule=mention.rule)
        if mention.head == "air" and not (mention.nation or mention.state_word or self._own(mention)):
            return None  # "an aircraft bombed the town" names nobody
        if mention.determiner != "indefinite" and mention.rule not in {"actors.backed", "actors.unlisted"}:
            found, rule = None, ""
            if mention.head == "air" and mention.state_word:  # "army jets"
                found, rule = self._own_body(replace(mention, head="military"))
            elif mention.head in _BODIES and not mention.people and not mention.nation:
                found, rule = self._own_body(mention)
            elif mention.head == "coalition":
                found, rule = self._coalition(mention)
            elif mention.head in _BANDS | _BANDS_TOO:
                found, rule = self._band(mention)
            if found is not None:
                return self._made(mention, found, rule=rule, back=True)
        if mention.head in {"group", "coalition", "office", "government"} and not mention.nation:
            return None
        return self._made(mention, None, rule=mention.rule)

    def _from_elsewhere(self, mention: Mention) -> bool:
        """ "Armed youths from Tarvo": told by a name of their own, so no group named elsewhere."""
        words, end = self.words.words, mention.end
        if mention.head not in _BANDS | _BANDS_TOO or end + 1 >= len(words):
            return False
        return words[end].lower() == "from" and words[end + 1][:1].isupper()

    def _noun(self, mention: Mention) -> str:
        return self.words.words[mention.end - 1].lower()

    def _own_body(self, mention: Mention) -> tuple[Actor | None, str]:
        """ "the army", "regime forces": of the country that has the war, or of the one named before."""
        kind = _BODIES[mention.head]
        own = mention.state_word or self._own(mention)
        if not own and mention.determiner != "definite":
            return None, ""
        homes = self._homes() if mention.state_word else frozenset()  # "federal forces" are no neighbour's
        before = [
            i
            for i in dict.fromkeys(i for _, i, _ in reversed(self.named))
            if self.parties.actor(i).kind is kind and (not homes or self.parties.actor(i).country in homes)
        ]
        if len(before) == 1 and (own or mention.head == "military"):
            return self.parties.actor(before[0]), "actors.same.body"
        if not own:
            return None, ""
        state = self.parties.nation(self._lead() or self._last_told(mention))
        if state:
            return self.parties.actor(f"{state}-{mention.head}"), "actors.own.body"
        return (self.parties.actor(before[0]), "actors.last.body") if before else (None, "")

    def _homes(self) -> frozenset[str]:
        """The countries of the war the report is about; empty where none is known."""
        war = self.parties.conflict_at(self.countries, self.day) if self.day and self.countries else None
        return frozenset(war.countries) if war else frozenset()

    def _last_told(self, mention: Mention) -> str:
        """Where no country leads: the last one told of before, if it is the only one nearby."""
        here = self._ordinal(mention)
        near = {iso for at, iso in self.told if at < mention.start and here - self._sentence(at) <= _NEAR}
        return near.pop() if len(near) == 1 else ""

    def _sentence(self, at: int) -> int:
        return self.ordinals[self.words.tokens[at]]

    def _own(self, mention: Mention) -> bool:
        """The noun alone means the country's own body ("the army", "security forces")."""
        words, own = self.words.words[: mention.end], frozenset({"own"})
        spots = range(mention.start, mention.end)
        return any(self.parties.naming.class_at(words, i, own)[0] == mention.end - i for i in spots)

    def _lead(self) -> str:
        """The country the report is about; '' where none leads."""
        if not self.countries:
            return ""
        first = self.countries[0]
        rest = [self.shares[c] for c in self.countries[1:2]]
        return first if self.shares[first] >= _LEAD or not rest or self.shares[first] >= 2 * rest[0] else ""

    def _coalition(self, mention: Mention) -> tuple[Actor | None, str]:
        """ "the coalition": the one in play, or an alliance of groups that has the noun in its name."""
        noun = self._noun(mention)

        def is_one(actor: Actor) -> bool:
            return actor.kind is ActorKind.COALITION or noun in actor.name.lower().split()

        named = dict.fromkeys(i for _, i, _ in reversed(self.named))
        before = [i for i in named if is_one(self.parties.actor(i))]
        if len(before) == 1:
            return self.parties.actor(before[0]), "actors.same.coalition"
        if before:
            return None, ""
        found = self.parties.coalition_at(self.countries, self.day) if self.day is not None else None
        return (found, "actors.war.coalition") if found is not None else (None, "")

    def _band(self, mention: Mention) -> tuple[Actor | None, str]:
        """ "the militants": the one group in play that is called so."""
        noun = self._noun(mention)
        if mention.head in _ONLY_DEFINITE and mention.determiner != "definite":
            return None, ""
        if mention.head in _ONLY_DEFINITE and (
            mention.people or (mention.head == "group" and noun.endswith("s"))
        ):
            return None, ""
        classes = _called(noun, mention.head)
        here = self._ordinal(mention)

        def fits(id: str) -> bool:
            actor = self.parties.actor(id)
            if mention.nation and actor.country != mention.nation:
                return False
            if mention.head in _AGAINST and self._with_state(actor):
                return False
            return bool(classes & set(self.parties.called.get(id, ())))

        before = [(n, i) for n, i, _ in self.named if fits(i)]
        distinct = list(dict.fromkeys(i for _, i in reversed(before)))
        if len(distinct) == 1:
            return self.parties.actor(distinct[0]), "actors.same.group"
        if distinct:
            near = list(dict.fromkeys(i for n, i in reversed(before) if here - n <= _NEAR))
            if mention.determiner == "definite" and len(near) == 1:
                return self.parties.actor(near[0]), "actors.last.group"
            return None, ""
        later = {
            i
            for m in self.mentions
            if m.start >= mention.end and not m.state
            for i in self._only(m)
            if fits(i)
        }
        if len(later) == 1 and mention.head not in _ONLY_DEFINITE:
            return self.parties.actor(later.pop()), "actors.later.group"
        return None, ""

    def _with_state(self, actor: Actor) -> bool:
        """On the side of the state the war is in: its militias are not "the militants" or "the rebels"."""
        return self.day is not None and self.parties.fights_for_state(actor.id, self.countries, self.day)

    def _only(self, mention: Mention) -> tuple[str, ...]:
        """The one body a name stands for, none where it may be several."""
        found = self.parties.choose(mention.ids, self.countries, self.day)
        if mention.bare:
            found = tuple(a for a in found if not a.country or a.country in self.shares)
        return (found[0].id,) if len(found) == 1 or (found and found[0].country in self.shares) else ()

    def _believed(self, mention: Mention) -> Actor | None:
        """ "jets believed to be Russian": whose they are thought to be; the doubt is for the stance."""
        words = self.words.words
        for at in range(mention.end, min(mention.end + 3, len(words))):
            size, _ = self.parties.naming.class_at(words, at, _THEN)
            if not size:
                continue
            length, nations = self.parties.naming.nation_at(words, at + size)
            if length:
                return self.parties.body(nations[0], mention.head)
            length, aliases = self.parties.naming.alias_at(words, at + size)
            if length:
                return self.parties.choose((a.actor for a in aliases), self.countries, self.day)[0]
        return None

    # The answer

    def _made(self, mention: Mention, actor: Actor | None, *, rule: str, back: bool = False) -> ActorRef:
        span = self._span(mention)
        antecedent = None
        if actor is not None:
            if back:
                antecedent = next((s for _, i, s in reversed(self.named) if i == actor.id), None)
            self.named.append((self._ordinal(mention), actor.id, span))
        return ActorRef(
            as_written=span.of(self.text),
            span=span,
            id=actor.id if actor else "",
            name=actor.name if actor and not mention.bare else self._plain(mention),
            kind=actor.kind if actor else None,
            antecedent=antecedent,
            rule=rule,
        )

    def _ordinal(self, mention: Mention) -> int:
        return self.ordinals[self.words.tokens[mention.start]]

    def _span(self, mention: Mention) -> Span:
        doc = self.words.doc
        first, last = self.words.tokens[mention.start], self.words.tokens[mention.end - 1]
        # "al-Shabab" begins with its article, which is no word of the key.
        while first >= 2 and doc[first - 1].text == "-" and doc[first - 2].lower_ in {"al", "el"}:
            first -= 2
        if first and doc[first - 1].text in {"al", "Al", "el", "El"} and not doc[first].is_sent_start:
            first -= 1
        return Span(start=doc[first].idx, end=doc[last].idx + len(doc[last].text))

    def _plain(self, mention: Mention) -> str:
        """The words without decoration: "heavily armed gunmen" are "gunmen"."""
        start, words = mention.start, self.words.words
        while start < mention.end - 1:
            size, _ = self.parties.naming.class_at(words, start, frozenset({"quality"}))
            if not size or start + size >= mention.end or words[start].lower() in {"armed", "suspected"}:
                break
            start += size
        end = mention.core if mention.bare and mention.core > start else mention.end
        span = self._span(Mention(start=start, end=end))
        text = span.of(self.text)
        token = self.words.token(start)
        proper = self.parties.naming.nation_at(words, start)[0] or self.parties.naming.keeps_capital(
            words[start]
        )
        if token.is_sent_start and not proper and text[1:2].islower():
            return text[0].lower() + text[1:]
        return text


def _sentences(doc: Doc) -> list[int]:
    """The number of the sentence of each token."""
    found, n = [], -1
    for token in doc:
        n += bool(token.is_sent_start) or n < 0
        found.append(n)
    return found
