"""As which parts of speech a word of a report is looked up, for the small model takes some for others."""

from __future__ import annotations

from onrecord.read.parse import Token


def in_compound(token: Token) -> bool:
    """ "rebel-held", "Ruritanian-occupied": a modifier, not a statement."""
    near = {t.text for t in token.doc[max(0, token.i - 1) : token.i + 2]}
    return token.dep_ == "amod" and bool(near & {"-", "–"})


def of(token: Token) -> tuple[str, ...]:
    """The small model takes some nouns in -ing for verbs and headlines' verbs for nouns."""
    pos = {"PROPN": "NOUN", "AUX": "VERB"}.get(token.pos_, token.pos_)
    if pos == "VERB" and token.tag_ == "VBG":
        of_or_article = any(c.dep_ in {"det", "amod"} or c.lower_ == "of" for c in token.children)
        as_noun = token.dep_ in {"csubj", "nsubj", "dobj", "pobj", "compound"}
        if of_or_article or (as_noun and not any(c.dep_ == "dobj" for c in token.children)):
            return ("NOUN", "VERB")
    if pos == "NOUN" and any(c.dep_ == "auxpass" for c in token.children):
        return ("VERB",)
    if pos == "NOUN" and token.dep_ == "attr" and token.head.lemma_ == "be" and token.lemma_ == "overrun":
        return ("VERB",)  # "it was overrun"
    if pos == "VERB" and token.tag_ == "VBN" and token.dep_ in {"amod", "oprd", "acomp", "ccomp"}:
        return ("ADJ", "VERB")
    return (pos,)
