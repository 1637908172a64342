"""The type of an event, refined by the weapon, the agent and what it leads back to; and its extent."""

from __future__ import annotations

from onrecord import lexicon
from onrecord.model.actor import ActorKind, ActorRef
from onrecord.model.claim import FAMILY_OF, Claim, EventType, Extent, Family, TimeRef
from onrecord.model.values import Phrase, Precision, Span
from onrecord.read import arguments, counts
from onrecord.read.clauses import actor, heart, patient, prepositions, subject
from onrecord.read.clauses import by_agent as by_phrase
from onrecord.read.events import Trigger
from onrecord.read.memory import VIOLENT
from onrecord.read.page import Page, entries_of, noun_entries
from onrecord.read.parse import Token

_LOOSE = frozenset(
    {EventType.ARMED_ATTACK, EventType.AIRSTRIKE, EventType.SHELLING, EventType.GROUND_ASSAULT}
)


_HEAVY = frozenset({EventType.AIRSTRIKE, EventType.SHELLING})
_STORMED = frozenset(
    {"assault.storm", "assault.named"}
)  # gunmen who storm a place make an attack, an army an assault
_BATTLE_DAYS = 7  # days that a battle lasts; longer ones are totals
_CRASHES = frozenset(lexicon.load("events").tables["crashes"]["lemmas"])
_OVERALL = lexicon.words("overall")
_LONG_WARS = lexicon.words("long_war")
_PERIOD_WORDS = lexicon.words("period")


_SERIES_WORDS = frozenset(
    {"other", "several", "many", "repeated", "numerous", "intensive", "daily", "further", "more"}
)


def of(
    page: Page, trigger: Trigger, evidence: Span, back: Claim | None, when: TimeRef | None, *, purpose: bool
) -> tuple[EventType | None, Phrase | None, tuple[str, ...]]:
    """The event type: the rule's, refined by the weapon in the clause or by the event it leads back to."""
    weapon, by_weapon, rule = arguments.means(trigger, evidence, page.text)
    if purpose:
        return EventType(trigger.entry.more["purpose"]), weapon, ("purpose",)
    dropped = "aircraft" in page.sentence_classes(trigger.token.sent) or _of_the_raid(trigger, back)
    if trigger.type is EventType.BOMBING and dropped:
        return EventType.AIRSTRIKE, weapon, ("means.aircraft",)
    if trigger.type is not None:
        heavy = _arms(page, _wielder(trigger)) if trigger.type is EventType.ARMED_ATTACK else None
        if heavy in _HEAVY:
            return heavy, weapon, ("means.doer",)
        if trigger.rule in _STORMED and _arms(page, subject(trigger.token)) is EventType.ARMED_ATTACK:
            return EventType.ARMED_ATTACK, weapon, ("means.subject",)
        if by_weapon and _loose(trigger):
            return EventType(by_weapon), weapon, (rule,)
        led_back = back is not None and _formless(trigger) and back.family in VIOLENT
        if back is not None and led_back and _same_hands(page, trigger, back):
            return back.event_type, weapon, ("event.led_back",)
        arms = _arms(page, subject(trigger.token)) if _loose(trigger) and not trigger.nominal else None
        if arms is not None and trigger.type is EventType.ARMED_ATTACK:
            return arms, weapon, ("means.subject",)
        if trigger.type is EventType.CONTROL_GAINED and _still(trigger.token):
            return EventType.CONTROL_HELD, weapon, ("gain.still",)
        if trigger.type is EventType.CONTROL_GAINED and _going_on(trigger.token):
            return EventType.GROUND_ASSAULT, weapon, ("gain.going_on",)
        return trigger.type, weapon, ()
    if trigger.rule == "harm.missing":
        return EventType.OTHER, weapon, ("harm.missing",)
    doers = arguments.agents(trigger, page)
    if by_weapon and rule != "means.guns":
        return EventType(by_weapon), weapon, (rule,)
    total = _of_the_war(trigger) or (
        when is not None and when.cumulative and not doers and not _of_days_of_battle(page, trigger, when)
    )
    if trigger.speaker is None and total:
        return EventType.OTHER, weapon, ("harm.total",)
    if not doers and when is not None and when.cumulative and _of_days_of_battle(page, trigger, when):
        return EventType.CLASH, weapon, ("harm.days_of_battle",)
    by = actor(trigger.token) if trigger.token.pos_ == "VERB" and trigger.speaker is None else None
    if (arms := _arms(page, by)) is not None:
        return arms, weapon, ("means.doer",)
    if back is not None and (not doers or trigger.speaker is not None):
        return back.event_type, weapon, ("harm.led_back",)
    if trigger.speaker is not None:
        return None, weapon, ()
    return _harm_alone(page, trigger, doers), weapon, ("harm.alone",)


