"""Control facts of one report in the gold's words: who holds, claims, lost or contests a place."""

from __future__ import annotations

from typing import Any

from onrecord.model.claim import Claim, EventType, Modality, Polarity
from onrecord.model.place import PlaceKind
from onrecord.model.report import Edition
from onrecord.model.source import SourceType

Row = dict[str, Any]
_GAIN = {EventType.CONTROL_GAINED, EventType.CONTROL_HELD}
_STATUS_RANK = {"claims": 1, "contested": 2, "holds": 3, "lost": 3}
_DISINTERESTED = {
    SourceType.MONITOR, SourceType.RESIDENT, SourceType.WITNESS, SourceType.TRIBAL_LEADER, SourceType.UN,
    SourceType.AID_AGENCY, SourceType.MEDIC, SourceType.RESCUE, SourceType.EXPERT, SourceType.OTHER,
    SourceType.NEWS_AGENCY, SourceType.LOCAL_OFFICIAL,
}  # fmt: skip


def of(claims: tuple[Claim, ...], edition: Edition) -> list[Row]:
    """One fact a place and holder, with the strongest status."""
    del edition
    best: dict[tuple[str, str], Row] = {}

    def add(place: str, holder: str, status: str) -> None:
        key = (place, holder)
        if key not in best or _STATUS_RANK[status] > _STATUS_RANK[best[key]["status"]]:
            best[key] = {"place": place, "holder": holder, "status": status}

    for claim in claims:
        place = claim.place
        if place is None or place.kind in {PlaceKind.COUNTRY} or claim.modality is Modality.PLANNED:
            continue
        if claim.polarity is Polarity.DENIED:
            continue
        if claim.event_type in _GAIN:
            own_word = bool(claim.sources) and not any(s.type in _DISINTERESTED for s in claim.sources)
            for agent in claim.agents:
                add(place.name, agent.name or agent.as_written, "claims" if own_word else "holds")
            if claim.event_type is EventType.CONTROL_GAINED:
                for loser in claim.targets:
                    add(place.name, loser.name or loser.as_written, "lost")
        elif claim.event_type is EventType.CONTROL_LOST:
            for loser in claim.agents:
                add(place.name, loser.name or loser.as_written, "lost")
            for winner in claim.targets:
                add(place.name, winner.name or winner.as_written, "holds")
    return list(best.values())
