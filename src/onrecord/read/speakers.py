"""Who a cue leads back to: the words of the source as they stand, before anyone is resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.read import cues
from onrecord.read.layout import Layout, Run
from onrecord.read.parse import Token

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOUNISH = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_NAME_WORDS = 8  # "Ambassador Maria da Silva of the Union": a name with its rank and body
_LEFT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nmod",
        "poss",
        "nummod",
        "quantmod",
        "predet",
        "advmod",
        "punct",
        "case",
        "neg",
    }
)
_RIGHT_FREE = frozenset({"case", "compound", "nmod", "flat", "nummod", "amod", "npadvmod"})
_SHARES = frozenset({"conj", "xcomp", "advcl", "ccomp", "dep", "pcomp", "prep", "parataxis", "aux"})
_DATES = frozenset({"DATE", "TIME"})
_QUOTES = frozenset({"quote", "cite"})
_MAX_APPOSITION = 16  # tokens
_MAX_ACL = 12
_MAX_OF = 10
_CLIMB = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Heads of the source phrases as they stand; `antecedent` is what a relative "who" stands for.

    No heads with `missing` set: the text says openly that it names nobody.
    """

    heads: tuple[Token, ...] = ()
    antecedent: Token | None = None
    missing: bool = False


MISSING = Speaker(missing=True)
NOBODY = Speaker()


def is_passive(verb: Token) -> bool:
    """True for a passive verb, and for a past participle that hangs on a noun ("a man accused of")."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or _reduced(verb):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acl":
        return True
    if verb.dep_ == "conj" and not any(c.dep_ in _SUBJECT or c.dep_ == "aux" for c in verb.children):
        return verb.head.i < verb.i and is_passive(verb.head)
    return False


def _reduced(verb: Token) -> bool:
    """ "jets believed to be ..." read as if the jets believed."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_.lower() not in cues.reduced():
        return False
    doc = verb.doc
    return (
        verb.i + 2 < len(doc)
        and doc[verb.i + 1].lower_ == "to"
        and doc[verb.i + 2].lower_ in ("be", "have")
        and not any(c.dep_ == "aux" for c in verb.children)
    )


def of_verb(layout: Layout, verb: Token) -> Speaker:
    """The source of a verb cue: its subject, its by-agent in the passive, or the subject it shares."""
    if is_passive(verb):
        return _agent(layout, verb)
    own = _own_subject(verb)
    if own is not None:
        return _subject(layout, own, verb)
    taken = _taken_subject(layout, verb)
    if taken is not None:
        return Speaker(heads=(taken,))
    return _shared(layout, verb)


