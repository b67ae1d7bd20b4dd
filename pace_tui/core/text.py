"""Fitting words into columns, in terminal cells. Nothing is cut without an ellipsis."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def cells(text: str) -> int:
    """How many columns a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(char) or char == "\u200d" else 2 if east_asian_width(char) in "WF" else 1
        for char in text
    )


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in at most `width` columns; what does not fit gives way to the ellipsis."""
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
    """The text in lines of at most `width` columns, broken between words where it can be."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while cells(word) > width > 1:
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
