"""Tests of change under the time axis: from when to when each was tried, with its name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pace_tui.core.teamchart import Mark
from pace_tui.core.text import cells, cut, showable
from pace_tui.draw.across import Across
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Grid

# A name that is longer leaves no room for the others.
_LONGEST = 40


class Change(NamedTuple):
    """A test of change as a stretch of columns; `stop` is `None` where it still runs."""

    name: str
    start: int | None
    stop: int | None


def stretches(marks: Sequence[Mark], across: Across) -> list[Change]:
    """Each start with the stop that follows it, within the days that the chart shows."""
    tried: list[tuple[str, date | None, date | None]] = []
    for mark in sorted(marks):
        if mark.kind == "start":
            tried.append((mark.name, mark.on, None))
            continue
        running = (i for i, one in enumerate(tried) if one[0] == mark.name and one[2] is None)
        at = next(running, len(tried))
        tried[at : at + 1] = [(mark.name, tried[at][1] if at < len(tried) else None, mark.on)]
    return [
        Change(_one_cell_each(name), _column(start, across), _column(stop, across))
        for name, start, stop in tried
        if (stop is None or stop >= across.first) and (start is None or start <= across.last)
    ]


def _one_cell_each(name: str) -> str:
    """A name as a grid can hold it: one character a cell, and not too many."""
    fits = (char if cells(char) == 1 else "\ufffd" for char in showable(name) if cells(char))
    return cut("".join(fits), _LONGEST)


def _column(day: date | None, across: Across) -> int | None:
    shown = day is not None and across.first <= day <= across.last
    return across.column(day) if day is not None and shown else None


def rows_needed(changes: Sequence[Change], across: Across, most: int) -> int:
    """How many rows the names take; where that is more than `most`, a row of numbers and one
    of names."""
    rows = 1 + max((row for row, _ in _packed(changes, across)), default=-1)
    return rows if rows <= most else min(most, 2)


def draw_changes(
    grid: Grid, changes: Sequence[Change], across: Across, rows: range, glyphs: Glyphs
) -> tuple[str, ...]:
    """Draw them and answer the names that found no room beside their marks, by number."""
    packed = list(_packed(changes, across))
    if all(row < len(rows) for row, _ in packed):
        for row, change in packed:
            _draw_named(grid, change, across, rows[row], glyphs)
        return ()
    return _draw_numbered(grid, changes, across, rows, glyphs)


def _packed(changes: Sequence[Change], across: Across) -> list[tuple[int, Change]]:
    """Each change in the first row where its stretch and its name are free."""
    ends: list[int] = []
    packed = []
    for change in changes:
        begin, after = _extent(change, across)
        row = next((r for r, end in enumerate(ends) if end < begin), len(ends))
        ends[row : row + 1] = [after]
        packed.append((row, change))
    return packed


def _extent(change: Change, across: Across) -> tuple[int, int]:
    """The columns that a change takes: from its first up to without its last."""
    start, stop = _ends(change, across)
    name = _name_x(change, across)
    return min(start, name), max(stop + 1, name + len(change.name))


def _ends(change: Change, across: Across) -> tuple[int, int]:
    start = across.left if change.start is None else change.start
    return start, start if change.stop is None else max(start, change.stop)


def _name_x(change: Change, across: Across) -> int:
    """Within the stretch where it is long enough, else after it, else before it."""
    start, stop = _ends(change, across)
    if len(change.name) + 4 <= stop - start:
        return start + 2
    after = stop + 2
    if after + len(change.name) <= across.right + 2:
        return after
    return max(0, start - 1 - len(change.name))


def _draw_named(grid: Grid, change: Change, across: Across, y: int, glyphs: Glyphs) -> None:
    start, stop = _ends(change, across)
    grid.across(start, stop, y, glyphs.test_line, "dim")
    if change.stop is not None:
        grid.put(stop, y, glyphs.test_stop, "test")
    if change.start is not None and (stop > start or change.stop is None):
        grid.put(start, y, glyphs.test_start, "test")
    x = _name_x(change, across)
    grid.text(x, y, change.name, "test")
    if start < x - 1 < stop:
        grid.put(x - 1, y, " ", "dim")
        grid.put(x + len(change.name), y, " ", "dim")


def _draw_numbered(
    grid: Grid, changes: Sequence[Change], across: Across, rows: range, glyphs: Glyphs
) -> tuple[str, ...]:
    """Numbers under the axis and the names below; with no row to spare, marks on the axis."""
    notes = tuple(f"{number} {change.name}" for number, change in enumerate(changes, 1))
    if not rows:
        for change in changes:
            grid.put(_ends(change, across)[0], rows.start - 2, glyphs.test_start, "test")
        return notes
    after = 0
    for number, change in enumerate(changes, 1):
        # Numbers of the same weeks stand side by side, in their order.
        x = max(after, _ends(change, across)[0])
        if x + len(str(number)) <= grid.width:
            after = grid.text(x, rows[0], str(number), "test") + 1
    named = _names_row(grid, notes, rows[1], glyphs) if len(rows) > 1 else 0
    return notes[named:]


def _names_row(grid: Grid, notes: Sequence[str], y: int, glyphs: Glyphs) -> int:
    """Write as many names as fit; answers how many."""
    x = 0
    for index, note in enumerate(notes):
        more = 0 if index == len(notes) - 1 else 2
        if x + len(note) + more > grid.width:
            grid.put(x, y, glyphs.ellipsis, "dim")
            return index
        x = grid.text(x, y, note, "test") + 2
    return len(notes)
