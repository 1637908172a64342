"""What the founding report alone must give, check by check: `python -m benchmarks founding FOLDER`.

The report goes through real intake into a project of its own, and everything is asked of the product: no
check looks into the text. Each prints one line; the exit code is 1 where one is missing.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from onrecord.model.claim import Claim, EventType, Extent, Facet, Family, HarmKind, Stance, VictimClass
from onrecord.model.control import ControlTimeline, Status
from onrecord.model.harm import Range
from onrecord.model.incident import Incident
from onrecord.model.picture import Picture
from onrecord.model.place import PlaceRef
from onrecord.model.source import Source, SourceType
from onrecord.project.opened import Project
from onrecord.project.writing import add

PLACE = "gn:174448"
LAT, LON = 34.45, 40.92
PROVINCE = "gn:170792"
GOVERNMENT, IS = "government-and-allies", "islamic-state"
STRIKES = frozenset({EventType.AIRSTRIKE, EventType.SHELLING})


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the record makes of the report."""

    claims: tuple[Claim, ...]
    picture: Picture
    sources: tuple[Source, ...]
    silences: tuple[str, ...]
    published: date | None
    actors_at: dict[str, str]

    def of(self, *types: EventType, agent: str = "", place: str = "") -> list[Claim]:
        """Claims of these types, by an actor of that id, at a place whose name or id begins so."""
        return [
            c
            for c in self.claims
            if c.event_type in types
            and (not agent or any(agent in (a.id, self.actors_at.get(a.id, "")) for a in c.agents))
            and (not place or (c.place is not None and place in (c.place.id, c.place.name)))
        ]


Check = tuple[str, bool, str]


def main(folder: Path) -> int:
    """Print the checks; 1 where one is missing."""
    missing = 0
    for name, good, found in checks(folder):
        missing += not good
        print(
            f"{'ok     ' if good else 'MISSING'}  {name}{'' if good or not found else f' (found: {found})'}"
        )
    print(f"{missing} missing" if missing else "all there")
    return 1 if missing else 0


def checks(folder: Path) -> Iterator[Check]:
    """(what must be so, whether it is, what was found instead)."""
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-founding-") as home,
        Project.open(Path(home)) as project,
    ):
        add(project, [folder])
        seen = _seen(project)
    yield (
        "published 13 November 2017, as the text says",
        seen.published == date(2017, 11, 13),
        str(seen.published),
    )
    yield from _sources(seen)
    yield from _side_by_side(seen)
    yield from _apart(seen)
    yield from _harm(seen)
    yield from _control(seen)
    yield from _places(seen)
    yield from _dates(seen)


def _seen(project: Project) -> Seen:
    stored = project.record.claims()
    answer = project.record.sources()
    day = next((s.published.first_day for s in stored if s.published), None)
    war = project.parties.conflict_at(("SY",), day or date.min)
    sides = {
        a.id: project.parties.side_of(a.id, war.id, day or date.min) if war else ""
        for s in stored
        for a in (*s.claim.agents, *s.claim.targets)
        if a.id
    }
    sources = {x.key: x for s in stored for x in s.claim.sources}
    return Seen(
        claims=tuple(s.claim for s in stored),
        picture=project.record.picture(),
        sources=tuple(sources.values()),
        silences=tuple(f"{s.source}: {s.topic}" for s in answer.silences),
        published=day,
        actors_at=sides,
    )


# Sources


def _sources(seen: Seen) -> Iterator[Check]:
    wanted = (
        ("tribal leaders", SourceType.TRIBAL_LEADER, True, ""),
        ("residents", SourceType.RESIDENT, True, ""),
        ("Qahtan Ghanam al-Ali", SourceType.TRIBAL_LEADER, True, ""),
        ("Syrian army", SourceType.MILITARY, False, GOVERNMENT),
        ("Hizballah media", SourceType.PARTY_MEDIA, False, GOVERNMENT),
        ("commander in that alliance", SourceType.MILITARY, True, ""),
        ("Syrian Observatory for Human Rights", SourceType.MONITOR, True, ""),
        ("two former residents", SourceType.RESIDENT, False, ""),
        ("Military experts", SourceType.EXPERT, False, ""),
        ("Syrian opposition figures", SourceType.OPPOSITION, False, ""),
    )
    for name, kind, reuters, side in wanted:
        found = [s for s in seen.sources if name.lower() in s.as_written.lower()]
        good = any(
            s.type is kind
            and (not reuters or "Reuters" in s.via)
            and (not side or side in (seen.actors_at.get(s.party, s.party), s.party) or bool(s.party))
            for s in found
        )
        via = ", via Reuters" if reuters else ""
        shown = "; ".join(f"{s.as_written}, {s.type}, via {s.via}, {s.party}" for s in found)
        yield f"source: {name}, {kind}{via}{', a party' if side else ''}", good, shown
    monitors = [s for s in seen.sources if s.type is SourceType.MONITOR]
    yield "the monitor is the Observatory: one origin", len(monitors) == 1, str(len(monitors))
    silent = any("army" in s.lower() and "loss" in s.lower() for s in seen.silences)
    yield "the army's silence on the loss is on record", silent, "; ".join(seen.silences)


