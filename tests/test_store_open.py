"""A file is opened whole and as it was made, or told of in one sentence and left untouched."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import faulty
import pytest
from faulty import FAULTS, leave_half_written, plain
from make_file import new_file, with_children

from pace_tui.store import casefile, migrate  # noqa: F401 - imported before a test changes user
from pace_tui.store.casefile import check_whole, connect, open_file
from pace_tui.store.change import change
from pace_tui.store.errors import FileError, told

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes and rights of POSIX")
CHILDREN = [
    {
        "reference": f"A-{n}",
        "accommodated_on": "2026-03-02",
        "name": f"Child {n}",
        "homes": [("foster", "2026-03-02")],
        "notes": [("2026-03-03", "A note of some length. " * 40)],
    }
    for n in range(20)
]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    return with_children(tmp_path_factory.mktemp("made") / "made.db", CHILDREN, as_at="2026-11-20")


@pytest.fixture
def good(made, tmp_path):
    return Path(shutil.copy(made, tmp_path / "cases.db"))


@pytest.fixture(autouse=True)
def short_wait(monkeypatch):
    monkeypatch.setattr(casefile, "_BUSY_SECONDS", 0.1)


def contents(path):
    return path.read_bytes() if path.is_file() else None


def refusal(path, **how):
    """The sentence with which a file is refused."""
    with pytest.raises(FileError) as refused:
        open_file(path, **how).close()
    sentence = str(refused.value)
    assert len(sentence.splitlines()) == 1
    assert sentence.endswith(".")
    assert "Child" not in sentence
    return sentence


def count(path, **how):
    with closing(open_file(path, **how)) as file:
        return file.connection.execute("SELECT count(*) FROM child").fetchone()[0]


@POSIX
@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_faulty_file_is_told_in_one_sentence_and_not_touched(good, fault, read_only):
    fault.spoil(good)
    before, around = contents(good), sorted(good.parent.iterdir())
    sentence = refusal(good, read_only=read_only)
    assert any(words in sentence for words in fault.words.split("|")), sentence
    assert contents(good) == before
    assert sorted(good.parent.iterdir()) == around


@pytest.mark.parametrize("name", ["a\0b.db", "x" * 300, "cases.db/below.db"])
def test_a_path_that_can_be_no_file_is_told(good, name):
    assert "Traceback" not in refusal(good.parent / name)


def test_damage_that_is_not_looked_for_at_first_is_found_by_the_later_look(good):
    whole = bytearray(good.read_bytes())
    whole[-4096:] = bytes(4096)
    good.write_bytes(whole)
    with closing(open_file(good, check=False)) as file:
        with pytest.raises(FileError, match=faulty.DAMAGED):
            check_whole(file.connection, file.path)
        assert not file.connection.in_transaction


@pytest.mark.parametrize("name", ["a?b#c%20d.db", "file:x.db", "Kinder ü 子.db", "it's “it”.db"])
def test_a_name_is_a_name_whatever_is_in_it(made, tmp_path, name):
    if sys.platform == "win32":
        pytest.skip("Windows refuses such names")
    path = Path(shutil.copy(made, tmp_path / name))
    assert count(path) == 20
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_a_name_that_is_no_text_opens_too(made, tmp_path):
    path = Path(shutil.copy(made, os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.db")))
    assert count(path) == 20
    assert count(path, read_only=True) == 20


def test_a_network_share_and_a_drive_become_addresses_that_sqlite_understands():
    class Given:
        def __init__(self, text):
            self.text = text

        def absolute(self):
            return self

        def as_posix(self):
            return self.text

    assert casefile.uri_of(Given("//server/share/a b.db")) == "file:////server/share/a%20b.db"
    assert casefile.uri_of(Given("C:/Users/a.db")) == "file:///C%3A/Users/a.db"


@POSIX
def test_a_link_to_a_file_opens_it(good, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(good)
    assert count(link) == 20


def test_opening_and_closing_changes_nothing_and_leaves_nothing(good):
    before, when = good.read_bytes(), good.stat().st_mtime_ns
    for read_only in (False, True):
        with closing(open_file(good, read_only=read_only)):
            pass
    assert (good.read_bytes(), good.stat().st_mtime_ns) == (before, when)
    assert list(good.parent.iterdir()) == [good]


def test_closing_twice_is_closing_once(good):
    file = open_file(good)
    file.close()
    file.close()


def test_tables_views_and_indexes_of_somebody_else_are_left_alone(good):
    with closing(plain(good)) as other:
        other.execute("CREATE TABLE mine(x)")
        other.execute("CREATE VIEW older AS SELECT * FROM child")
        other.execute("CREATE INDEX by_name ON child(name)")
        other.execute("ANALYZE")
    assert count(good) == 20


def test_a_file_open_for_reading_cannot_be_changed(good):
    before = good.read_bytes()
    with closing(open_file(good, read_only=True)) as file:
        with (
            pytest.raises(FileError, match="open for reading only"),
            change(file, "Nothing") as db,
        ):
            db.table("team").insert({"name": "North"})
        with pytest.raises(sqlite3.OperationalError):
            file.connection.execute("CREATE TABLE x(y)")
    assert good.read_bytes() == before


# A crash in the middle of a change


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_change_that_a_crash_cut_off_is_rolled_back(good, tmp_path, read_only):
    crashed = leave_half_written(good, tmp_path / "crashed.db")
    assert crashed.read_bytes() != good.read_bytes(), "nothing was half-written"
    with closing(open_file(crashed, read_only=read_only)) as file:
        assert file.connection.execute("SELECT count(*) FROM team").fetchone()[0] == 0
        assert file.connection.execute("SELECT count(*) FROM child").fetchone()[0] == 20
    assert crashed.read_bytes() == good.read_bytes()
    assert not Path(f"{crashed}-journal").exists()


# A file that another tool left in WAL mode


@pytest.fixture
def in_wal(good, tmp_path):
    """A file whose last change is only in its WAL, as a killed program leaves it."""
    left = tmp_path / "wal.db"
    with closing(plain(good)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE mine(x)")
        shutil.copy(good, left)
        shutil.copy(f"{good}-wal", f"{left}-wal")
    return left


def test_a_file_in_wal_mode_is_set_back_when_it_is_opened_for_writing(in_wal):
    with closing(open_file(in_wal)) as file:
        assert file.connection.execute("PRAGMA journal_mode").fetchone()[0] == "truncate"
        assert file.connection.execute("SELECT count(*) FROM mine").fetchone()[0] == 0
    assert not [each for each in in_wal.parent.iterdir() if each.name.startswith("wal.db-")]
    assert in_wal.read_bytes()[18:20] == b"\1\1"


def test_a_file_in_wal_mode_is_read_with_its_last_change(in_wal):
    before = in_wal.read_bytes()
    with closing(open_file(in_wal, read_only=True)) as file:
        assert file.connection.execute("SELECT count(*) FROM mine").fetchone()[0] == 0
    assert in_wal.read_bytes() == before


def test_a_refused_file_in_wal_mode_stays_in_it(good):
    with closing(plain(good)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("DROP TRIGGER child_insert")
    before = good.read_bytes()
    assert faulty.ALTERED in refusal(good)
    assert good.read_bytes() == before


# Another window


def test_a_file_that_another_window_writes_to_is_told_to_a_writer_only(good):
    with closing(plain(good)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "Another window or program" in refusal(good)
        assert count(good, read_only=True) == 20
        other.execute("ROLLBACK")
    assert count(good) == 20


def test_a_file_that_another_window_holds_is_told(good):
    with closing(plain(good)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "Another window or program" in refusal(good)
        assert "Another window or program" in refusal(good, read_only=True)


HOLDER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


def test_a_change_waits_for_another_program_only_so_long_and_then_is_told_whole(good):
    with closing(open_file(good)) as file:
        command = [sys.executable, "-c", HOLDER, str(good)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, **pipes) as holder:
            assert holder.stdout.readline() == "held\n"
            with (
                pytest.raises(FileError, match="Another window or program"),
                change(file, "Too late") as db,
            ):
                db.table("team").insert({"name": "North"})
            holder.communicate("go\n")
        with change(file, "In time") as db:
            db.table("team").insert({"name": "North"})
        assert file.connection.execute("SELECT count(*) FROM team").fetchone()[0] == 1


# Rights: as a user who is not root


@contextmanager
def somebody():
    """Go on as a user without rights, and come back."""
    if not hasattr(os, "setresuid") or os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def shared(made):
    """A file in a folder that everyone may enter; the owner is whoever tests."""
    with tempfile.TemporaryDirectory(dir="/tmp" if sys.platform == "linux" else None) as folder:
        Path(folder).chmod(0o755)
        path = Path(shutil.copy(made, Path(folder) / "cases.db"))
        yield path
        Path(folder).chmod(0o755)


def _give(path):
    """Hand a file and its folder to the user without rights, where there are users."""
    if hasattr(os, "chown") and os.geteuid() == 0:
        for each in (path.parent, *path.parent.iterdir()):
            os.chown(each, 65534, 65534)


@POSIX
def test_a_file_that_may_not_be_written_opens_for_reading_only(shared):
    shared.chmod(0o444)
    before = shared.read_bytes()
    with somebody():
        assert "--read-only" in refusal(shared)
        assert not casefile.writable(shared)
        assert count(shared, read_only=True) == 20
    assert shared.read_bytes() == before


@POSIX
def test_a_file_that_may_not_be_read_is_told(shared):
    shared.chmod(0o000)
    with somebody():
        assert "permission" in refusal(shared)
        assert "permission" in refusal(shared, read_only=True)


@POSIX
def test_a_file_in_a_folder_that_may_not_be_written_opens_for_reading_only(shared):
    _give(shared)
    shared.parent.chmod(0o555)
    with somebody():
        assert "folder" in refusal(shared)
        assert not casefile.writable(shared)
        assert count(shared, read_only=True) == 20


@POSIX
@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_crashed_change_where_nothing_may_be_written_is_told(shared, tmp_path, read_only):
    leave_half_written(shared, tmp_path / "crashed.db")
    for each in ("crashed.db", "crashed.db-journal"):
        shutil.copy(tmp_path / each, shared.parent)
    crashed = shared.with_name("crashed.db")
    _give(crashed)
    crashed.parent.chmod(0o555)
    journal = Path(f"{crashed}-journal")
    before = journal.read_bytes()
    with somebody():
        assert "folder" in refusal(crashed, read_only=read_only)
    if read_only:
        assert journal.read_bytes() == before


@POSIX
def test_a_file_in_wal_mode_where_nothing_may_be_written_is_told(shared):
    with closing(plain(shared)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    before = shared.read_bytes()
    shared.chmod(0o644)
    shared.parent.chmod(0o555)
    with somebody():
        assert "(WAL)" in refusal(shared, read_only=True)
    assert shared.read_bytes() == before


# What else SQLite and Python may say


def test_text_that_is_no_utf_8_is_damage_and_the_text_is_not_told(good):
    whole = good.read_bytes()
    good.write_bytes(whole.replace(b"Child 7", b"Child\xff7"))
    with closing(open_file(good, read_only=True)) as file:
        with pytest.raises(sqlite3.OperationalError) as wrong:
            file.connection.execute("SELECT name FROM child").fetchall()
        sentence = str(told(wrong.value, good))
    assert faulty.DAMAGED in sentence
    assert "Child" not in sentence


def test_a_programming_error_is_no_sentence(good):
    with closing(connect(good, "ro")) as connection:
        with pytest.raises(sqlite3.OperationalError) as wrong:
            connection.execute("SELECT nonsense FROM child")
        assert told(wrong.value, good) is None


# Making a file


def test_a_new_file_replaces_nothing(tmp_path):
    there = tmp_path / "there.db"
    there.write_bytes(b"mine")
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "nowhere.db")
    for path in (there, link, tmp_path):
        with pytest.raises(FileError, match="is there already"):
            new_file(path)
    assert there.read_bytes() == b"mine"
    assert sorted(tmp_path.iterdir()) == [link, there]


def test_a_new_file_where_none_can_be_is_told(tmp_path):
    with pytest.raises(FileError, match="cannot be made there"):
        new_file(tmp_path / "no such folder" / "new.db")


@POSIX
def test_a_new_file_is_its_owners_only_whatever_the_mask(tmp_path):
    mask = os.umask(0o000)
    try:
        path = new_file(tmp_path / "new.db")
        with closing(open_file(path)) as file, change(file, "Team") as db:
            db.table("team").insert({"name": "North"})
            assert Path(f"{path}-journal").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
