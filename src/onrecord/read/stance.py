"""Whether an event is told as having happened, doubted, planned, denied, or not told as happening at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.model.claim import Facet, Modality, Polarity
from onrecord.model.source import Attribution, CueKind
from onrecord.model.values import Phrase, Span
from onrecord.read.clauses import governing_verb, subject
from onrecord.read.parse import Token

_MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "shall", "ought"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided"})
_LEVELS = 5


_STATING = frozenset({CueKind.STATES, CueKind.CLAIMS})


def _nobody(source: str) -> bool:
    """ "No group claimed responsibility"."""
    return source.lower().split(" ")[0] in {"no", "nobody", "none", "neither"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an event is told; `told` is False where it makes no claim, and `why` names the reason."""

    told: bool = True
    why: str = ""
    modality: Modality = Modality.ACTUAL
    polarity: Polarity = Polarity.AFFIRMED
    hedge_on: tuple[Facet, ...] = ()
    hedge: Phrase | None = None
    rules: tuple[str, ...] = ()


@cache
def _governors(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("stance").tables["governors"][kind])


def standing(trigger: Token, evidence: Span, attributions: tuple[Attribution, ...], text: str) -> Standing:
    """Judge one trigger by its clause, what governs it, and the cues it is told under."""
    facets, hedge, rules = _hedges(trigger, evidence, text)
    why = _irreal(trigger)
    if why == "modal" and any(rule in _standing_doubts() for rule in rules):
        why = ""  # "may be behind the raid": only who did it is in doubt
    planned = _planned(trigger) or any(a.kind is CueKind.PLANS for a in attributions)
    if why and not planned:
        return Standing(told=False, why=why)
    if any(a.kind is CueKind.SILENT for a in attributions):
        return Standing(told=False, why="silence")
    if any(a.kind is CueKind.ASKS for a in attributions):
        return Standing(told=False, why="asked for")
    denied = _negated(trigger)
    innermost = _answered(attributions)
    if innermost is not None and innermost.negated and innermost.kind in _STATING:
        return Standing(told=False, why="not confirmed")
    if any(_nobody(s.of(text)) for a in attributions for s in a.source_spans):
        return Standing(told=False, why="nobody says so")
    if innermost is not None and innermost.kind is CueKind.DENIES:
        if _neither(trigger, innermost):
            return Standing(told=False, why="neither said nor denied")
        denied = not denied
    doubtful = any(
        a.kind is CueKind.HEDGES or (a.missing and a.cue not in _governors("not_doubt")) for a in attributions
    )
    if doubtful and not facets:  # "believed to be Ruritanian" is a doubt about the agent alone
        facets = (Facet.EVENT,)
    modality = Modality.PLANNED if planned else Modality.HEDGED if facets else Modality.ACTUAL
    if denied and not attributions:
        return Standing(told=False, why="negated")
    return Standing(
        modality=modality,
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        hedge_on=facets,
        hedge=hedge,
        rules=rules,
    )


def _answered(attributions: tuple[Attribution, ...]) -> Attribution | None:
    """The innermost act of saying; "refuted claims that": who denies is not who claims."""
    inner = attributions[-1] if attributions else None
    outer = attributions[-2] if len(attributions) > 1 else None
    if inner is None or outer is None or inner.kind not in _STATING or outer.kind is not CueKind.DENIES:
        return inner
    return outer if set(inner.source_spans) <= set(outer.source_spans) else inner


@cache
def _standing_doubts() -> frozenset[str]:
    """The doubts on who did it that take the deed itself for granted."""
    return frozenset(e.id for e in lexicon.load("stance").giving("hedged") if e.more.get("stands"))


def _neither(trigger: Token, saying: Attribution) -> bool:
    """ "The militia neither claimed nor denied the raid"."""
    found = [trigger.doc.char_span(s.start, s.end, alignment_mode="expand") for s in saying.cue_spans]
    return any(
        c.lower_ in {"neither", "nor"}
        for cue in found
        if cue is not None
        for verb in (cue.root, cue.root.head)
        for c in verb.children
        if c.dep_ in {"preconj", "cc"}
    )


_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)\b(?=(?: of)? (?:the |its |[A-Z]))")


def share(evidence: Span, text: str) -> tuple[float | None, str]:
    """The part of a place that is said to be held or taken (0-1), and the rule; None where all of it is."""
    figure = _PERCENT.search(text, evidence.start, evidence.end)
    if figure and float(figure.group(1)) <= 100:
        return float(figure.group(1)) / 100, "share.percent"
    for entry in lexicon.load("stance").giving("share"):
        if entry.compiled().search(text, evidence.start, evidence.end):
            return float(entry.more["share"]), entry.id
    return None, ""


