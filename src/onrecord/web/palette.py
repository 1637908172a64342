"""Which colour stands for which side: the same on every page, by the order of the conflict's own table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.actor import Conflict

COLOURS = 9  # classes s1 to s9 of the stylesheet; s0 is no side


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Side, by its id or its name, to a class of the stylesheet."""

    classes: dict[str, str]

    @staticmethod
    def of(conflicts: Iterable[Conflict]) -> Palette:
        """Colours for the sides of all conflicts; after nine sides the colours begin anew."""
        found: dict[str, str] = {}
        for conflict in conflicts:
            for at, (side, name) in enumerate(conflict.side_names):
                colour = f"s{at % COLOURS + 1}"
                found.setdefault(side, colour)
                found.setdefault(name, colour)
        return Palette(classes=found)

    def __call__(self, side: str) -> str:
        """The class of a side; s0 for none, and for one no table knows."""
        return self.classes.get(side, "s0")
