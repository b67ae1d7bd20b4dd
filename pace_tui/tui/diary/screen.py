"""The diary: what is late, due and booked, by week, for whoever is chosen."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from pace_tui.core.clock import count_of
from pace_tui.core.diary import Diary
from pace_tui.draw.diarypage import Line, line_runs, lines_of
from pace_tui.tui.commands import bindings
from pace_tui.tui.desk import Choice
from pace_tui.tui.place import Place
from pace_tui.tui.styles import styles
from pace_tui.tui.widgets.canvas import Canvas, Runs, width_of
from pace_tui.tui.widgets.rowlist import RowList


class DiaryLine(Canvas):
    """Whose diary, and how much of it stands out."""

    def __init__(self) -> None:
        super().__init__(id="diary-line")
        self.diary: Diary | None = None

    def show(self, diary: Diary | None) -> None:
        """Show the counts of another diary."""
        self.diary = diary
        self.redraw()

    def runs(self, width: int, height: int) -> list[Runs]:
        """One line."""
        del height
        desk = self.pace.desk
        title = (f" {desk.chosen.title}", "title")
        if self.diary is None:
            return [[title, ("   reading", "dim")]]
        ahead = [entry for week in self.diary.weeks for entry in week.entries]
        unbooked = sum(entry.not_booked for entry in ahead)
        beyond = sum(entry.past_aim for entry in ahead)
        facts = [
            (f"{len(self.diary.late)} late", "overdue"),
            (f"{unbooked} due and not booked", "due_soon"),
            (f"{beyond} planned past the aim", "text"),
            (count_of(len(ahead), "step") + " in eight weeks", "dim"),
        ]
        runs = [title]
        for text, key in facts:
            if width_of(runs) + 3 + len(text) > width:
                break
            runs += [("   ", ""), (text, key)]
        return [runs]


class DiaryRows(RowList):
    """The page; the cursor steps from entry to entry over the headings."""

    def __init__(self) -> None:
        super().__init__(id="diary-rows")
        self.page: list[Line] = []

    def show_diary(self, diary: Diary, at: int) -> None:
        """Show another diary, with the cursor on the entry at `at` or the next one."""
        self.page = lines_of(diary)
        entries = [nth for nth, line in enumerate(self.page) if line.entry]
        self.show(len(self.page), next((nth for nth in entries if nth >= at), 0))

    @property
    def current(self) -> Line | None:
        """The line under the cursor."""
        return self.page[self.cursor] if self.cursor < len(self.page) else None

    def row_runs(self, index: int, width: int) -> Runs:
        """One line."""
        desk = self.pace.desk
        many = desk.chosen.whose.worker is None
        return line_runs(self.page[index], width, desk.row_look, many)

    def _move(self, to: int) -> None:
        """To the entry at `to`, or the next one in that direction; the last one at an end."""
        step = 1 if to >= self.cursor else -1
        at = max(0, min(self.count - 1, to))
        while 0 <= at < self.count and self.page[at].entry is None:
            at += step
        if 0 <= at < self.count:
            super()._move(at)
        elif step < 0:  # the heading above the first entry comes into sight
            self.scroll_to(y=0, animate=False)


class DiaryScreen(Place):
    """The diary of everyone, a team or a worker."""

    CSS = styles("diary/diary.tcss")
    PLACE = "diary"
    BINDINGS: ClassVar[list[BindingType]] = bindings("diary")

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        self.shown: Choice | None = None

    def body(self) -> ComposeResult:
        """The widgets between the bars."""
        yield DiaryLine()
        yield DiaryRows()

    def on_mount(self) -> None:
        """Read the diary of whoever is chosen."""
        self.query_one(DiaryRows).focus()
        self.fill()

    def on_screen_resume(self) -> None:
        """Another worker may have been chosen meanwhile."""
        self.fill()

    def fill(self) -> None:
        """Show the diary anew: read it in the background where that takes a while."""
        rows = self.query_one(DiaryRows)
        self.at = rows.cursor if self.shown == self.desk.chosen else 0
        self.shown = self.desk.chosen
        self.pace.read_diary(self.desk.chosen)

    def diary_read(self, diary: Diary) -> None:
        """The diary has been read."""
        self.query_one(DiaryLine).show(diary)
        self.query_one(DiaryRows).show_diary(diary, self.at)

    @on(RowList.Chosen)
    def _open(self) -> None:
        line = self.query_one(DiaryRows).current
        if line and line.entry:
            self.pace.open_child(line.entry.row.reference)

    def target(self) -> tuple[str, str] | None:
        """The child and the step under the cursor."""
        line = self.query_one(DiaryRows).current
        entry = line.entry if line else None
        return (entry.row.reference, entry.step.rule.key) if entry else None

    def action_worker(self, by: int) -> None:
        """The diary of the worker or team before or after."""
        choices = self.desk.choices
        at = max(0, min(len(choices) - 1, choices.index(self.desk.chosen) + by))
        if choices[at] != self.desk.chosen:
            self.desk.chosen = choices[at]
            self.fill()
            self.redraw_bars()

    def explain(self) -> list[str]:
        """What `?` says."""
        return [
            "Each line is one step of one child: on the day it is booked for, else on the day it "
            "is due. What is late stands first, the longest first; a late step that is booked "
            "stands in its week, too.",
            "Not booked yet, booked after it is due, planned past the aim: these can still be "
            "put right. A day in the diary weeks ahead is what keeps a plan from drifting.",
        ]
