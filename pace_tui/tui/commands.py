"""Every command once: its keys, its words, where it works. Keys, footer, palette and help all
come from here."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from textual.binding import Binding, BindingType


class Command(NamedTuple):
    """A command. `rank` orders the footer (0 is not shown there); `places` empty is everywhere; one
    that `opens` a field lets it have what is typed next."""

    id: str
    keys: str
    action: str
    name: str
    help: str
    places: frozenset[str] = frozenset()
    rank: int = 0
    shown_keys: str = ""
    opens: bool = False

    def works_in(self, place: str) -> bool:
        """Whether the command works in a place."""
        return not self.places or place in self.places


_CASELOAD = frozenset({"caseload"})
_CHARTS = frozenset({"charts"})
_CHILD = frozenset({"child"})
_DIARY = frozenset({"diary"})
_RECORD = frozenset({"caseload", "diary", "child"})
_LISTS = frozenset({"caseload", "charts", "diary"})
_BY_WORKER = _CASELOAD | _DIARY

COMMANDS = (
    Command("open_child", "", "", "open", "Open the child under the cursor.", _LISTS, 2, "enter"),
    Command("back", "escape", "app.back", "back", "Go back one level.", _CHILD, 1, "esc"),
    Command("filter", "slash", "filter", "filter",
            "Narrow the list as you type: name, reference, worker, step, status or home.",
            _CASELOAD, 4, "/", opens=True),
    Command("sort", "s", "sort", "sort",
            "Sort by the next column; S turns the order round.", _CASELOAD, 7),
    Command("reverse", "S", "reverse", "turn order", "Turn the order round.", _CASELOAD),
    Command("warnings", "w", "warnings", "warnings only",
            "Show only the children whose plan needs something now.", _CASELOAD, 5),
    Command("previous_worker", "left", "worker(-1)", "previous worker", "", _BY_WORKER),
    Command("next_worker", "right", "worker(1)", "worker",
            "Show the next worker or team, or the one before.", _BY_WORKER, 3, "left right"),
    Command("walk", "", "", "walk", "Walk from child to child.", _CHARTS, 1, "left right"),
    Command("scale", "x", "scale", "date or order",
            "Draw the dots by date, or side by side in their order.", _CHARTS, 4),
    Command("other_chart", "tab", "other_chart", "other chart",
            "Go to the other chart: recommended, or still waiting.", _CHARTS, 3),
    Command("whose", "t", "whose(1)", "team or worker",
            "Show the chart of the next team or worker; T goes back.", _CHARTS, 7),
    Command("whose_back", "T", "whose(-1)", "previous team",
            "Show the chart of the team or worker before this one.", _CHARTS),
    Command("words", "v", "words", "in words",
            "Show or hide what the chart says, in words.", _CHARTS, 5),
    Command("hold", "d", "app.edit('hold')", "held",
            "Mark a step as held; the next one is chosen already.", _RECORD, 3, opens=True),
    Command("book", "b", "app.edit('book')", "book",
            "Put a step in the diary.", _RECORD, 3, opens=True),
    Command("recommend", "r", "app.edit('recommend')", "recommend",
            "Record a recommendation for permanence.", _RECORD, 8, opens=True),
    Command("note", "n", "app.edit('note')", "note", "Write a note.", _RECORD, 8,
            opens=True),
    Command("more_edits", "m", "app.edit_menu", "more changes",
            "Every other change: views heard, a move of home, another worker, and so on.",
            _RECORD, 8, opens=True),
    Command("undo", "u", "app.undo", "undo", "Take back the last change; U does it again.",
            _RECORD, 8),
    Command("redo", "U,ctrl+r", "app.redo", "redo", "Do again what was undone last.", _RECORD),
    Command("hide_names", "h", "app.hide_names", "hide names",
            "Hide all names: references are shown instead, on every screen.", rank=9),
    Command("curtain", "c", "app.curtain", "curtain",
            "Hide the whole screen until a key is pressed; it comes down by itself after some "
            "idle minutes.", rank=9),
    Command("caseload", "1", "app.place('caseload')", "Caseload", "Go to the caseload."),
    Command("charts", "2", "app.place('charts')", "Charts",
            "Go to the run chart and the waiting list."),
    Command("diary", "3", "app.place('diary')", "Diary",
            "Go to the diary: what is late, due and booked, by week."),
    Command("theme", "f2", "app.next_theme", "colours",
            "Dark, light, high contrast, or the terminal's own 16 colours."),
    Command("help", "question_mark,f1", "app.help", "help",
            "Say what is on the screen and which keys work.", rank=4, shown_keys="?"),
    Command("palette", "ctrl+p,colon", "app.palette", "all commands",
            "Every command, worker and child by name.", rank=10, shown_keys=":", opens=True),
    Command("quit", "q,ctrl+q", "app.quit", "quit", "Leave. Everything is saved already.",
            rank=11, shown_keys="q"),
)  # fmt: skip


def bindings(place: str) -> list[BindingType]:
    """The key bindings of one place; commands of everywhere belong to the app."""
    found = [each for each in COMMANDS if each.keys and place in each.places]
    return [_binding(each) for each in found]


@cache
def opening_keys(place: str) -> frozenset[str]:
    """The keys that open a field to type in, in one place."""
    found = (each.keys.split(",") for each in COMMANDS if each.opens and each.works_in(place))
    return frozenset(key for keys in found for key in keys)


def app_bindings() -> list[BindingType]:
    """The key bindings that work everywhere."""
    return [_binding(each) for each in COMMANDS if each.keys and not each.places]


def _binding(command: Command) -> Binding:
    return Binding(command.keys, command.action, command.name, show=False, id=command.id)


def footer(place: str) -> list[Command]:
    """The commands of a place's footer, most needed first."""
    return sorted(
        (each for each in COMMANDS if each.rank and each.works_in(place)),
        key=lambda each: each.rank,
    )


def keys_shown(command: Command) -> str:
    """The keys as a person reads them: `s`, `/`, `F2`."""
    if command.shown_keys:
        return command.shown_keys
    first = command.keys.split(",")[0]
    return {"slash": "/", "question_mark": "?", "f2": "F2"}.get(first, first)
