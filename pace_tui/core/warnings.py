"""The rules over one child's plan, each with its age and its words.

A warning names the step (or the fact), its age and its rule: never the child. Thresholds are
data of the pathway, in days unless said. `days` of a warning is its age: days late, days
ahead, or days since, as the sentence says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pace_tui.core.clock import (
    WEEK,
    add_days,
    add_months,
    count_of,
    days_between,
    say_near,
    say_span,
    weeks_in,
    within,
)
from pace_tui.core.pathway import RECOMMENDATION, Pathway, Plan, Planned
from pace_tui.core.record import Case, Recommendation


class Warning_(NamedTuple):  # noqa: N801 - Python's own `Warning` is something else
    """A warning: the rule's key, the step's key, its age in days, the sentence."""

    rule: str
    step: str | None
    days: int | None
    text: str


class Facts(NamedTuple):
    """What the rules look at."""

    case: Case
    plan: Plan
    pathway: Pathway
    aim_weeks: int
    as_at: date
    days: int | None
    recommended: Recommendation | None

    @property
    def waiting(self) -> bool:
        """Whether the child is still waiting for a recommendation."""
        return self.recommended is None

    @property
    def aim_day(self) -> date | None:
        """The last day that is within the aim."""
        start = self.case.accommodated_on
        return start and add_days(start, self.aim_weeks * WEEK)

    def threshold(self, rule: str) -> int:
        """The rule's threshold from the file."""
        return self.pathway.thresholds[rule]


# The thresholds shipped; the file's own come from its pathway. Days, weeks or times, as named.
THRESHOLDS = {
    "step_late": 0,
    "due_soon": 14,
    "not_booked": 14,
    "booked_after_due": 0,
    "booked_past_aim": 0,
    "cannot_fit": 14,
    "past_aim": 0,
    "date_moved": 3,
    "nothing_recorded": 56,
    "homes_moved": 3,
    "homes_moved_soon": 2,
    "views_not_heard": 91,
    "elements_not_judged": 42,
    "worker_changed": 3,
    "held_late": 0,
    "home_not_happened": 91,
    "kin_routes": 0,
}
_SOON_WEEKS = 12


Rule = Callable[[Facts], Iterator[Warning_]]


def warnings_of(facts: Facts, rules: Sequence[Rule]) -> tuple[Warning_, ...]:
    """The warnings of one child by some rules, the gravest rule first."""
    return tuple(found for rule in rules for found in rule(facts))


def _rule_of(facts: Facts, step: Planned) -> str:
    """Where a step's rule comes from: `national aim, step 9`."""
    place = f"step {facts.pathway.position(step.rule.key)}"
    source = step.rule.source or step.rule.basis
    return f"{source}, {place}" if source else place


def past_aim(facts: Facts) -> Iterator[Warning_]:
    """Waiting beyond the main aim's weeks."""
    days = facts.days
    if not facts.waiting or days is None or within(days, facts.aim_weeks):
        return
    over = days - facts.aim_weeks * WEEK
    yield Warning_(
        "past_aim",
        RECOMMENDATION,
        over,
        f"Permanence recommendation: {say_span(over)} past the aim of {facts.aim_weeks} weeks",
    )


def step_late(facts: Facts) -> Iterator[Warning_]:
    """A required step whose due date has gone by."""
    for step in facts.plan.steps:
        if step.days_late > facts.threshold("step_late") and step.due_on:
            yield Warning_(
                "step_late",
                step.rule.key,
                step.days_late,
                f"{step.rule.name}: due {say_near(step.due_on, facts.as_at)}, "
                f"{say_span(step.days_late)} late ({_rule_of(facts, step)})",
            )


def due_soon(facts: Facts) -> Iterator[Warning_]:
    """The next step falls due within the threshold."""
    step = facts.plan.next
    if step is None or step.due_on is None or step.days_late:
        return
    ahead = days_between(facts.as_at, step.due_on)
    if ahead <= facts.threshold("due_soon"):
        when = "today" if ahead == 0 else f"in {count_of(ahead, 'day')}"
        text = f"{step.rule.name}: due {say_near(step.due_on, facts.as_at)}, {when}"
        yield Warning_("due_soon", step.rule.key, ahead, f"{text} ({_rule_of(facts, step)})")


def not_booked(facts: Facts) -> Iterator[Warning_]:
    """Due within the threshold and no date in the diary."""
    for step in facts.plan.steps:
        if not step.open or step.due_on is None or step.booked_on or not step.rule.required:
            continue
        ahead = days_between(facts.as_at, step.due_on)
        if 0 <= ahead <= facts.threshold("not_booked"):
            day = say_near(step.due_on, facts.as_at)
            text = f"{step.rule.name}: due {day}, not booked yet"
            yield Warning_("not_booked", step.rule.key, ahead, text)


