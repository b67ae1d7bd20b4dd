"""Dates as files write them, read strictly: what is not certainly a day is refused.

`03/04/2026` is 3 April; a profile of another country's system may say that it is 4 March.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from pace_tui.core.cleaning import clean, quoted

Order = Literal["dmy", "mdy"]

FIRST_YEAR, LAST_YEAR = 1900, 2100
# What systems write into a cell that holds nothing.
BLANK = frozenset({"", "null", "(null)", "n/a", "#n/a", "na", "-", "–", "none", "nan", "nat"})

# [0-9] and not \d, which takes the digits of every script.
_MIDNIGHT = r"(?:[T ]00:00(?::00(?:\.0+)?)?)?"
_ISO = re.compile(rf"([0-9]{{4}})([-/])([0-9]{{1,2}})\2([0-9]{{1,2}}){_MIDNIGHT}")
_NUMBERS = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){_MIDNIGHT}")
_WORDS = re.compile(rf"([0-9]{{1,2}})[ -]([A-Za-z]+)\.?,?[ -]([0-9]{{4}}){_MIDNIGHT}")
_SERIAL = re.compile(r"([0-9]{5})(?:\.0+)?")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/. ])(?:[0-9]{1,2}|[A-Za-z]+)\1[0-9]{2}")
_CLOCK = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}")

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_MONTH = _MONTHS | {name[:3]: at for name, at in _MONTHS.items()} | {"sept": 9}

# The 1900 system counts a 29 February 1900 that never was: from March 1900 on, this is day 0.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIAL_FIRST_YEAR = 1950


def is_blank(text: str) -> bool:
    """Whether a cell says that it holds nothing: empty, `NULL`, `#N/A`, `-` and the like."""
    return text.strip().casefold() in BLANK


@lru_cache(maxsize=50_000)
def read_date(text: str, order: Order = "dmy") -> date | None:
    """The day that a cell names; `None` where it is blank.

    Read are ISO, day/month/year with `/`, `-` or `.`, `3 Apr 2026`, `3 April 2026` (each also
    with a time of midnight) and Excel's day numbers of 1950 to 2100. `order` is the order of
    `03/04/2026`. ValueError with one phrase where it is no such date.
    """
    text = clean(text)
    if is_blank(text):
        return None
    parts = _parts(text, order)
    if parts is not None:
        return _day(text, *parts)
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _from_serial(text, int(serial[1]))
    raise ValueError(f"{_shown(text)} {_why(text)}")


def _parts(text: str, order: Order) -> tuple[int, int, int] | None:
    """Year, month and day, not yet known to make a date."""
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _NUMBERS.fullmatch(text):
        day, month = (found[1], found[3]) if order == "dmy" else (found[3], found[1])
        return int(found[4]), int(month), int(day)
    if (found := _WORDS.fullmatch(text)) and (named := _MONTH.get(found[2].lower())):
        return int(found[3]), named, int(found[1])
    return None


def _day(text: str, year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{_shown(text)} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{_shown(text)} is not a day of the calendar") from None


def _from_serial(text: str, serial: int) -> date:
    day = _SERIAL_ZERO + timedelta(days=serial)
    if not _SERIAL_FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(
            f"{_shown(text)} as Excel's day number is outside the years "
            f"{_SERIAL_FIRST_YEAR} to {LAST_YEAR}"
        )
    return day


def _shown(text: str) -> str:
    """The cell as typed; without a digit in front it may be a name, which no message repeats."""
    return quoted(text) if text[0] in "0123456789" else "the cell"


def _why(text: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return "has a year of two digits; write all four, as in 03/04/2026"
    if _CLOCK.search(text):
        return "has a time of day; write the day only, as in 03/04/2026"
    return "is not a date; write it as 03/04/2026 or 2026-04-03"