def _of_the_doer(trigger: Token, evidence: Span) -> Span:
    """The evidence, and the subject of its verb where that stands before it."""
    verb = trigger if trigger.pos_ in {"VERB", "AUX"} else governing_verb(trigger)
    doer = subject(verb) if verb is not None else None
    start = evidence.start if doer is None else min(evidence.start, doer.left_edge.idx)
    above = verb.head if verb is not None and verb.dep_ == "ccomp" else None
    if above is not None and above.lemma_ == "be" and above.dep_ == "xcomp":
        above = above.head
    if above is not None and above.lemma_ in _governors("belief") and above.i < trigger.i:
        # The parser may take "believed" for the verb and the true verb for its clause.
        start = min(start, above.idx)
    return Span(start=start, end=evidence.end)


def _hedges(
    trigger: Token, evidence: Span, text: str
) -> tuple[tuple[Facet, ...], Phrase | None, tuple[str, ...]]:
    found: list[tuple[Facet, re.Match[str], str]] = []
    wide = _of_the_doer(trigger, evidence)
    for entry in lexicon.load("stance").giving("hedged"):
        facet = Facet(entry.more["facet"])
        where = wide if facet is Facet.AGENT else evidence
        match = entry.compiled().search(text, where.start, where.end)
        if match:
            found.append((facet, match, entry.id))
    on_doer = [m for facet, m, _ in found if facet is Facet.AGENT]
    # "believed to be Ruritanian" doubts who, though "believed to" alone would doubt whether.
    found = [
        (facet, m, rule)
        for facet, m, rule in found
        if facet is not Facet.EVENT or not any(m.start() < d.end() and d.start() < m.end() for d in on_doer)
    ]
    if not found:
        return (), None, ()
    first = found[0][1]
    phrase = Phrase(text=first.group(), span=Span(start=first.start(), end=first.end()))
    return tuple(dict.fromkeys(f for f, _, _ in found)), phrase, tuple(rule for _, _, rule in found)


def _negated(trigger: Token) -> bool:
    verb = trigger if trigger.pos_ in {"VERB", "AUX"} else governing_verb(trigger)
    if trigger.pos_ == "NOUN" and any(c.lower_ == "no" and c.dep_ == "det" for c in trigger.children):
        return True
    if verb is None or (verb.i != trigger.i and trigger.dep_ not in {"nsubj", "nsubjpass", "dobj", "attr"}):
        return False
    if any(c.dep_ == "neg" and c.lower_ != "only" for c in verb.children):
        return not any(c.lower_ == "only" for c in verb.children)
    above = verb.head
    return verb.dep_ == "xcomp" and above.lemma_ in {"fail", "refuse", "decline"}


def _above(trigger: Token) -> list[Token]:
    """Words that govern the trigger, nearest first, up to the clause that only reports it."""
    found: list[Token] = []
    at = trigger
    for _ in range(_LEVELS):
        if at.head.i == at.i:
            break
        if at.dep_ in {"ccomp", "relcl", "parataxis", "conj"} and at.pos_ in {"VERB", "AUX"}:
            if at.dep_ == "conj":
                at = at.head
                continue
            break
        if at.dep_ == "advcl" and at.tag_ != "VB":
            break
        at = at.head
        found.append(at)
    return found


def _marks(token: Token) -> set[str]:
    return {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"}}


def _auxiliaries(verb: Token) -> set[str]:
    here = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if not here and verb.dep_ == "conj" and verb.tag_ in {"VB", "VBN"}:
        return _auxiliaries(verb.head)
    return here


def _perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _planned(trigger: Token) -> bool:
    verb = trigger if trigger.pos_ in {"VERB", "AUX"} else governing_verb(trigger)
    if verb is not None and _auxiliaries(verb) & _FUTURE:
        return True
    names = _governors("planned")
    return any(t.lemma_.lower() in names for t in _above(trigger))


def _asks(verb: Token) -> bool:
    """ "who had fired", "how many were killed"; not "the men who fled fired"."""
    before = (t for t in verb.subtree if t.i < verb.i and t.tag_ in {"WP", "WP$", "WRB"})
    return any(governing_verb(t) == verb for t in before)


def _by_doing(verb: Token) -> bool:
    """ "retaliated by firing rockets": the deed itself, not what it answers."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "by"


def _irreal(trigger: Token) -> str:
    verb = trigger if trigger.pos_ in {"VERB", "AUX"} else governing_verb(trigger)
    if verb is not None:
        if _marks(verb) & _CONDITIONS:
            return "conditional"
        if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _governors("deceived"):
            return "false belief"
        if verb.dep_ == "ccomp" and _asks(verb):
            return "question"
        if _auxiliaries(verb) & _MODALS and not _perfect(verb):
            return "modal"
        if verb.dep_ == "advcl" and "to" in _auxiliaries(verb) and verb.i == trigger.i and verb.tag_ == "VB":
            return "purpose"
    for word in _above(trigger):
        name = word.lemma_.lower()
        if name in _governors("irreal"):
            return f"under {name}"
        if name in _governors("reaction") and word.i < trigger.i and not _by_doing(trigger):
            return f"reaction {name}"
    return ""
