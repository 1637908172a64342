"""Why two claims were linked: each feature's share in bits, as bars to the right (for) and left (against)."""

from __future__ import annotations

from markupsafe import Markup

from onrecord.model.pages import WhyLinked


def reach_of(why: WhyLinked) -> float:
    """The largest weight of a waterfall in bits, at least 1: both halves of its bars are scaled to it."""
    return max([1.0, abs(why.bits), *(abs(bits) for _, _, bits in why.parts)])


def weight_bar(bits: float, reach: float, *, total: bool = False) -> Markup:
    """One bar from the middle, `reach` bits to either edge."""
    share = min(50.0, abs(bits) / reach * 50)
    left = 50.0 if bits >= 0 else 50.0 - share
    style = "sum" if total else "up" if bits >= 0 else "down"
    return Markup(
        '<svg width="100%" height="14" role="img" aria-label="{label}">'
        '<rect class="{style}" x="{x:.2f}%" y="3" width="{w:.2f}%" height="8"/>'
        '<line class="zero" x1="50%" x2="50%" y1="0" y2="14"/></svg>'
    ).format(label=f"{bits:+.1f} bits", style=style, x=left, w=max(0.3, share))
