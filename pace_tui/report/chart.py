"""The chart of a team, a worker or the whole area: the picture in plain cells, and its words."""

from __future__ import annotations

import sqlite3

from pace_tui.core.caseload import Whose
from pace_tui.core.record import Aim
from pace_tui.core.teamchart import TeamChart
from pace_tui.core.text import wrap
from pace_tui.core.words import printable
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.runchart import draw_run_chart
from pace_tui.draw.waiting import draw_waiting
from pace_tui.store.find import NotInFile, name_of
from pace_tui.store.review import Office
from pace_tui.store.wall import read_chart

_RUN_ROWS, _WAITING_ROWS = 20, 12


def find_chart(
    connection: sqlite3.Connection,
    office: Office,
    team: str | None,
    worker: str | None,
    aim: str | None,
) -> TeamChart:
    """The chart that was asked for by names as typed; raises `NotInFile` for an unknown one."""
    whose = Whose(
        team and name_of(connection, "team", team),
        worker and name_of(connection, "worker", worker),
    )
    found = None if aim is None else find_aim(office, aim)
    if aim is not None and found is None:
        known = ", ".join(f"“{each.name}”" for each in office.area.aims)
        raise NotInFile(f"There is no aim “{aim}”: give a number of weeks, or one of {known}.")
    return read_chart(connection, office, whose, found)


def find_aim(office: Office, typed: str) -> Aim | None:
    """The aim of that name, or one of as many weeks as were typed; `None` for neither."""
    wanted = typed.strip().casefold()
    for aim in office.area.aims:
        if aim.name.casefold() == wanted:
            return aim
    weeks = wanted.removesuffix("weeks").strip()
    if weeks.isascii() and weeks.isdigit() and 0 < int(weeks[:5]) < 1000:
        return Aim(f"{int(weeks)} weeks", int(weeks), 100, main=True)
    return None


def as_text(chart: TeamChart, width: int, glyphs: Glyphs) -> str:
    """The run chart, the waiting list beneath it, and what both say in words."""
    run = draw_run_chart(chart, width, _RUN_ROWS, glyphs)
    waiting = draw_waiting(chart, width, _WAITING_ROWS, glyphs)
    words = [line for part in chart.text.splitlines() for line in wrap(part, width) or [""]]
    parts = [chart.title, run.grid.plain(), *run.notes, "", waiting.grid.plain(), "", *words]
    return "\n".join(printable(line) for line in "\n".join(parts).split("\n"))
