"""The import plan: what a source would change in the file, known before anything is written.

A row that cannot be placed is rejected, and with any reject nothing is written. What the file
holds and the source does not is told as missing, and never closed: an export may be partial.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from pace_tui.core.cleaning import quoted
from pace_tui.exchange import match
from pace_tui.exchange.draft import Draft, Drafts
from pace_tui.exchange.rows import ChildRow, HomeRow, RecommendationRow, Reject, StepRow
from pace_tui.exchange.template import Source

AnyRow = TypeVar("AnyRow", ChildRow, HomeRow, StepRow, RecommendationRow)
LaterRow = TypeVar("LaterRow", HomeRow, StepRow, RecommendationRow)
Later = HomeRow | StepRow | RecommendationRow
# Each typed row ends with the file and the number it came from.
_PLACE = 2


class Counts(NamedTuple):
    """Records of one kind; `missing` are open in the file and absent from the source."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0


class ImportPlan(NamedTuple):
    """What an import would do. `missing` are references of children, `notes` sentences."""

    children: Counts
    periods: Counts
    steps: Counts
    recommendations: Counts
    missing: tuple[str, ...]
    rejects: tuple[Reject, ...]
    notes: tuple[str, ...]
    drafts: Drafts

    @property
    def writes_anything(self) -> bool:
        """Whether a row would be new or changed."""
        return any(row.state != "unchanged" for rows in self.drafts.rows.values() for row in rows)

    def summary(self, written: bool) -> dict[str, Any]:
        """The plan as the contract's JSON has it, with the notes and the missing references."""
        return {
            "written": written,
            "children": self.children._asdict(),
            "periods": self.periods._asdict(),
            "steps": self.steps._asdict(),
            "recommendations": self.recommendations._asdict(),
            "rejected": [reject._asdict() for reject in self.rejects],
            "missing": list(self.missing),
            "notes": list(self.notes),
        }


def make_plan(connection: sqlite3.Connection, source: Source, as_at: date) -> ImportPlan:
    """Compares a source with the file. `as_at` is the day from which a new worker, home or legal
    basis holds where the source tells no date. Nothing is written."""
    return _Planner(Drafts(connection), source, as_at.isoformat()).plan()


