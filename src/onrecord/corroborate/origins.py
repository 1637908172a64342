"""Who is independent of whom: origin keys, the dependence graph, and counts over it (RESOLUTION 2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from onrecord.corroborate.joining import Joining
from onrecord.model.evidence import Evidence, Interest, Voice
from onrecord.model.incident import Origin
from onrecord.model.source import SourceType

# The mouths of a party; what they say in its interest counts once, however many they are.
IN_OWN_INTEREST = frozenset({Interest.OWN_GAIN, Interest.DENIAL_OWN})

# Narration of what a named source said within this time before is taken to relay it.
RELAYED = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim with the voices it really has, its copy group, and whether an earlier claim says it already.

    `copy_of` is '' for the first of a group; a copy that lost its source has the voices of the first.
    """

    evidence: Evidence
    voices: tuple[Voice, ...]
    group: str
    copy_of: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Origin keys of the speakers."""
        return tuple(v.key for v in self.voices)


def key_of(voice: Voice) -> str:
    """Origin key in the dependence graph: a side that speaks in its own interest is one block."""
    return f"side:{voice.side}" if voice.side and voice.interest in IN_OWN_INTEREST else voice.key


def tell(evidence: Iterable[Evidence], groups: Mapping[str, str]) -> tuple[Told, ...]:
    """Each claim with its copy group; copies take the voices of the earliest attributed claim of the group.

    `groups` maps a claim to its copy group (`copies.groups_of`); claims of a group with other slots (what,
    where, whose) are other statements of the same text and have a first of their own.
    """
    by_group: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for item in {e.id: e for e in evidence}.values():
        by_group[(item.copy_of or groups.get(item.id, item.id), *slots(item))].append(item)
    out = []
    for key, items in by_group.items():
        items.sort(key=lambda e: (e.public_at, e.id))
        first = items[0]
        named = next((e for e in items if any(v.identified for v in e.voices)), first)
        for item in items:
            voices = item.voices if any(v.identified for v in item.voices) else _through(named.voices, item)
            copy_of = "" if item is first else first.id
            out.append(Told(evidence=item, voices=voices, group=f"{key[0]}", copy_of=copy_of))
    out.sort(key=lambda t: (t.evidence.public_at, t.evidence.id))
    return tuple(_relayed(out))


def _relayed(told: Sequence[Told]) -> Iterable[Told]:
    """Narration that repeats what a named source said before is a copy of it that no words betray.

    An outlet that names nobody weighs little; after a claim with the same slots it weighs nothing.
    """
    said: dict[tuple[object, ...], Told] = {}
    for item in told:
        key = slots(item.evidence)
        before = said.get(key)
        if any(v.identified for v in item.voices):
            said[key] = item
        elif before and not item.copy_of and item.evidence.public_at - before.evidence.public_at <= RELAYED:
            first = before.copy_of or before.evidence.id
            item = replace(item, voices=_through(before.voices, item.evidence), copy_of=first)
        yield item


def slots(item: Evidence) -> tuple[object, ...]:
    """What two copies of one statement must share: event, polarity, place and sides."""
    place = item.place.id if item.place else ""
    return item.event_type, item.polarity, place, item.agent_sides, item.target_sides


def _through(voices: tuple[Voice, ...], item: Evidence) -> tuple[Voice, ...]:
    """The voices of an original as its copy passes them on: another gatekeeper, the same origin."""
    return tuple(replace(v, gatekeeper=v.gatekeeper or item.agency or item.outlet) for v in voices)


def count(told: Sequence[Told]) -> tuple[Origin, ...]:
    """Origins among claims that assert one thing: the connected components of the dependence graph.

    Joined are equal keys, copies, one side in its own interest, and a person counted in a role and by name.
    """
    joined = Joining(key_of(voice) for item in told for voice in item.voices)
    for first, second in _edges(told):
        joined.join(first, second)
    members: dict[str, list[tuple[Told, Voice]]] = defaultdict(list)
    for item in told:
        for voice in item.voices:
            members[joined.head(key_of(voice))].append((item, voice))
    return tuple(_origin(key, members[key]) for key in sorted(members))


def _edges(told: Sequence[Told]) -> Iterable[tuple[str, str]]:
    """Pairs of keys that are not independent of each other."""
    narrators: dict[str, str] = {}
    roles: dict[tuple[str, str, SourceType], list[str]] = defaultdict(list)
    for item in told:
        for voice in item.voices:
            if not voice.identified:
                # narration that is a copy of other narration says nothing new
                yield key_of(voice), narrators.setdefault(item.group, key_of(voice))
            elif voice.type in _ROLES:
                roles[(item.evidence.report, voice.gatekeeper, voice.type)].append(key_of(voice))
    for keys in roles.values():
        for key in keys[1:]:
            yield keys[0], key


# Speakers who are quoted both as a crowd and by name ("tribal leaders" and one of them) in one report.
_ROLES = frozenset(
    {
        SourceType.RESIDENT,
        SourceType.WITNESS,
        SourceType.TRIBAL_LEADER,
        SourceType.LOCAL_OFFICIAL,
        SourceType.MEDIC,
        SourceType.RESCUE,
        SourceType.EXPERT,
    }
)


def _origin(key: str, members: list[tuple[Told, Voice]]) -> Origin:
    voices = [v for _, v in members]
    lead = min(voices, key=lambda v: (v.key, v.name))
    told = {t.evidence.id: t for t, _ in members}
    return Origin(
        id=key,
        keys=tuple(sorted({v.key for v in voices})),
        names=tuple(sorted({v.name for v in voices if v.name})),
        type=lead.type,
        side=lead.side,
        interest=lead.interest,
        gatekeepers=tuple(sorted({v.gatekeeper for v in voices if v.gatekeeper})),
        claims=tuple(sorted(told)),
        copies=sum(1 for t in told.values() if t.copy_of),
    )


def gatekeepers(origins: Iterable[Origin]) -> tuple[str, ...]:
    """Distinct agencies and outlets through which the origins reached us."""
    return tuple(sorted({g for o in origins for g in o.gatekeepers}))
