"""The worked example of control at Albukamal, November 2017: the eighteen dated statements of the gold file.

`check(path)` compares the product's own chain and statuses with the table that must come out: statuses
exactly, probabilities within .10.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.assess.assertions import Assertion, Kind, days
from onrecord.assess.chain import SLOT
from onrecord.assess.control import Place, believe
from onrecord.assess.silence import hear
from onrecord.assess.status import verdict, words
from onrecord.assess.weights import ADMISSION, LOCAL, MONITOR, NARRATION, OWN_WORD, Weight
from onrecord.model.control import Status

Row = dict[str, Any]
TOLERANCE = 0.10
WEIGHTS: dict[str, Weight] = {
    "own_gain": OWN_WORD,
    "own_loss": ADMISSION,
    "monitor": MONITOR,
    "resident": LOCAL,
    "narration": NARRATION,
}
# known on -> {valid on: P(government), P(Islamic State), P(contested)}, at 18h as known at 23h.
TABLE: dict[int, dict[int, tuple[float, float, float]]] = {
    8: {8: (0.04, 0.48, 0.48)},
    9: {9: (0.21, 0.43, 0.36)},
    10: {9: (0.25, 0.04, 0.71), 10: (0.28, 0.10, 0.62)},
    11: {9: (0.14, 0.07, 0.79), 11: (0.13, 0.66, 0.21)},
    12: {9: (0.14, 0.07, 0.79), 11: (0.13, 0.66, 0.21)},
    13: {9: (0.07, 0.03, 0.90), 11: (0.01, 0.94, 0.06), 13: (0.01, 0.96, 0.04)},
    15: {9: (0.07, 0.03, 0.90), 11: (0.01, 0.94, 0.06), 13: (0.01, 0.96, 0.04)},
    17: {9: (0.07, 0.03, 0.90), 11: (0.01, 0.93, 0.06), 13: (0.01, 0.90, 0.10), 17: (0.06, 0.20, 0.73)},
    18: {9: (0.07, 0.03, 0.90), 13: (0.01, 0.89, 0.10), 17: (0.06, 0.13, 0.81), 18: (0.14, 0.17, 0.69)},
    19: {9: (0.07, 0.03, 0.90), 13: (0.01, 0.88, 0.11), 17: (0.23, 0.04, 0.72), 19: (0.85, 0.04, 0.11)},
}
# known on = valid on -> status and side (0 government, 1 Islamic State); None where no side stands in it.
STATUSES: dict[int, tuple[Status, int | None]] = {
    8: (Status.CLAIMED, 0),
    9: (Status.CLAIMED, 0),
    10: (Status.CONTESTED, None),
    11: (Status.LIKELY, 1),
    12: (Status.LIKELY, 1),
    13: (Status.HELD, 1),
    15: (Status.HELD, 1),
    17: (Status.CONTESTED, None),
    18: (Status.CONTESTED, None),
    19: (Status.HELD, 0),
}


def place_of(data: Row) -> Place:
    """The statements as assertions about one place."""
    sides = tuple(data["sides"])
    prior = tuple(data["prior"]["p"][s] for s in (*sides, "contested"))
    said = tuple(_assertion(s, sides) for s in data["statements"])
    return Place(id=data["place"], sides=sides, prior=prior, assertions=said)


def _assertion(s: Row, sides: tuple[str, ...]) -> Assertion:
    gain, weight = s["kind"] == "gain", WEIGHTS[s["relation"]]
    hedged = s["stance"] == "hedged"
    return Assertion(
        claim=s["id"],
        component=s["origin"],
        kind=Kind(s["kind"]),
        side=s["side"] or "",
        start=_day(s["time"]["start"]),
        end=_day(s["time"]["end"]),
        told=_day(s["still_at"] if gain else s["time"]["end"]),
        public=_day(s["published"]),
        weight=math.log(weight.ratio) * (0.5 if hedged else 1),
        disinterested=weight.disinterested,
        lost_by=next(x for x in sides if x != s["side"]) if gain else "",
        block=s["side"] if s["relation"] == "own_gain" else "",
        full=not hedged,
        narration=s["relation"] == "narration",
    )


def _day(instant: str) -> float:
    return days(datetime.fromisoformat(instant))


def check(path: Path) -> Iterator[str]:
    """One line for each figure that is off; nothing if the table comes out."""
    data = json.loads(path.read_text())
    place = place_of(data)
    since = _day(data["prior"]["at"])
    told = words(place.assertions, place.sides)
    for known in sorted(STATUSES):
        now = since + known - 1 + 23 / 24
        slots = int((now - since) / SLOT) + 1
        hearing = hear({place.id: place.assertions}, now, since=since)
        belief = believe([place], now, since=since, slots=slots, hearing=hearing)[0]
        for valid, wanted in TABLE[known].items():
            p = belief[int((valid - 1 + 18 / 24) / SLOT)]
            if max(abs(float(a) - b) for a, b in zip(p, wanted, strict=True)) > TOLERANCE:
                yield f"known {known}, valid {valid}: {[round(float(v), 2) for v in p]} for {wanted}"
        public = [w for w in told if w.said.public <= now]
        p = belief[int((known - 1 + 18 / 24) / SLOT)]
        found = verdict(public, place.sides, p, since + known - 1 + 23 / 24)
        status, side = STATUSES[known]
        if (found.status, found.side) != (status, "" if side is None else place.sides[side]):
            yield f"known {known}: {found.status} {found.side} for {status}"


def main(path: Path) -> int:
    """Print what is off; 1 if anything is."""
    faults = list(check(path))
    print(
        "\n".join(faults)
        or f"all of {sum(map(len, TABLE.values()))} probabilities and {len(STATUSES)} statuses"
    )
    return int(bool(faults))
