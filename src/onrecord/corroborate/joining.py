"""Sets that grow together: which keys have been joined, whatever the order of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Joining:
    """Disjoint sets of strings, each known by its least member."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._up = {key: key for key in keys}

    def __contains__(self, key: str) -> bool:
        return key in self._up

    def add(self, key: str) -> None:
        """A key that is joined with nothing yet."""
        self._up.setdefault(key, key)

    def head(self, key: str) -> str:
        """The least member of the set that holds a key."""
        while self._up[key] != key:
            self._up[key] = self._up[self._up[key]]
            key = self._up[key]
        return key

    def join(self, first: str, second: str) -> None:
        """Put the sets of two keys together."""
        a, b = self.head(first), self.head(second)
        self._up[max(a, b)] = min(a, b)

    def sets(self) -> list[list[str]]:
        """All sets, each in order, in the order of their least members."""
        out: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._up):
            out[self.head(key)].append(key)
        return [out[head] for head in sorted(out)]
