"""Pages to read: rows of runs, scrolled by keys and wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pace_tui.tui.widgets.canvas import Runs, fit
from pace_tui.tui.widgets.still import Still

if TYPE_CHECKING:
    from pace_tui.tui.app import PaceApp


class Pager(Still, ScrollView, can_focus=True):
    """Shows `lines(width)`; drawn anew for another width."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "turn(-1)", "Up", show=False),
        Binding("down,j", "turn(1)", "Down", show=False),
        Binding("pageup", "leaf(-1)", "Page up", show=False),
        Binding("pagedown,space", "leaf(1)", "Page down", show=False),
        Binding("home,g", "end(False)", "Top", show=False),
        Binding("end,G", "end(True)", "End", show=False),
    ]

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines: list[Runs] = []
        self._drawn_for = 0

    @property
    def pace(self) -> PaceApp:
        """The app, by its own type."""
        return cast("PaceApp", self.app)

    def lines(self, width: int) -> list[Runs]:
        """The rows to read."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """The columns beside the scrollbar."""
        return self.scrollable_content_region.width

    def redraw(self) -> None:
        """Draw anew."""
        self._draw(self.room)
        self.refresh()

    def _draw(self, width: int) -> None:
        self._lines = self.lines(width)
        self._drawn_for = width
        self.virtual_size = Size(0, len(self._lines))

    def on_resize(self, event: events.Resize) -> None:
        """Another width breaks the lines elsewhere."""
        del event
        if self.room != self._drawn_for:
            self.redraw()

    def render_line(self, y: int) -> Strip:
        """One visible row."""
        look, width = self.pace.look, self.room
        index = y + self.scroll_offset.y
        runs = self._lines[index] if index < len(self._lines) else []
        return fit([(text, look.style(key)) for text, key in runs], width, look.blank)

    def action_turn(self, by: int) -> None:
        """Scroll by rows."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def action_leaf(self, by: int) -> None:
        """Scroll by what is in sight."""
        self.action_turn(by * max(1, self.size.height - 2))

    def action_end(self, last: bool) -> None:
        """To the top or the end."""
        self.scroll_to(y=self.max_scroll_y if last else 0, animate=False)
