"""How much a speaker's word weighs, by interest and type of source (RESOLUTION 4.2)."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.evidence import Interest, Voice
from onrecord.model.source import SourceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Likelihood ratio of a word on control, rank for tolls, and whether the speaker is disinterested."""

    ratio: float
    rank: int
    disinterested: bool


_MONITORS = (SourceType.MONITOR, SourceType.AID_AGENCY, SourceType.UN)
_MEDICS = (SourceType.MEDIC, SourceType.RESCUE)
_LOCALS = (SourceType.RESIDENT, SourceType.WITNESS, SourceType.TRIBAL_LEADER, SourceType.LOCAL_OFFICIAL)
_PARTIES = (
    SourceType.MILITARY,
    SourceType.GOVERNMENT,
    SourceType.ARMED_GROUP,
    SourceType.STATE_MEDIA,
    SourceType.PARTY_MEDIA,
    SourceType.OPPOSITION,
)

MONITOR = Weight(ratio=12, rank=3, disinterested=True)
MEDIC = Weight(ratio=6, rank=3, disinterested=True)
LOCAL = Weight(ratio=6, rank=2, disinterested=True)
ADMISSION = Weight(ratio=30, rank=3, disinterested=True)
OWN_WORD = Weight(ratio=3, rank=1, disinterested=False)
OTHER_PARTY = Weight(ratio=3, rank=1, disinterested=False)
DENIAL = Weight(ratio=1.5, rank=1, disinterested=False)
NARRATION = Weight(ratio=2.5, rank=1, disinterested=False)
PIN = Weight(ratio=1000, rank=4, disinterested=True)

_BY_INTEREST = {
    Interest.OWN_GAIN: OWN_WORD,
    Interest.OWN_LOSS: ADMISSION,
    Interest.DENIAL_OWN: DENIAL,
    Interest.THIRD_PARTY: OTHER_PARTY,
}


def weight_of(voice: Voice) -> Weight:
    """What a voice's word weighs; a speaker with a side is weighed by interest, any other by type."""
    if voice.side or voice.type in _PARTIES:
        return _BY_INTEREST.get(voice.interest, OTHER_PARTY)
    if voice.type in _MONITORS:
        return MONITOR
    if voice.type in _MEDICS:
        return MEDIC
    return LOCAL if voice.type in _LOCALS else NARRATION
