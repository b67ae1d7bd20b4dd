"""Taking a change back, and taking that back: each is itself a change of the history."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from pace_tui.store.casefile import CaseFile
from pace_tui.store.change import change
from pace_tui.store.errors import FileError
from pace_tui.store.schema import COLUMNS


class Action(NamedTuple):
    """One line of the history: one action of a person."""

    id: int
    made_at: str
    made_by: str
    what: str
    undoes: int | None


def actions(
    connection: sqlite3.Connection, period: int | None = None, most: int = 200
) -> list[Action]:
    """The latest actions first; those that touched one period of care, where one is given."""
    where = ""
    values: list[int] = []
    if period is not None:
        where = (
            "WHERE id IN (SELECT change_id FROM history WHERE (tbl = 'period' AND row_id = ?) "
            "OR json_extract(coalesce(after, before), '$.period_id') = ?)"
        )
        values = [period, period]
    rows = connection.execute(
        f"SELECT id, made_at, made_by, what, undoes FROM change {where} "  # noqa: S608 - fixed
        "ORDER BY id DESC LIMIT ?",
        [*values, most],
    ).fetchall()
    return [Action(*row) for row in rows]


def undo(file: CaseFile) -> str:
    """Take back the last change that stands; answers what it was.

    Raises `FileError` where there is none, or where its rows have changed since.
    """
    done, _ = _stacks(file.connection)
    if not done:
        raise FileError("There is nothing to undo: no change has been made since the file began.")
    return _take_back(file, done[-1], "Undone")


def redo(file: CaseFile) -> str:
    """Do again what was undone last, as long as nothing else was changed after it."""
    _, undone = _stacks(file.connection)
    if not undone:
        raise FileError("There is nothing to do again: the last change was no undo.")
    return _take_back(file, undone[-1], "Done again")


def _stacks(connection: sqlite3.Connection) -> tuple[list[Action], list[Action]]:
    """What can be undone and what can be done again, the next one last.

    An undo is the inverse of a change, a redo the inverse of an undo; any other change ends
    what could have been done again.
    """
    rows = connection.execute(
        "SELECT id, made_at, made_by, what, undoes FROM change WHERE beginning = 0 ORDER BY id"
    ).fetchall()
    done: list[Action] = []
    undone: list[Action] = []
    for row in rows:
        action = Action(*row)
        if action.undoes is None:
            done.append(action)
            undone.clear()
        elif done and done[-1].id == action.undoes:
            done.pop()
            undone.append(action)
        elif undone and undone[-1].id == action.undoes:
            undone.pop()
            done.append(action)
    return done, undone


def _take_back(file: CaseFile, action: Action, verb: str) -> str:
    what = action.what.removeprefix("Undone: ").removeprefix("Done again: ")
    touched = file.connection.execute(
        "SELECT id, tbl, row_id, before, after FROM history WHERE change_id = ? ORDER BY id DESC",
        (action.id,),
    ).fetchall()
    with change(file, f"{verb}: {what}", undoes=action.id):
        _refuse_if_changed_since(file.connection, action, touched)
        file.connection.execute("PRAGMA defer_foreign_keys = ON")
        for _, table, row, before, _ in touched:
            _restore(file.connection, table, row, before)
    return what


def _refuse_if_changed_since(
    connection: sqlite3.Connection, action: Action, touched: list[tuple[Any, ...]]
) -> None:
    """Each row must stand as the action left it (the first of `touched` is its last word)."""
    left = {(table, row): after for _, table, row, _, after in reversed(touched)}
    for (table, row), after in left.items():
        pairs = ", ".join(f"'{column}', {column}" for column in COLUMNS[table])
        now = connection.execute(
            f"SELECT json_object({pairs}) FROM {table} WHERE id = ?",  # noqa: S608 - our own names
            (row,),
        ).fetchone()
        if (now[0] if now else None) != after:
            raise FileError(
                f"“{action.what}” cannot be undone: what it changed has been changed again since. "
                "Undo the later change first."
            )


def _restore(connection: sqlite3.Connection, table: str, row: int, before: str | None) -> None:
    """Put one row back as it was; `None` is "was not there"."""
    if before is None:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row,))  # noqa: S608 - our tables
        return
    values = json.loads(before)
    names = [column for column in COLUMNS[table] if column in values]
    slots = ", ".join("?" * (len(names) + 1))
    columns = ", ".join(["id", *names])
    updates = ", ".join(f"{name} = excluded.{name}" for name in names)
    connection.execute(
        f"INSERT INTO {table}({columns}) VALUES ({slots}) "  # noqa: S608 - our own names
        f"ON CONFLICT(id) DO UPDATE SET {updates}",
        [row, *(values[name] for name in names)],
    )
