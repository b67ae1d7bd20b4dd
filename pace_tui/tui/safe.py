"""What keeps text from acting: a filter under the whole screen, and a crash without contents.

Textual passes control characters on to the terminal and prints local variables when it
crashes; neither may happen to a child's name.
"""

from __future__ import annotations

import re
import traceback
import unicodedata
from typing import ClassVar

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.scrollbar import ScrollBarRender

from pace_tui.core.text import cells

# C0 and C1 controls, and the characters that turn the direction of text around.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_REPLACEMENT = "\ufffd"
_PLAIN = dict(zip("–—‘’“”…•ßøØłŁđĐ", "--''\"\">*soOlLdD", strict=True))


class ControlFilter(LineFilter):
    """Replaces control characters in every piece of text on its way to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, without a control character in any text."""
        del background
        return [
            Segment(_CONTROL.sub(_REPLACEMENT, text), style, control)
            if text and not control and not text.isprintable()
            else segment
            for segment in segments
            for text, style, control in (segment,)
        ]


class AsciiFilter(LineFilter):
    """For terminals that show no more: seven-bit signs in the place of all others.

    The drawings keep to the plain set by themselves; names, typed text and Textual's own
    widgets do not. Every replacement is as wide as what it replaces.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in seven-bit text."""
        del background
        return [
            segment if segment.control or segment.text.isascii() else _in_ascii(segment)
            for segment in segments
        ]


def _in_ascii(segment: Segment) -> Segment:
    text, style, control = segment
    return Segment("".join(map(_ascii_of, text)), style, control)


def _ascii_of(char: str) -> str:
    if char.isascii() or not cells(char):
        return char if char.isascii() else ""
    plain = _PLAIN.get(char) or unicodedata.normalize("NFD", char)[0]
    return (plain if plain.isascii() else "?") * cells(char)


class PlainScrollBar(ScrollBarRender):
    """A scrollbar of coloured cells alone: older fonts lack the eighths of a block."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def fault_line(error: BaseException) -> str:
    """What may be told of a crash: the kind of error and the place in the program.

    Never the message, which may quote a name, and never a variable.
    """
    cause = getattr(error, "error", None)  # what a worker of Textual's wraps
    if isinstance(cause, BaseException):
        error = cause
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.replace(chr(92), '/').rpartition('/')[2]}" if frames else ""
    line = f":{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}{line}"
