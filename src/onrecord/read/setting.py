"""Where and when an event happened: the place and the time of one trigger."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.model.claim import EventType, TimeRef
from onrecord.model.place import Match, PlaceKind, PlaceRef
from onrecord.model.values import Span
from onrecord.read.clauses import path_length, patient
from onrecord.read.conditions import place_before_which
from onrecord.read.events import Trigger
from onrecord.read.page import Page, entries_of
from onrecord.read.parse import Token, span_of

_MEASURES = (
    "km from",
    "miles from",
    "kilometers from",
    "kilometres from",
    "miles) from",
    "km) from",
    "miles of",
)


# "strikes ... across the province": a place inside the noun's own phrase (arcs of the parse).
_OWN_PLACE = 2.0
# "the village of X, east of Y": Y only says where X lies.
_ANCHOR_PLACE = 3.0
_DIRECTION = re.compile(
    r"\b(?:(?:north|south)(?:-?(?:east|west))?|east|west)(?:ern)? of (?:the (?:town|city) of )?$"
)
_ALL_OVER = 2.0  # "across the province": wide, and meant so
# "the camp in the strip", "X, capital of the province": the wider of two nested places.
_WIDER_PLACE = 2.0
_RELATIVES = frozenset({"which", "who", "whom", "that", "where"})
_NESTED = 4  # arcs from a place to the one it places
# A town tells more of where it happened than the province or country beside it (arcs of the parse).
_KIND_COST = {"town": 0.0, "feature": 1.0, "area": 2.0, "region": 2.5, "country": 4.0}


def places(trigger: Trigger, page: Page, evidence: Span) -> tuple[PlaceRef, ...]:
    """Places of the event, the best first: inside its phrase, then in its clause, then in its sentence."""
    token = trigger.token
    scored: list[tuple[float, PlaceRef]] = []
    source_spans = [s for a in page.attributions for s in (*a.source_spans, *a.cue_spans)]
    seen: set[int] = set()
    taken = place_before_which(page, token) or patient(token)
    for i in range(token.sent.start, token.sent.end):
        ref = page.place_at.get(i)
        if ref is None or ref.span is None or ref.span.start in seen:
            continue
        seen.add(ref.span.start)
        if any(s.contains(ref.span) for s in source_spans) or i in page.actor_at or _names_a_side(page, ref):
            continue
        word = page.doc[i]
        head = _head_of(page, ref)
        if (
            _home_of_people(head, page)
            or _whose(ref, head, page)
            or (trigger.type is EventType.WITHDRAWAL and _destination(head))
        ):
            continue
        far = min(
            [path_length(token, head), *(path_length(h, head) + 1 for h in (*trigger.harm, *trigger.also))]
        )
        cost = far + 2.0 * (not evidence.contains(ref.span)) + 0.02 * abs(word.i - token.i)
        cost += _KIND_COST.get(ref.kind.value, 0.0)
        cost += 3.0 * (head.dep_ in {"poss", "compound", "amod"} and head.head.i != token.i)
        cost += 4.0 * _is_route(head)
        cost += _WIDER_PLACE * _under_another(page, ref, head)
        cost += _ANCHOR_PLACE * (
            _DIRECTION.search(page.text, max(0, ref.span.start - 24), ref.span.start) is not None
        )
        cost -= _OWN_PLACE * (trigger.nominal and head.dep_ == "pobj" and token.is_ancestor(head))
        cost -= _ALL_OVER * (head.dep_ == "pobj" and head.head.lower_ in {"across", "throughout"})
        cost -= 6.0 * (taken is not None and taken.i == head.i)  # "X, which they captured"
        scored.append((cost, ref))
    told = [ref for _, ref in scored]
    scored = [(cost + _WIDER_PLACE * _holds_another(ref, told), ref) for cost, ref in scored]
    scored.sort(key=lambda pair: pair[0])
    if not scored:
        return ()
    best = scored[0][1]
    heads = (
        _head_of(page, best),
        _root_of(page, best),
    )  # "villages of A and B", "the village of A and the town of B"
    together = {t.i for head in heads for t in (head, *head.conjuncts)}
    same = (ref for _, ref in scored[1:] if {_head_of(page, ref).i, _root_of(page, ref).i} & together)
    return (best, *same)


def _holds_another(ref: PlaceRef, others: list[PlaceRef]) -> bool:
    """ "In the province, they died in Latra": another place of the sentence lies in it."""
    return any(ref.id in other.within and other.match is not Match.ANAPHOR for other in others)


def _under_another(page: Page, ref: PlaceRef, head: Token) -> bool:
    """True where the place only says where another named place lies."""
    above = (page.place_at.get(t.i) for _, t in zip(range(_NESTED), head.ancestors, strict=False))
    return any(other is not None and other is not ref for other in above)


def _names_a_side(page: Page, ref: PlaceRef) -> bool:
    """ "UK-based", "70 km from X": the place of a body, or of a measure, is not where it happened."""
    assert ref.span is not None
    text = page.text
    if (
        text[ref.span.end : ref.span.end + 8]
        .lower()
        .startswith(("-based", "-backed", "-led", " based", "-held"))
    ):
        return not text[ref.span.end :].startswith("-held")
    before = text[max(0, ref.span.start - 24) : ref.span.start].lower()
    return before.rstrip().endswith(_MEASURES)


_OF_A_COUNTRY = frozenset({"person", "fighter", "force", "captive", "refugee", "vehicle", "aircraft"})


def _home_of_people(head: Token, page: Page) -> bool:
    """ "volunteers from the port": where people are from is not where it happened."""
    if head.dep_ != "pobj" or head.head.lower_ != "from":
        return False
    who = head.head.head
    return who.pos_ in {"NOUN", "PROPN"} and bool(page.classes(who) & {"person", "fighter", "force"})


def _whose(ref: PlaceRef, head: Token, page: Page) -> bool:
    """ "three U.S. nurses", "a UK convoy": an abbreviated country, which has no adjective, tells whose."""
    short = ref.kind is PlaceKind.COUNTRY and ref.as_written.isupper()
    if not short or head.dep_ not in {"compound", "amod", "nmod"}:
        return False
    return bool(page.classes(head.head) & _OF_A_COUNTRY) and head.head.i not in page.place_at


def _destination(head: Token) -> bool:
    """ "fell back to the river": where a body went, not the place it left."""
    return head.dep_ == "pobj" and head.head.lower_ in {"to", "into", "towards", "toward"}


def _is_route(head: Token) -> bool:
    """Where people came from or went to is not where it happened; nor is the place spoken of as a body."""
    return (
        head.dep_ == "pobj"
        and head.head.lower_ in {"from", "towards", "toward", "via"}
        and head.head.head.lemma_
        not in {
            "flee",
            "withdraw",
            "retreat",
            "displace",
            "force",
            "drive",
            "pull",
            "evacuate",
            "advance",
            "push",
            "expel",
            "oust",
            "march",
        }
    )


def _root_of(page: Page, ref: PlaceRef) -> Token:
    """The head token of the name itself."""
    assert ref.span is not None
    span = page.doc.char_span(ref.span.start, ref.span.end, alignment_mode="expand")
    assert span is not None
    return span.root


def _head_of(page: Page, ref: PlaceRef) -> Token:
    """The token of a place name that the rest of the sentence hangs on."""
    root = _root_of(page, ref)
    after = root.head
    named = root.dep_ in {"compound", "nmod", "amod"} and root.i < after.i and after.pos_ == "NOUN"
    if named and any(e.gives == "place" for e in entries_of(after)):
        return after  # "Latria province"
    noun = after.head
    if root.dep_ == "pobj" and after.lower_ == "of" and any(e.gives == "place" for e in entries_of(noun)):
        return noun  # "the village of Latra"
    return root


def time(trigger: Trigger, page: Page, times: tuple[TimeRef, ...], evidence: Span) -> TimeRef | None:
    """The time told for the event: the nearest one in its clause that does not date the act of saying."""
    token = trigger.token
    sentence = Span(start=token.sent.start_char, end=token.sent.end_char)
    best: tuple[float, TimeRef] | None = None
    for ref in times:
        if ref.span is None or ref.interval is None or not sentence.overlaps(ref.span):
            continue
        span = page.doc.char_span(ref.span.start, ref.span.end, alignment_mode="expand")
        if span is None or not span.text.strip():  # a date line is furniture, and blank in the parse
            continue
        if dates_the_saying(span.root, page, trigger) or _dates_another(span.root, trigger):
            continue
        far = min(
            [
                path_length(token, span.root),
                *(path_length(h, span.root) for h in (*trigger.harm, *trigger.also)),
            ]
        )
        cost = far + 2.0 * (not evidence.contains(ref.span)) + 0.02 * abs(span.root.i - token.i)
        if best is None or cost < best[0]:
            best = (cost, ref)
    return best[1] if best else None


def dates_the_saying(root: Token, page: Page, trigger: Trigger) -> bool:
    """ "told the agency on Monday": the day belongs to the cue, or to the source, not to what is said."""
    at = root
    for _ in range(4):
        if at.head.i == at.i:
            return False
        at = at.head
        if at.pos_ in {"NOUN", "PROPN"} and at.ent_type_ not in {"DATE", "TIME"}:
            return False  # "an assault in August": the time stands with what is told
        if at.pos_ in {"VERB", "AUX"}:
            if trigger.speaker is not None and at.i == trigger.speaker.i:
                return False  # "declared victory on Thursday": to say so is the event
            of_source = at.dep_ in {"relcl", "acl"} and _is_source(at.head, page)
            if of_source and not at.is_ancestor(trigger.token):
                return True  # "residents who spoke to the agency on Monday"
            where = span_of(at)
            in_cue = [a for a in page.attributions if any(s.overlaps(where) for s in a.cue_spans)]
            return any(not any(c.contains(span_of(root)) for c in a.content_spans) for a in in_cue)
    return False


def _dates_another(root: Token, trigger: Trigger) -> bool:
    """ "the town, which they had taken last week": the time of a relative clause about something else."""
    mine = {t.i for t in (trigger.token, *trigger.harm, *trigger.also)}
    for at in root.ancestors:
        if at.i in mine or at.is_ancestor(trigger.token):
            return False
        told = any(t.lower_ in _RELATIVES for t in at.subtree if t.i <= at.i)
        if at.dep_ == "relcl" and told and at.pos_ in {"VERB", "AUX"}:
            return at.head.i not in mine
    return False


def _is_source(noun: Token, page: Page) -> bool:
    return any(s.contains(span_of(noun)) for a in page.attributions for s in a.source_spans)


def inherited(ref: PlaceRef, antecedent: Span | None) -> PlaceRef:
    """A place carried over from the event a clause leads back to; shown as such."""
    return replace(
        ref, match=Match.ANAPHOR, confidence=min(ref.confidence, 0.7), antecedent=antecedent or ref.span
    )
