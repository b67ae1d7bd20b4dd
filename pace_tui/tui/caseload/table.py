"""The caseload's table: one child a row, only the rows in sight are drawn."""

from __future__ import annotations

from textual import events
from textual.message import Message

from pace_tui.core.caseload import Row
from pace_tui.draw.caserow import Fitted, case_row, fit_columns, heading
from pace_tui.draw.grid import Run
from pace_tui.tui.widgets.canvas import Runs
from pace_tui.tui.widgets.rowlist import RowList

_SORTED_BY = {"status": "worst", "bar": "weeks"}


class CaseTable(RowList):
    """The rows of the caseload, under their headings."""

    HEADINGS = 1

    class SortBy(Message):
        """A heading was clicked: sort by that column."""

        def __init__(self, sort: str) -> None:
            super().__init__()
            self.sort = sort

    def __init__(self) -> None:
        super().__init__(id="table")
        self.rows: list[Row] = []
        self.sort = "worst"
        self.reverse = False
        self._fitted: list[Fitted] = []
        self._fitted_for: tuple[int, bool] = (-1, False)

    def show_rows(self, rows: list[Row], sort: str, reverse: bool) -> None:
        """Show other rows; the cursor stays with its child where that is still there."""
        here = self.current
        self.rows, self.sort, self.reverse = rows, sort, reverse
        cursor = 0
        if here is not None:
            found = (at for at, row in enumerate(rows) if row.period_id == here.period_id)
            cursor = next(found, 0)
        self.show(len(rows), cursor)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def go_to(self, reference: str) -> None:
        """Put the cursor on a child, where it is in the list."""
        for at, row in enumerate(self.rows):
            if row.reference == reference:
                self.cursor = at
                return

    def fitted(self, width: int) -> list[Fitted]:
        """The columns that fit."""
        many = self.pace.desk.chosen.whose.worker is None
        if self._fitted_for != (width, many):
            self._fitted = fit_columns(width - 2, many)
            self._fitted_for = (width, many)
        return self._fitted

    def heading_runs(self, y: int, width: int) -> Runs:
        """The headings, with the mark of the order."""
        del y
        by = {"worst": "status"}.get(self.sort, self.sort)
        desk = self.pace.desk
        aim = desk.office.scene.aim.weeks
        runs = heading(self.fitted(width), aim, by, self.reverse, desk.glyphs)
        return [(" ", "heading"), *runs]

    def row_runs(self, index: int, width: int) -> Runs:
        """One child."""
        edge: Run = (" ", "")
        return [edge, *case_row(self.rows[index], self.fitted(width), self.pace.desk.row_look)]

    def heading_clicked(self, x: int) -> None:
        """Sort by the column under the pointer."""
        for column, start, width in self.fitted(self.room):
            if start <= x - 1 < start + width:
                self.post_message(self.SortBy(_SORTED_BY.get(column.key, column.key)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the rows by three."""
        event.stop()
        self.scroll_to(y=self.scroll_offset.y + 3, animate=False)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the rows by three."""
        event.stop()
        self.scroll_to(y=self.scroll_offset.y - 3, animate=False)
