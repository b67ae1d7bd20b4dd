"""The whole program in a real terminal: what is seen, what the keys do, what is left behind."""

import hashlib
import os
import shutil
import sqlite3

import pytest
from screens import SIZES, office
from small_office import run
from terminal import Terminal

from pace_tui.draw.glyphs import glyphs


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return office(tmp_path_factory.mktemp("pty") / "small.db")


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def opened(path, tmp_path, *options, size=(80, 24), **environ):
    return Terminal("-m", "pace_tui", path, *options, cwd=tmp_path, size=size, environ=environ)


@pytest.mark.parametrize("size", SIZES)
def test_a_look_around_and_nothing_is_left_behind(file, tmp_path, size):
    before = fingerprint(file)
    with opened(file, tmp_path, size=size) as terminal:
        terminal.wait_for("Lena Loss", "Maya Quinn", "median 49", "Noah Petrie")
        lines = terminal.lines
        first = next(at for at, line in enumerate(lines) if "Lena Loss" in line)
        assert "Check dates" in lines[first]
        assert "Maya Quinn" in lines[first + 1], "the worst stand first"
        terminal.press("down")
        terminal.wait_for("Maya Quinn · NB-07")
        terminal.press("enter")
        terminal.wait_for("Steps", "72-hour meeting", without="Noah Petrie")
        terminal.press("escape")
        terminal.wait_for("Noah Petrie")
        terminal.press("2")
        terminal.wait_for("13 of 13  Isla Begg", "PACE start")
        terminal.press("left")
        terminal.wait_for("12 of 13  Una L")
        terminal.press("1")
        terminal.wait_for("Noah Petrie", without="PACE start")
        terminal.press("right")
        terminal.wait_for("Harbour team · 6", without="Lena Loss")
        terminal.press("q")
        assert terminal.end() == 0
        terminal.check_restored()
        for name in (b"Maya", b"Callum", b"Lena", b"Isla", b"Una", b"Aisha"):
            assert name in terminal.sent, "else the next line proves nothing"
            assert name not in terminal.left_behind
    assert fingerprint(file) == before, "looking around changes no byte of the file"
    assert sorted(each.name for each in file.parent.glob("small.db?*")) in (
        [],
        ["small.db-journal"],
    )


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "linux", "COLORTERM": ""},
        {"NO_COLOR": "1"},
        {"TERM": "xterm", "COLORTERM": ""},
    ],
)
def test_older_and_colourless_terminals(file, tmp_path, environ):
    with opened(file, tmp_path, **environ) as terminal:
        terminal.wait_for("Lena Loss", "Past aim", "median 49")
        terminal.press("/", "o", "r", "l", "a")
        terminal.wait_for("1 found with “orla”", without="Maya")
        terminal.press("escape")
        terminal.wait_for("Maya Quinn")
        terminal.press(":")
        terminal.wait_for("a command, a worker or a child")
        terminal.press("escape", "2")
        terminal.wait_for("13 of 13")
        terminal.press("q")
        assert terminal.end() == 0
        terminal.check_restored()
    if "NO_COLOR" in environ:
        assert b"38;2;" not in terminal.sent
        assert b"48;2;" not in terminal.sent
        assert not any(code in terminal.sent for code in (b"[31m", b"[33m", b"[36m", b";31m"))
    else:
        assert b"38;2;" not in terminal.sent, "16 colours only"
    if environ.get("TERM") == "linux":
        odd = {char for char in terminal.text if not char.isascii()}
        assert "√" in glyphs("wgl4").status.values()
        assert not odd & set("◐✓▴◉╌")


def test_a_worker_read_only_names_hidden_and_plain_letters(file, tmp_path):
    options = ("--worker", "aisha khan", "--read-only", "--hide-names", "--glyphs", "ascii")
    with opened(file, tmp_path, *options) as terminal:
        terminal.wait_for("Aisha Khan - 3 children", "NB-01", "read only", "names hidden")
        terminal.press("enter")
        terminal.wait_for("Steps")
        terminal.press("escape", "2")
        terminal.wait_for("12 of 12")
        terminal.press("q")
        assert terminal.end() == 0
    assert terminal.sent.isascii()
    for name in (b"Callum", b"Orla", b"Noah", b"Una", b"Gran Ina"):
        assert name not in terminal.sent


def test_the_last_worker_is_remembered_but_no_name(file, tmp_path):
    with opened(file, tmp_path) as terminal:
        terminal.wait_for("Everyone · 9 children", "median")
        terminal.press("right", "right")
        terminal.wait_for("Aisha Khan · 3 children")
        terminal.press("q")
        assert terminal.end() == 0
    with opened(file, tmp_path) as terminal:
        terminal.wait_for("Aisha Khan · 3 children")
        terminal.press("q")
        assert terminal.end() == 0
    kept = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert b"small.db" in kept
    for name in (b"Aisha", b"Callum", b"Maya"):
        assert name not in kept


def test_one_file_in_two_windows_at_once(file, tmp_path):
    with opened(file, tmp_path) as one, opened(file, tmp_path) as two:
        for window in (one, two):
            window.wait_for("Lena Loss", "median 49")
        for window in (one, two):
            window.press("down", "enter")
            window.wait_for("Maya Quinn · NB-07", "Steps")
            window.press("q")
            assert window.end() == 0


def test_without_a_terminal_it_prints_the_list_and_says_so(file, tmp_path):
    told = run(file, cwd=tmp_path)
    assert told.returncode == 0
    assert "Maya Quinn" in told.stdout
    assert "There is no terminal here" in told.stderr
    assert "\x1b" not in told.stdout + told.stderr


def _broken(tmp_path, file):
    """Files that cannot be opened, by what is wrong with them."""
    (tmp_path / "empty.db").write_bytes(b"")
    (tmp_path / "text.db").write_text("no database at all")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    whole = file.read_bytes()
    (tmp_path / "short.db").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "folder.db").mkdir()
    return ["missing.db", "empty.db", "text.db", "other.db", "short.db", "folder.db"]


def test_a_file_that_cannot_be_opened_is_one_sentence(file, tmp_path):
    for name in _broken(tmp_path, file):
        with opened(tmp_path / name, tmp_path) as terminal:
            assert terminal.end() == 2, (name, terminal.text)
            said = terminal.text.split("\n")
            told = " ".join(" ".join(said).split())
            assert name in told
            assert told.endswith("."), told
            assert "Traceback" not in told
            assert b"\x1b[?1049h" not in terminal.sent, "no screen was begun"


def test_an_unknown_worker_is_one_sentence(file, tmp_path):
    with opened(file, tmp_path, "--worker", "Nobody Here") as terminal:
        assert terminal.end() == 2
        assert "Nobody Here" in terminal.text
        assert "Traceback" not in terminal.text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_opens_read_only(file, tmp_path):
    locked = tmp_path / "locked.db"
    shutil.copy(file, locked)
    locked.chmod(0o400)
    with opened(locked, tmp_path) as terminal:
        terminal.wait_for("read only", "Lena Loss")
        terminal.press("q")
        assert terminal.end() == 0
