"""Finds the words that tell of an event, by the rules of events.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord import lexicon
from onrecord.model.claim import FAMILY_OF, EventType, Family
from onrecord.read import wordclasses
from onrecord.read.attribution import covering
from onrecord.read.clauses import by_agent, governing_verb, is_passive, own_subject, path_length, two_deeds
from onrecord.read.conditions import CONDITIONS
from onrecord.read.page import Page
from onrecord.read.parse import Token, TokenSpan, span_of

# A word of harm belongs to an event word at most this many arcs away ("killed ... when a shell hit").
_HARM_REACH = 6
_HARMING = frozenset({Family.FIGHT, Family.REMOTE})
# "killed a rebel known as X in a firefight": verbs above the phrase that the noun only sets.
_SETTING_REACH = 3
_WORDED = {
    "modifiers",
    "particles",
    "object_lemmas",
    "under",
    "in_phrase",
    "hostage",
    "from_lemmas",
    "toward_verb",
    "idiom",
    "beside",
    "captive_word",
}
_DOERS = frozenset({"force", "fighter", "aircraft", "missile", "artillery", "bomb"})
_ARMED = frozenset({"force", "fighter", "aircraft", "artillery", "missile", "bomb", "captive"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One word that tells of an event; `type` is None for harm whose form is not said."""

    token: Token
    entry: lexicon.Entry
    type: EventType | None
    harm: tuple[Token, ...] = ()
    also: tuple[Token, ...] = ()  # other words for the same happening in the sentence
    speaker: Token | None = None  # the verb by which the agent itself says so: "claimed responsibility"

    @property
    def nominal(self) -> bool:
        """True for an event noun, gerunds used as one included."""
        return str(self.entry.more["pos"]) != "VERB"

    @property
    def rule(self) -> str:
        """Id of the rule that fired."""
        return self.entry.id


@cache
def _by_lemma() -> dict[tuple[str, str], tuple[lexicon.Entry, ...]]:
    table: dict[tuple[str, str], list[lexicon.Entry]] = {}
    events = lexicon.load("events").entries
    # "a mortar attack" before "an attack": a rule that asks for certain words knows more.
    plain = sorted(events, key=lambda e: not _WORDED & set(e.more))
    for entry in (*lexicon.load("phrases").entries, *plain):
        for lemma in entry.lemmas:
            table.setdefault((entry.more["pos"], lemma), []).append(entry)
    return {key: tuple(rows) for key, rows in table.items()}


def find(page: Page, sentence: TokenSpan) -> tuple[Trigger, ...]:
    """The events that one sentence tells of, harm already joined to the event that did it."""
    joined = _joined(page, _thinned(list(triggers(page, sentence))))
    verbs = {t.token.i for t in joined if not t.nominal and t.type is not None}
    return tuple(t for t in joined if t.harm or not _only_setting(t.token, verbs))


def triggers(page: Page, sentence: TokenSpan) -> Iterator[Trigger]:
    """Every word of the sentence on which a rule fires, one rule a word."""
    for token in sentence:
        yield from _at(page, token)


def rules_of(token: Token) -> tuple[lexicon.Entry, ...]:
    """The rules that have this word in their lemmas, for any part of speech; whether they hold or not."""
    lemmas = {token.lemma_.lower(), token.lower_}
    found = (e for (_, lemma), rows in _by_lemma().items() if lemma in lemmas for e in rows)
    return tuple({e.id: e for e in found}.values())


def unmet(page: Page, token: Token, entry: lexicon.Entry) -> tuple[str, ...]:
    """The keys of a rule that the word does not meet; none where the rule holds."""
    if entry.more["pos"] not in wordclasses.of(token):
        return ("pos",)
    failed = ["weak"] if entry.more.get("weak") and not _supported(page, token) else []
    checked = ((key, value) for key, value in entry.more.items() if key in CONDITIONS)
    return (*failed, *(key for key, value in checked if not CONDITIONS[key](page, token, value)))


