"""Makes sources of the speakers of a report: one source under several wordings gets one key.

Pronouns and bare nouns ("he", "the monitor") lead back to a source of the same report, short names to
the longest form the report gives, and "a war monitor" forward to the monitor that is named later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from onrecord.model.source import CueKind, Source, SourceType
from onrecord.model.values import Phrase, Span
from onrecord.read import mentions, sourcetypes, speakers
from onrecord.read.layout import Layout, Run
from onrecord.read.mentions import Mention, Wordings
from onrecord.read.parse import Token
from onrecord.read.sourcetypes import Resolve
from onrecord.read.statements import Statement

_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_PLURAL = frozenset({"they", "them", "their"})
_THING = frozenset({"it", "its"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_PRONOUNS = _SINGULAR | _PLURAL | _THING | _FIRST
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "its", "their", "his", "her"})
_SPEECH = frozenset({CueKind.STATES, CueKind.CLAIMS, CueKind.DENIES, CueKind.BLAMES})
_NAMED_LATER = frozenset(
    {SourceType.MONITOR, SourceType.AID_AGENCY, SourceType.RESCUE, SourceType.NEWS_AGENCY}
)
_MEDIA = frozenset({SourceType.NEWS_AGENCY, SourceType.STATE_MEDIA, SourceType.PARTY_MEDIA})
_PRIVATE = frozenset({SourceType.RESIDENT, SourceType.WITNESS, SourceType.MEDIC, SourceType.OTHER})
_MAX_WORDS = 20
_NEAR = 60  # tokens before the sentence in which a person named is still the one meant
_FAR = 400
_MEMORY = 60  # statements back that a pronoun can lead to
_ALNUM = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(slots=True, kw_only=True)
class Cluster:
    """A source in the making: all its mentions, and where it was last named."""

    mentions: list[Mention] = field(default_factory=list)
    pronouns: list[Run] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    names: set[tuple[str, ...]] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    actor: str = ""
    person: bool = False
    plural: bool = False
    type: SourceType = SourceType.OTHER
    last: int = -1
    via: list[str] = field(default_factory=list)

    def take(self, mention: Mention, at: int) -> None:
        """Add a wording met at token `at`."""
        self.mentions.append(mention)
        self.words |= mention.words
        self.lemmas.add(mention.lemma)
        if mention.name:
            self.names.add(mention.name)
        self.actor = self.actor or mention.kind.actor
        self.person = self.person or mention.person
        if len(self.mentions) == 1:
            self.plural = mention.plural
        if self.type is SourceType.OTHER:
            self.type = mention.kind.type
        self.last = at


class Cast:
    """The sources of one report, gathered statement by statement in text order."""

    def __init__(self, layout: Layout, resolve: Resolve) -> None:
        self._layout = layout
        self._wordings = Wordings(layout, resolve)
        self._clusters: list[Cluster] = []
        self._said: list[tuple[int, list[Cluster]]] = []  # (token, who spoke), speech only

    def hear(self, statement: Statement, outer: list[Cluster] | None) -> list[Cluster]:
        """The sources of a statement; `outer` are those of the statement it stands in."""
        heads = statement.speaker.heads
        if statement.speaker.antecedent is not None:
            heads = speakers.coordinated(self._layout, statement.speaker.antecedent)
        out: list[Cluster] = []
        for head in heads:
            for cluster in self._place(head, statement, outer):
                if cluster not in out:
                    out.append(cluster)
        for cluster in out:
            for outlet in statement.via:
                if outlet not in cluster.via:
                    cluster.via.append(outlet)
        if statement.cue.kind in _SPEECH or statement.quoted:
            self._said.append((statement.at, out))
        return out

    def alone(self, head: Token) -> Source:
        """The source that one phrase names, apart from all others."""
        cluster = Cluster()
        cluster.take(self._wordings.of(head), head.i)
        return self._source(cluster)

    def _place(self, head: Token, statement: Statement, outer: list[Cluster] | None) -> list[Cluster]:
        lower = head.lower_
        if lower in _PRONOUNS or head.pos_ == "PRON":
            return self._pronoun(head, statement, outer)
        inner = mentions.whose(head)
        if inner is not None and inner.lower_ in _PRONOUNS:
            return self._pronoun(inner, statement, outer)
        if inner is not None and inner == head:
            leads_back = any(c.lower_ in _DEFINITE for c in head.children)
            found = self._last_speaker(lambda c: not c.plural, head.i) if leads_back else None
            return [found] if found is not None else [self._cluster_of(self._wordings.of(head), statement.at)]
        mention = self._wordings.of(inner or head)
        if inner is not None:
            mention.run = speakers.phrase(self._layout, head)
            mention.text = self._layout.words(mention.run)
            mention.kind = self._wordings.kind(mention.text, person=mention.person)
            mention.container = True
        return [self._cluster_of(mention, statement.at)]

    def _cluster_of(self, mention: Mention, at: int) -> Cluster:
        found = self._known(mention)
        if found is None:
            found = Cluster()
            self._clusters.append(found)
            full = self._wordings.fuller(mention)
            if full is not None:
                found.take(full, at)
        found.take(mention, at)
        return found

    def _known(self, mention: Mention) -> Cluster | None:
        recent = sorted(self._clusters, key=lambda c: -c.last)
        for cluster in recent:
            if any(m.run == mention.run for m in cluster.mentions):
                return cluster
        if mention.name:
            return self._by_name(mention, recent)
        for cluster in recent:
            if _same_noun(mention, cluster):
                return cluster
        if mention.kind.actor and not mention.person:
            return next((c for c in recent if c.actor == mention.kind.actor and not c.person), None)
        return None

    def _by_name(self, mention: Mention, recent: list[Cluster]) -> Cluster | None:
        name = set(mention.name)
        for cluster in recent:
            if len(name) == 1 and cluster.person and any(known[-1] in name for known in cluster.names):
                return cluster
        for cluster in recent:
            if cluster.person != mention.person and cluster.names:
                continue
            for known in cluster.names:
                if (
                    name <= set(known)
                    or set(known) <= name
                    or (mention.person and known[-1] == mention.name[-1])
                ):
                    return cluster
        if not mention.person:
            for cluster in recent:
                if mention.kind.actor and cluster.actor == mention.kind.actor and not cluster.person:
                    return cluster
            short = self._wordings.spelt_out().get(mention.name[-1]) if len(mention.name) == 1 else None
            for cluster in recent:
                if cluster.person:
                    continue
                if short is not None and short <= cluster.words:
                    return cluster
                if len(mention.name) == 1 and mention.name[0] in _initials(cluster):
                    return cluster
                if (
                    not cluster.names
                    and not cluster.plural
                    and cluster.type is mention.kind.type
                    and cluster.type in _NAMED_LATER
                ):
                    return cluster
            return None
        if (
            self._wordings.fuller(mention) is None
            and "," not in mention.text
            and len(mention.words) <= len(mention.name)
        ):
            return self._just_described(recent)
        return None

    def _just_described(self, recent: list[Cluster]) -> Cluster | None:
        """A name without a role right after "a spokesman for X": his name, unless he was named before."""
        if recent and self._said and recent[0].person and not recent[0].names and not recent[0].plural:
            return recent[0]
        return None

    def _pronoun(self, head: Token, statement: Statement, outer: list[Cluster] | None) -> list[Cluster]:
        lower = head.lower_
        found: list[Cluster] = []
        if lower in _FIRST:
            found = list(outer or [])
        elif lower in _PLURAL:
            found = self._they(head, statement)
        elif lower in _SINGULAR:
            person = self._near_person(head)
            last = self._last_speaker(lambda c: c.person and not c.plural, head.i)
            if person is not None and (last is None or person.i > last.last):
                last = self._cluster_of(self._wordings.of(person), statement.at)
            found = [last] if last is not None else []
        elif lower in _THING:
            found = self._it(head, statement)
        for cluster in found:
            cluster.pronouns.append((head.i, head.i + 1))
            cluster.last = statement.at
        return found

    def _they(self, head: Token, statement: Statement) -> list[Cluster]:
        own = self._subject_before(head, statement, plural=True)
        if own is not None:
            return [self._cluster_of(self._wordings.of(own), statement.at)]
        before = self._sentence_subject(head, ("NNS", "NNPS"))
        if (
            before is not None
            and sourcetypes.speaks(before)
            and before.i > max((at for at, _ in self._said), default=-1)
        ):
            return [self._cluster_of(self._wordings.of(before), statement.at)]
        for _, clusters in reversed(self._said):
            if len(clusters) > 1:
                return list(clusters)
            if clusters and (clusters[0].plural or not clusters[0].person):
                return [clusters[0]]
        return []

    def _it(self, head: Token, statement: Statement) -> list[Cluster]:
        own = self._own_content_subject(head, statement)
        if own is not None:
            return [self._cluster_of(self._wordings.of(own), statement.at)]
        last = self._last_speaker(lambda c: not c.person and not c.plural, head.i)
        subject = self._body_subject(head)
        if subject is not None and (last is None or subject.i > last.last):
            return [self._cluster_of(self._wordings.of(subject), statement.at)]
        return [last] if last is not None else []

    def _own_content_subject(self, head: Token, statement: Statement) -> Token | None:
        """ "The army had left the town, it said": the subject of what "it" says."""
        first, _ = self._layout.sentence_of[head.i]
        for token in self._layout.tokens[first : head.i]:
            if token.dep_ == "nsubj" and token.tag_ in ("NN", "NNP") and token.head.dep_ in ("ROOT", "ccomp"):
                inside = any(a <= token.i < b for a, b in statement.content)
                return token if inside and self._is_body(token) else None
        return None

    def _last_speaker(self, fits: object, before: int) -> Cluster | None:
        for at, clusters in self._said[: -_MEMORY - 1 : -1]:
            for cluster in reversed(clusters):
                if at < before and callable(fits) and fits(cluster):
                    return cluster
        return None

    def _subject_before(self, head: Token, statement: Statement, *, plural: bool) -> Token | None:
        """The subject of the main clause, where the pronoun stands in a clause under it."""
        first, _ = self._layout.sentence_of[head.i]
        for token in self._layout.tokens[first : head.i]:
            if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ not in ("NOUN", "PROPN"):
                continue
            if any(a <= token.i < b for a, b in statement.content):
                return None
            if (token.tag_ in ("NNS", "NNPS")) is plural:
                return token
        return None

    def _near_person(self, head: Token) -> Token | None:
        """The last person named as a subject in this sentence or the two before it."""
        tokens = self._layout.tokens
        start = max(0, self._layout.sentence_of[head.i][0] - _NEAR, head.i - _FAR)
        for i in range(head.i - 1, start, -1):
            token = tokens[i]
            if (
                token.ent_type_ == "PERSON"
                and token.dep_ in ("nsubj", "nsubjpass")
                and self._layout.quote_of[i] < 0
            ):
                return token
        return None

    def _body_subject(self, head: Token) -> Token | None:
        """The subject of the sentence before, if it is a body that can speak."""
        token = self._sentence_subject(head, ("NN", "NNP"))
        return token if token is not None and self._is_body(token) else None

    def _is_body(self, token: Token) -> bool:
        mention = self._wordings.of(token)
        return not mention.person and mention.kind.type is not SourceType.OTHER

    def _sentence_subject(self, head: Token, tags: tuple[str, ...]) -> Token | None:
        """The subject of the sentence before, with one of these tags, not more than a paragraph away."""
        first, _ = self._layout.sentence_of[head.i]
        if first == 0 or self._layout.paragraph_of[first - 1] < self._layout.paragraph_of[first] - 2:
            return None
        start, end = self._layout.sentence_of[first - 1]
        for token in self._layout.tokens[start:end]:
            if token.dep_ in ("nsubj", "nsubjpass") and token.tag_ in tags and token.head.dep_ == "ROOT":
                return token
        return None

    def sources(self) -> dict[int, Source]:
        """A Source for each cluster, by the identity of the cluster."""
        keys: dict[str, int] = {}
        out: dict[int, Source] = {}
        for cluster in self._clusters:
            source = self._source(cluster)
            count = keys.get(source.key, 0)
            keys[source.key] = count + 1
            out[id(cluster)] = source if not count else replace(source, key=f"{source.key} ({count + 1})")
        return out

    def _source(self, cluster: Cluster) -> Source:
        layout = self._layout
        best = max(cluster.mentions, key=_fullness)
        party = next((m.kind for m in (best, *cluster.mentions) if m.kind.party), best.kind)
        typed = best.kind if best.kind.type is not SourceType.OTHER else None
        typed = typed or next(
            (m.kind for m in cluster.mentions if m.kind.type is not SourceType.OTHER), best.kind
        )
        phrases: dict[str, Phrase] = {}
        for run in sorted([m.run for m in cluster.mentions] + cluster.pronouns):
            text = layout.words(run)
            phrases.setdefault(text, Phrase(text=text, span=layout.chars(run)))
        named = bool(cluster.names)
        words = re.sub(r"^(?:the|a|an)\s+", "", best.text.lower())
        return Source(
            key=cluster.actor or words,
            as_written=best.text,
            span=layout.chars(best.run),
            mentions=tuple(phrases.values()),
            type=typed.type,
            actor=cluster.actor,
            party=party.party,
            party_text=party.party_text or typed.party_text,
            via=tuple(cluster.via),
            named=named,
            private=named and cluster.person and typed.type in _PRIVATE,
        )


def _fullness(mention: Mention) -> tuple[bool, bool, int, int]:
    """Names before roles, the source itself before its statement, then the longest, then the first."""
    return not mention.container, bool(mention.name), len(mention.text), -mention.run[0]


def _initials(cluster: Cluster) -> frozenset[str]:
    """Initial letters of the cluster's names, with and without small words."""
    out: set[str] = set()
    for name in cluster.names:
        out.add("".join(w[0] for w in name))
        out.add("".join(w[0] for w in name if w not in ("of", "for", "the", "and")))
    return frozenset(o for o in out if len(o) > 1)


