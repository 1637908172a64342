"""Our claims in the shape of MUC-4's templates: roles, types, tolls, places, dates, how sure who did it is.

Only `text`, `dateline`, `dateline_place`, `date_published` and `source` of a document are read.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.places import opened
from onrecord import lexicon, parties
from onrecord.model.actor import ActorKind, ActorRef
from onrecord.model.claim import Claim, Count, EventType, Extent, HarmKind, Modality, Polarity, Stance, TimeRef, VictimClass
from onrecord.model.place import PlaceKind
from onrecord.model.source import CueKind, SourceType
from onrecord.model.values import Span
from onrecord.read import (
    actors,
    arguments,
    attribution,
    claims,
    counts,
    events,
    places,
    relevance,
    setting,
    times,
)
from onrecord.read.clauses import actor, clause_span, conjuncts, core_span, heart, patient, prepositions
from onrecord.read.page import Page, quoted_or_said
from onrecord.read.parse import Token, TokenSpan, parse, span_of
from onrecord.read.stance import standing

Row = dict[str, Any]
# MUC leaves out what is older than two months at the day of the dateline.
_OLD = timedelta(days=62)
_VIOLENT = frozenset(
    {
        EventType.ARMED_ATTACK,
        EventType.BOMBING,
        EventType.MASSACRE,
        EventType.ABDUCTION,
        EventType.SHELLING,
        EventType.AIRSTRIKE,
        EventType.GROUND_ASSAULT,
        EventType.CLASH,
        EventType.OTHER,
    }
)
_BODIES = frozenset({ActorKind.MILITARY, ActorKind.POLICE, ActorKind.ARMED_GROUP, ActorKind.COALITION})
_AUTHORITIES = frozenset(
    {
        SourceType.MILITARY,
        SourceType.GOVERNMENT,
        SourceType.LOCAL_OFFICIAL,
        SourceType.UNNAMED_OFFICIAL,
    }
)
_STATES = frozenset(EventType) - _VIOLENT
# Why the reader makes no claim of a happening that is none the less taken for granted: people react to it.
_GRANTED = ("reaction", "silence")
_NOT_HIT = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "CARDINAL", "QUANTITY"})
_HARM = frozenset({HarmKind.KILLED, HarmKind.INJURED})
_NARROW = frozenset({PlaceKind.TOWN, PlaceKind.AREA, PlaceKind.FEATURE})
_FIGURES = frozenset({"several", "many", "some", "other"})
# soldiers and policemen can be victims, guerrillas are not
_VICTIMS = frozenset({"soldier", "man", "member", "officer", "policeman", "person", "individual"})
_MANY = 500  # from here on a figure is a war's, not an incident's
_FIGHTERS = frozenset({VictimClass.COMBATANTS, VictimClass.POLICE})


@cache
def words(table: str, key: str = "lemmas") -> frozenset[str]:
    """One list of muc4.toml."""
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return frozenset(tomllib.load(file)[table][key])


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction for each document."""
    for row in rows:
        yield Document.of(row).answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as read, with the claims that MUC would make a template of."""

    id: str
    page: Page
    told: tuple[Claim, ...]
    published: date | None
    home: str  # name of the dateline's country, '' where unknown

    @staticmethod
    def of(row: Row) -> Document:
        """Read a document, told beforehand that the set is of armed conflict, as all its texts are."""
        text = row["text"]
        published = date.fromisoformat(row["date_published"]) if row.get("date_published") else None
        doc, book = parse(text), parties.load()
        home = _country_of(row.get("dateline_place") or "")
        said = attribution.find(doc, book.find)
        where = places.find(doc, opened(), veto=book.is_actor_name, outlet_country=home)
        bodies = actors.find(
            doc, book, country_votes=Counter(p.country for p in where if p.country), day=published
        )
        page = Page.of(doc, actors=bodies, places=where, attributions=said, armed=relevance.STRONG)
        when = times.find(text, published)
        found = claims.assemble(page, when, edition=row["id"], reading="muc4", published=published)
        found += tuple(mentioned(page, when, {c.trigger for c in found}))
        found += tuple(framed(page, when))
        speech = any(tag.startswith(tuple(words("speech", "tags"))) for tag in row.get("tags", ()))
        kept = relevant(found, page, published, speech)
        return Document(id=row["id"], page=page, told=kept, published=published, home=home)

    def answer(self) -> Row:
        """The row that MUC's scorer reads."""
        roles = Roles(self)
        killed, injured = toll(self, HarmKind.KILLED), toll(self, HarmKind.INJURED)
        return {
            "id": self.id,
            "is_event": bool(self.told),
            "incident_types": self.types(),
            "roles": roles.filled(),
            "killed": killed,
            "injured": injured,
            "perp_confidence": roles.confidence(),
            "countries": self.countries(),
            "places": self.places(),
            "dates": self.dates(),
        }

    def types(self) -> list[str]:
        """The kinds of incident; an attack beside another kind only where it is a deed of its own."""
        found = [(kind_of(c, self.page), c) for c in self.told]
        kinds = {k for k, _ in found}
        own = any(k == "ATTACK" and root_lemma(self.page, c.trigger) in words("deed") for k, c in found)
        if len(kinds) > 1 and not own:
            kinds.discard("ATTACK")
        return sorted(kinds)

    def countries(self) -> list[str]:
        """The land most of the incidents are in; the dateline's where none is told."""
        if not self.told:
            return []
        votes: dict[str, float] = defaultdict(float, {self.home: 1.5})
        for place in self.page.places:
            votes[place.country] += 0.2
        for place in (c.place for c in self.told):
            if place is not None:
                votes[place.country] += 1.0 if place.kind in _NARROW else 0.5
        votes.pop("", None)
        code = max(sorted(votes), key=lambda c: votes[c], default="")
        return [_name_of(code)] if code else []

    def places(self) -> list[str]:
        """The named places of the incidents, as written."""
        named = [
            c.place.as_written if c.place.antecedent is None else c.place.name
            for c in self.told
            if c.place is not None and c.place.kind is not PlaceKind.COUNTRY
        ]
        return list(dict.fromkeys(n.lower() for n in named))

    def dates(self) -> list[str]:
        """The days told; the dateline's day ("on or before") where none is."""
        days = {
            c.time.interval.first_day.isoformat()
            for c in self.told
            if c.time is not None
            and c.time.interval is not None
            and c.time.interval.days <= 1
            and (self.published is None or c.time.interval.first_day <= self.published)
        }
        if not days and self.told and self.published:
            days = {self.published.isoformat()}
        return sorted(days)


