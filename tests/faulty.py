"""Ways to spoil a good file, each with the words of the sentence that must be told of it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pace_tui.store import schema
from pace_tui.store.casefile import open_file
from pace_tui.store.change import change

DAMAGED = "is damaged"
ALTERED = "was altered by another program"
FOREIGN = "is not a caseload file"


class _StoppedError(Exception):
    pass


class Fault(NamedTuple):
    name: str
    spoil: Callable[[Path], object]
    words: str


def plain(path: Path) -> sqlite3.Connection:
    """The file in another program, which keeps none of our rules."""
    return sqlite3.connect(path, isolation_level=None)


def _sql(*statements: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(plain(path)) as other:
            for statement in statements:
                other.execute(statement)

    return spoil


def _bytes(contents: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(contents)


def _patched(at: int, patch: bytes) -> Callable[[Path], object]:
    """Some bytes overwritten; a negative place counts from the end."""

    def spoil(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        start = at % len(whole)
        whole[start : start + len(patch)] = patch
        path.write_bytes(whole)

    return spoil


def _cut(tenths: int) -> Callable[[Path], object]:
    return lambda path: os.truncate(path, path.stat().st_size * tenths // 10)


def _cut_by(count: int) -> Callable[[Path], object]:
    return lambda path: os.truncate(path, path.stat().st_size - count)


def _pages_swapped(path: Path) -> None:
    whole = path.read_bytes()
    pages = [whole[at : at + 4096] for at in range(0, len(whole), 4096)]
    pages[2], pages[-1] = pages[-1], pages[2]
    path.write_bytes(b"".join(pages))


def _page_zeroed(number: int) -> Callable[[Path], object]:
    return lambda path: _patched(number % (path.stat().st_size // 4096) * 4096, bytes(4096))(path)


def _appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"appended junk")


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")


def _other_database(path: Path) -> None:
    path.unlink()
    with closing(plain(path)) as other:
        other.execute("CREATE TABLE child(reference)")


def _utf16(path: Path) -> None:
    """The same tables, in a file whose text is UTF-16."""
    path.unlink()
    with closing(plain(path)) as other:
        other.execute("PRAGMA encoding = 'UTF-16le'")
        other.execute("BEGIN")
        for _, statement in schema.statements():
            other.execute(statement)
        other.execute("COMMIT")
        other.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        other.execute(f"PRAGMA user_version = {schema.VERSION}")


def _orphan(path: Path) -> None:
    """A period of a child that is not there, as a program with foreign keys off leaves it."""
    kept = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'period'"
    with closing(plain(path)) as other:
        triggers = [sql for (sql,) in other.execute(kept).fetchall()]
        for verb in ("insert", "update", "delete"):
            other.execute(f"DROP TRIGGER period_{verb}")
        other.execute("UPDATE period SET child_id = 999")
        for trigger in triggers:
            other.execute(trigger)


def _instead(make: Callable[[Path], object]) -> Callable[[Path], object]:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


_NOISE = random.Random(7).randbytes(20_000)
_TRIGGER = "CREATE TRIGGER {} AFTER INSERT ON child BEGIN DELETE FROM note; END"
_MAGIC = b"SQLite format 3\x00"

FAULTS = [
    Fault("missing", Path.unlink, "There is no file"),
    Fault("dangling link", _instead(lambda p: p.symlink_to("nowhere.db")), "There is no file"),
    Fault("link in a circle", _instead(lambda p: p.symlink_to(p)), "cannot be opened"),
    Fault("folder", _instead(Path.mkdir), "is not a file"),
    Fault("pipe", _instead(os.mkfifo), "is not a file"),
    Fault("device", _instead(lambda p: p.symlink_to("/dev/null")), "is not a file"),
    Fault("endless device", _instead(lambda p: p.symlink_to("/dev/zero")), "is not a file"),
    Fault("empty", _bytes(b""), "is empty"),
    Fault("text", _bytes(b"reference,name\nA-1,Ann\n" * 50), FOREIGN),
    Fault("workbook", _zip, FOREIGN),
    Fault("random bytes", _bytes(_NOISE), FOREIGN),
    Fault("first 16 bytes only", _bytes(_MAGIC), FOREIGN),
    Fault("header and garbage", _bytes(_MAGIC + _NOISE), "another program"),
    Fault("other database", _other_database, "a database of another program"),
    Fault("other application_id", _sql("PRAGMA application_id = 7"), "another program"),
    Fault("newer version", _sql("PRAGMA user_version = 99"), "update pace-tui"),
    Fault("version below any", _sql("PRAGMA user_version = 0"), "older pace-tui|bring up to date"),
    Fault("file format to come", _patched(18, b"\x09\x09"), FOREIGN),
    Fault("UTF-16", _utf16, "not UTF-8"),
    *(Fault(f"cut to {n}/10", _cut(n), f"{DAMAGED}|{FOREIGN}") for n in range(1, 10)),
    Fault("cut by 10 bytes", _cut_by(10), DAMAGED),
    Fault("cut to 50 bytes", lambda p: os.truncate(p, 50), FOREIGN),
    Fault("junk behind", _appended, DAMAGED),
    Fault("schema page scribbled on", _patched(100, _NOISE[:2000]), DAMAGED),
    Fault("page 3 zeroed", _page_zeroed(2), DAMAGED),
    Fault("last page zeroed", _page_zeroed(-1), DAMAGED),
    Fault("pages swapped", _pages_swapped, DAMAGED),
    Fault("planted trigger", _sql(_TRIGGER.format("mine")), ALTERED),
    Fault("trigger named as a table", _sql(_TRIGGER.format("child")), ALTERED),
    Fault("trigger dropped", _sql("DROP TRIGGER child_update"), ALTERED),
    Fault(
        "trigger replaced",
        _sql("DROP TRIGGER child_update", _TRIGGER.format("child_update")),
        ALTERED,
    ),
    Fault("history unguarded", _sql("DROP TRIGGER history_kept"), ALTERED),
    Fault("column added", _sql("ALTER TABLE child ADD COLUMN mood TEXT"), ALTERED),
    Fault("table renamed", _sql("ALTER TABLE note RENAME TO notes"), ALTERED),
    Fault("index dropped", _sql("DROP INDEX step_period"), ALTERED),
    Fault(
        "view replaced",
        _sql("DROP VIEW caseload", "CREATE VIEW caseload AS SELECT 1"),
        ALTERED,
    ),
    Fault("foreign keys broken", _orphan, "no longer fits together"),
]


def leave_half_written(path: Path, crashed: Path) -> Path:
    """A copy of a file as a crash leaves it: half of a change in it, and its hot journal."""
    with closing(open_file(path)) as file:
        file.connection.execute("PRAGMA cache_size = 2")  # so that pages go out before the end
        with contextlib.suppress(_StoppedError), change(file, "Never finished") as db:
            db.table("team").insert_all({"name": f"Team {n} " * 40} for n in range(400))
            shutil.copy(path, crashed)
            shutil.copy(f"{path}-journal", f"{crashed}-journal")
            raise _StoppedError
    return crashed
