"""Dates in files are read strictly: what is not certainly a day is refused with a reason."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace_tui.core.clock import say_date
from pace_tui.exchange.dates import is_blank, read_date

THIRD_OF_APRIL = date(2026, 4, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-04-03",
        "2026-04-03T00:00:00",
        "2026-04-03 00:00:00",
        "2026-04-03 00:00:00.000",
        "2026/04/03",
        "03/04/2026",
        "3/4/2026",
        "03-04-2026",
        "03.04.2026",
        "03/04/2026 00:00",
        "3 Apr 2026",
        "03 April 2026",
        "3 APR 2026",
        "3-Apr-2026",
        "46115",
        "46115.0",
        " 03/04/2026\u00a0",
    ],
)
def test_the_third_of_april_in_every_form(typed):
    assert read_date(typed) == THIRD_OF_APRIL


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/06/2026", "not a day of the calendar"),
        ("2026-02-29", "not a day of the calendar"),
        ("04/13/2026", "not a day of the calendar"),
        ("00/01/1900", "not a day of the calendar"),
        ("03/04/26", "two digits"),
        ("3 Apr 26", "two digits"),
        ("03-Apr-26", "two digits"),
        ("2026-04-03 14:30", "time of day"),
        ("2026-04-02T23:00:00Z", "time of day"),
        ("03/04-2026", "not a date"),
        ("03/04", "not a date"),
        ("2026", "not a date"),
        ("12", "not a date"),
        ("20260403", "not a date"),
        ("3 Avril 2026", "not a date"),
        ("3 Ap 2026", "not a date"),
        ("٠٣/٠٤/٢٠٢٦", "not a date"),
        ("Monday", "not a date"),
        ("tbc", "not a date"),
        ("99999", "Excel"),
        ("10000", "Excel"),
        ("31/12/9999", "outside the years"),
        ("0206-04-03", "outside the years"),
    ],
)
def test_what_is_not_certainly_a_day_is_refused_with_its_reason(typed, why):
    with pytest.raises(ValueError, match=why):
        read_date(typed)


@pytest.mark.parametrize(
    "typed", ["", "  ", "NULL", "N/A", "#N/A", "-", "none", "nan", "NaT", "\u00a0"]
)
def test_a_cell_that_says_it_is_empty_is_no_date(typed):
    assert read_date(typed) is None


def test_nothing_is_not_a_blank_word():
    assert not is_blank("0")
    assert not is_blank("no")


def test_a_name_in_a_column_of_dates_is_not_repeated():
    with pytest.raises(ValueError, match="the cell is not a date") as fault:
        read_date("Zebedee Sentinel")
    assert "Sentinel" not in str(fault.value)


def test_a_profile_may_say_that_the_month_comes_first():
    assert read_date("04/03/2026", "mdy") == THIRD_OF_APRIL
    assert read_date("2026-04-03", "mdy") == THIRD_OF_APRIL


FORMS = {
    "iso": lambda day: day.isoformat(),
    "iso with midnight": lambda day: f"{day.isoformat()}T00:00:00",
    "slashes": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "dots, no noughts": lambda day: f"{day.day}.{day.month}.{day.year}",
    "words": say_date,
    "full month": lambda day: f"{day.day} {FULL[day.month - 1]} {day.year}",
    "serial": lambda day: str((day - date(1899, 12, 30)).days),
}
FULL = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.sampled_from(sorted(FORMS)))
def test_any_day_comes_back_from_each_form(day, form):
    assert read_date(FORMS[form](day)) == day


@given(st.text())
def test_no_text_breaks_the_reader(text):
    try:
        day = read_date(text)
    except ValueError as fault:
        assert str(fault)
    else:
        assert day is None or date(1900, 1, 1) <= day <= date(2100, 12, 31)


@given(st.integers(0, 31), st.integers(0, 12), st.integers(1900, 2100))
def test_day_month_year_is_that_day_or_refused(day, month, year):
    try:
        read = read_date(f"{day}/{month}/{year}")
    except ValueError:
        with pytest.raises(ValueError, match=r".*"):
            date(year, month, day)
    else:
        assert read == date(year, month, day)


def test_the_last_day_of_february_in_a_leap_year_is_a_day():
    assert read_date("29/02/2024") == date(2024, 3, 1) - timedelta(days=1)
