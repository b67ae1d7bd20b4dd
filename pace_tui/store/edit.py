"""Writing one change of one child's record: each is one transaction and one line of the history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from pace_tui.core import words
from pace_tui.core.cleaning import clean
from pace_tui.core.clock import say_date
from pace_tui.core.edit import (
    Allocate,
    BookStep,
    ChangeLegalBasis,
    ClosePeriod,
    CorrectRecommendation,
    Edit,
    HearViews,
    HoldStep,
    JudgeElement,
    MoveHome,
    Recommend,
    ReopenStep,
    StepDelayed,
    StepNotNeeded,
    WithdrawRecommendation,
    WriteNote,
)
from pace_tui.core.pathway import Pathway
from pace_tui.store.casefile import CaseFile
from pace_tui.store.change import change
from pace_tui.store.errors import FileError

if TYPE_CHECKING:
    from sqlite_utils import Database


class Target(NamedTuple):
    """Whose record is changed: the period, its reference, and what the reader had seen.

    `seen` is the history's last line when the record was shown; a newer one that touches the
    period means that somebody else has changed it meanwhile.
    """

    period_id: int
    reference: str
    seen: int | None = None


def last_line(connection: sqlite3.Connection) -> int:
    """The last line of the history, as a mark of what a reader has seen."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0])


def _changed_since(connection: sqlite3.Connection, target: Target) -> bool:
    """Whether a newer line of the history touches the period or anything in it."""
    return target.seen is not None and bool(
        connection.execute(
            "SELECT 1 FROM history WHERE id > ? AND ((tbl = 'period' AND row_id = ?) "
            "OR json_extract(coalesce(after, before), '$.period_id') = ?) LIMIT 1",
            (target.seen, target.period_id, target.period_id),
        ).fetchone()
    )


def apply_edit(file: CaseFile, edit: Edit, target: Target, pathway: Pathway) -> str:
    """Write one change; answers its line in the history.

    Raises `FileError` where the file cannot be written, or where the record has changed since
    it was shown.
    """
    what = f"{say_edit(edit, pathway)} ({target.reference})"
    with change(file, what) as db:
        if _changed_since(file.connection, target):
            raise FileError(
                "Somebody else has changed this record since it was shown: look at it again, "
                "then make your change."
            )
        _WRITERS[type(edit)](db, edit, target.period_id)
    return what


def say_edit(edit: Edit, pathway: Pathway) -> str:
    """A change in words, without anybody's name: `First looked after review held 3 Dec 2026`."""
    step = getattr(edit, "step", None)
    name = next((rule.name for rule in pathway.steps if rule.key == step), step or "")
    on = getattr(edit, "on", None)
    day = say_date(on) if isinstance(on, date) else ""
    return _SAYINGS[type(edit)](edit).format(name=name, day=day).strip()


_SAYINGS: dict[type, Callable[[Any], str]] = {
    HoldStep: lambda _: "{name} held {day}",
    BookStep: lambda _: "{name} booked for {day}",
    StepNotNeeded: lambda _: "{name} not needed",
    StepDelayed: lambda _: "{name}: reason for delay",
    ReopenStep: lambda _: "{name} open again",
    WriteNote: lambda _: "Note of {day}",
    HearViews: lambda _: "Child's views heard {day}",
    JudgeElement: lambda e: f"{e.element.capitalize()} permanence judged {{day}}",
    MoveHome: lambda e: f"Home: {words.lives_with(e.lives_with).lower()} from {{day}}",
    ChangeLegalBasis: lambda _: "Legal basis from {day}",
    Allocate: lambda _: "Worker from {day}",
    Recommend: lambda e: f"Recommendation: {words.route(e.route).lower()}, {{day}}",
    WithdrawRecommendation: lambda _: "Recommendation withdrawn {day}",
    CorrectRecommendation: lambda _: "Recommendation corrected to {day}",
    ClosePeriod: lambda _: "Period of care ended {day}",
}


def _step_row(db: Database, period: int, key: str) -> dict[str, Any]:
    """The record that counts for a step, made where there is none yet."""
    rows = list(db.query("SELECT * FROM step WHERE period_id = ? AND key = ? ORDER BY id DESC",
                         [period, key]))  # fmt: skip
    if rows:
        return rows[0]
    pk = db.table("step").insert({"period_id": period, "key": key}).last_pk
    return dict(db.table("step").get(int(str(pk))))


def _hold(db: Database, edit: HoldStep, period: int) -> None:
    row = _step_row(db, period, edit.step)
    db.table("step").update(row["id"], {"done_on": edit.on.isoformat(), "not_needed": 0})


def _book(db: Database, edit: BookStep, period: int) -> None:
    row = _step_row(db, period, edit.step)
    booked = edit.on.isoformat()
    moved = row["moved"] + int(row["booked_on"] not in (None, booked))
    db.table("step").update(row["id"], {"booked_on": booked, "moved": moved})


