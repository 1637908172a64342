"""Phrases for parties as they stand in a text, with what decorates them: "loyal to X", "backed by X".

`read.actors` says whom "the militants" and "the army" stand for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.parties import BACKING, STATE_HEADS, Parties, pieces
from onrecord.read.partygrammar import NOBODY, Grammar, Mention
from onrecord.read.partywords import INSIDE, Words

_DETERMINERS = frozenset({"the", "these", "those", "this", "that", "both"})
_OWNERS = frozenset({"its", "their", "his"})
# "government-allied", "army-backed", "community-aligned".
_LENDERS = frozenset({"government", "military", "state_word"})
_TITLES = frozenset({"before_name", "people", "quality", "title"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "no"})
_HEADLINE = 0.7  # share of words with a capital above which capitals tell nothing


def scan(words: Words, parties: Parties) -> tuple[Mention, ...]:
    """All phrases for parties, left to right, none inside another."""
    return tuple(_Scanner(words, parties).run())


class _Scanner(Grammar):
    """One pass over a layout."""

    def run(self) -> Iterator[Mention]:
        at, floor = 0, 0
        while at < len(self.words):
            if not self.words[at]:
                at += 1
                continue
            if self.lends(at):  # "government-allied militias": told with the noun
                at += 1
                continue
            found = self.at(at)
            if found is None:
                at += max(1, self.naming.class_at(self.words, at, NOBODY)[0])
                continue
            found = self.widened(found, floor)
            yield found
            at = floor = found.end

    def lends(self, at: int) -> bool:
        """Whether a common noun only says whose allies the next ones are."""
        if not (self.w.hyphened[at] and self.is_backing(at + 1)):
            return False
        return self.naming.class_at(self.words, at, _LENDERS)[0] == 1

    # What stands around it

    def widened(self, found: Mention, floor: int) -> Mention:
        """The phrase with its decoration: words before a name, "loyal to X", "backed by X"."""
        start = found.start
        if found.ids and not found.state:
            start = self.leftwards(start, floor)
        elif start - 2 >= floor and self.is_backing(start - 1):  # "community-aligned forces"
            start -= 2
        elif not found.nation and not found.state:
            start = self.proper(start, found.end, floor)
            if start < found.start:
                found = replace(found, rule="actors.unlisted")
        found = replace(found, start=start, core=found.end)
        if found.head and found.head != "member":
            found = self.belonging(found)
        found = self.backed_by(found)
        return replace(found, determiner=self.determiner(found))

    def leftwards(self, start: int, floor: int) -> int:
        """The first word of "Lebanese Shia group" before "Hizballah"."""
        around = frozenset({"before_name", "people", "quality"})
        while start > floor and self.words[start - 1]:
            word = self.words[start - 1]
            size, nations = self.naming.nation_at([word])
            if self.naming.class_at([word], 0, around)[0] or (size and nations[0].part == "demonym"):
                if word.lower() == "of":
                    break
                start -= 1
            elif start - 1 > floor and word.lower() in BACKING and self.w.hyphened[start - 2]:
                start -= 2
            else:
                break
        return start

    def proper(self, start: int, end: int, floor: int) -> int:
        """The first word of a name the table lacks: "Lautaro Youth Brigade"; not in a headline's capitals."""
        sentence = self.w.token(start).sent
        nouns = [t for t in sentence if t.is_alpha and len(t.text) > 3]
        shouted = sum(t.text[0].isupper() for t in nouns) > _HEADLINE * len(nouns)
        if shouted or any(not w[0].isupper() for w in self.words[start:end]):
            return start
        while start > floor and self.words[start - 1][:1].isupper():
            before = self.w.tokens[start - 1]
            if self.w.doc[before].pos_ != "PROPN" or before + 1 != self.w.tokens[start]:
                break
            start -= 1
        return start

    def belonging(self, found: Mention) -> Mention:
        """ "forces loyal to X", "fighters from X": the party is X."""
        size, _ = self.naming.class_at(self.words, found.end, frozenset({"belonging"}))
        if not size:
            return found
        inner = self.after(found.end + size, found.head)
        if inner is None:
            return found
        if inner.state and found.head == "coalition":
            ids = self.led_by(inner)
        elif inner.state:
            if found.head not in STATE_HEADS or not self.parties.nation(inner.nation) or found.ids:
                return found
            nation = self.naming.nation_at(self.words, inner.start)[1][0]
            body = self.parties.body(nation, found.head)
            ids = (body.id,) if body else ()
        elif inner.ids:
            ids = inner.ids
        elif inner.head in {"government"} and not found.ids:
            return replace(found, end=inner.end, state_word=True, rule="actors.after.belonging")
        else:
            return found
        if found.ids and found.ids != ids:
            return found
        return replace(found, end=inner.end, ids=ids, bare=inner.bare, rule="actors.after.belonging")

    def led_by(self, leader: Mention) -> tuple[str, ...]:
        """ "a coalition led by X": the one that the table calls X-led."""
        name = " ".join(self.words[leader.start : leader.end])
        adjectives = self.parties.naming.demonyms(leader.nation)
        found = (self.naming.alias_at(pieces(f"{x}-led coalition"))[1] for x in (name, *adjectives))
        return tuple(dict.fromkeys(a.actor for aliases in found for a in aliases))

    def after(self, at: int, head: str = "military") -> Mention | None:
        """The phrase after a preposition, past what decorates it; a leader stands for his `head`."""
        for skip in range(6):
            if at + skip >= len(self.words) or not self.words[at + skip]:
                return None
            size, nations = self.naming.nation_at(self.words, at + skip)
            leader = next((n for n in nations if n.part == "leader"), None)
            if leader:
                body = self.parties.body(leader, head if head in STATE_HEADS else "government")
                return Mention(start=at + skip, end=at + skip + size, ids=(body.id,) if body else ())
            inner = self.at(at + skip)
            if inner is not None:
                return inner
            if not self.naming.class_at(self.words, at + skip, _TITLES)[0]:
                return None
        return None

    def backed_by(self, found: Mention) -> Mention:
        """ "rebels backed by X" is one party; X is decoration."""
        size, _ = self.naming.class_at(self.words, found.end, frozenset({"backing"}))
        if not size or found.state or not (found.head or found.ids):
            return found
        inner = self.after(found.end + size)
        return found if inner is None else replace(found, end=inner.end)

    def determiner(self, found: Mention) -> str:
        """Whether a phrase is definite, by the word before it; in "an army officer" that is the officer's."""
        at = self.w.tokens[found.start] - 1
        while at >= 0 and self.w.doc[at].is_punct and self.w.doc[at].text in INSIDE | {'"', "“"}:
            at -= 1
        if at < 0:
            return ""
        word = self.w.doc[at]
        if word.lower_ in _DETERMINERS:
            return "definite"
        if word.lower_ in _OWNERS:
            return "owner"
        if word.head.i > self.w.tokens[found.end - 1]:
            return ""
        return "indefinite" if word.lower_ in _INDEFINITE or word.tag_ == "CD" else ""
