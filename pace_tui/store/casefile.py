"""Opening a caseload file: looked at before it is touched, then one hardened connection.

TRUNCATE journal and FULL synchronous: no saved change is lost in a power cut, and the file
is whole wherever it is copied (WAL keeps the last changes in a second file).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import urllib.parse
from pathlib import Path
from typing import NamedTuple

from pace_tui.store import schema
from pace_tui.store.errors import FileError, plain
from pace_tui.store.header import expect_known_version, look_before

_OLDEST_SQLITE = (3, 38, 0)
_BUSY_SECONDS = 5.0


class CaseFile(NamedTuple):
    """An open caseload file."""

    path: Path
    connection: sqlite3.Connection
    read_only: bool

    def close(self) -> None:
        """Close the file; safe to call twice."""
        if not self.read_only:
            _remove_empty_journal(self.connection)
        self.connection.close()


def open_file(path: Path, *, read_only: bool = False, check: bool = True) -> CaseFile:
    """Open an existing caseload file; raises `FileError`. Nothing is created.

    What is there is changed in three cases only: a save that a crash cut off is rolled back,
    a journal mode of another program's is set back, and a file of an older version is brought
    up to date after a backup; the last two not when `read_only`.

    `check` reads the whole file for damage (about 3 ms a megabyte); where it is put off, call
    `check_whole` before the first change. Further connections of this process come from
    `connect`: see `look_before`.
    """
    look_before(path)
    connection = _reading(path) if read_only else connect(path, "rw")
    file = CaseFile(path, connection, read_only)
    try:
        _settle(file)
        if check:
            check_whole(connection, path)
    except FileError:
        file.close()
        raise
    except (sqlite3.Error, UnicodeDecodeError) as error:
        file.close()
        raise plain(error, path) from None
    return file


def _settle(file: CaseFile) -> None:
    """See that the file is of our making, and ready to be written unless it is only read."""
    version = version_of(file.connection)
    expect_known_version(file.path.name, version)
    older = version < schema.VERSION
    if older and file.read_only:
        raise FileError(
            f"“{file.path.name}” is of an older pace-tui: open it once for writing, without "
            "--read-only, so that it is brought up to date (a backup is made first)."
        )
    if not older:
        expect_schema(file.connection, file.path)
    if not file.read_only:
        prepare_writing(file.connection)
    if older:
        from pace_tui.store.migrate import migrate  # noqa: PLC0415 - hardly ever needed

        migrate(file)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """The one way to SQLite: `mode` is `ro` or `rw`, and never creates."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise FileError(
            f"This Python carries SQLite {sqlite3.sqlite_version}; 3.38 or newer is needed: "
            "install Python 3.11 or newer from python.org."
        )
    try:
        connection = sqlite3.connect(
            f"{uri_of(path)}?mode={mode}", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
        )
        _harden(connection, mode)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise plain(error, path) from None
    return connection


def uri_of(path: Path) -> str:
    """The path as SQLite's URI: any byte of a name, Windows drives and network shares too."""
    quoted = urllib.parse.quote(os.fsencode(path.absolute().as_posix()))
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"


def _harden(connection: sqlite3.Connection, mode: str) -> None:
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    for pragma in (
        "cell_size_check = ON",
        "mmap_size = 0",
        "trusted_schema = OFF",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "query_only = ON" if mode == "ro" else "fullfsync = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


# What SQLite answers where a journal must first be played back, or a WAL read, and cannot be.
_UNFINISHED = ("SQLITE_READONLY", "SQLITE_CANTOPEN")


def _reading(path: Path) -> sqlite3.Connection:
    """A connection for reading; a save that a crash cut off is rolled back first.

    Rolling back is writing: where that is not allowed the file cannot be read either, because
    what it holds is half of a change.
    """
    connection = connect(path, "ro")
    try:
        version_of(connection)
    except sqlite3.Error as error:
        connection.close()
        if not getattr(error, "sqlite_errorname", "").startswith(_UNFINISHED):
            raise plain(error, path) from None
        _roll_back(path)
        return connect(path, "ro")
    return connection


def _roll_back(path: Path) -> None:
    if not writable(path):
        raise FileError(
            f"“{path.name}” was left in the middle of a change, or in another program's mode "
            "(WAL), and must be put right before it is read: copy it, with the files beside it "
            "of the same name, to a folder where you may write."
        )
    with contextlib.closing(connect(path, "rw")) as connection:
        try:
            version_of(connection)
        except sqlite3.Error as error:
            raise plain(error, path) from None


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the file's schema. The first read: it rolls back what a crash cut off."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole file for damage; raises `FileError` that says to restore a backup."""
    try:
        connection.execute("BEGIN")  # one state of the file, whoever writes meanwhile
        page = connection.execute("PRAGMA page_size").fetchone()[0]
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        # A last page that is cut short is read as if noughts followed: no check sees that.
        if found != "ok" or path.stat().st_size % page:
            raise FileError(f"“{path.name}” is damaged: restore a backup of it.")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise FileError(
                f"“{path.name}” was changed by another program and no longer fits together: "
                "restore a backup of it."
            )
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise plain(error, path) from None
    except OSError:
        raise FileError(f"“{path.name}” is gone: it was moved or deleted.") from None
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def writable(path: Path) -> bool:
    """Whether the file and its folder look as if they could be written to."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def expect_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose tables or triggers are not as they were made; raises `FileError`.

    Further tables, views and indexes of somebody else's are left alone; triggers are not,
    because they would act in our name.
    """
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    ).fetchall()
    # By kind too: a trigger may bear the name of a table.
    present = {(kind, name): sql for kind, name, sql in rows}
    expected = {(sql.split()[1].lower(), name): sql for name, sql in schema.statements()}
    altered = [key for key, sql in expected.items() if present.get(key) != sql]
    planted = [key for key in present if key[0] == "trigger" and key not in expected]
    if altered or planted:
        raise FileError(
            f"“{path.name}” was altered by another program ({(altered + planted)[0][1]} is not "
            "as pace-tui made it): restore a backup of it."
        )


def prepare_writing(connection: sqlite3.Connection) -> None:
    """Set the journal, and ask now whether a change could be saved; raises `sqlite3.Error`.

    SQLite by itself tells only at the first write.
    """
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA user_version = {version_of(connection)}")
    finally:
        connection.execute("ROLLBACK")


def _remove_empty_journal(connection: sqlite3.Connection) -> None:
    """Take away the empty journal that lies beside a file in use; SQLite looks that it may."""
    with contextlib.suppress(sqlite3.Error):
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "truncate":
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA journal_mode = DELETE")
