"""Backups: whole copies beside the file, checked before they count, and not too many.

VACUUM INTO, because a copy of the bytes may catch a change in the middle, and because it
leaves out what was deleted.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from pace_tui.store.casefile import CaseFile, check_whole, connect, open_file, uri_of
from pace_tui.store.errors import FileError, told
from pace_tui.store.parts import begin, discard, finish, part_of

KEEP_LAST = 10
KEEP_DAYS = 7
KEEP_WEEKS = 4
_STAMP = "%Y%m%d-%H%M%S"
_REASON = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A younger `.part` may be one that another window is writing.
_LEFT_BEHIND = 60.0


class Backup(NamedTuple):
    """A backup beside its file; `made_at` is the machine's own time."""

    path: Path
    made_at: datetime
    reason: str


def back_up(file: CaseFile, reason: str) -> Path:
    """Make a backup beside the file, and let go of the oldest ones; answers its path.

    `reason` is a word or two of a-z, 0-9 and hyphens, for its name. Raises `FileError` where
    the copy is not made or not whole; then nothing is left of it.
    """
    if not _REASON.fullmatch(reason):
        raise ValueError("the reason for a backup is written with a-z, 0-9 and hyphens")
    place = file.path.resolve()
    target = _free_name(place, reason)
    _clear_parts(place)
    copy_whole(file, target)
    _let_go(place, target)
    return target


def copy_whole(file: CaseFile, target: Path) -> None:
    """Copy the file as it was last saved to `target`, in place of what is there.

    Raises `FileError`. It works on a connection of its own, so any thread may call it.
    """
    part = part_of(target)
    try:
        begin(part)
        _copy(file.path, part)
        finish(part, target)
    except (sqlite3.Error, OSError) as error:
        why = told(error, file.path) if isinstance(error, sqlite3.Error) else None
        reason = getattr(error, "strerror", None) or "the system refused"
        raise why or FileError(
            f"A copy of “{file.path.name}” cannot be made in “{target.parent.name}”: {reason}."
        ) from None
    finally:
        discard(part)


def backups(path: Path) -> list[Backup]:
    """The backups beside a file, the latest first."""
    place = path.resolve()
    pattern = re.compile(
        re.escape(place.stem) + rf"\.backup-(\d{{8}}-\d{{6}})-({_REASON.pattern})\.db"
    )
    found = []
    for each in place.parent.iterdir():
        match = pattern.fullmatch(each.name)
        with contextlib.suppress(ValueError):  # digits that are no date
            if match:
                found.append(Backup(each, datetime.strptime(match[1], _STAMP), match[2]))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def _copy(source: Path, part: Path) -> None:
    with contextlib.closing(connect(source, "ro")) as connection:
        connection.execute("PRAGMA query_only = OFF")  # the copy is written through it
        connection.execute("VACUUM INTO ?", (uri_of(part),))
    with contextlib.closing(connect(part, "ro")) as connection:
        check_whole(connection, part)


def _free_name(place: Path, reason: str) -> Path:
    """The name of a backup made now; a second later where there is one already."""
    moment = datetime.now()
    while True:
        name = f"{place.stem}.backup-{moment.strftime(_STAMP)}-{reason}.db"
        if not place.with_name(name).exists():
            return place.with_name(name)
        moment += timedelta(seconds=1)


def _clear_parts(place: Path) -> None:
    """Remove what killed backups have left."""
    begins, ends = f"{place.stem}.backup-", (".db.part", ".db.part-journal")
    with contextlib.suppress(OSError):
        for each in place.parent.iterdir():
            ours = each.name.startswith(begins) and each.name.endswith(ends)
            if ours and each.lstat().st_mtime < time.time() - _LEFT_BEHIND:
                each.unlink()


def _let_go(place: Path, made: Path) -> None:
    """Delete the backups that are neither among the last nor the last of a day or a week."""
    with contextlib.suppress(OSError):
        found = backups(place)
        for old in set(found) - kept(found):
            if old.path != made:
                old.path.unlink()


def kept(found: list[Backup]) -> set[Backup]:
    """Of the backups, the latest first, those to keep: the last 10, and the last one of each
    of the latest 7 days and 4 weeks that have any."""
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in found:
        days.setdefault(backup.made_at.date(), backup)
        weeks.setdefault(backup.made_at.isocalendar()[:2], backup)
    daily, weekly = list(days.values())[:KEEP_DAYS], list(weeks.values())[:KEEP_WEEKS]
    return {*found[:KEEP_LAST], *daily, *weekly}


def restore(path: Path, backup: Path) -> Path | None:
    """Put a backup in the place of a file; answers the backup made of what was there.

    The backup is looked through first; what was there is kept beside it where it can still be
    read, else moved aside. Raises `FileError`; then the file is as it was.
    """
    with contextlib.closing(open_file(backup, read_only=True)) as source:
        kept_as = _put_aside(path)
        copy_whole(source, path.resolve())
    # A journal left beside the old file would be rolled back into the new one.
    path.resolve().with_name(path.resolve().name + "-journal").unlink(missing_ok=True)
    return kept_as


def _put_aside(path: Path) -> Path | None:
    """Keep what is in a file's place, as a backup if it is whole, else under another name."""
    if not path.exists():
        return None
    try:
        with contextlib.closing(open_file(path, read_only=True)) as present:
            return back_up(present, "before-restore")
    except FileError:
        aside = _free_name(path.resolve(), "damaged")
        path.resolve().rename(aside)
        return aside


def due_today(file: CaseFile) -> bool:
    """Whether the file holds changes of its own and has no backup of today yet."""
    today = datetime.now().date()
    return has_changes(file) and all(each.made_at.date() != today for each in backups(file.path))


def has_changes(file: CaseFile) -> bool:
    """Whether anything was written since the file was made: else there is nothing to lose."""
    found = file.connection.execute("SELECT 1 FROM change WHERE beginning = 0 LIMIT 1")
    return found.fetchone() is not None
