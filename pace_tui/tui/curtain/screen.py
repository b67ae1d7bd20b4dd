"""The curtain over the whole screen, drawn by a key or after some idle minutes.

It hides; it does not lock: whoever presses a key sees the screen again, and the words say so.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from pace_tui.core.text import wrap
from pace_tui.tui.widgets.canvas import Canvas, Runs

_WORDS = (
    "Hidden, so that nobody reads over your shoulder.",
    "Any key shows the screen again. This is a curtain, not a lock: lock the laptop when you "
    "leave it.",
)


class Cloth(Canvas):
    """A blank screen with two sentences on it."""

    def runs(self, width: int, height: int) -> list[Runs]:
        """The sentences, in the middle."""
        room = min(60, width - 4)
        lines = [line for words in _WORDS for line in (*wrap(words, room), "")]
        indent = " " * max(1, (width - room) // 2)
        above: list[Runs] = [[]] * max(0, (height - len(lines)) // 2)
        return [*above, *([(indent, ""), (line, "dim")] for line in lines)]


class CurtainScreen(Screen[None]):
    """The curtain; any key or click opens it, and does nothing else."""

    CSS = "Cloth { width: 100%; height: 100%; }"

    def compose(self) -> ComposeResult:
        """The cloth."""
        yield Cloth()

    def on_key(self, event: events.Key) -> None:
        """Any key opens the curtain."""
        event.stop()
        event.prevent_default()
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """So does a click."""
        event.stop()
        self.dismiss(None)
