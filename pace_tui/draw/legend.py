"""The legend of the homes: letter, pattern and colour of each group, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pace_tui.core import words
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Cell, Grid
from pace_tui.draw.key import KeyItem, draw_key, key_width

# After the summary in the top row, as a column top right, or in a row of its own.
Where = Literal["beside", "column", "below"]
_GAP = 4


class Legend:
    """The groups that are there, each with its count, in the order of `words.HOME_GROUPS`."""

    def __init__(self, counts: Mapping[str, int], glyphs: Glyphs, patterned: bool) -> None:
        marks = {
            group: f"{letter} {glyphs.fills[group]}" if patterned else letter
            for group, letter in glyphs.letters.items()
        }
        short = {group: group.capitalize() for group in words.HOME_GROUPS}
        self._full = _items(counts, marks, words.HOME_GROUPS)
        self._short = _items(counts, marks, short)
        # Where even short names have no room, every letter still has its count.
        self._least = _items(counts, marks, dict.fromkeys(words.HOME_GROUPS, ""))

    def where(self, grid: Grid, taken: int, tops: Sequence[Cell], aim_y: int) -> Where:
        """Where there is room, `taken` columns of the top row and the bars' `tops` being used."""
        if taken + _GAP + key_width(self._full, 3) <= grid.width:
            return "beside"
        left = self._column_x(grid) - 2
        lowest = len(self._full) + 2
        in_the_way = any(x >= left and y <= lowest for x, y in tops)
        return "below" if in_the_way or aim_y <= lowest else "column"

    def draw(self, grid: Grid, taken: int, where: Where) -> None:
        """Draw it there."""
        if where == "column":
            for y, item in enumerate(self._full, 1):
                grid.text(self._column_x(grid), y, f"{item.glyph} {item.text}", item.style)
        elif where == "beside":
            x = grid.width - key_width(self._full, 3)
            draw_key(grid, 0, self._full, max(x, taken + _GAP))
        else:
            forms = (self._full, self._short, self._least)
            fitting = (form for form in forms if key_width(form, 2) <= grid.width)
            draw_key(grid, 1, next(fitting, self._least))

    def _column_x(self, grid: Grid) -> int:
        return grid.width - max((item.width for item in self._full), default=0) - 1


def _items(
    counts: Mapping[str, int], marks: Mapping[str, str], names: Mapping[str, str]
) -> list[KeyItem]:
    return [
        KeyItem(marks[group], f"{name} {counts[group]}".lstrip(), group, rank)
        for rank, (group, name) in enumerate(names.items())
        if counts.get(group)
    ]
