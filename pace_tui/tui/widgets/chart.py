"""A drawn chart on the screen, with a cursor that walks from child to child.

The grid is drawn once for a size, a theme and its data; the cursor lies over it, and a step
repaints the two places it touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from pace_tui.core.teamchart import Bar, Dot, TeamChart
from pace_tui.draw.drawing import Drawing
from pace_tui.draw.drawing import Region as DrawnRegion
from pace_tui.draw.runchart import draw_run_chart
from pace_tui.draw.waiting import draw_waiting, longest_first, window
from pace_tui.tui.widgets.canvas import fit
from pace_tui.tui.widgets.still import Still

if TYPE_CHECKING:
    from pace_tui.tui.app import PaceApp

Child = TypeVar("Child", Dot, Bar)


class Chart(Still, Generic[Child], can_focus=True):
    """A chart of children. Give `children` and `draw`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up,k", "step(-1)", "Before", show=False),
        Binding("right,down,j", "step(1)", "Next", show=False),
        Binding("pageup", "step(-10)", "Ten before", show=False),
        Binding("pagedown", "step(10)", "Ten on", show=False),
        Binding("home,g", "edge(False)", "First", show=False),
        Binding("end,G", "edge(True)", "Last", show=False),
        Binding("enter", "choose", "Open", show=False),
    ]
    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor is on another child, or the focus came or went."""

    class Chosen(Message):
        """A child was chosen."""

        def __init__(self, reference: str) -> None:
            super().__init__()
            self.reference = reference

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.chart: TeamChart | None = None
        self.drawing: Drawing | None = None
        self._drawn_for = (0, 0)

    @property
    def pace(self) -> PaceApp:
        """The app, by its own type."""
        return cast("PaceApp", self.app)

    @property
    def children_shown(self) -> list[Child]:
        """The children, in the order the cursor walks."""
        raise NotImplementedError

    def draw(self, chart: TeamChart, width: int, height: int) -> Drawing:
        """Draw the chart."""
        raise NotImplementedError

    @property
    def current(self) -> Child | None:
        """The child under the cursor."""
        children = self.children_shown
        return children[self.cursor] if self.cursor < len(children) else None

    def show(self, chart: TeamChart | None, cursor: int) -> None:
        """Show another chart; `None` while it is being read."""
        self.chart = chart
        self.redraw()
        self.cursor = max(0, min(len(self.children_shown) - 1, cursor))

    def redraw(self) -> None:
        """Draw anew: the data, the theme or the size have changed."""
        self.drawing = None
        self.refresh()

    def drawn(self) -> Drawing | None:
        """The drawing for the present size."""
        size = (self.size.width, self.size.height)
        if self.chart is not None and (self.drawing is None or self._drawn_for != size):
            self.drawing = self.draw(self.chart, *size)
            self._drawn_for = size
        return self.drawing

    def render_line(self, y: int) -> Strip:
        """One row: the grid's, with the cursor over it while the chart has the focus."""
        look, width = self.pace.look, self.size.width
        drawing = self.drawn()
        if drawing is None:
            text = " Reading the recommendations" if y == 1 else ""
            return fit([(text, look.style("dim"))], width, look.blank)
        if y >= drawing.grid.height:
            return Strip.blank(width, look.blank)
        shown = self.has_focus and self.current is not None
        over = drawing.overlay(self.cursor).get(y) if shown else None
        runs = drawing.grid.row(y, over)
        return fit([(text, look.style(key)) for text, key in runs], width, look.blank)

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint where the cursor was and where it is."""
        for index in (before, after):
            for region in self._touched(index):
                self.refresh(Region(*region))
        self.post_message(self.Moved())

    def _touched(self, index: int) -> list[DrawnRegion]:
        """Where a child's cursor lies; nowhere while nobody is drawn."""
        known = self.drawing is not None and index < len(self.drawing.cells)
        return self.drawing.touched(index) if self.drawing and known else []

    def on_focus(self, event: events.Focus) -> None:
        """The cursor comes with the focus."""
        del event
        self.refresh()
        self.post_message(self.Moved())

    def on_blur(self, event: events.Blur) -> None:
        """And goes with it."""
        del event
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """To the child under the pointer; in a pile, on to the next; twice opens."""
        drawing = self.drawn()
        hit = drawing.hit(event.x, event.y) if drawing else []
        if not hit:
            return
        if event.chain > 1 and self.cursor in hit:
            self.action_choose()
        elif self.cursor in hit and len(hit) > 1:
            self.cursor = hit[(hit.index(self.cursor) + 1) % len(hit)]
        else:
            self.cursor = hit[0]

    def action_step(self, by: int) -> None:
        """Walk to another child."""
        last = len(self.children_shown) - 1
        if last >= 0:
            self.cursor = max(0, min(last, self.cursor + by))

    def action_edge(self, last: bool) -> None:
        """To the first or the last child."""
        self.cursor = max(0, len(self.children_shown) - 1) if last else 0

    def action_choose(self) -> None:
        """Open the child."""
        child = self.current
        if child is not None:
            self.post_message(self.Chosen(child.reference))


class RunChart(Chart[Dot]):
    """Who was recommended, when, after how many weeks."""

    def __init__(self) -> None:
        super().__init__(id="run-chart")
        self.by_date = True

    @property
    def children_shown(self) -> list[Dot]:
        """The dots, in the order of their dates."""
        return list(self.chart.dots) if self.chart else []

    def draw(self, chart: TeamChart, width: int, height: int) -> Drawing:
        """Draw the dots."""
        glyphs = self.pace.desk.glyphs
        return draw_run_chart(chart, width, height, glyphs, "date" if self.by_date else "order")


class WaitingChart(Chart[Bar]):
    """Who is still waiting, how long so far, and where they live."""

    def __init__(self) -> None:
        super().__init__(id="waiting-chart")
        self._first = 0

    @property
    def children_shown(self) -> list[Bar]:
        """The bars, the longest waiting first."""
        return longest_first(self.chart.waiting) if self.chart else []

    def draw(self, chart: TeamChart, width: int, height: int) -> Drawing:
        """Draw the bars from the first in the window on."""
        count = len(chart.waiting)
        self._first = window(self.cursor, self._first, count, width)
        return draw_waiting(chart, width, height, self.pace.desk.glyphs, self._first)

    def watch_cursor(self, before: int, after: int) -> None:
        """A cursor beyond the window moves the window."""
        if self.chart is not None:
            count = len(self.chart.waiting)
            if window(after, self._first, count, self.size.width) != self._first:
                self.redraw()
        super().watch_cursor(before, after)
