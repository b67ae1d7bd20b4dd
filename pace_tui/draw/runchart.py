"""The run chart: one dot a child, weeks to the recommendation against when it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pace_tui.core.clock import WEEK
from pace_tui.core.teamchart import TeamChart
from pace_tui.draw import scale as scales
from pace_tui.draw.across import Across, by_date, by_order
from pace_tui.draw.changes import Change, draw_changes, rows_needed, stretches
from pace_tui.draw.drawing import Drawing, Overlay, Region, draw_weeks_axis, gutter, too_small
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import BLANK, Cell, Grid
from pace_tui.draw.key import KeyItem, draw_key
from pace_tui.draw.medians import Median, draw_medians, medians_of

By = Literal["date", "order"]
NOBODY_YET = "No child has been recommended yet"
# What a label may lie on: a faint line that goes on behind it.
_SOFT = frozenset(("median_before",))
_FINE = 5
# Rows for tests of change that a chart of so many rows can spare.
_TEST_ROWS = ((48, 4), (30, 3), (14, 2))


class RunDrawing(Drawing):
    """A drawn run chart. The cursor is `[◉]`, or the number of a pile, with a dotted line
    down to the axis; it covers lines but never another child."""

    __slots__ = ("glyphs", "scale")

    def __init__(self, grid: Grid, count: int, glyphs: Glyphs, scale: scales.WeekScale) -> None:
        super().__init__(grid, count)
        self.glyphs = glyphs
        self.scale = scale

    def overlay(self, index: int) -> Overlay:
        """The cursor's cells: row -> column -> (character, style key)."""
        cell = self.cells[index]
        if cell is None:
            return {}
        x, y = cell
        pile = len(self.at[cell]) > 1
        middle = self.grid.chars[y][x] if pile else self.glyphs.cursor
        row = {x: (middle, "cursor")}
        for side, bracket in ((x - 1, "["), (x + 1, "]")):
            if 0 <= side < self.grid.width:
                other = (side, y) in self.at
                row[side] = (self.grid.chars[y][side] if other else bracket, "cursor")
        overlay = {y: row}
        for below in range(y + 1, self.scale.base):
            if self.grid.styles[below][x] == BLANK:
                overlay[below] = {x: (self.glyphs.drop, "drop")}
        return overlay

    def touched(self, index: int) -> list[Region]:
        """Two regions: the cell with its brackets, and the column down to the axis."""
        cell = self.cells[index]
        if cell is None:
            return []
        x, y = cell
        return [Region(x - 1, y, 3, 1), Region(x, y + 1, 1, max(0, self.scale.base - y - 1))]


def draw_run_chart(
    chart: TeamChart, width: int, height: int, glyphs: Glyphs, by: By = "date"
) -> RunDrawing:
    """Draw the run chart `width` x `height` cells big, at least `drawing.SMALLEST`.

    `by` is what runs along the axis: the date, or the order with one step a child. Child `i`
    of the answer is `chart.dots[i]`, and the dots are in the order of their dates.
    """
    grid = Grid(width, height)
    rail = gutter(width) - 1
    along = by_date if by == "date" else by_order
    dates = [dot.recommended_on for dot in chart.dots]
    across = along(dates, chart.pace_start, chart.as_at, rail + 2, max(rail + 4, width - 2))
    rows = next((most for least, most in _TEST_ROWS if height >= least), 0)
    changes = stretches(chart.marks, across)
    tests = rows_needed(changes, across, rows)
    base = height - 2 - tests
    days = [dot.days for dot in chart.dots]
    scale = scales.fit(days, chart.aim_weeks, base - 1, base, _FINE)
    drawing = RunDrawing(grid, len(chart.dots), glyphs, scale)
    if too_small(grid):
        return drawing
    medians = medians_of(chart, across)
    _draw_frame(grid, scale, across, glyphs)
    _draw_lines(grid, scale, across, medians, glyphs)
    _draw_dots(drawing, chart, across)
    _draw_labels(drawing, chart, across, medians)
    drawing.notes = draw_changes(grid, changes, across, range(base + 2, height), glyphs)
    draw_key(grid, 0, list(_key(drawing, chart, across, medians, changes)))
    return drawing


def _draw_frame(grid: Grid, scale: scales.WeekScale, across: Across, glyphs: Glyphs) -> None:
    draw_weeks_axis(grid, scale, glyphs, 1)
    _draw_dates(grid, across, scale.base, glyphs)


def _draw_dates(grid: Grid, across: Across, base: int, glyphs: Glyphs) -> None:
    """Ticks with their words: a month gives way to a year, a year to the next one, which more
    of the chart stands for; no word is cut."""
    for tick in sorted(across.ticks, key=lambda tick: (not tick.major, -tick.x)):
        centred = tick.x - len(tick.text) // 2
        inside = min(max(0, centred), grid.width - len(tick.text))
        if grid.label(tick.text, "tick" if tick.major else "dim", [(inside, base + 1)]):
            grid.put(tick.x, base, glyphs.tick_down, "axis")


