"""From drafts to the rows of the file's tables, moved by a number of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pace_tui.sample.area import TESTS
from pace_tui.sample.draft import Draft, days
from pace_tui.sample.people import TEAM_OF, TEAMS

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, object]
_TEAM_ID = {team: at for at, team in enumerate(TEAMS, 1)}
_WORKER_ID = {worker: at for at, worker in enumerate(TEAM_OF, 1)}


class Rows:
    """Gathers the rows of every table. `moved` is added to every date, in days."""

    def __init__(self, moved: int) -> None:
        self._moved = days(moved)
        self._tables: dict[str, list[Row]] = {}
        self._groups: dict[str, int] = {}

    def write(self, db: Database) -> None:
        """Insert everything, in the order in which rows refer to each other."""
        for table, rows in self._tables.items():
            db.table(table).insert_all(rows)

    def add_area(self) -> None:
        """The teams, the workers and the tests of change."""
        for team in TEAMS:
            self._put("team", name=team)
        for worker, team in TEAM_OF.items():
            self._put("worker", name=worker, team_id=_TEAM_ID[team])
        for test in TESTS:
            self._put("test_of_change", **test._asdict())

    def add_children(self, drafts: Sequence[Draft]) -> None:
        """Every child, in the order of coming into care, numbered in that order."""
        ordered = sorted(drafts, key=lambda draft: (_first_day(draft), draft.name))
        for group in dict.fromkeys(draft.group for draft in ordered if draft.group):
            self._groups[group] = self._put("kin_group", name=group)
        for number, draft in enumerate(ordered, 101):
            child = self._put(
                "child",
                reference=f"NB-{number:04d}",
                name=draft.name,
                date_of_birth=draft.born,
                group_id=self._groups.get(draft.group),
            )
            for period in (*draft.earlier, draft):
                self._add_period(child, period)

    def _add_period(self, child: int, draft: Draft) -> None:
        period = self._put(
            "period",
            child_id=child,
            accommodated_on=draft.start,
            start_known=int(draft.start_known),
            ended_on=draft.ended,
            end_reason=draft.end_reason,
        )
        for table, row in _facts(draft):
            self._put(table, period_id=period, **row)

    def _put(self, table: str, **row: object) -> int:
        """Add a row and give its id; dates are moved and written as ISO text."""
        rows = self._tables.setdefault(table, [])
        plain = {key: self._plain(value) for key, value in row.items()}
        rows.append({"id": len(rows) + 1, **plain})
        return len(rows)

    def _plain(self, value: object) -> object:
        return (value + self._moved).isoformat() if isinstance(value, date) else value


def _first_day(draft: Draft) -> date:
    return min(period.start for period in (*draft.earlier, draft))


def _facts(draft: Draft) -> Iterator[tuple[str, Row]]:
    """The rows of a period of care, each with its table."""
    for held in draft.allocations:
        yield (
            "allocation",
            {
                "worker_id": _WORKER_ID.get(held.worker or ""),
                "team_id": _TEAM_ID.get(held.team or ""),
                "from_on": held.from_on,
                "to_on": held.to_on,
            },
        )
    for home in draft.homes:
        yield "home", home._asdict()
    for legal in draft.legal:
        yield "legal", legal._asdict()
    for step in draft.steps.values():
        reason = draft.reasons.get(step.key, "")
        needed = {"not_needed": int(step.not_needed), "delay_reason": reason}
        yield "step", {**step._asdict(), **needed}
    for made in draft.recommendations:
        yield "recommendation", made._asdict()
    for views in draft.views:
        yield "views_heard", views._asdict()
    for judged in draft.judgements:
        yield "element", judged._asdict()
    for day, text in draft.notes:
        yield "note", {"noted_on": day, "text": text}
