"""One child as a row of the caseload: weeks, status, next step, warnings; and the order.

The status is the first that holds of: check, past_aim, overdue, due_soon, recommended,
on_track. One definition for the screen, the command line and the reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pace_tui.core import words
from pace_tui.core.checks.clock import Days, Finding, clock_findings
from pace_tui.core.clock import count_of, days_between, say_near, say_span, weeks_in, within
from pace_tui.core.pathway import Pathway, Plan, Planned, live_recommendations, plan
from pace_tui.core.record import Aim, Allocation, Case, Recommendation
from pace_tui.core.warnings import RULES, Facts, Rule, Warning_, warnings_of

URGENT = frozenset({"check", "past_aim", "overdue", "due_soon"})


class Scene(NamedTuple):
    """What a review is held against: the date, the horizon, the pathway and the main aim."""

    days: Days
    pathway: Pathway
    aim: Aim

    @property
    def as_at(self) -> date:
        """The date everything is worked out for."""
        return self.days.as_at


class Whose(NamedTuple):
    """Whose children: one team's, one worker's, or (both `None`) the whole area's."""

    team: str | None = None
    worker: str | None = None

    def holds(self, team: str | None, worker: str | None) -> bool:
        """Whether a child of this team and worker is among them."""
        return (self.team is None or team == self.team) and (
            self.worker is None or worker == self.worker
        )


class NextStep(NamedTuple):
    """The next step that is due, as a row shows it."""

    key: str
    name: str
    due_on: date
    booked_on: date | None
    days_late: int


class Row(NamedTuple):
    """One child's line of the caseload. `days` is `None` only where the start is missing."""

    period_id: int
    reference: str
    name: str
    worker: str | None
    team: str | None
    date_of_birth: date | None
    accommodated_on: date | None
    days: int | None
    aim_weeks: int
    status: str
    lives_with: str
    recommended_on: date | None
    route: str | None
    next_step: NextStep | None
    warnings: tuple[Warning_, ...]
    ended_on: date | None = None

    @property
    def weeks(self) -> int | None:
        """Completed weeks."""
        return None if self.days is None else weeks_in(self.days)

    @property
    def weeks_over(self) -> int:
        """Completed weeks beyond the aim; 0 up to it and for a child already recommended."""
        if self.status != "past_aim" or self.days is None:
            return 0
        return self.days // 7 - self.aim_weeks


class Review(NamedTuple):
    """A child in full: the row, the case it was worked out from, and the plan."""

    row: Row
    case: Case
    plan: Plan


def review(case: Case, scene: Scene, rules: Sequence[Rule] = RULES) -> Review:
    """Work out one child as at the scene's date, with the warnings of some `rules`.

    A long list asks for the `FORESEEN` ones only: all of them take as long as all the rest.
    """
    as_at = scene.as_at
    findings = clock_findings(case, scene.days)
    standing = live_recommendations(case, as_at)
    recommended = standing[0] if standing else None
    days = _days(case, recommended, as_at)
    planned = plan(case, scene.pathway, scene.aim.weeks, as_at)
    status = _status(days, recommended, planned, findings, scene)
    allocated = allocation_on(case, as_at)
    facts = Facts(case, planned, scene.pathway, scene.aim.weeks, as_at, days, recommended)
    warnings = tuple(Warning_(f.code, None, None, f.text) for f in findings)
    if not findings:
        warnings = warnings_of(facts, rules)
    row = Row(
        case.period_id,
        case.reference,
        case.name,
        allocated.worker if allocated else None,
        allocated.team if allocated else None,
        case.date_of_birth,
        case.accommodated_on,
        days,
        scene.aim.weeks,
        status,
        lives_with_on(case, as_at),
        recommended.recommended_on if recommended else None,
        recommended.route if recommended else None,
        _next_step(planned.next),
        warnings,
        case.ended_on,
    )
    return Review(row, case, planned)


