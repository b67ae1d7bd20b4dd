"""The run chart: the median of an ordered series, its runs, shifts, trends and phases.

Rules as NHS Scotland practice has them (Perla, Provost & Murray 2011; the run chart script
of Public Health Scotland; the R package runchart), with Anhøj's two rules beside them.
Values are whole numbers or fractions and are compared exactly, never as floats. `None` is a
value that is missing: it is left out and keeps its index.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import compress, repeat
from math import lcm
from operator import attrgetter, gt, ne
from typing import NamedTuple

from pace_tui.core.runlimits import (
    JUDGED_FROM,
    crossings_limit,
    longest_run_limit,
    runs_limits,
)

MEDIAN_FROM = 8
"""Points from which a median is read off a chart; the first baseline has as many."""

SHIFT = 6
"""Useful points in a row on one side of the median that make a shift."""

TREND = 5
"""Points in a row, each higher (or each lower) than the one before, that make a trend."""

SUSTAINED = 9
"""Useful points in a row on one side after which a baseline is rephased."""

# A series is turned into one byte a point (or a move), 1 up and 0 down, so that stretches of
# one kind are found without a step of Python for each point.
_SHIFTS = re.compile(rb"\x00{%d,}|\x01{%d,}" % (SHIFT, SHIFT))
_SUSTAINED = re.compile(rb"\x00{%d}|\x01{%d}" % (SUSTAINED, SUSTAINED))
_TRENDS = re.compile(rb"\x00{%d,}|\x01{%d,}" % (TREND - 1, TREND - 1))

# How far a sustained shift is looked for at first: mostly it is near, or nowhere.
_FIRST_LOOK = 128

Value = int | Fraction


class Rephased(NamedTuple):
    """A baseline: the median of the eight points that begin at index `start` and end at index
    `end`. It holds until the next one's `start`, or to the end of the series."""

    start: int
    end: int
    median: Fraction


class Reading(NamedTuple):
    """What a series says. Limits and `signal` are `None` under 10 useful points.

    `points` counts the values, `useful` those not on the median. `shifts` and `trends` hold
    the indices of the points that count: not those on the median, nor those equal to the one
    before. A turning point ends one trend and begins the next.
    """

    points: int
    useful: int
    median: Fraction | None
    longest_run: int
    longest_run_limit: int | None
    crossings: int
    crossings_limit: int | None
    signal: bool | None
    runs: int
    runs_low: int | None
    runs_high: int | None
    shifts: tuple[tuple[int, ...], ...]
    trends: tuple[tuple[int, ...], ...]
    rephase: tuple[Rephased, ...]


def analyse(series: Sequence[Value | None], baseline: int | None = None) -> Reading:
    """Judge a series in its order, against its own median or against that of its first
    `baseline` values, frozen and extended over all.

    Shifts and trends are looked for from 10 points on, runs judged from 10 useful ones.
    Raises ValueError where `baseline` is under 1.
    """
    if baseline is not None and baseline < 1:
        raise ValueError("A baseline needs at least 1 value.")
    present = [value for value in series if value is not None]
    places: Sequence[int] = range(len(series))
    if len(present) < len(series):
        places = [at for at, value in enumerate(series) if value is not None]
    values, scale = _whole_numbers(present)
    if not values:
        return _NOTHING
    middle = _twice_median(values[:baseline])
    useful, sides = _sides(values, middle)
    enough = len(values) >= JUDGED_FROM
    return _count(sides)._replace(
        points=len(values),
        median=Fraction(middle, 2 * scale),
        shifts=_stretches(_SHIFTS, sides, useful, places) if enough else (),
        trends=_trends(values, places) if enough else (),
        rephase=_rephase(values, places, scale),
    )


def shifts_from(median: Fraction, values: Sequence[Value]) -> tuple[tuple[int, ...], ...]:
    """The shifts of a series against a median that is not its own (a frozen baseline)."""
    whole, _ = _whole_numbers([*values, median])
    useful, sides = _sides(whole[:-1], 2 * whole[-1])
    return _stretches(_SHIFTS, sides, useful, range(len(values)))


