"""A first look at a file, by its kind and first hundred bytes, before SQLite touches it."""

from __future__ import annotations

import stat
from pathlib import Path

from pace_tui.store import schema
from pace_tui.store.errors import FileError

_MAGIC = b"SQLite format 3\x00"
_SIZE = 100
_UTF8 = 1


def look_before(path: Path) -> None:
    """Refuse what is not a caseload file; raises `FileError`. Never waits, as a pipe would.

    To be done before this process has a connection to the file: closing a descriptor of ours
    drops the locks of SQLite's (POSIX).
    """
    name = path.name or str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileError(f"“{name}” is not a file: give the path of a caseload file.")
        with path.open("rb") as file:
            header = file.read(_SIZE)
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


def expect_known_version(name: str, version: int) -> None:
    """Refuse a file of a later version of the program; raises `FileError`."""
    if version > schema.VERSION:
        raise FileError(
            f"“{name}” was made by a newer pace-tui (file version {version}, this one knows "
            f"{schema.VERSION}): update pace-tui to open it."
        )


def _expect_header(name: str, header: bytes) -> None:
    """The places of the fields are those of https://sqlite.org/fileformat.html section 1.3."""
    if not header:
        raise FileError(f"“{name}” is empty: make a caseload file with “pace-tui new FILE”.")
    if header[:16] != _MAGIC or len(header) < _SIZE:
        raise FileError(
            f"“{name}” is not a caseload file: it may be encrypted, or another kind of file."
        )
    if _number(header, 68) != schema.APPLICATION_ID:
        raise FileError(f"“{name}” is a database of another program, not a caseload file.")
    expect_known_version(name, _number(header, 60))
    if _number(header, 56) != _UTF8:
        raise FileError(
            f"“{name}” was altered by another program (its text is not UTF-8): restore a backup "
            "of it."
        )


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")
