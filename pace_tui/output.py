"""Standard output: how wide it is, which signs it can show, and what becomes of a full one."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from pace_tui.store.errors import FileError

if TYPE_CHECKING:
    from pace_tui.draw.glyphs import Glyphs

_PIPED_WIDTH = 140
_NARROWEST = 40
_USUAL_WIDTH = 80
_COLOURS = {
    "check": "magenta",
    "past_aim": "red",
    "overdue": "yellow",
    "due_soon": "cyan",
    "recommended": "blue",
    "on_track": "green",
}
# What JSON may hold as it is and a terminal obeys: C1 controls and changes of direction.
_STEERING = (
    *range(0x7F, 0xA0),
    0x61C,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
_ESCAPED = {code: f"\\u{code:04x}" for code in _STEERING}


class OutputGone(Exception):  # noqa: N818 - for `| head` it is no error at all
    """Standard output takes no more: its reader has left, or the disk is full."""

    def __init__(self, error: OSError) -> None:
        gone = isinstance(error, BrokenPipeError)
        super().__init__("" if gone else f"The output could not be written: {error.strerror}.\n")
        self.exit_code = 0 if gone else 2


def say(text: str) -> None:
    """Print some lines; raises `OutputGone`."""
    try:
        click.echo(text)
    except OSError as error:
        raise OutputGone(error) from None


def say_json(value: object) -> None:
    """Print a value as JSON; raises `OutputGone`."""
    say(json_text(value))


def json_text(value: object) -> str:
    """A value as JSON, as people like to read it. Nothing in it can steer a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.translate(_ESCAPED)


def is_terminal() -> bool:
    """Whether a person sits in front of standard output, and at the keyboard."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def _is_terminal(stream: TextIO | None) -> bool:
    """A stream that was closed before the start (`>&-`) is `None`."""
    return stream is not None and stream.isatty()


def width() -> int:
    """Columns of the terminal; where there is none, what `COLUMNS` says, else plenty."""
    with contextlib.suppress(ValueError):
        told = int(os.environ.get("COLUMNS", ""))
        if told > 0:
            return max(_NARROWEST, told)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
        return max(_NARROWEST, columns or _USUAL_WIDTH)  # 0: it does not know
    return _PIPED_WIDTH


def glyph_name(wanted: str | None) -> str:
    """The set of glyphs asked for, else the one that suits standard output."""
    from pace_tui.draw.glyphs import choose  # noqa: PLC0415 - only where something is drawn

    encoding = getattr(sys.stdout, "encoding", None)
    return wanted or choose(os.environ, encoding, sys.platform)


def glyph_set(wanted: str | None) -> Glyphs:
    """The glyphs themselves."""
    from pace_tui.draw.glyphs import glyphs  # noqa: PLC0415 - only where something is drawn

    return glyphs(glyph_name(wanted))


def paint(text: str, style: str) -> str:
    """The text in the colour of a status, and headings bold, where a terminal shows colours."""
    if not text.strip() or os.environ.get("NO_COLOR") or not _is_terminal(sys.stdout):
        return text
    if style in _COLOURS:
        return click.style(text, fg=_COLOURS[style])
    return click.style(text, bold=True) if style == "heading" else text


def deliver(text: str, out: Path | None, end: str = "\n") -> None:
    """Print the text, or write it to a file: whole or not at all, for its owner only."""
    if out is None:
        say(text)
        return
    import tempfile  # noqa: PLC0415 - only where a file is written

    try:
        descriptor, part = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.absolute().parent)
        try:
            with open(descriptor, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
                file.write(text + end)
                file.flush()
                os.fsync(file.fileno())
            Path(part).replace(out)
        finally:
            Path(part).unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "the system refused"
        raise FileError(f"“{out.name}” cannot be written there: {why}.") from None
