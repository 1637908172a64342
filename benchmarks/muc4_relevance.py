"""What MUC keeps: recent, real, single deeds against others than fighters; and of which kind they are."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.muc4_phrases import armed, armed_count, root_lemma, root_of, tokens_of, weights, words
from onrecord.model.claim import Claim, EventType, Extent, HarmKind, Modality, Polarity, Stance
from onrecord.model.place import PlaceKind
from onrecord.read.page import Page

# Older than two months at the day of the dateline is left out.
_OLD = timedelta(days=62)
_HARM = frozenset({HarmKind.KILLED, HarmKind.INJURED})
NARROW = frozenset({PlaceKind.TOWN, PlaceKind.AREA, PlaceKind.FEATURE})
MANY = 500  # from here on a figure is a war's, not an incident's
VIOLENT = frozenset(
    {
        EventType.ARMED_ATTACK,
        EventType.BOMBING,
        EventType.MASSACRE,
        EventType.ABDUCTION,
        EventType.SHELLING,
        EventType.AIRSTRIKE,
        EventType.GROUND_ASSAULT,
        EventType.CLASH,
        EventType.OTHER,
    }
)


def relevant(found: tuple[Claim, ...], page: Page, published: date | None, speech: bool) -> tuple[Claim, ...]:
    """The claims MUC would make a template of; none where nothing in the text is firm enough."""
    each = [weight(c, page, published) + speech * weights()["speech"] for c in found]
    if max(each, default=-99) < weights()["firm"]:
        return ()
    return tuple(c for c, w in zip(found, each, strict=True) if w >= weights()["kept"])


def blaming(found: tuple[Claim, ...], page: Page, published: date | None) -> tuple[Claim, ...]:
    """The claims of a kept document too weak only since somebody is said to say so: they name doers."""
    spared = -weights()["claimed"]
    return tuple(
        c
        for c in found
        if c.stance is Stance.CLAIMED and weight(c, page, published) + spared >= weights()["kept"]
    )


def weight(claim: Claim, page: Page, published: date | None) -> int:
    """How much speaks for a recent, real, single deed against others than fighters."""
    if claim.event_type not in VIOLENT or claim.polarity is Polarity.DENIED:
        return -99
    if claim.modality is Modality.PLANNED or old(claim, published):
        return -99
    return sum(weights().get(name, 0) for name in marks(claim, page, published))


def marks(claim: Claim, page: Page, published: date | None) -> frozenset[str]:
    """What is weighed of a claim: kinds and forms, no words but whether its verb names a deed."""
    roots = [r for t in claim.targets if (r := root_of(page, t.span)) is not None]
    civilians = any(c.low and c.low < MANY and c.kind in _HARM and not armed_count(c) for c in claim.counts)
    here = {
        "person": bool(claim.persons) or any(r.ent_type_ == "PERSON" for r in roots),
        "civilians": civilians,
        "hundreds": any((c.low or 0) >= 100 for c in claim.counts),
        "thing": claim.object is not None or any(page.classes(r) & {"object", "vehicle"} for r in roots),
        "armed": bool(roots) and all(armed(t, page) for t in claim.targets),
        "town": claim.place is not None and claim.place.kind in NARROW,
        "recent": recent(claim, published),
        "hedged": claim.stance is Stance.HEDGED,
        "claimed": claim.stance is Stance.CLAIMED,
        "series": claim.extent is not Extent.INCIDENT,
        "plural": bool(roots) and not civilians and all(r.tag_ in {"NNS", "NNPS"} for r in roots),
        "deed": root_lemma(page, claim.trigger) in words("deed"),
        "agent": bool(claim.agents),
        claim.event_type.value: True,
        claim.rules[0]: True,
    }
    return frozenset(name for name, so in here.items() if so)


def recent(claim: Claim, published: date | None) -> bool:
    """Dated to a week or less, of the last month."""
    if claim.time is None or claim.time.interval is None:
        return False
    interval = claim.time.interval
    return interval.days <= 8 and (published is None or published - interval.last_day <= timedelta(days=30))


def old(claim: Claim, published: date | None) -> bool:
    """Ended two months before, or a sum over longer."""
    if claim.time is None or claim.time.interval is None or published is None:
        return False
    interval = claim.time.interval
    return published - interval.last_day > _OLD or interval.days > _OLD.days


def kind_of(claim: Claim, page: Page) -> str:
    """MUC's incident type."""
    if claim.event_type is EventType.ABDUCTION or root_lemma(page, claim.trigger).startswith(
        ("kidnap", "abduct")
    ):
        return "KIDNAPPING"
    if claim.event_type is EventType.BOMBING:
        return "BOMBING"
    if "ARSON" in claim.rules:
        return "ARSON"
    found = tokens_of(page, claim.evidence)
    said = {t.lemma_.lower() for t in found} if found is not None else set()
    if said & words("weapon", "explosive"):
        return "BOMBING"
    lemma = root_lemma(page, claim.trigger)
    if lemma in words("arson"):
        return "ARSON"
    return "ATTACK"