def _draw_lines(
    grid: Grid,
    scale: scales.WeekScale,
    across: Across,
    medians: list[Median],
    glyphs: Glyphs,
) -> None:
    start = gutter(grid.width)
    grid.across(start, grid.width, scale.aim_y, glyphs.aim, "aim")
    draw_medians(grid, scale, medians, glyphs)
    if across.pace_x is not None:
        grid.down(across.pace_x, 1, scale.base, glyphs.pace, "pace")


def _draw_dots(drawing: RunDrawing, chart: TeamChart, across: Across) -> None:
    scale, grid = drawing.scale, drawing.grid
    for index, dot in enumerate(chart.dots):
        drawing.place(index, across.xs[index], scale.y(dot.days))
    for (x, y), indices in drawing.at.items():
        beyond = y == scale.overflow_y
        style = _style(chart, indices, beyond)
        grid.put(x, y, _glyph(drawing.glyphs, style, len(indices), beyond), style)


def _style(chart: TeamChart, indices: list[int], beyond: bool) -> str:
    """The strongest mark in the cell: a shift before a trend before none."""
    marks = {chart.dots[index].mark for index in indices}
    for mark in ("shift", "trend"):
        if mark in marks:
            return mark
    return "outlier" if beyond else "dot"


def _glyph(glyphs: Glyphs, style: str, count: int, beyond: bool) -> str:
    if count > 1:
        return str(count) if count < 10 else "+"
    if beyond:
        return glyphs.beyond
    return {"shift": glyphs.shift, "trend": glyphs.trend}.get(style, glyphs.child)


def _draw_labels(
    drawing: RunDrawing, chart: TeamChart, across: Across, medians: list[Median]
) -> None:
    grid, scale = drawing.grid, drawing.scale
    if not chart.dots:
        middle = (across.left + across.right - len(NOBODY_YET)) // 2
        places = [(middle, y) for y in range(max(2, scale.aim_y // 2), scale.base)]
        grid.label(NOBODY_YET, "dim", places, _SOFT)
    if across.pace_x is not None:
        text, x = "PACE start", across.pace_x
        sides = (x + 2, x - 1 - len(text))
        places = [(side, y) for y in range(1, scale.base) for side in sides]
        grid.label(text, "pace", places, _SOFT)
    for median in medians:
        grid.label(median.text, "median", _median_places(median, scale), _SOFT)
    _label_outliers(drawing, chart)


def _median_places(median: Median, scale: scales.WeekScale) -> Iterator[Cell]:
    """Above the line or below it, from its right end leftwards."""
    y = scale.y(median.days)
    for row in (y - 1, y + 1):
        for x in range(median.after - len(median.text) - 1, median.start, -1):
            yield x, row


def _label_outliers(drawing: RunDrawing, chart: TeamChart) -> None:
    """The weeks beside each mark in the top row, where no other mark is in the way."""
    grid, y = drawing.grid, drawing.scale.overflow_y
    if not drawing.scale.overflow:
        return
    for x, row in sorted(drawing.at):
        if row != y:
            continue
        weeks = max(chart.dots[index].days for index in drawing.at[x, row]) // WEEK
        text = str(weeks)
        if grid.free(x + 1, x + 2 + len(text), y):
            grid.text(x + 1, y, text, grid.styles[y][x])
        elif grid.free(x - 1 - len(text), x, y):
            grid.text(x - len(text), y, text, grid.styles[y][x])


def _key(
    drawing: RunDrawing,
    chart: TeamChart,
    across: Across,
    medians: list[Median],
    changes: list[Change],
) -> Iterator[KeyItem]:
    glyphs = drawing.glyphs
    styles = {drawing.grid.styles[y][x] for x, y in drawing.at}
    if chart.dots:
        yield KeyItem(glyphs.child, "a child", "dot", 0)
    if "shift" in styles:
        yield KeyItem(glyphs.shift, "in a shift", "shift", 1)
    if "trend" in styles:
        yield KeyItem(glyphs.trend, "in a trend", "trend", 2)
    piles = [len(indices) for indices in drawing.at.values() if len(indices) > 1]
    if piles:
        pile = str(min(piles)) if min(piles) < 10 else "+"
        yield KeyItem(pile, "two here" if pile == "2" else "so many here", "dot", 5)
    if medians:
        weeks = ", then ".join(str(median.weeks) for median in medians)
        yield KeyItem(glyphs.median, f"median {weeks}", "median", 3)
    yield KeyItem(glyphs.aim, f"aim {chart.aim_weeks} weeks", "aim", 4)
    if across.pace_x is not None:
        yield KeyItem(glyphs.pace, "PACE start", "pace", 7)
    if any(y == drawing.scale.overflow_y for _, y in drawing.at):
        yield KeyItem(glyphs.beyond, "off the scale", "outlier", 6)
    if changes:
        yield KeyItem(glyphs.test_start, "test of change", "test", 8)
