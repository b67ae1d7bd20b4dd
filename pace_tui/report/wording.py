"""Sentences that several plain reports share."""

from __future__ import annotations

from datetime import date

from pace_tui.core import words
from pace_tui.core.caseload import NextStep, Row
from pace_tui.core.clock import count_of, days_between, say_day, say_near, say_span, say_weeks


def weeks_so_far(row: Row) -> str:
    """`41 weeks since accommodated`; for a recommended child, `19 weeks to the recommendation`."""
    if row.days is None or row.status == "check":
        return "weeks not known"
    if row.recommended_on:
        return f"{say_weeks(row.days)} to the recommendation"
    return f"{say_weeks(row.days)} since accommodated"


def reason(row: Row, as_at: date) -> str:
    """Why a child has the status it has, without the status's own name or a full stop."""
    step = row.next_step
    if row.status == "check":
        return "; ".join(each.text.rstrip(".") for each in row.warnings) or "the start is missing"
    if row.status == "past_aim":
        over = say_span((row.days or 0) - row.aim_weeks * 7)
        return f"{over} past the aim of {row.aim_weeks} weeks, no recommendation yet"
    if row.status == "recommended":
        route = words.route(row.route) or "route not recorded"
        made = say_near(row.recommended_on, as_at) if row.recommended_on else ""
        return f"{route}, {made}"
    if step is None:
        return "no step is late or due soon"
    return next_step(step, as_at)


def next_step(step: NextStep, as_at: date) -> str:
    """`Legal advice received, due 11 Nov, 9 days late, booked Thu 3 Dec 2026`."""
    booked = f"booked {say_day(step.booked_on)}" if step.booked_on else "not booked yet"
    return f"{step.name}, {due(step.due_on, step.days_late, as_at)}, {booked}"


def due(due_on: date, days_late: int, as_at: date) -> str:
    """`due 11 Nov, 9 days late`, `due today`, `due in 4 days`, `due 8 Feb 2027`."""
    if days_late:
        return f"due {say_near(due_on, as_at)}, {say_span(days_late)} late"
    ahead = days_between(as_at, due_on)
    if ahead == 0:
        return "due today"
    near = f" (in {count_of(ahead, 'day')})" if 0 < ahead <= 14 else ""
    return f"due {say_near(due_on, as_at)}{near}"


def tally(rows: list[Row]) -> str:
    """How many children there are of each status, the worst first: `1 past aim, 3 overdue`."""
    statuses = [row.status for row in rows]
    return ", ".join(
        f"{statuses.count(status)} {words.STATUS_COUNTED[status]}"
        for status in words.STATUSES
        if status in statuses
    )