def _not_needed(db: Database, edit: StepNotNeeded, period: int) -> None:
    row = _step_row(db, period, edit.step)
    note = "; ".join(part for part in (row["note"], clean(edit.reason)) if part)
    db.table("step").update(row["id"], {"not_needed": 1, "note": note})


def _delayed(db: Database, edit: StepDelayed, period: int) -> None:
    row = _step_row(db, period, edit.step)
    note = "; ".join(part for part in (row["note"], clean(edit.note)) if part)
    db.table("step").update(row["id"], {"delay_reason": edit.reason, "note": note})


def _reopen(db: Database, edit: ReopenStep, period: int) -> None:
    row = _step_row(db, period, edit.step)
    db.table("step").update(row["id"], {"done_on": None, "not_needed": 0})


def _note(db: Database, edit: WriteNote, period: int) -> None:
    db.table("note").insert(
        {"period_id": period, "noted_on": edit.on.isoformat(), "text": clean(edit.text)}
    )


def _views(db: Database, edit: HearViews, period: int) -> None:
    db.table("views_heard").insert(
        {
            "period_id": period,
            "heard_on": edit.on.isoformat(),
            "how": clean(edit.how),
            "views": clean(edit.views),
        }
    )


def _element(db: Database, edit: JudgeElement, period: int) -> None:
    db.table("element").insert(
        {
            "period_id": period,
            "judged_on": edit.on.isoformat(),
            "element": edit.element,
            "judgement": edit.judgement,
            "note": clean(edit.note),
        }
    )


def _span(db: Database, table: str, period: int, on: date, values: dict[str, Any]) -> None:
    """End what runs now on a day, and begin something else that day."""
    day = on.isoformat()
    for row in list(db.query(
        f"SELECT id FROM {table} WHERE period_id = ? AND to_on IS NULL AND from_on <= ?",  # noqa: S608
        [period, day],
    )):  # fmt: skip
        db.table(table).update(row["id"], {"to_on": day})
    db.table(table).insert({"period_id": period, "from_on": day, **values})


def _move(db: Database, edit: MoveHome, period: int) -> None:
    values = {"lives_with": edit.lives_with, "place": clean(edit.place)}
    _span(db, "home", period, edit.on, values)


def _legal(db: Database, edit: ChangeLegalBasis, period: int) -> None:
    _span(db, "legal", period, edit.on, {"basis": edit.basis})


def _allocate(db: Database, edit: Allocate, period: int) -> None:
    worker = next(db.query("SELECT id, team_id FROM worker WHERE name = ?", [edit.worker]), None)
    if worker is None:
        raise FileError(f"There is no worker “{edit.worker}” in this file.")
    values = {"worker_id": worker["id"], "team_id": worker["team_id"]}
    _span(db, "allocation", period, edit.on, values)


def _recommend(db: Database, edit: Recommend, period: int) -> None:
    db.table("recommendation").insert(
        {
            "period_id": period,
            "recommended_on": edit.on.isoformat(),
            "route": edit.route,
            "meeting": clean(edit.meeting),
        }
    )


def _standing(db: Database, period: int) -> int:
    row = next(db.query(
        "SELECT id FROM recommendation WHERE period_id = ? AND withdrawn_on IS NULL "
        "ORDER BY recommended_on LIMIT 1", [period],
    ), None)  # fmt: skip
    if row is None:
        raise FileError("There is no recommendation to change.")
    return int(row["id"])


def _withdraw(db: Database, edit: WithdrawRecommendation, period: int) -> None:
    values = {"withdrawn_on": edit.on.isoformat(), "withdrawn_reason": clean(edit.reason)}
    db.table("recommendation").update(_standing(db, period), values)


def _correct(db: Database, edit: CorrectRecommendation, period: int) -> None:
    values = {"recommended_on": edit.on.isoformat(), "route": edit.route}
    if edit.meeting:
        values["meeting"] = clean(edit.meeting)
    db.table("recommendation").update(_standing(db, period), values)


def _close(db: Database, edit: ClosePeriod, period: int) -> None:
    values = {"ended_on": edit.on.isoformat(), "end_reason": clean(edit.reason)}
    db.table("period").update(period, values)


_WRITERS: dict[type, Callable[[Database, Any, int], None]] = {
    HoldStep: _hold,
    BookStep: _book,
    StepNotNeeded: _not_needed,
    StepDelayed: _delayed,
    ReopenStep: _reopen,
    WriteNote: _note,
    HearViews: _views,
    JudgeElement: _element,
    MoveHome: _move,
    ChangeLegalBasis: _legal,
    Allocate: _allocate,
    Recommend: _recommend,
    WithdrawRecommendation: _withdraw,
    CorrectRecommendation: _correct,
    ClosePeriod: _close,
}
