"""Changing things on the screen: few keys, errors beside the field, nothing lost, undone with u."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from screens import SIZES, Played, office, play

AISHA = {"worker": "Aisha Khan"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return office(tmp_path / "team.db")


def rows(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql, values).fetchall()


def steps(path: Path, reference: str) -> dict[object, tuple[object, ...]]:
    sql = (
        "SELECT key, booked_on, done_on FROM step JOIN period ON period.id = period_id "
        "JOIN child ON child.id = child_id WHERE reference = ?"
    )
    return {key: rest for key, *rest in rows(path, sql, reference)}


def test_a_meeting_is_marked_as_held_in_two_keys(path: Path) -> None:
    async def story(seen: Played) -> None:
        await seen.press("down")  # Orla, whose planning review is late
        assert "Orla McIntyre" in seen.text
        await seen.press("d")
        assert "Mark a step as held" in seen.text
        assert "Fri 20 Nov 2026, week 19 of the journey" in seen.text
        await seen.press("enter")
        assert "Saved: Two-week planning review held 20 Nov 2026 (NB-02)" in seen.text

    play(path, story, **AISHA)
    assert steps(path, "NB-02")["planning_review"][1] == "2026-11-20"


def test_a_step_is_booked_for_a_day_as_typed_and_taken_back_with_u(path: Path) -> None:
    before = steps(path, "NB-02")

    async def story(seen: Played) -> None:
        await seen.press("down", "b")
        await seen.type("3/12")
        assert "Thu 3 Dec 2026, week 20 of the journey" in seen.text
        await seen.press("enter")
        assert "booked for 3 Dec 2026" in seen.text
        assert steps(path, "NB-02")["planning_review"][0] == "2026-12-03"
        await seen.press("u")
        assert "Undone: Two-week planning review booked" in seen.text
        assert steps(path, "NB-02") == before
        await seen.press("U")
        assert "Done again" in seen.text
        assert steps(path, "NB-02")["planning_review"][0] == "2026-12-03"

    play(path, story, **AISHA)


@pytest.mark.parametrize("size", SIZES)
def test_an_error_stands_beside_its_field_and_nothing_is_written(
    path: Path, size: tuple[int, int]
) -> None:
    before = list(sqlite3.connect(path).iterdump())

    async def story(seen: Played) -> None:
        await seen.press("down", "b")
        await seen.type("31/4")
        assert "There is no day 31/4" in seen.text
        await seen.press("enter")
        assert "Put a step in the diary" in seen.text, "the form stays until it holds"
        await seen.press("home", "shift+end")
        await seen.type("yesterday")
        assert "That day has gone by" in seen.text
        await seen.press("enter", "escape")
        assert "Put a step in the diary" not in seen.text

    play(path, story, size=size, **AISHA)
    assert list(sqlite3.connect(path).iterdump()) == before, "and the draft is gone, too"


def test_what_is_unlikely_is_asked_and_only_y_goes_on(path: Path) -> None:
    async def story(seen: Played) -> None:
        await seen.press("down", "b")
        await seen.type("28/11")
        await seen.press("enter")
        assert "at the weekend" in seen.text
        assert "Save it all the same?" in seen.text
        await seen.press("enter")
        assert "Save it all the same?" not in seen.text, "the key that asked does not confirm"
        assert "planning_review" not in steps(path, "NB-02")
        await seen.press("enter", "y")
        assert "Saved" in seen.text

    play(path, story, **AISHA)
    assert steps(path, "NB-02")["planning_review"][0] == "2026-11-28"


def test_a_recommendation_above_the_median_is_told_kindly_and_moves_the_child_up(
    path: Path,
) -> None:
    async def story(seen: Played) -> None:
        await seen.press("down", "r")  # Maya, who has waited 97 weeks
        assert "A recommendation for permanence" in seen.text
        assert "this will raise the chart" in seen.text
        assert "that is the system" in seen.text
        await seen.press("down", "enter")
        assert "no kinship home is recorded" in seen.text
        await seen.press("y")
        assert "Saved: Recommendation: kinship care order" in seen.text
        assert "Recommended" in seen.line("Maya Quinn", "97")

    play(path, story, worker="Chidi Okafor")
    assert rows(path, "SELECT route FROM recommendation WHERE recommended_on = '2026-11-20'") == [
        ("kinship_order",)
    ]


def test_every_kind_of_change_is_in_one_menu_and_opens_at_80_columns(path: Path) -> None:
    from pace_tui.tui.dialogs.forms import FORMS

    async def story(seen: Played) -> None:
        for at, (title, _) in enumerate(FORMS.values()):
            await seen.press("m", *["down"] * at)
            assert title in seen.text
            await seen.press("enter")
            assert "enter save" in seen.text
            assert "leave it as it was" in seen.text
            seen.check_rows()
            await seen.press("escape")
            assert "leave it as it was" not in seen.text

    play(path, story, size=(80, 24), **AISHA)


@pytest.mark.parametrize("key", ["d", "m"])
def test_in_ascii_a_form_has_a_frame_of_letters_that_every_console_has(
    path: Path, key: str
) -> None:
    async def story(seen: Played) -> None:
        await seen.press("down", key)
        assert seen.text.isascii()
        assert "??" not in seen.text
        assert seen.line("+-----")

    play(path, story, glyphs="ascii", **AISHA)


def test_from_the_diary_the_step_in_focus_is_the_one_that_is_booked(path: Path) -> None:
    async def story(seen: Played) -> None:
        await seen.press("3", "down")
        line = seen.line("Legal advice received")
        assert line
        await seen.press("b")
        assert "Put a step in the diary" in seen.text
        await seen.type("+1w")
        await seen.press("enter")
        assert "booked for 27 Nov 2026" in seen.text

    play(path, story, **AISHA)


def test_a_note_shows_on_the_childs_page_at_once(path: Path) -> None:
    async def story(seen: Played) -> None:
        await seen.press("enter", "n")
        await seen.type("Seen at home today")
        await seen.press("enter")
        assert "Seen at home today" in seen.text

    play(path, story, size=(120, 60), **AISHA)


def test_read_only_says_so_and_opens_no_form(path: Path) -> None:
    async def story(seen: Played) -> None:
        await seen.press("d")
        assert "open for reading only" in seen.text
        await seen.press("u")
        assert "nothing to undo" in seen.text or "reading only" in seen.text

    play(path, story, read_only=True, **AISHA)


def test_a_change_from_another_window_is_not_overwritten(path: Path) -> None:
    from pace_tui.core.edit import WriteNote
    from pace_tui.store.casefile import open_file
    from pace_tui.store.edit import Target, apply_edit
    from pace_tui.store.review import read_office, review_one

    async def story(seen: Played) -> None:
        await seen.press("down", "d")
        other = open_file(path)
        scene = read_office(other.connection).scene
        row = review_one(other.connection, scene, "NB-02").row
        edit = WriteNote(scene.as_at, "From another window")
        apply_edit(other, edit, Target(row.period_id, "NB-02"), scene.pathway)
        other.close()
        await seen.press("enter")
        assert "Somebody else has changed this record" in seen.text

    play(path, story, **AISHA)
    assert "planning_review" not in steps(path, "NB-02")
