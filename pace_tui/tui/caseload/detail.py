"""The pane beneath the table: the journey of the child under the cursor, and what it calls for."""

from __future__ import annotations

from pace_tui.core import words
from pace_tui.core.caseload import Review, display_name
from pace_tui.core.clock import say_date, say_weeks
from pace_tui.core.pathway import RECOMMENDATION
from pace_tui.core.text import cells, cut, wrap
from pace_tui.core.warnings import Warning_
from pace_tui.draw.grid import Run
from pace_tui.draw.journey import draw_journey, say_next
from pace_tui.tui.widgets.canvas import Canvas, Runs

_GRAVE = frozenset({"past_aim", "step_late", "cannot_fit", "booked_past_aim"})


class Detail(Canvas):
    """The child under the cursor: who, how long, the line of steps, the warnings in words."""

    def __init__(self) -> None:
        super().__init__(id="detail")
        self.review: Review | None = None
        self.nothing = ""

    def show(self, review: Review | None, nothing: str = "") -> None:
        """Show another child, or a sentence where there is none."""
        self.review, self.nothing = review, nothing
        self.redraw()

    def runs(self, width: int, height: int) -> list[Runs]:
        """The pane, top line first; the journey gives way first where there is little room."""
        if self.review is None:
            return [[(f" {line}", "dim")] for line in wrap(self.nothing, width - 2)]
        desk = self.pace.desk
        rows: list[Runs] = [self._title(width)]
        inner = width - 2
        if height >= 6:
            journey = draw_journey(self.review, desk.as_at, inner, desk.glyphs)
            rows += [[(" ", ""), *row] for row in journey]
        sentence = say_next(self.review, desk.as_at)
        rows += [[(f" {line}", "strong")] for line in wrap(sentence, inner)]
        return rows + self._warnings(inner, height - len(rows))

    def _title(self, width: int) -> list[Run]:
        review, desk = self.review, self.pace.desk
        assert review is not None  # noqa: S101 - asked only where there is a child
        row, case = review.row, review.case
        dot = f" {desk.glyphs.separator} "
        name = display_name(row, desk.hide_names)
        facts = [] if name == row.reference else [row.reference]
        name = cut(name, width - 2, desk.glyphs.ellipsis)
        if case.accommodated_on:
            facts.append(f"accommodated {say_date(case.accommodated_on)}")
        if row.days is not None and row.days >= 0:
            facts.append(say_weeks(row.days))
        if row.recommended_on:
            facts.append(f"recommended {say_date(row.recommended_on)}: {words.route(row.route)}")
        facts.append(words.lives_with(row.lives_with))
        if row.worker:
            facts.append(row.worker)
        room = width - cells(name) - 2
        text = cut(dot + dot.join(facts), room, desk.glyphs.ellipsis)
        return [(f" {name}", "title"), (text, "dim")]

    def _warnings(self, width: int, room: int) -> list[Runs]:
        """As many warnings as there is room for; the last line says how many more there are."""
        review, glyphs = self.review, self.pace.desk.glyphs
        warnings = _told_once(review.row.warnings) if review else []
        rows: list[Runs] = []
        for at, warning in enumerate(warnings):
            grave = warning.rule in _GRAVE or len(warning.rule) <= 3
            lines = wrap(warning.text, width - 3)
            left = len(warnings) - at
            if len(rows) + len(lines) > room - (1 if left > 1 else 0):
                rows.append([(f"   and {left} more: press enter", "dim")])
                break
            for nth, line in enumerate(lines):
                mark = glyphs.step["late"] if grave else glyphs.bullet
                head: Run = (f" {mark} " if nth == 0 else "   ", "overdue" if grave else "dim")
                rows.append([head, (line, "text")])
        return rows[: max(0, room)]


def _told_once(warnings: tuple[Warning_, ...]) -> list[Warning_]:
    """Without the late recommendation where the wait past the aim says the same already."""
    past = any(each.rule == "past_aim" for each in warnings)
    return [
        each
        for each in warnings
        if not (past and each.rule == "step_late" and each.step == RECOMMENDATION)
    ]
