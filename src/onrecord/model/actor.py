"""Armed and political bodies, the sides they belong to over time, and the conflicts they are in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.values import Span


class ActorKind(StrEnum):
    """What sort of body; decides whether it can be an agent, a party's mouth, or a bystander."""

    STATE = "state"
    GOVERNMENT = "government"
    MILITARY = "military"
    POLICE = "police"
    ARMED_GROUP = "armed_group"
    COALITION = "coalition"
    OPPOSITION = "opposition"
    MONITOR = "monitor"
    NEWS_AGENCY = "news_agency"
    STATE_MEDIA = "state_media"
    PARTY_MEDIA = "party_media"
    OUTLET = "outlet"
    UN = "un"
    AID_AGENCY = "aid_agency"
    RESCUE = "rescue"
    COMMUNITY = "community"  # a people or confession; never a party by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One body of the actor table. `country` is where it is from, not where it fights."""

    id: str
    name: str
    kind: ActorKind
    country: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    since: date | None = None
    until: date | None = None
    home: str = ""  # for media: the party whose mouth it is


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """`actor` belongs to `side` of `conflict` from `since` up to, not including, `until`; cited."""

    conflict: str
    actor: str
    side: str
    since: date | None = None
    until: date | None = None
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A declared holder of a place on a day, with the source that says so; shown as `assumed`."""

    place: str
    side: str
    on: date
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A war: where, from when to when, and who is on which side."""

    id: str
    name: str
    countries: tuple[str, ...]
    since: date
    until: date | None = None
    zone: str = "UTC"
    side_names: tuple[tuple[str, str], ...] = ()  # (side id, neutral name)
    sides: tuple[SideRow, ...] = ()
    baselines: tuple[Baseline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """A party as a report names it; `id` is '' where the table does not know it."""

    as_written: str
    span: Span | None = None
    id: str = ""
    name: str = ""
    kind: ActorKind | None = None  # None where the table does not know it
    antecedent: Span | None = None
    rule: str = ""
