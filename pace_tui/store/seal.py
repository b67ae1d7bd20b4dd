"""The chain of seals over the history: it finds what was altered behind the program's back.

The digest of an action is over its rows before and after; its seal is over the seal before
it, the action itself and the digest. Content blanked by a purge leaves the chain whole. It
proves accidents and clumsy edits, not the deeds of a determined owner of the file.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3

from pace_tui.store.schema import AUDITED, COLUMNS

_FIELDS = "id, made_at, made_by, what, undoes"


def close_with_seal(connection: sqlite3.Connection, entry: int) -> None:
    """Close an action of the history: its digest, and its seal on the one before."""
    digest = digest_of(connection, entry)
    before = connection.execute(
        "SELECT seal FROM change WHERE id < ? ORDER BY id DESC LIMIT 1", (entry,)
    ).fetchone()
    action = connection.execute(f"SELECT {_FIELDS} FROM change WHERE id = ?", (entry,)).fetchone()  # noqa: S608
    seal = _seal(before[0] if before else "", action, digest)
    connection.execute(
        "UPDATE change SET open = 0, digest = ?, seal = ? WHERE id = ?", (digest, seal, entry)
    )


def digest_of(connection: sqlite3.Connection, entry: int) -> str:
    """The digest of an action's rows, before and after."""
    hashed = hashlib.sha256()
    for row in connection.execute(
        "SELECT tbl, row_id, before, after FROM history WHERE change_id = ? ORDER BY id", (entry,)
    ):
        hashed.update(json.dumps(row, ensure_ascii=False).encode())
    return hashed.hexdigest()


def _seal(before: str, action: tuple[object, ...], digest: str) -> str:
    text = json.dumps([before, *action, digest], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def broken_at(connection: sqlite3.Connection) -> str:
    """What does not agree with the history, in a few words; empty where all is whole.

    Looks at the chain, and at every row against the last thing the history says of it.
    """
    before = ""
    rows = connection.execute(f"SELECT {_FIELDS}, digest, seal FROM change ORDER BY id").fetchall()  # noqa: S608
    for *action, digest, seal in rows:
        if _seal(before, tuple(action), digest) != seal or (
            digest_of(connection, int(action[0])) != digest
        ):
            return f"action {action[0]} of the history"
        before = seal
    return next((table for table in AUDITED if not _agrees(connection, table)), "")


def _agrees(connection: sqlite3.Connection, table: str) -> bool:
    """Whether a table's rows are what the history last said of them."""
    return rows_now(connection, table) == rows_told(connection, table)


def rows_now(connection: sqlite3.Connection, table: str) -> dict[int, str]:
    """A table's rows by id, as the history writes them."""
    pairs = ", ".join(f"'{column}', {column}" for column in COLUMNS[table])
    return dict(
        connection.execute(f"SELECT id, json_object({pairs}) FROM {table}").fetchall()  # noqa: S608
    )


def rows_told(connection: sqlite3.Connection, table: str) -> dict[int, str]:
    """What the history last said of a table's rows, by id; without those it saw deleted."""
    rows = connection.execute(
        "SELECT row_id, after FROM history WHERE tbl = ? AND id IN "
        "(SELECT max(id) FROM history WHERE tbl = ? GROUP BY row_id)",
        (table, table),
    ).fetchall()
    return {row: after for row, after in rows if after is not None}
