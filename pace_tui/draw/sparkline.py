"""A team's recommendation times in one or two rows: a column a child, in their order.

Where there are more children than columns, a column is the median of so many children in a
row, never of both sides of PACE start; the answer says how many. Leaving out the earliest
instead would hide what the strip is for: how it was before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pace_tui.core.clock import WEEK
from pace_tui.core.teamchart import Dot, TeamChart
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Run

# Four times the national aim: with eight levels, two of them are the aim.
TOP_WEEKS = 104
_SPACED = 24


class Sparkline(NamedTuple):
    """Rows of runs (text, style key), `children` a column (1 is one column a child)."""

    rows: tuple[tuple[Run, ...], ...]
    children: int

    @property
    def width(self) -> int:
        """Cells of a row."""
        return sum(len(text) for text, _ in self.rows[0])


class _Column(NamedTuple):
    days: int
    style: str


def draw_sparkline(
    chart: TeamChart, width: int, glyphs: Glyphs, height: int = 1, top_weeks: int = TOP_WEEKS
) -> Sparkline:
    """The strip, at most `width` columns; `height` 1 or 2 rows.

    The scale runs from 0 to `top_weeks` (higher is drawn as high as that), so that strips
    drawn with the same `top_weeks` can be compared. Whoever is within the aim is always
    lower than whoever is over it. Where the set has no eighth blocks, a figure stands for
    tens of weeks: 2 is 20 to 29, `+` is 100 or more.
    """
    before, after = _sides(chart)
    gap = _gap(chart, width, glyphs) if before and after else ""
    children = _children_a_column(len(before), len(after), max(1, width - len(gap)))
    sides = [_columns(side, children) for side in (before, after)]
    levels = _Levels(glyphs.levels, height, max(1, chart.aim_weeks), top_weeks)
    rows = tuple(
        _joined([*levels.row(sides[0], row), (gap, "pace"), *levels.row(sides[1], row)], width)
        for row in range(height)
    )
    return Sparkline(rows, children)


def _sides(chart: TeamChart) -> tuple[list[Dot], list[Dot]]:
    start = chart.pace_start
    if start is None:
        return list(chart.dots), []
    before = [dot for dot in chart.dots if dot.recommended_on < start]
    return before, list(chart.dots[len(before) :])


def _gap(chart: TeamChart, width: int, glyphs: Glyphs) -> str:
    roomy = width >= _SPACED and len(chart.dots) + 3 <= width
    return f" {glyphs.pace} " if roomy else glyphs.pace


def _children_a_column(before: int, after: int, columns: int) -> int:
    children = 1
    while -(-before // children) - (-after // children) > columns and children < before + after:
        children += 1
    return children


def _columns(dots: Sequence[Dot], children: int) -> list[_Column]:
    if children == 1:
        return [_Column(dot.days, dot.mark or "dot") for dot in dots]
    return [_middle(dots[at : at + children]) for at in range(0, len(dots), children)]


def _middle(dots: Sequence[Dot]) -> _Column:
    """The median child of a group (the upper one of two); marked where all of them are."""
    marks = {dot.mark for dot in dots}
    mark = marks.pop() if len(marks) == 1 else ""
    return _Column(sorted(dot.days for dot in dots)[len(dots) // 2], mark or "dot")


class _Levels:
    """Which glyph of which row stands for so many days."""

    def __init__(self, levels: str, height: int, aim_weeks: int, top_weeks: int) -> None:
        self._levels = levels
        self._height = height
        self._aim = aim_weeks * WEEK
        self._most = len(levels) * height
        # Whole levels for the aim: one day over it is one level more.
        wanted = self._most * aim_weeks // max(1, top_weeks, aim_weeks)
        self._aim_levels = max(1, min(wanted, self._most - 1))

    def row(self, columns: Sequence[_Column], row: int) -> list[Run]:
        glyph = self._block if self._levels else self._figure
        return [(glyph(column.days, row), column.style) for column in columns]

    def _figure(self, days: int, row: int) -> str:
        if row < self._height - 1:
            return " "
        tens = max(0, days) // WEEK // 10
        return str(tens) if tens < 10 else "+"

    def _block(self, days: int, row: int) -> str:
        level = max(1, -(-days * self._aim_levels // self._aim))
        each = len(self._levels)
        part = min(level, self._most) - (self._height - 1 - row) * each
        return self._levels[min(part, each) - 1] if part > 0 else " "


def _joined(runs: Sequence[Run], width: int) -> tuple[Run, ...]:
    """Neighbours of one style as one run, cut at `width`."""
    joined: list[Run] = []
    room = width
    for text, style in runs:
        shown = text[:room]
        room -= len(shown)
        if shown and joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + shown, style)
        elif shown:
            joined.append((shown, style))
    return tuple(joined)
