"""Finding a worker, a team or a child by what somebody typed, or saying what is near it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from pace_tui.store.errors import FileError
from pace_tui.store.read import Scope


class NotInFile(FileError):  # noqa: N818 - says it better
    """The file holds no such worker, team or child. The sentence suggests close names."""


def scope_of(connection: sqlite3.Connection, worker: str | None, team: str | None) -> Scope:
    """Whose children are meant; raises `NotInFile` for a name that the file does not hold."""
    return Scope(
        None if worker is None else _id_of(connection, "worker", worker),
        None if team is None else _id_of(connection, "team", team),
    )


def name_of(connection: sqlite3.Connection, kind: str, typed: str) -> str:
    """The name as the file writes it, for `kind` `worker` or `team`; raises `NotInFile`."""
    return _match(typed, [name for _, name in _named(connection, kind)], kind)


def reference_of(connection: sqlite3.Connection, typed: str) -> str:
    """A child's reference as the file writes it; raises `NotInFile`."""
    rows = connection.execute("SELECT reference FROM child ORDER BY reference").fetchall()
    return _match(typed, [row[0] for row in rows], "child with the reference")


def _id_of(connection: sqlite3.Connection, kind: str, typed: str) -> int:
    ids = {name: number for number, name in _named(connection, kind)}
    return ids[_match(typed, ids, kind)]


def _named(connection: sqlite3.Connection, kind: str) -> list[tuple[int, str]]:
    sql = {
        "worker": "SELECT id, name FROM worker ORDER BY name",
        "team": "SELECT id, name FROM team ORDER BY name",
    }[kind]
    return connection.execute(sql).fetchall()


def _match(typed: str, names: Iterable[str], kind: str) -> str:
    """The name itself, else the only one that differs from it in capitals and spaces."""
    known = list(names)
    if typed in known:
        return typed
    alike = [name for name in known if _plain(name) == _plain(typed)]
    if len(alike) == 1:
        return alike[0]
    raise _unknown(typed, known, kind)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _unknown(typed: str, known: list[str], kind: str) -> NotInFile:
    import difflib  # noqa: PLC0415 - only where something was mistyped

    by_plain = {_plain(name): name for name in known}
    near = difflib.get_close_matches(_plain(typed), by_plain, n=3)
    if near:
        names = " or ".join(f"“{by_plain[name]}”" for name in near)
        return NotInFile(f"There is no {kind} “{typed}” in this file: did you mean {names}?")
    if kind == "team" and known:
        return NotInFile(f"There is no team “{typed}” in this file: it holds {', '.join(known)}.")
    return NotInFile(f"There is no {kind} “{typed}” in this file: check the spelling.")
