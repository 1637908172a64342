"""A report's text cut where a mark begins or ends, so that marks may overlap and masked names stay masked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from onrecord.model.pages import TextMark

Hidden = Sequence[tuple[int, int, str]]
# Which of several marks on one stretch gives it its colour: the narrower meaning first.
_ORDER = ("count", "time", "place", "source", "cue", "hedge", "event", "agent", "target", "evidence")


def segments(
    text: str,
    marks: Sequence[TextMark],
    hidden: Hidden,
    *,
    furniture: Sequence[tuple[int, int]],
    numbers: Mapping[str, int] | None = None,
) -> list[Markup]:
    """The text as safe HTML, piece by piece; `numbers` puts a claim's number before its evidence."""
    edges = {0, len(text)}
    for start, end in [(m.start, m.end) for m in marks] + list(furniture) + [(h[0], h[1]) for h in hidden]:
        edges |= {start, end}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    begins = _begins(marks, numbers or {})
    found: list[Markup] = []
    for start, end in pairwise(cuts):
        found.extend(begins.pop(start, ()))
        role = next((h for h in hidden if h[0] <= start and end <= h[1]), None)
        if role is not None:
            if start == role[0]:
                found.append(Markup('<span class="redacted">{}</span>').format(role[2]))
            continue
        found.append(
            _piece(text[start:end], [m for m in marks if m.start <= start and end <= m.end], furniture, start)
        )
    return found


def masked(text: str, hidden: Hidden) -> str:
    """The text with what is hidden replaced by what stands for it, in brackets."""
    parts, at = [], 0
    for start, end, role in hidden:
        if start >= at:
            parts += [text[at:start], f"[{role}]"]
            at = end
    return "".join([*parts, text[at:]])


def _piece(words: str, over: Sequence[TextMark], furniture: Sequence[tuple[int, int]], start: int) -> Markup:
    if any(a <= start < b for a, b in furniture):
        return Markup('<span class="furniture">{}</span>').format(words)
    if not over:
        return escape(words)
    whats = sorted({m.what for m in over}, key=_ORDER.index)
    colour = whats[0]
    underlined = " evidence" if "evidence" in whats and colour != "evidence" else ""
    title = ", ".join(w for w in whats if w != "evidence")
    claims = " ".join(sorted({m.claim[:12] for m in over}))
    return Markup('<mark class="{}" data-claims="{}"{}>{}</mark>').format(
        colour + underlined, claims, Markup(' title="{}"').format(title) if title else "", words
    )


def _begins(marks: Sequence[TextMark], numbers: Mapping[str, int]) -> dict[int, list[Markup]]:
    found: dict[int, list[Markup]] = {}
    for mark in marks:
        number = numbers.get(mark.claim)
        if mark.what == "evidence" and number is not None:
            found.setdefault(mark.start, []).append(
                Markup('<a class="note-ref" href="#card-{0}" aria-label="claim {0}">{0}</a>').format(number)
            )
    return found