class _Planner:
    """Works a source into drafts, table by table."""

    def __init__(self, drafts: Drafts, source: Source, as_at: str) -> None:
        self.drafts = drafts
        self.source = source
        self.as_at = as_at
        self.rejects = list(source.rejects)
        self.notes = list(source.notes)
        self.open = {
            table: [each for each in drafts.rows[table] if _open(each)]
            for table in ("period", "step", "recommendation")
        }
        self.teams: dict[str, set[str]] = {}
        for row in source.children:
            if row.ended_on is None:
                self.teams.setdefault(row.worker, set()).add(row.team)
        self.met: dict[str, dict[int, Draft]] = {}

    def plan(self) -> ImportPlan:
        """The whole plan; its order matters, as homes in homes.csv come before lives_with."""
        rows = self._children()
        homes = self._place(self.source.homes)
        for period, given in homes:
            self._meet("home", match.match_homes(self.drafts, period, given))
        housed = {id(period) for period, _ in homes}
        for period, row in rows:
            self._now(period, row, housed)
        for period, steps in self._place(self.source.steps):
            self._meet("step", match.match_steps(self.drafts, period, steps))
        for period, made in self._place(self.source.recommendations):
            self._meet("recommendation", match.match_recommendations(self.drafts, period, made))
        missing = self._missing_children()
        return ImportPlan(
            children=self._counts("child", len(missing)),
            periods=self._counts("period", self._missing_periods()),
            steps=self._counts("step", self._missing_in("step")),
            recommendations=self._counts("recommendation", self._missing_in("recommendation")),
            missing=missing,
            rejects=tuple(self.rejects),
            notes=tuple(self.notes),
            drafts=self.drafts,
        )

    def _meet(self, table: str, drafts: Iterable[Draft]) -> None:
        self.met.setdefault(table, {}).update({id(draft): draft for draft in drafts})

    def _children(self) -> list[tuple[Draft, ChildRow]]:
        """Children and their periods; each good row with its period."""
        found: list[tuple[Draft, ChildRow]] = []
        for reference, rows in _by_reference(self.source.children).items():
            good = self._one_a_period(rows)
            child = self.drafts.find("child", reference)
            if child is None:
                child = self.drafts.add("child", {"reference": reference})
            for row in good:
                group = self.drafts.named("kin_group", row.group)
                born = match.iso(row.date_of_birth)
                child.learn({"name": row.name, "date_of_birth": born, "group_id": group})
            periods = match.match_periods(self.drafts, child, good)
            self._meet("child", [child])
            self._meet("period", periods)
            found += zip(periods, good, strict=True)
        return found

    def _one_a_period(self, rows: Sequence[ChildRow]) -> list[ChildRow]:
        """A child's rows, earliest period first, without those that contradict another row."""
        good: dict[date, ChildRow] = {}
        born: ChildRow | None = None
        for row in rows:
            twin = good.get(row.accommodated_on)
            if twin is not None and twin[:-_PLACE] != row[:-_PLACE]:
                self._reject(row, f"the same period is in row {twin.row} with other values")
            elif row.date_of_birth and born and born.date_of_birth != row.date_of_birth:
                self._reject(row, f"the date of birth is not the one in row {born.row}")
            else:
                good.setdefault(row.accommodated_on, row)
                born = row if row.date_of_birth else born
        return [good[start] for start in sorted(good)]

    def _now(self, period: Draft, row: ChildRow, housed: set[int]) -> None:
        """Who works with the child, where they live and on which legal basis, as of now."""
        if not (period["ended_on"] and self.drafts.of("allocation", period)):
            self._allocate(period, row)
        match.follow(self.drafts, "legal", period, {"basis": row.legal_basis}, self.as_at)
        if id(period) not in housed:
            match.follow(self.drafts, "home", period, {"lives_with": row.lives_with}, self.as_at)
        self._say(period, row)

    def _say(self, period: Draft, row: ChildRow) -> None:
        """What a person would want to know of a period before it is written."""
        start, now = period.before.get("accommodated_on"), period["accommodated_on"]
        if period.id is not None and start != now:
            self.notes.append(
                f"“{row.file}”, row {row.row}: the start of a period in the file is corrected, "
                f"from {start or 'not known'} to {now}."
            )
        if period["ended_on"] and row.ended_on is None:
            self.notes.append(
                f"“{row.file}”, row {row.row}: the period has ended in the file and has no end "
                "here; it stays ended."
            )

    def _allocate(self, period: Draft, row: ChildRow) -> None:
        """The worker and the team; a worker whom the source has in one team only belongs to it."""
        team = self.drafts.named("team", row.team)
        worker = self.drafts.named("worker", row.worker)
        if worker is not None and len(self.teams.get(row.worker, ())) == 1:
            worker.learn({"team_id": team})
        allocation = {"worker_id": worker, "team_id": team}
        match.follow(self.drafts, "allocation", period, allocation, self.as_at, fills="team_id")

    def _place(self, rows: Sequence[LaterRow]) -> list[tuple[Draft, list[LaterRow]]]:
        """Rows by the period whose dates hold them, each said once."""
        placed: dict[int, tuple[Draft, list[LaterRow]]] = {}
        for reference, found in _by_reference(rows).items():
            child = self.drafts.find("child", reference)
            periods = self.drafts.of("period", child) if child else []
            for row in _once(found):
                if periods:
                    period = period_for(periods, _day(row))
                    placed.setdefault(id(period), (period, []))[1].append(row)
                else:
                    self._reject(
                        row,
                        f"there is no child {quoted(reference)} in the children of this source, "
                        "nor in the file",
                    )
        return list(placed.values())

    def _reject(self, row: ChildRow | Later, reason: str) -> None:
        self.rejects.append(Reject(row.file, row.row, f"{reason}."))

    def _missing_children(self) -> tuple[str, ...]:
        """References of children with an open period, absent from a source that has children."""
        if not self.source.children:
            return ()
        met = self.met.get("child", {})
        absent = {
            str(period["child_id"]["reference"])
            for period in self.open["period"]
            if id(period["child_id"]) not in met
        }
        return tuple(sorted(absent))

    def _missing_periods(self) -> int:
        met = self.met.get("period", {})
        return sum(id(each) not in met for each in self.open["period"]) if met else 0

    def _missing_in(self, table: str) -> int:
        """Open rows of the open periods that the source speaks of, absent from its table."""
        met = self.met.get(table)
        if not met:
            return 0
        spoken = self.met.get("period", {}) or {
            id(each["period_id"]): each for each in met.values()
        }
        return sum(
            id(each) not in met and id(each["period_id"]) in spoken and _open(each["period_id"])
            for each in self.open[table]
        )

    def _counts(self, table: str, missing: int) -> Counts:
        states = [self._state(draft) for draft in self.met.get(table, {}).values()]
        new, changed = states.count("new"), states.count("changed")
        return Counts(new, changed, states.count("unchanged"), missing)

    def _state(self, draft: Draft) -> str:
        """A row's state; a period is changed, too, by its homes, workers and legal bases."""
        parts = [
            part
            for table in ("allocation", "home", "legal")
            if draft.table == "period"
            for part in self.drafts.of(table, draft)
        ]
        if draft.state == "unchanged" and any(part.state != "unchanged" for part in parts):
            return "changed"
        return draft.state


def period_for(periods: Sequence[Draft], day: date | None) -> Draft:
    """The period of a child whose dates hold a day: the latest that began by then; the earliest
    where none had; the latest where there is no day."""
    by_start = sorted(periods, key=lambda period: period["accommodated_on"] or "")
    if day is None:
        return by_start[-1]
    begun = [each for each in by_start if (each["accommodated_on"] or "") <= day.isoformat()]
    return begun[-1] if begun else by_start[0]


def _open(draft: Draft) -> bool:
    """Whether a period runs, a step is still to be done, a recommendation stands."""
    if draft.table == "period":
        return draft["ended_on"] is None
    if draft.table == "step":
        return draft["done_on"] is None and not draft["not_needed"]
    return draft["withdrawn_on"] is None


def _day(row: Later) -> date | None:
    """The day that places a row in a period."""
    if isinstance(row, HomeRow):
        return row.from_on
    if isinstance(row, StepRow):
        return row.done_on or row.booked_on or row.due_on
    return row.recommended_on


def _by_reference(rows: Iterable[AnyRow]) -> Mapping[str, list[AnyRow]]:
    found: dict[str, list[AnyRow]] = {}
    for row in rows:
        found.setdefault(row.reference, []).append(row)
    return found


def _once(rows: Iterable[LaterRow]) -> Iterable[LaterRow]:
    """Rows without exact repeats of an earlier one."""
    first: dict[tuple[object, ...], LaterRow] = {}
    for row in rows:
        first.setdefault(row[:-_PLACE], row)
    return first.values()
