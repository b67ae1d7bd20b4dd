"""Making a file, whole or not at all: built beside its place, then moved there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pace_tui.core.pathway import Pathway
from pace_tui.core.record import NATIONAL_AIM, Aim
from pace_tui.store import schema
from pace_tui.store.casefile import CaseFile, connect, prepare_writing
from pace_tui.store.change import change
from pace_tui.store.errors import FileError, told
from pace_tui.store.parts import begin, discard, expect_free, finish_new, part_of
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
    part = part_of(path)
    try:
        expect_free(path)
        begin(part)
        _build(part, beginnings, fill, who, when)
        finish_new(part, path)
    except sqlite3.Error as error:
        sentence = told(error, path)
        if sentence is None:
            raise
        raise sentence from None
    except FileExistsError:
        raise FileError(
            f"“{path.name}” is there already: choose another name, or move it away."
        ) from None
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise FileError(f"“{path.name}” cannot be made there: {reason}.") from None
    finally:
        discard(part)


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
        prepare_writing(connection)
        lay_schema(connection)
        with change(file, "New file", who=who, when=when) as db:
            _write(db, beginnings)
        if fill:
            fill(file)
        mark_beginning(connection)
        connection.execute("VACUUM")
    finally:
        connection.close()


def mark_beginning(connection: sqlite3.Connection) -> None:
    """What a file was made with cannot be undone: before it there was no file."""
    connection.execute("UPDATE change SET beginning = 1")


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
