"""From the file to the wall: who was recommended, who waits, and the chart of them.

Apart from `store.review`, because the first screen does without it.
"""

from __future__ import annotations

import sqlite3

from pace_tui.core.caseload import Scene, Whose, review
from pace_tui.core.record import Aim
from pace_tui.core.teamchart import TeamChart, build
from pace_tui.core.wall import Wall, gather
from pace_tui.store.read import ended_periods, listed_periods, read_cases, recommended_periods
from pace_tui.store.review import Office


def read_wall(connection: sqlite3.Connection, scene: Scene, whose: Whose | None = None) -> Wall:
    """Everyone who was recommended, waits, or left otherwise, sorted onto the wall."""
    as_at = scene.as_at
    periods = dict.fromkeys(listed_periods(connection, as_at, scene.days.horizon))
    periods |= dict.fromkeys(recommended_periods(connection, as_at))
    periods |= dict.fromkeys(ended_periods(connection, as_at))
    cases = read_cases(connection, list(periods), brief=True)
    return gather((review(case, scene, ()) for case in cases), scene, whose or Whose())


def read_chart(
    connection: sqlite3.Connection,
    office: Office,
    whose: Whose | None = None,
    aim: Aim | None = None,
) -> TeamChart:
    """The chart of the area, of a team or of a worker, against its main aim or another one."""
    whose = whose or Whose()
    scene = office.scene._replace(aim=aim) if aim else office.scene
    wall = read_wall(connection, scene, whose)
    owners = ", ".join(each for each in (whose.worker, whose.team) if each)
    return build(
        title=owners or office.area.name or "Everyone",
        as_at=office.as_at,
        area=office.area,
        dots=wall.dots,
        waiting=wall.bars,
        spells=wall.spells,
        left_out=wall.left_out,
        ended_otherwise=wall.ended_otherwise,
        aim_weeks=scene.aim.weeks,
    )
