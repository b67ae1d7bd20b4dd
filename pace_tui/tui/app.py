"""The app: places, themes, background reading, and a crash that tells nothing of anyone."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.worker import Worker, WorkerState

from pace_tui.core.caseload import Whose
from pace_tui.store import remembered
from pace_tui.store.casefile import CaseFile, check_whole, connect
from pace_tui.store.errors import FileError
from pace_tui.tui.caseload.screen import CaseloadScreen
from pace_tui.tui.commands import app_bindings, opening_keys
from pace_tui.tui.desk import Choice, Desk
from pace_tui.tui.look import PALETTES, Look, theme
from pace_tui.tui.place import Place
from pace_tui.tui.safe import AsciiFilter, ControlFilter, PlainScrollBar, fault_line
from pace_tui.tui.start import open_desk, palette_for
from pace_tui.tui.styles import styles

if TYPE_CHECKING:
    from textual.timer import Timer

    from pace_tui.core.caseload import Row
    from pace_tui.core.diary import Diary
    from pace_tui.options import OpenOptions


def _charts() -> Screen[None]:
    from pace_tui.tui.charts.screen import ChartsScreen  # noqa: PLC0415 - made when gone to

    return ChartsScreen()


def _diary() -> Screen[None]:
    from pace_tui.tui.diary.screen import DiaryScreen  # noqa: PLC0415 - made when gone to

    return DiaryScreen()


_AFTER_FIRST_PICTURE = 0.15
_READ_BY = 8.0
_OPENS_WITHIN = 1.0
_LOOK_AROUND = 1.5
_QUICK_HANDOVER = 0.0005
CASELOAD_MODE = "_default"  # Textual's own name for the mode of the default screen
FAULT = 70  # EX_SOFTWARE of sysexits.h


class PaceApp(App[None]):
    """Caseload review over one file."""

    MODES: ClassVar[dict[str, Any]] = {"charts": _charts, "diary": _diary}
    BINDINGS: ClassVar[list[BindingType]] = app_bindings()
    ENABLE_COMMAND_PALETTE = False
    CSS = styles("place.tcss", "caseload/caseload.tcss")
    TITLE = "pace-tui"

    class EveryoneRead(Message):
        """All rows have been read in the background."""

        def __init__(self, rows: list[Row]) -> None:
            super().__init__()
            self.rows = rows

    class ChartRead(Message):
        """A chart has been read in the background."""

    class DiaryRead(Message):
        """A diary has been read in the background."""

        def __init__(self, choice: Choice, diary: Diary) -> None:
            super().__init__()
            self.choice = choice
            self.diary = diary

    def __init__(self, desk: Desk, palette: str) -> None:
        self.look = Look(PALETTES[palette])
        super().__init__(ansi_color=PALETTES[palette].ansi)
        self.desk = desk
        ScrollBar.renderer = ScrollBarRender if desk.glyphs.name == "unicode" else PlainScrollBar
        self.progress = ""
        self.fault = ""
        self.said = ""
        self._last_key = monotonic()
        self._typed_ahead: list[events.Key] | None = None
        self._said_until: Timer | None = None
        self.settled = False
        self.register_theme(theme(PALETTES[palette]))
        # Before anything watches it: a theme that changes parses all styles again.
        self.set_reactive(App.theme, f"pace-{palette}")
        self.stylesheet.set_variables(self.get_css_variables())

    # Start

    def get_default_screen(self) -> Screen[Any]:
        """The program opens on the caseload.

        As the default screen, not as a mode: a mode parses all styles a second time.
        """
        return CaseloadScreen()

    def on_ready(self) -> None:
        """The first screen stands: tidy up again, and read what was left for later."""
        gc.freeze()
        gc.enable()
        # Its name was taken for the default screen; from now on it is a mode to come back to.
        self._modes[CASELOAD_MODE] = CaseloadScreen
        # A thread that reads now would take the time of the first picture.
        self.set_timer(_AFTER_FIRST_PICTURE, self._read_the_rest)

    def _read_the_rest(self) -> None:
        self.settled = True
        self._each_place(lambda place: place.fill_later())
        if not self.desk.complete:
            self.progress = f"reading {self.desk.count:,} children"
            self.run_worker(self._read_everyone, thread=True, exit_on_error=False)
        self.run_worker(self._check_whole, thread=True, exit_on_error=False)
        self.set_interval(_LOOK_AROUND, self._look_around)

    def _read_everyone(self) -> None:
        # A key must not wait for the reader: hand over ten times as often as usual.
        sys.setswitchinterval(_QUICK_HANDOVER)
        self.post_message(self.EveryoneRead(self.desk.read_everyone()))

    def on_pace_app_everyone_read(self, event: EveryoneRead) -> None:
        """The counts and the long list can be shown now."""
        self.desk.keep(event.rows)
        self.progress = ""
        self._each_place(lambda place: place.fill())
        self._each_place(lambda place: place.redraw_bars())

    def _check_whole(self) -> str:
        """Look the whole file through, and keep a copy of it once a day; answers what is wrong."""
        from pace_tui.store.backup import back_up, due_today  # noqa: PLC0415 - not at first
        from pace_tui.store.seal import broken_at  # noqa: PLC0415

        path = self.desk.file.path
        try:
            with closing(connect(path, "ro")) as connection:
                check_whole(connection, path)
                broken = broken_at(connection)
                ours = CaseFile(path, connection, self.desk.file.read_only)
                if not broken and not ours.read_only and due_today(ours):
                    back_up(ours, "daily")
        except FileError as error:
            return str(error)
        return f"{broken} was altered by another program: restore a backup" if broken else ""

    def read_chart(self, whose: Whose) -> None:
        """Read a chart in the background; places are told when it is there."""
        self.run_worker(
            lambda: self._read_chart(whose), thread=True, exit_on_error=False, group="chart"
        )

    def _read_chart(self, whose: Whose) -> None:
        if self.desk.chart(whose) is None:
            self.desk.build_chart(whose)
        self.post_message(self.ChartRead())

    def read_diary(self, choice: Choice) -> None:
        """Read a diary in the background; the place is told when it is there."""
        self.run_worker(
            lambda: self._read_diary(choice), thread=True, exit_on_error=False, group="diary"
        )

    def _read_diary(self, choice: Choice) -> None:
        self.post_message(self.DiaryRead(choice, self.desk.read_diary(choice)))

    def on_pace_app_diary_read(self, event: DiaryRead) -> None:
        """Tell the place, unless somebody else has been chosen meanwhile."""
        if event.choice == self.desk.chosen:
            self._each_place(lambda place: place.diary_read(event.diary))

    def on_pace_app_chart_read(self) -> None:
        """Tell the places."""
        self._each_place(lambda place: place.chart_read())

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A reader in the background failed, or found the file damaged: say so."""
        if event.state is WorkerState.ERROR:
            self.progress = "could not be read whole: open the file again"
            self._each_place(lambda place: place.redraw_bars())
            return
        told = event.worker.result if event.state is WorkerState.SUCCESS else None
        if isinstance(told, str) and told:
            self.progress = told
            self._each_place(lambda place: place.redraw_bars())

    def _each_place(self, tell: Callable[[Place], None]) -> None:
        for screen in self._places():
            if screen.is_mounted:
                tell(screen)

    def _places(self) -> list[Place]:
        stacks = self._screen_stacks.values()
        return [each for stack in stacks for each in stack if isinstance(each, Place)]

    # Going places

    def action_place(self, place: str) -> None:
        """Go to a place; what lies over it is closed."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_mode(CASELOAD_MODE if place == "caseload" else place)

    async def action_back(self) -> None:
        """One level back."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def open_child(self, reference: str) -> None:
        """Open a child over the present place."""
        from pace_tui.tui.child.screen import ChildScreen  # noqa: PLC0415 - made when gone to

        review = self.desk.review(reference)
        if review is not None:
            self.push_screen(ChildScreen(review))

    def action_help(self) -> None:
        """Say what is on the screen."""
        from pace_tui.tui.help.screen import HelpScreen  # noqa: PLC0415 - made when gone to

        if isinstance(self.screen, Place):
            self.push_screen(HelpScreen(self.screen.PLACE, self.screen.explain()))

    async def action_palette(self) -> None:
        """Every command, worker and child by name."""
        from pace_tui.tui.help.palette import PaletteScreen  # noqa: PLC0415 - made when gone to

        if isinstance(self.screen, Place):
            await self.push_screen(PaletteScreen(self.screen.PLACE), self._chosen_in_palette)

    async def _chosen_in_palette(self, action: str | None) -> None:
        if action:
            namespace = self if action.startswith("app.") else self.screen
            await self.run_action(action, namespace)

    def action_choose_worker(self, index: int) -> None:
        """Show one line of the list of workers, from the palette."""
        self.desk.chosen = self.desk.choices[index]
        self.action_place("caseload")
        self._each_place(lambda place: place.fill())
        self._each_place(lambda place: place.redraw_bars())

    def action_open_child(self, reference: str) -> None:
        """Open a child, from the palette."""
        self.open_child(reference)

    # Changing things

    async def action_edit(self, kind: str, reference: str = "") -> None:
        """Open the form for one kind of change to the child in focus."""
        from pace_tui.tui.dialogs.form import FormScreen  # noqa: PLC0415 - made when asked for
        from pace_tui.tui.dialogs.forms import FORMS  # noqa: PLC0415

        place = self.screen
        target = place.target() if isinstance(place, Place) else None
        if reference:
            target = (reference, "")
        review = self.desk.review(target[0]) if target else None
        if review is None or target is None:
            self.say("There is no child under the cursor.")
        elif self.desk.file.read_only:
            self.say("The file is open for reading only, so nothing can be changed.")
        else:
            form = FORMS[kind][1](review, self.desk, target[1])
            await self.push_screen(FormScreen(form, review, self.desk), self._edited)
            return
        self.field_opened()

    def _edited(self, line: str | None) -> None:
        if line:
            self._changed(f"Saved: {line}. u takes it back.")

    async def action_edit_menu(self) -> None:
        """Choose among all kinds of change."""
        from pace_tui.tui.dialogs.menu import MenuScreen  # noqa: PLC0415 - made when asked for

        await self.push_screen(MenuScreen(), self._kind_chosen)

    async def _kind_chosen(self, kind: str | None) -> None:
        if kind:
            await self.action_edit(kind)

    def action_undo(self) -> None:
        """Take back the last change."""
        self._try(self.desk.undo, "Undone")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._try(self.desk.redo, "Done again")

    def _try(self, do: Callable[[], str], verb: str) -> None:
        try:
            what = do()
        except FileError as error:
            self.say(str(error))
            return
        self._changed(f"{verb}: {what}.")

    def _changed(self, text: str) -> None:
        """The record has changed: every place shows it."""
        self._each_place(lambda place: place.fill())
        self._each_place(lambda place: place.redraw_bars())
        self.say(text)

    def say(self, text: str) -> None:
        """A short word to the reader, in the header until it has been read."""
        self.said = text
        self._each_place(lambda place: place.redraw_bars())
        if self._said_until is not None:
            self._said_until.stop()
        self._said_until = self.set_timer(_READ_BY, self._unsay)

    def _unsay(self) -> None:
        self.said, self._said_until = "", None
        self._each_place(lambda place: place.redraw_bars())

    # Other windows, other eyes

    def _look_around(self) -> None:
        """Once a second or two: has another window written, has nobody pressed a key?"""
        if self.desk.written_elsewhere() and not self.progress:
            self._changed("Another window has changed the file: this is how it stands now.")
        minutes = self.desk.office.area.curtain_minutes
        if minutes and monotonic() - self._last_key > minutes * 60:
            self.action_curtain()

    def action_curtain(self) -> None:
        """Hide the screen until a key is pressed."""
        from pace_tui.tui.curtain.screen import CurtainScreen  # noqa: PLC0415 - seldom needed

        if not isinstance(self.screen, CurtainScreen):
            self.push_screen(CurtainScreen())

    async def on_event(self, event: events.Event) -> None:
        """Whatever a person does puts the curtain off; what is typed while a field is still
        opening waits for it, so that no letter is lost or taken for a command."""
        if isinstance(event, events.Key | events.MouseEvent):
            self._last_key = monotonic()
        # A key comes by twice: from the terminal, and back from a widget that had no use for it.
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._typed_ahead is not None:
                self._typed_ahead.append(event)
                return
            if self._opens_field(event):
                self._typed_ahead = []
                self.set_timer(_OPENS_WITHIN, self.field_opened)
        await super().on_event(event)

    def _opens_field(self, event: events.Key) -> bool:
        field, place = self.focused, self.screen
        if not isinstance(place, Place):
            return False
        if field is not None and field.check_consume_key(event.key, event.character):
            return False
        return event.key in opening_keys(place.PLACE)

    def field_opened(self) -> None:
        """The field has the focus (or none is coming): it gets what was typed meanwhile."""
        waiting, self._typed_ahead = self._typed_ahead or [], None
        for event in waiting:
            receiver = self.focused or self.screen
            receiver.post_message(events.Key(event.key, event.character))

    # How it looks

    def action_hide_names(self) -> None:
        """Hide or show all names, on every screen."""
        self.desk.hide_names = not self.desk.hide_names
        self._each_place(lambda place: place.fill())
        self._each_place(lambda place: place.redraw_all())

    def action_next_theme(self) -> None:
        """The next palette; with NO_COLOR there is only one."""
        names = [] if self.no_color else list(PALETTES)
        if names:
            at = names.index(self.look.palette.name)
            self.wear(names[(at + 1) % len(names)])

    def wear(self, name: str) -> None:
        """Wear a palette."""
        self.look = Look(PALETTES[name])
        self.register_theme(theme(PALETTES[name]))
        self.ansi_color = PALETTES[name].ansi
        self.theme = f"pace-{name}"
        self._each_place(lambda place: place.redraw_all())

    # Safety

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The last net under the whole screen."""
        plain = [AsciiFilter()] if self.desk.glyphs.name == "ascii" else []
        return [*super().get_line_filters(), ControlFilter(), *plain]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: its Screenshot would write the screen to the disk."""
        del screen
        return ()

    def _handle_exception(self, error: Exception) -> None:
        """A crash closes the screen and keeps one line without anybody's data.

        Textual's own prints every local variable, and leaves with 0 where `run` returns.
        """
        self.fault = self.fault or fault_line(error)
        self._return_code = FAULT
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """The other way in which Textual reports a crash."""
        error = sys.exc_info()[1]
        self._handle_exception(error if isinstance(error, Exception) else RuntimeError())

    def _print_error_renderables(self) -> None:
        """Nothing is printed but the one line of `run`."""
        self._exit_renderables.clear()


def run(options: OpenOptions) -> int:
    """Open the app on a file; answers the exit status. Raises `FileError` before the screen."""
    desk = open_desk(options)
    app = PaceApp(desk, palette_for(options.theme, os.environ))
    try:
        app.run()
    finally:
        desk.file.close()
    remembered.remember(desk.file.path, desk.chosen.scope.worker)
    if app.fault:
        sys.stderr.write(
            f"pace-tui stopped because of a fault of its own ({app.fault}). "
            "Nothing is half-written: open the file again.\n"
        )
    return app.return_code or 0
