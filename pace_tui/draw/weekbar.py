"""A child's weeks against the aim, as a bar in a table's cell."""

from __future__ import annotations

from collections.abc import Sequence

from pace_tui.core.clock import WEEK
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Run

# Room for `+197` behind the bar.
_OVER = 4


def week_bar(
    days: int | None,
    aim_weeks: int,
    status: str,
    width: int,
    glyphs: Glyphs,
    ticks: Sequence[int] = (),
) -> list[Run]:
    """Runs (text, style key) exactly `width` cells wide.

    The bar's room stands for the aim's weeks and ends in a mark; past the aim it is full and
    says by how much: `+15` completed weeks, `+3d` within the first. `days` is `None` where
    the clock cannot be worked out, and then nothing is drawn, as before the first day.
    `ticks` are days since accommodated at which steps lie ahead. The style is `status`.
    """
    room = width - _OVER
    if days is None or days < 0 or room < 1:
        return [(" " * max(0, width), "")]
    aim = max(1, aim_weeks) * WEEK
    if days > aim:
        return _full(days - aim, status, room, glyphs)
    parts = len(glyphs.parts)
    # At least the smallest part: the first day is to be seen.
    filled = max(1, days * room * parts // aim)
    whole, part = divmod(filled, parts)
    bar = glyphs.parts[-1] * whole + (glyphs.parts[part - 1] if part else "")
    ahead = _ahead(ticks, len(bar), room, aim, glyphs)
    return [(bar, status), (ahead + glyphs.bar_end, "ahead"), (" " * (_OVER - 1), "")]


def _full(over: int, status: str, room: int, glyphs: Glyphs) -> list[Run]:
    text = f"+{over // WEEK}" if over >= WEEK else f"+{over}d"
    if len(text) > _OVER:
        text = "999+"
    return [(glyphs.parts[-1] * room + text, status), (" " * (_OVER - len(text)), "")]


def _ahead(ticks: Sequence[int], start: int, room: int, aim: int, glyphs: Glyphs) -> str:
    cells = [glyphs.track] * (room - start)
    for day in ticks:
        x = day * room // aim - start
        if 0 <= x < len(cells):
            cells[x] = glyphs.step_ahead
    return "".join(cells)
