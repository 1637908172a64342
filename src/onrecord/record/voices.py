"""Organisations that speak or act: what they said, who bears them out, against whom, their side over time.

No page is made of a private person: whoever calls these must ask `is_private` first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.export.guard import is_private
from onrecord.model.actor import Conflict, SideRow
from onrecord.model.answer import SourceLine
from onrecord.model.incident import Incident, Origin
from onrecord.model.judgement import Judgement
from onrecord.model.pages import Company, SideSpell, SourcePage
from onrecord.model.picture import Picture
from onrecord.model.source import Source, SourceType
from onrecord.model.stored import StoredClaim
from onrecord.record.lines import claim_line

# Crowds of people are no organisation: they have no page, no rate, and no search by name.
PEOPLE = frozenset(
    {SourceType.RESIDENT, SourceType.WITNESS, SourceType.TRIBAL_LEADER, SourceType.MEDIC, SourceType.OTHER}
)
_COMPANY = 12


def has_page(line: SourceLine) -> bool:
    """True for organisations, offices and outlets; never for people, named or not."""
    return not line.private and line.type not in PEOPLE


def is_person(source: Source) -> bool:
    """True if a source is a private person, or people without an office."""
    return is_private(source) or (source.type in PEOPLE and not source.actor)


def source_page(
    line: SourceLine, held: Sequence[StoredClaim], picture: Picture, sides: tuple[SideSpell, ...]
) -> SourcePage:
    """What a source said, and how often an origin independent of it says the same, or the contrary."""
    mine = {s.claim.id for s in held}
    comparable = borne_out = 0
    agrees: Counter[str] = Counter()
    against: Counter[str] = Counter()
    interests: Counter[str] = Counter()
    for incident in picture.incidents:
        own = [o for o in incident.origins if mine & set(o.claims)]
        if not own:
            continue
        interests.update(o.interest.value for o in own)
        others = [o for o in incident.origins if not mine & set(o.claims)]
        comparable += bool(others) or bool(set(incident.denied_by) - mine)
        borne_out += bool(others)
        agrees.update({_name(o) for o in others})
    names = _names_of(picture.incidents)
    for found in picture.contradictions:
        for here, there in ((found.first, found.second), (found.second, found.first)):
            if mine & set(here):
                against.update({names[c] for c in there if c in names and c not in mine})
    company = {
        name: Company(name=name, agrees=agrees[name], contradicts=against[name])
        for name in (*agrees, *against)
    }
    return SourcePage(
        line=line,
        claims=tuple(claim_line(s) for s in held),
        comparable=comparable,
        borne_out=borne_out,
        company=tuple(sorted(company.values(), key=lambda c: (-c.agrees - c.contradicts, c.name))[:_COMPANY]),
        interests=tuple(interests.most_common()),
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


def _names_of(incidents: Iterable[Incident]) -> dict[str, str]:
    return {c: _name(o) for i in incidents for o in i.origins for c in o.claims}


def _name(origin: Origin) -> str:
    if origin.type in PEOPLE:
        return f"{origin.type.value.replace('_', ' ')}s" if origin.type else "people"
    return origin.names[0] if origin.names else ", ".join(origin.gatekeepers)
