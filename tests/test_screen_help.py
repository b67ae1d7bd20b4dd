"""Help, the palette, the colours, and the way out."""

import pytest
from screens import SIZES, keys, long_list, office, play

from pace_tui.draw.glyphs import NAMES as SETS
from pace_tui.tui.commands import COMMANDS, keys_shown
from pace_tui.tui.help.palette import Entries
from pace_tui.tui.look import PALETTES


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return office(tmp_path_factory.mktemp("help") / "small.db")


def entries(seen):
    return seen.app.screen.query_one(Entries).found


@pytest.mark.parametrize("size", SIZES)
def test_help_names_every_key_of_the_place_and_every_status(file, size):
    async def story(seen):
        for place, key in (("caseload", "1"), ("charts", "2"), ("diary", "3")):
            await seen.press(key, "question_mark")
            pages = []
            for _ in range(8):
                pages.append(seen.text)
                await seen.press("pagedown")
            told = " ".join(" ".join(pages).split())
            for command in COMMANDS:
                if command.works_in(place) and command.help:
                    assert keys_shown(command) in told
                    assert command.help[:30] in told, command.id
            for word in ("Check dates", "Past aim", "Step late", "Due soon", "On track"):
                assert word in told
            seen.check_rows()
            await seen.press("escape")
            assert place == seen.app.screen.PLACE

    play(file, story, size=size)


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "enter", "f1"])
def test_any_of_the_usual_keys_closes_help_and_nothing_else(file, key):
    async def story(seen):
        await seen.press("f1")
        assert "What the marks mean" in seen.text or "Why this row" in seen.text
        await seen.press(key)
        assert seen.app.screen.PLACE == "caseload"
        assert not seen.app._exit

    play(file, story, size=(80, 24))


@pytest.mark.parametrize("size", SIZES[:2])
def test_the_palette_finds_children_workers_and_commands_and_does_them(file, size):
    async def story(seen):
        await seen.press("colon")
        assert len(entries(seen)) > 20
        seen.check_rows()
        await seen.type("orla")
        assert [entry.title for entry in entries(seen)] == ["Orla McIntyre"]
        await seen.press("enter")
        assert "Orla McIntyre · NB-02" in seen.text
        await seen.press("escape", "ctrl+p")
        await seen.type("nb-07")
        await seen.press("enter")
        assert "Maya Quinn · NB-07" in seen.text
        await seen.press("escape", "2", "colon")
        await seen.type("ben stew")
        await seen.press("enter")
        assert seen.app.screen.PLACE == "caseload"
        assert "Ben Stewart · 3 children" in seen.text
        await seen.press("colon")
        await seen.type("hide all")
        await seen.press("enter")
        assert seen.app.desk.hide_names
        await seen.press("colon")
        await seen.type("run chart")
        await seen.press("enter")
        assert seen.app.screen.PLACE == "charts"
        await seen.press("colon")
        await seen.type("side by side")
        await seen.press("enter")
        assert not seen.app.screen.query_one("#run-chart").by_date
        seen.check_rows()

    play(file, story, size=size)


def test_the_palette_walks_with_arrows_and_esc_does_nothing(file):
    async def story(seen):
        await seen.press("colon")
        await seen.type("team case")
        titles = [entry.title for entry in entries(seen)]
        assert titles == ["Harbour team", "Riverside team"]
        await seen.press("down", "enter")
        assert "Riverside team · 3 children" in seen.text
        await seen.press("colon")
        await seen.type("quit zzz")
        assert entries(seen) == []
        await seen.press("enter")
        assert not seen.app._exit
        assert seen.app.screen.PLACE == "caseload"
        await seen.press("colon", "down", "escape")
        assert "Riverside team · 3 children" in seen.text
        await seen.press("colon")
        await seen.type("sort by")
        await seen.press("enter")
        assert seen.app.screen.sort == "weeks"

    play(file, story)


def test_hidden_names_are_not_in_the_palette(file):
    async def story(seen):
        await seen.press("h", "colon")
        await seen.type("orla")
        assert entries(seen) == []
        await seen.press("escape", "colon")
        await seen.type("nb-02")
        assert [entry.title for entry in entries(seen)] == ["NB-02"]

    play(file, story)


