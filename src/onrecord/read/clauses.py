"""Grammar of one sentence: who is the subject of what, through conjunctions, passives and relatives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.model.values import Span
from onrecord.read.parse import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OPEN = frozenset({"xcomp", "advcl", "conj", "ccomp", "pcomp"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
# The model writes "VBD" for many a participle ("civilians shot by troops").
# What a subject becomes where the parser has missed its verb.
_VERBLESS = frozenset({"ROOT", "npadvmod", "ccomp", "dep", "parataxis", "advcl"})
_PARTICIPLES = frozenset({"VBN", "VBD"})
_QUANTITY = frozenset(lexicon.load("counts").tables["partitives"]["lemmas"])
_MAKING = frozenset(lexicon.load("events").tables["making"]["lemmas"])
_STEP_LIMIT = 12
# Evidence of more words than this proves nothing.
_CLAUSE_WORDS = 60


def heart(noun: Token) -> Token:
    """What a phrase of quantity is about: "most of the town", "dozens of civilians", "two of his men"."""
    at = noun
    for _ in range(4):
        if not (at.pos_ in {"NUM", "DET", "PRON", "ADJ", "ADV"} or at.lemma_.lower() in _QUANTITY):
            return at
        inner = next(
            (g for c in at.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None
        )
        if inner is None:
            return at
        at = inner
    return at


def misread_main(verb: Token) -> Token | None:
    """ "Militias who had to withdraw shelled villages": the parser makes "shelled" a modifier of "villages".

    A participle right after the verb of a relative clause, whose noun is taken for that verb's object, is
    the main verb; returned is its subject, the noun of the relative clause.
    """
    thing = verb.head
    if verb.dep_ != "amod" or verb.tag_ != "VBN" or thing.dep_ != "dobj" or thing.head.i != verb.i - 1:
        return None
    at = thing.head
    for _ in range(4):
        if at.dep_ in {"relcl", "acl"}:
            return at.head
        if at.dep_ not in {"xcomp", "conj", "ccomp"}:
            return None
        at = at.head
    return None


def stray_main(verb: Token) -> Token | None:
    """ "Militias backed by the union swept through the town": the parser hangs "swept" on "union".

    Where a noun is left with two participles and no verb of its own, the later of them is its verb;
    returned is that noun.
    """
    if verb.dep_ != "acl" or verb.tag_ not in {"VBN", "VBD"} or verb.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    if any(c.dep_ == "agent" for c in verb.children):
        return None
    first = next((a for a in verb.ancestors if a.dep_ == "acl"), None)
    if first is None or first.head.dep_ not in _VERBLESS or first.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    return first.head if first.head.i < first.i < verb.head.i else None


def is_passive(verb: Token) -> bool:
    """True for a passive verb, also a bare participle after a noun ("men killed in the raid")."""
    if misread_main(verb) is not None or stray_main(verb) is not None:
        return False
    if any(c.dep_ in {"auxpass", "nsubjpass", "agent"} for c in verb.children):
        return True
    if verb.dep_ in {
        "acl",
        "amod",
    }:  # with an object it is a finite verb misread ("Militants killed six men")
        return verb.tag_ in _PARTICIPLES and not any(c.dep_ in {"dobj", "nsubj"} for c in verb.children)
    if verb.dep_ == "conj" and verb.tag_ in _PARTICIPLES and not any(c.dep_ == "aux" for c in verb.children):
        alone = not any(c.dep_ in {"nsubj", "dobj"} for c in verb.children)
        return alone and (verb.tag_ == "VBN" or _bare_number(verb) is not None) and is_passive(verb.head)
    return False


def _bare_number(verb: Token) -> Token | None:
    """ "three died and eleven were hurt", "one killed and a third wounded": the number is the subject.

    The parser joins the number to the verb before it.
    """
    if verb.dep_ != "conj":
        return None
    between = (c for c in verb.head.children if verb.head.i < c.i < verb.i and c.dep_ == "conj")
    return next((c for c in between if c.pos_ == "NUM" or c.ent_type_ in {"CARDINAL", "ORDINAL"}), None)


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and all that is coordinated with it ("A, B and C")."""
    return (token, *(t for t in token.conjuncts if t.i > token.i))


