"""Opening a caseload file: looked at before it is touched, then one hardened connection.

TRUNCATE journal and FULL synchronous: no saved change is lost in a power cut, and the file
is whole wherever it is copied (WAL keeps the last changes in a second file).
"""

from __future__ import annotations

import os
import sqlite3
import stat
import urllib.parse
from pathlib import Path
from typing import NamedTuple

from pace_tui.store import schema
from pace_tui.store.errors import FileError, plain

_MAGIC = b"SQLite format 3\x00"
_OLDEST_SQLITE = (3, 38, 0)
_BUSY_SECONDS = 5.0
_HEADER = 100


class CaseFile(NamedTuple):
    """An open caseload file."""

    path: Path
    connection: sqlite3.Connection
    read_only: bool

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self.connection.close()


def open_file(path: Path, *, read_only: bool = False, check: bool = True) -> CaseFile:
    """Open an existing caseload file; raises `FileError`. Nothing is created or changed.

    `check` reads the whole file for damage (about 3 ms a megabyte); where it is put off, call
    `check_whole` before the first change.
    """
    _look_before(path)
    connection = connect(path, "ro" if read_only else "rw")
    try:
        _expect_schema(connection, path)
        if not read_only:
            _probe_writable(connection)
        if check:
            check_whole(connection, path)
    except FileError:
        connection.close()
        raise
    except (sqlite3.Error, UnicodeDecodeError) as error:
        connection.close()
        raise plain(error, path) from None
    return CaseFile(path, connection, read_only)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """The one way to SQLite: `mode` is `ro` or `rw`, and never creates."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise FileError(
            f"This Python carries SQLite {sqlite3.sqlite_version}; 3.38 or newer is needed: "
            "install Python 3.11 or newer from python.org."
        )
    quoted = urllib.parse.quote(path.absolute().as_posix())
    try:
        connection = sqlite3.connect(
            f"file:{quoted}?mode={mode}", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
        )
        _harden(connection, mode)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise plain(error, path) from None
    return connection


def _harden(connection: sqlite3.Connection, mode: str) -> None:
    for pragma in (
        "cell_size_check = ON",
        "mmap_size = 0",
        "trusted_schema = OFF",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if mode == "ro":
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")


def check_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole file for damage; raises `FileError` that says to restore a backup."""
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise FileError(f"“{path.name}” is damaged: restore a backup of it.")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise FileError(
                f"“{path.name}” was changed by another program and no longer fits together: "
                "restore a backup of it."
            )
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise plain(error, path) from None


def writable(path: Path) -> bool:
    """Whether the file and its folder look as if they could be written to."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _look_before(path: Path) -> None:
    """Refuse by the file's first hundred bytes what is not ours, before SQLite touches it."""
    name = path.name or str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileError(f"“{name}” is not a file: give the path of a caseload file.")
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        raise FileError(
            f"There is no file “{name}” at that place: check the path, or make one with "
            "“pace-tui new FILE”."
        ) from None
    except PermissionError:
        raise FileError(f"You do not have permission to open “{name}”.") from None
    except (OSError, ValueError):
        raise FileError(f"“{name}” cannot be opened: check the path and the drive.") from None
    _expect_header(name, header)


def _expect_header(name: str, header: bytes) -> None:
    if not header:
        raise FileError(f"“{name}” is empty: make a caseload file with “pace-tui new FILE”.")
    if header[:16] != _MAGIC or len(header) < _HEADER:
        raise FileError(
            f"“{name}” is not a caseload file: it may be encrypted, or another kind of file."
        )
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise FileError(f"“{name}” is a database of another program, not a caseload file.")
    version = int.from_bytes(header[60:64], "big")
    if version > schema.VERSION:
        raise FileError(
            f"“{name}” was made by a newer pace-tui (file version {version}, this one knows "
            f"{schema.VERSION}): update pace-tui to open it."
        )


def _expect_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose tables or triggers are not as they were made.

    Further tables, views and indexes of somebody else's are left alone; triggers are not,
    because they would act in our name.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    ).fetchall()
    if version < schema.VERSION:
        return
    present = {name: sql for _, name, sql in rows}
    expected = dict(schema.statements())
    altered = [name for name, sql in expected.items() if present.get(name) != sql]
    planted = [name for kind, name, _ in rows if kind == "trigger" and name not in expected]
    if altered or planted:
        raise FileError(
            f"“{path.name}” was altered by another program ({(altered + planted)[0]} is not as "
            "pace-tui made it): restore a backup of it."
        )


def _probe_writable(connection: sqlite3.Connection) -> None:
    """Ask now whether a change could be saved: SQLite tells only at the first write."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version = {int(version)}")
    finally:
        connection.execute("ROLLBACK")
