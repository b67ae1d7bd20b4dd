"""What the screens share: the open file, whose children are looked at, and the rows read.

Screens ask the desk; nothing else touches the file. A file with many children is read for
one worker first and for everyone in the background, on a connection of its own.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pace_tui.core.caseload import Review, Row, Whose, worst_first
from pace_tui.draw.caserow import RowLook
from pace_tui.draw.glyphs import Glyphs
from pace_tui.store.casefile import CaseFile, connect
from pace_tui.store.read import EVERYONE, Scope, Worker, listed_periods, read_workers
from pace_tui.store.review import Office, read_office, review_one, reviews

if TYPE_CHECKING:
    from pace_tui.core.diary import Diary
    from pace_tui.core.edit import Edit
    from pace_tui.core.teamchart import TeamChart

# Up to here a file is read whole before it is shown (about 0.2 ms a child).
SMALL = 400

Tally = Counter[str]


class Choice(NamedTuple):
    """One line of the list of workers: everyone, a team, a worker, or the children of nobody."""

    title: str
    whose: Whose
    scope: Scope
    indent: int = 0


class Desk:
    """The state of one review, shared by all screens."""

    def __init__(
        self, file: CaseFile, glyphs: Glyphs, as_at: date | None, hide_names: bool
    ) -> None:
        self.file = file
        self.glyphs = glyphs
        self.hide_names = hide_names
        self.office: Office = read_office(file.connection, as_at)
        self.workers: list[Worker] = read_workers(file.connection)
        self.choices = choices(self.workers)
        self.count = len(listed_periods(file.connection, self.as_at, self.horizon))
        self.all_rows: list[Row] | None = None
        self.chosen = self.choices[0]
        self._wished = as_at
        self._version = file.connection.execute("PRAGMA data_version").fetchone()[0]
        self._line = self.last_line()
        self._charts: dict[Whose, TeamChart] = {}
        if self.count <= SMALL:
            self.keep(list(self.read_rows(file.connection, EVERYONE)))
        elif len(self.choices) > 2:
            self.chosen = next(choice for choice in self.choices if choice.whose.worker)

    @property
    def as_at(self) -> date:
        """The date everything is worked out for."""
        return self.office.as_at

    @property
    def horizon(self) -> date:
        """The last day the file can know of."""
        return self.office.scene.days.horizon

    @property
    def row_look(self) -> RowLook:
        """What the rows are drawn for."""
        return RowLook(self.as_at, self.glyphs, self.hide_names)

    @property
    def complete(self) -> bool:
        """Whether every child has been read."""
        return self.all_rows is not None

    def choose_worker(self, name: str) -> bool:
        """Choose a worker by name; `False` where there is none of that name."""
        for choice in self.choices:
            if choice.whose.worker == name:
                self.chosen = choice
                return True
        return False

    def read_rows(self, connection: sqlite3.Connection, scope: Scope) -> Iterator[Row]:
        """Read the rows of a scope, in the file's order, with the warnings a list needs."""
        for each in reviews(connection, self.office.scene, scope, brief=True):
            yield each.row

    def read_everyone(self) -> list[Row]:
        """Every row, on a connection of its own: for a thread."""
        with closing(connect(self.file.path, "ro")) as connection:
            return list(self.read_rows(connection, EVERYONE))

    def keep(self, rows: list[Row]) -> None:
        """Everyone has been read."""
        rows.sort(key=worst_first)
        self.all_rows = rows

    def rows(self) -> list[Row]:
        """The rows of the chosen line, worst first."""
        if self.all_rows is not None:
            whose = self.chosen.whose
            return [row for row in self.all_rows if whose.holds(row.team, row.worker)]
        if self.chosen.scope == EVERYONE:
            return []
        return sorted(self.read_rows(self.file.connection, self.chosen.scope), key=worst_first)

    def tallies(self) -> dict[Whose, Tally]:
        """How many children of each status, by line of the list; empty until all is read."""
        found: dict[Whose, Tally] = {}
        for row in self.all_rows or ():
            for whose in {Whose(), Whose(row.team), Whose(None, row.worker)}:
                found.setdefault(whose, Counter())[row.status] += 1
        return found

    def review(self, reference: str) -> Review | None:
        """One child in full."""
        return review_one(self.file.connection, self.office.scene, reference)

    def written_elsewhere(self) -> bool:
        """Whether another window has written since this was last asked; reads the file again."""
        version = self.file.connection.execute("PRAGMA data_version").fetchone()[0]
        line = self.last_line()
        changed = version != self._version and line != self._line
        self._version, self._line = version, line
        if not changed:  # half-typed forms of another window are no news
            return False
        self.office = read_office(self.file.connection, self._wished)
        self.workers = read_workers(self.file.connection)
        self.choices = choices(self.workers)
        if self.chosen not in self.choices:
            self.chosen = self.choices[0]
        self._read_all_again()
        return True

    def find_draft(self, kind: str, row: Row) -> dict[str, str] | None:
        """What was half-typed for a child and never saved."""
        from pace_tui.store.draft import find_draft  # noqa: PLC0415

        return find_draft(self.file, kind, row.period_id)

    def keep_draft(self, kind: str, row: Row, typed: dict[str, str] | None) -> None:
        """Keep what has been typed so far; `None` where it was saved or left."""
        from pace_tui.store.draft import drop_draft, keep_draft  # noqa: PLC0415

        if typed is None:
            drop_draft(self.file, kind, row.period_id)
        else:
            keep_draft(self.file, kind, row.period_id, typed)

    def last_line(self) -> int:
        """The history's last line now, as a mark of what the reader has seen."""
        from pace_tui.store.edit import last_line  # noqa: PLC0415 - the first screen has none

        return last_line(self.file.connection)

    def delay_reasons(self) -> tuple[tuple[str, str], ...]:
        """The file's reasons for delay, by code and words."""
        rows = self.file.connection.execute(
            "SELECT code, name FROM delay_reason ORDER BY position"
        ).fetchall()
        return tuple((code, name) for code, name in rows)

    def median_days(self) -> int | None:
        """The area's present median of days to a recommendation, where it is known by now."""
        chart = self._charts.get(Whose())
        if chart is None and self.count <= SMALL:
            chart = self.build_chart(Whose())
        median = chart.phases[-1].median_days if chart and chart.phases else None
        return None if median is None else int(median)

    def write(self, edit: Edit, row: Row, seen: int) -> str:
        """Write one change and read the child again; answers the history's line."""
        from pace_tui.store.edit import Target, apply_edit  # noqa: PLC0415

        target = Target(row.period_id, row.reference, seen)
        line = apply_edit(self.file, edit, target, self.office.scene.pathway)
        self._read_again(row)
        return line

    def undo(self) -> str:
        """Take back the last change; answers what it was. Raises `FileError`."""
        from pace_tui.store.undo import undo  # noqa: PLC0415

        what = undo(self.file)
        self._read_all_again()
        return what

    def redo(self) -> str:
        """Do again what was undone last; answers what it was. Raises `FileError`."""
        from pace_tui.store.undo import redo  # noqa: PLC0415

        what = redo(self.file)
        self._read_all_again()
        return what

    def _read_again(self, row: Row) -> None:
        """One child's row anew, in its place; gone where the period has ended."""
        self._charts.clear()
        if self.all_rows is None:
            return
        kept = [each for each in self.all_rows if each.reference != row.reference]
        scope = Scope(reference=row.reference)
        kept += self.read_rows(self.file.connection, scope)
        self.keep(kept)

    def _read_all_again(self) -> None:
        self._charts.clear()
        if self.all_rows is not None:
            self.keep(list(self.read_rows(self.file.connection, EVERYONE)))

    def read_diary(self, choice: Choice) -> Diary:
        """The diary of a line of the list, on a connection of its own: for a thread."""
        from pace_tui.core.diary import diary  # noqa: PLC0415 - the first screen has none

        with closing(connect(self.file.path, "ro")) as connection:
            found = reviews(connection, self.office.scene, choice.scope, brief=True)
            return diary(found, self.as_at)

    def chart(self, whose: Whose) -> TeamChart | None:
        """The chart of a team or worker, if it has been built already."""
        return self._charts.get(whose)

    def build_chart(self, whose: Whose) -> TeamChart:
        """Build and keep a chart, on a connection of its own: for a thread."""
        from pace_tui.store.wall import read_chart  # noqa: PLC0415 - the first screen has none

        with closing(connect(self.file.path, "ro")) as connection:
            chart = read_chart(connection, self.office, whose)
        self._charts[whose] = chart
        return chart


def choices(workers: list[Worker]) -> list[Choice]:
    """The list of workers: everyone, then each team with its workers beneath."""
    lines = [Choice("Everyone", Whose(), EVERYONE)]
    team: str | None = None
    for worker in workers:
        if worker.team != team and worker.team:
            lines.append(Choice(worker.team, Whose(worker.team), Scope(team=worker.team_id)))
        team = worker.team
        scope = Scope(worker=worker.id)
        lines.append(Choice(worker.name, Whose(None, worker.name), scope, indent=1))
    return lines
