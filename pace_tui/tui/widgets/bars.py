"""The lines around every place: the header with its places above, the keys beneath."""

from __future__ import annotations

from textual import events

from pace_tui.core.clock import say_day
from pace_tui.core.text import cells, cut
from pace_tui.draw.grid import Run
from pace_tui.tui.commands import Command, footer, keys_shown
from pace_tui.tui.widgets.canvas import Canvas, Runs, width_of

PLACES = (("caseload", "1", "Caseload"), ("charts", "2", "Charts"), ("diary", "3", "Diary"))


class TopBar(Canvas):
    """Two lines: whose caseload, as at when, of which file; and the places by number."""

    def __init__(self, place: str) -> None:
        super().__init__(id="top")
        self.place = place

    def ground(self) -> str:
        """The bar has a ground of its own."""
        return "bar"

    def runs(self, width: int, height: int) -> list[Runs]:
        """The two lines."""
        del height
        return [self._first(width), self._places(width)]

    def _first(self, width: int) -> list[Run]:
        desk = self.pace.desk
        dot = f" {desk.glyphs.separator} "
        as_at = f"as at {say_day(desk.as_at)}"
        right: list[Run] = [(as_at, "bar_strong"), (dot + desk.file.path.name, "bar_dim")]
        left: list[Run] = [(" PACE ", "place_here"), (" ", "bar")]
        room = width - width_of(left) - width_of(right) - 3
        if room < 10:
            right = right[:1]
            room = width - width_of(left) - width_of(right) - 3
        title = desk.office.area.name
        whose = desk.chosen.title
        words = f"{title}{dot}{whose}" if title and title != whose else whose
        left.append((cut(words, max(0, room), desk.glyphs.ellipsis), "bar_strong"))
        space = max(1, width - width_of(left) - width_of(right) - 1)
        return [*left, (" " * space, "bar"), *right]

    def _places(self, width: int) -> list[Run]:
        runs: list[Run] = [(" ", "bar")]
        for key, number, name in PLACES:
            here = key == self.place
            text = f"{number} {name}"
            if here and self.pace.look.palette.ansi:
                text = f"[{text}]"
            runs += [(text, "place_here" if here else "place"), ("   ", "bar")]
        flags = self._flags(width - width_of(runs) - 2)
        space = width - width_of(runs) - width_of(flags) - 1
        return [*runs, (" " * space, "bar"), *flags] if space > 0 else runs

    def _flags(self, room: int) -> list[Run]:
        """What was just done, for as long as it takes to read; else what holds all along."""
        desk = self.pace.desk
        if self.pace.said:
            return [(cut(self.pace.said, room, desk.glyphs.ellipsis), "said")]
        words = []
        if desk.hide_names:
            words.append("names hidden")
        if desk.file.read_only:
            words.append("read only")
        if self.pace.progress:
            words.append(self.pace.progress)
        text = f" {desk.glyphs.separator} ".join(words)
        return [(cut(text, room, desk.glyphs.ellipsis), "bar_dim")]

    async def on_click(self, event: events.Click) -> None:
        """A click on a place goes there."""
        x = 1
        for key, number, name in PLACES:
            width = len(number) + 1 + len(name)
            if event.y == 1 and x <= event.x < x + width + 1:
                await self.app.run_action(f"app.place('{key}')")
            x += width + 3


class KeyBar(Canvas):
    """One line: the keys of the moment, as many as fit, most needed first."""

    def __init__(self, place: str) -> None:
        super().__init__(id="keys")
        self.place = place
        self._spans: list[tuple[int, int, Command]] = []

    def ground(self) -> str:
        """The bar has a ground of its own."""
        return "bar"

    def runs(self, width: int, height: int) -> list[Runs]:
        """The line of keys."""
        del height
        runs: list[Run] = [(" ", "bar")]
        x = 1
        self._spans = []
        for command in self._fitting(width):
            keys = self._keys_of(command)
            size = cells(keys) + 1 + cells(command.name)
            runs += [(keys, "key"), (f" {command.name}", "key_name"), ("   ", "bar")]
            self._spans.append((x, x + size, command))
            x += size + 3
        return [runs]

    def _fitting(self, width: int) -> list[Command]:
        """As many commands as fit, and always the help, which leads to the others."""
        wanted = footer(self.place)
        chosen = [command for command in wanted if command.id == "help"]
        room = width - 1 - sum(self._width_of(command) for command in chosen)
        for command in wanted:
            if command.id == "help":
                continue
            room -= self._width_of(command)
            if room < 0:
                break
            chosen.append(command)
        return sorted(chosen, key=wanted.index)

    def _width_of(self, command: Command) -> int:
        return cells(self._keys_of(command)) + 1 + cells(command.name) + 3

    def _keys_of(self, command: Command) -> str:
        glyphs = self.pace.desk.glyphs
        names = [glyphs.keys.get(key, key) for key in keys_shown(command).split()]
        return ("" if all(len(name) == 1 for name in names) else " ").join(names)

    async def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        for start, stop, command in self._spans:
            if start <= event.x < stop and command.action:
                namespace = self.app if command.action.startswith("app.") else self.screen
                await self.app.run_action(command.action, namespace)
