"""The rows of the interchange template, read cell by cell.

What cannot be read is rejected with its reason. What can be read and contradicts itself (an end
before its start) is taken as it is: the data checks speak of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pace_tui.core.cleaning import clean, unguard
from pace_tui.exchange.codes import read_code, read_step, read_yes
from pace_tui.exchange.dates import Order, is_blank, read_date
from pace_tui.exchange.headings import REQUIRED, TABLES


class ChildRow(NamedTuple):
    """One period of care of one child; a blank cell is `""` or `None`."""

    reference: str
    accommodated_on: date
    name: str = ""
    date_of_birth: date | None = None
    worker: str = ""
    team: str = ""
    ended_on: date | None = None
    end_reason: str = ""
    lives_with: str = ""
    legal_basis: str = ""
    group: str = ""
    file: str = ""
    row: int = 0


class HomeRow(NamedTuple):
    """Where a child lived from one day to another."""

    reference: str
    lives_with: str
    from_on: date
    to_on: date | None = None
    file: str = ""
    row: int = 0


class StepRow(NamedTuple):
    """One step of the pathway for one child; `step` is a key."""

    reference: str
    step: str
    due_on: date | None = None
    booked_on: date | None = None
    done_on: date | None = None
    not_needed: bool = False
    note: str = ""
    file: str = ""
    row: int = 0


class RecommendationRow(NamedTuple):
    """One recommendation for permanence; `route` is a code."""

    reference: str
    recommended_on: date
    route: str
    meeting: str = ""
    file: str = ""
    row: int = 0


class Reject(NamedTuple):
    """A row that cannot be taken, where it stands (as a spreadsheet numbers rows), and why."""

    file: str
    row: int
    reason: str


class Reading(NamedTuple):
    """How cells are read: folded key or name of a step -> its key; the order of 03/04/2026."""

    steps: Mapping[str, str]
    order: Order = "dmy"


Row = ChildRow | HomeRow | StepRow | RecommendationRow

_ROW: dict[str, type[Row]] = {
    "children": ChildRow,
    "homes": HomeRow,
    "steps": StepRow,
    "recommendations": RecommendationRow,
}
# `from` is a word of Python's own.
_FIELD = {"from": "from_on", "to": "to_on"}
_CODES = frozenset({"lives_with", "route", "legal_basis"})
_DATES = frozenset(
    {"accommodated_on", "date_of_birth", "ended_on", "from", "to"}
    | {"due_on", "booked_on", "done_on", "recommended_on"}
)
# People may be called Na or None: in their own words only a spreadsheet's signs are blank.
_OWN_WORDS = frozenset({"name", "worker", "group", "note"})
_SIGNS = frozenset({"NULL", "null", "N/A", "n/a", "#N/A", "-", "–"})


def read_row(
    table: str,
    cells: Mapping[str, str],
    reading: Reading,
    place: tuple[str, int],
    shown: Mapping[str, str],
) -> Row | Reject:
    """The typed row of a table, or why it is rejected: every fault of the row in one sentence.

    `cells` is template column -> cell as typed, `shown` the heading that the reader knows the
    column by, `place` the file's name and the row's number.
    """
    values: dict[str, Any] = {}
    faults = []
    for column in TABLES[table]:
        try:
            values[_FIELD.get(column, column)] = _value(table, column, cells, reading)
        except ValueError as fault:
            faults.append(f"{shown.get(column, column)}: {fault}")
    file, row = place
    if faults:
        return Reject(file, row, "; ".join(faults) + ".")
    return _ROW[table](**values, file=file, row=row)


def _value(table: str, column: str, cells: Mapping[str, str], reading: Reading) -> object:
    """The value of one cell; ValueError where it cannot be read or is missing and required."""
    text = _tidy(cells.get(column, ""), column)
    if not text and column in REQUIRED[table]:
        raise ValueError("the cell is empty, and the row cannot be placed without it")
    if column in _DATES:
        return read_date(text, reading.order)
    if column == "not_needed":
        return read_yes(text)
    if not text:
        return ""
    if column == "step":
        return read_step(text, reading.steps)
    return read_code(column, text) if column in _CODES else text


def _tidy(cell: str, column: str) -> str:
    """The cell made harmless; `""` where it only says that it holds nothing."""
    multiline = column == "note"
    text = clean(unguard(clean(cell, multiline)), multiline)
    blank = text in _SIGNS if column in _OWN_WORDS else is_blank(text)
    return "" if blank else text
