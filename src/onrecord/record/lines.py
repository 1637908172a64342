"""Turns stored and derived values into the flat lines that answers are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onrecord.export.guard import coordinate
from onrecord.model.actor import ActorRef
from onrecord.model.answer import (
    ClaimLine,
    DisagreementLine,
    Figure,
    IncidentLine,
    OriginLine,
    PlaceLine,
    ReportLine,
    Said,
    StatementLine,
    TollLine,
)
from onrecord.model.claim import EventType, Extent, HarmKind
from onrecord.model.evidence import Where
from onrecord.model.harm import ScopeTotal, Toll
from onrecord.model.incident import Contradiction, Incident, Origin
from onrecord.model.picture import Picture
from onrecord.model.place import PlaceRef
from onrecord.model.report import Edition
from onrecord.model.stored import StoredClaim
from onrecord.record.shelf import Shelf

# How an event type reads in a headline.
_WORDS = {
    EventType.CONTROL_GAINED: "capture",
    EventType.CONTROL_LOST: "loss",
    EventType.CONTROL_HELD: "control",
    EventType.WITHDRAWAL: "withdrawal",
    EventType.SIEGE: "siege",
    EventType.CLASH: "clashes",
    EventType.GROUND_ASSAULT: "ground assault",
    EventType.AIRSTRIKE: "air strike",
    EventType.SHELLING: "shelling",
    EventType.BOMBING: "bombing",
    EventType.ARMED_ATTACK: "armed attack",
    EventType.MASSACRE: "killing of the defenceless",
    EventType.ABDUCTION: "abduction",
    EventType.DETENTION: "detention",
    EventType.SURRENDER: "surrender",
    EventType.DISPLACEMENT: "displacement",
    EventType.CEASEFIRE: "ceasefire",
    EventType.OTHER: "other event",
}
_MANY = {
    EventType.AIRSTRIKE: "air strikes",
    EventType.BOMBING: "bombings",
    EventType.ARMED_ATTACK: "armed attacks",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What ids are called: sides and actors as the tables name them, places as the record does."""

    sides: Mapping[str, str]
    actors: Mapping[str, str]
    places: Mapping[str, str]
    gates: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of a claim

    def side(self, id: str) -> str:
        """The neutral name of a side, or of '' the word contested."""
        return self.sides.get(id) or self.actor(id) if id else "contested"

    def actor(self, id: str) -> str:
        """An actor's name; its id where no table knows it."""
        return self.actors.get(id, id)

    def gate(self, id: str) -> str:
        """A gatekeeper as reports name it."""
        return self.gates.get(id, id)

    def said(self, words: str) -> str:
        """What a group of claims says, with the sides in it by name."""
        return " ".join(self.sides.get(word, word) for word in words.split(" "))


def claim_line(stored: StoredClaim) -> ClaimLine:
    """A stored claim as a line."""
    claim = stored.claim
    interval = claim.time.interval if claim.time else None
    return ClaimLine(
        id=claim.id,
        report=stored.report,
        outlet=stored.outlet,
        agency=stored.agency,
        title=stored.title,
        url=stored.url,
        published=stored.published.first_day if stored.published else None,
        public_at=stored.public_at,
        withdrawn_at=stored.withdrawn_at,
        event_type=claim.event_type,
        extent=claim.extent,
        stance=claim.stance,
        agents=tuple(map(_actor, claim.agents)),
        targets=tuple(map(_actor, claim.targets)),
        place=place_line(claim.place) if claim.place else None,
        when=claim.time.as_written if claim.time else "",
        first_day=interval.first_day if interval else None,
        last_day=interval.last_day if interval else None,
        figures=tuple(
            Figure(
                kind=c.kind, victims=c.victims, unit=c.unit, low=c.low, high=c.high, as_written=c.as_written
            )
            for c in claim.counts
        ),
        sources=tuple(
            Said(name=s.name, type=s.type, party=s.party_text or s.party, via=s.via) for s in claim.sources
        ),
        evidence=claim.evidence_text,
        reader=stored.reader,
        reader_kind=stored.reader_kind,
        edition_kind=stored.edition_kind,
        demo=stored.demo,
        changed=stored.changed,
    )


