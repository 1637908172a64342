"""Reports as pages show them: which edition is meant, what is marked in it, how two editions differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher

from onrecord.errors import UnknownName
from onrecord.model.claim import Claim
from onrecord.model.pages import Edit, TextMark
from onrecord.model.report import Edition
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Span
from onrecord.record.lines import end_of
from onrecord.store.store import Store

_WORD = re.compile(r"\s+|[^\s]+")


def edition_of(store: Store, id: str, known_on: date | None) -> Edition:
    """The edition `id` names, or the newest edition of the report it names that was public by then."""
    try:
        return store.edition(id)
    except UnknownName:
        editions = [
            e for e in store.editions(report=id) if known_on is None or e.public_at <= end_of(known_on)
        ]
        if not editions:
            raise
        return editions[-1]


def marks_of(held: Iterable[StoredClaim]) -> tuple[TextMark, ...]:
    """What each claim points at in its text, in order; one stretch may carry several."""
    marks = {
        TextMark(what=what, start=span.start, end=span.end, claim=stored.claim.id)
        for stored in held
        for what, span in _spans(stored.claim)
        if span is not None and len(span)
    }
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end, m.what, m.claim)))


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """How one text became the other, word by word."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    found: list[Edit] = []
    for tag, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Edit(kind="same", words="".join(old[i:j])))
            continue
        if i < j:
            found.append(Edit(kind="removed", words="".join(old[i:j])))
        if k < n:
            found.append(Edit(kind="added", words="".join(new[k:n])))
    return tuple(found)


def _spans(claim: Claim) -> Iterable[tuple[str, Span | None]]:
    yield "evidence", claim.evidence
    yield "event", claim.trigger
    yield from (("agent", a.span) for a in claim.agents)
    yield from (("target", t.span) for t in claim.targets)
    yield "place", claim.place.span if claim.place else None
    yield "time", claim.time.span if claim.time else None
    yield from (("count", c.span) for c in claim.counts)
    yield from (("source", s.span) for s in claim.sources)
    yield "cue", claim.cue.span if claim.cue else None
    yield "hedge", claim.hedge.span if claim.hedge else None
