"""The product has three sets of glyphs, and each keeps its promise about fonts and widths."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

import pytest

from pace_tui.core import words
from pace_tui.draw.glyphs import NAMES, Glyphs, choose, glyphs

# What Windows Glyph List 4 has beyond letters, as far as anybody would draw with it.
WGL4 = (
    {chr(code) for code in range(0x20, 0x7F)}
    | {chr(code) for code in range(0xA0, 0x100)}
    | set("–—―‗‘’‚‛“”„†‡•…‰′″‹›‼‾⁄←↑→↓↔↕↨∂∆∏∑−∕∙√∞∟∩∫≈≠≡≤≥")
    | set("─│┌┐└┘├┤┬┴┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬▀▄█▌▐░▒▓")
    | set("■□▪▫▬▲►▼◄◊○●◘◙◦☺☻☼♀♂♠♣♥♦♪♫")
)
# Characters that terminals may draw as a two-cell emoji although they are older than emoji.
EMOJI = set(
    "©®‼™ℹ↔↕↖↗↘↙⌚⌛⏏Ⓜ▪▫▶◀◻◼◽◾☀☁☂☃☄☎☑☔☕☺♀♂♈♟♠♣♥♦♨♻♾♿⚒⚓⚠⚡⚪⚫✂✅✈✉✏✒✔✖✨✳✴❄❌❓❗❤➕➡⬛⬜⭐⭕"
)


def cells(one: Glyphs) -> Iterator[str]:
    """Every glyph of a set but the names of keys, which may be words."""
    for field, value in zip(one._fields, one, strict=True):
        if field in ("name", "keys"):
            continue
        if isinstance(value, Mapping):
            yield from value.values()
        else:
            yield from value if field in ("levels", "parts") else (str(value),)


@pytest.mark.parametrize("name", NAMES)
def test_every_glyph_is_one_cell_wide(name: str) -> None:
    for glyph in cells(glyphs(name)):
        assert len(glyph) == 1, glyph
        assert unicodedata.east_asian_width(glyph) not in "WF"
        assert unicodedata.combining(glyph) == 0
        assert glyph.isprintable()


@pytest.mark.parametrize("name", NAMES)
def test_no_glyph_is_braille_or_emoji(name: str) -> None:
    for glyph in cells(glyphs(name)):
        assert not 0x2800 <= ord(glyph) <= 0x28FF
        assert glyph not in EMOJI
        assert ord(glyph) < 0x1F000


def test_the_set_for_old_consoles_has_only_what_their_fonts_have() -> None:
    assert set(cells(glyphs("wgl4"))) <= WGL4
    assert set("".join(glyphs("wgl4").keys.values())) <= WGL4


def test_the_ascii_set_is_seven_bit() -> None:
    one = glyphs("ascii")
    assert all(glyph.isascii() for glyph in cells(one))
    assert all(word.isascii() for word in one.keys.values())


@pytest.mark.parametrize("name", NAMES)
def test_marks_that_stand_side_by_side_are_told_apart_without_colour(name: str) -> None:
    one = glyphs(name)
    assert tuple(one.status) == words.STATUSES
    for apart in (
        list(one.status.values()),
        list(one.step.values()),
        list(one.fills.values()),
        list(one.letters.values()),
        [one.child, one.shift, one.trend, one.beyond, one.cursor, one.aim, one.median, one.pace],
        [one.ticked, one.unticked],
        [one.folded, one.unfolded],
        [one.sorted_up, one.sorted_down],
    ):
        assert len(set(apart)) == len(apart), apart
    assert set(one.fills) == set(one.thin) == set(one.letters) == set(words.HOME_GROUPS)


@pytest.mark.parametrize(
    ("environ", "encoding", "platform", "name"),
    [
        ({}, "utf-8", "linux", "unicode"),
        ({"TERM": "xterm-256color"}, "UTF-8", "darwin", "unicode"),
        ({"TERM": "linux"}, "utf-8", "linux", "wgl4"),
        ({"TERM": "dumb"}, "utf-8", "linux", "ascii"),
        ({}, "utf-8", "win32", "wgl4"),
        ({"WT_SESSION": "1"}, "utf-8", "win32", "unicode"),
        ({"TERM_PROGRAM": "vscode"}, "utf8", "win32", "unicode"),
        ({"WT_SESSION": "1"}, "cp1252", "win32", "ascii"),
        ({}, "ISO-8859-1", "linux", "ascii"),
        ({}, None, "linux", "ascii"),
        ({"PACE_GLYPHS": "ascii"}, "utf-8", "linux", "ascii"),
        ({"PACE_GLYPHS": " Unicode "}, "cp437", "win32", "unicode"),
        ({"PACE_GLYPHS": "fancy"}, "utf-8", "linux", "unicode"),
    ],
)
def test_the_set_follows_the_wish_then_the_output_then_the_console(
    environ: dict[str, str], encoding: str | None, platform: str, name: str
) -> None:
    assert choose(environ, encoding, platform) == name
