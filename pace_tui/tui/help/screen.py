"""Help: what is on the screen, why, and which keys work."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from pace_tui.core import words
from pace_tui.core.text import pad, wrap
from pace_tui.tui.commands import COMMANDS, keys_shown
from pace_tui.tui.styles import styles
from pace_tui.tui.widgets.canvas import Runs
from pace_tui.tui.widgets.pager import Pager

_MOVES = (
    ("up down, j k", "move"),
    ("PgUp PgDn, space", "move by a page"),
    ("Home End, g G", "first, last"),
    ("tab", "go to the next part of the screen"),
)
_STATUS_MEANS = {
    "check": "the weeks cannot be trusted until a date is mended",
    "past_aim": "still waiting, beyond the weeks of the main aim",
    "overdue": "a step of the pathway was due and is not done",
    "due_soon": "the next step is due within the fortnight (the file's own limit)",
    "recommended": "a recommendation is made, and nothing is late",
    "on_track": "nothing is late or due soon",
}
_KEY_ROOM = 18


class HelpPage(Pager):
    """The page of help."""

    def __init__(self, place: str, said: list[str]) -> None:
        super().__init__(id="help-page")
        self.place = place
        self.said = said

    def lines(self, width: int) -> list[Runs]:
        """What is in focus, the meaning of the statuses, the keys."""
        room = max(20, width - 2)
        rows: list[Runs] = [[("Help", "title"), ("   esc closes", "dim")], []]
        for paragraph in self.said:
            rows += [[(line, "text")] for line in wrap(paragraph, room)]
            rows.append([])
        rows += self._statuses(room)
        rows += self._keys(room)
        return [[(" ", ""), *row] for row in rows]

    def _statuses(self, room: int) -> list[Runs]:
        glyphs = self.pace.desk.glyphs
        rows: list[Runs] = [[("What the marks mean", "heading")]]
        for status in words.STATUSES:
            first, *rest = wrap(_STATUS_MEANS[status], room - _KEY_ROOM)
            name = pad(f"{glyphs.status[status]} {words.STATUS[status]}", _KEY_ROOM)
            rows.append([(name, status), (first, "text")])
            rows += [[(" " * _KEY_ROOM, ""), (line, "text")] for line in rest]
        return [*rows, []]

    def _keys(self, room: int) -> list[Runs]:
        rows: list[Runs] = [[("Keys", "heading")]]
        known = [(keys_shown(c), c.help) for c in COMMANDS if c.help and c.works_in(self.place)]
        for keys, text in (*_MOVES, *known):
            first, *rest = wrap(text, room - _KEY_ROOM)
            rows.append([(pad(keys, _KEY_ROOM), "accent"), (first, "text")])
            rows += [[(" " * _KEY_ROOM, ""), (line, "text")] for line in rest]
        return rows


class HelpScreen(ModalScreen[None]):
    """Help over the present place."""

    CSS = styles("help/help.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "Close", show=False),
    ]

    def __init__(self, place: str, said: list[str]) -> None:
        super().__init__()
        self.place = place
        self.said = said

    def compose(self) -> ComposeResult:
        """The page."""
        yield HelpPage(self.place, self.said)

    def on_mount(self) -> None:
        """The keys scroll the page."""
        self.query_one(HelpPage).focus()
