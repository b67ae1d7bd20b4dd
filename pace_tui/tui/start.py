"""Before the screen: the file is opened and read, the palette is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from pace_tui.draw.glyphs import glyphs
from pace_tui.options import OpenOptions
from pace_tui.store import remembered
from pace_tui.store.casefile import open_file, writable
from pace_tui.store.find import name_of
from pace_tui.tui.desk import Desk

# What terminals that show more than 16 colours say of themselves.
_MORE_COLOURS = ("256color", "truecolor", "24bit", "direct", "kitty", "alacritty", "ghostty")


def open_desk(options: OpenOptions) -> Desk:
    """Open the file as asked; read-only too where it cannot be written. Raises `FileError`.

    The whole file is looked through for damage after the first screen, not before it.
    """
    read_only = options.read_only or not writable(options.path)
    file = open_file(options.path, read_only=read_only, check=False)
    try:
        desk = Desk(file, glyphs(options.glyphs), options.as_at, options.hide_names)
        if options.worker is not None:
            desk.choose_worker(name_of(file.connection, "worker", options.worker))
        else:
            _choose_last(desk)
    except BaseException:
        file.close()
        raise
    return desk


def _choose_last(desk: Desk) -> None:
    """Go back to the worker looked at last in this file."""
    worker = remembered.last_worker(desk.file.path)
    for choice in desk.choices:
        if worker is not None and choice.scope.worker == worker:
            desk.chosen = choice


def palette_for(wish: str | None, environ: Mapping[str, str]) -> str:
    """The palette to begin with: as wished, else by what the terminal says it can show."""
    if "NO_COLOR" in environ:
        return "ansi"
    if wish:
        return wish
    says = environ.get("COLORTERM", "") + " " + environ.get("TERM", "")
    windows_terminal = "WT_SESSION" in environ or "TERM_PROGRAM" in environ
    if windows_terminal or any(word in says for word in _MORE_COLOURS):
        return "dark"
    return "ansi"
