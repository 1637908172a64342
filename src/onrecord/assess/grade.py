"""How sure the harm of an incident is, after Airwars' five grades (RESOLUTION 3.5); first match wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.incident import Grade, GradeName


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the rules ask of an incident. `perpetrators` are the sides named, by independent origin."""

    n_origins: int
    n_disinterested: int
    retracted: bool
    admitted: bool
    perpetrators: Sequence[frozenset[str]]
    civilians_disputed: bool
    remote: bool
    activity_nearby: bool


def grade_of(case: Case) -> Grade:
    """The grade the machine proposes, with the rule that fired."""
    if case.retracted:
        return Grade(name=GradeName.DISCOUNTED, rule="all who told of it took it back", proposed=True)
    if case.admitted:
        return Grade(name=GradeName.CONFIRMED, rule="a belligerent accepts responsibility", proposed=True)
    if _rivals(case.perpetrators):
        return Grade(name=GradeName.CONTESTED, rule="independent origins name rival perpetrators")
    if case.civilians_disputed:
        return Grade(name=GradeName.CONTESTED, rule="a disinterested origin disputes civilian status")
    if case.n_origins >= 2 and (not case.remote or case.activity_nearby or case.n_disinterested >= 2):
        return Grade(name=GradeName.FAIR, rule="two or more independent origins")
    if case.n_origins >= 1:
        return Grade(
            name=GradeName.WEAK, rule="one origin" if case.n_origins == 1 else "no activity confirmed nearby"
        )
    return Grade(name=GradeName.UNKNOWN, rule="nobody is named")


def _rivals(perpetrators: Sequence[frozenset[str]]) -> bool:
    named = [p for p in perpetrators if p]
    return any(not a & b for a in named for b in named)
