"""The wall on the screen: a cursor that reaches every child, and both charts in words."""

import re

import pytest
from screens import SIZES, office, play

from pace_tui.tui.charts.screen import InWords
from pace_tui.tui.widgets.chart import RunChart, WaitingChart


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return office(tmp_path_factory.mktemp("charts") / "small.db")


def run_chart(seen):
    return seen.app.screen.query_one(RunChart)


def waiting(seen):
    return seen.app.screen.query_one(WaitingChart)


@pytest.mark.parametrize("size", SIZES)
def test_two_goes_to_the_charts_and_one_comes_back(file, size):
    async def story(seen):
        await seen.press("down", "2")
        assert seen.app.screen.PLACE == "charts"
        assert run_chart(seen).has_focus
        assert "aim 26" in seen.text
        assert "median 49" in seen.text
        assert "PACE start" in seen.text
        assert "Early legal advice" in seen.text
        assert "13 of 13  Isla Begg" in seen.text, "the last recommendation is under the cursor"
        seen.check_rows()
        await seen.press("1")
        assert seen.app.screen.PLACE == "caseload"
        assert "Maya Quinn · NB-07" in seen.text, "the caseload is as it was left"
        seen.check_rows()
        await seen.press("2", "1", "1", "2", "2")
        assert "13 of 13  Isla Begg" in seen.text

    play(file, story, size=size)


@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize("order", [False, True])
def test_the_cursor_walks_over_every_dot(file, size, order):
    async def story(seen):
        await seen.press("2")
        await seen.press(*(["x"] if order else []), "home")
        children = run_chart(seen).children_shown
        assert len(children) == 13
        for at, child in enumerate(children, 1):
            assert f"{at} of 13  {child.name}" in seen.text
            assert "[◉]" in seen.text or re.search(r"\[\d\]", seen.text), "the cursor is seen"
            await seen.press("right")
        assert "13 of 13" in seen.text, "and stops at the last one"
        for keys, at in (
            (("left",), 12), (("k", "up"), 10), (("j", "down"), 12), (("g",), 1),
            (("pagedown",), 11), (("pageup",), 1), (("G",), 13),
        ):  # fmt: skip
            await seen.press(*keys)
            assert f"{at} of 13" in seen.text
        seen.check_rows()

    play(file, story, size=size)


