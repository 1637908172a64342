"""Who did it, with what, to whom and what: the fillers of one document, an entity a thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.muc4_blame import label
from benchmarks.muc4_phrases import (
    BODIES,
    full_name,
    phrase,
    plain,
    root_lemma,
    root_of,
    tokens_of,
    whole,
    words,
)
from onrecord.model.actor import ActorRef
from onrecord.model.claim import Claim, HarmKind, Modality, Polarity
from onrecord.model.source import SourceType
from onrecord.read import blame
from onrecord.read.clauses import conjuncts, heart, prepositions
from onrecord.read.page import Page
from onrecord.read.parse import Token

Row = dict[str, Any]
_AUTHORITIES = frozenset(
    {
        SourceType.MILITARY,
        SourceType.GOVERNMENT,
        SourceType.LOCAL_OFFICIAL,
        SourceType.UNNAMED_OFFICIAL,
    }
)
# "could have been carried out by X": nobody accuses X
_CONCEIVABLE = frozenset({"hedge.may_have_agent"})
_TELLING = (
    "CLAIMED OR ADMITTED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "SUSPECTED OR ACCUSED",
    "POSSIBLE",
    "REPORTED AS FACT",
)
_THINGS = frozenset({"object", "vehicle", "place", "settlement"})
_BESIDE = 6  # words between a name and what its bearer is
_PEOPLE = frozenset({"person", "captive", "refugee", "fighter", "force"})
# soldiers and policemen can be victims, guerrillas are not
_VICTIMS = frozenset({"soldier", "man", "member", "officer", "policeman", "person", "individual"})


class Roles:
    """Fillers of one document, an entity a thing."""

    def __init__(self, page: Page, told: tuple[Claim, ...], blamed: tuple[Claim, ...] = ()) -> None:
        self.page = page
        self.people: dict[str, None] = {}
        self.bodies: dict[str, str] = {}  # organisation -> how sure
        self.targets: dict[str, None] = {}
        self.weapons: dict[str, None] = {}
        self.named: dict[str, None] = {}
        self.described: dict[str, None] = {}
        self.callings: set[str] = set()  # what the named victims are: "judge", "bodyguard"
        for claim in told:
            self._agents(claim)
            self._hit(claim)
            self._weapons(claim)
        for claim in blamed:
            self._agents(claim)
        for ref in page.actors if told else ():
            root = root_of(page, ref.span)
            sure = label(page, root) if root is not None and ref.id and ref.kind in BODIES else ""
            if root is not None and sure:
                self._body(self._name(ref, root), sure)

    def filled(self) -> Row:
        """Each role's entities, one mention for each."""
        named = [[n] for n in _distinct(self.named)]
        described = [[d] for d in _distinct(self.described) if d.rpartition(" ")[2] not in self.callings]
        return {
            "perp_ind": [[n] for n in _distinct(self.people)],
            "perp_org": [[n] for n in _distinct(self.bodies)],
            "target": [[n] for n in _distinct(self.targets)],
            "weapon": [[n] for n in _distinct(self.weapons)],
            "victim": named,
            "victim_all": named + described,
        }

    def confidence(self) -> list[Row]:
        """How sure the texts are that an organisation did it."""
        return [{"ref": [name], "value": value} for name, value in self.bodies.items()]

    def _agents(self, claim: Claim) -> None:
        sure = how_sure(claim, self.page)
        for ref in claim.agents:
            span = ref.antecedent if ref.rule.startswith("pronoun") and ref.antecedent else ref.span
            root = root_of(self.page, span)
            if root is None or root.pos_ == "PRON":
                continue
            root = heart(root)
            lemma = root.lemma_.lower()
            if lemma in words("organisation", "vague"):
                for body in self._bodies_of(root):
                    self._body(body, sure)
                continue
            if lemma in words("organisation") or (ref.id and lemma not in words("organisation", "people")):
                self._body(self._name(ref, root), sure)
                continue
            if not self.page.classes(root) & {"force", "fighter", "person"} or root.i in self.page.place_at:
                continue
            if root.dep_ in {"amod", "compound"} or "aircraft" in self.page.classes(root):
                continue
            self.people[phrase(self.page, root)] = None
            named = tuple(self._bodies_of(root)) or ((self._name(ref, None),) if ref.id else ())
            for body in named:
                self._body(body, sure)

    def _body(self, name: str, sure: str) -> None:
        """Of several words for one body the one that tells most of who says so."""
        if name and _TELLING.index(sure) < _TELLING.index(self.bodies.get(name, _TELLING[-1])):
            self.bodies[name] = sure
        elif name:
            self.bodies.setdefault(name, sure)

    def _bodies_of(self, people: Token) -> Iterator[str]:
        """ "army troops", "FMLN guerrillas", "members of the National Guard": the body they belong to."""
        beside = [c for c in people.children if c.dep_ in {"compound", "poss", "nmod"}]
        for noun in [*beside, *(n for w, n in prepositions(people) if w in {"of", "from"})]:
            ref = self.page.actor_at.get(noun.i)
            known = ref is not None and ref.id and ref.kind in BODIES and noun.pos_ == "PROPN"
            body = known or noun.lemma_.lower() in words("organisation") - words("organisation", "vague")
            if body and noun.i not in self.page.place_at:
                yield self._name(ref, noun) if ref is not None and ref.id else phrase(self.page, noun)

    def _name(self, ref: ActorRef, root: Token | None) -> str:
        """The body's name as the text most often writes it."""
        written: Counter[str] = Counter()
        for other in self.page.actors:
            head = root_of(self.page, other.span)
            same = other.id == ref.id and other.span is not None
            if same and head is not None and head.pos_ == "PROPN":
                text = plain(other.as_written)
                written[text] += 100 if text.isupper() else 1
        if written:
            return written.most_common(1)[0][0].lower()
        return phrase(self.page, root) if root is not None else ""

    def _hit(self, claim: Claim) -> None:
        for person in claim.persons:
            root = root_of(self.page, person.span)
            if root is not None:
                self._person(root)
        for ref in claim.targets:
            root = root_of(self.page, ref.span)
            if root is None or root.pos_ == "PRON":
                continue
            root = whole(root)
            lemma, classes = root.lemma_.lower(), self.page.classes(root)
            if lemma in words("plain", "ground") or root.i in self.page.place_at:
                continue
            named = root.tag_ == "NNP" and root.ent_type_ not in {"NORP", "GPE", "LOC", "FAC"}
            if root.ent_type_ == "PERSON" or (named and self._only_people(claim, classes)):
                self._person(root)
            elif not self._only_people(claim, classes) and (
                classes & _THINGS or root.ent_type_ in {"FAC", "ORG"}
            ):
                self._target(root)
            elif lemma in words("plain", "tolls") or lemma in words("organisation", "people") - _VICTIMS:
                continue
            elif classes & _PEOPLE or root_lemma(self.page, claim.trigger) in words("harm", "people"):
                self.described[phrase(self.page, root, numbers=False)] = None
                self._named_after(root)
        if claim.object is not None:
            root = root_of(self.page, claim.object.span)
            if root is not None:
                self._target(whole(root))
        for count in claim.counts:
            if count.kind in {HarmKind.KILLED, HarmKind.INJURED} and count.who and count.high != 0:
                found = tokens_of(self.page, count.span)
                root = next((t for t in found if t.text == count.who), None) if found is not None else None
                if root is not None and root.pos_ == "NOUN" and root.ent_type_ != "PERSON":
                    if root.lemma_.lower() in words("plain", "tolls"):
                        continue
                    self.described[phrase(self.page, root, numbers=False)] = None
                    self._named_after(root)

    def _only_people(self, claim: Claim, classes: frozenset[str]) -> bool:
        """ "the killing of the Jesuits": who undergoes it is somebody, whatever the word."""
        return not classes & _THINGS and root_lemma(self.page, claim.trigger) in words("harm", "people")

    def _target(self, root: Token) -> None:
        """A thing hit, with whose it is where a name tells."""
        if root.lemma_.lower() in words("armed") | words("plain", "ground") or root.i in self.page.place_at:
            return
        text = phrase(self.page, root, numbers=False)
        for word, noun in prepositions(root):
            if word == "of" and noun.pos_ == "PROPN" and noun.i not in self.page.place_at:
                end = noun.idx + len(noun.text)
                text += " " + " ".join(self.page.text[root.idx + len(root.text) : end].split()).lower()
        self.targets[text] = None

    def _person(self, root: Token) -> None:
        self.named[full_name(self.page, root)] = None
        doc = self.page.doc
        for token in doc[max(root.sent.start, root.i - _BESIDE) : min(root.sent.end, root.i + _BESIDE)]:
            if token.tag_ == "NN" and token.dep_ in {"appos", "compound", "nmod", "amod", "nsubj"}:
                self.callings.add(token.lower_)

    def _named_after(self, root: Token) -> None:
        """ "three journalists: A, B and C": the names that stand in apposition."""
        for child in root.children:
            if child.dep_ == "appos":
                for token in conjuncts(child):
                    if token.ent_type_ == "PERSON":
                        self._person(token)

    def _weapons(self, claim: Claim) -> None:
        found = tokens_of(self.page, claim.evidence)
        for token in found.sent if found is not None else ():
            lemma = token.lemma_.lower()
            if token.pos_ not in {"NOUN", "PROPN"} or lemma not in words("weapon"):
                continue
            text = phrase(self.page, token, numbers=False)
            if lemma in words("weapon", "vague") and not any(n in text for n in words("weapon", "near")):
                continue
            if token.dep_ != "compound":
                self.weapons[text] = None


