"""The values of any run chart: a file with a `value` column, with or without dates.

Values keep the order of the file, and a value that is missing (blank, NA) keeps its place, so
that an index is the file's own. In a file of one column an empty line is a missing value; in
a wider one it is no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from pace_tui.core.cleaning import clean, fold, quoted
from pace_tui.core.runchart import Value
from pace_tui.exchange.tables import RowError, SourceError, Table, rows, sniff

_HEADINGS = ("value", "weeks", "days")
_MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "-", "–"})
_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})(e[+-]?\d{1,2})?", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+")


class ValuesError(ValueError):
    """A file of values that cannot be used: one sentence with the file and, where it can, row."""


class Values(NamedTuple):
    """The values in the order of the file, `None` where one is missing; the words of the first
    other column (a date, as typed) for each; and the heading of the column that was read."""

    values: tuple[Value | None, ...]
    labels: tuple[str, ...]
    heading: str


class _Row(NamedTuple):
    """A row's number as a spreadsheet has it, and its cells, cleaned."""

    number: int
    cells: list[str]

    def cell(self, column: int) -> str:
        """The cell, blank where the row is short."""
        return self.cells[column] if column < len(self.cells) else ""


def read_values(path: Path) -> Values:
    """Read the column headed value, weeks or days, else the last one that holds numbers.

    A first row that holds a number is no heading. ValuesError where the file cannot be read,
    has no such column, or a cell of it is no number.
    """
    try:
        table = sniff(path)
        body = list(_rows(table))
    except SourceError as error:
        raise ValuesError(str(error)) from None
    except RowError as error:
        raise ValuesError(f"{quoted(path.name)}, row {error.row}: {error}.") from None
    comma = table.separator != "," or len(table.headings) == 1
    headings = table.headings
    if any(_number(heading, comma) is not None for heading in headings):
        headings = ("",) * len(headings)
    column = _column(headings, body, comma)
    if column is None:
        raise ValuesError(
            f"{quoted(path.name)} has no column of numbers: give it one with the heading value."
        )
    values = tuple([_value(path, row, column, comma) for row in body])
    beside = next((at for at in range(len(headings)) if at != column), None)
    labels = () if beside is None else tuple([row.cell(beside) for row in body])
    return Values(values, labels, headings[column])


def _rows(table: Table) -> Iterator[_Row]:
    """The rows below the heading; the heading's own, too, where it holds a number."""
    alone = len(table.headings) == 1
    comma = table.separator != "," or alone
    before = table.heading_row
    if any(_number(heading, comma) is not None for heading in table.headings):
        yield _Row(before, list(table.headings))
    for number, cells in rows(table):
        if alone:
            yield from (_Row(empty, [""]) for empty in range(before + 1, number))
            # A decimal comma is a separator to whoever reads the file.
            yield _Row(number, [clean(table.separator.join(cells))])
        else:
            yield _Row(number, [clean(cell) for cell in cells])
        before = number


def _column(headings: tuple[str, ...], body: list[_Row], comma: bool) -> int | None:
    """The column by its heading, else the last whose first filled cell is a number."""
    folded = [fold(heading) for heading in headings]
    for heading in _HEADINGS:
        if heading in folded:
            return folded.index(heading)
    for column in reversed(range(len(headings))):
        filled = (row.cell(column) for row in body if row.cell(column).casefold() not in _MISSING)
        if _number(next(filled, ""), comma) is not None:
            return column
    return None


def _value(path: Path, row: _Row, column: int, comma: bool) -> Value | None:
    """The number in a row's cell; `None` where it is missing, ValuesError where it is none."""
    text = row.cell(column)
    number = _number(text, comma)
    if number is None and text.casefold() not in _MISSING:
        raise ValuesError(
            f"{quoted(path.name)}, row {row.number}: {quoted(text)} is not a number; "
            "mend the cell or leave it blank."
        )
    return number


def _number(text: str, comma: bool) -> Value | None:
    """The exact value of a number as people and programs write it; `None` where it is none."""
    text = text.replace("−", "-")
    if comma and _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    if not text.isascii() or not _NUMBER.fullmatch(text):
        return None
    number = Fraction(text)
    return number.numerator if number.denominator == 1 else number
