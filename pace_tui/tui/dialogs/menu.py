"""Every kind of change in one list."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from pace_tui.core.text import pad
from pace_tui.tui.dialogs.fields import Words
from pace_tui.tui.dialogs.forms import FORMS
from pace_tui.tui.styles import styles
from pace_tui.tui.widgets.canvas import Runs
from pace_tui.tui.widgets.rowlist import RowList


class Kinds(RowList):
    """The kinds of change, in words."""

    def __init__(self) -> None:
        super().__init__(id="kinds")
        self.kinds = list(FORMS.items())

    def on_mount(self) -> None:
        """All of them."""
        ascii_frame = self.pace.desk.glyphs.name == "ascii"
        self.screen.query_one("#form").set_class(ascii_frame, "-ascii")
        self.show(len(self.kinds))
        self.screen.set_focus(self)
        self.pace.field_opened()

    def row_runs(self, index: int, width: int) -> Runs:
        """One kind."""
        return [(pad(f" {self.kinds[index][1][0]}", width), "text")]


class MenuScreen(ModalScreen[str | None]):
    """The menu; answers the kind that was chosen."""

    CSS = styles("dialogs/dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Cancel", show=False),
    ]

    def compose(self) -> ComposeResult:
        """A title and the list."""
        with Vertical(id="form"):
            yield Words([[(" What has changed?", "title"), ("   esc goes back", "dim")], []])
            yield Kinds()

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        kinds = self.query_one(Kinds)
        self.dismiss(kinds.kinds[kinds.cursor][0])
