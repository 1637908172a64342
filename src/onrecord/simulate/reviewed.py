"""How much of what is put together wrongly a person mends who answers the queue rightly, in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.corroborate.asking import Asking, asked
from onrecord.corroborate.incidents import Decisions, group
from onrecord.corroborate.origins import Told
from onrecord.model.simulation import ReviewScore
from onrecord.simulate import scores

ANSWERS = 100  # RESOLUTION 6: so many judgements are to remove half of the error that can be removed


def review(told: Sequence[Told], happenings: Mapping[str, str]) -> ReviewScore:
    """Error (1 less B-cubed) before any answer, after the first `ANSWERS`, and after all of them."""
    questions = asked(group(told).groups)
    before, after, end = (_error(told, happenings, questions[:n]) for n in (0, ANSWERS, len(questions)))
    return ReviewScore(
        questions=len(questions),
        answers=min(ANSWERS, len(questions)),
        error_before=before,
        error_after=after,
        error_at_the_end=end,
        removed=(before - after) / (before - end) if before > end else None,
    )


def _error(told: Sequence[Told], happenings: Mapping[str, str], answered: Sequence[Asking]) -> float:
    same: dict[tuple[str, str], str] = {}
    different: dict[tuple[str, str], str] = {}
    for n, question in enumerate(answered):
        first, second = (happenings.get(claim) for claim in question.pair)
        (same if first == second else different)[question.pair] = f"answer {n}"
    found = group(told, Decisions(same=same, different=different))
    return 1 - scores.linkage({c: g.id for g in found.groups for c in g.claims}, happenings).bcubed
