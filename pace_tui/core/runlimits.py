"""How long a run may be, and how many crossings and runs there may be, by chance alone.

Nothing is judged under 10 useful points (points that are not on the median). Small numbers
are worked out exactly; large ones with floats, which hand over to the exact sum wherever
they come too near to a limit to be sure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb

JUDGED_FROM = 10
"""Useful points from which runs are judged (Perla, Provost & Murray 2011)."""

_CROSSINGS_PARTS = 20  # 5 % in the one tail: too few crossings
_RUNS_PARTS = 40  # 2.5 % in each tail
_EXACT_UP_TO = 400  # useful points; beyond it whole numbers of n bits grow slow
_NEGLIGIBLE = 1e-30
_UNSURE = 1e-9


def longest_run_limit(useful: int) -> int | None:
    """The longest run that is still usual: log2(n), rounded, plus 3.

    `None` under 10 useful points. Source: Schilling 2012, as in Anhøj & Olesen 2014.
    """
    if useful < JUDGED_FROM:
        return None
    floor = useful.bit_length() - 1
    # log2 n rounds up from 2 ** (floor + 1/2) on; squared, so that it stays whole.
    return floor + (useful * useful > 1 << (2 * floor + 1)) + 3


def crossings_limit(useful: int) -> int | None:
    """The fewest crossings that are still usual: the 5 % point of the binomial distribution
    of `useful - 1` fair tosses.

    `None` under 10 useful points. Source: Chen 2010, as in Anhøj & Olesen 2014.
    """
    if useful < JUDGED_FROM:
        return None
    tosses = useful - 1
    if useful > _EXACT_UP_TO:
        first, weights = _binomial_near(tosses)
        at = _first_over(weights, _CROSSINGS_PARTS, _UNSURE)
        if at is not None:
            return first + at
    return _first_over(_binomial(tosses), _CROSSINGS_PARTS)


def runs_limits(above: int, below: int) -> tuple[int, int] | None:
    """The fewest and the most runs that are still usual with so many points above and below
    the median: 2.5 % in each tail of the Wald-Wolfowitz distribution.

    `None` under 10 useful points. Where all are on one side there is one run, whatever their
    order. Source: Swed & Eisenhart 1943.
    """
    if above + below < JUDGED_FROM:
        return None
    if not above or not below:
        return 1, 1
    if above + below > _EXACT_UP_TO:
        first, near = _runs_near(above, below)
        limits = _both_tails(near, _UNSURE)
        if limits is not None:
            return first + limits[0], first + limits[1]
    limits = _both_tails(_runs(above, below))
    return None if limits is None else (2 + limits[0], 2 + limits[1])


def _both_tails(weights: Sequence[float], unsure: float = 0) -> tuple[int, int] | None:
    low = _first_over(weights, _RUNS_PARTS, unsure)
    high = _first_over(weights[::-1], _RUNS_PARTS, unsure)
    if low is None or high is None:
        return None
    return low, len(weights) - 1 - high


def _first_over(weights: Sequence[float], parts: int, unsure: float = 0) -> int | None:
    """Where the running sum first is more than one of `parts` equal parts of the whole.

    `None` where a sum of floats comes nearer to that than floats can tell.
    """
    whole = sum(weights)
    running: float = 0
    for at, weight in enumerate(weights):
        running += weight
        over = running * parts - whole
        if unsure and abs(over) < whole * unsure:
            return None
        if over > 0:
            return at
    return None


def _binomial(tosses: int) -> list[int]:
    """The ways to toss 0, 1, 2, ... heads; exact."""
    ways = [1]
    for heads in range(tosses):
        ways.append(ways[-1] * (tosses - heads) // (heads + 1))
    return ways


def _binomial_near(tosses: int) -> tuple[int, list[float]]:
    """The same as shares of the commonest, as far as they matter, and the first one's heads."""
    middle = tosses // 2
    up = _falling(middle, tosses, lambda heads: (tosses - heads) / (heads + 1))
    down = _falling(0, middle, lambda heads: (middle - heads) / (tosses - middle + heads + 1))
    return middle - len(down) + 1, [*down[:0:-1], *up]


def _falling(start: int, stop: int, ratio: Callable[[int], float]) -> list[float]:
    """1, then each share from the one before it, until they are over or no longer matter."""
    shares = [1.0]
    for step in range(start, stop):
        shares.append(shares[-1] * ratio(step))
        if shares[-1] < _NEGLIGIBLE:
            break
    return shares


def _runs(above: int, below: int) -> list[int]:
    """The ways to have 2, 3, 4, ... runs; exact.

    With k runs on each side there are t(k) = C(above-1, k-1) * C(below-1, k-1) ways to fill
    them: 2 t(k) ways to 2k runs, and t(k) (n - 2k) / k ways to 2k + 1.
    """
    useful = above + below
    ways: list[int] = []
    for k in range(1, min(above, below) + 1):
        fill = comb(above - 1, k - 1) * comb(below - 1, k - 1)
        ways += [2 * fill, fill * (useful - 2 * k) // k]
    return ways


def _runs_near(above: int, below: int) -> tuple[int, list[float]]:
    """The same as shares of about the commonest, and the first one's number of runs."""
    useful, most = above + below, min(above, below)
    middle = min(max(above * below // useful, 1), most)
    up = _falling(middle, most, lambda k: (above - k) * (below - k) / (k * k))
    down = _falling(
        0,
        middle - 1,
        lambda back: (
            (middle - back - 1) ** 2 / ((above - middle + back + 1) * (below - middle + back + 1))
        ),
    )
    first = middle - len(down) + 1
    weights: list[float] = []
    for k, fill in enumerate([*down[:0:-1], *up], first):
        weights += [2 * fill, fill * (useful - 2 * k) / k]
    return 2 * first, weights
