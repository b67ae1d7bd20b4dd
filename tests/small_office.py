"""A small file with known facts, and the two ways in which tests run a command on it.

As at Fri 20 Nov 2026. NB-1 is past the aim, NB-2 and NB-3 have a late step, NB-4 is
recommended with a hostile name, NB-5 has no start, NB-6 has gone home.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from click.testing import CliRunner, Result

import pace_tui
from pace_tui.cli import cli
from pace_tui.exchange.pathway_file import scottish_holidays, shipped
from pace_tui.store.casefile import CaseFile
from pace_tui.store.change import change
from pace_tui.store.create import Beginnings, create

AS_AT = "2026-11-20"
HOSTILE = "=Orla [/b]\x1b[2J\x9bM\u202e M"
_ROOT = Path(pace_tui.__file__).parents[1]

CHILDREN = [
    # reference, name, born, accommodated, ended, worker, lives with
    ("NB-1", "Callum Ross", "2019-01-02", "2026-02-06", None, 1, "foster"),
    ("NB-2", "Finn Drew", "2023-05-01", "2026-07-10", None, 1, "kinship"),
    ("NB-3", "", "2026-04-01", "2026-10-23", None, 2, "foster"),
    ("NB-4", HOSTILE, "2020-04-01", "2025-10-23", None, 2, "kinship"),
    ("NB-5", "Lena Lost", "2020-04-01", None, None, 2, "foster"),
    ("NB-6", "Gregor Gone", "2018-04-01", "2025-01-10", "2025-12-01", 1, "home"),
]


def make_office(path: Path) -> Path:
    """Write the file and answer its path."""
    found = shipped()
    settings = {"area": "Northbank", "as_at": AS_AT}
    beginnings = Beginnings(found.pathway, scottish_holidays(), found.delay_reasons, settings)
    create(path, beginnings, _fill)
    return path


def _fill(file: CaseFile) -> None:
    with change(file, "Facts") as db:
        db.table("team").insert_all([{"id": 1, "name": "Northbank"}, {"id": 2, "name": "Hillend"}])
        db.table("worker").insert({"id": 1, "name": "Aisha Khan", "team_id": 1})
        db.table("worker").insert({"id": 2, "name": "Ben Stewart", "team_id": 2})
        db.table("kin_group").insert({"id": 1, "name": "siblings"})
        for number, child in enumerate(CHILDREN, 1):
            reference, name, born, start, end, worker, lives = child
            since = start or "2026-01-01"
            db.table("child").insert(
                {
                    "id": number,
                    "reference": reference,
                    "name": name,
                    "date_of_birth": born,
                    "group_id": 1 if number <= 2 else None,
                }
            )
            period = {"id": number, "child_id": number, "accommodated_on": start, "ended_on": end}
            db.table("period").insert(period)
            own = {"period_id": number, "from_on": since}
            db.table("allocation").insert({**own, "worker_id": worker, "team_id": worker})
            db.table("home").insert({**own, "lives_with": lives})
        _journey(db)


def _journey(db) -> None:
    """What is recorded of NB-1, NB-2 and NB-4 beyond their weeks."""
    for period, key, done, booked in (
        (1, "meeting_72h", "2026-02-09", None),
        (1, "planning_review", "2026-02-20", None),
        (1, "recommendation", None, "2026-12-03"),
        (2, "meeting_72h", "2026-07-13", None),
    ):
        step = {"period_id": period, "key": key, "done_on": done, "booked_on": booked}
        db.table("step").insert(step)
    made = {"period_id": 4, "recommended_on": "2026-05-01", "route": "adoption"}
    db.table("recommendation").insert(made)
    db.table("legal").insert({"period_id": 1, "basis": "s25", "from_on": "2026-02-06"})
    db.table("views_heard").insert({"period_id": 1, "heard_on": "2026-05-06"})
    judged = {"element": "legal", "judgement": "partly", "judged_on": "2026-05-06"}
    db.table("element").insert({"period_id": 1, **judged})
    note = {"period_id": 1, "noted_on": "2026-05-06", "text": "Gran Ina rang"}
    db.table("note").insert(note)


def invoke(*arguments: object) -> Result:
    """Run a command inside this process."""
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def python(
    arguments: Iterable[object], cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python itself with the package on its path."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    return subprocess.run(
        [sys.executable, *(str(each) for each in arguments)],
        cwd=cwd,
        env={**ours, "PYTHONPATH": str(_ROOT), "HOME": str(cwd), **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def run(
    *arguments: object, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command as a person does, in a process of its own, with an empty home."""
    return python(["-m", "pace_tui", *arguments], cwd, env)
