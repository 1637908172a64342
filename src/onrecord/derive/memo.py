"""What was worked out before: a new report or decision costs what depends on it, and not the record."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
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
        self._last: dict[type, object] = {}
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

    def each(
        self,
        what: str,
        all_makings: Sequence[tuple[Any, ...]],
        make: Callable[[list[tuple[Any, ...]]], Sequence[_Made]],
        also: Hashable = None,
    ) -> list[_Made]:
        """Like `of` for many at a time: `make` is given the makings of which there is no result yet."""
        keys = [(what, also, *map(id, makings)) for makings in all_makings]
        found = {key: kept[1] for key in keys if (kept := self._kept.get(key)) is not None}
        missing = {k: m for k, m in zip(keys, all_makings, strict=True) if k not in found}
        for key, made in zip(missing, make(list(missing.values())), strict=True):
            self._kept[key] = (missing[key], made)
            found[key] = made
        for key in keys:
            self._used[key] = self._round
        every: list[Any] = [found[key] for key in keys]
        return every

    def like(self, value: _Made) -> _Made:
        """The value of this kind seen last, if it is equal to this one: what hangs on it still holds."""
        last = self._last.get(type(value))
        if last != value:
            self._last[type(value)] = last = value
        kept: Any = last
        return kept  # type: ignore[no-any-return]

    def same(self, value: _Value) -> _Value:
        """The first value that was equal to this one."""
        return self.of("same", (), lambda: value, also=value)
