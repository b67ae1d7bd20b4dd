"""A form over the present place: typed, judged at every letter, written once it holds.

Enter saves. What is impossible is said beside its field and not saved; what is unlikely is
asked about, and only `y` goes on. Esc leaves the record as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from pace_tui.core.caseload import Review, display_name
from pace_tui.core.clock import say_weeks
from pace_tui.core.edit import Edit, Verdict
from pace_tui.core.judge import Bench, judge
from pace_tui.core.text import wrap
from pace_tui.core.typed import TypedDateError, echo, read_typed
from pace_tui.draw.grid import Run
from pace_tui.store.errors import FileError
from pace_tui.tui.desk import Desk
from pace_tui.tui.dialogs.fields import DayField, Field, Value, Words, widget_for
from pace_tui.tui.styles import styles
from pace_tui.tui.widgets.canvas import Runs
from pace_tui.tui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from textual.timer import Timer

    from pace_tui.tui.app import PaceApp
    from pace_tui.tui.dialogs.fields import Options

_WIDTH = 74
_KEEP_AFTER = 0.3


class Form(NamedTuple):
    """A kind of change: its title, its fields, and how they become an edit."""

    kind: str
    title: str
    fields: tuple[Field, ...]
    make: Callable[[dict[str, Value]], Edit]


class FormScreen(ModalScreen[str | None]):
    """The form; answers the line of the history, or nothing where it was left."""

    CSS = styles("dialogs/dialogs.tcss")
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel", show=False)]

    def __init__(self, form: Form, review: Review, desk: Desk) -> None:
        super().__init__()
        self.form = form
        self.review = review
        self.desk = desk
        self.seen = desk.last_line()
        self._asked: Edit | None = None
        self._begun: dict[str, str] = {}
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title, fields with what was understood beneath, the keys."""
        ascii_frame = "-ascii" if self.desk.glyphs.name == "ascii" else ""
        with VerticalScroll(id="form", classes=ascii_frame, can_focus=False):
            yield Words([self._title(), []])
            yield Words([], id="draft")
            for field in self.form.fields:
                yield Words([[(f" {field.label}", "heading")]])
                yield widget_for(field)
                yield Words([[]], id=f"said-{field.name}")
            yield Words([[]], id="verdict")
            yield Words([self._keys()], id="form-keys")

    def _title(self) -> list[Run]:
        row = self.review.row
        name = display_name(row, self.desk.hide_names)
        weeks = f", {say_weeks(row.days)}" if row.days is not None and row.days >= 0 else ""
        return [(f" {self.form.title}", "title"), (f"   {name}{weeks}", "dim")]

    def _keys(self) -> list[Run]:
        if self._asked is not None:
            return [(" y", "key"), (" save it all the same   ", "key_name"), ("esc", "key"),
                    (" go back", "key_name")]  # fmt: skip
        return [(" enter", "key"), (" save   ", "key_name"), ("tab", "key"),
                (" next field   ", "key_name"), ("esc", "key"),
                (" leave it as it was", "key_name")]  # fmt: skip

    def on_mount(self) -> None:
        """The first field is ready to type in."""
        self._begun = self._typed()
        draft = self.desk.find_draft(self.form.kind, self.review.row)
        if draft:
            self._offer(draft)
        self._judge()
        # At once: what is typed next belongs to the field.
        self.set_focus(self.query_one(f"#field-{self.form.fields[0].name}"))
        cast("PaceApp", self.app).field_opened()

    # What was typed

    def _typed(self) -> dict[str, str]:
        """The fields as they stand, letter by letter."""
        names = [field.name for field in self.form.fields]
        fields = ((name, self.query_one(f"#field-{name}")) for name in names)
        return {name: cast("Input | Options", widget).value for name, widget in fields}

    def _offer(self, draft: dict[str, str]) -> None:
        """Put back what was typed before the program or the machine stopped."""
        for name, value in draft.items():
            for widget in self.query(f"#field-{name}"):
                if isinstance(widget, Input):
                    widget.value = value
                else:
                    cast("Options", widget).choose_code(value)
        note = [(" This was typed before and not saved.", "accent")]
        self.query_one("#draft", Words).say([note])

    def _keep(self) -> None:
        """What has been typed is on the disk, should the program or the machine stop."""
        self._keeping = None
        typed = self._typed()
        if typed != self._begun:
            self.desk.keep_draft(self.form.kind, self.review.row, typed)

    def _end(self, line: str | None) -> None:
        if self._keeping is not None:
            self._keeping.stop()
        self.desk.keep_draft(self.form.kind, self.review.row, None)
        self.dismiss(line)

    def _values(self) -> tuple[dict[str, Value], dict[str, str]]:
        """The fields' values, and by field what is no value at all."""
        values: dict[str, Value] = {}
        wrong: dict[str, str] = {}
        for field in self.form.fields:
            widget = cast("Input | Options", self.query_one(f"#field-{field.name}"))
            if not isinstance(field, DayField):
                values[field.name] = widget.value
                continue
            try:
                start = self.review.case.accommodated_on
                values[field.name] = read_typed(widget.value, self.desk.as_at, start)
            except TypedDateError as error:
                wrong[field.name] = str(error)
        return values, wrong

    def _judge(self) -> tuple[Edit | None, Verdict]:
        """Say beneath each field what was understood or is wrong; answer what holds."""
        values, wrong = self._values()
        edit = None if wrong else self.form.make(values)
        bench = Bench(self.review, self.desk.as_at, self.desk.median_days())
        verdict = Verdict(wrong) if edit is None else judge(edit, bench)
        for field in self.form.fields:
            self._say(field, values.get(field.name), verdict.refused.get(field.name))
        self._say_verdict(verdict)
        return edit, verdict

    def _say(self, field: Field, value: Value | None, refused: str | None) -> None:
        said = self.query_one(f"#said-{field.name}", Words)
        if refused is not None:
            said.say([[(f"   {line}", "late")] for line in wrap(refused, _WIDTH - 4)])
        elif isinstance(value, date):
            text = echo(value, self.review.case.accommodated_on)
            said.say([[(f"   {text}", "good")]])
        else:
            said.say([])

    def _say_verdict(self, verdict: Verdict) -> None:
        lines: list[Runs] = []
        for text in verdict.told:
            lines += [[(f" {line}", "accent")] for line in wrap(text, _WIDTH - 2)]
        if self._asked is not None:
            for text in verdict.doubts:
                lines += [[(f" {line}", "due_soon")] for line in wrap(text, _WIDTH - 2)]
            lines.append([(" Save it all the same?", "strong")])
        self.query_one("#verdict", Words).say(lines)
        self.query_one("#form-keys", Words).say([[], self._keys()])

    @on(Input.Changed)
    @on(RowList.Moved)
    def _changed(self) -> None:
        self._asked = None
        self._judge()
        if self._keeping is None:
            self._keeping = self.set_timer(_KEEP_AFTER, self._keep)

    # Saving

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _save(self) -> None:
        edit, verdict = self._judge()
        if edit is None or verdict.refused:
            first = next(name for name in verdict.refused)
            fields = {field.name for field in self.form.fields}
            if first in fields:
                self.query_one(f"#field-{first}").focus()
            return
        if verdict.doubts:
            self._asked = edit
            self._judge()
            self.set_focus(None)
            return
        self._write(edit)

    def on_key(self, event: events.Key) -> None:
        """While something is asked, only `y` saves; any other key goes back to the fields."""
        if self._asked is None:
            return
        event.stop()
        edit, self._asked = self._asked, None
        if event.key == "y":
            self._write(edit)
        else:
            self._judge()
            self.query_one(f"#field-{self.form.fields[0].name}").focus()

    def _write(self, edit: Edit) -> None:
        try:
            line = self.desk.write(edit, self.review.row, self.seen)
        except FileError as error:
            text = str(error)
            self.query_one("#verdict", Words).say(
                [[(f" {line}", "late")] for line in wrap(text, _WIDTH - 2)]
            )
            return
        self._end(line)

    def action_leave(self) -> None:
        """Leave the record as it was."""
        if self._asked is None:
            self._end(None)
