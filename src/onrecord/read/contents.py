"""What a cue says: the words of the content, as runs of tokens in text order."""

from __future__ import annotations

from onrecord.read import asides, cues
from onrecord.read.cues import Cue
from onrecord.read.layout import Layout, Run
from onrecord.read.parse import Token
from onrecord.read.speakers import Speaker, is_passive

_NOUNISH = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_OBJECT = frozenset({"dobj", "attr", "dative"})
_QUOTES = "“”\"'‘’«»„"
_LONGEST = 400  # tokens of a content looked through for a second attribution
_COUNTING = frozenset({"JJR", "RBR", "CD", "DT", "PDT", "JJ", "JJS"})
_SPEECH = frozenset({"states", "claims", "denies", "blames"})


def of_verb(layout: Layout, verb: Token, cue: Cue, speaker: Speaker) -> list[Run]:
    """Content of a verb cue in the first frame that fits; empty where none does."""
    if cue.particle and not _particle(layout, verb, cue.particle):
        return []
    if cue.verdict and not any(t.lower_ in cue.verdict for t in verb.subtree if t.i > verb.i):
        return []
    if cue.only_subjects and not any(h.lemma_.lower() in cue.only_subjects for h in speaker.heads):
        return []
    passive = is_passive(verb)
    for frame in (_clause, _infinitive, _gerund, _small, _object, _about):
        if passive and frame in (_small, _object):
            continue
        runs = frame(layout, verb, cue)
        if runs:
            return _with_subject(layout, verb, cue, runs, passive=passive)
    for last_resort in (asides.beside, asides.parallel, asides.rest):
        runs = last_resort(layout, verb, cue, speaker)
        if runs:
            return [_cut(layout, verb, r, cue) if r[0] > verb.i else r for r in runs]
    return _passive_subject(layout, verb, cue) if passive else []


def _particle(layout: Layout, verb: Token, particle: str) -> bool:
    return any(t.lower_ == particle for t in layout.tokens[verb.i + 1 : verb.i + 3])


def _right(verb: Token) -> list[Token]:
    return sorted((c for c in verb.children if c.i > verb.i), key=lambda t: t.i)


