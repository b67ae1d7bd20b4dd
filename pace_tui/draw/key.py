"""The key row: what each mark of a chart means, only for marks that are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pace_tui.draw.grid import Grid


class KeyItem(NamedTuple):
    """One mark and its words. The lowest `rank` stays longest where the row is too short."""

    glyph: str
    text: str
    style: str
    rank: int

    @property
    def width(self) -> int:
        """Cells that the item takes."""
        return len(self.glyph) + 1 + len(self.text)


def draw_key(grid: Grid, y: int, items: Sequence[KeyItem], x: int = 0) -> None:
    """Write the items from column `x`, as wide apart as there is room; whole items only."""
    kept = list(items)
    room = grid.width - x
    while kept and key_width(kept, 2) > room:
        kept.remove(max(kept, key=lambda item: item.rank))
    gap = 3 if key_width(kept, 3) <= room else 2
    for item in kept:
        x = grid.text(x, y, f"{item.glyph} {item.text}", item.style) + gap


def key_width(items: Sequence[KeyItem], gap: int) -> int:
    """Cells that the items take, `gap` apart."""
    return sum(item.width for item in items) + gap * max(0, len(items) - 1)
