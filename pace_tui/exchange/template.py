"""Reading a source laid out as the interchange template: a folder, or some of its four files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pace_tui.core.cleaning import clean, fold, quoted
from pace_tui.core.clock import count_of
from pace_tui.exchange.dates import Order
from pace_tui.exchange.headings import TABLES, Columns, columns_of, table_of, tables_named
from pace_tui.exchange.rows import (
    ChildRow,
    HomeRow,
    Reading,
    RecommendationRow,
    Reject,
    Row,
    StepRow,
    read_row,
)
from pace_tui.exchange.tables import RowError, SourceError, Table, rows, sniff

_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
_EXPECTED = "children.csv, homes.csv, steps.csv or recommendations.csv"


class Source(NamedTuple):
    """All that a source says, in the order of its rows, and what of it could not be read.

    `notes` are sentences about how it was read: each file's encoding and separator, columns and
    files that were left out.
    """

    children: list[ChildRow]
    homes: list[HomeRow]
    steps: list[StepRow]
    recommendations: list[RecommendationRow]
    rejects: list[Reject]
    notes: list[str]


def empty_source() -> Source:
    """A source that says nothing, to be filled."""
    return Source([], [], [], [], [], [])


def read_source(paths: Sequence[Path], steps: Mapping[str, str], order: Order = "dmy") -> Source:
    """What the files, or the files of the folders, say.

    `steps` is key or name of a step -> its key. SourceError, one sentence, where a path cannot be
    read or holds no table of the template; a row that cannot be read is among the rejects.
    """
    reading = Reading({fold(said): key for said, key in steps.items()}, order)
    source = empty_source()
    try:
        for table, name in _tables(paths, source.notes):
            _read_table(table, name, reading, source)
    except OSError as error:
        where = quoted(Path(error.filename or "the source").name)
        raise SourceError(f"{where} cannot be read: {error.strerror}.") from None
    return source


def _tables(paths: Sequence[Path], notes: list[str]) -> list[tuple[Table, str]]:
    """Every file to read with the name of its table, in the template's order."""
    found = []
    for path in paths:
        if path.is_dir():
            found += _in_folder(path, notes)
        elif path.is_file():
            found.append(_known(path))
        else:
            raise SourceError(f"There is no file or folder {quoted(str(path), 200)}.")
    if not found:
        raise SourceError(f"The source holds none of the tables that are read: {_EXPECTED}.")
    return sorted(found, key=lambda each: list(TABLES).index(each[1]))


def _known(path: Path) -> tuple[Table, str]:
    table = sniff(path)
    name = table_of(path.stem, table.headings)
    if name is None:
        raise SourceError(
            f"“{path.name}” is none of the tables that are read: call it {_EXPECTED}, "
            "or give its columns those headings."
        )
    return table, name


def _in_folder(folder: Path, notes: list[str]) -> list[tuple[Table, str]]:
    """The folder's tables. Beside a file of the template's own name, others for the same table
    (last year's, a copy) are left out; and so is what is no table at all."""
    found = []
    own = {}
    for path in _text_files(folder):
        try:
            table, name = _known(path)
        except SourceError as error:
            if tables_named(path.stem):
                raise
            notes.append(f"“{path.name}” was left out: {error}")
            continue
        found.append((table, name))
        if path.stem.casefold() == name:
            own[name] = path
    for table, name in found:
        if own.get(name, table.path) != table.path:
            notes.append(f"“{table.path.name}” was left out, as “{own[name].name}” is there.")
    return [(table, name) for table, name in found if own.get(name, table.path) == table.path]


def _text_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.suffix.casefold() in _ENDINGS and path.is_file() and path.name[0] not in ".~":
            yield path


def _read_table(table: Table, name: str, reading: Reading, source: Source) -> None:
    """Adds a file's rows and rejects to the source."""
    file = table.path.name
    columns = columns_of(file, name, table.headings)
    read = 0
    try:
        for number, cells in rows(table):
            read += 1
            row = _read_cells(cells, (file, number), columns, len(table.headings), reading)
            _add(row, source)
    except RowError as fault:
        source.rejects.append(Reject(file, fault.row, f"{fault}."))
    source.notes.append(f"“{file}”: {count_of(read, 'row')} of {name}; {table.how}.")
    if columns.ignored:
        unused = ", ".join(quoted(heading) for heading in columns.ignored)
        source.notes.append(f"“{file}”: not used: {unused}.")


def _read_cells(
    cells: list[str], place: tuple[str, int], columns: Columns, width: int, reading: Reading
) -> Row | Reject:
    """A row with fewer cells than headings has blanks at its end; one with more has shifted."""
    if len(cells) > width and any(clean(cell) for cell in cells[width:]):
        return Reject(
            *place,
            f"the row has {len(cells)} cells under {count_of(width, 'heading')}: put a cell that "
            "holds the separator itself in quotation marks.",
        )
    named = {column: cells[at] for column, at in columns.at.items() if at < len(cells)}
    return read_row(columns.table, named, reading, place, columns.shown)


def _add(row: Row | Reject, source: Source) -> None:
    if isinstance(row, Reject):
        source.rejects.append(row)
    elif isinstance(row, ChildRow):
        source.children.append(row)
    elif isinstance(row, HomeRow):
        source.homes.append(row)
    elif isinstance(row, StepRow):
        source.steps.append(row)
    else:
        source.recommendations.append(row)
