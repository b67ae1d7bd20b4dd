"""Fitting words into columns, in terminal cells. Nothing is cut without an ellipsis."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

_REPLACEMENT = "\ufffd"
_MARKS_IN_A_ROW = 4
# What nearly every text is made of: one column each, nothing that a terminal would obey.
_USUAL = re.compile("[ -~¡-¬®-\u02ff–—‘’“”•…←-↓─-◼✓]*")
# Joiners, the emoji or text look of a sign, skin tones: terminals disagree on their columns.
_LEFT_OUT = re.compile("[\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
# Vowels of dissolved Korean syllables, hexagrams and counting rods: no two tables agree.
_DISPUTED = re.compile(
    "[\u115f-\u11ff\u2630-\u2637\u268a-\u268f\u3164\u4dc0-\u4dff\ud7b0-\ud7ff\uffa0"
    "\U0001d300-\U0001d37f]"
)


def showable(text: str) -> str:
    """The text as it may go to a screen: `�` for what a terminal would obey or cannot place.

    Each character left has a width that terminals agree on; at most four combining marks
    follow one another, because a pile of them covers other lines.
    """
    if _USUAL.fullmatch(text):
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        shown, width = _shown(char)
        marks = marks + 1 if shown and not width else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(shown)
    return "".join(kept)


@lru_cache(maxsize=2048)
def _shown(char: str) -> tuple[str, int]:
    """What is shown for a character, and its columns."""
    if _LEFT_OUT.match(char):
        return "", 0
    if not char.isprintable():
        return (" " if char.isspace() else _REPLACEMENT), 1
    if _DISPUTED.match(char):
        return _REPLACEMENT, 1
    if category(char)[0] == "M":
        return char, 0
    return char, 2 if east_asian_width(char) in "WF" else 1


def cells(text: str) -> int:
    """How many columns a text takes in a terminal, as `showable` makes it."""
    if _USUAL.fullmatch(text):
        return len(text)
    return sum(_shown(char)[1] for char in text)


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in at most `width` columns; what does not fit gives way to the ellipsis."""
    text = showable(text)
    if cells(text) <= width:
        return text
    if width <= 0:
        return ""
    kept = ""
    for char in text:
        if cells(kept + char) > width - 1:
            break
        kept += char
    return kept.rstrip() + ellipsis


def pad(text: str, width: int, ellipsis: str = "…", right: bool = False) -> str:
    """The text in exactly `width` columns, cut or filled up, to the left or to the right."""
    text = cut(text, width, ellipsis)
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns (at least 3), broken between words where
    it can be."""
    width = max(3, width)
    lines: list[str] = []
    line = ""
    for word in showable(text).split():
        while cells(word) > width:
            if line:
                lines.append(line)
                line = ""
            lines.append(cut(word, width, "-"))
            word = word[len(lines[-1]) - 1 :]  # noqa: PLW2901 - the rest of a very long word
        if line and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines
