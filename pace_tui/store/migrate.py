"""Bringing a file of an older version up to date: after a backup, whole or not at all.

All steps run in one transaction, with the version: a crash leaves the old file or the new
one. What they do to rows is kept in the history, which thereby still agrees with the tables.

A step changes tables with its own SQL, or by `rebuild`; ALTER TABLE is no use, because the
tables are compared letter by letter with what a new file has. It runs without our triggers,
indexes and view; those are made anew after the last step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from pace_tui.store import schema
from pace_tui.store.backup import back_up
from pace_tui.store.casefile import CaseFile, check_whole, expect_schema, version_of
from pace_tui.store.change import user
from pace_tui.store.errors import FileError
from pace_tui.store.seal import close_with_seal, rows_now, rows_told


class Migration(NamedTuple):
    """One step: from the version before to `version`."""

    version: int
    run: Callable[[sqlite3.Connection], None]


MIGRATIONS: tuple[Migration, ...] = ()


def migrate(file: CaseFile) -> None:
    """Bring the file to this version; raises `FileError`, and leaves the file as it was then."""
    connection = file.connection
    steps = _steps(file)
    check_whole(connection, file.path)
    back_up(file, f"before-version-{schema.VERSION}")
    # Tables are taken down and put up again; they must not pull each other down meanwhile.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        if version_of(connection) < schema.VERSION:  # else another window has done it just now
            _take(file, steps)
            connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")
    expect_schema(connection, file.path)


def rebuild(
    connection: sqlite3.Connection, table: str, computed: Mapping[str, str] | None = None
) -> None:
    """Give a table the shape it has in a new file; call inside a migration.

    Columns of the same name are copied; `computed` gives an SQL expression for others. The
    rest get their defaults.
    """
    before = f"{table}_before"
    connection.execute("PRAGMA legacy_alter_table = ON")  # other tables go on meaning `table`
    connection.execute(f"ALTER TABLE {table} RENAME TO {before}")
    connection.execute("PRAGMA legacy_alter_table = OFF")
    connection.execute(dict(schema.statements())[table])
    names = connection.execute("SELECT name FROM pragma_table_info(?)", (before,)).fetchall()
    had = {name for (name,) in names}
    copied = {column: column for column in ("id", *schema.COLUMNS[table]) if column in had}
    copied |= computed or {}
    columns, values = ", ".join(copied), ", ".join(copied.values())
    connection.execute(f"INSERT INTO {table}({columns}) SELECT {values} FROM {before}")  # noqa: S608
    connection.execute(f"DROP TABLE {before}")


def _steps(file: CaseFile) -> Sequence[Migration]:
    """The steps from the file's version to ours, without a gap."""
    version = version_of(file.connection)
    steps = [step for step in MIGRATIONS if version < step.version <= schema.VERSION]
    if [step.version for step in steps] != list(range(version + 1, schema.VERSION + 1)):
        raise FileError(
            f"“{file.path.name}” is of a version that this pace-tui cannot bring up to date "
            f"({version}): open it with a pace-tui in between first."
        )
    return steps


def _take(file: CaseFile, steps: Sequence[Migration]) -> None:
    """Take all steps, inside a transaction."""
    connection = file.connection
    version = version_of(connection)
    _take_down(file)
    for step in steps:
        step.run(connection)
    _write_history(connection, f"File brought from version {version} to {schema.VERSION}")
    _put_up(connection)
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")
    expect_schema(connection, file.path)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise FileError(
            f"“{file.path.name}” could not be brought up to date: its facts no longer fit "
            "together. It was left as it was."
        )


def _around() -> list[tuple[str, str, str]]:
    """Our triggers, indexes and views, as (kind, name, sql)."""
    parts = [(sql.split()[1].lower(), name, sql) for name, sql in schema.statements()]
    return [part for part in parts if part[0] != "table"]


def _take_down(file: CaseFile) -> None:
    for kind, name, _ in _around():
        file.connection.execute(f"DROP {kind} IF EXISTS {name}")
    planted = file.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    if planted.fetchone():  # it would act during the steps
        raise FileError(
            f"“{file.path.name}” was altered by another program (it has triggers that pace-tui "
            "did not make): restore a backup of it."
        )


def _put_up(connection: sqlite3.Connection) -> None:
    for _, _, sql in _around():
        connection.execute(sql)


def _write_history(connection: sqlite3.Connection, what: str) -> None:
    """Keep what the steps did to rows, as one action that cannot be undone."""
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    entry = connection.execute(
        "INSERT INTO change(made_at, made_by, what, beginning) VALUES (?, ?, ?, 1)",
        (made_at, user(), what),
    ).lastrowid
    for table in schema.AUDITED:
        now, told = rows_now(connection, table), rows_told(connection, table)
        connection.executemany(
            "INSERT INTO history(change_id, tbl, row_id, before, after) VALUES (?, ?, ?, ?, ?)",
            [
                (entry, table, row, told.get(row), now.get(row))
                for row in sorted(now.keys() | told.keys())
                if now.get(row) != told.get(row)
            ],
        )
    close_with_seal(connection, int(entry or 0))