def _at(page: Page, token: Token) -> Iterator[Trigger]:
    if token.pos_ not in {"VERB", "NOUN", "PROPN", "ADJ", "AUX"} or wordclasses.in_compound(token):
        return
    lemmas = (token.lemma_.lower(), token.lower_)
    for key in dict.fromkeys((p, lemma) for p in wordclasses.of(token) for lemma in lemmas):
        for entry in _by_lemma().get(key, ()):
            if _holds(page, token, entry):
                kind = None if entry.gives == "harm" else EventType(entry.gives)
                says = token if entry.more.get("speaks") else None
                yield Trigger(token=token, entry=entry, type=kind, speaker=says)
                return


def _holds(page: Page, token: Token, entry: lexicon.Entry) -> bool:
    if entry.more.get("weak") and not _supported(page, token):
        return False
    return all(CONDITIONS[key](page, token, value) for key, value in entry.more.items() if key in CONDITIONS)


def _supported(page: Page, token: Token) -> bool:
    """A word of two meanings counts if its sentence, or the whole report, is clearly of war."""
    return page.is_war or bool(page.sentence_classes(token.sent) & _ARMED)


def _thinned(found: list[Trigger]) -> list[Trigger]:
    """Drop words that only carry or modify another event word: "rocket [attack]", "strikes [hit]"."""
    nouns = {t.token.i: t for t in found if t.nominal and t.type is not None}
    kept = []
    for trigger in found:
        token = trigger.token
        if (
            trigger.nominal
            and trigger.type is not None
            and token.dep_ in {"compound", "nmod"}
            and token.pos_ != "ADJ"
        ):
            continue  # "rocket [attack]", "attack [planner]": part of another noun's name
        if token.dep_ == "amod" and token.head.i in nouns and trigger.type is not None:
            continue
        if _advance_before_capture(trigger, found) or _drives_out(trigger, found):
            continue
        if (
            _fired_and_hit(trigger)
            or _attributive(trigger)
            or _of_another_told(trigger, found)
            or _purpose_told(trigger, found)
        ):
            continue
        if (
            trigger.type is not None
            and not trigger.nominal
            and any(
                c.i in nouns
                and c.dep_ in {"nsubj", "nsubjpass", "dobj", "agent"}
                and not _keeps(trigger, nouns[c.i])
                for c in _near(token)
            )
        ):
            continue
        kept.append(trigger)
    return kept


_PASSING = frozenset({EventType.DISPLACEMENT, EventType.SIEGE, EventType.ABDUCTION, EventType.DETENTION})


def _fired_and_hit(trigger: Trigger) -> bool:
    """ "missiles fired by a drone hit a car": a participle that the parser takes for a verb."""
    token = trigger.token
    kinds = {c.dep_ for c in token.children}
    later = any(c.dep_ == "conj" and c.tag_ == "VBD" for c in token.children)
    return later and "agent" in kinds and not kinds & {"aux", "auxpass", "nsubjpass", "cc"}


def _attributive(trigger: Trigger) -> bool:
    """ "displaced villagers", "the captured pilot": what had become of them is told in passing."""
    token = trigger.token
    before = token.dep_ == "amod" and token.i < token.head.i
    return before and trigger.type in _PASSING and trigger.rule != "siege.besieged" and _no_object(token)


def _no_object(token: Token) -> bool:
    return not any(c.dep_ == "dobj" for c in token.children)


def _of_another_told(trigger: Trigger, found: list[Trigger]) -> bool:
    """A second telling: ", the ninth such raid", "in one of the worst raids", "people fleeing fighting"."""
    token = trigger.token
    others = [t for t in found if t.token.i != token.i]
    if trigger.type is EventType.DISPLACEMENT and token.dep_ == "acl":
        harmed = token.head
        return any(t.type is None and harmed.head.i == t.token.i for t in others)
    if not trigger.nominal or not others:
        return False
    if token.dep_ == "dobj" and token.head.lemma_.lower() in {"flee", "escape"}:
        return True
    above = token.head
    ranked = any(_ranks(c) for c in token.children)
    if token.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ == "one":
        return ranked and above.head.dep_ in {"pobj", "appos"}
    return ranked and token.dep_ in {"appos", "npadvmod", "pobj"}


