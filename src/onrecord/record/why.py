"""Why a value is as it is: each rule that acted on it, and the words of the claims it acted on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC

from onrecord.errors import UnknownName
from onrecord.model.answer import Asked
from onrecord.model.claim import HarmKind
from onrecord.model.incident import Incident
from onrecord.model.picture import Picture
from onrecord.model.stored import StoredClaim
from onrecord.model.why import Derived, Quoted, Step, WhyAnswer
from onrecord.record import lineage, whyclaim, whyharm, whyholder
from onrecord.record.lines import Names, headline
from onrecord.record.record import NOTHING, Record
from onrecord.record.showing import why_member

_OF_CLAIMS = whyclaim.FIELDS
_HARM = frozenset(kind.value for kind in HarmKind)
_OF_INCIDENTS = frozenset(Derived) - {Derived.STATUS, Derived.STANCE, Derived.SOURCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Turns claim ids into the words they rest on."""

    claims: Mapping[str, StoredClaim]
    names: Names

    def of(self, ids: Iterable[str]) -> tuple[Quoted, ...]:
        """The words of claims still on record, each once."""
        return tuple(self._one(self.claims[i]) for i in dict.fromkeys(ids) if i in self.claims)

    @staticmethod
    def _one(stored: StoredClaim) -> Quoted:
        return Quoted(
            claim=stored.claim.id,
            words=stored.claim.evidence_text,
            by=", ".join(s.name for s in stored.claim.sources if s.name) or stored.outlet,
            outlet=stored.outlet,
            published=stored.published.first_day if stored.published else None,
        )


def why(record: Record, id: str, field: Derived, asked: Asked = NOTHING) -> WhyAnswer:
    """The derivation of a field of the incident, claim or place that `id` stands for. Raises UnknownName."""
    picture, claims = record.picture(asked), {s.claim.id: s for s in record.claims(asked)}
    quotes = Quotes(claims=claims, names=record.names(picture))
    if field is Derived.STATUS:
        place = record.place(id, asked)
        value, steps = whyholder.status(picture.timeline(place.id), asked.on, quotes.names, quotes.of)
        return _answer(asked, place.id, place.name, field, value, steps)
    incident, claim = _found(id, picture, claims)
    if claim is not None and field in _OF_CLAIMS:
        value, steps = whyclaim.value(claim, field, quotes.of)
        return _answer(asked, claim.claim.id, claim.claim.trigger_text, field, value, steps)
    if incident is None or field not in _OF_INCIDENTS:
        fields = _OF_CLAIMS if claim is not None else _OF_INCIDENTS
        raise UnknownName(f"{field} is not told of it", hint=", ".join(sorted(fields)))
    value, steps = _of_incident(incident, field, picture, quotes)
    return _answer(asked, incident.id, headline(incident), field, value, steps)


def _answer(
    asked: Asked, subject: str, name: str, field: Derived, value: str, steps: Iterable[Step]
) -> WhyAnswer:
    return WhyAnswer(
        asked=asked, subject=subject, subject_name=name, field=field, value=value, steps=tuple(steps)
    )


def _found(
    id: str, picture: Picture, claims: Mapping[str, StoredClaim]
) -> tuple[Incident | None, StoredClaim | None]:
    incidents = [i for i in picture.incidents if i.id.startswith(id)] if id else []
    known = [c for c in claims if c.startswith(id)] if id else []
    if len(incidents) + len(known) > 1:
        raise UnknownName(f"several ids begin with {id!r}", hint="give more of it")
    heir = None if incidents or known else lineage.taken_up(id, picture, claims)
    if heir is not None:
        return heir, None
    if not incidents and not known:
        raise UnknownName(
            f"no claim or incident has an id that begins with {id!r}", hint="for a place ask for its status"
        )
    return (incidents[0], None) if incidents else (None, claims[known[0]])


def _of_incident(
    incident: Incident, field: Derived, picture: Picture, quotes: Quotes
) -> tuple[str, Iterable[Step]]:
    if field.value in _HARM:
        return whyharm.toll(incident, HarmKind(field.value), picture, quotes.of)
    if field is Derived.GRADE:
        return whyharm.grade(incident, quotes.of)
    return {
        Derived.TYPE: _type,
        Derived.PLACE: _place,
        Derived.TIME: _time,
        Derived.AGENT: _agent,
        Derived.TARGET: _target,
        Derived.ORIGINS: _origins,
        Derived.MEMBERS: _members,
    }[field](incident, quotes)


