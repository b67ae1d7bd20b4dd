"""What is late, due and booked, week by week: the diary of a worker, a team or an area.

A step stands on the day it is booked for, else on the day it is due. Three things stand out
while something can still be done about them: due and not booked, booked after it is due, and
planned past the aim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pace_tui.core.caseload import Review, Row
from pace_tui.core.clock import WEEK, add_days, days_between, say_near, say_span, weekday
from pace_tui.core.pathway import Planned

SHIPPED_WEEKS = 8


class Entry(NamedTuple):
    """One step of one child in the diary. `day` is where it stands.

    `kind` is `late`, `booked` or `due`; the flags are what stands out about it.
    """

    row: Row
    step: Planned
    day: date
    kind: str
    not_booked: bool
    after_due: bool
    past_aim: bool


class Week(NamedTuple):
    """The entries of the week that begins on a Monday."""

    monday: date
    entries: tuple[Entry, ...]


class Diary(NamedTuple):
    """What is late, and the weeks ahead; a late step that is booked stands in both."""

    as_at: date
    late: tuple[Entry, ...]
    weeks: tuple[Week, ...]

    def entries(self) -> Iterator[Entry]:
        """Every entry once, in the order of the pages."""
        yield from self.late
        for week in self.weeks:
            yield from (entry for entry in week.entries if not entry.step.days_late)


def diary(reviews: Iterable[Review], as_at: date, weeks: int = SHIPPED_WEEKS) -> Diary:
    """The diary from the week of `as_at`, so many weeks ahead.

    Children whose dates must be checked first are left out: nothing could be said of their
    due dates.
    """
    monday = add_days(as_at, -as_at.weekday())
    last = add_days(monday, weeks * WEEK - 1)
    late: list[Entry] = []
    ahead: list[Entry] = []
    for review in reviews:
        for entry in _entries(review, as_at):
            if entry.kind == "late":
                late.append(entry)
            if entry.kind != "late" and entry.day <= last:
                ahead.append(entry)
            elif entry.kind == "late" and _booked_ahead(entry, as_at, last):
                ahead.append(_as_booked(entry))
    late.sort(key=lambda entry: (-entry.step.days_late, entry.row.reference))
    ahead.sort(key=lambda entry: (entry.day, entry.row.reference))
    pages = [
        Week(first, tuple(e for e in ahead if 0 <= days_between(first, e.day) < WEEK))
        for first in (add_days(monday, WEEK * n) for n in range(weeks))
    ]
    return Diary(as_at, tuple(late), tuple(pages))


def _entries(review: Review, as_at: date) -> Iterator[Entry]:
    row, case = review.row, review.case
    if row.status == "check" or case.accommodated_on is None:
        return
    aim_day = add_days(case.accommodated_on, row.aim_weeks * WEEK)
    for step in review.plan.steps:
        if not step.open:
            continue
        booked = step.booked_on if step.booked_on and step.booked_on >= as_at else None
        day = booked or step.due_on
        if day is None or not (step.rule.required or booked):
            continue
        kind = "late" if step.days_late else "booked" if booked else "due"
        yield Entry(
            row,
            step,
            day,
            kind,
            not_booked=booked is None,
            after_due=bool(booked and step.due_on and booked > step.due_on),
            past_aim=row.recommended_on is None and day > aim_day,
        )


def _booked_ahead(entry: Entry, as_at: date, last: date) -> bool:
    booked = entry.step.booked_on
    return booked is not None and as_at <= booked <= last


def _as_booked(entry: Entry) -> Entry:
    return entry._replace(kind="booked", day=entry.step.booked_on or entry.day)


def say_entry(entry: Entry, as_at: date) -> str:
    """What is to be said of an entry beside its name and step.

    `9 days late, booked Thu 3 Dec`; `due, not booked yet`; `booked, 2 weeks past the aim`.
    """
    step = entry.step
    said = []
    if step.days_late and entry.kind == "late":
        said.append(f"{say_span(step.days_late)} late")
        if step.booked_on and step.booked_on >= as_at:
            said.append(f"booked {weekday(step.booked_on)} {say_near(step.booked_on, as_at)}")
        elif step.booked_on:
            said.append(f"was booked for {say_near(step.booked_on, as_at)}: held?")
        else:
            said.append("not booked")
        return ", ".join(said)
    said.append("booked" if entry.kind == "booked" else "due, not booked yet")
    if entry.after_due and step.due_on:
        said.append(f"{say_span(days_between(step.due_on, entry.day))} after it is due")
    if entry.past_aim:
        said.append("past the aim")
    return ", ".join(said)
