"""The scale of weeks up the side of a chart, anchored on the aim.

Rows are bands: the row `r` above the axis holds more than `(r - 1)` and up to `r` parts of a
whole number of parts of the aim. So the aim is the upper edge of its own row: whoever is
within it is never drawn above its line, and one day over it is already one row higher.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from pace_tui.core.clock import WEEK

_SPACINGS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class WeekScale(NamedTuple):
    """Days to rows: the aim's `aim_days` are `aim_rows` of the `rows` there are.

    `base` is the row of the axis (nought); with `overflow` the row above the highest holds
    those who are off the scale.
    """

    aim_days: int
    aim_rows: int
    rows: int
    base: int
    overflow: bool

    @property
    def aim_y(self) -> int:
        """The row whose upper edge is the aim."""
        return self.base - self.aim_rows

    @property
    def overflow_y(self) -> int:
        """The row for those off the scale: the one above the highest row."""
        return self.base - self.rows - 1

    def height(self, days: int | Fraction) -> int:
        """How many rows high `days` stand, at least one, whether or not there are as many."""
        return max(1, -int(-days * self.aim_rows // self.aim_days))

    def is_beyond(self, days: int | Fraction) -> bool:
        """Whether `days` are off the scale."""
        return self.height(days) > self.rows

    def y(self, days: int | Fraction) -> int:
        """The row of `days` from the top of the grid; the overflow row where off the scale."""
        height = self.height(days)
        if height > self.rows:
            return self.overflow_y if self.overflow else self.base - self.rows
        return self.base - height

    def ticks(self) -> list[tuple[int, int]]:
        """Round numbers of weeks and their rows, without the aim's own row."""
        gap = 3 if self.rows >= 12 else 2
        per_row = self.aim_days / self.aim_rows / WEEK
        spacing = next((s for s in _SPACINGS if s >= gap * per_row), _SPACINGS[-1])
        ticks = []
        weeks = spacing
        while not self.is_beyond(weeks * WEEK):
            y = self.y(weeks * WEEK)
            if y != self.aim_y:
                ticks.append((weeks, y))
            weeks += spacing
        return ticks


def fit(days: Sequence[int], aim_weeks: int, rows: int, base: int, fine: int) -> WeekScale:
    """A scale for `rows` rows above the row `base` that shows the bulk of `days` well.

    Where all of them fit with at least `fine` rows for the aim, they all do. Else the far
    ones go off the scale, into a marked top row, so that one child who waited for years
    does not press all the others into three rows.
    """
    aim = max(1, aim_weeks) * WEEK
    rows = max(2, rows)
    far = max(days, default=0)
    whole = _aim_rows(rows, aim, far)
    if whole and (whole >= fine or _bulk(days, aim) == far):
        return WeekScale(aim, whole, rows, base, overflow=False)
    clipped = max(1, _aim_rows(rows - 1, aim, _bulk(days, aim)))
    scale = WeekScale(aim, clipped, rows - 1, base, overflow=True)
    if scale.is_beyond(far):
        return scale
    return WeekScale(aim, max(1, whole), rows, base, overflow=False)


def _aim_rows(rows: int, aim: int, reach: int) -> int:
    """How many rows the aim may have so that `reach` days, and a row over the aim, fit."""
    return min(rows * aim // max(reach, aim * 5 // 4), max(1, rows - 1))


def _bulk(days: Sequence[int], aim: int) -> int:
    """The highest that is not far off: within half as much again as nine in ten."""
    if not days:
        return 0
    ranked = sorted(days)
    limit = max(ranked[(9 * len(ranked) - 1) // 10] * 3 // 2, 2 * aim)
    return max((value for value in ranked if value <= limit), default=limit)
