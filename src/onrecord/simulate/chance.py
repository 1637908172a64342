"""Draws for a simulated war: each is a hash of the seed and of what is drawn, so that none moves another."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws of one seed; `key` names what is drawn, and the same key gives the same draw."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def unit(self, *key: object) -> float:
        """A number above 0 and below 1, all alike likely."""
        text = "/".join(map(str, (self._seed, *key)))
        whole = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big")
        return (whole + 0.5) / 2**56

    def happens(self, p: float, *key: object) -> bool:
        """True with probability `p`."""
        return self.unit(*key) < p

    def between(self, low: float, high: float, *key: object) -> float:
        """A number from `low` to `high`, all alike likely."""
        return low + (high - low) * self.unit(*key)

    def waiting(self, mean: float, *key: object) -> float:
        """The time to an event that comes at any moment alike, once in `mean`."""
        return -mean * math.log(self.unit(*key))

    def pick(self, items: Sequence[T], *key: object) -> T:
        """One of the items."""
        return items[int(self.unit(*key) * len(items))]

    def few(self, mean: float, *key: object) -> int:
        """How many of events that come at any moment alike, `mean` on average (Poisson)."""
        left, n, chance = self.unit(*key), 0, math.exp(-mean)
        while left > chance and n < 20 * (mean + 1):
            left, n = left - chance, n + 1
            chance *= mean / n
        return n

    def streak(self, mean: float, *key: object) -> int:
        """How many in a row before the first that fails, `mean` on average (geometric)."""
        return 0 if mean <= 0 else int(math.log(self.unit(*key)) / math.log(mean / (1 + mean)))
