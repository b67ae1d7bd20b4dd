"""The base of every drawn widget: rows of runs (text, style key) become strips on demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from pace_tui.core.text import cells, showable
from pace_tui.draw.grid import Run
from pace_tui.tui.widgets.still import Still

if TYPE_CHECKING:
    from pace_tui.tui.app import PaceApp

Runs = Sequence[Run]


class Canvas(Still):
    """A widget that draws `runs(width, height)`; strips are made once, until `redraw`."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._strips: list[Strip] | None = None
        self._drawn_for: tuple[int, int] = (0, 0)

    @property
    def pace(self) -> PaceApp:
        """The app, by its own type."""
        return cast("PaceApp", self.app)

    def runs(self, width: int, height: int) -> list[Runs]:
        """The rows to draw, at most `height`, each at most `width` cells."""
        raise NotImplementedError

    def ground(self) -> str:
        """The style key of what is left blank."""
        return "text"

    def redraw(self) -> None:
        """Draw anew: the data, the theme or the focus have changed."""
        self._strips = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the widget."""
        width, height = self.size
        if self._strips is None or self._drawn_for != (width, height):
            rows = self.runs(width, height)
            self._strips = [self.strip(row, width) for row in rows[:height]]
            self._drawn_for = (width, height)
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(width, self.pace.look.style(self.ground()))

    def strip(self, runs: Runs, width: int) -> Strip:
        """A row of runs as a strip exactly `width` cells wide."""
        look = self.pace.look
        return fit(
            [(text, look.style(key)) for text, key in runs], width, look.style(self.ground())
        )


def fit(pieces: Sequence[tuple[str, Style]], width: int, blank: Style) -> Strip:
    """Styled pieces as a strip of exactly `width` cells, cut or filled up."""
    segments: list[Segment] = []
    used = 0
    for text, style in pieces:
        room = width - used
        if room <= 0:
            break
        text = showable(text)  # noqa: PLW2901 - else its width is anybody's guess
        size = cells(text)
        if size > room:
            text, size = set_cell_size(text, room), room  # noqa: PLW2901
        if text:
            segments.append(Segment(text, style))
            used += size
    if used < width:
        segments.append(Segment(" " * (width - used), blank))
    return Strip(segments, width)


def width_of(runs: Runs) -> int:
    """How many cells a row of runs takes."""
    return sum(cells(text) for text, _ in runs)
