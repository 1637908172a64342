"""Who says what: every act of saying in a report, nested ones kept inside their outer ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.model.source import Attribution, CueKind, Silence, Source, SourceType
from onrecord.model.values import Span
from onrecord.read import layout as layouts
from onrecord.read import silences as quiet
from onrecord.read import sources, speech, statements
from onrecord.read.layout import Layout
from onrecord.read.parse import Doc
from onrecord.read.sourcetypes import Resolve
from onrecord.read.statements import Statement

_REPORTS = frozenset({CueKind.STATES, CueKind.CLAIMS, CueKind.DENIES, CueKind.BLAMES})
_DEEPEST = 8  # a chain: residents, a monitor, an agency, an outlet; more is a fault of the parse
_MEDIA = frozenset({SourceType.NEWS_AGENCY, SourceType.STATE_MEDIA, SourceType.PARTY_MEDIA})


def find(doc: Doc, resolve: Resolve = lambda name: ()) -> tuple[Attribution, ...]:
    """All attributions of a parsed report in text order; `resolve` looks a name up in the actor table."""
    layout = layouts.of(doc)
    found = [s for s in speech.attach(layout, statements.find(layout)) if _worded(layout, s)]
    contents = [tuple(layout.chars(r) for r in s.content) for s in found]
    cues = [layout.chars(s.cue_run) for s in found]
    inside = [_inside(i, cues, contents) for i in range(len(found))]
    for i, s in enumerate(found):
        if s.within is not None and s.within in found:
            inside[i] = found.index(s.within)
    spoken = _sources(layout, found, inside, resolve)
    return tuple(
        Attribution(
            sources=spoken[i],
            source_spans=sources.spans_of(layout, s),
            cue_spans=(cues[i],),
            content_spans=contents[i],
            cue=s.cue.lemma,
            kind=s.cue.kind,
            negated=s.negated,
            missing=s.speaker.missing,
            quoted=s.quoted,
            inside=inside[i],
            rule=s.cue.rule,
        )
        for i, s in enumerate(found)
    )


def _worded(layout: Layout, statement: Statement) -> bool:
    """Drop fragments of marks alone; False if nothing is left."""
    statement.content = [r for r in statement.content if any(c.isalnum() for c in layout.words(r))]
    return bool(statement.content)


def _inside(i: int, cues: list[Span], contents: list[tuple[Span, ...]]) -> int:
    """Index of the attribution with the least content that holds this one's cue; -1 if there is none."""
    best, size = -1, 0
    for j in range(max(0, i - 40), min(len(contents), i + 40)):
        spans = contents[j]
        if j == i or not any(s.contains(cues[i]) for s in spans):
            continue
        width = sum(len(s) for s in spans)
        if best < 0 or width < size:
            best, size = j, width
    return best


def _sources(
    layout: Layout, found: list[Statement], inside: list[int], resolve: Resolve
) -> list[tuple[Source, ...]]:
    """The sources of each statement; an outlet that a statement is quoted within becomes its `via`."""
    cast = sources.Cast(layout, resolve)
    clusters: list[list[sources.Cluster]] = []
    for i, statement in enumerate(found):
        outer = clusters[inside[i]] if 0 <= inside[i] < i else None
        clusters.append(cast.hear(statement, outer))
    made = cast.sources()
    out = [tuple(made[id(c)] for c in row) for row in clusters]
    return [_passed_on(i, out, inside) for i in range(len(out))]


def _passed_on(i: int, out: list[tuple[Source, ...]], inside: list[int]) -> tuple[Source, ...]:
    outer = inside[i]
    if outer < 0 or not out[i]:
        return out[i]
    outlets = [re.sub(r"^[Tt]he ", "", s.as_written) for s in out[outer] if s.type in _MEDIA]
    if not outlets:
        return out[i]
    return tuple(
        s if s.type in _MEDIA else replace(s, via=tuple(dict.fromkeys([*s.via, *outlets]))) for s in out[i]
    )


def covering(attributions: tuple[Attribution, ...], span: Span) -> tuple[int, ...]:
    """Indices of the attributions that `span` is said in, the innermost first.

    A span that holds the cue itself belongs to it: "claimed responsibility", "declared victory".
    """
    holding = []
    for i, a in enumerate(attributions):
        if any(span.overlaps(c) for c in a.cue_spans):
            holding.append((0, 0, i))
        elif any(s.contains(span) for s in a.content_spans):
            holding.append((sum(len(s) for s in a.content_spans), _depth(attributions, i), i))
    return tuple(i for *_, i in sorted(holding))


def _depth(attributions: tuple[Attribution, ...], i: int) -> int:
    """Minus the number of attributions around this one."""
    depth = 0
    while attributions[i].inside >= 0 and depth > -_DEEPEST:
        depth, i = depth - 1, attributions[i].inside
    return depth


def cited(attributions: Iterable[Attribution]) -> tuple[Source, ...]:
    """Everyone the report cites, once each, in the order of their first statement."""
    out: dict[str, Source] = {}
    for attribution in attributions:
        if attribution.kind not in _REPORTS and not attribution.quoted:
            continue
        for source in attribution.sources:
            known = out.get(source.key)
            out[source.key] = source if known is None else _joined(known, source)
    return tuple(out.values())


def silences(
    doc: Doc, attributions: tuple[Attribution, ...], resolve: Resolve = lambda name: ()
) -> tuple[Silence, ...]:
    """Who is said to have made no mention of what; a note on a source, never a claim."""
    return quiet.find(doc, attributions, resolve)


def _joined(one: Source, two: Source) -> Source:
    return replace(one, via=tuple(dict.fromkeys([*one.via, *two.via])))
