"""Passages that are copies of each other: MinHash to find candidates, aligned shingles to decide.

Deciding masks every number, so that a reprint with a changed toll is still a reprint. But journalists write
alike: what two sources, each by name, say in the same words are two statements, and no copies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
# Wordings in one bucket that are all compared with each other; in a larger bucket each is compared with so
# many next to it in the order of their signatures, so that a flood of one text costs what its length is.
BUCKET_LIMIT, NEIGHBOURS = 64, 16

# Share of the shorter claim's own words that its copy must have, numbers masked.
OWN_WORDS = 0.8

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of a claim, the sentences around them, and the origin keys of those named as saying it."""

    claim: str
    report: str
    evidence: str
    text: str
    speakers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Claims in the same words, numbers masked: of the passage, of the claim itself, by the same speakers."""

    claims: tuple[str, ...]
    reports: frozenset[str]
    text: tuple[str, ...]
    own: frozenset[str]
    numbers: tuple[str, ...]
    speakers: frozenset[str]


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

    Two claims are copies if they stand in different reports, their passages are near and their own words too
    (neighbours in one report share sentences without being copies of each other), and they name the same
    speaker or one of them names none. What names none copies one speaker only: the one with its numbers.
    """
    given = {p.claim: p for p in passages}.values()
    joined = Joining(p.claim for p in given)
    wordings = wordings_of(given)
    for wording in wordings:
        if len(wording.reports) > 1:
            _join(joined, wording.claims)
    relayed: list[tuple[Wording, Wording]] = []  # what names nobody, and whom it may copy
    for a, b in candidates(wordings):
        if bool(a.speakers) != bool(b.speakers):
            if _copies(a, b):
                relayed.append((b, a) if a.speakers else (a, b))
        elif _apart(joined, a, b) and (a.speakers & b.speakers or not a.speakers) and _copies(a, b):
            _join(joined, (*a.claims, *b.claims))
    best: dict[str, tuple[bool, str, Wording, Wording]] = {}
    for a, b in relayed:
        option = (a.numbers != b.numbers, joined.head(b.claims[0]), a, b)
        head = joined.head(a.claims[0])
        best[head] = min(best.get(head, option), option, key=lambda o: o[:2])
    for _, _, a, b in best.values():
        _join(joined, (*a.claims, *b.claims))
    return {p.claim: joined.head(p.claim) for p in given}


def wordings_of(passages: Iterable[Passage]) -> tuple[Wording, ...]:
    """Claims gathered by their words, those long enough to be known again; in the order of their ids."""
    same: dict[tuple[tuple[str, ...], frozenset[str], tuple[str, ...], frozenset[str]], list[Passage]]
    same = defaultdict(list)
    for p in passages:
        text = words_of(p.text)
        if len(text) >= FEWEST_WORDS:
            numbers = tuple(sorted(_NUMBER.findall(p.evidence)))
            same[(text, frozenset(words_of(p.evidence)), numbers, p.speakers)].append(p)
    found = (
        Wording(
            claims=tuple(sorted(p.claim for p in items)),
            reports=frozenset(p.report for p in items),
            text=text,
            own=own,
            numbers=numbers,
            speakers=speakers,
        )
        for (text, own, numbers, speakers), items in same.items()
    )
    return tuple(sorted(found, key=lambda w: w.claims))


def candidates(wordings: Sequence[Wording]) -> Iterator[tuple[Wording, Wording]]:
    """Pairs that share a band of their signatures: a function of the set, its size bounded by the set's."""
    shingles = [sorted(_shingles(w.text)) for w in wordings]
    signatures = RMinHash.digests_from_token_sets(shingles, _PERMUTATIONS, _SEED)
    bands: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for n, signature in enumerate(signatures):
        for start in range(0, _PERMUTATIONS, _BAND):
            bands[(start, *signature[start : start + _BAND])].append(n)
    small = {tuple(b) for b in bands.values() if 1 < len(b) <= BUCKET_LIMIT}
    for bucket in sorted(small):
        yield from ((wordings[a], wordings[b]) for n, b in enumerate(bucket) for a in bucket[:n])
    for (start, *_), crowd in sorted(bands.items()):
        if len(crowd) > BUCKET_LIMIT:
            yield from _neighbours(crowd, start, signatures, wordings)


def _neighbours(
    crowd: Iterable[int], start: int, signatures: Sequence[Sequence[int]], wordings: Sequence[Wording]
) -> Iterator[tuple[Wording, Wording]]:
    """Pairs that stand near each other when a crowded bucket is put in the order of the other bands."""

    def order(n: int) -> tuple[object, ...]:
        turned = (*signatures[n][start:], *signatures[n][:start])
        return turned, sorted(wordings[n].speakers), wordings[n].claims

    line = [wordings[n] for n in sorted(crowd, key=order)]
    for n, later in enumerate(line):
        yield from ((earlier, later) for earlier in line[max(0, n - NEIGHBOURS) : n])


def _copies(a: Wording, b: Wording) -> bool:
    """True if two wordings are near, say the statement itself in the same words, and stand in two reports."""
    shared = len(a.own & b.own) >= OWN_WORDS * min(len(a.own), len(b.own))
    return shared and len(a.reports | b.reports) > 1 and near(a.text, b.text)


def _apart(joined: Joining, a: Wording, b: Wording) -> bool:
    return joined.head(a.claims[0]) != joined.head(b.claims[0])


def _join(joined: Joining, claims: Sequence[str]) -> None:
    for claim in claims[1:]:
        joined.join(claims[0], claim)


def _shingles(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1)))
