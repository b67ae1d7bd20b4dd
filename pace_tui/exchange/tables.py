"""Text files that hold a table: which encoding, which separator, and their rows one by one.

Rows are numbered as a spreadsheet numbers them: the heading is 1, empty rows count, a cell of
several lines is one row, and Excel's own `sep=;` line is none. Memory stays flat however long
the file is: it is read once to find the encoding and once for the rows.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from pace_tui.core.cleaning import clean, fold

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "upright bar"}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "Windows-1252",
}
# The mark of 32 bits begins with that of 16 bits, so it is tried first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SAMPLE = 4096  # bytes in which an encoding without a mark shows itself
_CHUNK = 1 << 20
_HEADING_LENGTH = 1 << 16  # characters; its cells may have several lines, and empty rows before
_LONGEST_CELL = 1 << 20  # characters; Excel itself holds 32,767
_SEP_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


class SourceError(ValueError):
    """A source that cannot be read at all: one sentence that says what to do."""


class RowError(ValueError):
    """A row after which the rest of the file cannot be trusted. `row` as a spreadsheet has it."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row = row


class Table(NamedTuple):
    """How a file is to be read: its encoding (Python's name), separator and headings.

    `headings` are as typed, cleaned; `heading_row` is the spreadsheet's number of their row.
    """

    path: Path
    encoding: str
    separator: str
    headings: tuple[str, ...]
    heading_row: int = 1

    @property
    def how(self) -> str:
        """`UTF-8, semicolon`."""
        return f"{ENCODINGS[self.encoding]}, {SEPARATORS[self.separator]}"


def sniff(path: Path) -> Table:
    """How a file is to be read; SourceError where it is no text file with a heading row."""
    try:
        encoding = _encoding(path)
        with path.open(encoding=encoding, newline="") as file:
            lines = io.StringIO(file.read(_HEADING_LENGTH), newline="").readlines()
    except OSError as error:
        raise SourceError(f"“{path.name}” cannot be opened: {error.strerror}.") from None
    said = _SEP_LINE.fullmatch(lines[0].strip()) if lines else None
    separator = said[1] if said and said[1] in SEPARATORS else _separator(lines)
    row, cells = _heading(lines[1:] if said else lines, separator)
    if not any(cells):
        raise SourceError(f"“{path.name}” is empty: the first row must hold the headings.")
    return Table(path, encoding, separator, tuple(clean(cell) for cell in cells), row)


def rows(table: Table) -> Iterator[tuple[int, list[str]]]:
    """Every row below the headings that is not empty, as (its number, its cells as typed).

    RowError where the quotation marks are at fault: what follows may be one cell or many rows.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with table.path.open(encoding=table.encoding, newline="") as file:
        number = 0
        try:
            for cells in csv.reader(_lines(file), delimiter=table.separator, strict=True):
                number += 1
                if number > table.heading_row and any(cell.strip() for cell in cells):
                    yield number, cells
        except (csv.Error, UnicodeError) as error:
            raise RowError(number + 1, _fault(str(error))) from None


def _lines(file: TextIO) -> Iterator[str]:
    """The file's lines without Excel's line that only names the separator."""
    first = file.readline(_CHUNK)
    if not _SEP_LINE.fullmatch(first.strip()):
        yield first
    yield from file


def _fault(error: str) -> str:
    """A sentence for what Python's csv reader or decoder says."""
    if "expected after" in error:
        return (
            "the quotation marks in this row do not pair up: a cell in quotation marks ends with "
            "one, and one inside it is written twice; the rows below were not read"
        )
    if "unexpected end" in error or "field limit" in error:
        return (
            "a quotation mark is opened in this row and never closed; the rows below were not read"
        )
    return "this row cannot be read as text; save the file again as CSV UTF-8"


def _encoding(path: Path) -> str:
    """The first of the likely encodings in which the whole file is text."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if sample.startswith(_WORKBOOKS):
        raise SourceError(
            f"“{path.name}” is a workbook: save each of its sheets as CSV UTF-8 and import those."
        )
    for encoding in _likely(sample):
        if _decodes(path, encoding):
            return encoding
    raise SourceError(
        f"“{path.name}” is not text that can be read: save it again as CSV UTF-8 and import that."
    )


def _likely(sample: bytes) -> tuple[str, ...]:
    """By its mark; else by the places of its NUL bytes; else UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return (encoding,)
    nul = [_mostly_nul(sample[at::4]) for at in range(4)]
    by_nul = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }.get((nul[0], nul[1], nul[2], nul[3]))
    return (by_nul,) if by_nul else ("utf-8", "cp1252")


def _mostly_nul(sample: bytes) -> bool:
    return sample.count(0) * 2 > len(sample)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _separator(lines: list[str]) -> str:
    """The separator that makes most cells of the heading; a comma where none makes two."""
    return max(SEPARATORS, key=lambda separator: len(_heading(lines, separator)[1]))


def _heading(lines: list[str], separator: str) -> tuple[int, list[str]]:
    """The number and the cells of the first row that is not empty."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(lines, delimiter=separator)
    try:
        for number, cells in enumerate(reader, 1):
            if any(fold(cell) for cell in cells):
                return number, cells
    except csv.Error:
        pass  # a cell without end: told as a file without headings
    return 1, []
