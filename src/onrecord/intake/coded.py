"""Claims that people coded, as a second Reader beside the machine's.

Two forms are taken: claims over a text (evidence and trigger quote it), and notes without a text, whose
claims are told in the coder's own words; those words, one claim a line, are then the text of the edition.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Self

from onrecord import lexicon
from onrecord.intake import fields as given
from onrecord.intake.fields import BadField
from onrecord.intake.identity import claim_id, reading_id
from onrecord.model.actor import ActorRef
from onrecord.model.claim import Claim, EventType, Extent, Facet, Modality, Polarity, Stance, TimeRef
from onrecord.model.place import Place, PlaceRef
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, EditionKind, Problem, ProblemCode
from onrecord.model.source import Source
from onrecord.model.values import Phrase, Span

VERSION = "1"

FindActor = Callable[[str, str, date | None], str]
"""An actor's id by a name, and the country and day of what is told; '' where none or several fit."""
Known = Callable[[str], str]  # the same, for the country and the day of one claim
FindPlace = Callable[[str, str, float | None, float | None], Place | None]
"""A place by name, country as written and position; None where no gazetteer knows it."""

_STANCES = {
    Stance.ASSERTED: (Polarity.AFFIRMED, Modality.ACTUAL),
    Stance.CLAIMED: (Polarity.AFFIRMED, Modality.ACTUAL),
    Stance.HEDGED: (Polarity.AFFIRMED, Modality.HEDGED),
    Stance.DENIED: (Polarity.DENIED, Modality.ACTUAL),
    Stance.PLANNED: (Polarity.AFFIRMED, Modality.PLANNED),
}
_LASTING = frozenset({EventType.CONTROL_HELD, EventType.SIEGE})
_PERIOD_DAYS = 2.0  # a toll over a longer time is a total, unless the coder says what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What a coder wrote about one report: claims, the sources they name, and who coded."""

    claims: tuple[Any, ...]
    sources: Mapping[str, Any]
    coder: str

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self | None:
        """The coded part of a report as JSON; None where it has none."""
        claims = record.get("claims")
        if not isinstance(claims, list):
            return None
        listed = record.get("sources")
        sources = [s for s in listed if isinstance(s, dict)] if isinstance(listed, list) else []
        coder = record.get("coder")
        return cls(
            claims=tuple(claims),
            sources={str(source.get("id")): source for source in sources},
            coder=coder if isinstance(coder, str) and coder else "coder",
        )


def note_of(coded: Coded) -> str:
    """The coder's own words, one claim a line; '' where there are none."""
    words = (claim.get("in_own_words") for claim in coded.claims if isinstance(claim, dict))
    return "\n".join(_one_line(line) for line in words if isinstance(line, str) and line.strip())