def _has_to(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _span(layout: Layout, head: Token, after: int) -> Run:
    """From the left edge of `head`, but after token `after`, to its right edge, inside the sentence."""
    start = max(head.left_edge.i, after + 1)
    end = min(head.right_edge.i + 1, layout.sentence_of[head.i][1])
    return start, max(start + 1, end)


def _clause(layout: Layout, verb: Token, cue: Cue) -> list[Run]:
    if "clause" not in cue.frames:
        return []
    for child in _right(verb):
        if child.dep_ not in ("ccomp", "xcomp") or _has_to(child):
            continue
        finite = child.tag_ in ("VBZ", "VBP", "VBD", "MD") or any(
            c.dep_ in ("nsubj", "nsubjpass", "expl", "mark", "aux", "csubj") for c in child.children
        )
        if child.dep_ == "xcomp" and not (finite and any(c.lower_ == "that" for c in child.children)):
            continue
        if not finite and child.tag_ == "VBG":
            continue
        run = _led(layout, verb, _span(layout, child, verb.i))
        return [_on(layout, _cut(layout, verb, run, cue), verb)]
    return _that(layout, verb, cue)


def _led(layout: Layout, verb: Token, run: Run) -> Run:
    """A number or "more" right before the clause is its subject ("said more were missing")."""
    start = run[0]
    while start - 1 > verb.i and layout.tokens[start - 1].head == verb:
        before = layout.tokens[start - 1]
        if before.tag_ not in _COUNTING or before.ent_type_ in ("DATE", "TIME"):
            break
        start -= 1
    return start, run[1]


def _on(layout: Layout, run: Run, verb: Token) -> Run:
    """A colon or semicolon behind the clause carries the content on to the end of the sentence."""
    start, end = run
    last = layout.sentence_of[verb.i][1]
    if end < last and layout.tokens[end].text in (":", ";") and layout.quote_of[end] < 0:
        following = layout.tokens[end + 1 : last]
        if following and not any(t.text in _QUOTES for t in following):
            return start, last
    return run


def _that(layout: Layout, verb: Token, cue: Cue) -> list[Run]:
    """A "that" shortly after the verb opens a clause although the parse hangs it elsewhere."""
    end = layout.sentence_of[verb.i][1]
    for i in range(verb.i + 1, min(verb.i + 9, end)):
        token = layout.tokens[i]
        if token.lower_ == "that" and token.tag_ == "IN" and token.dep_ == "mark":
            clause = token.head
            between = layout.tokens[verb.i + 1 : i]
            if clause.i <= i or any(t.pos_ in ("VERB", "AUX") for t in between):
                return []
            if not cue.hearer and any(t.dep_ == "dobj" and t.head == verb for t in between):
                return []
            return [_cut(layout, verb, (i, min(clause.right_edge.i + 1, end)), cue)]
        if token.text in ";:" or token.dep_ == "relcl":
            return []
    return []


def _cut(layout: Layout, verb: Token, run: Run, cue: Cue) -> Run:
    """Cut off a trailing ", arguing that ..." or ", according to ..." : it is an attribution of its own."""
    start, end = run
    for i in range(start + 2, min(end - 1, start + _LONGEST)):
        here, following = layout.tokens[i], layout.tokens[i + 1]
        if here.lower_ in ("and", "but"):
            if layout.quote_of[i] < 0 and _repeats(verb, following):
                return start, i
            continue
        closing = here.text in _QUOTES and layout.tokens[i - 1].text == ","
        if not closing and (here.text != "," or layout.quote_of[i] >= 0):
            continue
        if following.lower_ == "according" or (cue.kind.value in _SPEECH and _speaks_on(following)):
            return start, i + closing
    return run


def _speaks_on(following: Token) -> bool:
    """A participle that goes on speaking: "arguing", "adding", "referring to"."""
    if following.tag_ != "VBG":
        return False
    found = cues.table().get(("verb", following.lemma_.lower()), ())
    return any(c.kind.value in _SPEECH and ("clause" in c.frames or c.about) for c in found)


def _repeats(verb: Token, following: Token) -> bool:
    """ "said X would go and called it off": the second verb shares the first one's subject, not that of X."""
    if following.tag_ != verb.tag_ or following.pos_ != "VERB":
        return False
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in following.children):
        return False
    found = cues.table().get(("verb", following.lemma_.lower()), ())
    if found and following.dep_ == "conj" and following.head.tag_ in ("VB", "VBG", "VBN"):
        return True
    speaks = any(c.dep_ == "ccomp" or c.lower_ == "that" for c in following.children)
    return speaks and any("clause" in c.frames for c in found)


def _infinitive(layout: Layout, verb: Token, cue: Cue) -> list[Run]:
    if "infinitive" not in cue.frames and not ("clause" in cue.frames and is_passive(verb)):
        return []  # every verb of saying has "is said to have ..."
    for child in _right(verb):
        if child.dep_ in ("xcomp", "ccomp", "advcl") and _has_to(child):
            if child.dep_ == "advcl" and "object" not in cue.frames and not cue.hearer:
                continue
            start = verb.i
            run = _span(layout, child, start)
            person = [c for c in _right(verb) if c.dep_ in ("dobj", "dative") and c.i < child.i]
            if person and not cue.hearer:
                run = (max(person[0].left_edge.i, verb.i + 1), run[1])
            return [_cut(layout, verb, run, cue)]
    return []


def _gerund(layout: Layout, verb: Token, cue: Cue) -> list[Run]:
    if "gerund" not in cue.frames:
        return []
    for child in _right(verb):
        perfect = child.tag_ == "VBN" and any(c.lower_ == "having" for c in child.children)
        if (child.tag_ == "VBG" or perfect) and child.dep_ in ("xcomp", "ccomp", "pcomp"):
            return [_cut(layout, verb, _span(layout, child, verb.i), cue)]
    return []


def _small(layout: Layout, verb: Token, cue: Cue) -> list[Run]:
    """ "called it a raid": the object with what it is called."""
    if "as" not in cue.frames:
        return []
    right = _right(verb)
    for child in right:
        if child.dep_ == "oprd" or (child.dep_ == "ccomp" and child.pos_ in ("NOUN", "PROPN", "ADJ")):
            objects = [c for c in right if c.dep_ in _OBJECT and c.i < child.i]
            start = objects[0].left_edge.i if objects else child.left_edge.i
            end = min(child.right_edge.i + 1, layout.sentence_of[verb.i][1])
            return [(max(start, verb.i + 1), end)]
        if child.dep_ == "prep" and child.lower_ == "as":
            objects = [c for c in right if c.dep_ in _OBJECT and c.i < child.i]
            start = objects[0].left_edge.i if objects else child.i
            return [(max(start, verb.i + 1), min(child.right_edge.i + 1, layout.sentence_of[verb.i][1]))]
    return []