def report_line(edition: Edition) -> ReportLine:
    """An edition as a line."""
    return ReportLine(
        report=edition.report,
        edition=edition.id,
        outlet=edition.outlet,
        agency=edition.agency,
        title=edition.title,
        url=edition.url,
        published=edition.published.first_day if edition.published else None,
        public_at=edition.public_at,
        kind=edition.kind,
        demo=edition.demo,
    )


def place_line(place: PlaceRef | Where, n_claims: int = 0) -> PlaceLine:
    """A place as a line, its position no finer than two decimals."""
    return PlaceLine(
        id=place.id,
        name=place.name,
        country=place.country,
        lat=coordinate(place.lat),
        lon=coordinate(place.lon),
        listed=not place.id.startswith("un:"),
        n_claims=n_claims,
    )


def incident_line(incident: Incident, given: Picture | Shelf, names: Names, demo: bool) -> IncidentLine:
    """An incident as a line, with its own tolls and with totals in which nothing is counted twice."""
    shelf = Shelf.of(given)
    zone = _cut_in(incident, _zone_of(incident, shelf))
    totals = tuple(_total_line(t) for t in shelf.totals_of(incident.id) if t.own != t.total)
    return IncidentLine(
        id=incident.id,
        extent=incident.extent,
        event_type=incident.event_type,
        place=place_line(incident.place) if incident.place else None,
        first_day=day_of(incident.start, zone),
        last_day=last_day_of(incident.end, zone),
        bounds=incident.bounds,
        agents=tuple(names.actor(a) for a in incident.agents),
        headline=headline(incident),
        tolls=tuple(_toll_line(t, names) for t in incident.tolls),
        totals=totals,
        grade=incident.grade.name if incident.grade else None,
        grade_rule=incident.grade.rule if incident.grade else "",
        grade_proposed=incident.grade.proposed if incident.grade else False,
        n_origins=incident.n_origins,
        n_gatekeepers=incident.n_gatekeepers,
        copies=incident.copies,
        origins=tuple(_origin_line(o, names) for o in incident.origins),
        claims=incident.claims,
        denied_by=incident.denied_by,
        demo=demo,
        changed=_changed(incident, shelf),
    )


def _changed(incident: Incident, shelf: Shelf) -> tuple[str, ...]:
    """What judgements made of its claims, and the grade if a person took it."""
    told = shelf.changed((*incident.claims, *incident.denied_by))
    if incident.grade is not None and incident.grade.judged:
        told.append(f"grade: {incident.grade.name.value}, taken by a person")
    return tuple(dict.fromkeys(told))


def headline(incident: Incident) -> str:
    """An incident in a few neutral words: "air strike, Sukariya"."""
    many = incident.extent in (Extent.SERIES, Extent.PERIOD)
    word = _MANY.get(incident.event_type, "") if many else ""
    what = word or _WORDS[incident.event_type]
    where = (
        f", {incident.place.relation + ' ' if incident.place.relation else ''}{incident.place.name}"
        if incident.place
        else ""
    )
    return f"{what}{where}"


def disagreement_line(found: Contradiction, given: Picture | Shelf, names: Names) -> DisagreementLine:
    """Two groups of claims that cannot both hold, with the name of what they are about."""
    shelf = Shelf.of(given)
    incident = shelf.incident(found.subject)
    name = headline(incident) if incident else names.places.get(found.subject, found.subject)
    day = day_of(found.at, _zone_of(incident, shelf) if incident else _zone_at(found.subject, shelf))
    return DisagreementLine(
        about=found.about.value,
        subject=found.subject,
        subject_name=name,
        first_says=names.said(found.first_says),
        second_says=names.said(found.second_says),
        first=found.first,
        second=found.second,
        on=day,
        until=day,
        first_by=_by(found.first, names),
        second_by=_by(found.second, names),
    )


