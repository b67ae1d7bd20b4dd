"""What is to be said of a change before it is written: impossible, unlikely, good to know.

Impossible is what would leave a record that contradicts itself: it is refused beside the
field. Unlikely is asked about. A recommendation that raises the chart is told kindly.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pace_tui.core.caseload import Review
from pace_tui.core.clock import WEEK, add_days, days_between, say_date, say_span, weeks_in
from pace_tui.core.edit import (
    Allocate,
    BookStep,
    ChangeLegalBasis,
    ClosePeriod,
    CorrectRecommendation,
    Edit,
    HearViews,
    HoldStep,
    JudgeElement,
    MoveHome,
    Recommend,
    StepNotNeeded,
    Verdict,
    WithdrawRecommendation,
    WriteNote,
)
from pace_tui.core.pathway import Planned, live_recommendations

_FAR_AHEAD = 400
_LONG_AGO = 60


class Bench(NamedTuple):
    """What a change is judged by: the child, the date, and the team's median in days."""

    review: Review
    as_at: date
    median_days: int | None = None


def judge(edit: Edit, bench: Bench) -> Verdict:
    """The verdict on one change."""
    refused: dict[str, str] = {}
    doubts: list[str] = []
    told: list[str] = []
    day = getattr(edit, "on", None)
    if isinstance(day, date):
        _judge_day(edit, day, bench, refused, doubts)
    rule = _RULES.get(type(edit))
    if rule is not None:
        rule(edit, bench, refused, doubts, told)
    return Verdict(refused, tuple(doubts), tuple(told))


def _judge_day(
    edit: Edit, day: date, bench: Bench, refused: dict[str, str], doubts: list[str]
) -> None:
    """Nothing happens before the child came into care; only a booking lies ahead."""
    start, end = bench.review.case.accommodated_on, bench.review.case.ended_on
    if start and day < start:
        refused["on"] = f"That is before the day accommodated, {say_date(start)}."
    elif end and end <= bench.as_at and day > end:
        refused["on"] = f"That is after the period of care ended, {say_date(end)}."
    elif isinstance(edit, BookStep):
        _judge_booking(day, bench, refused, doubts)
    elif day > bench.as_at:
        refused["on"] = "That day is still to come: book it instead, or mark it when it is done."
    elif days_between(day, bench.as_at) > _LONG_AGO and not isinstance(edit, CorrectRecommendation):
        doubts.append(f"That was {say_span(days_between(day, bench.as_at))} ago.")


def _judge_booking(day: date, bench: Bench, refused: dict[str, str], doubts: list[str]) -> None:
    if day < bench.as_at:
        refused["on"] = "That day has gone by: mark the step as held instead."
    elif days_between(bench.as_at, day) > _FAR_AHEAD:
        refused["on"] = "That is more than a year ahead: check the year."
    elif day.weekday() > 4:
        doubts.append(f"{say_date(day)} is at the weekend.")


def _step(edit: HoldStep | BookStep | StepNotNeeded, bench: Bench) -> Planned | None:
    return next((s for s in bench.review.plan.steps if s.rule.key == edit.step), None)


Rule = Callable[[Edit, Bench, dict[str, str], list[str], list[str]], None]


def _hold(
    edit: Edit, bench: Bench, refused: dict[str, str], doubts: list[str], told: list[str]
) -> None:
    assert isinstance(edit, HoldStep)  # noqa: S101 - the table of rules says so
    del refused
    step = _step(edit, bench)
    if step is None or step.due_on is None:
        return
    if step.done_on:
        doubts.append(f"It is marked as held on {say_date(step.done_on)} already.")
    elif edit.on > step.due_on:
        told.append(f"Held {say_span(days_between(step.due_on, edit.on))} after it was due.")
    earlier = [s for s in bench.review.plan.steps if s.rule.anchor == edit.step and s.done_on]
    if any(s.done_on and s.done_on < edit.on for s in earlier):
        doubts.append("A step that follows it is recorded on an earlier day.")


def _book(
    edit: Edit, bench: Bench, refused: dict[str, str], doubts: list[str], told: list[str]
) -> None:
    assert isinstance(edit, BookStep)  # noqa: S101 - the table of rules says so
    step, start = _step(edit, bench), bench.review.case.accommodated_on
    if step is None or start is None:
        return
    if step.done_on:
        refused["on"] = f"It is marked as held on {say_date(step.done_on)}: open it again first."
        return
    if step.due_on and edit.on > step.due_on:
        told.append(f"That is {say_span(days_between(step.due_on, edit.on))} after it is due.")
    aim = bench.review.row.aim_weeks
    if bench.review.row.recommended_on is None and edit.on > add_days(start, aim * WEEK):
        week = weeks_in(days_between(start, edit.on))
        told.append(f"Week {week} lies past the aim of {aim} weeks.")
    if step.booked_on and step.booked_on != edit.on:
        doubts.append(f"It is booked for {say_date(step.booked_on)}: move it?")


