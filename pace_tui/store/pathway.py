"""The pathway in the file: its steps, tasks, thresholds and public holidays."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from pace_tui.core.pathway import Pathway, StepRule
from pace_tui.core.warnings import THRESHOLDS

if TYPE_CHECKING:
    from sqlite_utils import Database


def read_pathway(connection: sqlite3.Connection) -> Pathway:
    """The file's pathway; a threshold that the file lacks has its shipped value."""
    tasks: dict[str, list[str]] = {}
    for key, text in connection.execute(
        "SELECT step_key, text FROM pathway_task ORDER BY step_key, position"
    ):
        tasks.setdefault(key, []).append(text)
    steps = tuple(
        StepRule(
            key,
            name,
            anchor,
            amount,
            unit,
            basis,
            source,
            tuple(routes.split()),
            bool(required),
            tuple(tasks.get(key, ())),
        )
        for key, name, anchor, amount, unit, basis, source, routes, required in connection.execute(
            "SELECT key, name, anchor, amount, unit, basis, source, routes, required "
            "FROM pathway_step ORDER BY position, id"
        )
    )
    found = dict(connection.execute("SELECT key, threshold FROM warning_rule").fetchall())
    days = connection.execute("SELECT day FROM holiday").fetchall()
    name = connection.execute("SELECT value FROM setting WHERE key = 'pathway'").fetchone()
    return Pathway(
        name[0] if name else "",
        steps,
        {**THRESHOLDS, **found},
        frozenset(date.fromisoformat(day) for (day,) in days),
    )


def write_pathway(db: Database, pathway: Pathway) -> None:
    """Write a new file's pathway. Call inside `change`."""
    db.table("setting").insert({"key": "pathway", "value": pathway.name})
    db.table("pathway_step").insert_all(
        {
            "key": rule.key,
            "name": rule.name,
            "position": at,
            "anchor": rule.anchor,
            "amount": rule.amount,
            "unit": rule.unit,
            "basis": rule.basis,
            "source": rule.source,
            "routes": " ".join(rule.routes),
            "required": int(rule.required),
        }
        for at, rule in enumerate(pathway.steps, 1)
    )
    db.table("pathway_task").insert_all(
        {"step_key": rule.key, "position": at, "text": text}
        for rule in pathway.steps
        for at, text in enumerate(rule.tasks, 1)
    )
    db.table("warning_rule").insert_all(
        {"key": key, "threshold": threshold} for key, threshold in pathway.thresholds.items()
    )
