"""Dates as people type them: `3/12`, `3 Dec`, `today`, `+2w`, `-3d`, `Tue`, `week 26`.

Day before month, always. A day without a year is the one nearest to the date the caseload is
shown as at, so that in December `3/1` is next month and in January `20/12` is last month.
"""

from __future__ import annotations

import re
from datetime import date

from pace_tui.core.clock import (
    WEEK,
    add_days,
    add_months,
    days_between,
    month,
    say_day,
    weeks_in,
)

_MONTHS = {month(date(2000, number, 1)).lower(): number for number in range(1, 13)}
_WEEKDAYS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday"),
    *("saturday", "sunday"),
)
_OFFSET = re.compile(r"([+-])\s*([0-9]{1,3})\s*(d|w|m|days?|weeks?|months?)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FIGURES = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})(?:[/.\- ]([0-9]{4}|[0-9]{2}))?")
_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\s*([a-z]{3,9})\.?(?:\s*([0-9]{4}))?")
_WEEK_OF = re.compile(r"(?:week|wk)\s*([0-9]{1,3})")
HINT = "a day, such as 3/12, 3 Dec, today, +2w or Tue"


class TypedDateError(ValueError):
    """What was typed is no day. The message says what would be."""


def read_typed(text: str, as_at: date, start: date | None = None) -> date:
    """The day somebody means; raises `TypedDateError`.

    `as_at` is today of the caseload, `start` the day accommodated, for `week 26`. A weekday
    is the next one ahead; `last tue` the one gone by.
    """
    typed = " ".join(text.lower().split())
    for read in (_by_word, _by_offset, _by_weekday, _by_figures, _by_month):
        found = read(typed, as_at)
        if found is not None:
            return found
    if start is not None and (match := _WEEK_OF.fullmatch(typed)):
        return add_days(start, int(match[1]) * WEEK)
    raise TypedDateError(f"“{text.strip()}” is no day: type {HINT}.")


def echo(day: date, start: date | None) -> str:
    """The day as it was understood: `Thu 3 Dec 2026, week 42 of the journey`."""
    if start is None or day < start:
        return say_day(day)
    return f"{say_day(day)}, week {weeks_in(days_between(start, day))} of the journey"


def _by_word(typed: str, as_at: date) -> date | None:
    words = {"today": 0, "now": 0, "t": 0, "tomorrow": 1, "yesterday": -1}
    return add_days(as_at, words[typed]) if typed in words else None


def _by_offset(typed: str, as_at: date) -> date | None:
    match = _OFFSET.fullmatch(typed)
    if match is None:
        return None
    count = int(match[2]) * (1 if match[1] == "+" else -1)
    unit = (match[3] or "d")[0]
    if unit == "m":
        return add_months(as_at, count)
    return add_days(as_at, count * (WEEK if unit == "w" else 1))


def _by_weekday(typed: str, as_at: date) -> date | None:
    last = typed.startswith("last ")
    name = typed.removeprefix("last ").removeprefix("next ")
    named = [at for at, day in enumerate(_WEEKDAYS) if len(name) >= 3 and day.startswith(name)]
    if not named:
        return None
    ahead = (named[0] - as_at.weekday()) % WEEK
    return add_days(as_at, ahead - WEEK if last else ahead or WEEK)


def _by_figures(typed: str, as_at: date) -> date | None:
    if match := _ISO.fullmatch(typed):
        return _day(int(match[1]), int(match[2]), int(match[3]), typed)
    match = _FIGURES.fullmatch(typed)
    if match is None:
        return None
    day, nth = int(match[1]), int(match[2])
    if match[3] is None:
        return _nearest(day, nth, as_at, typed)
    year = int(match[3])
    return _day(year if year > 99 else 2000 + year, nth, day, typed)


def _by_month(typed: str, as_at: date) -> date | None:
    match = _WORDS.fullmatch(typed)
    nth = _MONTHS.get(match[2][:3]) if match else None
    if match is None or nth is None:
        return None
    if match[3]:
        return _day(int(match[3]), nth, int(match[1]), typed)
    return _nearest(int(match[1]), nth, as_at, typed)


def _day(year: int, nth: int, day: int, typed: str) -> date:
    try:
        return date(year, nth, day)
    except ValueError:
        raise TypedDateError(f"There is no day {typed}: type {HINT}.") from None


def _nearest(day: int, nth: int, as_at: date, typed: str) -> date:
    """The day in the year that brings it closest; 29 February in the closest leap year."""
    found = []
    for year in range(as_at.year - 4, as_at.year + 5):
        try:
            found.append(date(year, nth, day))
        except ValueError:
            continue
    if not found:
        raise TypedDateError(f"There is no day {typed}: type {HINT}.")
    return min(found, key=lambda each: abs(days_between(as_at, each)))
