"""Making a file, whole or not at all: built beside its place, then moved there."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pace_tui.core.pathway import Pathway
from pace_tui.core.record import NATIONAL_AIM, Aim
from pace_tui.store import schema
from pace_tui.store.casefile import CaseFile, connect
from pace_tui.store.change import change
from pace_tui.store.errors import FileError, plain
from pace_tui.store.pathway import write_pathway

if TYPE_CHECKING:
    from sqlite_utils import Database


class Beginnings(NamedTuple):
    """What a new file begins with: its pathway, public holidays, aims and settings."""

    pathway: Pathway
    holidays: Mapping[date, str]
    delay_reasons: Mapping[str, str]
    settings: Mapping[str, str]
    aims: tuple[Aim, ...] = (NATIONAL_AIM,)


def create(
    path: Path,
    beginnings: Beginnings,
    fill: Callable[[CaseFile], None] | None = None,
    *,
    who: str = "",
    when: datetime | None = None,
) -> None:
    """Make a new file at `path`, and `fill` it; raises `FileError`, also where one is there.

    It is written as `.part` with 0600, closed, made durable and then renamed: a file of that
    name is always a whole one.
    """
    if path.exists() or path.is_symlink():
        raise FileError(f"“{path.name}” is there already: choose another name, or move it away.")
    part = path.with_name(path.name + ".part")
    try:
        _touch(part)
        _build(part, beginnings, fill, who, when)
        _make_durable(part)
        # A link fails where a file has appeared meanwhile; a rename would replace it.
        _move_new(part, path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise plain(error, path) from None
    except FileExistsError:
        raise FileError(f"“{path.name}” is there already: choose another name.") from None
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise FileError(f"“{path.name}” cannot be made there: {reason}.") from None
    finally:
        for leftover in (part, part.with_name(part.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _touch(part: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _build(
    part: Path,
    beginnings: Beginnings,
    fill: Callable[[CaseFile], None] | None,
    who: str,
    when: datetime | None,
) -> None:
    connection = connect(part, "rw")
    file = CaseFile(part, connection, read_only=False)
    try:
        lay_schema(connection)
        with change(file, "New file", who=who, when=when) as db:
            _write(db, beginnings)
        if fill:
            fill(file)
        connection.execute("VACUUM")
    finally:
        connection.close()


def lay_schema(connection: sqlite3.Connection) -> None:
    """Lay out the tables of an empty database, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for _, statement in schema.statements():
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")
    connection.execute("COMMIT")


def _write(db: Database, beginnings: Beginnings) -> None:
    write_pathway(db, beginnings.pathway)
    db.table("setting").insert_all({"key": k, "value": v} for k, v in beginnings.settings.items())
    db.table("holiday").insert_all(
        {"day": day.isoformat(), "name": name} for day, name in beginnings.holidays.items()
    )
    db.table("delay_reason").insert_all(
        {"code": code, "name": name, "position": at}
        for at, (code, name) in enumerate(beginnings.delay_reasons.items(), 1)
    )
    db.table("aim").insert_all(aim_row(aim) for aim in beginnings.aims)


def aim_row(aim: Aim) -> dict[str, object]:
    """An aim as a row of its table."""
    return {
        "name": aim.name,
        "weeks": aim.weeks,
        "percent": aim.percent,
        "from_on": aim.from_on and aim.from_on.isoformat(),
        "by_on": aim.by_on and aim.by_on.isoformat(),
        "cohort": aim.cohort,
        "meeting": aim.meeting,
        "main": int(aim.main),
    }


def _make_durable(part: Path) -> None:
    descriptor = os.open(part, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _move_new(part: Path, path: Path) -> None:
    """Give the finished file its name, unless a file has appeared there meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a memory stick's
        if path.exists():
            raise FileExistsError from None
        part.rename(path)
