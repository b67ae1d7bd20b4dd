"""The one way to change a file: one function, one transaction, one entry in the history."""

from __future__ import annotations

import contextlib
import getpass
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pace_tui.store.casefile import CaseFile
from pace_tui.store.errors import FileError, told
from pace_tui.store.seal import close_with_seal

if TYPE_CHECKING:
    import sqlite_utils


def database(file: CaseFile) -> sqlite_utils.Database:
    """The file as a sqlite-utils database, on its own hardened connection, without plugins."""
    import sqlite_utils  # noqa: PLC0415 - reading commands start without it

    return sqlite_utils.Database(file.connection, execute_plugins=False)


@contextlib.contextmanager
def change(
    file: CaseFile,
    what: str,
    *,
    who: str = "",
    when: datetime | None = None,
    undoes: int | None = None,
) -> Iterator[sqlite_utils.Database]:
    """Make one change: all of it is saved, or nothing.

    `what` is the history's line, in plain words. Triggers keep each row before and after.
    Raises `FileError` where the file cannot be written.
    """
    if file.read_only:
        raise FileError(f"“{file.path.name}” is open for reading only, so nothing was changed.")
    connection = file.connection
    try:
        # The triggers use json_object, which SQLite runs only where the schema is trusted;
        # ours was compared letter by letter when the file was opened.
        connection.execute("PRAGMA trusted_schema = ON")
        connection.execute("BEGIN IMMEDIATE")
        entry = _begin(connection, what, who or user(), when, undoes)
        yield database(file)
        _finish(connection, entry)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        sentence = told(error, file.path)
        if sentence is None:
            raise
        raise sentence from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA trusted_schema = OFF")


def _begin(
    connection: sqlite3.Connection, what: str, who: str, when: datetime | None, undoes: int | None
) -> int:
    made_at = (when or datetime.now(UTC)).isoformat(timespec="seconds")
    cursor = connection.execute(
        "INSERT INTO change(made_at, made_by, what, undoes) VALUES (?, ?, ?, ?)",
        (made_at, who, what, undoes),
    )
    return int(cursor.lastrowid or 0)


def _finish(connection: sqlite3.Connection, entry: int) -> None:
    """Close the entry; one that altered nothing leaves no line in the history."""
    kept = connection.execute("SELECT 1 FROM history WHERE change_id = ? LIMIT 1", (entry,))
    if kept.fetchone():
        close_with_seal(connection, entry)
    else:
        connection.execute("DELETE FROM change WHERE id = ?", (entry,))


def user() -> str:
    """Who is at the machine, as it knows them; empty where it does not."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
