"""Phrases for parties as they stand in a text: names, "<demonym> <force>", and common nouns.

A grammar over the words of lexicons/actors.toml and the actor table; nothing is resolved here but what the
phrase itself says. `read.actors` says whom "the militants" and "the army" stand for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.parties import BACKING, HEADS, STATE_HEADS, Alias, Nation, Parties
from onrecord.read.partywords import Words

_ALONE = HEADS - {"office", "weapon", "member"}
_ACTS = frozenset({"act"})
_MEDIA = frozenset({"media"})
_HOLDS = frozenset({"holding_word"})
NOBODY = frozenset({"nobody"})
_MODIFIERS = frozenset({"quality", "people", "state_word"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One phrase. `start` and `end` are words of the layout; `ids` the actors it may name.

    `head` is the class of its noun; `nation` the ISO code it names; `bare` a name made of common words.
    """

    start: int
    end: int
    ids: tuple[str, ...] = ()
    head: str = ""
    nation: str = ""
    bare: bool = False
    state: bool = False  # a country by its bare name: a party only where it acts
    part: str = ""
    people: bool = False
    state_word: bool = False
    core: int = 0  # where the noun ends, before "backed by X"
    determiner: str = ""  # definite, owner, indefinite or ''
    rule: str = ""


class Grammar:
    """Reads the phrase at one position of a layout."""

    def __init__(self, words: Words, parties: Parties) -> None:
        self.w = words
        self.words = words.words
        self.parties = parties
        self.naming = parties.naming

    # One position

    def at(self, at: int) -> Mention | None:
        """The phrase that starts at a word."""
        size, aliases = self.naming.alias_at(self.words, at)
        named = self.named(at, size, aliases) if size else None
        national = self.national(at)
        if named and (national is None or national.end <= named.end):
            return named
        return national or self.common(at)

    def named(self, at: int, size: int, aliases: tuple[Alias, ...]) -> Mention | None:
        """A name of the table, with the nouns after it ("IS fighters")."""
        if self.naming.nation_at(self.words, at)[0] >= size:
            return None  # a country: see `national`
        if self.is_backing(at + size):  # "al-Qaeda-linked fighters"
            inner = self.at(at + size + 1)
            if inner is not None and not inner.state:
                return replace(inner, start=at, rule="actors.backed")
            if not self.naming.class_at(self.words, at + size, _HOLDS)[0]:
                return None
        end, head = self.heads(at + size)
        ids = tuple(dict.fromkeys(self.parties.arm(a.actor, head) for a in aliases))
        bare = all(a.bare for a in aliases)
        if bare and not head:  # the noun is part of the name: "tribal militias"
            head = self.last_noun(at, at + size)
        return Mention(
            start=at,
            end=end,
            ids=ids,
            head=head,
            bare=bare,
            rule="actors.name",
        )

    def last_noun(self, start: int, end: int) -> str:
        """The class of the noun that ends a phrase."""
        for at in range(start, end):
            size, found = self.naming.class_at(self.words[:end], at, HEADS)
            if at + size == end:
                return sorted(found)[0]
        return ""

    def heads(self, at: int) -> tuple[int, str]:
        """Where the nouns after a name end, and the class of the last one."""
        head = ""
        while at < len(self.words):
            size, found = self.naming.class_at(self.words, at, HEADS)
            if not size:
                after, _ = self.naming.class_at(self.words, at, frozenset({"people", "state_word"}))
                size, found = (
                    self.naming.class_at(self.words, at + after, HEADS) if after else (0, frozenset())
                )
                if not size or not after:
                    break
                size += after
            at += size
            head = sorted(found)[0]
        return at, head

    def national(self, at: int) -> Mention | None:
        """A state with what follows: "Syrian government forces", "Turkish-backed ...", "Israeli raids"."""
        size, nations = self.naming.nation_at(self.words, at)
        if not size:
            return None
        nation = nations[0]
        end = at + size
        if self.is_backing(end):
            inner = self.at(end + 1) or self.loose(end + 1)
            if inner is not None and not inner.state:
                return replace(inner, start=at, rule=inner.rule or "actors.backed")
            return None
        end, head, seen = self.tail(end)
        if head == "act":
            return self.acting(at, size, nation)
        if not head:
            shared = self.sharing(at, size, nation) if nation.part in {"demonym", "name"} else None
            if shared is not None:
                return shared
            if nation.part in {"leader"} or (nation.part == "demonym" and len(nations) == 1):
                return None
            return Mention(
                start=at, end=at + size, ids=(nation.id,), state=True, part=nation.part, nation=nation.iso
            )
        people = "people" in seen
        if head in STATE_HEADS | _MEDIA and not people:
            body = self.parties.body(nation, head)
            ids = (body.id,) if body else ()
            return Mention(
                start=at, end=end, ids=ids, head=head, nation=nation.iso, rule=f"actors.nation.{head}"
            )
        if head == "member" or (head in {"group", "coalition"} and nation.part != "leader"):
            return None
        leader = nation.part == "leader"
        return Mention(
            start=at,
            end=end,
            ids=(nation.id,) if leader and not self.is_state(nation) else (),
            head=head,
            nation=nation.iso,
            people=people,
            rule=f"actors.nation.{head}",
        )

    def sharing(self, at: int, size: int, nation: Nation) -> Mention | None:
        """ "Rwandan and Mozambican security forces": the first has its noun after the second."""
        link = at + size
        if link + 1 >= len(self.words):
            return None
        comma = not self.words[link] and self.w.token(link).text == ","
        if not comma and self.words[link].lower() not in {"and", "or"}:
            return None
        other, found = self.naming.nation_at(self.words, link + 1)
        whole = self.at(link + 1) if found else None
        if whole is None or whole.state:
            return None
        head = whole.head or self.last_noun(whole.start, whole.end)
        named = [*self.words[at:link], *self.words[link + 1 + other : whole.end]]
        length, aliases = self.naming.alias_at(named)
        ids: tuple[str, ...] = ()
        if length == len(named):
            ids = tuple(dict.fromkeys(a.actor for a in aliases))
        elif head in STATE_HEADS and not whole.people:
            body = self.parties.body(nation, head)
            ids = (body.id,) if body else ()
        if not ids:
            return None
        return Mention(start=at, end=link, ids=ids, head=head, nation=nation.iso, rule="actors.nation.shared")

    def is_state(self, nation: Nation) -> bool:
        """Whether a leader stands for a state and not for a group."""
        return self.parties.nation(nation.iso) == nation.id

    def acting(self, at: int, size: int, nation: Nation) -> Mention:
        """ "Israeli air strikes": the party is the adjective alone."""
        body = self.parties.body(nation, "air")
        ids = (body.id,) if body else ()
        return Mention(start=at, end=at + size, ids=ids, nation=nation.iso, rule="actors.nation.act")

    def tail(self, at: int) -> tuple[int, str, frozenset[str]]:
        """Modifiers and nouns after a demonym: the end, the class of the last noun, the classes passed."""
        head, seen, end = "", frozenset[str](), at
        while at < len(self.words) and self.words[at]:
            size, found = self.naming.class_at(self.words, at, HEADS | _ACTS | _MEDIA)
            passed, classes = self.naming.class_at(self.words, at, _MODIFIERS)
            if size and size >= passed:
                if head and found <= _ACTS:
                    break
                head, end = sorted(found)[0], at + size
                more = self.naming.class_at(self.words, at, frozenset({"people", "state_word"}))[1]
                seen |= more if self.naming.class_at(self.words, at + size, HEADS)[0] else frozenset()
                at += size
            elif passed:
                seen |= classes
                at += passed
            else:
                break
            if head == "act":
                break
        return end, head, seen

    def is_backing(self, at: int) -> bool:
        """ "-backed", "-led" after a name; the hyphen is what makes it one word."""
        return at < len(self.words) and self.words[at].lower() in BACKING and self.w.hyphened[at - 1]

    def loose(self, at: int) -> Mention | None:
        """After "X-backed": a phrase whose demonym may stand in the middle."""
        return self.common(at)

    def common(self, at: int) -> Mention | None:
        """A common noun for a party, with what stands before it: "heavily armed gunmen", "regime forces"."""
        if self.naming.class_at(self.words, at, NOBODY)[0]:
            return None
        start, people, state_word = at, False, False
        while at < len(self.words) and self.words[at]:
            size, found = self.naming.class_at(self.words, at, _ALONE | _ACTS)
            passed, classes = self.naming.class_at(self.words, at, _MODIFIERS)
            if size >= passed and size:
                end, head = at + size, sorted(found)[0]
                if head == "act":
                    return None
                further, more = self.heads(end)
                if more and more != "member":
                    mods = self.naming.class_at(self.words, at, _MODIFIERS)[1]
                    people, state_word = people or "people" in mods, state_word or "state_word" in mods
                    end, head = further, more
                if self.before_a_name(end) or self.before_a_thing(end):
                    return None
                return Mention(
                    start=start,
                    end=end,
                    head=head,
                    people=people,
                    state_word=state_word,
                    rule=f"actors.head.{head}",
                )
            if not passed:
                return None
            people, state_word = people or "people" in classes, state_word or "state_word" in classes
            at += passed
        return None

    def before_a_name(self, end: int) -> bool:
        """ "militant group" before "Hamas" is decoration of the name."""
        if not self.naming.class_at([self.words[end - 1]], 0, frozenset({"before_name"}))[0]:
            return False
        size, _ = self.naming.alias_at(self.words, end)
        return size > 0 and self.naming.nation_at(self.words, end)[0] < size

    def before_a_thing(self, end: int) -> bool:
        """ "military experts", "army base": an adjective of something that is no party and no act of one."""
        token = self.w.token(end - 1)
        if (
            token.dep_ not in {"compound", "amod", "nmod"}
            or token.head.i <= token.i
            or self.w.hyphened[end - 1]
        ):
            return False
        for at in range(end, min(end + 4, len(self.words))):
            if not self.words[at]:
                return False
            if self.naming.class_at(self.words, at, HEADS | _ACTS)[0]:
                return False
            if self.w.tokens[at] == token.head.i:
                return True
        return False