@cache
def _country_of(place: str) -> str:
    hits = opened().lookup(place.title()) if place else ()
    return max(hits, key=lambda h: h.weight).place.country if hits else ""


@cache
def _name_of(code: str) -> str:
    capital = opened().capital(code)
    above = opened().place(capital.parents[-1]) if capital is not None and capital.parents else None
    return above.name if above is not None else code


# ---------------------------------------------------------------- bare mentions


def mentioned(page: Page, when: tuple[TimeRef, ...], taken: set[Span]) -> Iterator[Claim]:
    """Happenings named on the way ("talks on the murder of the priests"): no claims, but MUC wants them."""
    for sentence in page.doc.sents:
        for trigger in events.find(page, sentence):
            at = span_of(trigger.token)
            if at in taken or trigger.type in _STATES:
                continue
            told_by = quoted_or_said(page, trigger.token)
            evidence = clause_span(trigger.token)
            how = standing(trigger.token, evidence, told_by, page.text)
            if not how.told and not how.why.startswith(_GRANTED):
                continue
            doers = arguments.agents(trigger, page)
            hit = arguments.targets(trigger, page, doers)
            harm = [
                (kind, noun, rule)
                for word in dict.fromkeys((*trigger.harm, trigger.token, *trigger.also))
                for kind, noun, rule in counts.harmed(word, page)
            ]
            figures = tuple(c for k, n, r in harm if (c := counts.count_of(k, n, page, r)) is not None)
            people = tuple(p for k, n, _ in harm for p in counts.persons(n, k, page))
            thing, thing_kind = arguments.hit_object(trigger, page)
            if not (hit or figures or people or thing):
                continue
            where = setting.places(trigger, page, evidence)
            yield Claim(
                id="",
                edition="",
                reading="muc4",
                ordinal=0,
                event_type=trigger.type or EventType.ARMED_ATTACK,
                extent=Extent.INCIDENT,
                evidence=evidence,
                evidence_text=evidence.of(page.text),
                trigger=at,
                trigger_text=at.of(page.text),
                agents=doers,
                targets=hit,
                place=where[0] if where else None,
                time=setting.time(trigger, page, when, evidence),
                counts=figures,
                persons=people,
                object=thing,
                object_kind=thing_kind,
                means=arguments.means(trigger, evidence, page.text)[0],
                sources=told_by[-1].sources if told_by else (),
                polarity=how.polarity,
                modality=how.modality,
                hedge_on=how.hedge_on,
                rules=("mention", how.why),
            )