def _ranks(modifier: Token) -> bool:
    """ "the [third], [latest], [worst], [such]": the noun sums up what is told beside it."""
    return modifier.tag_ == "JJS" or modifier.ent_type_ == "ORDINAL" or modifier.lower_ in {"such", "latest"}


def _purpose_told(trigger: Trigger, found: list[Trigger]) -> bool:
    """ "launched an offensive to take the capital": the offensive tells it."""
    token = trigger.token
    if not trigger.entry.more.get("purpose") or token.tag_ != "VB":
        return False
    return any(
        t.type is EventType.GROUND_ASSAULT
        and t.nominal
        and (t.token.is_ancestor(token) or t.token.head.is_ancestor(token))
        for t in found
        if t.token.i < token.i
    )


def _only_setting(token: Token, verbs: set[int]) -> bool:
    """ "captured two men in another raid": the noun only says in what the verb's event happened."""
    above = token.head
    if token.dep_ != "pobj" or above.lower_ not in {"in", "during", "after", "following"}:
        return False
    return any(at.i in verbs for _, at in zip(range(_SETTING_REACH), above.ancestors, strict=False))


def _advance_before_capture(trigger: Trigger, found: list[Trigger]) -> bool:
    """ "advanced and took the town": the capture tells it."""
    if trigger.type is not EventType.GROUND_ASSAULT or trigger.nominal:
        return False
    later = {t.i for t in trigger.token.conjuncts}
    return any(t.type is EventType.CONTROL_GAINED and t.token.i in later for t in found)


def _drives_out(trigger: Trigger, found: list[Trigger]) -> bool:
    """ "the fighting has forced thousands to flee": the flight is told, the fighting only as its cause."""
    if not trigger.nominal or trigger.token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    return any(t.type is EventType.DISPLACEMENT and t.token.i == trigger.token.head.i for t in found)


