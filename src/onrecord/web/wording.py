"""How the pages put things: one word for each status, stance, grade and range; days as people write them."""

from __future__ import annotations

from datetime import date, datetime

from onrecord.model.answer import Figure, StatementLine, TollLine
from onrecord.model.claim import HarmKind, Stance, Unit, VictimClass
from onrecord.model.control import Holding, Status
from onrecord.model.evidence import Interest
from onrecord.model.incident import GradeName

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STATUS = {
    Status.HELD: "held",
    Status.LIKELY: "likely held",
    Status.CONTESTED: "contested",
    Status.CLAIMED: "claimed",
    Status.UNKNOWN: "unknown",
}
STATUS_MEANS = {
    Status.HELD: "A side holds it, and someone without a stake in that says so.",
    Status.LIKELY: "One side more likely than not, on evidence too thin or too old to say held.",
    Status.CONTESTED: "Fought over, or independent sources disagree within three days.",
    Status.CLAIMED: "A side says it holds the place; nobody without a stake has confirmed it since.",
    Status.UNKNOWN: "Nothing was told, or what was told is too old to stand on.",
}
STANCE_SIGN = {
    Stance.ASSERTED: "·",
    Stance.CLAIMED: "“",
    Stance.HEDGED: "≈",
    Stance.DENIED: "✕",
    Stance.PLANNED: "→",
}
STANCE_MEANS = {
    Stance.ASSERTED: "The report says so itself, without naming anyone.",
    Stance.CLAIMED: "Somebody is named or described who says so.",
    Stance.HEDGED: "Said with a doubt: believed, reportedly, may have.",
    Stance.DENIED: "Said not to have happened, or not to be so.",
    Stance.PLANNED: "Announced, threatened or ordered; it has not happened in this statement.",
}
GRADE_STEPS = {
    GradeName.CONFIRMED: 4,
    GradeName.FAIR: 3,
    GradeName.WEAK: 2,
    GradeName.CONTESTED: 1,
    GradeName.DISCOUNTED: 0,
    GradeName.UNKNOWN: 0,
}
GRADE_MEANS = {
    GradeName.CONFIRMED: "The party responsible accepts it.",
    GradeName.FAIR: "Two or more independent origins, and fighting of that kind nearby.",
    GradeName.WEAK: "One origin.",
    GradeName.CONTESTED: "Independent origins name rival perpetrators, or dispute who the victims were.",
    GradeName.DISCOUNTED: "Withdrawn, or shown not to have harmed civilians.",
    GradeName.UNKNOWN: "Not enough is told to grade it.",
}
INTEREST = {
    Interest.OWN_GAIN: "speaks of its own side's success",
    Interest.OWN_LOSS: "admits its own side's loss",
    Interest.NEUTRAL: "no side in this war",
    Interest.THIRD_PARTY: "a party, on others' fight",
    Interest.DENIAL_OWN: "denies what would harm its side",
    Interest.UNKNOWN: "interest unknown",
}
STANDING = {
    "live": "",
    "superseded": "replaced by a later word of the same origin",
    "absorbed": "contained in a later, higher figure",
    "lane": "kept apart: a party on harm it is accused of, or discounted",
    "increment": "added to the origin's earlier figure",
}
HOLDING = {
    Holding.HOLDS: "{side} holds it",
    Holding.CONTESTED: "fighting goes on",
    Holding.NOT: "{side} does not hold it",
}
_VICTIMS = {
    VictimClass.PEOPLE: ("person", "people"),
    VictimClass.CIVILIANS: ("civilian", "civilians"),
    VictimClass.WOMEN: ("woman", "women"),
    VictimClass.CHILDREN: ("child", "children"),
    VictimClass.WOMEN_AND_CHILDREN: ("woman or child", "women and children"),
    VictimClass.MEN: ("man", "men"),
    VictimClass.MEDICS: ("medic", "medics"),
    VictimClass.JOURNALISTS: ("journalist", "journalists"),
    VictimClass.AID_WORKERS: ("aid worker", "aid workers"),
    VictimClass.COMBATANTS: ("fighter", "fighters"),
    VictimClass.POLICE: ("police officer", "police officers"),
    VictimClass.OFFICIALS: ("official", "officials"),
    VictimClass.PRISONERS: ("prisoner", "prisoners"),
}