class CodedReader:
    """Reads what a coder coded for one edition. Implements `seams.Reader`."""

    kind = ReaderKind.CODER

    def __init__(
        self,
        coded: Coded,
        *,
        find_actor: FindActor = lambda _name, _country, _day: "",
        find_place: FindPlace = lambda _name, _country, _lat, _lon: None,
        zone: str = "UTC",
    ) -> None:
        self.name = coded.coder
        content = json.dumps([coded.claims, coded.sources], sort_keys=True, default=str)
        # Another coding of the same edition is another reading.
        self.version = f"{VERSION}+{hashlib.sha256(content.encode()).hexdigest()[:12]}"
        self._coded = coded
        self._find_actor = find_actor
        self._find_place = find_place
        self._zone = zone

    def read(self, edition: Edition) -> Reading:
        """The coded claims as claims; one that cannot be is told in a Problem, and the rest goes on."""
        lexicon_hash = lexicon.digest()
        reading = reading_id(edition.id, self.name, self.version, lexicon_hash, "")
        claims: list[Claim] = []
        problems: list[Problem] = []
        triggers: Counter[Span] = Counter()
        for number, coded in enumerate(self._coded.claims, start=1):
            named = str(coded.get("id", number)) if isinstance(coded, dict) else str(number)
            try:
                claim = self._claim(given.mapping(coded, "claim"), edition, reading, triggers)
            except BadField as error:
                message = f"coded claim {named} is left out: {error}"
                code = ProblemCode.BAD_CODED_CLAIM
                problems.append(Problem(code=code, message=message, edition=edition.id))
            else:
                triggers[claim.trigger] += 1
                claims.append(claim)
        return Reading(
            id=reading,
            edition=edition.id,
            reader=self.name,
            kind=self.kind,
            version=self.version,
            lexicon_hash=lexicon_hash,
            gazetteer_hash="",
            claims=tuple(claims),
            sources=_unlike(source for claim in claims for source in claim.sources),
            problems=tuple(problems),
        )

    def _claim(
        self, coded: Mapping[str, Any], edition: Edition, reading: str, triggers: Mapping[Span, int]
    ) -> Claim:
        event = given.choice(EventType, coded.get("type"), "type")
        stance = given.choice(Stance, coded.get("stance"), "stance")
        polarity, modality = _STANCES[stance]
        evidence, trigger = _spans(coded, edition)
        time = given.time(coded.get("time"), self._zone)
        counts = given.counts(coded.get("counts"))
        ordinal = triggers.get(trigger, 0)
        known = self._who(coded, time, edition)
        return Claim(
            id=claim_id(edition.id, self.kind, trigger, ordinal),
            edition=edition.id,
            reading=reading,
            ordinal=ordinal,
            event_type=event,
            extent=_extent(coded, event, time, bool(counts)),
            evidence=evidence,
            evidence_text=evidence.of(edition.text),
            trigger=trigger,
            trigger_text=trigger.of(edition.text),
            agents=_actors(coded, "agents", known),
            targets=_actors(coded, "targets", known),
            place=self._place(coded.get("place")),
            time=time,
            counts=counts,
            object=_phrase(coded, "object"),
            object_kind=given.words(coded, "object_kind"),
            means=_phrase(coded, "means"),
            sources=self._sources(coded, stance, edition, known),
            polarity=polarity,
            modality=modality,
            hedge_on=_hedge_on(coded, modality),
        )

    def _who(self, coded: Mapping[str, Any], time: TimeRef | None, edition: Edition) -> Known:
        """Who a name stands for where and when the claim's event was; else when the report was public."""
        at = coded.get("place")
        country = given.words(at, "country") if isinstance(at, dict) else ""
        when = (time.interval if time else None) or edition.published
        return partial(self._named, country, when.first_day if when else None)

    def _named(self, country: str, day: date | None, name: str) -> str:
        return self._find_actor(name, country, day)

    def _place(self, coded: Any) -> PlaceRef | None:
        if coded is None:
            return None
        item = given.mapping(coded, "place")
        name = given.words(item, "name") or given.words(item, "mention")
        if not name:
            raise BadField("its place has no name")
        lat, lon = given.degrees(item, "lat", 90), given.degrees(item, "lon", 180)
        found = self._find_place(name, given.words(item, "country"), lat, lon)
        return given.place(item, name, lat, lon, found)

    def _sources(
        self, coded: Mapping[str, Any], stance: Stance, edition: Edition, known: Known
    ) -> tuple[Source, ...]:
        found = []
        for item in given.listed(coded.get("sources"), "sources"):
            whole = self._coded.sources.get(item) if isinstance(item, str) else item
            if whole is None:
                raise BadField(f"its source {item!r} is not among the report's sources")
            found.append(given.source(given.mapping(whole, "source"), edition.text, known))
        if not found and stance is Stance.CLAIMED:
            return (Source(key="unnamed", as_written=""),)  # somebody claims it, and is not named
        return tuple(found)


def _actors(coded: Mapping[str, Any], name: str, known: Known) -> tuple[ActorRef, ...]:
    # Accepted alternatives stand after a bar; the first is the coder's own choice.
    names = [str(item).split("|")[0].strip() for item in given.listed(coded.get(name), name)]
    return tuple(ActorRef(as_written=n, id=known(n), name=n) for n in names if n)


def _spans(coded: Mapping[str, Any], edition: Edition) -> tuple[Span, Span]:
    """Where the evidence and, in it, the trigger stand in the text."""
    own = given.words(coded, "in_own_words")
    if edition.kind is EditionKind.CODER_NOTE:
        if not own:
            raise BadField("it has no words: `in_own_words` is missing")
        evidence = given.find(edition.text, _one_line(own), None, Span(start=0, end=len(edition.text)))
        return evidence, evidence
    quoted = given.words(coded, "evidence")
    if not quoted:
        raise BadField("it quotes no `evidence`")
    whole = Span(start=0, end=len(edition.text))
    evidence = given.find(edition.text, quoted, coded.get("span"), whole)
    trigger = given.words(coded, "trigger")
    if not trigger:
        return evidence, evidence
    return evidence, given.find(edition.text, trigger, coded.get("trigger_span"), evidence)


def _extent(coded: Mapping[str, Any], event: EventType, time: TimeRef | None, toll: bool) -> Extent:
    if coded.get("extent"):
        return given.choice(Extent, coded["extent"], "extent")
    if event in _LASTING:
        return Extent.STATE
    interval = time.interval if time else None
    return Extent.PERIOD if toll and interval and interval.days > _PERIOD_DAYS else Extent.INCIDENT


def _hedge_on(coded: Mapping[str, Any], modality: Modality) -> tuple[Facet, ...]:
    listed = given.listed(coded.get("hedge_on"), "hedge_on")
    facets = tuple(given.choice(Facet, item, "hedge_on") for item in listed)
    return facets or ((Facet.EVENT,) if modality is Modality.HEDGED else ())


def _phrase(coded: Mapping[str, Any], name: str) -> Phrase | None:
    text = given.words(coded, name)
    return Phrase(text=text) if text else None


def _unlike(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple({source.key: source for source in sources}.values())


def _one_line(words: str) -> str:
    return " ".join(words.split())
