"""From claims to assertions about control: which state of a place each claim speaks for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from onrecord.assess.assertions import Assertion, Kind, days
from onrecord.assess.weights import weight_of
from onrecord.model.claim import EventType, Extent, Facet, Modality, Polarity
from onrecord.model.evidence import Evidence, Interest, Voice

# From this share on, a place partly taken speaks for its taker too, at half weight (RESOLUTION 4.2).
MOST = 0.75
HALF = 0.5
# What is public, or was so, by a day's end belongs to that day, not to the next: one minute, in days.
SPOKEN_BEFORE = 1 / 1440
_FIGHTS = frozenset({EventType.CLASH, EventType.GROUND_ASSAULT})


def assertions_of(
    item: Evidence, voices: Sequence[tuple[Voice, str]], *, still: bool = True, spoken: datetime | None = None
) -> tuple[Assertion, ...]:
    """What a claim asserts of its place, once for each origin component that speaks.

    `voices` pairs each speaker with its component. `still` = what was gained is said to hold at the time of
    speaking, `spoken` (else when it was public); not so where the same report tells of its loss. A plan
    asserts nothing, nor does silence.
    """
    if item.modality is Modality.PLANNED or item.place is None or item.extent is Extent.PERIOD:
        return ()
    shape = _shape(item)
    if shape is None:
        return ()
    kind, side, lost_by = shape
    start, end, told = _times(item, still, spoken or item.public_at)
    factor = HALF if _doubted(item) else 1.0
    out: list[Assertion] = []
    for voice, component in voices:
        weight = weight_of(voice)
        for what, who, share in _parts(kind, side, item.partial):
            out.append(
                Assertion(
                    claim=item.id,
                    component=component,
                    kind=what,
                    side=who,
                    start=start,
                    end=end,
                    told=told if what is Kind.GAIN else end,
                    public=days(item.public_at),
                    weight=math.log(weight.ratio) * factor * share,
                    disinterested=weight.disinterested,
                    lost_by=lost_by,
                    block=voice.side if voice.interest in (Interest.OWN_GAIN, Interest.DENIAL_OWN) else "",
                    full=factor == 1.0 and item.partial is None,
                    partial=item.partial,
                    narration=not voice.identified,
                    gatekeeper=voice.gatekeeper,
                    name=voice.name,
                )
            )
    return tuple(out)


def _shape(item: Evidence) -> tuple[Kind, str, str] | None:
    """(kind, side, former holder) of a claim about control; None for any other, or where no side is told."""
    agent = item.agent_sides[0] if len(item.agent_sides) == 1 else ""
    target = item.target_sides[0] if len(item.target_sides) == 1 else ""
    if item.event_type in _FIGHTS:
        return None if item.polarity is Polarity.DENIED or item.background else (Kind.FIGHT, "", "")
    if item.event_type is EventType.CONTROL_GAINED:
        shape = (Kind.GAIN, agent, target)
    elif item.event_type is EventType.CONTROL_LOST:
        shape = (Kind.GAIN, target, agent) if target else (Kind.NOT, agent, "")
    elif item.event_type is EventType.CONTROL_HELD:
        shape = (Kind.HOLD, agent, "")
    elif item.event_type is EventType.WITHDRAWAL:
        shape = (Kind.NOT, agent, "")
    else:
        return None
    if not shape[1] or shape[1] == shape[2]:
        return None
    if item.polarity is Polarity.DENIED:
        return None if shape[0] is Kind.NOT else (Kind.NOT, shape[1], "")
    return shape


def _times(item: Evidence, still: bool, spoken: datetime) -> tuple[float, float, float]:
    """Start and end of the window, and until when it held; an undated state is that of the telling."""
    told = days(spoken) - SPOKEN_BEFORE
    if item.start is None or item.end is None:
        return told, told, told
    start = min(days(item.start), told)
    end = max(start, min(days(item.end) - SPOKEN_BEFORE, told))
    return start, end, told if still else end


def _doubted(item: Evidence) -> bool:
    """A hedge on the event halves the weight; one on the agent only does not."""
    return item.modality is Modality.HEDGED and (Facet.EVENT in item.hedge_on or not item.hedge_on)


def _parts(kind: Kind, side: str, partial: float | None) -> tuple[tuple[Kind, str, float], ...]:
    """A place held in part is contested, and from MOST on speaks for the side at half weight."""
    if partial is None or partial >= 1 or kind not in (Kind.GAIN, Kind.HOLD):
        return ((kind, side, 1.0),)
    if partial >= MOST:
        return ((kind, side, HALF),)
    return ((Kind.FIGHT, "", 1.0),)