def day(value: date | datetime | None) -> str:
    """13 Nov 2017; a dash where no day is known."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "—"


def short_day(value: date) -> str:
    """13 Nov."""
    return f"{value.day} {MONTHS[value.month - 1]}"


def minute(value: datetime | None) -> str:
    """13 Nov 2017, 14:05 UTC."""
    return f"{day(value)}, {value:%H:%M} UTC" if value else "—"


def days(first: date | None, last: date | None) -> str:
    """One day, or from a day to another, as short as it can be said."""
    if first is None and last is None:
        return "day not told"
    if first is None or last is None:
        return f"until {day(last)}" if last else f"from {day(first)}"
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{short_day(first)} – {day(last)}"
    return f"{first.day}–{day(last)}"


def victims(which: VictimClass, number: int | None = None) -> str:
    """The class in a word, singular for one."""
    one, many = _VICTIMS[which]
    return one if number == 1 else many


def toll(line: TollLine) -> str:
    """30–50+, or the words for no figure."""
    if line.low is None or line.high is None:
        return "no figure stands"
    return f"{_span(line.low, line.high)}{'+' if line.open else ''}"


def toll_words(line: TollLine) -> str:
    """18–30+ civilians killed; the word 'reported' is added where it stands."""
    return f"{toll(line)} {victims(line.victims, line.high)} {line.kind.value}"


def at_least(line: TollLine) -> str:
    """A range as a sentence says it: "at least 30", "30", "between 18 and 30"."""
    if line.low is None or line.high is None:
        return "an unknown number of"
    if line.open and line.low == line.high:
        return f"at least {line.low}"
    if line.low == line.high:
        return str(line.low)
    return f"{line.low} to {line.high}{' or more' if line.open else ''}"


def statement(line: StatementLine) -> str:
    """A statement's reading: 30, 30+, 18–30."""
    return f"{line.low}+" if line.high is None else _span(line.low, line.high)


def figure(line: Figure) -> str:
    """A figure as it was read: 30+ people killed, 24+ families displaced, as many as 9 civilians injured."""
    if line.low is None and line.high is None:
        return f"some {_counted(line, None)} {HARMED[line.kind]}"
    if line.low is None:
        return f"up to {line.high:,} {_counted(line, line.high)} {HARMED[line.kind]}"
    number = f"{line.low:,}+" if line.high is None else _span(line.low, line.high)
    return f"{number} {_counted(line, line.high)} {HARMED[line.kind]}"


def _counted(line: Figure, number: int | None) -> str:
    return line.unit.value if line.unit is not Unit.PERSONS else victims(line.victims, number)


def count(number: int, one: str, many: str = "") -> str:
    """1 origin, 2 origins."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def words(value: str) -> str:
    """An enum's value as words: own_gain -> own gain."""
    return value.replace("_", " ")


def joined(parts: tuple[str, ...] | list[str]) -> str:
    """a, b and c."""
    unique = list(dict.fromkeys(p for p in parts if p))
    if len(unique) < 2:
        return "".join(unique)
    return f"{', '.join(unique[:-1])} and {unique[-1]}"


def _span(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


HARMED = {
    HarmKind.KILLED: "killed",
    HarmKind.INJURED: "injured",
    HarmKind.MISSING: "missing",
    HarmKind.CAPTURED: "captured",
    HarmKind.DISPLACED: "displaced",
    HarmKind.SURRENDERED: "surrendered",
    HarmKind.RELEASED: "released",
    HarmKind.CASUALTIES: "killed or injured",
}
