"""The synthetic caseload: an invented council area, the same in every run.

Nobody in it exists. It begins with a fixed seed, so that `sample.db` can be made again row
for row, and it is there to be looked at, learned on and tested against.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from pace_tui.core.caseload import Scene
from pace_tui.core.checks.clock import Days
from pace_tui.core.record import Aim
from pace_tui.exchange.pathway_file import scottish_holidays, shipped
from pace_tui.sample.area import AIMS, PACE_START
from pace_tui.sample.caseload import Caseload
from pace_tui.sample.draft import Draft, days
from pace_tui.sample.faults import add_faults
from pace_tui.sample.luck import Luck
from pace_tui.sample.past import Past
from pace_tui.sample.people import AREA, Names
from pace_tui.sample.tables import Rows
from pace_tui.store.casefile import CaseFile
from pace_tui.store.change import change
from pace_tui.store.create import Beginnings, create

__all__ = ["SAMPLE_DAY", "make_sample"]

SAMPLE_DAY = date(2026, 11, 20)
_SEED = 31  # one whose years before PACE start hold no signal: plain variation
_WHO = "sample"


def make_sample(path: Path, as_at: date = SAMPLE_DAY) -> None:
    """Write the synthetic caseload as a new file at `path`, as at a day.

    For another day everything in it moves by the same whole number of weeks, so that meetings
    stay on their weekdays: what was new on `SAMPLE_DAY` is at most six days old. Raises
    `FileError` where the file cannot be made or one is there already.
    """
    moved = (as_at - SAMPLE_DAY).days // 7 * 7
    when = datetime.combine(as_at, time(12), UTC)
    drafts = _draw()

    def fill(file: CaseFile) -> None:
        rows = Rows(moved)
        rows.add_area()
        rows.add_children(drafts)
        with change(file, "Synthetic caseload", who=_WHO, when=when) as db:
            rows.write(db)

    create(path, _beginnings(as_at, moved), fill, who=_WHO, when=when)


def _draw() -> list[Draft]:
    """Everyone in the file, drawn as at `SAMPLE_DAY`."""
    pathway = shipped().pathway._replace(holidays=frozenset(scottish_holidays()))
    scene = Scene(Days(SAMPLE_DAY, SAMPLE_DAY), pathway, AIMS[0])
    luck = Luck(_SEED)
    names = Names(luck)
    now = Caseload(luck, scene, names).children()
    past = Past(luck, scene, names)
    recommended, otherwise = past.recommended(), past.ended_otherwise()
    add_faults(now, recommended, otherwise, scene)
    return [*now, *recommended, *otherwise]


def _beginnings(as_at: date, moved: int) -> Beginnings:
    pathway, reasons = shipped()
    settings = {
        "area": AREA,
        "as_at": as_at.isoformat(),
        "pace_start": (PACE_START + days(moved)).isoformat(),
    }
    aims = tuple(_later(aim, moved) for aim in AIMS)
    return Beginnings(pathway, scottish_holidays(), reasons, settings, aims)


def _later(aim: Aim, moved: int) -> Aim:
    """The aim, begun and due so many days later."""
    start, by = aim.from_on, aim.by_on
    return aim._replace(from_on=start and start + days(moved), by_on=by and by + days(moved))
