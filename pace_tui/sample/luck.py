"""Chance from a fixed seed that comes out the same on every Python and every system.

Only `Random.random()` is used: Python promises its sequence for a seed, while the other
methods of `random` have changed between versions. No function of the C library either.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Luck:
    """A source of chance; the same seed and the same questions give the same answers."""

    def __init__(self, seed: int) -> None:
        self._next = random.Random(seed).random  # noqa: S311 - synthetic data, no secret

    def chance(self, share: float) -> bool:
        """Yes in `share` of the cases (0 to 1)."""
        return self._next() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._next() * (high - low + 1))

    def around(self, middle: float, spread: float) -> float:
        """A number near `middle`, bell-shaped, `spread` its standard deviation."""
        total = -6.0
        for _ in range(12):  # not `sum`, which rounds otherwise since Python 3.12
            total += self._next()
        return middle + spread * total

    def pick(self, things: Sequence[T]) -> T:
        """One of the things, each as likely as another."""
        return things[self.between(0, len(things) - 1)]

    def weighted(self, weights: Mapping[T, int]) -> T:
        """One of the keys, as likely as its weight."""
        left = self.between(1, sum(weights.values()))
        for thing, weight in weights.items():
            left -= weight
            if left <= 0:
                return thing
        raise ValueError("the weights are all nought")

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """The things in another order."""
        mixed = list(things)
        for at in range(len(mixed) - 1, 0, -1):
            other = self.between(0, at)
            mixed[at], mixed[other] = mixed[other], mixed[at]
        return mixed