# The retaking and the capture claimed before


def _side_by_side(seen: Seen) -> Iterator[Check]:
    captured = _incident(seen, EventType.CONTROL_GAINED, GOVERNMENT, stance=Stance.CLAIMED)
    retaken = _incident(seen, EventType.CONTROL_GAINED, "islamic-state")
    days = _days(captured)
    good = captured is not None and days is not None
    good = good and date(2017, 11, 6) <= days[0] <= date(2017, 11, 9) and days[1] <= date(2017, 11, 12)  # type: ignore[index]
    yield "(i) the earlier capture, claimed by Damascus and the army, within 6-12 November", good, str(days)
    days = _days(retaken)
    yield (
        "(ii) the retaking, from 9 November up to the 13th",
        days == (date(2017, 11, 9), date(2017, 11, 12)),
        str(days),
    )
    both = captured is not None and retaken is not None and captured.id != retaken.id
    yield "the two stand side by side", both, ""
    if retaken is None:
        return
    yield "the retaking has 3 origins", retaken.n_origins == 3, str([o.names for o in retaken.origins])
    yield "through 1 gatekeeper", retaken.n_gatekeepers == 1, str(retaken.n_gatekeepers)


def _days(incident: Incident | None) -> tuple[date, date] | None:
    if incident is None or incident.start is None or incident.end is None:
        return None
    zone = incident.place.zone if incident.place else ""
    at = ZoneInfo(zone or "Asia/Damascus")
    last = incident.end - timedelta(microseconds=1)
    return incident.start.astimezone(at).date(), last.astimezone(at).date()


def _incident(seen: Seen, kind: EventType, agent: str, stance: Stance | None = None) -> Incident | None:
    """The incident most claims of that kind by that side belong to."""
    claims = [c for c in seen.of(kind, agent=agent, place=PLACE) if stance is None or c.stance is stance]
    found = [i for c in claims for i in seen.picture.incidents if c.id in i.claims]
    return max(found, key=lambda i: (i.n_origins, len(i.claims), i.start is not None, i.id), default=None)


# Incidents, series and periods


def _apart(seen: Seen) -> Iterator[Check]:
    found = dict(_named(seen))
    names = {
        "iii": "(iii) one air strike on Sukariya, at least 30 killed",
        "iv": "(iv) a series of air strikes on Marshada and Sousa",
        "v": "(v) a series: shelling of villages east of the city by Iranian militias",
        "vi": "(vi) a period: bombing of Albukamal and its outskirts, 10-12 November, at least 50 killed",
        "vii": "(vii) a period: Deir az-Zour, recent months, hundreds killed",
        "viii": "(viii) a series of air strikes on IS hideouts, told by Hizballah media",
        "ix": "(ix) a period: months of bombardment of Albukamal, dozens killed",
    }
    for key, name in names.items():
        yield name, key in found, ""
    ids = [i.id for i in found.values()]
    yield "all of them apart", len(ids) == len(set(ids)) == len(names), str(len(set(ids)))


def _named(seen: Seen) -> Iterator[tuple[str, Incident]]:
    for incident in seen.picture.incidents:
        claims = [c for c in seen.claims if c.id in incident.claims]
        killed = {(n.low, n.high) for c in claims for n in c.counts if n.kind is HarmKind.KILLED}
        places = {p.name for c in claims for p in (c.place, *c.places_also) if p}
        key = (
            _period(incident, killed)
            if incident.extent is Extent.PERIOD
            else _happening(incident, claims, killed, places)
        )
        if key:
            yield key, incident


