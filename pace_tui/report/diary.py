"""The diary as plain text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from datetime import date
from typing import Any

from pace_tui.core.caseload import display_name
from pace_tui.core.cleaning import guard
from pace_tui.core.clock import count_of, say_date, say_near, weekday
from pace_tui.core.diary import SHIPPED_WEEKS, Diary, Entry, diary, say_entry
from pace_tui.core.words import printable
from pace_tui.exchange.calendar import as_ics
from pace_tui.store.find import scope_of
from pace_tui.store.review import Office, reviews

_COLUMNS = ("day", "kind", "reference", "name", "worker", "team", "step", "due_on", "booked_on",
            "days_late", "not_booked", "after_due", "past_aim")  # fmt: skip


def read_diary(
    connection: sqlite3.Connection,
    office: Office,
    worker: str | None = None,
    team: str | None = None,
    weeks: int = SHIPPED_WEEKS,
) -> Diary:
    """The diary of a worker, a team or everyone; raises `NotInFile` for an unknown name."""
    scope = scope_of(connection, worker, team)
    return diary(reviews(connection, office.scene, scope, brief=True), office.as_at, weeks)


def render(found: Diary, form: str, hide_names: bool) -> str:
    """The diary in one of the forms of the command: table, json, csv or ics."""
    if form == "json":
        return json.dumps(as_json(found, hide_names), ensure_ascii=False, indent=2)
    if form == "csv":
        return as_csv(found, hide_names)
    return as_ics(found) if form == "ics" else as_text(found, hide_names)


def as_text(found: Diary, hide_names: bool) -> str:
    """The diary, a page a week, for reading in a terminal or aloud."""
    lines = [f"Late as at {say_date(found.as_at)}: {count_of(len(found.late), 'step')}"]
    lines += [f"  {_line(entry, found.as_at, hide_names)}" for entry in found.late]
    for week in found.weeks:
        lines += ["", f"Week of Monday {say_date(week.monday)}"]
        lines += [
            f"  {weekday(entry.day)} {say_near(entry.day, found.as_at)}  "
            f"{_line(entry, found.as_at, hide_names)}"
            for entry in week.entries
        ] or ["  nothing due or booked"]
    return "\n".join(printable(line).rstrip() for line in lines)


def _line(entry: Entry, as_at: date, hide_names: bool) -> str:
    worker = f" ({entry.row.worker})" if entry.row.worker else ""
    name = display_name(entry.row, hide_names)
    return f"{name}{worker}: {entry.step.rule.name}: {say_entry(entry, as_at)}"


def as_json(found: Diary, hide_names: bool) -> list[dict[str, Any]]:
    """Every entry once, the late ones first."""
    return [_record(entry, hide_names) for entry in found.entries()]


def _record(entry: Entry, hide_names: bool) -> dict[str, Any]:
    row, step = entry.row, entry.step
    return {
        "day": entry.day.isoformat(),
        "kind": entry.kind,
        "reference": row.reference,
        "name": None if hide_names else row.name,
        "worker": row.worker,
        "team": row.team,
        "step": {"key": step.rule.key, "name": step.rule.name},
        "due_on": step.due_on and step.due_on.isoformat(),
        "booked_on": step.booked_on and step.booked_on.isoformat(),
        "days_late": step.days_late,
        "not_booked": entry.not_booked,
        "after_due": entry.after_due,
        "past_aim": entry.past_aim,
    }


def as_csv(found: Diary, hide_names: bool) -> str:
    """The same as CSV, harmless to spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for record in as_json(found, hide_names):
        record["step"] = record["step"]["key"]
        writer.writerow([_cell(record[column]) for column in _COLUMNS])
    return out.getvalue().removesuffix("\n")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else ""
    return guard(printable(value)) if isinstance(value, str) else value
