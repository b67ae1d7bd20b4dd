"""The curtain, and what another window has written."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from unittest import mock

import pytest
from screens import NAMES, Played, office, play

from pace_tui.core.edit import Recommend, WriteNote
from pace_tui.store.backup import backups, restore
from pace_tui.store.casefile import open_file
from pace_tui.store.edit import Target, apply_edit
from pace_tui.store.errors import FileError
from pace_tui.store.review import read_office, review_one


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return office(tmp_path / "team.db")


def write_elsewhere(path: Path, reference: str, edit: object) -> None:
    other = open_file(path)
    scene = read_office(other.connection).scene
    row = review_one(other.connection, scene, reference).row
    apply_edit(other, edit, Target(row.period_id, reference), scene.pathway)
    other.close()


def test_nothing_of_a_name_is_on_the_screen_behind_the_curtain(path: Path) -> None:
    async def story(seen: Played) -> None:
        assert any(name in seen.text for name in NAMES)
        await seen.press("c")
        assert "Any key shows the screen again" in seen.text
        assert not any(name in seen.text for name in [*NAMES, "Aisha Khan", "NB-0"])
        await seen.press("d")
        assert "Mark a step as held" not in seen.text, "the key that opens it does nothing else"
        assert any(name in seen.text for name in NAMES)

    play(path, story)


def test_the_curtain_comes_down_after_idle_minutes_and_a_key_puts_it_off(path: Path) -> None:
    async def story(seen: Played) -> None:
        begun = seen.app._last_key
        with mock.patch("pace_tui.tui.app.monotonic", lambda: begun + 9 * 60):
            seen.app._look_around()
            await seen.settle()
            assert "Any key shows" not in seen.text
        with mock.patch("pace_tui.tui.app.monotonic", lambda: begun + 11 * 60):
            seen.app._look_around()
            await seen.settle()
            assert "Any key shows" in seen.text
            await seen.press("down")
            seen.app._look_around()
            await seen.settle()
            assert "Any key shows" not in seen.text

    play(path, story)


def test_half_typed_text_is_there_when_the_curtain_opens(path: Path) -> None:
    async def story(seen: Played) -> None:
        await seen.press("down", "down", "n")
        await seen.type("half a sentence")
        seen.app.action_curtain()
        await seen.settle()
        assert "half a sentence" not in seen.text
        await seen.press("space")
        assert "half a sentence" in seen.text

    play(path, story)


def test_what_another_window_writes_appears_without_a_restart(path: Path) -> None:
    async def story(seen: Played) -> None:
        assert "Past aim" in seen.line("Callum Ross", "41")
        write_elsewhere(path, "NB-01", Recommend(seen.app.desk.as_at, "home"))
        seen.app._look_around()
        await seen.settle()
        assert "Another window has changed the file" in seen.text
        assert "Recommended" in seen.line("Callum Ross", "41")
        await seen.press("d", "escape")
        seen.app._look_around()
        assert not seen.app.desk.written_elsewhere(), "our own writing is not news"

    play(path, story)


def test_a_backup_is_made_once_a_day_and_put_back_with_what_was_there_kept(path: Path) -> None:
    async def story(seen: Played) -> None:
        await seen.press("q")

    play(path, story)
    assert backups(path) == [], "a file without changes of its own has nothing to lose"
    write_elsewhere(path, "NB-01", WriteNote(read_office_day(path), "One"))
    play(path, story)
    play(path, story)
    assert [each.reason for each in backups(path)] == ["daily"]
    write_elsewhere(path, "NB-01", WriteNote(read_office_day(path), "Two"))
    restore(path, backups(path)[0].path)
    with sqlite3.connect(path) as connection:
        texts = [row[0] for row in connection.execute("SELECT text FROM note")]
    assert "One" in texts
    assert "Two" not in texts
    assert {each.reason for each in backups(path)} == {"before-restore", "daily"}


def test_what_is_no_backup_is_not_put_in_the_files_place(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    (tmp_path / "no.db").write_text("nothing of the kind")
    with pytest.raises(FileError, match="not a caseload file"):
        restore(path, tmp_path / "no.db")
    assert path.read_bytes() == before


def read_office_day(path: Path):
    file = open_file(path)
    try:
        return read_office(file.connection).as_at
    finally:
        file.close()
