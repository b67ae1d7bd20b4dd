"""How the style keys of the drawings look: four palettes, each with tested contrast.

A palette gives every key a colour, and bold where colour alone would have to carry meaning.
Widgets draw with these styles only, so that a theme is one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

from pace_tui.draw.grid import STYLES


class Palette(NamedTuple):
    """One theme: its grounds and its colour by key, as hex or as an ANSI colour's name."""

    name: str
    title: str
    dark: bool
    ground: str
    panel: str
    chosen: str
    chosen_dim: str
    colours: Mapping[str, str]
    ansi: bool = False


_STRONG = frozenset(
    {
        *("strong", "title", "place_here", "check", "past_aim", "overdue", "shift", "key"),
        *("cursor", "aim_label", "heading", "outlier"),
    }
)
_ON_PANEL = frozenset(
    {"bar", "said", "bar_dim", "bar_strong", "place", "place_here", "key", "key_name"}
)

_DARK = {
    "text": "#d5dce4",
    "dim": "#8e9bab",
    "strong": "#f4f7fa",
    "title": "#ffffff",
    "rule": "#3a4653",
    "heading": "#9fb0c3",
    "accent": "#7cc4ff",
    "check": "#e3a3ff",
    "past_aim": "#ff837a",
    "overdue": "#ffab5e",
    "due_soon": "#f2d45c",
    "recommended": "#79c0ff",
    "on_track": "#7ddba0",
    "ahead": "#5a6878",
    "bar": "#d5dce4",
    "bar_dim": "#8e9bab",
    "bar_strong": "#f4f7fa",
    "said": "#7ddba0",
    "place": "#aebbc9",
    "place_here": "#7cc4ff",
    "key": "#7cc4ff",
    "key_name": "#aebbc9",
    "axis": "#6f7d8c",
    "tick": "#9fb0c3",
    "more": "#9fb0c3",
    "aim": "#5cc8d7",
    "aim_label": "#5cc8d7",
    "median": "#f2d45c",
    "median_before": "#bfa84a",
    "pace": "#e59fd0",
    "test": "#c9a6f5",
    "dot": "#d5dce4",
    "shift": "#ff9f43",
    "trend": "#7ddba0",
    "outlier": "#d5dce4",
    "drop": "#6f7d8c",
    "cursor": "#ffffff",
    "foster": "#5aa9f2",
    "kinship": "#f0a830",
    "residential": "#46c79a",
    "home": "#f0e05a",
    "adopters": "#e59fd0",
    "other": "#b0bac5",
    "good": "#7ddba0",
    "late": "#ff837a",
}
_LIGHT = {
    "text": "#1d242c",
    "dim": "#5a6572",
    "strong": "#000000",
    "title": "#000000",
    "rule": "#c3ccd6",
    "heading": "#46525f",
    "accent": "#005fb8",
    "check": "#7b2fb0",
    "past_aim": "#b3261e",
    "overdue": "#974800",
    "due_soon": "#6f5600",
    "recommended": "#0b57a4",
    "on_track": "#17653a",
    "ahead": "#8491a0",
    "bar": "#1d242c",
    "bar_dim": "#55606d",
    "bar_strong": "#000000",
    "said": "#17653a",
    "place": "#3d4854",
    "place_here": "#00559f",
    "key": "#00559f",
    "key_name": "#3d4854",
    "axis": "#6d7986",
    "tick": "#46525f",
    "more": "#46525f",
    "aim": "#00707e",
    "aim_label": "#00707e",
    "median": "#7a5c00",
    "median_before": "#7a5c00",
    "pace": "#9c2f7d",
    "test": "#6a3fb0",
    "dot": "#1d242c",
    "shift": "#b84a00",
    "trend": "#17653a",
    "outlier": "#1d242c",
    "drop": "#8491a0",
    "cursor": "#000000",
    "foster": "#0b62b8",
    "kinship": "#955300",
    "residential": "#0a6e4f",
    "home": "#756000",
    "adopters": "#9c2f7d",
    "other": "#55606d",
    "good": "#17653a",
    "late": "#b3261e",
}
_CONTRAST = {
    **dict.fromkeys(_DARK, "#ffffff"),
    "rule": "#8a8a8a",
    "ahead": "#9a9a9a",
    "drop": "#bdbdbd",
    "axis": "#bdbdbd",
    "accent": "#8fd0ff",
    "place_here": "#ffff6b",
    "key": "#ffff6b",
    "check": "#f3c6ff",
    "past_aim": "#ffa8a0",
    "overdue": "#ffc48a",
    "due_soon": "#ffec80",
    "recommended": "#a6d8ff",
    "on_track": "#a0f0bd",
    "aim": "#7fe9f5",
    "aim_label": "#7fe9f5",
    "median": "#ffec80",
    "median_before": "#ffec80",
    "pace": "#ffb8e6",
    "test": "#dcc4ff",
    "shift": "#ffb46b",
    "trend": "#a0f0bd",
    "foster": "#8fc8ff",
    "kinship": "#ffc860",
    "residential": "#7be8c0",
    "home": "#fff27a",
    "adopters": "#ffb8e6",
    "good": "#a0f0bd",
    "said": "#a0f0bd",
    "late": "#ffa8a0",
}
_ANSI = {
    **dict.fromkeys(_DARK, "default"),
    "accent": "cyan",
    "place_here": "cyan",
    "key": "cyan",
    "check": "magenta",
    "past_aim": "red",
    "overdue": "yellow",
    "due_soon": "yellow",
    "recommended": "cyan",
    "on_track": "green",
    "aim": "cyan",
    "aim_label": "cyan",
    "median": "yellow",
    "median_before": "yellow",
    "pace": "magenta",
    "test": "magenta",
    "shift": "bright_yellow",
    "trend": "green",
    "foster": "cyan",
    "kinship": "yellow",
    "residential": "green",
    "adopters": "magenta",
    "good": "green",
    "said": "green",
    "late": "red",
}