@cache
def frames() -> dict[str, tuple[Row, ...]]:
    """Lemma -> the frames of muc4.toml it stands in."""
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        rows = tomllib.load(file)["frame"]
    lemmas = {lemma for row in rows for lemma in row["lemmas"]}
    return {lemma: tuple(r for r in rows if lemma in r["lemmas"]) for lemma in lemmas}


def framed(page: Page, when: tuple[TimeRef, ...]) -> Iterator[Claim]:
    """What damage, bombs and fire were done to, by the frames of muc4.toml."""
    for token in page.doc:
        if token.pos_ not in {"VERB", "NOUN"} or token.lemma_.lower() not in frames():
            continue
        told_by = quoted_or_said(page, token)
        evidence = clause_span(token)
        how = standing(token, evidence, told_by, page.text)
        if not how.told and not how.why.startswith(_GRANTED):
            continue
        near = {t.lemma_.lower() for t in token.subtree}
        for frame in frames()[token.lemma_.lower()]:
            if "needs" in frame and not near & set(frame["needs"]):
                continue
            hit = tuple(_ref(page, t) for t in _standing_at(token, frame["hit"]) if _thing(page, t))
            doers = tuple(_ref(page, t) for t in _standing_at(token, frame["doer"]) if _body(page, t))
            if not hit and not (doers and "needs" in frame):
                continue
            at = span_of(token)
            trigger = events.Trigger(token=token, entry=lexicon.load("events").entries[0], type=None)
            where = setting.places(trigger, page, evidence)
            bombed = frame.get("type") == "BOMBING"
            yield Claim(
                id="",
                edition="",
                reading="muc4",
                ordinal=0,
                event_type=EventType.BOMBING if bombed else EventType.ARMED_ATTACK,
                extent=Extent.INCIDENT,
                evidence=evidence,
                evidence_text=evidence.of(page.text),
                trigger=at,
                trigger_text=at.of(page.text),
                agents=doers,
                targets=hit,
                place=where[0] if where else None,
                time=setting.time(trigger, page, when, evidence),
                sources=told_by[-1].sources if told_by else (),
                polarity=how.polarity,
                modality=how.modality,
                hedge_on=how.hedge_on,
                rules=("frame", frame.get("type", "")),
            )


def _standing_at(token: Token, roles: list[str]) -> Iterator[Token]:
    """The nouns that stand in these roles to a word, coordinated ones too."""
    for role in roles:
        noun = patient(token) if role == "object" else actor(token) if role == "subject" else None
        if noun is not None:
            yield from (heart(t) for t in conjuncts(noun))
        elif role not in {"object", "subject"}:
            for word, other in prepositions(token):
                if word == role:
                    yield from (heart(t) for t in conjuncts(other))


