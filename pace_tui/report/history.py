"""The history in lines: what was changed, when, by whom, and whether it was taken back."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

from pace_tui.core.clock import say_date
from pace_tui.core.words import printable
from pace_tui.store.find import NotInFile, reference_of
from pace_tui.store.read import latest_period
from pace_tui.store.undo import Action, actions


def read_history(connection: sqlite3.Connection, reference: str | None = None) -> list[Action]:
    """The actions, the latest first; one child's where a reference is given (`NotInFile`)."""
    if reference is None:
        return actions(connection)
    period = latest_period(connection, reference_of(connection, reference))
    if period is None:
        raise NotInFile(f"For “{reference}” no period of care is recorded.")
    return actions(connection, period)


def as_text(found: list[Action]) -> str:
    """A line an action; an undo names itself."""
    if not found:
        return "Nothing has been changed since the file began."
    return "\n".join(
        printable(f"{each.id:>6}  {_when(each)}  {each.what}" + _by(each)) for each in found
    )


def _when(each: Action) -> str:
    made = datetime.fromisoformat(each.made_at).astimezone()
    return f"{say_date(made.date())} {made:%H:%M}"


def _by(each: Action) -> str:
    return f"  ({each.made_by})" if each.made_by else ""


def as_json(found: list[Action]) -> list[dict[str, Any]]:
    """The actions as objects: id, made_at, made_by, what, undoes."""
    return [each._asdict() for each in found]
