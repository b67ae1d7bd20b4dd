"""The file's rows as they are and as an import would have them, before anything is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

# Every table that an import writes, each after those that it points to.
_COLUMNS = {
    "team": ("name",),
    "worker": ("name", "team_id"),
    "kin_group": ("name",),
    "child": ("reference", "name", "date_of_birth", "group_id"),
    "period": ("child_id", "accommodated_on", "ended_on", "end_reason"),
    "allocation": ("period_id", "worker_id", "team_id", "from_on", "to_on"),
    "home": ("period_id", "lives_with", "from_on", "to_on"),
    "legal": ("period_id", "basis", "from_on", "to_on"),
    "step": (
        "period_id",
        "key",
        "due_on",
        "booked_on",
        "done_on",
        "not_needed",
        "moved",
        "note",
    ),
    "recommendation": ("period_id", "recommended_on", "route", "meeting", "withdrawn_on"),
}
_POINTS_TO = {
    "team_id": "team",
    "worker_id": "worker",
    "group_id": "kin_group",
    "child_id": "child",
    "period_id": "period",
}


class Draft:
    """One row: `values` as it would be, `before` as it is; dates are ISO text.

    Where a row points to another, the value is that row's draft, which may have no `id` yet.
    """

    __slots__ = ("before", "id", "table", "values")

    def __init__(self, table: str, values: Mapping[str, Any], row_id: int | None = None) -> None:
        self.table = table
        self.id = row_id
        self.values = dict(values)
        self.before = dict(values) if row_id is not None else {}

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    def learn(self, values: Mapping[str, Any]) -> None:
        """Take over what is known: a blank never erases a value."""
        self.values.update({column: value for column, value in values.items() if value})

    def says(self, values: Mapping[str, Any]) -> bool:
        """Whether all that is known in `values` stands here already."""
        return all(self.values.get(column) == value for column, value in values.items() if value)

    @property
    def state(self) -> str:
        """`new`, `changed` or `unchanged`."""
        if self.id is None:
            return "new"
        return "unchanged" if self.values == self.before else "changed"


class Drafts:
    """All rows of the file that an import could touch."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.rows: dict[str, list[Draft]] = {}
        self._of: dict[tuple[str, int], list[Draft]] = {}
        self._named: dict[tuple[str, str], Draft] = {}
        self.seen = _last_change(connection)
        by_id: dict[tuple[str, int], Draft] = {}
        for table, columns in _COLUMNS.items():
            self.rows[table] = []
            sql = f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id"  # noqa: S608 - fixed names
            for row_id, *found in connection.execute(sql).fetchall():
                values = dict(zip(columns, found, strict=True))
                for column in columns:
                    if values[column] is not None and column in _POINTS_TO:
                        values[column] = by_id[_POINTS_TO[column], values[column]]
                draft = Draft(table, values, row_id)
                by_id[table, row_id] = draft
                self._register(draft)

    def add(self, table: str, values: Mapping[str, Any]) -> Draft:
        """A new row; `None` for what is not known."""
        known = {column: value for column, value in values.items() if value}
        draft = Draft(table, known)
        self._register(draft)
        return draft

    def of(self, table: str, owner: Draft) -> list[Draft]:
        """The rows of a table that belong to a child or a period, in the file's order."""
        return list(self._of.get((table, id(owner)), ()))

    def find(self, table: str, name: str) -> Draft | None:
        """The child of a reference, or the team, worker or group of a name."""
        return self._named.get((table, name))

    def named(self, table: str, name: str) -> Draft | None:
        """The team, worker or group of a name, made where there is none; `None` for no name."""
        if not name:
            return None
        return self.find(table, name) or self.add(table, {"name": name})

    def _register(self, draft: Draft) -> None:
        self.rows[draft.table].append(draft)
        owner = draft["child_id"] or draft["period_id"]
        name = draft["reference" if draft.table == "child" else "name"]
        if owner is not None:
            self._of.setdefault((draft.table, id(owner)), []).append(draft)
        elif name is not None:
            self._named[draft.table, name] = draft


def _last_change(connection: sqlite3.Connection) -> int:
    """The number of the last line of the history: shows whether the file changed since."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0])


def write(drafts: Drafts, connection: sqlite3.Connection) -> int:
    """Write every new and changed row; the number of them. Call inside one recorded change.

    ValueError where the file has changed since the drafts were made.
    """
    if _last_change(connection) != drafts.seen:
        raise ValueError("the file has changed since it was read")
    written = 0
    for rows in drafts.rows.values():
        for draft in rows:
            if draft.state != "unchanged":
                _write_row(draft, connection)
                written += 1
    return written


def _write_row(draft: Draft, connection: sqlite3.Connection) -> None:
    changed = {
        column: value.id if isinstance(value, Draft) else value
        for column, value in draft.values.items()
        if draft.id is None or value != draft.before.get(column)
    }
    names, marks = ", ".join(changed), ", ".join("?" * len(changed))
    if draft.id is None:
        sql = f"INSERT INTO {draft.table}({names}) VALUES ({marks})"  # noqa: S608 - fixed names
        draft.id = connection.execute(sql, list(changed.values())).lastrowid
    else:
        sql = f"UPDATE {draft.table} SET ({names}) = ({marks}) WHERE id = ?"  # noqa: S608 - as above
        if len(changed) == 1:
            sql = f"UPDATE {draft.table} SET {names} = ? WHERE id = ?"  # noqa: S608 - as above
        connection.execute(sql, [*changed.values(), draft.id])