def _thing(page: Page, token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.i not in page.place_at and token.ent_type_ not in _NOT_HIT


def _body(page: Page, token: Token) -> bool:
    if token.pos_ not in {"NOUN", "PROPN"} or token.i in page.place_at:
        return False
    return bool(page.classes(token) & {"force", "fighter", "person"})


def _ref(page: Page, token: Token) -> ActorRef:
    known = page.actor_at.get(token.i)
    if known is not None:
        return known
    span = core_span(token)
    return ActorRef(as_written=span.of(page.text), span=span, name=span.of(page.text))


# ---------------------------------------------------------------- relevance


def relevant(found: tuple[Claim, ...], page: Page, published: date | None, speech: bool) -> tuple[Claim, ...]:
    """The claims MUC would make a template of; none where nothing in the text is firm enough."""
    weights = [weight(c, page, published) + speech * figures()["speech"] for c in found]
    if max(weights, default=-99) < figures()["firm"]:
        return ()
    return tuple(c for c, w in zip(found, weights, strict=True) if w >= figures()["kept"])


@cache
def figures() -> dict[str, int]:
    """The weights of muc4.toml."""
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        table: dict[str, int] = tomllib.load(file)["weight"]
    return table


def weight(claim: Claim, page: Page, published: date | None) -> int:
    """How much speaks for a recent, real, single deed against others than fighters."""
    if claim.event_type not in _VIOLENT or claim.polarity is Polarity.DENIED:
        return -99
    if claim.modality is Modality.PLANNED or old(claim, published):
        return -99
    roots = [r for t in claim.targets if (r := root_of(page, t.span)) is not None]
    people = bool(claim.persons) or any(r.ent_type_ == "PERSON" for r in roots)
    civilians = any(c.low and c.low < _MANY and c.kind in _HARM and not _armed_count(c) for c in claim.counts)
    marks = {
        "person": people,
        "civilians": civilians,
        "hundreds": any((c.low or 0) >= 100 for c in claim.counts),
        "thing": claim.object is not None or any(page.classes(r) & {"object", "vehicle"} for r in roots),
        "armed": bool(roots) and all(armed(t, page) for t in claim.targets),
        "town": claim.place is not None and claim.place.kind in _NARROW,
        "recent": recent(claim, published),
        "hedged": claim.stance is Stance.HEDGED,
        "claimed": claim.stance is Stance.CLAIMED,
        "series": claim.extent is not Extent.INCIDENT,
        "plural": bool(roots) and not civilians and all(r.tag_ in {"NNS", "NNPS"} for r in roots),
        claim.event_type.value: True,
        claim.rules[0]: True,
    }
    return sum(figures().get(name, 0) for name, here in marks.items() if here)


def recent(claim: Claim, published: date | None) -> bool:
    """Dated to a week or less, of the last month."""
    if claim.time is None or claim.time.interval is None:
        return False
    interval = claim.time.interval
    return interval.days <= 8 and (published is None or published - interval.last_day <= timedelta(days=30))


def old(claim: Claim, published: date | None) -> bool:
    """Ended two months before, or a sum over longer."""
    if claim.time is None or claim.time.interval is None or published is None:
        return False
    interval = claim.time.interval
    return published - interval.last_day > _OLD or interval.days > _OLD.days


def _armed_count(count: Count) -> bool:
    return count.victims in _FIGHTERS or bool(count.side_actor) or count.who.lower().rstrip("s") in words("armed")


def armed(ref: ActorRef, page: Page) -> bool:
    """True for soldiers, police and guerrillas."""
    if ref.kind in _BODIES:
        return True
    root = root_of(page, ref.span)
    return root is not None and root.lemma_.lower() in words("armed")


def kind_of(claim: Claim, page: Page) -> str:
    """MUC's incident type."""
    if claim.event_type is EventType.ABDUCTION or root_lemma(page, claim.trigger).startswith(("kidnap", "abduct")):
        return "KIDNAPPING"
    if claim.event_type is EventType.BOMBING:
        return "BOMBING"
    if "ARSON" in claim.rules:
        return "ARSON"
    found = tokens_of(page, claim.evidence)
    said = {t.lemma_.lower() for t in found.sent} if found is not None else set()
    if said & words("weapon", "explosive"):
        return "BOMBING"
    lemma = root_lemma(page, claim.trigger)
    if lemma in words("arson"):
        return "ARSON"
    return "ATTACK"


# ---------------------------------------------------------------- tolls


def toll(document: Document, kind: HarmKind) -> Row | None:
    """From the largest single figure up to the sum of those that are not the same."""
    lows: dict[str, tuple[int, int | None]] = {}
    for claim in document.told:
        for count in claim.counts:
            if count.kind is not kind or count.of_whom or not count.low or count.low >= _MANY:
                continue
            who = count.who.lower() or "people"
            low, high = lows.get(who, (0, 0))
            top = None if high is None or count.high is None else max(high, count.high)
            lows[who] = (max(low, count.low), top)
    if not lows:
        return None
    least = max(low for low, _ in lows.values())
    tops = [top for _, top in lows.values()]
    most = None if None in tops else sum(t for t in tops if t is not None)
    return {"min": least, "max": most, "best": most if most is not None else least}


# ---------------------------------------------------------------- roles


def tokens_of(page: Page, span: Span | None) -> TokenSpan | None:
    """The tokens that a span of characters covers."""
    if span is None or not len(span):
        return None
    found: TokenSpan | None = page.doc.char_span(span.start, span.end, alignment_mode="expand")
    return found


def root_of(page: Page, span: Span | None) -> Token | None:
    """The head word of a phrase."""
    found = tokens_of(page, span)
    return None if found is None else found.root


def root_lemma(page: Page, span: Span) -> str:
    """The head word's lemma, lower case."""
    root = root_of(page, span)
    return "" if root is None else root.lemma_.lower()


def phrase(page: Page, head: Token, *, numbers: bool = True) -> str:
    """The noun phrase up to its head, without articles and doubts; `numbers` False cuts figures too."""
    doc, left = page.doc, head.left_edge
    while left.i < head.i and (
        left.pos_ in {"DET", "PUNCT", "CCONJ", "SCONJ", "ADP", "ADV", "SPACE"}
        and left.lower_ not in {"another"}
        or left.lower_ in words("plain", "doubts")
        or (not numbers and (left.like_num or left.lower_ in _FIGURES | words("plain", "about")))
    ):
        left = doc[left.i + 1]
    return " ".join(page.text[left.idx : head.idx + len(head.text)].split()).lower()


def whole(token: Token) -> Token:
    """ "the front of the building": the building."""
    if token.lemma_.lower() not in words("plain", "part"):
        return token
    return next((n for w, n in prepositions(token) if w == "of"), token)


def plain(name: str) -> str:
    """A name without the articles, figures and doubts before it."""
    parts = name.split()
    while len(parts) > 1 and (
        parts[0].lower() in {"the", "a", "an", "of", "some"} | words("plain", "doubts") | words("plain", "numbers")
        or parts[0].isdigit()
    ):
        parts = parts[1:]
    return " ".join(parts)


class Roles:
    """Fillers of one document, an entity a thing."""

    def __init__(self, document: Document) -> None:
        self.page = document.page
        self.people: dict[str, None] = {}
        self.bodies: dict[str, str] = {}  # organisation -> how sure
        self.targets: dict[str, None] = {}
        self.weapons: dict[str, None] = {}
        self.named: dict[str, None] = {}
        self.described: dict[str, None] = {}
        for claim in document.told:
            self._agents(claim)
            self._hit(claim)
            self._weapons(claim)
        if document.told:
            self._accused()

    def filled(self) -> Row:
        """Each role's entities, one mention for each."""
        named = [[n] for n in _distinct(self.named)]
        described = [[d] for d in _distinct(self.described)]
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
        """Bodies that stand after a word of blame, or claim a deed themselves, in sentences that tell of one."""
        for ref in self.page.actors:
            root = root_of(self.page, ref.span)
            if root is None or ref.kind not in _BODIES or not ref.id:
                continue
            lemmas = [(t.i, t.lemma_.lower()) for t in root.sent]
            blamed = [i for i, w in lemmas if w in words("cue", "accused") and i < root.i]
            own = [i for i, w in lemmas if w in words("cue", "claimed") and i > root.i]
            own = own if any(w in {"responsibility", "credit"} for _, w in lemmas) else []
            if not blamed and not own:
                continue
            name = self._name(ref, root)
            official = any(
                "government" in self.page.classes(t) or (r := self.page.actor_at.get(t.i)) is not None
                and r.kind in {ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT}
                for t in root.sent
                if t.i < root.i
            ) or bool({w for _, w in lemmas} & words("cue", "officials"))
            value = "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"
            value = "CLAIMED OR ADMITTED" if own else value
            if self.bodies.get(name, "REPORTED AS FACT") != "CLAIMED OR ADMITTED":
                self.bodies[name] = value

    def _name(self, ref: ActorRef, root: Token | None) -> str:
        """The body's name as the text most often writes it."""
        written: Counter[str] = Counter()
        for other in self.page.actors:
            head = root_of(self.page, other.span)
            if other.id == ref.id and head is not None and head.pos_ == "PROPN":
                text = plain(other.span.of(self.page.text))
                written[text] += 100 if text.isupper() else 1
        if written:
            return written.most_common(1)[0][0].lower()
        return phrase(self.page, root) if root is not None else ""

    def _hit(self, claim: Claim) -> None:
        for person in claim.persons:
            self._person(person.name)
        for ref in claim.targets:
            root = root_of(self.page, ref.span)
            if root is None or root.pos_ == "PRON":
                continue
            root = whole(root)
            lemma, classes = root.lemma_.lower(), self.page.classes(root)
            if lemma in words("plain", "ground") or root.i in self.page.place_at:
                continue
            if root.ent_type_ == "PERSON":
                ent = self.page.person_at.get(root.i)
                self._person(ent.text if ent is not None else root.text)
            elif classes & {"object", "vehicle", "place", "settlement"} or root.ent_type_ in {"FAC", "ORG"}:
                self._target(root)
            elif lemma in words("plain", "tolls") or lemma in words("organisation", "people") - _VICTIMS:
                continue
            elif classes & {"person", "captive", "refugee", "fighter", "force"}:
                self.described[phrase(self.page, root, numbers=False)] = None
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

    def _person(self, name: str) -> None:
        self.named[full_name(self.page, name)] = None

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


def full_name(page: Page, name: str) -> str:
    """The longest way in which the text writes a person's name, titles cut."""
    parts = [p for p in name.split() if p.lower().rstrip(".") not in words("plain", "titles")]
    if not parts:
        return name.lower()
    best = " ".join(parts)
    for ent in page.doc.ents:
        if ent.label_ == "PERSON" and parts[-1].lower() in {w.lower() for w in ent.text.split()}:
            other = " ".join(p for p in ent.text.split() if p.lower().rstrip(".") not in words("plain", "titles"))
            if len(other) > len(best) and all(p.lower() in other.lower() for p in parts):
                best = other
    return re.sub(r"'s$", "", best).lower()


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
