"""The pathway as data: the steps, when each is due, the thresholds; and one child's plan.

A step counts from its anchor's done date, or from the anchor's due date while that is not
done. Every number comes from the file; the shipped ones stand in `pace_tui/pathways`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pace_tui.core.clock import WEEK, add_days, add_months, add_working_days
from pace_tui.core.record import Case, Recommendation, Step

ACCOMMODATED = "accommodated"
RECOMMENDATION = "recommendation"
UNITS = ("days", "weeks", "months", "working_days", "aim", "no_limit")


class StepRule(NamedTuple):
    """One step of the process: due `amount` `unit`s after `anchor`.

    `anchor` is `accommodated` or another step's key. Unit `aim` is the main aim's weeks,
    `no_limit` is never due. `routes` limits a step to some routes; empty is every child.
    `basis` and `source` say where the rule comes from.
    """

    key: str
    name: str
    anchor: str = ACCOMMODATED
    amount: int | None = None
    unit: str = "weeks"
    basis: str = ""
    source: str = ""
    routes: tuple[str, ...] = ()
    required: bool = True
    tasks: tuple[str, ...] = ()


class Pathway(NamedTuple):
    """The whole process of a council: steps in order, thresholds in days, public holidays."""

    name: str
    steps: tuple[StepRule, ...]
    thresholds: Mapping[str, int]
    holidays: frozenset[date] = frozenset()

    def position(self, key: str) -> int:
        """The step's number as people count it, from 1; 0 where it is no step of this pathway."""
        return next((at for at, rule in enumerate(self.steps, 1) if rule.key == key), 0)


class Planned(NamedTuple):
    """One step of one child's plan, as at a date. `days_late` is 0 when the step is not late."""

    rule: StepRule
    due_on: date | None
    booked_on: date | None = None
    done_on: date | None = None
    not_needed: bool = False
    days_late: int = 0
    moved: int = 0
    note: str = ""

    @property
    def open(self) -> bool:
        """Whether the step is still to be done."""
        return self.done_on is None and not self.not_needed


class Plan(NamedTuple):
    """One child's steps in pathway order, and the next one that is due (`None` when none is)."""

    steps: tuple[Planned, ...]
    next: Planned | None


NOTHING = Plan((), None)


def live_recommendations(case: Case, as_at: date) -> list[Recommendation]:
    """The recommendations that stand as at the date, earliest first."""
    return sorted(
        (
            each
            for each in case.recommendations
            if each.recommended_on <= as_at
            and (each.withdrawn_on is None or each.withdrawn_on > as_at)
        ),
        key=lambda each: each.recommended_on,
    )


def plan(case: Case, pathway: Pathway, aim_weeks: int, as_at: date) -> Plan:
    """The child's steps with their dates as at the date; empty where the start is not known."""
    if case.accommodated_on is None:
        return NOTHING
    standing = live_recommendations(case, as_at)
    recommended = standing[0] if standing else None
    recorded = _latest_by_key(case.steps, as_at)
    anchors: dict[str, date | None] = {ACCOMMODATED: case.accommodated_on}
    planned = []
    for rule in pathway.steps:
        if not _applies(rule, recommended):
            continue
        own = recorded.get(rule.key)
        done = own.done_on if own else None
        if rule.key == RECOMMENDATION and recommended:
            done = recommended.recommended_on
        due = own.due_on if own and own.due_on else _due(rule, anchors, pathway, aim_weeks)
        anchors[rule.key] = done or due
        planned.append(_planned(rule, due, done, own, as_at))
    return Plan(tuple(planned), _next(planned))


def _applies(rule: StepRule, recommended: Recommendation | None) -> bool:
    """A step of some routes counts once such a route is recommended."""
    return not rule.routes or (recommended is not None and recommended.route in rule.routes)


def _latest_by_key(steps: tuple[Step, ...], as_at: date) -> dict[str, Step]:
    """The record that counts for each step: the first one held by the date, else the last one.

    What was held after the date had not happened yet.
    """
    counted: dict[str, Step] = {}
    for step in steps:
        if step.done_on is not None and step.done_on > as_at:
            step = step._replace(done_on=None)  # noqa: PLW2901 - the step as it stood that day
        before = counted.get(step.key)
        if (
            before is None
            or before.done_on is None
            or (step.done_on is not None and step.done_on < before.done_on)
        ):
            counted[step.key] = step
    return counted


def _due(
    rule: StepRule, anchors: Mapping[str, date | None], pathway: Pathway, aim_weeks: int
) -> date | None:
    """The day the rule gives; `None` where it has no limit or its anchor has no date."""
    start = anchors.get(rule.anchor)
    if start is None or rule.unit == "no_limit":
        return None
    amount = aim_weeks if rule.unit == "aim" else rule.amount or 0
    if rule.unit == "months":
        return add_months(start, amount)
    if rule.unit == "working_days":
        return add_working_days(start, amount, pathway.holidays)
    return add_days(start, amount if rule.unit == "days" else amount * WEEK)


def _planned(
    rule: StepRule, due: date | None, done: date | None, own: Step | None, as_at: date
) -> Planned:
    not_needed = own is not None and own.not_needed
    late = rule.required and done is None and not not_needed and due is not None and due < as_at
    days_late = as_at.toordinal() - due.toordinal() if late and due else 0
    if own is None:
        return Planned(rule, due, None, done, False, days_late)
    return Planned(rule, due, own.booked_on, done, not_needed, days_late, own.moved, own.note)


def _next(planned: list[Planned]) -> Planned | None:
    """The open, required step with the earliest due date; ties by pathway order."""
    following: Planned | None = None
    for step in planned:
        if step.due_on is None or not step.open or not step.rule.required:
            continue
        if following is None or following.due_on is None or step.due_on < following.due_on:
            following = step
    return following
