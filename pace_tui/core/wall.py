"""Sorting cases onto the wall: who was recommended, who still waits, who is left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pace_tui.core.caseload import Review, Scene, Whose, allocation_on, lives_with_on
from pace_tui.core.clock import days_between
from pace_tui.core.teamchart import Bar, Dot, LeftOut


class Wall(NamedTuple):
    """What a team chart is built from.

    `spells` are (days, recommended?) of every period that counts, for the estimate that
    includes those still waiting; `ended_otherwise` counts ends without a recommendation by
    reason.
    """

    dots: list[Dot]
    bars: list[Bar]
    left_out: list[LeftOut]
    spells: list[tuple[int, bool]]
    ended_otherwise: dict[str, int]


def gather(reviews: Iterable[Review], scene: Scene, whose: Whose) -> Wall:
    """Sort the reviewed cases onto the wall, as at the scene's date.

    A child counts for the team and worker of the day of the recommendation (or of the end, or
    of today). A case with a clock finding is left out of the medians and named instead.
    """
    wall = Wall([], [], [], [], {})
    ended: Counter[str] = Counter()
    for each in reviews:
        _place(each, scene, whose, wall, ended)
    wall.bars.sort(key=lambda bar: (-bar.days, bar.reference))
    wall.ended_otherwise.update(sorted(ended.items()))
    return wall


def _place(each: Review, scene: Scene, whose: Whose, wall: Wall, ended: Counter[str]) -> None:
    row, case = each.row, each.case
    has_ended = case.ended_on is not None and case.ended_on <= scene.as_at
    day = row.recommended_on or (case.ended_on if has_ended and case.ended_on else scene.as_at)
    owner = allocation_on(case, day) or (case.allocations[-1] if case.allocations else None)
    team, worker = (owner.team, owner.worker) if owner else (None, None)
    if not whose.holds(team, worker):
        return
    if row.status == "check":
        wall.left_out.append(LeftOut(row.reference, row.name, row.warnings[0].text))
    elif row.recommended_on and row.days is not None:
        lives = lives_with_on(case, row.recommended_on)
        wall.dots.append(
            Dot(row.reference, row.name, row.recommended_on, row.days, worker, team, lives)
        )
        wall.spells.append((row.days, True))
    elif has_ended and case.accommodated_on and case.ended_on:
        wall.spells.append((days_between(case.accommodated_on, case.ended_on), False))
        ended[case.end_reason or "reason not recorded"] += 1
    elif row.days is not None:
        wall.bars.append(Bar(row.reference, row.name, row.days, row.lives_with, row.status, worker))
        wall.spells.append((row.days, False))
