"""The scale of weeks never shows a missed aim as met, nor a met one as missed."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pace_tui.draw.grid import Grid
from pace_tui.draw.scale import fit

days_of_children = st.lists(st.integers(0, 4000), max_size=60)


@given(days_of_children, st.integers(1, 200), st.integers(2, 60), st.integers(0, 9))
def test_over_the_aim_is_above_its_row_and_within_it_is_not(
    days: list[int], aim: int, rows: int, fine: int
) -> None:
    scale = fit(days, aim, rows, rows + 1, fine)
    for one in (*days, 0, 1, aim * 7, aim * 7 + 1):
        assert (scale.y(one) < scale.aim_y) == (one > aim * 7)


@given(days_of_children, st.integers(1, 200), st.integers(2, 60), st.integers(0, 9))
def test_everybody_has_a_row_of_those_there_are(
    days: list[int], aim: int, rows: int, fine: int
) -> None:
    scale = fit(days, aim, rows, rows + 1, fine)
    assert all(1 <= scale.y(one) <= rows for one in days)
    assert scale.rows + scale.overflow == rows
    assert scale.overflow == any(scale.is_beyond(one) for one in days)


@given(days_of_children, st.integers(1, 200), st.integers(2, 60))
def test_longer_is_never_drawn_lower(days: list[int], aim: int, rows: int) -> None:
    scale = fit(days, aim, rows, rows + 1, 3)
    heights = [scale.y(one) for one in sorted(days)]
    assert heights == sorted(heights, reverse=True)


@given(days_of_children, st.integers(1, 200), st.integers(2, 60))
def test_ticks_stand_on_rows_of_their_own_beside_the_aim(
    days: list[int], aim: int, rows: int
) -> None:
    scale = fit(days, aim, rows, rows + 1, 3)
    ys = [y for _, y in scale.ticks()] + [scale.aim_y]
    assert len(set(ys)) == len(ys)
    assert all(1 <= y <= rows for y in ys)
    assert all(scale.y(weeks * 7) == y for weeks, y in scale.ticks())


def test_a_median_between_two_days_is_placed_exactly() -> None:
    scale = fit([100, 500], 26, 30, 31, 1)
    assert scale.y(Fraction(365, 2)) == scale.aim_y - 1  # half a day over 182


def test_one_who_waited_for_years_does_not_flatten_all_the_others() -> None:
    days = [weeks * 7 for weeks in range(10, 60)]
    alone, with_one = fit(days, 26, 12, 13, 5), fit([*days, 223 * 7], 26, 12, 13, 5)
    assert with_one.overflow
    assert with_one.y(223 * 7) == 1
    assert with_one.aim_rows >= alone.aim_rows - 1


def test_nobody_is_put_off_the_scale_where_there_is_room_for_all() -> None:
    assert not fit([100, 200, 223 * 7], 26, 60, 61, 5).overflow


def test_a_label_gives_way_rather_than_cover_or_touch_anything() -> None:
    grid = Grid(12, 2)
    grid.put(5, 0, "o", "dot")
    assert grid.label("abc", "dim", [(4, 0), (6, 0)]) is None
    assert grid.label("abc", "dim", [(6, 0), (7, 0)]) == (7, 0)
    assert grid.label("too wide here", "dim", [(0, 1)]) is None
    assert grid.label("abc", "dim", [(10, 1), (-1, 1)]) is None
    assert grid.plain() == "     o abc\n"


def test_rows_are_runs_of_one_style_and_an_overlay_leaves_the_grid_alone() -> None:
    grid = Grid(6, 1)
    grid.text(1, 0, "ab", "dot")
    assert list(grid.rows()) == [[(" ", ""), ("ab", "dot"), ("   ", "")]]
    assert grid.row(0, {2: ("X", "cursor")})[2] == ("X", "cursor")
    assert grid.plain() == " ab"
