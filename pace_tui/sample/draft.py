"""A child's record while it is being made up, in the core's own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from pace_tui.core.caseload import Row, Scene, review
from pace_tui.core.clock import age_in_months, is_working_day
from pace_tui.core.record import (
    Allocation,
    Case,
    Home,
    Judgement,
    LegalBasis,
    Recommendation,
    Step,
)


class Views(NamedTuple):
    """The child's views: when and how they were heard, and what was said."""

    heard_on: date
    how: str
    views: str


@dataclass
class Draft:
    """One child in one period of care. `reasons` are the coded reasons for delay by step."""

    name: str
    born: date | None
    start: date
    ended: date | None = None
    end_reason: str = ""
    start_known: bool = True
    group: str = ""
    homes: list[Home] = field(default_factory=list)
    legal: list[LegalBasis] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    steps: dict[str, Step] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    recommendations: list[Recommendation] = field(default_factory=list)
    views: list[Views] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    notes: list[tuple[date, str]] = field(default_factory=list)
    earlier: list[Draft] = field(default_factory=list)

    @property
    def first_name(self) -> str:
        """The name without the initial, as notes call the child."""
        return self.name.split(" ")[0]

    def age(self, on: date) -> int:
        """Completed years on a day."""
        return age_in_months(self.born, on) // 12 if self.born else 0

    def put(self, step: Step, reason: str = "") -> None:
        """Record a step, in place of what was recorded of it."""
        self.steps[step.key] = step
        if reason:
            self.reasons[step.key] = reason

    def row(self, scene: Scene) -> Row:
        """The child's line of the caseload, worked out by the core itself."""
        return review(self.case(), scene).row

    def case(self) -> Case:
        """The record as the core reads it from a file."""
        return Case(
            period_id=0,
            child_id=0,
            reference=self.name,
            name=self.name,
            date_of_birth=self.born,
            accommodated_on=self.start,
            ended_on=self.ended,
            end_reason=self.end_reason,
            start_known=self.start_known,
            allocations=tuple(self.allocations),
            homes=tuple(self.homes),
            legal=tuple(self.legal),
            steps=tuple(self.steps.values()),
            recommendations=tuple(self.recommendations),
            views_heard=tuple(each.heard_on for each in self.views),
            judgements=tuple(self.judgements),
            notes=tuple(self.notes),
            others=tuple((each.start, each.ended) for each in self.earlier),
        )


def days(count: int) -> timedelta:
    """A number of days."""
    return timedelta(days=count)


def working(day: date, scene: Scene) -> date:
    """The day itself where people meet, else the last such day before it: no meetings on
    weekends and public holidays, nor between Christmas and New Year."""
    while not is_working_day(day, scene.pathway.holidays) or _festive(day):
        day -= days(1)
    return day


def _festive(day: date) -> bool:
    return (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 3)
