"""Reports on which no rule was written: how well the reader does on what it never met.

They were coded from the text before any reader saw them, and are kept from whoever writes rules: nobody lists
what is wrong in them, only the totals count. Once one has been looked into it belongs to `stories/`, and another
takes its place.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord import evaluate
from onrecord.evaluate import Score
from onrecord.gazetteer.index import Gazetteer
from tests.cases.test_stories import Story, scorer, stories_in

UNSEEN = Path(__file__).parent / "unseen"
# F1 as measured once, in November 2026, less the noise of ten reports (about four points).
FLOORS = {
    "claims": 0.65,
    "claims coarse": 0.69,
    "place": 0.67,
    "counts": 0.88,
    "stance": 0.85,
    "sources": 0.83,
}


@pytest.fixture(scope="module")
def scored(gazetteer: Gazetteer) -> Callable[[Story], Score]:
    return scorer(gazetteer)


def test_reports_never_met_before_are_read_no_worse_than_was_measured(
    scored: Callable[[Story], Score],
) -> None:
    totals = evaluate.total(scored(story) for story in stories_in(UNSEEN).values())
    fallen = {name: totals[name].f1 for name, floor in FLOORS.items() if totals[name].f1 < floor}
    assert not fallen, evaluate.table(totals)
