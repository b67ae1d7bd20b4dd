"""Small files for tests: an empty new one, and children in known states.

    path = with_children(tmp_path / "a.db", [
        {"reference": "A-1", "accommodated_on": "2026-01-05", "worker": "Ann", "team": "North"},
    ])

Dates are `date`s or ISO text. `new_file(path, as_at="2026-11-20")` fixes the file's day.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pace_tui.exchange.pathway_file import PathwayText, scottish_holidays, shipped
from pace_tui.store.casefile import open_file
from pace_tui.store.change import change
from pace_tui.store.create import Beginnings, create

if TYPE_CHECKING:
    from sqlite_utils import Database

Day = date | str
Facts = Mapping[str, Any]

_shipped = functools.cache(shipped)
_holidays = functools.cache(scottish_holidays)


def beginnings(**settings: str) -> Beginnings:
    """What a new file begins with: the default pathway and the given settings."""
    found: PathwayText = _shipped()
    return Beginnings(found.pathway, _holidays(), found.delay_reasons, settings)


def new_file(path: Path, **settings: str) -> Path:
    """An empty file with the default pathway."""
    create(path, beginnings(**settings))
    return path


def with_children(path: Path, specs: Iterable[Facts], **settings: str) -> Path:
    """A new file with children: each spec holds the arguments of `add_child`."""
    new_file(path, **settings)
    with closing(open_file(path)) as file, change(file, "Children for a test") as db:
        for spec in specs:
            add_child(db, **spec)
    return path


def add_child(
    db: Database,
    reference: str,
    accommodated_on: Day | None,
    *,
    name: str = "",
    born: Day | None = None,
    group: str | None = None,
    worker: str | None = None,
    team: str | None = None,
    ended: Day | None = None,
    end_reason: str = "",
    start_known: bool = True,
    homes: Sequence[tuple[str, Day] | tuple[str, Day, Day | None]] = (),
    legal: Sequence[tuple[str, Day]] = (),
    steps: Mapping[str, Day | Facts] | None = None,
    recommendations: Sequence[tuple[Day, str | None] | Facts] = (),
    views: Sequence[Day] = (),
    judgements: Sequence[tuple[str, Day, str]] = (),
    notes: Sequence[tuple[Day, str]] = (),
) -> int:
    """Add a child and one period of care, and answer the period's id; call inside `change`.

    A child of that reference that is there already gets a further period. `steps` are by key:
    the day a step was done, or a mapping of columns. `recommendations` are (day, route), or a
    mapping of columns.
    """
    child = _named(db, "child", "reference", reference)
    facts: dict[str, object] = {"name": name, "date_of_birth": born}
    if group:
        facts["group_id"] = _named(db, "kin_group", "name", group)
    db.table("child").update(child, _plain(facts))
    period = _insert(
        db,
        "period",
        child_id=child,
        accommodated_on=accommodated_on,
        start_known=int(start_known),
        ended_on=ended,
        end_reason=end_reason,
    )
    if worker or team:
        _allocate(db, period, worker, team, accommodated_on or born or "2026-01-01")
    for lives_with, start, *end in homes:
        to = end[0] if end else None
        _insert(db, "home", period_id=period, lives_with=lives_with, from_on=start, to_on=to)
    for basis, start in legal:
        _insert(db, "legal", period_id=period, basis=basis, from_on=start)
    for key, done in (steps or {}).items():
        columns = done if isinstance(done, Mapping) else {"done_on": done}
        _insert(db, "step", period_id=period, key=key, **columns)
    for made in recommendations:
        columns = made if isinstance(made, Mapping) else _recommended(*made)
        _insert(db, "recommendation", period_id=period, **columns)
    for day in views:
        _insert(db, "views_heard", period_id=period, heard_on=day)
    for element, day, judgement in judgements:
        judged = {"element": element, "judged_on": day, "judgement": judgement}
        _insert(db, "element", period_id=period, **judged)
    for day, text in notes:
        _insert(db, "note", period_id=period, noted_on=day, text=text)
    return period


def _recommended(day: Day, route: str | None) -> Facts:
    return {"recommended_on": day, "route": route}


def _allocate(db: Database, period: int, worker: str | None, team: str | None, since: Day) -> None:
    team_id = _named(db, "team", "name", team) if team else None
    worker_id = _named(db, "worker", "name", worker) if worker else None
    if worker_id and team_id:
        db.table("worker").update(worker_id, {"team_id": team_id})
    _insert(db, "allocation", period_id=period, worker_id=worker_id, team_id=team_id, from_on=since)


def _named(db: Database, table: str, column: str, value: str) -> int:
    """The id of the row with this name; made where there is none."""
    for row in db.query(f"SELECT id FROM {table} WHERE {column} = ?", [value]):
        return int(row["id"])
    return _insert(db, table, **{column: value})


def _insert(db: Database, table: str, **row: object) -> int:
    inserted = db.table(table).insert(_plain(row))
    assert isinstance(inserted.last_pk, int)
    return inserted.last_pk


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    """Dates as ISO text."""
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()
    }