def _same_noun(mention: Mention, cluster: Cluster) -> bool:
    """Whether a bare noun leads back to a known source."""
    same_text = any(m.text.lower() == mention.text.lower() for m in cluster.mentions)
    if same_text and (mention.plural or mention.definite):
        return True
    if mention.kind.actor and cluster.actor:
        return mention.kind.actor == cluster.actor and not mention.person and not cluster.person
    if not mention.definite or mention.plural != cluster.plural:
        return False
    proper = {w.lower() for w in _ALNUM.findall(mention.text) if w[:1].isupper()} - {"the"}
    if not proper <= cluster.words:
        return False
    if mention.lemma in cluster.words or mention.lemma in cluster.lemmas:
        owners = {c.lower_ for c in mention.head.children if c.dep_ == "poss"}  # "the junta's spokesman"
        return mention.person == cluster.person and owners <= cluster.words | _PRONOUNS
    types = sourcetypes.anaphors().get(mention.lemma)
    return types is not None and cluster.type in types and not cluster.person and not mention.person


def spans_of(layout: Layout, statement: Statement) -> tuple[Span, ...]:
    """The source's words as they stand at the cue, pronouns and "who" included."""
    return tuple(layout.chars(speakers.phrase(layout, h)) for h in statement.speaker.heads)
