"""A list of rows of which only those on screen are ever built.

Movement, mouse and scrolling for the caseload, the list of workers and the palette alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pace_tui.tui.widgets.canvas import Runs, fit
from pace_tui.tui.widgets.still import Still

if TYPE_CHECKING:
    from pace_tui.tui.app import PaceApp


class RowList(Still, ScrollView, can_focus=True):
    """Rows by index, with a cursor. Give `count` rows and `row_runs` to draw one."""

    HEADINGS: ClassVar[int] = 0
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home,g", "edge(False)", "First", show=False),
        Binding("end,G", "edge(True)", "Last", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]
    cursor: reactive[int] = reactive(0, repaint=False)

    class _FromRows(Message):
        """Something about a list of rows."""

        def __init__(self, rows: RowList) -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> RowList:
            """The list that sent it."""
            return self.rows

    class Moved(_FromRows):
        """The cursor is on another row."""

    class Chosen(_FromRows):
        """A row was chosen: Enter, or a double click on the row under the cursor."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._count = 0
        self._cache: dict[tuple[int, bool, bool, int], Strip] = {}

    @property
    def pace(self) -> PaceApp:
        """The app, by its own type."""
        return cast("PaceApp", self.app)

    @property
    def room(self) -> int:
        """The columns beside the scrollbar, whose place is kept."""
        return self.scrollable_content_region.width

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def row_runs(self, index: int, width: int) -> Runs:
        """One row."""
        raise NotImplementedError

    def heading_runs(self, y: int, width: int) -> Runs:
        """One of the fixed rows above the list."""
        raise NotImplementedError

    def show(self, count: int, cursor: int = 0) -> None:
        """There are now `count` rows; put the cursor on one of them."""
        self._count = count
        self.virtual_size = Size(0, count + self.HEADINGS)
        self.redraw()
        before = self.cursor
        self.cursor = max(0, min(count - 1, cursor))
        if before == self.cursor:
            self._reveal()
            self.post_message(self.Moved(self))

    def redraw(self) -> None:
        """Draw all visible rows anew."""
        self._cache.clear()
        self.refresh()

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint the two rows, keep the new one in sight, and tell."""
        self._reveal()
        for index in (before, after):
            y = index + self.HEADINGS - self.scroll_offset.y
            if 0 <= y < self.size.height:
                self.refresh(Region(0, y, self.size.width, 1))
        self.post_message(self.Moved(self))

    def _reveal(self) -> None:
        room = max(1, self.size.height - self.HEADINGS)
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + room:
            self.scroll_to(y=self.cursor - room + 1, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One visible row."""
        width = self.room
        if y < self.HEADINGS:
            look = self.pace.look
            runs = self.heading_runs(y, width)
            return fit([(t, look.style(k)) for t, k in runs], width, look.blank)
        index = y - self.HEADINGS + self.scroll_offset.y
        if index >= self._count:
            return Strip.blank(width, self.pace.look.blank)
        here, focused = index == self.cursor, self.has_focus
        key = (index, here, focused, width)
        if key not in self._cache:
            if len(self._cache) > 500:
                self._cache.clear()
            self._cache[key] = self._row(index, width, here, focused)
        return self._cache[key]

    def _row(self, index: int, width: int, here: bool, focused: bool) -> Strip:
        look = self.pace.look
        runs = self.row_runs(index, width)
        if not here:
            return fit([(text, look.style(key)) for text, key in runs], width, look.blank)
        pieces = [(text, look.chosen(key, focused)) for text, key in runs]
        return fit(pieces, width, look.chosen("text", focused))

    def on_resize(self, event: events.Resize) -> None:
        """Another width draws other rows."""
        del event
        self.redraw()
        self.call_after_refresh(self._reveal)

    def on_focus(self, event: events.Focus) -> None:
        """The cursor's row is brighter with the focus."""
        del event
        self.refresh()

    def on_blur(self, event: events.Blur) -> None:
        """And paler without."""
        del event
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; one on the cursor's own row chooses it."""
        if event.y < self.HEADINGS:
            self.heading_clicked(event.x)
            return
        index = event.y - self.HEADINGS + self.scroll_offset.y
        if index >= self._count:
            return
        if index == self.cursor and event.chain > 1:
            self.post_message(self.Chosen(self))
        else:
            self.cursor = index

    def heading_clicked(self, x: int) -> None:
        """A click on the headings; nothing by default."""

    def action_step(self, by: int) -> None:
        """Move by rows."""
        self._move(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move by as many rows as are in sight."""
        self._move(self.cursor + by * max(1, self.size.height - self.HEADINGS - 1))

    def action_edge(self, last: bool) -> None:
        """Move to the first or the last row."""
        self._move(self._count - 1 if last else 0)

    def _move(self, to: int) -> None:
        if self._count:
            self.cursor = max(0, min(self._count - 1, to))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self._count:
            self.post_message(self.Chosen(self))
