"""One table of commands feeds keys, footer, palette and help: it is whole and agrees."""

import re
from collections import Counter
from pathlib import Path

import pytest

import pace_tui
from pace_tui.core.text import cells
from pace_tui.draw.glyphs import NAMES, glyphs
from pace_tui.tui.app import PaceApp
from pace_tui.tui.caseload.screen import CaseloadScreen
from pace_tui.tui.charts.screen import ChartsScreen
from pace_tui.tui.child.screen import ChildScreen
from pace_tui.tui.commands import COMMANDS, app_bindings, bindings, footer, keys_shown
from pace_tui.tui.diary.screen import DiaryScreen

SCREENS = {each.PLACE: each for each in (CaseloadScreen, ChartsScreen, ChildScreen, DiaryScreen)}
# Words that this field has left behind, or that hurt (The Promise, 2020).
UNKIND = re.compile(r"\b(LAC|placements?|siblings?|respite|contact visit)\b", re.IGNORECASE)


def places_of(command):
    return command.places or set(SCREENS)


def test_every_place_named_is_a_screen():
    assert {place for command in COMMANDS for place in command.places} <= set(SCREENS)
    for place, screen in PaceApp.MODES.items():
        assert place in SCREENS
        assert place == screen().PLACE


def test_every_command_has_a_name_and_words_of_help():
    for command in COMMANDS:
        assert command.name
        # `worker before` shares the words of `worker after`.
        assert command.help.endswith(".") or command.id == "previous_worker", command.id
        assert command.help[:1].isupper() or not command.help
    ids = Counter(command.id for command in COMMANDS)
    assert max(ids.values()) == 1


@pytest.mark.parametrize("place", SCREENS)
def test_no_key_means_two_things_in_one_place(place):
    keys = Counter(
        key
        for command in COMMANDS
        if command.works_in(place)
        for key in command.keys.split(",")
        if key
    )
    assert not {key for key, count in keys.items() if count > 1}


def test_every_action_exists_where_it_works():
    for command in COMMANDS:
        if not command.action:
            assert command.shown_keys, "a key of the widget itself, told for the footer"
            continue
        owner, _, name = command.action.partition("(")[0].rpartition(".")
        for place in places_of(command):
            holder = PaceApp if owner == "app" else SCREENS[place]
            assert callable(getattr(holder, f"action_{name}", None)), (command.id, place)


def test_commands_of_everywhere_are_the_apps_own():
    bound = {binding.id for binding in app_bindings()}
    assert {command.id for command in COMMANDS if command.keys and not command.places} == bound
    for place in SCREENS:
        here = {binding.id for binding in bindings(place)}
        assert here == {c.id for c in COMMANDS if c.keys and place in c.places}
        assert not here & bound


def test_every_chord_has_a_second_way():
    """Many terminals and editors keep ctrl and function keys for themselves."""
    for command in COMMANDS:
        keys = command.keys.split(",")
        if command.keys and all(key.startswith("ctrl+") for key in keys):
            pytest.fail(f"{command.id} has only {command.keys}")


@pytest.mark.parametrize("place", SCREENS)
@pytest.mark.parametrize("name", NAMES)
def test_the_footer_holds_what_is_needed_most_at_eighty_columns(place, name):
    signs = glyphs(name)
    x, shown = 1, []
    for command in footer(place):
        keys = [signs.keys.get(key, key) for key in keys_shown(command).split()]
        join = "" if all(len(key) == 1 for key in keys) else " "
        x += cells(join.join(keys)) + 1 + cells(command.name) + 3
        if x - 3 > 79:
            break
        shown.append(command.id)
    assert len(shown) >= 4
    assert "help" in shown, "from there everything else is found"


def test_nothing_saves_the_screen():
    """A picture of the screen would be a file full of names."""
    words = " ".join(f"{c.id} {c.name} {c.help} {c.action}" for c in COMMANDS).casefold()
    assert "screenshot" not in words
    assert not PaceApp.ENABLE_COMMAND_PALETTE
    assert list(PaceApp.get_system_commands(None, None)) == []
    bound = {binding.action for binding in app_bindings()}
    assert not {action for action in bound if "screenshot" in action}


def sources():
    """Everything a person may read: the README, the words of the screens and of the commands."""
    package = Path(pace_tui.__file__).parent
    yield package.parent / "README.md"
    for folder in ("tui", "draw", "report", "core", "pathways"):
        yield from (package / folder).rglob("*.py")
        yield from (package / folder).rglob("*.toml")
    yield from package.glob("*.py")


def test_the_words_are_kind_and_plain():
    for path in sources():
        if not path.is_file():
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".py":
            text = "\n".join(re.findall(r'"([^"\n]*)"', text))
        for found in UNKIND.finditer(text):
            line = text[max(0, found.start() - 40) : found.end() + 20]
            pytest.fail(f"{path.name}: {line!r}")