PALETTES = {
    each.name: each
    for each in (
        Palette("dark", "Dark", True, "#10151b", "#1a222b", "#1a344b", "#202b36", _DARK),
        Palette("light", "Light", False, "#fcfcfa", "#eceff3", "#d6e6f7", "#e6ebf1", _LIGHT),
        Palette("contrast", "High contrast", True, "#000000", "#000000", "#00296b", "#202020",
                _CONTRAST),
        Palette("ansi", "The terminal's own 16 colours", True, "default", "default", "default",
                "default", _ANSI, ansi=True),
    )
}  # fmt: skip


class Look:
    """A palette made into Rich styles: `style(key)`, and the same on a chosen row."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.plain = {key: self._style(key, self._ground(key)) for key in palette.colours}
        self.plain[""] = self.plain["text"]
        self._chosen: dict[tuple[str, bool], Style] = {}
        self.blank = self.plain["text"]
        self.panel = self.plain["bar"]
        if palette.ansi:
            self.plain["cursor"] += Style(reverse=True)
            self.plain["place_here"] += Style(reverse=True)
            self.plain["dim"] += Style(dim=False)
        else:
            ink = palette.colours["cursor"]
            self.plain["cursor"] = Style(color=palette.ground, bgcolor=ink, bold=True)

    def _ground(self, key: str) -> str:
        return self.palette.panel if key in _ON_PANEL else self.palette.ground

    def _style(self, key: str, ground: str) -> Style:
        colour = self.palette.colours[key]
        return Style(color=Color.parse(colour), bgcolor=Color.parse(ground), bold=key in _STRONG)

    def style(self, key: str) -> Style:
        """The style of a key; an unknown one is plain text, so that nothing vanishes."""
        return self.plain.get(key, self.blank)

    def chosen(self, key: str, focused: bool) -> Style:
        """The style of a key on the row the cursor is on; paler where the focus is elsewhere."""
        found = self._chosen.get((key, focused))
        if found is None:
            palette = self.palette
            style = self.style(key)
            if palette.ansi:  # one ground for the row: its glyphs and words still tell
                plain = self.blank if focused else style
                found = plain + Style(reverse=focused, bold=True, underline=not focused)
            else:
                ground = palette.chosen if focused else palette.chosen_dim
                found = style + Style(bgcolor=Color.parse(ground))
            self._chosen[key, focused] = found
        return found


# Without these the styles of Textual's own widgets cannot be read in an ANSI theme.
_ANSI_VARIABLES = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "border-blurred": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "screen-selection-background": "ansi_default",
    "screen-selection-foreground": "ansi_default",
}


def theme(palette: Palette) -> Theme:
    """The palette as a Textual theme, for the few stock widgets (inputs, dialogs)."""
    if palette.ansi:
        return Theme(
            name=f"pace-{palette.name}",
            ansi=True,
            primary="ansi_cyan",
            secondary="ansi_cyan",
            accent="ansi_cyan",
            warning="ansi_yellow",
            error="ansi_red",
            success="ansi_green",
            foreground="ansi_default",
            background="ansi_default",
            surface="ansi_default",
            panel="ansi_default",
            boost="ansi_default",
            dark=True,
            variables=_ANSI_VARIABLES,
        )
    return Theme(
        name=f"pace-{palette.name}",
        primary=palette.colours["accent"],
        secondary=palette.colours["accent"],
        accent=palette.colours["accent"],
        warning=palette.colours["overdue"],
        error=palette.colours["late"],
        success=palette.colours["good"],
        foreground=palette.colours["text"],
        background=palette.ground,
        surface=palette.ground,
        panel=palette.panel,
        boost=palette.panel,
        dark=palette.dark,
    )


def missing_keys() -> frozenset[str]:
    """Style keys of the drawings that a palette forgot; none, as a test holds."""
    return frozenset(STYLES) - frozenset(_DARK)
