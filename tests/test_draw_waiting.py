"""Nobody who waits is left out of the bars, however many there are and however short the time."""

from __future__ import annotations

import re

import pytest
from draw_charts import COUNTS, SETS, SIZES, team

from pace_tui.core.teamchart import Bar
from pace_tui.draw.glyphs import glyphs
from pace_tui.draw.grid import STYLES
from pace_tui.draw.waiting import (
    NOBODY_WAITS,
    WaitingDrawing,
    draw_waiting,
    longest_first,
    room,
    window,
)


def bar(weeks: float, lives_with: str = "foster", number: int = 0) -> Bar:
    return Bar(f"W{number:04}", "Child", int(weeks * 7), lives_with, "on_track")


def drawn(*bars: Bar, size: tuple[int, int] = (80, 20), name: str = "unicode") -> WaitingDrawing:
    return draw_waiting(team(0, 0)._replace(waiting=bars), *size, glyphs(name))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("count", COUNTS)
def test_the_grid_is_exact_and_each_shown_child_has_a_bar_and_a_letter(
    size: tuple[int, int], name: str, count: int
) -> None:
    chart = team(0, count)
    drawing = draw_waiting(chart, *size, glyphs(name))
    rows = list(drawing.grid.rows())
    assert len(rows) == size[1]
    for row in rows:
        assert sum(len(text) for text, _ in row) == size[0]
        assert {style for _, style in row} <= STYLES | {""}
    assert name != "ascii" or drawing.grid.plain().isascii()
    assert len(drawing.places.shown) == min(count, room(size[0]))
    every_bar_is_right(drawing, longest_first(chart.waiting))


def every_bar_is_right(drawing: WaitingDrawing, bars: list[Bar]) -> None:
    grid, scale, thick = drawing.grid, drawing.scale, drawing.places.thick
    for index in drawing.places.shown:
        x, top = drawing.cells[index] or (-1, -1)
        assert drawing.at[x, top] == [index]
        assert (top < scale.aim_y) == (bars[index].days > 182)
        group = grid.styles[scale.base + 1][x + thick // 2]
        assert grid.chars[scale.base + 1][x + thick // 2] in "FKRHAO"
        assert all(grid.styles[y][x] == group for y in range(top + 2, scale.base))
        assert top < scale.base


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_window_follows_the_cursor_to_every_child_and_back(width: int) -> None:
    chart, count, first = team(0, 450), 450, 0
    for cursor in [*range(count), *reversed(range(count))]:
        moved = window(cursor, first, count, width)
        if moved != first or cursor == 0:
            drawing = draw_waiting(chart, width, 12, glyphs("unicode"), moved)
            assert drawing.places.first == moved
        first = moved
        assert cursor in drawing.places.shown
        assert drawing.cells[cursor] is not None


def test_the_window_moves_no_more_than_it_must() -> None:
    assert window(5, 0, 450, 80) == 0
    assert window(room(80), 0, 450, 80) == 1
    assert window(0, 30, 450, 80) == 0
    assert window(3, 0, 10, 80) == 0


def test_those_outside_the_window_are_counted() -> None:
    text = draw_waiting(team(0, 450), 80, 12, glyphs("unicode"), 100).grid.plain()
    shown = room(80)
    assert "← 100 more" in text
    assert f"+{350 - shown} more →" in text
    assert "450 waiting" in text


def test_a_first_beyond_the_last_child_still_fills_the_window() -> None:
    drawing = draw_waiting(team(0, 450), 80, 12, glyphs("unicode"), 9999)
    assert drawing.places.after == 450
    assert len(drawing.places.shown) == room(80)


def test_the_longest_stands_first_with_its_weeks() -> None:
    drawing = draw_waiting(team(0, 40), 80, 20, glyphs("unicode"))
    assert longest_first(team(0, 40).waiting)[0].days // 7 == 223
    assert "longest 223 weeks" in drawing.grid.plain()
    assert re.search(r"[▲▌] 223", drawing.grid.plain())


def test_three_days_do_not_vanish() -> None:
    drawing = drawn(bar(200), bar(3 / 7, "kinship", 1))
    x, top = drawing.cells[1] or (-1, -1)
    assert drawing.grid.styles[top][x] == "kinship"
    assert top == drawing.scale.base - 1


def test_homes_are_told_by_letter_pattern_and_count() -> None:
    homes = ["foster", "foster", "kinship", "secure", "home", "prospective_adopters", "unheard_of"]
    bars = [bar(30 + i, home, i) for i, home in enumerate(homes)]
    text = drawn(*bars, size=(120, 24)).grid.plain()
    for words in (
        "F █ Foster 2",
        "K ▓ Kinship 1",
        "R ▒ Residential 1",
        "H ░ At home 1",
        "A ▚ Prospective adopters 1",
        "O ═ Other or not known 1",
    ):
        assert words in text


@pytest.mark.parametrize("size", [(80, 12), (80, 10), (120, 18), (200, 60), (60, 16)])
@pytest.mark.parametrize("count", [7, 40, 120])
def test_the_legend_counts_everybody_and_covers_no_bar(size: tuple[int, int], count: int) -> None:
    drawing = draw_waiting(team(0, count), *size, glyphs("ascii"))
    text = drawing.grid.plain()
    groups = "Foster|Kinship|Residential|At home|Home|Prospective adopters|Adopters"
    counts = re.findall(rf"(?:{groups}|Other or not known|Other) (\d+)", text)
    # Where the names have no room, the letters still have their counts.
    counts = counts or re.findall(r"\b[FKRHAO] (\d+)", text.split("\n")[1])
    assert sum(map(int, counts)) == count
    every_bar_is_right(drawing, longest_first(team(0, count).waiting))


def test_the_cursor_is_on_the_bar_and_its_letter_and_nowhere_else() -> None:
    for count in (5, 30, 70):
        drawing = draw_waiting(team(0, count), 80, 16, glyphs("unicode"))
        for index in range(count):
            overlay, (region,) = drawing.overlay(index), drawing.touched(index)
            _, top = drawing.cells[index] or (-1, -1)
            assert min(overlay) == top
            assert max(overlay) == drawing.scale.base + 1
            for y, put in overlay.items():
                assert region.y <= y < region.y + region.height
                assert all(region.x <= column < region.x + region.width for column in put)
                assert all(style == "cursor" for _, style in put.values())


def test_a_pointer_anywhere_in_a_column_finds_its_child() -> None:
    drawing = draw_waiting(team(0, 30), 120, 16, glyphs("unicode"))
    for index in range(30):
        x, top = drawing.cells[index] or (-1, -1)
        assert drawing.hit(x, top) == [index]
        assert drawing.hit(x, drawing.scale.base + 1) == [index]
    assert drawing.hit(0, 5) == []
    assert drawing.hit(119, 5) == []


def test_no_child_waiting_is_said() -> None:
    assert NOBODY_WAITS in drawn(size=(80, 12)).grid.plain()


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (10, 3), (23, 40), (80, 5)])
def test_where_there_is_no_room_for_bars_nothing_breaks(size: tuple[int, int]) -> None:
    drawing = draw_waiting(team(0, 40), *size, glyphs("unicode"))
    assert len(list(drawing.grid.rows())) == size[1]
    assert drawing.overlay(0) == {}
    assert drawing.touched(0) == []
