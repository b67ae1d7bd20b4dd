"""A small office written straight into a file, and the app played on it without a terminal.

    async def story(seen):
        await seen.press("down", "enter")
        assert "Callum Ross" in seen.text

    play(office(tmp_path / "a.db"), story, size=(80, 24))

Everything is as at Fri 20 Nov 2026. `Played` reads the screen as the compositor holds it, that
is after every filter and before the terminal.
"""

import asyncio
import contextlib
import functools
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from unicodedata import category
from unittest import mock

from make_file import add_child, beginnings
from textual.app import App
from wcwidth import wcswidth

from pace_tui.core.text import cells
from pace_tui.options import OpenOptions
from pace_tui.store.change import change
from pace_tui.store.create import create
from pace_tui.store.places import sample_path
from pace_tui.tui.app import PaceApp
from pace_tui.tui.look import Look
from pace_tui.tui.start import open_desk

AS_AT = "2026-11-20"
SIZES = ((80, 24), (120, 40), (200, 60))
_EARLY = {
    "meeting_72h": "2026-01-05",
    "planning_review": "2026-01-05",
    "review_first": "2026-01-05",
    "information": "2026-01-05",
    "legal_advice_asked": "2026-01-05",
    "parenting_assessment": "2026-01-05",
    "legal_advice": "2026-01-05",
    "review_second": "2026-01-05",
}

