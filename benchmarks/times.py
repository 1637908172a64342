"""Our time expressions in the shape the outside data sets are scored in: TIMEX3 spans, types and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from onrecord.read import times
from onrecord.read.timevalues import Kind


def predict(rows: Iterable[Mapping[str, Any]], *, narrative: bool = False) -> Iterator[dict[str, Any]]:
    """For each row with id, text and published: its TIMEX3 expressions.

    War histories ("WikiWars") are narratives: their dates are told from the text before them.
    """
    for row in rows:
        story = (
            narrative or "wikiwars" in str(row.get("corpus", "")).lower() or str(row["id"]).startswith("ww-")
        )
        found = times.mentions(row["text"], date.fromisoformat(row["published"][:10]), narrative=story)
        yield {
            "id": row["id"],
            "timexes": [
                {"start": m.start, "end": m.end, "type": m.when.kind.value, "value": m.when.value}
                for m in found
                if m.when.kind is not Kind.NTH_DAY
            ],
        }
