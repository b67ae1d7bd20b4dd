"""What keeps text from acting: a filter under the whole screen, and a crash without contents.

Textual passes control characters on to the terminal and prints local variables when it
crashes; neither may happen to a child's name.
"""

from __future__ import annotations

import re
import traceback

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# C0 and C1 controls, and the characters that turn the direction of text around.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_REPLACEMENT = "\ufffd"


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


def fault_line(error: BaseException) -> str:
    """What may be told of a crash: the kind of error and the place in the program.

    Never the message, which may quote a name, and never a variable.
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.replace(chr(92), '/').rpartition('/')[2]}" if frames else ""
    line = f":{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}{line}"