def test_f2_wears_each_palette_in_turn(file):
    async def story(seen):
        worn = []
        grounds = set()
        for _ in PALETTES:
            worn.append(seen.app.look.palette.name)
            grounds.add(str({style.bgcolor for style in seen.styles() if style and style.bgcolor}))
            seen.check_rows()
            await seen.press("f2")
        assert worn == list(PALETTES)
        assert len(grounds) == len(PALETTES)
        assert seen.app.look.palette.name == worn[0]
        await seen.press("2", "f2", "3", "f2", "1")
        assert seen.app.look.palette.name == "contrast"
        seen.check_rows()

    play(file, story)


@pytest.mark.parametrize("palette", list(PALETTES))
def test_every_palette_opens_every_place(file, palette):
    async def story(seen):
        for key in ("2", "tab", "3", "1", "enter", "question_mark", "escape", "escape", "colon"):
            await seen.press(key)
            seen.check_rows()

    play(file, story, palette=palette, size=(80, 24))


def test_without_colour_there_is_none_on_any_screen(file, monkeypatch):
    async def story(seen):
        for key in ("down", "2", "tab", "3", "1", "enter", "escape", "slash", "x", "escape", "f2"):
            await seen.press(key)
            for style in filter(None, seen.styles()):
                for colour in (style.color, style.bgcolor):
                    assert colour is None or colour.is_default, (key, style)
            seen.check_rows()
        assert "■ Past aim" in seen.text
        assert any(style and style.reverse for style in seen.styles()), "the cursor is seen"

    monkeypatch.setenv("NO_COLOR", "1")
    play(file, story, palette="ansi", size=(80, 24))


# The characters of Windows Glyph List 4 beyond Latin, Greek and Cyrillic that the set may use.
_WGL4 = set("–—‘’“”…•·√◊∙←↑→↓↔↕─│┌┐└┘├┤┬┴┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬▀▄█▌▐░▒▓■□▪▫▬▲►▼◄○●◘◙◦¦")


@pytest.mark.parametrize("glyphs", SETS)
def test_each_set_of_glyphs_keeps_to_itself_on_every_screen(tmp_path, glyphs):
    path = long_list(tmp_path / "sample.db")  # long enough for scrollbars

    async def story(seen):
        said = []
        for key in keys("down w w 2 x tab v v 3 down 1 right enter question_mark escape escape"):
            await seen.press(key)
            said.append(seen.text)
        await seen.press("slash")
        await seen.type("zé")
        said.append(seen.text)
        await seen.press("escape", "colon")
        said.append(seen.text)
        seen.check_rows()
        signs = set("".join(said)) - {"\n"}
        if glyphs == "ascii":
            assert all(sign.isascii() and sign.isprintable() for sign in signs), signs
        if glyphs == "wgl4":
            assert {sign for sign in signs if not sign.isascii()} - _WGL4 - set("é") == set()
        else:
            assert ("■" in signs) == (glyphs == "unicode")

    play(path, story, size=(80, 24), glyphs=glyphs)


@pytest.mark.parametrize(
    "keys", [("q",), ("ctrl+q",), ("2", "q"), ("down", "enter", "q"), ("3", "q")]
)
def test_q_leaves_from_every_place(file, keys):
    async def story(seen):
        await seen.press(*keys)

    app = play(file, story, size=(80, 24))
    assert app._exit
    assert (app.return_code or 0) == 0
    assert not app.fault


def test_clicks_on_the_bars_do_what_the_keys_do(file):
    async def story(seen):
        await seen.click(*seen.place_of("2 Charts"))
        assert seen.app.screen.PLACE == "charts"
        await seen.click(*seen.place_of("3 Diary"))
        assert seen.app.screen.PLACE == "diary"
        await seen.click(*seen.place_of("1 Caseload"))
        assert seen.app.screen.PLACE == "caseload"
        await seen.click(*seen.place_of("warnings only"))
        assert seen.app.screen.only_warnings
        await seen.click(*seen.place_of("? help"))
        assert "Why this row stands here" in seen.text

    play(file, story)
