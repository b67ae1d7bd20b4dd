"""The medians on the run chart: a line for each phase that has one."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from pace_tui.core.clock import WEEK
from pace_tui.core.teamchart import Phase, TeamChart
from pace_tui.draw.across import Across
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Grid
from pace_tui.draw.scale import WeekScale


class Median(NamedTuple):
    """A phase's median and the columns of its line, from `start` up to without `after`."""

    days: Fraction
    start: int
    after: int

    @property
    def weeks(self) -> int:
        """Completed weeks."""
        return int(self.days // WEEK)

    @property
    def text(self) -> str:
        """The words beside the line."""
        return f"median {self.weeks}"


def medians_of(chart: TeamChart, across: Across) -> list[Median]:
    """One for each phase that has a median; a line ends where the next phase begins."""
    starts = [_start(phase, across) for phase in chart.phases]
    found = []
    for index, phase in enumerate(chart.phases):
        last = index == len(chart.phases) - 1
        after = across.right + 1 if last else starts[index + 1]
        if not last and across.pace_x == after - 1:
            after -= 1
        if phase.median_days is not None:
            found.append(Median(phase.median_days, starts[index], after))
    return found


def _start(phase: Phase, across: Across) -> int:
    if phase.first >= len(across.xs):
        return across.right + 1
    # The first phase of either side begins where its side does, not at its first child.
    x, pace = across.xs[phase.first], across.pace_x
    before = across.xs[phase.first - 1] if phase.first else across.left - 1
    if pace is not None and before < pace < x:
        return pace + 1
    return x if phase.first else across.left


def draw_medians(grid: Grid, scale: WeekScale, medians: list[Median], glyphs: Glyphs) -> None:
    """The lines; and the first one faintly to the end, for what came after to be seen
    against. Where a median shares the aim's row the two take turns, so that neither is lost."""
    if len(medians) > 1:
        first, y = medians[0], scale.y(medians[0].days)
        if y != scale.aim_y:
            grid.across(first.after, medians[-1].after, y, glyphs.median_before, "median_before")
    for median in medians:
        y = scale.y(median.days)
        step = 2 if y == scale.aim_y else 1
        for x in range(median.start, median.after, step):
            grid.put(x, y, glyphs.median, "median")