def _distinct(names: Iterable[str]) -> list[str]:
    """Without those whose words stand, in order, within a longer one."""
    names = [n for n in names if n]
    return [n for n in names if not any(n != o and re.search(rf"\b{re.escape(n)}$", o) for o in names)]


def how_sure(claim: Claim, page: Page) -> str:
    """MUC's words for who says that the organisation did it: the chain of the claim and what it doubts."""
    own = {a.id for a in claim.agents if a.id}
    speakers = {s.party or s.actor for s in claim.sources}
    official = any(s.type in _AUTHORITIES for s in claim.sources)
    answers = "attack.responsibility" in claim.rules or own & speakers
    if answers and claim.polarity is Polarity.AFFIRMED:
        return "CLAIMED OR ADMITTED"
    if any(rule in _CONCEIVABLE for rule in claim.rules):
        return "POSSIBLE"
    trigger = root_of(page, claim.trigger)
    named = {t.i for t in blame.accused(trigger)} if trigger is not None else set()
    accused = any((root := root_of(page, a.span)) is not None and root.i in named for a in claim.agents)
    cue = root_lemma(page, claim.cue.span) if claim.cue is not None and claim.cue.span is not None else ""
    accused = accused or cue in words("cue", "accused") or claim.polarity is Polarity.DENIED
    if accused or claim.modality is Modality.HEDGED:
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"
