"""The only arithmetic of time: whole days, completed weeks, calendar months, working days.

A week is seven days and is never rounded up. "Within 26 weeks" is `days <= 182`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Container
from datetime import date, timedelta

WEEK = 7
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SATURDAY = 5


def days_between(start: date, end: date) -> int:
    """Whole days from `start` to `end`; 0 on the day itself, negative before it."""
    return end.toordinal() - start.toordinal()


def weeks_in(days: int) -> int:
    """Completed weeks in a number of days; `13` days are 1 week."""
    return days // WEEK


def within(days: int, weeks: int) -> bool:
    """Whether something after `days` days happened within `weeks` weeks."""
    return days <= weeks * WEEK


def add_days(start: date, days: int) -> date:
    """The day `days` days after `start`."""
    return start + timedelta(days=days)


def add_months(start: date, months: int) -> date:
    """The same day `months` calendar months on, or the month's last day: 30 Nov + 3 = 28 Feb."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Monday to Friday, and not in the file's list of public holidays."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(start: date, count: int, holidays: Container[date]) -> date:
    """The `count`-th working day after `start`; the day of `start` itself is not counted."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day, holidays):
            count -= 1
    return day


def age_in_months(born: date, on: date) -> int:
    """Completed calendar months of age on a day; negative before birth."""
    months = (on.year - born.year) * 12 + on.month - born.month
    return months if on >= add_months(born, months) else months - 1


def say_age(born: date | None, on: date) -> str:
    """Age as practitioners write it: `7` in years, `0;8` for eight months before the second
    birthday, `–` where the birth date is not known or lies ahead."""
    months = -1 if born is None else age_in_months(born, on)
    if months < 0:
        return "–"
    return f"{months // 12};{months % 12}" if months < 24 else str(months // 12)


def say_weeks(days: int) -> str:
    """`24 weeks 3 days`, without a part that is nought: `1 week`, `4 days`."""
    weeks, rest = divmod(abs(days), WEEK)
    parts = [count_of(weeks, "week")] if weeks else []
    if rest or not weeks:
        parts.append(count_of(rest, "day"))
    return ("minus " if days < 0 else "") + " ".join(parts)


def say_span(days: int) -> str:
    """A length at a glance: `9 days` up to a fortnight, then completed weeks."""
    return count_of(days, "day") if days < 2 * WEEK else count_of(days // WEEK, "week")


def short_span(days: int) -> str:
    """The same in a table's narrow column: `9d`, `15w`."""
    return f"{days}d" if days < 2 * WEEK else f"{days // WEEK}w"


def count_of(number: int, noun: str, plural: str = "") -> str:
    """`1 child`, `2 children`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def say_date(day: date) -> str:
    """`3 Dec 2026`. English whatever the machine's locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_day(day: date) -> str:
    """`Thu 3 Dec 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {say_date(day)}"


def say_near(day: date, as_at: date) -> str:
    """A date beside one that the reader knows: `3 Dec`, with the year where it is another."""
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == as_at.year else f"{text} {day.year}"


def weekday(day: date) -> str:
    """`Thu`."""
    return _WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    """`Dec`."""
    return _MONTHS[day.month - 1]
