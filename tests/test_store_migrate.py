"""A file of an older version is brought up to date whole, after a backup, or left as it was."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import next_version
import pytest
from faulty import plain
from make_file import with_children

from pace_tui.store import casefile, migrate, schema
from pace_tui.store.backup import backups
from pace_tui.store.casefile import open_file
from pace_tui.store.change import change
from pace_tui.store.errors import FileError
from pace_tui.store.seal import broken_at
from pace_tui.store.undo import undo

CHILDREN = [
    {
        "reference": f"A-{n}",
        "accommodated_on": "2026-03-02",
        "name": f"Child {n}",
        "group": "brothers and sisters",
        "end_reason": "home" if n % 2 else "",
        "notes": [("2026-03-03", "A note of some length. " * 20)],
    }
    for n in range(60)
]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    return with_children(tmp_path_factory.mktemp("old") / "cases.db", CHILDREN)


@pytest.fixture
def path(made, tmp_path):
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def next_one(monkeypatch):
    """Make the program the next version, with a step of one's own."""

    def install(run=next_version.step, version=2):
        next_version.install(run, version, monkeypatch.setattr, monkeypatch.setitem)

    return install


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def children(connection):
    return connection.execute(
        "SELECT reference, name, group_id FROM child ORDER BY reference"
    ).fetchall()


def test_the_shipped_steps_lead_to_the_shipped_version():
    assert [step.version for step in migrate.MIGRATIONS] == list(range(2, schema.VERSION + 1))


def test_a_file_of_an_older_version_is_brought_up_to_date(path, next_one):
    with closing(open_file(path)) as file:
        before = children(file.connection)
    next_one()
    with closing(open_file(path)) as file:
        assert casefile.version_of(file.connection) == 2
        assert children(file.connection) == before
        known = file.connection.execute("SELECT DISTINCT known_as = 'known as ' || name FROM child")
        assert known.fetchall() == [(1,)]
        assert file.connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        with change(file, "A change in the new version") as db:
            db.table("child").update(1, {"known_as": "Annie"})
        assert broken_at(file.connection) == ""
    with closing(open_file(path, read_only=True)):
        pass
    assert len(backups(path)) == 1, "and only once"


def test_the_backup_made_before_is_the_old_file_whole(path, next_one, monkeypatch):
    with closing(plain(path)) as other:
        before = list(other.iterdump())
    with monkeypatch.context() as later:
        next_version.install(set_attribute=later.setattr, set_item=later.setitem)
        open_file(path).close()
    (backup,) = backups(path)
    assert backup.reason == "before-version-2"
    with closing(open_file(backup.path)) as file:
        assert casefile.version_of(file.connection) == 1
        assert list(file.connection.iterdump()) == before


def test_what_a_step_does_to_rows_is_in_the_history_and_cannot_be_undone(path, next_one):
    with closing(open_file(path)) as file, change(file, "A team") as db:
        db.table("team").insert({"name": "North"})
    next_one()
    with closing(open_file(path)) as file:
        entry, what, beginning = file.connection.execute(
            "SELECT id, what, beginning FROM change ORDER BY id DESC LIMIT 1"
        ).fetchone()
        assert (what, beginning) == ("File brought from version 1 to 2", 1)
        lines = file.connection.execute(
            "SELECT tbl, count(*) FROM history WHERE change_id = ? GROUP BY tbl", (entry,)
        ).fetchall()
        assert dict(lines) == {"child": 60, "period": 30}
        before, after = file.connection.execute(
            "SELECT before, after FROM history WHERE change_id = ? AND tbl = 'period'", (entry,)
        ).fetchone()
        assert json.loads(before) | {"end_reason": "HOME"} == json.loads(after)
        assert broken_at(file.connection) == ""
        assert undo(file) == "A team"


def test_reading_only_an_older_file_is_refused_and_says_what_to_do(path, next_one):
    next_one()
    before = digest(path)
    with pytest.raises(FileError, match=r"older pace-tui: open it once for writing"):
        open_file(path, read_only=True)
    assert digest(path) == before
    assert list(path.parent.iterdir()) == [path]


def _fails(connection):
    next_version.step(connection)
    raise ZeroDivisionError


def _breaks_references(connection):
    next_version.step(connection)
    connection.execute("DELETE FROM kin_group")


def _forgets_to_rebuild(connection):
    connection.execute("ALTER TABLE child ADD COLUMN known_as TEXT NOT NULL DEFAULT ''")


def _is_wrong_sql(connection):
    next_version.step(connection)
    connection.execute("UPDATE child SET reference = NULL")


