"""The caseload on the screen: worst first, in reach of the keys, and nothing cut in mid-word."""

import pytest
from screens import AS_AT, NAMES, SIZES, STATUSES, WORST_FIRST, keys, long_list, office, play

from pace_tui.core import words
from pace_tui.core.filtering import SORTS
from pace_tui.draw.glyphs import glyphs
from pace_tui.tui.caseload.detail import Detail
from pace_tui.tui.caseload.table import CaseTable
from pace_tui.tui.caseload.workers import WorkerList

SHOWN_AS = ["Lena", "Maya", "Callum", "Orla", "Finn", "Struan", "Isla", "Noah", "NB-08"]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return office(tmp_path_factory.mktemp("caseload") / "small.db")


def table(seen):
    return seen.app.screen.query_one(CaseTable)


def references(seen):
    return [row.reference for row in table(seen).rows]


def here(seen):
    return table(seen).current.reference


def in_order(seen, first_words):
    """The rows in which these words stand, from the top."""
    head = next(at for at, line in enumerate(seen.lines) if "Next step" in line)
    rows = seen.lines[head + 1 : head + 1 + len(first_words)]
    return [word in line for word, line in zip(first_words, rows, strict=True)]


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_with_everyone_the_worst_first(file, size):
    async def story(seen):
        assert references(seen) == WORST_FIRST
        assert all(in_order(seen, SHOWN_AS)), seen.text
        for name, status in zip(SHOWN_AS, STATUSES, strict=True):
            line = seen.line(name, words.STATUS[status])
            assert glyphs("unicode").status[status] in line
        assert "97  " in seen.line("Maya")
        assert "71w late" in seen.line("Maya")
        assert "today" in seen.line("Finn")
        assert "Mon 23 Nov" in seen.line("Struan")
        assert "as at Fri 20 Nov 2026" in seen.lines[0]
        assert "small.db" in seen.lines[0]
        assert "Northbank" in seen.lines[0]
        assert "Lena Loss · NB-05" in seen.text, "the pane speaks of the child under the cursor"
        assert "median 49" in seen.text
        seen.check_rows()

    play(file, story, size=size)


