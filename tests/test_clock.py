"""Days, weeks, months, working days and ages are counted as the law and the calendar count them."""

from calendar import monthrange
from datetime import date, timedelta

import holidays
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from pace_tui.core import clock
from pace_tui.exchange.pathway_file import scottish_holidays

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
LISTED = frozenset(scottish_holidays())


@given(DAYS, st.integers(-5000, 5000))
def test_days_between_is_what_add_days_added(start, days):
    assert clock.days_between(start, clock.add_days(start, days)) == days


@given(st.integers(-5000, 5000))
def test_a_week_is_never_rounded_up(days):
    weeks = clock.weeks_in(days)
    assert weeks * 7 <= days < (weeks + 1) * 7


@given(st.integers(0, 2000), st.integers(0, 260))
def test_within_some_weeks_means_up_to_their_last_day(days, weeks):
    assert clock.within(days, weeks) == (days <= 7 * weeks)


def test_day_182_is_within_26_weeks_and_day_183_is_not():
    assert clock.within(182, 26)
    assert not clock.within(183, 26)
    assert (clock.weeks_in(181), clock.weeks_in(182), clock.weeks_in(183)) == (25, 26, 26)


@given(DAYS, st.integers(-240, 240))
def test_months_are_those_of_the_calendar_and_stop_at_a_months_end(start, months):
    later = clock.add_months(start, months)
    assert later == start + relativedelta(months=months)
    assert later.day == min(start.day, monthrange(later.year, later.month)[1])


@pytest.mark.parametrize(
    ("start", "months", "later"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2023-11-29", 3, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2026-08-20", 3, "2026-11-20"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-01-31", -2, "2025-11-30"),
    ],
)
def test_months_from_a_months_end(start, months, later):
    assert clock.add_months(date.fromisoformat(start), months) == date.fromisoformat(later)


@given(DAYS, st.integers(0, 60), st.sets(st.integers(1, 90)))
def test_working_days_against_a_list_of_every_day(start, count, off):
    free = {start + timedelta(each) for each in off}
    days = (start + timedelta(each) for each in range(1, 400))
    working = [day for day in days if day.isoweekday() <= 5 and day not in free]
    expected = working[count - 1] if count else start
    assert clock.add_working_days(start, count, free) == expected


@pytest.mark.parametrize(
    ("start", "third"),
    [
        ("2026-11-16", "2026-11-19"),  # Monday to Thursday
        ("2026-11-20", "2026-11-25"),  # over a weekend
        ("2026-11-21", "2026-11-25"),  # from a Saturday
        ("2026-12-24", "2026-12-31"),  # Christmas, and Boxing Day on the Monday after
        ("2026-12-31", "2027-01-07"),  # New Year, 2 January on the Monday after
        ("2026-11-26", "2026-12-02"),  # St Andrew's Day
    ],
)
def test_three_working_days_in_scotland(start, third):
    counted = clock.add_working_days(date.fromisoformat(start), 3, LISTED)
    assert counted == date.fromisoformat(third)


@given(DAYS)
def test_a_working_day_is_no_weekend_and_no_holiday(day):
    assert clock.is_working_day(day, LISTED) == (
        day.strftime("%w") not in "06" and day not in LISTED
    )


def test_the_shipped_holidays_are_scotlands_from_2000_to_2040():
    published = holidays.country_holidays("GB", subdiv="SCT", years=range(2000, 2041))
    assert set(scottish_holidays()) == set(published)


@given(DAYS, st.integers(0, 9000))
def test_age_in_months_is_the_calendars(born, days):
    day = born + timedelta(days)
    apart = relativedelta(day, born)
    assert clock.age_in_months(born, day) == apart.years * 12 + apart.months


@given(DAYS, st.integers(1, 5000))
def test_before_birth_there_is_no_age(born, days):
    assert clock.age_in_months(born, born - timedelta(days)) < 0
    assert clock.say_age(born, born - timedelta(days)) == "–"


@pytest.mark.parametrize(
    ("born", "day", "said"),
    [
        ("2026-11-20", "2026-11-20", "0;0"),
        ("2026-10-21", "2026-11-20", "0;0"),
        ("2026-10-20", "2026-11-20", "0;1"),
        ("2024-11-21", "2026-11-20", "1;11"),
        ("2024-11-20", "2026-11-20", "2"),
        ("2010-11-21", "2026-11-20", "15"),
        ("2010-11-20", "2026-11-20", "16"),
    ],
)
def test_age_in_words(born, day, said):
    assert clock.say_age(date.fromisoformat(born), date.fromisoformat(day)) == said


def test_an_age_that_is_not_known_is_a_dash():
    assert clock.say_age(None, date(2026, 11, 20)) == "–"


@pytest.mark.parametrize(
    ("days", "said", "span", "short"),
    [
        (0, "0 days", "0 days", "0d"),
        (1, "1 day", "1 day", "1d"),
        (7, "1 week", "7 days", "7d"),
        (8, "1 week 1 day", "8 days", "8d"),
        (13, "1 week 6 days", "13 days", "13d"),
        (14, "2 weeks", "2 weeks", "2w"),
        (20, "2 weeks 6 days", "2 weeks", "2w"),
        (171, "24 weeks 3 days", "24 weeks", "24w"),
    ],
)
def test_lengths_of_time_in_words(days, said, span, short):
    assert clock.say_weeks(days) == said
    assert clock.say_span(days) == span
    assert clock.short_span(days) == short


@given(st.integers(-3000, 3000))
def test_weeks_and_days_in_words_add_up(days):
    words = clock.say_weeks(days).removeprefix("minus ").split()
    each = {"week": 7, "weeks": 7, "day": 1, "days": 1}
    counted = sum(
        int(number) * each[unit] for number, unit in zip(words[::2], words[1::2], strict=True)
    )
    assert counted == abs(days)
    assert clock.say_weeks(days).startswith("minus ") == (days < 0)


def test_dates_in_words_are_english_with_the_year_where_it_is_another():
    day = date(2026, 12, 3)
    assert clock.say_date(day) == "3 Dec 2026"
    assert clock.say_day(day) == "Thu 3 Dec 2026"
    assert clock.say_near(day, date(2026, 1, 1)) == "3 Dec"
    assert clock.say_near(day, date(2027, 1, 1)) == "3 Dec 2026"
    assert (clock.weekday(day), clock.month(day)) == ("Thu", "Dec")


def test_numbers_with_their_noun():
    assert clock.count_of(1, "child", "children") == "1 child"
    assert clock.count_of(2, "child", "children") == "2 children"
    assert clock.count_of(0, "week") == "0 weeks"
    assert clock.count_of(1234, "row") == "1,234 rows"
