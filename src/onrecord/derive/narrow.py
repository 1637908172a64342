"""Stored claims as narrow evidence: speakers with sides and interests, places, sides of actors that day."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.corroborate.interest import interest_of
from onrecord.errors import UnknownName
from onrecord.model.actor import ActorKind, ActorRef
from onrecord.model.claim import Claim, HarmKind
from onrecord.model.evidence import Evidence, Interest, Voice, Where
from onrecord.model.place import PlaceRef
from onrecord.model.source import Source, SourceType
from onrecord.model.stored import StoredClaim
from onrecord.parties import Parties

# Bodies that watch, help or report; they have no side of their own, whatever they say.
_BYSTANDERS = frozenset(
    {
        ActorKind.MONITOR,
        ActorKind.NEWS_AGENCY,
        ActorKind.OUTLET,
        ActorKind.UN,
        ActorKind.AID_AGENCY,
        ActorKind.RESCUE,
        ActorKind.COMMUNITY,
    }
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")  # a number tells one channel, camp or unit from the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Looks up sides in the conflict of a claim; an actor without a side is a side of its own."""

    parties: Parties
    conflict: str
    day: date

    def of(self, actor: str) -> str:
        """Side id, else the actor's own id, '' for bystanders and for nobody."""
        if not actor:
            return ""
        side = self.parties.side_of(actor, self.conflict, self.day) if self.conflict else ""
        if side:
            return side
        try:
            kind = self.parties.actor(actor).kind
        except UnknownName:
            return actor
        mouth = self.parties.mouth_of(actor)
        if kind in _BYSTANDERS:
            return ""
        return self.of(mouth) if mouth and mouth != actor else actor

    def of_all(self, actors: Iterable[ActorRef]) -> tuple[str, ...]:
        """Sides of the actors a claim names, each once, in the order named."""
        return tuple(dict.fromkeys(s for a in actors if (s := self.of(a.id))))


def evidence_of(
    claims: Iterable[StoredClaim], parties: Parties, interests: Mapping[str, Interest] | None = None
) -> tuple[Evidence, ...]:
    """Narrow evidence of stored claims; `interests` are people's corrections by claim id."""
    by_edition: dict[str, list[StoredClaim]] = defaultdict(list)
    for stored in claims:
        by_edition[stored.claim.edition].append(stored)
    out: list[Evidence] = []
    for edition in sorted(by_edition):
        items = by_edition[edition]
        monitor = _only_monitor(items)
        out += [_evidence(s, parties, monitor, (interests or {}).get(s.claim.id)) for s in items]
    return tuple(sorted(out, key=lambda e: (e.public_at, e.id)))


def _only_monitor(items: Iterable[StoredClaim]) -> Source | None:
    """The named monitor of a report, if it names just one: "the monitor" then means it."""
    named = {s.actor: s for i in items for s in i.claim.sources if s.type is SourceType.MONITOR and s.actor}
    return next(iter(named.values())) if len(named) == 1 else None


def _evidence(
    stored: StoredClaim, parties: Parties, monitor: Source | None, judged: Interest | None
) -> Evidence:
    claim = stored.claim
    interval = claim.time.interval if claim.time else None
    sides = Sides(parties=parties, conflict=conflict_of(stored, parties), day=day_of(stored))
    agent_sides, target_sides = sides.of_all(claim.agents), sides.of_all(claim.targets)
    target_sides = tuple(s for s in target_sides if s not in agent_sides)
    return Evidence(
        id=claim.id,
        report=stored.report,
        outlet=stored.outlet,
        agency=stored.agency,
        outlet_side=sides.of(stored.publisher_party),
        public_at=stored.public_at,
        withdrawn_at=stored.withdrawn_at,
        event_type=claim.event_type,
        extent=claim.extent,
        voices=_voices(stored, sides, agent_sides, target_sides, monitor, judged),
        polarity=claim.polarity,
        modality=claim.modality,
        hedge_on=claim.hedge_on,
        partial=claim.partial,
        place=where(claim.place) if claim.place else None,
        places_also=tuple(map(where, claim.places_also)),
        start=interval.start if interval else None,
        end=interval.end if interval else None,
        cumulative=bool(claim.time and claim.time.cumulative),
        agents=tuple(a.id for a in claim.agents if a.id),
        agent_sides=agent_sides,
        targets=tuple(a.id for a in claim.targets if a.id),
        target_sides=target_sides,
        counts=claim.counts,
        names=names_of(claim),
        named_dead=len({fold(p.name) for p in claim.persons if p.harm is HarmKind.KILLED}),
        object_kind=claim.object_kind,
        words=claim.evidence_text,
        headline=claim.headline,
        background=claim.background,
    )