def own_subject(verb: Token) -> Token | None:
    """The subject that stands with the verb itself, or with its auxiliary."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    helped = [
        g for c in verb.children if c.dep_ in {"aux", "auxpass"} for g in c.children if g.dep_ in SUBJECTS
    ]
    return next(iter(own or helped), None) or _bare_number(verb) or _misplaced_subject(verb)


def _misplaced_subject(verb: Token) -> Token | None:
    """ "a statement said the troops, acting on a tip, raided": the parser gives the troops to "said"."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.pos_ != "VERB" or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    subjects = [c for c in above.children if c.dep_ == "nsubj"]
    between = [c for c in subjects if above.i < c.i < verb.i]
    return between[0] if len(subjects) > 1 and between else None


@cache
def _people() -> frozenset[str]:
    """Words for people and for bodies of them."""
    kinds = {"person", "fighter", "captive", "refugee", "force"}
    return frozenset(w for e in lexicon.load("nouns").entries if e.gives in kinds for w in e.lemmas)


def _who(relative: Token, noun: Token) -> Token:
    """Whom "who" leads back to: of "nurses of a charity who", the people and not the thing they are of."""
    at = noun
    while (
        relative.lower_ == "who"
        and at.dep_ == "pobj"
        and at.head.lower_ in {"of", "from", "with"}
        and at.lemma_.lower() not in _people()
        and at.ent_type_ not in {"PERSON", "NORP"}
        and at.head.head.lemma_.lower() in _people()
    ):
        at = at.head.head
    return at


def _made_to(verb: Token) -> Token | None:
    """ "forcing the rebels to retreat": who is made to do it is the object of the verb above."""
    if verb.dep_ != "xcomp" or verb.head.lemma_ not in _MAKING:
        return None
    return next((c for c in verb.head.children if c.dep_ == "dobj"), None)


def subject(verb: Token) -> Token | None:
    """Grammatical subject, shared ones included; a relative pronoun gives its antecedent."""
    main = misread_main(verb) or stray_main(verb)
    if main is not None:
        return main
    at = verb
    for _ in range(_STEP_LIMIT):
        found = own_subject(at)
        if found is not None:
            if found.lower_ in _RELATIVES and at.dep_ == "relcl":
                return _who(found, at.head)
            if found.lower_ in _RELATIVES and at.dep_ == "conj" and at.head.dep_ == "relcl":
                return _who(found, at.head.head)
            return found
        made = _made_to(at)
        if made is not None:
            return made
        if at.dep_ in {"acl", "amod"} or (at.dep_ == "relcl" and at.tag_ in {"VBG", "VBN"}):
            return at.head
        if at.dep_ not in _OPEN or at.head.i == at.i:
            return None
        if at.dep_ == "ccomp" and at.tag_ not in {"VB", "VBG"}:
            return None
        at = at.head
        if at.pos_ == "ADP":  # "by attacking": the clause above has the subject
            at = at.head
        if at.pos_ not in {"VERB", "AUX"}:
            return at if at.pos_ in {"NOUN", "PROPN"} else None
    return None


