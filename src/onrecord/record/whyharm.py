"""Why a reported range, or the grade of an incident, is as it is (RESOLUTION 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from onrecord.model.claim import HarmKind
from onrecord.model.control import MILLION
from onrecord.model.harm import Standing, Toll, TollStatement
from onrecord.model.incident import Incident
from onrecord.model.picture import Picture
from onrecord.model.why import Quoted, Step

Quote = Callable[[Iterable[str]], tuple[Quoted, ...]]
_STANDING = {
    Standing.LIVE: "counts",
    Standing.SUPERSEDED: "the same origin said something else later",
    Standing.ABSORBED: "a later word of no lower rank is higher, and does not contradict “at least”",
    Standing.LANE: "a lane of its own: a party on what it is accused of, on the enemy's dead, or a denial",
    Standing.INCREMENT: "added to what the same origin said before",
}
_RANKS = {1: "unattributed or a party", 2: "residents", 3: "monitor, hospital", 4: "a named list or registry"}


def toll(incident: Incident, kind: HarmKind, picture: Picture, quote: Quote) -> tuple[str, Iterable[Step]]:
    """The ranges of one kind of harm, each with what became of every statement; then what lies inside."""
    tolls = [t for t in incident.tolls if t.kind is kind]
    value = "; ".join(f"{t.label}{f', of {t.side}' if t.side else ''}" for t in tolls)
    return value or "nothing is reported", [
        *(s for t in tolls for s in _toll(t, quote)),
        *_totals(incident, kind, picture),
    ]


def _toll(found: Toll, quote: Quote) -> Iterator[Step]:
    what = f"{found.victims} {found.kind}".replace("_", " ")
    told = found.range
    if told is None:
        yield Step(told=f"{what}: no range", rule="only lanes speak")
    else:
        live = [s for s in found.statements if s.standing is Standing.LIVE]
        above = ", open above" if told.open else ""
        yield Step(
            told=f"{what}: low {told.low}, best {told.best}, high {told.high}{above}",
            rule=(
                "low = the least of what counts; high = the greatest; best = the median by rank, the newest"
                " day twice; a rise that one origin alone tells does not lift low"
            ),
            words=quote(s.claim for s in live),
        )
    if found.class_inferred:
        yield Step(
            told=f"that they are {found.victims} is inferred", rule="from the nouns, not told outright"
        )
    for statement in found.statements:
        yield Step(
            told=f"“{statement.as_written or statement.low}” by {statement.origin}: {_bounds(statement)}",
            rule=f"{_STANDING[statement.standing]}; rank {statement.rank} ({_RANKS.get(statement.rank, '')})",
            words=quote([statement.claim]),
        )


def _bounds(s: TollStatement) -> str:
    if s.high is None:
        return f"at least {s.low}"
    return str(s.low) if s.low == s.high else f"{s.low} to {s.high}"


def _totals(incident: Incident, kind: HarmKind, picture: Picture) -> Iterator[Step]:
    for total in picture.totals:
        if total.scope != incident.id or total.kind is not kind or not total.parts:
            continue
        yield Step(
            told=f"with what may lie inside it: {total.total} {total.victims} {kind} (reported)",
            rule="a total includes its parts: low = the greater of its own and theirs; nothing counts twice",
        )
        for part in total.parts:
            yield Step(
                told=f"incident {part.scope[:10]} lies inside with probability {part.share / MILLION:.2f}",
                rule="1 = inside its days and footprint; less = undated, or on the edge",
            )


def grade(incident: Incident, quote: Quote) -> tuple[str, Iterable[Step]]:
    """The grade, the rule that fired, and the origins it counted."""
    found = incident.grade
    if found is None:
        return "no grade: no harm is told", ()
    state = f", by a person (judgement {found.judged})" if found.judged else ""
    state += ", a proposal until a person takes it" if found.proposed else ""
    steps = [Step(told=f"{found.name}{state}", rule=found.rule, words=quote(incident.claims))]
    steps += [
        Step(
            told=f"{t.n_origins} origin{'s' if t.n_origins != 1 else ''} of {t.victims} {t.kind}",
            rule="origins of the harm itself, the most of any figure",
            words=quote(s.claim for s in t.statements if s.standing is not Standing.LANE),
        )
        for t in incident.tolls
    ]
    return found.name.value, steps
