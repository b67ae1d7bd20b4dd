"""A child's journey as one line: from week 0 to the aim and past it, every step a mark."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pace_tui.core.caseload import Review
from pace_tui.core.clock import WEEK, days_between, say_near, weeks_in
from pace_tui.core.pathway import RECOMMENDATION, Planned
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Grid, Run

_LEAST = 30


class StepMark(NamedTuple):
    """How a step stands, as a key of `Glyphs.step` and of the styles."""

    state: str
    style: str


def mark_of(step: Planned) -> StepMark:
    """Done, not needed, late, booked or still ahead: the first that holds."""
    if step.done_on:
        return StepMark("done", "good")
    if step.not_needed:
        return StepMark("not_needed", "dim")
    if step.days_late:
        return StepMark("late", "overdue")
    if step.booked_on:
        return StepMark("booked", "accent")
    return StepMark("due", "dim")


def draw_journey(review: Review, as_at: date, width: int, glyphs: Glyphs) -> list[list[Run]]:
    """Three rows: the step numbers above, the line with its marks, the weeks beneath.

    Empty where the start is not known or the room is too small.
    """
    start = review.case.accommodated_on
    if start is None or width < _LEAST or (review.row.days or 0) < 0:
        return []
    now = days_between(start, as_at)
    aim = review.row.aim_weeks * WEEK
    dated = [(at, step.done_on or step.booked_on or step.due_on) for at, step in _steps(review)]
    days = {at: days_between(start, day) for at, day in dated if day}
    horizon = max(aim + 4 * WEEK, min(now, 6 * aim) + 2 * WEEK, *(0, *days.values()))
    line = _Line(width, horizon, glyphs)
    line.base(now, aim)
    for at, gone in days.items():
        line.mark(at, gone, review.plan.steps[at])
    line.today(now)
    line.aim(aim, review.row.aim_weeks)
    return list(line.grid.rows())


def _steps(review: Review) -> list[tuple[int, Planned]]:
    return list(enumerate(review.plan.steps))


class _Line:
    """The grid of a journey: row 0 numbers, row 1 line and marks, row 2 weeks."""

    def __init__(self, width: int, horizon: int, glyphs: Glyphs) -> None:
        self.grid = Grid(width, 3)
        self.horizon = max(1, horizon)
        self.glyphs = glyphs

    def x(self, day: int) -> int:
        """The column of a day; days before the start stand at it."""
        return max(0, min(self.grid.width - 1, day * (self.grid.width - 1) // self.horizon))

    def base(self, now: int, aim: int) -> None:
        gone = self.x(now)
        self.grid.across(0, gone, 1, self.glyphs.median, "text")
        self.grid.across(gone, self.grid.width, 1, self.glyphs.aim, "ahead")
        if now > aim:
            self.grid.across(self.x(aim), gone, 1, self.glyphs.median, "past_aim")

    def mark(self, at: int, day: int, step: Planned) -> None:
        """A step's mark and its number; in a pile, the number says only the first."""
        state = mark_of(step)
        x = self.x(day)
        self.grid.put(x, 1, self.glyphs.step[state.state], state.style)
        number = str(at + 1)
        if self.grid.free(max(0, x - 1), min(self.grid.width, x + len(number) + 1), 0):
            style = "aim_label" if step.rule.key == RECOMMENDATION else state.style
            self.grid.text(x, 0, number, style)

    def today(self, now: int) -> None:
        x = self.x(now)
        text = f"today, week {weeks_in(now)}"
        self.grid.put(x, 2, self.glyphs.up, "strong")
        for at in (x + 2, x - 1 - len(text)):
            if at >= 0 and self.grid.free(at, at + len(text), 2):
                self.grid.text(at, 2, text, "strong")
                return

    def aim(self, aim: int, weeks: int) -> None:
        x = self.x(aim)
        places = [(x, 2), (x - 7, 2)]
        self.grid.label(f"aim {weeks}", "aim_label", places)
        self.grid.label("0", "dim", [(0, 2)])


def say_next(review: Review, as_at: date) -> str:
    """The sentence beneath the line: what is planned next, and where that lies.

    `Permanence recommendation is booked for 3 Dec, week 42: 15 weeks past the aim.`
    """
    step, start = review.plan.next, review.case.accommodated_on
    if review.row.status == "check" or start is None:
        return "Mend the dates first: the weeks cannot be worked out until then."
    if step is None or step.due_on is None:
        return "No step with a date lies ahead."
    booked = step.booked_on is not None and step.booked_on >= as_at
    day = step.booked_on if booked and step.booked_on else step.due_on
    week = weeks_in(days_between(start, day))
    aim = review.row.aim_weeks
    beyond = ""
    if review.row.recommended_on is None and days_between(start, day) > aim * WEEK:
        over = max(1, week - aim)
        beyond = f": {over} {'week' if over == 1 else 'weeks'} past the aim"
    verb = "is booked for" if booked else "was due" if step.days_late else "is due"
    tail = "" if booked else ", not booked yet"
    return f"{step.rule.name} {verb} {say_near(day, as_at)}, week {week}{beyond}{tail}."
