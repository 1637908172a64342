"""Why a claim was read so: the rules that fired on its words, those that nearly did, what was left."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.answer import ClaimLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that fired: for which part of the claim, where it stands, what it gives, and the words it took.

    `file` is '' for what the code does without a rule of the lexicon; `gives` then says what that is.
    """

    part: str  # event, agent, target, place, time, count, source, stance
    rule: str
    file: str
    gives: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A condition of a rule that its word did not meet, and what stood there instead."""

    condition: str
    wanted: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A rule whose word stands in the sentence, and why it did not fire there."""

    rule: str
    file: str
    gives: str
    word: str
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A rule that fired in the sentence and made no claim of its own, and why."""

    rule: str
    file: str
    gives: str
    word: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What reading a sentence once more tells about one of its claims."""

    fired: tuple[Fired, ...] = ()
    near: tuple[NearMiss, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainAnswer:
    """A claim with the rules it was read by.

    `same_rules` is False where the rules or places have changed since the claim was read: what fired is then
    of that day, what nearly fired of today. `note` says what else there is to know.
    """

    claim: ClaimLine
    sentence: str
    same_rules: bool
    fired: tuple[Fired, ...]
    near: tuple[NearMiss, ...]
    left_out: tuple[LeftOut, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule and the file it stands in."""

    file: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """A rule that does not do what its example says, or a file that cannot be loaded (`rule` is then '')."""

    file: str
    rule: str
    example: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleWord:
    """A word that stands twice where once would do: in one rule, or in two that give and ask the same."""

    file: str
    word: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """The state of everything that is data: lexicons, tables of parties and conflicts, tables of places.

    `unused` rules fire in no example and no story. With stories at hand, `in_no_story` rules fire in examples
    alone: nobody has seen them at work in a report.
    """

    files: int
    rules: int
    examples: int
    actors: int
    conflicts: int
    stories: int
    broken: tuple[BrokenRule, ...]
    unused: tuple[RuleLine, ...]
    in_no_story: tuple[RuleLine, ...]
    doubles: tuple[DoubleWord, ...]
