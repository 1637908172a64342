"""What was worked out before: a new report or decision costs what depends on it, and not the record."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Made = TypeVar("_Made")
_Value = TypeVar("_Value", bound=Hashable)

# Entries that no derivation asked for, so many in a row, are forgotten.
UNUSED = 12


class Memo:
    """Results of pure functions, under the identity of what they were made from.

    An entry holds its makings, so that no identity passes to another value while it is kept. To keep a
    result or to forget it changes no answer, only how long it takes.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], tuple[object, object]] = {}
        self._used: dict[tuple[object, ...], int] = {}
        self._round = 0

    def begin(self) -> None:
        """Open a derivation; what the last ones had no use for is forgotten."""
        self._round += 1
        if self._round % UNUSED == 0:
            # another thread may add while this runs
            for key in [k for k, used in tuple(self._used.items()) if used <= self._round - UNUSED]:
                self._kept.pop(key, None)
                self._used.pop(key, None)

    def of(
        self, what: str, makings: tuple[Any, ...], make: Callable[[], _Made], also: Hashable = None
    ) -> _Made:
        """`make()`, once for these very `makings` and an equal `also`; `what` names the function."""
        key = (what, also, *map(id, makings))
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = (makings, make())
        self._used[key] = self._round
        made: Any = found[1]
        return made  # type: ignore[no-any-return]

    def same(self, value: _Value) -> _Value:
        """The first value that was equal to this one."""
        return self.of("same", (), lambda: value, also=value)