@pytest.mark.parametrize("size", SIZES[1:])
def test_the_list_of_workers_counts_and_marks_the_worst(file, size):
    async def story(seen):
        expected = {
            "Everyone": (9, "?"),
            "Harbour team": (6, "■"),
            "Aisha Khan": (3, "■"),
            "Ben Stewart": (3, "◐"),
            "Riverside team": (3, "?"),
            "Chidi Okafor": (3, "?"),
        }
        width = seen.app.screen.query_one(WorkerList).region.right
        side = [line[:width] for line in seen.lines]
        for name, (count, glyph) in expected.items():
            line = next(line for line in side[2:] if name in line)
            assert line.split()[-2:] == [str(count), glyph]
        named = [f" {words.STATUS[each]} " for each in words.STATUSES]
        key = [line.split()[-1] for name in named for line in side[-12:] if name in line]
        assert key == ["1", "2", "1", "2", "1", "2"]

    play(file, story, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_cursor_moves_by_row_by_page_and_to_the_ends(file, size):
    async def story(seen):
        last = WORST_FIRST[-1]
        for typed, reference in (
            (("down",), WORST_FIRST[1]),
            (("j", "j"), WORST_FIRST[3]),
            (("k",), WORST_FIRST[2]),
            (("up",), WORST_FIRST[1]),
            (("G",), last),
            (("g",), WORST_FIRST[0]),
            (("end",), last),
            (("down",), last),
            (("home",), WORST_FIRST[0]),
            (("up",), WORST_FIRST[0]),
            (("pagedown", "pagedown"), last),
            (("pageup", "pageup"), WORST_FIRST[0]),
        ):
            await seen.press(*typed)
            assert here(seen) == reference, typed
            assert reference in seen.text, "the pane follows"
        await seen.press("down")
        assert "Maya Quinn · NB-07" in seen.text
        assert "97 weeks" in seen.text
        seen.check_rows()

    play(file, story, size=size)


def test_a_long_list_scrolls_and_keeps_the_cursor_in_sight(tmp_path):
    path = long_list(tmp_path / "sample.db")

    async def story(seen):
        count = table(seen).count
        assert count > 100
        await seen.press("G")
        assert table(seen).current == table(seen).rows[-1]
        name = table(seen).current.name or table(seen).current.reference
        assert name in seen.text
        assert table(seen).rows[0].name not in seen.text
        await seen.press("pageup")
        assert here(seen) in seen.text
        await seen.press("g")
        assert table(seen).rows[0].name in seen.text
        seen.check_rows()

    for size in SIZES:
        play(path, story, size=size)


def test_left_and_right_change_the_worker_and_stop_at_the_ends(file):
    async def story(seen):
        titles = ["Harbour team", "Aisha Khan", "Ben Stewart", "Riverside team", "Chidi Okafor"]
        await seen.press("left")
        assert references(seen) == WORST_FIRST
        for title in titles:
            await seen.press("right")
            assert title in seen.lines[0]
            assert f"{title} · " in seen.text
        assert references(seen) == ["NB-05", "NB-07", "NB-08"]
        assert "Orla" not in seen.text
        await seen.press("right")
        assert references(seen) == ["NB-05", "NB-07", "NB-08"]
        await seen.press("left", "left")
        assert references(seen) == ["NB-03", "NB-09", "NB-04"]
        assert "nobody recommended" not in seen.text

    play(file, story)
    play(file, story, size=(80, 24))


def test_the_list_of_workers_is_walked_with_tab_and_arrows(file):
    async def story(seen):
        await seen.press("tab")
        assert seen.app.screen.query_one(WorkerList).has_focus
        await seen.press("down", "down")
        assert references(seen) == ["NB-01", "NB-02", "NB-06"]
        await seen.press("question_mark")
        assert "The list of workers" in seen.text
        await seen.press("escape", "enter")
        assert table(seen).has_focus
        x, y = seen.place_of("Ben Stewart")
        await seen.click(x, y)
        assert references(seen) == ["NB-03", "NB-09", "NB-04"]

    play(file, story)


FOUND = {
    "callum": ["NB-01"],
    "nb-0": WORST_FIRST,
    "nb-08": ["NB-08"],
    "aisha": ["NB-01", "NB-02", "NB-06"],
    "riverside": ["NB-05", "NB-07", "NB-08"],
    "two-week": ["NB-02"],
    "due soon": ["NB-03", "NB-09"],
    "kinship": ["NB-02", "NB-04"],
    "aisha past": ["NB-01"],
}


@pytest.mark.parametrize("size", SIZES[:2])
def test_the_filter_narrows_as_one_types(file, size):
    async def story(seen):
        for wanted, expected in FOUND.items():
            await seen.press("slash")
            await seen.type(wanted)
            assert references(seen) == expected, wanted
            assert f"{len(expected)} found with “{wanted}”" in seen.text
            seen.check_rows()
            await seen.press("escape")
            assert references(seen) == WORST_FIRST, "esc shows all again"
            assert "found with" not in seen.text
            assert table(seen).has_focus

    play(file, story, size=size)


def test_each_letter_narrows_further_and_taking_it_back_widens(file):
    async def story(seen):
        await seen.press("slash")
        counts = []
        for letter in "is":
            await seen.press(letter)
            counts.append(len(references(seen)))
        await seen.press("l")
        assert references(seen) == ["NB-04"]
        await seen.press("backspace")
        counts.append(len(references(seen)))
        assert counts[0] >= counts[1] == counts[2] > 1
        # q, h and 2 are letters here, not commands.
        await seen.press("q", "h", "2")
        assert not seen.app.desk.hide_names
        assert "isqh2" in seen.text

    play(file, story)


def test_nothing_found_says_so_and_how_to_go_back(file):
    async def story(seen):
        await seen.press("slash")
        await seen.type("zzz")
        assert references(seen) == []
        assert "Nothing here is found with “zzz”. Esc shows all 9 again." in seen.text
        await seen.press("enter", "enter", "down", "G", "pageup")
        assert "Nothing here is found" in seen.text
        await seen.press("escape")
        assert references(seen) == WORST_FIRST
        assert "Lena Loss · NB-05" in seen.text, "the pane is back with its child"

    play(file, story, size=(80, 24))


def test_enter_and_down_leave_the_filter_for_the_rows_found(file):
    async def story(seen):
        await seen.press("slash")
        await seen.type("aisha")
        await seen.press("down")
        assert table(seen).has_focus
        await seen.press("down")
        assert here(seen) == "NB-02"
        await seen.press("enter")
        assert "Orla McIntyre · NB-02" in seen.text
        await seen.press("escape")
        assert references(seen) == ["NB-01", "NB-02", "NB-06"], "the filter still holds"
        assert here(seen) == "NB-02"
        await seen.press("escape")
        assert references(seen) == WORST_FIRST
        assert here(seen) == "NB-02", "the cursor stays with its child"

    play(file, story)


def test_sorting_goes_through_the_orders_and_turns_round(file):
    async def story(seen):
        orders = []
        for _ in SORTS:
            await seen.press("s")
            orders.append(seen.app.screen.sort)
            assert sorted(references(seen)) == sorted(WORST_FIRST)
            assert orders[-1] == "worst" or SORTS[orders[-1]][0] in seen.text
        assert sorted(orders) == sorted(SORTS), "at this width every column is there"
        assert orders[-1] == "worst"
        await seen.press("s")
        assert orders[0] == "weeks"
        assert references(seen)[:3] == ["NB-07", "NB-01", "NB-04"]
        await seen.press("s")
        assert SHOWN_AS[2] in seen.lines[4], "by name, Callum stands first"
        before = references(seen)
        await seen.press("S")
        assert references(seen) == before[::-1]
        assert "turned round" in seen.text
        assert "Child▾" in seen.text
        await seen.press("S")
        assert references(seen) == before
        assert "Child▴" in seen.text

    play(file, story, size=(200, 60))


@pytest.mark.parametrize("size", SIZES)
def test_a_click_on_a_heading_sorts_by_it_and_again_turns_round(file, size):
    async def story(seen):
        for heading, sort in (("Child", "child"), ("Weeks", "weeks"), ("Due", "due")):
            x, y = next(
                (line.index(heading), at)
                for at, line in enumerate(seen.lines)
                if heading in line and "Next step" in line
            )
            await seen.click(x, y)
            assert (seen.app.screen.sort, seen.app.screen.reverse) == (sort, False)
            await seen.click(x, y)
            assert (seen.app.screen.sort, seen.app.screen.reverse) == (sort, True)
        x, y = seen.place_of("Status")
        await seen.click(x, y)
        assert references(seen) == WORST_FIRST

    play(file, story, size=size)


def test_warnings_only_leaves_out_who_needs_nothing_now(file):
    async def story(seen):
        await seen.press("w")
        assert references(seen) == WORST_FIRST[:6]
        assert "6 with warnings only, w shows all" in seen.text
        await seen.press("slash")
        await seen.type("aisha")
        assert references(seen) == ["NB-01", "NB-02"], "both narrow together"
        await seen.press("escape", "w")
        assert references(seen) == WORST_FIRST

    play(file, story)


def test_a_click_selects_a_child_and_two_open_it(file):
    async def story(seen):
        x, y = seen.place_of("Finn Docher")
        await seen.click(x, y)
        assert here(seen) == "NB-03"
        assert "Finn Docherty · NB-03" in seen.text
        await seen.click(x, y, times=2)
        assert seen.app.screen.PLACE == "child"
        assert "Finn Docherty · NB-03" in seen.text

    play(file, story)


def test_why_the_row_stands_there_is_told(file):
    reasons = {
        "NB-05": "the weeks cannot be trusted",
        "NB-07": "Past the aim of 26 weeks by",
        "NB-02": "Two-week planning review was due 24 Jul",
        "NB-03": "72-hour meeting is due today",
        "NB-09": "72-hour meeting is due in 3 days",
        "NB-04": "A recommendation is made and no step is late",
        "NB-06": "Nothing is late or due soon",
    }

    async def story(seen):
        for reference, reason in reasons.items():
            table(seen).go_to(reference)
            await seen.press("question_mark")
            assert "Why this row stands here." in seen.text
            told = " ".join(seen.text.split())
            assert reason in told
            seen.check_rows()
            await seen.press("escape")
        await seen.press("s", "question_mark")
        assert "Why this row" not in seen.text, "in another order that is not the reason"

    play(file, story)


@pytest.mark.parametrize(("count", "dots"), [(0, 0), (1, 0), (2, 1)])
def test_few_children_or_none_are_said_sensibly(tmp_path, count, dots):
    path = office(tmp_path / "few.db", children=count, dots=dots)

    async def story(seen):
        noun = "child" if count == 1 else "children"
        assert f"{count} {noun}" in seen.text
        if count == 0:
            assert "has no children yet" in seen.text
        if not dots:
            assert "nobody recommended yet" in seen.text
        for key in keys("down enter escape s S w h right tab enter slash escape"):
            await seen.press(key)
            seen.check_rows()
        for place in "231":
            await seen.press(place, "enter", "down", "right", "question_mark", "escape", "escape")
            seen.check_rows()

    for size in SIZES[:2]:
        play(path, story, size=size)


@pytest.mark.parametrize("size", [*SIZES, (60, 20), (100, 30)])
def test_cells_of_the_table_end_whole_or_with_an_ellipsis(file, size):
    full = {
        "NB-05": ["Lena Loss", "The date accommodated is missing."],
        "NB-07": ["Maya Quinn", "Permanence recommendation", "Residential house", "71w late"],
        "NB-02": ["Orla McIntyre", "Two-week planning review", "Kinship", "17w late"],
    }

    async def story(seen):
        head = next(at for at, line in enumerate(seen.lines) if "Status" in line and "Due" in line)
        for reference, texts in full.items():
            row = seen.lines[head + 1 + WORST_FIRST.index(reference)]
            for text in texts:
                start = row.find(text[:4])
                if start < 0:
                    assert text not in {texts[0], texts[-1]}, "the name and the due date stay"
                    continue
                told = row[start:].split("  ")[0].rstrip()
                assert told == text or (told.endswith("…") and text.startswith(told[:-1].rstrip()))
        seen.check_rows()

    play(file, story, size=size)


def test_the_pane_says_what_is_next_and_late(file):
    async def story(seen):
        table(seen).go_to("NB-02")
        await seen.settle()
        pane = seen.app.screen.query_one(Detail)
        assert pane.review.row.reference == "NB-02"
        assert "Two-week planning review was due 24 Jul, week 2, not booked yet." in seen.text
        assert "accommodated 10 Jul 2026 · 19 weeks" in seen.text
        assert "▲" in seen.text
        assert NAMES[3] in seen.text

    play(file, story)


def test_as_at_is_the_day_of_the_file(file):
    app = play(file, lambda seen: seen.settle())
    assert app.desk.as_at.isoformat() == AS_AT
    assert app.return_code in (0, None)
