"""The waiting list as bars: every child who still waits, the longest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pace_tui.core import words
from pace_tui.core.clock import WEEK, count_of, within
from pace_tui.core.teamchart import Bar, TeamChart
from pace_tui.draw import scale as scales
from pace_tui.draw.drawing import Drawing, Overlay, Region, draw_weeks_axis, gutter, too_small
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Grid
from pace_tui.draw.legend import Legend

NOBODY_WAITS = "No child is waiting"
_WIDEST = 5
_FINE = 3
# A bar so thick has room for its weeks, three figures.
_FIGURES = 3


class Places(NamedTuple):
    """Where the bars stand: child `first` and the next ones up to without `after`, one every
    `pitch` columns from `left` on, each `thick` columns wide."""

    left: int
    pitch: int
    thick: int
    first: int
    after: int

    @property
    def shown(self) -> range:
        """The children who are shown."""
        return range(self.first, self.after)

    def x(self, index: int) -> int:
        """The first column of a child's bar."""
        return self.left + (index - self.first) * self.pitch


class WaitingDrawing(Drawing):
    """Drawn bars. Child `i` is number `i` of `longest_first`; `places` says who is shown."""

    __slots__ = ("places", "scale")

    def __init__(self, grid: Grid, count: int, scale: scales.WeekScale, places: Places) -> None:
        super().__init__(grid, count)
        self.scale = scale
        self.places = places

    def hit(self, x: int, y: int) -> list[int]:
        """The child whose column is under a pointer, from the top row to the letter."""
        index = self.places.first + (x - self.places.left) // self.places.pitch
        inside = x >= self.places.left and 0 < y <= self.scale.base + 1
        return [index] if inside and index < self.places.after else []

    def overlay(self, index: int) -> Overlay:
        """The child's bar and letter in the cursor's style, with brackets where there is room."""
        cell = self.cells[index]
        if cell is None:
            return {}
        x, top = cell
        columns = range(x, x + self.places.thick)
        chars, letters = self.grid.chars, self.scale.base + 1
        middle = x + self.places.thick // 2
        letter = chars[letters][middle]
        # Half a block in reverse would be the other half: a thin bar becomes its letter.
        thin = self.places.pitch == 1
        overlay: Overlay = {
            y: {column: (letter if thin else chars[y][column], "cursor") for column in columns}
            for y in range(top, self.scale.base)
        }
        overlay[letters] = {middle: (letter, "cursor")}
        if self.places.pitch > 2:
            overlay[letters] |= {middle - 1: ("[", "cursor"), middle + 1: ("]", "cursor")}
        return overlay

    def touched(self, index: int) -> list[Region]:
        """One region, a strip from the bar's top to its letter."""
        cell = self.cells[index]
        if cell is None:
            return []
        x, top = cell
        return [Region(x - 1, top, self.places.thick + 2, self.scale.base + 2 - top)]


def longest_first(waiting: Sequence[Bar]) -> list[Bar]:
    """The order of the bars: the longest waiting first, then by reference."""
    return sorted(waiting, key=lambda bar: (-bar.days, bar.reference))


def room(width: int) -> int:
    """How many bars a chart of that width shows at most."""
    return max(1, width - gutter(width) - 2)


def window(cursor: int, first: int, count: int, width: int) -> int:
    """The `first` to draw from so that the bar `cursor` is shown, moved as little as can be."""
    most = room(width)
    first = min(max(first, cursor - most + 1), cursor)
    return max(0, min(first, count - most))