def booked_after_due(facts: Facts) -> Iterator[Warning_]:
    """Booked for a day after the due date."""
    for step in facts.plan.steps:
        if step.open and step.due_on and step.booked_on and step.booked_on > step.due_on:
            behind = days_between(step.due_on, step.booked_on)
            yield Warning_(
                "booked_after_due",
                step.rule.key,
                behind,
                f"{step.rule.name}: booked for {say_near(step.booked_on, facts.as_at)}, "
                f"{say_span(behind)} after it is due",
            )


def booked_past_aim(facts: Facts) -> Iterator[Warning_]:
    """The next booked meeting falls after the aim, while the aim could still be met."""
    aim_day, start = facts.aim_day, facts.case.accommodated_on
    if not facts.waiting or aim_day is None or start is None or facts.as_at > aim_day:
        return
    booked = [s for s in facts.plan.steps if s.open and s.booked_on and s.booked_on >= facts.as_at]
    step = min(booked, key=lambda s: s.booked_on or date.max, default=None)
    if step and step.booked_on and step.booked_on > aim_day:
        over = days_between(aim_day, step.booked_on)
        week = weeks_in(days_between(start, step.booked_on))
        yield Warning_(
            "booked_past_aim",
            step.rule.key,
            over,
            f"{step.rule.name}: planned for week {week}, {say_span(over)} past the aim",
        )


def cannot_fit(facts: Facts) -> Iterator[Warning_]:
    """The steps that remain cannot fit before the aim at their least gaps.

    The least gap (threshold, 14 days) lies between two reviews, and between legal advice and
    the recommendation; the gaps that remain add up.
    """
    aim_day = facts.aim_day
    if not facts.waiting or aim_day is None or facts.as_at > aim_day:
        return
    earliest = _last_review_at_best(facts)
    if any(step.rule.key == "legal_advice" and step.open for step in facts.plan.steps):
        earliest = add_days(earliest, facts.threshold("cannot_fit"))
    if earliest > aim_day:
        short = days_between(aim_day, earliest)
        yield Warning_(
            "cannot_fit",
            RECOMMENDATION,
            short,
            f"Permanence recommendation: the steps that remain need {say_span(short)} more than "
            f"there is before the aim of {facts.aim_weeks} weeks",
        )


def _last_review_at_best(facts: Facts) -> date:
    """The first day by which every review can be held: today where none is to come."""
    gap = facts.threshold("cannot_fit")
    reviews = [step for step in facts.plan.steps if step.rule.key.startswith("review_")]
    to_come = sum(1 for step in reviews if step.open)
    if not to_come:
        return facts.as_at
    held = max((step.done_on for step in reviews if step.done_on), default=None)
    first = max(facts.as_at, add_days(held, gap)) if held else facts.as_at
    return add_days(first, gap * (to_come - 1))


def date_moved(facts: Facts) -> Iterator[Warning_]:
    """A step's date was moved as often as the threshold."""
    for step in facts.plan.steps:
        if step.open and step.moved >= facts.threshold("date_moved"):
            text = f"{step.rule.name}: the date has moved {count_of(step.moved, 'time')}"
            yield Warning_("date_moved", step.rule.key, step.moved, text)


def held_late(facts: Facts) -> Iterator[Warning_]:
    """A statutory step that was held after its limit (SSI 2009/210 regs 38 and 45)."""
    for step in facts.plan.steps:
        done, due = step.done_on, step.due_on
        if step.rule.basis == "statutory" and done and due and done > due:
            behind = days_between(due, done)
            yield Warning_(
                "held_late",
                step.rule.key,
                behind,
                f"{step.rule.name}: held {say_near(done, facts.as_at)}, {say_span(behind)} after "
                f"its limit ({step.rule.source})",
            )


def nothing_recorded(facts: Facts) -> Iterator[Warning_]:
    """No dated fact for as long as the threshold (8 weeks shipped)."""
    last = max((day for day in _recorded_days(facts) if day <= facts.as_at), default=None)
    if last is None:
        return
    since = days_between(last, facts.as_at)
    if since > facts.threshold("nothing_recorded"):
        yield Warning_("nothing_recorded", None, since, f"Nothing recorded for {say_span(since)}")


