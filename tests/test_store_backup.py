"""A backup is whole, private, beside its file, and neither too few nor too many are kept."""

import os
import random
import re
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from faulty import plain
from make_file import with_children

from pace_tui.store import backup as backups_module
from pace_tui.store.backup import Backup, back_up, backups, copy_whole, kept
from pace_tui.store.casefile import open_file
from pace_tui.store.change import change
from pace_tui.store.errors import FileError

NAME = re.compile(r"my cases\.backup-\d{8}-\d{6}-import\.db")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    children = [{"reference": f"A-{n}", "accommodated_on": "2026-03-02"} for n in range(5)]
    return with_children(tmp_path_factory.mktemp("backup") / "my cases.db", children)


@pytest.fixture
def path(made, tmp_path):
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def file(path):
    with closing(open_file(path)) as opened:
        yield opened


def contents(path, **how):
    with closing(open_file(path, read_only=True, **how)) as opened:
        return list(opened.connection.iterdump())


def beside(path):
    """The names in the folder, but for the empty journal of a file in use."""
    return sorted(each.name for each in path.parent.iterdir() if not each.match("*-journal"))


def test_a_backup_is_a_file_like_the_one_it_was_made_of(file, path):
    made = back_up(file, "import")
    assert made.parent == path.parent
    assert NAME.fullmatch(made.name)
    assert contents(made) == contents(path)
    assert beside(path) == sorted([path.name, made.name])
    with closing(open_file(made)) as opened, change(opened, "It can be worked with") as db:
        db.table("team").insert({"name": "North"})


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_a_backup_is_its_owners_only_whatever_the_mask(file):
    mask = os.umask(0o000)
    try:
        made = back_up(file, "import")
    finally:
        os.umask(mask)
    assert made.stat().st_mode & 0o777 == 0o600


def test_a_backup_holds_what_was_saved_and_nothing_of_a_change_under_way(file):
    with change(file, "Under way") as db:
        db.table("team").insert({"name": "North"})
        made = back_up(file, "import")
    with closing(open_file(made)) as opened:
        assert opened.connection.execute("SELECT count(*) FROM team").fetchone()[0] == 0


def test_a_file_open_for_reading_can_be_backed_up_and_from_another_thread(path):
    with closing(open_file(path, read_only=True)) as opened:
        found = []
        thread = threading.Thread(target=lambda: found.append(back_up(opened, "import")))
        thread.start()
        thread.join()
        assert contents(found[0]) == contents(path)


def test_backups_within_one_second_have_names_of_their_own(file):
    assert len({back_up(file, "import") for _ in range(3)}) == 3


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_the_backup_of_a_link_is_beside_the_file_it_leads_to(path, tmp_path):
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "link.db"
    link.symlink_to(path)
    with closing(open_file(link)) as opened:
        made = back_up(opened, "import")
    assert made.parent == path.parent
    assert backups(link)[0].path == made


@pytest.mark.parametrize("reason", ["", "Ann Lee", "../up", "a.b", "-a", "ä"])
def test_the_reason_is_a_plain_word_so_that_no_name_gets_into_a_file_name(file, path, reason):
    with pytest.raises(ValueError, match="reason"):
        back_up(file, reason)
    assert beside(path) == [path.name]


def test_a_copy_to_another_place_replaces_what_is_there_only_when_it_is_whole(file, tmp_path):
    target = tmp_path / "stick" / "copy.db"
    with pytest.raises(FileError, match="cannot be made in “stick”"):
        copy_whole(file, target)
    target.parent.mkdir()
    target.write_bytes(b"older")
    copy_whole(file, target)
    assert contents(target) == contents(file.path)
    assert beside(target) == ["copy.db"]


def _spoil_in_between(monkeypatch, spoil):
    """Do something to the `.part` after it is written and before it is looked at."""
    real = backups_module.check_whole

    def check(connection, part):
        spoil(part)
        real(connection, part)

    monkeypatch.setattr(backups_module, "check_whole", check)


def test_a_copy_that_did_not_become_whole_is_not_kept(file, path, monkeypatch):
    def spoil(part):
        whole = bytearray(part.read_bytes())
        whole[8192:12288] = bytes(4096)
        part.write_bytes(whole)

    _spoil_in_between(monkeypatch, spoil)
    with pytest.raises(FileError, match="is damaged"):
        back_up(file, "import")
    assert beside(path) == [path.name]