def _grouped(incident: Incident, quotes: Quotes, say: Mapping[str, str], rule: str) -> Iterator[Step]:
    """One step for each different thing that claims say, the most said first."""
    by_told: dict[str, list[str]] = {}
    for claim in incident.claims:
        if claim in say:
            by_told.setdefault(say[claim], []).append(claim)
    for told, ids in sorted(by_told.items(), key=lambda x: (-len(x[1]), x[0])):
        count = f"{len(ids)} claim{'s' if len(ids) > 1 else ''}"
        yield Step(told=f"{count}: {told}", rule=rule, words=quotes.of(ids))


def _type(incident: Incident, quotes: Quotes) -> tuple[str, Iterable[Step]]:
    say = {c: quotes.claims[c].claim.event_type.value for c in incident.claims if c in quotes.claims}
    return incident.event_type.value, _grouped(incident, quotes, say, "the type that most claims tell")


def _place(incident: Incident, quotes: Quotes) -> tuple[str, Iterable[Step]]:
    places = {c: quotes.claims[c].claim.place for c in incident.claims if c in quotes.claims}
    say = {c: f"{p.name or p.as_written}, written “{p.as_written}”" for c, p in places.items() if p}
    value = incident.place.name if incident.place else "unknown"
    return value, _grouped(incident, quotes, say, "the place that most claims name; the narrower on a tie")


def _time(incident: Incident, quotes: Quotes) -> tuple[str, Iterable[Step]]:
    times = {c: quotes.claims[c].claim.time for c in incident.claims if c in quotes.claims}
    say = {}
    for claim, time in times.items():
        if time is not None:
            span = time.interval
            days = f"{span.first_day} to {span.last_day}" if span else "no day that can be fixed"
            say[claim] = f"{days}, written “{time.as_written}”"
    value = "unknown"
    if incident.start and incident.end:
        ends = (incident.start.astimezone(UTC), incident.end.astimezone(UTC))
        value = f"from {ends[0]:%Y-%m-%d %H:%M} to {ends[1]:%Y-%m-%d %H:%M} UTC ({incident.bounds})"
    rule = "where the times told meet, else all of them"
    if incident.bounds == "inferred":
        rule = "no time is told: after the last opposing word, before the day of speaking"
    return value, _grouped(incident, quotes, say, rule)


def _parties(incident: Incident, quotes: Quotes, role: str) -> Mapping[str, str]:
    found = {}
    for claim in incident.claims:
        refs = getattr(quotes.claims[claim].claim, role) if claim in quotes.claims else ()
        if refs:
            found[claim] = ", ".join(f"{r.name or r.as_written}, written “{r.as_written}”" for r in refs)
    return found


def _agent(incident: Incident, quotes: Quotes) -> tuple[str, Iterable[Step]]:
    value = ", ".join(map(quotes.names.actor, incident.agents)) or "nobody is named"
    say = _parties(incident, quotes, "agents")
    return value, _grouped(incident, quotes, say, "everybody named as doing it")


def _target(incident: Incident, quotes: Quotes) -> tuple[str, Iterable[Step]]:
    value = ", ".join(map(quotes.names.side, incident.target_sides)) or "nobody is named"
    say = _parties(incident, quotes, "targets")
    return value, _grouped(incident, quotes, say, "the sides of everybody named as its target")


def _origins(incident: Incident, quotes: Quotes) -> tuple[str, Iterable[Step]]:
    gates = f"{incident.n_gatekeepers} gatekeeper{'s' if incident.n_gatekeepers != 1 else ''}"
    value = f"{incident.n_origins} through {gates}, {incident.copies} copies beside"
    return value, (
        Step(
            told=(
                f"{', '.join(o.names) or o.id}"
                f"{' of ' + quotes.names.side(o.side) if o.side else ''}"
                f" ({o.interest.replace('_', ' ')}) via {', '.join(map(quotes.names.gate, o.gatekeepers))}"
                f"{f'; {o.copies} copies say it again' if o.copies else ''}"
            ),
            rule="one origin: equal speakers, copies, one side in its own interest, a crowd and one of it",
            words=quotes.of(o.claims),
        )
        for o in incident.origins
    )


def _members(incident: Incident, quotes: Quotes) -> tuple[str, Iterable[Step]]:
    return f"{len(incident.claims)} claims", (
        Step(
            told="; ".join(why_member(m)),
            rule="4 bits and more link",
            words=quotes.of([m.claim]),
        )
        for m in incident.members
    )
