"""A simulated war as a file that `onrecord add` takes: one coder's note for each published claim.

Places lie in the open sea and parties say in their names that they are simulated: nobody takes it for news.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from onrecord.model.claim import EventType
from onrecord.model.source import SourceType
from onrecord.simulate.harming import TollWord
from onrecord.simulate.press import Speaker, Word
from onrecord.simulate.truth import CONTESTED
from onrecord.simulate.war import BEGINS, War

COUNTRY = "ZZ"  # a code that is kept free for private use
_SOUTH, _WEST, _APART, _ROW = -35.0, -20.0, 0.5, 10  # a grid of towns, in degrees
_LETTERS = str.maketrans("0123456789", "ghijklmnop")  # digits would be taken for figures
_NAMES = {
    "monitor": "Simulated Monitor",
    "second monitor": "Second Simulated Monitor",
    "relief": "Simulated Relief",
}


def reports(war: War) -> Iterator[dict[str, Any]]:
    """The claims of a war as reports, in the order of publication; what only the truth knows is left out."""
    words = [
        (w.published, _report(w.id, w.outlet, w.outlet_side, w.published, _control(w), war))
        for w in war.words
    ]
    tolls = [
        (w.published, _report(w.id, w.outlet, w.speaker.side, w.published, _toll(w), war)) for w in war.tolls
    ]
    for _, report in sorted(words + tolls, key=lambda x: (x[0], x[1]["url"])):
        yield report


def _report(
    id: str, outlet: str, side: str, published: float, claim: dict[str, Any], war: War
) -> dict[str, Any]:
    key = hashlib.sha256(id.encode()).hexdigest()[:12]
    return {
        "url": f"https://simulation.example/seed-{war.plan.seed}/{key}",
        "outlet": f"Simulated Gazette {side}" if side and outlet.startswith(side) else f"Simulated {outlet}",
        "published": _instant(published).isoformat(timespec="seconds"),
        "coder": "simulation",
        "claims": [claim],
    }


def _control(word: Word) -> dict[str, Any]:
    agent, target = _side(word.agent), _side(word.target)
    told = {
        EventType.CONTROL_GAINED: f"{agent} took {_place(word.place)} from {target}",
        EventType.CONTROL_LOST: f"{agent} lost {_place(word.place)} to {target}",
        EventType.CONTROL_HELD: f"{agent} holds {_place(word.place)}",
        EventType.CLASH: f"there is fighting in {_place(word.place)}",
    }[word.event]
    stance = "denied" if word.denied else "claimed" if word.speaker else "asserted"
    return {
        "type": word.event.value,
        "stance": stance,
        "agents": [agent] if agent else [],
        "targets": [target] if target else [],
        "place": _where(word.place),
        "time": _days(word.start, word.end),
        "sources": [_source(word.speaker)] if word.speaker else [],
        "in_own_words": _words(
            word.speaker, ("not so that " if word.denied else "") + told, word.id, word.group
        ),
    }


def _toll(word: TollWord) -> dict[str, Any]:
    least = "at least " if word.high is None else ""
    what = "in a week of shelling" if word.scope.total else "when shells hit"
    told = f"{least}{word.low} people were killed {what} {_place(word.scope.place)}"
    return {
        "type": EventType.SHELLING.value,
        "extent": "period" if word.scope.total else "incident",
        "stance": "claimed",
        "agents": [_side(word.accused)] if word.accused else [],
        "place": _where(word.scope.place),
        "time": _days(word.scope.start, word.scope.end),
        "counts": [
            {
                "kind": "killed",
                "who": "people",
                "min": word.low,
                "max": word.high,
                "expression": f"{least}{word.low}",
            }
        ],
        "sources": [_source(word.speaker)],
        "in_own_words": _words(word.speaker, told, word.id, word.group),
    }


def _words(speaker: Speaker | None, told: str, id: str, group: str) -> str:
    """A sentence that the copies a detector finds share, and no two statements do."""
    drawn = hashlib.sha256((group or id).encode()).hexdigest().translate(_LETTERS)
    code = " ".join(drawn[n : n + 4] for n in range(0, len(drawn), 4))
    said = f"{_name(speaker)} said" if speaker else "It was said"
    return f"{said} ({code}) {told}."


def _source(speaker: Speaker) -> dict[str, Any]:
    named = speaker.type is not SourceType.RESIDENT
    return {
        "name": _name(speaker),
        "type": speaker.type.value,
        "party": _side(speaker.side),
        "named": named,
    }


def _name(speaker: Speaker) -> str:
    if speaker.side:
        return f"Simulated {speaker.id.removeprefix(speaker.side + ' ').title()} {speaker.side}"
    if speaker.type is SourceType.RESIDENT:
        return "residents"
    return _NAMES.get(speaker.id, f"Simulated {speaker.id}")


def _side(side: str) -> str:
    return f"Simulated Side {side}" if side != CONTESTED else ""


def _place(place: str) -> str:
    return f"Simulated Town {place.removeprefix('P')}"


def _where(place: str) -> dict[str, Any]:
    number = int(place.removeprefix("P"))
    return {
        "name": _place(place),
        "country": COUNTRY,
        "lat": _SOUTH + _APART * (number // _ROW),
        "lon": _WEST + _APART * (number % _ROW),
    }


def _days(start: float, end: float) -> dict[str, str]:
    """First and last day; a window that ends at midnight ends with the day before."""
    last = max(start, end - 1e-4)
    return {"start": _instant(start).date().isoformat(), "end": _instant(last).date().isoformat()}


def _instant(day: float) -> datetime:
    return BEGINS + timedelta(seconds=round(day * 86400))
