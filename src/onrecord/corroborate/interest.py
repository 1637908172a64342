"""What a speaker has to gain from a claim, from the sides it names (RESOLUTION 0)."""

from __future__ import annotations

from onrecord.model.claim import Count, EventType, HarmKind, Polarity, VictimClass
from onrecord.model.evidence import Interest

# Of these events the agent comes out ahead; of those, behind.
_AGENT_GAINS = frozenset(
    {EventType.CONTROL_GAINED, EventType.CONTROL_HELD, EventType.SIEGE, EventType.DETENTION}
)
_AGENT_LOSES = frozenset({EventType.CONTROL_LOST, EventType.WITHDRAWAL, EventType.SURRENDER})
_NO_GAIN = frozenset({EventType.CLASH, EventType.CEASEFIRE})
_FIGHTERS = frozenset({VictimClass.COMBATANTS, VictimClass.POLICE})
_BODILY = frozenset({HarmKind.KILLED, HarmKind.INJURED, HarmKind.CASUALTIES, HarmKind.MISSING})


def interest_of(
    side: str,
    event_type: EventType,
    *,
    agent_sides: tuple[str, ...],
    target_sides: tuple[str, ...],
    counts: tuple[Count, ...] = (),
    polarity: Polarity = Polarity.AFFIRMED,
) -> Interest:
    """The interest of a speaker of `side` in one claim; '' = a speaker without a side.

    A party that speaks of an event in which neither winner nor loser is its own side is a third party, and
    so is one that tells of a fight without an outcome.
    """
    if not side:
        return Interest.NEUTRAL
    if event_type in _NO_GAIN:
        return Interest.THIRD_PARTY
    gains, loses = agent_sides, target_sides
    if event_type in _AGENT_LOSES or (event_type not in _AGENT_GAINS and _harms_bystanders(counts)):
        gains, loses = target_sides, agent_sides
    elif event_type in _AGENT_GAINS:
        loses = tuple(s for s in target_sides if s not in gains)
    ahead, behind = side in gains and side not in loses, side in loses and side not in gains
    if not gains and agent_sides and side not in agent_sides:
        ahead = True  # the rival is accused of harm to bystanders
    if not ahead and not behind:
        return Interest.THIRD_PARTY
    if polarity is Polarity.DENIED:
        return Interest.OWN_LOSS if ahead else Interest.DENIAL_OWN
    return Interest.OWN_GAIN if ahead else Interest.OWN_LOSS


def _harms_bystanders(counts: tuple[Count, ...]) -> bool:
    """True if those harmed are not fighters, so that the harm speaks against who did it."""
    return any(c.kind in _BODILY and c.victims not in _FIGHTERS for c in counts)
