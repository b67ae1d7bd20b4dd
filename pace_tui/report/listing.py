"""The caseload as a table, as sentences for a screen reader, and as JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from pace_tui.core import words
from pace_tui.core.caseload import Row, display_name, worst_first
from pace_tui.core.clock import add_days, count_of, say_age, say_day
from pace_tui.core.text import wrap
from pace_tui.core.words import printable
from pace_tui.draw.caserow import RowLook, case_row, fit_columns, heading
from pace_tui.draw.glyphs import Glyphs
from pace_tui.report import wording
from pace_tui.store.find import name_of, scope_of
from pace_tui.store.review import Office, reviews

Paint = Callable[[str, str], str]


class Listing(NamedTuple):
    """Some rows of a caseload in their order, whose they are (empty: everyone's), as at a date."""

    rows: list[Row]
    whose: str
    as_at: date
    aim_weeks: int
    hide_names: bool = False

    @property
    def title(self) -> str:
        """`Aisha Khan: 14 children as at Fri 20 Nov 2026`."""
        children = count_of(len(self.rows), "child", "children")
        whose = f"{printable(self.whose)}: " if self.whose else ""
        return f"{whose}{children} as at {say_day(self.as_at)}"


class Chosen(NamedTuple):
    """Which children are wanted: a worker's or a team's, of some statuses (empty: any), with a
    next step due within days.

    `within` counts from the date of the caseload; a step that is late is within any.
    """

    worker: str | None = None
    team: str | None = None
    statuses: tuple[str, ...] = ()
    within: int | None = None

    def holds(self, row: Row, as_at: date) -> bool:
        """Whether the row is of the statuses, and its next step near enough."""
        if self.statuses and row.status not in self.statuses:
            return False
        if self.within is None:
            return True
        return row.next_step is not None and row.next_step.due_on <= add_days(as_at, self.within)


def read_listing(
    connection: sqlite3.Connection, office: Office, chosen: Chosen, hide_names: bool
) -> Listing:
    """The chosen rows, worst first; raises `NotInFile` for an unknown worker or team."""
    worker = chosen.worker and name_of(connection, "worker", chosen.worker)
    team = chosen.team and name_of(connection, "team", chosen.team)
    scope = scope_of(connection, worker, team)
    rows = (each.row for each in reviews(connection, office.scene, scope))
    wanted = [row for row in rows if chosen.holds(row, office.as_at)]
    whose = ", ".join(each for each in (worker, team) if each) or office.area.name
    wanted.sort(key=worst_first)
    return Listing(wanted, whose, office.as_at, office.scene.aim.weeks, hide_names)


def as_table(listing: Listing, width: int, glyphs: Glyphs, paint: Paint) -> str:
    """The rows in columns that fit `width` cells, under a heading and a count of statuses."""
    counts = wording.tally(listing.rows)
    lines = wrap(listing.title + (f": {counts}" if counts else ""), width)
    if not listing.rows:
        return "\n".join(lines)
    many = len({row.worker for row in listing.rows}) > 1
    fitted = fit_columns(width, many)
    look = RowLook(listing.as_at, glyphs, listing.hide_names)
    drawn = [heading(fitted, listing.aim_weeks, "", False, glyphs)]
    drawn += [case_row(row, fitted, look) for row in listing.rows]
    lines.append("")
    lines += [
        "".join(paint(printable(text), style) for text, style in runs).rstrip() for runs in drawn
    ]
    if any(row.next_step and row.next_step.booked_on for row in listing.rows):
        lines += ["", f"{glyphs.step['booked']} booked"]
    return "\n".join(lines)


def as_plain(listing: Listing) -> str:
    """One child a line, in sentences: no columns, no glyphs, nothing cut."""
    counts = wording.tally(listing.rows)
    lines = [listing.title + (f": {counts}." if counts else ".")]
    lines += [_sentences(row, listing) for row in listing.rows]
    return "\n".join(lines)


def _sentences(row: Row, listing: Listing) -> str:
    name = display_name(row, listing.hide_names)
    reference = "" if name == row.reference else f" ({row.reference})"
    status = words.STATUS[row.status]
    why = wording.reason(row, listing.as_at)
    parts = [
        f"{name}{reference}, age {say_age(row.date_of_birth, listing.as_at)}, "
        f"{wording.weeks_so_far(row)}. {status}: {why}.",
        f"Lives with: {words.lives_with(row.lives_with)}.",
    ]
    if row.next_step and wording.next_step(row.next_step, listing.as_at) != why:
        parts.append(f"Next: {wording.next_step(row.next_step, listing.as_at)}.")
    if row.worker:
        parts.append(f"Worker: {row.worker}.")
    return printable(" ".join(parts))


def as_json(listing: Listing) -> list[dict[str, Any]]:
    """The rows in JSON's types, in their order."""
    return [row_as_json(row, listing.hide_names) for row in listing.rows]


def row_as_json(row: Row, hide_names: bool) -> dict[str, Any]:
    """One row: ISO dates, whole days, completed weeks; `name` is null where it is hidden."""
    step = row.next_step
    return {
        "reference": row.reference,
        "name": None if hide_names else row.name,
        "worker": row.worker,
        "team": row.team,
        "date_of_birth": iso(row.date_of_birth),
        "accommodated_on": iso(row.accommodated_on),
        "days": row.days,
        "weeks": row.weeks,
        "aim_weeks": row.aim_weeks,
        "status": row.status,
        "lives_with": row.lives_with,
        "recommended_on": iso(row.recommended_on),
        "route": row.route,
        "next_step": step
        and {
            "key": step.key,
            "name": step.name,
            "due_on": iso(step.due_on),
            "booked_on": iso(step.booked_on),
            "days_late": step.days_late,
        },
        "warnings": [each._asdict() for each in row.warnings],
    }


def iso(day: date | None) -> str | None:
    """A date as JSON and CSV have it."""
    return None if day is None else day.isoformat()


def as_csv(listing: Listing, guard: Callable[[str], str]) -> str:
    """The rows as CSV, the next step's parts in columns of their own.

    `guard` makes harmless what a spreadsheet would take for a formula.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    headings = list(_flat_headings())
    writer.writerow(headings)
    for each in as_json(listing):
        flat = _flat(each)
        writer.writerow(_cell(flat[name], guard) for name in headings)
    return file.getvalue().removesuffix("\n")


def _flat_headings() -> Iterable[str]:
    blank = Row(0, "", "", None, None, None, None, None, 0, "", "", None, None, None, ())
    return _flat(row_as_json(blank, False))


def _flat(each: dict[str, Any]) -> dict[str, Any]:
    step = each.pop("next_step") or {}
    warnings = each.pop("warnings")
    return {
        **each,
        "next_step": step.get("name"),
        "next_step_due_on": step.get("due_on"),
        "next_step_booked_on": step.get("booked_on"),
        "next_step_days_late": step.get("days_late"),
        "warnings": "; ".join(warning["text"].rstrip(".") for warning in warnings),
    }


def _cell(value: object, guard: Callable[[str], str]) -> str:
    if isinstance(value, str):
        return guard(printable(value))
    return "" if value is None else str(value)


def as_markdown(listing: Listing) -> str:
    """The rows as a Markdown table under a heading."""
    counts = wording.tally(listing.rows)
    lines = [f"# {markdown(listing.title)}", ""]
    if not listing.rows:
        return lines[0]
    lines += [f"{counts}.", ""]
    titles = ("Child", "Age", "Weeks", "Status", "Lives with", "Next step", "Worker")
    lines += [f"| {' | '.join(titles)} |", "|---|---|--:|---|---|---|---|"]
    for row in listing.rows:
        step = row.next_step
        cells = (
            display_name(row, listing.hide_names),
            say_age(row.date_of_birth, listing.as_at),
            "" if row.weeks is None else str(row.weeks),
            words.STATUS[row.status],
            words.lives_with(row.lives_with),
            wording.next_step(step, listing.as_at) if step else "",
            row.worker or "",
        )
        lines.append(f"| {' | '.join(markdown(cell) for cell in cells)} |")
    return "\n".join(lines)


def markdown(text: str) -> str:
    """The text with what Markdown or HTML would take for a sign made plain."""
    return "".join("\\" + char if char in "\\`*_[]<>|" else char for char in printable(text))
