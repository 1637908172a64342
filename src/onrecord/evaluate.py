"""Scores what was read of a report against what a careful coder wrote of it.

Claims are paired one to one by event type and by the sentence their words stand in; every field is then
counted over the pairs, so that a field can be no better than the finding of the claims. What the coder marks
optional is neutral: it is neither missed nor wrong. The measures follow the gold set's guidelines.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from onrecord.model.actor import ActorRef
from onrecord.model.claim import FAMILY_OF, Claim, EventType, HarmKind, Stance
from onrecord.model.place import Match, PlaceRef
from onrecord.model.values import Span

FIELDS = ("agents", "targets", "place", "time", "counts", "stance", "sources")
# A predicted time that overlaps the coder's is right up to this many times its length, as in the gold scorer.
LONGEST_TIME = 3
# A place this near to the coder's point is right, as in the gold scorer.
NEAR_KM = 25.0
_EARTH_KM = 6371.0
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[ap])[.!?][\"”')]*\s+(?=[\"“'A-Z])|\n+")
_IDLE = frozenset(
    {"the", "a", "an", "of", "in", "and", "its", "his", "their", "from", "loyal", "group", "state"}
)

A = TypeVar("A")
FindActor = Callable[[str], str]  # a name -> the id of the actor it stands for, '' where none is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count as the coder understood it; `high` None = open above, `low` None = no lower bound."""

    kind: HarmKind
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party under its accepted names; `optional` where careful coders may differ on naming it."""

    names: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A claim as a coder wrote it, with every reading that is accepted.

    `place` and `days` empty = the coder leaves them open: what is read there is neither right nor wrong.
    """

    id: str
    types: frozenset[EventType]
    evidence: Span
    agents: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    place: tuple[str, ...] = ()
    place_ids: frozenset[str] = frozenset()  # of the gazetteer, where the names are known to it
    points: tuple[tuple[float, float], ...] = ()  # latitude and longitude
    country: str = ""
    days: tuple[date, date] | None = None
    counts: tuple[tuple[Figure, ...], ...] = ()  # accepted readings of each count
    spare_counts: tuple[Figure, ...] = ()  # neutral: as well read as left out
    stances: frozenset[Stance] = frozenset()
    sources: tuple[Party, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Right, predicted and coded items; sums over reports."""

    right: int = 0
    predicted: int = 0
    coded: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            right=self.right + other.right,
            predicted=self.predicted + other.predicted,
            coded=self.coded + other.coded,
        )

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right; 1 where nothing was."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of what was coded that was found; 1 where there was nothing to find."""
        return self.right / self.coded if self.coded else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        whole = self.predicted + self.coded
        return 2 * self.right / whole if whole else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A coded claim, the claim read for it (None: missed), and the fields that differ."""

    coded: Coded
    claim: Claim | None
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The pairs of one report, what was read beyond them, and the tallies by measure."""

    pairs: tuple[Pair, ...]
    extra: tuple[Claim, ...]
    tallies: Mapping[str, Tally] = field(default_factory=dict)


def score(text: str, coded: Sequence[Coded], claims: Sequence[Claim], find_actor: FindActor) -> Score:
    """Score the claims read of one report."""
    judge = _Judge(text, find_actor)
    fine = _paired(judge, coded, claims, _same_type)
    coarse = _paired(judge, coded, claims, _same_family)
    pairs = tuple(
        Pair(coded=c, claim=fine.get(c.id), wrong=judge.wrong(c, fine[c.id]) if c.id in fine else ("claim",))
        for c in coded
    )
    used = {claim.id for claim in fine.values()}
    tallies = {"claims": _detection(coded, claims, fine), "claims coarse": _detection(coded, claims, coarse)}
    matched = [(c, fine[c.id]) for c in coded if c.id in fine and not c.optional]
    for name in FIELDS:
        tallies[name] = sum((judge.tally(name, c, claim) for c, claim in matched), Tally())
    return Score(pairs=pairs, extra=tuple(c for c in claims if c.id not in used), tallies=tallies)


def total(scores: Iterable[Score]) -> dict[str, Tally]:
    """The tallies of many reports summed."""
    names = ("claims", "claims coarse", *FIELDS)
    found = {name: Tally() for name in names}
    for one in scores:
        found = {name: found[name] + one.tallies[name] for name in names}
    return found


def table(tallies: Mapping[str, Tally]) -> str:
    """The tallies as lines of text: precision, recall, F1, right, predicted, coded."""
    rows = [f"{'':<14} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'read':>6} {'coded':>6}"]
    rows += [
        f"{name:<14} {t.precision:6.3f} {t.recall:6.3f} {t.f1:6.3f} {t.right:6} {t.predicted:6} {t.coded:6}"
        for name, t in tallies.items()
    ]
    return "\n".join(rows)


def _same_type(coded: Coded, claim: Claim) -> bool:
    return claim.event_type in coded.types


def _same_family(coded: Coded, claim: Claim) -> bool:
    return claim.family in {FAMILY_OF[t] for t in coded.types}


def _paired(
    judge: _Judge, coded: Sequence[Coded], claims: Sequence[Claim], alike: Callable[[Coded, Claim], bool]
) -> dict[str, Claim]:
    """Coded id -> claim, one to one, the best fits first; what is required goes before what is optional."""
    fits = sorted(
        (
            (c.optional, -judge.fit(c, claim), i, j)
            for i, c in enumerate(coded)
            for j, claim in enumerate(claims)
            if alike(c, claim) and judge.one_sentence(c, claim)
        ),
    )
    found: dict[str, Claim] = {}
    taken: set[int] = set()
    for _, _, i, j in fits:
        if coded[i].id not in found and j not in taken:
            found[coded[i].id] = claims[j]
            taken.add(j)
    return found


def _detection(coded: Sequence[Coded], claims: Sequence[Claim], found: Mapping[str, Claim]) -> Tally:
    right = sum(1 for c in coded if c.id in found and not c.optional)
    neutral = sum(1 for c in coded if c.id in found and c.optional)
    return Tally(right=right, predicted=len(claims) - neutral, coded=sum(1 for c in coded if not c.optional))


class _Judge:
    """Compares one coded claim with one that was read, in one text."""

    def __init__(self, text: str, find_actor: FindActor) -> None:
        self._find_actor = find_actor
        starts = [0, *(m.end() for m in _SENTENCE_END.finditer(text))]
        self._sentences = [
            Span(start=a, end=b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)
        ]

    def one_sentence(self, coded: Coded, claim: Claim) -> bool:
        """True if the words of both stand in one sentence."""
        return any(s.overlaps(coded.evidence) and s.overlaps(claim.trigger) for s in self._sentences)

    def fit(self, coded: Coded, claim: Claim) -> float:
        """How well the two go together: right fields, then how much of the evidence they share."""
        inside = coded.evidence.overlaps(claim.trigger)
        shared = coded.evidence.overlap(claim.evidence) / max(len(coded.evidence), 1)
        return 2 * inside + shared + len(FIELDS) - len(self.wrong(coded, claim))

    def wrong(self, coded: Coded, claim: Claim) -> tuple[str, ...]:
        """The fields in which the two differ."""
        found = ((name, self.tally(name, coded, claim)) for name in FIELDS)
        return tuple(name for name, t in found if t.right < t.coded or t.right < t.predicted)

    def tally(self, name: str, coded: Coded, claim: Claim) -> Tally:
        """Right, predicted and coded items of one field."""
        if name == "agents":
            return self._parties(coded.agents, claim.agents)
        if name == "targets":
            return self._parties(coded.targets, claim.targets)
        if name == "sources":
            return self._sources(coded, claim)
        if name == "counts":
            return _counts(coded, claim)
        if name == "place":
            wanted, given = bool(coded.place), claim.place is not None
            return _one(wanted, given, given and _place(coded, claim.place))
        if name == "time":
            given = claim.time is not None and claim.time.interval is not None
            return _one(coded.days is not None, given, given and _time(coded, claim))
        return _one(bool(coded.stances), True, claim.stance in coded.stances)

    def _parties(self, wanted: Sequence[Party], given: Sequence[ActorRef]) -> Tally:
        def same(party: Party, ref: ActorRef) -> bool:
            return any(self._names(name, ref) for name in party.names)

        return _matched(wanted, given, same)

    def _names(self, name: str, ref: ActorRef) -> bool:
        if ref.id and self._find_actor(name) == ref.id:
            return True
        own = _words(name)
        return any(_tail(own, _words(w)) or _tail(_words(w), own) for w in (ref.name, ref.as_written) if w)

    def _sources(self, coded: Coded, claim: Claim) -> Tally:
        def same(party: Party, written: str) -> bool:
            read = set(_words(written)) - _IDLE
            for name in party.names:
                own = set(_words(name)) - _IDLE
                if own and read and (own <= read or read <= own):
                    return True
            return False

        return _matched(coded.sources, [s.as_written for s in claim.sources], same)


def _matched(wanted: Sequence[Party], given: Sequence[A], same: Callable[[Party, A], bool]) -> Tally:
    """One to one; an optional party that is named is neutral."""
    left = list(given)
    right = neutral = 0
    for party in sorted(wanted, key=lambda p: p.optional):
        hit = next((item for item in left if same(party, item)), None)
        if hit is not None:
            left.remove(hit)
            right += not party.optional
            neutral += party.optional
    return Tally(right=right, predicted=len(given) - neutral, coded=sum(1 for p in wanted if not p.optional))


def _counts(coded: Coded, claim: Claim) -> Tally:
    left = [Figure(kind=c.kind, low=c.low, high=c.high) for c in claim.counts if not c.of_whom]
    right = 0
    for accepted in coded.counts:
        hit = next((f for f in left if f in accepted), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    wrong = sum(1 for f in left if f not in coded.spare_counts)
    return Tally(right=right, predicted=right + wrong, coded=len(coded.counts))


def _one(wanted: bool, given: bool, right: bool) -> Tally:
    """A field with one value; where the coder leaves it open nothing counts."""
    return Tally(right=int(right), predicted=int(given), coded=1) if wanted else Tally()


def _place(coded: Coded, place: PlaceRef | None) -> bool:
    if place is None or (coded.country and place.country and place.country != coded.country):
        return False
    if place.id in coded.place_ids or any(_km(point, place) <= NEAR_KM for point in coded.points):
        return True
    names = {_folded(place.name)}
    if place.match is not Match.ANAPHOR:
        names.add(_folded(place.as_written))
    return any(_folded(name) in names for name in coded.place)


def _km(point: tuple[float, float], place: PlaceRef) -> float:
    """Kilometres on the sphere; infinite for a place without a position."""
    if place.lat is None or place.lon is None:
        return math.inf
    north, east = math.radians(place.lat - point[0]), math.radians(place.lon - point[1])
    across = math.cos(math.radians(point[0])) * math.cos(math.radians(place.lat)) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, math.sin(north / 2) ** 2 + across)))


def _time(coded: Coded, claim: Claim) -> bool:
    if coded.days is None or claim.time is None or claim.time.interval is None:
        return False
    first, last = coded.days
    start, end = claim.time.interval.first_day, claim.time.interval.last_day
    length = (last - first).days + 1
    return start <= last and first <= end and (end - start).days + 1 <= LONGEST_TIME * length


def _folded(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "", plain.lower())


def _words(name: str) -> list[str]:
    found = (_folded(w) for w in re.split(r"[\s\-–’'/]+", name.removesuffix("'s").removesuffix("’s")))
    return [w for w in found if w and w not in {"the", "a", "an"}]


def _tail(short: Sequence[str], long: Sequence[str]) -> bool:
    """True if `long` ends with `short`: the head of an English noun phrase stands last."""
    return bool(short) and list(long[-len(short) :]) == list(short)
