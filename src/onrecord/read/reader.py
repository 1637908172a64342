"""The machine reader: Edition -> Reading, by rules over a spaCy parse."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Protocol

from onrecord import lexicon
from onrecord.model.actor import Actor, ActorKind
from onrecord.model.claim import Claim
from onrecord.model.place import Match, PlaceRef
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, EditionKind, Problem, ProblemCode
from onrecord.model.values import Span
from onrecord.parties import Parties
from onrecord.read import actors, attribution, claims, places, relevance, times
from onrecord.read.page import Page
from onrecord.read.parse import model_files_hash, model_name, parse
from onrecord.read.placepage import Names

VERSION = "1"
# Longer texts are stored whole and read up to here: some 30,000 words, about 10 s on one core.
READ_LIMIT = 200_000  # characters
_ARMED_KINDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY, ActorKind.COALITION})


class Gazetteer(Names, Protocol):
    """The names of places, and the hash of the gazetteer they come from."""

    hash: str


class MachineReader:
    """Reads English reports. Implements `seams.Reader`."""

    name = "onrecord-rules"
    kind = ReaderKind.MACHINE

    def __init__(self, *, gazetteer: Gazetteer, parties: Parties) -> None:
        self._gazetteer = gazetteer
        self._parties = parties
        self.version = f"{VERSION}+{model_name()}:{model_files_hash()[:12]}"

    def read(self, edition: Edition) -> Reading:
        """Read one edition; a language we do not read gives a Problem and no claims."""
        lexicon_hash, gazetteer_hash = lexicon.digest(), self._gazetteer.hash
        parts = (edition.id, self.name, self.version, lexicon_hash, gazetteer_hash)
        reading = "r" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
        empty = Reading(
            id=reading,
            edition=edition.id,
            reader=self.name,
            kind=self.kind,
            version=self.version,
            lexicon_hash=lexicon_hash,
            gazetteer_hash=gazetteer_hash,
        )
        if edition.kind is EditionKind.CODER_NOTE or edition.language not in {"en", "und"}:
            return empty
        return self._read(edition, empty)

    def _read(self, edition: Edition, empty: Reading) -> Reading:
        text = edition.text
        problems: tuple[Problem, ...] = ()
        if len(text) > READ_LIMIT:
            rest = Span(start=READ_LIMIT, end=len(text))
            message = f"read up to character {READ_LIMIT:,} of {len(text):,}"
            problems = (Problem(code=ProblemCode.TOO_LONG, message=message, edition=edition.id, span=rest),)
            text = text[:READ_LIMIT]
        published = edition.published.last_day if edition.published is not None else None
        doc = parse(text, [f.span for f in edition.furniture if f.span.end <= len(text)])
        where = places.find(doc, self._gazetteer, veto=self._parties.is_actor_name)
        votes = _votes(where)
        resolve = partial(_resolved, self._parties, votes, published)
        said = attribution.find(doc, resolve)
        bodies = actors.find(doc, self._parties, country_votes=votes, day=published)
        silences = attribution.silences(doc, said, resolve)
        strength = relevance.armed(text, len({b.id for b in bodies if b.kind in _ARMED_KINDS}))
        found: tuple[Claim, ...] = ()
        if relevance.is_war(text, strength):
            when = times.find(text, published, zone=_zone(where))
            page = Page.of(
                doc, actors=bodies, places=where, attributions=said, silences=silences, armed=strength
            )
            found = claims.assemble(page, when, edition=edition.id, reading=empty.id, published=published)
        return replace(
            empty,
            claims=found,
            attributions=said,
            sources=attribution.cited(said),
            silences=silences,
            problems=problems,
        )


def _zone(where: tuple[PlaceRef, ...]) -> str:
    """The time zone of the place told of most, in which the report's days are cut."""
    told = Counter(p.zone for p in where if p.zone)
    return told.most_common(1)[0][0] if told else "UTC"


def _votes(where: tuple[PlaceRef, ...]) -> dict[str, float]:
    """How often each country is told of by the places of a report."""
    return dict(Counter(p.country for p in where if p.country and p.match is not Match.ANAPHOR))


def _resolved(parties: Parties, votes: Mapping[str, float], day: date | None, name: str) -> tuple[Actor, ...]:
    """Whom a name stands for in a report of these countries; nobody where that leaves it open ("SNA")."""
    likeliest = sorted(votes, key=lambda country: (-votes[country], country))
    found = parties.find(name, countries=likeliest, day=day)
    return found if len(found) == 1 or (found and found[0].country in votes) else ()
