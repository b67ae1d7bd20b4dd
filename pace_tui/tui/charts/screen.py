"""The wall: the run chart above, those still waiting beneath, and what they say in words."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from pace_tui.core import words
from pace_tui.core.charttext import sentences
from pace_tui.core.clock import say_date, say_weeks, within
from pace_tui.core.teamchart import Bar, Dot, TeamChart
from pace_tui.core.text import cells, cut, wrap
from pace_tui.draw.grid import Run
from pace_tui.tui.commands import bindings
from pace_tui.tui.place import Place
from pace_tui.tui.styles import styles
from pace_tui.tui.widgets.canvas import Canvas, Runs
from pace_tui.tui.widgets.chart import Chart, RunChart, WaitingChart
from pace_tui.tui.widgets.pager import Pager
from pace_tui.tui.widgets.still import Column, Row


class ChildLine(Canvas):
    """The child under the cursor in words, and how many stand in the same place."""

    def __init__(self) -> None:
        super().__init__(id="child-line")
        self.words: list[Run] = []

    def show(self, words: list[Run]) -> None:
        """Show other words."""
        self.words = words
        self.redraw()

    def runs(self, width: int, height: int) -> list[Runs]:
        """One line."""
        del height
        ellipsis = self.pace.desk.glyphs.ellipsis
        runs: list[Run] = [(" ", "")]
        room = width - 2
        for text, key in self.words:
            shown = cut(text, room, ellipsis)
            runs.append((shown, key))
            room -= cells(shown)
            if shown != text:
                break
        return [runs]


class InWords(Pager):
    """What the charts say, in sentences."""

    def __init__(self) -> None:
        super().__init__(id="in-words")
        self.chart: TeamChart | None = None

    def show(self, chart: TeamChart | None) -> None:
        """Show another chart's words."""
        self.chart = chart
        self.redraw()

    def lines(self, width: int) -> list[Runs]:
        """The sentences, a paragraph each."""
        if self.chart is None:
            return []
        room = max(16, width - 3)
        rows: list[Runs] = [[(" In words", "heading")]]
        for paragraph in sentences(self.chart):
            rows += [[(f" {line}", "text")] for line in wrap(paragraph, room)]
            rows.append([])
        return rows