def _taken_subject(layout: Layout, verb: Token) -> Token | None:
    """A subject the parse gave to the noun before it: "... entered from Tarvo, a guard told AFP"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ in ("relcl", "conj", "acl"):
        return None
    i = verb.i - 1
    first = layout.sentence_of[verb.i][0]
    while i > first and (
        layout.tokens[i].text in (",", ")") or layout.tokens[i].dep_ in ("aux", "advmod", "punct")
    ):
        i -= 1
    here = layout.tokens[i]
    while here.head.i < here.i and here.dep_ not in ("appos", "conj"):
        here = here.head
    if here.dep_ == "appos" and here.head.dep_ in ("appos", "conj") and here.head.i == here.left_edge.i - 2:
        here = here.head  # "..., a spokesman, Ana Mirel, said"
    start = here.left_edge.i
    if here.dep_ not in ("appos", "conj") or start <= first or here.right_edge.i >= verb.i:
        return None
    before = layout.tokens[start - 1].text
    return here if before == "," and here.pos_ in ("NOUN", "PROPN") else None


def _own_subject(verb: Token) -> Token | None:
    subjects = [c for c in verb.children if c.dep_ in _SUBJECT]
    before = [s for s in subjects if s.i < verb.i]
    if len(before) > 1:
        # "The district coordinator, Ana Mirel, said"; "Rebels back in parts of town, a monitor says"
        return before[-1]
    return subjects[0] if subjects else None


def _apposed(one: Token, two: Token) -> bool:
    """Whether only a comma parts two noun phrases; one that is long or tells what was done is a statement."""
    words = list(one.subtree)
    if len(words) > _NAME_WORDS or any(t.pos_ in {"VERB", "ADV"} for t in words):
        return False
    return one.right_edge.i + 2 == two.left_edge.i and one.right_edge.nbor().text == ","


def _subject(layout: Layout, head: Token, verb: Token) -> Speaker:
    if head.dep_ == "csubj" or head.pos_ == "VERB":
        return NOBODY
    if head.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return Speaker(heads=(head,), antecedent=verb.head)
    return Speaker(heads=coordinated(layout, head))


def _agent(layout: Layout, verb: Token) -> Speaker:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.pos_ in _NOUNISH:
                    return Speaker(heads=coordinated(layout, noun))
    return MISSING


def _shared(layout: Layout, verb: Token) -> Speaker:
    """Climb to the verb or noun whose subject this verb shares; nobody where the way is blocked."""
    here = verb
    for _ in range(_CLIMB):
        above = here.head
        if above == here:
            return NOBODY
        if here.dep_ == "acl" and here.tag_ == "VBG" and above.dep_ == "dobj" and above.head.pos_ == "VERB":
            here = above.head  # "issued a statement saying", "wrote to voters saying"
            own = _own_subject(here)
            if own is not None:
                return _subject(layout, own, here)
            continue
        if here.dep_ in ("acl", "relcl") and above.pos_ in _NOUNISH:
            return Speaker(heads=coordinated(layout, above))
        if here.dep_ == "pcomp" and above.lower_ == "as" and above.head.lemma_.lower() in _QUOTES:
            return _quoted_as(layout, above.head)
        if here.dep_ not in _SHARES:
            return NOBODY
        if here.dep_ == "ccomp" and here.tag_ not in ("VBG", "VB", "VBN"):
            return NOBODY
        here = above
        own = _own_subject(here)
        if own is not None and own != verb:
            return _subject(layout, own, here)
        if here.pos_ == "VERB" and is_passive(here):
            return _agent(layout, here)
    return NOBODY


def _quoted_as(layout: Layout, verb: Token) -> Speaker:
    """Who is "quoted as saying": the object of the quoting verb, its subject in the passive."""
    wanted = "nsubjpass" if is_passive(verb) else "dobj"
    for child in verb.children:
        if child.dep_ == wanted:
            return _subject(layout, child, verb)
    return NOBODY


def coordinated(layout: Layout, head: Token) -> tuple[Token, ...]:
    """The head and the nouns joined to it ("A, B and C"); a name with "and" in it stays one."""
    out = [head]
    i = 0
    while i < len(out) and len(out) < 8:
        here = out[i]
        link = next((c for c in here.children if c.dep_ == "cc"), None)
        for child in here.children:
            if child.dep_ != "conj" or child.pos_ not in _NOUNISH or child.i < here.i:
                continue
            named = link is not None and link.ent_iob_ == "I" and link.ent_type_ not in _DATES
            if named and here.pos_ == "PROPN":  # "the Ministry of Labour and Mines"
                continue
            out.append(child)
        i += 1
    return tuple(sorted(out, key=lambda t: t.i))


def phrase(layout: Layout, head: Token) -> Run:
    """The source phrase: the head with what identifies it, without incidental clauses and its partners."""
    start = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ not in _LEFT or child.right_edge.i + 1 != start:
            break
        start = child.left_edge.i
    if head.dep_ == "nsubj":
        for other in head.head.children:
            if other.dep_ == "nsubj" and other.i < head.i and _apposed(other, head):
                start = other.left_edge.i
    while start < head.i and layout.tokens[start].is_punct and layout.tokens[start].text not in "“\"‘'":
        start += 1
    return start, max(_right(layout, head), head.i + 1)  # a wild parse may end it before its head


def _right(layout: Layout, head: Token) -> int:
    end = head.i + 1
    tokens = layout.tokens
    limit = layout.sentence_of[head.i][1]
    for child in sorted(head.rights, key=lambda t: t.i):
        comma = child.i > 0 and any(t.text in ",—–--" for t in tokens[end : child.left_edge.i])
        edge = min(child.right_edge.i + 1, limit)
        if child.dep_ == "punct" or (child.dep_ == "case" and head.dep_ == "poss"):
            continue
        if child.dep_ in _RIGHT_FREE or (child.dep_ == "prep" and not comma):
            if _dated(child.subtree):
                break
            end = _before_clause(tokens, child, edge)
            if end < edge:
                break
        elif _bound(child, edge, comma=comma):
            end = _before_clause(tokens, child, _first_of(child, edge))
        else:
            break
    if end < limit and tokens[end].text == ")" and any(t.text == "(" for t in tokens[head.i : end]):
        end += 1
    return end


def _bound(child: Token, edge: int, *, comma: bool) -> bool:
    """Whether an apposition, a clause or ", of the council" is short enough to say who the source is."""
    if child.dep_ == "appos":
        return _first_of(child, edge) - child.left_edge.i <= _MAX_APPOSITION
    if child.dep_ == "acl":
        return not comma and edge - child.left_edge.i <= _MAX_ACL
    return child.dep_ == "prep" and comma and child.lower_ in ("of", "from") and edge - child.i <= _MAX_OF


def _first_of(apposition: Token, edge: int) -> int:
    """Where a long apposition ends: before its second half ("the minister and chief delegate to ...")."""
    if apposition.dep_ != "appos" or edge - apposition.left_edge.i < _MAX_OF:
        return edge
    return next((c.i for c in apposition.children if c.dep_ == "cc" and c.i > apposition.i), edge)


def _dated(subtree: Iterable[Token]) -> bool:
    return any(t.ent_type_ in _DATES and t.pos_ in ("PROPN", "NOUN") for t in subtree)


def _before_clause(tokens: tuple[Token, ...], part: Token, edge: int) -> int:
    """Where `part` ends, leaving off a relative clause and what follows a comma inside it."""
    for i in range(part.left_edge.i, edge):
        if tokens[i].dep_ == "relcl":
            start = tokens[i].left_edge.i
            return start - 1 if tokens[start - 1].text == "," else start
        if tokens[i].text == "," and i > part.i and part.dep_ != "appos":
            return i
    return edge