def _period(incident: Incident, killed: set[tuple[int | None, int | None]]) -> str:
    if incident.event_type not in STRIKES or incident.place is None:
        return ""
    if (50, None) in killed and (_days(incident) or ("", ""))[0] == date(2017, 11, 10):
        return "vi"
    if (200, None) in killed and incident.place.id == PROVINCE:
        return "vii"
    return "ix" if (24, None) in killed and incident.place.id == PLACE else ""


def _happening(
    incident: Incident,
    claims: list[Claim],
    killed: set[tuple[int | None, int | None]],
    places: set[str],
) -> str:
    strike = incident.event_type is EventType.AIRSTRIKE
    if incident.extent is Extent.INCIDENT:
        return "iii" if strike and "Sukariya" in places and (30, None) in killed else ""
    if strike and {"Marshada", "As Susah"} <= places:
        return "iv"
    if strike and any("hizballah" in n.lower() for o in incident.origins for n in o.names):
        return "viii"
    east = any(c.place is not None and c.place.relation == "east of" for c in claims)
    return "v" if incident.event_type is EventType.SHELLING and east and incident.agents else ""


# Harm


def _harm(seen: Seen) -> Iterator[Check]:
    found = dict(_named(seen))
    table = (
        ("iii", "Sukariya", (30, 30, 30, True), 16, 1, "weak", VictimClass.PEOPLE),
        (
            "vi",
            "Albukamal and outskirts, Friday to Sunday",
            (50, 50, 80, True),
            26,
            2,
            "fair",
            VictimClass.CIVILIANS,
        ),
        ("vii", "Deir az-Zour, recent months", (200, 200, 200, True), 0, 2, "fair", VictimClass.CIVILIANS),
        ("ix", "Albukamal, months of bombardment", (24, 24, 24, True), 0, 1, "weak", VictimClass.CIVILIANS),
    )
    for key, name, wanted, women, origins, grade, victims in table:
        incident = found.get(key)
        figure = _figure(seen, incident, victims)
        shown = (figure.low, figure.best, figure.high, figure.open) if figure else None
        yield f"harm: {name}: {wanted[0]}-{wanted[1]}-{wanted[2]}+", shown == wanted, str(figure)
        part = _women_and_children(incident)
        if women:
            yield f"harm: {name}: women and children at least {women}", part == women, str(part)
        told = max((t.n_origins for t in incident.tolls), default=0) if incident else 0
        yield f"harm: {name}: {origins} origins", told == origins, str(told)
        named = incident.grade.name.value if incident and incident.grade else ""
        yield f"harm: {name}: {grade}", named == grade, named
    lows = [t.total.low for t in seen.picture.totals if t.kind is HarmKind.KILLED]
    yield "harm: never 50 + 30 + 200", 280 not in lows and 250 not in lows, str(sorted(lows))
    exposed = [c for c in seen.claims for n in c.counts if n.kind is HarmKind.KILLED and n.low == 200]
    yield "harm: hundreds targeted are no toll", all("targeted" not in c.evidence_text for c in exposed), ""


def _figure(seen: Seen, incident: Incident | None, victims: VictimClass) -> Range | None:
    if incident is None:
        return None
    for total in seen.picture.totals:
        if total.scope == incident.id and total.kind is HarmKind.KILLED and total.victims is victims:
            return total.total
    tolls = [t for t in incident.tolls if t.kind is HarmKind.KILLED and not t.side]
    for toll in sorted(tolls, key=lambda t: t.victims is not victims):
        return toll.range
    return None


def _women_and_children(incident: Incident | None) -> int:
    if incident is None:
        return 0
    return max(
        (
            t.range.low
            for t in incident.tolls
            if t.range and t.victims not in (VictimClass.PEOPLE, VictimClass.CIVILIANS)
        ),
        default=0,
    )


# Control


