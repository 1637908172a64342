"""Reporting clauses beside what they report: "X, he said", "as the daily reported"."""

from __future__ import annotations

from onrecord.read.cues import Cue
from onrecord.read.layout import Layout, Run
from onrecord.read.parse import Token
from onrecord.read.speakers import Speaker, is_passive

_DASHES = frozenset({",", "--", "—", "–", "-"})
_QUOTES = "“”\"'‘’«»„"
_ADVERBIAL = frozenset({"prep", "advcl", "advmod", "npadvmod", "mark", "acl"})
_OBJECT = frozenset({"dobj", "attr", "dative"})
_SIDE = frozenset(
    {
        "prep",
        "npadvmod",
        "advmod",
        "dobj",
        "dative",
        "advcl",
        "prt",
        "punct",
        "neg",
        "tmod",
        "oprd",
        "agent",
        "acomp",
    }
)


def beside(layout: Layout, verb: Token, cue: Cue, speaker: Speaker) -> list[Run]:
    """ "X, he said." and "X, he said, Y": the sentence without the parenthesis is the content."""
    if "clause" not in cue.frames or verb.tag_ in ("VBG", "VB"):
        return []
    first, last = layout.sentence_of[verb.i]
    region = parenthesis(layout, verb, speaker)
    if region is None:
        return []
    start, end = region
    before = layout.trimmed((first, start))
    after = layout.trimmed((end, last)) if end < last and layout.tokens[end].text in _DASHES else None
    if after is not None and _own(layout, verb, after):
        after = None
    if before is None or not (after is not None or _carries(layout, verb, before)):
        return []
    if after is not None and not _carries(layout, verb, before) and not _carries(layout, verb, after):
        return []
    return [r for r in (before, after) if r is not None]


def parallel(layout: Layout, verb: Token, cue: Cue, speaker: Speaker) -> list[Run]:
    """ "as the daily reported": the rest of the sentence."""
    mark = next((c for c in verb.children if c.lower_ == "as" and c.i < verb.i), None)
    passive = verb.tag_ == "VBN" and layout.tokens[verb.i - 1].lower_ == "as" if verb.i else False
    if "clause" not in cue.frames or (mark is None and not passive):
        return []
    first, last = layout.sentence_of[verb.i]
    start = min(verb.i - 1 if mark is None else mark.i, *(h.left_edge.i for h in speaker.heads), verb.i)
    end = min(verb.right_edge.i + 1, last)
    if any(t.pos_ in ("VERB", "AUX") and t.i != verb.i and t.dep_ != "aux" for t in layout.tokens[start:end]):
        return []
    head = verb.head
    if head != verb and head.pos_ in ("VERB", "AUX"):
        first, last = max(first, head.left_edge.i), min(last, head.right_edge.i + 1)
    runs = [layout.trimmed((first, start)), layout.trimmed((end, last))]
    return [r for r in runs if r is not None and r[1] - r[0] > 2]


def rest(layout: Layout, verb: Token, cue: Cue, speaker: Speaker) -> list[Run]:
    """What follows a verb of saying up to the end of the sentence, where the parse made no clause of it."""
    if "clause" not in cue.frames or "quotation" not in cue.frames or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return []
    if is_passive(verb) or not any(h.i < verb.i for h in speaker.heads):
        return []
    start, last = verb.i + 1, layout.sentence_of[verb.i][1]
    if (
        start >= last
        or layout.tokens[start].is_punct
        or layout.tokens[start].dep_ in ("prep", "advmod", "cc", "mark")
    ):
        return []
    finite = [t for t in layout.tokens[start:last] if t.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    if not finite or any(c.dep_ in _OBJECT for c in verb.children):
        return []
    return [(start, last)]


def _own(layout: Layout, verb: Token, run: Run) -> bool:
    """Whether the words are the reporting verb's own adverbial ("he said, on condition of anonymity")."""
    tops = [t for t in layout.tokens[run[0] : run[1]] if t.head == verb and t.dep_ != "punct"]
    return bool(tops) and all(t.dep_ in _ADVERBIAL for t in tops)


def _carries(layout: Layout, verb: Token, run: Run) -> bool:
    """Whether words beside a reporting clause are its content and not just its own adverbials."""
    own = False
    for token in layout.tokens[run[0] : run[1]]:
        if token.dep_ in _ADVERBIAL and token.head == verb:
            own = True
        elif token.head == verb and token.dep_ not in (
            "punct",
            "cc",
            "nsubj",
            "nsubjpass",
            "intj",
            "aux",
            "neg",
        ):
            return True
    return not own and (verb.head != verb or run[1] - run[0] > 2)


def parenthesis(layout: Layout, verb: Token, speaker: Speaker) -> Run | None:
    """Tokens of a reporting clause set off by a comma or quotation mark; None if it is not one."""
    first, last = layout.sentence_of[verb.i]
    kids = list(verb.children)
    subjects = [c for c in kids if c.dep_ in ("nsubj", "nsubjpass")]
    if any(c.tag_ in ("WP", "WDT") for c in subjects):
        return None
    start = verb.i
    for child in sorted((c for c in kids if c.i < verb.i), key=lambda t: -t.i):
        if child.dep_ in ("aux", "advmod", "neg", "auxpass") and child.right_edge.i + 1 == start:
            start = child.left_edge.i
        elif child in subjects:
            start = child.left_edge.i
            break
        elif child.i < start - 1 and child.dep_ != "punct":
            break
    for head in speaker.heads:
        if (
            head.dep_ in ("appos", "conj")
            and head not in subjects
            and head.i < verb.i
            and head.head.i < head.i
        ):
            start = min(start, head.left_edge.i)  # the subject that the parse gave to the noun before it
            subjects.append(head)
    if start <= first:
        return None
    mark = layout.tokens[start - 1]
    if not (mark.text in _DASHES or mark.text in _QUOTES or mark.text == "''"):
        return None
    inverted = [c for c in subjects if c.i > verb.i]
    if not any(c.i < verb.i for c in subjects) and not inverted:
        inverted = _unlabelled(layout, verb, last)
        if not inverted:
            return None
    end = verb.i + 1
    for child in verb.rights:
        if child.dep_ in _SIDE or child in inverted:
            if (
                layout.tokens[end : child.left_edge.i]
                and child.dep_ not in ("punct",)
                and child not in inverted
            ):
                gap = layout.tokens[end : child.left_edge.i]
                if any(t.text == "," for t in gap) and child.dep_ in ("prep", "dobj"):
                    break
            if child.dep_ != "punct":
                end = min(child.right_edge.i + 1, last)
        elif child.dep_ in ("ccomp", "xcomp", "conj", "parataxis", "cc"):
            break
    return start, end


def _unlabelled(layout: Layout, verb: Token, last: int) -> list[Token]:
    """A noun right after the verb that the parse did not call its subject ("..., said Tarek Amin")."""
    if verb.i + 1 >= last:
        return []
    return [
        c
        for c in verb.rights
        if c.left_edge.i == verb.i + 1
        and c.pos_ in ("NOUN", "PROPN", "PRON")
        and c.dep_ not in ("npadvmod", "prep")
    ][:1]