# What people typed, by what it is; `office` takes another text for any of them.
TEXTS = {
    "reference": "NB-01",
    "area": "Northbank",
    "aim": "National aim",
    "test": "Early legal advice",
    "team": "Harbour team",
    "worker": "Aisha Khan",
    "name": "Callum Ross",
    "place": "Gran Ina",
    "note": "Gran Ina rang about Sunday",
    "step_note": "Waiting for the health visitor",
    "meeting": "Permanence panel",
    "reason": "returned home",
}
# Reference, name, accommodated, worker, team, home, what else. Worst first, as they are shown.
CHILDREN = (
    ("NB-05", "Lena Loss", None, "Chidi Okafor", "Riverside team", "foster", {}),
    ("NB-07", "Maya Quinn", "2025-01-10", "Chidi Okafor", "Riverside team", "residential_house",
     {"steps": _EARLY}),
    ("NB-01", TEXTS["name"], "2026-02-06", TEXTS["worker"], TEXTS["team"], "foster",
     {"steps": _EARLY, "group": "kin", "legal": [("s25", "2026-02-06")],
      "views": ["2026-05-06"], "judgements": [("legal", "2026-05-06", "partly")]}),
    ("NB-02", "Orla McIntyre", "2026-07-10", TEXTS["worker"], TEXTS["team"], "kinship",
     {"steps": {"meeting_72h": "2026-07-13"}, "group": "kin"}),
    ("NB-03", "Finn Docherty", "2026-11-17", "Ben Stewart", TEXTS["team"], "foster", {}),
    ("NB-09", "Struan Gow", "2026-11-18", "Ben Stewart", TEXTS["team"], "home", {}),
    ("NB-04", "Isla Begg", "2025-10-23", "Ben Stewart", TEXTS["team"], "kinship",
     {"steps": _EARLY, "recommended": "2026-05-01"}),
    ("NB-06", "Noah Petrie", "2026-09-01", TEXTS["worker"], TEXTS["team"], "home",
     {"steps": _EARLY}),
    ("NB-08", "", "2026-09-08", "Chidi Okafor", "Riverside team", "secure", {"steps": _EARLY}),
)  # fmt: skip
WORST_FIRST = [child[0] for child in CHILDREN]
NAMES = [child[1] for child in CHILDREN if child[1]]
STATUSES = ["check", "past_aim", "past_aim", "overdue", "due_soon", "due_soon", "recommended"]
STATUSES += ["on_track", "on_track"]
# Whoever was recommended in the years before, by day and weeks: the run chart's dots.
LEFT = [(2023 + at // 4, 2 + 3 * (at % 4), 30 + 7 * at % 40) for at in range(12)]


def office(
    path: Path, children: int = 9, dots: int = 12, texts: Mapping[str, str] | None = None
) -> Path:
    """A file with the first of `CHILDREN`, and `dots` children who have left since."""
    said = {**TEXTS, **(texts or {})}

    def fill(file) -> None:
        with change(file, "A small office") as db:
            _settle_in(db, said)
            for child in CHILDREN[:children]:
                _add(db, child, said)
            for number, (year, month, weeks) in enumerate(LEFT[:dots]):
                _add_left(db, number, f"{year}-{month:02}-15", weeks, said)

    create(path, beginnings(area=said["area"], as_at=AS_AT, pace_start="2024-03-01"), fill)
    return path


def _settle_in(db, said: Mapping[str, str]) -> None:
    db.execute("UPDATE aim SET name = ?", [said["aim"]])
    test = {"name": said["test"], "started_on": "2024-03-01", "stopped_on": "2025-06-01"}
    db.table("test_of_change").insert(test)


def _add(db, child, said: Mapping[str, str]) -> None:
    reference, name, start, worker, team, home, more = child
    recommended = more.get("recommended")
    made = {"recommended_on": recommended, "route": "home", "meeting": said["meeting"]}
    period = add_child(
        db,
        _said(reference, "reference", said),
        start,
        name=_said(name, "name", said),
        born="2019-04-02",
        worker=_said(worker, "worker", said),
        team=_said(team, "team", said),
        homes=[(home, start or "2026-03-01")],
        recommendations=[made] if recommended else [],
        notes=[("2026-10-06", said["note"])],
        **{key: value for key, value in more.items() if key != "recommended"},
    )
    db.execute("UPDATE home SET place = ? WHERE period_id = ?", [said["place"], period])
    db.execute("UPDATE step SET note = ? WHERE period_id = ?", [said["step_note"], period])


def _said(text: str, kind: str, said: Mapping[str, str]) -> str:
    """The text, or what stands in its place; with sentinels each child keeps a name of its own."""
    return said[kind] if text == TEXTS[kind] else text


def _add_left(db, number: int, on: str, weeks: int, said: Mapping[str, str]) -> None:
    from datetime import date, timedelta

    day = date.fromisoformat(on)
    add_child(
        db,
        f"NB-7{number:02}",
        day - timedelta(weeks=weeks),
        name=f"Una {'ABCDEFGHIJKL'[number]}",
        worker=said["worker"],
        team=said["team"],
        homes=[("foster", day - timedelta(weeks=weeks))],
        recommendations=[(day, "home")],
        ended=day + timedelta(days=30),
        end_reason=said["reason"],
    )


def keys(names: str) -> list[str]:
    """The names of keys, as `press` takes them, from one line."""
    return names.split()


def long_list(path: Path) -> Path:
    """A copy of the shipped sample: long enough to scroll."""
    sample = sample_path()
    assert sample, "sample.db is part of the checkout"
    return Path(shutil.copy(sample, path))


class Played:
    """The app while it is played: what is on the screen, and keys for it."""

    def __init__(self, app: PaceApp, pilot) -> None:
        self.app = app
        self.pilot = pilot
        # Texts that were drawn wider than their widget, and so would be cut in mid-word.
        self.overflows: list[tuple[str, int]] = []
        # Style keys that no palette knows; they are shown as plain text.
        self.unknown_keys: set[str] = set()

    @property
    def lines(self) -> list[str]:
        """The screen's rows, in full width."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [strip.text for strip in strips]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def line(self, *words: str) -> str:
        """The first row that holds all of the words; fails where there is none."""
        found = [line for line in self.lines if all(word in line for word in words)]
        assert found, f"nowhere {words} in\n{self.text}"
        return found[0]

    def place_of(self, word: str) -> tuple[int, int]:
        """Column and row of a word on the screen."""
        for y, line in enumerate(self.lines):
            if word in line:
                return cells(line[: line.index(word)]), y
        raise AssertionError(f"nowhere “{word}” in\n{self.text}")

    def styles(self) -> list[object]:
        """Every style on the screen."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [segment.style for strip in strips for segment in strip]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait after each until nothing moves."""
        for key in keys:
            await self.app._press_keys([key])
            await self.settle()

    async def type(self, text: str) -> None:
        """Type letters into a line."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def click(self, x: int, y: int, times: int = 1) -> None:
        """Click a cell of the screen."""
        await self.pilot.click(offset=(x, y), times=times)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Pull the window to another size; Textual follows a little later."""
        await self.pilot.resize_terminal(width, height)
        await asyncio.sleep(0.1)
        await self.settle()
        self.overflows.clear()  # what was drawn while the window was pulled
        self.app.screen.refresh(layout=True)
        await self.settle()

    async def settle(self) -> None:
        """Wait until the readers in the background are done and the pane has followed."""
        rests = 0
        for _ in range(5000):
            await asyncio.sleep(0.001)
            if self.app._exception is not None or self.app._exit:
                return
            self.app.screen._on_timer_update()
            rests = 0 if self._unrest() else rests + 1
            if rests == 3:
                return
        raise AssertionError(f"the screen never came to rest: {self._unrest()}")

    def _unrest(self) -> list[object]:
        """What is read, waited for, laid out or on its way from one widget to another."""
        app, screen = self.app, self.app.screen
        pane = getattr(app.screen_stack[0], "_pane_due", None)
        readers = [worker for worker in app.workers if not worker.is_finished]
        moving = [pane, app._batch_count, screen._layout_required, *screen._dirty_widgets]
        started = [] if app.settled else ["the first picture"]
        return [*filter(None, moving), *readers, *started, *filter(_busy, self._pumps())]

    def _pumps(self):
        screens = {screen for stack in self.app._screen_stacks.values() for screen in stack}
        return [
            self.app,
            *(each for screen in screens for each in screen.walk_children()),
            *screens,
        ]

    def check_rows(self) -> None:
        """Every row is as wide as the screen, and no drawn text was cut at its widget's edge."""
        for line in self.lines:
            wide = _columns(line)
            assert wide in (None, self.app.size.width), (wide, line)
        assert not self.overflows, self.overflows[:4]
        assert not self.unknown_keys


@functools.lru_cache(maxsize=10_000)
def _columns(line: str) -> int | None:
    """The columns of a row by somebody else's table; `None` where there is no agreed number.

    Terminals disagree on the vowel signs of Indian scripts, and on nothing else that is left.
    """
    return None if any(category(char) == "Mc" for char in line) else wcswidth(line)


def _busy(pump) -> bool:
    return bool(pump._message_queue.qsize() or pump._next_callbacks)


async def _at_once(*_: object) -> None:
    """In place of Textual's wait for an idle processor: `settle` looks for itself."""
    await asyncio.sleep(0)


_delay = App.delay_update
# The pauses that spare a person a flicker; a test needs none.
_IMPATIENT = {
    "pace_tui.tui.app._AFTER_FIRST_PICTURE": 0.001,
    "pace_tui.tui.caseload.screen._REST": 0.001,
    "textual.app.App.delay_update": lambda app, delay=0.0: _delay(app, 0.001),
    "textual.app.wait_for_idle": _at_once,
    "textual.pilot.wait_for_idle": _at_once,
}
Story = Callable[[Played], Awaitable[None]]


def play(
    path: Path,
    story: Story,
    *,
    size: tuple[int, int] = (120, 40),
    palette: str = "dark",
    **options: object,
) -> PaceApp:
    """Open a file, play a story on it and answer the app; a crash inside it is raised."""
    chosen = {"worker": None, "read_only": False, "hide_names": False, "glyphs": "unicode"}
    wished = OpenOptions(path=path, as_at=None, **(chosen | options))
    with mock.patch("pace_tui.store.remembered.last_worker", lambda _: None):
        desk = open_desk(wished)
    app = PaceApp(desk, palette)
    try:
        with contextlib.ExitStack() as stack:
            for name, value in _IMPATIENT.items():
                stack.enter_context(mock.patch(name, value))
            asyncio.run(_play(app, story, size))
    finally:
        desk.file.close()
    return app


async def _play(app: PaceApp, story: Story, size: tuple[int, int]) -> None:
    async with app.run_test(size=size, tooltips=False) as pilot:
        seen = Played(app, pilot)
        with _watched_edges(seen.overflows), _watched_keys(seen.unknown_keys):
            await seen.settle()
            await story(seen)


@contextlib.contextmanager
def _watched_edges(overflows: list[tuple[str, int]]) -> Iterator[None]:
    """Note every text that `fit` is asked to cut: the drawings are to leave no such work."""
    from pace_tui.tui.widgets import canvas

    fit = canvas.fit

    def watched(pieces, width, blank):
        text = "".join(piece for piece, _ in pieces).rstrip()
        if width > 0 and cells(text) > width:
            overflows.append((text, width))
        return fit(pieces, width, blank)

    users = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("pace_tui.tui.") and getattr(module, "fit", None) is fit
    ]
    with contextlib.ExitStack() as stack:
        for module in users:
            stack.enter_context(mock.patch.object(module, "fit", watched))
        yield


@contextlib.contextmanager
def _watched_keys(unknown: set[str]) -> Iterator[None]:
    """Note every style key that is asked for and that no palette has."""
    style = Look.style

    def watched(look, key):
        if key not in look.plain:
            unknown.add(key)
        return style(look, key)

    with mock.patch.object(Look, "style", watched):
        yield
