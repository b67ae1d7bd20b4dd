"""Every command, worker and child by name: type a few letters, Enter does it."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from pace_tui.core.caseload import display_name
from pace_tui.core.filtering import matches
from pace_tui.core.text import cells, cut, pad
from pace_tui.tui.commands import COMMANDS, keys_shown
from pace_tui.tui.desk import Desk
from pace_tui.tui.styles import styles
from pace_tui.tui.widgets.canvas import Runs
from pace_tui.tui.widgets.rowlist import RowList

_MOST = 200


class Entry(NamedTuple):
    """Something that can be done: its words, what it is, the action."""

    title: str
    kind: str
    action: str


_NOTHING = " Nothing is called that. Esc goes back."


class Entries(RowList):
    """The entries found."""

    def __init__(self) -> None:
        super().__init__(id="entries")
        self.found: list[Entry] = []

    def row_runs(self, index: int, width: int) -> Runs:
        """One entry: its words, and to the right what it is."""
        if not self.found:
            return [(_NOTHING, "dim")]
        entry = self.found[index]
        ellipsis = self.pace.desk.glyphs.ellipsis
        kind = cut(entry.kind, width // 3, ellipsis)
        title = pad(f" {entry.title}", width - cells(kind) - 2, ellipsis)
        return [(title, "text"), (f" {kind} ", "dim")]


class PaletteScreen(ModalScreen[str | None]):
    """The palette over the present place; answers the chosen action."""

    CSS = styles("help/help.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", show=False),
    ]

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        self.entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """The line to type in, and what is found."""
        with Vertical(id="palette"):
            yield Input(placeholder="a command, a worker or a child", id="wanted")
            yield Entries()

    def on_mount(self) -> None:
        """Everything can be found at first."""
        self.entries = list(_entries(self.place, self.app.desk))  # type: ignore[attr-defined]
        self._find("")
        self.set_focus(self.query_one(Input))
        self.query_one(Entries).pace.field_opened()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def _find(self, wanted: str) -> None:
        rows = self.query_one(Entries)
        hits = (e for e in self.entries if matches(f"{e.title} {e.kind}".casefold(), wanted))
        rows.found = [entry for entry, _ in zip(hits, range(_MOST), strict=False)]
        rows.show(max(1, len(rows.found)))

    def on_key(self, event: events.Key) -> None:
        """Up and down move in the list while typing goes on."""
        moves = {"down": 1, "up": -1}
        if event.key in moves:
            event.stop()
            self.query_one(Entries).action_step(moves[event.key])

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _chosen(self) -> None:
        rows = self.query_one(Entries)
        self.dismiss(rows.found[rows.cursor].action if rows.found else None)


def _entries(place: str, desk: Desk) -> list[Entry]:
    commands = [
        Entry(each.help.rstrip("."), keys_shown(each), each.action)
        for each in COMMANDS
        if each.action and each.help and each.works_in(place) and each.id != "palette"
    ]
    workers = [
        Entry(choice.title, "caseload", f"app.choose_worker({at})")
        for at, choice in enumerate(desk.choices)
    ]
    children = [
        Entry(
            display_name(row, desk.hide_names), row.reference, f"app.open_child({row.reference!r})"
        )
        for row in desk.all_rows or ()
    ]
    return [*commands, *workers, *children]
