"""Organisations that speak or act: what they said, who bears them out, against whom, their side over time.

No page is made of a private person: whoever calls these must ask `is_private` first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model.actor import Conflict, SideRow
from onrecord.model.answer import SourceLine
from onrecord.model.incident import Origin
from onrecord.model.judgement import Judgement
from onrecord.model.pages import Company, SideSpell, SourcePage
from onrecord.model.source import SourceType
from onrecord.model.stored import StoredClaim
from onrecord.record.lines import claim_line
from onrecord.record.shelf import Shelf

# Crowds of people are no organisation: they have no page, no rate, and no search by name.
PEOPLE = frozenset(
    {SourceType.RESIDENT, SourceType.WITNESS, SourceType.TRIBAL_LEADER, SourceType.MEDIC, SourceType.OTHER}
)
_COMPANY = 12


def has_page(line: SourceLine) -> bool:
    """True for organisations, offices and outlets; never for people, named or not."""
    return not line.private and line.type not in PEOPLE


def source_page(
    line: SourceLine, held: Sequence[StoredClaim], shelf: Shelf, sides: tuple[SideSpell, ...], stretch: range
) -> SourcePage:
    """What a source said, and how often an origin independent of it says the same, or the contrary.

    Of its claims a stretch is shown.
    """
    mine = {s.claim.id for s in held}
    told = {i.id: i for claim in mine if (i := shelf.incident(claim)) is not None}
    comparable = borne_out = 0
    agrees: Counter[str] = Counter()
    against: Counter[str] = Counter()
    interests: Counter[str] = Counter()
    for incident in told.values():
        own = [o for o in incident.origins if not mine.isdisjoint(o.claims)]
        if not own:
            continue
        interests.update(o.interest.value for o in own)
        others = [o for o in incident.origins if mine.isdisjoint(o.claims)]
        comparable += bool(others) or bool(set(incident.denied_by) - mine)
        borne_out += bool(others)
        agrees.update({_name(o) for o in others})
    for found in shelf.disputed(mine):
        for here, there in ((found.first, found.second), (found.second, found.first)):
            if not mine.isdisjoint(here):
                against.update({n for c in there if c not in mine and (n := _name_behind(c, shelf))})
    company = {
        name: Company(name=name, agrees=agrees[name], contradicts=against[name])
        for name in (*agrees, *against)
    }
    return SourcePage(
        line=line,
        claims=tuple(claim_line(s) for s in held[stretch.start : stretch.stop]),
        n_claims=len(held),
        comparable=comparable,
        borne_out=borne_out,
        company=tuple(sorted(company.values(), key=lambda c: (-c.agrees - c.contradicts, c.name))[:_COMPANY]),
        interests=tuple(sorted(interests.items(), key=lambda x: (-x[1], x[0]))),
        sides=sides,
    )


def spells_of(
    actor: str, line_up: Sequence[str], conflicts: Iterable[Conflict], decided: Mapping[str, Judgement]
) -> tuple[SideSpell, ...]:
    """The sides of an actor, or of what it is part of, in each conflict, as the rows have it.

    A row is cited; or a person `decided` it, and cites the judgement.
    """
    wanted = {actor, *line_up}
    return tuple(
        SideSpell(
            conflict=conflict.name,
            side=dict(conflict.side_names).get(row.side, row.side) or "a side of its own",
            since=row.since,
            until=row.until,
            citation=_citation(row, decided),
            decided=row.citation if row.citation in decided else "",
        )
        for conflict in conflicts
        for row in conflict.sides
        if row.actor in wanted
    )


def _citation(row: SideRow, decided: Mapping[str, Judgement]) -> str:
    judgement = decided.get(row.citation)
    if judgement is None:
        return row.citation
    return f"decided by {judgement.author}{f': {judgement.reason}' if judgement.reason else ''}"


def _name_behind(claim: str, shelf: Shelf) -> str:
    """The origin that makes a claim, '' where none is known."""
    incident = shelf.incident(claim)
    return next((_name(o) for o in incident.origins if claim in o.claims), "") if incident else ""


def _name(origin: Origin) -> str:
    if origin.type in PEOPLE:
        return f"{origin.type.value.replace('_', ' ')}s" if origin.type else "people"
    return origin.names[0] if origin.names else ", ".join(origin.gatekeepers)
