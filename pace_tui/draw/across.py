"""Along the bottom of the run chart: which column a child, a day, a year stands in.

The PACE start has a column of its own. Whoever was recommended before it is drawn left of
it, everybody else right of it, whatever rounding says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pace_tui.core.clock import add_months, month, say_date

_YEAR_DAYS = 365.25


class Tick(NamedTuple):
    """A mark under the axis; `major` for years."""

    x: int
    text: str
    major: bool


class Across(NamedTuple):
    """The columns: of each child, of PACE start (`None` where outside), of any day."""

    left: int
    right: int
    xs: list[int]
    pace_x: int | None
    column: Callable[[date], int]
    first: date
    last: date
    ticks: list[Tick]


def by_date(
    days: Sequence[date], pace_start: date | None, as_at: date, left: int, right: int
) -> Across:
    """Time along the axis, from the first child (or PACE start) to the chart's date."""
    first, last = _range(days, pace_start, as_at)
    span = max(1, (last - first).days)
    wide = right - left

    def column(day: date) -> int:
        return left + min(wide, max(0, round((day - first).days * wide / span)))

    xs = [column(day) for day in days]
    ticks = list(_date_ticks(first, last, column, wide))
    across = Across(left, right, xs, None, column, first, last, ticks)
    return _parted(across, days, pace_start)


def by_order(
    days: Sequence[date], pace_start: date | None, as_at: date, left: int, right: int
) -> Across:
    """One step a child, in the order of the recommendations; PACE start takes a step, too."""
    first, last = (days[0], days[-1]) if days else (as_at, as_at)
    before = len(days) if pace_start is None else bisect_left(days, pace_start)
    split = pace_start is not None and first <= pace_start <= last
    steps = max(1, len(days) - 1 + split)

    def place(step: int) -> int:
        return left + min(right - left, step * (right - left) // steps)

    def column(day: date) -> int:
        index = bisect_left(days, day)
        return place(index + (split and index > before))

    xs = [place(index + (split and index >= before)) for index in range(len(days))]
    ticks = [
        Tick(xs[index], str(day.year), major=True)
        for index, day in enumerate(days)
        if index == 0 or day.year != days[index - 1].year
    ]
    across = Across(left, right, xs, None, column, first, last, ticks)
    return _parted(across, days, pace_start)


def _range(days: Sequence[date], pace_start: date | None, as_at: date) -> tuple[date, date]:
    first = min(days, default=add_months(as_at, -12))
    last = max(as_at, max(days, default=as_at))
    # A PACE start long before the first child would leave most of the wall empty.
    if pace_start is not None and pace_start < first and first - pace_start < (last - first) / 3:
        first = pace_start
    return first, last


def _parted(across: Across, days: Sequence[date], pace: date | None) -> Across:
    """With a column for PACE start, and the children moved off it to their own side."""
    if pace is None or not across.first <= pace <= across.last:
        return across
    before = bisect_left(days, pace)
    x = across.column(pace)
    if before:
        x = max(x, across.left + 1)
    if before < len(days):
        x = min(x, across.right - 1)
    xs = [min(at, x - 1) for at in across.xs[:before]]
    xs += [max(at, x + 1) for at in across.xs[before:]]
    return across._replace(xs=xs, pace_x=x)


def _date_ticks(
    first: date, last: date, column: Callable[[date], int], wide: int
) -> Iterator[Tick]:
    """Years; months between them where a year is wide enough for their names."""
    per_year = wide * _YEAR_DAYS / max(1, (last - first).days)
    every = next((n for least, n in ((78, 1), (26, 3), (13, 6)) if per_year >= least), 12)
    years = next((n for n in (1, 2, 5, 10, 20, 50) if per_year * n >= 6), 100)
    day = add_months(first.replace(day=1), 0 if first.day == 1 else 1)
    days = []
    while day <= last:
        if (day.month - 1) % every == 0 and (day.month > 1 or day.year % years == 0):
            days.append(day)
        if day.year == date.max.year:
            break
        day = add_months(day, 1)
    if not any(day.month == 1 for day in days):
        yield Tick(column(first), say_date(first), major=True)
    for day in days:
        major = day.month == 1
        yield Tick(column(day), str(day.year) if major else month(day), major)
