"""A drawn chart: its grid, where each child is on it, and what moving the cursor changes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple

from pace_tui.core.clock import WEEK
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Cell, Grid, Run
from pace_tui.draw.scale import WeekScale

Overlay = dict[int, dict[int, Run]]
SMALLEST = (24, 6)
_TOO_SMALL = "Too small for a chart"


class Region(NamedTuple):
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int


class Drawing(ABC):
    """What every chart answers. `cells[i]` is the cell of child `i`, `None` where not shown.

    `at` is the way back: the children drawn in a cell. `overlay(i)` is what the cursor on
    child `i` puts over the grid, by row and column, and `touched(i)` where: so a step of the
    cursor repaints the regions of the child it left and the child it reached, nothing else.
    """

    __slots__ = ("at", "cells", "grid", "notes")

    def __init__(self, grid: Grid, count: int) -> None:
        self.grid = grid
        self.cells: list[Cell | None] = [None] * count
        self.at: dict[Cell, list[int]] = {}
        # What is on the chart by number only, because its name found no room.
        self.notes: tuple[str, ...] = ()

    def place(self, index: int, x: int, y: int) -> None:
        """Remember that child `index` is drawn in the cell."""
        self.cells[index] = (x, y)
        self.at.setdefault((x, y), []).append(index)

    def hit(self, x: int, y: int) -> list[int]:
        """The children under a pointer, or in the cell beside it; empty where there are none."""
        for near in (x, x - 1, x + 1):
            if (near, y) in self.at:
                return self.at[near, y]
        return []

    @abstractmethod
    def overlay(self, index: int) -> Overlay:
        """The cursor's cells: row -> column -> (character, style key); empty where not shown."""

    @abstractmethod
    def touched(self, index: int) -> list[Region]:
        """The regions within which `overlay(index)` lies; none where the child is not shown."""


def too_small(grid: Grid) -> bool:
    """Whether nothing legible can be drawn; says so on the grid."""
    if grid.width >= SMALLEST[0] and grid.height >= SMALLEST[1]:
        return False
    if len(_TOO_SMALL) <= grid.width:
        grid.text(0, grid.height // 2, _TOO_SMALL, "dim")
    return True


def gutter(width: int) -> int:
    """Columns left of the axis: room for `aim 26` where the chart is wide enough.

    The run chart and the waiting bars ask the same function, so that they stand in line.
    """
    return 8 if width >= 60 else 5


def draw_weeks_axis(grid: Grid, scale: WeekScale, glyphs: Glyphs, top: int) -> None:
    """The upright axis with round numbers of weeks and, in its own colour, the aim."""
    rail = gutter(grid.width) - 1
    grid.down(rail, top, scale.base, glyphs.rail, "axis")
    named = rail > 6
    for weeks, y in scale.ticks():
        if y > top or not named:
            _tick(grid, rail, y, str(weeks), "tick", glyphs)
    if named:
        grid.text(1, top, "weeks", "dim")
    _tick(grid, rail, scale.base, "0", "tick", glyphs)
    aim = str(scale.aim_days // WEEK)
    _tick(grid, rail, scale.aim_y, f"aim {aim}" if named else aim, "aim", glyphs)
    grid.across(rail + 1, grid.width, scale.base, glyphs.line, "axis")
    grid.put(rail, scale.base, glyphs.corner, "axis")


def _tick(grid: Grid, rail: int, y: int, text: str, style: str, glyphs: Glyphs) -> None:
    grid.text(max(0, rail - 1 - len(text)), y, text, style)
    grid.put(rail, y, glyphs.tick_left, "aim" if style == "aim" else "axis")
