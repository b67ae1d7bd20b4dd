"""What a person who helps with the program asks first: versions, places, a file's health.

Counts only: no name, no reference and no date of a child.
"""

from __future__ import annotations

import platform
import sqlite3
from importlib import metadata
from typing import Any

import pace_tui
from pace_tui.store import schema
from pace_tui.store.casefile import CaseFile, writable
from pace_tui.store.places import sample_path
from pace_tui.store.remembered import state_file
from pace_tui.store.seal import broken_at

_COUNTED = ("child", "period", "home", "step", "recommendation", "worker", "team", "aim", "change")


def program() -> dict[str, str]:
    """The versions that matter, and the places where the program keeps things."""
    sample = sample_path()
    return {
        "pace-tui": pace_tui.__version__,
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{name: _version(name) for name in ("textual", "sqlite-utils", "click")},
        "sample": str(sample) if sample else "none yet",
        "remembered": str(state_file()),
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def health(file: CaseFile) -> dict[str, Any]:
    """A file's size, version and state. It has been opened, so its schema is known to be whole."""
    connection = file.connection
    return {
        "file": str(file.path.absolute()),
        "bytes": file.path.stat().st_size,
        "schema_version": connection.execute("PRAGMA user_version").fetchone()[0],
        "schema_version_known": schema.VERSION,
        "quick_check": connection.execute("PRAGMA quick_check(1)").fetchone()[0],
        "foreign_keys": "ok"
        if connection.execute("PRAGMA foreign_key_check").fetchone() is None
        else "broken",
        "history": _history(connection),
        "writable": writable(file.path),
        "counts": {table: _count(connection, table) for table in _COUNTED},
    }


def _history(connection: sqlite3.Connection) -> str:
    broken = broken_at(connection)
    return f"does not agree with {broken}: restore a backup" if broken else "ok"


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def as_text(versions: dict[str, str], found: dict[str, Any] | None) -> str:
    """The same in lines of `name: value`."""
    lines = [f"{name}: {value}" for name, value in versions.items()]
    if found is None:
        return "\n".join(lines)
    lines.append("")
    for name, value in found.items():
        if name == "counts":
            lines += [f"rows of {table}: {count:,}" for table, count in value.items()]
        else:
            lines.append(f"{name.replace('_', ' ')}: {_say(value)}")
    return "\n".join(lines)


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)
