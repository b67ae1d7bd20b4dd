"""The place where the program opens: workers, their children, the child under the cursor."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult

from pace_tui.core import words
from pace_tui.core.caseload import Row as Case
from pace_tui.core.caseload import say_place
from pace_tui.core.clock import count_of
from pace_tui.core.filtering import SORTS, haystack, matches, needs_attention, sort_rows
from pace_tui.core.text import cells, cut
from pace_tui.draw.grid import Run
from pace_tui.tui.caseload.detail import Detail
from pace_tui.tui.caseload.table import CaseTable
from pace_tui.tui.caseload.workers import StatusKey, WorkerList
from pace_tui.tui.commands import bindings
from pace_tui.tui.desk import Tally
from pace_tui.tui.place import Place
from pace_tui.tui.widgets.canvas import Canvas, Runs
from pace_tui.tui.widgets.still import Column, Row
from pace_tui.tui.widgets.strip import TeamStrip

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widgets import Input

# A key held down moves the cursor some thirty times a second.
_REST = 0.04


class ScopeLine(Canvas):
    """Whose children are in the table, how many of each status, and what narrows them."""

    def __init__(self) -> None:
        super().__init__(id="scope")
        self.tally: Tally = Counter()
        self.narrowed: list[str] = []

    def show(self, tally: Tally, narrowed: list[str]) -> None:
        """Show other counts, and the words for what narrows the list."""
        self.tally, self.narrowed = tally, narrowed
        self.redraw()

    def runs(self, width: int, height: int) -> list[Runs]:
        """One line."""
        del height
        desk = self.pace.desk
        runs: list[Run] = [
            (f" {desk.chosen.title}", "title"),
            (f" {desk.glyphs.separator} ", "dim"),
            (count_of(self.tally.total(), "child", "children"), "text"),
        ]
        used = sum(cells(text) for text, _ in runs)
        if self.narrowed:
            said = cut("  " + ", ".join(self.narrowed), width - used - 1, desk.glyphs.ellipsis)
            return [[*runs, (said, "accent")]]
        for status in words.STATUSES:
            count = self.tally[status]
            text = f"{desk.glyphs.status[status]} {count} {words.STATUS_COUNTED[status]}"
            if not count:
                continue
            used += 3 + len(text)
            if used >= width:
                break
            runs += [("   ", ""), (text, status)]
        return [runs]


class CaseloadScreen(Place):
    """Workers to the left, their children in the table, the journey of one beneath."""

    PLACE = "caseload"
    BINDINGS = bindings("caseload")

    def __init__(self) -> None:
        super().__init__()
        self.sort = "worst"
        self.reverse = False
        self.only_warnings = False
        self.wanted = ""
        self._hay: dict[int, str] = {}
        self._hay_hidden = False
        self._pane_due: Timer | None = None
        self.filter_line: Input | None = None

    def body(self) -> ComposeResult:
        """The widgets between the bars."""
        with Row(id="desk"):
            with Column(id="side"):
                yield WorkerList()
                yield StatusKey()
            with Column(id="main"):
                yield ScopeLine()
                yield CaseTable()
                yield Detail()
        yield TeamStrip()

    def on_mount(self) -> None:
        """Show what has been read, with the focus on the table."""
        self.query_one(CaseTable).focus()
        self.fill()

    def on_screen_resume(self) -> None:
        """Another worker or team may have been chosen meanwhile."""
        workers = self.query(WorkerList)
        if workers and workers.first().choices and workers.first().current != self.desk.chosen:
            self.fill()

    def fill(self) -> None:
        """Show everything anew: the rows, the counts, the strip."""
        self._hay.clear()
        desk = self.desk
        at = desk.choices.index(desk.chosen)
        self.query_one(WorkerList).show_choices(desk.choices, desk.tallies(), at)
        self._show_rows()
        self._show_chart()

    # Whose children

    @on(WorkerList.Moved, "#workers")
    def _worker_moved(self) -> None:
        chosen = self.query_one(WorkerList).current
        if chosen != self.desk.chosen:
            self.desk.chosen = chosen
            self._show_rows(first=True)
            self._show_chart()
            self.redraw_bars()

    @on(WorkerList.Chosen, "#workers")
    def _worker_chosen(self) -> None:
        self.query_one(CaseTable).focus()

    def action_worker(self, by: int) -> None:
        """The worker or team before or after."""
        workers = self.query_one(WorkerList)
        workers.cursor = max(0, min(workers.count - 1, workers.cursor + by))

    # Which rows, in which order

    def _show_rows(self, first: bool = False) -> None:
        rows = self.desk.rows()
        tally = Counter(row.status for row in rows)
        self.query_one(StatusKey).show(tally)
        shown = [row for row in rows if self._passes(row)]
        if self.sort != "worst" or self.reverse:
            shown = sort_rows(shown, self.sort, self.reverse)
        self.query_one(ScopeLine).show(tally, self._narrowed(len(shown)))
        table = self.query_one(CaseTable)
        if first:
            table.rows = []
        table.show_rows(shown, self.sort, self.reverse)
        if not shown:
            self.query_one(Detail).show(None, self._say_empty(len(rows)))

    def _passes(self, row: Case) -> bool:
        if self.only_warnings and not needs_attention(row):
            return False
        if not self.wanted:
            return True
        if self._hay_hidden != self.desk.hide_names:
            self._hay.clear()
            self._hay_hidden = self.desk.hide_names
        hay = self._hay.get(row.period_id)
        if hay is None:
            hay = self._hay[row.period_id] = haystack(row, self.desk.hide_names)
        return matches(hay, self.wanted)

    def _narrowed(self, shown: int) -> list[str]:
        """What stands between the list and all of its rows, in words."""
        said = []
        if self.wanted:
            said.append(f"{shown} found with “{self.wanted}”, esc shows all")
        if self.only_warnings:
            said.append(f"{shown} with warnings only, w shows all")
        if self.sort != "worst" or self.reverse:
            said.append(SORTS[self.sort][0] + (", turned round" if self.reverse else ""))
        return said

    def _say_empty(self, of: int) -> str:
        if not self.desk.complete and not of:
            return self.pace.progress or "Reading."
        if self.wanted:
            return f"Nothing here is found with “{self.wanted}”. Esc shows all {of} again."
        if self.only_warnings and of:
            return "No child here has a step late or due soon. w shows everyone."
        if self.desk.count == 0:
            return (
                "This file has no children yet. A data officer fills it from the council's "
                "extract: pace-tui import FILE children.csv"
            )
        return "Nobody is allocated here as at this day."

    def action_sort(self) -> None:
        """The next order."""
        table = self.query_one(CaseTable)
        columns = [f.column.key for f in table.fitted(table.room)]
        orders = [name for name in SORTS if name in ("worst", "weeks") or name in columns]
        at = orders.index(self.sort) if self.sort in orders else -1
        self._sort_by(orders[(at + 1) % len(orders)])

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.reverse = not self.reverse
        self._show_rows()

    @on(CaseTable.SortBy)
    def _heading(self, event: CaseTable.SortBy) -> None:
        self._sort_by(event.sort)

    def _sort_by(self, sort: str) -> None:
        self.reverse = self.sort == sort and not self.reverse
        self.sort = sort
        self._show_rows(first=True)

    def action_warnings(self) -> None:
        """Only the children whose plan needs something, or everyone again."""
        self.only_warnings = not self.only_warnings
        self._show_rows()

    # Filter

    async def _lay_filter(self) -> Input:
        """Make the filter line, unseen."""
        # The stock line's styles take a tenth of the start to parse.
        from textual.widgets import Input  # noqa: PLC0415

        field = Input(placeholder="name, worker, step, status, home ...", id="filter")
        field.display = False
        self.filter_line = field
        await self.query_one("#main").mount(field, after=self.query_one(ScopeLine))
        return field

    async def action_filter(self) -> None:
        """Open the filter line."""
        field = self.filter_line or await self._lay_filter()
        field.display = True
        self.set_focus(field)
        self.pace.field_opened()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter was typed into the filter line."""
        self.wanted = event.value.strip()
        self._show_rows(first=bool(self.wanted))

    def on_input_submitted(self) -> None:
        """Enter in the filter line goes to the rows."""
        self.query_one(CaseTable).focus()
        if not self.wanted:
            self._close_filter()

    def on_key(self, event: events.Key) -> None:
        """In the filter line: down goes to the rows, Esc shows all again."""
        field = self.filter_line
        if field is None:
            return
        if event.key == "down" and field.has_focus:
            event.stop()
            self.query_one(CaseTable).focus()
        elif event.key == "escape" and (field.has_focus or self.wanted):
            event.stop()
            self._close_filter()

    def _close_filter(self) -> None:
        field = self.filter_line
        if field is not None:
            field.value = ""
            field.display = False
        self.query_one(CaseTable).focus()

    # The child under the cursor

    @on(CaseTable.Moved, "#table")
    def _child_moved(self) -> None:
        """The cursor is painted at once; the pane follows when the key rests."""
        if self._pane_due is not None:
            self._pane_due.stop()
        self._pane_due = self.set_timer(_REST, self._show_pane)

    def _show_pane(self) -> None:
        self._pane_due = None
        row = self.query_one(CaseTable).current
        if row is not None:
            self.query_one(Detail).show(self.desk.review(row.reference))

    @on(CaseTable.Chosen, "#table")
    def _child_chosen(self) -> None:
        row = self.query_one(CaseTable).current
        if row is not None:
            self.pace.open_child(row.reference)

    def target(self) -> tuple[str, str] | None:
        """The child under the cursor."""
        row = self.query_one(CaseTable).current
        return (row.reference, "") if row else None

    def go_to(self, reference: str) -> None:
        """Put the cursor on a child."""
        self.query_one(CaseTable).go_to(reference)

    def _show_chart(self) -> None:
        whose = self.desk.chosen.whose
        chart = self.desk.chart(whose)
        self.query_one(TeamStrip).show(chart)
        if chart is None and self.pace.settled:
            self.pace.read_chart(whose)

    def fill_later(self) -> None:
        """The first picture stands: read what it did without, lay the filter line."""
        self._show_chart()
        if self.filter_line is None:
            self.call_next(self._lay_filter)

    def chart_read(self) -> None:
        """A chart has been read in the background."""
        self.query_one(TeamStrip).show(self.desk.chart(self.desk.chosen.whose))

    # Help

    def explain(self) -> list[str]:
        """What `?` says of what is in focus."""
        if self.query_one(WorkerList).has_focus:
            return [
                "The list of workers. The number is how many children are accommodated as at "
                "the date above; the mark is the worst status among them.",
                "It says which steps need someone, not how well anyone works.",
            ]
        row = self.query_one(CaseTable).current
        said = []
        if row is not None and (self.sort, self.reverse) == ("worst", False):
            said.append(f"Why this row stands here. {say_place(row, self.desk.as_at)}")
        return [
            *said,
            "Each row is a child in the present period of care. Weeks are completed weeks since "
            "the day accommodated; for a child with a recommendation, up to that day.",
            "The bar is those weeks against the aim; +15 is weeks past it. "
            f"{self.desk.glyphs.step['booked']} beside the due date: a day is booked.",
            "Worst first: dates to check, then past the aim, then a step late, then due soon, "
            "recommended, on track. It is the step that is late, never the child.",
        ]
