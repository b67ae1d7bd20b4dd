"""Half-typed forms: kept in the file, offered again after a crash, gone once saved or left."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from datetime import UTC, datetime

from pace_tui.store.casefile import CaseFile


def keep_draft(file: CaseFile, kind: str, period: int, typed: dict[str, str]) -> bool:
    """Keep what has been typed so far; answers whether it is on the disk.

    A file that cannot be written just now keeps nothing: typing must not fail for it.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = json.dumps(typed, ensure_ascii=False)
    return _write(
        file,
        "INSERT INTO draft(kind, period_id, typed, saved_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT(kind, period_id) DO UPDATE SET "
        "typed = excluded.typed, saved_at = excluded.saved_at",
        (kind, period, text, now),
    )


def drop_draft(file: CaseFile, kind: str, period: int) -> None:
    """The form was saved or left."""
    if find_draft(file, kind, period) is not None:
        _write(file, "DELETE FROM draft WHERE kind = ? AND period_id = ?", (kind, period))


def find_draft(file: CaseFile, kind: str, period: int) -> dict[str, str] | None:
    """What was typed and neither saved nor left; `None` where there is nothing."""
    row = file.connection.execute(
        "SELECT typed FROM draft WHERE kind = ? AND period_id = ?", (kind, period)
    ).fetchone()
    if row is None:
        return None
    with contextlib.suppress(ValueError):
        found = json.loads(row[0])
        if isinstance(found, dict):
            return {str(key): str(value) for key, value in found.items()}
    return None


def _write(file: CaseFile, sql: str, values: tuple[object, ...]) -> bool:
    if file.read_only or file.connection.in_transaction:
        return False
    try:
        file.connection.execute("BEGIN IMMEDIATE")
        file.connection.execute(sql, values)
        file.connection.execute("COMMIT")
    except sqlite3.Error:
        file.connection.rollback()
        return False
    return True
