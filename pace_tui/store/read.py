"""Reading the file into the core's records. Plain SQL on the hardened connection.

Every query is read to its end at once: a half-read one would block another window's writing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from pace_tui.core.record import (
    CURTAIN_MINUTES,
    Aim,
    Allocation,
    Area,
    Case,
    Home,
    Judgement,
    Kin,
    LegalBasis,
    Recommendation,
    Step,
    TestOfChange,
)

T = TypeVar("T")
_CHUNK = 500


class Scope(NamedTuple):
    """Whose children: one worker's, one team's, one child's, or (all `None`) everyone's."""

    worker: int | None = None
    team: int | None = None
    reference: str | None = None


EVERYONE = Scope()


class Worker(NamedTuple):
    """A worker of the file; `id` is `None` for the children that nobody is allocated to."""

    id: int | None
    name: str
    team: str | None
    team_id: int | None


def day(text: str | None) -> date | None:
    """A date of the file; `None` where there is none or it is no date at all."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_area(connection: sqlite3.Connection) -> Area:
    """What holds for the whole file."""
    settings = dict(connection.execute("SELECT key, value FROM setting").fetchall())
    aims = connection.execute(
        "SELECT name, weeks, percent, from_on, by_on, cohort, meeting, main FROM aim "
        "ORDER BY main DESC, id"
    ).fetchall()
    tests = connection.execute(
        "SELECT name, started_on, stopped_on, decision FROM test_of_change ORDER BY started_on, id"
    ).fetchall()
    return Area(
        settings.get("area", ""),
        day(settings.get("as_at")),
        day(settings.get("pace_start")),
        tuple(
            Aim(name, weeks, percent, day(start), day(by), cohort, meeting, bool(main))
            for name, weeks, percent, start, by, cohort, meeting, main in aims
        ),
        tuple(
            TestOfChange(name, day(start), day(stop), decision)
            for name, start, stop, decision in tests
        ),
        _minutes(settings.get("curtain_minutes")),
    )


def _minutes(text: str | None) -> int:
    """A number of minutes of the settings; the shipped one where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() else CURTAIN_MINUTES


def read_workers(connection: sqlite3.Connection) -> list[Worker]:
    """Every worker, by team and name; last, where there are any, the children of nobody."""
    rows = connection.execute(
        "SELECT worker.id, worker.name, team.name, team.id FROM worker "
        "LEFT JOIN team ON team.id = worker.team_id ORDER BY team.name, worker.name"
    ).fetchall()
    return [Worker(*row) for row in rows]


# A period that is on the caseload as at a day: open that day, or the child's latest one with a
# fault in its dates that hides whether it is. `:horizon` is the last day the file can know of.
_LISTED = """
    (accommodated_on <= :as_at AND (ended_on IS NULL OR ended_on > :as_at))
    OR accommodated_on IS NULL
    OR accommodated_on > :horizon
    OR ((accommodated_on <= :as_at AND ended_on < accommodated_on
        OR ended_on <= :as_at AND EXISTS (
            SELECT 1 FROM recommendation WHERE period_id = period.id
              AND recommended_on > ended_on AND recommended_on <= :as_at
              AND (withdrawn_on IS NULL OR withdrawn_on > :as_at)))
        AND NOT EXISTS (
            SELECT 1 FROM period AS later WHERE later.child_id = period.child_id
              AND later.accommodated_on > period.accommodated_on
              AND later.accommodated_on <= :as_at))
"""
_ALLOCATED = """
    period.id IN (SELECT period_id FROM allocation WHERE {column} = :{column}
        AND (to_on IS NULL OR to_on > :as_at)
        AND (from_on <= :as_at OR from_on > :horizon))
"""


_SQL_EVERYONE = f"""
    SELECT child_id, id, 1 FROM period WHERE {_LISTED}
    ORDER BY child_id, accommodated_on, id"""  # noqa: S608 - fixed fragments only
# All periods of a child who has one in the scope are looked at, to know the latest.
_SQL_SCOPED = f"""
    WITH mine AS (SELECT id, child_id FROM period WHERE {{mine}})
    SELECT child_id, id, id IN (SELECT id FROM mine) FROM period
    WHERE child_id IN (SELECT child_id FROM mine) AND ({_LISTED})
    ORDER BY child_id, accommodated_on, id"""  # noqa: S608


def listed_periods(
    connection: sqlite3.Connection, as_at: date, horizon: date, scope: Scope = EVERYONE
) -> list[int]:
    """The periods on the caseload as at a day, one a child: its latest.

    A child whose latest period is another worker's is on that worker's list only.
    """
    mine, values = _mine(scope)
    days = {"as_at": as_at.isoformat(), "horizon": horizon.isoformat()}
    sql = _SQL_SCOPED.format(mine=mine) if mine else _SQL_EVERYONE
    rows = connection.execute(sql, {**days, **values}).fetchall()
    latest = {child: (period, is_mine) for child, period, is_mine in rows}
    return [period for period, is_mine in latest.values() if is_mine]


def _mine(scope: Scope) -> tuple[str, dict[str, object]]:
    """The condition for a period to be in the scope, empty for everyone's, and its values."""
    conditions = []
    values: dict[str, object] = {}
    for column, owner in (("worker_id", scope.worker), ("team_id", scope.team)):
        if owner is not None:
            conditions.append(_ALLOCATED.format(column=column))
            values[column] = owner
    if scope.reference is not None:
        conditions.append("child_id = (SELECT id FROM child WHERE reference = :reference)")
        values["reference"] = scope.reference
    return " AND ".join(conditions), values


