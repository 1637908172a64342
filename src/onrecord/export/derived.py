"""The tables of what is derived: incidents, reported tolls, control; each row leads back to claims."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.export.guard import coordinate
from onrecord.export.tables import Table, instant, open_column
from onrecord.model.answer import CREDIT
from onrecord.model.control import ControlInterval, ControlTimeline
from onrecord.model.harm import Toll
from onrecord.model.incident import Incident

_LIST = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """An incident, and whether it rests on demonstration texts."""

    incident: Incident
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRow:
    """One reported toll of one incident."""

    incident: Incident
    toll: Toll
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRow:
    """One stretch of one place's control, and whether it rests on demonstration texts."""

    timeline: ControlTimeline
    interval: ControlInterval
    demo: bool


INCIDENTS: Table[IncidentRow] = Table(
    name="incidents",
    meaning="One row for each incident, series, period total or state that the claims are grouped into.",
    columns=(
        open_column("id", "the incident's id", lambda r: r.incident.id),
        open_column("extent", "incident, series, period or state", lambda r: r.incident.extent.value),
        open_column("event_type", "what happened, one of 18 types", lambda r: r.incident.event_type.value),
        open_column("place", "where", lambda r: r.incident.place.name if r.incident.place else None),
        open_column(
            "place_id", "id of the place", lambda r: r.incident.place.id if r.incident.place else None
        ),
        open_column(
            "country", "ISO 3166-1 alpha-2", lambda r: r.incident.place.country if r.incident.place else None
        ),
        open_column(
            "lat",
            "latitude of the populated place, two decimals",
            lambda r: coordinate(r.incident.place.lat) if r.incident.place else None,
            "number",
        ),
        open_column(
            "lon",
            "longitude of the populated place, two decimals",
            lambda r: coordinate(r.incident.place.lon) if r.incident.place else None,
            "number",
        ),
        open_column("start", "not before (UTC)", lambda r: instant(r.incident.start), "datetime"),
        open_column("end", "not after (UTC)", lambda r: instant(r.incident.end), "datetime"),
        open_column("bounds", "stated by a report, or inferred from others", lambda r: r.incident.bounds),
        open_column(
            "public_at", "when first public (UTC)", lambda r: instant(r.incident.public_at), "datetime"
        ),
        open_column("agent_ids", "who did it, as reported", lambda r: _LIST.join(r.incident.agents)),
        open_column("agent_sides", "their sides", lambda r: _LIST.join(r.incident.agent_sides)),
        open_column(
            "grade",
            "how sure its harm is",
            lambda r: r.incident.grade.name.value if r.incident.grade else None,
        ),
        open_column(
            "grade_rule",
            "the rule that gave the grade",
            lambda r: r.incident.grade.rule if r.incident.grade else None,
        ),
        open_column(
            "grade_proposed",
            "true: proposed by rule, not yet taken by a person",
            lambda r: r.incident.grade.proposed if r.incident.grade else None,
            "boolean",
        ),
        open_column(
            "n_origins", "independent origins that assert it", lambda r: r.incident.n_origins, "integer"
        ),
        open_column(
            "n_gatekeepers",
            "agencies and outlets it reached us through",
            lambda r: r.incident.n_gatekeepers,
            "integer",
        ),
        open_column("copies", "further reports that only repeat it", lambda r: r.incident.copies, "integer"),
        open_column("claims", "ids of its claims", lambda r: _LIST.join(r.incident.claims)),
        open_column("denied_by", "ids of claims that deny it", lambda r: _LIST.join(r.incident.denied_by)),
        open_column("demo", "true: rests on invented texts, no evidence", lambda r: r.demo, "boolean"),
        open_column(
            "credit",
            "to be named wherever the place is shown",
            lambda r: CREDIT if r.incident.place and r.incident.place.id.startswith("gn:") else None,
        ),
    ),
)

