"""Dates as people type them, and what is said back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace_tui.core.typed import TypedDateError, echo, read_typed

FRIDAY = date(2026, 11, 20)
START = date(2026, 2, 6)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/12", date(2026, 12, 3)),
        ("3.12.", None),
        ("3 Dec", date(2026, 12, 3)),
        ("3rd december", date(2026, 12, 3)),
        ("3/12/26", date(2026, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("today", FRIDAY),
        ("tomorrow", date(2026, 11, 21)),
        ("yesterday", date(2026, 11, 19)),
        ("+2w", date(2026, 12, 4)),
        ("+ 10", date(2026, 11, 30)),
        ("-3 days", date(2026, 11, 17)),
        ("+1 month", date(2026, 12, 20)),
        ("Tue", date(2026, 11, 24)),
        ("fri", date(2026, 11, 27)),
        ("last tuesday", date(2026, 11, 17)),
        ("week 26", date(2026, 8, 7)),
        ("31/4", None),
        ("30 Feb", None),
        ("29/2", date(2028, 2, 29)),
        ("12", None),
        ("Mond?y", None),
        ("", None),
        ("٣/١٢", None),
    ],
)
def test_a_day_is_what_a_person_would_mean(typed: str, meant: date | None) -> None:
    if meant is None:
        with pytest.raises(TypedDateError, match="type a day, such as 3/12"):
            read_typed(typed, FRIDAY, START)
    else:
        assert read_typed(typed, FRIDAY, START) == meant


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    assert read_typed("3/1", date(2026, 12, 20)) == date(2027, 1, 3)
    assert read_typed("20/12", date(2027, 1, 5)) == date(2026, 12, 20)


def test_the_echo_says_the_weekday_and_the_week_of_the_journey() -> None:
    assert echo(date(2026, 12, 3), START) == "Thu 3 Dec 2026, week 42 of the journey"
    assert echo(date(2026, 1, 1), START) == "Thu 1 Jan 2026"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_can_be_typed_in_full(day: date) -> None:
    for form in (f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day.day}.{day.month}.{day.year}"):
        assert read_typed(form, FRIDAY) == day


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
)
def test_a_weekday_lies_within_the_week_ahead_or_behind(today: date, name: str) -> None:
    ahead, behind = read_typed(name, today), read_typed(f"last {name}", today)
    assert timedelta(1) <= ahead - today <= timedelta(7)
    assert timedelta(1) <= today - behind <= timedelta(7)
    assert f"{ahead:%a}".lower() == f"{behind:%a}".lower() == name


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_day_or_one_sentence(typed: str) -> None:
    try:
        assert isinstance(read_typed(typed, FRIDAY, START), date)
    except TypedDateError as error:
        assert str(error).endswith(".")
