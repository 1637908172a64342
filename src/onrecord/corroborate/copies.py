"""Passages that are copies of each other: MinHash to find candidates, aligned shingles to decide.

Deciding masks every number, so that a reprint with a changed toll is still a reprint.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from rensa import RMinHash

from onrecord.corroborate.joining import Joining

# RESOLUTION 2: near-duplicate from this Jaccard of word shingles on, or this many words in a row.
JACCARD = 0.7
RUN_OF_WORDS = 30
SHINGLE = 3
# A shorter passage says too little to be known again: stock phrases would make copies of strangers.
FEWEST_WORDS = 12
# 32 bands of 4: a pair of Jaccard .5 is compared with probability .87, one of .7 with .9998.
_PERMUTATIONS, _BAND = 128, 4
_SEED = 20171113

# Share of the shorter claim's own words that its copy must have, numbers masked.
OWN_WORDS = 0.8

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of a claim, and the sentences around them."""

    claim: str
    report: str
    evidence: str
    text: str


def words_of(text: str) -> tuple[str, ...]:
    """Folded words of a passage, each number as one mark."""
    return tuple(
        "#" if _NUMBER.fullmatch(w) else w for w in (m.group().casefold() for m in _WORD.finditer(text))
    )


def near(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """True if two passages are equal, alike by shingles, one inside the other, or share a long run."""
    if first == second:
        return True
    if min(len(first), len(second)) < FEWEST_WORDS:
        return False
    a, b = _shingles(first), _shingles(second)
    common = len(a & b)
    if common >= JACCARD * (len(a) + len(b) - common):
        return True
    if common < RUN_OF_WORDS - SHINGLE + 1 and common < 0.9 * min(len(a), len(b)):
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    run = matcher.find_longest_match().size
    return run >= RUN_OF_WORDS or (run >= FEWEST_WORDS and common >= 0.9 * min(len(a), len(b)))


def groups_of(passages: Iterable[Passage]) -> dict[str, str]:
    """Claim id -> id of its copy group, the least id in it; a claim without copies is its own group.

    Two claims are copies if they stand in different reports, their passages are near and their own words too:
    neighbours in one report share sentences without being copies of each other.
    """
    known = {p.claim: p for p in passages}
    words = {key: words_of(p.text) for key, p in known.items()}
    long_enough = sorted(key for key, w in words.items() if len(w) >= FEWEST_WORDS)
    joined = Joining(known)
    own = {key: frozenset(words_of(p.evidence)) for key, p in known.items()}
    for bucket in _buckets(long_enough, words):
        for n, second in enumerate(bucket):
            for first in bucket[:n]:
                apart = known[first].report != known[second].report
                if not apart or not _same_statement(own[first], own[second]):
                    continue
                if joined.head(first) != joined.head(second) and near(words[first], words[second]):
                    joined.join(first, second)
    return {key: joined.head(key) for key in known}


def _same_statement(a: frozenset[str], b: frozenset[str]) -> bool:
    """True if two claims use the same words for the statement itself."""
    return len(a & b) >= OWN_WORDS * min(len(a), len(b))


def _buckets(keys: list[str], words: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Ids that share a band of their signature; each set of ids once, however many bands it shares."""
    shingles = [sorted(_shingles(words[key])) for key in keys]
    bands: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for key, digest in zip(
        keys, RMinHash.digests_from_token_sets(shingles, _PERMUTATIONS, _SEED), strict=True
    ):
        for start in range(0, _PERMUTATIONS, _BAND):
            bands[(start, *digest[start : start + _BAND])].append(key)
    return [list(bucket) for bucket in sorted({tuple(b) for b in bands.values() if len(b) > 1})]


def _shingles(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1)))
