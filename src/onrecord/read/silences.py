"""Who is said to have said nothing: "the army made no mention of the loss of the town"."""

from __future__ import annotations

import re

from onrecord import lexicon
from onrecord.lexicon import Entry
from onrecord.model.source import Attribution, CueKind, Silence, Source
from onrecord.model.values import Phrase, Span
from onrecord.read import layout as layouts
from onrecord.read import sources, speakers
from onrecord.read.layout import Layout
from onrecord.read.parse import Doc, Token
from onrecord.read.sourcetypes import Resolve

_TOPIC_ENDS = re.compile(r"[.;\n]|, (?:but|and|while|although|though|which)\b| but ")


def find(doc: Doc, attributions: tuple[Attribution, ...], resolve: Resolve) -> tuple[Silence, ...]:
    """All silences of a report in text order; a source that the report also cites keeps its key."""
    text = doc.text
    hits = [
        (match.span(), entry)
        for entry in lexicon.load("cues").entries
        if entry.gives == CueKind.SILENT
        for match in entry.compiled().finditer(text)
    ]
    if not hits:
        return ()
    layout = layouts.of(doc)
    cast = sources.Cast(layout, resolve)
    out: list[Silence] = []
    for (start, end), entry in sorted(hits, key=lambda h: h[0]):
        found = _silence(layout, cast, attributions, Span(start=start, end=end), entry)
        if found is not None and not (out and out[-1].span.overlaps(found.span)):
            out.append(found)
    return tuple(out)


def _silence(
    layout: Layout, cast: sources.Cast, attributions: tuple[Attribution, ...], span: Span, entry: Entry
) -> Silence | None:
    tokens = [t for t in layout.tokens if span.start <= t.idx < span.end and not t.is_space]
    if not tokens:
        return None
    head = _behind(layout, tokens[-1]) if entry.more.get("source_after") else _before(layout, tokens)
    if head is None:
        return None
    rest = layout.text[span.end : span.end + 400]
    stop = _TOPIC_ENDS.search(rest)
    raw = rest[: stop.start() if stop else len(rest)]
    topic = raw.strip() if not entry.more.get("source_after") else ""
    at = span.end + len(raw) - len(raw.lstrip())
    where = Span(start=at, end=at + len(topic)) if topic else None
    source = _known(layout, head, attributions) or cast.alone(head)
    return Silence(source=source, topic=Phrase(text=topic, span=where), span=span, rule=entry.id)


def _before(layout: Layout, tokens: list[Token]) -> Token | None:
    """The subject of the verb of the phrase."""
    for token in tokens:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        if any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
            return next(c for c in token.children if c.dep_ in ("nsubj", "nsubjpass"))
        heads = speakers.of_verb(layout, token).heads
        if heads:
            return heads[0]
    return None


def _behind(layout: Layout, last: Token) -> Token | None:
    """The noun that "no comment from" is about."""
    return next((c for c in last.children if c.dep_ == "pobj"), None)


def _known(layout: Layout, head: Token, attributions: tuple[Attribution, ...]) -> Source | None:
    """The cited source of the same words, or of the pronoun."""
    words = layout.words(speakers.phrase(layout, head)).lower()
    bare = re.sub(r"^(?:the|a|an)\s+", "", words)
    before = [a for a in attributions if a.cue_spans and a.cue_spans[0].start < head.idx and a.sources]
    if head.pos_ == "PRON" and before:
        return before[-1].sources[-1]
    for attribution in attributions:
        for source in attribution.sources:
            texts = [re.sub(r"^(?:the|a|an)\s+", "", m.text.lower()) for m in source.mentions]
            if bare in texts or any(t.endswith(" " + bare) for t in texts):
                return source
    return None