def conflict_of(stored: StoredClaim, parties: Parties) -> str:
    """Id of the conflict a claim belongs to by its place and day, '' where there is none."""
    place = stored.claim.place
    countries = (place.country,) if place and place.country else ()
    found = parties.conflict_at(countries, day_of(stored)) if countries else None
    return found.id if found else ""


def day_of(stored: StoredClaim) -> date:
    """First day of what a claim tells of, else the day it was public."""
    time = stored.claim.time
    if time and time.interval:
        return time.interval.first_day
    return stored.published.first_day if stored.published else stored.public_at.date()


def _voices(
    stored: StoredClaim,
    sides: Sides,
    agent_sides: tuple[str, ...],
    target_sides: tuple[str, ...],
    monitor: Source | None,
    judged: Interest | None,
) -> tuple[Voice, ...]:
    """Who speaks: the sources, else the publisher where it is a party, else the outlet's own voice."""
    claim = stored.claim

    def interest(side: str) -> Interest:
        if judged is not None:
            return judged
        return interest_of(
            side,
            claim.event_type,
            agent_sides=agent_sides,
            target_sides=target_sides,
            counts=claim.counts,
            polarity=claim.polarity,
        )

    voices = []
    for source in claim.sources:
        if monitor is not None and source.type is SourceType.MONITOR and not source.actor:
            source = monitor
        side = sides.of(source.party) or sides.of(source.actor)
        via = source.via[0] if source.via else stored.agency or stored.outlet
        voices.append(
            Voice(
                key=source_key(source, stored, via),
                name=source.name,
                type=source.type,
                side=side,
                interest=interest(side),
                gatekeeper=fold(via),
            )
        )
    if voices:
        return tuple({v.key: v for v in voices}.values())
    own = sides.of(stored.publisher_party)
    return (_own_voice(stored, own, interest(own)),)


def _own_voice(stored: StoredClaim, side: str, interest: Interest) -> Voice:
    gate = fold(stored.agency or stored.outlet)
    return Voice(
        key=f"outlet:{gate}",
        name=stored.agency or stored.outlet,
        type=SourceType.PARTY_MEDIA if side else None,
        side=side,
        interest=interest,
        gatekeeper=gate,
        identified=bool(side),
    )


def source_key(source: Source, stored: StoredClaim, via: str) -> str:
    """Origin key (RESOLUTION 2): the body or named person, else the crowd that one agency met.

    The report is left out: the "two residents" that one agency quotes of one event on two days are one
    origin until a name tells them apart, since too few origins is the safer error.
    """
    if source.actor:
        return f"actor:{source.actor}"
    if source.named:
        return f"name:{fold(source.as_written)}"
    place = stored.claim.place.id if stored.claim.place and source.type is SourceType.RESIDENT else ""
    return f"{source.type}:{source.key or fold(source.as_written)}:{place}@{fold(via)}"


def where(place: PlaceRef) -> Where:
    """A place as the derivation needs it."""
    return Where(
        id=place.id,
        name=place.name,
        kind=place.kind,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        within=place.within,
        relation=place.relation,
        country=place.country,
        zone=place.zone,
    )


def names_of(claim: Claim) -> tuple[str, ...]:
    """Proper names a claim shares with no other by chance: its victims, and a named object hit."""
    names = {fold(p.name) for p in claim.persons}
    if claim.object is not None and re.search(r"\w\s+[A-Z]|^[A-Z]\w+\s", claim.object.text):
        names.add(fold(claim.object.text))
    return tuple(sorted(n for n in names if n))


def fold(text: str) -> str:
    """Words in lower case without accents, joined by hyphens: one name under small differences."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "-".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))
