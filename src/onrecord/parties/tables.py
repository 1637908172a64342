"""Reads and checks the tables: actors, nations, conflicts, and the words around names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

from onrecord.errors import TableError
from onrecord.model.actor import Actor, ActorKind, Baseline, Conflict, SideRow
from onrecord.parties.pieces import key, pieces

NATIONS = "nations"  # the one file of actors/ whose rows are states
_ACTOR_KEYS = {
    "id",
    "name",
    "kind",
    "country",
    "aliases",
    "part_of",
    "since",
    "until",
    "home",
    "called",
    "leaders",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NationRow:
    """A state: what its people, capital and leaders are called, and whose its aircraft are."""

    id: str
    iso: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    air: str = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All rows as they stand in the files, checked."""

    actors: tuple[Actor, ...]
    nations: tuple[NationRow, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # actor id -> classes of noun
    leaders: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # actor id -> people who stand for it


def read() -> Tables:
    """The tables that ship with onrecord. Raises TableError on a row that cannot be."""
    return build(_folder("actors"), _folder("conflicts"))


def _folder(name: str) -> dict[str, dict[str, Any]]:
    root = files("onrecord") / name
    found = {}
    for item in sorted(root.iterdir(), key=lambda f: f.name):
        if item.name.endswith(".toml"):
            try:
                data = tomllib.loads(item.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise TableError(f"{name}/{item.name}: {error}") from error
            found[item.name.removesuffix(".toml")] = data
    return found


def build(actors: Mapping[str, Mapping[str, Any]], conflicts: Mapping[str, Mapping[str, Any]]) -> Tables:
    """Tables from parsed files by name. Raises TableError."""
    rows: list[Actor] = []
    called: dict[str, tuple[str, ...]] = {}
    leaders: dict[str, tuple[str, ...]] = {}
    nations: list[NationRow] = []
    for file, data in actors.items():
        for row in data.get("nation", ()):
            nations.append(_nation(file, row))
            rows.extend(_bodies(file, row))
        default = tuple(data.get("called", ()))
        for row in data.get("actor", ()):
            actor = _actor(file, row)
            rows.append(actor)
            called[actor.id] = tuple(row.get("called", default))
            leaders[actor.id] = tuple(row.get("leaders", ()))
    wars = tuple(_conflict(file, data) for file, data in conflicts.items())
    tables = Tables(
        actors=tuple(rows), nations=tuple(nations), conflicts=wars, called=called, leaders=leaders
    )
    check(tables)
    return tables


def _need(file: str, row: Mapping[str, Any], *keys: str) -> None:
    for wanted in keys:
        if not row.get(wanted):
            raise TableError(f"{file}.toml: a row has no {wanted}: {dict(row)}")


def _actor(file: str, row: Mapping[str, Any]) -> Actor:
    _need(file, row, "id", "name", "kind")
    unknown = set(row) - _ACTOR_KEYS
    if unknown:
        raise TableError(f"{file}.toml: {row['id']} has unknown keys: {', '.join(sorted(unknown))}")
    try:
        kind = ActorKind(row["kind"])
    except ValueError as error:
        raise TableError(f"{file}.toml: {row['id']}: {error}") from error
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=kind,
        country=row.get("country", ""),
        aliases=tuple(row.get("aliases", ())),
        part_of=row.get("part_of", ""),
        since=row.get("since"),
        until=row.get("until"),
        home=row.get("home", ""),
    )


def _nation(file: str, row: Mapping[str, Any]) -> NationRow:
    _need(file, row, "id", "iso", "name", "demonyms")
    return NationRow(
        id=row["id"],
        iso=row["iso"],
        names=(row["name"], *row.get("state", ())),
        demonyms=tuple(row["demonyms"]),
        capitals=tuple(row.get("capital", ())),
        leaders=tuple(row.get("leaders", ())),
        air=row.get("air", "state"),
    )


def _bodies(file: str, row: Mapping[str, Any]) -> Iterator[Actor]:
    """The five actors of a state: itself, its government, forces, police and media."""
    _need(file, row, "id", "iso", "name", "demonyms")
    id, iso, adjective = row["id"], row["iso"], row["demonyms"][0]
    government = f"{id}-government"
    bodies = (
        ("state", id, ActorKind.STATE, row["name"], "", ""),
        ("government", government, ActorKind.GOVERNMENT, f"{adjective} government", id, ""),
        ("military", f"{id}-military", ActorKind.MILITARY, f"{adjective} forces", government, ""),
        ("police", f"{id}-police", ActorKind.POLICE, f"{adjective} police", government, ""),
        ("media", f"{id}-state-media", ActorKind.STATE_MEDIA, f"{adjective} state media", "", government),
    )
    for field_name, actor, kind, name, part_of, home in bodies:
        own = tuple(row.get(field_name, ()))
        yield Actor(
            id=actor,
            name=own[0] if own and kind is not ActorKind.STATE else name,
            kind=kind,
            country=iso,
            aliases=own,
            part_of=part_of,
            home=home,
        )


def _conflict(file: str, data: Mapping[str, Any]) -> Conflict:
    _need(file, data, "id", "name", "countries", "since")
    names = tuple((row["id"], row["name"]) for row in data.get("side_name", ()))
    sides = []
    for row in data.get("side", ()):
        _need(file, row, "actor", "side", "citation")
        sides.append(SideRow(conflict=data["id"], **row))
    return Conflict(
        id=data["id"],
        name=data["name"],
        countries=tuple(data["countries"]),
        since=data["since"],
        until=data.get("until"),
        zone=data.get("zone", "UTC"),
        side_names=names,
        sides=tuple(sides),
        baselines=tuple(Baseline(**row) for row in data.get("baseline", ())),
    )


def check(tables: Tables) -> None:
    """Refuse rows that cannot be. Raises TableError."""
    known: dict[str, Actor] = {}
    for actor in tables.actors:
        if actor.id in known:
            raise TableError(f"actor {actor.id} stands twice")
        known[actor.id] = actor
    for actor in tables.actors:
        for what, other in (("part_of", actor.part_of), ("home", actor.home)):
            if other and other not in known:
                raise TableError(f"actor {actor.id}: {what} names an unknown actor, {other}")
        _check_dates(f"actor {actor.id}", actor.since, actor.until)
        _check_chain(actor, known)
    _check_aliases(tables.actors)
    seen: set[str] = set()
    for conflict in tables.conflicts:
        if conflict.id in seen:
            raise TableError(f"conflict {conflict.id} stands twice")
        seen.add(conflict.id)
        _check_conflict(conflict, known)
    _check_side_names(tables.conflicts)


def _check_dates(what: str, since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until <= since:
        raise TableError(f"{what}: until {until} is not after since {since}")


def _check_chain(actor: Actor, known: Mapping[str, Actor]) -> None:
    seen, at = {actor.id}, actor.part_of
    while at:
        if at in seen:
            raise TableError(f"actor {actor.id} is part of itself")
        seen.add(at)
        at = known[at].part_of


def _check_aliases(actors: Iterable[Actor]) -> None:
    """One name may stand for two actors only where their countries or their years keep them apart."""
    owners: dict[tuple[str, ...], list[Actor]] = {}
    for actor in actors:
        for name in {key(pieces(n)) for n in (actor.name, *actor.aliases)}:
            if not name:
                raise TableError(f"actor {actor.id} has an empty name")
            owners.setdefault(name, []).append(actor)
    for name, group in owners.items():
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                if not _apart(one, other):
                    raise TableError(
                        f"'{' '.join(name)}' names both {one.id} and {other.id}, and nothing tells them apart"
                    )


def _apart(one: Actor, other: Actor) -> bool:
    return one.country != other.country or _overlap(one, other) is False


def _overlap(one: Actor | SideRow, other: Actor | SideRow) -> bool:
    first, last = date.min, date.max
    return (one.since or first) < (other.until or last) and (other.since or first) < (one.until or last)


def _check_side_names(conflicts: Iterable[Conflict]) -> None:
    """A side's id stands for one name in all conflicts: a record knows sides by their ids alone."""
    called: dict[str, str] = {}
    for conflict in conflicts:
        for side, name in conflict.side_names:
            if called.setdefault(side, name) != name:
                raise TableError(
                    f"conflict {conflict.id}: side {side} is {name!r}, elsewhere {called[side]!r}"
                )


def _check_conflict(conflict: Conflict, known: Mapping[str, Actor]) -> None:
    where = f"conflict {conflict.id}"
    _check_dates(where, conflict.since, conflict.until)
    names = {side for side, _ in conflict.side_names}
    if len(names) != len(conflict.side_names):
        raise TableError(f"{where}: a side is named twice")
    for row in conflict.sides:
        if row.actor not in known:
            raise TableError(f"{where}: unknown actor {row.actor}")
        if row.side not in names:
            raise TableError(f"{where}: unknown side {row.side}")
        _check_dates(f"{where}: {row.actor}", row.since, row.until)
    for i, row in enumerate(conflict.sides):
        for other in conflict.sides[i + 1 :]:
            if row.actor == other.actor and _overlap(row, other):
                raise TableError(f"{where}: {row.actor} is on two sides at once")
    for baseline in conflict.baselines:
        if baseline.side not in names:
            raise TableError(f"{where}: baseline of {baseline.place} names an unknown side, {baseline.side}")
