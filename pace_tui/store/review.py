"""From the file to the core's answers: the scene, the rows, one child.

The screen, the command line and the reports all ask here, so that they tell the same facts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pace_tui.core.caseload import Review, Scene, review
from pace_tui.core.checks.clock import Days
from pace_tui.core.record import Area
from pace_tui.core.warnings import FORESEEN, RULES
from pace_tui.store.pathway import read_pathway
from pace_tui.store.read import (
    EVERYONE,
    Scope,
    latest_period,
    listed_periods,
    read_area,
    read_cases,
)
from pace_tui.store.today import today


class Office(NamedTuple):
    """What every view of a file starts from: its area, and the scene at one date."""

    area: Area
    scene: Scene

    @property
    def as_at(self) -> date:
        """The date everything is worked out for."""
        return self.scene.as_at


def read_office(connection: sqlite3.Connection, as_at: date | None = None) -> Office:
    """The file's area and scene: as at the day given, else the file's own, else today."""
    area = read_area(connection)
    known = area.as_at or today()
    chosen = as_at or known
    days = Days(chosen, max(chosen, known))
    return Office(area, Scene(days, read_pathway(connection), area.aim))


def reviews(
    connection: sqlite3.Connection,
    scene: Scene,
    scope: Scope = EVERYONE,
    *,
    brief: bool = False,
) -> Iterator[Review]:
    """Every child on the caseload of a scope, in the file's order.

    `brief` is for rows only: the case without what no row shows, the warnings that a list
    needs to know.
    """
    periods = listed_periods(connection, scene.as_at, scene.days.horizon, scope)
    for case in read_cases(connection, periods, brief=brief):
        yield review(case, scene, FORESEEN if brief else RULES)


def review_one(connection: sqlite3.Connection, scene: Scene, reference: str) -> Review | None:
    """One child: the period on the caseload, else the last one; `None` for no such child."""
    scope = Scope(reference=reference)
    listed = listed_periods(connection, scene.as_at, scene.days.horizon, scope)
    period = listed[0] if listed else latest_period(connection, reference)
    if period is None:
        return None
    return review(next(iter(read_cases(connection, [period]))), scene)
