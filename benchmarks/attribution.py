"""Predictions of who says what, in the shape that the scorer of attribution sets reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.model.source import Attribution
from onrecord.model.values import Span
from onrecord.read import attribution
from onrecord.read.parse import parse

# Kept out of these predictions: such sets attribute statements, not the nouns a doubt hangs on
# ("suspected gunmen"), which we note for the stance alone.
_STANCE_ONLY = frozenset({"cue.suspected"})


def predict(rows: Iterable[dict[str, Any]], *, outermost: bool = True) -> Iterator[dict[str, Any]]:
    """One row of attributions for each row with an `id` and a `text`; `outermost` drops the nested ones."""
    for row in rows:
        found = attribution.find(parse(row["text"]))
        kept = [a for a in found if a.rule not in _STANCE_ONLY and not (outermost and a.inside >= 0)]
        yield {"id": row["id"], "attributions": [_row(a) for a in kept]}


def _row(a: Attribution) -> dict[str, Any]:
    return {"source": _pairs(a.source_spans), "cue": _pairs(a.cue_spans), "content": _pairs(a.content_spans)}


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
