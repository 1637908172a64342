"""Ties direct quotations to the cues that introduce, follow or interrupt them."""

from __future__ import annotations

from onrecord.read import cues, speakers
from onrecord.read.cues import Cue
from onrecord.read.layout import Layout, Run
from onrecord.read.parse import Token
from onrecord.read.speakers import Speaker
from onrecord.read.statements import Statement

_ENDS = frozenset(".!?…")
_REACH = 40  # tokens between a quotation and its verb
_FEW = 3  # fewer words in marks are a word held at a distance, not speech


def attach(layout: Layout, statements: list[Statement]) -> list[Statement]:
    """The statements with every quotation given to its cue, and new ones where a cue had none."""
    out = sorted(statements, key=lambda s: s.at)
    outside = [s for s in out if layout.quote_of[s.at] < 0]
    by_cue = {s.at: s for s in outside}
    last: Statement | None = None
    last_paragraph = -2
    for number, run in enumerate(layout.quote_runs):
        if run[0] >= run[1]:
            continue
        paragraph = layout.paragraph_of[run[0]]
        owner = (
            _holder(layout, outside, run)
            or _after(layout, by_cue, run, out)
            or _before(layout, by_cue, run, out)
        )
        if owner is None:
            owner = _named(layout, run, out)
        if owner is None and last is not None and _continues(layout, number, run, last, last_paragraph):
            owner = _latest(layout, outside, last, run)
        if owner is None:
            continue
        if owner.at not in by_cue:
            by_cue[owner.at] = owner
            outside.append(owner)
        _give(layout, owner, run, number)
        if run[1] - run[0] > _FEW:
            last, last_paragraph = owner, paragraph
    return sorted(out, key=lambda s: s.at)


def _latest(layout: Layout, outside: list[Statement], last: Statement, run: Run) -> Statement:
    """The speaker's last statement before the quotation: "..., she said, adding ..." goes on adding."""
    heads = last.speaker.heads
    for s in reversed(outside):
        if last.at < s.at < run[0] and s.speaker.heads == heads and "quotation" in s.cue.frames:
            return s
    return last


def _give(layout: Layout, owner: Statement, run: Run, number: int) -> None:
    """Join the quotation to the content; a content that runs over its edge is widened, not doubled."""
    inside = any(a <= run[0] and run[1] <= b + 1 for a, b in owner.content)
    if not inside:
        owner.content = _merge(layout, [*owner.content, run])
    owner.quoted = owner.quoted or run[1] - run[0] > _FEW


def _merge(layout: Layout, runs: list[Run]) -> list[Run]:
    out: list[Run] = []
    for run in sorted(runs):
        if out and run[0] <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], run[1]))
        else:
            out.append(run)
    return out


def _holder(layout: Layout, statements: list[Statement], run: Run) -> Statement | None:
    """The statement whose content shares words with the quotation: the outermost, widest one."""
    best: Statement | None = None
    size = 0
    for s in statements:
        if s.cue.pos not in ("verb", "preposition", "noun"):
            continue
        if any(a < run[1] and run[0] < b for a, b in s.content):
            width = sum(b - a for a, b in s.content)
            if width > size:
                best, size = s, width
    return best


def _quoting(token: Token) -> Cue | None:
    if token.pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
        return None
    for cue in cues.table().get(("verb", token.lemma_.lower()), ()):
        if "quotation" in cue.frames:
            return cue
    return None


