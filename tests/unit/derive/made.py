"""Stored claims, parties and judgements made by hand: a war in a country that does not exist."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from onrecord.model.actor import Actor, ActorKind, ActorRef, Baseline, Conflict, SideRow
from onrecord.model.claim import (
    Claim,
    Count,
    EventType,
    Extent,
    Facet,
    HarmKind,
    Modality,
    Polarity,
    TimeRef,
    VictimClass,
)
from onrecord.model.judgement import Anchor, Judgement, JudgementKind
from onrecord.model.place import PlaceKind, PlaceRef
from onrecord.model.reading import ReaderKind
from onrecord.model.report import EditionKind
from onrecord.model.source import Source, SourceType
from onrecord.model.stored import StoredClaim
from onrecord.model.values import Interval, Precision, Span
from onrecord.parties import Parties
from onrecord.parties.tables import Tables

ACTORS = (
    Actor(id="velia", name="Velia", kind=ActorKind.STATE, country="VV"),
    Actor(id="velian-army", name="Velian army", kind=ActorKind.MILITARY, part_of="velia"),
    Actor(id="river-tv", name="River TV", kind=ActorKind.STATE_MEDIA, home="velia"),
    Actor(id="hill-brigades", name="Hill Brigades", kind=ActorKind.ARMED_GROUP),
    Actor(id="meridia", name="Meridia", kind=ActorKind.STATE, country="MM"),
    Actor(id="dawn-front", name="Dawn Front", kind=ActorKind.ARMED_GROUP),
    Actor(id="velia-watch", name="Velia Watch", kind=ActorKind.MONITOR),
    Actor(id="north-wire", name="North Wire", kind=ActorKind.NEWS_AGENCY),
)
SIDES = (
    SideRow(conflict="velia", actor="velia", side="gov"),
    SideRow(conflict="velia", actor="hill-brigades", side="gov"),
    SideRow(conflict="velia", actor="meridia", side="gov"),
    SideRow(conflict="velia", actor="dawn-front", side="front"),
)


def parties(*, baselines: tuple[Baseline, ...] = (), sides: tuple[SideRow, ...] = SIDES) -> Parties:
    """The parties of the war in Velia."""
    conflict = Conflict(
        id="velia",
        name="War in Velia",
        countries=("VV",),
        since=date(2010, 1, 1),
        zone="UTC",
        side_names=(("gov", "Velian government"), ("front", "Dawn Front")),
        sides=sides,
        baselines=baselines,
    )
    return Parties(Tables(actors=ACTORS, conflicts=(conflict,)))


def source(
    name: str,
    type: SourceType,
    *,
    actor: str = "",
    party: str = "",
    named: bool = False,
    via: str = "North Wire",
) -> Source:
    """Someone a report cites."""
    return Source(
        key=name,
        as_written=name,
        type=type,
        actor=actor,
        party=party,
        named=named or bool(actor),
        via=(via,) if via else (),
    )


WATCH = source("Velia Watch", SourceType.MONITOR, actor="velia-watch")
ARMY = source("the army", SourceType.MILITARY, actor="velian-army", party="velia", via="")
RIVER_TV = source("River TV", SourceType.STATE_MEDIA, actor="river-tv", party="velia", via="")
ELDERS = source("tribal elders", SourceType.TRIBAL_LEADER)
ELDER = source("Harun Desh", SourceType.TRIBAL_LEADER, named=True)
RESIDENTS = source("residents", SourceType.RESIDENT)
FRONT = source("the Dawn Front", SourceType.ARMED_GROUP, actor="dawn-front", party="dawn-front", via="")

TARSIM = PlaceRef(
    as_written="Tarsim",
    id="gn:1",
    name="Tarsim",
    kind=PlaceKind.TOWN,
    country="VV",
    within=("gn:10", "gn:100"),
    lat=30.0,
    lon=40.0,
    radius_km=8,
)
OUTSKIRTS = PlaceRef(
    as_written="Tarsim and its outskirts",
    id="gn:1",
    name="Tarsim",
    kind=PlaceKind.TOWN,
    country="VV",
    within=("gn:10", "gn:100"),
    lat=30.0,
    lon=40.0,
    radius_km=18,
    relation="outskirts",
)
HELMAK = PlaceRef(
    as_written="Helmak",
    id="un:gn:1/helmak",
    name="Helmak",
    kind=PlaceKind.TOWN,
    country="VV",
    within=("gn:10", "gn:100"),
)
OSTRA = PlaceRef(
    as_written="Ostra",
    id="gn:10",
    name="Ostra",
    kind=PlaceKind.AREA,
    country="VV",
    within=("gn:100",),
    radius_km=100,
)


def ref(actor: str) -> ActorRef:
    """A party as named."""
    return ActorRef(as_written=actor, id=actor, name=actor)


def days(first: int, last: int | None = None, month: int = 5) -> Interval:
    """Days of May 2016, both included."""
    return Interval.of_days(date(2016, month, first), date(2016, month, last or first))


def killed(
    low: int | None,
    high: int | None = None,
    *,
    who: VictimClass = VictimClass.CIVILIANS,
    words: str = "",
    **more: object,
) -> Count:
    """A count of dead; open above unless told."""
    return Count(kind=HarmKind.KILLED, victims=who, low=low, high=high, as_written=words, **more)  # type: ignore[arg-type]


def said(
    event: EventType,
    place: PlaceRef | None,
    words: str,
    *,
    by: Sequence[Source] = (),
    agents: Sequence[str] = (),
    targets: Sequence[str] = (),
    when: Interval | None = None,
    extent: Extent = Extent.INCIDENT,
    counts: Sequence[Count] = (),
    report: str = "one",
    outlet: str = "Daily Velian",
    agency: str = "North Wire",
    public: datetime = datetime(2016, 5, 14, tzinfo=UTC),
    denied: bool = False,
    hedge_on: tuple[Facet, ...] = (),
    partial: float | None = None,
    passage: str = "",
    publisher: str = "",
    withdrawn: datetime | None = None,
) -> StoredClaim:
    """One claim of one report, as the store hands it out."""
    id = hashlib.sha256(f"{report}|{words}|{event}".encode()).hexdigest()[:16]
    start = int(id[:4], 16)
    claim = Claim(
        id=id,
        edition=f"edition-{report}",
        reading=f"reading-{report}",
        ordinal=0,
        event_type=event,
        extent=extent,
        evidence=Span(start=start, end=start + len(words)),
        evidence_text=words,
        trigger=Span(start=start, end=start + 4),
        trigger_text=words[:4],
        agents=tuple(map(ref, agents)),
        targets=tuple(map(ref, targets)),
        place=place,
        time=TimeRef(as_written="then", interval=when) if when else None,
        counts=tuple(counts),
        sources=tuple(by),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        modality=Modality.HEDGED if hedge_on else Modality.ACTUAL,
        hedge_on=hedge_on,
        partial=partial,
    )
    return StoredClaim(
        claim=claim,
        report=report,
        outlet=outlet,
        url="",
        title=report,
        agency=agency,
        public_at=public,
        withdrawn_at=withdrawn,
        recorded_at=public + timedelta(hours=1),
        published=Interval(start=public - timedelta(days=1), end=public, precision=Precision.DAY),
        publisher_party=publisher,
        reader="machine",
        reader_kind=ReaderKind.MACHINE,
        edition_kind=EditionKind.REPORT,
        demo=True,
        passage=passage or words,
    )


def judged(
    kind: JudgementKind,
    *claims: StoredClaim,
    id: str = "j1",
    at: int = 1,
    subject: str = "",
    field: str = "",
    value: str = "",
    interval: Interval | None = None,
) -> Judgement:
    """A person's decision about claims."""
    anchors = tuple(
        Anchor(
            claim=s.claim.id,
            edition=s.claim.edition,
            trigger=s.claim.trigger,
            evidence=s.claim.evidence,
            evidence_text=s.claim.evidence_text,
        )
        for s in claims
    )
    return Judgement(
        id=id,
        kind=kind,
        author="Rana",
        at=datetime(2020, 1, at, tzinfo=UTC),
        reason="read both",
        anchors=anchors,
        subject=subject,
        field=field,
        value=value,
        interval=interval,
    )
