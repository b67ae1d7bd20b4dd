"""The list of workers with the worst status and the count, and beneath it the key."""

from __future__ import annotations

from collections import Counter

from pace_tui.core import words
from pace_tui.core.caseload import Whose, worst_status
from pace_tui.core.text import pad
from pace_tui.tui.desk import Choice, Tally
from pace_tui.tui.widgets.canvas import Canvas, Runs
from pace_tui.tui.widgets.rowlist import RowList

_COUNT = 4


class WorkerList(RowList):
    """Everyone, each team, each worker: how many children, and the worst status among them."""

    def __init__(self) -> None:
        super().__init__(id="workers")
        self.choices: list[Choice] = []
        self.tallies: dict[Whose, Tally] = {}

    def show_choices(self, choices: list[Choice], tallies: dict[Whose, Tally], at: int) -> None:
        """Show the lines; counts are blank until they are known."""
        self.choices, self.tallies = choices, tallies
        self.show(len(choices), at)

    @property
    def current(self) -> Choice:
        """The line under the cursor."""
        return self.choices[self.cursor]

    def row_runs(self, index: int, width: int) -> Runs:
        """One line: name, count, glyph of the worst status."""
        choice = self.choices[index]
        glyphs = self.pace.desk.glyphs
        room = max(4, width - _COUNT - 5)
        name = pad(" " * choice.indent + choice.title, room, glyphs.ellipsis)
        style = "text" if choice.indent else "heading"
        tally = self.tallies.get(choice.whose)
        if tally is None:
            count = "0" if self.tallies else ""
            return [(f" {name}", style), (count.rjust(_COUNT), "dim")]
        worst = worst_status(tally) or "on_track"
        return [
            (f" {name}", style),
            (f"{tally.total():,}".rjust(_COUNT), "text"),
            (f" {glyphs.status[worst]} ", worst),
        ]


class StatusKey(Canvas):
    """What the glyphs mean, with how many children of each the chosen line has."""

    def __init__(self) -> None:
        super().__init__(id="status-key")
        self.tally: Tally = Counter()

    def show(self, tally: Tally) -> None:
        """Show other counts."""
        self.tally = tally
        self.redraw()

    def runs(self, width: int, height: int) -> list[Runs]:
        """One line a status."""
        del height
        glyphs = self.pace.desk.glyphs
        rows: list[Runs] = [[(" " + glyphs.line * (width - 2), "rule")]]
        for status in words.STATUSES:
            name = pad(words.STATUS[status], width - 8, glyphs.ellipsis)
            rows.append(
                [
                    (f" {glyphs.status[status]} ", status),
                    (name, "text" if self.tally[status] else "dim"),
                    (str(self.tally[status]).rjust(4), "text" if self.tally[status] else "dim"),
                ]
            )
        return rows
