"""A working day in a real terminal: meetings booked and held, one recommendation, one undone;
then the program is killed in the middle of a sentence, and the sentence is there again."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from terminal import ROOT, Terminal

SAMPLE = ROOT / "sample.db"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    shutil.copy(SAMPLE, tmp_path / "team.db")
    return tmp_path / "team.db"


def rows(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def step(path: Path, reference: str, key: str, column: str) -> object:
    found = rows(
        path,
        f"SELECT {column} FROM step JOIN period ON period.id = period_id "
        "JOIN child ON child.id = child_id WHERE reference = ? AND key = ?",
        reference,
        key,
    )
    return found[-1][0] if found else None


def opened(path: Path, *options: str) -> Terminal:
    command = ("-m", "pace_tui", path, *options)
    return Terminal(*command, cwd=path.parent, size=(120, 40))


def find(terminal: Terminal, name: str) -> None:
    """Narrow the list to one child, and leave the cursor on the row."""
    terminal.press("/", *name, "enter")
    terminal.wait_for(f"1 found with “{name}”")


def test_the_database_is_as_it_was_said_at_each_point_of_the_day(path: Path) -> None:
    with opened(path, "--worker", "Aisha Khan") as terminal:
        terminal.wait_for("Callum R", "Orla M")
        for name, reference, typed, day in (
            ("Orla", "NB-0426", "3/12", "2026-12-03"),
            ("Emily", "NB-0424", "+2w", "2026-12-04"),
            ("Flora", "NB-0440", "tue", "2026-11-24"),
        ):
            find(terminal, name)
            terminal.press("b", *typed)
            terminal.wait_for("Put a step in the diary", "of the journey")
            terminal.press("enter")
            terminal.wait_for("Saved:", f"({reference})")
            key = "legal_advice" if name == "Orla" else "legal_advice_asked"
            assert step(path, reference, key, "booked_on") == day
            terminal.press("escape")
        find(terminal, "Orla")
        terminal.press("d")
        terminal.wait_for("Mark a step as held")
        terminal.press("enter")
        terminal.wait_for("Saved: Legal advice received held 20 Nov 2026")
        assert step(path, "NB-0426", "legal_advice", "done_on") == "2026-11-20"
        terminal.press("escape")
        find(terminal, "Callum")
        terminal.press("r")
        terminal.wait_for("A recommendation for permanence", "this will raise the chart")
        terminal.press("down", "down", "enter")
        terminal.wait_for("Saved: Recommendation: permanence order")
        made = rows(path, "SELECT route FROM recommendation WHERE recommended_on = '2026-11-20'")
        assert made == [("permanence_order",)]
        terminal.press("u")
        terminal.wait_for("Undone: Recommendation")
        assert not rows(path, "SELECT 1 FROM recommendation WHERE recommended_on = '2026-11-20'")
        terminal.press("q")
        assert terminal.end() == 0
    said = [what for (what,) in rows(path, "SELECT what FROM change WHERE beginning = 0")]
    assert len(said) == 6
    assert not any(name in what for what in said for name in ("Callum", "Orla", "Emily"))


def test_half_a_sentence_survives_kill_nine_and_is_offered_again(path: Path) -> None:
    with opened(path, "--worker", "Aisha Khan") as terminal:
        terminal.wait_for("Callum R")
        terminal.press("n", *"Seen at home, he asked about his brother")
        terminal.wait_for("asked about his brother")
        time.sleep(0.8)
        terminal.process.kill()
    with opened(path, "--worker", "Aisha Khan") as terminal:
        terminal.wait_for("Callum R")
        terminal.press("n")
        terminal.wait_for("asked about his brother", "typed before and not saved")
        terminal.press("enter")
        terminal.wait_for("Saved: Note of 20 Nov 2026")
        terminal.press("n")
        terminal.wait_for("Write a note", without="typed before")
        terminal.press("escape", "q")
        assert terminal.end() == 0
    assert rows(path, "SELECT text FROM note WHERE text LIKE '%brother'") == [
        ("Seen at home, he asked about his brother",)
    ]
    assert rows(path, "SELECT * FROM draft") == []


def test_what_was_acknowledged_on_the_screen_survives_kill_nine_at_any_moment(path: Path) -> None:
    luck = random.Random(5)
    saved = 0
    for _ in range(3):
        with opened(path, "--worker", "Aisha Khan") as terminal:
            terminal.wait_for("Callum R")
            for number in range(luck.randrange(1, 4)):
                terminal.press("n")
                terminal.wait_for("Write a note")
                terminal.press(*f"Note {saved} {number}", "enter")
                terminal.wait_for("Saved: Note", without="Write a note")
                saved += 1
            terminal.press("n", *"one more", "enter")
            time.sleep(luck.random() * 0.05)
            terminal.process.kill()
        kept = rows(path, "SELECT count(*) FROM note WHERE text LIKE 'Note %'")[0][0]
        assert kept == saved, "what was said to be saved is there"
        assert rows(path, "PRAGMA quick_check") == [("ok",)]
