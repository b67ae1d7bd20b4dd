"""Four palettes, each of which can be read: by contrast, and without any colour at all."""

import itertools

import pytest

from pace_tui.core import words
from pace_tui.draw.glyphs import NAMES, glyphs
from pace_tui.draw.grid import STYLES
from pace_tui.tui.look import PALETTES, Look, missing_keys
from pace_tui.tui.start import palette_for

# Lines that lead the eye and that nobody reads: as visible as WCAG 1.4.11 asks of graphics.
# The rule between parts of a page only frames it, and may be fainter.
DECORATIVE = {"rule": 1.5, "ahead": 3.0, "drop": 3.0, "axis": 3.0}
LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
# What a child's row, a worker's line, a diary entry and a palette entry are drawn in.
IN_ROWS = {"text", "strong", "dim", "heading", "accent", "good", "late", *words.STATUSES}
PAINTED = [name for name, palette in PALETTES.items() if not palette.ansi]


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio as WCAG 2.2 defines it: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def painted(style):
    """The colour and the ground of a style, as hex."""
    return style.color.triplet.hex, style.bgcolor.triplet.hex


def test_the_ratio_is_reckoned_as_published():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_key_has_a_colour_in_every_palette():
    assert not missing_keys()
    keys = {*STYLES, *words.STATUSES, *words.HOME_GROUPS}
    for palette in PALETTES.values():
        assert keys <= set(palette.colours), palette.name
        assert set(palette.colours) == set(PALETTES["dark"].colours), palette.name


@pytest.mark.parametrize("name", PAINTED)
def test_all_text_can_be_read_on_its_ground(name):
    look = Look(PALETTES[name])
    for key in PALETTES[name].colours:
        ratio = contrast(*painted(look.style(key)))
        assert ratio >= DECORATIVE.get(key, LEAST[name]), (name, key, round(ratio, 2))


@pytest.mark.parametrize("name", PAINTED)
def test_rows_can_be_read_under_the_cursor(name):
    look = Look(PALETTES[name])
    for key, focused in itertools.product(sorted(IN_ROWS), (True, False)):
        ratio = contrast(*painted(look.chosen(key, focused)))
        assert ratio >= 4.5, (name, key, focused, round(ratio, 2))


@pytest.mark.parametrize("name", PAINTED)
def test_the_row_of_the_cursor_stands_out_and_more_so_with_the_focus(name):
    look = Look(PALETTES[name])
    plain, paler, chosen = (
        look.style("text"), look.chosen("text", False), look.chosen("text", True),
    )  # fmt: skip
    grounds = [style.bgcolor.triplet.hex for style in (plain, paler, chosen)]
    assert len(set(grounds)) == 3
    assert contrast(grounds[0], grounds[2]) > contrast(grounds[0], grounds[1])


def test_the_ansi_palette_uses_only_the_terminals_own_colours():
    look = Look(PALETTES["ansi"])
    for key, focused in itertools.product(PALETTES["ansi"].colours, (True, False)):
        for style in (look.style(key), look.chosen(key, focused)):
            assert style.color is None or style.color.triplet is None
            assert style.bgcolor is None or style.bgcolor.is_default
    assert look.chosen("text", True).reverse
    assert look.style("cursor").reverse


def test_no_status_is_told_by_colour_alone():
    for name in NAMES:
        signs = [glyphs(name).status[status] for status in words.STATUSES]
        assert len(set(signs)) == len(signs), name
    assert len(set(words.STATUS.values())) == len(words.STATUSES)


def test_the_palette_follows_what_the_terminal_says():
    assert palette_for(None, {"NO_COLOR": "", "COLORTERM": "truecolor"}) == "ansi"
    assert palette_for("light", {"NO_COLOR": "1"}) == "ansi"
    assert palette_for(None, {"TERM": "linux"}) == "ansi"
    assert palette_for(None, {"TERM": "xterm-256color"}) == "dark"
    assert palette_for(None, {"COLORTERM": "truecolor"}) == "dark"
    assert palette_for("contrast", {"TERM": "linux"}) == "contrast"
    assert palette_for(None, {"WT_SESSION": "x"}) == "dark"


def test_an_unknown_key_is_plain_text_and_never_vanishes():
    look = Look(PALETTES["dark"])
    assert look.style("no such key") == look.style("text")
