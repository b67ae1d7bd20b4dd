"""One child's journey, opened from a row of the caseload or a dot of a chart."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from pace_tui.core.caseload import Review
from pace_tui.draw.childpage import Page, draw_page
from pace_tui.tui.commands import bindings
from pace_tui.tui.place import Place
from pace_tui.tui.styles import styles
from pace_tui.tui.widgets.canvas import Runs
from pace_tui.tui.widgets.pager import Pager


class ChildPage(Pager):
    """The page."""

    def __init__(self, review: Review) -> None:
        super().__init__(id="page")
        self.review = review

    def lines(self, width: int) -> list[Runs]:
        """The rows of the page."""
        desk = self.pace.desk
        page = Page(self.review, desk.as_at, desk.glyphs, desk.hide_names)
        return [*draw_page(page, width)]


class ChildScreen(Place):
    """The child, over the place it was opened from."""

    CSS = styles("child/child.tcss")
    PLACE = "child"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("child"),
        Binding("backspace", "app.back", "back", show=False),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review

    def body(self) -> ComposeResult:
        """The page between the bars."""
        yield ChildPage(self.review)

    def on_mount(self) -> None:
        """The keys scroll the page."""
        self.query_one(ChildPage).focus()

    def target(self) -> tuple[str, str] | None:
        """This child."""
        return self.review.row.reference, ""

    def fill(self) -> None:
        """The record has changed."""
        review = self.desk.review(self.review.row.reference)
        if review is not None:
            self.review = self.query_one(ChildPage).review = review
            self.query_one(ChildPage).redraw()

    def redraw_all(self) -> None:
        """The theme or the names have changed."""
        super().redraw_all()
        self.query_one(ChildPage).redraw()

    def explain(self) -> list[str]:
        """What `?` says."""
        return [
            "One child in the present period of care. The line runs from week 0: each mark is a "
            "step by its number, and the arrow beneath is the date above.",
            "A step is held, booked, late, still ahead, or not needed. Due dates count from the "
            "day accommodated or from an earlier step, as the pathway of this file says.",
            "It is the step that is late, never the child.",
        ]
