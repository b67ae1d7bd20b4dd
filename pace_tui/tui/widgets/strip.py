"""The team's recommendation times in one line, with what they come to in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pace_tui.core.clock import weeks_in
from pace_tui.core.text import cells
from pace_tui.draw.grid import Run
from pace_tui.tui.widgets.canvas import Canvas, Runs, width_of

if TYPE_CHECKING:
    from pace_tui.core.teamchart import TeamChart

_LEAST = 16
_NOBODY = "nobody recommended yet"


class TeamStrip(Canvas):
    """Weeks to recommendation in order, PACE start as a gap; medians, aim, still waiting."""

    def __init__(self) -> None:
        super().__init__(id="strip")
        self.chart: TeamChart | None = None

    def show(self, chart: TeamChart | None) -> None:
        """Show another chart; `None` while it is being read."""
        self.chart = chart
        self.redraw()

    def runs(self, width: int, height: int) -> list[Runs]:
        """One or two lines."""
        if self.chart is None:
            return [[(" Weeks to recommendation: reading", "dim")]]
        from pace_tui.draw.sparkline import draw_sparkline  # noqa: PLC0415 - not at first

        chart, glyphs = self.chart, self.pace.desk.glyphs
        facts = self._facts(chart)
        title = f" {chart.title}, weeks to recommendation  "
        room = width - cells(title) - width_of(facts) - 3
        if room < (_LEAST if chart.dots else cells(_NOBODY)):
            title = " Weeks "
            room = width - cells(title) - width_of(facts) - 3
        if not chart.dots:
            return [[(title, "heading"), (f"{_NOBODY}  ", "dim"), *facts]]
        line = draw_sparkline(chart, max(_LEAST // 2, room), glyphs, height=min(2, height))
        rows: list[Runs] = []
        for at, row in enumerate(line.rows):
            last = at == len(line.rows) - 1
            head: Run = (title if last else " " * cells(title), "heading")
            rows.append([head, *row, *([("  ", ""), *facts] if last else [])])
        return rows

    def _facts(self, chart: TeamChart) -> list[Run]:
        glyphs = self.pace.desk.glyphs
        medians = [str(weeks_in(int(p.median_days))) for p in chart.phases if p.median_days]
        runs: list[Run] = []
        if medians:
            runs += [("median ", "dim"), (f" {glyphs.pace} ".join(medians), "median"), ("  ", "")]
        runs += [("aim ", "dim"), (str(chart.aim_weeks), "aim"), ("  ", "")]
        waiting = len(chart.waiting)
        runs += [(f"{waiting} waiting", "text")]
        if waiting:
            longest = weeks_in(max(bar.days for bar in chart.waiting))
            runs += [(f", longest {longest}", "dim")]
        return runs
