"""The words of the large invented war: who fights, who speaks, who prints, and how each thing is told."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from onrecord.model.claim import EventType
from onrecord.model.source import Source, SourceType

_BODIES = {
    "syria": "the Syrian army",
    "islamic-state": "Islamic State",
    "sdf": "the Syrian Democratic Forces",
    "syrian-rebels": "rebel fighters",
    "turkish-backed-rebels": "Turkish-backed rebels",
    "russia": "Russian forces",
}
_PAIRS = (
    ("syria", "islamic-state"),
    ("islamic-state", "syria"),
    ("sdf", "islamic-state"),
    ("islamic-state", "sdf"),
    ("syria", "syrian-rebels"),
    ("syrian-rebels", "syria"),
    ("russia", "syrian-rebels"),
    ("turkish-backed-rebels", "sdf"),
)
_SYLLABLES = (
    "al",
    "bar",
    "den",
    "esk",
    "far",
    "hol",
    "ir",
    "jun",
    "kel",
    "lor",
    "mar",
    "nim",
    "or",
    "pel",
    "tas",
)
DULL = (
    "The bakery in {place} opened its doors again after a week without flour.",
    "Talks on water and power for {place} were put off once more.",
    "The road to {place} runs through wheat fields and two dry river beds.",
    "A spokesman for the provincial council gave no figures.",
    "Neither account could be checked by this paper.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A kind of happening, and the sentences it is told in."""

    type: EventType
    title: str
    trigger: str
    forms: tuple[str, ...]
    weight: int
    harms: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Someone who is quoted, under one name in all reports."""

    name: str
    source: Source

    @property
    def party(self) -> str:
        """The party it speaks for, '' for a bystander."""
        return self.source.party


EVENTS = (
    Event(
        type=EventType.CONTROL_GAINED, title="town changes hands", trigger="seized", weight=14, harms=False,
        forms=("{agent} seized {place} from {target} on {day}", "On {day} {agent} seized {place}"),
    ),
    Event(
        type=EventType.CONTROL_HELD, title="who holds the town", trigger="holds", weight=8, harms=False,
        forms=("{agent} holds {place} since {day}", "Most of {place} holds out under {agent} as of {day}"),
    ),
    Event(
        type=EventType.CLASH, title="fighting goes on", trigger="clashed", weight=22,
        forms=(
            "{agent} clashed with {target} near {place} on {day}",
            "On {day} {agent} clashed with {target} in {place}",
        ),
    ),
    Event(
        type=EventType.AIRSTRIKE, title="air strikes", trigger="struck", weight=22,
        forms=(
            "Warplanes of {agent} struck {place} on {day}",
            "A raid by {agent} struck the market of {place} on {day}",
        ),
    ),
    Event(
        type=EventType.SHELLING, title="shelling", trigger="shelled", weight=22,
        forms=("{agent} shelled {place} on {day}", "On {day} {agent} shelled the outskirts of {place}"),
    ),
    Event(
        type=EventType.BOMBING, title="bombing", trigger="exploded", weight=8,
        forms=(
            "A car bomb exploded in {place} on {day}",
            "A bomb blamed on {agent} exploded in {place} on {day}",
        ),
    ),
    Event(
        type=EventType.WITHDRAWAL, title="a withdrawal", trigger="withdrew", weight=4, harms=False,
        forms=("{agent} withdrew from {place} on {day}",),
    ),
)  # fmt: skip


def names(random: Random) -> tuple[str, str]:
    """Ids of two bodies that fight each other."""
    return random.choice(_PAIRS)


def body_of(id: str) -> str:
    """What a text calls a body."""
    return _BODIES[id]


def word(random: Random) -> str:
    """A name that nobody has."""
    return "".join(random.choices(_SYLLABLES, k=3)).capitalize()


def outlets(random: Random, number: int = 60) -> list[str]:
    """Who prints, the busiest first."""
    kinds = ("Post", "Times", "Daily", "Herald", "Radio", "Wire")
    return [f"{word(random)} {kinds[n % len(kinds)]}" for n in range(number)]


def agencies(random: Random, number: int = 8) -> list[str]:
    """Whose copy outlets print."""
    return [f"{word(random)} News Agency" for _ in range(number)]


def speakers(random: Random, number: int = 300) -> list[Speaker]:
    """Who is quoted: the parties' own mouths, observers, and people of the place."""
    found = [_mouth(id, name) for id, name in _BODIES.items()]
    plain = (
        ("residents", SourceType.RESIDENT),
        ("medics", SourceType.MEDIC),
        ("rescue workers", SourceType.RESCUE),
        ("a witness", SourceType.WITNESS),
    )
    found += [Speaker(name=name, source=Source(key=name, as_written=name, type=kind)) for name, kind in plain]
    kinds = (
        ("Observatory", SourceType.MONITOR),
        ("Relief", SourceType.AID_AGENCY),
        ("Council", SourceType.LOCAL_OFFICIAL),
        ("Media Office", SourceType.OPPOSITION),
    )
    while len(found) < number:
        kind, type = kinds[len(found) % len(kinds)]
        name = f"the {word(random)} {kind}"
        if all(name != s.name for s in found):
            found.append(Speaker(name=name, source=Source(key=name, as_written=name, type=type, named=True)))
    return found


def _mouth(id: str, name: str) -> Speaker:
    kind = SourceType.ARMED_GROUP if id not in {"syria", "russia"} else SourceType.MILITARY
    return Speaker(
        name=name, source=Source(key=id, as_written=name, type=kind, actor=id, party=id, named=True)
    )
