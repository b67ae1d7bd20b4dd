"""Text as it comes in from files and fields, made harmless before anything else sees it.

A terminal obeys some characters (escape sequences, changes of writing direction), a database
refuses others (lone surrogates), and two names that look alike must be alike.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS_IN_A_ROW = 4
_JOINER = "\u200d"  # joins letters of some scripts and the parts of family emoji: kept

# Controls that are no white space, soft hyphen, zero-width, bidi, annotation and tag
# characters, lone surrogates, non-characters.
_STRIPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_NEW_LINE = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_FORMULA = re.compile("[\\s'\"]*[=+\\-@|%＝＋－＠]")
_FORMULA_TEXT = re.compile('="([^"]*)"')
_PUNCTUATION = re.compile(r"[\W_]+")


def clean(text: str, multiline: bool = False) -> str:
    """The text in NFC, without what a terminal would obey or nobody can see.

    Runs of white space, line ends and no-break spaces become one space and the ends are
    trimmed; with `multiline` line ends stay, as LF. At most four combining marks in a row.
    Cleaning twice is cleaning once.
    """
    if not text.isascii():
        text = _few_marks(unicodedata.normalize("NFC", _STRIPPED.sub("", text)))
    elif not text.isprintable():
        text = _STRIPPED.sub("", text)
    if multiline:
        return "\n".join(" ".join(line.split()) for line in _NEW_LINE.split(text)).strip("\n")
    return " ".join(text.split())


def _few_marks(text: str) -> str:
    """Without the combining marks after the fourth in a row, which pile up over other lines."""
    kept = []
    marks = 0
    for letter in text:
        if unicodedata.category(letter)[0] == "M":
            marks += 1
        elif letter != _JOINER:
            marks = 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))


def guard(text: str) -> str:
    """The text with `'` before it where a spreadsheet would take it for a formula (CWE-1236)."""
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """A cell as it was before `guard`, or before a report wrote `="00123"` to keep the noughts."""
    if text.startswith("'") and _FORMULA.match(text[1:]):
        return text[1:]
    wrapped = _FORMULA_TEXT.fullmatch(text)
    return wrapped[1] if wrapped else text


def fold(text: str) -> str:
    """What is compared where case, spaces, underscores and punctuation do not matter."""
    return _PUNCTUATION.sub("", clean(text).casefold())


def quoted(text: str, longest: int = 30) -> str:
    """What was typed, in quotation marks and cut short, for a message."""
    return f"“{text}”" if len(text) <= longest else f"“{text[: longest - 1]}…”"
