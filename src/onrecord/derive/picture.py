"""From live claims and judgements to incidents, harm, control and grades: one pure function."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from onrecord.model.judgement import Judgement
from onrecord.model.picture import Picture
from onrecord.model.stored import StoredClaim
from onrecord.parties import Parties

# What a derived value is made with; a change of any rate, weight or rule makes a new version.
VERSION = "1"


def derive(
    claims: Iterable[StoredClaim],
    judgements: Iterable[Judgement],
    parties: Parties,
    *,
    known_on: datetime | None = None,
) -> Picture:
    """What follows from the claims public by `known_on`, whatever the order in which they came."""
    return Picture(known_on=known_on, version=VERSION)