def _leaves_a_trigger(connection):
    next_version.step(connection)
    connection.execute("CREATE TRIGGER mine AFTER INSERT ON child BEGIN SELECT 1; END")


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (_fails, ZeroDivisionError),
        (_breaks_references, FileError),
        (_forgets_to_rebuild, FileError),
        (_is_wrong_sql, FileError),
        (_leaves_a_trigger, FileError),
    ],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(path, monkeypatch, step, error):
    before = digest(path)
    with monkeypatch.context() as later:
        next_version.install(step, set_attribute=later.setattr, set_item=later.setitem)
        with pytest.raises(error):
            open_file(path)
    assert digest(path) == before
    assert len(backups(path)) == 1
    with closing(open_file(path)) as file:
        assert len(children(file.connection)) == 60


def test_a_damaged_old_file_is_refused_before_anything_is_done(path, next_one):
    whole = bytearray(path.read_bytes())
    whole[-4096:] = bytes(4096)
    path.write_bytes(whole)
    next_one()
    with pytest.raises(FileError, match="is damaged"):
        open_file(path, check=False)
    assert path.read_bytes() == whole
    assert backups(path) == []


def test_a_planted_trigger_in_an_old_file_is_found_by_the_next_version_too(path, next_one):
    with closing(plain(path)) as other:
        other.execute("CREATE TRIGGER mine AFTER INSERT ON child BEGIN SELECT 1; END")
    before = digest(path)
    next_one()
    with pytest.raises(FileError, match="altered by another program"):
        open_file(path)
    assert digest(path) == before


def test_a_version_with_no_step_to_this_one_is_told(path, next_one):
    next_one(version=4)
    before = digest(path)
    with pytest.raises(FileError, match="a pace-tui in between"):
        open_file(path)
    assert digest(path) == before


def test_without_room_for_a_backup_nothing_is_done(path, next_one, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    next_one()
    monkeypatch.setattr("pace_tui.store.backup.begin", full)
    before = digest(path)
    with pytest.raises(FileError, match="No space left"):
        open_file(path)
    assert digest(path) == before


def test_two_windows_that_bring_the_file_up_to_date_do_it_once(path, next_one, monkeypatch):
    """The second window has looked at the version before the first one is done."""
    next_one()
    real = migrate.back_up
    done = []

    def back_up_then_be_overtaken(file, reason):
        made = real(file, reason)
        if not done:
            done.append(True)
            open_file(path).close()
        return made

    monkeypatch.setattr(migrate, "back_up", back_up_then_be_overtaken)
    with closing(open_file(path)) as file:
        lines = file.connection.execute("SELECT what FROM change WHERE what LIKE 'File brought%'")
        assert len(lines.fetchall()) == 1


# Killed in the middle


def _killed(path, where, delay=0.0):
    """Bring a file up to date in a process of its own, and kill it at a place."""
    tests = Path(__file__).parent
    with subprocess.Popen(
        [sys.executable, tests / "next_version.py", path, where],
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": f"{tests.parent}:{tests}"},
    ) as process:
        assert process.stdout.readline() == b"here\n"
        time.sleep(delay)
        process.kill()


@pytest.mark.parametrize(("where", "version"), [("before", 1), ("after", 1), ("done", 2)])
def test_killed_in_the_middle_the_file_is_the_old_one_or_the_new_one(
    path, monkeypatch, where, version
):
    with closing(plain(path)) as other:
        before, old = children(other), digest(path)
    _killed(path, where)
    if where == "after":
        assert digest(path) != old, "nothing was half-written, so nothing was proved"
    assert _version_after(path, monkeypatch) == version
    if version == 1:
        assert digest(path) == old
    with closing(plain(path)) as other:
        assert children(other) == before
    for backup in backups(path):
        open_file(backup.path).close()


@pytest.mark.parametrize("delay", [0.005, 0.015, 0.03])
def test_killed_anywhere_the_file_is_the_old_one_or_the_new_one(path, monkeypatch, delay):
    _killed(path, "anywhere", delay)
    assert _version_after(path, monkeypatch) in (1, 2)


def _version_after(path, monkeypatch):
    """Open the file as what it is, which compares every table and trigger; answers its version."""
    try:
        file = open_file(path)
    except FileError as error:
        assert "newer pace-tui" in str(error)
        with closing(sqlite3.connect(path)) as other:  # plays the journal back, if there is one
            version = casefile.version_of(other)
    else:
        file.close()
        return 1
    with monkeypatch.context() as later:
        if version == 2:
            next_version.install(set_attribute=later.setattr, set_item=later.setitem)
        with closing(open_file(path)) as file:
            assert broken_at(file.connection) == ""
            return casefile.version_of(file.connection)
