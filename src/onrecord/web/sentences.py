"""The sentence a careful writer would publish: what, where, when, how many, according to whom, how sure."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.answer import ClaimLine, IncidentLine, OriginLine, TollLine
from onrecord.model.claim import EventType, Extent, HarmKind, Stance, VictimClass
from onrecord.model.evidence import Interest
from onrecord.web import wording

# {who} comes with its verb's blank, {where} with its preposition; "one" for an incident, "many" for more.
_ONE = {
    EventType.CONTROL_GAINED: "{who} captured {place}",
    EventType.CONTROL_LOST: "{who} lost {place}",
    EventType.CONTROL_HELD: "{who} held {place}",
    EventType.WITHDRAWAL: "{who} withdrew from {place}",
    EventType.SIEGE: "{who} besieged {place}",
    EventType.CLASH: "There was fighting in {place}",
    EventType.GROUND_ASSAULT: "{who} attacked {place} on the ground",
    EventType.AIRSTRIKE: "An air strike{by} hit {place}",
    EventType.SHELLING: "Shelling{by} hit {place}",
    EventType.BOMBING: "A bombing{by} hit {place}",
    EventType.ARMED_ATTACK: "There was an armed attack{by} in {place}",
    EventType.MASSACRE: "People who could not defend themselves were killed{by} in {place}",
    EventType.ABDUCTION: "People were abducted{by} in {place}",
    EventType.DETENTION: "People were detained{by} in {place}",
    EventType.SURRENDER: "Fighters surrendered in {place}",
    EventType.DISPLACEMENT: "People fled from or to {place}",
    EventType.CEASEFIRE: "A ceasefire was announced for {place}",
    EventType.OTHER: "Something else was reported from {place}",
}
_MANY = {
    EventType.AIRSTRIKE: "Air strikes{by} hit {place}",
    EventType.BOMBING: "Bombings{by} hit {place}",
    EventType.SHELLING: "Shelling{by} hit {place} repeatedly",
    EventType.ARMED_ATTACK: "There were armed attacks{by} in {place}",
}
_NAMED_AT_MOST = 3


def careful(line: IncidentLine, claims: Sequence[ClaimLine]) -> str:
    """One sentence with its hedge. It says "reported" of every number, and who says so of everything."""
    held = [c for c in claims if c.id in line.claims]
    parts = [_what(line), _when(line), _harm(line)]
    head = "".join(parts)
    tail = _according(line.origins)
    doubts = [d for d in (_hedge(held), _stake(line), _denial(line)) if d]
    return f"{head}, {tail}{'; ' + '; '.join(doubts) if doubts else ''}."


def origin_name(origin: OriginLine) -> str:
    """An origin by its first wording, or as the outlets' own words."""
    if origin.names:
        return origin.names[0]
    return f"{wording.joined(origin.gatekeepers)} in its own words" if origin.gatekeepers else "a report"


def _what(line: IncidentLine) -> str:
    many = line.extent in (Extent.SERIES, Extent.PERIOD)
    form = _MANY.get(line.event_type, "") if many else ""
    agents = wording.joined(line.agents)
    place = line.headline.partition(", ")[2] or "a place that is not told"  # with its "east of"
    return (form or _ONE[line.event_type]).format(
        who=agents or "A party that is not named",
        by=f" attributed to {agents}" if agents else "",
        place=place,
    )


def _when(line: IncidentLine) -> str:
    if line.first_day is None and line.last_day is None:
        return " on a day that is not told"
    told = wording.days(line.first_day, line.last_day)
    if line.first_day is None or line.last_day is None:
        return f" {told}"
    if line.first_day == line.last_day:
        return f" on {told}"
    if line.extent in (Extent.SERIES, Extent.PERIOD):
        return f" in {told}"
    return f" at some time in {told}"


def _harm(line: IncidentLine) -> str:
    toll = main_toll(line.tolls)
    if toll is None or toll.low is None:
        return ""
    if toll.high == 0:
        return f", with no {wording.victims(toll.victims)} reported {wording.HARMED[toll.kind]}"
    number = wording.at_least(toll)
    return f", with {number} {wording.victims(toll.victims, toll.high)} reported {wording.HARMED[toll.kind]}"


def main_toll(tolls: Sequence[TollLine]) -> TollLine | None:
    """The toll a headline tells: the killed before all, people as a whole before a class of them."""
    stand = [t for t in tolls if t.low is not None]
    order = list(HarmKind)
    return min(stand, key=lambda t: (order.index(t.kind), _class_rank(t.victims)), default=None)


def _class_rank(victims: VictimClass) -> int:
    return list(VictimClass).index(victims)


def _according(origins: Sequence[OriginLine]) -> str:
    if not origins:
        return "as one report tells"
    names = list(dict.fromkeys(origin_name(o) for o in origins))
    shown = names[:_NAMED_AT_MOST]
    if len(names) > _NAMED_AT_MOST:
        shown.append(wording.count(len(names) - _NAMED_AT_MOST, "other"))
    return f"according to {wording.joined(shown)}"


def _hedge(claims: Sequence[ClaimLine]) -> str:
    if claims and all(c.stance is Stance.HEDGED for c in claims):
        return "none of them says so for certain"
    return ""


def _stake(line: IncidentLine) -> str:
    own = [o.interest in (Interest.OWN_GAIN, Interest.DENIAL_OWN) for o in line.origins]
    if own and all(own):
        return "nobody without a stake has confirmed it"
    if line.n_origins == 1:
        return "this rests on one origin"
    return ""


def _denial(line: IncidentLine) -> str:
    return "it is also denied" if line.denied_by else ""