def disagreement_lines(
    found: Iterable[Contradiction], given: Picture | Shelf, names: Names
) -> tuple[DisagreementLine, ...]:
    """Disagreements by day; the same two voices that say the same two things over days are one."""
    shelf = Shelf.of(given)
    merged: dict[tuple[object, ...], DisagreementLine] = {}
    for line in (disagreement_line(c, shelf, names) for c in found):
        key = (
            line.about,
            line.subject,
            frozenset(((line.first_says, line.first_by), (line.second_says, line.second_by))),
        )
        merged[key] = _both(merged[key], line) if key in merged else line
    return tuple(sorted(merged.values(), key=lambda d: (d.on or date.max, d.subject, d.first)))


def _both(one: DisagreementLine, other: DisagreementLine) -> DisagreementLine:
    straight = (one.first_says, one.first_by) == (other.first_says, other.first_by)
    first, second = (other.first, other.second) if straight else (other.second, other.first)
    days = [d for d in (one.on, one.until, other.on, other.until) if d is not None]
    return replace(
        one,
        first=tuple(dict.fromkeys((*one.first, *first))),
        second=tuple(dict.fromkeys((*one.second, *second))),
        on=min(days, default=None),
        until=max(days, default=None),
    )


def _by(claims: Iterable[str], names: Names) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who for claim in claims for who in names.speakers.get(claim, ())))


def day_of(instant: datetime | None, zone: str) -> date | None:
    """The calendar day an instant falls on in a zone."""
    return None if instant is None else instant.astimezone(ZoneInfo(zone)).date()


def last_day_of(end: datetime | None, zone: str) -> date | None:
    """The last calendar day before an end that is not included."""
    return None if end is None else day_of(end - timedelta(microseconds=1), zone)


def end_of(day: date) -> datetime:
    """The instant at which a day of publication is over; those days are counted in UTC."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)  # the calendar has no next day
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)


def demo_ids(claims: Iterable[StoredClaim]) -> frozenset[str]:
    """Ids of the claims that come from demonstration texts."""
    return frozenset(stored.claim.id for stored in claims if stored.demo)


def _actor(ref: ActorRef) -> str:
    return ref.name or ref.as_written


def _cut_in(incident: Incident, zone: str) -> str:
    """The zone in which an incident's days are whole: UTC where they were cut there, else the place's."""
    ends = [end for end in (incident.start, incident.end) if end is not None]
    midnight = all(end.astimezone(UTC).time() == time() for end in ends)
    return "UTC" if ends and midnight else zone


def _zone_of(incident: Incident, shelf: Shelf) -> str:
    """The zone of an incident's place; a place without one takes that of the nearest area with a timeline."""
    place = incident.place
    if place is None:
        return "UTC"
    zones = (_zone_at(id, shelf) for id in (place.id, *place.within))
    return place.zone or next((zone for zone in zones if zone != "UTC"), "UTC")


def _zone_at(place: str, shelf: Shelf) -> str:
    timeline = shelf.timeline(place)
    return timeline.zone if timeline else "UTC"


def _toll_line(toll: Toll, names: Names) -> TollLine:
    found = toll.range
    return TollLine(
        kind=toll.kind,
        victims=toll.victims,
        n_origins=toll.n_origins,
        contested=toll.contested,
        side=names.side(toll.side) if toll.side else "",
        statements=tuple(
            StatementLine(
                origin=s.origin,
                claim=s.claim,
                low=s.low,
                high=s.high,
                as_written=s.as_written,
                standing=s.standing.value,
                public_at=s.public_at,
            )
            for s in toll.statements
        ),
        low=found.low if found else None,
        best=found.best if found else None,
        high=found.high if found else None,
        open=found.open if found else False,
    )


def _total_line(total: ScopeTotal) -> TollLine:
    return TollLine(
        kind=HarmKind(total.kind),
        victims=total.victims,
        n_origins=total.n_origins,
        contested=False,
        statements=(),
        low=total.total.low,
        best=total.total.best,
        high=total.total.high,
        open=total.total.open,
    )


def _origin_line(origin: Origin, names: Names) -> OriginLine:
    return OriginLine(
        names=origin.names,
        type=origin.type,
        side=names.side(origin.side) if origin.side else "",
        interest=origin.interest,
        gatekeepers=tuple(names.gate(g) for g in origin.gatekeepers),
        claims=origin.claims,
        copies=origin.copies,
    )
