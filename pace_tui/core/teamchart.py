"""The wall of a team: who was recommended when and after how long, and who still waits.

The drawing (screen, plain text, pictures) and the JSON all start from one `TeamChart`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from pace_tui.core.charttext import describe
from pace_tui.core.estimate import Estimate, estimate
from pace_tui.core.phases import Phase, Point, Said, split
from pace_tui.core.record import Area, TestOfChange

__all__ = [
    "Bar",
    "Dot",
    "Estimate",
    "LeftOut",
    "Mark",
    "Phase",
    "Said",
    "TeamChart",
    "build",
]

# The stronger a rule, the earlier; a rule that speaks of a whole phase marks no dot.
_MARKS = {"shift_from_baseline": "shift", "shift": "shift", "trend": "trend"}


class Dot(NamedTuple):
    """A child who was recommended: one point of the run chart. `days` since accommodated.

    `mark` is the strongest signal the point belongs to: `shift`, `trend` or nothing.
    """

    reference: str
    name: str
    recommended_on: date
    days: int
    worker: str | None
    team: str | None
    lives_with: str
    mark: str = ""


class Bar(NamedTuple):
    """A child who is still waiting. `days` since accommodated, as at the chart's date."""

    reference: str
    name: str
    days: int
    lives_with: str
    status: str
    worker: str | None = None


class LeftOut(NamedTuple):
    """A child whom the chart cannot show, and why, so that nobody is dropped unseen."""

    reference: str
    name: str
    reason: str


class Mark(NamedTuple):
    """A test of change on the time line: `start` or `stop`."""

    on: date
    kind: str
    name: str


class TeamChart(NamedTuple):
    """Everything the wall shows, as at one date."""

    title: str
    as_at: date
    aim_weeks: int
    pace_start: date | None
    dots: tuple[Dot, ...]
    phases: tuple[Phase, ...]
    waiting: tuple[Bar, ...]
    left_out: tuple[LeftOut, ...]
    marks: tuple[Mark, ...]
    ended_otherwise: tuple[tuple[str, int], ...]
    estimate: Estimate
    text: str


def build(
    *,
    title: str,
    as_at: date,
    area: Area,
    dots: Iterable[Dot],
    waiting: Iterable[Bar],
    spells: Iterable[tuple[int, bool]],
    left_out: Iterable[LeftOut] = (),
    ended_otherwise: Mapping[str, int] | None = None,
    aim_weeks: int | None = None,
) -> TeamChart:
    """The whole chart from the children sorted onto the wall (`core.wall.gather`).

    `spells` are every child's (days, recommended?) for the estimate; `ended_otherwise` counts
    periods of care that ended without a recommendation, by reason; `aim_weeks` stands in for
    the main aim's weeks. Dots come in the order of recommendation, ties by reference; the
    longest wait first.
    """
    ordered = sorted(dots, key=lambda dot: (dot.recommended_on, dot.reference))
    phases = split([Point(dot.recommended_on, dot.days) for dot in ordered], area.pace_start)
    weeks = area.aim.weeks if aim_weeks is None else aim_weeks
    chart = TeamChart(
        title=title,
        as_at=as_at,
        aim_weeks=weeks,
        pace_start=area.pace_start,
        dots=_marked(ordered, phases),
        phases=phases,
        waiting=tuple(sorted(waiting, key=lambda bar: (-bar.days, bar.reference))),
        left_out=tuple(left_out),
        marks=_tests(area.tests, as_at),
        ended_otherwise=tuple((ended_otherwise or {}).items()),
        estimate=estimate(spells, weeks),
        text="",
    )
    return chart._replace(text=describe(chart))


def _marked(dots: list[Dot], phases: tuple[Phase, ...]) -> tuple[Dot, ...]:
    """The dots with the strongest signal that each belongs to."""
    marks: dict[int, str] = {}
    said = [signal for phase in phases for signal in phase.signals]
    for rule, mark in _MARKS.items():
        for signal in said:
            if signal.rule == rule:
                for index in signal.indices:
                    marks.setdefault(index, mark)
    return tuple(dot._replace(mark=marks.get(at, "")) for at, dot in enumerate(dots))


def _tests(tests: Iterable[TestOfChange], as_at: date) -> tuple[Mark, ...]:
    """The starts and stops of the tests of change that had come by the date, in order."""
    marks = [
        Mark(on, kind, test.name)
        for test in tests
        for on, kind in ((test.started_on, "start"), (test.stopped_on, "stop"))
        if on is not None and on <= as_at
    ]
    return tuple(sorted(marks))