def latest_period(connection: sqlite3.Connection, reference: str) -> int | None:
    """A child's last period of care, also one that has ended; `None` where there is no child."""
    row = connection.execute(
        "SELECT period.id FROM period JOIN child ON child.id = child_id WHERE reference = ? "
        "ORDER BY accommodated_on DESC, period.id DESC LIMIT 1",
        (reference,),
    ).fetchone()
    return row[0] if row else None


def recommended_periods(connection: sqlite3.Connection, as_at: date) -> list[int]:
    """The periods with a recommendation that stands as at a day."""
    rows = connection.execute(
        "SELECT DISTINCT period_id FROM recommendation WHERE recommended_on <= :as_at "
        "AND (withdrawn_on IS NULL OR withdrawn_on > :as_at) ORDER BY period_id",
        {"as_at": as_at.isoformat()},
    ).fetchall()
    return [row[0] for row in rows]


def ended_periods(connection: sqlite3.Connection, as_at: date) -> list[int]:
    """The periods that had ended by a day."""
    rows = connection.execute(
        "SELECT id FROM period WHERE ended_on <= ? ORDER BY id", (as_at.isoformat(),)
    ).fetchall()
    return [row[0] for row in rows]


def read_cases(
    connection: sqlite3.Connection, periods: Sequence[int], *, brief: bool = False
) -> Iterator[Case]:
    """The cases of some periods, in their order; read in chunks, so that memory stays flat.

    A `brief` case is what a row of the caseload needs: without legal bases, views, judgements,
    notes, brothers and sisters, in half the time.
    """
    twins = _twin_references(connection)
    for at in range(0, len(periods), _CHUNK):
        yield from _read_chunk(connection, periods[at : at + _CHUNK], twins, brief)


def _twin_references(connection: sqlite3.Connection) -> frozenset[str]:
    """References that another child has too, but for capitals or spaces (check C1)."""
    rows = connection.execute(
        "SELECT group_concat(reference, char(31)) FROM child "
        "GROUP BY replace(lower(reference), ' ', '') HAVING count(*) > 1"
    ).fetchall()
    return frozenset(reference for (found,) in rows for reference in found.split("\x1f"))