def _recommend(
    edit: Edit, bench: Bench, refused: dict[str, str], doubts: list[str], told: list[str]
) -> None:
    assert isinstance(edit, Recommend)  # noqa: S101 - the table of rules says so
    row, case = bench.review.row, bench.review.case
    if not edit.route:
        refused["route"] = "Choose one of the four routes."
    standing = live_recommendations(case, bench.as_at)
    if standing:
        on = say_date(standing[0].recommended_on)
        refused["on"] = f"A recommendation of {on} stands: withdraw or correct that one."
        return
    if edit.route == "adoption" and row.date_of_birth and _years(row.date_of_birth, edit.on) > 12:
        doubts.append("Adoption for a young person over 12: is the route right?")
    if edit.route == "kinship_order" and row.lives_with != "kinship":
        doubts.append("A kinship care order, and no kinship home is recorded.")
    if case.accommodated_on and bench.median_days is not None:
        days = days_between(case.accommodated_on, edit.on)
        if days > bench.median_days:
            told.append(
                f"At {weeks_in(days)} weeks this will raise the chart (median "
                f"{weeks_in(bench.median_days)}): that is the system working."
            )


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _standing(
    edit: Edit, bench: Bench, refused: dict[str, str], doubts: list[str], told: list[str]
) -> None:
    assert isinstance(edit, WithdrawRecommendation | CorrectRecommendation)  # noqa: S101
    del doubts, told
    standing = live_recommendations(bench.review.case, bench.as_at)
    if not standing:
        refused["on"] = "There is no recommendation to change."
    elif isinstance(edit, WithdrawRecommendation):
        if edit.on < standing[0].recommended_on:
            refused["on"] = "That is before it was made."
        if not edit.reason.strip():
            refused["reason"] = "Say why, so that the next reader understands."
    elif not edit.route:
        refused["route"] = "Choose one of the four routes."


def _reasoned(
    edit: Edit, bench: Bench, refused: dict[str, str], doubts: list[str], told: list[str]
) -> None:
    assert isinstance(edit, StepNotNeeded | ClosePeriod)  # noqa: S101 - the table says so
    del told
    if not edit.reason.strip():
        refused["reason"] = "Say why, so that the next reader understands."
    row = bench.review.row
    if isinstance(edit, ClosePeriod) and row.recommended_on is None:
        doubts.append(
            "There is no recommendation: it will count as ended without one, under this reason."
        )


def _worded(
    edit: Edit, bench: Bench, refused: dict[str, str], doubts: list[str], told: list[str]
) -> None:
    assert isinstance(edit, WriteNote | HearViews)  # noqa: S101 - the table of rules says so
    del bench, doubts, told
    field, text = ("text", edit.text) if isinstance(edit, WriteNote) else ("how", edit.how)
    if not text.strip():
        refused[field] = "Write a few words."


def _move(
    edit: Edit, bench: Bench, refused: dict[str, str], doubts: list[str], told: list[str]
) -> None:
    assert isinstance(edit, MoveHome)  # noqa: S101 - the table of rules says so
    del told
    if not edit.lives_with:
        refused["lives_with"] = "Choose where the child lives now."
    homes = bench.review.case.homes
    if homes and edit.on < homes[-1].from_on:
        refused["on"] = f"The last move was on {say_date(homes[-1].from_on)}."
    elif homes and (homes[-1].lives_with, homes[-1].place) == (edit.lives_with, edit.place):
        doubts.append("The child lives there already.")


def _chosen(
    edit: Edit, bench: Bench, refused: dict[str, str], doubts: list[str], told: list[str]
) -> None:
    assert isinstance(edit, Allocate | ChangeLegalBasis | JudgeElement)  # noqa: S101
    del told
    if isinstance(edit, Allocate):
        if not edit.worker:
            refused["worker"] = "Choose a worker."
        elif edit.worker == bench.review.row.worker:
            doubts.append(f"{edit.worker} is the worker already.")
    elif isinstance(edit, ChangeLegalBasis) and not edit.basis:
        refused["basis"] = "Choose the legal basis."
    elif isinstance(edit, JudgeElement) and not edit.judgement:
        refused["judgement"] = "Choose how it was judged."


_RULES: dict[type, Rule] = {
    HoldStep: _hold,
    BookStep: _book,
    Recommend: _recommend,
    WithdrawRecommendation: _standing,
    CorrectRecommendation: _standing,
    StepNotNeeded: _reasoned,
    ClosePeriod: _reasoned,
    WriteNote: _worded,
    HearViews: _worded,
    MoveHome: _move,
    Allocate: _chosen,
    ChangeLegalBasis: _chosen,
    JudgeElement: _chosen,
}