def _control(seen: Seen) -> Iterator[Check]:
    timeline = seen.picture.timeline(PLACE)
    days = {d.day: (d.status, d.side) for d in timeline.days} if timeline else {}
    for day in (8, 9):
        found = days.get(date(2017, 11, day))
        yield (
            f"control: {day} November claimed by the government side",
            found
            == (
                Status.CLAIMED,
                GOVERNMENT,
            ),
            str(found),
        )
    at_most = [days.get(date(2017, 11, n), (Status.UNKNOWN, "")) for n in (10, 11, 12)]
    yield (
        "control: 10-12 November at most likely",
        all(s is not Status.HELD for s, _ in at_most),
        str(at_most),
    )
    found = days.get(date(2017, 11, 13))
    yield "control: 13 November held by Islamic State", found == (Status.HELD, IS), str(found)
    before = [
        (str(d), s.value) for d, (s, _) in days.items() if d < date(2017, 11, 6) and s is not Status.UNKNOWN
    ]
    yield "control: nothing known before the capture", not before, str(before[:3])
    yield (
        "control: nothing after the last public day",
        _last(timeline) <= date(2017, 11, 13),
        str(_last(timeline)),
    )


def _last(timeline: ControlTimeline | None) -> date:
    return max((d.day for d in timeline.days), default=date.max) if timeline else date.max


# Places and dates


def _places(seen: Seen) -> Iterator[Check]:
    places = [p for c in seen.claims for p in (c.place, *c.places_also) if p is not None]
    town = [p for p in places if p.as_written.replace(" ", "").lower() == "albukamal"]
    yield (
        "Albukamal is one place in Syria",
        bool(town) and {p.id for p in town} == {PLACE},
        str({p.id for p in town}),
    )
    by_name = {p.as_written.lower(): p for p in places}
    sousa = by_name.get("sousa") or next((p for p in places if p.name == "As Susah"), None)
    yield "Sousa is not in Tunisia", sousa is not None and sousa.country == "SY", str(sousa and sousa.country)
    for name in ("sukariya", "marshada"):
        place = next((p for p in places if name in p.as_written.lower() or name in p.name.lower()), None)
        good = place is not None and not place.listed and place.country == "SY"
        yield f"{name.capitalize()} is an unlisted place in Syria", good, str(place and place.id)
        near = place is not None and _near(place)
        found = str(place and (place.lat, place.lon))
        yield f"{name.capitalize()} is known to lie near Albukamal", near, found
    qaim = [p for p in places if "qaim" in p.as_written.lower()]
    yield (
        "al-Qaim, where a claim is placed there, is in Iraq",
        all(p.country == "IQ" for p in qaim),
        str(qaim),
    )
    bad = [p.as_written for p in places if p.as_written.lower() in ("hizballah", "daesh")]
    yield "Hizballah and Daesh are no places", not bad, str(bad)


def _near(place: PlaceRef) -> bool:
    """Within some 25 km of the town."""
    if place.lat is None or place.lon is None:
        return False
    return math.hypot((place.lat - LAT) * 111, (place.lon - LON) * 92) <= 25


def _dates(seen: Seen) -> Iterator[Check]:
    times = [
        (c, c.time.as_written.lower(), c.time.interval) for c in seen.claims if c.time and c.time.interval
    ]

    def has(words: str, first: int, last: int) -> bool:
        days = (date(2017, 11, first), date(2017, 11, last))
        return any(words in w and (i.first_day, i.last_day) == days for _, w, i in times)

    shown = "; ".join(sorted({f"{w}: {i.first_day} to {i.last_day}" for _, w, i in times}))
    yield "Wednesday is 8 November", has("wednesday", 8, 8), shown
    yield "Thursday is 9 November", has("thursday", 9, 9), shown
    yield "last week is 6-12 November", has("last week", 6, 12), shown
    since = [c for c, w, i in times if i.first_day == date(2017, 11, 10) and i.last_day == date(2017, 11, 12)]
    yield "since Friday, the third day: 10-12 November", any(c.family is Family.REMOTE for c in since), shown
    spoken = [c for c, w, i in times if "monday" in w]
    yield (
        "Monday is when they spoke, not when it happened",
        not spoken,
        str([c.evidence_text for c in spoken]),
    )
    russian = [c for c in since if c.event_type in STRIKES]
    good = bool(russian) and all(
        c.stance is Stance.HEDGED and c.hedge_on == (Facet.AGENT,) and any("russia" in a.id for a in c.agents)
        for c in russian
    )
    yield (
        "Sunday's jets are Russia's only by belief: the hedge is on the agent alone",
        good,
        str([(c.stance.value, [f.value for f in c.hedge_on], [a.id for a in c.agents]) for c in russian]),
    )
