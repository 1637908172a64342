"""Who or what was hit: the targets of one trigger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from onrecord import lexicon
from onrecord.model.actor import ActorRef
from onrecord.model.claim import FAMILY_OF, EventType, Family
from onrecord.model.values import Phrase
from onrecord.read import counts, nounparties, quantities
from onrecord.read.arguments import suffers, verb_over
from onrecord.read.clauses import (
    actor,
    conjuncts,
    core_span,
    direct_object,
    heart,
    is_passive,
    patient,
    prepositions,
    subject,
)
from onrecord.read.events import Trigger
from onrecord.read.page import Page, entries_of
from onrecord.read.parse import Token

_REMOTE = frozenset({EventType.AIRSTRIKE, EventType.SHELLING, EventType.BOMBING})
_PEOPLE = frozenset({"force", "fighter", "person", "captive", "refugee", "organisation"})
_HIT = _PEOPLE | {"object", "vehicle"}
_ARMS = frozenset({"aircraft", "drone", "artillery"})
_SETTLEMENTS = frozenset({"place", "settlement"})
_TARGET_WORDS = frozenset({"on", "against", "at", "upon", "targeting"})
# Where a bomb goes off or a shell lands: what stands there is hit, or meant.
_WHERE = frozenset({"near", "beside", "outside", "at", "in", "inside", "into", "through", "on", "onto", "by"})
_FROM = frozenset({"from", "to", "over", "against"})
_COUNTS_ONLY = frozenset({"dozen", "score", "hundred", "thousand", "million", "ten", "number"})
_NO_TARGET = frozenset(
    {"people", "person", "other", "life", "death", "body", "casualty", "victim", "toll", "injury", "side"}
    | {"dead", "wounded", "injured", "fatality", "corpse", "remains", "loss"}
)
_LISTED = frozenset(
    {"target", "site", "position", "location", "place", "facility"}
)  # "sites, including a mill"
_SEIZED = lexicon.words("taken_as")
_BLAZE = lexicon.words("blaze")
_OF_THEM = frozenset({"them", "whom", "these", "those"})


@cache
def _verbs(table: str) -> frozenset[str]:
    """A table of verbs of actors.toml: `undergoes` or `wields`."""
    return frozenset(lexicon.load("actors").tables[table]["verbs"])


def find(trigger: Trigger, page: Page, doers: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """The people, bodies, buildings and vehicles hit, where the report says more than "people"."""
    hit = [t for t in _hit_tokens(trigger, page) if _counts(t, trigger, page)]
    taken = {d.id or d.name for d in doers}
    nouns = chain.from_iterable(nounparties.joined(t, page) for t in hit)
    found = nounparties.of(nouns, page, _HIT, sure=frozenset(_surely(trigger, page)))
    return tuple(r for r in found if (r.id or r.name) not in taken)


def _counts(token: Token, trigger: Trigger, page: Page) -> bool:
    """Whether a noun says whom or what it hit, and not only how many, or where."""
    lemma = token.lemma_.lower()
    if lemma in _NO_TARGET | _COUNTS_ONLY or token.pos_ == "NUM":
        return False
    if token.pos_ == "PRON":
        known = page.actor_at.get(token.i)
        return token.lower_ == "them" or (known is not None and known.id != "")
    if any(t.lower_ in _OF_THEM for t in token.doc[token.left_edge.i : token.i]):
        return False
    classes = page.classes(token)
    if token.i in page.place_at and (token.pos_ == "PROPN" or not classes & {"object", "vehicle"}):
        return False
    if trigger.type is not None and FAMILY_OF[trigger.type] is Family.CONTROL:
        wanted = _PEOPLE if trigger.type is EventType.SIEGE else nounparties.DOERS
        return bool(classes & wanted) and not _names_its_place(token, page)
    if trigger.type is EventType.DISPLACEMENT:
        return bool(classes & _PEOPLE)
    return not _names_its_place(token, page) and not _unlisted_place(token, trigger, page)


def _surely(trigger: Trigger, page: Page) -> Iterator[int]:
    """Nouns of no class that we know, where the verb leaves no doubt: "killed 12 shearers"."""
    for noun in _harmed(trigger, page):
        if noun.tag_ == "NNS" and quantities.number_of(counts.quantity_over(noun)):
            yield noun.i
    done = _with_partners(_thing_done_to(trigger))
    for noun in _undergoers(trigger, page):
        classes = page.classes(noun)
        hurt = noun in done and noun.pos_ == "NOUN" and noun.ent_type_ not in {"DATE", "TIME"}
        if hurt and (classes & _ARMS or (trigger.type in _REMOTE and not classes)):
            yield noun.i  # "shot down a drone", "bombed a kiln"
        elif noun.tag_ == "NNS" and not classes and noun.head.lower_ in {"on", "at"}:
            yield noun.i  # "opened fire on loggers"
        elif noun.tag_ == "NNS" and noun.i not in page.place_at and classes == _SETTLEMENTS:
            if any(c.dep_ == "det" for c in noun.children):  # "the suburbs" are where it was
                continue
            yield noun.i  # "shelled six villages"


def _thing_done_to(trigger: Trigger) -> Token | None:
    """What undergoes the verb, or the verb of which the event is the subject: "a strike hit a kiln"."""
    if not trigger.nominal:
        return patient(trigger.token)
    verb = verb_over(trigger.token)
    if verb is None or trigger.token.dep_ != "nsubj" or verb.lemma_.lower() not in _verbs("strikes"):
        return None
    return direct_object(verb)


def _names_its_place(noun: Token, page: Page) -> bool:
    """ "the port of Latra": the place itself, not a thing in it."""
    named = any(w == "of" and n.i in page.place_at for w, n in prepositions(noun))
    return named and bool(page.classes(noun) & {"place", "settlement"})


def _unlisted_place(noun: Token, trigger: Trigger, page: Page) -> bool:
    """ "shelled Latra", "an assault on Latra": a name taken for a person's is a place's, unless harmed."""
    if noun.pos_ != "PROPN" or noun.i in page.actor_at or page.classes(noun) - {"person", "organisation"}:
        return False
    if noun.head.pos_ == "ADP" and noun.head.lower_ != "of":
        return True
    return trigger.type in _REMOTE and noun not in set(_harmed(trigger, page))


def object_hit(trigger: Trigger, page: Page) -> tuple[Phrase | None, str]:
    """The thing hit (hospital, school, boat ...) with its kind from nouns.toml."""
    for token in _hit_tokens(trigger, page):
        for entry in entries_of(token):
            if "object" in entry.more:
                span = core_span(token)
                return Phrase(text=span.of(page.text), span=span), str(entry.more["object"])
    return None, ""


def _hit_tokens(trigger: Trigger, page: Page) -> Iterator[Token]:
    for token in _undergoers(trigger, page):
        noun = heart(token)
        yield _owner(noun) or _seized(noun) or noun
        if noun.lemma_.lower() in _LISTED:
            after = (t for t in noun.sent if t.i > noun.i and t.lower_ == "including")
            yield from (n for t in after for c in t.children if c.dep_ == "pobj" for n in conjuncts(c))


def _seized(noun: Token) -> Token | None:
    """ "took three nuns hostage", where the parser makes one phrase of it."""
    if noun.lemma_.lower() not in _SEIZED:
        return None
    return next(
        (c for c in noun.children if c.dep_ in {"compound", "nmod"} and c.tag_ in {"NNS", "NNPS"}), None
    )


def _owner(noun: Token) -> Token | None:
    """ "a car belonging to the mayor": whose it is."""
    owning = (c for c in noun.children if c.dep_ == "acl" and c.lower_ == "belonging")
    return next((n for c in owning for w, n in prepositions(c) if w == "to"), None)


def _undergoers(trigger: Trigger, page: Page) -> Iterator[Token]:
    role = trigger.entry.more.get("target", "object")
    if role == "none":
        return
    token = trigger.token
    if role == "subject":
        yield from _with_partners(subject(token))
    elif role == "with":
        yield from _with_partners(direct_object(token))
        yield from (n for w, n in prepositions(token) if w in {"with", "against"})
    elif role == "people":
        yield from _with_partners(subject(token))
        yield from _with_partners(patient(token))
    elif trigger.nominal:
        yield from _of_noun(trigger, page)
    else:
        yield from _of_verb(trigger, page)
    yield from _harmed(trigger, page)


def _of_verb(trigger: Trigger, page: Page) -> Iterator[Token]:
    token = trigger.token
    thing = patient(token)
    if thing is not None and token.dep_ == "acl" and thing.i == token.head.i and is_passive(token):
        yield from (t for t in thing.conjuncts if t.i < thing.i)  # "two nurses and a driver seized by rebels"
    if token.lemma_.lower() not in _verbs("wields") or is_passive(token):
        yield from _with_partners(thing)
    elif token.lemma_.lower() == "set":  # "set fire to homes", "set an oil store ablaze"
        yield from (n for w, n in prepositions(token) if w == "to")
        yield from (t for t in _with_partners(thing) if t.lemma_.lower() not in _BLAZE)
    if trigger.type in {EventType.CONTROL_GAINED, EventType.CONTROL_LOST}:
        yield from _taken_from(token, page)
    else:
        yield from (n for w, n in prepositions(token) if w in _TARGET_WORDS)
    if trigger.type is EventType.SURRENDER:
        yield from (n for w, n in prepositions(token) if w == "to" and page.classes(n) & nounparties.DOERS)
    yield from _standing_there(trigger, page)


def _of_noun(trigger: Trigger, page: Page) -> Iterator[Token]:
    token = trigger.token
    yield from _after(token)
    for word, noun in prepositions(token):
        if word in _TARGET_WORDS or (
            word in {"of", "from", "over", "to"} and "place" not in page.classes(noun)
        ):
            yield noun
    verb = verb_over(token)
    if verb is None:
        return
    if token.dep_ in {"nsubj", "nsubjpass"} and not is_passive(verb):
        if verb.lemma_.lower() not in _verbs("wields"):
            yield from _with_partners(direct_object(verb))
    elif token.dep_ == "pobj" and token.head.lower_ in {"by", "with"} and is_passive(verb):
        yield from _with_partners(patient(verb))  # "houses were burned by shellfire", "raked with gunfire"
    elif token.dep_ == "pobj" and token.head.lower_ == "under" and not is_passive(verb):
        yield from _with_partners(subject(verb))  # "the convoy came under fire"
    elif token.dep_ == "dobj" and verb.lemma_.lower() in _verbs("undergoes"):
        yield from _with_partners(actor(verb))
    yield from _standing_there(trigger, page)


def _taken_from(verb: Token, page: Page) -> Iterator[Token]:
    """ "took the town from X", "control of parts of the town from X": wherever the parser hangs it."""
    at: list[Token] = [verb]
    for token in at:
        for word, noun in prepositions(token):
            if word in _FROM and (page.classes(noun) & nounparties.DOERS or noun.pos_ == "PRON"):
                yield noun
        below = [c for c in token.children if c.i > token.i and c.dep_ in {"dobj", "prep", "pobj", "conj"}]
        at += [c for c in below if c.pos_ not in {"VERB", "AUX"}]


def _standing_there(trigger: Trigger, page: Page) -> Iterator[Token]:
    """ "exploded near a mosque", "landed in a camp", "rammed into a base": a thing that is no named place."""
    if trigger.type not in _REMOTE:
        return
    if not trigger.nominal and patient(trigger.token) is not None and not is_passive(trigger.token):
        return
    verb = verb_over(trigger.token) if trigger.nominal else None
    if verb is not None and not is_passive(verb) and direct_object(verb) is not None:
        return
    for token in (trigger.token, verb):
        for word, noun in prepositions(token) if token is not None else ():
            if word in _WHERE and "object" in {k for e in entries_of(noun) for k in e.more}:
                yield noun


def _harmed(trigger: Trigger, page: Page) -> Iterator[Token]:
    """ "killed nine villagers", "left dozens of villagers dead", "two guards were missing"."""
    for harm in trigger.harm:
        found = (
            _with_partners(subject(harm) if suffers(harm) else patient(harm)) if harm.pos_ == "VERB" else ()
        )
        yield from found or (noun for _, noun, _ in counts.harmed(harm, page) if noun.i != harm.i)


def _after(trigger: Token) -> Iterator[Token]:
    """ "strikes on homes", where the parser hangs "on homes" on another word."""
    doc = trigger.doc
    if trigger.i + 1 < len(doc) and doc[trigger.i + 1].lower_ in _TARGET_WORDS:
        for noun in doc[trigger.i + 1].children:
            if noun.dep_ == "pobj":
                yield from conjuncts(noun)


def _with_partners(token: Token | None) -> tuple[Token, ...]:
    """The noun and those joined to it, up to "most of them women"."""
    if token is None:
        return ()
    together = conjuncts(token)
    parts = next((t.i for t in token.doc[token.i : together[-1].i] if t.lower_ in _OF_THEM), None)
    return tuple(t for t in together if parts is None or t.i < parts)
