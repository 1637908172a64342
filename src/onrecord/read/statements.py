"""Acts of saying in one parse, before anyone is resolved: cue, speaker, content, quotation."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.source import CueKind
from onrecord.read import closings, contents, cues, lists, outlets, sourcetypes, speakers
from onrecord.read.cues import Cue
from onrecord.read.layout import Layout, Run
from onrecord.read.parse import Token
from onrecord.read.speakers import MISSING, NOBODY, Speaker

_SPEECH = frozenset({CueKind.STATES, CueKind.CLAIMS, CueKind.DENIES, CueKind.BLAMES})


@dataclass(slots=True, kw_only=True, eq=False)
class Statement:
    """One act of saying; `content` holds runs of tokens, `cue_run` the attributing words."""

    cue: Cue
    at: int
    cue_run: Run
    speaker: Speaker
    content: list[Run]
    negated: bool = False
    quoted: bool = False
    via: tuple[str, ...] = ()
    within: Statement | None = None


def find(layout: Layout) -> list[Statement]:
    """All statements of the text in the order of their cues; nested ones included."""
    out = _each(layout)
    _inherit(layout, out)
    _cited(layout, out)
    return out


def _cited(layout: Layout, statements: list[Statement]) -> None:
    """ "Citing residents, the monitor said X": residents say X, inside what the monitor says."""
    by_cue = {s.at: s for s in statements}
    for s in statements:
        verb = layout.tokens[s.at]
        if s.cue.lemma not in ("cite", "quote") or verb.tag_ != "VBG" or verb.dep_ != "advcl":
            continue
        main = by_cue.get(verb.head.i)
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        if main is None or main.cue.kind not in _SPEECH or not objects or not sourcetypes.speaks(objects[0]):
            continue
        s.speaker = Speaker(heads=speakers.coordinated(layout, objects[0]))
        s.content, s.within = list(main.content), main


def _inherit(layout: Layout, statements: list[Statement]) -> None:
    """Who "said A, noting B" also notes B, though the parse hangs the noting in A."""
    ends = {
        s.content[-1][1]: s
        for s in statements
        if s.cue.pos == "verb" and s.content and s.content[-1][0] > s.at
    }
    for s in statements:
        if s.cue.pos != "verb" or any(c.dep_ in ("nsubj", "nsubjpass") for c in layout.tokens[s.at].children):
            continue
        i = s.cue_run[0] - 1
        while i > 0 and layout.tokens[i].text in (",", "and", "but") and i not in ends:
            i -= 1
        before = ends.get(i + 1) or ends.get(i)
        if before is not None and before is not s and before.at < s.at and before.cue.kind in _SPEECH:
            s.speaker = before.speaker


def _each(layout: Layout) -> list[Statement]:
    out: list[Statement] = []
    table = cues.table()
    for token in layout.tokens:
        key = _KEYS.get(token.pos_)
        lower = token.lower_
        if key == ("noun",) and _has_plain_subject(token):
            key = ("verb", "noun")  # "The mayor claims he ...", read as a noun
        if lower == "according":
            found = _according(layout, token, table["preposition", "according"][0])
        elif key is None:
            continue
        else:
            found = None
            for kind in key:
                for cue in table.get((kind, lower if kind == "modifier" else token.lemma_.lower()), ()):
                    found = _READ[kind](layout, token, cue)
                    if found is not None:
                        break
                if found is not None:
                    break
        if found is not None and _clipped(layout, found):
            out.append(found)
    return out


def _has_plain_subject(token: Token) -> bool:
    """A subject that is no possessor: "The mayor claims he ..." against "the mayor's claim"."""
    return any(c.dep_ == "nsubj" and not any(g.dep_ == "case" for g in c.children) for c in token.children)


def _clipped(layout: Layout, statement: Statement) -> bool:
    """Keep what is said inside a quotation inside it; False if nothing is left."""
    quote = layout.quote_of[statement.at]
    if quote < 0:
        return True
    start, end = layout.quote_runs[quote]
    runs = ((max(a, start), min(b, end)) for a, b in statement.content)
    statement.content = [r for r in runs if r[0] < r[1]]
    if any(not start <= h.i < end for h in statement.speaker.heads):
        statement.speaker = NOBODY
    return bool(statement.content)


def _verb(layout: Layout, verb: Token, cue: Cue) -> Statement | None:
    if verb.dep_ == "amod" or (verb.dep_ in ("aux", "auxpass")):
        return None
    speaker = speakers.of_verb(layout, verb)
    if cue.raising:
        speaker = MISSING
    if cue.lemma in ("quote", "cite") and speakers.is_passive(verb) and _as_saying(verb):
        return None  # the saying is the act; who quoted it is on its way
    runs = contents.of_verb(layout, verb, cue, speaker)
    if cue.kind in _SPEECH and not (runs and (speaker.heads or speaker.missing)):
        closed = closings.of(layout, verb) if "clause" in cue.frames else None
        if closed is not None:
            speaker, runs = Speaker(heads=closed[0]), [closed[1]]
    if not runs:
        return None
    if not speaker.heads and not speaker.missing:
        speaker = _inverted(layout, verb, runs)
    if any(h.lower_ == "it" for h in speaker.heads) and speakers.is_passive(verb):
        speaker = MISSING
    return Statement(
        cue=cue,
        at=verb.i,
        cue_run=_verb_group(verb),
        speaker=speaker,
        content=_tidy(layout, runs),
        negated=any(c.dep_ == "neg" for c in verb.children),
        via=outlets.of_verb(layout, verb, speaker),
    )


def _as_saying(verb: Token) -> bool:
    return any(c.lower_ == "as" and any(g.dep_ == "pcomp" for g in c.children) for c in verb.children)


def _inverted(layout: Layout, verb: Token, runs: list[Run]) -> Speaker:
    """The noun right behind the verb, where the parse labels it as something else than its subject."""
    if runs[0][0] > verb.i or verb.i + 1 >= len(layout.tokens):
        return NOBODY
    for child in verb.children:
        if child.i > verb.i and child.left_edge.i == verb.i + 1 and child.pos_ in ("NOUN", "PROPN", "PRON"):
            return Speaker(heads=speakers.coordinated(layout, child))
    return NOBODY


def _verb_group(verb: Token) -> Run:
    start = end = verb.i
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "prt") and abs(child.i - verb.i) <= 4:
            start, end = min(start, child.i), max(end, child.i)
    return start, end + 1


def _noun(layout: Layout, noun: Token, cue: Cue) -> Statement | None:
    content: Run | None = None
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "relcl", "ccomp", "appos") and child.i > noun.i:
            that = next((c for c in child.children if c.lower_ == "that" and c.i > noun.i), None)
            if "clause" in cue.frames and that is not None and that.dep_ == "mark" and that.i <= noun.i + 8:
                content = (that.i, child.right_edge.i + 1)
                break
            to = next((c for c in child.children if c.lower_ == "to" and c.dep_ == "aux"), None)
            if "infinitive" in cue.frames and to is not None and to.i <= noun.i + 3:
                content = (to.i, child.right_edge.i + 1)
                break
        if child.dep_ == "prep" and child.lower_ == "of" and "of" in cue.frames and child.i == noun.i + 1:
            content = (child.i + 1, child.right_edge.i + 1)
            break
    if content is None or content[0] >= content[1]:
        return None
    end = min(content[1], layout.sentence_of[noun.i][1])
    return Statement(
        cue=cue,
        at=noun.i,
        cue_run=(noun.i, noun.i + 1),
        speaker=_noun_speaker(layout, noun),
        content=_tidy(layout, [(content[0], end)]),
        negated=any(c.lower_ == "no" for c in noun.children),
    )


def _noun_speaker(layout: Layout, noun: Token) -> Speaker:
    """Whose claim it is: the possessor, "by X", "from X", or the subject of "made the claim that"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return Speaker(heads=speakers.coordinated(layout, child))
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "among") and child.i > noun.i:
            for thing in child.children:
                if thing.dep_ == "pobj":
                    return Speaker(heads=speakers.coordinated(layout, thing))
    above = noun.head
    if noun.dep_ in ("dobj", "attr") and above.pos_ == "VERB":
        return speakers.of_verb(layout, above)
    if noun.dep_ == "pobj" and above.head.pos_ in ("VERB", "AUX"):
        return speakers.of_verb(layout, above.head)
    compound = next((c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN"), None)
    return Speaker(heads=(compound,)) if compound is not None else MISSING


def _adjective(layout: Layout, word: Token, cue: Cue) -> Statement | None:
    if word.dep_ != "acomp" and word.dep_ not in ("conj", "ROOT", "ccomp"):
        return None
    for child in word.children:
        if child.i < word.i:
            continue
        clause = child.dep_ == "ccomp" and "clause" in cue.frames
        to = child.dep_ == "xcomp" and "infinitive" in cue.frames
        about = child.dep_ == "prep" and child.lower_ in cue.about
        if clause or to or about:
            verb = word.head if word.dep_ == "acomp" else word
            speaker = speakers.of_verb(layout, verb)
            if any(h.lower_ == "it" for h in speaker.heads):
                return None
            start = child.left_edge.i if not about else child.i + 1
            run = (max(start, word.i + 1), min(child.right_edge.i + 1, layout.sentence_of[word.i][1]))
            if run[0] >= run[1] or not speaker.heads:
                return None
            return Statement(
                cue=cue,
                at=word.i,
                cue_run=(verb.i if verb.i < word.i else word.i, word.i + 1),
                speaker=speaker,
                content=_tidy(layout, [run]),
                negated=any(c.dep_ == "neg" for c in (*word.children, *verb.children)),
            )
    return None


def _adverb(layout: Layout, word: Token, cue: Cue) -> Statement | None:
    """ "reportedly": the clause it modifies, without itself and without a source."""
    head = word.head
    if head == word:
        return None
    first, last = layout.sentence_of[word.i]
    start, end = max(head.left_edge.i, first), min(head.right_edge.i + 1, last)
    runs = [r for r in ((start, word.i), (word.i + 1, end)) if r[0] < r[1]]
    return Statement(
        cue=cue, at=word.i, cue_run=(word.i, word.i + 1), speaker=MISSING, content=_tidy(layout, runs)
    )


def _modifier(layout: Layout, word: Token, cue: Cue) -> Statement | None:
    if word.dep_ != "amod" or word.head.i < word.i:
        return None
    head = word.head
    run = (word.i + 1, min(head.right_edge.i + 1, layout.sentence_of[word.i][1]))
    return Statement(
        cue=cue, at=word.i, cue_run=(word.i, word.i + 1), speaker=MISSING, content=_tidy(layout, [run])
    )


def _according(layout: Layout, word: Token, cue: Cue) -> Statement | None:
    """ "according to A, B and C, ...": the rest of the sentence, or of its clause in the middle of one."""
    first, last = layout.sentence_of[word.i]
    nxt = word.i + 1
    if nxt >= last:
        return None
    has_to = layout.tokens[nxt].lower_ == "to"
    source = lists.heads(layout, nxt + 1 if has_to else nxt, last)
    if not source or (not has_to and source[0].pos_ not in ("PROPN", "NOUN")):
        return None
    if len(source) == 1 and source[0].lower_ in cue.never:
        return None
    end = max(speakers.phrase(layout, h)[1] for h in source)
    end = lists.past_clause(layout, source[-1], end, last)
    if (
        first
        and layout.quote_of[first - 1] >= 0
        and layout.paragraph_of[first - 1] == layout.paragraph_of[first]
    ):
        first = layout.quote_runs[layout.quote_of[first - 1]][0]
    before = layout.trimmed((first, word.i))
    after = layout.trimmed((end, last))
    if before is not None and after is not None and layout.tokens[word.i - 1].text != ",":
        after = None
    runs = [r for r in (before, after) if r is not None]
    if not runs:
        return None
    return Statement(
        cue=cue,
        at=word.i,
        cue_run=(word.i, nxt + 1 if has_to else nxt),
        speaker=Speaker(heads=source),
        content=_tidy(layout, runs),
        via=outlets.of_clauses(layout, source),
    )


def _tidy(layout: Layout, runs: list[Run]) -> list[Run]:
    """Runs in text order, trimmed, with no empty and no overlapping ones."""
    out: list[Run] = []
    for run in sorted(runs):
        trimmed = layout.trimmed(run)
        if trimmed is None or not any(
            c.isalnum() for t in layout.tokens[trimmed[0] : trimmed[1]] for c in t.text
        ):
            continue
        if out and trimmed[0] <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], trimmed[1]))
        else:
            out.append(trimmed)
    return out


_KEYS: dict[str, tuple[str, ...]] = {
    "VERB": ("verb", "modifier"),
    "AUX": (),
    "NOUN": ("noun",),
    "ADJ": ("modifier", "adjective"),
    "ADV": ("adverb",),
}
_READ = {"verb": _verb, "noun": _noun, "adjective": _adjective, "adverb": _adverb, "modifier": _modifier}
