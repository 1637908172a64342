"""The machine reader: Edition -> Reading, by rules over a spaCy parse."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Protocol

from onrecord import lexicon
from onrecord.model.actor import Actor, ActorKind
from onrecord.model.claim import Claim, TimeRef
from onrecord.model.explained import Explanation
from onrecord.model.place import Match, PlaceRef
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, EditionKind
from onrecord.model.values import Span
from onrecord.parties import Parties
from onrecord.read import (
    actors,
    attribution,
    claims,
    explanation,
    mending,
    ownership,
    parts,
    places,
    relevance,
    times,
    trial,
    truecase,
    unread,
)
from onrecord.read.explanation import Passed
from onrecord.read.faircopy import FairCopy
from onrecord.read.page import Page
from onrecord.read.parse import model_files_hash, model_name, parse, span_of
from onrecord.read.parts import Told
from onrecord.read.placepage import Names
from onrecord.read.theatres import Theatres

VERSION = "1"
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
        self._theatres = Theatres(parties)
        self.version = f"{VERSION}+{model_name()}:{model_files_hash()[:12]}"

    def read(self, edition: Edition) -> Reading:
        """Read one edition; a language we do not read gives a Problem and no claims."""
        lexicon_hash, gazetteer_hash = lexicon.digest(), self._gazetteer.hash
        made_by = (edition.id, self.name, self.version, lexicon_hash, gazetteer_hash)
        reading = "r" + hashlib.sha256("|".join(made_by).encode()).hexdigest()[:16]
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

    def _at_war(self, votes: Mapping[str, float], day: date | None) -> bool:
        """True where the country told of most has a conflict on the day of publication."""
        most = max(votes, key=lambda c: (votes[c], c), default="")
        return bool(most and day and self._parties.conflict_at([most], day))

    def _read(self, edition: Edition, empty: Reading) -> Reading:
        """What is told part by part, in one reading."""
        reading = empty
        for number, (copy, page, when) in enumerate(self._pages(edition)):
            found: tuple[Claim, ...] = ()
            if relevance.is_war(copy.text, page.armed):
                published = _day_of(edition)
                found = claims.assemble(page, when, edition=edition.id, reading=empty.id, published=published)
            told = copy.led_back(Told(claims=found, said=page.attributions, silences=page.silences))
            reading = parts.joined(reading, told, number)
        sources = attribution.cited(reading.attributions)
        return replace(reading, sources=sources, problems=unread.problems(edition))

    def explain(self, edition: Edition, claim: Claim) -> Explanation:
        """Read a report once more and tell why this claim of it was read, by the rules of today."""
        copy, page, when = next(p for p in self._pages(edition) if p[0].covers(claim.trigger))
        passed: list[Passed] = []
        claims.assemble(
            page,
            when,
            edition=edition.id,
            reading=claim.reading,
            published=_day_of(edition),
            passed=lambda t, why: passed.append(Passed(at=span_of(t.token), rule=t.rule, why=why)),
        )
        return explanation.of(page, copy.brought(claim), tuple(passed))

    def rules_in(self, edition: Edition) -> frozenset[str]:
        """Ids of the rules that fire somewhere in a report, whether or not they make a claim."""
        return frozenset().union(*(trial.fired(page, when) for _, page, when in self._pages(edition)))

    def _pages(self, edition: Edition) -> Iterator[tuple[FairCopy, Page, tuple[TimeRef, ...]]]:
        """The parts of a report as they are read; which countries are told of is carried on."""
        told = Counter[str]()
        for part in parts.of(edition.text):
            copy = self._copy(edition.text, part)
            page, when = self._page(copy, edition, told)
            yield copy, page, when
            told.update(_votes(page.places))

    def _copy(self, text: str, part: Span) -> FairCopy:
        """A part of a report as it is read: what came damaged set right, capitals in running case."""
        copy = mending.mended(FairCopy.of(text, part))
        return copy.recased(truecase.restore(copy.text, self._gazetteer, self._parties))

    def _page(
        self, copy: FairCopy, edition: Edition, told: Mapping[str, float]
    ) -> tuple[Page, tuple[TimeRef, ...]]:
        """A part parsed, with all that was recognised in it; the times only of a part that tells of war.

        `told` is how often the parts before told of each country.
        """
        published, text = _day_of(edition), copy.text
        doc = parse(text, [copy.copied(f.span) for f in edition.furniture])
        beside = self._theatres.beside(edition, published)
        where = places.find(doc, self._gazetteer, veto=self._parties.is_actor_name, beside=beside)
        votes = Counter(told) + Counter(_votes(where))
        resolve = partial(_resolved, self._parties, votes, published)
        said = attribution.find(doc, resolve)
        bodies = actors.find(doc, self._parties, country_votes=votes, day=published)
        said, bodies = ownership.settled(doc, said, bodies, self._parties)
        silences = attribution.silences(doc, said, resolve)
        # "the army" is a body that every country has; a name says more.
        named = len({b.id for b in bodies if b.kind in _ARMED_KINDS and not b.rule.startswith("actors.own")})
        strength = relevance.armed(text, named, at_war=self._at_war(votes, published))
        page = Page.of(doc, actors=bodies, places=where, attributions=said, silences=silences, armed=strength)
        war = relevance.is_war(text, strength)
        return page, times.find(text, published, zone=_zone(where)) if war else ()


def _day_of(edition: Edition) -> date | None:
    """The day its relative times are told from."""
    return edition.published.last_day if edition.published is not None else None


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