def _after(layout: Layout, by_cue: dict[int, Statement], run: Run, out: list[Statement]) -> Statement | None:
    """ "...," X said. / "...," said X."""
    end = run[1]
    if (
        end >= len(layout.tokens)
        or layout.paragraph_of[end - 1] != layout.paragraph_of[min(end, len(layout.tokens) - 1)]
    ):
        return None
    inner = layout.words(run).rstrip("”\"'’» ")
    if inner[-1:] == ".":
        return None
    start = end
    while start < len(layout.tokens) and layout.tokens[start].text in (",", "--", "—", "–", "-"):
        start += 1
    if start >= len(layout.tokens):
        return None
    limit = min(layout.sentence_of[start][1], start + _REACH)
    for i in range(start, limit):
        token = layout.tokens[i]
        if layout.quote_of[i] >= 0:
            return None
        cue = _quoting(token)
        if cue is None:
            continue
        speaker = speakers.of_verb(layout, token)
        heads = speaker.heads
        if not heads and token.i + 1 < limit:
            heads = _noun_next(layout, token, limit)
            speaker = Speaker(heads=heads)
        if not heads:
            continue
        left = min(token.i, *(speakers.phrase(layout, h)[0] for h in heads))
        if left - start > 2:
            return None
        return by_cue.get(i) or _new(layout, token, cue, speaker, out)
    return None


def _noun_next(layout: Layout, token: Token, limit: int) -> tuple[Token, ...]:
    for j in range(token.i + 1, min(token.i + 8, limit)):
        here = layout.tokens[j]
        if here.pos_ in ("PROPN", "NOUN", "PRON") and here.dep_ not in ("compound", "poss", "nmod", "amod"):
            return (here,)
        if here.is_punct:
            return ()
    return ()


def _before(layout: Layout, by_cue: dict[int, Statement], run: Run, out: list[Statement]) -> Statement | None:
    """X said: "..." / X said, "..." / X said "..."."""
    start = run[0]
    i = start - 1
    paragraph = layout.paragraph_of[start]
    steps = 0
    while i >= 0 and layout.paragraph_of[i] == paragraph and steps < _REACH:
        token = layout.tokens[i]
        if layout.quote_of[i] >= 0 or token.text in _ENDS:
            return None
        cue = _quoting(token)
        if cue is not None and token.pos_ == "VERB":
            speaker = speakers.of_verb(layout, token)
            known = by_cue.get(i)
            direct = i == start - 2 and layout.tokens[start - 1].text == ":"
            if known is not None and known.content and known.content[0][0] < i and not known.quoted:
                if not direct:
                    return None
                known.content = []
            if speaker.heads:
                return known or _new(layout, token, cue, speaker, out)
        i -= 1
        steps += 1
    return None


def _new(layout: Layout, token: Token, cue: Cue, speaker: Speaker, out: list[Statement]) -> Statement:
    made = Statement(cue=cue, at=token.i, cue_run=(token.i, token.i + 1), speaker=speaker, content=[])
    out.append(made)
    return made


def _named(layout: Layout, run: Run, out: list[Statement]) -> Statement | None:
    """A name and a colon before the quotation ("Mayor Arle: “...”")."""
    colon = run[0] - 1
    if colon < 1 or layout.tokens[colon].text != ":":
        return None
    i = colon - 1
    while i >= 0 and layout.paragraph_of[i] == layout.paragraph_of[colon] and colon - i < 9:
        if layout.tokens[i].pos_ in ("VERB", "AUX") or layout.tokens[i].is_punct:
            return None
        i -= 1
    names = [t for t in layout.tokens[i + 1 : colon] if t.pos_ == "PROPN"]
    if not names or colon - i >= 9:
        return None
    cue = cues.table()["punctuation", ":"][0]
    made = Statement(
        cue=cue, at=colon, cue_run=(colon, colon + 1), speaker=Speaker(heads=(names[-1],)), content=[]
    )
    out.append(made)
    return made


def _continues(layout: Layout, number: int, run: Run, last: Statement, last_paragraph: int) -> bool:
    """A quotation that opens a sentence takes up the one before it in this paragraph or the last."""
    paragraph = layout.paragraph_of[run[0]]
    i = run[0] - 1
    while i >= 0 and layout.tokens[i].is_space and layout.paragraph_of[i] == paragraph:
        i -= 1
    opens = i < 0 or layout.paragraph_of[i] != paragraph
    if not last.quoted:
        return False
    if paragraph == last_paragraph:
        return opens or layout.tokens[i].text[-1] in "”\"'’.!?…»"
    near = 0 < paragraph - last_paragraph <= 2
    return near and opens and (layout.quotes[number].continues or run[1] - run[0] > 6)
