"""Who did it, with what, to whom and what: the fillers of one document, an entity a thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

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
from onrecord.model.actor import ActorKind, ActorRef
from onrecord.model.claim import Claim, HarmKind, Modality
from onrecord.model.source import SourceType
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
_THINGS = frozenset({"object", "vehicle", "place", "settlement"})
_BESIDE = 6  # words between a name and what its bearer is
_PEOPLE = frozenset({"person", "captive", "refugee", "fighter", "force"})
# soldiers and policemen can be victims, guerrillas are not
_VICTIMS = frozenset({"soldier", "man", "member", "officer", "policeman", "person", "individual"})


class Roles:
    """Fillers of one document, an entity a thing."""

    def __init__(self, page: Page, told: tuple[Claim, ...]) -> None:
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
        if told:
            self._accused()

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
        sure = how_sure(claim)
        for ref in claim.agents:
            span = ref.antecedent if ref.rule.startswith("pronoun") and ref.antecedent else ref.span
            root = root_of(self.page, span)
            if root is None or root.pos_ == "PRON":
                continue
            lemma = root.lemma_.lower()
            root = heart(root)
            lemma = root.lemma_.lower()
            if ref.id and lemma not in words("organisation", "people"):
                self.bodies.setdefault(self._name(ref, root), sure)
                continue
            if lemma in words("organisation"):
                if lemma not in words("organisation", "vague"):
                    self.bodies.setdefault(phrase(self.page, root), sure)
                continue
            if not self.page.classes(root) & {"force", "fighter", "person"} or root.i in self.page.place_at:
                continue
            if root.dep_ in {"amod", "compound"} or "aircraft" in self.page.classes(root):
                continue
            self.people[phrase(self.page, root)] = None
            if ref.id:
                name = self._name(ref, None)
                if name:
                    self.bodies.setdefault(name, sure)

    def _accused(self) -> None:
        """Bodies that stand after a word of blame, or claim a deed themselves."""
        for ref in self.page.actors:
            root = root_of(self.page, ref.span)
            if root is None or ref.kind not in BODIES or not ref.id:
                continue
            lemmas = [(t.i, t.lemma_.lower()) for t in root.sent]
            blamed = [i for i, w in lemmas if w in words("cue", "accused") and i < root.i]
            own = [i for i, w in lemmas if w in words("cue", "claimed") and i > root.i]
            own = own if any(w in {"responsibility", "credit"} for _, w in lemmas) else []
            if not blamed and not own:
                continue
            name = self._name(ref, root)
            official = any(
                "government" in self.page.classes(t)
                or (
                    (r := self.page.actor_at.get(t.i)) is not None
                    and r.kind in {ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT}
                )
                for t in root.sent
                if t.i < root.i
            ) or bool({w for _, w in lemmas} & words("cue", "officials"))
            value = "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"
            value = "CLAIMED OR ADMITTED" if own else value
            if self.bodies.get(name) != "CLAIMED OR ADMITTED":
                self.bodies[name] = value

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


def how_sure(claim: Claim) -> str:
    """MUC's six words for who says that the organisation did it."""
    own = {a.id for a in claim.agents if a.id}
    speakers = {s.party or s.actor for s in claim.sources} - {""}
    official = any(s.type in _AUTHORITIES for s in claim.sources)
    if own & speakers:
        return "CLAIMED OR ADMITTED"
    if claim.modality is Modality.HEDGED:
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"
