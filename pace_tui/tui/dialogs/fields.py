"""The fields of a form: a day, words, a choice. Each says beneath it what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widgets import Input

from pace_tui.core.text import pad
from pace_tui.draw.grid import Run
from pace_tui.tui.widgets.canvas import Canvas, Runs
from pace_tui.tui.widgets.rowlist import RowList


class DayField(NamedTuple):
    """A day, typed as people type it."""

    name: str
    label: str
    default: str = "today"


class TextField(NamedTuple):
    """Words."""

    name: str
    label: str
    hint: str = ""
    default: str = ""


class ChoiceField(NamedTuple):
    """One of several, by code and words; `chosen` is the code that is marked at first."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""


Field = DayField | TextField | ChoiceField
Value = str | date


class Words(Canvas):
    """Lines of a form that are read, not typed."""

    DEFAULT_CSS = "Words { height: auto; }"

    def __init__(self, lines: Sequence[Runs], id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines = list(lines)
        self.styles.height = len(self._lines)
        self.display = bool(self._lines)

    def say(self, lines: Sequence[Runs]) -> None:
        """Other lines; none takes no room."""
        self._lines = list(lines)
        self.styles.height = len(self._lines)
        self.display = bool(self._lines)
        self.redraw()

    def runs(self, width: int, height: int) -> list[Runs]:
        """The lines."""
        del width, height
        return list(self._lines)


class Options(RowList):
    """The options of a choice; the marked one is the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "Save", show=False)]

    def __init__(self, field: ChoiceField) -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self.styles.height = max(1, min(len(field.options), 7))

    def on_mount(self) -> None:
        """Mark the first choice."""
        codes = [code for code, _ in self.field.options]
        at = codes.index(self.field.chosen) if self.field.chosen in codes else 0
        self.show(len(codes), at)

    def choose_code(self, code: str) -> None:
        """Put the cursor on a code."""
        codes = [each for each, _ in self.field.options]
        if code in codes:
            self.show(len(codes), codes.index(code))

    @property
    def value(self) -> str:
        """The code under the cursor."""
        return self.field.options[self.cursor][0] if self.field.options else ""

    def row_runs(self, index: int, width: int) -> Runs:
        """One option."""
        glyphs = self.pace.desk.glyphs
        mark = glyphs.ticked if index == self.cursor else glyphs.unticked
        run: Run = (pad(f" {mark} {self.field.options[index][1]}", width, glyphs.ellipsis), "text")
        return [run]


def widget_for(field: Field) -> Input | Options:
    """The widget that collects a field."""
    if isinstance(field, ChoiceField):
        return Options(field)
    if isinstance(field, DayField):
        return Input(field.default, id=f"field-{field.name}")
    return Input(field.default, placeholder=field.hint, id=f"field-{field.name}")