def _days(case: Case, recommended: Recommendation | None, as_at: date) -> int | None:
    """Days on the clock: to the recommendation where there is one, else to the date."""
    if case.accommodated_on is None:
        return None
    return days_between(case.accommodated_on, recommended.recommended_on if recommended else as_at)


def _status(
    days: int | None,
    recommended: Recommendation | None,
    planned: Plan,
    findings: list[Finding],
    scene: Scene,
) -> str:
    if findings or days is None:
        return "check"
    if recommended is None and not within(days, scene.aim.weeks):
        return "past_aim"
    if any(step.days_late for step in planned.steps):
        return "overdue"
    following = planned.next
    if following and following.due_on:
        ahead = days_between(scene.as_at, following.due_on)
        if ahead <= scene.pathway.thresholds["due_soon"]:
            return "due_soon"
    return "recommended" if recommended else "on_track"


def _next_step(step: Planned | None) -> NextStep | None:
    if step is None or step.due_on is None:
        return None
    return NextStep(step.rule.key, step.rule.name, step.due_on, step.booked_on, step.days_late)


def lives_with_on(case: Case, day: date) -> str:
    """Where the child lives on a day: of the homes that hold it the one last moved to, else
    `unknown`. A home holds its last day, too, unless the next one begins on it.

    Before a start that lies ahead of the day it is the home that the period begins with.
    """
    if case.homes and case.accommodated_on and case.accommodated_on > day:
        return case.homes[0].lives_with
    current = "unknown"
    for home in case.homes:
        if home.from_on <= day and (home.to_on is None or home.to_on >= day):
            current = home.lives_with
    return current


def allocation_on(case: Case, day: date) -> Allocation | None:
    """Who is responsible on a day. Allocations are in the order of their start."""
    current = None
    for each in case.allocations:
        if each.from_on <= day and (each.to_on is None or each.to_on > day):
            current = each
    if current is None and case.accommodated_on and case.accommodated_on > day:
        return case.allocations[0] if case.allocations else None
    return current


def worst_first(row: Row) -> tuple[int, int, str, str]:
    """The sort key of the caseload: status, then how far beyond it, then name.

    Past the aim: most weeks first. A late step: most days late first. Otherwise: the next
    step that is due first.
    """
    if row.status == "past_aim":
        degree = -(row.days or 0)
    elif row.next_step is None:
        degree = date.max.toordinal()
    else:
        degree = row.next_step.due_on.toordinal()
    return words.STATUSES.index(row.status), degree, row.name.casefold(), row.reference


def say_place(row: Row, as_at: date) -> str:
    """Why a row stands where it stands in the worst-first order, in one sentence."""
    step = row.next_step
    if row.status == "check":
        reason = row.warnings[0].text if row.warnings else "the date accommodated is missing."
        return f"First, because the weeks cannot be trusted: {reason}"
    if row.status == "past_aim":
        over = say_span((row.days or 0) - row.aim_weeks * 7)
        return (
            f"Past the aim of {row.aim_weeks} weeks by {over} with no recommendation yet. "
            "The longest wait stands first."
        )
    if row.status == "overdue" and step:
        return (
            f"{step.name} was due {say_near(step.due_on, as_at)} and is {say_span(step.days_late)} "
            "late. The step that is latest stands first."
        )
    if row.status == "due_soon" and step:
        ahead = days_between(as_at, step.due_on)
        when = "today" if ahead == 0 else f"in {count_of(ahead, 'day')}"
        return f"{step.name} is due {when}. The nearest stands first."
    if row.status == "recommended":
        return "A recommendation is made and no step is late or due soon."
    return "Nothing is late or due soon, and the aim lies ahead."


def worst_status(statuses: Iterable[str]) -> str | None:
    """The worst of several statuses; `None` where there is none."""
    return min(statuses, key=words.STATUSES.index, default=None)


def display_name(row: Row, hide_names: bool) -> str:
    """The child's name as shown; the reference where names are hidden or none is recorded."""
    return row.reference if hide_names or not row.name else row.name
