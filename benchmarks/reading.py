"""A text read as one of a war, without asking first whether it is: some sets are of nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from benchmarks.places import opened
from onrecord import parties
from onrecord.model.claim import Claim, TimeRef
from onrecord.read import actors, attribution, claims, places, relevance, times
from onrecord.read.page import Page
from onrecord.read.parse import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What our reader finds in a text once it is told that the text is of a war."""

    page: Page
    when: tuple[TimeRef, ...]
    claims: tuple[Claim, ...]


def read(text: str, published: date | None = None, *, home: str = "") -> Read:
    """The page and the claims of a text; `home` is the outlet's country (ISO code)."""
    doc, book = parse(text), parties.load()
    said = attribution.find(doc, book.find)
    where = places.find(doc, opened(), veto=book.is_actor_name, beside=places.Beside(outlet_country=home))
    votes = Counter(p.country for p in where if p.country)
    bodies = actors.find(doc, book, country_votes=votes, day=published)
    page = Page.of(doc, actors=bodies, places=where, attributions=said, armed=relevance.STRONG)
    when = times.find(text, published)
    found = claims.assemble(page, when, edition="benchmark", reading="benchmark", published=published)
    return Read(page=page, when=when, claims=found)