class ChartsScreen(Place):
    """The two charts over each other; under 30 rows, one at a time."""

    CSS = styles("charts/charts.tcss")
    PLACE = "charts"
    BINDINGS: ClassVar[list[BindingType]] = bindings("charts")

    def body(self) -> ComposeResult:
        """The widgets between the bars."""
        with Row(id="wall"):
            with Column(id="both"):
                yield RunChart()
                yield WaitingChart()
            yield InWords()
        yield ChildLine()

    def on_mount(self) -> None:
        """Show the chart of whoever is chosen, with the cursor on the last recommendation."""
        self.set_class(True, "-run")
        self.query_one(RunChart).focus()
        self.fill()

    def on_screen_resume(self) -> None:
        """Another worker or team may have been chosen meanwhile."""
        chart = self.desk.chart(self.desk.chosen.whose)
        if chart is None or chart is not self.query_one(RunChart).chart:
            self.fill()

    def fill(self) -> None:
        """Show the chart of the chosen line; read it first where that is not done."""
        chart = self.desk.chart(self.desk.chosen.whose)
        run, waiting = self.query_one(RunChart), self.query_one(WaitingChart)
        run.show(chart, len(chart.dots) - 1 if chart else 0)
        waiting.show(chart, 0)
        self.query_one(InWords).show(chart)
        self._say_child()
        if chart is None:
            self.pace.read_chart(self.desk.chosen.whose)

    def chart_read(self) -> None:
        """A chart has been read in the background."""
        if self.query_one(RunChart).chart is None:
            self.fill()

    def redraw_all(self) -> None:
        """The theme or the names have changed."""
        super().redraw_all()
        self.query_one(RunChart).redraw()
        self.query_one(WaitingChart).redraw()
        self.query_one(InWords).redraw()
        self._say_child()

    # The child under the cursor

    @on(Chart.Moved)
    def _say_child(self) -> None:
        chart: RunChart | WaitingChart = (
            self.query_one(WaitingChart)
            if self.query_one(WaitingChart).has_focus
            else self.query_one(RunChart)
        )
        child = chart.current
        line = self.query_one(ChildLine)
        if child is None:
            nothing = "Nobody is recommended yet." if isinstance(chart, RunChart) else ""
            line.show([(nothing or "Nobody is waiting.", "dim")] if chart.chart else [])
            return
        at = f"{chart.cursor + 1} of {len(chart.children_shown)}  "
        here = self._here(chart)
        aim = chart.chart.aim_weeks if chart.chart else 0
        said = _say_dot(child, aim) if isinstance(child, Dot) else _say_bar(child, aim)
        name = child.reference if self.desk.hide_names or not child.name else child.name
        line.show([(at, "dim"), (name, "strong"), *said, (here, "dim")])

    def _here(self, chart: RunChart | WaitingChart) -> str:
        """`  2 of 3 here`, where several children stand in one place."""
        drawing = chart.drawn() if isinstance(chart, RunChart) else None
        cell = drawing.cells[chart.cursor] if drawing else None
        pile = drawing.at[cell] if drawing and cell else []
        if len(pile) < 2:
            return ""
        return f"  ({pile.index(chart.cursor) + 1} of {len(pile)} here)"

    @on(Chart.Chosen)
    def _open(self, event: Chart.Chosen) -> None:
        self.pace.open_child(event.reference)

    # Keys

    def action_scale(self) -> None:
        """By date, or in order."""
        chart = self.query_one(RunChart)
        chart.by_date = not chart.by_date
        chart.redraw()
        self._say_child()

    def action_other_chart(self) -> None:
        """To the other chart; on a low screen it takes the place of this one."""
        to_run = self.query_one(WaitingChart).has_focus
        self.set_class(to_run, "-run")
        (self.query_one(RunChart) if to_run else self.query_one(WaitingChart)).focus()

    def action_whose(self, by: int) -> None:
        """The next team or worker, or the one before."""
        choices = self.desk.choices
        at = (choices.index(self.desk.chosen) + by) % len(choices)
        self.desk.chosen = choices[at]
        self.fill()
        self.redraw_bars()

    def action_words(self) -> None:
        """Show or hide the sentences."""
        self.toggle_class("-words")

    def explain(self) -> list[str]:
        """What `?` says."""
        return [
            "Run chart: each dot is a child, on the day a permanence recommendation was made, at "
            "the weeks since accommodated. A figure is so many children in one place; those at "
            "the very top are off the scale, with their weeks beside them.",
            "Beneath: a bar for every child who is still waiting, the weeks so far, and by "
            "letter, pattern and colour where the child lives. On recommendation a child moves up "
            "into the run chart. That may raise it for a while: that is the system working.",
            "The median is the child in the middle: half waited longer. A shift is six or more in "
            "a row on one side of it, a trend five or more rising or falling. Both ask why; "
            "neither says who.",
        ]


def _say_dot(dot: Dot, aim: int) -> list[Run]:
    met = within(dot.days, aim)
    judged: Run = (f"  within the aim of {aim}", "good") if met else (f"  over {aim}", "late")
    who = f"  {dot.worker}" if dot.worker else ""
    return [
        (f"  {say_date(dot.recommended_on)}  {say_weeks(dot.days)}", "text"),
        judged,
        (f"  {words.lives_with(dot.lives_with)}{who}", "dim"),
    ]


def _say_bar(bar: Bar, aim: int) -> list[Run]:
    past = not within(bar.days, aim)
    judged: Run = (f"  past the aim of {aim}", "late") if past else ("  the aim lies ahead", "good")
    who = f"  {bar.worker}" if bar.worker else ""
    return [
        (f"  waiting {say_weeks(bar.days)}", "text"),
        judged,
        (f"  {words.lives_with(bar.lives_with)}{who}", "dim"),
    ]
