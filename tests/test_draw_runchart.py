"""The run chart shows every child, at every size, in every set of glyphs."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from draw_charts import AS_AT, COUNTS, FIRST, PACE, SETS, SIZES, TESTS, dot, of_dots, team
from hypothesis import given, settings
from hypothesis import strategies as st

from pace_tui.core.teamchart import Mark
from pace_tui.draw.drawing import gutter
from pace_tui.draw.glyphs import glyphs
from pace_tui.draw.grid import STYLES
from pace_tui.draw.runchart import NOBODY_YET, By, RunDrawing, draw_run_chart

DOTS = {"dot", "shift", "trend", "outlier"}


def lines(drawing: RunDrawing) -> list[str]:
    return drawing.grid.plain().split("\n")


def every() -> list[tuple[tuple[int, int], str, int, By]]:
    ways: tuple[By, By] = ("date", "order")
    return [(s, g, c, by) for s in SIZES for g in SETS for c in COUNTS[:-1] for by in ways]


@pytest.mark.parametrize(("size", "name", "count", "by"), every())
def test_each_child_is_drawn_and_found_again(
    size: tuple[int, int], name: str, count: int, by: By
) -> None:
    chart = team(count)
    drawing = draw_run_chart(chart, *size, glyphs(name), by)
    check(drawing, size)
    for index, child in enumerate(chart.dots):
        x, y = drawing.cells[index] or (-1, -1)
        assert index in drawing.at[x, y]
        assert drawing.grid.styles[y][x] in DOTS
        assert (y < drawing.scale.aim_y) == (child.days > 182)
    assert sum(map(len, drawing.at.values())) == count


children = st.lists(
    st.tuples(
        st.dates(date(2015, 1, 1), AS_AT), st.integers(0, 3000), st.sampled_from(["", "shift"])
    ),
    max_size=40,
)


@settings(max_examples=60)
@given(
    children,
    st.integers(1, 120),
    st.none() | st.dates(date(2014, 1, 1), date(2028, 1, 1)),
    st.tuples(st.integers(24, 130), st.integers(6, 45)),
    st.sampled_from(["date", "order"]),
)
def test_whatever_the_children_the_aim_and_the_size_nobody_is_misplaced(
    found: list[tuple[date, int, str]],
    aim: int,
    pace: date | None,
    size: tuple[int, int],
    by: By,
) -> None:
    dots = [dot(on, days, i, mark) for i, (on, days, mark) in enumerate(sorted(found))]
    drawing = draw_run_chart(of_dots(dots, aim, pace), *size, glyphs("ascii"), by)
    check(drawing, size)
    for child, cell in zip(dots, drawing.cells, strict=True):
        assert cell is not None
        assert drawing.grid.styles[cell[1]][cell[0]] in DOTS
        assert (cell[1] < drawing.scale.aim_y) == (child.days > aim * 7)


def check(drawing: RunDrawing, size: tuple[int, int]) -> None:
    rows = list(drawing.grid.rows())
    assert len(rows) == size[1]
    for row in rows:
        assert sum(len(text) for text, _ in row) == size[0]
        assert {style for _, style in row} <= STYLES | {""}
    if drawing.glyphs.name == "ascii":
        assert drawing.grid.plain().isascii()


def test_three_thousand_children_pile_up_and_nobody_is_lost() -> None:
    drawing = draw_run_chart(team(3000), 80, 24, glyphs("unicode"))
    assert sum(map(len, drawing.at.values())) == 3000
    for (x, y), indices in drawing.at.items():
        shown = drawing.grid.chars[y][x]
        if len(indices) > 1:
            assert shown == (str(len(indices)) if len(indices) < 10 else "+")


@pytest.mark.parametrize("by", ["date", "order"])
@pytest.mark.parametrize("size", SIZES)
def test_pace_start_parts_the_children(by: By, size: tuple[int, int]) -> None:
    near = [dot(PACE + timedelta(days=by), 200, by + 9) for by in range(-9, 9)]
    far = [dot(FIRST, 300, 20), *near, dot(AS_AT, 100, 21)]
    drawing = draw_run_chart(of_dots(far), *size, glyphs("ascii"), by)
    styles = drawing.grid.styles[drawing.scale.base - 1]
    line = styles.index("pace")
    for child, cell in zip(far, drawing.cells, strict=True):
        assert cell is not None
        assert cell[0] != line
        assert (cell[0] < line) == (child.recommended_on < PACE)


def test_the_cursor_walks_from_left_to_right() -> None:
    for by in ("date", "order"):
        cells = draw_run_chart(team(80), 120, 40, glyphs("unicode"), by).cells
        xs = [cell[0] for cell in cells if cell]
        assert xs == sorted(xs)


def test_the_cursor_marks_its_child_and_hides_no_other() -> None:
    drawing = draw_run_chart(team(300), 80, 24, glyphs("unicode"))
    before = drawing.grid.plain()
    for index, cell in enumerate(drawing.cells):
        assert cell is not None
        x, y = cell
        overlay = drawing.overlay(index)
        pile = len(drawing.at[cell]) > 1
        mark = drawing.grid.chars[y][x] if pile else drawing.glyphs.cursor
        assert overlay[y][x] == (mark, "cursor")
        for row, put in overlay.items():
            for column, (char, _) in put.items():
                if (column, row) in drawing.at and (column, row) != cell:
                    assert char == drawing.grid.chars[row][column]
    assert drawing.grid.plain() == before


def test_the_cursor_touches_only_the_regions_it_names() -> None:
    drawing = draw_run_chart(team(80), 120, 40, glyphs("unicode"))
    for index in range(80):
        regions = drawing.touched(index)
        for y, put in drawing.overlay(index).items():
            for x in put:
                assert any(r.x <= x < r.x + r.width and r.y <= y < r.y + r.height for r in regions)


def test_a_pointer_finds_the_child_it_is_on() -> None:
    drawing = draw_run_chart(team(80), 120, 40, glyphs("unicode"))
    for index, cell in enumerate(drawing.cells):
        assert cell is not None
        assert index in drawing.hit(*cell)
    assert drawing.hit(0, 0) == []


def test_a_child_far_off_the_scale_is_marked_with_its_weeks() -> None:
    near = [dot(FIRST + timedelta(days=20 * i), 7 * (20 + i), i) for i in range(30)]
    chart = of_dots([*near, dot(PACE + timedelta(days=60), 188 * 7, 40)])
    drawing = draw_run_chart(chart, 80, 16, glyphs("unicode"))
    assert "▲188" in lines(drawing)[1]
    assert "off the scale" in draw_run_chart(chart, 120, 16, glyphs("unicode")).grid.plain()


@pytest.mark.parametrize("size", SIZES[:4])
@pytest.mark.parametrize("name", SETS)
def test_words_stand_whole_or_not_at_all(size: tuple[int, int], name: str) -> None:
    chart = team(80)
    drawing = draw_run_chart(chart, *size, glyphs(name))
    said = " ".join(test.name for test in TESTS) + " a child in a shift in a trend two here so many"
    said += " here median then aim weeks PACE start off the scale test of change"
    said += " Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    # ASCII draws with letters, too: the marks themselves are no words.
    known = set(said.split()) | {"o", "x", "xx", "oo"}
    for y, row in enumerate(lines(drawing)):
        spared = "".join(
            " " if style in DOTS and y else char
            for char, style in zip(row, drawing.grid.styles[y], strict=False)
        )
        assert set(re.findall(r"[A-Za-z]+", spared)) <= known


def test_the_key_says_only_what_is_there() -> None:
    plain = of_dots([dot(PACE + timedelta(days=9), 100)])._replace(marks=(), pace_start=None)
    key = lines(draw_run_chart(plain, 120, 30, glyphs("unicode")))[0]
    assert key == "○ a child   ╌ aim 26 weeks"
    full = lines(draw_run_chart(team(80), 160, 30, glyphs("unicode")))[0]
    for words in ("in a shift", "in a trend", "here", "median", "PACE start", "test of change"):
        assert words in full


def test_medians_are_labelled_in_completed_weeks_before_and_after() -> None:
    days = [400, 405, 410, 416, 420, 425, 430, 435, 440]
    before = [dot(FIRST + timedelta(days=50 * i), d, i) for i, d in enumerate(days)]
    after = [dot(PACE + timedelta(days=50 * i), d - 200, 10 + i) for i, d in enumerate(days)]
    text = draw_run_chart(of_dots([*before, *after]), 120, 30, glyphs("unicode")).grid.plain()
    assert "median 60, then 31" in text
    assert text.count("median 60") == 2
    assert text.count("median 31") == 1


def test_neither_the_median_nor_the_aim_is_lost_where_they_share_a_row() -> None:
    dots = [dot(FIRST + timedelta(days=50 * i), 175 + i, i) for i in range(9)]
    drawing = draw_run_chart(of_dots(dots), 80, 16, glyphs("unicode"))
    row = drawing.grid.styles[drawing.scale.aim_y]
    median = [x for x, style in enumerate(row) if style == "median"]
    assert median
    assert "aim" in row[min(median) : max(median)]


def test_a_chart_of_nobody_says_so_kindly() -> None:
    assert NOBODY_YET in draw_run_chart(of_dots([]), 80, 20, glyphs("ascii")).grid.plain()


def test_tests_of_change_stand_under_the_axis_with_their_names() -> None:
    drawing = draw_run_chart(team(80), 120, 40, glyphs("unicode"))
    text = drawing.grid.plain()
    assert "▸ Weekly permanence huddle" in text
    assert re.search(r"▸─+◂ Legal advice by week 8", text)
    assert drawing.notes == ()


def test_tests_of_change_are_numbered_where_their_names_have_no_room() -> None:
    many = tuple(
        Mark(PACE + timedelta(days=20 * i), "start", f"Trying the idea numbered {i}")
        for i in range(6)
    )
    drawing = draw_run_chart(team(80)._replace(marks=many), 80, 24, glyphs("unicode"))
    assert drawing.notes[-1] == "6 Trying the idea numbered 5"
    named = 6 - len(drawing.notes)
    assert all(f"{n} Trying" in lines(drawing)[-1] for n in range(1, named + 1))
    styles = drawing.grid.styles[drawing.scale.base + 2]
    row = lines(drawing)[drawing.scale.base + 2]
    numbers = [char if style else " " for char, style in zip(row, styles, strict=False)]
    assert "".join(numbers).split() == list("123456")
    assert lines(drawing)[-1].endswith("…")


def test_a_test_of_change_that_was_tried_twice_is_drawn_twice() -> None:
    twice = tuple(
        Mark(PACE + timedelta(days=at), kind, "Huddle")
        for at, kind in ((0, "start"), (150, "stop"), (400, "start"), (500, "stop"))
    )
    text = draw_run_chart(team(80)._replace(marks=twice), 120, 40, glyphs("ascii")).grid.plain()
    assert len(re.findall(r">-+< Huddle", text)) == 2


def test_a_low_chart_marks_tests_of_change_on_the_axis_itself() -> None:
    drawing = draw_run_chart(team(80), 80, 10, glyphs("unicode"))
    assert lines(drawing)[drawing.scale.base].count("▸") == 3
    assert len(drawing.notes) == 3


def test_years_and_months_are_english_and_follow_the_room() -> None:
    wide = lines(draw_run_chart(team(80), 200, 40, glyphs("ascii")))
    narrow = lines(draw_run_chart(team(80), 60, 12, glyphs("ascii")))
    assert re.search(r"2022 +Apr +Jul +Oct +2023", "\n".join(wide))
    assert narrow[-1].split() == ["2022", "2023", "2024", "2025", "2026"]


def test_children_of_one_day_are_drawn_too() -> None:
    chart = of_dots([dot(AS_AT, 100, i) for i in range(3)], pace=None)
    drawing = draw_run_chart(chart, 80, 20, glyphs("unicode"))
    assert [len(pile) for pile in drawing.at.values()] == [3]


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (10, 3), (23, 40), (80, 5)])
def test_where_there_is_no_room_for_a_chart_nothing_breaks(size: tuple[int, int]) -> None:
    drawing = draw_run_chart(team(80), *size, glyphs("unicode"))
    assert len(list(drawing.grid.rows())) == size[1]
    assert drawing.overlay(0) == {}
    assert drawing.touched(0) == []


def test_the_axis_stands_where_that_of_the_waiting_bars_stands() -> None:
    drawing = draw_run_chart(team(80), 80, 24, glyphs("ascii"))
    assert drawing.grid.chars[drawing.scale.base][gutter(80) - 1] == "+"


def test_a_date_long_ago_is_drawn_as_well() -> None:
    chart = of_dots([dot(date(1, 1, 1), 100, 0), dot(AS_AT, 100, 1)])
    assert len(draw_run_chart(chart, 80, 24, glyphs("unicode")).at) == 2
