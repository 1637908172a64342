"""The book of parties: look up names, actors, conflicts and sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cache

from onrecord.errors import UnknownName
from onrecord.model.actor import Actor, ActorKind, Conflict, SideRow
from onrecord.parties import tables as files
from onrecord.parties.naming import Naming, Nation, classes
from onrecord.parties.pieces import pieces
from onrecord.parties.tables import Tables

# Classes of lexicons/actors.toml: nouns for a body of a state, all nouns for a party, all words about a name.
STATE_HEADS = frozenset({"military", "air", "weapon", "police", "government", "office"})
_BANDS = frozenset(
    {"rebel", "militant", "jihadist", "separatist", "militia", "paramilitary", "fighter", "group"}
)
_OTHERS = frozenset({"gunmen", "gang", "bandit", "mercenary", "settler", "coalition", "member"})
HEADS = STATE_HEADS | _BANDS | _OTHERS
_AROUND = HEADS | {"state_word", "people", "quality", "before_name"}
# "X-backed": what makes the name before it decoration.
BACKING = frozenset(classes()["backing_word"] + classes()["holding_word"])
# Bodies whose name is never a place; a state's name is one.
_NOT_PLACES = frozenset(ActorKind) - {ActorKind.STATE, ActorKind.COMMUNITY}
_OF_STATE = {
    "military": "-military",
    "police": "-police",
    "government": "-government",
    "office": "-government",
    "media": "-state-media",
}


class Parties:
    """Actors and conflicts with their lookups. A value: nothing in it changes after it is made."""

    def __init__(self, tables: Tables) -> None:
        self.actors = tables.actors
        self.conflicts = tables.conflicts
        self.called = tables.called
        self.naming = Naming(tables, classes())
        self._actors = {a.id: a for a in tables.actors}
        self._conflicts = {c.id: c for c in tables.conflicts}
        self._nations = {n.iso: n for n in tables.nations}

    # Actors

    def actor(self, id: str) -> Actor:
        """The actor with this id. Raises UnknownName."""
        if id not in self._actors:
            near = sorted(a for a in self._actors if id[:4] and a.startswith(id[:4]))[:5]
            raise UnknownName(
                f"no actor has the id {id}", hint="near ones: " + ", ".join(near) if near else ""
            )
        return self._actors[id]

    def find(self, name: str, *, countries: Iterable[str] = (), day: date | None = None) -> tuple[Actor, ...]:
        """Actors that `name` may stand for, the likeliest first; several where nothing tells them apart.

        Words around the name are set aside ("US-backed ... fighters"), and "<demonym> army" is understood.
        `countries` (ISO 3166) and `day` choose among those of one name.
        """
        words = pieces(name)
        if not words:
            return ()
        length, found = self.naming.alias_at(words, strict=False)
        if length == len(words):
            return self.choose((a.actor for a in found), countries, day)
        body = self.body_of(words)
        if body is not None:
            return (body,)
        return self.choose(self._inside(words), countries, day)

    def _inside(self, words: Sequence[str]) -> tuple[str, ...]:
        """Actors of the longest name inside `words` when everything around it is decoration."""
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length + 1):
                size, found = self.naming.alias_at(words[start : start + length], strict=False)
                if (
                    size == length
                    and self._decoration(words[:start])
                    and self._decoration(words[start + length :])
                ):
                    return tuple(a.actor for a in found)
        return ()

    def _decoration(self, words: Sequence[str]) -> bool:
        at = 0
        while at < len(words):
            size, _ = self.naming.class_at(words, at, _AROUND)
            if not size:
                size, nation = self.naming.nation_at(words, at, strict=False)
                backed = at + size < len(words) and words[at + size].lower() in BACKING
                if not nation or not (backed or nation[0].part == "demonym"):
                    return False
                size += backed
            at += size
        return True

    def body_of(self, words: Sequence[str]) -> Actor | None:
        """The body that "<demonym> [words] <head>" names: forces, police, government, aircraft of a state."""
        start = 0
        while True:  # "elite Ethiopian troops"
            size, _ = self.naming.class_at(words, start, frozenset({"quality"}))
            if not size:
                break
            start += size
        size, nations = self.naming.nation_at(words, start, strict=False)
        if not nations:
            return None
        head, at = "", start + size
        while at < len(words):
            size, found = self.naming.class_at(words, at, STATE_HEADS | {"media"})
            if not size:
                size, passed = self.naming.class_at(words, at, frozenset({"state_word", "quality"}))
                if not passed:
                    return None
            else:
                head = sorted(found)[0]
            at += size
        return self.body(nations[0], head) if head else None

    def body(self, nation: Nation, head: str) -> Actor | None:
        """The body of a nation for a class of head: its forces for "military", the state for its "air"."""
        if nation.id + "-government" not in self._actors:  # a leader of a group: "Haftar's troops"
            return self._actors.get(nation.id)
        suffix = _OF_STATE.get(
            head, "-military" if nation.air == "military" or nation.part == "leader" else ""
        )
        return self._actors[nation.id + suffix]

    def arm(self, id: str, head: str) -> str:
        """The arm of a government that a noun after it makes of it: "Assad regime troops" are its forces."""
        state = id.removesuffix("-government")
        arm = state + _OF_STATE.get(head, "")
        return arm if state != id and head in {"military", "police"} and arm in self._actors else id

    def own_arm(self, id: str, noun: str) -> str:
        """What a noun makes of its owner: the "troops" of a state are its forces, its "jets" its own."""
        state = id.removesuffix("-government")
        if f"{state}-military" not in self._actors:
            return id
        classes = self.naming.class_at([noun], 0, STATE_HEADS)[1]
        if classes & {"air", "weapon"} and any(
            n.id == state and n.air == "state" for n in self._nations.values()
        ):
            return state
        return state + ("-police" if "police" in classes else "-military")

    def knows(self, id: str) -> bool:
        """Whether the table has an actor with this id."""
        return id in self._actors

    def nation(self, iso: str) -> str:
        """Id of the state with this ISO code, '' where the table has none."""
        return self._nations[iso].id if iso in self._nations else ""

    def choose(
        self, ids: Iterable[str], countries: Iterable[str] = (), day: date | None = None
    ) -> tuple[Actor, ...]:
        """The actors of `ids` that fit the countries and the day, as far as these tell them apart."""
        found = tuple(self._actors[i] for i in dict.fromkeys(ids))
        if day is not None and len(found) > 1:
            found = tuple(a for a in found if _alive(a, day)) or found
        order = {iso: n for n, iso in enumerate(countries)}
        if order and len(found) > 1:
            here = tuple(a for a in found if a.country in order)
            found = here or tuple(a for a in found if not a.country) or found
            found = tuple(sorted(found, key=lambda a: order.get(a.country, len(order))))
            if here and sum(a.country == found[0].country for a in found) == 1:
                return found[:1]
        return found

    def line(self, id: str) -> tuple[str, ...]:
        """The actor and all it is part of, from itself upwards."""
        found, at = [], id
        while at and at in self._actors:
            found.append(at)
            at = self._actors[at].part_of
        return tuple(found)

    def mouth_of(self, id: str) -> str:
        """The party whose mouth a medium is; '' for one that is nobody's, and for what is no medium."""
        return self._actors[id].home if id in self._actors else ""

    def is_actor_name(self, text: str) -> bool:
        """Whether `text` is the name of a body and not of a place ("Hizballah", "Daesh"; not "Russia")."""
        words = pieces(text)
        length, found = self.naming.alias_at(words)
        if not length or length != len(words) or self.naming.nation_at(words)[0] == length:
            return False
        return any(self._actors[a.actor].kind in _NOT_PLACES and not a.bare for a in found)

    # Conflicts

    def conflict(self, id: str) -> Conflict:
        """The conflict with this id. Raises UnknownName."""
        if id not in self._conflicts:
            raise UnknownName(
                f"no conflict has the id {id}", hint="known: " + ", ".join(sorted(self._conflicts))
            )
        return self._conflicts[id]

    def conflict_at(self, countries: Iterable[str], day: date) -> Conflict | None:
        """The conflict going on in these countries (the likeliest first) that day; None where there is none.

        Most of the countries wins; then the one whose own first country stands first in `countries`.
        """
        order = {iso: n for n, iso in reversed(list(enumerate(countries)))}
        best: tuple[tuple[int, int, int, str], Conflict] | None = None
        for conflict in self.conflicts:
            shared = [c for c in conflict.countries if c in order]
            if not shared or not (conflict.since <= day and (conflict.until is None or day < conflict.until)):
                continue
            home = order.get(conflict.countries[0], len(order))
            rank = (-len(shared), home, min(order[c] for c in shared), conflict.id)
            if best is None or rank < best[0]:
                best = (rank, conflict)
        return best[1] if best else None

    def side_of(self, actor: str, conflict: str, day: date) -> str:
        """The side of an actor, or of what it is part of, on that day; '' where the table says nothing."""
        rows = self.conflict(conflict).sides
        for id in self.line(actor):
            for row in rows:
                if (
                    row.actor == id
                    and (row.since is None or row.since <= day)
                    and (row.until is None or day < row.until)
                ):
                    return row.side
        home = self.mouth_of(actor)
        return self.side_of(home, conflict, day) if home else ""

    def fights_for_state(self, actor: str, countries: Iterable[str], day: date) -> bool:
        """Whether an actor is on the side of the state that the war in these countries is in."""
        war = self.conflict_at(countries, day)
        state = self.nation(war.countries[0]) if war is not None else ""
        side = self.side_of(state, war.id, day) if war is not None and state else ""
        return war is not None and side != "" and side == self.side_of(actor, war.id, day)

    def coalition_at(self, countries: Iterable[str], day: date) -> Actor | None:
        """The coalition in the war of these countries that day; None where there is none or several."""
        war = self.conflict_at(countries, day)
        found = {
            row.actor
            for row in (war.sides if war is not None else ())
            if self._actors[row.actor].kind is ActorKind.COALITION
            and (row.since is None or row.since <= day)
            and (row.until is None or day < row.until)
        }
        return self._actors[found.pop()] if len(found) == 1 else None

    def overruled(self, rows: Sequence[SideRow]) -> Parties:
        """The same book with rows that come before the tables' own; of two for one actor the first holds."""
        if not rows:
            return self
        other = copy(self)
        other.conflicts = tuple(
            replace(c, sides=(*(r for r in rows if r.conflict == c.id), *c.sides)) for c in self.conflicts
        )
        other._conflicts = {c.id: c for c in other.conflicts}
        return other


def _alive(actor: Actor, day: date) -> bool:
    return (actor.since is None or actor.since <= day) and (actor.until is None or day < actor.until)


@cache
def load() -> Parties:
    """The parties that ship with onrecord. Raises TableError on a row that cannot be."""
    return Parties(files.read())
