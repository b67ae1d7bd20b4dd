"""Widgets that are not put together again while nothing about them has changed.

Textual paints only what is dirty, but on the way asks every widget in sight for all its
lines and runs them through the filters: two thirds of the time from a key to its paint.
"""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Still(Widget):
    """Keeps its finished lines until Textual's own cache of them is emptied or marked dirty."""

    _finished: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget, filtered."""
        cache = self._styles_cache
        kept = self._finished
        unchanged = not cache._dirty_lines and len(cache._cache) >= crop.height
        if kept is not None and unchanged and kept[0] == crop:
            return kept[1]
        strips = super().render_lines(crop)
        self._finished = (crop, strips)
        return strips


class Row(Horizontal):
    """Widgets side by side, with nothing of its own to draw."""

    BLANK = True


class Column(Vertical):
    """Widgets over each other, with nothing of its own to draw."""

    BLANK = True