def _near(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        yield child
        if child.dep_ == "agent":
            yield from child.children
        yield from (c for c in child.conjuncts if c.head.i == child.i)
    if verb.dep_ == "relcl" or verb.dep_ == "acl":
        yield verb.head


def _keeps(verb: Trigger, noun: Trigger) -> bool:
    """A verb of control or movement is its own event even if an attack is its subject."""
    moving = {EventType.DISPLACEMENT, EventType.CONTROL_GAINED, EventType.CONTROL_LOST, EventType.SIEGE}
    return verb.type in moving and noun.type != verb.type


def _joined(page: Page, found: list[Trigger]) -> list[Trigger]:
    """Join harm words to the event of their sentence, and one happening told by two words."""
    events = [t for t in found if t.type is not None]
    loose: list[Trigger] = []
    for harm in (t for t in found if t.type is None):
        harmful = (e for e in events if e.type is not None and FAMILY_OF[e.type] in _HARMING)
        best = min(harmful, key=lambda e: (path_length(e.token, harm.token), e.token.i), default=None)
        reached = best is not None and path_length(best.token, harm.token) <= _HARM_REACH
        if best is not None and reached and _one_deed(page, best.token, harm.token):
            at = events.index(best)
            events[at] = replace(best, harm=(*best.harm, harm.token), speaker=best.speaker or harm.speaker)
        elif loose and _one_deed(page, loose[-1].token, harm.token):
            loose[-1] = replace(loose[-1], harm=(*loose[-1].harm, harm.token))
        else:
            loose.append(replace(harm, harm=(harm.token,)))
    return sorted(_once(page, [*events, *loose]), key=lambda t: t.token.i)


def _one_deed(page: Page, event: Token, harm: Token) -> bool:
    return _one_speaker(page, event, harm) and not _other_deed(page, event, harm)


def _one_speaker(page: Page, event: Token, harm: Token) -> bool:
    """ "a block was hit, with officials saying they received three bodies": the toll is said by others."""
    of_event, of_harm = (set(covering(page.attributions, span_of(t))) for t in (event, harm))
    return not any(page.attributions[i].sources for i in of_harm - of_event)


def _other_deed(page: Page, event: Token, harm: Token) -> bool:
    """ "a bomb killed two, and gunmen killed a colonel": a clause with a doer of its own beside the other."""
    if event.i == harm.i or harm.pos_ != "VERB" or harm.is_ancestor(event) or event.is_ancestor(harm):
        joined = harm.dep_ in {"conj", "parataxis"} and not harm.is_ancestor(event)
        if event.i == harm.i or not (joined or two_deeds(event, harm)):
            return False
    doer = by_agent(harm) if is_passive(harm) else own_subject(harm)
    if doer is None or doer.pos_ == "PRON" or doer.is_ancestor(event) or doer.i == event.i:
        return False
    return bool(page.classes(doer) & _DOERS)


def _once(page: Page, found: list[Trigger]) -> list[Trigger]:
    """ "attacked the post in a raid": one happening if same family, near, and the second adds no place."""
    kept: list[Trigger] = []
    for trigger in sorted(found, key=lambda t: (t.type is None, t.token.i)):
        twin = next((k for k in kept if _same_happening(page, k, trigger)), None)
        if twin is None:
            kept.append(trigger)
            continue
        main, other = _finer(twin, trigger)
        kept[kept.index(twin)] = replace(
            main, harm=(*main.harm, *other.harm), also=(*main.also, *other.also, other.token)
        )
    return kept


def _shared(a: Trigger, b: Trigger) -> bool:
    """ "were trapped and stranded": two verbs of one subject and one type."""
    later = b.token
    return (
        a.type is b.type
        and a.type is not None
        and later.dep_ == "conj"
        and later.head.i == a.token.i
        and not any(c.dep_ in {"nsubj", "nsubjpass", "dobj"} for c in later.children)
    )


_SETS_OFF = lexicon.words("sets_off")
_REMOTE_FIGHT = {
    EventType.AIRSTRIKE: 3,
    EventType.SHELLING: 3,
    EventType.BOMBING: 3,
    EventType.MASSACRE: 2,
    EventType.GROUND_ASSAULT: 1,
    EventType.ARMED_ATTACK: 0,
    EventType.CLASH: 0,
}


def _finer(a: Trigger, b: Trigger) -> tuple[Trigger, Trigger]:
    rank = _REMOTE_FIGHT
    if a.type is None or b.type is None:
        return (a, b) if b.type is None else (b, a)
    told = rank.get(b.type, 0) - rank.get(a.type, 0)
    if told == 0 and a.type is EventType.CLASH and a.nominal and not b.nominal:
        return b, a  # "clashes erupted when rebels attacked the post"
    return (b, a) if told > 0 else (a, b)


def _where_it_hit(a: Trigger, b: Trigger) -> bool:
    """ "strikes hit the villages, where people were targeted": who was hit there, by a word of no form."""
    verb = governing_verb(a.token)
    formless = bool(b.entry.more.get("means")) and b.type is EventType.ARMED_ATTACK and not b.nominal
    hung = b.token.dep_ == "relcl" and any(c.lower_ == "where" for c in b.token.children)
    return formless and hung and by_agent(b.token) is None and verb is not None and verb.is_ancestor(b.token)


def _compared(token: Token) -> bool:
    """ "the deadliest attack since an assault in May": what it is measured by is another happening."""
    return token.dep_ == "pobj" and token.head.lower_ in {"since", "than", "unlike", "like"}


def _same_happening(page: Page, a: Trigger, b: Trigger) -> bool:
    if two_deeds(a.token, b.token):
        return False
    if _where_it_hit(a, b):
        return True
    if a.type is None or b.type is None or (a.type not in _REMOTE_FIGHT or b.type not in _REMOTE_FIGHT):
        return (
            a.type is b.type
            and a.type is not None
            and path_length(a.token, b.token) <= 2
            and a.token.dep_ != "conj"
            and b.token.dep_ != "conj"
        )
    if _shared(a, b):
        return True
    if _compared(a.token) or _compared(b.token):
        return False
    if path_length(a.token, b.token) > 3 or b.token.dep_ == "conj" or a.token.dep_ == "conj":
        return False
    if any(t.token.dep_ == "dobj" and t.token.head.lemma_.lower() in _SETS_OFF for t in (a, b)):
        return False
    kinds = {a.type, b.type}
    loose = {EventType.ARMED_ATTACK, EventType.CLASH, EventType.GROUND_ASSAULT}
    return a.type is b.type or bool(kinds & loose)