def draw_waiting(
    chart: TeamChart, width: int, height: int, glyphs: Glyphs, first: int = 0
) -> WaitingDrawing:
    """Draw the bars `width` x `height` cells big, at least `drawing.SMALLEST`.

    Where there are more children than columns, those from number `first` on (see `window`),
    and how many there are before and after them.
    """
    bars = longest_first(chart.waiting)
    grid = Grid(width, height)
    places = _places(len(bars), width, first)
    summary = _summary(bars, chart.aim_weeks, width)
    patterned = places.pitch > 1 and glyphs.fills != glyphs.letters
    legend = Legend(Counter(map(_group, bars)), glyphs, patterned)
    base = height - 2
    days = [bar.days for bar in bars]
    scale = scales.fit(days, chart.aim_weeks, base - 1, base, _FINE)
    tops = [(places.x(index), scale.y(days[index])) for index in places.shown]
    where = legend.where(grid, len(summary), tops, scale.aim_y)
    if where == "below":
        scale = scales.fit(days, chart.aim_weeks, base - 2, base, _FINE)
    drawing = WaitingDrawing(grid, len(bars), scale, places)
    if too_small(grid):
        return drawing
    grid.text(0, 0, summary, "text")
    legend.draw(grid, len(summary), where)
    draw_weeks_axis(grid, scale, glyphs, 2 if where == "below" else 1)
    grid.across(gutter(width), width, scale.aim_y, glyphs.aim, "aim")
    _draw_bars(drawing, bars, glyphs)
    _draw_more(drawing, len(bars), glyphs)
    if not bars:
        grid.label(NOBODY_WAITS, "dim", [((width - len(NOBODY_WAITS)) // 2, y) for y in (2, 1)])
    return drawing


def _group(bar: Bar) -> str:
    return words.HOME_GROUP.get(bar.lives_with, "other")


def _places(count: int, width: int, first: int) -> Places:
    most = room(width)
    left = gutter(width) + 1
    pitch = max(1, min(_WIDEST, most // max(1, count)))
    first = max(0, min(first, count - most))
    return Places(left, pitch, max(1, pitch - 1), first, min(count, first + most))


def _draw_bars(drawing: WaitingDrawing, bars: list[Bar], glyphs: Glyphs) -> None:
    grid, scale, places = drawing.grid, drawing.scale, drawing.places
    for index in places.shown:
        bar, group = bars[index], _group(bars[index])
        x, top = places.x(index), scale.y(bar.days)
        fill = (glyphs.thin if places.pitch == 1 else glyphs.fills)[group]
        for column in range(x, x + places.thick):
            grid.down(column, top, scale.base, fill, group)
        if top == scale.overflow_y:
            # The figure, where it fits, stands above the mark that the bar goes on.
            y = top + (places.thick >= _FIGURES)
            grid.across(x, x + places.thick, top, " ", group)
            grid.across(x, x + places.thick, y, glyphs.beyond, group)
        grid.put(x + places.thick // 2, scale.base + 1, glyphs.letters[group], group)
        drawing.place(index, x, top)
    _draw_weeks(drawing, bars)


def _draw_weeks(drawing: WaitingDrawing, bars: list[Bar]) -> None:
    """The weeks over each bar where bars are wide enough for figures."""
    grid, places, scale = drawing.grid, drawing.places, drawing.scale
    if places.thick < _FIGURES:
        _draw_first_weeks(drawing, bars)
        return
    for index in places.shown:
        x, top = drawing.cells[index] or (0, 0)
        weeks = str(bars[index].days // WEEK)
        x += (places.thick - len(weeks)) // 2
        if top == scale.overflow_y:
            grid.text(x, top, weeks, "text")
        elif grid.free(x, x + len(weeks), top - 1, ("aim",)):
            grid.text(x, top - 1, weeks, "text")


def _draw_first_weeks(drawing: WaitingDrawing, bars: list[Bar]) -> None:
    """The weeks of all who are off the scale, in their order; else of the first bar alone."""
    places, scale = drawing.places, drawing.scale
    tops = [drawing.cells[index] or (0, 0) for index in places.shown]
    if not tops:
        return
    x, top = tops[0]
    count = sum(y == scale.overflow_y for _, y in tops) or 1
    listed = bars[places.first : places.first + count]
    weeks = " ".join(str(bar.days // WEEK) for bar in listed)
    after = tops[count - 1][0] + places.thick + 1
    above = [] if top == scale.overflow_y else [(x, top - 1)]
    drawing.grid.label(weeks, "text", [(after, top), *above])


def _summary(bars: list[Bar], aim_weeks: int, width: int) -> str:
    """`40 waiting, 22 past the aim, longest 223 weeks`, as much as there is room for."""
    past = sum(not within(bar.days, aim_weeks) for bar in bars)
    longest = count_of(bars[0].days // WEEK, "week") if bars else ""
    parts = (f"{len(bars):,} waiting", f"{past:,} past the aim", f"longest {longest}")
    texts = (", ".join(parts[:count]) for count in (3, 2, 1))
    return next((text for text in texts if bars and len(text) <= width), "")


def _draw_more(drawing: WaitingDrawing, count: int, glyphs: Glyphs) -> None:
    """How many stand before the window and after it, on the axis."""
    grid, places, y = drawing.grid, drawing.places, drawing.scale.base
    if places.first:
        grid.text(places.left, y, f" {glyphs.left} {places.first:,} more ", "more")
    if places.after < count:
        text = f" +{count - places.after:,} more {glyphs.right} "
        grid.text(grid.width - len(text) - 1, y, text, "more")