def _recorded_days(facts: Facts) -> Iterator[date]:
    case = facts.case
    if case.accommodated_on:
        yield case.accommodated_on
    yield from (home.from_on for home in case.homes)
    yield from (legal.from_on for legal in case.legal)
    yield from (step.done_on for step in case.steps if step.done_on)
    yield from (each.recommended_on for each in case.recommendations)
    yield from case.views_heard
    yield from (each.judged_on for each in case.judgements)
    yield from (on for on, _ in case.notes)


def homes_moved(facts: Facts) -> Iterator[Warning_]:
    """Three moves of home within twelve months, or two within twelve weeks."""
    moves = [home.from_on for home in facts.case.homes[1:] if home.from_on <= facts.as_at]
    year_ago = add_months(facts.as_at, -12)
    in_year = sum(1 for day in moves if day >= year_ago)
    in_weeks = sum(1 for day in moves if within(days_between(day, facts.as_at), _SOON_WEEKS))
    if in_year >= facts.threshold("homes_moved"):
        text = f"Home: {count_of(in_year, 'move')} in twelve months"
        yield Warning_("homes_moved", None, in_year, text)
    elif in_weeks >= facts.threshold("homes_moved_soon"):
        text = f"Home: {count_of(in_weeks, 'move')} in twelve weeks"
        yield Warning_("homes_moved", None, in_weeks, text)


def views_not_heard(facts: Facts) -> Iterator[Warning_]:
    """The child's views not heard for the threshold (13 weeks shipped)."""
    heard = [day for day in facts.case.views_heard if day <= facts.as_at]
    since_day = max(heard, default=facts.case.accommodated_on)
    if since_day is None or not facts.waiting:
        return
    since = days_between(since_day, facts.as_at)
    if since > facts.threshold("views_not_heard"):
        how = "last heard" if heard else "not yet recorded in"
        text = f"The child's views: {how} {say_span(since)}" + (" ago" if heard else "")
        yield Warning_("views_not_heard", None, since, text)


def elements_not_judged(facts: Facts) -> Iterator[Warning_]:
    """The three elements of permanence not judged by the threshold (week 6 shipped)."""
    if not facts.waiting or facts.days is None:
        return
    by = facts.threshold("elements_not_judged")
    since = facts.days - by
    if since > 0 and not any(each.judged_on <= facts.as_at for each in facts.case.judgements):
        text = (
            "Physical, legal, emotional permanence: not yet talked through "
            f"since week {weeks_in(by)}"
        )
        yield Warning_("elements_not_judged", None, since, text)


def worker_changed(facts: Facts) -> Iterator[Warning_]:
    """The worker changed as often as the threshold in this period of care."""
    # Another team, or a time with nobody, is no other worker.
    workers = [
        each.worker
        for each in facts.case.allocations
        if each.worker and each.from_on <= facts.as_at
    ]
    changes = sum(1 for before, after in pairwise(workers) if before != after)
    if changes >= facts.threshold("worker_changed"):
        text = f"Worker: changed {count_of(changes, 'time')} in this period of care"
        yield Warning_("worker_changed", None, changes, text)


def home_not_happened(facts: Facts) -> Iterator[Warning_]:
    """Recommended to go home, and still accommodated after the threshold (13 weeks)."""
    made, ended = facts.recommended, facts.case.ended_on
    if made is None or made.route != "home" or (ended and ended <= facts.as_at):
        return
    since = days_between(made.recommended_on, facts.as_at)
    if since > facts.threshold("home_not_happened"):
        text = f"Return home: recommended {say_span(since)} ago, not home yet"
        yield Warning_("home_not_happened", RECOMMENDATION, since, text)


def kin_routes(facts: Facts) -> Iterator[Warning_]:
    """Brothers and sisters in one home with different routes."""
    made, homes = facts.recommended, facts.case.homes
    if made is None or not homes:
        return
    here = homes[-1]
    for kin in facts.case.kin:
        together = (kin.lives_with, kin.place, kin.since) == (
            here.lives_with,
            here.place,
            here.from_on,
        ) or (here.place != "" and kin.place == here.place)
        if together and kin.route and kin.route != made.route:
            text = "Brothers and sisters in one home have different routes"
            yield Warning_("kin_routes", RECOMMENDATION, None, text)
            return


# What can be seen coming while the status is still a calm one.
FORESEEN: tuple[Rule, ...] = (cannot_fit, booked_past_aim)
RULES: tuple[Rule, ...] = (
    past_aim,
    step_late,
    cannot_fit,
    booked_past_aim,
    due_soon,
    not_booked,
    booked_after_due,
    date_moved,
    home_not_happened,
    homes_moved,
    nothing_recorded,
    views_not_heard,
    elements_not_judged,
    worker_changed,
    kin_routes,
    held_late,
)