def _wielder(trigger: Trigger) -> Token | None:
    """Who or what does it, of a verb or of a noun ("an attack by helicopters")."""
    return by_phrase(trigger.token) if trigger.nominal else actor(trigger.token)


def _of_the_raid(trigger: Trigger, back: Claim | None) -> bool:
    """ "the bombs hit a clinic", after a raid from the air was told."""
    return back is not None and back.event_type is EventType.AIRSTRIKE and trigger.token.lemma_ == "bomb"


def _of_days_of_battle(page: Page, trigger: Trigger, when: TimeRef) -> bool:
    """ "28 rebels have been killed since Sunday": fighters, in days that a battle lasts."""
    interval = when.interval
    if interval is None or (interval.last_day - interval.first_day).days > _BATTLE_DAYS:
        return False
    return any("fighter" in page.classes(heart(noun)) for noun in _dead(page, trigger))


def _dead(page: Page, trigger: Trigger) -> list[Token]:
    return [noun for word in trigger.harm for _, noun, _ in counts.harmed(word, page)]


def _still(verb: Token) -> bool:
    """ "still occupied a part of the town": taken before, and held."""
    return verb.lemma_ in {"occupy", "reoccupy"} and any(c.lower_ == "still" for c in verb.children)


def _going_on(verb: Token) -> bool:
    """ "troops were clearing the town": begun and not done."""
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _same_hands(page: Page, trigger: Trigger, back: Claim) -> bool:
    """False for a verb with a doer of its own that is another than the doer led back to."""
    if trigger.nominal:
        return True
    doers = {_root(d) for d in arguments.agents(trigger, page)}
    return not doers or not back.agents or bool(doers & {_root(a) for a in back.agents})


def _root(ref: ActorRef) -> str:
    """A country and its forces are the same hands: "ruritania", "ruritania-military"."""
    return ref.id.split("-")[0] or ref.name


def _formless(trigger: Trigger) -> bool:
    """ "the attack", "was hit": words that take their form from the event they lead back to."""
    if trigger.rule == "attack.come_under":  # told anew: "the convoy came under fire"
        return False
    return bool(trigger.entry.more.get("means")) and (
        trigger.type is EventType.ARMED_ATTACK or trigger.rule == "assault.operation"
    )


def _of_the_war(trigger: Trigger) -> bool:
    """ "The war has killed 6,000 people": a total of the war, not of one event."""
    token, wars = trigger.token, lexicon.load("stance").tables["light"]["wars"]
    doer = subject(token)
    if doer is not None and doer.lemma_.lower() in wars:
        return True
    if any(c.lower_ in _OVERALL for c in token.children):
        return True
    within = [noun for word, noun in prepositions(token) if word in {"in", "during"}]
    if token.dep_ == "relcl" and any(n.lower_ == "which" for n in within):
        within.append(token.head)
    return any(n.lemma_.lower() in _LONG_WARS for n in within)


def _loose(trigger: Trigger) -> bool:
    """A type that a named weapon may still make finer."""
    return trigger.type in _LOOSE and bool(trigger.entry.more.get("means"))


_BY_ARMS = {
    "aircraft": EventType.AIRSTRIKE,
    "missile": EventType.AIRSTRIKE,
    "artillery": EventType.SHELLING,
    "bomb": EventType.BOMBING,
    "gunfire": EventType.ARMED_ATTACK,
    "gunman": EventType.ARMED_ATTACK,  # who shoots from ambush; fighting takes two sides
}