def _object(layout: Layout, verb: Token, cue: Cue) -> list[Run]:
    if "object" not in cue.frames or cue.hearer:
        return []
    right = _right(verb)
    objects = [c for c in right if c.dep_ in _OBJECT and c.pos_ in _NOUNISH]
    if not objects:
        return []
    head = objects[0]
    if cue.only_objects and head.lemma_.lower() not in cue.only_objects:
        return []
    if head.lower_ in ("himself", "herself", "themselves", "itself"):
        return []
    start = max(head.left_edge.i, verb.i + 1)
    end = head.right_edge.i + 1
    tail = False
    for child in right:
        if child.i <= head.i:
            continue
        if (child.dep_ == "prep" and child.lower_ in cue.tail) or child.dep_ in ("xcomp", "ccomp", "oprd"):
            end, tail = max(end, child.right_edge.i + 1), True
        elif child.dep_ not in ("punct", "prt"):
            break
    tail = tail or any(layout.tokens[i].lower_ in cue.tail for i in range(start, end))
    if cue.needs_tail and not tail:
        return []
    return [_cut(layout, verb, (start, min(end, layout.sentence_of[verb.i][1])), cue)]


def _about(layout: Layout, verb: Token, cue: Cue) -> list[Run]:
    if not cue.about:
        return []
    end_of = layout.sentence_of[verb.i][1]
    for child in _right(verb):
        if (
            child.dep_ in ("prep", "agent")
            and child.lower_ in cue.about
            and any(True for _ in child.children)
        ):
            end = child.right_edge.i + 1
            for later in _right(verb):
                if later.i > child.i and (
                    (later.dep_ == "prep" and later.lower_ in cue.tail)
                    or (later.dep_ in ("xcomp", "advcl") and _has_to(later))
                ):
                    end = max(end, later.right_edge.i + 1)
            return [_cut(layout, verb, (child.i + 1, min(end, end_of)), cue)] if child.i + 1 < end else []
    return []


def _with_subject(layout: Layout, verb: Token, cue: Cue, runs: list[Run], *, passive: bool) -> list[Run]:
    """A passive or raising verb has part of its content in front: "the town is believed to have fallen"."""
    if not (passive or cue.raising):
        return runs
    if runs[0][0] < verb.i:
        return runs
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None and verb.dep_ == "acl":
        return [*_noun(layout, verb), *runs]
    if subject is None or subject.lower_ == "it" or cue.hearer:
        return runs
    return [_span(layout, subject, layout.sentence_of[verb.i][0] - 1), *runs]


def _noun(layout: Layout, verb: Token) -> list[Run]:
    head = verb.head
    return [(head.left_edge.i, head.i + 1)] if head.i < verb.i else []


def _passive_subject(layout: Layout, verb: Token, cue: Cue) -> list[Run]:
    """ "The raid was condemned by X": what was condemned, and the tail of the frame."""
    if not (cue.frames & {"object", "as"}):
        return []
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    tails = [
        c
        for c in _right(verb)
        if (c.dep_ == "prep" and c.lower_ in cue.tail | ({"as"} if "as" in cue.frames else set()))
        or c.dep_ in ("oprd", "xcomp")
    ]
    if cue.needs_tail and not tails:
        return []
    if any(t.dep_ == "oprd" and t.pos_ == "PROPN" for t in tails):
        return []  # "a hill called Sorn" is a name, nobody's view
    if cue.only_objects and (subject is None or subject.lemma_.lower() not in cue.only_objects):
        return []
    out: list[Run] = []
    if subject is not None:
        if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            out.append((verb.head.left_edge.i, verb.head.i + 1))
        else:
            out.append(_span(layout, subject, layout.sentence_of[verb.i][0] - 1))
    elif verb.dep_ == "acl":
        out += _noun(layout, verb)
    for tail in tails:
        out.append((tail.left_edge.i, min(tail.right_edge.i + 1, layout.sentence_of[verb.i][1])))
    return out if out and (subject is not None or tails or verb.dep_ == "acl") else []
