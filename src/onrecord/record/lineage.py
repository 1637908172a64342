"""What became of incident ids between two pictures (RESOLUTION 1.4).

An id is the hash of an incident's earliest claim, so it outlives every later member; where two incidents are
joined, the id of the later claim leads to the one that took it up, for the claim itself does.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.corroborate.incidents import incident_id
from onrecord.model.changed import Fate, Lineage
from onrecord.model.incident import Incident
from onrecord.model.picture import Picture


def between(before: Picture, after: Picture) -> tuple[Lineage, ...]:
    """Ids that were taken up by another incident, and new ones that parted from an older."""
    was = {claim: i.id for i in before.incidents for claim in i.claims}
    now = {claim: i.id for i in after.incidents for claim in i.claims}
    lived, lives = {i.id for i in before.incidents}, {i.id for i in after.incidents}
    found: list[Lineage] = []
    for incident in before.incidents:
        heir = now.get(incident.claims[0], "")
        if incident.id not in lives and heir:
            found.append(Lineage(fate=Fate.MERGED, old=incident.id, new=heir))
    for incident in after.incidents:
        parent = was.get(incident.claims[0], "")
        if incident.id not in lived and parent in lives:
            found.append(Lineage(fate=Fate.SPLIT, old=parent, new=incident.id))
    return tuple(found)


def taken_up(old: str, picture: Picture, claims: Iterable[str]) -> Incident | None:
    """The incident that holds the claim whose incident `old` once was; None where no such claim is left.

    `old` may be the beginning of an id, if it is the beginning of one only.
    """
    if not old:
        return None
    found = {claim for claim in claims if incident_id(claim).startswith(old)}
    homes = {i.id: i for i in picture.incidents if found & set(i.claims)}
    return next(iter(homes.values())) if len(homes) == 1 else None
