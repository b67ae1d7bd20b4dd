"""A file that cannot be used: one plain sentence, exit 2, no traceback, no byte changed."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from small_office import invoke, make_office, python, run

COMMANDS = [
    ("{}",),
    ("open", "{}"),
    ("list", "{}"),
    ("list", "{}", "--format", "json"),
    ("show", "{}", "NB-1"),
    ("chart", "{}"),
    ("info", "{}"),
    ("import", "{}", "children.csv"),
    ("import", "{}", "children.csv", "--dry-run"),
]


def _missing(path):
    pass


def _empty(path):
    path.write_bytes(b"")


def _garbage(path):
    path.write_bytes(bytes(range(256)) * 40)


def _text(path):
    path.write_text("reference,name\nNB-1,Callum\n")


def _directory(path):
    path.mkdir()


def _foreign(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE child (reference TEXT)")
    db.close()


def _truncated(path):
    make_office(path)
    path.write_bytes(path.read_bytes()[:20_000])


def _header_only(path):
    make_office(path)
    path.write_bytes(path.read_bytes()[:100])


def _scribbled(path):
    make_office(path)
    whole = bytearray(path.read_bytes())
    whole[8192:40_000] = b"\xff" * (40_000 - 8192)
    path.write_bytes(bytes(whole))


def _newer(path):
    make_office(path)
    whole = bytearray(path.read_bytes())
    whole[60:64] = (9999).to_bytes(4, "big")
    path.write_bytes(bytes(whole))


def _altered(path):
    make_office(path)
    with sqlite3.connect(path) as db:
        db.execute("DROP TRIGGER child_update")
    db.close()


FAULTS = [
    _missing,
    _empty,
    _garbage,
    _text,
    _directory,
    _foreign,
    _truncated,
    _header_only,
    _scribbled,
    _newer,
    _altered,
]


def _contents(path):
    return path.read_bytes() if path.is_file() else path.exists()


def _beside(folder):
    """The files of a folder; SQLite may leave an empty journal, which holds nothing."""
    names = {each.name for each in folder.iterdir()}
    journal = folder / "office.db-journal"
    return names - {journal.name} if journal.exists() and not journal.stat().st_size else names


def _is_one_sentence(text):
    return len(text.splitlines()) == 1 and text.rstrip().endswith(".")


@pytest.mark.parametrize("spoil", FAULTS, ids=lambda each: each.__name__.strip("_"))
def test_a_faulty_file_is_told_in_one_sentence_and_left_as_it_is(spoil, tmp_path):
    path = tmp_path / "office.db"
    (tmp_path / "children.csv").write_text("reference,accommodated_on\nA1,03/04/2026\n")
    spoil(path)
    before = _contents(path)
    there = _beside(tmp_path)
    for command in COMMANDS:
        # The source is named from the test's own folder.
        named = [each.format(path) for each in command]
        named = [str(tmp_path / each) if each == "children.csv" else each for each in named]
        result = invoke(*named)
        assert result.exit_code == 2, command
        assert result.stdout == "", command
        assert _is_one_sentence(result.stderr), (command, result.stderr)
    assert _contents(path) == before
    assert _beside(tmp_path) == there


@pytest.mark.parametrize("spoil", [_missing, _garbage, _truncated, _directory])
def test_the_same_holds_for_the_program_itself(spoil, tmp_path):
    spoil(tmp_path / "office.db")
    done = run("list", "office.db", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert _is_one_sentence(done.stderr)


def test_reading_commands_change_no_byte(tmp_path):
    path = make_office(tmp_path / "office.db")
    before, mode = path.read_bytes(), path.stat().st_mode
    path.chmod(0o400)
    for command in (("list",), ("show", "NB-1"), ("chart",), ("info",), ("open", "--read-only")):
        result = invoke(command[0], path, *command[1:])
        assert result.exit_code == 0, result.output
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["office.db"]
    path.chmod(mode)


def test_a_file_that_somebody_else_is_writing_to_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("pace_tui.store.casefile._BUSY_SECONDS", 0.05)
    path = make_office(tmp_path / "office.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    result = invoke("list", path)
    other.execute("ROLLBACK")
    other.close()
    assert result.exit_code == 2
    assert "Another window or program" in result.stderr


def test_an_odd_path_is_a_path(tmp_path):
    path = make_office(tmp_path / "my #1 caseload?%20.db")
    assert invoke("list", path).exit_code == 0
    assert invoke("list", "").exit_code == 2
    assert invoke("list", "a\x1b[2Jb").exit_code == 2
    assert "\x1b" not in invoke("list", "a\x1b[2Jb").stderr


def test_a_wrong_call_is_exit_2(tmp_path):
    path = make_office(tmp_path / "office.db")
    for wrong in (("list",), ("show", path), ("list", path, "--nonsense"), ("import", path)):
        result = invoke(*wrong)
        assert result.exit_code == 2
        assert "Traceback" not in result.output


FAULTY = """
import sys
import pace_tui.store.review as review

def broken(connection):
    secret = "Callum Ross"
    raise KeyError(secret)

review.read_area = broken
from pace_tui.__main__ import main
main()
"""


def test_a_fault_of_our_own_tells_its_place_and_nothing_of_anybody(tmp_path):
    make_office(tmp_path / "office.db")
    (tmp_path / "faulty.py").write_text(FAULTY)
    done = python(["faulty.py", "list", "office.db"], tmp_path)
    assert done.returncode == 70
    assert done.stdout == ""
    assert done.stderr.startswith("pace-tui stopped because of a fault of its own (KeyError at ")
    assert "Callum" not in done.stderr
    assert _is_one_sentence(done.stderr.replace(". Nothing", ", nothing"))


def _piped(command, cwd):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(cwd)}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="shell of POSIX")
def test_a_reader_that_leaves_early_is_no_error(tmp_path):
    make_office(tmp_path / "office.db")
    command = f"{sys.executable} -m pace_tui list office.db --format json | true"
    done = _piped(command, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_is_told(tmp_path):
    make_office(tmp_path / "office.db")
    done = _piped(f"{sys.executable} -m pace_tui list office.db > /dev/full", tmp_path)
    assert done.returncode == 2
    assert done.stderr == "The output could not be written: No space left on device.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_leaves_quietly(tmp_path):
    make_office(tmp_path / "office.db")
    script = """
import os, signal
import pace_tui.store.review as review

def interrupted(connection):
    os.kill(os.getpid(), signal.SIGINT)

review.read_area = interrupted
from pace_tui.__main__ import main
main()
"""
    (tmp_path / "interrupted.py").write_text(script)
    done = python(["interrupted.py", "list", "office.db"], tmp_path)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "")


def test_output_into_a_pipe_is_utf_8_whatever_the_locale(tmp_path):
    make_office(tmp_path / "office.db")
    done = run("list", "office.db", cwd=tmp_path, env={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert "■ Past" in done.stdout
