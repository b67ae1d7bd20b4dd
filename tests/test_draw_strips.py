"""The team's strip and the child's week bar: honest in one row of cells."""

from __future__ import annotations

from datetime import timedelta

import pytest
from draw_charts import AS_AT, COUNTS, FIRST, PACE, SETS, dot, of_dots, team
from hypothesis import given
from hypothesis import strategies as st

from pace_tui.core.words import STATUSES
from pace_tui.draw.glyphs import glyphs
from pace_tui.draw.grid import STYLES
from pace_tui.draw.sparkline import Sparkline, draw_sparkline
from pace_tui.draw.weekbar import week_bar


def text(strip: Sparkline, row: int = 0) -> str:
    return "".join(part for part, _ in strip.rows[row])


def of_weeks(*weeks: float, aim: int = 26) -> Sparkline:
    dots = [dot(PACE + timedelta(days=i), int(w * 7), i) for i, w in enumerate(weeks)]
    return draw_sparkline(of_dots(dots, aim), 80, glyphs("unicode"))


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("width", [1, 2, 10, 40, 200])
@pytest.mark.parametrize("height", [1, 2])
def test_a_strip_fits_its_room(name: str, count: int, width: int, height: int) -> None:
    strip = draw_sparkline(team(count), width, glyphs(name), height)
    assert len(strip.rows) == height
    assert {len(text(strip, row)) for row in range(height)} == {strip.width}
    assert strip.width <= width
    assert name != "ascii" or text(strip).isascii()
    assert {style for row in strip.rows for _, style in row} <= STYLES


def test_one_column_a_child_with_pace_start_as_a_gap() -> None:
    strip = draw_sparkline(team(80), 120, glyphs("unicode"))
    before, after = text(strip).split(" ┊ ")
    assert strip.children == 1
    assert len(before) == sum(child.recommended_on < PACE for child in team(80).dots)
    assert len(before) + len(after) == 80


def test_many_children_share_columns_and_the_strip_says_how_many() -> None:
    strip = draw_sparkline(team(80), 30, glyphs("unicode"))
    before, after = text(strip).replace(" ", "").split("┊")
    assert strip.children > 1
    assert len(before) == -(-sum(c.recommended_on < PACE for c in team(80).dots) // strip.children)
    assert len(after) == -(-sum(c.recommended_on >= PACE for c in team(80).dots) // strip.children)


def test_a_shared_column_is_the_median_child_of_its_group() -> None:
    dots = [dot(FIRST + timedelta(days=i), (5, 35, 95)[i % 3] * 7, i) for i in range(30)]
    strip = draw_sparkline(of_dots(dots, pace=None), 10, glyphs("ascii"))
    assert strip.children == 3
    assert text(strip) == "3" * 10


def test_strips_of_two_teams_can_be_compared() -> None:
    assert text(of_weeks(40, 45)) == text(of_weeks(40, 45, 10, 190))[:2]


@given(st.integers(1, 60), st.integers(0, 900), st.integers(0, 900))
def test_within_the_aim_is_always_lower_than_over_it(aim: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    strip = text(of_weeks(low / 7, high / 7, aim=aim))
    assert strip[0] <= strip[1]
    if low <= aim * 7 < high:
        assert strip[0] < strip[1]


def test_without_blocks_figures_stand_for_tens_of_weeks() -> None:
    dots = [dot(AS_AT, weeks * 7, i) for i, weeks in enumerate((3, 26, 99, 100))]
    strip = draw_sparkline(of_dots(dots), 40, glyphs("ascii"))
    assert text(strip) == "029+"


def bar(days: int | None, name: str = "unicode", ticks: tuple[int, ...] = ()) -> str:
    runs = week_bar(days, 26, "on_track", 20, glyphs(name), ticks)
    return "".join(part for part, _ in runs)


@given(
    st.none() | st.integers(-50, 10_000_000),
    st.integers(0, 200),
    st.sampled_from(STATUSES),
    st.integers(0, 60),
    st.sampled_from(SETS),
    st.lists(st.integers(-10, 2000), max_size=9),
)
def test_a_week_bar_is_exactly_as_wide_as_its_cell(
    days: int | None, aim: int, status: str, width: int, name: str, ticks: list[int]
) -> None:
    runs = week_bar(days, aim, status, width, glyphs(name), ticks)
    assert sum(len(part) for part, _ in runs) == width
    assert {style for _, style in runs} <= STYLES | {""}
    assert name != "ascii" or "".join(part for part, _ in runs).isascii()


@given(st.integers(0, 182), st.sampled_from(SETS))
def test_within_the_aim_the_bar_ends_in_its_mark_and_says_no_plus(days: int, name: str) -> None:
    shown = bar(days, name)
    assert shown[16] == glyphs(name).bar_end
    assert "+" not in shown
    assert shown[0] != " "


def test_past_the_aim_the_bar_is_full_and_says_by_how_much() -> None:
    assert bar(182) == "━" * 16 + "┤   "
    assert bar(183) == "━" * 16 + "+1d "
    assert bar(188) == "━" * 16 + "+6d "
    assert bar(189) == "━" * 16 + "+1  "
    assert bar(41 * 7 + 6, "ascii") == "=" * 16 + "+15 "
    assert bar(223 * 7) == "━" * 16 + "+197"


def test_half_the_aim_is_half_the_bar() -> None:
    assert bar(91) == "━" * 8 + "─" * 8 + "┤   "


def test_without_a_clock_no_bar_is_drawn() -> None:
    assert bar(None) == " " * 20
    assert bar(-3) == " " * 20


def test_steps_ahead_are_marked_and_those_behind_are_not() -> None:
    assert bar(91, "ascii", (10, 140)) == "=" * 8 + "----.---|   "


@pytest.mark.parametrize("status", STATUSES)
def test_the_style_of_the_bar_is_the_status(status: str) -> None:
    for days in (30, 300):
        assert week_bar(days, 26, status, 20, glyphs("unicode"))[0][1] == status
