"""What to ask a person about links, by the change an answer is expected to make (RESOLUTION 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.corroborate.incidents import Group
from onrecord.corroborate.linkage import REVIEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Two claims of which a person may say that they tell of one happening, or of two.

    `chance` = probability that the answer goes against what is shown; `moved` = claims that would then be
    shown elsewhere; `together` = whether they are shown as one.
    """

    pair: tuple[str, str]
    chance: float
    moved: int
    together: bool

    @property
    def weight(self) -> float:
        """The change that an answer is expected to make."""
        return self.chance * self.moved


def chance_of(millibits: int) -> float:
    """The posterior that a match weight stands for."""
    odds = 2.0 ** max(-40.0, min(40.0, millibits / 1000))
    return float(odds / (1 + odds))


def asked(groups: Sequence[Group]) -> tuple[Asking, ...]:
    """Links that admitted a claim, and the best ones that were rejected; the weightiest first."""
    home = {claim: group for group in groups for claim in group.claims}
    found: dict[tuple[str, str], Asking] = {}
    for group in groups:
        for member in group.members:
            if member.how == "link" and member.admitted_by:
                with_it = sum(1 for m in group.members if member.claim in (m.claim, m.admitted_by))
                _put(
                    found, (member.claim, member.admitted_by), 1 - chance_of(member.millibits), with_it, True
                )
            if member.rejected and member.rejected_millibits >= REVIEW:
                smaller = min(len(group.claims), len(home[member.rejected].claims))
                _put(
                    found,
                    (member.claim, member.rejected),
                    chance_of(member.rejected_millibits),
                    smaller,
                    False,
                )
    return tuple(sorted(found.values(), key=lambda a: (-a.weight, a.pair)))


def _put(
    found: dict[tuple[str, str], Asking], ends: tuple[str, str], chance: float, moved: int, together: bool
) -> None:
    """The same two claims are asked about once, for the greater change."""
    pair = (min(ends), max(ends))
    new = Asking(pair=pair, chance=chance, moved=moved, together=together)
    if pair not in found or found[pair].weight < new.weight:
        found[pair] = new