def by_agent(verb: Token) -> Token | None:
    """The "by" phrase's noun of a passive verb or of an event noun."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def direct_object(verb: Token) -> Token | None:
    """The direct object; in a relative clause ("which they captured") its antecedent."""
    if misread_main(verb) is not None:
        return verb.head
    found = next((c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"}), None)
    found = found or _so_many_more(verb)
    if found is not None and any(misread_main(c) is not None for c in found.children):
        found = None
    if found is not None and found.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return verb.head
    if found is None and stray_main(verb) is not None:  # "killed six men resting after work"
        loose = (c for c in verb.children if c.dep_ in {"advcl", "ccomp"} and c.tag_ == "VBG")
        found = next((g for c in loose for g in c.children if g.dep_ == "nsubj"), None)
    if found is None and verb.dep_ == "relcl" and not is_passive(verb):
        mine = own_subject(verb)
        if mine is not None and mine.lower_ not in _RELATIVES:
            return verb.head
    if found is None and verb.dep_ == "xcomp" and verb.head.dep_ == "relcl" and not is_passive(verb):
        return direct_object(verb.head)
    if found is None and verb.dep_ == "conj":  # "stormed and looted the depot"
        later = next((c for c in verb.conjuncts if c.i > verb.i), None)
        if later is not None and not any(c.dep_ in SUBJECTS for c in later.children):
            return next((c for c in later.children if c.dep_ == "dobj"), None)
    if found is None and any(c.dep_ == "conj" and c.pos_ == "VERB" for c in verb.children):
        later = next(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")
        if later.i - verb.i <= 3:
            return next((c for c in later.children if c.dep_ == "dobj"), None)
    return found


def _so_many_more(verb: Token) -> Token | None:
    """ "burned down 130 houses more": the parser takes the houses for a measure of "more"."""
    more = (c for c in verb.children if c.lower_ == "more" and c.dep_ == "advmod" and c.i > verb.i)
    things = (g for c in more for g in c.children if g.dep_ == "npadvmod" and g.pos_ == "NOUN")
    return next((g for g in things if any(c.dep_ == "nummod" for c in g.children)), None)


def patient(verb: Token) -> Token | None:
    """Who or what undergoes the verb: direct object, or subject of the passive."""
    return subject(verb) if is_passive(verb) else direct_object(verb)


def actor(verb: Token) -> Token | None:
    """Who does it: subject, or the "by" phrase of the passive."""
    return by_agent(verb) if is_passive(verb) else subject(verb)


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Pairs (preposition, noun) that hang on the token, coordinated nouns and chains included."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "prt", "dative"} or child.pos_ == "ADP":
            for noun in child.children:
                if noun.dep_ in {"pobj", "pcomp"}:
                    for each in conjuncts(noun):
                        yield child.lower_, each
                elif noun.dep_ == "prep":
                    for deeper in noun.children:
                        if deeper.dep_ == "pobj":
                            yield f"{child.lower_} {noun.lower_}", deeper


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, or the token itself if it is a verb."""
    at = token
    for _ in range(_STEP_LIMIT * 2):
        if at.pos_ in {"VERB", "AUX"}:
            return at
        if at.head.i == at.i:
            return None
        at = at.head
    return None


def two_deeds(a: Token, b: Token) -> bool:
    """ "a mine killed two and a bomber wounded one", "took the town after rebels seized its base".

    True where the later of two words stands in a clause of its own, with its own subject, that is joined
    to the other's or dates it.
    """
    first, later = sorted((governing_verb(a) or a, governing_verb(b) or b), key=lambda t: t.i)
    if first.i == later.i or own_subject(later) is None or own_subject(first) is None:
        return False
    if later.dep_ == "conj":
        return later.head.i == first.i
    dating = any(c.dep_ == "mark" and c.lower_ in {"after", "before"} for c in later.children)
    return later.dep_ == "advcl" and dating


def path_length(a: Token, b: Token) -> int:
    """Number of arcs between two tokens of one sentence; 99 where they stand in different ones."""
    above = {a.i: 0, **{up.i: steps for steps, up in enumerate(a.ancestors, 1)}}
    if b.i in above:
        return above[b.i]
    return next((above[up.i] + steps for steps, up in enumerate(b.ancestors, 1) if up.i in above), 99)


def core_span(head: Token) -> Span:
    """Characters of a noun phrase without what follows its head, articles cut."""
    left = head.left_edge
    doc = head.doc
    while left.i < head.i and (left.dep_ in {"det", "punct", "mark", "cc"} or left.pos_ in {"DET", "PUNCT"}):
        left = doc[left.i + 1]
    return Span(start=left.idx, end=head.idx + len(head.text))


def clause_span(trigger: Token) -> Span:
    """The shortest clause around a trigger: its verb's words without other clauses that follow or lead."""
    verb = governing_verb(trigger) or trigger
    doc = trigger.doc
    skip: set[int] = set()
    for child in verb.children:
        loose = child.dep_ in {"ccomp", "parataxis"} or (
            child.dep_ == "conj" and own_subject(child) is not None
        )
        if loose and trigger.i not in {t.i for t in child.subtree}:
            skip.update(t.i for t in child.subtree)
    inside = {token.i for token in verb.subtree if token.i not in skip}
    start = end = trigger.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    while start < trigger.i and (
        doc[start].is_punct or doc[start].is_space or doc[start].dep_ in {"mark", "cc"}
    ):
        start += 1
    while end > trigger.i and (doc[end].is_punct or doc[end].is_space or doc[end].dep_ == "cc"):
        end -= 1
    if end - start > _CLAUSE_WORDS:
        start, end = max(start, trigger.i - _CLAUSE_WORDS // 2), min(end, trigger.i + _CLAUSE_WORDS // 2)
    return Span(start=doc[start].idx, end=doc[end].idx + len(doc[end].text))