TOLLS: Table[TollRow] = Table(
    name="tolls",
    meaning="One row for each kind of harm to each class of people in each incident, as reported; "
    "the rows overlap and must not be added up.",
    columns=(
        open_column("incident", "the incident's id", lambda r: r.incident.id),
        open_column("kind", "killed, injured, ...", lambda r: r.toll.kind.value),
        open_column("victims", "class of people", lambda r: r.toll.victims.value),
        open_column("side", "side of the fighters counted", lambda r: r.toll.side),
        open_column(
            "reported_low", "lowest reported", lambda r: r.toll.range.low if r.toll.range else None, "integer"
        ),
        open_column(
            "reported_best",
            "weighted middle of what is reported",
            lambda r: r.toll.range.best if r.toll.range else None,
            "integer",
        ),
        open_column(
            "reported_high",
            "highest reported",
            lambda r: r.toll.range.high if r.toll.range else None,
            "integer",
        ),
        open_column(
            "open",
            "true: at least one report says 'at least'",
            lambda r: r.toll.range.open if r.toll.range else None,
            "boolean",
        ),
        open_column("n_origins", "independent origins of the figures", lambda r: r.toll.n_origins, "integer"),
        open_column(
            "contested", "true: exact figures contradict each other", lambda r: r.toll.contested, "boolean"
        ),
        open_column(
            "class_inferred",
            "true: no report names the class outright",
            lambda r: r.toll.class_inferred,
            "boolean",
        ),
        open_column(
            "claims", "ids of the claims behind it", lambda r: _LIST.join(s.claim for s in r.toll.statements)
        ),
        open_column("demo", "true: rests on invented texts, no evidence", lambda r: r.demo, "boolean"),
    ),
)

CONTROL: Table[ControlRow] = Table(
    name="control",
    meaning="One row for each stretch of time with one status of one place; nothing is said after the last "
    "public day, and nothing of the land between places.",
    columns=(
        open_column("place_id", "id of the place", lambda r: r.timeline.place),
        open_column("place", "the place", lambda r: r.timeline.name),
        open_column("from", "start (UTC)", lambda r: instant(r.interval.start), "datetime"),
        open_column("to", "end (UTC), not included", lambda r: instant(r.interval.end), "datetime"),
        open_column(
            "status", "held, claimed, contested, likely or unknown", lambda r: r.interval.status.value
        ),
        open_column("side", "who holds or claims it", lambda r: r.interval.side),
        open_column("over", "the likeliest state beneath a claim", lambda r: r.interval.over),
        open_column(
            "probability",
            "of the side, or of contested",
            lambda r: r.interval.chance(r.interval.side),
            "number",
        ),
        open_column("n_origins", "independent origins for it", lambda r: r.interval.n_origins, "integer"),
        open_column(
            "n_gatekeepers",
            "agencies and outlets they came through",
            lambda r: r.interval.n_gatekeepers,
            "integer",
        ),
        open_column("supporting", "ids of claims for it", lambda r: _LIST.join(r.interval.supporting)),
        open_column(
            "contradicting", "ids of claims against it", lambda r: _LIST.join(r.interval.contradicting)
        ),
        open_column(
            "last_told",
            "public time of the newest claim (UTC)",
            lambda r: instant(r.interval.last_told),
            "datetime",
        ),
        open_column("assumed", "citation of a declared holder", lambda r: r.interval.assumed),
        open_column("pinned", "id of a person's decision", lambda r: r.interval.pinned),
        open_column(
            "known_on",
            "as the public could know it by then (UTC)",
            lambda r: instant(r.timeline.known_on),
            "datetime",
        ),
        open_column("demo", "true: rests on invented texts, no evidence", lambda r: r.demo, "boolean"),
        open_column(
            "credit",
            "to be named wherever the place is shown",
            lambda r: CREDIT if r.timeline.place.startswith("gn:") else None,
        ),
    ),
)