_NOTHING = Reading(0, 0, None, 0, None, 0, None, None, 0, None, None, (), (), ())


def _whole_numbers(values: Sequence[Value]) -> tuple[Sequence[int], int]:
    """The values over one denominator, and that: whole numbers compare exactly and fast."""
    if set(map(type, values)) <= {int}:
        return list(map(int, values)), 1
    scale = lcm(*set(map(attrgetter("denominator"), values)))
    return [value.numerator * (scale // value.denominator) for value in values], scale


def _twice_median(values: Sequence[int]) -> int:
    """Twice the median, so that half way between two whole numbers is whole as well."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


def _sides(values: Sequence[int], twice_median: int) -> tuple[Sequence[int], bytes]:
    """The places of the useful points, and the side of each: 1 above, 0 below."""
    half, odd = divmod(twice_median, 2)
    above = bytes(map(gt, values, repeat(half)))
    if odd:  # half way between two whole numbers: none is on it
        return range(len(values)), above
    off = bytes(map(ne, values, repeat(half)))
    return list(compress(range(len(values)), off)), bytes(compress(above, off))


def _count(sides: bytes) -> Reading:
    """Runs and crossings, their limits, and Anhøj's verdict on them."""
    useful = len(sides)
    if not useful:
        return _NOTHING
    crossings = sides.count(b"\0\1") + sides.count(b"\1\0")
    longest = max(map(len, (*sides.split(b"\0"), *sides.split(b"\1"))))
    longest_limit, fewest = longest_run_limit(useful), crossings_limit(useful)
    signal = None
    if longest_limit is not None and fewest is not None:
        signal = longest > longest_limit or crossings < fewest
    above = sides.count(1)
    low, high = runs_limits(above, useful - above) or (None, None)
    return _NOTHING._replace(
        useful=useful,
        longest_run=longest,
        longest_run_limit=longest_limit,
        crossings=crossings,
        crossings_limit=fewest,
        signal=signal,
        runs=crossings + 1,
        runs_low=low,
        runs_high=high,
    )


def _stretches(
    pattern: re.Pattern[bytes], ups: bytes, at: Sequence[int], places: Sequence[int], more: int = 0
) -> tuple[tuple[int, ...], ...]:
    """The indices of the points of each stretch that the pattern finds."""
    return tuple(
        tuple([places[here] for here in at[found.start() : found.end() + more]])
        for found in pattern.finditer(ups)
    )


def _trends(values: Sequence[int], places: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Points equal to the one before neither count nor break; a first level counts where it
    is left (as in R runchart's tests)."""
    later = values[1:]
    moved = bytes(map(ne, later, values))
    kept = list(compress(range(1, len(values)), moved))
    ups = bytes(compress(map(gt, later, values), moved))
    return _stretches(_TRENDS, ups, [kept[0] - 1, *kept], places, more=1) if kept else ()


def _rephase(values: Sequence[int], places: Sequence[int], scale: int) -> tuple[Rephased, ...]:
    """The baselines of R runchart: the median of the first 8 points; a new one from the first
    8 of each 9 useful points in a row that follow on one side of the last."""
    phases: list[Rephased] = []
    points: list[int] | None = list(range(MEDIAN_FROM))
    while points is not None and len(values) >= MEDIAN_FROM:
        middle = _twice_median([values[at] for at in points])
        median = Fraction(middle, 2 * scale)
        phases.append(Rephased(places[points[0]], places[points[-1]], median))
        points = _sustained(values, points[-1] + 1, middle)
    return tuple(phases)


def _sustained(values: Sequence[int], start: int, twice_median: int) -> list[int] | None:
    """The first 8 of the first 9 useful points in a row on one side; `None` without such."""
    width = _FIRST_LOOK
    while True:
        useful, sides = _sides(values[start : start + width], twice_median)
        found = _SUSTAINED.search(sides)
        if found:
            first = found.start()
            return [start + at for at in useful[first : first + MEDIAN_FROM]]
        if start + width >= len(values):
            return None
        width *= 2