@pytest.mark.parametrize("size", SIZES[:2])
def test_enter_opens_the_child_and_esc_comes_back_to_the_dot(file, size):
    async def story(seen):
        await seen.press("2")
        await seen.press("home", "right", "enter")
        assert seen.app.screen.PLACE == "child"
        assert "Una B · NB-701" in seen.text
        await seen.press("escape")
        assert "2 of 13  Una B" in seen.text
        await seen.press("enter", "1")
        assert seen.app.screen.PLACE == "caseload"
        await seen.press("2")
        assert seen.app.screen.PLACE == "charts", "what lay over it was closed"

    play(file, story, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_tab_goes_to_the_waiting_and_back(file, size):
    names = ["Maya Quinn", "Callum Ross", "Orla McIntyre", "Noah Petrie", "NB-08", "Finn Docherty"]

    async def story(seen):
        await seen.press("2", "tab")
        assert waiting(seen).has_focus
        for at, name in enumerate(names, 1):
            assert f"{at} of 7  {name}" in seen.text
            await seen.press("right")
        assert "7 waiting, 2 past the aim, longest 97 weeks" in seen.text
        seen.check_rows()
        await seen.press("home", "enter")
        assert "Maya Quinn · NB-07" in seen.text
        await seen.press("escape")
        assert waiting(seen).has_focus
        await seen.press("tab")
        assert run_chart(seen).has_focus
        assert "13 of 13" in seen.text

    play(file, story, size=size)


@pytest.mark.parametrize("size", SIZES[:2])
def test_a_click_on_a_dot_selects_it_and_two_open_it(file, size):
    async def story(seen):
        await seen.press("2")
        chart = run_chart(seen)
        for at in (0, 5, 12):
            x, y = chart.drawn().cells[at]
            await seen.click(chart.region.x + x, chart.region.y + y)
            assert chart.drawn().cells[chart.cursor] == (x, y)
            assert f"{chart.cursor + 1} of 13  {chart.current.name}" in seen.text
        await seen.click(chart.region.x + x, chart.region.y + y, times=2)
        assert "Isla Begg · NB-04" in seen.text

    play(file, story, size=size)


def test_a_click_on_a_bar_selects_it(file):
    async def story(seen):
        await seen.press("2")
        chart = waiting(seen)
        for at in (2, 0):
            x, y = chart.drawn().cells[at]
            await seen.click(chart.region.x + x, chart.region.y + y)
            assert f"{at + 1} of 7  {chart.children_shown[at].name}" in seen.text
        assert chart.has_focus

    play(file, story)


def test_a_pile_is_said_and_walked_by_clicks(tmp_path):
    from make_file import with_children

    twins = [
        {"reference": f"T-{at}", "name": f"Twin {at}", "accommodated_on": "2025-01-06",
         "recommendations": [("2025-07-07", "home")]} for at in (1, 2)
    ]  # fmt: skip
    path = with_children(tmp_path / "twins.db", twins, as_at="2026-11-20")

    async def story(seen):
        await seen.press("2")
        await seen.press("home")
        assert "1 of 2  Twin 1" in seen.text
        assert "(1 of 2 here)" in seen.text
        assert "within the aim of 26" in seen.text, "182 days are within 26 weeks"
        chart = run_chart(seen)
        x, y = chart.drawn().cells[0]
        await seen.click(chart.region.x + x, chart.region.y + y)
        assert "2 of 2  Twin 2" in seen.text

    play(path, story)


def test_the_chart_follows_whoever_is_chosen(file):
    async def story(seen):
        await seen.press("2", "t")
        assert "Harbour team" in seen.lines[0]
        assert "13 of 13" in seen.text
        await seen.press("t")
        await seen.press("t")
        assert "Ben Stewart" in seen.lines[0]
        assert "1 of 1  Isla Begg" in seen.text
        await seen.press("t")
        assert "Riverside team" in seen.lines[0]
        assert "Nobody is recommended yet." in seen.text
        await seen.press("enter", "right", "left", "home", "end")
        assert seen.app.screen.PLACE == "charts", "an empty chart opens nobody"
        await seen.press("T", "1")
        assert "Ben Stewart · 3 children" in seen.text, "and so does the caseload"
        await seen.press("right", "2")
        assert "Riverside team" in seen.lines[0]
        await seen.press("tab")
        assert "1 of 2  Maya Quinn" in seen.text
        seen.check_rows()

    play(file, story)


@pytest.mark.parametrize("size", SIZES)
def test_what_the_charts_say_stands_in_words(file, size):
    async def story(seen):
        await seen.press("2", "v")
        assert seen.app.screen.query_one(InWords).region.width > 20
        assert "In words" in seen.text
        assert "median" in seen.text
        seen.check_rows()
        await seen.press("v")
        assert "In words" not in seen.text
        await seen.press("question_mark")
        assert "each dot is a child" in " ".join(seen.text.split())
        seen.check_rows()

    play(file, story, size=size)


@pytest.mark.parametrize("size", SIZES[:2])
def test_nobody_recommended_and_nobody_waiting(tmp_path, size):
    nobody = office(tmp_path / "nobody.db", children=0, dots=0)
    only_left = office(tmp_path / "left.db", children=0, dots=3)
    too_early = office(tmp_path / "early.db", children=3, dots=0)

    async def empty(seen):
        await seen.press("2")
        assert "No child has been recommended yet" in seen.text
        assert "Nobody is recommended yet." in seen.text
        await seen.press("enter", "left", "right", "x", "tab")
        assert "No child is waiting" in seen.text
        assert "Nobody is waiting." in seen.text
        await seen.press("enter", "left", "right", "v", "t", "T")
        seen.check_rows()

    async def nobody_waits(seen):
        await seen.press("2")
        assert "3 of 3  Una C" in seen.text
        await seen.press("tab")
        assert "Nobody is waiting." in seen.text
        seen.check_rows()

    async def nobody_yet(seen):
        await seen.press("2", "tab")
        assert "1 of 2  Maya Quinn" in seen.text
        seen.check_rows()

    play(nobody, empty, size=size)
    play(only_left, nobody_waits, size=size)
    play(too_early, nobody_yet, size=size)
