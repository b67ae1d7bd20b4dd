"""What every place has: the bars, the app by its own type, and an explanation for `?`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from pace_tui.tui.widgets.bars import KeyBar, TopBar
from pace_tui.tui.widgets.canvas import Canvas
from pace_tui.tui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from pace_tui.core.diary import Diary
    from pace_tui.tui.app import PaceApp
    from pace_tui.tui.desk import Desk


class Place(Screen[None]):
    """A screen with the header above and the keys beneath."""

    PLACE: ClassVar[str] = ""
    # The place itself draws nothing: Textual need not put its lines together at each key.
    BLANK = True
    # Under 100 columns or 30 rows the layout folds; the styles hang on these classes.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's form
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall"), (50, "-high")]  # noqa: RUF012

    @property
    def pace(self) -> PaceApp:
        """The app, by its own type."""
        return cast("PaceApp", self.app)

    @property
    def desk(self) -> Desk:
        """The state that the screens share."""
        return self.pace.desk

    def compose(self) -> ComposeResult:
        """The bars, and the place's own widgets between them."""
        yield TopBar(self.PLACE)
        yield from self.body()
        yield KeyBar(self.PLACE)

    def body(self) -> ComposeResult:
        """The widgets between the bars."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Another worker may have been chosen in the place that was left."""
        for bar in self.query(TopBar):
            bar.redraw()

    def redraw_bars(self) -> None:
        """The header's facts have changed."""
        self.query_one(TopBar).redraw()

    def redraw_all(self) -> None:
        """The theme, the glyphs or the names have changed."""
        for canvas in self.query(Canvas):
            canvas.redraw()
        for rows in self.query(RowList):
            rows.redraw()

    def target(self) -> tuple[str, str] | None:
        """The child a change would be made to, by reference, and the step in focus (or "")."""
        return None

    def fill(self) -> None:
        """The data have changed."""

    def fill_later(self) -> None:
        """The first picture stands: read what it did without."""

    def chart_read(self) -> None:
        """A chart has been read in the background."""

    def diary_read(self, diary: Diary) -> None:
        """A diary has been read in the background."""

    def explain(self) -> list[str]:
        """What `?` says of what is in focus, a paragraph a string."""
        return []