def test_a_full_disk_is_told_and_leaves_nothing(file, path, monkeypatch):
    def full(part):
        raise OSError(28, "No space left on device")

    _spoil_in_between(monkeypatch, full)
    with pytest.raises(FileError, match="No space left on device"):
        back_up(file, "import")
    assert beside(path) == [path.name]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_file_that_cannot_grow_is_told(file, path):
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, before[1]))
    try:
        with pytest.raises(FileError, match="disk"):
            back_up(file, "import")
        with pytest.raises(FileError, match="disk"), change(file, "Too much") as db:
            db.table("team").insert_all({"name": f"{n} " * 100} for n in range(100))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert beside(path) == [path.name]
    assert contents(path)


def test_a_backup_waits_for_nobody_who_only_reads_or_begins_to_write(file, path):
    with closing(plain(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        back_up(file, "import")
        other.execute("ROLLBACK")


# What killed backups left


def test_what_a_killed_backup_left_goes_with_the_next_one(file, path):
    old = path.with_name("my cases.backup-20260101-120000-import.db.part")
    journal, young = Path(f"{old}-journal"), path.with_name(old.name.replace("0101", "0102"))
    others = path.with_name("other.backup-20260101-120000-import.db.part")
    for each in (old, journal, young, others):
        each.write_bytes(b"")
    for each in (old, journal, others):
        os.utime(each, (1, 1))
    back_up(file, "import")
    assert not old.exists()
    assert not journal.exists()
    assert young.exists(), "another window may be writing it"
    assert others.exists()


# How many are kept


def backup_at(moment):
    return Backup(Path(f"{moment:%Y%m%d-%H%M%S}.db"), moment, "day")


def test_ten_backups_of_one_day_are_kept():
    noon = datetime(2026, 11, 20, 12)
    found = [backup_at(noon - timedelta(minutes=n)) for n in range(30)]
    assert kept(found) == set(found[:10])


def test_the_last_of_seven_days_and_four_weeks_are_kept():
    """Two a day for 60 days from Friday 20 November 2026."""
    evening = datetime(2026, 11, 20, 18)
    found = [backup_at(evening - timedelta(hours=12 * n)) for n in range(120)]
    days = [(each.made_at.month, each.made_at.day, each.made_at.hour) for each in kept(found)]
    last_ten = {(11, day, hour) for day in range(16, 21) for hour in (6, 18)}
    seven_days = {(11, day, 18) for day in range(14, 21)}
    sundays = {(11, 15, 18), (11, 8, 18), (11, 1, 18)}
    assert set(days) == last_ten | seven_days | sundays


def test_the_one_just_made_stays_even_where_the_clock_went_back(file, path):
    for day in range(1, 29):
        name = f"my cases.backup-2099{day % 12 + 1:02}{day:02}-120000-import.db"
        path.with_name(name).write_bytes(b"")
    made = back_up(file, "import")
    assert made.exists()
    assert 10 < len(backups(path)) <= 22


def test_only_backups_of_this_very_file_are_let_go(file, path):
    strangers = [
        "my cases.backup-20200101-120000-import.txt",
        "my cases.backup-20200101-120000-My Note.db",
        "my cases.backup-20209999-120000-import.db",
        "my cases 2.backup-20200101-120000-import.db",
        "my cases.backup-20200101-120000-import.backup-20200101-120000-day.db",
        "my cases.backup.db",
    ]
    for name in strangers:
        path.with_name(name).write_bytes(b"")
    dated = random.Random(3).sample(range(1, 365), 40)
    for day in dated:
        moment = datetime(2021, 1, 1, 12) + timedelta(days=day)
        path.with_name(f"my cases.backup-{moment:%Y%m%d-%H%M%S}-day.db").write_bytes(b"")
    made = back_up(file, "import")
    found = backups(path)
    assert found[0].path == made
    assert [each.made_at for each in found] == sorted((e.made_at for e in found), reverse=True)
    assert 10 <= len(found) <= 21
    assert set(strangers) <= set(beside(path))


def test_a_plain_sqlite_reads_a_backup(file):
    with closing(sqlite3.connect(back_up(file, "import"))) as other:
        assert other.execute("SELECT count(*) FROM child").fetchone()[0] == 5
        assert other.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
