"""Which body a source is ("the army said", "Khartoum denied"), and whose men "its fighters" are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from onrecord import lexicon
from onrecord.model.actor import ActorKind, ActorRef
from onrecord.model.source import Attribution, Source, SourceType
from onrecord.model.values import Span
from onrecord.parties import Parties
from onrecord.read import attribution, sourcetypes
from onrecord.read.parse import Doc, Token, span_of

_OWNERS = frozenset({"its", "their", "his", "her", "our"})
_BODIES = frozenset(
    {
        SourceType.MILITARY,
        SourceType.GOVERNMENT,
        SourceType.ARMED_GROUP,
        SourceType.OPPOSITION,
        SourceType.OTHER,
    }
)
_BARE = lexicon.words("bare_force")
_MOUTHS = frozenset({SourceType.STATE_MEDIA, SourceType.PARTY_MEDIA})
_BEFORE = re.compile(r"(?:the|a|an|its|their|his|her|this|that|both)\s+", re.IGNORECASE)


def settled(
    doc: Doc, said: tuple[Attribution, ...], refs: tuple[ActorRef, ...], parties: Parties
) -> tuple[tuple[Attribution, ...], tuple[ActorRef, ...]]:
    """Attributions and parties, each told by the other: "its military said", "the group said its men"."""
    refs = owned(doc, refs, said, parties)
    said = identified(said, refs)
    return said, owned(doc, refs, said, parties)


def identified(said: tuple[Attribution, ...], refs: Iterable[ActorRef]) -> tuple[Attribution, ...]:
    """The attributions, where a source that the grammar of parties knows is that body.

    "The army", "the group" and "Khartoum" are the body itself; "its spokesman" speaks for it.
    """
    known = [r for r in refs if r.id and r.span is not None]
    bodies: dict[str, Source] = {}
    for source in (s for a in said for s in a.sources):
        if source.key not in bodies and not (source.actor or source.party) and source.type in _BODIES:
            body = _body(source, known)
            if body is not None:
                bodies[source.key] = body
    if not bodies:
        return said
    return _united(tuple(replace(a, sources=tuple(bodies.get(s.key, s) for s in a.sources)) for a in said))


def _body(source: Source, known: list[ActorRef]) -> Source | None:
    if source.span is None:
        return None
    inside = [r for r in known if r.span is not None and source.span.contains(r.span)]
    whole = next((r for r in inside if _is_whole(source, r)), None)
    ref = whole or (inside[0] if len({r.id for r in inside}) == 1 else None)
    if ref is None:
        return None
    unsure = source.type is SourceType.OTHER
    kind = sourcetypes.type_of(ref.kind) if unsure else source.type
    if whole is not None:
        called = source.as_written[len(source.as_written) - len(ref.as_written) :]
        key = ref.id if called.islower() else source.key  # "Moscow" stands beside the ministry
        return replace(
            source, key=key, type=kind, actor=ref.id, party=ref.id, party_text=ref.name, named=True
        )
    if unsure and not sourcetypes.pattern("phrase.mouth").search(source.as_written.lower()):
        return None
    return replace(source, type=kind, party=ref.id, party_text=ref.name)


def _is_whole(source: Source, ref: ActorRef) -> bool:
    """Whether the party is all of the source's words but articles."""
    if source.span is None or ref.span is None or ref.span.end != source.span.end:
        return False
    article = _BEFORE.match(source.as_written)
    return ref.span.start <= source.span.start + (article.end() if article is not None else 0)


def _united(said: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """One source for one body: "the army" and "the Ruritanian army" are both the fuller of the two."""
    groups: dict[str, list[Source]] = {}
    for source in (s for a in said for s in a.sources if s.actor):
        groups.setdefault(source.key, []).append(source)
    full: dict[str, Source] = {}
    for key, group in groups.items():
        if len({s.as_written for s in group}) > 1:
            mentions = {m.text: m for s in group for m in s.mentions}
            best = max(group, key=lambda s: len(s.as_written))
            full[key] = replace(best, mentions=tuple(mentions.values()))
    return tuple(
        replace(
            a,
            sources=tuple(
                {s.key: replace(full[s.key], via=s.via) if s.key in full else s for s in a.sources}.values()
            ),
        )
        for a in said
    )


@cache
def _men() -> frozenset[str]:
    return frozenset(w for e in lexicon.load("actors").giving("owned") for w in e.words)


def owned(
    doc: Doc, refs: tuple[ActorRef, ...], said: tuple[Attribution, ...], parties: Parties
) -> tuple[ActorRef, ...]:
    """The parties in text order, where "its jets" and "his men" are those of whom the pronoun stands for."""
    text = doc.text
    at = {i: r for r in refs for i in _tokens(doc, r)}
    found: dict[Span, ActorRef] = {r.span: r for r in refs if r.span is not None}
    for pronoun in (t for t in doc if t.lower_ in _OWNERS and t.dep_ == "poss"):
        own = at.get(pronoun.head.i)
        if own.id if own is not None else pronoun.head.lower_ not in _men():
            continue
        owner = _owner(pronoun, at, said, parties)
        if owner is not None:
            span = own.span if own is not None and own.span is not None else span_of(pronoun.head)
            arm = parties.actor(parties.own_arm(owner.id, pronoun.head.lower_))
            found[span] = ActorRef(
                as_written=span.of(text),
                span=span,
                id=arm.id,
                name=arm.name,
                kind=arm.kind,
                antecedent=owner.antecedent or owner.span,
                rule="actors.owned",
            )
    for ref in refs:
        if ref.span is not None and not ref.id and ref.as_written.lower() in _BARE and not found[ref.span].id:
            found[ref.span] = _speakers_own(ref, said, parties) or ref
    return tuple(found[span] for span in sorted(found, key=lambda s: (s.start, s.end)))


def _speakers_own(ref: ActorRef, said: tuple[Attribution, ...], parties: Parties) -> ActorRef | None:
    """ "The military said troops had entered the town": its own, where an army says so of bare "troops"."""
    for n in attribution.covering(said, ref.span) if ref.span is not None else ():
        for source in said[n].sources:
            body = parties.actor(source.party) if parties.knows(source.party) else None
            if body is not None and body.kind is ActorKind.MILITARY:
                return replace(ref, id=body.id, name=body.name, kind=body.kind, rule="actors.speakers.own")
    return None


def _owner(
    pronoun: Token, at: dict[int, ActorRef], said: tuple[Attribution, ...], parties: Parties
) -> ActorRef | None:
    """The party that a possessive stands for: as found in its clause, else the speaker, if it is one."""
    here = at.get(pronoun.i)
    if here is not None and here.id:
        return here
    for n in attribution.covering(said, span_of(pronoun)):
        for source in said[n].sources:
            id = source.party if source.type in _MOUTHS else source.actor or source.party
            if id and parties.knows(id) and source.type in _BODIES | _MOUTHS:
                return ActorRef(as_written=pronoun.text, span=source.span, id=id, name=parties.actor(id).name)
    return None


def _tokens(doc: Doc, ref: ActorRef) -> Iterator[int]:
    if ref.span is not None:
        span = doc.char_span(ref.span.start, ref.span.end, alignment_mode="expand")
        yield from range(span.start, span.end) if span is not None else ()
