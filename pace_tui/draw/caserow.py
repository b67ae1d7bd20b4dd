"""The caseload's table: which columns fit, their headings, and one child's row of runs.

Columns leave in a fixed order of importance as the room shrinks; none is cut in mid-word
without an ellipsis.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pace_tui.core import words
from pace_tui.core.caseload import Row, display_name
from pace_tui.core.clock import days_between, say_age, say_near, short_span, weekday
from pace_tui.core.text import pad
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Run
from pace_tui.draw.weekbar import week_bar

GAP = 2
_NEAR = 14


class Column(NamedTuple):
    """A column: its least width and its rank; rank 0 never leaves."""

    key: str
    title: str
    least: int
    rank: int
    right: bool = False


COLUMNS = (
    Column("status", "Status", 13, 0),
    Column("child", "Child", 12, 0),
    Column("age", "Age", 4, 3),
    Column("weeks", "Weeks", 5, 0, right=True),
    Column("bar", "", 10, 1),
    Column("lives", "Lives with", 10, 2),
    Column("step", "Next step", 15, 0),
    Column("due", "Due", 12, 0),
    Column("worker", "Worker", 12, 4),
    Column("reference", "Reference", 9, 5),
)


class Fitted(NamedTuple):
    """A column with the width and the place it has been given."""

    column: Column
    x: int
    width: int


class RowLook(NamedTuple):
    """What rows are drawn for: the date, the glyphs, and whether names are hidden."""

    as_at: date
    glyphs: Glyphs
    hide_names: bool


def fit_columns(width: int, many_workers: bool) -> list[Fitted]:
    """The columns that fit in `width` cells, widened as far as they may be.

    The worker's column is there only where the rows are of `many_workers`.
    """
    wanted = [c for c in COLUMNS if c.key != "worker" or many_workers]
    chosen = [c for c in wanted if c.rank == 0]
    for column in sorted((c for c in wanted if c.rank), key=lambda c: c.rank):
        needed = sum(c.least for c in chosen) + column.least + GAP * len(chosen)
        if needed > width:
            break
        chosen.append(column)
    chosen.sort(key=COLUMNS.index)
    spare = width - sum(c.least for c in chosen) - GAP * (len(chosen) - 1)
    widths = _shared_out(chosen, spare)
    fitted, x = [], 0
    for column in chosen:
        fitted.append(Fitted(column, x, widths[column.key]))
        x += widths[column.key] + GAP
    return fitted


# How spare cells are given out: each stage lets a column grow to a width, then the next one.
_STAGES = (
    ("step", 25),
    ("child", 14),
    ("lives", 13),
    ("bar", 18),
    ("lives", 17),
    ("worker", 16),
    ("child", 20),
    ("bar", 24),
    ("step", 34),
    ("lives", 22),
    ("bar", 40),
    ("child", 24),
    ("worker", 22),
)


def _shared_out(columns: list[Column], spare: int) -> dict[str, int]:
    """The width of each column; where there is too little room, words give way first."""
    widths = {column.key: column.least for column in columns}
    for key, floor in (("step", 6), ("child", 6), ("due", 8)):
        taken = max(0, min(-spare, widths[key] - floor))
        widths[key] -= taken
        spare += taken
    for key, wanted in _STAGES:
        if key in widths and widths[key] < wanted:
            given = max(0, min(spare, wanted - widths[key]))
            widths[key] += given
            spare -= given
    return widths


def heading(
    fitted: list[Fitted], aim_weeks: int, sorted_by: str, reverse: bool, glyphs: Glyphs
) -> list[Run]:
    """The headings, with a mark at the column that the rows are sorted by."""
    runs: list[Run] = []
    for at, (column, _, width) in enumerate(fitted):
        if at:
            runs.append((" " * GAP, "heading"))
        title = _bar_title(aim_weeks, width, glyphs) if column.key == "bar" else column.title
        if column.key == sorted_by:
            mark = glyphs.sorted_down if reverse else glyphs.sorted_up
            title = f"{title}{mark}" if len(title) < width else title[: width - 1] + mark
        runs.append((pad(title, width, glyphs.ellipsis, column.right), "heading"))
    return runs


def _bar_title(aim_weeks: int, width: int, glyphs: Glyphs) -> str:
    """`0 ····· 26 weeks`: the scale of the bars beneath."""
    room = width - 4
    name = f"{aim_weeks} weeks" if room >= 12 else str(aim_weeks)
    dots = glyphs.step_ahead * max(0, room - len(name) - 4)
    return f"0 {dots} {name}"


def case_row(row: Row, fitted: list[Fitted], look: RowLook) -> list[Run]:
    """One child's row as runs (text, style key), as wide as the columns."""
    runs: list[Run] = []
    for at, (column, _, width) in enumerate(fitted):
        if at:
            runs.append((" " * GAP, ""))
        if column.key == "bar":
            runs += week_bar(row.days, row.aim_weeks, row.status, width, look.glyphs)
        else:
            text, style = _CELLS[column.key](row, look)
            runs.append((pad(text, width, look.glyphs.ellipsis, column.right), style))
    return runs


def _status(row: Row, look: RowLook) -> Run:
    return f"{look.glyphs.status[row.status]} {words.STATUS[row.status]}", row.status


def _child(row: Row, look: RowLook) -> Run:
    return display_name(row, look.hide_names), "strong"


def _age(row: Row, look: RowLook) -> Run:
    return say_age(row.date_of_birth, look.as_at).replace("–", look.glyphs.dash), "text"


def _weeks(row: Row, look: RowLook) -> Run:
    del look
    unknown = row.days is None or row.days < 0
    return ("?" if unknown else str(row.weeks)), row.status if row.weeks_over else "text"


def _lives(row: Row, look: RowLook) -> Run:
    del look
    return words.lives_with(row.lives_with), "text"


def _step(row: Row, look: RowLook) -> Run:
    if row.status == "check":
        return (row.warnings[0].text if row.warnings else "Look at the dates"), "text"
    return (row.next_step.name if row.next_step else look.glyphs.dash), "text"


def say_due(row: Row, look: RowLook) -> Run:
    """When the next step is due: `15w late`, `Tue 24 Nov`, `8 Feb`; booked with its mark."""
    step = row.next_step
    if step is None or row.status == "check":
        return look.glyphs.dash, "dim"
    booked = f" {look.glyphs.step['booked']}" if step.booked_on else ""
    if step.days_late:
        style = row.status if row.status == "past_aim" else "overdue"
        return f"{short_span(step.days_late)} late{booked}", style
    ahead = days_between(look.as_at, step.due_on)
    if ahead == 0:
        return f"today{booked}", "due_soon"
    if ahead <= _NEAR:
        day = say_near(step.due_on, step.due_on)
        return f"{weekday(step.due_on)} {day}{booked}", "due_soon"
    return f"{say_near(step.due_on, look.as_at)}{booked}", "dim"


def _worker(row: Row, look: RowLook) -> Run:
    return row.worker or look.glyphs.dash, "dim"


def _reference(row: Row, look: RowLook) -> Run:
    del look
    return row.reference, "dim"


_CELLS: dict[str, Callable[[Row, RowLook], Run]] = {
    "status": _status,
    "child": _child,
    "age": _age,
    "weeks": _weeks,
    "lives": _lives,
    "step": _step,
    "due": say_due,
    "worker": _worker,
    "reference": _reference,
}