def _arms(page: Page, doer: Token | None) -> EventType | None:
    """What a weapon as the doer tells of the form: "drones hit", "killed by gunfire"."""
    if doer is None or (doer.head.lemma_ in _CRASHES and "aircraft" in page.classes(doer)):
        return None  # "a helicopter crashed, killing its crew"
    found = page.classes(doer) & set(_BY_ARMS)
    return _BY_ARMS[min(found)] if found else None


def _harm_alone(page: Page, trigger: Trigger, doers: tuple[ActorRef, ...]) -> EventType:
    """The weapon that did it; else killing of fighters is a clash, of others an attack."""
    by = actor(trigger.token) if trigger.token.pos_ == "VERB" else None
    arms = _arms(page, by)
    if arms is not None:
        return arms
    if any("fighter" in page.classes(heart(noun)) for noun in _dead(page, trigger)):
        return EventType.CLASH
    return EventType.ARMED_ATTACK if doers else EventType.OTHER


def by_agent(
    trigger: Trigger, kind: EventType, doers: tuple[ActorRef, ...], rules: tuple[str, ...]
) -> tuple[EventType, tuple[str, ...]]:
    """A state detains, an armed group abducts."""
    other = trigger.entry.more.get("armed_group")
    if other and any(d.kind is ActorKind.ARMED_GROUP or (not d.id and _band(d)) for d in doers):
        return EventType(other), (*rules, "custody.armed_group")
    if trigger.rule == "bomb.noun" and trigger.token.lemma_ == "bombing" and _from_the_air(kind, doers):
        return EventType.AIRSTRIKE, (*rules, "bombing.of_a_state")
    return kind, rules


def _from_the_air(kind: EventType, doers: tuple[ActorRef, ...]) -> bool:
    """ "weeks of Ruritanian bombing": states bomb from the air."""
    states = {ActorKind.STATE, ActorKind.MILITARY, ActorKind.COALITION, ActorKind.GOVERNMENT}
    return kind is EventType.BOMBING and any(d.kind in states for d in doers)


def _band(ref: ActorRef) -> bool:
    """A body the table does not know, called by a word for irregular fighters."""
    words = ref.as_written.lower().split()
    names = (words[-1].rstrip("s"), " ".join(words[-2:]))  # "militants", "armed men"
    return any("irregular" in e.more.get("also", ()) for name in names for e in noun_entries().get(name, ()))


def extent(trigger: Trigger, kind: EventType, when: TimeRef | None) -> Extent:
    """Incident, series, period or state, as told (RESOLUTION 1.1)."""
    token = trigger.token
    if kind is EventType.CONTROL_HELD:
        return Extent.STATE
    if when is not None and (when.cumulative or _long(when)):
        return Extent.PERIOD
    around = {t.lower_ for t in token.subtree if abs(t.i - token.i) <= 4}
    if trigger.nominal and (
        around & _PERIOD_WORDS or token.head.lower_ in _PERIOD_WORDS or _over_months(token)
    ):
        return Extent.PERIOD
    if (
        token.tag_ == "NNS"
        and kind not in {EventType.CLASH}
        and (around & _SERIES_WORDS or token.lemma_ in {"strike", "raid", "airstrike", "attack"})
    ):
        return Extent.SERIES
    if FAMILY_OF[kind] is Family.REMOTE and _many_places(trigger):
        return Extent.SERIES
    return Extent.INCIDENT


def _many_places(trigger: Trigger) -> bool:
    """ "shelled villages east of the river": several places, none of them numbered."""
    if trigger.nominal:
        return False
    thing = patient(trigger.token)
    return (
        thing is not None
        and thing.tag_ == "NNS"
        and any("settlement" in e.more.get("also", ()) for e in entries_of(thing))
        and not any(c.dep_ == "nummod" for c in thing.children)
    )


def _over_months(token: Token) -> bool:
    """ "months of bombardment": the noun hangs on a length of time."""
    above = token.head
    return above.lower_ == "of" and above.head.lower_ in _PERIOD_WORDS


def _long(when: TimeRef) -> bool:
    return (
        when.interval is not None
        and when.interval.precision in {Precision.MONTH, Precision.YEAR, Precision.SEASON}
        and when.interval.days > 20
    )
