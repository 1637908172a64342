"""Our claims in the shape of MUC-4's templates: roles, types, tolls, places, dates, how sure who did it is.

Only text, date and place of the dateline, and the header's tags of a document are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from benchmarks.muc4_events import framed, mentioned
from benchmarks.muc4_phrases import armed, root_lemma, root_of, words
from benchmarks.muc4_relevance import MANY, NARROW, blaming, kind_of, relevant
from benchmarks.muc4_roles import Roles
from benchmarks.places import opened
from benchmarks.reading import read
from onrecord import parties
from onrecord.model.claim import Claim, HarmKind
from onrecord.model.place import PlaceKind
from onrecord.read.page import Page
from onrecord.read.truecase import restore

Row = dict[str, Any]


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction for each document."""
    for row in rows:
        yield Document.of(row).answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as read, with the claims that MUC would make a template of."""

    id: str
    page: Page
    told: tuple[Claim, ...]
    blamed: tuple[Claim, ...]  # claims that name doers and fill nothing else
    published: date | None
    home: str  # name of the dateline's country, '' where unknown

    @staticmethod
    def of(row: Row) -> Document:
        """Read a document, told beforehand that the set is of armed conflict, as all its texts are."""
        published = date.fromisoformat(row["date_published"]) if row.get("date_published") else None
        home = _country_of(row.get("dateline_place") or "")
        text = restore(row["text_original"], opened(), parties.load())
        found = read(text, published, home=home)
        told = found.claims
        told += tuple(mentioned(found.page, found.when, {c.trigger for c in told}))
        told += tuple(framed(found.page, found.when))
        speech = any(tag.startswith(tuple(words("speech", "tags"))) for tag in row.get("tags", ()))
        kept = relevant(told, found.page, published, speech)
        blamed = blaming(told, found.page, published) if kept else ()
        return Document(
            id=row["id"], page=found.page, told=kept, blamed=blamed, published=published, home=home
        )

    def answer(self) -> Row:
        """The row that MUC's scorer reads."""
        roles = Roles(self.page, self.told, self.blamed)
        killed, injured = toll(self, HarmKind.KILLED), toll(self, HarmKind.INJURED)
        return {
            "id": self.id,
            "is_event": bool(self.told),
            "incident_types": self.types(),
            "roles": roles.filled(),
            "killed": killed,
            "injured": injured,
            "perp_confidence": roles.confidence(),
            "countries": self.countries(),
            "places": self.places(),
            "dates": self.dates(),
        }

    def types(self) -> list[str]:
        """The kinds of incident; an attack beside another kind only where it is a deed of its own."""
        found = [(kind_of(c, self.page), c) for c in self.told]
        kinds = {k for k, _ in found}
        own = any(k == "ATTACK" and root_lemma(self.page, c.trigger) in words("deed") for k, c in found)
        if len(kinds) > 1 and not own:
            kinds.discard("ATTACK")
        return sorted(kinds)

    def countries(self) -> list[str]:
        """The land most of the incidents are in; the dateline's where none is told."""
        if not self.told:
            return []
        votes: dict[str, float] = defaultdict(float, {self.home: 1.5})
        for place in self.page.places:
            votes[place.country] += 0.2
        for claim in self.told:
            if claim.place is not None:
                votes[claim.place.country] += 1.0 if claim.place.kind in NARROW else 0.5
        votes.pop("", None)
        code = max(sorted(votes), key=lambda c: votes[c], default="")
        return [_name_of(code)] if code else []

    def places(self) -> list[str]:
        """The named places of the incidents, as written."""
        named = [
            c.place.as_written if c.place.antecedent is None else c.place.name
            for c in self.told
            if c.place is not None and c.place.kind is not PlaceKind.COUNTRY
        ]
        return list(dict.fromkeys(n.lower() for n in named))

    def dates(self) -> list[str]:
        """The days told; the dateline's day ("on or before") where none is."""
        days = {
            c.time.interval.first_day.isoformat()
            for c in self.told
            if c.time is not None
            and c.time.interval is not None
            and c.time.interval.days <= 1
            and (self.published is None or c.time.interval.first_day <= self.published)
        }
        if not days and self.told and self.published:
            days = {self.published.isoformat()}
        return sorted(days)


@cache
def _country_of(place: str) -> str:
    hits = opened().lookup(place.title()) if place else ()
    return max(hits, key=lambda h: h.weight).place.country if hits else ""


@cache
def _name_of(code: str) -> str:
    capital = opened().capital(code)
    above = opened().place(capital.parents[-1]) if capital is not None and capital.parents else None
    return above.name if above is not None else code


def toll(document: Document, kind: HarmKind) -> Row | None:
    """From the largest single figure up to the sum of those that are not the same.

    Victims without a figure count as one, or as two or more where they are many.
    """
    ranges: dict[str, tuple[int, int | None]] = {}
    for claim in document.told:
        for count in claim.counts:
            if count.kind is kind and not count.of_whom and count.low and count.low < MANY:
                _widen(ranges, count.who.lower() or "people", count.low, count.high)
    if kind is HarmKind.KILLED:
        for who, low, high in _uncounted(document):
            if who not in ranges:
                ranges[who] = (low, high)
    if not ranges:
        return None
    least = max(low for low, _ in ranges.values())
    tops = [top for _, top in ranges.values()]
    most = None if None in tops else sum(t for t in tops if t is not None)
    return {"min": least, "max": most, "best": most if most is not None else least}


def _widen(ranges: dict[str, tuple[int, int | None]], who: str, low: int, high: int | None) -> None:
    least, most = ranges.get(who, (0, 0))
    ranges[who] = (max(least, low), None if most is None or high is None else max(most, high))


def _uncounted(document: Document) -> Iterator[tuple[str, int, int | None]]:
    """Those who undergo a killing and are given no figure."""
    for claim in document.told:
        killing = root_lemma(document.page, claim.trigger) in words("harm", "killed")
        if not killing or any(c.kind is HarmKind.KILLED for c in claim.counts):
            continue
        for ref in claim.targets:
            root = root_of(document.page, ref.span)
            if root is not None and root.pos_ in {"NOUN", "PROPN"} and not armed(ref, document.page):
                many = root.tag_ in {"NNS", "NNPS"}
                yield root.lower_, 2 if many else 1, None if many else 1