class _Chunk:
    """The rows of several tables for some periods, by period."""

    def __init__(self, connection: sqlite3.Connection, periods: Sequence[int]) -> None:
        self.connection = connection
        self.periods = list(periods)
        self.marks = ",".join("?" * len(self.periods))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query whose `({})` stands for the periods."""
        if not self.periods:
            return []
        return self.connection.execute(sql.format(self.marks), self.periods).fetchall()

    def grouped(self, sql: str, make: Callable[..., T]) -> dict[int, tuple[T, ...]]:
        """Records by period: the first column is the period, the others go to `make`."""
        found: dict[int, list[T]] = {}
        for period, *values in self.rows(sql):
            found.setdefault(period, []).append(make(*values))
        return {period: tuple(records) for period, records in found.items()}


def _read_chunk(
    connection: sqlite3.Connection, periods: Sequence[int], twins: frozenset[str], brief: bool
) -> Iterator[Case]:
    chunk = _Chunk(connection, periods)
    more = _Chunk(connection, () if brief else periods)
    allocations = chunk.grouped(_SQL_ALLOCATIONS, _allocation)
    homes = chunk.grouped(_SQL_HOMES, _home)
    legal = more.grouped(_SQL_LEGAL, _legal)
    steps = chunk.grouped(_SQL_STEPS, _step)
    recommendations = chunk.grouped(_SQL_RECOMMENDATIONS, _recommendation)
    views = more.grouped(_SQL_VIEWS, date.fromisoformat)
    judgements = more.grouped(_SQL_JUDGEMENTS, _judgement)
    notes = more.grouped(_SQL_NOTES, _note)
    others = chunk.grouped(_SQL_OTHERS, _span)
    kin = more.grouped(_SQL_KIN, _kin)
    people = {row[0]: row[1:] for row in chunk.rows(_SQL_PERIODS)}
    for period in periods:
        child, reference, name, born, start, known, end, reason, group = people[period]
        yield Case(
            period_id=period,
            child_id=child,
            reference=reference,
            name=name,
            date_of_birth=day(born),
            accommodated_on=day(start),
            ended_on=day(end),
            end_reason=reason,
            start_known=bool(known),
            allocations=allocations.get(period, ()),
            homes=homes.get(period, ()),
            legal=legal.get(period, ()),
            steps=steps.get(period, ()),
            recommendations=recommendations.get(period, ()),
            views_heard=views.get(period, ()),
            judgements=judgements.get(period, ()),
            notes=notes.get(period, ()),
            others=others.get(period, ()),
            kin=kin.get(period, ()),
            group=group or "",
            same_reference=reference in twins,
        )


_SQL_PERIODS = """
    SELECT period.id, child.id, reference, child.name, date_of_birth, accommodated_on,
           start_known, ended_on, end_reason, kin_group.name
    FROM period JOIN child ON child.id = period.child_id
    LEFT JOIN kin_group ON kin_group.id = child.group_id WHERE period.id IN ({})"""
_SQL_ALLOCATIONS = """
    SELECT period_id, worker.name, team.name, from_on, to_on FROM allocation
    LEFT JOIN worker ON worker.id = worker_id LEFT JOIN team ON team.id = allocation.team_id
    WHERE period_id IN ({}) ORDER BY from_on, allocation.id"""
_SQL_HOMES = """
    SELECT period_id, lives_with, from_on, to_on, place FROM home
    WHERE period_id IN ({}) ORDER BY from_on, id"""
_SQL_LEGAL = """
    SELECT period_id, basis, from_on, to_on FROM legal
    WHERE period_id IN ({}) ORDER BY from_on, id"""
_SQL_STEPS = """
    SELECT period_id, key, due_on, booked_on, done_on, not_needed, moved, note FROM step
    WHERE period_id IN ({}) ORDER BY id"""
_SQL_RECOMMENDATIONS = """
    SELECT period_id, recommended_on, route, meeting, withdrawn_on FROM recommendation
    WHERE period_id IN ({}) ORDER BY recommended_on, id"""
_SQL_VIEWS = """
    SELECT period_id, heard_on FROM views_heard WHERE period_id IN ({}) ORDER BY heard_on, id"""
_SQL_JUDGEMENTS = """
    SELECT period_id, element, judged_on, judgement, note FROM element
    WHERE period_id IN ({}) ORDER BY judged_on, id"""
_SQL_NOTES = """
    SELECT period_id, noted_on, text FROM note WHERE period_id IN ({}) ORDER BY noted_on, id"""
_SQL_OTHERS = """
    SELECT here.id, there.accommodated_on, there.ended_on
    FROM period AS here JOIN period AS there
      ON there.child_id = here.child_id AND there.id <> here.id
    WHERE here.id IN ({}) ORDER BY there.accommodated_on"""
_SQL_KIN = """
    SELECT here.id, kin.reference, kin.name, home.lives_with, home.place, home.from_on, route
    FROM period AS here JOIN child AS self ON self.id = here.child_id
    JOIN child AS kin ON kin.group_id = self.group_id AND kin.id <> self.id
    JOIN period AS there ON there.child_id = kin.id AND there.ended_on IS NULL
    LEFT JOIN home ON home.id = (SELECT id FROM home WHERE period_id = there.id
        ORDER BY from_on DESC, id DESC LIMIT 1)
    LEFT JOIN recommendation ON recommendation.id = (SELECT id FROM recommendation
        WHERE period_id = there.id AND withdrawn_on IS NULL ORDER BY recommended_on LIMIT 1)
    WHERE here.id IN ({}) ORDER BY kin.reference"""


def _allocation(worker: str | None, team: str | None, start: str, end: str | None) -> Allocation:
    return Allocation(worker, team, date.fromisoformat(start), day(end))


def _home(lives_with: str, start: str, end: str | None, place: str) -> Home:
    return Home(lives_with, date.fromisoformat(start), day(end), place)


def _legal(basis: str, start: str, end: str | None) -> LegalBasis:
    return LegalBasis(basis, date.fromisoformat(start), day(end))


def _step(
    key: str,
    due: str | None,
    booked: str | None,
    done: str | None,
    not_needed: int,
    moved: int,
    note: str,
) -> Step:
    return Step(key, day(due), day(booked), day(done), bool(not_needed), moved, note)


def _recommendation(
    on: str, route: str | None, meeting: str, withdrawn: str | None
) -> Recommendation:
    return Recommendation(date.fromisoformat(on), route, meeting, day(withdrawn))


def _judgement(element: str, on: str, judgement: str, note: str) -> Judgement:
    return Judgement(element, date.fromisoformat(on), judgement, note)


def _note(on: str, text: str) -> tuple[date, str]:
    return date.fromisoformat(on), text


def _span(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    return day(start), day(end)


def _kin(
    reference: str,
    name: str,
    lives_with: str | None,
    place: str | None,
    since: str | None,
    route: str | None,
) -> Kin:
    return Kin(reference, name, lives_with or "unknown", place or "", day(since), route)
