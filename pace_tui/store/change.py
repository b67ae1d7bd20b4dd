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

    `what` is the history's line, in plain words; a change that alters nothing leaves none.
    Triggers keep each row before and after. Raises `FileError` where the file cannot be
    written, and `RuntimeError` within another change: the inner one could not be whole by
    itself. Inside, nothing can commit or roll back.
    """
    _expect_ready(file)
    connection = file.connection
    try:
        # The triggers use json_object, which SQLite runs only where the schema is trusted;
        # ours was compared letter by letter when the file was opened.
        connection.execute("PRAGMA trusted_schema = ON")
        connection.execute("BEGIN IMMEDIATE")
        entry = _begin(connection, what, who or user(), when, undoes)
        with _kept_open(connection):
            yield database(file)
        if _finish(connection, entry):
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


def _expect_ready(file: CaseFile) -> None:
    if file.read_only:
        raise FileError(f"“{file.path.name}” is open for reading only, so nothing was changed.")
    if file.connection.in_transaction:
        raise RuntimeError("a change within a change")


def _begin(
    connection: sqlite3.Connection, what: str, who: str, when: datetime | None, undoes: int | None
) -> int:
    made_at = (when or datetime.now(UTC)).isoformat(timespec="seconds")
    cursor = connection.execute(
        "INSERT INTO change(made_at, made_by, what, undoes) VALUES (?, ?, ?, ?)",
        (made_at, who, what, undoes),
    )
    return int(cursor.lastrowid or 0)


@contextlib.contextmanager
def _kept_open(connection: sqlite3.Connection) -> Iterator[None]:
    """Let nobody end the transaction: half of a change would be saved, and the file left open
    to changes without a line in the history."""

    def allowed(action: int, *_: object) -> int:
        return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_TRANSACTION else sqlite3.SQLITE_OK

    connection.set_authorizer(allowed)
    try:
        yield
    finally:
        connection.set_authorizer(None)


def _finish(connection: sqlite3.Connection, entry: int) -> bool:
    """Close the entry of a change; answers whether anything is other than it was."""
    altered = connection.execute(
        "SELECT 1 FROM history WHERE change_id = ? AND before IS NOT after LIMIT 1", (entry,)
    ).fetchone()
    if altered:
        close_with_seal(connection, entry)
    return altered is not None


def user() -> str:
    """Who is at the machine, as it knows them; empty where it does not."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
