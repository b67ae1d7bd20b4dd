"""The estimate that counts those still waiting: Kaplan-Meier.

A median of the finished alone flatters a team whose longest waits are not over yet. Here a
child who waits counts among those who could still be recommended until as many days as they
have waited so far. On a day with both, recommendations come before those who leave.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from math import prod
from operator import attrgetter, mul
from typing import NamedTuple

from pace_tui.core.clock import WEEK


class Estimate(NamedTuple):
    """The estimate that counts those still waiting (Kaplan-Meier). `median_days` is `None`
    while fewer than half have reached a recommendation; the percent is within the aim, and
    `None` where there is no child."""

    median_days: int | None
    within_aim_percent: float | None


class Step(NamedTuple):
    """A day on which someone was recommended: how many could have been, and how many were."""

    day: int
    at_risk: int
    events: int


NO_ESTIMATE = Estimate(None, None)

# Floats are off by far less than this after a hundred thousand products.
_UNSURE = 1e-9


def estimate(waits: Iterable[tuple[int, bool]], aim_weeks: int) -> Estimate:
    """The estimate from each child's days since accommodated, and whether they ended in a
    recommendation (False: still waiting, or ended without one)."""
    steps, children = _steps(waits)
    if not children:
        return NO_ESTIMATE
    left = list(accumulate(((step.at_risk - step.events) / step.at_risk for step in steps), mul))
    within = bisect_right(steps, aim_weeks * WEEK, key=attrgetter("day"))
    reached = 1 - left[within - 1] if within else 0.0
    return Estimate(_median(steps, left), 100 * reached)


def _steps(waits: Iterable[tuple[int, bool]]) -> tuple[list[Step], int]:
    """The days with recommendations in order, and how many children there are in all."""
    events: Counter[int] = Counter()
    leaving: Counter[int] = Counter()
    for days, happened in waits:
        leaving[days] += 1
        events[days] += happened
    children = at_risk = leaving.total()
    steps = []
    for day in sorted(leaving):
        if events[day]:
            steps.append(Step(day, at_risk, events[day]))
        at_risk -= leaving[day]
    return steps, children


def _median(steps: list[Step], left: list[float]) -> int | None:
    """The first day on which at most half are still waiting; decided exactly."""
    for at, share in enumerate(left):
        if share <= 0.5 + _UNSURE and (share < 0.5 - _UNSURE or _at_most_half(steps[: at + 1])):
            return steps[at].day
    return None


def _at_most_half(steps: list[Step]) -> bool:
    """Whether the product of the shares that are left is at most a half, in whole numbers."""
    still = prod(step.at_risk - step.events for step in steps)
    return 2 * still <= prod(step.at_risk for step in steps)
